"""Time against size: is `cleaner.clean` linear, also where a page is hostile?

    python bench/linear.py [--seconds 60]

Each shape is cleaned at growing sizes, each in a process of its own that is killed after the given seconds. The
exponent is the slope of log(time) over log(size) between the two largest sizes: 1 is linear, 2 quadratic.
"""

from __future__ import annotations

import argparse
import math
import subprocess
import sys
import time
from collections.abc import Callable

from make_pages import page

KB, MB = 1_000, 1_000_000
TEXT = "The keeper of the bridge said that nobody had asked him about the swan. "

TORN = "caf\u0301e\u0301 nai\u0308ve "


def _frame(inside: str) -> str:
    return f"<html><head><title>A page</title></head><body><article><h1>A page</h1>{inside}</article></body></html>"


def _fill(unit: str, size: int) -> str:
    return unit * max(1, size // len(unit))


SHAPES: dict[str, Callable[[int], str]] = {
    "news page": page,
    "flattened text": lambda size: _fill(TEXT + "\n\nRead more: A swan\n\n", size),
    "nested <div>": lambda size: _frame(_fill("<div>", size // 2) + f"<p>{TEXT}</p>" + _fill("</div>", size // 2)),
    "nested, never closed": lambda size: _frame(_fill("<b><div>", size) + TEXT),
    "attributes of one tag": lambda size: _frame(
        "<p " + "".join(f"a{n}=1 " for n in range(size // 9)) + f">{TEXT}</p>"
    ),
    "many <p>": lambda size: _frame(_fill("<p>One line.", size)),
    "many long <p>": lambda size: _frame(_fill(f"<p>{TEXT}</p>", size)),
    "many <br>": lambda size: _frame("<p>" + _fill("a line<br><br>", size)),
    "many links": lambda size: _frame(_fill('<a href="/x">A swan</a> ', size)),
    "many <li>": lambda size: _frame("<ul>" + _fill("<li><a href=/x>A swan</a>", size)),
    "many entities": lambda size: _frame(f"<p>{_fill('&amp;&eacute;', size)}</p>"),
    "many <": lambda size: _frame(_fill("< ", size)),
    "comment, never closed": lambda size: _frame(f"<p>{TEXT}</p><!-- " + _fill(TEXT, size)),
    "script, never closed": lambda size: _frame(f"<p>{TEXT}</p><script>" + _fill(TEXT, size)),
    "one long line": lambda size: _fill(TEXT, size),
    "one long word": lambda size: "a" * size,
    "mojibake": lambda size: _fill("Ã© â€œquotedâ€\x9d Ã  la carte. ", size),
    "zero-width": lambda size: _fill("a\u200bb\u00ad ", size),
    "NULs": lambda size: _fill("a\x00b ", size),
    "white space": lambda size: "<p>" + " \n" * (size // 2) + "x",
    "comments first": lambda size: _fill("<!-- a -->", size),
    "nothing but bars": lambda size: _fill("| ", size),
    "foreign phrases": lambda size: _frame(f"<p>{_fill('Ten spyte van hierdie, he was allowed to go. ', size)}</p>"),
    "quoted phrases": lambda size: _frame(
        f"<p>{TEXT}</p><p>{_fill('«Nous sommes très heureux», he said. ', size)}</p>"
    ),
    "torn accents": lambda size: _frame(f"<p>{TEXT}</p><p>{_fill(TORN, size)}</p>"),
    "many tables": lambda size: _frame(
        TEXT + _fill("<table><tr><td>A swan<td>1<tr><td>Two swans<td>2</table>", size) + TEXT
    ),
    "the same line": lambda size: _fill("The same line again\n", size),
}
SIZES = {"news page": (10 * KB, 100 * KB, MB, 5 * MB, 25 * MB)}
HOSTILE = (100 * KB, MB, 4 * MB)


def once(shape: str, size: int) -> None:
    """In a process of its own: print the seconds of one page, start-up left out."""
    import cleaner  # noqa: PLC0415 - only this process pays for it

    source = SHAPES[shape](size)
    cleaner.clean(page(20 * KB))
    repeats = 5 if size <= MB else 1
    best = math.inf
    for _ in range(repeats):
        begun = time.perf_counter()
        cleaner.clean(source)
        best = min(best, time.perf_counter() - begun)
    print(best)


def seconds(shape: str, size: int, limit: float) -> float:
    command = [sys.executable, __file__, "--once", shape, str(size)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=limit, check=False)
    except subprocess.TimeoutExpired:
        return math.inf
    return float(done.stdout) if done.returncode == 0 else math.nan


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=60.0, help="a page that takes longer is killed")
    parser.add_argument("--once", nargs=2, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.once:
        once(given.once[0], int(given.once[1]))
        return
    print("| shape | size: seconds | ms per MB at the largest | exponent |\n|---|---|---|---|")
    for shape in SHAPES:
        sizes = SIZES.get(shape, HOSTILE)
        taken = [seconds(shape, size, given.seconds) for size in sizes]
        told = " · ".join(f"{_size(size)}: {_told(t, given.seconds)}" for size, t in zip(sizes, taken, strict=True))
        rate = f"{taken[-1] / sizes[-1] * MB * 1000:.0f}" if math.isfinite(taken[-1]) else "–"
        print(f"| {shape} | {told} | {rate} | {_exponent(sizes, taken)} |", flush=True)


def _exponent(sizes: tuple[int, ...], taken: list[float]) -> str:
    if not all(math.isfinite(t) and t > 0 for t in taken[-2:]):
        return "–"
    return f"{math.log(taken[-1] / taken[-2]) / math.log(sizes[-1] / sizes[-2]):.2f}"


def _size(size: int) -> str:
    return f"{size // MB} MB" if size >= MB else f"{size // KB} kB"


def _told(taken: float, limit: float) -> str:
    if math.isnan(taken):
        return "failed"
    return f"over {limit:.0f}" if math.isinf(taken) else f"{taken:.3g}"


if __name__ == "__main__":
    main()
