# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True
"""Which lines of a flat text are worth a closer look: what unlined.suspects says, many characters at a time."""

from cpython.unicode cimport PyUnicode_DATA, PyUnicode_KIND
from libc.stdint cimport uint8_t, uint16_t, uint32_t

from cleaner.page import Block, Container
from cleaner.segment import unlined as twin
from cleaner.trace import Piece, Trace

from cleaner._slots cimport BLOCK_TRACE, TRACE_TEXT, block_slot, slots_prepare, trace_slot

ctypedef const uint8_t narrow_char
ctypedef const uint16_t wide_char

ctypedef fused Letter:
    narrow_char
    wide_char
    const uint32_t

cdef Py_ssize_t LONG = twin.LONG, SHORTEST = twin.SHORTEST, FAR = twin.FAR, FEW = twin.FEW
cdef enum: STRETCH = 128, NAME = 3
if NAME != twin.NAME:
    raise ImportError("unlined.py looks for names of another length")
slots_prepare(Block, Trace, Container, Piece)


def suspects(list blocks):
    """From where to where the blocks stand that are worth a closer look, and how many words in each look glued."""
    cdef list found = []
    cdef bint few = len(blocks) <= FEW
    cdef str text
    cdef int glued
    for block in blocks:
        text = <str>trace_slot(block_slot(block, BLOCK_TRACE), TRACE_TEXT)
        if len(text) < SHORTEST:
            continue
        glued = joints_in(text)
        if glued or (few and len(text) >= LONG) or len(text) >= FAR:
            found.append((block.start, block.end, glued))
    return found


cdef int joints_in(str text) noexcept:
    cdef int kind = PyUnicode_KIND(text)
    cdef const void* chars = PyUnicode_DATA(text)
    if kind == 1:
        return count(<narrow_char*>chars, len(text))
    if kind == 2:
        return count(<wide_char*>chars, len(text))
    return count(<const uint32_t*>chars, len(text))


cdef inline uint8_t is_small(Letter* chars, Py_ssize_t i) noexcept:
    """twin.BEFORE"""
    if Letter is narrow_char:
        return (<uint8_t>(chars[i] - 97) < 26) | (chars[i] >= 0xDF)
    elif Letter is wide_char:
        return (
            (<uint16_t>(chars[i] - 97) < 26)
            | (<uint16_t>(chars[i] - 0xDF) < 0x21)
            | (<uint16_t>(chars[i] - 0x3B1) < 0x19)
            | (<uint16_t>(chars[i] - 0x430) < 0x20)
        )
    else:
        return (chars[i] - 97 < 26) | (chars[i] - 0xDF < 0x21) | (chars[i] - 0x3B1 < 0x19) | (chars[i] - 0x430 < 0x20)


cdef inline uint8_t is_capital(Letter* chars, Py_ssize_t i) noexcept:
    """twin.UPPER"""
    if Letter is narrow_char:
        return (<uint8_t>(chars[i] - 65) < 26) | ((<uint8_t>(chars[i] - 0xC0) < 0x1F) & (chars[i] != 0xD7))
    elif Letter is wide_char:
        return (
            (<uint16_t>(chars[i] - 65) < 26)
            | ((<uint16_t>(chars[i] - 0xC0) < 0x1F) & (chars[i] != 0xD7))
            | (<uint16_t>(chars[i] - 0x391) < 0x19)
            | (<uint16_t>(chars[i] - 0x410) < 0x20)
        )
    else:
        return (
            (chars[i] - 65 < 26)
            | ((chars[i] - 0xC0 < 0x1F) & (chars[i] != 0xD7))
            | (chars[i] - 0x391 < 0x19)
            | (chars[i] - 0x410 < 0x20)
        )


cdef inline uint8_t is_joint(Letter* chars, Py_ssize_t i) noexcept:
    """Whether a capital stands behind four small letters that begin here."""
    return (
        is_capital(chars, i + NAME + 1)
        & is_small(chars, i) & is_small(chars, i + 1) & is_small(chars, i + 2) & is_small(chars, i + 3)
    )


cdef int count(Letter* chars, Py_ssize_t size) noexcept:
    """How many such places there are. A stretch with no capital behind a small letter is passed over."""
    cdef Py_ssize_t i = 0, k
    cdef uint8_t some
    cdef int found = 0
    while i + STRETCH + NAME + 1 <= size:
        some = 0
        for k in range(i, i + STRETCH):
            some |= is_small(chars, k + NAME) & is_capital(chars, k + NAME + 1)
        if some:
            for k in range(i, i + STRETCH):
                found += is_joint(chars, k)
        i += STRETCH
    while i + NAME + 1 < size:
        found += is_joint(chars, i)
        i += 1
    return found
