"""Does this line ask for consent or for money: to load a video or a post, to set cookies, to read on?

"An dieser Stelle finden Sie einen externen Inhalt …", "Ich bin damit einverstanden, dass mir externe Inhalte angezeigt
werden. Damit können personenbezogene Daten an Drittplattformen übermittelt werden.": whole sentences inside the body,
which look like the article's. Lawyers worded them, or whoever makes the software, so that they begin the same on
hundreds of sites (`consent.txt`: what stands in place of something not loaded, banners about cookies, paywalls). Only
lines that have words of notices are looked at, where words can be told by how they begin.
"""

from __future__ import annotations

from functools import cache

from cleaner.package import PACKAGE
from cleaner.page import Block, Page, Verdict
from cleaner.rules import GENERIC, Example, judge
from cleaner.select.phrases import EDGES

_LONGEST = 700
"""characters; an article about consent that begins so goes on"""
_LEAST = 0.05
"""share of the words that are a notice's (phrases.notice_share)"""
_WITHOUT_STEMS = frozenset("ar fa he hi ja ko th vi zh".split())
"""languages whose notices are not told by the first letters of their words: each of their lines is looked at"""
_HEAD = 60
"""characters of the longest beginning"""
_STEM = 4
"""characters by which most lines are told from all beginnings"""
_STORY = "Three of nine members spoke against the new bridge on Monday, as they had in May, when its price was higher."


def _about(page: Page) -> list[Block]:
    table = page.memo.get("select.seen")
    if table is None:
        return page.blocks
    if page.metadata.declared[:2].lower() in _WITHOUT_STEMS:
        return [
            block for block, text in zip(table.blocks, table.texts, strict=True) if text[:_STEM].lower() in _stems()
        ]
    shares = table.column("notice")
    return [table.blocks[place] for place in table.places("notice") if shares[place] >= _LEAST]


@judge(
    rank=GENERIC,
    order=55,
    examples=[
        Example(
            f"{_STORY}\n\nAn dieser Stelle finden Sie einen externen Inhalt, der den Artikel ergänzt.\n\nIch bin damit "
            "einverstanden, dass mir externe Inhalte angezeigt werden. Damit können personenbezogene Daten an Dritte "
            f"übermittelt werden.\n\nPersonenbezogene Daten der Gäste lagen offen.\n\n{_STORY[:60]}.\n",
            drops=("An dieser Stelle", "Ich bin damit"),
            spares=("Personenbezogene Daten der Gäste",),
        ),
        Example(
            f"<article><p>{_STORY}</p><div><p>Pour afficher ce contenu, vous devez accepter les cookies.</p></div>"
            "<p>Ils ont accepté le contenu du contrat.</p></article>",
            drops=("Pour afficher",),
            spares=("Ils ont accepté",),
        ),
    ],
    about=_about,
)
def consent(block: Block, _: Page) -> Verdict | None:
    text = block.trace.text
    if len(text) > _LONGEST:
        return None
    begin = text[:_HEAD].lstrip(EDGES).replace("’", "'").lower()
    if begin[:_STEM] not in _stems() or not begin.startswith(_begins()):
        return None
    return Verdict(False, "select.consent", "begins as such notices do")


@cache
def _stems() -> frozenset[str]:
    return frozenset([begin[:_STEM] for begin in _begins()])


@cache
def _begins() -> tuple[str, ...]:
    lines = (PACKAGE / "select" / "consent.txt").read_text(encoding="utf-8").splitlines()
    return tuple(line.strip() for line in lines if line.strip() and not line.startswith("#"))
