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

import numpy as np

from cleaner.dedup.exact import digest
from cleaner.dedup.sketch import KEYS, pack, sketch
from cleaner.dedup.standing import STANDING, clutter, is_cut, seconds_of, steps
from cleaner.dedup.words import Words, split_words

RULE: Final = "dedup.near"
_NO_KEYS = bytes(4 * KEYS)


def remember(document: dict[str, Any], *, near: bool, spoilt: int = 0) -> bytes:
    """What has to be known of a document row so that its copies are found: digest, sketch, standing.

    `spoilt` is how many foreign fragments were found in it.
    """
    text = document["text"]
    words = Words(text) if near else None
    count = len(words) if words else len(split_words(text))
    url = document["url"]
    standing = np.zeros(1, STANDING)
    standing["cut"] = is_cut(text)
    standing["step"] = steps(count)
    standing["clutter"] = min(0xFFFF, clutter(text) + spoilt)
    standing["address"] = 2 - bool(url) - bool(url and "?" not in url)
    standing["words"] = min(count, 0xFFFFFFFF)
    standing["published"] = seconds_of(document["published"])
    standing["page"] = _number(url) if url else 0
    standing["source"] = _number(document["host"] or document["source"])
    return digest(text) + (pack(sketch(words)) if words else _NO_KEYS) + standing.tobytes()


def _number(name: str) -> int:
    return int.from_bytes(hashlib.blake2b(name.encode("utf-8", "surrogatepass"), digest_size=8).digest())
