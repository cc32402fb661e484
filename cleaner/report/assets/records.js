// Which records are shown, found by words and filters. The list that was last seen is what next and previous go through.

const AT_ONCE = 60;
let walk = TABLE.docs.map((_, place) => place);
let walkAddress = "#/records";

const bodies = new Map();

// A record's data are parsed when it is looked at, and searched as they stand.
function recordData(place) {
  return JSON.parse(document.getElementById(`record-${place}`).textContent);
}

function holds(place, words) {
  if (!bodies.has(place)) bodies.set(place, document.getElementById(`record-${place}`).textContent.toLowerCase());
  return bodies.get(place).includes(words);
}

function asWritten(words) {
  const json = JSON.stringify(words.toLowerCase()).slice(1, -1);
  return json.replace(/[<>&]/g, (sign) => `\\u00${sign.charCodeAt(0).toString(16)}`);
}

const ORDERS = {
  "": ["oddest first", null],
  share: ["least kept first", (one, other) => one.share - other.share],
  size: ["longest first", (one, other) => other.readable - one.readable],
  confidence: ["least sure first", (one, other) => (one.confidence ?? 2) - (other.confidence ?? 2)],
  title: ["by title", (one, other) => (one.title || one.id).localeCompare(other.title || other.id)],
  source: ["by source", (one, other) => one.host.localeCompare(other.host)],
};

function select(query) {
  const words = (query.get("q") || "").trim();
  const written = asWritten(words);
  const wanted = ["status", "language", "host", "rule", "kind"].map((name) => [name, query.get(name)]).filter(([, value]) => value);
  const fits = {
    status: (record, value) => record.status === value,
    language: (record, value) => (record.language || "?") === value,
    host: (record, value) => record.host === value,
    rule: (record, value) => record.rules.includes(value),
    kind: (record, value) => record.kinds.includes(value),
  };
  let places = TABLE.docs.map((_, place) => place);
  places = places.filter((place) => wanted.every(([name, value]) => fits[name](TABLE.docs[place], value)));
  if (words) places = places.filter((place) => holds(place, written));
  const order = (ORDERS[query.get("order") || ""] || ORDERS[""])[1];
  if (order) places.sort((one, other) => order(TABLE.docs[one], TABLE.docs[other]) || one - other);
  return places;
}

function choices(name, label, values, query, onchange) {
  const chosen = query.get(name) || "";
  if (chosen && !values.some(([value]) => value === chosen)) values = [...values, [chosen, `${chosen} (0)`]];
  const options = [["", label], ...values].map(([value, words]) => el("option", { value, selected: value === chosen }, words));
  return el("label", {}, el("span", { class: "unseen" }, label), el("select", { name, onchange }, options));
}

function counted(pick) {
  const numbers = new Map();
  for (const record of TABLE.docs) for (const value of [pick(record)].flat()) numbers.set(value, (numbers.get(value) || 0) + 1);
  return [...numbers].sort((one, other) => other[1] - one[1] || (one[0] < other[0] ? -1 : 1));
}

function showRecords(query) {
  const list = el("div", { class: "found" });
  const said = el("p", { class: "under", role: "status" });
  const form = el("form", { class: "filters", role: "search", onsubmit: (event) => event.preventDefault() });
  const update = () => {
    const now = new URLSearchParams([...new FormData(form)].filter(([, value]) => value));
    walkAddress = address("records", Object.fromEntries(now));
    history.replaceState(null, "", walkAddress);
    walk = select(now);
    said.textContent = `${plural(walk.length, "record")} of ${count(TABLE.docs.length)} shown one by one; ${count(TABLE.totals.records)} in all`;
    list.replaceChildren(...listed(walk, 0));
  };
  let timer = 0;
  const search = el("input", { type: "search", name: "q", id: "search", value: query.get("q") || "", placeholder: "words, a title, an id, a source", autocomplete: "off",
    oninput: () => { clearTimeout(timer); timer = setTimeout(update, 150); } });
  form.append(
    el("label", { class: "search" }, el("span", { class: "unseen" }, "Search the records that are shown"), search),
    choices("status", "any status", counted((record) => record.status).map(([value, number]) => [value, `${value} (${number})`]), query, update),
    choices("language", "any language", counted((record) => record.language || "?").map(([value, number]) => [value, `${languageName(value === "?" ? "" : value)} (${number})`]), query, update),
    choices("rule", "any rule", counted((record) => record.rules).map(([value, number]) => [value, `${value} (${number})`]), query, update),
    choices("host", "any source", counted((record) => record.host).map(([value, number]) => [value, `${value || "(no address)"} (${number})`]).filter(([value]) => value), query, update),
    choices("kind", "chosen for anything", TABLE.kinds.filter(([, , places]) => places.length).map(([kind, words, places]) => [kind, `${words} (${places.length})`]), query, update),
    choices("order", ORDERS[""][0], Object.entries(ORDERS).filter(([key]) => key).map(([key, [words]]) => [key, words]), query, update),
  );
  update();
  return [el("h1", { tabindex: "-1" }, "Records"), form, said, list];
}

function listed(places, from) {
  if (!places.length) return [empty("No record that is shown fits. Take a filter off, or look a record up with clean why OUT ID.")];
  const until = Math.min(places.length, from + AT_ONCE);
  const nodes = [el("ul", { class: "records" }, places.slice(from, until).map(recordLine))];
  if (until < places.length) {
    nodes.push(el("button", { type: "button", class: "more", onclick: (event) => event.currentTarget.replaceWith(...listed(places, until)) },
      `Show ${Math.min(AT_ONCE, places.length - until)} more of ${count(places.length - until)}`));
  }
  return nodes;
}

function recordLine(place) {
  const record = TABLE.docs[place];
  const about = [record.host || null, record.published, record.language && languageName(record.language)].filter(Boolean).join(" · ");
  const kinds = record.kinds.filter((kind) => !["lot", "source", "long", "cluster"].includes(kind));
  const names = new Map(TABLE.kinds.map(([kind, words]) => [kind, words]));
  return el("li", {},
    el("a", { class: "title", href: recordAddress(record.id) }, record.title || record.id),
    el("span", { class: "about" }, about || record.id),
    el("span", { class: "state" }, badge(record.status, record.status === "kept" ? `${percent(record.share, 1)} kept` : record.reason || record.status),
      kinds.map((kind) => el("span", { class: "badge" }, names.get(kind)))),
    bar([[record.share, "kept"], [1 - record.share, record.reason.startsWith("dedup.") ? "copies" : "removed"]], 1));
}
