"""Does this line ask the reader to follow the paper somewhere else?

"Únase al canal de El Correo en WhatsApp", "Ikuti berita terbaru di Google News", "Pour ne rien manquer, abonnez-vous à
notre newsletter": whole sentences between the paragraphs of the body, which look like one. They name the place (a
service, a newsletter) and address the reader, in a form of the verb that a report hardly has (`prompts.txt`). Where
the form is no sign of that ("follow"), it begins the line.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from cleaner.page import Block, Page, Verdict
from cleaner.rules import GENERIC, Example, judge
from cleaner.select.choice import HALF

_LONGEST = 300
"""characters; a paragraph that goes on after a prompt has something else to say"""
_QUOTES = ('"', "'", "“", "„", "«", "‘", "‚", "»", "–", "—", "- ")
"""how a speaker's words begin"""
_STORY = "Three of nine members spoke against the new bridge on Monday, as they had in May, when its price was higher."


class _Words(NamedTuple):
    where: tuple[str, ...]
    strong: re.Pattern[str]
    weak: re.Pattern[str]


def _about(page: Page) -> list[Block]:
    """What would be kept otherwise."""
    scores = page.scores
    return [block for block in page.blocks if block.verdict is None and scores.get(block.index, 0.0) >= HALF - 0.2]


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
def prompt(block: Block, _: Page) -> Verdict | None:
    text = block.trace.text
    if len(text) > _LONGEST or text.startswith(_QUOTES):
        return None
    words = _words()
    lowered = text.lower()
    place = next((where for where in words.where if where in lowered), "")
    if not place or not (words.strong.search(lowered) or words.weak.match(lowered)):
        return None
    return Verdict(False, "select.prompt", f"asks to follow: “{place}”")


@cache
def _words() -> _Words:
    found: dict[str, list[str]] = {}
    for line in (files("cleaner.select") / "prompts.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            entries = found[line.strip("[]")] = []
        elif line and not line.startswith("#"):
            entries.append(line)
    strong, weak = ("|".join(map(re.escape, sorted(set(found[kind])))) for kind in ("strong", "weak"))
    return _Words(tuple(found["where"]), re.compile(rf"(?<!\w)(?:{strong})"), re.compile(rf"\W{{0,3}}(?:{weak})\b"))
