"""Pages whose markup says less than it did: class names that mean nothing, no elements for parts, no metadata.

    python bench/less_markup.py PAGES OUT --kind names

PAGES holds HTML pages (`.html`, `.html.gz`) with their sidecars; OUT gets the same files, changed. What is kept of
them, scored against the same gold, tells what is kept on a site whose build makes names like `css-1x2y3z`.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import re
import shutil
from collections.abc import Callable
from pathlib import Path

_TAG = re.compile(rb"<[a-zA-Z][^<>]*>")
_NAMES = re.compile(rb"(\s(?:class|id)\s*=\s*)(\"[^\"]*\"|'[^']*'|[^\s\"'>]+)", re.IGNORECASE)
_PARTS = re.compile(rb"<(/?)(?:article|main|nav|header|footer|aside|section)(?=[\s>])", re.IGNORECASE)
_PARAGRAPHS = re.compile(rb"<(/?)p(?=[\s>])", re.IGNORECASE)
_HEADINGS = re.compile(rb"<(/?)h[2-6](?=[\s>])", re.IGNORECASE)
_LISTS = re.compile(rb"<(/?)(?:li|ul|ol)(?=[\s>])", re.IGNORECASE)
_MAIN_HEADINGS = re.compile(rb"<(/?)h1(?=[\s>])", re.IGNORECASE)
_BOX = re.compile(rb"<(?:div|article|main|section|nav|header|footer|aside)(?=[\s>])([^<>]*)>", re.IGNORECASE)
_BOX_END = re.compile(rb"</(?:div|article|main|section|nav|header|footer|aside)\s*>", re.IGNORECASE)
_JSON_LD = re.compile(rb"<script[^>]*application/ld\+json[^>]*>.*?</script>", re.IGNORECASE | re.DOTALL)
_META = re.compile(rb"<meta[^>]*>", re.IGNORECASE)


def without_names(page: bytes) -> bytes:
    """Each class and id another one that says nothing, the same wherever it stands."""
    return _TAG.sub(lambda tag: _NAMES.sub(_renamed, tag[0]) if b"=" in tag[0] else tag[0], page)


def _renamed(attribute: re.Match[bytes]) -> bytes:
    value = attribute[2]
    quote = value[:1] if value[:1] in b"\"'" else b""
    names = [hashlib.sha256(name).hexdigest()[:6].encode() for name in value.strip(b"\"'").split()]
    return attribute[1] + quote + b" ".join(b"c" + name for name in names) + quote


def _as_div(found: re.Pattern[bytes]) -> Callable[[bytes], bytes]:
    return lambda page: found.sub(rb"<\1div", page)


def _in_tables(page: bytes) -> bytes:
    page = _BOX.sub(rb"<table><tr><td\1>", page)
    return _BOX_END.sub(b"</td></tr></table>", page)


def _without_metadata(page: bytes) -> bytes:
    page = _JSON_LD.sub(b"", page)
    return _META.sub(lambda meta: meta[0] if b"charset" in meta[0].lower() else b"", page)


KINDS: dict[str, tuple[Callable[[bytes], bytes], ...]] = {
    "names": (without_names,),
    "parts": (_as_div(_PARTS),),
    "metadata": (_without_metadata,),
    "paragraphs": (_as_div(_PARAGRAPHS),),
    "headings": (_as_div(_HEADINGS),),
    "headline": (_as_div(_MAIN_HEADINGS),),
    "tables": (_in_tables,),
    "lists": (_as_div(_LISTS),),
    "all": (without_names, _as_div(_PARTS), _without_metadata),
}
"""what is taken away: `parts` are `<article>`, `<nav>` and their like; paragraphs, headings, the headline and lists
become `<div>`; with `tables`, every box is a table of one cell, as pages of long ago were laid out"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--kind", choices=sorted(KINDS), required=True)
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    count = 0
    for file in sorted(given.pages.rglob("*")):
        target = given.out / file.relative_to(given.pages)
        if file.is_dir():
            target.mkdir(parents=True, exist_ok=True)
        elif not file.name.endswith((".html", ".html.gz")):
            shutil.copyfile(file, target)
        else:
            packed = file.suffix == ".gz"
            page = gzip.decompress(file.read_bytes()) if packed else file.read_bytes()
            for change in KINDS[given.kind]:
                page = change(page)
            target.write_bytes(gzip.compress(page, 1, mtime=0) if packed else page)
            count += 1
    print(f"{count} pages changed, {given.kind}, in {given.out}")


if __name__ == "__main__":
    main()
