# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True
"""Which blocks may end with a credit: a first look for caption.py, which asks a pattern about those."""

from cpython.unicode cimport (
    PyUnicode_DATA,
    PyUnicode_KIND,
    PyUnicode_READ,
    PyUnicode_Substring,
    Py_UNICODE_ISALPHA,
    Py_UNICODE_ISSPACE,
)

from libc.stdint cimport uint8_t, uint16_t

from cleaner.page import Block, Container
from cleaner.select import caption as twin
from cleaner.trace import Piece, Trace

from cleaner._slots cimport BLOCK_KIND, BLOCK_TRACE, TRACE_TEXT, block_slot, slots_prepare, trace_slot

slots_prepare(Block, Trace, Container, Piece)

ctypedef unsigned int Char
ctypedef fused Letter:
    const uint8_t
    const uint16_t

cdef frozenset WORDS = twin.WORDS
cdef int CREDITED = twin.LONGEST, CREDIT = twin.CREDIT


def may_be_credits(list blocks):
    """The blocks that may be a caption, or its twin: those with the signs of a credit, and those before one."""
    cdef list found = []
    cdef bint this = False, following
    cdef Py_ssize_t i
    cdef str text
    before = None
    for block in blocks:
        text = <str>trace_slot(block_slot(block, BLOCK_TRACE), TRACE_TEXT)
        following = (len(text) <= CREDITED and has_signs(text)) or block_slot(block, BLOCK_KIND) == "figcaption"
        if before is not None and (this or following):
            found.append(before)
        this, before = following, block
    if this:
        found.append(before)
    return found


cdef bint has_signs(str text):
    """Whether a word for a picture stands before a sign in the text's end (caption.credit)."""
    cdef Py_ssize_t size = len(text), low = max(0, size - CREDIT)
    cdef int kind = PyUnicode_KIND(text)
    cdef const void* chars = PyUnicode_DATA(text)
    if kind == 1 and not may_be_signs(<const uint8_t*>chars + low + 3, size - low - 4):
        return False
    if kind == 2 and not may_be_signs(<const uint16_t*>chars + low + 3, size - low - 4):
        return False
    return looks_signed(text, kind, chars, low, size)


cdef inline bint may_be_signs(Letter* chars, Py_ssize_t size) noexcept:
    """Whether a colon, a slash or `by` is among these characters."""
    cdef Py_ssize_t i
    cdef bint found = False
    for i in range(size):
        found |= (chars[i] == 58) | (chars[i] == 47) | (((chars[i] | 32) == 98) & ((chars[i + 1] | 32) == 121))
    return found


cdef bint looks_signed(str text, int kind, const void* chars, Py_ssize_t low, Py_ssize_t size):
    cdef Py_ssize_t i
    cdef Char c
    for i in range(low + 3, size - 1):
        c = PyUnicode_READ(kind, chars, i)
        if c == 58:
            if is_picture(text, kind, chars, low, i - Py_UNICODE_ISSPACE(PyUnicode_READ(kind, chars, i - 1))):
                return True
        elif c == 47:
            if is_picture(text, kind, chars, low, i):
                return True
        elif (c == 98 or c == 66) and (<Char>PyUnicode_READ(kind, chars, i + 1) | 32) == 121:
            if Py_UNICODE_ISSPACE(PyUnicode_READ(kind, chars, i - 1)) and is_picture(text, kind, chars, low, i - 1):
                return True
    return False


cdef bint is_picture(str text, int kind, const void* chars, Py_ssize_t low, Py_ssize_t end):
    """Whether the word that ends here is one for a picture, or one that must be looked at more closely."""
    cdef Py_ssize_t start = end
    while start > low and Py_UNICODE_ISALPHA(PyUnicode_READ(kind, chars, start - 1)):
        start -= 1
    if end - start < 3:
        return False
    cdef str word = PyUnicode_Substring(text, start, end)
    return not word.isascii() or word.lower().rstrip("s") in WORDS
