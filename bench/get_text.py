"""What is kept of pages that somebody flattened with the calls people use?

    python bench/get_text.py DATA [--every 3]

DATA holds `pages-dev/` and `pages-gold.jsonl.gz`. Each page is made text by BeautifulSoup's `get_text` in its ways, by
lxml's `text_content`, and by taking the tags out with a pattern; Markdown by html2text and markdownify, where they are
installed (`--markdown`: by these alone); and cleaned by itself, with its address. Word F1, and the share of the gold's
words that are kept, mean over the pages of each set.
"""

from __future__ import annotations

import argparse
import gzip
import html
import json
import re
from collections import defaultdict
from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import lxml.html
from bs4 import BeautifulSoup
from unlined import rows, score, show

import cleaner

_CODE = re.compile(r"<(script|style|noscript)\b.*?</\1>|<!--.*?-->", re.DOTALL | re.IGNORECASE)
_TAG = re.compile("<[^>]+>")


def soup(page: str) -> BeautifulSoup:
    return BeautifulSoup(page, "lxml")


def content(page: str) -> str:
    """What lxml calls the text content, without scripts."""
    return str(lxml.html.document_fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", _CODE.sub(" ", page))).text_content())


def without_tags(page: str, between: str) -> str:
    return html.unescape(_TAG.sub(between, _CODE.sub(" ", page)))


WAYS: dict[str, Callable[[str], str]] = {
    '`get_text("\\n", strip=True)`': lambda page: soup(page).get_text("\n", strip=True),
    "`get_text()`": lambda page: soup(page).get_text(),
    '`get_text(" ")`': lambda page: soup(page).get_text(" "),
    '`get_text(" ", strip=True)`': lambda page: soup(page).get_text(" ", strip=True),
    "`get_text(strip=True)`": lambda page: soup(page).get_text(strip=True),
    '`" ".join(get_text(" ").split())`': lambda page: " ".join(soup(page).get_text(" ").split()),
    '`" ".join(get_text().split())`': lambda page: " ".join(soup(page).get_text().split()),
    "`lxml text_content()`": content,
    '`re.sub(tags, " ")`': lambda page: without_tags(page, " "),
    '`re.sub(tags, "")`': lambda page: without_tags(page, ""),
}


def markdown_ways() -> dict[str, Callable[[str], str]]:
    """What makes Markdown of a page, of what is installed; scripts are taken out before, as its users do."""
    ways: dict[str, Callable[[str], str]] = {}
    if find_spec("html2text"):
        make = import_module("html2text").html2text
        ways["`html2text.html2text(page)`"] = lambda page: make(_CODE.sub(" ", page))
        ways["the same, unwrapped"] = lambda page: make(_CODE.sub(" ", page), bodywidth=0)
    if find_spec("markdownify"):
        turn = import_module("markdownify").markdownify
        ways["`markdownify(page)`"] = lambda page: turn(_CODE.sub(" ", page))
        ways['`markdownify(page, heading_style="ATX")`'] = lambda page: turn(_CODE.sub(" ", page), heading_style="ATX")
    return ways


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--every", type=int, default=3)
    parser.add_argument("--markdown", action="store_true")
    given = parser.parse_args()
    ways = markdown_ways() if given.markdown else WAYS | markdown_ways()
    gold = {row["id"]: row["gold"] for row in rows(given.data / "pages-gold.jsonl.gz")}
    found: dict[str, dict[str, list[tuple[float, float]]]] = {name: defaultdict(list) for name in ways}
    for path in sorted((given.data / "pages-dev").glob("*/*.html.gz"))[:: given.every]:
        name = path.name.removesuffix(".html.gz")
        url = json.loads((path.parent / f"{name}.meta.json").read_text(encoding="utf-8")).get("url")
        page = gzip.decompress(path.read_bytes()).decode("utf-8", "replace")
        for way, flatten in ways.items():
            found[way][path.parent.name].append(score(cleaner.clean(flatten(page), url=url).text, gold[name]))
    show("flattened by", found)


if __name__ == "__main__":
    main()
