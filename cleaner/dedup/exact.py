"""Is this the same article, word for word, as one that came before?

The same report is published under several addresses, crawled twice, and stored with another layout. Copies differ in
case, quotes, dashes and spacing, which editors' systems change and readers do not see, so words alone are compared:
the case-folded text with every run of other characters as one space. Two texts with the same digest are the same;
the first in input order is kept and stands for the others.

The digest has 128 bits: among a thousand million documents, two different ones meet with a chance of 1 in 10^21.
"""

from __future__ import annotations

import hashlib
import re
from typing import Any

RULE = "dedup.exact"
DIGEST_BYTES = 16
_GAPS = re.compile(r"[\W_]+")


def digest(text: str) -> bytes:
    """16 bytes that are the same for texts of the same words; of the text itself where it has no words."""
    folded = _GAPS.sub(" ", text.casefold()).strip() or text
    return hashlib.sha256(folded.encode("utf-8", "surrogatepass")).digest()[:DIGEST_BYTES]


def drop_copy(manifest: dict[str, Any], representative: str) -> None:
    """Turn the manifest row of a kept document into that of a copy of `representative`.

    What was kept, as it stood or rewritten, is now removed by this rule; it stands between the edits that were there.
    """
    note = f"same words as {representative}"
    spans = [(piece[0], piece[1]) for piece in manifest["pieces"] if piece[0] < piece[1]]
    manifest["edits"] = sorted(
        [*manifest["edits"], *({"start": start, "end": end, "rule": RULE, "note": note} for start, end in spans)],
        key=lambda edit: (edit["start"], edit["end"]),
    )
    characters = manifest["characters"]
    characters["removed"] += characters["kept"] + characters["rewritten"]
    characters["kept"] = characters["rewritten"] = 0
    manifest.update(status="dropped", reason=RULE, cluster=representative, representative=False, pieces=[])
