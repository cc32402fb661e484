"""How is a page with foreign fragments kept until its copies are known, which may tell what stood there?"""

from __future__ import annotations

import zlib

from cleaner.read.unit import Unit
from cleaner.wire import decode_row, encode_row

SPOILT, NAMES, STORY, LINES = range(4)
"""kinds of what is kept aside of some texts: the unit of one with foreign fragments, until it is decided; the names it
speaks of; the document its story is called after; the digests of its paragraphs"""


def pack_unit(unit: Unit) -> bytes:
    """A unit as bytes, small."""
    head = encode_row({**unit._asdict(), "raw": len(unit.raw), "sidecar": len(unit.sidecar)})
    return zlib.compress(head + unit.raw + unit.sidecar)


def unpack_unit(data: bytes) -> Unit:
    """The unit that was packed."""
    head, _, rest = zlib.decompress(data).partition(b"\n")
    fields = decode_row(head)
    size = fields["raw"]
    return Unit(**{**fields, "raw": rest[:size], "sidecar": rest[size : size + fields["sidecar"]]})
