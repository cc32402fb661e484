// What another version or setting changed, where the report was made against another output.

function showChanges(number) {
  const changes = TABLE.changes;
  if (!changes) return [el("h1", { tabindex: "-1" }, "Changes"), empty("This report was made without another output to compare with: clean report OUT --against OTHER.")];
  if (number !== undefined && changes.documents[number]) return showChange(Number(number));
  const { counts, names, kept } = changes;
  const both = ["same", "changed", "appeared", "vanished"].reduce((sum, kind) => sum + (counts[kind] || 0), 0);
  const rows = [["same text", counts.same, "kept"], ["another text", counts.changed, "rewritten"], ["kept now, and was not", counts.appeared, "copies"],
    ["was kept, and is not now", counts.vanished, "removed"]].filter(([, value]) => value).map(([words, value, kind]) => [words, value, null, kind]);
  return [
    el("h1", { tabindex: "-1" }, "Changes"),
    el("p", { class: "under" }, `from ${names[0]} to ${names[1]} · ${plural(both, "record")} in both, ${count(counts["only before"] || 0)} only before, ${count(counts["only after"] || 0)} only now · ${count(kept[0])} characters kept before, ${count(kept[1])} now`),
    el("div", { class: "columns" },
      section("Documents", rows.length ? bars(rows, both) : empty("No record is in both.")),
      section("Settings that differ", changes.settings.length ? el("ul", { class: "plain" }, changes.settings.map((said) => el("li", {}, said))) : empty("The same settings, versions and rules."))),
    section("By rule", changes.rules.length ? table("Characters removed by rule", [["rule", ""], ["before", "number"], ["now", "number"], ["change", "number"]],
      changes.rules.map(([rule, before, now]) => [el("span", { class: "rule" }, swatch(rule), rule), count(before), count(now), signed(now - before)])) : empty("Every rule removed what it removed before.")),
    section("By source", changes.sources.length ? table("Share of readable text kept, by source", [["source", ""], ["documents changed", "number"], ["kept before", "number"], ["kept now", "number"]],
      changes.sources.map(([name, changed, before, now]) => [name || "(no address)", count(changed), shareOf(before), shareOf(now)])) : empty("No source has changed.")),
    el("h2", {}, "Documents that changed most"),
    changes.documents.length ? el("ul", { class: "records" }, changes.documents.map(changeLine)) : empty("No document has another text."),
  ];
}

const signed = (number) => (number > 0 ? "+" : "−") + count(Math.abs(number));
const shareOf = (share) => (share === null ? "–" : percent(share, 1));

function changeLine(change, at) {
  const [before, now] = change.kept;
  return el("li", {}, el("a", { class: "title", href: `#/changes/${at}` }, change.title || change.id),
    el("span", { class: "about" }, [change.host, `${count(before)} → ${count(now)} characters`].filter(Boolean).join(" · ")),
    el("span", { class: "state" }, badge({ vanished: "dropped", appeared: "kept" }[change.kind], change.kind)));
}

function showChange(at) {
  const { documents, names } = TABLE.changes;
  const change = documents[at];
  const step = (to, words, rel) => el("a", { class: "step", rel, href: documents[to] ? `#/changes/${to}` : null, role: documents[to] ? null : "link", "aria-disabled": documents[to] ? null : "true" }, words);
  const page = el("article", { class: "text" });
  let line = el("p", {});
  page.append(line);
  for (const [what, text, rule, note] of change.parts) {
    text.split("\n").forEach((piece, number) => {
      if (number) page.append((line = el("p", {})));
      if (piece) line.append(...(what === "=" ? [piece] : changedPiece(what, piece, rule, note)));
    });
  }
  return [
    el("nav", { class: "steps", "aria-label": "Changes" }, el("a", { href: "#/changes" }, "← all changes"), el("span", { class: "where" }, `${count(at + 1)} of ${count(documents.length)}`),
      step(at - 1, "Previous", "prev"), step(at + 1, "Next", "next")),
    el("h1", { tabindex: "-1", class: "headline" }, change.title || change.id),
    el("p", { class: "under" }, `${change.kind} · ${change.id} · ${count(change.kept[0])} → ${count(change.kept[1])} characters · struck through: only in ${names[0]}; underlined: only in ${names[1]}`),
    placeOf.has(change.id) && el("p", {}, el("a", { href: recordAddress(change.id) }, "The record as it is now")),
    el("div", { class: "changed" }, page),
  ];
}

function changedPiece(what, piece, rule, note) {
  const verb = what === "-" ? "now removed by" : "was removed by";
  return [el(what === "-" ? "del" : "ins", {}, piece), ...(rule ? [el("span", { class: "why" }, swatch(rule), `${verb} ${rule}${note ? `: ${note}` : ""}`)] : [])];
}
