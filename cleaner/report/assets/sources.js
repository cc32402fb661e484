// By source and by rule: two tables that can be sorted and searched.

// What is wanted first stands first: a phone shows no more than the share.
const COLUMNS = [["source", "name"], ["pages", "pages"], ["share kept", "share"], ["kept", "kept"], ["copies", "copies"], ["dropped", "dropped"], ["quarantined", "quarantined"]];

function showSources(query) {
  const sources = TABLE.sources;
  const holder = el("div", {});
  let [key, down] = [query.get("order") || "pages", query.get("down") !== "0"];
  const words = el("input", { type: "search", id: "search", placeholder: "a source", autocomplete: "off", value: query.get("q") || "", oninput: () => draw() });
  const draw = () => {
    const wanted = words.value.trim().toLowerCase();
    const rows = sources.shown.filter((row) => row.name.toLowerCase().includes(wanted));
    rows.sort((one, other) => compare(one[key], other[key]) * (down ? -1 : 1));
    if (sources.rest && !wanted) rows.push(sources.rest);
    holder.replaceChildren(rows.length ? sourceTable(rows, key, down, (chosen) => {
      down = chosen === key ? !down : chosen !== "name";
      key = chosen;
      draw();
      holder.querySelector(`[data-key="${CSS.escape(key)}"]`).focus();
    }) : empty("No source of this name."));
  };
  draw();
  return [
    el("h1", { tabindex: "-1" }, "Sources"),
    el("p", { class: "under" }, `${plural(sources.count, "source")}; the largest are shown. The share is that of readable text that was kept, copies aside.`),
    el("form", { class: "filters", role: "search", onsubmit: (event) => event.preventDefault() }, el("label", { class: "search" }, el("span", { class: "unseen" }, "Search sources"), words)),
    holder,
  ];
}

function compare(one, other) {
  if (typeof one === "string") return one < other ? -1 : one > other ? 1 : 0;
  return (one ?? 2) - (other ?? 2);
}

function sourceTable(rows, key, down, choose) {
  const head = COLUMNS.map(([words, name]) =>
    el("th", { scope: "col", class: name === "name" ? "" : name === "share" ? "share" : "number", "aria-sort": name === key ? (down ? "descending" : "ascending") : null },
      el("button", { type: "button", "data-key": name, onclick: () => choose(name) }, words, name === key ? (down ? " ↓" : " ↑") : "")));
  const body = rows.map((row) => {
    const shown = TABLE.docs.some((record) => record.host && record.host === row.name);
    return el("tr", {}, el("th", { scope: "row" }, shown ? el("a", { href: address("records", { host: row.name }) }, row.name) : row.name),
      COLUMNS.slice(1).map(([, name]) => name === "share"
        ? el("td", { class: "share" }, row.share === null ? "–" : [el("span", {}, percent(row.share, 1)), bar([[row.share, "kept"], [1 - row.share, "removed"]], 1)])
        : el("td", { class: "number" }, row[name] ? count(row[name]) : "–")),
      el("td", { class: "chips" }, row.rules.slice(0, 3).map(([rule, number]) => el("span", { class: "rule", title: `${count(number)} characters` }, swatch(rule), rule))));
  });
  return el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Sources" },
    el("table", { class: "sources" }, el("thead", {}, el("tr", {}, head, el("th", { scope: "col" }, "what removed most"))), el("tbody", {}, body)));
}

function showRules(query) {
  const wanted = query.get("rule");
  const cards = TABLE.rules.map((rule) =>
    el("li", { class: rule.id === wanted ? "wanted" : null, style: { "--hue": hue(rule.id) } },
      el("h2", {}, swatch(rule.id), rule.id),
      el("p", {}, rule.question || "A rule this report does not know."),
      el("p", { class: "words" }, [rule.removed && `removed ${brief(rule.removed)} characters in ${plural(rule.removals, "stretch", "stretches")}`,
        rule.changed && `rewrote ${brief(rule.changed)} characters in ${plural(rule.changes, "stretch", "stretches")}`, `in ${plural(rule.documents, "record")}`].filter(Boolean).join(" · ")),
      el("p", { class: "words" }, TABLE.docs.some((record) => record.rules.includes(rule.id)) ? el("a", { href: address("records", { rule: rule.id }) }, "records where it acted") : "no record shown here",
        " · ", el("code", {}, `clean rules ${rule.id}`))));
  return [el("h1", { tabindex: "-1" }, "Rules"), el("p", { class: "under" }, "Every rule that did something, those that took most first. A rule's name is its file below cleaner/."),
    cards.length ? el("ul", { class: "rules" }, cards) : empty("No rule has done anything.")];
}

function showAbout() {
  const { run } = TABLE;
  const seconds = Object.entries(run.seconds || {}).sort((one, other) => other[1] - one[1]);
  return [
    el("h1", { tabindex: "-1" }, "About this report"),
    section("What is shown", el("p", {}, TABLE.sampling),
      el("p", {}, "Removed text is struck through in the colour of its rule; text that was rewritten is underlined. Tags, scripts and white space that was only laid out anew are not drawn. The manifest has every edit: clean why OUT ID WORDS tells what became of them.")),
    section("Keys", el("dl", { class: "keys" }, [["n, p", "next and previous stretch"], ["j, k", "next and previous record"], ["/", "search"]].map(([key, words]) => [el("dt", {}, el("kbd", {}, key)), el("dd", {}, words)]))),
    section("The run", table("The run", [["what", ""], ["value", ""]], [
      ["started", run.started || "–"], ["last written", run.updated || "–"], ["seconds", count(Math.round(run.wall_seconds || 0))],
      ["settings", (run.settings_digest || "–").slice(0, 16)], ["rules", (run.rules_digest || "–").slice(0, 16)],
      ...Object.entries(run.versions || {}).map(([name, version]) => [name, version]),
      ...seconds.map(([stage, taken]) => [`seconds in ${stage}`, taken.toFixed(1)])])),
  ];
}
