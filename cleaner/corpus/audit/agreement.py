"""Do the parts of an output agree with one another? What `verify` asks beside the promises, which are of the source."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping
from itertools import islice
from pathlib import Path
from typing import Any

from cleaner.corpus.copies.texts import part_file
from cleaner.corpus.output.parts import reading_journal
from cleaner.corpus.output.quarantine import INDEX
from cleaner.corpus.output.run_json import read_run
from cleaner.packing import Damaged
from cleaner.wire import NotJson, decode_row
from cleaner.write.sums import sum_of_bytes, sum_of_rows

STATUS = ("kept", "dropped", "quarantined")


def check_row(row: Mapping[str, Any], document: Mapping[str, Any] | None) -> list[str]:
    """Where a row of the manifest is at odds with itself or with its document."""
    broken = []
    status, name, cluster = row["status"], row["id"], row["cluster"]
    if status not in STATUS:
        broken.append(f"status: {status!r} is none")
    if (status == "kept") == bool(row["reason"]):
        broken.append(f"status: {status}, for the reason {row['reason']!r}")
    if row["representative"] and (status != "kept" or cluster != name):
        broken.append(f"cluster: represents {cluster!r}, and is {status} as {name!r}")
    copy = row.get("copy")
    if copy and copy["of"] != cluster:
        broken.append(f"cluster: is in that of {cluster!r}, and a copy of {copy['of']!r}")
    if document is not None:
        said = {
            "source": row["source"]["path"],
            "host": row["host"],
            "language": row["language"]["code"],
            "confidence": row["confidence"],
        }
        for field, value in said.items():
            if document[field] != value:
                broken.append(f"document: its {field} is {document[field]!r}, the manifest says {value!r}")
    return broken


def check_sums(out: Path, found: Counter[str]) -> list[str]:
    """Where `run.json` does not count the rows that are there; that of a run that goes on lags behind."""
    run = read_run(out)
    if not run:
        return ["run.json: is not there, or cannot be read"] * bool(found)
    counts = run.get("counts")
    wanted = {"inputs": found.total()} | {name: found[name] for name in STATUS}
    if run.get("state") != "finished" or counts == wanted:
        return []
    return [f"run.json: counts {counts}, the manifest has {wanted}"]


def check_parts(out: Path) -> list[str]:
    """The parts that are not as they were written: what to ask where nothing else is wrong, since what changed is not
    told. Not of a run that goes on: it is putting them in place.
    """
    if read_run(out).get("state") != "finished":
        return []
    with reading_journal(out) as db:
        sums = db.execute("select folder, part, sum from sums order by folder, part").fetchall()
    changed = "is not as it was written, in what stands nowhere else (a title, an author, a day, a flag, a note)"
    return [
        f"{folder}, part {number}: {changed}"
        for folder, number, wanted in sums
        if _sum_of(out, folder, number) != wanted
    ]


def _sum_of(out: Path, folder: str, number: int) -> int | None:
    try:
        file = part_file(out, folder, number)
        return sum_of_bytes(file) if file.suffix == ".parquet" else sum_of_rows(file)
    except (OSError, Damaged):
        return None


def check_quarantine(out: Path, rows: int) -> list[str]:
    """Where the bytes of what was refused are no longer as found; the first `rows` of the index are the run's."""
    folder = out / "quarantine"
    broken, number = [], 0
    try:
        with (folder / INDEX).open("rb") as lines:
            for number, line in enumerate(islice(lines, rows), 1):
                if not _is_there(folder, line):
                    broken.append(f"quarantine/{INDEX}, line {number}: its file is not there, or not as it was found")
    except OSError as error:
        return [f"quarantine/{INDEX}: {error.strerror}"] * bool(rows)
    return broken + [f"quarantine/{INDEX}: has {number:,} of {rows:,} lines"] * (number < rows)


def _is_there(folder: Path, line: bytes) -> bool:
    try:
        row = decode_row(line)
        data = (folder / row["file"]).read_bytes()
    except (NotJson, LookupError, TypeError, OSError):
        return False
    return bool(hashlib.sha256(data).hexdigest() == row.get("sha256"))
