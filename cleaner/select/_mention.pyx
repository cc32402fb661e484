# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True
"""Which lines may hold one of these phrases? In one pass over their characters; mention.py says the same."""

from cpython.unicode cimport PyUnicode_DATA, PyUnicode_GET_LENGTH, PyUnicode_KIND, Py_UNICODE_TOLOWER
from libc.stdint cimport uint8_t, uint16_t, uint32_t
from libc.string cimport memset

ctypedef unsigned int Char
ctypedef fused Letter:
    const uint8_t
    const uint16_t
    const uint32_t

cdef enum: STEM = 12, PREFIX = 4
ctypedef uint8_t[8192] Bits
"""a bit for the hash of some letters"""


cdef inline uint32_t add(uint32_t hash, Char c) noexcept:
    return (hash ^ c) * <uint32_t>0x9E3779B1


cdef inline bint is_noted(Bits* known, int size, uint32_t hash) noexcept:
    return known[size][hash >> 19] >> ((hash >> 16) & 7) & 1


cdef inline void note(Bits* known, int size, uint32_t hash) noexcept:
    known[size][hash >> 19] |= 1 << ((hash >> 16) & 7)


cdef class Mentions:
    """The phrases of a rule, and which lines may hold one (mention.Mentions)."""

    cdef Bits[STEM + 1] known
    """by their number, a bit for the hash of those letters with which a phrase begins; of shorter ones that of all. Of
    number 0 a bit for the first two letters of each, of number 1 for the first PREFIX of those that have more"""
    cdef Py_ssize_t longest

    def __init__(self, phrases, Py_ssize_t longest):
        cdef uint32_t hash
        cdef int size
        memset(self.known, 0, sizeof(self.known))
        self.longest = longest
        for phrase in phrases:
            if len(phrase) < 2:
                raise ValueError("a phrase of one letter")
            hash, size = 0, 0
            for letter in phrase[:STEM]:
                hash = add(hash, ord(letter))
                size += 1
                if size == 2:
                    note(self.known, 0, hash)
                elif size == PREFIX:
                    note(self.known, 1, hash)
            note(self.known, size, hash)

    def places(self, list texts):
        """The places of the lines that may hold one: all that do, and some that have its first letters."""
        cdef Py_ssize_t i, size
        cdef list found = []
        cdef int kind
        cdef const void* chars
        cdef bint seen
        for i in range(len(texts)):
            text = <str>texts[i]
            kind, chars, size = PyUnicode_KIND(text), PyUnicode_DATA(text), PyUnicode_GET_LENGTH(text)
            if size > self.longest:
                continue
            if kind == 1:
                seen = look(self.known, <const uint8_t*>chars, size)
            elif kind == 2:
                seen = look(self.known, <const uint16_t*>chars, size)
            else:
                seen = look(self.known, <const uint32_t*>chars, size)
            if seen:
                found.append(i)
        return found


cdef bint look(Bits* known, Letter* chars, Py_ssize_t size) noexcept:
    """Whether the letters that a phrase begins with stand in a text; or one that is two, or another, in lower case."""
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
        if i + 1 == size or not is_noted(known, 0, hash):
            continue
        count, end = 2, i + 2
        while not is_noted(known, count, hash):
            if count == STEM or end == size or (count == PREFIX and not is_noted(known, 1, hash)):
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
