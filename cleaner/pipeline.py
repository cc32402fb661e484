"""The way of a page: read → decode → segment → repair → metadata → sources → select → language → assess.

Each stage asks one question. All of them are pure functions of one page, so they run in parallel and on any engine;
dedup, which needs a memory of other pages, is the corpus's.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from time import perf_counter

from cleaner import account
from cleaner.confidence import confidence
from cleaner.decode import decode
from cleaner.dedup.sibling import Sibling
from cleaner.language.document import detect_document, drop_document, is_unwanted
from cleaner.language.script import SCRIPT, find_script
from cleaner.language.span import look
from cleaner.lesson import host_of, source_of
from cleaner.metadata import read_brief, read_metadata
from cleaner.metadata.from_source import take_fields
from cleaner.page import Kind, Origin, Page, Record
from cleaner.read.kind import sniff
from cleaner.repair import make_writable, repair, repair_text
from cleaner.restore import agree, find_repairs, mark, mend
from cleaner.segment import flat, html
from cleaner.segment.selectors import SELECTED, Selected, open_regions
from cleaner.select import select
from cleaner.settings import Settings
from cleaner.sources.apply import apply_rules
from cleaner.sources.find import find_site
from cleaner.states import flags_of
from cleaner.states.nothing import why_nothing
from cleaner.templates import find_template
from cleaner.unshown import keep_unshown, open_closed

Stage = Callable[[Page, Settings], None]
_LETTERS = "segment.letters"


def _segment(page: Page, settings: Settings) -> None:
    if page.kind == "html":
        letters = page.memo.pop(_LETTERS, b"")
        found = html.segment(page.source, whole=page.whole, letters=letters)
        site = find_site(settings.sources, source_of(page) or host_of(found[2].canonical))
        if site is not None and "select.container" in site.off and not page.whole:  # its menus are judged by the line
            found = html.segment(page.source, whole=True, letters=letters)
        if site is not None and site.kept:
            selected = page.memo[SELECTED] = Selected(page.source, letters)  # parsed once, for those who ask later too
            found = open_regions(page.source, found, site.kept, selected)
    else:
        found = flat.segment(page)
    page.blocks, page.containers, page.head = found


def _repair(page: Page, _: Settings) -> None:
    repair(page)


def _metadata(page: Page, settings: Settings) -> None:
    page.template = find_template(settings.templates, source_of(page))
    found = page.metadata = read_metadata(page)
    if "repair" not in settings.skip:  # what a page says in its head has seen no editor yet
        found.title = repair_text(found.title)
        found.authors = [repair_text(name) for name in found.authors]


def _sources(page: Page, settings: Settings) -> None:
    site = find_site(settings.sources, source_of(page))
    if site is not None:
        page.off = site.off
    if site is not None and site.eras:
        page.ruling = apply_rules(page, site)
        take_fields(page, page.ruling.fields)


def _select(page: Page, settings: Settings) -> None:
    page.template = page.template or find_template(settings.templates, source_of(page))  # it may tell its address
    select(page)
    open_closed(page, lambda: _do(STAGES[1:4], page, settings))
    keep_unshown(page, settings)


def _language(page: Page, settings: Settings) -> None:
    text: str | None = page.text
    page.language = detect_document(page, text)
    wanted = "auto" if "language.document" in page.off else settings.language
    if wanted != "auto" and is_unwanted(page, wanted):
        drop_document(page, settings.language)
        return
    if "language.script" not in page.off:
        for change in find_script(page, settings.foreign, text):
            mark(change)
            change.block.trace = change.block.trace.edit(change.cuts, SCRIPT)
            text = None  # no longer that of the page
    found = look(page, text) if settings.foreign != "keep" and "language.span" not in page.off else None
    if found is None:
        return
    page.spoilt = True
    repairs = find_repairs(page, found) if page.siblings else []
    changes, repairs = agree(found, settings.foreign, repairs)
    for change in changes:
        mark(change)
    mend(found, changes, repairs)


def _assess(page: Page, settings: Settings) -> None:
    if "select" not in settings.skip:
        page.flags = flags_of(page)
        page.confidence = confidence(page)
        if not page.confidence and not page.reason and not page.kept:
            page.reason = why_nothing(page)


STAGES: tuple[tuple[str, Stage], ...] = (
    ("segment", _segment),
    ("repair", _repair),
    ("metadata", _metadata),
    ("sources", _sources),
    ("select", _select),
    ("language", _language),
    ("assess", _assess),
)
_INSTEAD: dict[str, Stage] = {"repair": lambda page, _: make_writable(page)}
"""what is done for a page even where the stage is skipped: no file can hold a lone surrogate"""


def process(
    record: Record,
    settings: Settings,
    clock: dict[str, float] | None = None,
    *,
    whole: bool = False,
    siblings: Sequence[Sibling] = (),
) -> Page:
    """Clean one record. Pure: the same record, settings and siblings give the same page.

    `clock` is given the seconds of each stage. `whole` reads menus line by line instead of as regions, which only
    selection can tell from text: whoever writes a page without selecting asks for it. `siblings` are copies that may
    hold what foreign fragments have replaced, the first ones first. Raises BrokenPromise where the ledger is wrong.
    """
    began = perf_counter()
    page, data = _open(record)
    page.whole, page.siblings = whole, siblings
    _tick(clock, "decode", began)
    _do(STAGES, page, settings, clock)
    if not settings.fast:
        began = perf_counter()
        account.check(page, None if page.is_sound else data)
        _tick(clock, "check", began)
    return page


def _do(
    stages: Sequence[tuple[str, Stage]], page: Page, settings: Settings, clock: dict[str, float] | None = None
) -> None:
    began = perf_counter()
    for name, stage in stages:
        if chosen := _INSTEAD.get(name) if name in settings.skip else stage:
            chosen(page, settings)
            began = _tick(clock, name, began)


def skim(record: Record, settings: Settings) -> Page:
    """As much of a page as a lesson is made of (lesson.py): its blocks repaired, its address, language and day."""
    page, _ = _open(record, hashed=False)
    _segment(page, settings)
    _do(STAGES[1:2], page, settings)
    page.metadata = read_brief(page)
    return page


def _tick(clock: dict[str, float] | None, name: str, began: float) -> float:
    """Add what a stage took to its clock; returns when it ended."""
    ended = perf_counter()
    if clock is not None:
        clock[name] = clock.get(name, 0.0) + ended - began
    return ended


def _open(record: Record, *, hashed: bool = True) -> tuple[Page, bytes]:
    data = record.data if isinstance(record.data, bytes) else record.data.encode("utf-8", "surrogatepass")
    decoded = decode(data, record.kind, record.fields, was_text=data is not record.data)
    kind: Kind = record.kind or sniff(decoded.text)
    digest = hashlib.sha256(data).hexdigest() if hashed else ""
    origin = Origin(record.path, record.number, digest, len(data), decoded.encoding)
    page = Page(record.id, decoded.text, kind, origin, fields=dict(record.fields), is_sound=decoded.is_sound)
    if kind == "html":
        page.memo[_LETTERS] = decoded.letters
    return page, data
