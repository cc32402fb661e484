"""How often is a lone phrase of another language taken out of its page, and what only looks like one left alone?

    python bench/language/lone.py

All pages that can be made of the phrases and articles of `tests/lone_phrases.py`: what becomes of each phrase, of pairs
of close relatives apart, and of pages of names, titles, dishes, mottos, sayings and quotations.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent / "tests"))

from lone_phrases import cases, clean_pages, is_close, outcome, read


def main() -> None:
    counts: dict[bool, Counter[str]] = {False: Counter(), True: Counter()}
    for case in cases():
        counts[is_close(case.host, case.language)][outcome(case)] += 1
    for close, counted in counts.items():
        print("close pairs" if close else "other pairs", dict(counted.most_common()))
    touched = Counter[str]()
    for text in clean_pages():
        page, edits = read(text)
        touched["taken out" if len(page.text) < len(text) - 2 else "marked" if edits else "as it was"] += 1
    print("what stays", dict(touched.most_common()))


if __name__ == "__main__":
    main()
