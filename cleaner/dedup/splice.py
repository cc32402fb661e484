"""What do a row's edits become when what was kept of it goes?

`_splice.pyx` says the same for a C compiler, without making an object of any edit; tests hold the two to each other.
"""

from __future__ import annotations

from operator import itemgetter
from typing import Any

from cleaner.wire import decode_row, encode_row

Spliced = tuple[bytes, int, dict[str, int]]
"""the new edits as JSON, how many characters went with the pieces, and by rule how many of them had been rewritten"""


def splice(edits: bytes, pieces: bytes, rule: str, note: str) -> Spliced:
    """Edits with one more for each piece, in order; a rewritten piece's own edit is named in the note of the new one.

    `edits` and `pieces` are JSON, as they stand in a manifest row.
    """
    found: list[dict[str, Any]] = []
    rewrites: dict[tuple[int, int], str] = {}
    changed: dict[str, int] = {}
    for edit in decode_row(edits):
        if edit.get("text"):
            rewrites[edit["start"], edit["end"]] = edit["rule"]
            changed[edit["rule"]] = changed.get(edit["rule"], 0) + edit["end"] - edit["start"]
        else:
            found.append(edit)
    removed = 0
    for start, end, *_ in decode_row(pieces):
        if start < end:
            said = f"{note}; after {rewrites[start, end]}" if (start, end) in rewrites else note
            found.append({"start": start, "end": end, "rule": rule, "note": said})
            removed += end - start
    return encode_row(tuple(sorted(found, key=itemgetter("start", "end"))))[:-1], removed, changed
