"""How many MB of flat text does one core clean in a second, and which stage takes how long?

    python bench/text_speed.py ROWS.jsonl.gz [--every 12] [--rounds 4]

ROWS are JSON lines with `text` and, where it is known, `url`. Every so many rows are taken, and each is cleaned as a
worker does it, with the rows of its document and its manifest, in one thread. The clock is that thread's own, so that
other programs on the machine count less; of the rounds, each stage's best counts. All stages together are timed in
rounds of their own: to ask that clock takes some microseconds, twice a stage, and a worker's takes none. The memory of
objects is swept as seldom as in a worker.
"""

from __future__ import annotations

import argparse
import gc
import gzip
import json
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from time import thread_time

from cleaner import account, pipeline
from cleaner.page import Record
from cleaner.settings import Settings


def records(path: Path, every: int) -> Iterator[Record]:
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        for number, line in enumerate(islice(lines, 0, None, every)):
            row = json.loads(line)
            yield Record(str(number), row["text"], "text", fields={"url": row.get("url", "")})


def once(pages: list[Record], settings: Settings) -> dict[str, float]:
    """Seconds of each stage and of the rows."""
    clock: dict[str, float] = {}
    for record in pages:
        page = pipeline.process(record, settings, clock)
        at = thread_time()
        written = account.write_row(page)
        account.document_row(page, written.text)
        clock["rows"] = clock.get("rows", 0.0) + thread_time() - at
    return clock


def together(pages: list[Record], settings: Settings) -> float:
    """Seconds of all that is done to these pages."""
    begun = thread_time()
    for record in pages:
        page = pipeline.process(record, settings)
        account.document_row(page, account.write_row(page).text)
    return thread_time() - begun


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rows", type=Path)
    parser.add_argument("--every", type=int, default=12)
    parser.add_argument("--rounds", type=int, default=4)
    given = parser.parse_args()
    pages = list(records(given.rows, given.every))
    if not pages:
        sys.exit(f"{given.rows} holds no rows")
    pipeline.perf_counter = thread_time  # type: ignore[attr-defined]  # the clock of the stages
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 20)
    rounds = [{**once(pages, Settings()), "all": together(pages, Settings())} for _ in range(given.rounds)]
    best = {name: min(round_[name] for round_ in rounds) for name in rounds[0]}
    size = sum(len(str(record.data).encode("utf-8", "surrogatepass")) for record in pages)
    print(f"{len(pages)} texts of {size / len(pages) / 1000:.1f} kB, the best of {given.rounds} rounds\n")
    print("| stage | ms a text |\n|---|---|")
    for name, seconds in best.items():
        print(f"| {name} | {seconds / len(pages) * 1000:.2f} |")
    print(f"\n{size / best['all'] / 1e6:.2f} MB/s a core")


if __name__ == "__main__":
    main()
