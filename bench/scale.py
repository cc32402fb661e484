"""Does a run's memory stay flat, and do two workers do twice the work? On rows made here.

python bench/scale.py memory 10000 100000       # peak memory of all processes for so many records
python bench/scale.py jobs 5000                 # pages a second with one worker and with two, in turns

Both are worth something on a machine that does nothing else.
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
import time
from pathlib import Path

from cleaner.corpus.meter import Moment
from cleaner.corpus.run import run
from cleaner.settings import Settings

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


def once(folder: Path, jobs: int) -> tuple[float, float]:
    """Seconds of a run, and the peak of memory in MB."""
    peak = 0

    def watch(moment: Moment) -> None:
        nonlocal peak
        peak = max(peak, moment.memory)

    out = folder / "out"
    began = time.monotonic()
    run([str(folder / "in.jsonl")], out, Settings(jobs=jobs), watch)
    seconds = time.monotonic() - began
    shutil.rmtree(out)
    return seconds, peak / 1e6


def main() -> None:
    """One of the two measurements."""
    what, *numbers = sys.argv[1:]
    folder = Path(tempfile.mkdtemp(prefix="clean-scale-"))
    try:
        for count in map(int, numbers):
            rows(folder / "in.jsonl", count, html=what == "jobs")
            if what == "memory":
                seconds, peak = once(folder, 2)
                print(f"{count:>9,} records: {seconds:7.1f} s, peak {peak:6.0f} MB for this process and two workers")
                continue
            for _ in range(3):
                one, two = once(folder, 1)[0], once(folder, 2)[0]
                print(
                    f"{count:,} pages: {count / one:6.1f}/s with one, {count / two:6.1f}/s with two, × {one / two:.2f}"
                )
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
