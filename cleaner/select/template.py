"""Does this line stand on many pages of its source?

`clean learn`, or the first pass of a run, has read many pages of the source and found the lines that are the source's
and not an article's (learn.py): menu entries, prompts, what stands below every article. This is the strongest
evidence there is on flattened text, and it needs no language.
"""

from __future__ import annotations

from cleaner.learn import key_of
from cleaner.page import Block, Page, Verdict
from cleaner.rules import LEARNED, judge


@judge(rank=LEARNED, order=10, examples=[])
def template(block: Block, page: Page) -> Verdict | None:
    learned = page.template
    if learned is None:
        return None
    count = learned.lines.get(key_of(block.trace.text))
    if count is None:
        return None
    return Verdict(False, "select.template", f"on {count} of {learned.pages} pages of {learned.source}")
