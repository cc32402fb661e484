# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True
"""What lesson.py and select/template.py ask of every line of a page, in one pass over its characters."""

from cpython.mem cimport PyMem_Free, PyMem_Malloc
from cpython.unicode cimport (
    PyUnicode_DATA,
    PyUnicode_FromKindAndData,
    PyUnicode_GET_LENGTH,
    PyUnicode_KIND,
    Py_UNICODE_ISDECIMAL,
    Py_UNICODE_ISPRINTABLE,
)
from libc.stdint cimport uint16_t, uint32_t

from cleaner import lesson as twin
from cleaner.page import Block, Container
from cleaner.trace import Piece, Trace

from cleaner._slots cimport BLOCK_KIND, BLOCK_TRACE, TRACE_TEXT, block_slot, slots_prepare, trace_slot
from cleaner._stops cimport is_stop

slots_prepare(Block, Trace, Container, Piece)

ctypedef unsigned int Char
ctypedef fused Letter:
    const unsigned char
    const uint16_t
    const uint32_t
ctypedef fused Written:
    unsigned char
    uint16_t
    uint32_t

cdef enum: DIGITS = 1, ODD = 2, CAPITALS = 4, ON_STACK = 2048
cdef Py_ssize_t LONGEST = twin.LONGEST, PARAGRAPH = twin.PARAGRAPH, SENTENCE = twin.SENTENCE
cdef object digest_of = twin.digest_of, numbers_of = twin.numbers_of


def read_lines(list blocks):
    """The lines of a page as keys, the places of its sentences, and its paragraphs (lesson.read_lines)."""
    cdef list lines = [], sentences = []
    cdef dict paragraphs = {}
    cdef Py_ssize_t size
    for block in blocks:
        if <str>block_slot(block, BLOCK_KIND) == "region":
            continue
        line = key(<str>trace_slot(block_slot(block, BLOCK_TRACE), TRACE_TEXT))
        size = PyUnicode_GET_LENGTH(line)
        if is_wide(line, PARAGRAPH):
            paragraphs[digest_of(line)] = min(size, LONGEST)
        if size > LONGEST:
            continue
        if ends_sentence(line):
            sentences.append(len(lines))
        lines.append(line)
    return lines, sentences, list(paragraphs.items())


def read_numbers(list blocks):
    """The numbers of each paragraph that holds any, by its digest (lesson.read_numbers)."""
    cdef dict numbers = {}
    cdef str text, line
    for block in blocks:
        if <str>block_slot(block, BLOCK_KIND) == "region":
            continue
        text = <str>trace_slot(block_slot(block, BLOCK_TRACE), TRACE_TEXT)
        if 6 * PyUnicode_GET_LENGTH(text) >= PARAGRAPH and has_digit(text):  # a key may be longer: of one letter come three
            line = key(text)
            if is_wide(line, PARAGRAPH):
                numbers[digest_of(line)] = numbers_of(text)
    return numbers


def find_learned(list blocks, dict lines, str headline):
    """The places of the lines that were learned, and on how many pages each stands (lesson.find_learned)."""
    cdef list found = []
    cdef Py_ssize_t place, count = len(blocks)
    cdef str own
    for place in range(count):
        own = key(<str>trace_slot(block_slot(blocks[place], BLOCK_TRACE), TRACE_TEXT))
        pages = lines.get(own)
        if pages is not None and own != headline and not (
            0 < place < count - 1 and is_own(blocks[place - 1], lines) and is_own(blocks[place + 1], lines)
        ):
            found.append((place, pages))
    return found


cdef bint is_own(object block, dict lines) except -1:
    """Whether it is a paragraph or a sentence that was not learned."""
    text = <str>trace_slot(block_slot(block, BLOCK_TRACE), TRACE_TEXT)
    if <str>block_slot(block, BLOCK_KIND) == "region" or not (width(text) >= PARAGRAPH or ends_sentence(text)):
        return False
    return key(text) not in lines


cdef bint is_wide(str line, Py_ssize_t least):
    cdef Py_ssize_t size = PyUnicode_GET_LENGTH(line)
    return size >= least or (2 * size >= least and width(line) >= least)


cdef bint ends_sentence(str line):
    cdef Py_ssize_t size = PyUnicode_GET_LENGTH(line)
    cdef Char last
    if 2 * size < SENTENCE:
        return False
    last = line[size - 1]
    if not (
        last == 34 or last == 0x201D or last == 0x201C or last == 0x2019 or last == 0xBB or last == 0x300D
        or is_stop(last, size)
    ):
        return False
    return is_wide(line, SENTENCE)


cdef Py_ssize_t width(str line):
    cdef int kind = PyUnicode_KIND(line)
    cdef Py_ssize_t size = PyUnicode_GET_LENGTH(line)
    if kind == 1:
        return size
    if kind == 2:
        return size + wide_in(<const uint16_t*>PyUnicode_DATA(line), size)
    return size + wide_in(<const uint32_t*>PyUnicode_DATA(line), size)


cdef Py_ssize_t wide_in(Letter* chars, Py_ssize_t size) noexcept:
    cdef Py_ssize_t i, found = 0
    cdef Char c
    for i in range(size):
        c = chars[i]
        found += c >= 0x2E80 and (
            c <= 0xD7AF or 0xF900 <= c <= 0xFAFF or 0xFF00 <= c <= 0xFF60 or 0x20000 <= c <= 0x3FFFF
        )
    return found


cdef str key(str line):
    cdef int seen = look(line)
    if line.isascii():
        if not seen:
            return line
        if seen == CAPITALS:
            return line.lower()
        found = line.lower()
    else:
        found = line.casefold()
        if not seen & ODD and not has_digit(found):
            return found
    if seen & ODD:
        found = " ".join(found.split())
    return without_digits(found)


cdef int look(str line):
    """What of DIGITS, CAPITALS and ODD is in a text: what does not print, spaces that are not single; the first two of ASCII."""
    cdef int kind = PyUnicode_KIND(line)
    cdef Py_ssize_t size = PyUnicode_GET_LENGTH(line)
    if kind == 1:
        return look_at(<const unsigned char*>PyUnicode_DATA(line), size)
    if kind == 2:
        return look_at(<const uint16_t*>PyUnicode_DATA(line), size)
    return look_at(<const uint32_t*>PyUnicode_DATA(line), size)


cdef int look_at(Letter* chars, Py_ssize_t size) noexcept:
    cdef Py_ssize_t i
    cdef Char c, before = 32
    cdef int seen = 0
    for i in range(size):
        c = chars[i]
        if c == 32:
            if before == 32:
                seen |= ODD
        elif c < 127:
            if c < 32:
                seen |= ODD
            elif 65 <= c <= 90:
                seen |= CAPITALS
            elif 48 <= c <= 57:
                seen |= DIGITS
        elif not Py_UNICODE_ISPRINTABLE(c):
            seen |= ODD
        before = c
    return seen | ODD if size and before == 32 else seen


cdef bint has_digit(str line):
    cdef int kind = PyUnicode_KIND(line)
    cdef Py_ssize_t size = PyUnicode_GET_LENGTH(line)
    if kind == 1:
        return digit_in(<const unsigned char*>PyUnicode_DATA(line), size)
    if kind == 2:
        return digit_in(<const uint16_t*>PyUnicode_DATA(line), size)
    return digit_in(<const uint32_t*>PyUnicode_DATA(line), size)


cdef inline bint is_digit(Char c) noexcept:
    return 48 <= c <= 57 if c < 0x660 else Py_UNICODE_ISDECIMAL(c)


cdef bint digit_in(Letter* chars, Py_ssize_t size) noexcept:
    cdef Py_ssize_t i
    for i in range(size):
        if is_digit(chars[i]):
            return True
    return False


cdef str without_digits(str line):
    """The line with 0 for every number."""
    cdef int kind = PyUnicode_KIND(line)
    cdef Py_ssize_t size = PyUnicode_GET_LENGTH(line), left
    cdef unsigned char[ON_STACK] here
    cdef void* room = here
    if size * kind > ON_STACK:
        room = PyMem_Malloc(size * kind)
        if room == NULL:
            raise MemoryError
    try:
        if kind == 1:
            left = write(<const unsigned char*>PyUnicode_DATA(line), size, <unsigned char*>room)
        elif kind == 2:
            left = write(<const uint16_t*>PyUnicode_DATA(line), size, <uint16_t*>room)
        else:
            left = write(<const uint32_t*>PyUnicode_DATA(line), size, <uint32_t*>room)
        return <str>PyUnicode_FromKindAndData(kind, room, left)
    finally:
        if room != <void*>here:
            PyMem_Free(room)


cdef Py_ssize_t write(Letter* chars, Py_ssize_t size, Written* room) noexcept:
    cdef Py_ssize_t i, left = 0
    cdef bint inside = False
    for i in range(size):
        if is_digit(chars[i]):
            if not inside:
                room[left] = 48
                left += 1
            inside = True
        else:
            room[left] = chars[i]
            left += 1
            inside = False
    return left
