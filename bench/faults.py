"""What does a run survive? Poisoned records, kills of the whole run, a full disk, hostile names: counted.

    python bench/faults.py poison [RECORDS]     # 1 % of 10,000 records kill, crash, hang, swallow memory or raise
    python bench/faults.py kills [KILLS]        # SIGKILL of the whole run at 200 random moments
    python bench/faults.py writes [STEP]        # a disk that is full from the n-th write on, for every n
    python bench/faults.py full                 # OUT on a disk that is full at each size (mounts a tmpfs as root)
    python bench/faults.py names [NAMES]        # 10,000 hostile ids, URLs and file names, under an audit hook

Each prints what it did and found, and ends with 1 where something was lost.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

HOUSE = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(HOUSE), str(HOUSE / "tests")]

from corpora import accounted, flat, pages, rows, snapshot  # noqa: E402 - found by the path above
from kills import kills  # noqa: E402
from writes import writes  # noqa: E402

from cleaner.corpus.run import run  # noqa: E402
from cleaner.corpus.workers.spawn import HERE  # noqa: E402
from cleaner.settings import Limits, Settings  # noqa: E402

FAULTS = ("kill", "segfault", "endless", "memory", "raise")
MOUNT, UNMOUNT = "/bin/mount", "/bin/umount"
SMALL = "[limits]\npart_records = 50\n"


def poison(folder: Path, count: int) -> int:
    """1 % of the records kill their worker, crash it, never end, ask for 10 GB, or raise."""
    dice = random.Random(1)  # noqa: S311 - which records, not secrets
    texts = [{"id": f"row-{n}", "text": flat(n) + f"\n\nNumber {n}."} for n in range(count)]
    guilty = {n: FAULTS[k % len(FAULTS)] for k, n in enumerate(sorted(dice.sample(range(count), count // 100)))}
    write_rows(folder / "in.jsonl", texts)
    run([str(folder / "in.jsonl")], folder / "whole", Settings(jobs=2))
    for n, fault in guilty.items():
        texts[n]["text"] = f"FAULT: {fault}"
    write_rows(folder / "in.jsonl", texts)
    began = time.monotonic()
    settings = Settings(jobs=2, limits=Limits(record_seconds=2))
    run([str(folder / "in.jsonl")], folder / "out", settings, work="faulty_work:work")
    counts = accounted(folder / "out")
    named = Counter(row["reason"].partition(" in ")[0] for row in rows(folder / "out", "quarantine"))
    found = {row["id"] for row in rows(folder / "out", "quarantine")}
    wanted = [row for row in rows(folder / "whole", "documents") if int(row["id"][4:]) not in guilty]
    same = rows(folder / "out", "documents") == wanted
    right = found == {f"row-{n}" for n in guilty}
    print(f"{count:,} records, {len(guilty)} poisoned, {time.monotonic() - began:.0f} s: {counts}")
    print(f"reasons: {dict(named)}")
    print(f"the others byte-identical: {same}; the poisoned ones named, and no other: {right}")
    return not (same and right)


def full(folder: Path, _: int) -> int:
    """OUT on a small disk, of each size from too small for the journal to large enough."""
    source = pages(folder / "in", 120)
    write_rows(source / "rows.jsonl", [{"id": f"row-{n}", "text": flat(n)} for n in range(5000, 5200)])
    for n in range(20):
        (source / f"bad-{n}.html").write_bytes(b"%PDF-" + b"x" * 3000)
    (folder / "settings.toml").write_text(SMALL)
    disk = folder / "disk"
    disk.mkdir(exist_ok=True)
    command = [sys.executable, "-m", "cleaner.cli", "run", str(source), "--quiet", "--settings"]
    command += [str(folder / "settings.toml"), "--jobs", "1", "-o"]
    subprocess.run([*command, str(folder / "whole")], check=True)
    whole = snapshot(folder / "whole")
    stopped = broken = 0
    messages: Counter[str] = Counter()
    for size in (*range(8, 400, 24), *range(400, 1600, 120)):
        subprocess.run([MOUNT, "-t", "tmpfs", "-o", f"size={size}k", "tmpfs", str(disk)], check=True)
        try:
            first = subprocess.run([*command, str(disk / "out")], capture_output=True, text=True, check=False)
            if first.returncode:
                stopped += 1
                messages[first.stderr.strip().replace(str(disk), "DISK").replace(str(folder), "FOLDER")[-150:]] += 1
            subprocess.run([MOUNT, "-o", "remount,size=64m", str(disk)], check=True)
            second = subprocess.run([*command, str(disk / "out")], capture_output=True, text=True, check=False)
            same = first.returncode in {0, 3} and second.returncode == 0 and snapshot(disk / "out") == whole
            if not same:
                broken += 1
                print(f"{size} KB: exit {first.returncode}, then {second.returncode} {second.stderr[-300:]}")
        finally:
            subprocess.run([UNMOUNT, str(disk)], check=True)
    print(f"{stopped} runs stopped by a full disk with exit 3; {broken} of them did not go on to the same bytes")
    for message, number in messages.most_common():
        print(f"  {number} × {message}")
    return broken


def names(folder: Path, count: int) -> int:
    """Hostile ids, URLs and names of files; what is opened, made or connected to is looked at as it happens."""
    home = folder / "a" / "b" / "c"
    source = home / "in"
    source.mkdir(parents=True)
    dice = random.Random(3)  # noqa: S311 - names, not secrets
    texts: list[dict[str, Any]] = [
        {"id": hostile(dice), "url": hostile(dice), "text": HOSTILE_TEXT.format(n) if n % 3 else 3}
        for n in range(count)
    ]
    write_rows(source / "rows.jsonl", texts)
    for n in range(count // 10):
        name = hostile(dice).encode("utf-8", "replace").replace(b"/", b"\\").replace(b"\0", b"")[:200]
        (source / os.fsdecode(name + b"%d.html" % n)).write_text(f"<p>{HOSTILE_TEXT.format(n)}")
    before = set(folder.rglob("*"))
    guilty: list[str] = []
    allowed = (
        str(home / "in"),
        str(home / "out"),
        sys.prefix,
        sys.base_prefix,
        str(HOUSE),
        "/usr",
        "/lib",
        "/proc",
    )
    watch_events(guilty, allowed, str(home / "out"))
    run([str(source)], home / "out", Settings(format="txt", jobs=1), work=HERE)
    guilty_count = len(guilty)
    outside = {path for path in folder.rglob("*") if not path.is_relative_to(home / "out")} - before
    print(f"{count + count // 10:,} hostile ids, URLs and names: {accounted(home / 'out')}")
    print(f"written outside OUT: {len(outside)}; events that a page's content caused: {guilty_count} {guilty[:5]}")
    return bool(outside or guilty_count)


HOSTILE_TEXT = (
    'The council said on Monday that bridge {} is closed. <img src="file:///etc/passwd"> <!ENTITY x SYSTEM '
    '"http://127.0.0.1:9/x"> <link rel=stylesheet href=//127.0.0.1:9/y> @import url(file:///etc/shadow);'
)
STEPS = (
    "..", ".", "", "~", "/", "\\", "C:", "con", "nul", "\0", "\n", "\u202e", "\ud800", "%2e%2e", "${HOME}", "$(id)",
    "`id`", "|id", ";id", "etc", "passwd", "x" * 300, "file:///etc/passwd", "http://127.0.0.1:9", "*", "?", "-rf", " ",
    "a.html", "state.sqlite", "run.json", "part-00000.jsonl", "<script>", "'", '"', "\x1b[2J", "é" * 100,
)  # fmt: skip


def hostile(dice: random.Random) -> str:
    return dice.choice(("/", "", "\\", "/../")).join(dice.choices(STEPS, k=dice.randint(1, 6)))


def watch_events(guilty: list[str], allowed: tuple[str, ...], out: str) -> None:
    """Note every file that is opened elsewhere, everything written outside OUT, every connection and process."""
    watched = {
        "open",
        "os.mkdir",
        "os.rename",
        "os.remove",
        "os.rmdir",
        "os.symlink",
        "os.link",
        "os.chmod",
        "os.truncate",
    }

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        if event.startswith(
            ("socket.", "subprocess.", "os.exec", "os.system", "os.spawn", "urllib.", "ftplib.", "ctypes.dlopen")
        ):
            guilty.append(f"{event} {arguments!r:.120}")
        if event not in watched or isinstance(arguments[0], int):
            return
        path = os.path.abspath(os.fsdecode(arguments[0]))  # noqa: PTH100 - no links are followed
        writes = event != "open" or bool((arguments[2] or 0) & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))
        if not path.startswith(out if writes else allowed) and path != "/dev/null":
            guilty.append(f"{event} {path:.120}")

    sys.addaudithook(hook)


def write_rows(path: Path, texts: list[dict[str, Any]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(row) + "\n" for row in texts))


WHAT: dict[str, tuple[Callable[[Path, int], int], int]] = {
    "poison": (poison, 10_000),
    "kills": (kills, 200),
    "full": (full, 0),
    "writes": (writes, 1),
    "names": (names, 10_000),
}


def main() -> int:
    """Do one of them in a folder that is removed afterwards."""
    if len(sys.argv) < 2 or sys.argv[1] not in WHAT:
        print(__doc__)
        return 2
    do, count = WHAT[sys.argv[1]]
    folder = Path(tempfile.mkdtemp(prefix="clean-faults-")).resolve()
    try:
        return do(folder, int(sys.argv[2]) if len(sys.argv) > 2 else count)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
