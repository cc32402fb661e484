"""What may a program give as a page?

Whatever holds one, told by what it can do, so no scraper or parser needs to be installed: a `str` or `bytes`, a
BeautifulSoup or its Tag, an lxml element, a response of Scrapy, requests or httpx, a dict like a JSON row, whose values
may be those of pandas, NumPy or a database.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Mapping
from typing import Any

from cleaner.page import Kind, Record
from cleaner.read import open_unit, parquet, reader_for
from cleaner.read.kind import sniff
from cleaner.read.names import KNOWN, RANK
from cleaner.read.row import field_text, own_id
from cleaner.read.sidecar import sidecar_fields
from cleaner.read.unit import Opened, Unit
from cleaner.settings import Limits

_LOOKED_AT = frozenset(("id", *KNOWN, *RANK))
_ANY_SIZE = Limits(max_input_bytes=sys.maxsize)
"""what a program has in memory already"""
LONGEST_NAME = 2000
_NAME = re.compile(r"(https?://\S+)|[^\s<>]+\.\w+")
"""an address, or what may be the name of a file"""
_CALLS = {
    "read_bytes": "its bytes, .read_bytes()",
    "read": "what it reads, .read()",
    "getall": "its text, .get()",
    "_asdict": "a dict, ._asdict()",
    "to_dict": "a dict, .to_dict()",
}
"""what makes a page of something that is none, by what it has"""


def record_of(page: object, url: object = None) -> Record:
    """The record of anything that holds a page; TypeError where it holds none."""
    if isinstance(page, Record):
        return page
    if isinstance(page, Mapping):
        return _from_row(page, url)
    data, kind, found = _content(page)
    fields = {name: value for name, value in {**found, **_addressed(url)}.items() if value}
    return Record(str(fields.get("url", "")), data, kind or sniff(data), fields=fields)


def _from_row(row: Mapping[Any, Any], url: object) -> Record:
    unit = row_unit(row, url)
    if unit.reader != "jsonl" and not unit.refusal:  # bytes, which are opened as those of a file
        fields, _ = sidecar_fields(unit.sidecar)
        name = own_id(fields) or unit.id
        return Record(name, unit.raw, "html" if unit.reader == "html" else None, fields=fields | {"id": name})
    opened = open_unit(unit, Limits())
    if not isinstance(opened, Opened):
        raise TypeError(f"{opened.reason}: give a row with 'html' or 'text'")
    return opened.record


def row_unit(row: Mapping[Any, Any], url: object = None, name: str = "") -> Unit:
    """A dict like a JSON row as workers are sent it; where its page is bytes, as a file's with the rest beside it."""
    values: dict[str, Any] = {}
    beside: dict[str, Any] = {}
    for key, value in row.items():
        if key in RANK:
            values[key], found = _body(value)
            beside |= found
        else:  # of what nobody looks at, the name is told where there is no page
            values[str(key)] = _field(value) if key in _LOOKED_AT else None
    values = {**beside, **values, **_addressed(url)}
    name = name or field_text(values.get("url")) or ""
    body = min((key for key in values if key in RANK and values[key]), key=RANK.__getitem__, default="")
    if isinstance(values.get(body), bytes):
        return parquet.row_unit("", 0, values, _ANY_SIZE)._replace(id=name, number=None)
    told = {key: value for key, value in values.items() if not isinstance(value, bytes)}
    try:
        return Unit("jsonl", name, "", None, json.dumps(told, default=str).encode())
    except (TypeError, ValueError) as error:
        raise TypeError(f"the row is none of JSON ({error}): give a row with 'html' or 'text'") from error


def _body(value: object) -> tuple[object, dict[str, Any]]:
    """What a row holds where its page should be, and what that says of itself; for what is no page, one of its kind."""
    if value is None or isinstance(value, (str, int, list, dict)):
        return value, {}
    if _is_missing(value):
        return None, {}
    try:
        data, _, found = _content(value)
    except TypeError:
        return 0 if isinstance(value, float) else {}, {}
    return data, found


def _field(value: object) -> object:
    """A field's value as JSON has it."""
    if value is None or isinstance(value, (str, int)):
        return value
    if isinstance(value, (bytes, bytearray, memoryview)):
        return bytes(value).decode("utf-8", "surrogateescape")
    if getattr(value, "ndim", 0) and hasattr(value, "tolist"):  # an array, as pandas reads a list from Parquet
        value = value.tolist()
    return None if _is_missing(value) else value


def _is_missing(value: object) -> bool:
    """Whether it is what pandas puts where nothing is: NaN, NaT, NA. None of them is like itself."""
    try:
        return bool(value != value)  # noqa: PLR0124 - see above
    except (TypeError, ValueError):
        return type(value).__name__ == "NAType"


def _addressed(url: object) -> dict[str, Any]:
    """An address as a field: text, bytes, or an object that is one when it is written."""
    if isinstance(url, bytes):
        url = url.decode("utf-8", "replace")
    return {"url": str(url)} if url else {}


def _content(page: object) -> tuple[bytes | str, Kind | None, dict[str, Any]]:
    """What a page holds, its kind where that is known, and its fields."""
    if isinstance(page, str):
        named = _NAME.fullmatch(page) if len(page) < LONGEST_NAME else None
        if named and (named[1] or reader_for(page)):
            raise TypeError(f"{page!r} names a page, and holds none: give what is there, and its address as url=")
        return page, None, {}
    if isinstance(page, (bytes, bytearray, memoryview)):
        return bytes(page), None, {}
    if hasattr(page, "find_all") and hasattr(page, "decode_contents"):
        return str(page), "html", {}
    if _is_response(page):
        return _response(page)
    if hasattr(page, "getroot"):
        page = page.getroot()
    if hasattr(page, "iterchildren") and hasattr(page, "nsmap"):
        from lxml import etree  # noqa: PLC0415 - it is there: the page is one of its elements

        return etree.tostring(page, encoding="unicode", method="html", with_tail=False), "html", {}
    wanted = "str, bytes, a dict, a BeautifulSoup or Tag, an lxml element, or a response"
    better = next((call for name, call in _CALLS.items() if hasattr(page, name)), "")
    raise TypeError(f"{type(page).__name__} holds no page: give {better or wanted}")


def _is_response(page: object) -> bool:
    try:
        return hasattr(page, "headers") and (hasattr(page, "content") or hasattr(page, "body"))
    except RuntimeError:  # httpx: it has content, which was not read
        return True


def _response(page: Any) -> tuple[bytes | str, Kind | None, dict[str, Any]]:
    """A response of requests or httpx (`content`) or Scrapy (`body`)."""
    try:
        data = page.content if hasattr(page, "content") else page.body
    except RuntimeError:
        data = None
    if not isinstance(data, (str, bytes)):
        raise TypeError(f"{type(page).__name__} has not been read: give the bytes of its body, and url=")
    headers = page.headers or {}
    value = headers.get("Content-Type") or headers.get(b"Content-Type") or ""
    header = value.decode("latin-1") if isinstance(value, bytes) else str(value)
    kind: Kind | None = "html" if "html" in header.lower() else None
    return data, kind, {"url": _url_of(page), "content_type": header}


def _url_of(page: object) -> str:
    try:
        return str(getattr(page, "url", "") or "")
    except RuntimeError:  # httpx: nobody asked for it
        return ""


def unit_of(page: object, url: object = None, name: str = "") -> Unit:
    """Anything that holds a page as workers are sent it: as a file's bytes and sidecar, or as a row."""
    if isinstance(page, Mapping):
        return row_unit(page, url, name)
    record = record_of(page, url)
    if isinstance(record.data, str):
        row = {**record.fields, ("html" if record.kind == "html" else "text"): record.data, "id": record.id or name}
        return Unit("jsonl", name, record.path, record.number, json.dumps(row, default=str).encode())
    sidecar = json.dumps({**record.fields, "id": record.id or name}, default=str).encode()
    return Unit("html" if record.kind == "html" else "text", name, record.path, record.number, record.data, sidecar)
