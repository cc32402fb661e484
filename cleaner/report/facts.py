"""What does a report say in numbers? Its tables as rows for the page, and how the records it shows were chosen."""

from __future__ import annotations

from pathlib import PurePath
from typing import Any

from cleaner.report.gather import CLUSTERS, EXAMPLES_OF_SOURCES, MEMBERS, Gathered
from cleaner.report.sample import OF_EACH_SOURCE, QUESTIONS, SIZES
from cleaner.report.tables import OTHERS, SHOWN_SOURCES, SourceSums, Tables
from cleaner.report.view import MOST_SHOWN
from cleaner.rules import all_rules
from cleaner.wire import writable

_SAID = ("state", "versions", "settings_digest", "rules_digest", "started", "updated", "wall_seconds", "seconds")


def facts(gathered: Gathered, run: dict[str, Any], places: dict[str, int]) -> dict[str, Any]:
    """The report's data, but for the records; `places` are the places of those that are shown, by id."""
    tables = gathered.tables
    return {
        "run": {name: run[name] for name in _SAID if name in run} | _inputs(run),
        "totals": {
            "records": tables.records,
            "status": tables.status,
            "reasons": {status: _most(counts, 30) for status, counts in tables.reasons.items()},
            "characters": tables.characters,
            "copied": tables.copied,
        },
        "rules": _rules(tables),
        "sources": _sources(tables),
        "languages": _most(tables.languages, 60),
        "declared": [[*pair, count] for pair, count in tables.declared.most_common(20)],
        "foreign": [[code, *sums] for code, sums in sorted(tables.foreign.items(), key=lambda item: -item[1][2])[:40]],
        "flags": _most(tables.flags, 20),
        "shares": tables.shares,
        "confidences": tables.confidences if any(tables.confidences) else None,
        "kinds": [
            [kind, QUESTIONS[kind], [places[name] for name in gathered.kinds[kind] if name in places]]
            for kind in QUESTIONS
        ],
        "clusters": {
            "count": len(tables.clusters),
            "copies": sum(tables.clusters.values()),
            "shown": [
                [cluster.name, cluster.copies, [places[name] for name in cluster.members if name in places]]
                for cluster in gathered.clusters
            ],
        },
        "sampling": sampling(),
    }


def sampling() -> str:
    """How the records that are shown were chosen, in words."""
    odd = "; ".join(f"{QUESTIONS[kind]}: {size}" for kind, size in SIZES.items() if kind != "lot")
    return (
        f"The tables count every record. Shown one by one are the odd ones ({odd}), up to {MEMBERS} members of each of "
        f"the {CLUSTERS} largest groups of copies, {OF_EACH_SOURCE} records of each of the {EXAMPLES_OF_SOURCES} "
        f"largest sources, and {SIZES['lot']} drawn by lot: those whose ids have the lowest hashes, so every record "
        "has the same chance and the draw is the same every time. Where the report would grow too large, the last "
        f"drawn are left out. Of a long record the first {MOST_SHOWN:,} characters are shown."
    )


def _inputs(run: dict[str, Any]) -> dict[str, Any]:
    """The last steps of the inputs' paths: a report is passed on, and a machine's folders are nobody's business."""
    return {"inputs": [writable(PurePath(str(given)).name or str(given)) for given in run.get("inputs", [])][:20]}


def _most(counts: Any, number: int) -> list[tuple[str, int]]:
    most: list[tuple[str, int]] = counts.most_common(number)
    return most


def _rules(tables: Tables) -> list[dict[str, Any]]:
    """Every rule that did something, those that took most first, with its question."""
    questions = {rule.id: rule.question for rule in all_rules()}
    order = [*questions, *sorted(tables.rules.keys() - questions.keys())]
    rows = [
        {"id": name, "place": place, "question": questions.get(name, ""), **tables.rules[name].as_row()}
        for place, name in enumerate(order)
        if name in tables.rules
    ]
    return sorted(rows, key=lambda row: (-row["removed"] - row["changed"], row["id"]))


def _sources(tables: Tables) -> dict[str, Any]:
    """The largest sources one by one, the rest as one."""
    names = sorted(tables.sources.keys() - {OTHERS}, key=lambda name: (-tables.sources[name].pages, name))
    rest = SourceSums()
    folded = [tables.sources[name] for name in (*names[SHOWN_SOURCES:], *({OTHERS} & tables.sources.keys()))]
    for sums in folded:
        for what in ("pages", "kept", "copies", "dropped", "quarantined", "readable", "saved", "rewritten"):
            setattr(rest, what, getattr(rest, what) + getattr(sums, what))
        rest.rules.update(sums.rules)
    return {
        "count": len(tables.sources),
        "shown": [tables.sources[name].as_row(name) for name in names[:SHOWN_SOURCES]],
        "rest": rest.as_row(f"{len(folded):,} more sources") if folded else None,
    }
