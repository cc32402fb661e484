"""Sources of several pages, made of real ones: the frame of one page around the articles of ten others.

    python bench/frames.py DATA OUT [--frames 40] [--each 10] [--flat]
    clean run OUT/pages -o CLEANED --dedup none --sources none [--no-learn]
    clean score CLEANED OUT/gold.jsonl

DATA holds `pages-dev/` and `pages-gold.jsonl.gz`. A frame is a page whose article was taken out: the elements that hold
the lines of its gold text are filled with another page's lines, and what stood between them, its captions and boxes,
goes, since on a real source that would not recur. So a menu, a teaser or a prompt stands on all of its pages, as on a
real source, while the articles differ. The pages of a frame get addresses of one host. With `--flat`, OUT/text.jsonl
holds the same pages with a line for each block of text.
"""

from __future__ import annotations

import argparse
import gzip
import html
import json
import random
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import html as parser

_BLOCKS = "p div li h2 h3 h4 h5 h6 blockquote td section span pre dd dt"
_ENDS = (
    "p div li h1 h2 h3 h4 h5 h6 blockquote td tr section article header footer nav aside figure form main dd dt pre br"
)
_SHOWN = "//script|//style|//noscript|//template|//head|//comment()"
_WHOLE = 0.97
"""of the gold text's letters that the elements found must hold: what is missed would recur"""

Row = dict[str, Any]


def letters(text: str) -> str:
    """A text by its letters and digits: markup and gold differ in blanks and quotation marks."""
    return re.sub(r"\W+", "", text).lower()


def read(data: Path) -> tuple[list[Row], dict[str, Path]]:
    """The gold rows that have enough text, and the file of each page by its id."""
    with gzip.open(data / "pages-gold.jsonl.gz", "rt", encoding="utf-8") as file:
        golds = [row for row in map(json.loads, file) if len(row["gold"]) > 400]
    files = {re.sub(r"\.html?(\.gz)?$", "", path.name): path for path in (data / "pages-dev").rglob("*.htm*")}
    return [row for row in golds if row["id"] in files and row.get("title")], files


def parsed(path: Path) -> Any:
    """The page as a tree, read as UTF-8 where it says nothing else."""
    page = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    named = re.search(rb"charset=[\"']?([\w-]+)", page[:4000])
    try:
        text = page.decode(named[1].decode() if named else "utf-8", "replace")
    except LookupError:
        text = page.decode("utf-8", "replace")
    return parser.fromstring(text.encode("utf-8", "replace"), parser=parser.HTMLParser(encoding="utf-8"))


def drop(element: Any) -> None:
    """Take an element out of its tree; the text behind it stays."""
    if element.getparent() is not None:
        element.drop_tree()


def beginning(element: Any, most: int) -> str:
    """The text of an element, no more of it than a bit above `most` characters: most elements hold half the page."""
    parts: list[str] = []
    size = 0
    for part in element.itertext():
        parts.append(part)
        size += len(part)
        if size > most:
            break
    return "".join(parts)


def frame(tree: Any, gold: str) -> list[Any]:
    """The paragraphs of the article in a page without what stands between them; none where not all were found."""
    lines = {letters(line) for line in gold.split("\n")} - {""}
    most = 2 * max(map(len, lines)) + 100
    found = [one for one in tree.iter(*_BLOCKS.split()) if letters(beginning(one, most)) in lines]
    chosen = set(found)
    inner = [one for one in found if not any(below in chosen for below in one.iterdescendants())]
    held = {letters(one.text_content()) for one in inner}
    if len(inner) < 3 or sum(map(len, held)) < _WHOLE * sum(map(len, lines)):
        return []
    size = Counter[str]()
    for one in inner:
        size[one.tag] += len(one.text_content())
    own = [one for one in inner if one.tag == size.most_common(1)[0][0]]
    around = {above for one in own for above in one.iterancestors()} | {below for one in own for below in one.iter()}
    order = list(tree.iter(parser.etree.Element))
    for one in order[order.index(own[0]) : order.index(own[-1])]:
        if one not in around:
            drop(one)
    return own


def fill(own: list[Any], lines: list[str]) -> None:
    """Give the paragraphs of a frame these lines: as many more of the last one as are needed, or fewer."""
    for number, one in enumerate(own):
        for below in list(one):
            one.remove(below)
        one.text = lines[number] if number < len(lines) else ""
    last = own[-1]
    for line in lines[len(own) :]:
        more = last.makeelement(last.tag, {key: value for key, value in last.attrib.items() if key != "id"})
        more.text = line
        last.addnext(more)
        last = more


def page_of(path: Path, row: Row, other: Row) -> str | None:
    """The page of `row` with the article of `other`; nothing where its own was not found whole."""
    tree = parsed(path)
    own = frame(tree, row["gold"])
    if not own:
        return None
    fill(own, [line.strip() for line in other["gold"].split("\n") if line.strip()])
    page: str = parser.tostring(tree, encoding="unicode", doctype="<!DOCTYPE html>")
    for said in {row["title"], html.escape(row["title"]), html.escape(row["title"], quote=False)}:
        page = page.replace(said, html.escape(other["title"]))
    page = re.sub(r'("(?:articleBody|description)"\s*:\s*)"(?:[^"\\]|\\.)*"', r'\1""', page)
    page = re.sub(r"<meta[^>]+description[^>]*>", "", page)
    return re.sub(r"charset=[\"']?[\w-]+", "charset=utf-8", page)


def flattened(page: str) -> str:
    """A page with a line for each block of text."""
    tree = parser.fromstring(page.encode(), parser=parser.HTMLParser(encoding="utf-8"))
    for one in tree.xpath(_SHOWN):
        drop(one)
    for one in tree.iter(*_ENDS.split()):
        one.text = "\n" + (one.text or "")
        one.tail = "\n" + (one.tail or "")
    lines = (" ".join(line.split()) for line in tree.text_content().split("\n"))
    return "\n".join(line for line in lines if line)


def sources(data: Path, count: int, each: int, seed: int) -> Iterator[tuple[Row, list[tuple[Row, str]]]]:
    """Frames with the pages made of them, articles of frame and page in one language."""
    rows, files = read(data)
    words = {row["id"]: words_of(row["gold"]) for row in rows}
    draw = random.Random(seed)  # noqa: S311 - repeatable, not secret
    for row in draw.sample(rows, len(rows)):
        alike = [one for one in rows if one is not row and words[one["id"]] & words[row["id"]]]
        if len(alike) < each or page_of(files[row["id"]], row, alike[0]) is None:
            continue
        articles = draw.sample(alike, each)
        yield row, [(one, page_of(files[row["id"]], row, one) or "") for one in articles]
        count -= 1
        if not count:
            return


def words_of(text: str) -> set[str]:
    """The commonest words of an article, but for short ones that languages share: those of one language share some."""
    words = Counter(word for word in re.findall(r"\w+", text.lower()) if len(word) > 2)
    return {word for word, _ in words.most_common(3)}


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("data", type=Path)
    arguments.add_argument("out", type=Path)
    arguments.add_argument("--frames", type=int, default=40)
    arguments.add_argument("--each", type=int, default=10, help="pages of each frame")
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--flat", action="store_true")
    given = arguments.parse_args()
    pages = given.out / "pages"
    pages.mkdir(parents=True, exist_ok=True)
    made = 0
    with (given.out / "gold.jsonl").open("w") as golds, (given.out / "text.jsonl").open("w") as texts:
        for row, filled in sources(given.data, given.frames, given.each, given.seed):
            for number, (article, page) in enumerate(filled):
                name = f"{row['id']}--{article['id']}"
                url = f"https://{letters(row['id'])}.example/news/{number}-story"
                (pages / f"{name}.html").write_text(page, encoding="utf-8", errors="replace")
                (pages / f"{name}.html.meta.json").write_text(json.dumps({"url": url}))
                gold = {"id": name, "set": row["set"], "title": article["title"], "text": article["gold"]}
                golds.write(json.dumps(gold) + "\n")
                if given.flat:
                    texts.write(json.dumps({"id": name, "url": url, "text": flattened(page)}) + "\n")
                made += 1
    print(f"{made} pages in {given.out}")


if __name__ == "__main__":
    main()
