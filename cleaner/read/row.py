"""A JSON row as a record: `html` or `text`, and what came beside it."""

from __future__ import annotations

from typing import Any

from cleaner.page import Kind, Record
from cleaner.read.kind import sniff
from cleaner.read.unit import Opened, Refusal, Unit
from cleaner.wire import NotJson, decode_row, writable

FIELDS = ("url", "title", "authors", "published", "language", "charset", "content_type", "source")
ALIASES = {
    "link": "url", "uri": "url", "headline": "title", "author": "authors", "byline": "authors", "date": "published",
    "date_published": "published", "published_at": "published", "publish_date": "published", "lang": "language",
    "encoding": "charset", "content-type": "content_type",
}  # fmt: skip
"""Other names that scrapers and datasets use for the same fields."""

BODIES = (("html", "html"), ("raw_html", "html"), ("text", None), ("content", None), ("body", None))
"""Where a row keeps its page, the best first; a `text` may hold HTML all the same."""


def open_row(unit: Unit) -> Opened | Refusal:
    """The record of a row, or why it is none."""
    try:
        row = decode_row(unit.raw)
    except NotJson as error:
        return Refusal(str(error))
    if not isinstance(row, dict):
        return Refusal(f"the row is {_kind_of(row)}, not an object")
    return open_fields(unit, row)


def open_fields(unit: Unit, row: dict[str, Any]) -> Opened | Refusal:
    """The record of a row's fields, or why it is none."""
    found = _body(row)
    if isinstance(found, Refusal):
        return found
    body, kind = found
    fields, notes = known_fields(row, FIELDS)
    return Opened(Record(own_id(row) or unit.id, body, kind, unit.path, unit.number, fields), notes)


def _body(row: dict[str, Any]) -> tuple[str | bytes, Kind] | Refusal:
    wrong = ""
    for name, kind in BODIES:
        value = row.get(name)
        if isinstance(value, (str, bytes)) and (value or name == "text"):
            return value, "html" if kind else sniff(value)
        if value is not None and value != "":
            wrong = wrong or f"the row's {name!r} is {_kind_of(value)}, not a string"
    return Refusal(wrong or "the row has neither 'html' nor 'text'")


def own_id(row: dict[str, Any]) -> str:
    """The id a row gives itself; empty where it gives none, or one that is no name."""
    value = row.get("id")
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return writable(value) if isinstance(value, str) else ""


def known_fields(row: dict[str, Any], names: tuple[str, ...]) -> tuple[dict[str, Any], tuple[str, ...]]:
    """The fields we know that hold what they should, and a note for each that does not."""
    fields: dict[str, Any] = {}
    notes = []
    for key, value in row.items():
        name = key if key in names else ALIASES.get(key, "")
        if not name or value is None or (name != key and row.get(name)):
            continue
        if isinstance(value, str) or (name == "authors" and isinstance(value, list)):
            fields[name] = value if isinstance(value, str) else [item for item in value if isinstance(item, str)]
        elif name != "id":
            notes.append(f"field {name} is {_kind_of(value)}")
    return fields, tuple(notes)


def _kind_of(value: object) -> str:
    names = {dict: "an object", list: "a list", str: "a string", bool: "true or false", type(None): "null"}
    return names.get(type(value), "a number")
