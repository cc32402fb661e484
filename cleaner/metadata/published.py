"""On which day was it published?

What machines wrote comes first, the dateline and the URL are for pages that declare nothing. Where a number could be
read as day or as month, another date of the page decides.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from cleaner import marks as m
from cleaner.late import late
from cleaner.metadata.dateline import find_elsewhere
from cleaner.metadata.dates import OLDEST, Stamp, newest, read_stamp
from cleaner.metadata.declared import Declared
from cleaner.metadata.glance import texts_of
from cleaner.metadata.reader import Surroundings
from cleaner.metadata.slug import date_in_url
from cleaner.page import Page

_MONTH_FIRST = ("en-us", "en-ph", "en-ca", "es-us")
_DAY_FIRST_ENDS = frozenset("uk au nz ie za in ng ke gh my sg hk pk bd lk ug tz zw mt jm".split())
_ELSEWHERE = frozenset(
    "ar at be bg br ch cl cn cr cz de dk ec ee es fi fr gr hr hu id il ir is it jp kr kz lt lu lv mx nl no pe pl pt py "
    "ro rs ru se si sk th tr tw ua uy ve vn".split()
)
"""countries that write the day first, or the year; of those that sell their ends to everyone none"""
_NO_ENGLISH = late(r"[\u00c0-\u024f\u0370-\u1fff\u2c00-\ud7ff]+")
_LINES, _SAMPLE, _FOREIGN = 200, 4000, 0.006
"""lines and characters that are looked at; the share of such letters that English with foreign names does not reach"""
_AWAY = m.COMMENTS | m.RELATED | m.FOOTER | m.ASIDE | m.NAV | m.TEASER


def reads_month_first(declared: Declared, page: Page) -> bool:
    """Whether `03/12/2024` is the 12th of March here: in American English, which is what English alone means.

    Where no language is declared, a country's address and letters that English has not say that it is another.
    """
    language = declared.language.lower()
    if language in _MONTH_FIRST:
        return True
    if language not in ("en", ""):
        return False
    country = declared.host.rpartition(".")[2]
    if country in _DAY_FIRST_ENDS:
        return False
    return bool(language) or not (country in _ELSEWHERE or _is_foreign(page))


def _is_foreign(page: Page) -> bool:
    """Whether the letters of a page are not those of English."""
    found, size = _count_foreign(texts_of(page)[:_LINES], _SAMPLE)
    return found > size * _FOREIGN


def count_foreign(texts: list[str], sample: int) -> tuple[int, int]:
    """How many letters that English has not are among the first of these texts, and of how many characters.

    `_glance.pyx` says the same.
    """
    some = "".join(texts)[:sample]
    return sum(map(len, _NO_ENGLISH.findall(some))), len(some)


try:
    from cleaner.metadata._glance import count_foreign as _count_foreign
except ImportError:
    _count_foreign = count_foreign


def choose_published(declared: Declared, near: Surroundings, page: Page, *, month_first: bool) -> str:
    """The day of publication in ISO 8601, with time and offset where the page tells them; empty where it does not."""
    last = newest()
    in_url = date_in_url(declared.url)
    shown = [stamp for stamp in near.published if stamp.day <= last]
    for stamp, is_declared in _candidates(declared, near, page, in_url, month_first):
        if stamp and str(OLDEST) <= stamp.day <= last:
            return _reconcile(stamp, shown if is_declared else [], near.dateline if is_declared else None, in_url).iso
    return ""


def declared_day(declared: Declared, page: Page) -> str:
    """The day that came beside a page, that it declares or that its URL names, unquestioned; empty where none does."""
    given = page.fields.get("published")
    values = (given if isinstance(given, str) else "", declared.article.published, *declared.published)
    month_first = reads_month_first(declared, page)
    for value in filter(None, values):
        stamp = read_stamp(value, month_first=month_first, language=declared.language)
        if stamp and str(OLDEST) <= stamp.day <= newest():
            return stamp.day
    return date_in_url(declared.url)


def _reconcile(stamp: Stamp, shown: list[Stamp], dateline: Stamp | None, in_url: str) -> Stamp:
    """A declared stamp, corrected where what a reader sees contradicts it."""
    days = {other.day for other in shown} | {in_url}
    if stamp.day in days:
        return stamp
    year, month, day = stamp.day.split("-")
    if not stamp.clock and f"{year}-{day}-{month}" in days:
        return stamp._replace(day=f"{year}-{day}-{month}")
    if dateline and _number(dateline.day) < _number(stamp.day) - 1:
        return dateline  # what calls itself published is the day of the last build
    if stamp.clock and stamp.offset == "+00:00":
        return _local(stamp, in_url)
    return stamp


def _candidates(
    declared: Declared, near: Surroundings, page: Page, in_url: str, month_first: bool
) -> Iterator[tuple[Stamp | None, bool]]:
    """Every date that may be the one, the best first, and whether a machine wrote it for machines."""
    values = (declared.article.published, *declared.published)
    stamps = [read_stamp(value, month_first=month_first, language=declared.language) for value in values if value]
    seen = {stamp.day for stamp in near.published}
    if seen and stamps and stamps[0] and stamps[0].day not in seen:
        # of days that disagree the one that readers are shown
        stamps.sort(key=lambda stamp: stamp is None or stamp.day not in seen)
    for stamp in stamps:
        yield stamp, True
    for value, before, marks in page.head.times[:20]:
        if value and not marks & _AWAY and (near.at < 0 or -12 < before - near.at < 30):
            yield read_stamp(value, month_first=month_first), True
    if near.published:
        yield _best_shown(near), False
    yield Stamp(in_url), False
    for stamp in near.modified[:1]:
        yield stamp, False
    for value in declared.modified:
        if value:
            yield read_stamp(value, month_first=month_first), True
    for stamp in find_elsewhere(page, near.used, declared.language, month_first=month_first):
        yield stamp, False


def _best_shown(near: Surroundings) -> Stamp:
    """The first day that is shown beside the headline, in no sentence where another is; a later one above the headline
    than below it is today's, in the page's head.
    """
    plain = [at for at in range(len(near.published)) if at not in near.told] or [0]
    first, below = plain[0], next((at for at in plain if at >= near.above), -1)
    is_today = first < near.above and below > 0 and near.published[below].day < near.published[first].day
    return near.published[below if is_today else first]


def _local(stamp: Stamp, in_url: str) -> Stamp:
    """A stamp in UTC as the day it was where the page was written, where its URL names that day."""
    if in_url and abs(_number(in_url) - _number(stamp.day)) == 1:
        hour = int(stamp.clock[:2])
        if (in_url < stamp.day and hour <= 12) or (in_url > stamp.day and hour >= 10):
            return Stamp(in_url)
    return stamp


def _number(day: str) -> int:
    return date.fromisoformat(day).toordinal()
