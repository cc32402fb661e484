"""How is a page with foreign fragments kept until its copies are known, which may tell what stood there?"""

from __future__ import annotations

import zlib

from cleaner.read.unit import Unit
from cleaner.wire import decode_row, encode_row


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
