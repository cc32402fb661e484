"""The whole of `clean run` beside a whole pipeline of datatrove, on the same pages in one run.

    python bench/beside_datatrove.py PAGES [--rounds 3] [--other PYTHON]

datatrove's is the usual one: its Trafilatura extractor, the Gopher repetition and quality filters, the C4 filter, and
MinHash in its four steps with the usual 14 buckets of 8 hashes. Both read one file of rows that holds all pages, both
use one worker, and both write what they keep as JSON lines. Start-up does not count: for `clean` it is the time of a
run over the first page alone, for datatrove the clock starts when its libraries are imported and its tokenizer has
seen a word.

Rounds alternate, the table shows medians. Seconds of the processor are those of all processes of each; where the
machine does other things, their ratio is the one to read. `--other` is a Python that has datatrove, where this one has
not: the extra `datatrove`, with `orjson spacy tokenizers trafilatura`.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from speed import find_pages

CLEAN = [sys.executable, "-c", "from cleaner.cli import main; main()", "run"]
PATIENCE = 60
"""seconds for one page that datatrove's extractor is allowed, so that a busy machine costs it none"""


class Cost(NamedTuple):
    """What a run took: seconds by the clock, seconds of processors, documents kept."""

    wall: float
    processor: float
    kept: int


def write_rows(folder: Path, file: Path, most: int | None = None) -> int:
    """The pages of a folder as rows with the address that stands beside them; how many."""
    pages = find_pages(folder)[:most]
    with file.open("w", encoding="utf-8") as rows:
        for page in pages:
            data = gzip.decompress(page.read_bytes()) if page.suffix == ".gz" else page.read_bytes()
            beside = page.with_name(page.name + ".meta.json")
            said = json.loads(beside.read_text(encoding="utf-8")) if beside.exists() else {}
            name = page.relative_to(folder).as_posix()
            row = {"id": name, "url": said.get("url") or "", "html": data.decode("utf-8", "replace")}
            rows.write(json.dumps(row) + "\n")
    return len(pages)


def costs(command: list[str]) -> tuple[float, float, str]:
    """Seconds by the clock and of processors, and the last line that a command prints."""
    before, began = os.times(), time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    wall, after = time.perf_counter() - began, os.times()
    if done.returncode:
        sys.exit(f"{' '.join(command)} ended with code {done.returncode}:\n{done.stderr[-2000:]}")
    used = after.children_user + after.children_system - before.children_user - before.children_system
    return wall, used, (done.stdout.strip().splitlines() or [""])[-1]


def ours(rows: Path, work: Path) -> Cost:
    """A run of `clean` with one job; its start-up taken off."""
    first = work / "first.jsonl"
    first.write_text(rows.open(encoding="utf-8").readline(), encoding="utf-8")
    with tempfile.TemporaryDirectory(dir=work) as out:
        start_wall, start_used, _ = costs([*CLEAN, str(first), "-o", f"{out}/first", "--jobs", "1", "--quiet"])
        wall, used, _ = costs([*CLEAN, str(rows), "-o", f"{out}/all", "--jobs", "1", "--quiet"])
        counts = json.loads(Path(out, "all", "run.json").read_text(encoding="utf-8"))["counts"]
    return Cost(wall - start_wall, used - start_used, counts["kept"])


def theirs(python: str, rows: Path, work: Path) -> Cost:
    """A run of datatrove's pipeline; it tells its own seconds."""
    with tempfile.TemporaryDirectory(dir=work) as out:
        told = json.loads(costs([python, __file__, "--pipeline", str(rows), out])[2])
    return Cost(told["wall"], told["processor"], told["kept"])


def pipeline(rows: Path, out: Path) -> None:
    """The other pipeline, in a process of its own."""
    import trafilatura  # noqa: PLC0415 - the same
    from datatrove.executor import LocalPipelineExecutor  # noqa: PLC0415 - only this process has it
    from datatrove.pipeline import dedup, extractors, filters, readers, writers  # noqa: PLC0415 - the same
    from datatrove.pipeline.dedup.minhash import MinhashConfig  # noqa: PLC0415 - the same
    from datatrove.utils.text import split_into_words  # noqa: PLC0415 - the same

    trafilatura.extract("<html><body><p>What is loaded late is loaded now.</p></body></html>")
    split_into_words("What is loaded late is loaded now.", "eng")
    kept = writers.JsonlWriter(str(out / "clean"), compression=None)
    whole = writers.JsonlWriter(str(out / "kept"), compression=None)
    config = MinhashConfig()
    steps = [
        [
            readers.JsonlReader(str(rows.parent), glob_pattern=rows.name, text_key="html"),
            extractors.Trafilatura(timeout=PATIENCE),
            filters.GopherRepetitionFilter(),
            filters.GopherQualityFilter(),
            filters.C4QualityFilter(),
            kept,
        ],
        [readers.JsonlReader(str(out / "clean")), dedup.MinhashDedupSignature(str(out / "signatures"), config)],
        [dedup.MinhashDedupBuckets(str(out / "signatures"), str(out / "buckets"), config=config)],
        [dedup.MinhashDedupCluster(str(out / "buckets"), str(out / "remove"), config=config)],
        [readers.JsonlReader(str(out / "clean")), dedup.MinhashDedupFilter(str(out / "remove")), whole],
    ]
    before, began = os.times(), time.perf_counter()
    for number, step in enumerate(steps):
        tasks = config.num_buckets if number == 2 else 1
        LocalPipelineExecutor(step, tasks=tasks, workers=1, logging_dir=str(out / f"logs-{number}")).run()
    wall, after = time.perf_counter() - began, os.times()
    lines = sum(len(file.read_bytes().splitlines()) for file in (out / "kept").glob("*.jsonl"))
    print(json.dumps({"wall": wall, "processor": sum(after[:4]) - sum(before[:4]), "kept": lines}))


def main() -> None:
    """Both in turns, then the table."""
    options = argparse.ArgumentParser()
    options.add_argument("pages", type=Path)
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--most", type=int, help="take no more pages than that")
    options.add_argument("--other", default=sys.executable)
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        rows = work / "in" / "pages.jsonl"
        rows.parent.mkdir()
        count = write_rows(given.pages, rows, given.most)
        mine, other = [], []
        for number in range(given.rounds):
            mine.append(ours(rows, work))
            other.append(theirs(given.other, rows, work))
            print(f"round {number + 1}: {mine[-1]} beside {other[-1]}", file=sys.stderr, flush=True)
    print(f"{count} pages, {given.rounds} rounds, one worker each\n")
    print("| what | documents a second | by the processor | kept |\n|---|---|---|---|")
    middle = {}
    for name, found in (("the whole of `clean run --jobs 1`", mine), ("datatrove's pipeline", other)):
        wall, used = (statistics.median(cost[place] for cost in found) for place in (0, 1))
        middle[name] = wall, used
        print(f"| {name} | {count / wall:.1f} | {count / used:.1f} | {found[0].kept} |")
    (wall, used), (their_wall, their_used) = middle.values()
    print(f"\ntimes: {their_wall / wall:.2f} by the clock, {their_used / used:.2f} by the processor")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--pipeline"]:
        pipeline(Path(sys.argv[2]), Path(sys.argv[3]))
    else:
        main()
