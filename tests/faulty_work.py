"""A worker's work with faults: what a record's bytes ask for happens before the rest is done as ever."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Sequence

from cleaner.corpus.audit import checking
from cleaner.corpus.learning import teaching
from cleaner.corpus.workers import cleaning as sound
from cleaner.corpus.workers.outcome import Announce, Outcomes
from cleaner.read import open_unit
from cleaner.read.unit import Opened, Refusal, Unit
from cleaner.settings import Limits, Settings

WORK = f"{__name__}:work"
TEACH = f"{__name__}:teach"
LEARN = f"{__name__}:learn"
JUDGE = f"{__name__}:judge"
CHECK = f"{__name__}:check"
ONCE = "FAULTY_ONCE"
"""names a folder; a record that asks to die once leaves a file there"""


def work(units: Sequence[Unit], settings: Settings, announce: Announce | None = None) -> Outcomes:
    sound.open_unit = _open  # type: ignore[attr-defined] # in this process only
    return sound.work(units, settings, announce)


def teach(units: Sequence[Unit], settings: Settings, announce: Announce | None = None) -> Outcomes:
    teaching.open_unit = _open  # type: ignore[attr-defined] # in this process only
    return teaching.teach(units, settings, announce)


def learn(units: Sequence[Unit], settings: Settings, announce: Announce | None = None) -> Outcomes:
    teaching.open_unit = _open  # type: ignore[attr-defined] # in this process only
    return teaching.learn(units, settings, announce)


def _open(unit: Unit, limits: Limits) -> Opened | Refusal:
    _fail(unit)
    return open_unit(unit, limits)


def _fail(unit: Unit) -> None:
    if b"FAULT: kill" in unit.raw:
        os.kill(os.getpid(), signal.SIGKILL)
    if b"FAULT: segfault" in unit.raw:
        os.kill(os.getpid(), signal.SIGSEGV)
    if b"FAULT: memory" in unit.raw:
        bytearray(10 << 30)
    if b"FAULT: raise" in unit.raw:
        raise ValueError("asked for")
    if b"FAULT: exit" in unit.raw:
        os._exit(7)
    if b"FAULT: endless" in unit.raw:
        while True:
            time.sleep(0.01)
    if b"FAULT: once" in unit.raw:
        mark = os.path.join(os.environ[ONCE], "died")  # noqa: PTH118 - short and clear
        if not os.path.exists(mark):  # noqa: PTH110 - the same
            with open(mark, "x"):  # noqa: PTH123 - the same
                os.kill(os.getpid(), signal.SIGKILL)


def judge(units: Sequence[Unit], settings: Settings, announce: Announce | None = None) -> Outcomes:
    os.kill(os.getpid(), signal.SIGKILL)
    return judge(units, settings, announce)


def check(units: Sequence[Unit], settings: Settings, announce: Announce | None = None) -> Outcomes:
    for unit in units:
        _fail(unit)
    return checking.check_units(units, settings, announce)
