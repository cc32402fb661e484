"""Pages that break parsers, made here: each holds four sentences that a reader sees, and something that is no page.

    python bench/hostile_pages.py                 # the table: kept, in quarantine, or lost
    python bench/hostile_pages.py FOLDER          # only write them

A page passes where all four sentences are in the document, or the page is in quarantine with a reason.
"""

from __future__ import annotations

import gzip
import json
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import zstandard

from cleaner.corpus.output.parts import part_files, read_rows
from cleaner.corpus.run import run
from cleaner.settings import Limits, Settings

SENTENCES = (
    "The harbour council of Saltmere voted on Monday to close the old ferry terminal before the end of the year.",
    "Engineers told the meeting that the concrete piers had not been inspected since the winter storms of 1987.",
    "Residents of the island said the replacement bus would add forty minutes to every journey into the town.",
    "A final decision on the new landing stage is expected in March, the council's deputy leader told reporters.",
)
MILLION = 1_000_000


def page(middle: str = "", before: str = "", after: str = "", head: str = "") -> str:
    """Two sentences, something hostile, two more."""
    one, two, three, four = (f"<p>{sentence}</p>\n" for sentence in SENTENCES)
    return (
        f"<!DOCTYPE html><html lang=en><head><title>Ferry terminal to close</title>{head}</head><body>{before}"
        f"<article><h1>Ferry terminal to close</h1>\n{one}{two}{middle}{three}{four}</article>{after}</body></html>"
    )


def around(open_tag: str, close_tag: str, depth: int) -> str:
    """The whole article inside that many elements."""
    return page(before=open_tag * depth, after=close_tag * depth)


def text(middle: str) -> str:
    one, two, three, four = SENTENCES
    return f"Ferry terminal to close\n\n{one}\n\n{two}\n\n{middle}\n\n{three}\n\n{four}\n"


def nesting() -> Iterator[tuple[str, str]]:
    tags = ("div", "b", "table><tr><td", "ul><li", "blockquote", "section", "a href=x", "font", "form", "svg", "math")
    for tag in tags:
        name = tag.split()[0].split(">")[0]
        close = "".join(f"</{part.split()[0]}>" for part in reversed(tag.split("><")))
        yield f"{name}-300", page(f"<{tag}>" * 300 + close * 300)
        yield f"{name}-10000", page(f"<{tag}>" * 10_000 + close * 10_000)
    for tag in ("div", "span", "b"):
        yield f"around-{tag}-10000", around(f"<{tag}>", f"</{tag}>", 10_000)
        yield f"around-{tag}-1000000", around(f"<{tag}>", f"</{tag}>", MILLION)
        yield f"open-{tag}-10000", page(before=f"<{tag}>" * 10_000)
        yield f"open-{tag}-1000000", page(before=f"<{tag}>" * MILLION)
    yield "noscript-nested", page("<noscript>" * 1000 + "</noscript>" * 1000)
    yield "template-nested", page("<template>" * 10_000 + "</template>" * 10_000)
    yield "svg-template", page("<svg><template><p>x</template></svg>" * 1000)
    yield "select-nested", page("<select><option>" * 10_000)
    yield "misnested", page("<b><i><p></b></i>" * 10_000)
    yield "bodies", page("<html><body>" * 10_000)


def counts() -> Iterator[tuple[str, str]]:
    yield "attributes-1000000", page("<hr " + " ".join(f"a{n}=1" for n in range(MILLION)) + ">")
    yield "attribute-same-1000000", page("<hr " + "a=1 " * MILLION + ">")
    yield "attribute-10-mb", page('<hr a="' + "x" * 10 * MILLION + '">')
    yield "classes-1000000", page('<hr class="' + " ".join(f"c{n}" for n in range(MILLION)) + '">')
    yield "paragraphs-1000000", page("<p>x</p>" * MILLION)
    yield "paragraphs-open-1000000", page("<p>" * MILLION)
    yield "breaks-1000000", page("<br>" * MILLION)
    yield "links-200000", page("<a href=x>y</a> " * 200_000)
    yield "items-1000000", page("<ul>" + "<li>x" * MILLION + "</ul>")
    yield "cells-300000", page("<table>" + "<tr><td>1<td>2<td>3" * 100_000 + "</table>")
    yield "comments-1000000", page("<!---->" * MILLION)
    yield "scripts-200000", page("<script>x</script>" * 200_000)
    yield "entities-1000000", page("<p>" + "&nbsp;" * MILLION + "</p>")
    yield "numbers-1000000", page("<p>" + "&#x110000;" * MILLION + "</p>")
    yield "images-data", page(f"<img src=data:image/png;base64,{'A' * 5000}>" * 2000)
    yield "colspan", page(f"<table><tr><td colspan={10**16} rowspan={10**16}>x</table>")
    yield "list-start", page(f"<ol start={10**30} reversed><li value=-{10**30}>x</ol>")


def characters() -> Iterator[tuple[str, str]]:
    for name, some in (
        ("less", "<"), ("greater", ">"), ("ampersand", "&"), ("close", "</"), ("bang", "<!"), ("question", "<?"),
        ("quote", '"'), ("ampersand-hash", "&#"), ("cdata", "<![CDATA["), ("bracket-dash", "--!>"),
    ):  # fmt: skip
        yield f"{name}-1000000", page(f"<p>{some * MILLION}</p>")
    yield "open-tags-1000000", page("<a " * MILLION + ">")
    yield "word-10-mb", page(f"<p>{'x' * 10 * MILLION}</p>")
    yield "spaces-1000000", page(f"<p>{' ' * MILLION}x</p>")
    yield "zero-width", page(f"<p>{chr(0x200B).join('hidden words')}</p>" * 1000)
    yield "combining", page(f"<p>Z{chr(0x301) * 100_000}</p>")
    yield "bidi", page(f"<p>{chr(0x202E) * 100_000}</p>")
    yield "address", page(f"<p>https://www.example.org/{'a/' * 500_000}</p>")
    yield "mail", page(f"<p>{'a@' * 500_000}</p>")
    yield "dates", page("<p>" + "3 May 2024, " * 100_000 + "</p>")
    yield "bylines", page("<p>By By By Ann </p>" * 50_000)


def unclosed() -> Iterator[tuple[str, str]]:
    one, two, three, four = SENTENCES
    whole = "".join(f"<p>{sentence}</p>" for sentence in SENTENCES)
    for name, tail in (
        ("comment", "<!-- "), ("script", "<script>"), ("style", "<style>"), ("title", "<title>"),
        ("textarea", "<textarea>"), ("tag", "<div class="), ("quote", '<div class="'),
        ("cdata", "<svg><![CDATA["), ("plaintext", "<plaintext>"),
        ("template", "<template>"), ("select", "<select>"),
    ):  # fmt: skip
        yield f"end-{name}", f"<!DOCTYPE html><article><h1>Ferry terminal to close</h1>{whole}</article>{tail}"
    yield "open-a", page("<a href=/x>")
    yield "open-a-then-closed", page("<a href=/x>", after="<p><a href=/y>More</a></p>")
    yield "open-a-100000", page("<a href=/x>" * 100_000)
    yield "open-hidden", page("<p><span hidden>x</p>")
    yield "open-h2", page("<h2>")
    yield "open-comment-dash", page("<!--->")
    yield "no-tags-but-p", f"<p>{one}<p>{two}<p>{three}<p>{four}"
    yield "doctype-1-mb", f"<!DOCTYPE {'x' * MILLION}>" + page()
    yield (
        "billion-laughs",
        ('<!DOCTYPE html [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>' + page("<p>&b;&b;&b;</p>")),
    )
    yield "external-entity", '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + page("<p>&x;</p>")
    yield "frameset", page() + "<frameset><frame src=x></frameset>"
    yield "shadow-root", page("<div><template shadowrootmode=open><slot></slot></template></div>")
    yield "processing", "<?xml version='1.0'?><?x y?>" * 1000 + page()


def data() -> Iterator[tuple[str, str]]:
    ld = '<script type="application/ld+json">{}</script>'
    escaped = json.dumps({"@type": "NewsArticle", "articleBody": '\\"<p>&amp;\\n' * 150_000})
    yield "json-ld-2-mb", page(head=ld.format(escaped))
    yield "json-ld-nested", page(head=ld.format('{"a":' * 100_000))
    yield "json-ld-brackets", page(head=ld.format("[" * MILLION))
    yield "json-ld-number", page(head=ld.format('{"@type": "NewsArticle", "datePublished": ' + "9" * 100_000 + "}"))
    yield "json-ld-types", page(head=ld.format('{"@type": ["NewsArticle", 3], "author": [[[]]], "headline": {"a": 1}}'))
    yield "metas-200000", page(head="<meta name=author content=x>" * 200_000)
    yield "title-1-mb", page(head=f"<title>{'x ' * 500_000}</title>")


def encodings() -> Iterator[tuple[str, bytes]]:
    plain = page()
    yield "nul-after-each-word.html", plain.replace(" ", "\0 ").encode()
    yield "nul-everywhere.txt", text("More.").replace(" ", " \0").encode()
    for name in ("utf-16", "utf-32"):
        for end in ("le", "be"):
            mark = "\ufeff".encode(f"{name}-{end}")
            yield f"{name}-{end}-mark.html", mark + plain.encode(f"{name}-{end}")
            yield f"{name}-{end}-no-mark.html", plain.encode(f"{name}-{end}")
            yield f"{name}-{end}-odd.html", mark + plain.encode(f"{name}-{end}") + b"\n"
    names = (
        "utf-16",
        "x-klingon",
        "utf-8;drop",
        "unicode-1-1-utf-7",
        "a" * 10_000,
        "undefined",
        "idna",
        "hex",
        "base64",
    )
    for number, name in enumerate(names):
        said = page("<p>Grüße aus Köln</p>", head=f"<meta charset='{name}'>")
        yield f"charset-{number}.html", said.encode("latin-1")
    yield "torn-utf8.html", page("<p>café " + "é" * 50).encode()[:-300] + b"\xc3" + page().encode()
    yield "bytes-between.html", page("<p>\udcff\udc80\udcfe</p>" * 1000).encode("utf-8", "surrogateescape")
    yield "surrogates.jsonl", json.dumps({"html": page("<p>\ud800\udfff\udc00</p>" * 1000)}).encode()
    yield "escape-jp.html", plain.encode() + b"\x1b$B" * 1000
    yield "carriage-returns.txt", text("More.").replace("\n", "\r").encode()
    yield "lines-1000000.txt", text("x\n" * MILLION).encode()
    yield "line-10-mb.txt", text("word " * 2 * MILLION).encode()
    yield "tabs.txt", text("\t" * MILLION + "x").encode()
    yield "dashes.txt", text("- " * 500_000).encode()
    yield "separators.txt", text("\u2028\u2029\x85\x0b\x0c" * 10_000).encode()


def packed() -> Iterator[tuple[str, bytes]]:
    plain = page().encode()
    yield "page.html.gz", gzip.compress(plain)
    yield "twice.html.gz", gzip.compress(gzip.compress(plain))
    yield "bomb.html.gz", gzip.compress(plain + b"\0" * (300 * MILLION))
    yield "bomb-of-tags.html.gz", gzip.compress(page("<b>" * (30 * MILLION)).encode(), 9)
    yield "bomb.html.zst", zstandard.compress(plain + b"\0" * (300 * MILLION))
    yield "cut.html.gz", gzip.compress(plain)[:-20]
    yield "100-mb.html", plain + b"<!--" + b"x" * (100 * MILLION) + b"-->"
    yield "20-mb.html", page("<p>" + "All work and no play. " * MILLION + "</p>").encode()
    yield "deep.jsonl", b'{"a":' * 100_000 + b"\n" + json.dumps({"html": page()}).encode()


def pages() -> Iterator[tuple[str, bytes]]:
    """Every page: its file name and its bytes."""
    made: tuple[Callable[[], Iterator[tuple[str, str]]], ...] = (nesting, counts, characters, unclosed, data)
    for make in made:
        for name, content in make():
            yield f"{name}.html", content.encode()
    yield from encodings()
    yield from packed()


def main() -> int:
    """Make them, clean them, and print what became of each."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(tempfile.mkdtemp()) / "pages"
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in pages():
        (folder / name).write_bytes(content)
    if len(sys.argv) > 1:
        return 0
    out = folder.parent / "out"
    began = time.monotonic()
    run([str(folder)], out, Settings(jobs=2, dedup=(), limits=Limits(record_seconds=60)))
    texts = {row["id"]: row["text"] for file in part_files(out, "documents") for row in read_rows(file)}
    lost = kept = quarantined = 0
    for file in part_files(out, "manifest"):
        for row in read_rows(file):
            there = sum(sentence in texts.get(row["id"], "") for sentence in SENTENCES)
            if row["status"] == "quarantined":
                quarantined += 1
                print(f"quarantined  {row['id']}: {row['reason'][:110]}")
            elif there == 4:
                kept += 1
            else:
                lost += 1
                print(f"LOST {4 - there} of 4  {row['id']}: {row['status']} {row['reason']}")
    seconds = time.monotonic() - began
    print(f"{kept} kept with all four sentences, {quarantined} in quarantine, {lost} with a loss; {seconds:.0f} s")
    return bool(lost)


if __name__ == "__main__":
    sys.exit(main())
