"""Is a letter written as a base and a loose accent, where one character says the same?

Some editors and file systems decompose "é" into "e" and a combining accent: the same word for a reader, another one
for a program. The text is brought to Unicode normalisation form C (UAX #15), each changed stretch an edit of its
own. The compatibility forms (NFKC) would change what the author wrote: they stay.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from cleaner.rules import editor
from cleaner.trace import Edit

_STRETCH = re.compile(r"[\x00-\x7f]?[^\x00-\x7f]+")
"""An ASCII character combines with nothing before it, so what begins with one composes by itself."""


@editor(
    order=50,
    examples=[
        ("cafe\u0301", "café"),
        ("A\u030angstro\u0308m", "Ångström"),
        ("ﬁne ½ ²", "ﬁne ½ ²"),
        ("déjà vu", "déjà vu"),
    ],
)
def compose(text: str) -> Iterator[Edit]:
    if text.isascii() or unicodedata.is_normalized("NFC", text):
        return
    for match in _STRETCH.finditer(text):
        composed = unicodedata.normalize("NFC", match.group())
        if composed != match.group():
            yield Edit(match.start(), match.end(), composed, "NFC")
