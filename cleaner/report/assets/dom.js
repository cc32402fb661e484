"use strict";
// Elements are made one by one and text is set as text: nothing here parses markup, so nothing of a page can become it.

const SVG = "http://www.w3.org/2000/svg";
const TABLE = JSON.parse(document.getElementById("table").textContent);
const FATES = { kept: "kept", rewritten: "rewritten", removed: "removed", markup: "markup" };
const STATUS = { kept: "kept", dropped: "dropped", quarantined: "quarantined" };

function el(tag, attributes, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

function svg(tag, attributes, ...children) {
  return fill(document.createElementNS(SVG, tag), attributes, children);
}

function fill(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name === "style") for (const [key, to] of Object.entries(value)) node.style.setProperty(key, to);
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  for (const child of children.flat(2)) {
    if (child === undefined || child === null || child === false) continue;
    node.append(child instanceof Node ? child : document.createTextNode(String(child)));
  }
  return node;
}

const whole = new Intl.NumberFormat("en");
const short = new Intl.NumberFormat("en", { notation: "compact", maximumFractionDigits: 1 });
const count = (number) => whole.format(number);
const brief = (number) => (number < 10000 ? whole.format(number) : short.format(number));
const plural = (number, one, many) => `${count(number)} ${number === 1 ? one : many || one + "s"}`;

function percent(part, total) {
  if (!total) return "–";
  const share = (100 * part) / total;
  if (part && share < 0.1) return "< 0.1 %";
  if (part < total && share > 99.9) return "> 99.9 %";
  return `${share.toFixed(share < 10 || (share > 90 && share < 100) ? 1 : 0)} %`;
}

// A language's name where the browser knows it; its code otherwise.
const languageNames = (() => {
  try {
    return new Intl.DisplayNames(["en"], { type: "language", fallback: "none" });
  } catch {
    return null;
  }
})();

function languageName(code) {
  if (!code) return "not told";
  if (!/^[a-z]{2,3}$/.test(code) || !languageNames) return code;
  return languageNames.of(code) || code;
}

// Each rule has a hue of its own, the same in every report: the golden angle keeps neighbours apart.
const RULES = new Map(TABLE.rules.map((rule) => [rule.id, rule]));

function hue(rule) {
  const known = RULES.get(rule);
  let place = known ? known.place : 0;
  if (!known) for (const sign of rule) place = (place * 31 + sign.codePointAt(0)) % 997;
  return ((place * 137.508 + 25) % 360).toFixed(1);
}

const FAMILIES = {
  select: "boilerplate",
  sources: "rules of the site",
  dedup: "copies",
  language: "foreign text",
  repair: "damage",
  segment: "layout",
};
const family = (rule) => FAMILIES[rule.split(".")[0]] || "other";

function swatch(rule) {
  return el("span", { class: "swatch", style: { "--hue": hue(rule) }, "aria-hidden": "true" });
}

function ruleLink(rule) {
  return el("a", { class: "rule", href: address("records", { rule }) }, swatch(rule), rule);
}

function badge(status, words) {
  return el("span", { class: `badge ${STATUS[status] || ""}` }, words || status);
}

// A bar of parts, [value, class, rule]; the words beside it say the same, so it is drawn for eyes only.
function bar(parts, total) {
  const row = el("span", { class: "bar", "aria-hidden": "true" });
  for (const [value, kind, rule] of parts) {
    if (!value) continue;
    const style = { width: `${(100 * value) / Math.max(total, 1)}%` };
    if (rule) style["--hue"] = hue(rule);
    row.append(el("span", { class: kind, style }));
  }
  return row;
}

function address(place, query) {
  const filled = Object.entries(query || {}).filter(([, value]) => value !== undefined && value !== "" && value !== null);
  const text = new URLSearchParams(filled).toString();
  return `#/${place}${text ? `?${text}` : ""}`;
}

const recordAddress = (id, offset) => `#/record/${encodeURIComponent(id)}${offset === undefined ? "" : `/${offset}`}`;

// A page's own address is a link only where it is one of the web.
function outward(url) {
  let parsed = null;
  try {
    parsed = new URL(url);
  } catch {
    return null;
  }
  if (parsed.protocol !== "https:" && parsed.protocol !== "http:") return null;
  return el("a", { href: parsed.href, rel: "noopener noreferrer nofollow", target: "_blank" }, "open the page ↗");
}

function section(title, ...children) {
  return el("section", { class: "card" }, title && el("h2", {}, title), ...children);
}

function empty(words) {
  return el("p", { class: "empty" }, words);
}

// A table that scrolls by itself where it is too wide, and can be scrolled by keyboard then.
function table(label, heads, rows) {
  const head = heads.map(([words, kind]) => el("th", { scope: "col", class: kind }, words));
  const body = rows.map((cells) =>
    el("tr", {}, cells.map((cell, at) => el(at ? "td" : "th", { scope: at ? null : "row", class: heads[at][1] }, cell))),
  );
  return el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": label },
    el("table", {}, el("caption", { class: "unseen" }, label), el("thead", {}, el("tr", {}, head)), el("tbody", {}, body)));
}
