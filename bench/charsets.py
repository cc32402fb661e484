"""Invented articles in thirty languages and what happens to encodings: how many come back to the letter?

    python bench/charsets.py [--show 5]

Pages in the encodings of before UTF-8, declared, not declared, declared as something else; flat text in them; UTF-8
that is declared as something else; and text in UTF-8 that somebody read as something else, once or twice, before it
was stored.
"""

from __future__ import annotations

import argparse
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import cleaner
from cleaner.repair.signs import ENCODINGS, read_as

LABELS = {"cp949": "euc-kr", "cp932": "shift_jis", "cp874": "tis-620", "gb18030": "gb2312", "mac-roman": "macintosh"}
ARTICLES: dict[str, dict[str, Any]] = tomllib.loads((Path(__file__).parent / "charsets.toml").read_text("utf-8"))


class Case(NamedTuple):
    """What is done to an article, what is read then, and the paragraphs that must come of it."""

    what: str
    language: str
    codec: str
    given: bytes | str
    wanted: list[str]


def label_of(codec: str) -> str:
    return LABELS.get(
        codec, codec.replace("cp12", "windows-12").replace("iso8859", "iso-8859").replace("iso2022", "iso-2022")
    )


def page_of(language: str, label: str, lines: list[str]) -> str:
    title, *paragraphs = lines
    meta = f'<meta charset="{label}">' if label else ""
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    menu = "<nav><a href=/a>Home</a> <a href=/b>News</a></nav>"
    head = f'<!DOCTYPE html><html lang="{language}"><head>{meta}<title>{title}</title></head>'
    return f"{head}<body>{menu}<article><h1>{title}</h1>{body}</article></body></html>"


def misread(text: str, encoding: str) -> str:
    return "".join(chr(code) if code < 0x80 else read_as(encoding, [code]) for code in text.encode())


def cases() -> Iterator[Case]:
    """Everything that is done to each article. What a codec cannot write is left out of the article first."""
    for language, article in ARTICLES.items():
        whole = [article["title"], *article["paragraphs"]]
        for codec in article["codecs"]:
            lines = [" ".join(line.encode(codec, "ignore").decode(codec).split()) for line in whole]
            for what, label in (("declared", label_of(codec)), ("not declared", ""), ("declared as utf-8", "utf-8")):
                yield Case(what, language, codec, page_of(language, label, lines).encode(codec), lines[1:])
            if codec not in {"cp1252", "iso8859-1", "iso8859-15"}:
                given = page_of(language, "iso-8859-1", lines).encode(codec)
                yield Case("declared as iso-8859-1", language, codec, given, lines[1:])
            yield Case("flat text, not declared", language, codec, "\n\n".join(lines).encode(codec), lines[1:])
        for label in ("iso-8859-1", "windows-1251", "gb2312", "shift_jis"):
            given = page_of(language, label, whole).encode()
            yield Case("UTF-8, declared as something else", language, label, given, whole[1:])
        for encoding in ENCODINGS:
            once = misread("\n\n".join(whole), encoding)
            yield Case(f"UTF-8 read as {encoding}", language, encoding, once, whole[1:])
            if encoding == "cp1252":
                yield Case("the same twice", language, encoding, misread(once, encoding), whole[1:])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--show", type=int, default=0, help="so many of the wrong ones of each kind")
    given = parser.parse_args()
    asked: dict[str, int] = defaultdict(int)
    wrong: dict[str, list[str]] = defaultdict(list)
    for case in cases():
        asked[case.what] += 1
        text = cleaner.clean(case.given).text
        if not all(paragraph in text for paragraph in case.wanted):
            wrong[case.what].append(f"{case.language} {case.codec}: {text[:90]!r}")
    print("| what | articles | wrong |\n|---|---|---|")
    for what, count in asked.items():
        print(f"| {what} | {count} | {len(wrong[what])} |")
        for one in wrong[what][: given.show]:
            print("   ", one)


if __name__ == "__main__":
    main()
