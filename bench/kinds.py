"""What does the program lose of an article, and keep beside it, in kinds of pages that no collection has?

    python bench/kinds.py [KIND …] [--show LANGUAGE]

One invented article in each of 25 languages (`tests/scripts.toml`, `tests/layouts.toml`, `kinds.toml`), put into each
kind of page that `kinds.toml` has. Prints the share of the article's letters that are lost, and other letters that are
kept, as a share of the article's; then the languages in which a page is not right.
"""

from __future__ import annotations

import argparse
import re
import tomllib
from pathlib import Path
from typing import Any, NamedTuple

import cleaner

HERE = Path(__file__).resolve().parent
LETTER = re.compile(r"\w")
BRIEF = 2
"""paragraphs of a brief"""
RIGHT = 0.03
"""of other letters, up to which a page is right"""
Texts = dict[str, Any]


class Found(NamedTuple):
    """The letters of an article, those lost of it, and those kept beside it."""

    size: int
    lost: int
    beside: int


def load(name: str) -> Texts:
    return tomllib.loads((HERE / name).read_text(encoding="utf-8"))


def letters(text: str) -> int:
    return len(LETTER.findall(text))


def links(lines: list[str]) -> str:
    return "".join(f"<li><a href=/{number}>{line}</a></li>" for number, line in enumerate(lines))


def paragraphs(lines: list[str], each: str = "<p>{}</p>") -> str:
    return "".join(each.format(line) for line in lines)


def written(kind: Texts, page: Texts, other: Texts, language: str) -> str:
    """The page of this kind."""
    lines, heading = page["paragraphs"], page["below"][0]
    words = {name: page[name] for name in ("title", "byline", "day")}
    words |= {"heading": heading, "menu": links(page["menu"]), "below": links(page["below"][1:])}
    words |= {"first": lines[0], "second": lines[1], "paragraphs": paragraphs(lines), "lines": "\n\n".join(lines)}
    words |= {"breaks": "<br><br>".join(lines), "wrapped": paragraphs(lines, kind.get("each", "<p>{}</p>"))}
    if other:
        first, second, last = other["paragraphs"]
        words |= {name: other[name] for name in ("other_title", "other_byline", "other_day")}
        words |= {"other_first": first, "other_second": second, "other_last": last}
        words["other_paragraphs"] = paragraphs(other["paragraphs"])
    body = re.sub(r"\{(\w+)\}", lambda match: words[match[1]], kind["page"])
    head = f"<meta charset=utf-8><title>{page['title']} - Harrow Mail</title>"
    return f"<html lang={language}><head>{head}</head><body>{body}</body></html>"


def measure(text: str, article: list[str], title: str) -> Found:
    kept = re.sub(r"\s+", " ", text)
    size = sum(map(letters, article))
    lost = sum(letters(line) for line in article if re.sub(r"\s+", " ", line) not in kept)
    beside = letters(text) - (size - lost) - letters(title) * (f"Q: {title}?" in text)
    return Found(size, lost, max(0, beside))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kinds", nargs="*")
    parser.add_argument("--show", default="")
    options = parser.parse_args()
    kinds = load("kinds.toml")
    others = kinds.pop("others")
    pages = {"en": load("../tests/layouts.toml")["page"]} | load("../tests/scripts.toml") | kinds.pop("texts")
    for name in options.kinds or kinds:
        kind = kinds[name]
        found = {}
        for language, page in pages.items():
            if "{other_" in kind["page"] and language not in others:
                continue
            text = cleaner.clean(written(kind, page, others.get(language, {}), language)).text
            article = page["paragraphs"][:BRIEF] if kind.get("brief") else page["paragraphs"]
            found[language] = measure(text, article, page["title"])
            if language == options.show:
                print(text)
        size, lost, beside = (sum(parts) for parts in zip(*found.values(), strict=True))
        wrong = [language for language, one in found.items() if one.lost or one.beside > RIGHT * one.size]
        print(f"{name:44} lost {lost / size:.3f}  beside {beside / size:.3f}  {' '.join(wrong)}")


if __name__ == "__main__":
    main()
