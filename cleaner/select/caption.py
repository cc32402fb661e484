"""Is this the caption or the credit of a picture?

A caption describes what is not there any more once a page is text. It carries a credit ("Picture: Social media", "Foto:
dpa", "© Reuters") or stands there twice, once for the picture and once below it. A `<figcaption>` without a credit may
belong to a chart that the text speaks of, and one word in nine of those was article on the pages measured: they are
left to the scorer.
"""

from __future__ import annotations

import re

from cleaner.page import Block, Page, Verdict
from cleaner.rules import GENERIC, Example, judge
from cleaner.select.gallery import GALLERY

_PICTURE = (
    r"(?i:picture|photo|image|photograph|photography|foto|bild|bilder|kuva|kép|fotó|zdjęcie|fot|снимка|фото|immagine|imagen|"
    r"fotografía|(?:photo|image|picture) (?:credit|courtesy)|crédit photo|photo d'illustration)s?"
)
_EDGE = r".!?…)”\"'’»|(\["
_CREDIT = re.compile(
    rf"(?:(?:^|[{_EDGE}\s-]){_PICTURE}|(?:^|[{_EDGE}]\s?)(?i:cr[eé]dit[os]?))"
    r"(?:\s?:\s?(?!//)|(?:\s(?i:by)\s|/)(?=[^\sa-zà-ÿ0-9]))[^.!?]{2,60}[.)\]]?$"
)
"""a word for a picture, a sign, and a name to the end; "photographs by choosing a foreground" names nobody"""
_STEMS = "pictur photo imag immag bild kuva kép fot zdj сним фото redit rédit".split()
"""of the words that the pattern looks for: a look for these takes a twentieth of its time"""
WORDS = frozenset(
    "picture photo image photograph photography foto bild bilder kuva fot immagine imagen credit credito courtesy "
    "illustration".split()
)
"""how those words end that have no accents, without a plural's s: a first look for them spares the pattern"""
CREDIT = 90
"""characters of a line's end among which its credit stands"""
_SIGNED = re.compile(
    r"©|[A-Z]\w+ ?/ ?[A-Z]|\b(?:AFP|AP|EPA|dpa|PA|ANSA|EFE|TASS|Getty|Reuters|Shutterstock|iStock|Unsplash)\b"
)
"""how a caption in its own element may be signed: the mark, a name and its agency"""
LONGEST = 260
"""characters; a longer one is a paragraph with a credit pasted to its end"""
_SHORT = 20


def _about(page: Page) -> list[Block]:
    return [] if GALLERY in page.memo else _find(page.blocks)


@judge(
    rank=GENERIC,
    order=60,
    examples=[
        Example(
            "<html><body><figure><img src='a.jpg'><figcaption>The new bridge on Monday © Jo Lind/Harbour "
            "Press</figcaption></figure><p>The bridge over the Senn was opened on Monday, after nine years of work "
            "and two changes of plan.</p><figure><img src='b.png'><figcaption>Figure 2. Crossings a day, before and "
            "after the opening.</figcaption></figure></body></html>",
            drops=("The new bridge on Monday",),
            spares=("The bridge over the Senn", "Figure 2. Crossings"),
        ),
        Example(
            "The mayor cut the ribbon herself\n\nThe mayor cut the ribbon herself. Picture: Harbour Press\n\nThe "
            "mayor cut the ribbon herself, since nobody had thought of inviting the minister, and then walked "
            "across.\n",
            drops=("The mayor cut the ribbon herself", "The mayor cut the ribbon herself. Picture"),
            spares=("The mayor cut the ribbon herself, since",),
        ),
        Example(
            "Create depth in your photographs by choosing a foreground\n\nCredit/debit cards\n\nAP Photo/Jo Lind\n\n"
            "The band plays on. (Photo by Jo Lind/Harbour Press)\n",
            drops=("AP Photo/Jo Lind", "The band plays on"),
            spares=("Create depth", "Credit/debit cards"),
        ),
    ],
    about=_about,
)
def caption(block: Block, page: Page) -> Verdict | None:
    text = block.trace.text
    if block.kind == "figcaption" and (credit(text) or _SIGNED.search(text[-CREDIT:])):
        return Verdict(False, "select.caption", "<figcaption> with a credit")
    if len(text) > LONGEST:
        return None
    if credit(text):
        return Verdict(False, "select.caption", "ends with a credit")
    return _twin(block, page)


def credit(text: str) -> bool:
    """Whether a line ends with the credit of a picture."""
    if not may_credit(text):
        return False
    tail = text[-CREDIT:]
    lowered = tail.lower()
    return any(stem in lowered for stem in _STEMS) and _CREDIT.search(tail) is not None


def may_credit(text: str) -> bool:
    """Whether there is a sign in a line without which nobody is given credit."""
    return ":" in text or "/" in text or " by " in text or " BY " in text


def _twin(block: Block, page: Page) -> Verdict | None:
    """The caption without its credit, which some templates print beside the one with it."""
    text = block.trace.text
    following = page.blocks[block.index + 1 : block.index + 2]
    longer = following[0].trace.text if following else ""
    if _SHORT <= len(text) < len(longer) <= LONGEST and longer.startswith(text) and credit(longer):
        return Verdict(False, "select.caption", "stands again with its credit")
    return None


def may_be_credits(blocks: list[Block]) -> list[Block]:
    """What may end with a credit, and what stands before that."""
    found = []
    before: Block | None = None
    for block in blocks:
        if block.kind == "figcaption" or (len(block.trace.text) <= LONGEST and may_credit(block.trace.text)):
            if before is not None:
                found.append(before)
            found.append(block)
            before = None
        else:
            before = block
    return found


try:
    from cleaner.select._caption import may_be_credits as _find
except ImportError:
    _find = may_be_credits
