// What happened, at a glance: the first page.

function showOverview() {
  const { totals, run } = TABLE;
  const { characters } = totals;
  const readable = characters.source - characters.markup;
  const inputs = (run.inputs || []).join(", ");
  return [
    el("h1", { tabindex: "-1" }, TABLE.out),
    el("p", { class: "under" }, [inputs && `from ${inputs}`, run.started && `cleaned ${run.started.slice(0, 10)}`,
      run.versions && /^\d/.test(run.versions["newspage-cleaner"]) && `newspage-cleaner ${run.versions["newspage-cleaner"]}`].filter(Boolean).join(" · ")),
    run.state && run.state !== "finished" && el("p", { class: "notice" },
      `The run is ${run.state}: this shows what was finished when the report was made. Run the same command again to go on.`),
    lead(totals, readable),
    tiles(totals, readable),
    el("div", { class: "card flows" }, el("h2", {}, "What came in, and where it went"), flows()),
    oddOnes(),
    el("div", { class: "columns" }, whatRemoved(characters.removed), whatRewrote(characters.rewritten)),
    el("div", { class: "columns" }, spread(), languages()),
    foreign(),
  ];
}

function lead(totals, readable) {
  const { status, characters, records } = totals;
  if (!records) return empty("No record has come in yet.");
  const said = [`${plural(records, "record")} came in, and ${count(status.kept || 0)} became documents.`];
  const copies = TABLE.clusters.copies;
  if (copies) said.push(`${plural(copies, "is a copy", "are copies")} of another.`);
  if (readable) said.push(`Of ${brief(readable)} characters that a reader could see, ${percent(characters.kept + characters.rewritten, readable)} arrived.`);
  said.push(status.quarantined ? `${count(status.quarantined)} could not be processed and lie in the quarantine.` : "Nothing was lost: every character has its line in the manifest.");
  return el("p", { class: "lead" }, said.join(" "));
}

function tiles(totals, readable) {
  const { status, records, characters } = totals;
  const tile = (name, value, words, href, kind) =>
    el("li", {}, el("a", { href, class: kind }, el("span", { class: "name" }, name), el("strong", {}, value), el("span", { class: "words" }, words)));
  const dropped = (status.dropped || 0) - TABLE.clusters.copies;
  return el("ul", { class: "tiles" },
    tile("kept", brief(status.kept || 0), `${percent(status.kept || 0, records)} of the records`, address("records", { status: "kept" }), "kept"),
    tile("copies", brief(TABLE.clusters.copies), `in ${plural(TABLE.clusters.count, "group")}`, "#/copies", "copies"),
    tile("dropped", brief(dropped), "no article in them", address("records", { status: "dropped" }), "removed"),
    tile("quarantined", brief(status.quarantined || 0), "could not be processed", address("records", { status: "quarantined" }), "quarantined"),
    tile("sources", brief(TABLE.sources.count), `${brief(characters.removed)} characters removed`, "#/sources", "source"));
}

function flows() {
  const place = el("div", {});
  const choices = [["records", "Records", flowOfRecords, "Records by what became of them"],
    ["characters", "Characters", flowOfCharacters, "Characters of the sources by what became of them"]];
  const buttons = choices.map(([, label, make, words], at) =>
    el("button", { type: "button", "aria-pressed": String(!at), onclick: (event) => {
      for (const button of buttons) button.setAttribute("aria-pressed", String(button === event.currentTarget));
      place.replaceChildren(flowFigure(make(), words));
    } }, label));
  place.append(flowFigure(flowOfRecords(), choices[0][3]));
  return [el("div", { class: "choice", role: "group", "aria-label": "What the picture counts" }, buttons), place];
}

function oddOnes() {
  const kinds = TABLE.kinds.filter(([kind, , places]) => places.length && !["lot", "source", "cluster", "long"].includes(kind));
  if (!kinds.length) return section("The odd ones first", empty("Nothing stands out."));
  const columns = kinds.map(([kind, question, places]) =>
    el("div", {}, el("h3", {}, question), el("ol", { class: "odd" }, places.slice(0, 5).map((place) => oddLine(kind, place))),
      places.length > 5 && el("p", { class: "more" }, el("a", { href: address("records", { kind }) }, `all ${places.length}`))));
  return section("The odd ones first", el("div", { class: "odd-columns" }, columns));
}

function oddLine(kind, place) {
  const record = TABLE.docs[place];
  const words = {
    quarantined: () => record.reason,
    unsure: () => `confidence ${percent(record.confidence, 1)}`,
    flagged: () => record.flags.join(", "),
    empty: () => `${brief(record.readable)} characters, nothing kept`,
  }[kind] || (() => `${percent(record.share, 1)} of ${brief(record.readable)} characters kept`);
  return el("li", {}, el("a", { href: recordAddress(record.id) }, record.title || record.id), el("span", { class: "words" }, words()));
}

function whatRemoved(total) {
  const rules = TABLE.rules.filter((rule) => rule.removed).sort((one, other) => other.removed - one.removed).slice(0, 12);
  const rows = rules.map((rule) => [ruleLink(rule.id), rule.removed, null, "removed", rule.id]);
  return section("What removed text", rows.length ? bars(rows, total) : empty("Nothing was removed."));
}

function whatRewrote(total) {
  const rules = TABLE.rules.filter((rule) => rule.changed).sort((one, other) => other.changed - one.changed).slice(0, 8);
  const rows = rules.map((rule) => [ruleLink(rule.id), rule.changed, null, "rewritten", rule.id]);
  return section("What rewrote text", rows.length ? bars(rows, total) : empty("Nothing was rewritten."));
}

function spread() {
  return section("How much of a page is kept",
    histogram("Kept documents by the share of their readable text that was kept", TABLE.shares, "mostly furniture", "all article"),
    TABLE.confidences && histogram("Documents by confidence that their text is right", TABLE.confidences, "doubtful", "sure"));
}

function languages() {
  const rows = TABLE.languages.slice(0, 12).map(([code, number]) =>
    [el("a", { href: address("records", { language: code || "?" }) }, languageName(code)), number, null, "kept"]);
  const conflicts = TABLE.declared.slice(0, 6).map(([declared, found, number]) =>
    el("li", {}, `${count(number)} × declared ${languageName(declared)}, found ${languageName(found)}`));
  return section("Languages", rows.length ? bars(rows, TABLE.totals.status.kept) : empty("No document was kept."),
    conflicts.length > 0 && [el("h3", {}, "Declared otherwise"), el("ul", { class: "plain" }, conflicts)]);
}

function foreign() {
  if (!TABLE.foreign.length) return null;
  const rows = TABLE.foreign.map(([code, documents, stretches, characters]) =>
    [languageName(code), count(documents), count(stretches), count(characters)]);
  return section("Foreign fragments", table("Foreign fragments by language",
    [["language", ""], ["documents", "number"], ["fragments", "number"], ["characters", "number"]], rows));
}
