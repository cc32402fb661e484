"""Makes a corpus of any size with planted copies and template families, so that deduplication can be measured.

    python bench/make_copies.py FILE.jsonl COUNT [--seed 1]

Six in ten documents are articles of their own, two are reports from a template (dividends, weather, results, notices,
fixtures: each differs from its siblings in numbers, names, places, days), two are copies of an earlier article,
changed in one known way. `FILE.gold.jsonl` names for each copy its original and the change; whatever else is merged
is a false merge. Everything is invented. Articles draw their words from a vocabulary as skewed as real text has it.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any, TextIO

SYLLABLES = (
    "ba be bo da de do fa fi ga go ha he ka ke ki la le lo ma me mi na ne no pa pe ra re ri ro sa se so ta te ti to va"
).split()
GLUE = "the of a to and in that was for on it with as his at by from had not be this which were".split()
PLACES = "Aldham Birkholt Cawdry Dunmere Eastley Farrow Garvale Holmby Inverlea Jarrow Kelby Lowhaven".split()
KINDS = "Water Steel Mills Foods Rail Glass Paper Energy Bank Motors Mining Textile".split()
FORMS = "Group Holdings Plc Company Partners Trust".split()
START = date(2020, 1, 1)

Row = dict[str, Any]


class Writer:
    """A source of invented text; the same seed writes the same."""

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)  # noqa: S311 - the same corpus for the same seed
        words = {"".join(self.rng.choices(SYLLABLES, k=self.rng.randint(2, 4))) for _ in range(30_000)}
        self.words = sorted(words)
        self.rng.shuffle(self.words)

    def word(self) -> str:
        # the inverse of Zipf's law: a word's rank is exponential in a uniform number
        return self.words[int(len(self.words) ** self.rng.random()) - 1]

    def sentence(self) -> str:
        rng = self.rng
        words = [rng.choice(GLUE) if rng.random() < 0.4 else self.word() for _ in range(rng.randint(8, 24))]
        if rng.random() < 0.4:
            words[rng.randrange(len(words))] = self.name()
        if rng.random() < 0.3:
            words[rng.randrange(len(words))] = str(rng.randint(2, 5000))
        words[0] = words[0].capitalize()
        return " ".join(words) + "."

    def name(self) -> str:
        return f"{self.word().capitalize()} {self.word().capitalize()}"

    def day(self) -> str:
        return (START + timedelta(days=self.rng.randrange(1500))).isoformat()

    def article(self) -> Row:
        paragraphs = [
            " ".join(self.sentence() for _ in range(self.rng.randint(2, 4))) for _ in range(self.rng.randint(4, 14))
        ]
        return {"title": self.sentence()[:-1], "text": "\n".join(paragraphs), "published": self.day()}

    def report(self) -> Row:
        """One of five templates."""
        return self.rng.choice((self.dividend, self.weather, self.result, self.notice, self.fixture))()

    def company(self) -> str:
        return f"{self.rng.choice(PLACES)} {self.rng.choice(KINDS)} {self.rng.choice(FORMS)}"

    def dividend(self) -> Row:
        rng, company = self.rng, self.company()
        cents = rng.randint(2, 90)
        text = (
            f"{company} said it will pay a quarterly dividend of {cents} cents a share.\nThe dividend is payable on "
            f"May {rng.randint(1, 28)} to holders of record on April {rng.randint(1, 28)}.\n"
            f"{company} paid {rng.randint(2, 90)} cents in the same quarter of last year."
        )
        return {"title": f"{company} sets dividend of {cents} cents", "text": text, "published": self.day()}

    def weather(self) -> Row:
        rng, place = self.rng, self.rng.choice(PLACES)
        low, wind = rng.randint(-9, 14), rng.randint(5, 80)
        text = (
            f"Tomorrow will be {rng.choice(('dry', 'cloudy', 'wet', 'bright'))} in {place} and the valleys around it.\n"
            f"Temperatures will rise from {low} degrees in the morning to {low + rng.randint(3, 11)} degrees in the "
            f"afternoon.\nThe wind blows from the {rng.choice(('north', 'south', 'west'))} at {wind} kilometres "
            f"an hour, with gusts of up to {wind + rng.randint(5, 40)} on the coast.\nThe chance of rain is "
            f"{rng.randint(0, 100)} per cent.\nThe pollen count is low, and the sun sets at {rng.randint(16, 21)}:"
            f"{rng.randint(10, 59)}.\nThe river stands at {rng.randint(80, 420)} centimetres at the bridge."
        )
        return {"title": f"The weather in {place}", "text": text, "published": self.day()}

    def result(self) -> Row:
        rng, company = self.rng, self.company()
        text = "\n".join(
            f"{line} {rng.randint(1, 900)},{rng.randint(100, 999)},000 against {rng.randint(1, 900)},"
            f"{rng.randint(100, 999)},000"
            for line in ("Net income", "Revenue", "Operating profit", "Average shares", "Orders", "Nine months net")
        )
        text = f"{company} reported its third quarter to the end of September.\n{text}\nAll amounts in crowns."
        return {"title": f"{company} third quarter net", "text": text, "published": self.day()}

    def notice(self) -> Row:
        rng, name, place = self.rng, self.name(), self.rng.choice(PLACES)
        text = (
            f"{name}, {rng.randint(50, 99)}, of {place} died on {rng.choice(('Monday', 'Friday', 'Sunday'))} after a "
            f"short illness.\nThe service will be held at {rng.randint(9, 16)}:00 on March {rng.randint(1, 31)} at the "
            f"chapel in {place}, with burial to follow in the old cemetery.\nSurvivors include {rng.randint(1, 5)} "
            f"children and {rng.randint(0, 14)} grandchildren.\nThe family asks for no flowers and thanks the nurses "
            f"of ward {rng.randint(1, 30)} for their care."
        )
        return {"title": f"{name}, {place}", "text": text, "published": self.day()}

    def fixture(self) -> Row:
        rng, home, away = self.rng, *self.rng.sample(PLACES, 2)
        text = (
            f"{home} United play {away} Rovers on Saturday at {rng.randint(12, 20)}:30 in round {rng.randint(1, 34)}.\n"
            f"{home} won the last meeting {rng.randint(1, 6)}-0 and stand in place {rng.randint(1, 18)} with "
            f"{rng.randint(3, 70)} points.\n{away} are without {self.name()}, who is suspended.\nThe referee is "
            f"{self.name()}. Tickets are on sale at the gate from ten in the morning."
        )
        return {"title": f"{home} against {away}", "text": text, "published": self.day()}

    # -- changes of a copy

    def corrected(self, row: Row) -> Row:
        words = row["text"].split(" ")
        words[self.rng.randrange(len(words))] = str(self.rng.randint(2, 5000))
        return row | {"text": " ".join(words)}

    def cut(self, row: Row) -> Row:
        paragraphs = row["text"].split("\n")
        return row | {"text": "\n".join(paragraphs[: max(2, len(paragraphs) * self.rng.randint(4, 8) // 10)])}

    def wrapped(self, row: Row) -> Row:
        text = f"Home\nNews\nSport\n{row['text']}\nMost read\nSign up to our newsletter\nShare this article"
        return row | {"text": text, "title": ""}

    def extended(self, row: Row) -> Row:
        more = "\n".join(f"{self.sentence()} {self.sentence()}" for _ in range(self.rng.randint(1, 3)))
        return row | {"text": f"{row['text']}\n{more}"}

    def reset(self, row: Row) -> Row:
        return row | {"text": row["text"].replace("\n", "\n\n").replace(" the ", " THE "), "title": ""}

    def reworded(self, row: Row) -> Row:
        words = [
            self.word() if self.rng.random() < 0.03 and word.islower() else word for word in row["text"].split(" ")
        ]
        return row | {"text": " ".join(words)}

    def resent(self, row: Row) -> Row:
        return dict(row)


CHANGES: tuple[Callable[[Writer, Row], Row], ...] = (
    Writer.corrected, Writer.cut, Writer.wrapped, Writer.extended, Writer.reset, Writer.reworded, Writer.resent,
)  # fmt: skip
REMEMBERED = 5000
"""Articles that may still be copied: news is copied while it is new."""


def corpus(count: int, seed: int) -> Iterator[tuple[Row, str, str]]:
    """Each document, and for a copy the id of its original and the change."""
    writer = Writer(seed)
    originals: list[Row] = []
    for number in range(count):
        luck = writer.rng.random()
        original, change = "", ""
        if luck < 0.2 and originals:
            source = writer.rng.choice(originals)
            how = writer.rng.choice(CHANGES)
            row, original, change = how(writer, source), source["id"], how.__name__
        elif luck < 0.4:
            row = writer.report()
        else:
            row = writer.article()
        row = row | {"id": f"doc-{number:07}"}
        if luck >= 0.4:
            if len(originals) < REMEMBERED:
                originals.append(row)
            else:
                originals[writer.rng.randrange(REMEMBERED)] = row
        yield row, original, change


def write(file: TextIO, gold: TextIO, count: int, seed: int) -> None:
    for row, original, change in corpus(count, seed):
        file.write(json.dumps(row) + "\n")
        if original:
            gold.write(json.dumps({"id": row["id"], "of": original, "change": change}) + "\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("count", type=int)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    with given.file.open("w") as file, given.file.with_suffix(".gold.jsonl").open("w") as gold:
        write(file, gold, given.count, given.seed)


if __name__ == "__main__":
    main()
