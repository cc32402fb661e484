"""A disk that is full from the n-th write on, for every n: does each run stop with a message, and go on later?

What `bench/faults.py writes` does. A small library is compiled and preloaded, which refuses every write below OUT from
one on: data, synchronising, new files and folders, renames; those of SQLite too. Each such run must end as one does
that the machine has stopped, and the next one, with room again, must end with the bytes of an undisturbed run.
"""

from __future__ import annotations

import ctypes
import json
import os
import shutil
import subprocess
import sys
import traceback
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

from corpora import flat, pages, snapshot

from cleaner.corpus.run import run
from cleaner.corpus.workers.spawn import HERE
from cleaner.errors import MachineError
from cleaner.settings import Limits, Settings

SOURCE = Path(__file__).with_name("writes.c")
KINDS: dict[str, dict[str, Any]] = {
    "jsonl": {},
    "zst": {"compress": "zst"},
    "parquet": {"format": "parquet"},
    "txt": {"format": "txt"},
}
STOPPED = 3


def writes(folder: Path, step: int) -> int:
    """Compile the library, and do the rest in a process that has it; every `step`-th write of each kind of output."""
    library = folder / "writes.so"
    subprocess.run(
        [shutil.which("cc") or "gcc", "-shared", "-fPIC", "-O1", "-o", str(library), str(SOURCE), "-ldl"], check=True
    )
    command = [sys.executable, __file__, str(folder), str(step)]
    paths = os.pathsep.join(path for path in sys.path if path)
    environment = os.environ | {"LD_PRELOAD": str(library), "PYTHONPATH": paths, "OPENBLAS_NUM_THREADS": "1"}
    return subprocess.run(command, env=environment, check=False).returncode


def every_write(folder: Path, step: int) -> int:
    """How many of the runs did not end as they must."""
    source = pages(folder / "in", 6)
    rows = [{"id": f"row-{n}", "text": flat(n if n % 4 else 0), "url": f"https://www.a.example/{n}"} for n in range(24)]
    (source / "rows.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    (source / "bad.html").write_bytes(b"%PDF-")
    broken = 0
    for kind, options in KINDS.items():
        settings = Settings(limits=Limits(part_records=12), **options)
        run([str(source)], folder / f"whole-{kind}", settings, work=HERE)
        whole = snapshot(folder / f"whole-{kind}")
        total = in_child(source, folder / "out", settings, -1).seen
        shutil.rmtree(folder / "out")
        stopped: Counter[str] = Counter()
        wrong = 0
        for allowed in range(0, total, step):
            first = in_child(source, folder / "out", settings, allowed)
            stopped[first.refused.partition(" ")[0]] += first.code == STOPPED
            again = in_child(source, folder / "out", settings, -1)
            if first.code not in {0, STOPPED} or again.code or snapshot(folder / "out") != whole:
                wrong += 1
                print(f"{kind}: full from write {allowed + 1} on: {first}, then {again}", flush=True)
            shutil.rmtree(folder / "out", ignore_errors=True)
        print(f"{kind}: {total} writes, {stopped.total()} runs stopped: {dict(stopped)}; {wrong} wrong", flush=True)
        broken += wrong
    return broken


class Ended(NamedTuple):
    """A run's exit code, how many writes it tried, and the first that was refused."""

    code: int
    seen: int
    refused: str


def in_child(source: Path, out: Path, settings: Settings, allowed: int) -> Ended:
    """A run in a process of its own, which may write so often; -1 for as often as it likes."""
    ours, theirs = os.pipe()
    child = os.fork()
    if child == 0:
        library = ctypes.CDLL(None)
        library.writes_last.restype = ctypes.c_char_p
        library.writes_begin(str(out).encode(), ctypes.c_long(allowed))
        code = attempt(source, out, settings)
        said = f"{library.writes_seen()} {library.writes_last().decode()}"
        os.write(theirs, said.encode())
        os._exit(code)
    os.close(theirs)
    with os.fdopen(ours) as told:
        seen, _, what = told.read().partition(" ")
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    return Ended(code, int(seen or 0), what)


def attempt(source: Path, out: Path, settings: Settings) -> int:
    """The exit code that the command would have."""
    try:
        run([str(source)], out, settings, work=HERE)
    except MachineError as error:
        return STOPPED if "run the same command again" in str(error) else 4
    except BaseException:  # noqa: BLE001 - told, and counted
        print(f"  {traceback.format_exc().strip().splitlines()[-1]}", flush=True)
        return 5
    return 0


if __name__ == "__main__":
    sys.exit(min(every_write(Path(sys.argv[1]), int(sys.argv[2])), 100))
