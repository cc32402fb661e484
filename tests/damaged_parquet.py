"""Each bit of a small Parquet file's footer turned over, one after the other: the file is read, or refused.

A program of its own (test_read_tables.py runs it), since what goes wrong here ends the process.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pyarrow as pa
from pyarrow import parquet

from cleaner.read import open_unit, read_units
from cleaner.read.unit import InputFile
from cleaner.settings import Limits


def main(folder: Path) -> None:
    """Say how many units there were."""
    file, limits, units = folder / "a.parquet", Limits(), 0
    stories = [f"<p>Story {number} of the island council.</p>" for number in range(3)]
    parquet.write_table(pa.table({"html": stories, "url": ["https://a.example/1"] * 3}), file)
    data = bytearray(file.read_bytes())
    footer = int.from_bytes(data[-8:-4], "little")
    for at in range(len(data) - 8 - footer, len(data)):
        for bit in (1, 4, 64):
            data[at] ^= bit
            file.write_bytes(data)
            data[at] ^= bit
            for unit in read_units(InputFile(str(folder), file.name), limits):
                open_unit(unit, limits)
                units += 1
    sys.stdout.write(f"{units}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
