// Where did it all go? Columns of nodes, bands between them, heights in proportion.

function flowOfRecords() {
  const { status, reasons, records } = TABLE.totals;
  const nodes = [{ id: "in", column: 0, name: "came in", value: records, kind: "source" }];
  const links = [];
  const add = (from, column, id, name, value, kind, href) => {
    if (!value) return;
    nodes.push({ id, column, name, value, kind, href });
    links.push({ from, to: id, value, kind });
  };
  add("in", 1, "kept", "kept", status.kept, "kept", address("records", { status: "kept" }));
  const copies = reasons.dropped.filter(([reason]) => reason.startsWith("dedup."));
  const copied = copies.reduce((sum, [, number]) => sum + number, 0);
  add("in", 1, "copies", "copies", copied, "copies", "#/copies");
  add("in", 1, "dropped", "dropped", (status.dropped || 0) - copied, "removed", address("records", { status: "dropped" }));
  add("in", 1, "quarantined", "quarantined", status.quarantined, "quarantined", address("records", { status: "quarantined" }));
  const told = TABLE.languages.slice(0, 4);
  for (const [code, number] of told) {
    add("kept", 2, `kept ${code}`, languageName(code), number, "kept", address("records", { status: "kept", language: code || "?" }));
  }
  const others = (status.kept || 0) - told.reduce((sum, [, number]) => sum + number, 0);
  add("kept", 2, "kept others", "other languages", others, "kept");
  for (const [reason, number] of copies) add("copies", 2, reason, reason, number, "copies", "#/copies");
  const rest = reasons.dropped.filter(([reason]) => !reason.startsWith("dedup."));
  for (const [reason, number] of rest.slice(0, 4)) add("dropped", 2, `dropped ${reason}`, reason, number, "removed");
  for (const [reason, number] of reasons.quarantined.slice(0, 4)) {
    add("quarantined", 2, `refused ${reason}`, reason, number, "quarantined");
  }
  return { nodes, links, unit: "record" };
}

function flowOfCharacters() {
  const { characters } = TABLE.totals;
  const readable = characters.source - characters.markup;
  const nodes = [{ id: "in", column: 0, name: "read", value: characters.source, kind: "source" }];
  const links = [];
  const add = (from, column, id, name, value, kind, href) => {
    if (!value) return;
    nodes.push({ id, column, name, value, kind, href });
    links.push({ from, to: id, value, kind });
  };
  add("in", 1, "readable", "readable text", readable, "source");
  add("in", 1, "markup", "tags, scripts, gaps", characters.markup, "markup");
  add("readable", 2, "kept", "kept", characters.kept, "kept");
  add("readable", 2, "rewritten", "rewritten", characters.rewritten, "rewritten", "#/rules");
  const families = new Map();
  for (const rule of TABLE.rules) families.set(family(rule.id), (families.get(family(rule.id)) || 0) + rule.removed);
  for (const [name, value] of [...families].sort((one, other) => other[1] - one[1])) {
    add("readable", 2, `removed ${name}`, name, value, name === "copies" ? "copies" : "removed", "#/rules");
  }
  return { nodes, links, unit: "character" };
}

const FLOW = { node: 10, gap: 14, least: 2, label: 15 };

function layOut(flow, width, height) {
  const columns = [];
  for (const node of flow.nodes) (columns[node.column] ||= []).push(node);
  const total = flow.nodes[0].value || 1;
  const scale = height / total;
  const room = width < 520 ? 92 : 170;
  const step = (width - room - FLOW.node) / Math.max(1, columns.length - 1);
  let tallest = 0;
  for (const nodes of columns) {
    let y = 6;
    for (const node of nodes) {
      node.x = node.column * step;
      node.y = y;
      node.height = Math.max(FLOW.least, node.value * scale);
      node.out = node.into = y;
      y += Math.max(node.height, 2 * FLOW.label) + FLOW.gap;
    }
    tallest = Math.max(tallest, y);
  }
  return { columns, scale, tallest };
}

function drawFlow(flow, width) {
  const narrow = width < 520;
  const { scale, tallest } = layOut(flow, width, narrow ? 170 : 210);
  const byId = new Map(flow.nodes.map((node) => [node.id, node]));
  const total = flow.nodes[0].value;
  const picture = svg("svg", { viewBox: `0 0 ${width} ${tallest}`, width, height: tallest, class: "flow", "aria-hidden": "true" });
  for (const link of flow.links) {
    const [from, to] = [byId.get(link.from), byId.get(link.to)];
    const thick = Math.max(1, link.value * scale);
    const [x0, x1] = [from.x + FLOW.node, to.x];
    const [y0, y1, bend] = [from.out, to.into, (x0 + x1) / 2];
    from.out += thick;
    to.into += thick;
    const d = `M${x0},${y0}C${bend},${y0} ${bend},${y1} ${x1},${y1}V${y1 + thick}C${bend},${y1 + thick} ${bend},${y0 + thick} ${x0},${y0 + thick}Z`;
    picture.append(svg("path", { d, class: `band ${link.kind}` }));
  }
  for (const node of flow.nodes) {
    const x = node.x + FLOW.node + 6;
    const words = `${brief(node.value)} · ${percent(node.value, total)}`;
    const longest = narrow ? 12 : 26;
    const name = node.name.length > longest ? node.name.slice(0, longest - 1) + "…" : node.name;
    picture.append(
      svg("rect", { x: node.x, y: node.y, width: FLOW.node, height: node.height, rx: 2, class: `node ${node.kind}` }),
      svg("text", { x, y: node.y + 12, class: "name" }, name),
      svg("text", { x, y: node.y + 12 + FLOW.label, class: "value" }, words),
    );
  }
  return picture;
}

function flowTable(flow) {
  const total = flow.nodes[0].value;
  const rows = flow.nodes.map((node) => [
    el("span", { class: `depth-${node.column}` }, node.href ? el("a", { href: node.href }, node.name) : node.name),
    count(node.value),
    percent(node.value, total),
  ]);
  return el("details", { class: "as-table" }, el("summary", {}, "The same as a table"),
    table(`Where the ${flow.unit}s went`, [["what", ""], [`${flow.unit}s`, "number"], ["share", "number"]], rows));
}

// The picture is drawn for the width it has, and anew where that changes.
function flowFigure(flow, words) {
  const place = el("div", { class: "picture" });
  const figure = el("figure", {}, el("figcaption", {}, words), place, flowTable(flow));
  let drawn = 0;
  new ResizeObserver(([entry]) => {
    const width = Math.floor(entry.contentRect.width);
    if (width && width !== drawn) {
      drawn = width;
      place.replaceChildren(drawFlow(flow, width));
    }
  }).observe(place);
  return figure;
}
