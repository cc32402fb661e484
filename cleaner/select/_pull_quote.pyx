# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True
"""Which lines begin with a quotation mark? The same as pull_quote.py says."""

from cpython.unicode cimport PyUnicode_GET_LENGTH, PyUnicode_READ_CHAR

from cleaner.page import Block, Container
from cleaner.select import pull_quote as twin
from cleaner.trace import Piece, Trace

from cleaner._slots cimport BLOCK_MARKS, BLOCK_TRACE, TRACE_TEXT, block_slot, slots_prepare, trace_slot

slots_prepare(Block, Trace, Container, Piece)

cdef frozenset OTHERS = frozenset([ord(quote) for quote in twin.QUOTES if ord(quote) > 127])
cdef unsigned char[128] IS_QUOTE
for place in range(128):
    IS_QUOTE[place] = chr(place) in twin.QUOTES


def quoted(list blocks, list texts):
    """The blocks whose texts, which must not be empty, begin with a quotation mark (pull_quote.quoted)."""
    cdef Py_ssize_t i, count = len(blocks)
    cdef list found = []
    if len(texts) != count:
        raise ValueError("texts of other blocks")
    for i in range(count):
        if not PyUnicode_GET_LENGTH(<str>texts[i]):
            raise IndexError("a text is empty")
        if begins(<str>texts[i]):
            found.append(blocks[i])
    return found


def quoted_or_marked(list blocks, unsigned long long marks):
    """The blocks with one of these marks, or a text that begins with such a mark (pull_quote.quoted_or_marked)."""
    cdef list found = []
    cdef str text
    for block in blocks:
        if <unsigned long long>block_slot(block, BLOCK_MARKS) & marks:
            found.append(block)
            continue
        text = <str>trace_slot(block_slot(block, BLOCK_TRACE), TRACE_TEXT)
        if PyUnicode_GET_LENGTH(text) and begins(text):
            found.append(block)
    return found


cdef inline bint begins(str text):
    """Whether a text, which must not be empty, begins with a quotation mark."""
    cdef unsigned int c = PyUnicode_READ_CHAR(text, 0)
    if c < 128:
        return IS_QUOTE[c]
    return (c == 0xAB or c == 0xBB or 0x2018 <= c <= 0x203A) and c in OTHERS
