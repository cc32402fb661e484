"""Pages a second and peak memory: the whole of `clean run --jobs 1` beside a loop of `trafilatura.extract`.

    python bench/speed.py FOLDER [--rounds 3]

Both get the same pages in one process each, and read them from disk. Start-up does not count: for `clean` it is the
time of a run over the first page alone, for trafilatura the clock starts after its import. Rounds alternate, the table
shows medians; how many times as fast is the median of what each round gives, since a machine's speed drifts between
rounds more than within one. Peak memory is that of the largest process of each.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SUFFIXES = (".html", ".htm", ".xhtml", ".html.gz", ".htm.gz")
CLEAN = [sys.executable, "-c", "from cleaner.cli import main; main()"]


def find_pages(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.name.endswith(SUFFIXES))


def loop(folder: Path) -> None:
    """The loop of trafilatura, in a process of its own."""
    import trafilatura  # noqa: PLC0415 - only this process pays for it

    pages = find_pages(folder)
    trafilatura.extract("<html><body><p>What is loaded late is loaded now.</p></body></html>")
    begun = time.perf_counter()
    kept = 0
    for path in pages:
        data = path.read_bytes()
        kept += bool(trafilatura.extract(gzip.decompress(data) if path.suffix == ".gz" else data))
    print(json.dumps({"seconds": time.perf_counter() - begun, "pages": len(pages), "kept": kept}))


def measured(command: list[str]) -> tuple[float, float, str]:
    """Seconds, peak memory in MB, and standard output of a command."""
    begun = time.perf_counter()
    with tempfile.TemporaryFile() as out:
        process = subprocess.Popen(command, stdout=out, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - begun
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            sys.exit(f"{' '.join(command)} ended with code {process.returncode}; run it by itself to see why")
        out.seek(0)
        return seconds, usage.ru_maxrss / 1024, out.read().decode()


def clean(source: Path, work: Path) -> tuple[float, float]:
    """Seconds and MB of `clean run --jobs 1`."""
    out = work / "out"
    shutil.rmtree(out, ignore_errors=True)
    seconds, memory, _ = measured([*CLEAN, "run", str(source), "-o", str(out), "--jobs", "1", "--quiet"])
    return seconds, memory


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--loop", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.loop:
        loop(given.folder)
        return
    pages = find_pages(given.folder)
    if len(pages) < 2:
        sys.exit(f"{given.folder} holds {len(pages)} HTML pages; two are needed at least")
    ours: list[float] = []
    theirs: list[float] = []
    memory = [0.0, 0.0]
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        one = work / "one"
        one.mkdir()
        shutil.copy(pages[0], one)
        for _ in range(given.rounds):
            start = clean(one, work)[0]
            whole, peak = clean(given.folder, work)
            ours.append((len(pages) - 1) / (whole - start))
            memory[0] = max(memory[0], peak)
            _, peak, said = measured([sys.executable, __file__, "--loop", str(given.folder)])
            theirs.append(len(pages) / json.loads(said)["seconds"])
            memory[1] = max(memory[1], peak)
        help_seconds = statistics.median(measured([*CLEAN, "--help"])[0] for _ in range(5))
    mine, other = statistics.median(ours), statistics.median(theirs)
    times = [one / two for one, two in zip(ours, theirs, strict=True)]
    size = sum(path.stat().st_size for path in pages) / len(pages)
    print(f"{len(pages)} pages, {size / 1000:.0f} kB each on disk, {given.rounds} rounds, medians\n")
    print("| what | pages/s | times | peak memory |\n|---|---|---|---|")
    print(f"| `clean run --jobs 1` | {mine:.0f} | {statistics.median(times):.1f} | {memory[0]:.0f} MB |")
    print(f"| loop of `trafilatura.extract` | {other:.0f} | 1 | {memory[1]:.0f} MB |")
    print(f"\n`clean --help`: {help_seconds:.2f} s")
    rounds = zip(ours, theirs, times, strict=True)
    print("rounds: " + ", ".join(f"{one:.0f} / {two:.0f} = {ratio:.2f}" for one, two, ratio in rounds))


if __name__ == "__main__":
    main()
