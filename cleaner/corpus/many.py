"""Many pages in a program: a stream of them goes in, cleaned pages come out, in their order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from cleaner.corpus.workers.crew import run_here
from cleaner.corpus.workers.outcome import Outcomes
from cleaner.corpus.workers.pool import Workers
from cleaner.library import Cleaned, chosen
from cleaner.offered import unit_of
from cleaner.read.unit import Unit
from cleaner.settings import Settings
from cleaner.wire import decode_row


class _Batch(NamedTuple):
    units: list[Unit]


def clean_many(pages: Iterable[object], jobs: int = 1, settings: Settings | None = None) -> Iterator[Cleaned]:
    """Pages, cleaned, in their order; with more than one job by other processes.

    A page that fails, or something that holds none, does not end it: its `status` is `quarantined`, with the `reason`.
    Where what gives the pages fails, its error comes after all pages that it gave.
    No page is compared with another; a Corpus does that. Raises TypeError where it is given a page in place of many, or
    a table in place of its rows.
    """
    if isinstance(pages, (str, bytes, bytearray, memoryview, Mapping)) or hasattr(pages, "find_all"):
        raise TypeError(
            f"{type(pages).__name__} is no series of pages: give a list, or whatever gives one after another"
        )
    if hasattr(pages, "columns"):  # who goes through a data frame or a table meets its columns
        raise TypeError(
            f"{type(pages).__name__} is no series of pages: give its rows, as .to_dict('records') of pandas, "
            ".to_dicts() of Polars and .to_pylist() of Arrow do"
        )
    return _cleaned_one_by_one(iter(pages), replace(chosen(settings), jobs=jobs))


def _cleaned_one_by_one(pages: Iterator[object], settings: Settings) -> Iterator[Cleaned]:
    failed: list[Exception] = []
    batches = _batched(_given(pages, failed))
    if settings.jobs == 1:
        for _, outcomes in run_here(batches, settings):
            yield from cleaned(outcomes)
    else:
        with Workers[_Batch](settings) as workers:
            for _, outcomes in workers.run(batches):
                yield from cleaned(outcomes)
    for error in failed:
        raise error


def _given(pages: Iterator[object], failed: list[Exception]) -> Iterator[object]:
    """Pages up to the error of whoever gives them: many may be with the workers, and are not lost for it."""
    try:
        yield from pages
    except Exception as error:  # noqa: BLE001 - it is theirs, and is raised again when all is done
        failed.append(error)


def _batched(pages: Iterable[object], most: int = 32) -> Iterator[_Batch]:
    units: list[Unit] = []
    for number, page in enumerate(pages, 1):
        units.append(_unit(page, f"{number}"))
        if len(units) == most:
            yield _Batch(units)
            units = []
    if units:
        yield _Batch(units)


def _unit(page: object, name: str) -> Unit:
    try:
        return unit_of(page, name=name)
    except TypeError as error:  # a download that failed left None, say
        return Unit("jsonl", name, "", None, b"", b"", str(error))
    except Exception as error:  # noqa: BLE001 - whatever an object of others breaks, the others go on
        return Unit("jsonl", name, "", None, b"", b"", f"{type(error).__name__}: {error}")


def cleaned(outcomes: Outcomes) -> Iterator[Cleaned]:
    """What became of a batch, page by page."""
    for row in outcomes.rows:
        yield Cleaned(decode_row(row.document) if row.document else {}, decode_row(row.manifest))
