"""Which day of our calendar is a day of another one?"""

from __future__ import annotations

from datetime import date, timedelta

_ZEROS = "٠۰०০๐０௦౦੦૦"
DIGITS = {ord(zero) + n: str(n) for zero in _ZEROS for n in range(10)}
"""a table for `str.translate`: decimal digits of other scripts to ours"""

_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "民國": 1911, "民国": 1911}


def from_era(era: str, year: int) -> int:
    """The common year of a year of a Japanese era or of Taiwan's; the year itself without an era."""
    return year + _ERAS.get(era, 0)


def from_jalali(year: int, month: int, day: int) -> tuple[int, int, int]:
    """A day of the Solar Hijri calendar (Iran) as year, month, day of ours.

    Counts days from 21 March 622 with the 33-year leap cycle, which is right from 1206 to 1498 SH.
    """
    elapsed = year - 979
    days = 365 * elapsed + elapsed // 33 * 8 + (elapsed % 33 + 3) // 4
    days += 31 * min(month - 1, 6) + 30 * max(month - 7, 0) + day - 1
    return _from_days(days + 79)  # 1 Farvardin 979 is 79 days after 1 January 1600


def _from_days(days: int) -> tuple[int, int, int]:
    """The day that is so many days after 1 January 1600."""
    found = date(1600, 1, 1) + timedelta(days=days)
    return found.year, found.month, found.day
