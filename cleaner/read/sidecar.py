"""What lies beside a page: `a.html.gz.meta.json` or `a.meta.json`, with the fields of a JSON row."""

from __future__ import annotations

from typing import Any

from cleaner.packing import bare_name
from cleaner.read.names import FIELDS
from cleaner.read.row import known_fields
from cleaner.read.unit import InputFile, read_upto
from cleaner.wire import NotJson, decode_row

SUFFIX = ".meta.json"
MOST_BYTES = 1 << 20


def is_sidecar(name: str) -> bool:
    """Whether a file is a sidecar and no record."""
    return name.lower().endswith(SUFFIX)


def read_sidecar(file: InputFile) -> bytes:
    """The bytes of a page's sidecar; empty where it has none."""
    stem = bare_name(file.path).rpartition(".")[0]
    for name in (file.path + SUFFIX, stem + SUFFIX):
        try:
            with file._replace(path=name).open() as handle:
                return read_upto(handle, MOST_BYTES) or b" "
        except OSError:
            continue
    return b""


def sidecar_fields(data: bytes) -> tuple[dict[str, Any], tuple[str, ...]]:
    """The fields, and what was odd."""
    if not data:
        return {}, ()
    try:
        row = decode_row(data)
    except NotJson:
        return {}, ("sidecar is no JSON",)
    if not isinstance(row, dict):
        return {}, ("sidecar is no JSON object",)
    return known_fields(row, (*FIELDS, "id"))
