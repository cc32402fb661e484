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
from cleaner.metadata.date_forms import PATTERNS, SIGN, search
from cleaner.metadata.months import JALALI, month_of

OLDEST = 1990
"""no news page on the web is older; dates before are subjects of articles"""

_ISO = re.compile(
    r"(\d{4})-?(\d\d)-?(\d\d)(?:[Tt _]{1,2}(\d\d):?(\d\d)(?::?(\d\d)(?:[.,]\d{1,9})?)?"
    r"\s?(Z|z|UTC|GMT|[+-]\d\d:?(?:\d\d)?)?)?"
)
_EPOCH = re.compile(r"(\d{10})(?:\d{3})?(?:\.\d{1,6})?")
_ZONES = {
    "Z": "+00:00", "UTC": "+00:00", "GMT": "+00:00", "BST": "+01:00", "CET": "+01:00", "CEST": "+02:00",
    "MEZ": "+01:00", "MESZ": "+02:00", "EET": "+02:00", "EEST": "+03:00", "MSK": "+03:00", "SAST": "+02:00",
    "EST": "-05:00", "EDT": "-04:00", "ET": "", "CST": "-06:00", "CDT": "-05:00", "MST": "-07:00", "MDT": "-06:00",
    "PST": "-08:00", "PDT": "-07:00", "JST": "+09:00", "KST": "+09:00", "HKT": "+08:00", "SGT": "+08:00",
    "WIB": "+07:00", "WITA": "+08:00", "WIT": "+09:00", "AEST": "+10:00", "AEDT": "+11:00", "NZST": "+12:00",
    "NZDT": "+13:00", "WAT": "+01:00", "EAT": "+03:00", "TSİ": "+03:00",
}  # fmt: skip
_CLOCK = re.compile(
    r"(?:\s?(?:г\.|р\.|года|року|roku|г|р)(?!\w))?[\s,./|·•–—(-]{0,4}T?"
    r"(?:(?:at|um|à|a las|a la|alle|alle ore|ore|kl|klo|om|às|as|o|godz|ob|"
    r"u|в|во|о|saat|στις|pukul|jam|lúc|ساعت|الساعة|בשעה)\.?\s{1,2})?"
    r"(?P<h>\d{1,2})(?P<sep>[:.hH時时시])\s?(?P<m>\d\d)?(?::(?P<s>\d\d)(?:\.\d{1,6})?|[分분])?"
    r"\s{0,2}(?P<half>[aApP]\.?\s?[mM]\b\.?)?\s{0,2}\(?(?P<zone>[A-Z]{1,4}\b)?\s?(?P<offset>[+-]\d\d:?\d\d\b)?"
)
_BEFORE = re.compile(
    r"(?<!\d)(\d{1,2})[:.h](\d\d)(?::\d\d)?(\s?[aApP]\.?[mM]\.?)?(?:\s(?:Uhr|[A-Z]{2,4}))?[\s,|·•–—on-]{1,6}(?:[^\W\d_]{3,12},?\s)?$"
)


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
            return Stamp(found, *_time(hour, minute, second), _offset(zone or "") if hour else "", 0, match.end())
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
            clock, zone, end = _after(match.string, end)
        if not clock:
            clock, start = _before(match.string, start)
        yield Stamp(day, clock, _offset(zone) if clock else "", start, end)


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


def _time(hour: str | None, minute: str | None, second: str | None) -> tuple[str]:
    if not hour or not (int(hour) < 24 and int(minute or 0) < 60 and int(second or 0) < 60):
        return ("",)
    return (f"{int(hour):02}:{minute or '00'}:{second or '00'}",)


def _after(text: str, at: int) -> tuple[str, str, int]:
    """The time that follows a date, its zone, and where both end."""
    match = _CLOCK.match(text, at, at + 40)
    if not match or (match["m"] is None and match["sep"] in ":."):
        return "", "", at
    hour, half = int(match["h"]), (match["half"] or "")[:1].lower()
    if half and hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    (clock,) = _time(str(hour), match["m"], match["s"])
    return clock, match["offset"] or match["zone"] or "", match.end() if clock else at


def _before(text: str, at: int) -> tuple[str, int]:
    """The time that stands before a date, and where it starts."""
    low = max(0, at - 24)
    match = _BEFORE.search(text[low:at])
    if not match:
        return "", at
    hour, half = int(match[1]), (match[3] or "").strip()[:1].lower()
    if half and hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    (clock,) = _time(str(hour), match[2], None)
    return clock, low + match.start() if clock else at


def _offset(zone: str) -> str:
    """An offset as ISO writes it; empty where the zone's name does not say it."""
    if zone[:1] in "+-" and len(zone) >= 3:
        digits = zone[1:].replace(":", "").ljust(4, "0")
        return f"{zone[0]}{digits[:2]}:{digits[2:4]}"
    return _ZONES.get(zone.upper(), "")
