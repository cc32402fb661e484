"""Is this the caption or the credit of a picture?

A caption describes what is not there any more once a page is text. In HTML its element says so; in flat text it
carries a credit ("Picture: Social media", "Foto: dpa", "© Reuters") or stands there twice, once for the picture and
once below it.
"""

from __future__ import annotations

import re

from cleaner.page import Block, Page, Verdict
from cleaner.rules import GENERIC, Example, judge

_CREDIT = re.compile(
    r"(?:^|[.!?…)”\"'’»|/\s(\[-])(?:picture|pictures|photo|photos|image|images|credit|photograph|photography|foto|fotos|bild|"
    r"bilder|kuva|kép|fotó|zdjęcie|fot|снимка|фото|immagine|imagen|fotografía|crédito|crédit photo|photo d'illustration)s?"
    r"\s?(?::|by\s|/)\s?[^.!?]{2,60}[.)\]]?$",
    re.IGNORECASE,
)
_LONGEST = 260
"""characters; a longer one is a paragraph with a credit pasted to its end"""
_SHORT = 20


@judge(
    rank=GENERIC,
    order=60,
    examples=[
        Example(
            "<figure><img src='a.jpg'><figcaption>The new bridge on Monday. Photo: Jo Lind</figcaption></figure>"
            "<p>The bridge over the Senn was opened on Monday.</p>",
            drops=("The new bridge on Monday",),
            spares=("The bridge over the Senn",),
        ),
        Example(
            "The mayor cut the ribbon herself\n\nThe mayor cut the ribbon herself. Picture: Harbour Press\n\nThe mayor cut the "
            "ribbon herself, since nobody had thought of inviting the minister, and then walked across.\n",
            drops=("The mayor cut the ribbon herself\n", "The mayor cut the ribbon herself. Picture"),
            spares=("The mayor cut the ribbon herself, since",),
        ),
    ],
)
def caption(block: Block, page: Page) -> Verdict | None:
    if block.kind == "figcaption":
        return Verdict(False, "select.caption", "<figcaption>")
    text = block.trace.text
    if len(text) > _LONGEST:
        return None
    if credit(text):
        return Verdict(False, "select.caption", "ends with a credit")
    return _twin(block, page)


def credit(text: str) -> bool:
    """Whether a line ends with the credit of a picture."""
    return (":" in text or " by " in text or "/" in text) and _CREDIT.search(text[-90:]) is not None


def _twin(block: Block, page: Page) -> Verdict | None:
    """The caption without its credit, which some templates print beside the one with it."""
    text = block.trace.text
    following = page.blocks[block.index + 1 : block.index + 2]
    longer = following[0].trace.text if following else ""
    if _SHORT <= len(text) < len(longer) <= _LONGEST and longer.startswith(text) and credit(longer):
        return Verdict(False, "select.caption", "stands again with its credit")
    return None
