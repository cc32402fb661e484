"""Measure how fast clean text passes the search for foreign fragments.

    python bench/language/span_speed.py DATA

DATA is a file of rows with a text in `gold` or `text`. Prints words a second of processor time, on one core: of the
search by itself (the document's language known), and of the whole stage; and the memory the stage adds.
"""

from __future__ import annotations

import resource
import sys
import time
from pathlib import Path

from fit_spans import read_rows

from cleaner.language.document import detect
from cleaner.language.fragments import find_foreign
from cleaner.language.table import load_table
from cleaner.language.words import LETTERS


def megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    texts = [str(row.get("gold") or row.get("text")) for row in read_rows(Path(sys.argv[1]))]
    texts = [text for text in texts if len(text) > 200]
    words = sum(len(LETTERS.findall(text)) for text in texts)
    before = megabytes()
    number = load_table().number
    for turn in range(3):
        began = time.process_time()
        known = [number.get(detect(text).code) for text in texts]
        middle = time.process_time()
        for text, own in zip(texts, known, strict=True):
            if own is not None:
                find_foreign(text, own)
        ended = time.process_time()
        print(
            f"turn {turn}: search {words / (ended - middle):,.0f} words/s, whole stage {words / (ended - began):,.0f}"
        )
    print(f"{len(texts)} texts, {words:,} words; memory added {megabytes() - before:.0f} MB")


if __name__ == "__main__":
    main()
