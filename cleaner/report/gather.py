"""What goes into a report? One pass over the rows for sums and sample, one more for the members of large clusters."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import zip_longest
from pathlib import Path

from cleaner.report.rows import Found, records
from cleaner.report.sample import LONGEST_ROW, Sample, Top, lot
from cleaner.report.tables import Tables

CLUSTERS = 40
MEMBERS = 6
EXAMPLES_OF_SOURCES = 120
"""Sources, largest first, of which examples are shown."""


@dataclass(slots=True)
class Shown:
    """A record that is shown, and why: the kinds it was chosen for."""

    found: Found
    kinds: list[str]


@dataclass(slots=True)
class Cluster:
    """A group of copies: its name, how many copies were dropped, and which of its members are shown."""

    name: str
    copies: int
    members: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Gathered:
    """All that a report is made of, but for the sources of the records that are shown."""

    tables: Tables
    shown: dict[str, Shown]
    """by id; the most telling of every kind come before the next of any"""
    clusters: list[Cluster]
    kinds: dict[str, list[str]]
    """kind → ids, oddest first"""


def gather(out: Path) -> Gathered:
    """Read the rows of an output."""
    tables, sample = Tables(), Sample()
    for found in records(out):
        tables.add(found.row)
        sample.add(found)
    kinds = {kind: top.best() for kind, top in sample.kinds.items()}
    clusters = _clusters(out, tables)
    largest = sorted(sample.sources, key=lambda name: (-tables.sources[name].pages, name))[:EXAMPLES_OF_SOURCES]
    kinds["cluster"] = [found for _, members in clusters for found in members]
    kinds["source"] = [found for name in largest for found in sample.sources[name].best()]
    shown: dict[str, Shown] = {}
    # in turn one of each kind, so that a budget cuts the least telling of all
    for row in zip_longest(*kinds.values()):
        for kind, found in zip(kinds, row, strict=True):
            if found and kind not in shown.setdefault(found.row.id, Shown(found, [])).kinds:
                shown[found.row.id].kinds.append(kind)
    return Gathered(
        tables,
        shown,
        [cluster for cluster, _ in clusters],
        {kind: list(dict.fromkeys(found.row.id for found in chosen)) for kind, chosen in kinds.items()},
    )


def _clusters(out: Path, tables: Tables) -> list[tuple[Cluster, list[Found]]]:
    """The largest clusters with their representative and some members, by lot."""
    sizes = dict(sorted(tables.clusters.items(), key=lambda item: -item[1])[:CLUSTERS])
    if not sizes:
        return []
    clusters: dict[str, Cluster] = {}
    heads: dict[str, Found] = {}
    members: dict[str, Top] = {}
    for found in records(out):
        name = found.row.cluster
        copies = sizes.get(hash(name))
        if copies is None or len(found.manifest) > LONGEST_ROW:
            continue
        clusters.setdefault(name, Cluster(name, copies))
        if found.row.status == "kept":
            heads[name] = found.held()
        elif found.row.is_copy:
            members.setdefault(name, Top(MEMBERS - 1)).offer(-lot(found.row.id), 0, found)
    chosen = []
    for name, cluster in sorted(clusters.items(), key=lambda item: (-item[1].copies, item[0])):
        group = [heads[name]] if name in heads else []
        group += members[name].best() if name in members else []
        cluster.members = [found.row.id for found in group]
        chosen.append((cluster, group))
    return chosen
