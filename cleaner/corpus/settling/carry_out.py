"""Carrying out what was decided of a run's documents, part by part, so that a kill at any moment loses nothing.

A part that holds a document with a fate is written anew beside the old one and then put in its place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from cleaner.corpus.copies.texts import part_file
from cleaner.corpus.counts.tally import Tally
from cleaner.corpus.journal.state import State
from cleaner.corpus.output.stretches import Stretches
from cleaner.dedup.drop import name_copy
from cleaner.dedup.paragraph import cut_paragraphs
from cleaner.settings import Settings
from cleaner.wire import decode_row, encode_row, split_object
from cleaner.write.behind import Behind
from cleaner.write.jsonl import JsonlFile, sync_file
from cleaner.write.parquet import ParquetFile
from cleaner.write.text import TextFolder

ASIDE = "settled-"
FOLDERS = ("documents", "manifest")
Row = dict[str, Any]
_REWRITES = frozenset(("rows", "lines"))
_NAMES = frozenset(("story", "copy"))


def carry_out(state: State, settings: Settings) -> None:
    """Write the parts anew that hold fates, those of a killed run included."""
    for part in state.memory.parts_to_settle():
        if not state.memory.is_placed(part):
            _write_aside(state, settings, part)
        _put_in_place(state, part)


def _write_aside(state: State, settings: Settings, part: int) -> None:
    fates = state.memory.fates(part)
    tally = Tally()
    tally.add(state.memory.tally(part))
    texts = TextFolder(state.out) if settings.format == "txt" else None
    before = [part_file(state.out, folder, part) for folder in FOLDERS]
    documents, manifests = files = [_aside(file, settings) for file in before]
    texts_before, rows_before = map(Stretches, before)
    try:
        for (record, row), fate in fates:
            _pass_on(rows_before.upto(record), manifests)
            _pass_on(texts_before.upto(row), documents)
            manifest, document = _carried(fate, (rows_before.one(), texts_before.one()), tally, texts)
            manifests.write(manifest)
            if document:
                documents.write(document)
        _pass_on(rows_before.rest(), manifests)
        _pass_on(texts_before.rest(), documents)
        for file in files:
            file.end()
        for file in reversed(files):
            file.put_in_place()
    except BaseException:
        for file in files:
            file.discard()
        raise
    state.memory.place(part, tally.as_dict(), {"documents": documents.sum, "manifest": manifests.sum})


def _pass_on(stretches: Iterable[bytes], file: Behind) -> None:
    for stretch in stretches:
        file.write(stretch)


def _carried(fate: Row, lines: tuple[bytes, bytes], tally: Tally, texts: TextFolder | None) -> tuple[bytes, bytes]:
    """A record's lines once its fate is carried out, counted anew, and its text file changed.

    A copy's row is most often all that changes: it is not decoded for that.
    """
    manifest, document = _rewritten(fate, lines, tally) if fate.keys() & _REWRITES else lines
    if fate.keys() & _NAMES:
        row = split_object(manifest)
        if "story" in fate:
            row["story"] = fate["story"]
            document = encode_row(split_object(document) | {"story": fate["story"]}) if document else b""
        if "copy" in fate:
            tally.recount(name_copy(row, fate["copy"]))
        manifest = encode_row(row)
    if fate["dropped"]:
        document = b""
    if texts and lines[1] and document != lines[1]:
        texts.remove(decode_row(split_object(manifest)["id"]))
        if document:
            texts.write(document)
    return manifest, document


def _rewritten(fate: Row, lines: tuple[bytes, bytes], tally: Tally) -> tuple[bytes, bytes]:
    """The lines of a page that got words back, or that loses paragraphs."""
    manifest, document = decode_row(lines[0]), decode_row(lines[1]) if lines[1] else None
    tally.count(manifest, -1)
    if "rows" in fate:
        manifest, document = fate["rows"]["manifest"], fate["rows"]["document"]
    if "lines" in fate and document:
        cut_paragraphs(manifest, document, fate["lines"])
    tally.count(manifest)
    return encode_row(manifest), encode_row(document) if document else b""


def _aside(file: Path, settings: Settings) -> Behind:
    aside = file.with_name(ASIDE + file.name)
    if file.suffix == ".parquet":
        return Behind(ParquetFile(aside, settings.compress, stories=settings.stories))
    return Behind(JsonlFile(aside, settings.compress))


def _put_in_place(state: State, part: int) -> None:
    for folder in FOLDERS:
        for file in _written(state.out / folder, part):
            file.replace(file.with_name(file.name.removeprefix(ASIDE)))
        sync_file(state.out / folder)
    state.memory.done(part)


def _written(folder: Path, part: int) -> Iterator[Path]:
    for file in sorted(folder.glob(f"{ASIDE}part-{part:05}.*")):
        if file.name.endswith(".tmp"):
            file.unlink()
        else:
            yield file
