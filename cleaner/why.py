"""What became of a character of a page, by which rule, on what evidence?

Read from the page's manifest row and its source, so the answer is that of the run, and nobody has to clean again.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cleaner.rules import switchable

_SUMS = ("source", "markup", "kept", "rewritten", "removed")
_MOST = 8
"""stretches of one answer"""


def explain(row: dict[str, Any], source: str, offset: int | None = None) -> str:
    """What became of the character at `offset` of a source, or of the whole page, in words."""
    if offset is None:
        return _why_page(row)
    if not 0 <= offset < len(source):
        return f"{offset} is not in the source, which has {len(source)} characters"
    for edit in row["edits"]:
        if edit["start"] <= offset < edit["end"]:
            return _why_edit(edit, source, _host(row))
    for piece in row["pieces"]:
        if piece[0] <= offset < piece[1]:
            shown = _shown(source, piece[0], piece[1], offset)
            return f"kept: {shown}\n  copied verbatim from {piece[0]} to {piece[1]}"
    shown = _shown(source, offset - 20, offset + 40, offset)
    what = "white space that no text needs" if source[offset].isspace() else "a tag, a comment or a script"
    return f"markup: {shown}\n  {what}: nothing that a reader sees"


def explain_words(row: dict[str, Any], source: str, words: str) -> str:
    """What became of these words, wherever a reader sees them on the page; '' where they do not stand.

    Case, white space and the tags between the words do not matter. Words that only the cleaned text has in a row are
    found as well.
    """
    wanted = " ".join(words.casefold().split())
    answers: dict[str, None] = {}
    none: list[dict[str, Any]] = []
    for edits in (row["edits"], none):
        seen, places = _as_read(source, row["pieces"], edits)
        at = seen.find(wanted) if wanted else -1
        while at >= 0 and len(answers) < _MOST:
            for place in _changes(row, places[at : at + len(wanted)]):
                answers[explain(row, source, place)] = None
            at = seen.find(wanted, at + 1)
        if answers:
            break
    return "\n".join(answers)


def _as_read(source: str, pieces: list[list[Any]], edits: list[dict[str, Any]]) -> tuple[str, list[int]]:
    """What pieces and edits hold, folded, and the offset of each character of that."""
    stretches: dict[tuple[int, int], str | None] = {(edit["start"], edit["end"]): edit.get("text") for edit in edits}
    for piece in pieces:
        stretches.setdefault((piece[0], piece[1]), piece[2] if len(piece) > 2 else None)
    read: list[tuple[int, str]] = []
    before = 0
    for (start, end), new in sorted(stretches.items(), key=lambda item: item[0]):
        if edits and source[before:start] != source[before:start].strip():
            read.append((before, " "))
        if new is not None and end > before:
            read += [(start, letter) for letter in new]
        elif new is None:
            read += [(place, source[place]) for place in range(max(start, before), end)]
        before = max(before, end)
    return _folded(read)


def _folded(read: list[tuple[int, str]]) -> tuple[str, list[int]]:
    """Characters with their places, without case, and white space as one space."""
    seen: list[str] = []
    places: list[int] = []
    for place, character in read:
        for letter in " " if character.isspace() else character.casefold():
            if letter != " " or seen[-1:] != [" "]:
                seen.append(letter)
                places.append(place)
    return "".join(seen), places


def _changes(row: dict[str, Any], places: list[int]) -> Iterator[int]:
    """A place in each stretch that these lie in."""
    spans = [(edit["start"], edit["end"]) for edit in row["edits"]] + [piece[:2] for piece in row["pieces"]]
    told: set[tuple[int, int]] = set()
    for place in places:
        for start, end in spans:
            if start <= place < end and (start, end) not in told:
                told.add((start, end))
                yield place
                break


def _host(row: dict[str, Any]) -> str:
    return str(row.get("host") or "").removeprefix("www.")


def _why_edit(edit: dict[str, Any], source: str, host: str) -> str:
    start, end, rule = edit["start"], edit["end"], edit["rule"]
    done = f"rewritten as {edit['text']!r}" if "text" in edit else "removed"
    lines = [f"{done}: {_shown(source, start, end, start)}", f"  rule  {rule}   (clean rules {rule})"]
    if edit.get("note"):
        lines.append(f"  note  {edit['note']}")
    lines.append(f"  from {start} to {end} of the source")
    if host and rule in switchable():
        lines.append(f'  wrong for the whole site? off = ["{rule}"] in RULES/{host}.toml, then --sources RULES')
    return "\n".join(lines)


def _shown(source: str, start: int, end: int, offset: int) -> str:
    """A stretch of the source around `offset`, short enough for a line."""
    low, high = max(start, offset - 60, 0), min(end, offset + 60, len(source))
    return ("…" if low > start else "") + repr(source[low:high])[1:-1] + ("…" if high < end else "")


def _why_page(row: dict[str, Any]) -> str:
    sums = row["characters"]
    lines = [
        f"{row['id']}: {row['status']}" + (f" ({row['reason']})" if row["reason"] else ""),
        "  " + ", ".join(f"{sums[name]:,} {name}" for name in _SUMS) + " characters",
    ]
    if row["cluster"] != row["id"]:
        lines.append(f"  a copy of {row['cluster']}")
    by_rule: dict[str, tuple[int, int]] = {}
    for edit in row["edits"]:
        count, size = by_rule.get(edit["rule"], (0, 0))
        by_rule[edit["rule"]] = count + 1, size + edit["end"] - edit["start"]
    for rule, (count, size) in sorted(by_rule.items(), key=lambda item: -item[1][1]):
        lines.append(f"  {rule:28} {count:6,} stretches {size:8,} characters")
    return "\n".join(lines)
