"""Does this block stand in a part of the page that is a menu as a whole?

Navigation, footers, share bars, related links: elements that say so by tag, role or name, and that hold nothing but
short lines. Segmentation reads them as one region each (segment/region.py); an element that calls itself a sidebar
but holds paragraphs is no region, and its blocks are judged one by one.
"""

from __future__ import annotations

from cleaner import marks as m
from cleaner.page import Block, Page, Verdict
from cleaner.rules import GENERIC, Example, judge


def _about(page: Page) -> list[Block]:
    return page.of_kind("region") if page.kind == "html" else []


@judge(
    rank=GENERIC,
    order=20,
    examples=[
        Example(
            "<nav><a href='/'>Home</a> <a href='/s'>Sport</a></nav><div class='related-links'><a href='/x'>Another "
            "story</a></div><aside class='with-prose'><p>The council voted by nine to two on Tuesday to keep the old "
            "swimming pool open for another year, against the advice of its treasurer.</p></aside>",
            drops=("Home", "Another story"),
            spares=("The council voted",),
        )
    ],
    about=_about,
)
def container(block: Block, _: Page) -> Verdict | None:
    if block.kind != "region":
        return None
    element = block.container
    return Verdict(False, "select.container", f"<{element.tag}> {m.describe(element.own)}".rstrip())
