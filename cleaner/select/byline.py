"""Does this block only say who wrote the article, and when?

Bylines and datelines are fields, not text. The metadata say which blocks they were read from.
"""

from __future__ import annotations

from collections.abc import Iterator

from cleaner.page import Block, Page, Verdict
from cleaner.rules import GENERIC, Example, judge

_ASKS = ("?", "!", "？", "！")
"""a line that asks or calls names nobody, whatever stands around it"""


def _about(page: Page) -> Iterator[Block]:
    return (page.blocks[index] for index in page.metadata.used)


@judge(
    rank=GENERIC,
    order=40,
    examples=[
        Example(
            "Bridge opens after nine years\n\n16 May 2023, 22:20\n\nBy Ada Quill\n\nThe bridge over the Senn was "
            "opened on Monday, after nine years of work and two changes of plan, and hundreds of people walked across "
            "it at once.\n",
            drops=("By Ada Quill", "16 May 2023, 22:20"),
            spares=("The bridge over the Senn",),
        )
    ],
    about=_about,
)
def byline(block: Block, page: Page) -> Verdict | None:
    used = page.metadata.used.get(block.index)
    if used not in ("byline", "dateline") or block.trace.text[-1:] in _ASKS:
        return None
    return Verdict(False, "select.byline", used)
