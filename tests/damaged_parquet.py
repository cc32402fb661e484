"""Each bit of a small Parquet file's footer turned over, one after the other: the file is read, or refused.

Once as it is, and once as if it were large, where what it unpacks to is looked at before it is read.

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
    stories = [f"<p>Story {number} of the island council.</p>" for number in range(3)]
    units = turn_over(folder / "a.parquet", stories, Limits())
    units += turn_over(folder / "b.parquet", stories, Limits(ratio_from=64))
    sys.stdout.write(f"{units}\n")


def turn_over(file: Path, stories: list[str], limits: Limits) -> int:
    """How many units there were."""
    units = 0
    parquet.write_table(pa.table({"html": stories, "url": ["https://a.example/1"] * 3}), file)
    data = bytearray(file.read_bytes())
    footer = int.from_bytes(data[-8:-4], "little")
    for at in range(len(data) - 8 - footer, len(data)):
        for bit in (1, 4, 64):
            data[at] ^= bit
            file.write_bytes(data)
            data[at] ^= bit
            for unit in read_units(InputFile(str(file.parent), file.name), limits):
                open_unit(unit, limits)
                units += 1
    return units


if __name__ == "__main__":
    main(Path(sys.argv[1]))
