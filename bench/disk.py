"""What a run's output takes on the disk, and what packing it costs: `python bench/disk.py PAGES`.

Each packing in turn, the whole default run with one worker; bytes a record, and seconds of processor of all processes.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
from pathlib import Path

CODE = "from cleaner.cli import main; main()"


def seconds() -> float:
    """Of processor, of all processes that were waited for."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def size(folder: Path) -> int:
    """Bytes of the files below a folder, or of a file."""
    return sum(file.stat().st_size for file in [folder, *folder.rglob("*")] if file.is_file())


def main(pages: str) -> None:
    print("packing  documents  manifest  the rest    all   (kB a record)   s of processor")
    for packing in ("none", "gz", "zst", "none", "gz", "zst"):
        with tempfile.TemporaryDirectory() as folder:
            out = Path(folder) / "out"
            began = seconds()
            command = [sys.executable, "-c", CODE, "run", pages, "-o", str(out), "--jobs", "1", "--quiet"]
            subprocess.run([*command, "--compress", packing], check=True)
            took = seconds() - began
            read = [sys.executable, "-c", CODE, "verify", str(out), "--source", pages]
            said = subprocess.run(read, check=True, capture_output=True, text=True).stdout
            records = int(said.split()[0].replace(",", ""))
            parts = [size(out / name) for name in ("documents", "manifest")]
            kilobytes = [n / 1000 / records for n in (*parts, size(out) - sum(parts), size(out))]
            print(f"{packing:8}" + "".join(f"{n:9.1f}" for n in kilobytes) + f"{took:28.1f}")


if __name__ == "__main__":
    main(sys.argv[1])
