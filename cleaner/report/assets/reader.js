// The text of a record: what was removed struck through in its rule's colour, what was rewritten marked, why on asking.

const FOLD = 10; // removed lines in a row above which all but the outer ones are folded
const OUTER = 3;

function reader(record, offset) {
  const page = el("article", { class: "text", lang: /^[a-z]{2,3}$/.test(record.language.code) ? record.language.code : null });
  const panel = el("div", { class: "panel", role: "status", "aria-live": "polite" });
  const marks = [];
  page.append(...folded(lines(record.parts).map((line) => drawLine(line, marks))));
  if (record.cut) page.append(el("p", { class: "notice" }, `${count(record.cut)} further characters are not shown.`));
  if (!record.parts.length) page.append(empty("There is no text to show."));
  const guide = guideTo(marks, panel, record);
  const side = el("aside", { class: "side", "aria-label": "Rules and evidence" }, legend(marks, page), guide.steps, panel);
  guide.rest();
  if (offset !== undefined) requestAnimationFrame(() => guide.goTo(nearest(marks, offset)));
  current = guide;
  return el("div", { class: "reading" }, page, side);
}

let current = null;

// Parts are cut at line ends: a line is a list of text and [part, its piece of this line].
function lines(parts) {
  const found = [[]];
  for (const part of parts) {
    const text = typeof part === "string" ? part : part[0] === "-" ? part[1] : part[5];
    text.split("\n").forEach((piece, at) => {
      if (at) found.push([]);
      const always = typeof part !== "string" && part[0] === "~" && at === 0;
      if (piece || always) found[found.length - 1].push(typeof part === "string" ? piece : [part, piece]);
    });
  }
  return found.filter((line) => line.some((piece) => typeof piece !== "string" || piece.trim()));
}

function drawLine(line, marks) {
  const gone = line.every((piece) => (typeof piece === "string" ? !piece.trim() : piece[0][0] === "-"));
  const paragraph = el("p", { class: gone ? "gone" : null });
  for (const piece of line) paragraph.append(typeof piece === "string" ? piece : mark(piece, marks));
  return paragraph;
}

function mark([part, piece], marks) {
  const [what, was, rule, start, note, became] = part;
  const removed = what === "-";
  const node = el(removed ? "del" : "ins", { class: removed ? "cut" : "new", style: { "--hue": hue(rule) }, tabindex: "-1" }, piece);
  const entry = { node, rule, start, note, was, became, removed };
  const found = rule.startsWith("language.") && foreignOf(note);
  if (found) {
    node.lang = found.code;
    node.append(el("span", { class: "tag" }, `${found.code} ${percent(found.probability, 1)}`));
  }
  const last = marks[marks.length - 1];
  if (last && last.start === start && last.rule === rule && last.was === was) last.others.push(node);
  else marks.push({ ...entry, others: [] });
  node.dataset.mark = String(marks.length - 1);
  return node;
}

// `af 0.90: wetgewer +5.0` is what the rules of the language say: which one, how sure, by which words.
function foreignOf(note) {
  const said = /^([a-z]{2,3}) ([01]?\.\d+)(?:: (.*))?$/s.exec(note || "");
  return said && { code: said[1], probability: Number(said[2]), words: said[3] };
}

// Menus of a hundred lines stand between a reader and the article: their middle is folded.
function folded(paragraphs) {
  const nodes = [];
  for (let at = 0; at < paragraphs.length; ) {
    let end = at;
    while (end < paragraphs.length && paragraphs[end].className === "gone") end += 1;
    if (end - at > FOLD) {
      const inner = el("div", { class: "inner", hidden: true }, paragraphs.slice(at + OUTER, end - OUTER));
      const words = `${count(end - at - 2 * OUTER)} more removed lines`;
      const button = el("button", { type: "button", class: "fold", "aria-expanded": "false", onclick: () => unfold(inner) }, words);
      inner.fold = button;
      nodes.push(...paragraphs.slice(at, at + OUTER), button, inner, ...paragraphs.slice(end - OUTER, end));
    } else nodes.push(...paragraphs.slice(at, end));
    if (end < paragraphs.length) nodes.push(paragraphs[end]);
    at = end + 1;
  }
  return nodes;
}

function unfold(inner) {
  inner.hidden = !inner.hidden;
  inner.fold.setAttribute("aria-expanded", String(!inner.hidden));
}

function nearest(marks, offset) {
  let best = -1;
  marks.forEach((entry, at) => { if (entry.start <= offset) best = at; });
  return Math.max(best, 0);
}

function legend(marks, page) {
  const sums = new Map();
  for (const { rule, was } of marks) {
    const [number, size] = sums.get(rule) || [0, 0];
    sums.set(rule, [number + 1, size + was.length]);
  }
  const rows = [...sums].sort((one, other) => other[1][1] - one[1][1]).map(([rule, [number]]) => {
    const own = marks.filter((entry) => entry.rule === rule).flatMap((entry) => [entry.node, ...entry.others]);
    const button = el("button", { type: "button", class: "chip", "aria-pressed": "true", title: (RULES.get(rule) || {}).question, onclick: () => {
      const shown = button.getAttribute("aria-pressed") !== "true";
      button.setAttribute("aria-pressed", String(shown));
      for (const node of own) node.classList.toggle("hidden", !shown);
      for (const line of page.querySelectorAll("p.gone")) line.classList.toggle("hidden", [...line.children].every((node) => node.classList.contains("hidden")));
    } }, swatch(rule), rule, el("span", { class: "words" }, count(number)));
    return el("li", {}, button);
  });
  return [el("h2", {}, "Rules at work here"), rows.length ? el("ul", { class: "legend" }, rows) : empty("No rule changed what a reader sees.")];
}

function guideTo(marks, panel, record) {
  let at = -1;
  const where = el("span", { class: "where" });
  const rest = () => {
    where.textContent = plural(marks.length, "stretch", "stretches");
    panel.replaceChildren(el("p", { class: "words" }, marks.length ? "Hover, tap, or press n and p to see which rule acted, and on what evidence." : "Everything a reader could see was kept as it was."));
  };
  const show = (number, scroll) => {
    if (!marks[number]) return;
    if (marks[at]) for (const node of [marks[at].node, ...marks[at].others]) node.classList.remove("chosen");
    at = number;
    const entry = marks[at];
    for (const node of [entry.node, ...entry.others]) node.classList.add("chosen");
    where.textContent = `${count(at + 1)} of ${count(marks.length)}`;
    panel.replaceChildren(...evidence(entry, record));
    if (!scroll) return;
    const inner = entry.node.closest(".inner");
    if (inner && inner.hidden) unfold(inner);
    entry.node.scrollIntoView({ block: "center", behavior: calm() ? "auto" : "smooth" });
    entry.node.focus({ preventScroll: true });
  };
  const go = (step) => show((Math.max(at, step > 0 ? at : 0) + step + marks.length) % marks.length, true);
  const button = (step, words, label) => el("button", { type: "button", "aria-label": label, disabled: !marks.length, onclick: () => go(step) }, words);
  const stepsBox = el("div", { class: "stretch-steps" }, button(-1, "‹", "Previous stretch"), where, button(1, "›", "Next stretch"));
  const pick = (event, scroll) => {
    const node = event.target.closest("[data-mark]");
    if (node) show(Number(node.dataset.mark), scroll);
  };
  queueMicrotask(() => {
    const page = document.querySelector("article.text");
    if (!page) return;
    page.addEventListener("pointerover", (event) => event.pointerType === "mouse" && pick(event, false));
    page.addEventListener("click", (event) => pick(event, false));
  });
  return { steps: stepsBox, go: (step) => marks.length && go(step), goTo: (number) => show(number, true), rest };
}

const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

// The scorer's note in words: a chance, and the signs that spoke against it, "+" and "-" for the blocks after and before.
function inWords(rule, note) {
  const said = rule === "select.scorer" && /^(0\.\d+) (.+)$/.exec(note);
  return said ? `${percent(Number(said[1]), 1)} sure to be article; against it: ${said[2].split(" ").map((sign) => sign.replaceAll("_", " ")).join(", ")}` : note;
}

function evidence({ rule, was, start, note, became, removed }, record) {
  const known = RULES.get(rule) || {};
  const found = rule.startsWith("language.") && foreignOf(note);
  return [
    el("h3", {}, swatch(rule), removed ? "Removed by " : "Rewritten by ", el("a", { href: address("rules", { rule }) }, rule)),
    known.question && el("p", { class: "question" }, known.question),
    !removed && el("p", { class: "pair" }, el("del", {}, was), " became ", el("ins", {}, became || "nothing")),
    el("dl", {}, found && [el("dt", {}, "language"), el("dd", {}, `${languageName(found.code)}, probability ${percent(found.probability, 1)}`)],
      note && [el("dt", {}, "evidence"), el("dd", {}, (found && found.words) || inWords(rule, note))], el("dt", {}, "place"), el("dd", {}, `from ${count(start)} of the source, ${plural(was.length, "character")}`)),
    el("p", { class: "words" }, el("a", { href: recordAddress(record.id, start) }, "Link to this place"), " · ", el("code", {}, `clean why OUT '${record.id}' ${start}`)),
  ].filter(Boolean);
}
