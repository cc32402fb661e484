// Copies side by side: the one that was kept, and some of those it stands for.

function showCopies(number) {
  const { clusters } = TABLE;
  if (!clusters.count) return [el("h1", { tabindex: "-1" }, "Copies"), empty("No record was a copy of another.")];
  const rows = clusters.shown.map(([name, copies, places], at) => {
    const head = TABLE.docs[places[0]];
    const sites = new Set(places.map((place) => TABLE.docs[place].host).filter(Boolean));
    return el("li", {}, el("a", { class: "title", href: `#/copies/${at}` }, (head && head.title) || name),
      el("span", { class: "about" }, `${plural(copies, "copy", "copies")} · ${[...sites].slice(0, 4).join(", ") || "no address"}`));
  });
  if (number !== undefined && clusters.shown[number]) return sideBySide(Number(number));
  return [el("h1", { tabindex: "-1" }, "Copies"), el("p", { class: "under" }, `${plural(clusters.copies, "record is a copy", "records are copies")}, in ${plural(clusters.count, "group")}; the largest are shown.`),
    el("ul", { class: "records" }, rows)];
}

const letters = (text) => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");

// The text a member has of its own: what was kept of it, or what went as a copy.
function ownText(record) {
  const isCopy = record.cluster !== record.id;
  const text = record.parts.map((part) => (typeof part === "string" ? part : part[0] === "~" ? part[5] : isCopy && part[2].startsWith("dedup.") ? part[1] : "\n"));
  return text.join("").split("\n").map((line) => line.trim()).filter(Boolean);
}

function sideBySide(number) {
  const [name, copies, places] = TABLE.clusters.shown[number];
  const members = places.map((place) => ({ place, listing: TABLE.docs[place], record: recordData(place) }));
  const texts = members.map(({ record }) => ownText(record));
  const first = letters((texts[0] || []).join(""));
  const columns = members.map(({ listing, record }, at) => {
    const rows = texts[at].map((line) => el("p", { class: at && !first.includes(letters(line)) ? "own" : null }, line));
    return el("section", { class: "member", tabindex: "0", "aria-label": at ? `Copy ${at}` : "Kept" },
      el("h2", {}, badge(listing.status, listing.status === "kept" ? "kept" : "copy"), " ", el("a", { href: recordAddress(record.id) }, listing.title || record.id)),
      el("p", { class: "about" }, [listing.host || "no address", listing.published, at && likeness(record)].filter(Boolean).join(" · ")),
      record.gone && !texts[at].length ? empty(record.gone) : rows);
  });
  return [el("nav", { class: "steps", "aria-label": "Copies" }, el("a", { href: "#/copies" }, "← all groups")),
    el("h1", { tabindex: "-1" }, plural(copies, "copy", "copies")), el("p", { class: "under" }, `of ${name}. Lines whose words the kept one does not have are marked.`),
    el("div", { class: "members" }, columns)];
}
