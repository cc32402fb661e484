# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True
"""How do lines begin and end? As edges.py says it, by a few letters of each."""

from cpython.unicode cimport PyUnicode_DATA, PyUnicode_GET_LENGTH, PyUnicode_KIND, PyUnicode_READ, Py_UNICODE_TOLOWER
from libc.stdint cimport uint8_t, uint32_t

ctypedef unsigned int Char

cdef enum: FIRST = 6


cdef inline uint32_t add(uint32_t hash, Char c) noexcept:
    return (hash ^ c) * <uint32_t>0x9E3779B1


cdef inline Char lowered(Char c) noexcept:
    """A character in lower case; those that the whole text decides on as they are, or nearly."""
    if c < 128:
        return c | 32 if 65 <= c <= 90 else c
    return c if c == 0x130 else Py_UNICODE_TOLOWER(c)


def mark_starts(starts):
    """What `starting` is given: by their number, a bit for the hash of the first letters of each, FIRST at most."""
    cdef bytearray bits = bytearray((FIRST + 1) * 1024)
    cdef uint32_t hash
    for start in starts:
        hash = 0
        for letter in start[:FIRST]:
            hash = add(hash, ord(letter))
        bits[1024 * min(FIRST, len(start)) + (hash >> 22)] |= 1 << ((hash >> 16) & 7)
    return bytes(bits)


def starting(list texts, bytes marked):
    """The places of the texts that begin, in lower case, with what was marked, or as if they did (edges.starting)."""
    cdef const uint8_t* bits = marked
    cdef Py_ssize_t i, at
    cdef uint32_t hash
    cdef Char letter
    cdef list found = []
    for i in range(len(texts)):
        text = <str>texts[i]
        hash = 0
        for at in range(min(FIRST, PyUnicode_GET_LENGTH(text))):
            letter = lowered(PyUnicode_READ(PyUnicode_KIND(text), PyUnicode_DATA(text), at))
            hash = add(hash, letter)
            if (bits[1024 * (at + 1) + (hash >> 22)] >> ((hash >> 16) & 7) & 1
                    or letter == 0x130 or letter == 0x3C3 or letter == 0x3C2):
                found.append(i)
                break
    return found


def ending(list texts, str ends):
    """The places of the texts that end with one of these letters (edges.ending)."""
    cdef Py_ssize_t i, size
    cdef list found = []
    cdef Char last, end
    for i in range(len(texts)):
        text = <str>texts[i]
        size = PyUnicode_GET_LENGTH(text)
        last = PyUnicode_READ(PyUnicode_KIND(text), PyUnicode_DATA(text), size - 1) if size else 0
        for end in ends:
            if last == end:
                found.append(i)
                break
    return found
