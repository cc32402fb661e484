"""Build `cleaner/language/table.bin`: which languages use a word, and how often.

    pip download --no-deps langidentify-full-model polystring stopwordsiso    # unpack the three wheels into SOURCES
    python bench/language/build_table.py SOURCES

Sources: langidentify-full-model (Apache-2.0: word frequencies of 69 Wikipedias), polystring (MIT: a word table of 394
languages, of everyday sentences for most) and stopwordsiso (MIT). A word's probability is the mean of the first two,
where both have the language: an encyclopedia lacks the words of talk ("ek", "you"), sentences lack the words of news,
and the Afrikaans list of the first lacks "die van was se met op". The last protects function words.

The table holds, for each word, the languages that list it with its log probability in sixteenths, and for words that
no list has, log probabilities of a letter after two others (Witten-Bell smoothed).
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import struct
import sys
from array import array
from collections import defaultdict
from itertools import pairwise
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np
from languages import LANGUAGES, Spec

HERE = Path(__file__).resolve().parent
TABLE = HERE.parent.parent / "cleaner" / "language" / "table.bin"
LETTERS = re.compile(r"[^\W\d_]+")
MOST_WORDS = 32_000
"""of a language; with 16,000 the spans of spans-dev lose .004, with 48,000 they gain nothing"""
STEP = 16
"""of log probability: a value v in the table is the natural logarithm -v/16"""
QUIET = 2.5
"""nats by which a function word of another language is made rarer in a list that has it from titles"""
ALONE = 0.8
"""share of its probability that a word keeps which only the sentences have"""
ROWS = 30_000
"""sequences of three letters"""
NOISE = 3.0
"""nats: an English word this much rarer in another list stands there in titles and quotations"""

Words = dict[str, float]
Entries = dict[str, dict[int, float]]


def read_langidentify(folder: Path, code: str) -> Words:
    """Word → probability, from `topwords-CODE.txt.gz`: a word and its natural logarithm a line."""
    words: Words = defaultdict(float)
    with gzip.open(
        folder / "langidentify_full_model" / "data" / f"topwords-{code}.txt.gz", "rt", encoding="utf-8"
    ) as lines:
        for line in lines:
            word, _, value = line.partition(" ")
            if not line.startswith("#"):
                for part in LETTERS.findall(word.lower()):
                    words[part] += float(np.exp(float(value)))
    return words


class Polystring:
    """The word table of polystring, read by its layout (version 1)."""

    def __init__(self, folder: Path) -> None:
        raw = (folder / "polystring" / "data" / "words.bin").read_bytes()
        magic, version, labels, words, size = struct.unpack_from("<4sHIII", raw)
        if (magic, version) != (b"PSWD", 1):
            raise SystemExit("polystring: words.bin has another layout; take polystring 1.0.0")
        header = json.loads(raw[18 : 18 + size])
        at = 18 + size
        (length,) = struct.unpack_from("<I", raw, at)
        blob, at = raw[at + 4 : at + 4 + length], at + 4 + length
        starts = np.frombuffer(raw, "<u4", words + 1, at)
        at += 4 * (words + 1) + words
        counts: Any = np.diff(np.frombuffer(raw, "<u4", words + 1, at).astype(np.int64))
        at += 4 * (words + 1)
        (pairs,) = struct.unpack_from("<I", raw, at)
        self.labels = {label: number for number, label in enumerate(header["labels"][:labels])}
        self.of_pair = np.frombuffer(raw, "<u2", pairs, at + 4)
        values = np.frombuffer(raw, "u1", pairs, at + 4 + 2 * pairs)
        self.values = header["q_min"] + values * (header["q_max"] - header["q_min"]) / 255
        self.word_of_pair = np.repeat(np.arange(words), counts)
        self.words = [blob[a:b].decode() for a, b in pairwise(starts)]

    def read(self, label: str) -> Words:
        """Word → probability in one language, words cut at apostrophes and hyphens."""
        found: Words = defaultdict(float)
        for pair in np.flatnonzero(self.of_pair == self.labels[label]):
            value = float(np.exp(self.values[pair]))
            for part in LETTERS.findall(self.words[self.word_of_pair[pair]]):
                found[part] += value
        return found


def merge(encyclopedia: Words, sentences: Words) -> Words:
    """The mean of two lists; a language that only one has keeps that one.

    A word of talk that the encyclopedia's list lacks altogether keeps its weight: such lists leave out function words.
    """
    if not encyclopedia or not sentences:
        return dict(encyclopedia or sentences)
    first, second = sum(encyclopedia.values()), sum(sentences.values())
    merged = {word: value / first / 2 for word, value in encyclopedia.items()}
    for word, value in sentences.items():
        merged[word] = merged[word] + value / second / 2 if word in merged else value / second * ALONE
    return merged


def drop_noise(words: Words, english: Words, kept: set[str]) -> None:
    """Take out English words that a list has only from titles and quotations, but those another source has too."""
    for word in english.keys() & words.keys() - kept:
        if english[word] > words[word] * np.exp(NOISE):
            del words[word]


def drop_english(words: Words, english: Words, kept: set[str]) -> None:
    """Take the English words out of a thin list, but those that another source of the language has too."""
    common = sorted(english, key=lambda word: -english[word])[:MOST_WORDS]
    for word in set(common) - kept:
        words.pop(word, None)


def read_lists(sources: Path) -> dict[str, Words]:
    """Each language's words with their probabilities, all of them."""
    sentences = Polystring(sources)
    stopwords: dict[str, list[str]] = json.loads((sources / "stopwordsiso" / "stopwords-iso.json").read_text("utf-8"))
    lists: dict[str, Words] = {}
    english: Words = {}
    kept: dict[str, set[str]] = {}
    for spec in LANGUAGES:  # English is the first
        first = read_langidentify(sources, spec.encyclopedia) if spec.encyclopedia else {}
        second = sentences.read(spec.sentences) if spec.sentences else {}
        words = {word: value for word, value in merge(first, second).items() if in_script(word, spec)}
        kept[spec.code] = set(second) | set(stopwords.get(spec.code, []))
        if spec.code == "en":
            english = words
        else:
            drop_noise(words, english, kept[spec.code])
            if spec.is_thin:
                drop_english(words, english, kept[spec.code])
        lists[spec.code] = words
        print(spec.code, len(words), file=sys.stderr)
    quieten(lists, {code: set(stopwords.get(code, [])) for code in lists}, kept)
    return lists


def quieten(lists: dict[str, Words], function_words: dict[str, set[str]], kept: dict[str, set[str]]) -> None:
    """Make the function words of other languages rarer in a list that has them only from names and titles ("en")."""
    for code, words in lists.items():
        found = set()
        for other, foreign in function_words.items():
            if other != code:
                ratio = np.exp(NOISE)
                found |= {word for word in foreign if 0 < words.get(word, 0) * ratio < lists[other].get(word, 0)}
        for word in found - kept[code]:
            words[word] *= np.exp(-QUIET)


_BLOCKS = {
    "Latn": r"[a-zß-ʯʻʼḀ-ỿ]+",
    "Cyrl": r"[Ѐ-ԯ]+",
    "Arab": r"[؀-ۿݐ-ݿ]+",
    "Grek": r"[Ͱ-Ͽἀ-῿]+",
    "Hebr": r"[א-ת]+",
    "Deva": r"[ऀ-ॿ]+",
}
_IN = {script: re.compile(pattern) for script, pattern in _BLOCKS.items()}


def in_script(word: str, spec: Spec) -> bool:
    """Whether a word is written in its language's script: lists hold names as others write them."""
    return bool(_IN[spec.script].fullmatch(word))


def quantise(value: float) -> int:
    return int(min(255, max(0, round(-np.log(value) * STEP))))


def pack_words(lists: dict[str, Words]) -> dict[str, Any]:
    """Sorted hashes, how many languages each has, and those with their values; what a word unlisted is worth."""
    entries: Entries = defaultdict(dict)
    floors = []
    for number, words in enumerate(lists.values()):
        chosen = sorted(words.items(), key=lambda item: -item[1])[:MOST_WORDS]
        for word, value in chosen:
            entries[word][number] = value
        floors.append(min(255, quantise(chosen[-1][1]) + STEP))
    by_hash: dict[int, dict[int, float]] = {}
    for word, found in entries.items():
        row = by_hash.setdefault(crc32(word.encode()), {})
        for number, value in found.items():
            row[number] = max(row.get(number, 0), value)
    hashes = sorted(by_hash)
    counts, numbers, values = array("B"), array("B"), array("B")
    for key in hashes:
        counts.append(len(by_hash[key]))
        for number, value in sorted(by_hash[key].items()):
            numbers.append(number)
            values.append(quantise(value))
    return {
        "hashes": np.array(hashes, "<u4"),
        "counts": np.frombuffer(counts, "u1"),
        "numbers": np.frombuffer(numbers, "u1"),
        "values": np.frombuffer(values, "u1"),
        "floors": np.array(floors, "u1"),
    }


def pack_letters(lists: dict[str, Words]) -> dict[str, Any]:
    """Sorted hashes of three letters, and `[row, language]`: log probability of the third after the other two.

    Learned from types, not tokens, since only words that no list has are asked; the commonest 200 left out. The last
    row stands for every other triple.
    """
    found: list[dict[str, float]] = []
    weight: dict[str, float] = defaultdict(float)
    for words in lists.values():
        ranked = sorted(words, key=lambda word: -words[word])
        triples: dict[str, float] = defaultdict(float)
        for word in ranked[200:] or ranked:
            padded = f"  {word} "
            for at in range(len(word) + 1):
                triples[padded[at : at + 3]] += 1
        total = sum(triples.values())
        for triple, count in triples.items():
            weight[triple] += count / total
        found.append(smoothed(triples))
    chosen = sorted(weight, key=lambda triple: -weight[triple])[:ROWS]
    by_hash = {crc32(triple.encode()): triple for triple in chosen}
    unseen = [quantise(min(values.values())) + STEP for values in found]
    rows = [[quantise(values[triple]) if triple in values else none for values, none in zip(found, unseen, strict=True)]
            for _, triple in sorted(by_hash.items())]  # fmt: skip
    return {"triples": np.array(sorted(by_hash), "<u4"), "letters": np.clip([*rows, unseen], 0, 255).astype("u1")}


def smoothed(triples: dict[str, float]) -> dict[str, float]:
    """Witten-Bell: a letter after two, backed by after one, backed by alone."""
    one: dict[str, float] = defaultdict(float)
    pair: dict[str, float] = defaultdict(float)
    for triple, count in triples.items():
        one[triple[2]] += count
        pair[triple[1:]] += count
    after_one, kinds_one = _contexts(pair, 1)
    after_two, kinds_two = _contexts(triples, 2)
    total = sum(one.values())
    found = {}
    for triple, count in triples.items():
        back = (pair[triple[1:]] + kinds_one[triple[1]] * one[triple[2]] / total) / (
            after_one[triple[1]] + kinds_one[triple[1]]
        )
        context = triple[:2]
        found[triple] = (count + kinds_two[context] * back) / (after_two[context] + kinds_two[context])
    return found


def _contexts(grams: dict[str, float], length: int) -> tuple[dict[str, float], dict[str, int]]:
    sums: dict[str, float] = defaultdict(float)
    kinds: dict[str, int] = defaultdict(int)
    for gram, count in grams.items():
        sums[gram[:length]] += count
        kinds[gram[:length]] += 1
    return sums, kinds


def write(parts: dict[str, Any], specs: list[Spec], path: Path) -> None:
    """A header of JSON with each array's place, padded to 64 bytes, then the arrays."""
    at = 0
    arrays = {}
    for name, part in parts.items():
        arrays[name] = {"dtype": part.dtype.str, "shape": part.shape, "offset": at}
        at += -(-part.nbytes // 64) * 64
    languages = [{"code": spec.code, "script": spec.script, "group": spec.group} for spec in specs]
    head = json.dumps({"step": STEP, "languages": languages, "arrays": arrays}).encode()
    head += b" " * (-(len(head) + 8) % 64)
    with path.open("wb") as out:
        out.write(b"NPCL" + struct.pack("<I", len(head)) + head)
        for part in parts.values():
            data = part.tobytes()
            out.write(data + b"\0" * (-len(data) % 64))
    print(f"{path.stat().st_size / 1e6:.1f} MB, {len(parts['hashes']):,} words, {len(parts['numbers']):,} pairs")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sources", type=Path, help="the folder the wheels were unpacked into")
    parser.add_argument("--out", type=Path, default=TABLE)
    options = parser.parse_args()
    lists = read_lists(options.sources)
    parts = pack_words(lists) | pack_letters(lists)
    write(parts, list(LANGUAGES), options.out)


if __name__ == "__main__":
    main()
