"""Does a run's memory stay flat, and do two workers do twice the work?

python bench/scale.py memory 10000 100000       # peak memory for so many records, made here; sizes in rising order
python bench/scale.py jobs PAGES                # pages a second with one worker and with two, in turns
python bench/scale.py jobs 5000                 # the same on pages made here, which are all of one template
python bench/scale.py machine PAGES             # what two loops reach that clean pages and share nothing

All are worth something on a machine that does nothing else. `jobs` also says what two workers could reach by the
seconds of processors that were used: this process feeds them, writes, and finds which texts to compare; many
pairs are compared by workers of their own.
"""

from __future__ import annotations

import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import IO, NamedTuple, cast

from cleaner.corpus.counts.meter import Moment
from cleaner.corpus.run import run
from cleaner.settings import Limits, Settings

TOWNS = ("Aldham", "Birkholt", "Cawdry", "Dunmere", "Eastley", "Fallowmere", "Garside")


def rows(path: Path, count: int, *, html: bool) -> None:
    """So many articles, no two alike; as flattened text of 1.2 kB, or as pages of some 20 kB."""
    menu = "".join(f"<li><a href=/{n}>Section {n} of the paper</a></li>" for n in range(250))
    with path.open("w", encoding="utf-8") as file:
        for n in range(count):
            town = TOWNS[n % len(TOWNS)]
            sentences = [
                f"Report {n}-{part} of the council of {town} says that bridge number {n * 7 + part} will stay closed "
                f"until the {part + 3}th week of the year, after engineers found cracks in {n % 90 + part} places."
                for part in range(6)
            ]
            if html:
                body = "".join(f"<p>{sentence}</p>" for sentence in sentences)
                head = f"<html><title>Bridge {n}</title><nav><ul>{menu}</ul></nav>"
                page = f"{head}<article><h1>Bridge {n}</h1>{body}</article>"
                row = {"id": f"r{n}", "html": page, "url": f"https://www.{town.lower()}{n % 5}.example/{n}"}
            else:
                row = {"id": f"r{n}", "text": "\n\n".join(sentences)}
            file.write(json.dumps(row) + "\n")


class Cost(NamedTuple):
    """Of a run: records, seconds by the clock, of processor here and in the workers, peaks of memory in MB."""

    records: int
    wall: float
    here: float
    workers: float
    peak: float
    """of all processes, while records are cleaned"""
    alone: float
    """of this process, with the look for copies; workers that compare texts are not in it"""


def once(given: str, folder: Path, jobs: int) -> Cost:
    """A run with so many workers."""
    peak = 0

    def watch(moment: Moment) -> None:
        nonlocal peak
        peak = max(peak, moment.memory)

    out = folder / "out"
    began, before = time.monotonic(), os.times()
    total = run([given], out, Settings(jobs=jobs), watch).total
    seconds, after = time.monotonic() - began, os.times()
    shutil.rmtree(out)
    here = after.user + after.system - before.user - before.system
    workers = after.children_user + after.children_system - before.children_user - before.children_system
    # when the workers are gone copies are looked for, here and by others, and no moment is told; sizes must be given in
    # rising order
    alone = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    return Cost(total.status.total(), seconds, here, workers, peak / 1e6, alone / 1e6)


def compare(given: str, folder: Path) -> None:
    """One worker and two, three times in turn."""
    for _ in range(3):
        one, two = once(given, folder, 1), once(given, folder, 2)
        # which copies there may be is found when the workers are gone; all else this process does beside them
        possible = (one.here + one.workers) / max(two.here, (two.here + two.workers) / 2)
        print(
            f"{one.records:,} pages: {one.records / one.wall:.1f}/s with one, {two.records / two.wall:.1f}/s with two, "
            f"× {one.wall / two.wall:.2f}; {two.here:.1f} s of processor here, {two.workers:.1f} s in two workers: "
            f"× {possible:.2f} at best",
            flush=True,
        )


def loop(folder: Path) -> None:
    """Clean every sixth page once, say so, and when a line is sent twice more: the seconds of that."""
    from cleaner import clean  # noqa: PLC0415 - only this process cleans pages itself
    from cleaner.corpus.workers.worker_loop import calm_collector  # noqa: PLC0415
    from cleaner.packing import unpack  # noqa: PLC0415

    files = [path for path in sorted(folder.rglob("*.htm*")) if path.suffix in {".html", ".htm", ".gz"}][::6]
    pages = [unpack(path.read_bytes(), Limits()) for path in files]
    with calm_collector():
        for turn in range(3):
            if turn == 1:
                print("ready", flush=True)
                sys.stdin.readline()
                began = time.perf_counter()
            for page in pages:
                clean(page)
    print(time.perf_counter() - began)


def machine(given: str) -> None:
    """One such loop and two, in turn: what the machine has for two processes."""
    for _ in range(3):
        seconds = [max(_loops(given, count)) for count in (1, 2)]
        print(f"two loops that share nothing: × {2 * seconds[0] / seconds[1]:.2f}", flush=True)


def _loops(given: str, count: int) -> list[float]:
    command = [sys.executable, __file__, "loop", given]
    every = [subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for _ in range(count)]
    for one in every:
        cast(IO[str], one.stdout).readline()
    for one in every:
        sent = cast(IO[str], one.stdin)
        sent.write("\n")
        sent.flush()
    return [float(one.communicate()[0]) for one in every]


def main() -> None:
    """One of the measurements."""
    what, *given = sys.argv[1:]
    if what in {"loop", "machine"}:
        return loop(Path(given[0])) if what == "loop" else machine(given[0])
    folder = Path(tempfile.mkdtemp(prefix="clean-scale-"))
    try:
        for one in given:
            source = str(folder / "in.jsonl") if one.isdigit() else one
            if one.isdigit():
                rows(Path(source), int(one), html=what == "jobs")
            if what == "jobs":
                compare(source, folder)
            else:
                cost = once(source, folder, 2)
                print(
                    f"{cost.records:>9,} records: {cost.wall:7.1f} s, peak {cost.peak:6.0f} MB with two workers, "
                    f"{cost.alone:6.0f} MB without them, copies looked for",
                    flush=True,
                )
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
