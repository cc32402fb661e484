"""An output folder in a program that grows while it scrapes: what `cleaner.Corpus` is."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType, TracebackType
from typing import Self

from cleaner.corpus.inputs.checks import check_settings
from cleaner.corpus.inputs.same_parts import check_parts
from cleaner.corpus.inputs.same_program import check_rules
from cleaner.corpus.journal.state import State
from cleaner.corpus.many import cleaned
from cleaner.corpus.output.ledger import Ledger
from cleaner.corpus.output.run_json import Journal
from cleaner.corpus.settling.carry_out import carry_out
from cleaner.corpus.settling.settle import settle
from cleaner.corpus.workers.cleaning import work
from cleaner.corpus.workers.outcome import Outcomes
from cleaner.errors import MachineError, UsageError
from cleaner.library import Cleaned, chosen
from cleaner.offered import unit_of
from cleaner.settings import Settings


@contextmanager
def _interrupts_later() -> Iterator[None]:
    """Ctrl-C waits until what is begun is written, a moment: pages that were not flushed would be lost for it."""
    before = signal.getsignal(signal.SIGINT)
    if threading.current_thread() is not threading.main_thread() or not callable(before):
        yield  # Python tells its main thread alone
        return
    told: list[tuple[int, FrameType | None]] = []
    signal.signal(signal.SIGINT, lambda number, frame: told.append((number, frame)))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
    if told:
        before(*told[0])


class Corpus:
    """An output folder that grows page by page: what a scraper holds.

    `add` cleans, drops what has the same words as an earlier page, and writes. Every `flush` pages, and when it is
    closed, what was added is made to last, and what is nearly a copy is dropped as well. The folder is locked while it
    is open. Open it again to go on. Threads may share it; they are let in one by one.
    """

    def __init__(self, out: str | os.PathLike[str], settings: Settings | None = None, flush: int = 1000) -> None:
        pages: object = flush
        if not isinstance(pages, int) or pages < 1:
            raise UsageError(f"flush: {flush!r} is no number of pages; give 1 or more")
        self.settings = chosen(settings)
        self._flush = flush
        self._alone = threading.RLock()
        self._is_closed = False
        self._broke = ""
        check_settings(self.settings)
        self._state = State(Path(out), self.settings)
        try:
            check_rules(self._state)
            check_parts(self._state)
            carry_out(self._state, self.settings)
            self._ledger = Ledger(
                self._state, self.settings, at_once="exact" in self.settings.dedup and self.settings.compares
            )
            self._journal = Journal(self._state.out, self.settings, (), {})
            self._journal.write(self._ledger.total, "running")
        except BaseException:
            self._state.close()
            raise

    def add(self, page: object, url: object = None) -> Cleaned:
        """Clean a page and write it; the result says whether it was kept, and why not."""
        with self._alone:
            self._check_open()
            unit = unit_of(page, url)
            unit = unit._replace(id=unit.id or f"page-{self._ledger.total.status.total() + 1}")
            outcomes = work([unit], self.settings)
            with _interrupts_later(), self._whole():
                written = self._ledger.add([unit], outcomes)
            if self._ledger.records >= self._flush:
                self._make_last()
            return next(cleaned(Outcomes(written, {})))

    def flush(self) -> None:
        """Make everything added so far last."""
        with self._alone:
            self._check_open()
            self._make_last()

    def close(self) -> None:
        """Make everything last, and let the folder go; what is closed already stays so."""
        self._close("finished")

    def _check_open(self) -> None:
        if self._is_closed:
            raise UsageError(f"{self._state.out}: this corpus was closed; open it again to go on")
        if self._broke:
            raise MachineError(
                f"{self._state.out}: writing to it was cut short ({self._broke}); open it again to go on"
            )

    @contextmanager
    def _whole(self) -> Iterator[None]:
        """After a write that was cut short nothing is written: half a page may be there, which goes at the end."""
        try:
            yield
        except BaseException as error:
            self._broke = f"{type(error).__name__}: {error}".rstrip(": ")
            raise

    def _make_last(self) -> None:
        # a run that was begun here goes on in its input where it was: what a program adds comes from no file
        with _interrupts_later(), self._whole():
            self._ledger.close_part(self._state.last_part().end)
        with self._whole():
            if self.settings.compares:
                settle(self._state, self.settings)
                self._ledger.count_again()
            self._journal.write(self._ledger.total, "running")

    def _close(self, state: str) -> None:
        with self._alone:
            if self._is_closed:
                return
            self._is_closed = True
            try:
                if not self._broke:
                    self._make_last()
                    self._journal.write(self._ledger.total, state)
            finally:
                self._ledger.close()
                self._state.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._close("stopped" if error else "finished")
