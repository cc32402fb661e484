"""On which day was it published?

What machines wrote comes first, the dateline and the URL are for pages that declare nothing. Where a number could be
read as day or as month, another date of the page decides.
"""

from __future__ import annotations

import re

from cleaner import marks as m
from cleaner.metadata.dates import OLDEST, Stamp, newest, read_stamp
from cleaner.metadata.declared import Declared
from cleaner.metadata.visible import Surroundings
from cleaner.page import Page

_IN_URL = re.compile(
    r"(?<!\d)((?:19|20)\d\d)(?P<s>[/._-])(\d{1,2})(?P=s)(\d{1,2})(?!\d)|(?<!\d)(20[012]\d)(0[1-9]|1[0-2])([0-2]\d|3[01])(?!\d)"
    r"|/((?:19|20)\d\d)/(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}/(\d{1,2})(?!\d)"
)
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_MONTH_FIRST = ("en-us", "en-ph", "en-ca", "es-us")
_DAY_FIRST_ENDS = frozenset("uk au nz ie za in ng ke gh my sg hk pk bd lk ug tz zw mt jm".split())
_AWAY = m.COMMENTS | m.RELATED | m.FOOTER | m.ASIDE | m.NAV | m.TEASER


def reads_month_first(declared: Declared) -> bool:
    """Whether `03/12/2024` is the 12th of March here: in American English, which is what English alone means."""
    language = declared.language.lower()
    if language in _MONTH_FIRST:
        return True
    return language in ("en", "") and declared.host.rpartition(".")[2] not in _DAY_FIRST_ENDS


def choose_published(declared: Declared, near: Surroundings, page: Page, *, month_first: bool) -> str:
    """The day of publication in ISO 8601, with time and offset where the page tells them; empty where it does not."""
    last = newest()
    in_url = date_in_url(declared.url)
    known = {stamp.day for stamp in near.published} | {in_url}
    for stamp in _candidates(declared, near, page, in_url, month_first):
        if stamp and str(OLDEST) <= stamp.day <= last:
            return _agreeing(stamp, known).iso
    return ""


def _candidates(declared: Declared, near: Surroundings, page: Page, in_url: str, month_first: bool):
    for value in (declared.article.published, *declared.published):
        if value:
            yield read_stamp(value, month_first=month_first, language=declared.language)
    for value, before, marks in page.head.times[:20]:
        if value and not marks & _AWAY and (near.at < 0 or -12 < before - near.at < 30):
            yield read_stamp(value, month_first=month_first)
    yield from near.published[:1]
    if in_url:
        yield Stamp(in_url)
    yield from near.modified[:1]
    for value in declared.modified:
        if value:
            yield read_stamp(value, month_first=month_first)


def _agreeing(stamp: Stamp, known: set[str]) -> Stamp:
    """The stamp, its day and month exchanged where only that agrees with another date of the page."""
    year, month, day = stamp.day.split("-")
    other = f"{year}-{day}-{month}"
    if stamp.clock or stamp.day in known or other not in known or other == stamp.day:
        return stamp
    return stamp._replace(day=other)


def date_in_url(url: str) -> str:
    """The day that a URL's path names, in ISO form."""
    match = _IN_URL.search(url[:1000].lower())
    if not match:
        return ""
    parts = [part for part in (match[1], match[3], match[4], match[5], match[6], match[7], match[8], match[9], match[10]) if part]
    year, month, day = parts
    if month in _MONTHS:
        month = str(_MONTHS.index(month) + 1)
    found = read_stamp(f"{year}-{month.zfill(2)}-{day.zfill(2)}")
    return found.day if found else ""
