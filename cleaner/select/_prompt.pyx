# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True
"""Which lines may name a place to follow the paper at? A first look for prompt.py, in one pass over their characters."""

from cpython.unicode cimport PyUnicode_DATA, PyUnicode_GET_LENGTH, PyUnicode_KIND, Py_UNICODE_TOLOWER
from libc.stdint cimport uint8_t, uint16_t, uint32_t

from cleaner.page import Block, Container
from cleaner.select import prompt as twin
from cleaner.trace import Piece, Trace

from cleaner._slots cimport BLOCK_TRACE, BLOCK_VERDICT, TRACE_TEXT, block_slot, slots_prepare, trace_slot

slots_prepare(Block, Trace, Container, Piece)

ctypedef unsigned int Char
ctypedef fused Letter:
    const uint8_t
    const uint16_t
    const uint32_t

cdef enum: STEM = 12, PREFIX = 4
cdef uint8_t[STEM + 1][8192] KNOWN
"""by their number, a bit for the hash of those letters with which a place begins; of shorter names that of all. Of
number 0 a bit for the first two letters of each, of number 1 for the first PREFIX of those that have more"""
cdef Py_ssize_t LONGEST = twin.LONGEST


cdef inline uint32_t add(uint32_t hash, Char c) noexcept:
    return (hash ^ c) * <uint32_t>0x9E3779B1


cdef inline bint is_noted(int size, uint32_t hash) noexcept:
    return KNOWN[size][hash >> 19] >> ((hash >> 16) & 7) & 1


cdef int note_places() except -1:
    cdef uint32_t hash
    cdef int size
    for place in twin.places():
        if len(place) < 2:
            raise ImportError("a place of one letter")
        hash, size = 0, 0
        for letter in place[:STEM]:
            hash = add(hash, ord(letter))
            size += 1
            if size == 2:
                KNOWN[0][hash >> 19] |= 1 << ((hash >> 16) & 7)
            elif size == PREFIX:
                KNOWN[1][hash >> 19] |= 1 << ((hash >> 16) & 7)
        KNOWN[size][hash >> 19] |= 1 << ((hash >> 16) & 7)
    return 0


note_places()


def may_name(list texts):
    """The places of the lines that may name one (prompt.may_name)."""
    cdef Py_ssize_t i, size
    cdef list found = []
    cdef int kind
    cdef const void* chars
    cdef bint seen
    for i in range(len(texts)):
        text = <str>texts[i]
        kind, chars, size = PyUnicode_KIND(text), PyUnicode_DATA(text), PyUnicode_GET_LENGTH(text)
        if size > LONGEST:
            continue
        if kind == 1:
            seen = look(<const uint8_t*>chars, size)
        elif kind == 2:
            seen = look(<const uint16_t*>chars, size)
        else:
            seen = look(<const uint32_t*>chars, size)
        if seen:
            found.append(i)
    return found


cdef bint look(Letter* chars, Py_ssize_t size) noexcept:
    """Whether the letters that a place begins with stand in a text; or one that is two, or another, in lower case."""
    cdef Py_ssize_t i, end
    cdef Char following = 0, first
    cdef uint32_t hash
    cdef int count
    for i in range(size - 1, -1, -1):
        first = lowered(chars[i])
        if first == 0x130 or first == 0x3C3 or first == 0x3C2:
            return True
        hash = add(add(0, first), following)
        following = first
        if i + 1 == size or not is_noted(0, hash):
            continue
        count, end = 2, i + 2
        while not is_noted(count, hash):
            if count == STEM or end == size or (count == PREFIX and not is_noted(1, hash)):
                break
            hash = add(hash, lowered(chars[end]))
            count += 1
            end += 1
        else:
            return True
    return False


cdef inline Char lowered(Char c) noexcept:
    """A character in lower case; those that the whole text decides on as they are."""
    if c < 128:
        return c | 32 if 65 <= c <= 90 else c
    return c if c == 0x130 else Py_UNICODE_TOLOWER(c)


def open_lines(list blocks, list chances, double least):
    """The blocks without a verdict that are likely enough, and their texts (prompt.open_lines)."""
    cdef list found = [], texts = []
    cdef Py_ssize_t i
    if len(chances) != len(blocks):
        raise ValueError("chances of other blocks")
    for i in range(len(blocks)):
        if <double>chances[i] >= least and block_slot(blocks[i], BLOCK_VERDICT) is None:
            found.append(blocks[i])
            texts.append(trace_slot(block_slot(blocks[i], BLOCK_TRACE), TRACE_TEXT))
    return found, texts
