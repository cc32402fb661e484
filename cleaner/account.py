"""The five promises, and the rows that keep them: what became of every character of a source.

cover     blocks and pieces run from 0 to the end of the source in order, without overlap; what no piece speaks for
          is markup (in flat text: white space)
verbatim  a piece without a cause has the text of its source
sum       markup + kept + rewritten + removed = the characters of the source
replay    a manifest row and the source rebuild the document's text
bytes     the decoded source encodes to the input's bytes

They are checked on every page before it is written: a page that breaks one is refused, never written wrong.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any, NamedTuple

from cleaner.ledger import Span, Sums, add_up, by_rule
from cleaner.page import Block, Page
from cleaner.spanned import Spanned
from cleaner.wire import as_json, writable

try:
    from cleaner._ledger import add_up as sums_of
    from cleaner._ledger import holds, pack_pieces, read_pieces, rebuilds
except ImportError:
    from cleaner.ledger import add_up as sums_of
    from cleaner.ledger import holds, read_pieces, rebuilds

    def pack_pieces(blocks: list[Block], source: str) -> tuple[list[Any], bytes, int, int, Sums] | None:
        """None: without a compiler the edits are made objects first."""
        del blocks, source
        return None


class BrokenPromise(Exception):
    """A page whose ledger does not add up: a bug, reported with the page's id and the place."""


def document_row(page: Page, text: str | None = None) -> dict[str, Any]:
    """The row of `documents/` for a kept page; `text` is its text where that is at hand.

    Raises BrokenPromise where the text cannot be written.
    """
    text = page.text if text is None else text
    metadata = page.metadata
    try:
        digest = hashlib.sha256(text.encode()).hexdigest()
    except UnicodeEncodeError as error:
        raise BrokenPromise(f"{page.id}: bytes: a lone surrogate in the text, {error.start} characters in") from error
    return {
        "id": page.id,
        "source": page.origin.path,
        "url": metadata.url,
        "host": metadata.host,
        "title": writable(metadata.title),
        "authors": [writable(name) for name in metadata.authors],
        "published": metadata.published,
        "language": page.language.code,
        "text": text,
        "sha256": digest,
        "confidence": page.confidence,
    }


def manifest_row(page: Page, *, fast: bool = False) -> dict[str, Any]:
    """The row of `manifest/` for a page.

    Raises BrokenPromise where the row would not replay or add up; `fast` leaves that out (it takes 0.06 ms).
    """
    pieces, edits, removed, rewritten = read_pieces(page.blocks, page.source)
    row = _row(page, pieces, edits, (removed, rewritten))
    if not fast:
        check_row(page, row)
    return row


class Written(NamedTuple):
    """A manifest row to be written as it is (its edits may be JSON already), and what its edits come to by rule."""

    row: dict[str, Any]
    removed: Mapping[str, int]
    """characters"""
    changed: Mapping[str, int]
    edits: Mapping[str, int]
    """how many"""
    text: str


def write_row(page: Page, *, fast: bool = False) -> Written:
    """The same row in less time: of its hundreds of edits none is made an object. Raises BrokenPromise as above."""
    packed = pack_pieces(page.blocks, page.source)
    if packed is None:
        row = manifest_row(page, fast=fast)
        return Written(row, *by_rule(row["edits"]), page.text)
    pieces, edits, removed, rewritten, sums = packed
    row = _row(page, pieces, as_json(edits), (removed, rewritten))
    text = page.text
    if not fast:
        kept, reworded, _ = sums_of(pieces, [])
        _check_row(page, row, (kept, reworded, sum(sums[0].values())), text)
    return Written(row, *sums, text)


def refused_row(name: str, path: str, number: int | None, raw: bytes, reason: str) -> dict[str, Any]:
    """The manifest row of what could not be a page: nothing of it is read, and nothing kept."""
    return {
        "id": name,
        "source": {
            "path": path,
            "record": number,
            "sha256": hashlib.sha256(raw).hexdigest(),
            "bytes": len(raw),
            "encoding": None,
        },
        "host": "",
        "status": "quarantined",
        "reason": reason,
        "language": {"code": "", "confidence": 0.0, "declared": ""},
        "confidence": None,
        "flags": [],
        "cluster": name,
        "representative": False,
        "pieces": [],
        "edits": [],
        "characters": {"source": 0, "markup": 0, "kept": 0, "rewritten": 0, "removed": 0},
    }


def _row(page: Page, pieces: list[Span], edits: Any, lost: tuple[int, int]) -> dict[str, Any]:
    """The row of these pieces and edits; `lost` are the characters that were removed, and rewritten."""
    kept = bool(pieces)
    origin, language = page.origin, page.language
    return {
        "id": page.id,
        "source": {
            "path": origin.path,
            "record": origin.record,
            "sha256": origin.sha256,
            "bytes": origin.size,
            "encoding": origin.encoding,
        }
        | ({"fetched": fetched} if (fetched := page.fields.get("fetched")) else {}),
        "host": page.metadata.host,
        "status": "kept" if kept else "dropped",
        "reason": "" if kept else page.reason or "no article text",
        "language": {"code": language.code, "confidence": language.confidence, "declared": language.declared},
        "confidence": page.confidence,
        "flags": page.flags,
        "cluster": page.id,
        "representative": kept,
        "pieces": pieces,
        "edits": edits,
        "characters": _characters(pieces, len(page.source), *lost),
    }


def _characters(pieces: list[Span], size: int, removed: int, rewritten: int) -> dict[str, int]:
    verbatim = sums_of(pieces, [])[0]
    return {
        "source": size,
        "markup": size - verbatim - rewritten - removed,
        "kept": verbatim,
        "rewritten": rewritten,
        "removed": removed,
    }


# -- the promises


def check(page: Page, data: bytes | None = None) -> None:
    """Raise BrokenPromise where a page's blocks break one; `data` are the input's bytes, where they are at hand."""
    source = page.source
    if not holds(page.blocks, source, page.kind == "text"):
        _explain(page)
    if data is not None and source.encode(page.origin.encoding, "surrogateescape") != data:
        raise BrokenPromise(f"{page.id}: bytes: {page.origin.encoding} does not give the input back")


def _explain(page: Page) -> None:
    """Raise BrokenPromise for the first piece that breaks cover or verbatim."""
    source = page.source
    at = 0
    for block in page.blocks:
        for piece in block.trace.pieces:
            if not at <= piece.start <= piece.end <= len(source):
                raise BrokenPromise(f"{page.id}: cover: {piece!r} begins before {at} or leaves the source")
            if not piece.causes and source[piece.start : piece.end] != piece.text:
                raise BrokenPromise(f"{page.id}: verbatim: {piece!r}")
            if page.kind == "text" and source[at : piece.start].strip():
                raise BrokenPromise(f"{page.id}: cover: no piece speaks for {source[at : piece.start][:80]!r} at {at}")
            at = piece.end
        if isinstance(block.trace, Spanned) and not block.trace.holds():
            raise BrokenPromise(f"{page.id}: verbatim: pieces that do not give {block.trace.text[:80]!r}")
    if page.kind == "text" and source[at:].strip():
        raise BrokenPromise(f"{page.id}: cover: no piece speaks for {source[at:][:80]!r} at {at}")


def replay(pieces: list[Span], source: str) -> str:
    """The text that a manifest row's pieces make of its source."""
    return "".join([piece[2] if len(piece) == 3 else source[piece[0] : piece[1]] for piece in pieces])


def check_row(page: Page, row: dict[str, Any]) -> None:
    """Raise BrokenPromise where a manifest row does not rebuild the page's text or its sums are off."""
    _check_row(page, row, sums_of(row["pieces"], row["edits"]), page.text)


def _check_row(page: Page, row: dict[str, Any], sums: tuple[int, int, int], text: str) -> None:
    if not rebuilds(row["pieces"], page.source, text):
        raise BrokenPromise(f"{page.id}: replay: the pieces do not give the text")
    broken = _compare_sums(row, len(page.source), sums)
    if broken:
        raise BrokenPromise(f"{page.id}: {broken[0]}")


def verify_row(row: dict[str, Any], document: dict[str, Any] | None, data: bytes) -> list[str]:
    """The promises that a row breaks, checked from its source's bytes alone; empty where it keeps them all."""
    broken = []
    origin = row["source"]
    digest = hashlib.sha256(data).hexdigest()
    if digest != origin["sha256"] or len(data) != origin["bytes"]:
        now, then = f"{len(data)} bytes, {digest[:12]}…", f"{origin['bytes']}, {origin['sha256'][:12]}…"
        return [f"bytes: the source has changed: {now}, the manifest says {then}"]
    if row["status"] == "quarantined":
        return []
    source = data.decode(origin["encoding"], "surrogateescape")
    if source.encode(origin["encoding"], "surrogateescape") != data:
        broken.append(f"bytes: {origin['encoding']} does not give the input back")
    broken += _verify_cover(row, len(source))
    broken += _verify_sums(row, len(source))
    text = replay(row["pieces"], source)
    if row["status"] == "kept":
        if document is None:
            broken.append("replay: kept, but documents has no row of this id")
        elif text != document["text"]:
            broken.append("replay: the pieces do not give the document's text")
        elif hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest() != document["sha256"]:
            broken.append("replay: the text's sha256 is another")
    elif document is not None or row["pieces"]:
        broken.append(f"replay: {row['status']}, but it has text")
    return broken


def verify_alone(row: dict[str, Any], document: dict[str, Any] | None) -> list[str]:
    """The promises that a row breaks, as far as it can be told without its source: for what a program has added."""
    size = row["characters"]["source"]
    broken = _verify_cover(row, size) + _verify_sums(row, size)
    length = sum(len(piece[2]) if len(piece) == 3 else piece[1] - piece[0] for piece in row["pieces"])
    if row["status"] != "kept":
        return [*broken, f"replay: {row['status']}, but it has text"] if document or length else broken
    if document is None:
        broken.append("replay: kept, but documents has no row of this id")
    elif length != len(document["text"]):
        broken.append("replay: the pieces do not have the length of the document's text")
    elif hashlib.sha256(document["text"].encode("utf-8", "surrogatepass")).hexdigest() != document["sha256"]:
        broken.append("replay: the text's sha256 is another")
    return broken


def _verify_cover(row: dict[str, Any], size: int) -> list[str]:
    """Pieces ascend; removals touch no piece; every rewritten piece has its edit."""
    broken = []
    at = 0
    for piece in row["pieces"]:
        if not at <= piece[0] <= piece[1] <= size:
            broken.append(f"cover: piece {piece[:2]} begins before {at} or leaves the source")
            break
        at = piece[1]
    removed = [_span(edit) for edit in row["edits"] if "text" not in edit]
    spans = sorted([(piece[0], piece[1]) for piece in row["pieces"]] + removed)
    at = 0
    for start, end in spans:
        if start < at:
            broken.append(f"cover: [{start}, {end}] is both kept and removed, or removed twice")
            break
        at = end
    explained = {_span(edit) for edit in row["edits"] if "text" in edit}
    for piece in row["pieces"]:
        if len(piece) == 3 and piece[0] < piece[1] and (piece[0], piece[1]) not in explained:
            broken.append(f"cover: no edit explains the rewritten piece {piece[:2]}")
            break
    return broken


def _span(edit: dict[str, Any]) -> tuple[int, int]:
    return edit["start"], edit["end"]


def _verify_sums(row: dict[str, Any], size: int) -> list[str]:
    return _compare_sums(row, size, add_up(row["pieces"], row["edits"]))


def _compare_sums(row: dict[str, Any], size: int, sums: tuple[int, int, int]) -> list[str]:
    kept, rewritten, removed = sums
    markup = size - kept - rewritten - removed
    found = {"source": size, "markup": markup, "kept": kept, "rewritten": rewritten, "removed": removed}
    if found == row["characters"] and markup >= 0:
        return []
    return [f"sum: the manifest says {row['characters']}, its pieces and edits give {found}"]
