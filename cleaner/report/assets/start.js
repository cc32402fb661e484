// Which page is asked for? The address says it, so every page can be linked to.

const PAGES = [["", "Overview"], ["records", "Records"], ["sources", "Sources"], ["rules", "Rules"], ["copies", "Copies"],
  ...(TABLE.changes ? [["changes", "Changes"]] : []), ["about", "About"]];

function route() {
  const [path, query] = location.hash.replace(/^#\/?/, "").split(/\?(.*)/s);
  const [page, ...rest] = path.split("/");
  return { page, rest: rest.map(plain), query: new URLSearchParams(query || "") };
}

function plain(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function render() {
  const { page, rest, query } = route();
  const pages = {
    records: () => showRecords(query),
    record: () => showRecord(rest[0] || "", rest[1] === undefined ? undefined : Number(rest[1])),
    sources: () => showSources(query),
    rules: () => showRules(query),
    copies: () => showCopies(rest[0]),
    changes: () => showChanges(rest[0]),
    about: () => showAbout(),
  };
  const nodes = Object.hasOwn(pages, page) ? pages[page] : showOverview;
  const main = document.getElementById("main");
  current = null;
  main.className = `page-${page || "overview"}`;
  main.replaceChildren(...nodes().flat().filter(Boolean));
  for (const link of document.querySelectorAll("#top nav a")) {
    const here = link.getAttribute("href") === `#/${page === "record" ? "records" : page}`;
    if (!here) link.removeAttribute("aria-current");
    else {
      link.setAttribute("aria-current", "page");
      link.parentElement.scrollLeft = link.offsetLeft - 120;
    }
  }
  const heading = main.querySelector("h1");
  document.title = `${heading ? heading.textContent : "Report"} – ${TABLE.out}`;
  const wanted = main.querySelector(".wanted");
  if (wanted) wanted.scrollIntoView({ block: "center" });
  else scrollTo(0, 0);
  return heading;
}

function remembered(to) {
  try {
    if (to !== undefined) localStorage.setItem("newspage-cleaner-look", to);
    return localStorage.getItem("newspage-cleaner-look") || "";
  } catch {
    return "";
  }
}

function look(to) {
  if (to) document.documentElement.dataset.look = to;
  else delete document.documentElement.dataset.look;
}

function header() {
  const isDark = () => (document.documentElement.dataset.look || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
  const button = el("button", { type: "button", class: "look", "aria-label": "Dark", "aria-pressed": String(isDark()), onclick: () => {
    look(remembered(isDark() ? "light" : "dark") || (isDark() ? "light" : "dark"));
    button.setAttribute("aria-pressed", String(isDark()));
  } }, el("span", { "aria-hidden": "true" }, "◐"));
  document.getElementById("top").append(el("a", { class: "brand", href: "#/" }, "clean report"),
    el("nav", { "aria-label": "Report" }, PAGES.map(([page, words]) => el("a", { href: `#/${page}` }, words))), button);
}

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, textarea")) return;
  const step = (rel) => {
    const link = document.querySelector(`.steps a[rel="${rel}"][href]`);
    if (link) location.hash = link.getAttribute("href");
  };
  const acts = { n: () => current && current.go(1), p: () => current && current.go(-1), j: () => step("next"), k: () => step("prev"),
    "/": () => { const field = document.getElementById("search"); if (field) field.focus(); else location.hash = "#/records"; } };
  if (Object.hasOwn(acts, event.key)) {
    event.preventDefault();
    acts[event.key]();
  }
}

look(remembered());
header();
addEventListener("hashchange", () => { const heading = render(); if (heading) heading.focus({ preventScroll: true }); });
addEventListener("keydown", onKey);
render();
