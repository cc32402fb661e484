// How are shares and confidences spread? Twenty bars, and the same for those who cannot see them.

function histogram(label, bins, least, most) {
  const [width, height, foot] = [600, 150, 22];
  const highest = Math.max(...bins, 1);
  const step = width / bins.length;
  const picture = svg("svg", { viewBox: `0 0 ${width} ${height + foot}`, class: "histogram", role: "img", "aria-label": spoken(label, bins) });
  bins.forEach((value, at) => {
    const tall = value ? Math.max(1.5, (value / highest) * (height - 16)) : 0;
    const bin = svg("rect", { x: at * step + 1, y: height - tall, width: step - 2, height: tall, rx: 1.5 });
    bin.append(svg("title", {}, `${at * 5} to ${at * 5 + 5} %: ${count(value)}`));
    picture.append(bin);
    if (value === highest) picture.append(svg("text", { x: at * step + step / 2, y: height - tall - 4, "text-anchor": "middle" }, brief(value)));
  });
  picture.append(svg("path", { d: `M0,${height}H${width}`, class: "axis" }));
  [0, 0.25, 0.5, 0.75, 1].forEach((share) => {
    const anchor = share === 0 ? "start" : share === 1 ? "end" : "middle";
    picture.append(svg("text", { x: share * width, y: height + 16, "text-anchor": anchor }, `${share * 100} %`));
  });
  return el("figure", {}, el("figcaption", {}, label), picture, el("p", { class: "ends" }, el("span", {}, least), el("span", {}, most)));
}

function spoken(label, bins) {
  const said = bins.map((value, at) => (value ? `${at * 5} to ${at * 5 + 5} percent: ${count(value)}` : "")).filter(Boolean);
  return `${label}. ${said.join("; ")}`;
}

// A list of bars, longest first: [label node, value, words, class, rule]
function bars(rows, total) {
  const most = Math.max(...rows.map((row) => row[1]), 1);
  return el("ul", { class: "bars" }, rows.map(([label, value, words, kind, rule]) =>
    el("li", {}, el("span", { class: "label" }, label), el("span", { class: "words" }, words || `${brief(value)} · ${percent(value, total)}`),
      bar([[value, kind, rule]], most))));
}
