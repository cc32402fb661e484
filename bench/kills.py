"""SIGKILL of whole runs at random moments: is anything lost or doubled? What `bench/faults.py kills` does.

A moment is a fraction of what an undisturbed run takes on this machine, so that kills fall into every phase of it
whatever the machine does besides; in which they fell is read from the journal that the killed run left, and printed. An
output is killed up to five times and then finished. It must have the bytes of an undisturbed run, whose every promise
was checked.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from contextlib import closing
from hashlib import sha256
from itertools import cycle
from pathlib import Path
from typing import NamedTuple

from corpora import flat, pages, snapshot

from cleaner.corpus.audit.verify import verify

ROWS, PAGES, PARTS_OF = 200, 40, 20
KILLS_OF_AN_OUTPUT = 5
KINDS = ("jsonl", "jsonl zst", "parquet", "txt")
STARTING = 0.3
"""of an undisturbed run's seconds is what every run needs, however much was done before"""
QUICKER = 0.9
"""so much shorter is a run taken to be when one has ended before it was killed; and longer, when all were killed"""
TOWNS = 4
"""sources, each with pages enough to learn from"""


class Made(NamedTuple):
    """An input, and how it is run."""

    folder: Path
    records: int

    def command(self, kind: str, out: Path, jobs: int) -> list[str]:
        written, _, packing = kind.partition(" ")
        command = [sys.executable, "-m", "cleaner.cli", "run", str(self.folder / "in"), "-o", str(out), "--quiet"]
        command += ["--jobs", str(jobs), "--format", written, "--settings", str(self.folder / "settings.toml")]
        return [*command, "--compress", packing] if packing else command


def make_input(folder: Path) -> Made:
    """Pages and rows of a few sources; in every part some that are copies of others; some that are no pages."""
    source = pages(folder / "in", PAGES)
    rows = [{"id": f"row-{n}", "text": text(n), "url": address(n)} for n in range(ROWS)]
    (source / "rows.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    for n in range(3):
        (source / f"bad-{n}.html").write_bytes(b"%PDF-")
    (folder / "settings.toml").write_text(f"[limits]\npart_records = {PARTS_OF}\n")
    return Made(folder, ROWS + PAGES + 3)


def text(n: int) -> str:
    """A text of its own; one in seven says what an earlier one said, or says it with a paragraph more."""
    told = 1000 + (n if n % 7 else n % 21)
    extra = f"\n\nThe story was corrected on day {n} of the year, because a number was wrong in it." if n % 2 else ""
    return f"Home\nNews\nWeather\n\n{flat(told)}\n\nSubscribe to our letter{extra}"


def address(n: int) -> str:
    return f"https://www.town-{n % TOWNS}.example/{n}"


def kills(folder: Path, count: int) -> int:
    """That many kills; how many outputs differ from an undisturbed run's."""
    made = make_input(folder)
    wholes, seconds = {}, 0.0
    for kind in KINDS:
        out = folder / f"whole-{kind}"
        began = time.monotonic()
        subprocess.run(made.command(kind, out, 1), check=True)
        seconds = max(seconds, time.monotonic() - began)
        if (checked := verify(out, jobs=1)) != (made.records, []):
            raise SystemExit(f"an undisturbed run breaks a promise: {checked}")
        wholes[kind] = digests(out)
        print(f"{kind}: undisturbed {time.monotonic() - began:.1f} s, {len(wholes[kind])} files", flush=True)
    dice = random.Random(2)  # noqa: S311 - moments, not secrets
    phases: Counter[str] = Counter()
    broken = outputs = 0
    for kind in cycle(KINDS):
        if phases.total() >= count:
            break
        out = folder / "out"
        left = 1.0
        for _ in range(min(KILLS_OF_AN_OUTPUT, count - phases.total())):
            command = made.command(kind, out, 1 + phases.total() % 2)
            moment = dice.uniform(0.05, 1.0) * seconds * (STARTING + (1 - STARTING) * left)
            if not killed(command, moment, everyone=bool(phases.total() % 3)):
                seconds *= QUICKER  # the machine has less to do than it had, or there was less left
                break
            seconds /= QUICKER ** (1 / KILLS_OF_AN_OUTPUT)
            found, left = phase(out, made)
            phases[found] += 1
        began = time.monotonic()
        subprocess.run(made.command(kind, out, 1), check=True)
        outputs += 1
        if digests(out) != wholes[kind]:
            broken += 1
            shutil.copytree(out, folder.parent / f"clean-broken-{os.getpid()}-{broken}")
        shutil.rmtree(out)
        took = time.monotonic() - began
        print(f"{phases.total():4} kills, {outputs} outputs, {broken} differ; finished in {took:.1f} s", flush=True)
    print(f"{phases.total()} kills over {outputs} outputs in {len(KINDS)} formats; {dict(phases.most_common())}")
    print(f"outputs that differ from an undisturbed run's: {broken}")
    return broken


def digests(out: Path) -> dict[str, str]:
    """The SHA-256 of every file of an output that must be the same, and of what it has learned."""
    files = snapshot(out) | {file.name: file.read_bytes() for file in (out / "templates").iterdir()}
    return {name: sha256(data).hexdigest() for name, data in files.items()}


def killed(command: list[str], moment: float, *, everyone: bool) -> bool:
    """Whether a run was killed so many seconds after its start, its workers with it or left to notice.

    False where it had ended by then.
    """
    process = subprocess.Popen(command, start_new_session=True)
    try:
        process.wait(moment)
    except subprocess.TimeoutExpired:
        if everyone:
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
        process.wait()
        return True
    if process.returncode:
        raise SystemExit(f"a run that went on ended with {process.returncode}")
    return False


def phase(out: Path, made: Made) -> tuple[str, float]:
    """What a killed run was at, by what it left; and the share of the records that it had not written."""
    if not (out / "state.sqlite").exists():
        return "starting", 1.0
    with closing(sqlite3.connect(f"file:{out / 'state.sqlite'}?mode=ro", uri=True)) as db:
        try:
            known = {key for (key,) in db.execute("select key from meta")}
            (records,) = db.execute("select coalesce(sum(records), 0) from parts").fetchone()
            (fates,) = db.execute("select count(*) from fates").fetchone()
            (decided,) = db.execute("select count(*) from texts where state != 0").fetchone()
        except sqlite3.Error:
            return "starting", 1.0
    left = 1 - records / made.records
    if not records:
        return ("before the first part" if "templates" in known else "listing and learning"), left
    if left:
        return "writing", left
    if not decided:
        return "looking for copies", left
    return ("settling copies" if fates else "finishing"), left
