"""Has the share of its text that is kept shifted for a host? Then its layout has changed, or its rules have died.

Welch's test for two means of unlike spread (Welch 1947), from pages, mean and deviation alone; Student's distribution
by Wallace's approximation (1959), which is off by less than a hundredth of its value here. A host is named where
- both runs have at least 20 of its pages,
- the means differ by at least a tenth of the text, which a reader would notice, and
- such a difference would come by chance in fewer than one of a thousand comparisons of *all* its hosts (Bonferroni).
"""

from __future__ import annotations

from collections.abc import Mapping
from math import erfc, log1p, sqrt
from typing import Any, NamedTuple

FEWEST = 20
LEAST = 0.1
CHANCE = 0.001
_SPREAD = 0.02
"""of a share that is always the same: what one more menu entry makes of it"""


class Shift(NamedTuple):
    """A host whose kept share was one and is another, with the pages that tell."""

    host: str
    was: float
    now: float
    pages_before: int
    pages_now: int

    def __str__(self) -> str:
        return f"{self.host}: {self.was:.2f} → {self.now:.2f} ({self.pages_before} and {self.pages_now} pages)"


def shifts(before: Mapping[str, Any], now: Mapping[str, Any]) -> list[Shift]:
    """The hosts that have shifted between two `hosts` tables of run.json, the largest shift first."""
    both = [host for host in now if host in before and min(now[host]["pages"], before[host]["pages"]) >= FEWEST]
    found = []
    for host in both:
        old, new = before[host], now[host]
        if abs(new["kept_share"] - old["kept_share"]) >= LEAST and chance(old, new) * len(both) < CHANCE:
            found.append(Shift(host, old["kept_share"], new["kept_share"], old["pages"], new["pages"]))
    return sorted(found, key=lambda shift: (-abs(shift.now - shift.was), shift.host))


def chance(old: Mapping[str, Any], new: Mapping[str, Any]) -> float:
    """The chance that two samples of one distribution differ as much: Welch's t, two-sided."""
    parts = [max(side["deviation"], _SPREAD) ** 2 / (side["pages"] - 1) for side in (old, new)]
    t = (new["kept_share"] - old["kept_share"]) / sqrt(sum(parts))
    sizes = (old["pages"], new["pages"])
    freedom = sum(parts) ** 2 / sum(part**2 / (pages - 1) for part, pages in zip(parts, sizes, strict=True))
    z = (8 * freedom + 1) / (8 * freedom + 3) * sqrt(freedom * log1p(t * t / freedom))
    return erfc(z / sqrt(2))
