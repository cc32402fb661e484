"""What a rule is, and how the rules are found.

A rule is a file: `select/link_density.py` holds the rule `select.link_density`, its question, why the world is like
that, and its own examples, which are its tests. Adding one is adding a file to `repair/` or `select/`.

An **editor** sees a plain text and yields edits of it. A **judge** sees a block and its page and returns a verdict,
or None where it has nothing to say. Judges have ranks; the first rank to speak decides, within a rank the first
judge in `order`. A judge of few blocks says which (`about`), so that it is not asked about the others.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterable
from functools import cache
from typing import Literal, NamedTuple

from cleaner.page import Block, Page, Template, Verdict
from cleaner.trace import Edit

SOURCE, LEARNED, GENERIC, CONTEXT = range(4)

Editor = Callable[[str], Iterable[Edit]]
Judge = Callable[[Block, Page], Verdict | None]
About = Callable[[Page], Iterable[Block]]
"""the blocks of a page that a judge may have something to say of; asked once, when its turn comes"""
Court = Callable[[Page], None]
"""gives those blocks of a page that have no verdict yet the judge's, all at once"""


class Example(NamedTuple):
    """A judge's example: a page (HTML or flat text), the lines this rule drops from it, and the lines it spares.

    `template` is what was learned of the page's source, `source` the file of rules for it (cleaner/sources/site.py),
    for a judge that asks that.
    """

    page: str
    drops: tuple[str, ...] = ()
    spares: tuple[str, ...] = ()
    template: Template | None = None
    source: str = ""


class Rule(NamedTuple):
    """One rule: `id` is its address below `cleaner/`, `question` the first line of its docstring."""

    id: str
    kind: Literal["editor", "judge", "other"]
    question: str
    doc: str
    function: Callable[..., object] | None
    rank: int
    order: int
    examples: tuple[object, ...]
    """of an editor `(before, after)`; of a judge `Example`s"""
    about: About | None = None
    """None for a judge of every block"""
    court: Court | None = None
    """the same judge, of a whole page at once: what it says of each block must be the same"""


_registered: dict[str, Rule] = {}


def _rule_id(module: str) -> str:
    return module.removeprefix("cleaner.")


def _register(
    function: Callable[..., object],
    kind: Literal["editor", "judge"],
    place: tuple[int, int],
    examples: Iterable[object],
) -> Rule:
    module = importlib.import_module(function.__module__)
    doc = (module.__doc__ or "").strip()
    rule = Rule(_rule_id(function.__module__), kind, doc.split("\n")[0], doc, function, *place, tuple(examples))
    _registered[rule.id] = rule
    return rule


def editor(*, order: int, examples: Iterable[tuple[str, str]]) -> Callable[[Editor], Editor]:
    """Register the editor of this file. `examples` are `(before, after)`; a pair of equals shows what it spares."""

    def decorate(function: Editor) -> Editor:
        _register(function, "editor", (GENERIC, order), examples)
        return function

    return decorate


def is_among(block: Block, page: Page, rule: str, about: About) -> bool:
    """Whether a block is one of those that a judge speaks of; the page remembers them under the judge's rule."""
    known: frozenset[int] | None = page.memo.get(rule)
    if known is None:
        known = page.memo[rule] = frozenset([one.index for one in about(page)])
    return block.index in known


def judge(
    *, rank: int, order: int, examples: Iterable[Example], about: About | None = None, court: Court | None = None
) -> Callable[[Judge], Judge]:
    """Register the judge of this file, which blocks of a page it may speak of, and how it speaks of all at once."""

    def decorate(function: Judge) -> Judge:
        rule = _register(function, "judge", (rank, order), examples)
        _registered[rule.id] = rule._replace(about=about, court=court)
        return function

    return decorate


@cache
def load(package: str) -> tuple[Rule, ...]:
    """The rules of one stage (`repair`, `select`), by rank and order."""
    module = importlib.import_module(f"cleaner.{package}")
    for info in pkgutil.iter_modules(module.__path__, f"cleaner.{package}."):
        if "._" not in info.name:  # a compiled twin comes with its definition
            importlib.import_module(info.name)
    rules = [rule for rule in _registered.values() if rule.id.startswith(f"{package}.")]
    return tuple(sorted(rules, key=lambda rule: (rule.rank, rule.order, rule.id)))


_OTHERS = (
    "segment.html",
    "segment.text",
    "segment.leftovers",
    "segment.data",
    "language.document",
    "language.script",
    "language.span",
    "language.quotation",
    "repair.seam",
    "dedup.exact",
    "dedup.near",
    "dedup.sibling",
    "dedup.paragraph",
)


@cache
def all_rules() -> tuple[Rule, ...]:
    """Every rule that a manifest may name, in the order of the pipeline."""
    before, after = _OTHERS[:4], _OTHERS[4:]
    return (*map(_described, before), *load("repair"), *load("select"), *map(_described, after))


@cache
def switchable() -> tuple[str, ...]:
    """The rules that a site's file may switch off: what takes text from an article, but for the site's own word, and
    what takes one from a script.
    """
    judges = [rule.id for rule in load("select") if rule.function is not None and rule.rank != SOURCE]
    return (*judges, "segment.data", "language.document", "language.script", "language.span")


def _described(name: str) -> Rule:
    """A module that changes text without being an editor or a judge."""
    doc = (importlib.import_module(f"cleaner.{name}").__doc__ or "").strip()
    return Rule(name, "other", doc.split("\n")[0], doc, None, GENERIC, 0, ())
