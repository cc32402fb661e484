"""Is this a quote that the article says again in its text?

Layouts set a striking sentence large between the paragraphs, and it stands there a second time in its place. Flattened,
or without its style, the sentence is simply doubled. A quotation that is said only here is the article's own, and so is
a subheading that quotes what is said below it.
"""

from __future__ import annotations

from cleaner import marks as m
from cleaner.page import Block, Page, Verdict
from cleaner.rules import GENERIC, Example, judge

QUOTES = "\"'“”„‟«»‹›‘’‚ "
_SHORTEST = 25
"""characters; shorter phrases recur by themselves"""
_LONGEST = 400
_NEAR = 40
"""blocks before and after that are looked at; a layout sets a quote near its sentence"""
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))

_PARAGRAPH = (
    "The harbour master shook her head when she saw the engine. “We could not buy that part anywhere in the world,” "
    "she said, and ordered it to be cast anew in the old foundry behind the church."
)


def quoted(blocks: list[Block], texts: list[str]) -> list[Block]:
    """The blocks whose texts, which must not be empty, begin with a quotation mark. `_pull_quote.pyx` says the same."""
    return [block for block, text in zip(blocks, texts, strict=True) if text[0] in QUOTES]


def quoted_or_marked(blocks: list[Block], marks: int) -> list[Block]:
    """The blocks with one of these marks, or a quotation mark at their start. `_pull_quote.pyx` says the same."""
    return [block for block in blocks if block.marks & marks or block.trace.text.startswith(tuple(QUOTES))]


try:
    from cleaner.select._pull_quote import quoted as _quoted
    from cleaner.select._pull_quote import quoted_or_marked as _quoted_or_marked
except ImportError:
    _quoted, _quoted_or_marked = quoted, quoted_or_marked


def _about(page: Page) -> list[Block]:
    table = page.memo.get("select.seen")
    if page.kind == "text" and table is not None:  # whose lines have no marks
        return _quoted(table.blocks, table.texts)
    return _quoted_or_marked(page.blocks, m.QUOTE)


@judge(
    rank=GENERIC,
    order=70,
    examples=[
        Example(
            f"<article><p>{_PARAGRAPH}</p>"
            "<blockquote class='pullquote'>“We could not buy that part anywhere in the world”</blockquote>"
            "<blockquote>“Nobody had asked me, and so I said nothing at all”</blockquote>"
            "<h2>“ordered it to be cast anew in the old foundry”</h2></article>",
            drops=("“We could not buy",),
            spares=("“Nobody had asked me", "The harbour master", "“ordered it"),
        ),
        Example(f"{_PARAGRAPH}\n\n“We could not buy that part anywhere in the world”\n", drops=("“We could not buy",)),
    ],
    about=_about,
)
def pull_quote(block: Block, page: Page) -> Verdict | None:
    text = block.trace.text
    is_marked = block.marks & m.QUOTE
    if not _SHORTEST <= len(text) <= _LONGEST or not (is_marked or (text[0] in QUOTES and block.kind not in _HEADINGS)):
        return None
    core = text.strip(QUOTES + ".,!?…—–-")
    if len(core) < _SHORTEST:
        return None
    at = block.index
    others = page.blocks[max(0, at - _NEAR) : at] + page.blocks[at + 1 : at + _NEAR]
    texts = [other.trace.text for other in others]
    if core not in "\n".join(texts):
        return None
    for other, whole in zip(others, texts, strict=True):
        if len(whole) > len(core) + _SHORTEST and other.kind != "region" and core in whole:
            return Verdict(False, "select.pull_quote", f"said again in “{whole[:40]}…”")
    return None
