"""Does this line ask the reader to follow the paper somewhere else, or tell what a machine made of the article?

"Únase al canal de El Correo en WhatsApp", "Ikuti berita terbaru di Google News", "Pour ne rien manquer, abonnez-vous à
notre newsletter": whole sentences between the paragraphs of the body, which look like one. They name the place (a
service, a newsletter) and address the reader, in a form of the verb that a report hardly has (`prompts.txt`). Where
the form is no sign of that ("follow"), it begins the line. A machine's summary, voice or translation is told of in such
sentences, too: "This summary was created with the help of AI and checked by an editor."
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

from cleaner.package import PACKAGE
from cleaner.page import Block, Page, Verdict
from cleaner.rules import GENERIC, Example, judge
from cleaner.select.choice import HALF

try:
    from cleaner.select._mention import Mentions
except ImportError:
    from cleaner.select.mention import Mentions

LONGEST = 300
"""characters; a paragraph that goes on after a prompt has something else to say"""
LEAST = HALF - 0.2
"""the chance that a line would be kept by, or nearly: of the others more is known than this"""
TELLS = 60
"""characters of a sentence between whose ends nothing is asked: a prompt has none so long beside it"""
_SENTENCES = re.compile(r"(?<=[.!?…।؟])[\"”»’]?\s+|(?<=[。！？])")
QUOTES = ('"', "'", "“", "„", "«", "‘", "‚", "»", "「", "–", "—", "- ")
"""how a speaker's words begin"""
_UNSPACED = "\u0e00-\u0eff\u3040-\u30ff\u4e00-\u9fff"
_DENSE = re.compile(f"[{_UNSPACED}]")
_STORY = "Three of nine members spoke against the new bridge on Monday, as they had in May, when its price was higher."


class _Words(NamedTuple):
    strong: re.Pattern[str]
    weak: re.Pattern[str]


@cache
def places() -> tuple[str, ...]:
    """What such places are called, in lower case."""
    return tuple(_listed()["where"])


def open_lines(blocks: list[Block], chances: list[float], least: float) -> tuple[list[Block], list[str]]:
    """The blocks without a verdict that are likely enough, and their texts. `_prompt.pyx` says the same."""
    lines = zip(blocks, chances, strict=True)
    found = [block for block, chance in lines if chance >= least and block.verdict is None]
    return found, [block.trace.text for block in found]


def likely_lines(page: Page) -> tuple[list[Block], list[str]]:
    """What would be kept otherwise, or nearly, and its texts: gathered once for the judges that ask one by one."""
    known: tuple[list[Block], list[str]] | None = page.memo.get("select.likely")
    if known is None:
        scored = page.memo.get("select.scorer")
        known = _open_lines(scored.blocks, scored.chances, LEAST) if scored else ([], [])
        page.memo["select.likely"] = known
    return known


def _about(page: Page) -> list[Block]:
    """What may name a place."""
    found, texts = likely_lines(page)
    return [found[number] for number in _mentions().places(texts)]


@cache
def _mentions() -> Mentions:
    return Mentions(places(), LONGEST)


@judge(
    rank=GENERIC,
    order=60,
    examples=[
        Example(
            f"{_STORY}\n\nReciba noticias al instante. Únase al canal de El Correo en WhatsApp a través de este enlace."
            f"\n\nFollow our channel on WhatsApp to be the first to know what happens there.\n\n{_STORY[:60]}.\n"
            "\nThose who follow her on Instagram knew about the bridge a week before the council did.\n",
            drops=("Reciba noticias", "Follow our channel"),
            spares=("Those who follow her",),
        ),
        Example(
            f"<article><p>{_STORY}</p><p>Pour ne rien manquer de l’actualité, abonnez-vous à notre newsletter.</p>"
            "<p>“Abonnez-vous à ma newsletter”, a-t-il lancé aux élus.</p></article>",
            drops=("Pour ne rien manquer",),
            spares=("“Abonnez-vous",),
        ),
    ],
    about=_about,
)
def prompt(block: Block, page: Page) -> Verdict | None:
    text = block.trace.text
    if page.scores.get(block.index, 0.0) < LEAST or len(text) > LONGEST or text.startswith(QUOTES):
        return None
    words = _words()
    lowered = text.lower()
    place = next((where for where in places() if where in lowered), "")
    if not place or not (words.strong.search(lowered) or words.weak.match(lowered)):
        return None
    if any(_tells(sentence, words) for sentence in _SENTENCES.split(lowered)):
        return None
    return Verdict(False, "select.prompt", f"asks to follow, or tells of a machine: “{place}”")


def _tells(sentence: str, words: _Words) -> bool:
    """Whether it is a sentence of the article, on one line with a prompt; that asks for nothing, and is longer."""
    if len(sentence) < (TELLS if sentence.isascii() or not _DENSE.search(sentence) else TELLS // 2):
        return False
    asks = words.strong.search(sentence) or words.weak.match(sentence)
    return not asks and not any(where in sentence for where in places())


@cache
def _listed() -> dict[str, list[str]]:
    return listed(PACKAGE / "select" / "prompts.txt")


def listed(file: Path) -> dict[str, list[str]]:
    """The entries of a file below each of its headings."""
    found: dict[str, list[str]] = {}
    for line in file.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            entries = found[line.strip("[]")] = []
        elif line and not line.startswith("#"):
            entries.append(line)
    return found


@cache
def _words() -> _Words:
    strong, weak = ("|".join(map(re.escape, sorted(set(_listed()[kind])))) for kind in ("strong", "weak"))
    # where no spaces stand between words, a word begins behind any other
    return _Words(re.compile(rf"(?:(?<!\w)|(?=[{_UNSPACED}]))(?:{strong})"), re.compile(rf"\W{{0,3}}(?:{weak})\b"))


try:
    from cleaner.select._prompt import open_lines as _open_lines
except ImportError:
    _open_lines = open_lines
