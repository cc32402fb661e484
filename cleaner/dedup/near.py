"""Is this nearly the same text as another, changed as copies are and not as reports from one template are?

The same report is re-sent with a correction, cut for a briefing, wrapped in another site's furniture, extended through
the day, set again with other quotes. Found by keys they share (`dedup/sketch.py`), compared word by word
(`dedup/compare.py`), judged by what differs (`dedup/guard.py`), and represented by the best of them
(`dedup/standing.py`). What was kept of a copy is removed under this rule; the manifest row's `copy` names the
representative, the similarity and the evidence.
"""

from __future__ import annotations

import hashlib
from typing import Any, Final

from cleaner.dedup import words
from cleaner.dedup.exact import digest
from cleaner.dedup.sketch import KEYS, pack, sketch
from cleaner.dedup.standing import PACKED, clutter, is_cut, seconds_of, steps

try:
    from cleaner.dedup import _sketch
except ImportError:
    IS_COMPILED = False
else:
    IS_COMPILED = True

RULE: Final = "dedup.near"
_NO_KEYS = bytes(4 * KEYS)


def remember(document: dict[str, Any], *, near: bool, spoilt: int = 0) -> bytes:
    """What has to be known of a document row so that its copies are found: digest, sketch, standing.

    `spoilt` is how many foreign fragments were found in it.
    """
    text, url = document["text"], document["url"]
    if not near:
        count, short, keys = len(words.split_words(text)), clutter(text), _NO_KEYS
    else:
        count, short, keys = _sketch.read_text(text, words.KNOWN) if IS_COMPILED else read_text(text)
    standing = PACKED.pack(
        is_cut(text),
        steps(count),
        min(0xFFFF, short + spoilt),
        2 - bool(url) - bool(url and "?" not in url),
        min(count, 0xFFFFFFFF),
        seconds_of(document["published"]),
        _number(url) if url else 0,
        _number(document["host"] or document["source"]),
    )
    return digest(text) + keys + standing


def read_text(text: str) -> tuple[int, int, bytes]:
    """How many words a text has, its clutter, its packed sketch. `_sketch.pyx` says the same in one pass."""
    read = words.Words(text)
    return len(read), clutter(text), pack(sketch(read))


def _number(name: str) -> int:
    return int.from_bytes(hashlib.blake2b(name.encode("utf-8", "surrogatepass"), digest_size=8).digest())
