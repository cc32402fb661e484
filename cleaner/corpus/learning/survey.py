"""Which records belong to which source, and which of them are worth learning from?

The first of a run's two passes. It looks at nothing but URLs, and remembers of each source where some of its records
lie, spread evenly over them all, however many there are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from cleaner.lesson import host_of
from cleaner.read import can_wait, reader_for, unread_units
from cleaner.read.address import addresses
from cleaner.read.unit import InputFile, Unit, Unread
from cleaner.recurring import FEWEST_PAGES
from cleaner.settings import Limits

if TYPE_CHECKING:
    from cleaner.corpus.counts.meter import Tell

MOST_SOURCES = 1000
"""sources learned from in one go, those with the most records: beyond them a run would be held up"""
_PAGES = frozenset(("html", "warc"))

TOLD = 1000
"""records between two words of how far the survey is"""

Place = tuple[int, int]
"""a file's number, and a record's in it, from 1"""


class Most(NamedTuple):
    """Of how many records of a source lines are learned."""

    rows: int
    pages: int
    """where its records are HTML pages, which tell by themselves what is a menu"""


class Survey(NamedTuple):
    """How many records each source has, and where those lie that were chosen, in input order."""

    records: dict[str, int]
    """of the sources that have enough"""
    too_few: dict[str, int]
    chosen: dict[str, list[Place]]
    """of each source that has enough"""
    unknown: list[Place]
    """of records that do not say their address"""

    @property
    def places(self) -> list[Place]:
        """All that were chosen."""
        return sorted([place for places in (*self.chosen.values(), self.unknown) for place in places])


class _Source:
    """Places of one source's records, at most twice as many as asked for."""

    __slots__ = ("most", "places", "seen", "step")

    def __init__(self, most: int) -> None:
        self.most = most
        self.seen = 0
        self.step = 1
        self.places: list[Place] = []

    def add(self, place: Place, most: int) -> None:
        self.most = max(self.most, most)
        if self.seen % self.step == 0:
            self.places.append(place)
            if len(self.places) >= 2 * self.most:
                self.places = self.places[::2]
                self.step *= 2
        self.seen += 1

    def chosen(self) -> list[Place]:
        count, most = len(self.places), self.most
        return self.places if count <= most else [self.places[number * count // most] for number in range(most)]


def survey(
    files: Iterable[tuple[int, InputFile]],
    limits: Limits,
    most: Most,
    *,
    unknown: bool = False,
    tell: Tell | None = None,
) -> Survey:
    """Look at the URL of every record, and choose up to `most` of each source that has enough.

    `tell` hears how far it is: a million files take minutes. With `unknown`, records without a URL are chosen too, all
    of them: an HTML page may still name its address.
    """
    sources: dict[str, _Source] = {}
    nameless: list[Place] = []
    seen = 0
    for seq, file in files:
        wanted = most.pages if reader_for(file.path) in _PAGES else most.rows
        for number, url in enumerate(addresses(file, limits), 1):
            seen += 1
            if tell and seen % TOLD == 0:
                tell(f"{seen:,} addresses read")
            if host := host_of(url):
                sources.setdefault(host, _Source(wanted)).add((seq, number), wanted)
            elif unknown:
                nameless.append((seq, number))
    enough = sorted((-source.seen, host) for host, source in sources.items() if source.seen >= FEWEST_PAGES)
    most_read = {host: -records for records, host in enough[:MOST_SOURCES]}
    too_few = {host: source.seen for host, source in sorted(sources.items()) if source.seen < FEWEST_PAGES}
    return Survey(most_read, too_few, {host: sources[host].chosen() for host in most_read}, nameless)


def whole_sources(files: Iterable[tuple[int, InputFile]], found: Survey) -> dict[str, list[Unread]]:
    """The chosen records of the sources of which each is a file of its own, so that they can be read in any order.

    None where some records do not say their source: they may belong to any.
    """
    if found.unknown:
        return {}
    hosts = {place: host for host, places in found.chosen.items() for place in places}
    units: dict[str, list[Unread]] = {}
    for seq, file in files:
        if (host := hosts.get((seq, 1))) and can_wait(file):
            units.setdefault(host, []).append(Unread(file, 0))
    return {host: some for host, some in units.items() if len(some) == len(found.chosen[host])}


def read_places(files: Iterable[tuple[int, InputFile]], places: list[Place], limits: Limits) -> Iterator[Unit | Unread]:
    """The records at these places; files without one are not opened."""
    wanted: dict[int, set[int]] = {}
    for seq, number in places:
        wanted.setdefault(seq, set()).add(number)
    for seq, file in files if wanted else ():
        numbers = wanted.pop(seq, None)
        if numbers is None:
            continue
        last = max(numbers)
        for number, unit in enumerate(unread_units(file, 0, limits), 1):
            if number in numbers:
                yield unit
            if number >= last:
                break
        if not wanted:
            return
