"""Which languages use this word, and how often?

One file, `table.bin`, written by `bench/language/build_table.py` from openly licensed word lists (NOTICE names them)
and mapped into memory: workers share its pages. It lists 1.4 million words of some hundred languages with their log
probabilities, and for words that no list has, log probabilities of a letter after two others. `_table.pyx` looks words
up faster; tests hold the two to each other.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Sequence
from functools import cache, cached_property
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np

from cleaner.package import PACKAGE

try:
    from cleaner.language._table import Lists
except ImportError:
    IS_COMPILED = False
else:
    IS_COMPILED = True

Floats = np.ndarray[Any, np.dtype[np.float32]]
Ints = np.ndarray[Any, np.dtype[np.int32]]
Flags = np.ndarray[Any, np.dtype[np.bool_]]


class Table:
    """The mapped table. Languages are numbers: indices into `codes`."""

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            magic, size = struct.unpack("<4sI", file.read(8))
            if magic != b"NPCL":
                raise ValueError(f"{path}: is no word table; install the package again")
            head = json.loads(file.read(size))
        mapped = np.memmap(path, mode="r", offset=8 + size, dtype="u1")

        def array(name: str) -> Any:
            told = head["arrays"][name]
            dtype, shape, start = np.dtype(told["dtype"]), tuple(told["shape"]), told["offset"]
            length = dtype.itemsize * int(np.prod(shape))
            return mapped[start : start + length].view(np.ndarray).view(dtype).reshape(shape)

        self.step: float = head["step"]
        self.codes: tuple[str, ...] = tuple(spec["code"] for spec in head["languages"])
        self.scripts: tuple[str, ...] = tuple(spec["script"] for spec in head["languages"])
        self.groups: tuple[str, ...] = tuple(spec["group"] for spec in head["languages"])
        self.number: dict[str, int] = {code: number for number, code in enumerate(self.codes)}
        self._hashes, self._numbers, self._values = array("hashes"), array("numbers"), array("values")
        self._counts = array("counts")
        self.floors: Floats = -array("floors").astype(np.float32) / self.step
        self._triples, self._letters = array("triples"), array("letters")
        words, entries, letters = self._hashes, self._numbers, self._triples
        pairs = (words, self._counts), (entries, self._values), (letters, self._letters)
        self.lists: Lists | None = Lists(*pairs, self.floors, self.step) if IS_COMPILED else None
        """the same, compiled; None where no compiler was found when the package was installed"""

    @cached_property
    def sizes(self) -> Any:
        """The words of each language's list."""
        return self.lists.sizes if self.lists is not None else np.bincount(self._numbers, minlength=len(self.codes))

    @cached_property
    def _ends(self) -> Any:
        return np.cumsum(self._counts, dtype=np.int64)

    def rivals(self, own: int) -> Flags:
        """The other languages of the same script."""
        script = self.scripts[own]
        return np.array([other == script and number != own for number, other in enumerate(self.scripts)])

    def kin(self, own: int, other: int) -> Flags:
        """The close relatives of a language, but for that other one."""
        group = self.groups[own]
        relatives = [
            number not in (own, other) and bool(group) and of == group for number, of in enumerate(self.groups)
        ]
        return np.array(relatives)

    def strangers(self, own: int, other: int) -> Flags:
        """The languages of the other's script that are no close relatives of either."""
        near = {self.groups[number] for number in (own, other) if self.groups[number]}
        return np.array(
            [
                script == self.scripts[other] and number not in (own, other) and group not in near
                for number, (script, group) in enumerate(zip(self.scripts, self.groups, strict=True))
            ]
        )

    def look_up(self, words: Sequence[str], languages: Sequence[int] | None = None) -> tuple[Floats, Flags]:
        """`[word, language]` log probabilities of lower-case words, and whether the language lists the word.

        A word that a language does not list has its floor: a nat below the rarest word of its list.
        """
        chosen = np.arange(len(self.codes)) if languages is None else np.array(languages, np.int64)
        column = np.full(len(self.codes), -1, np.int32)
        column[chosen] = np.arange(len(chosen))
        if self.lists is not None:
            return self.lists.look_up(words, column, len(chosen), self.floors[chosen])
        return self._look_up(words, column, self.floors[chosen])

    def _look_up(self, words: Sequence[str], column: Ints, floors: Floats) -> tuple[Floats, Flags]:
        """The same without a compiler's help; `column` is that of each language, or -1."""
        wanted = np.array([crc32(word.encode("utf-8", "replace")) for word in words], "u4")
        places = np.searchsorted(self._hashes, wanted)
        places[places == len(self._hashes)] = 0
        rows = np.flatnonzero(self._hashes[places] == wanted)
        ends = self._ends[places[rows]]
        counts = self._counts[places[rows]].astype(np.int64)
        at = np.repeat(ends - np.cumsum(counts), counts) + np.arange(counts.sum())
        rows, numbers = np.repeat(rows, counts), self._numbers[at]
        columns = column[numbers]
        asked = columns >= 0
        rows, columns, at = rows[asked], columns[asked], at[asked]
        found: Floats = np.tile(floors, (len(words), 1))
        found[rows, columns] = self._values[at] * np.float32(-1 / self.step)
        listed: Flags = np.zeros(found.shape, bool)
        listed[rows, columns] = True
        return found, listed

    def spell(self, words: Sequence[str], languages: Sequence[int]) -> Floats:
        """`[word, language]` log probabilities of lower-case words by their letters alone."""
        if self.lists is not None:
            return self.lists.spell(words, np.array(languages, np.int32))
        return self._spell(words, languages)

    def _spell(self, words: Sequence[str], languages: Sequence[int]) -> Floats:
        """The same without a compiler's help."""
        triples = [f"  {word} "[at : at + 3] for word in words for at in range(len(word) + 1)]
        wanted = np.array([crc32(triple.encode("utf-8", "replace")) for triple in triples], "u4")
        places = np.searchsorted(self._triples, wanted)
        places[places == len(self._triples)] = 0
        rows = np.where(self._triples[places] == wanted, places, len(self._triples))
        values = self._letters[rows[:, None], np.array(languages)[None, :]]
        starts = np.cumsum([0, *[len(word) + 1 for word in words[:-1]]])
        sums: Floats = np.add.reduceat(values, starts, axis=0, dtype=np.int32).astype(np.float32)
        return sums / np.float32(-self.step)


@cache
def load_table() -> Table:
    """The package's table; mapped at the first call, which takes a few milliseconds."""
    return Table(PACKAGE / "language" / "table.bin")
