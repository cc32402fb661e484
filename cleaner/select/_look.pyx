# cython: language_level=3, boundscheck=True, wraparound=False, cdivision=True
"""What does one text look like? The same as look.py says, in one pass over its characters."""

from cpython.unicode cimport (
    PyUnicode_DATA,
    PyUnicode_KIND,
    PyUnicode_READ,
    PyUnicode_Substring,
    Py_UNICODE_ISALPHA,
    Py_UNICODE_ISALNUM,
    Py_UNICODE_ISDECIMAL,
    Py_UNICODE_ISLOWER,
    Py_UNICODE_ISSPACE,
    Py_UNICODE_ISTITLE,
    Py_UNICODE_ISUPPER,
    Py_UNICODE_TOLOWER,
)

from libc.stdint cimport uint16_t, uint32_t

import numpy as np

from cleaner.select import look as twin
from cleaner.select import phrases as ph

from cleaner.page import Block, Container
from cleaner.trace import Piece, Trace

from cleaner._slots cimport (
    BLOCK_ANCHORS,
    BLOCK_LINKED,
    BLOCK_TRACE,
    TRACE_TEXT,
    block_slot,
    slots_prepare,
    trace_slot,
)

slots_prepare(Block, Trace, Container, Piece)

ctypedef unsigned int Char

ctypedef fused Letter:
    const unsigned char
    const uint16_t
    const uint32_t

cdef int COUNTS = len(twin.COUNTS), SIGNS = len(twin.SIGNS)
cdef int SHORT = twin.SHORT, NOTICE = twin.NOTICE, SENTENCES = twin.SENTENCES
cdef float WIDTH = twin.WIDTH, WORD = twin.WORD
cdef frozenset ENDS = twin.ENDS, NOTICES = ph.NOTICES
cdef object find_bullet = twin.BULLET.match
cdef frozenset WHOLE = ph.WHOLE
cdef dict BEGINS = ph.BEGINS
cdef frozenset STARTS = ph.STARTS
cdef str EDGES = ph.EDGES
cdef int HEAD = ph.HEAD, LINE = ph.LINE
cdef object first_phrase = ph.first_phrase
cdef enum: STEM = 5, SLOTS = 8192
cdef struct Stem:
    Char[STEM] chars
cdef Stem[SLOTS] stems
"""the stems of NOTICES by their hash, each in the first free place from there on; none is empty"""
cdef bint[128] is_edge, is_closer
cdef bint[128][128] may_notice, may_start
"""whether a stem of NOTICES, or a beginning of a line that is shorter than HEAD, has these first letters"""
cdef enum: HEADS = 8192
cdef unsigned int[HEADS] heads
"""the first four letters of furniture, all ASCII, by their hash as above"""
cdef frozenset OTHER_EDGES = frozenset([ord(c) for c in ph.EDGES if ord(c) > 127])
cdef frozenset OTHER_CLOSERS = frozenset([ord(c) for c in twin.CLOSERS if ord(c) > 127])


cdef struct Seen:
    Py_ssize_t spaces
    Py_ssize_t words
    Py_ssize_t capitals
    Py_ssize_t notices
    Py_ssize_t commas
    Py_ssize_t dense_commas
    Py_ssize_t sentences
    bint quote
    bint separator
    bint digit
    bint upper
    bint lower
    bint odd


cdef inline unsigned int slot_of(Char* stem) noexcept:
    cdef int i
    cdef unsigned long long mixed = 0
    for i in range(STEM):
        mixed = (mixed + stem[i]) * 0x9E3779B97F4A7C15ULL
    return <unsigned int>(mixed >> 51)


cdef bint is_notice(Char* stem) noexcept:
    """Whether a stem, filled up with zeros, is one that notices are made of."""
    if stem[0] < 128 and stem[1] < 128 and not may_notice[stem[0]][stem[1]]:
        return False
    cdef unsigned int slot = slot_of(stem)
    cdef int i
    while stems[slot].chars[0]:
        for i in range(STEM):
            if stems[slot].chars[i] != stem[i]:
                break
        else:
            return True
        slot = (slot + 1) % SLOTS
    return False


cdef int fill_stems() except -1:
    cdef unsigned int slot
    cdef Char[STEM] chars
    cdef int i
    if 2 * len(NOTICES) > SLOTS:
        raise RuntimeError("more stems than the table was made for")
    for stem in NOTICES:
        for i in range(STEM):
            chars[i] = ord(stem[i]) if i < len(stem) else 0
        slot = slot_of(chars)
        while stems[slot].chars[0]:
            slot = (slot + 1) % SLOTS
        for i in range(STEM):
            stems[slot].chars[i] = chars[i]
        if chars[0] < 128 and chars[1] < 128:
            may_notice[chars[0]][chars[1]] = True
    for i in range(128):
        is_edge[i] = chr(i) in ph.EDGES
        is_closer[i] = chr(i) in twin.CLOSERS
    return 0


fill_stems()


cdef inline unsigned int head_slot(unsigned int head) noexcept:
    return <unsigned int>(head * 0x9E3779B9U) >> 19


cdef int fill_heads() except -1:
    """Remember how furniture begins, as far as it begins in ASCII."""
    cdef unsigned int slot, head
    cdef int i
    found = {phrase[:4] for phrase in [*WHOLE, *BEGINS] if len(phrase) >= 4 and phrase[:4].isascii()}
    if HEAD != 4 or 2 * len(found) > HEADS:
        raise RuntimeError("more furniture than the table was made for, or heads of another size")
    for phrase in found:
        head = 0
        for i in range(4):
            head = head << 8 | <unsigned int>ord(phrase[i])
        slot = head_slot(head)
        while heads[slot]:
            slot = (slot + 1) % HEADS
        heads[slot] = head
    for start in STARTS:
        if start.isascii():
            for i in range(128):
                if len(start) == 1 or chr(i) == start[1]:
                    may_start[<int>ord(start[0])][i] = True
    return 0


fill_heads()


cdef bint may_be_furniture(int kind, const void* chars, Py_ssize_t low) noexcept:
    """Whether furniture may begin with the four characters from `low` on; what is not ASCII is not looked at."""
    cdef unsigned int head = 0, slot
    cdef Char c
    cdef int i
    for i in range(4):
        c = PyUnicode_READ(kind, chars, low + i)
        if c > 127:
            return True
        head = head << 8 | (c | 32 if 65 <= c <= 90 else c)
    if may_start[head >> 24][(head >> 16) & 255]:
        return True
    slot = head_slot(head)
    while heads[slot] and heads[slot] != head:
        slot = (slot + 1) % HEADS
    return heads[slot] != 0


cdef inline bint ends_sentence(Char c) noexcept:
    return c == 46 or c == 33 or c == 63 or c == 0x2026 or c == 0x061F or c == 0x0964


cdef inline bint closes_sentence(Char c) noexcept:
    return c == 32 or c == 34 or c == 39 or c == 0x201D or c == 0x2019 or c == 0xBB or Py_UNICODE_ISSPACE(c)


def look_at(blocks):
    """What is seen of each block's text, as look.look_at has it."""
    cdef Py_ssize_t i, count = len(blocks)
    found = np.zeros((count, COUNTS + SIGNS), np.float32)
    cdef float[:, ::1] rows = found
    for i in range(count):
        block = blocks[i]
        text = <str>trace_slot(block_slot(block, BLOCK_TRACE), TRACE_TEXT)
        look(rows[i], text, block_slot(block, BLOCK_LINKED), block_slot(block, BLOCK_ANCHORS))
    return found


cdef int look(float[::1] row, str text, Py_ssize_t linked, Py_ssize_t anchors) except -1:
    cdef Py_ssize_t size = len(text)
    cdef Seen seen = read(text, size)
    cdef bint dense = not text.isascii() and is_dense(text)
    row[0] = size * WIDTH if dense else size
    row[1] = size * WIDTH / WORD if dense else seen.spaces + 1
    row[2] = linked * WIDTH if dense else linked
    row[3] = anchors
    row[4] = seen.sentences if size >= SENTENCES else 0
    row[5] = seen.dense_commas if dense else seen.commas
    return sign(row, text, size, &seen)


cdef int sign(float[::1] row, str text, Py_ssize_t size, Seen* seen) except -1:
    cdef int kind = PyUnicode_KIND(text), at = COUNTS
    cdef const void* chars = PyUnicode_DATA(text)
    cdef Py_ssize_t i = size - 1
    cdef Char first = PyUnicode_READ(kind, chars, 0), last = 0, end = PyUnicode_READ(kind, chars, size - 1)
    while i >= 0:
        last = PyUnicode_READ(kind, chars, i)
        if not (is_closer[last] if last < 128 else last in OTHER_CLOSERS):
            break
        i -= 1
    if i >= 0:
        row[at] = (last == 46 or last == 33 or last == 63) if last < 128 else chr(last) in ENDS
        row[at + 1] = last == 58 or (size < SHORT and last == 0xFF1A)
    row[at + 5] = Py_UNICODE_ISLOWER(first)
    row[at + 9] = seen.quote
    row[at + 10] = end == 0x2026 or (end == 46 and text.endswith("..."))
    if size >= SHORT:
        row[at + 8] = PyUnicode_READ(kind, chars, 1) == 32 and not chr(first).isalnum()
        row[at + 12] = notice_share(text, seen, min(size, NOTICE))
        return 0
    row[at + 2] = seen.digit and has_date(kind, chars, size)
    row[at + 3] = seen.upper and not seen.lower
    row[at + 4] = <float>seen.capitals / max(1, seen.words)
    row[at + 6] = seen.separator
    row[at + 7] = is_furniture(text, kind, chars, size)
    row[at + 8] = not Py_UNICODE_ISALPHA(first) and find_bullet(text) is not None
    row[at + 11] = seen.digit
    row[at + 12] = notice_share(text, seen, size)
    return 0


cdef inline bint is_digit(Char c) noexcept:
    return 48 <= c <= 57 if c < 128 else Py_UNICODE_ISDECIMAL(c)


cdef bint digits(int kind, const void* chars, Py_ssize_t i, Py_ssize_t size) noexcept:
    """Whether two digits stand at `i`."""
    if i + 1 >= size:
        return False
    return is_digit(PyUnicode_READ(kind, chars, i)) and is_digit(PyUnicode_READ(kind, chars, i + 1))


cdef inline bint in_word(int kind, const void* chars, Py_ssize_t i, Py_ssize_t size) noexcept:
    cdef Char c = PyUnicode_READ(kind, chars, i) if 0 <= i < size else 32
    return c == 95 or Py_UNICODE_ISALNUM(c)


cdef bint has_date(int kind, const void* chars, Py_ssize_t size) noexcept:
    """Whether a date, a year or a time stands in a line (look.DATE)."""
    cdef Py_ssize_t i, at
    cdef Char c, second
    for i in range(size - 3):
        c = PyUnicode_READ(kind, chars, i)
        if not is_digit(c):
            continue
        second = PyUnicode_READ(kind, chars, i + 1)
        if second == 58 or second == 104 or second == 46 or second == 47:
            if second != 47 and digits(kind, chars, i + 2, size):
                return True
            if second == 58 or second == 104 or not is_digit(PyUnicode_READ(kind, chars, i + 2)):
                continue
            at = i + 3 + is_digit(PyUnicode_READ(kind, chars, i + 3))
            if at < size and digits(kind, chars, at + 1, size):
                second = PyUnicode_READ(kind, chars, at)
                if second == 46 or second == 47:
                    return True
        elif (c == 49 and second == 57) or (c == 50 and second == 48):
            if digits(kind, chars, i + 2, size):
                if not in_word(kind, chars, i - 1, size) and not in_word(kind, chars, i + 4, size):
                    return True
    return False


cdef inline bint on_edge(Char c):
    return is_edge[c] if c < 128 else c in OTHER_EDGES


cdef bint is_furniture(str text, int kind, const void* chars, Py_ssize_t size):
    """Whether a line is a known phrase, or begins with one (phrases.is_furniture)."""
    cdef Py_ssize_t low = 0, high = size
    cdef str lowered
    while low < high and on_edge(PyUnicode_READ(kind, chars, low)):
        low += 1
    if low == high:
        return False
    if size < LINE:
        while on_edge(PyUnicode_READ(kind, chars, high - 1)):
            high -= 1
        if high - low >= 4 and not may_be_furniture(kind, chars, low):
            return False
        if PyUnicode_Substring(text, low, high).lower() in WHOLE:
            return True
    elif size - low >= 4 and not may_be_furniture(kind, chars, low):
        return False
    lowered = PyUnicode_Substring(text, low, low + HEAD).lower()
    if PyUnicode_Substring(lowered, 0, HEAD) in BEGINS or lowered[:2] in STARTS or lowered[:1] in STARTS:
        return first_phrase(text) != ""
    return False


cdef float notice_share(str text, Seen* seen, Py_ssize_t size):
    """The share of words that notices are made of, among the first `size` characters."""
    cdef list words
    if seen.odd:  # a letter that is two in lower case, or another one at a word's end
        words = text[:size].lower().split()
        return <float>sum([word[:STEM] in NOTICES for word in words]) / max(1, len(words))
    return <float>seen.notices / max(1, seen.words)


cdef Seen read(str text, Py_ssize_t size):
    """What one pass over the characters tells; of a long text, words are those of its beginning."""
    cdef int kind = PyUnicode_KIND(text)
    if kind == 1:
        return scan(<const unsigned char*>PyUnicode_DATA(text), size)
    if kind == 2:
        return scan(<const uint16_t*>PyUnicode_DATA(text), size)
    return scan(<const uint32_t*>PyUnicode_DATA(text), size)


cdef Seen scan(Letter* chars, Py_ssize_t size) noexcept:
    cdef Seen seen = Seen(0, 0, 0, 0, 0, 0, 0, False, False, False, False, False, False)
    cdef Py_ssize_t i, taken = 0, listed = size if size < SHORT else min(size, NOTICE)
    cdef Char c
    cdef Char[STEM] stem
    cdef int letters = 0
    cdef bint begins = True, blank
    for i in range(size):
        c = chars[i]
        blank = c == 32 or (not 33 <= c <= 126 and Py_UNICODE_ISSPACE(c))
        if i < listed:
            if blank:
                if letters:
                    seen.notices += is_notice(stem)
                    letters = 0
                begins = True
            else:
                if begins:
                    begins = False
                    seen.words += 1
                    seen.capitals += Py_UNICODE_ISUPPER(c)
                    stem[0] = stem[1] = stem[2] = stem[3] = stem[4] = 0
                if letters < STEM:
                    stem[letters] = c | 32 if 65 <= c <= 90 else c if c < 128 else Py_UNICODE_TOLOWER(c)
                    letters += 1
        if 97 <= c <= 122:
            seen.lower = True
            continue
        if c == 32:
            seen.spaces += 1
        elif 65 <= c <= 90:
            seen.upper = True
        elif c == 44:
            seen.commas += 1
        elif 48 <= c <= 57:
            seen.digit = True
        elif c == 34 or c == 0x201C or c == 0x201E or c == 0xAB:
            seen.quote = True
        elif c == 124 or c == 0xA9 or c == 47 or c == 0xBB:
            seen.separator = True
        elif ends_sentence(c):
            if i >= taken and i + 1 < size and closes_sentence(<Char>chars[i + 1]):
                seen.sentences += 1
                taken = i + 2
        elif c == 0x3002 or c == 0xFF01 or c == 0xFF1F:
            seen.sentences += i >= taken
        elif c == 0x3001 or c == 0xFF0C:
            seen.dense_commas += 1
        elif c > 127:
            seen.odd = seen.odd or c == 0x130 or c == 0x3A3
            if Py_UNICODE_ISDECIMAL(c):
                seen.digit = True
            elif Py_UNICODE_ISLOWER(c) or Py_UNICODE_ISTITLE(c):
                seen.lower = True
            elif Py_UNICODE_ISUPPER(c):
                seen.upper = True
    if letters:
        seen.notices += is_notice(stem)
    return seen


cdef bint is_dense(str text):
    """Whether a text is written without spaces (look.is_dense)."""
    cdef int kind = PyUnicode_KIND(text)
    cdef const void* chars = PyUnicode_DATA(text)
    cdef Py_ssize_t i, size = min(len(text), 40), found = 0
    cdef Char c
    for i in range(size):
        c = PyUnicode_READ(kind, chars, i)
        found += 0x3040 <= c <= 0x30FF or 0x3400 <= c <= 0x9FFF or 0xF900 <= c <= 0xFAFF
    return found * 3 > size
