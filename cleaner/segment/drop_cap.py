"""Is this line nothing but the first letter of the next, set large?

A long read begins with a letter of three lines' height, which has an element of its own
(`<span class="drop-cap">T</span>he ferry …`). Where each text node became a line, it stands alone, and the sentence
below begins "he ferry": nobody took the letter for text. It is joined to its word again. A letter may be a word too
("A ferry …", "R is a language …"): where the word below or the letter stands elsewhere in the text, and the two do not
stand there together, a space is put between. In small capitals ("T", "HE FERRY …") they must. In scripts without
capitals nothing shows. Of 38 lines joined in 893 pages flattened three ways 34 are right; four have a space too much
("I f you").
"""

from __future__ import annotations

import re
from itertools import islice

from cleaner.segment.gather import Segmented
from cleaner.stops import STOPS
from cleaner.trace import Cause, Piece, Trace

LEAST, SURE = 20, 60
"""characters of the line below, shorter ones are labels ("X", "close this window"); of one that may lack a stop"""
MOST = 20
"""letters on lines of their own, one for each chapter; a text with more of them is an index"""
_ALONE = re.compile(r"\n[^\S\n]*[\"“„«‘’']?[^\W\d_][^\S\n]*\n")
_LETTER = re.compile(r"^[^\S\n]*[\"“„«‘’']?([^\W\d_])[^\S\n]*\n\s*([’']?[^\W\d_]{1,40})\b", re.MULTILINE)
_ENDS = frozenset(STOPS + "\"'”’»)")
_JOINED = (Cause("segment.text", "a drop cap joined to its word"),)


def join_drop_caps(source: str, found: Segmented) -> Segmented:
    """The paragraphs of a flat text with each drop cap at the beginning of its own."""
    if not _ALONE.search(source):
        return found
    found_letters = list(islice(_LETTER.finditer(source), MOST + 1))
    if not 0 < len(found_letters) <= MOST:
        return found
    joints = {match.start(2): _joint(source, match[1], match[2]) for match in found_letters}
    blocks = found.blocks[:1]
    for block in found.blocks[1:]:
        above = blocks[-1]
        glue = joints.get(block.start)
        if glue is not None and len(above.trace.text) <= 2 and _is_told(block.trace.text):
            above.trace = Trace(
                [*above.trace.pieces, Piece(above.end, block.start, glue, _JOINED), *block.trace.pieces]
            )
        else:
            block.index = len(blocks)
            blocks.append(block)
    for block in blocks:
        pieces = block.trace.pieces
        if len(pieces) > 2 and len(pieces[0].text) <= 2 and pieces[1].text and joints.get(pieces[2].start) == "":
            joint = Piece(pieces[1].start, pieces[1].end, "", _JOINED)
            block.trace = Trace([pieces[0], joint, *pieces[2:]])
    return Segmented(blocks, found.containers, found.head)


def _is_told(text: str) -> bool:
    """Whether a line is a sentence rather than a label."""
    return len(text) >= SURE or (len(text) >= LEAST and text[-1] in _ENDS)


def _joint(source: str, letter: str, rest: str) -> str | None:
    """What stands between a letter and the word below, if they belong together."""
    if not letter.isupper() or not (rest.islower() or rest.isupper()):
        return None
    if re.search(rf"\b{letter}{rest}\b", source, re.IGNORECASE):
        return ""
    if not rest.islower():
        return None
    if re.search(rf"\S[^\S\n]+{letter}\b|\b{letter}[^\S\n]+\S", source) and rest[0].isalpha():
        return " "
    return " " if sum(1 for _ in re.finditer(rf"\b{rest}\b", source, re.IGNORECASE)) > 1 else ""
