"""`run.json`: settings, versions, counts; written while the run goes on, whole or not at all."""

from __future__ import annotations

import hashlib
import json
import os
import platform
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict
from datetime import UTC, datetime
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Any

from cleaner.compiled import BUILT, compiled
from cleaner.corpus.counts.drift import Shift
from cleaner.corpus.counts.hosts import described
from cleaner.corpus.counts.tally import Tally
from cleaner.corpus.output.run_log import Log
from cleaner.package import PACKAGE
from cleaner.settings import Settings
from cleaner.wire import encode_indented

EVERY_SECONDS = 2.0
_OBJECTS = frozenset(("versions", "settings", "templates", "progress", "counts", "left_alone"))
"""members of a `run.json` that have members of their own"""
_BUILT = (".so", ".pyd", BUILT)
"""ends of the names of what the build leaves in the package: it says what the code says, and rules nothing"""
LIBRARIES = ("newspage-cleaner", "turbohtml", "ftfy", "langdetect", "msgspec", "zstandard", "numpy")
"""whose versions may change what is written"""


class Journal:
    """The `run.json` of an output folder."""

    def __init__(
        self,
        out: Path,
        settings: Settings,
        inputs: Sequence[str],
        passed: Mapping[str, int],
    ) -> None:
        self._path = out / "run.json"
        self._passed = passed
        self._began = self._written = time.monotonic()
        self._head = {
            "versions": versions(),
            "settings": asdict(settings),
            "settings_digest": settings.digest,
            "rules_digest": rules_digest(),
            "inputs": list(inputs),
            "started": _now(),
        }
        self.templates: Mapping[str, Any] = {}
        self.alarms: tuple[str, ...] = ()
        """what looks wrong about the copies"""
        self.shifted: Sequence[Shift] = ()
        """hosts whose kept share is not what it was in earlier runs"""

    @contextmanager
    def told(self, log: Log, total: Callable[[], Tally]) -> Iterator[None]:
        """Whatever stops the run here, this file and the log say so; `total` gives what there is by then."""
        try:
            yield
        except BaseException as error:
            with suppress(OSError):
                self.write(total(), "stopped")
            log.say("stopped", why=f"{type(error).__name__}: {error}")
            raise

    def write_now_and_then(self, total: Tally, progress: Mapping[str, Any]) -> None:
        """Write it where the last time is some seconds ago."""
        if time.monotonic() - self._written > EVERY_SECONDS:
            self.write(total, "running", progress)

    def write(self, total: Tally, state: str, progress: Mapping[str, Any] | None = None) -> None:
        """Write it aside and put it in place. `state` is learning, running, stopped or finished."""
        self._written = time.monotonic()
        counts = total.as_dict()
        status, hosts = counts.pop("status"), described(counts.pop("hosts"))
        row = {
            "state": state,
            **self._head,
            "templates": dict(self.templates),
            "updated": _now(),
            "wall_seconds": round(self._written - self._began, 3),
            "progress": dict(progress or {}),
            "counts": {"inputs": sum(status.values()), "kept": 0, "dropped": 0, "quarantined": 0, **status},
            "left_alone": {**self._passed, **counts.pop("passed")},
            **counts,
            "alarms": list(self.alarms),
            **hosts,
            "shifted": list(map(str, self.shifted)),
        }
        aside = self._path.with_name("run.json.tmp")
        aside.write_bytes(encode_indented(row))
        aside.replace(self._path)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


@cache
def versions() -> dict[str, str]:
    """The versions of Python and of the libraries that matter, and whether there are compiled modules."""
    table = {"python": platform.python_version(), "compiled": compiled()}
    for name in LIBRARIES:
        try:
            table[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            table[name] = "not installed"
    return table


@cache
def rules_digest() -> str:
    """SHA-256 of every file of the package but what was built: what decides about text is code and its tables."""
    root = str(PACKAGE)
    files = []
    for folder, folders, names in os.walk(root):  # in a third of the time that Path takes: every run waits for it
        folders[:] = [name for name in folders if name != "__pycache__"]
        files += [f"{folder}/{name}" for name in names if not name.endswith(_BUILT)]
    digest = hashlib.sha256()
    for file in sorted(files):
        digest.update(os.fsencode(file[len(root) + 1 :]) + b"\0")
        digest.update(Path(file).read_bytes())
        digest.update(b"\0")
    return digest.hexdigest()


def read_run(out: Path) -> dict[str, Any]:
    """The `run.json` of an output folder; empty where there is none."""
    try:
        row = json.loads((out / "run.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    if not isinstance(row, dict):
        return {}
    # what somebody has changed into something else is as if it were not there
    return {name: value for name, value in row.items() if name not in _OBJECTS or isinstance(value, dict)}


def unfinished(out: Path) -> str:
    """What to say behind the sums of an output whose run is going on or was stopped; empty where it is finished."""
    state = read_run(out).get("state", "finished")
    return "" if state == "finished" else f"; the run is not finished ({state} by its run.json)"
