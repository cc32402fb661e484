"""One page on standard output: what `clean page` does."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import NamedTuple

from cleaner.corpus.audit.lookup import bytes_of
from cleaner.corpus.inputs.spool import suffix_of
from cleaner.corpus.workers.cleaning import work
from cleaner.errors import UsageError
from cleaner.given import check_given
from cleaner.library import Cleaned
from cleaner.read import reader_for
from cleaner.read.sidecar import read_sidecar
from cleaner.read.unit import InputFile, Unit
from cleaner.settings import Settings
from cleaner.wire import NotJson, decode_row, encode_row


class OnePage(NamedTuple):
    """A page, cleaned, and its decoded source."""

    cleaned: Cleaned
    source: str


def clean_file(name: str, url: str | None, settings: Settings) -> OnePage:
    """A file, or standard input for `-`, cleaned; UsageError where it cannot be read or holds several records."""
    check_given(settings)
    path = Path(name)
    try:
        raw = sys.stdin.buffer.read() if name == "-" else path.read_bytes()
    except OSError as error:
        raise UsageError(f"{name}: cannot be read ({error.strerror}); give a page, or - for standard input") from error
    shown = "stdin" if name == "-" else path.name
    reader = reader_for(shown) or _reader_of(raw)
    if reader not in ("html", "text"):
        raise UsageError(f"{name}: is no single page; `clean run` reads files of several, and folders")
    sidecar = b"" if name == "-" else read_sidecar(InputFile(str(path.parent), path.name))
    if url:
        sidecar = _with_url(sidecar, url)
    unit = Unit(reader, shown, shown, None, raw, sidecar)
    outcome = work([unit], settings).rows[0]
    cleaned = Cleaned(decode_row(outcome.document) if outcome.document else {}, decode_row(outcome.manifest))
    encoding = cleaned.manifest["source"]["encoding"] or "utf-8"
    return OnePage(cleaned, bytes_of(unit, settings.limits).data.decode(encoding, "surrogateescape"))


def _reader_of(raw: bytes) -> str:
    """By the first bytes; a page that begins with a bracket is text."""
    return "html" if ".html" in suffix_of(raw) else "text"


def _with_url(sidecar: bytes, url: str) -> bytes:
    try:
        row = decode_row(sidecar) if sidecar else {}
    except NotJson:
        row = {}
    return encode_row({**(row if isinstance(row, dict) else {}), "url": url})


def whole_record(cleaned: Cleaned) -> bytes:
    """The document's row with its manifest row as `manifest`, as one line of JSON."""
    return encode_row({**cleaned.document, "manifest": cleaned.manifest})
