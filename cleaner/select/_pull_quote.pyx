# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True
"""Which lines begin with a quotation mark? The same as pull_quote.py says."""

from cpython.unicode cimport PyUnicode_GET_LENGTH, PyUnicode_READ_CHAR

from cleaner.select import pull_quote as twin

cdef frozenset OTHERS = frozenset([ord(quote) for quote in twin.QUOTES if ord(quote) > 127])
cdef unsigned char[128] IS_QUOTE
for place in range(128):
    IS_QUOTE[place] = chr(place) in twin.QUOTES


def quoted(list blocks, list texts):
    """The blocks whose texts, which must not be empty, begin with a quotation mark (pull_quote.quoted)."""
    cdef Py_ssize_t i, count = len(blocks)
    cdef list found = []
    cdef unsigned int c
    if len(texts) != count:
        raise ValueError("texts of other blocks")
    for i in range(count):
        if not PyUnicode_GET_LENGTH(<str>texts[i]):
            raise IndexError("a text is empty")
        c = PyUnicode_READ_CHAR(<str>texts[i], 0)
        if IS_QUOTE[c] if c < 128 else (c == 0xAB or c == 0xBB or 0x2018 <= c <= 0x203A) and c in OTHERS:
            found.append(blocks[i])
    return found
