# cython: language_level=3, boundscheck=True, wraparound=False, cdivision=True
"""What does one text look like? The same as look.py says, in one pass over its characters."""

from cpython.unicode cimport (
    PyUnicode_DATA,
    PyUnicode_KIND,
    PyUnicode_READ,
    PyUnicode_Substring,
    Py_UNICODE_ISDECIMAL,
    Py_UNICODE_ISSPACE,
    Py_UNICODE_ISUPPER,
)

import numpy as np

from cleaner.select import look as twin
from cleaner.select import phrases as ph

ctypedef unsigned int Char

cdef int COUNTS = len(twin.COUNTS), SIGNS = len(twin.SIGNS)
cdef int SHORT = twin.SHORT, NOTICE = twin.NOTICE, SENTENCES = twin.SENTENCES
cdef float WIDTH = twin.WIDTH, WORD = twin.WORD
cdef frozenset ENDS = twin.ENDS, NOTICES = ph.NOTICES
cdef str CLOSERS = twin.CLOSERS
cdef object find_date = twin.DATE.search, find_bullet = twin.BULLET.match
cdef frozenset WHOLE = ph.WHOLE
cdef dict BEGINS = ph.BEGINS
cdef str EDGES = ph.EDGES
cdef int HEAD = ph.HEAD, LINE = ph.LINE
cdef object first_phrase = ph.first_phrase


cdef struct Seen:
    Py_ssize_t spaces
    Py_ssize_t words
    Py_ssize_t capitals
    Py_ssize_t commas
    Py_ssize_t dense_commas
    Py_ssize_t sentences
    bint quote
    bint separator
    bint digit


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
        look(rows[i], <str>block.trace.text, block.linked, block.anchors)
    return found


cdef int look(float[::1] row, str text, Py_ssize_t linked, Py_ssize_t anchors) except -1:
    cdef Py_ssize_t size = len(text)
    cdef Seen seen = read(text)
    cdef bint dense = not text.isascii() and is_dense(text)
    row[0] = size * WIDTH if dense else size
    row[1] = size * WIDTH / WORD if dense else seen.spaces + 1
    row[2] = linked * WIDTH if dense else linked
    row[3] = anchors
    row[4] = seen.sentences if size >= SENTENCES else 0
    row[5] = seen.dense_commas if dense else seen.commas
    return sign(row[COUNTS:], text, size, &seen)


cdef int sign(float[::1] row, str text, Py_ssize_t size, Seen* seen) except -1:
    cdef str bare = text.rstrip(CLOSERS)
    cdef str last = PyUnicode_Substring(bare, len(bare) - 1, len(bare)) if bare else ""
    cdef str first = PyUnicode_Substring(text, 0, 1)
    cdef str lowered
    row[0] = last in ENDS
    row[1] = last == ":" or (size < SHORT and last == "：")
    row[5] = first.islower()
    row[9] = seen.quote
    row[10] = text.endswith("...") or text.endswith("…")
    if size >= SHORT:
        row[8] = PyUnicode_Substring(text, 1, 2) == " " and not first.isalnum()
        row[12] = notice_share(PyUnicode_Substring(text, 0, NOTICE).lower())
        return 0
    lowered = text.lower()
    row[2] = seen.digit and find_date(text) is not None
    row[3] = text.isupper()
    row[4] = <float>seen.capitals / max(1, seen.words)
    row[6] = seen.separator
    row[7] = is_furniture(text, lowered)
    row[8] = not first.isalpha() and find_bullet(text) is not None
    row[11] = seen.digit
    row[12] = notice_share(lowered)
    return 0


cdef bint is_furniture(str text, str lowered):
    """Whether a line is a known phrase, or begins with one (phrases.is_furniture)."""
    if len(text) < LINE and lowered.strip(EDGES) in WHOLE:
        return True
    if len(text) > LINE:
        lowered = PyUnicode_Substring(text, 0, LINE).lower()
    return lowered.lstrip(EDGES)[:HEAD] in BEGINS and first_phrase(text) != ""


cdef float notice_share(str lowered):
    """The share of words that notices are made of."""
    cdef int kind = PyUnicode_KIND(lowered)
    cdef const void* chars = PyUnicode_DATA(lowered)
    cdef Py_ssize_t i = 0, start, size = len(lowered), words = 0, found = 0
    while True:
        while i < size and Py_UNICODE_ISSPACE(PyUnicode_READ(kind, chars, i)):
            i += 1
        if i >= size:
            break
        start = i
        while i < size and not Py_UNICODE_ISSPACE(PyUnicode_READ(kind, chars, i)):
            i += 1
        words += 1
        found += PyUnicode_Substring(lowered, start, min(i, start + 5)) in NOTICES
    return <float>found / max(1, words)


cdef Seen read(str text):
    """What one pass over the characters tells."""
    cdef Seen seen = Seen(0, 0, 0, 0, 0, 0, False, False, False)
    cdef int kind = PyUnicode_KIND(text)
    cdef const void* chars = PyUnicode_DATA(text)
    cdef Py_ssize_t i, size = len(text), taken = 0
    cdef Char c
    cdef bint begins = True
    for i in range(size):
        c = PyUnicode_READ(kind, chars, i)
        if begins and not Py_UNICODE_ISSPACE(c):
            begins = False
            seen.words += 1
            seen.capitals += Py_UNICODE_ISUPPER(c)
        if 97 <= c <= 122:
            continue
        if c == 32:
            begins = True
            seen.spaces += 1
        elif c == 44:
            seen.commas += 1
        elif 48 <= c <= 57:
            seen.digit = True
        elif c == 34 or c == 0x201C or c == 0x201E or c == 0xAB:
            seen.quote = True
        elif c == 124 or c == 0xA9 or c == 47 or c == 0xBB:
            seen.separator = True
        elif ends_sentence(c):
            if i >= taken and i + 1 < size and closes_sentence(PyUnicode_READ(kind, chars, i + 1)):
                seen.sentences += 1
                taken = i + 2
        else:
            begins = begins or Py_UNICODE_ISSPACE(c)
            if c == 0x3002 or c == 0xFF01 or c == 0xFF1F:
                seen.sentences += i >= taken
            elif c == 0x3001 or c == 0xFF0C:
                seen.dense_commas += 1
            elif Py_UNICODE_ISDECIMAL(c):
                seen.digit = True
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
