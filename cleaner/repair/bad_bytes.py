"""Which characters are bytes that the page's encoding could not read?

A page declares one encoding and holds a paragraph pasted in another; a file was cut inside a character. Decoding
keeps such bytes as lone surrogates (PEP 383), so that the source can be rebuilt, but no text may leave with them. A
run of them is read as UTF-8 or windows-1252 where that gives printable characters, else it becomes U+FFFD.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaner.rules import editor
from cleaner.trace import Edit

_RUN = re.compile("[\ud800-\udfff]+")


@editor(
    order=10,
    examples=[
        ("caf\udce9 au lait", "café au lait"),
        ("\udce2\udc80\udc9cquoted\udce2\udc80\udc9d", "“quoted”"),
        ("cut off\udce2\udc80", "cut off\N{LATIN SMALL LETTER A WITH CIRCUMFLEX}€"),
        ("a lone \ud800 half", "a lone \N{REPLACEMENT CHARACTER} half"),
        ("nothing wrong – here", "nothing wrong – here"),
    ],
)
def bad_bytes(text: str) -> Iterator[Edit]:
    for match in _RUN.finditer(text):
        yield Edit(match.start(), match.end(), *_read(match.group()))


def _read(run: str) -> tuple[str, str]:
    try:
        data = run.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return "\N{REPLACEMENT CHARACTER}", "lone surrogate"
    for encoding in ("utf-8", "cp1252"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if text.isprintable():
            return text, f"read as {encoding}"
    return "\N{REPLACEMENT CHARACTER}", "undecodable"
