"""How does `clean report` make its file? Gathered rows, views of the records shown, a budget, one page.

The same output gives the same report: nothing in it tells the time of day at which it was made.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

from cleaner.corpus.audit.lookup_many import find_sources
from cleaner.corpus.output.parts import check_output
from cleaner.corpus.output.run_json import read_run
from cleaner.report.facts import facts
from cleaner.report.gather import Gathered, Shown, gather
from cleaner.report.page import as_data, write_page
from cleaner.report.rows import decoded, site
from cleaner.report.view import Part, view
from cleaner.wire import writable

BUDGET = 11_000_000
"""Bytes of records' views in a report. Code, tables and lists add less than 2 MB."""
NAME = "report.html"


class Report(NamedTuple):
    """What was written."""

    file: Path
    records: int
    shown: int
    without_source: int


def write_report(out: Path, folder: Path | None = None, changes: dict[str, Any] | None = None) -> Report:
    """Write OUT/report.html.

    `folder` is where the input lies now, where it was moved; `changes` are those against another output, as
    `cleaner.report.changes` tells them. Raises UsageError where `out` is no output.
    """
    check_output(out)
    gathered = gather(out)
    views = _views(out, list(gathered.shown.values()), folder)
    chosen = _within_budget(views, gathered)
    places = {name: place for place, name in enumerate(chosen)}
    table = facts(gathered, read_run(out), places)
    table["out"] = writable(out.resolve().name)
    table["changes"] = changes
    table["docs"] = [_listed(gathered.shown[name], views[name][0]) for name in chosen]
    file = out / NAME
    write_page(file, table, [views[name][1] for name in chosen])
    lost = [
        name for name in chosen if "gone" in views[name][0] and gathered.shown[name].found.row.status != "quarantined"
    ]
    return Report(file, gathered.tables.records, len(chosen), len(lost))


Viewed = tuple[dict[str, Any], bytes]
"""a record's fields, and its data block"""


def _views(out: Path, shown: list[Shown], folder: Path | None) -> dict[str, Viewed]:
    """Each record's view, by id."""
    # whole rows one at a time: a thousand of them take two hundred megabytes
    sources = [{"source": decoded(entry.found.manifest)["source"]} for entry in shown]
    views: dict[str, Viewed] = {}
    for place, found in find_sources(out, sources, folder):
        row, document = decoded(shown[place].found.manifest), decoded(shown[place].found.document)
        fields = _fields(row, document)
        parts: list[Part]
        if row["status"] == "quarantined":
            parts, fields["gone"] = [], "It could not be processed; its bytes are in the folder quarantine."
        elif found.reason:
            parts = [writable(document.get("text", ""))[:20_000]]
            fields["gone"] = (
                found.reason if row["source"]["path"] else "A program added it: it has no file to be read from."
            )
        else:
            parts, fields["cut"] = view(row, found.data.decode(row["source"]["encoding"], "surrogateescape"))
        fields["parts"] = parts
        views[row["id"]] = fields, as_data(fields)
    return views


def _fields(row: dict[str, Any], document: dict[str, Any]) -> dict[str, Any]:
    """What is said of a record above its text."""
    source = row["source"]
    fields: dict[str, Any] = {
        "id": row["id"],
        "title": document.get("title", ""),
        "url": document.get("url", ""),
        "authors": document.get("authors", [])[:20],
        "published": document.get("published", ""),
        "language": row["language"],
        "path": source["path"],
        "record": source["record"],
        "bytes": source["bytes"],
        "encoding": source["encoding"],
        "cluster": row["cluster"],
        "characters": row["characters"],
    }
    for name in ("copy", "version_of", "flags", "confidence"):
        if row.get(name) not in (None, [], ""):
            fields[name] = row[name]
    return fields


def _within_budget(views: dict[str, Viewed], gathered: Gathered) -> list[str]:
    """The ids that fit, by the first kind they were chosen for."""
    fits, size = set(), 0
    for name in gathered.shown:
        size += len(views[name][1]) if name in views else 0
        if name in views and size <= BUDGET:
            fits.add(name)
    ordered = dict.fromkeys(name for names in gathered.kinds.values() for name in names)
    return [name for name in ordered if name in fits]


def _listed(entry: Shown, fields: dict[str, Any]) -> dict[str, Any]:
    """A record's line in the list."""
    row = entry.found.row
    rules: dict[str, int] = {}
    for edit in entry.found.edits():
        rules[edit.rule] = rules.get(edit.rule, 0) + edit.end - edit.start
    return {
        "id": fields["id"],
        "title": fields["title"][:200],
        "host": site(row.host),
        "status": row.status,
        "reason": row.reason[:200],
        "language": row.language.code,
        "share": round(row.share, 4),
        "readable": row.characters.readable,
        "confidence": row.confidence,
        "published": fields["published"][:10],
        "flags": row.flags[:10],
        "kinds": entry.kinds,
        "rules": sorted(rules, key=lambda rule: -rules[rule]),
    }
