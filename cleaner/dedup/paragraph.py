"""Does this paragraph stand in documents that are no copies of one another?

A disclaimer, an author's box, an appeal for donations that selection took for text stands in document after document,
weeks apart. One copy of it stays, in the document of the highest standing. What is left alone: lines of few words or
without a full stop, quotations, paragraphs that several papers print in the same days (an agency's text), and whatever
would cost a document more than a third of its words: then it is a copy, and `dedup.near` has to say so. Inside a
document a paragraph that is said again goes too. Only with `--dedup paragraph`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator
from itertools import pairwise
from typing import Any, Final

from cleaner.dedup.exact import digest
from cleaner.dedup.words import split_words

RULE: Final = "dedup.paragraph"
LEAST_WORDS: Final = 8
"""different words of a paragraph; the rows of a table have fewer"""
DIGEST_BYTES: Final = 8
QUOTED: Final = 0.5
"""share of a line's characters inside quotation marks, from which it is a quotation"""
MOST_LOST: Final = 1 / 3
"""of a document's words"""

_STOPS = frozenset(".!?…:。！？।")
_OPENING, _CLOSING = '“«„‘"', '”»“’"'


def digests_of(text: str) -> bytes:
    """A digest and the number of words of each paragraph that may be cut, 10 bytes each, in order."""
    return b"".join(found + min(words, 0xFFFF).to_bytes(2, "little") for _, _, found, words in _paragraphs(text))


def _paragraphs(text: str) -> Iterator[tuple[int, int, bytes, int]]:
    """`(start, end, digest, words)` of each paragraph of a text that may be cut."""
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        words = split_words(line)
        if _is_sentence(line) and len(set(words)) >= LEAST_WORDS and not is_quotation(line):
            yield start, end, digest(line)[:DIGEST_BYTES], len(words)
        start = end + 1


def _is_sentence(line: str) -> bool:
    """Whether a line begins and ends as a sentence does; a line that was broken by its length does not."""
    return line.rstrip('”"’)] ')[-1:] in _STOPS and not line.lstrip()[:1].islower()


def is_quotation(line: str) -> bool:
    """Whether somebody's words make up most of a line."""
    inside = at = 0
    while at < len(line):
        if line[at] in _OPENING and (at == 0 or not line[at - 1].isalnum()):
            closing = _CLOSING[_OPENING.index(line[at])]
            end = line.find(closing, at + 1)
            end = len(line) if end < 0 else end
            inside += end - at
            at = end
        at += 1
    return inside > QUOTED * len(line)


def cut_paragraphs(manifest: dict[str, Any], document: dict[str, Any], gone: Collection[str]) -> None:
    """Take out of a kept document's rows the paragraphs of these digests (in hex), and what is said again."""
    seen: set[bytes] = set()
    spans = []
    for start, end, found, _ in _paragraphs(document["text"]):
        if found.hex() in gone or found in seen:
            spans.append((start, end, "said again" if found in seen else "in other documents too"))
        seen.add(found)
    for start, end, note in reversed(spans):
        _cut(manifest, document, (start, end), note)


def _cut(manifest: dict[str, Any], document: dict[str, Any], span: tuple[int, int], note: str) -> None:
    """Take `text[start:end]` out of both rows, with the line feed before or behind it."""
    text = document["text"]
    low, high = span
    wide = (low - 1, high) if low else (low, high + 1)
    before, inside, after = _split(manifest["pieces"], *wide)
    if inside is None or wide[1] - wide[0] >= len(text):
        return
    rewrites = {(edit["start"], edit["end"]): edit for edit in manifest["edits"] if "text" in edit}
    gone: dict[str, Any] = {}
    feed = inside[0 if low else -1]
    for start, end, *instead in inside:
        if start == end or ([start, end] == feed and end - start == 1):  # a line feed between lines is white space
            continue
        if instead and (earlier := rewrites.pop((start, end), None)):
            manifest["edits"].remove(earlier)
        if gone and gone["end"] == start:
            gone["end"] = end
        else:
            gone = {"start": start, "end": end, "rule": RULE, "note": note}
            manifest["edits"].append(gone)
    manifest["edits"].sort(key=lambda edit: (edit["start"], edit["end"]))
    manifest["pieces"] = before + after
    document["text"] = text[: wide[0]] + text[wide[1] :]
    document["sha256"] = hashlib.sha256(document["text"].encode("utf-8", "surrogatepass")).hexdigest()
    _count(manifest)


def _split(pieces: list[list[Any]], low: int, high: int) -> tuple[list[Any], list[Any] | None, list[Any]]:
    """The pieces before, in and after `text[low:high]`; None for those in it where a rewritten one crosses an edge."""
    before: list[Any] = []
    inside: list[Any] = []
    after: list[Any] = []
    at = 0
    for piece in pieces:
        start, end, *instead = piece
        stop = at + (len(instead[0]) if instead else end - start)
        if stop <= low and at < low:
            before.append(piece)
        elif at >= high:
            after.append(piece)
        elif low <= at and stop <= high:
            inside.append(piece)
        elif instead:
            return before, None, after
        else:
            cuts = [start, *(start + edge - at for edge in (low, high) if at < edge < stop), end]
            for first, last in pairwise(cuts):
                place = at + first - start
                (before if place < low else inside if place < high else after).append([first, last])
        at = stop
    return before, inside, after


def _count(manifest: dict[str, Any]) -> None:
    sums = manifest["characters"]
    sums["kept"] = sum(piece[1] - piece[0] for piece in manifest["pieces"] if len(piece) == 2)
    sums["rewritten"] = sum(piece[1] - piece[0] for piece in manifest["pieces"] if len(piece) == 3)
    sums["removed"] = sum(edit["end"] - edit["start"] for edit in manifest["edits"] if "text" not in edit)
    sums["markup"] = sums["source"] - sums["kept"] - sums["rewritten"] - sums["removed"]
