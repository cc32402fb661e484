// One record: what is said of it, and its text.

const placeOf = new Map(TABLE.docs.map((record, place) => [record.id, place]));

function showRecord(id, offset) {
  const place = placeOf.get(id);
  if (place === undefined) {
    return [el("h1", { tabindex: "-1" }, "Not shown here"), empty(`The record ${id} is not among those that this report shows one by one.`),
      el("p", {}, "What became of it tells ", el("code", {}, `clean why OUT '${id}'`), ".")];
  }
  const listing = TABLE.docs[place];
  const record = recordData(place);
  return [
    steps(place),
    el("h1", { tabindex: "-1", class: "headline" }, record.title || record.id),
    el("p", { class: "under" }, badge(listing.status), " ", listing.reason && `${listing.reason} · `, byline(record, listing), " ", outward(record.url)),
    fates(record),
    record.gone && el("p", { class: "notice" }, record.gone, " ", record.parts.length > 0 && "Only what was kept can be shown."),
    facts(record, listing),
    reader(record, offset),
  ];
}

function steps(place) {
  let at = walk.indexOf(place);
  if (at < 0) {
    walk = TABLE.docs.map((_, each) => each);
    walkAddress = "#/records";
    at = place;
  }
  const step = (to, words, rel) => {
    const inside = to >= 0 && to < walk.length;
    return el("a", { class: "step", rel, href: inside ? recordAddress(TABLE.docs[walk[to]].id) : null, "aria-disabled": inside ? null : "true", role: inside ? null : "link" }, words);
  };
  return el("nav", { class: "steps", "aria-label": "Records" }, el("a", { href: walkAddress }, "← all records"),
    el("span", { class: "where" }, `${count(at + 1)} of ${count(walk.length)}`), step(at - 1, "Previous", "prev"), step(at + 1, "Next", "next"));
}

function byline(record, listing) {
  const said = [listing.host, record.authors.join(", "), record.published.slice(0, 16).replace("T", " "), languageName(record.language.code)];
  return said.filter(Boolean).join(" · ");
}

function fates(record) {
  const sums = record.characters;
  const readable = sums.source - sums.markup;
  if (!readable) return null;
  const cuts = new Map();
  for (const part of record.parts) if (part[0] === "-" && Array.isArray(part)) cuts.set(part[2], (cuts.get(part[2]) || 0) + part[1].length);
  const seen = [...cuts.values()].reduce((sum, number) => sum + number, 0) || 1;
  const cut = [...cuts].sort((one, other) => other[1] - one[1]).map(([rule, number]) => [(number / seen) * sums.removed, "cut", rule]);
  return el("div", { class: "fates" }, bar([[sums.kept, "kept"], [sums.rewritten, "rewritten"], ...cut], readable),
    el("p", { class: "words" }, `${count(readable)} readable characters: ${count(sums.kept)} kept, ${count(sums.rewritten)} rewritten, ${count(sums.removed)} removed; ${count(sums.markup)} of markup`));
}

// How much of a copy the other one holds, as the ledger says it.
function likeness({ copy }) {
  if (!copy || typeof copy.similarity !== "number") return "";
  return `${percent(copy.similarity, 1)} of ${copy.of}${typeof copy.contained === "number" ? `, ${percent(copy.contained, 1)} contained` : ""}`;
}

function facts(record, listing) {
  const rows = [
    ["id", record.id],
    ["address", record.url],
    ["found in", record.path && `${record.path}${record.record === null ? "" : `, record ${record.record}`}`],
    ["bytes", `${count(record.bytes)}${record.encoding ? ` of ${record.encoding}` : ""}`],
    ["language", [languageName(record.language.code), record.language.confidence && `confidence ${percent(record.language.confidence, 1)}`, record.language.declared && `declared ${record.language.declared}`].filter(Boolean).join(", ")],
    ["confidence", listing.confidence === null ? "" : percent(listing.confidence, 1)],
    ["flags", (record.flags || []).join(", ")],
    ["likeness", likeness(record)],
    ["version of", record.version_of],
    ["shown because", listing.kinds.map((kind) => (TABLE.kinds.find(([name]) => name === kind) || ["", kind])[1]).join(", ")],
  ].filter(([, value]) => value);
  const copyOf = record.cluster !== record.id && record.cluster;
  return el("details", { class: "facts" }, el("summary", {}, "About this record"),
    el("dl", {}, rows.map(([name, value]) => [el("dt", {}, name), el("dd", {}, value)]),
      copyOf && [el("dt", {}, "copy of"), el("dd", {}, placeOf.has(copyOf) ? el("a", { href: recordAddress(copyOf) }, copyOf) : copyOf)]));
}
