"""Which day, and what time, does a piece of text name?

Dates that machines wrote (ISO 8601, RFC 2822, epochs) and dates that people wrote (12.03.2024, 12 mars 2024 à 10h32,
2024年3月12日). Every pattern has bounded repeats only, so that time is linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from functools import lru_cache
from time import gmtime, strftime, time
from typing import NamedTuple

from cleaner.metadata.calendars import DIGITS, from_era, from_jalali
from cleaner.metadata.clock import find_after, find_before, offset_of, time_of
from cleaner.metadata.date_forms import PATTERNS, SIGN, search
from cleaner.metadata.months import JALALI, VIETNAMESE, month_of, vietnamese

OLDEST = 1990
"""no news page on the web is older; dates before are subjects of articles"""

_ISO = re.compile(
    r"(\d{4})-?(\d\d)-?(\d\d)(?:[Tt _]{1,2}(\d\d):?(\d\d)(?::?(\d\d)(?:[.,]\d{1,9})?)?"
    r"\s?(Z|z|UTC|GMT|[+-]\d\d:?(?:\d\d)?)?)?"
)
_EPOCH = re.compile(r"(\d{10})(?:\d{3})?(?:\.\d{1,6})?")


class Stamp(NamedTuple):
    """A day as the page writes it, with its time and offset where they are known, and where it stands in a text."""

    day: str
    clock: str = ""
    offset: str = ""
    start: int = 0
    end: int = 0

    @property
    def iso(self) -> str:
        """ISO 8601; only the day where no time is known."""
        return f"{self.day}T{self.clock}{self.offset}" if self.clock else self.day


def newest() -> str:
    """The last day that a page can have been published: two days from now, for clocks and zones."""
    return _written(int(time() // 86_400) + 2)


@lru_cache(maxsize=4)
def _written(day: int) -> str:
    return strftime("%Y-%m-%d", gmtime(day * 86_400))


def read_stamp(value: str, *, month_first: bool = False, language: str = "") -> Stamp | None:
    """The date of a field made for machines, whatever form its template wrote it in."""
    value = value[:80].strip()
    match = _ISO.match(value)
    if match:
        year, month, day, hour, minute, second, zone = match.groups()
        found = _day(int(year), int(month), int(day))
        if found:
            return Stamp(found, time_of(hour, minute, second), offset_of(zone or "") if hour else "", 0, match.end())
    match = _EPOCH.fullmatch(value)
    if match:
        then = datetime.fromtimestamp(int(match[1]), UTC)
        return Stamp(then.strftime("%Y-%m-%d"), then.strftime("%H:%M:%S"), "+00:00", 0, len(value))
    return next(find_stamps(value, month_first=month_first, language=language), None)


def find_stamps(text: str, *, month_first: bool = False, language: str = "") -> Iterator[Stamp]:
    """The dates that a text names, in its order, each with the time that stands beside it."""
    for match, found in _find_days(text, month_first, language):
        (day, clock, zone), (start, end) = found, match.span()
        if not clock:
            clock, zone, end = find_after(match.string, end)
        if not clock:
            clock, start = find_before(match.string, start)
        yield Stamp(day, clock, offset_of(zone) if clock else "", start, end)


def names_day(text: str) -> bool:
    """Whether a text names a day at all: whether find_stamps finds any, which asks for its time too."""
    return any(_find_days(text, False, ""))


def _find_days(text: str, month_first: bool, language: str) -> Iterator[tuple[re.Match[str], tuple[str, str, str]]]:
    """Where a text names a day, the day, and the time and the zone that stand inside it."""
    if not SIGN.search(text):
        return
    if not text.isascii():
        text = text.translate(DIGITS)
    at = 0
    while match := search(text, at):
        found = _read(match, month_first, language)
        at = match.end() if found[0] else match.start() + 1
        if found[0]:
            yield match, found


def _read(match: re.Match[str], month_first: bool, language: str) -> tuple[str, str, str]:
    """The day of one match of the patterns, with a time and a zone where they stand inside it."""
    form = (match.lastgroup or "")[-1]
    if match["era"]:
        form = "2"
    if form == "2":
        year = 1 if match["y2"] == "元" else int(match["y2"])
        era = match["era"] or match.string[max(0, match.start() - 2) : match.start()]
        return _day(from_era(era, year), int(match["m2"]), int(match["d2"])), "", ""
    if form == "3":
        return _numeric(match, month_first), "", ""
    year, day = int(match["y" + form]), int(match["d" + form])
    if "w" + form not in PATTERNS.groupindex:
        return _day(year, int(match["m" + form]), day), "", ""
    name = match["w" + form]
    if form == "0":
        year += 2500  # the Buddhist calendar, its last two digits
    if form == "6" and name.casefold() in VIETNAMESE:
        name = vietnamese(match.string[max(0, match.start() - 12) : match.start()], name)
    if 1300 < year < 1500:
        return _day(year, JALALI.get(name, 0), day), "", ""
    clock = match["t9"] if form == "9" else ""
    return _day(year, month_of(name, language), day), clock or "", (match["z9"] or "").strip()


def _numeric(match: re.Match[str], month_first: bool) -> str:
    first, second, year = int(match["d3"]), int(match["m3"]), int(match["y3"])
    if year < 100:
        if "." not in match["s3"] and "/" not in match["s3"]:
            return ""
        year += 2000
    if month_first and "/" in match["s3"]:
        first, second = second, first
    return _day(year, second, first) or _day(year, first, second)


def _day(year: int, month: int, day: int) -> str:
    """The day in ISO form, or nothing where the calendar has none."""
    if 2400 < year < 2700:
        year -= 543  # the Buddhist calendar
    if 1300 < year < 1500 and 1 <= month <= 12 and 1 <= day <= 31:
        year, month, day = from_jalali(year, month, day)
    try:
        return date(year, month, day).isoformat() if 1900 < year < 2200 else ""
    except ValueError:
        return ""
