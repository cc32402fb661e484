"""What do the rules of its site say of this page's blocks and fields?

The era is chosen by what fits: of those of the page's day first, then of the latest, the first whose selectors find
something (a body that holds text, where the era knows its body) or, where it has none for this kind of page, one of
whose lines is there. A page that no era fits is left to the general rules, and counted: that is how a changed layout
shows.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cached_property

from cleaner.lesson import PARAGRAPH, width_of
from cleaner.page import Block, Page, Ruling, Verdict
from cleaner.segment.selectors import SELECTED, Selected
from cleaner.sources.lines import Pattern, lines_with
from cleaner.sources.site import Era, Site

RULE = "select.source"
_TEXT = 40
"""width of a line that shows that a body holds text"""


def apply_rules(page: Page, site: Site) -> Ruling:
    """The ruling for a page: verdicts by block, fields, and the rules that fired. Changes nothing."""
    selected = page.memo.get(SELECTED) or (Selected(page.source) if page.kind == "html" else None)
    for era in site.in_order(page.metadata.published):
        ruling = _Reading(page, site, era, selected).ruling()
        if ruling is not None:
            return ruling
    return Ruling(site.host)


class _Reading:
    """One page read by the rules of one era."""

    def __init__(self, page: Page, site: Site, era: Era, selected: Selected | None) -> None:
        self.page, self.era, self.selected = page, era, selected
        self.where = f"{site.host}.toml, era {era.name}"
        self.host = site.host
        self.verdicts: dict[int, Verdict] = {}
        self.fired: dict[str, int] = {}

    @cached_property
    def texts(self) -> list[str]:
        """The text of each block."""
        return self.page.texts

    @cached_property
    def starts(self) -> list[int]:
        """Where each block begins in the source: asked only where there are elements to select."""
        return [block.start for block in self.page.blocks]

    def ruling(self) -> Ruling | None:
        """None where the era does not fit the page."""
        era = self.era
        if self.selected is not None and era.body and not self.bound():
            return None
        if self.selected is not None:
            self.settle(self.by_selector("keep", era.keep), keep=True)
        self.settle(self.by_line("keep line", era.keep_lines), keep=True)
        if self.selected is not None:
            self.settle(self.by_selector("drop", era.drop), keep=False)
        self.settle(self.by_line("drop line", era.drop_lines), keep=False)
        if self.selected is None:
            self.end()
        fields = self.fields()
        if not self.fired:
            return None
        return Ruling(self.host, era.name, self.verdicts, self.fired, fields)

    def bound(self) -> bool:
        """Drop what stands outside the body; False where there is none, or none that holds text."""
        blocks = self.page.blocks
        main = [block for block, _ in self.by_selector("body", self.era.body[:1])]
        if not any(block.kind != "region" and width_of(block.trace.text) >= _TEXT for block in main):
            return False
        inside = {block.index for block in main}
        inside.update(block.index for block, _ in self.by_selector("body", self.era.body[1:]))
        for block in blocks:
            if block.index not in inside:
                self.verdicts[block.index] = Verdict(False, RULE, f"{self.where}: outside {self.era.body[0]}")
        return True

    def by_selector(self, verb: str, selectors: Iterable[str]) -> Iterator[tuple[Block, str]]:
        """The blocks that stand in what each selector points to."""
        for selector in selectors:
            name = f"{verb} {selector}"
            for start, end in self.selected.spans(selector) if self.selected else ():
                for block in self.page.blocks[bisect_left(self.starts, start) : bisect_left(self.starts, end)]:
                    self.fired[name] = self.fired.get(name, 0) + 1
                    yield block, name

    def by_line(self, verb: str, patterns: Iterable[Pattern]) -> Iterator[tuple[Block, str]]:
        patterns = tuple(patterns)
        places = lines_with(patterns, self.texts) if patterns else ()
        blocks = [self.page.blocks[place] for place in places if self.page.blocks[place].kind != "region"]
        for pattern in patterns:
            name = f"{verb} {pattern.text}"
            for block in blocks:
                if pattern.matches(block.trace.text):
                    self.fired[name] = self.fired.get(name, 0) + 1
                    yield block, name

    def settle(self, found: Iterable[tuple[Block, str]], *, keep: bool) -> None:
        """The verdict of each block; a headline, byline or dateline is a field and never kept as text."""
        used = self.page.metadata.used
        for block, name in found:
            if not keep or (block.index not in used and block.kind != "region"):
                self.verdicts[block.index] = Verdict(keep, RULE, f"{self.where}: {name}")

    def end(self) -> None:
        """Drop a line that says that the article is over, and what follows; above the first paragraph it says nothing.

        The same words stand in a menu at the top as often as below the article.
        """
        begun, seen = False, 0
        blocks = self.page.blocks
        for place in lines_with(self.era.end_lines, self.texts) if self.era.end_lines else ():
            begun = begun or any(width_of(text) >= PARAGRAPH for text in self.texts[seen:place])
            seen = place
            for pattern in self.era.end_lines if begun else ():
                if pattern.matches(self.texts[place]):
                    name = f"end line {pattern.text}"
                    self.fired[name] = len(blocks) - place
                    verdict = Verdict(False, RULE, f"{self.where}: {name}")
                    self.verdicts.update((after.index, verdict) for after in blocks[place:])
                    return

    def fields(self) -> dict[str, list[str]]:
        """What the page's fields are by the rules of the site; those it does not have are left out."""
        found = {}
        for name, field in self.era.fields if self.selected else ():
            values = self.selected.values(*field) if self.selected else []
            if values:
                found[name] = values
                rule = f"{name} {' @'.join(filter(None, field))}"
                self.fired[rule] = self.fired.get(rule, 0) + 1
        return found
