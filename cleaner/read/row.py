"""A JSON row as a record: `html` or `text`, and what came beside it."""

from __future__ import annotations

import base64
import datetime as dt
import re
from contextlib import suppress
from typing import Any

from cleaner.page import Kind, Record
from cleaner.read.kind import looks_like_html, sniff
from cleaner.read.names import FIELDS, KNOWN, PAGES, RANK
from cleaner.read.unit import Opened, Refusal, Unit
from cleaner.wire import NotJson, decode_row, writable

_BASE64 = re.compile(r"[A-Za-z0-9+/=\r\n]{40,}")
_EPOCH = re.compile(r"\d{10}(?:\d{3})?(?:\.\d+)?")
_EARLIEST, _LATEST = 631_152_000, 4_102_444_800
"""1990 and 2100, in seconds: numbers outside are no times of news"""


def open_row(unit: Unit) -> Opened | Refusal:
    """The record of a row, or why it is none."""
    is_torn = False

    def characters(raw: bytes) -> str:
        nonlocal is_torn
        text = raw.decode("utf-8", "surrogateescape")
        is_torn = text.encode("utf-8", "replace") != raw
        return text

    try:
        row = decode_row(unit.raw, characters)
    except NotJson as error:
        return Refusal(str(error))
    if not isinstance(row, dict):
        return Refusal(f"the row is {_kind_of(row)}, not an object")
    return open_fields(unit, _with_own_bytes(row) if is_torn else row)


def _with_own_bytes(row: dict[str, Any]) -> dict[str, Any]:
    """A row that is no UTF-8: its page is the file's own bytes, whose encoding is still to be found."""
    found = dict(row)
    for name in RANK.keys() & row.keys():
        with suppress(UnicodeEncodeError, AttributeError):
            found[name] = row[name].encode("utf-8", "surrogateescape")
    return found


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
    named = sorted((key for key in row if key in RANK), key=RANK.__getitem__)
    for name in named:
        value = row[name]
        if isinstance(value, (str, bytes)) and (value or name == "text"):
            value = _unpacked(value)
            return value, "html" if name in PAGES else sniff(value)
        if value is not None and value != "":
            wrong = wrong or f"the row's {name!r} is {_kind_of(value)}, not a string"
    there = "" if named or not row else ", but: " + writable(", ".join(map(str, row)))[:200]
    return Refusal(wrong or f"the row has neither 'html' nor 'text'{there}")


def _unpacked(value: str | bytes) -> str | bytes:
    """A page that was made base64 so that its bytes go into JSON; everything else as it is."""
    if isinstance(value, bytes) or not _BASE64.fullmatch(value[:1000]):
        return value
    try:
        data = base64.b64decode("".join(value.split()), validate=True)
    except ValueError:
        return value
    return data if looks_like_html(data) else value


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
    if "id" in names and isinstance(row.get("id"), str):
        fields["id"] = row["id"]
    for key in sorted((key for key in row if key in KNOWN), key=lambda key: KNOWN[key][1]):
        name, _ = KNOWN[key]
        if row[key] is None or fields.get(name):
            continue
        value = _authors(row[key]) if name == "authors" else field_text(row[key], is_time=name == "published")
        if value is not None:
            fields[name] = value
        else:
            notes.append(f"field {name} is {_kind_of(row[key])}")
    return fields, tuple(notes)


def field_text(value: object, *, is_time: bool = False) -> str | None:
    """The text of a field; a list of one, as crawlers write it, is what it holds. None for what is no text."""
    if isinstance(value, list) and len(value) == 1:
        value = value[0]
    if is_time:
        value = _time(value)
    return value if isinstance(value, str) else None


def _time(value: object) -> object:
    """A number of seconds or milliseconds since 1970 as ISO 8601, a database's date as its text."""
    if isinstance(value, dict) and "$date" in value:
        value = value["$date"]
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        return value
    if isinstance(value, str) and not _EPOCH.fullmatch(value):
        return value
    number = float(value) if isinstance(value, str) else value
    for seconds in (number, number // 1000):
        if _EARLIEST <= seconds < _LATEST:
            return dt.datetime.fromtimestamp(int(seconds), dt.UTC).isoformat()
    return value


def _authors(value: object) -> str | list[str] | None:
    """Names of authors; one that is an object says its `name`."""
    if isinstance(value, dict):
        value = [value]
    if not isinstance(value, list):
        return value if isinstance(value, str) else None
    names = [item.get("name") if isinstance(item, dict) else item for item in value]
    found = [name for name in names if isinstance(name, str)]
    return found if found or not value else None


def _kind_of(value: object) -> str:
    names = {dict: "an object", list: "a list", str: "a string", bool: "true or false", type(None): "null"}
    return names.get(type(value), "a number")
