"""What do templates take that only looks repeated, and what do they leave that is the source's?

    python bench/repeated.py [--all]

Invented sources of 5 to 60 pages, flattened and as HTML. In each one thing recurs: a quotation, a court's sentence,
an agency's report under several addresses, the entries of a live blog, an obituary's formula, which must stay; or a
notice, a prompt, a disclaimer, which should go. Of each the program learns, and is asked of every line that recurs.
Prints by case how many of those lines' appearances it drops, in all sources of that case; `--all` prints each source.
"""

from __future__ import annotations

import argparse
import random
from collections import defaultdict
from collections.abc import Callable, Iterator
from html import escape
from typing import NamedTuple

from cleaner.learn import learn
from cleaner.page import Page, Record
from cleaner.pipeline import process
from cleaner.select.template import template as judge
from cleaner.settings import Settings

SEGMENTED = Settings(skip=("select", "language"), sources="none", fast=True)
SIZES = (5, 6, 9, 12, 20, 35, 60)
WORDS = (
    "harbour keeper lantern winter council bridge island letter engine foundry sailor market teacher violin orchard "
    "railway museum pilot village doctor festival painter forest charter storm baker clerk valley miller ferry tower"
).split()
MENU = ["Home", "Harbour", "Weather", "Letters to the editor", "Ferry times"]
FOOT = ["Most read", "Terms of use", "All rights reserved, 2024"]
QUOTE = "“We could not buy that part anywhere in the world, and so we had to cast it anew,” she said."
SHORT_QUOTE = "“No comment,” he said."
COURT = "The accused denies all of the charges, and the trial continues before the same court next week."
RELATIVES = "He is survived by his wife, two daughters and five grandchildren, all of whom live on the islands."
APPEAL = "Anyone with information is asked to call the harbour police on 0800 555 111 at any time of the day."
DISCLAIMER = "The views expressed in this article are the author's own and need not be those of this newspaper."
PROMPT = "Sign up for our morning letter and have the best of the islands in your box before breakfast every day."
LEGAL = [
    "This newspaper is published by the Island Printing Company and is a member of the council of the press.",
    "No part of it may be stored, copied or sent to others without the written consent of its publishers.",
    "Complaints are to be sent to the readers' editor, who answers within five working days of their arrival.",
]
ENTRY_TIMES = ("08:15", "09:40", "10:05", "11:30", "12:10", "13:45", "15:20", "16:00")

Lines = list[tuple[str, str]]
"""each line with its tag"""


class Case(NamedTuple):
    """How a source is made: each page's lines above and below its menus, and the lines to look at."""

    stays: bool
    page: Callable[[int, int, random.Random], Lines]
    """of the page's number and the source's size"""
    lines: tuple[str, ...] = ()
    """those that recur; none where every line of these pages must stay"""
    above: tuple[str, ...] = ()
    """what stands above the headline of every page"""


def sentence(chance: random.Random, words: int = 0) -> str:
    count = words or chance.randint(9, 17)
    return "The " + " ".join(chance.choice(WORDS) + chance.choice("abcdefgh") for _ in range(count)) + "."


def story(seed: object, count: int = 4, size: int = 3) -> Lines:
    chance = random.Random(str(seed))  # noqa: S311 - invented prose
    return [("p", " ".join(sentence(chance) for _ in range(size))) for _ in range(count)]


COOKIES, ABOUT, TERMS, MORE = (story(name, 1, size)[0][1] for name, size in zip("cabm", (6, 6, 1, 1), strict=True))
"""standing texts: two of some 700 characters, two of 120"""


def _with(line: str, share: float, where: str, *, tag: str = "p", size: int = 3) -> Callable[..., Lines]:
    """A story with one line more on some of the pages: first, last, or anywhere inside."""

    def page(number: int, pages: int, chance: random.Random) -> Lines:
        own = story((number, chance.random()), chance.randint(3, 6), size)
        if number < max(2, round(share * pages)):
            place = {"first": 0, "last": len(own), "inside": chance.randint(1, len(own) - 1)}[where]
            own.insert(place, (tag, line))
        return own

    return page


def _wire(copies: int) -> Callable[..., Lines]:
    """An agency's report under several addresses, each of which has cut or changed a paragraph of it."""

    def page(number: int, _: int, chance: random.Random) -> Lines:
        if number >= copies:
            return story((number, chance.random()), chance.randint(3, 6))
        report = story("wire", 6)
        report[number % 3 + 2] = story((number, "changed"), 1)[0]
        return report if number % 2 else report[:-1]

    return page


def _live(share: float) -> Callable[..., Lines]:
    """A live blog that is kept on many pages, each of which repeats some entries of the one before."""

    def page(number: int, pages: int, chance: random.Random) -> Lines:
        if number >= round(share * pages):
            return story((number, chance.random()), chance.randint(3, 6))
        found: Lines = []
        for at in range(3 * number, 3 * number + 8):
            found.append(("p", ENTRY_TIMES[at % len(ENTRY_TIMES)]))
            found += story(("entry", at), 1, 2)
        return found

    return page


def _below(line: list[str], share: float) -> Callable[..., Lines]:
    """A notice below the article, under a label of the source."""

    def page(number: int, pages: int, chance: random.Random) -> Lines:
        own = story((number, chance.random()), chance.randint(3, 6))
        return own + ([("p", one) for one in line] if number < round(share * pages) else [])

    return page


def _short(below: list[str]) -> Callable[..., Lines]:
    """A report of some 400 characters, above what stands on every page."""
    return lambda number, _, chance: [*story((number, chance.random()), 2, 2), *(("p", one) for one in below)]


def _formula(_: int, __: int, chance: random.Random) -> Lines:
    """A report that a machine fills in: the place is new each time, the rest differs in its numbers only."""
    one, two, three = (chance.randint(2, 900) for _ in range(3))
    return [
        ("p", f"An earthquake shook {sentence(chance, 4)[4:-1]}, as the station in the old lighthouse reports today."),
        (
            "p",
            f"Its magnitude was {one / 100}, its depth {two} kilometres, and {three} people live within a day's walk.",
        ),
        ("p", f"Within the last month the station has noted {two + 3} quakes in that region, {one} of them on land."),
        ("p", f"The last one of this strength was noted {three} days ago, and {two} houses were damaged by it then."),
    ]


def _edited(number: int, _: int, __: random.Random) -> Lines:
    """An agency's report to which every address has done something of its own."""
    report = story("wire", 6)
    mine = story((number, "mine"), 1)[0]
    place = 1 + number % 5
    return [*report[:place], mine, *report[place + number % 2 :]]


def _kept(number: int, _: int, __: random.Random) -> Lines:
    """A live blog that is fetched again and again, longer each time: the newest entry first."""
    return [line for at in range(number, -1, -1) for line in story(("kept", at), 2, 2)]


def _three(where: str) -> Callable[..., Lines]:
    """The quotation on three pages, however many there are."""
    return lambda number, pages, chance: _with(QUOTE, 3 / pages, where)(number, pages, chance)


CASES = {
    "a quotation inside, 3 pages": Case(True, _three("inside"), (QUOTE,)),
    "a quotation inside, 4 of 10": Case(True, _with(QUOTE, 0.4, "inside"), (QUOTE,)),
    "a quotation at the end, 3 pages": Case(True, _three("last"), (QUOTE,)),
    "a quotation at the end, 3 of 10": Case(True, _with(QUOTE, 0.3, "last"), (QUOTE,)),
    "a quotation first, 3 of 10": Case(True, _with(QUOTE, 0.3, "first"), (QUOTE,)),
    "a short quotation inside": Case(True, _with(SHORT_QUOTE, 0.4, "inside"), (SHORT_QUOTE,)),
    "a short quotation, short paragraphs": Case(True, _with(SHORT_QUOTE, 0.4, "inside", size=1), (SHORT_QUOTE,)),
    "a short quotation at the end": Case(True, _with(SHORT_QUOTE, 0.3, "last"), (SHORT_QUOTE,)),
    "a short quotation first": Case(True, _with(SHORT_QUOTE, 0.3, "first"), (SHORT_QUOTE,)),
    "a quotation, short paragraphs": Case(True, _with(QUOTE, 0.4, "inside", size=1), (QUOTE,)),
    "a court's sentence at the end": Case(True, _with(COURT, 0.35, "last"), (COURT,)),
    "an obituary's formula at the end": Case(True, _with(RELATIVES, 0.5, "last"), (RELATIVES,)),
    "an appeal inside": Case(True, _with(APPEAL, 0.6, "inside"), (APPEAL,)),
    "an appeal inside, all pages": Case(True, _with(APPEAL, 1, "inside"), (APPEAL,)),
    "a standing head": Case(True, _with("The story so far", 0.5, "inside", tag="h2"), ("The story so far",)),
    "a standing head, short paragraphs": Case(
        True, _with("The story so far", 0.5, "inside", tag="h2", size=1), ("The story so far",)
    ),
    "a wire report, 2 addresses": Case(True, _wire(2)),
    "a wire report, 4 addresses": Case(True, _wire(4)),
    "a live blog, half the pages": Case(True, _live(0.5)),
    "a live blog, all pages": Case(True, _live(1)),
    "a wire report, each address edits it": Case(True, _edited),
    "a live blog, fetched again and again": Case(True, _kept),
    "a machine's reports": Case(True, _formula),
    "a machine's reports, a standing text": Case(True, _formula, above=(COOKIES,)),
    "a disclaimer below, all pages": Case(False, _below([DISCLAIMER], 1), (DISCLAIMER,)),
    "a disclaimer below, 8 of 10": Case(False, _below([DISCLAIMER], 0.8), (DISCLAIMER,)),
    "a prompt above, all pages": Case(False, _with(PROMPT, 1, "first"), (PROMPT,)),
    "a legal text below": Case(False, _below(["About us", *LEGAL], 1), (*LEGAL,)),
    "a label and a prompt, half the pages": Case(
        False, _below(["Island mornings", PROMPT, "Subscribe"], 0.5), (PROMPT,)
    ),
    "short reports, a standing text above": Case(False, _short([]), (COOKIES,), (COOKIES,)),
    "short reports, a standing text below": Case(False, _short([ABOUT]), (ABOUT,)),
    "short reports, above and below": Case(False, _short([ABOUT]), (COOKIES, ABOUT), (COOKIES,)),
    "short reports, four standing texts": Case(
        False, _short([ABOUT, TERMS, MORE]), (COOKIES, ABOUT, TERMS, MORE), (COOKIES,)
    ),
    "menus and footers": Case(False, _below([], 0), (*MENU, *FOOT)),
}  # fmt: skip


def lines_of(case: Case, number: int, size: int, seed: int) -> Lines:
    chance = random.Random(f"{seed} {number}")  # noqa: S311
    own = case.page(number, size, chance)
    title = sentence(chance, 6).rstrip(".")
    head = [("h1", title), ("p", f"{number % 28 + 1} March 2024")]
    above = [("p", line) for line in case.above]
    return [*(("a", line) for line in MENU), *above, *head, *own, *(("a", line) for line in FOOT)]


def made(case: Case, size: int, seed: int, kind: str) -> list[Page]:
    """The pages of a source, segmented; in another order than the numbers that say what is on them."""
    order = list(range(size))
    random.Random(seed).shuffle(order)  # noqa: S311
    return [_page(lines_of(case, number, size, seed), number, kind) for number in order]


def _page(lines: Lines, number: int, kind: str) -> Page:
    fields = {"url": f"https://islands.example/{number}"}
    if kind == "text":
        return process(Record(str(number), "\n\n".join(line for _, line in lines), "text", fields=fields), SEGMENTED)
    body = "".join(f"<p><a href='/x'>{escape(one)}</a></p>" if tag == "a" else f"<{tag}>{escape(one)}</{tag}>"
                   for tag, one in lines)  # fmt: skip
    return process(Record(str(number), f"<html><body>{body}</body></html>", "html", fields=fields), SEGMENTED)


def dropped(case: Case, pages: list[Page]) -> tuple[int, int]:
    """How many of the looked-at lines' appearances the learned template drops, and how many there are."""
    learned = learn(pages).get("islands.example")
    gone = seen = 0
    for page in pages:
        page.template = learned
        for block in page.blocks:
            text = block.trace.text
            is_looked_at = text in case.lines if case.lines else len(text) > 30 and text not in case.above
            if is_looked_at and block.index > 0:
                seen += 1
                gone += judge(block, page) is not None
    return gone, seen


def measure(sizes: tuple[int, ...] = SIZES, seeds: int = 3) -> Iterator[tuple[str, str, int, int, int]]:
    """Case, kind, size, appearances dropped, appearances."""
    for name, case in CASES.items():
        for kind in ("text", "html"):
            for size in sizes:
                for seed in range(seeds):
                    yield name, kind, size, *dropped(case, made(case, size, seed, kind))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--all", action="store_true", help="print each source")
    options = parser.parse_args()
    sums: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])
    for name, kind, size, gone, seen in measure():
        sums[name, kind][0] += gone
        sums[name, kind][1] += seen
        if options.all:
            print(f"{name:38} {kind:5} {size:3} pages {gone:4} of {seen}")
    print(f"{'':40} text dropped      html dropped")
    for name, case in CASES.items():
        shares = [f"{sums[name, kind][0]:5} of {sums[name, kind][1]:<6}" for kind in ("text", "html")]
        print(f"{'stays' if case.stays else 'goes':5} {name:38} {'   '.join(shares)}")


if __name__ == "__main__":
    main()
