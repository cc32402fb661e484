"""Is this line nothing but the label of an advertisement, and are there more of them on this page?

"Advertisement", "Anzeige", "Реклама": where advertisements stand between the paragraphs of an article, flattening
leaves their labels there, below each paragraph or below each second one. A single label speaks of a page's edge, and
the scorer has learned so; a row of them says nothing about the lines around, and paragraphs below and above one
were doubted: of an invented report with a label below each paragraph, in sixteen languages, half was lost. So where a
flat text has three or more the scorer is not shown them.
"""

from __future__ import annotations

from functools import cache

from cleaner.package import PACKAGE
from cleaner.page import Block, Page, Verdict
from cleaner.rules import GENERIC, Example, is_among, judge
from cleaner.select.unseen import hidden_by

MANY = 3
"""labels of a text that are not shown to the scorer"""
RULE = "select.advert"
_about = hidden_by(RULE)
_TOLD = (
    "The ferry that links the outer islands with the mainland went back into service on Monday, after a long winter.",
    "Residents had to rely on fishing boats for their post, and for whatever else they wanted.",
    "The harbour master said that repairs had taken four months longer than planned.",
    "Nobody was pleased.",
)


def find_labels(texts: list[str]) -> list[int]:
    """The places of the labels among the lines of a flat text; none where it has few."""
    known = labels()
    if not known.intersection(texts):  # nearly no page has one
        return []
    found = [place for place, text in enumerate(texts) if text in known]
    return found if len(found) >= MANY else []


@cache
def labels() -> frozenset[str]:
    """The labels as pages write them: in small letters, in capitals, with a capital first."""
    lines = (PACKAGE / "select" / "adverts.txt").read_text(encoding="utf-8").splitlines()
    known = [line for line in lines if line and not line.startswith("#")]
    written = [form for line in known for form in (line, line.upper(), line.capitalize())]
    return frozenset([*written, *(f"{form}{end}" for form in written for end in (":", "."))])


@judge(
    rank=GENERIC,
    order=5,
    examples=[
        Example(
            "\n\n".join(["Ferry returns to the islands", *(f"{line}\n\nAdvertisement" for line in _TOLD)]),
            drops=("Advertisement",),
            spares=_TOLD,
        )
    ],
    about=_about,
)
def advert(block: Block, page: Page) -> Verdict | None:
    if not is_among(block, page, RULE, _about):
        return None
    return Verdict(False, RULE, "the label of an advertisement")
