# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""Which words does a text have, and how does each stand in it? What words.py says, letter by letter."""

from cpython.unicode cimport (
    PyUnicode_DATA,
    PyUnicode_GET_LENGTH,
    PyUnicode_KIND,
    PyUnicode_READ,
    PyUnicode_Substring,
    Py_UNICODE_ISALNUM,
    Py_UNICODE_ISDECIMAL,
    Py_UNICODE_ISLOWER,
    Py_UNICODE_ISUPPER,
)
from libc.stdint cimport int64_t, uint8_t

import numpy as np

from cleaner.language import words as twin

ctypedef unsigned int Char

cdef uint8_t LOWER = twin.LOWER, NAME = twin.NAME, INITIAL = twin.INITIAL, LONE = twin.LONE, MUTE = twin.MUTE
cdef Py_ssize_t SHORT = twin.SHORT
cdef object parts = twin.parts

# of a word
DEF CAPITAL = 1  # its first letter
DEF UPPER = 2
DEF SMALL = 4
DEF TITLE = 8
# of a gap
DEF SPACE = 1
DEF BEFORE_CODE = 2
DEF AFTER_CODE = 4
DEF OPENS = 8
DEF JOINS = 16
DEF TIES = 32
DEF APOSTROPHE = 64
DEF STOP = 128
DEF DOT = 256

DEF MOST = 4096
DEF LONGEST = 12
cdef dict met = {}
"""what is known of gaps of a few characters"""


cdef inline bint is_letter(Char c) noexcept:
    if c < 128:
        return 97 <= (c | 32) <= 122
    return Py_UNICODE_ISALNUM(c) and not Py_UNICODE_ISDECIMAL(c)


cdef uint8_t look_of(str word) except? 255:
    """How a word is written."""
    cdef int kind = PyUnicode_KIND(word)
    cdef const void* chars = PyUnicode_DATA(word)
    cdef Py_ssize_t size = PyUnicode_GET_LENGTH(word), at, upper = 0
    cdef Char c = PyUnicode_READ(kind, chars, 0)
    cdef uint8_t found = CAPITAL if Py_UNICODE_ISUPPER(c) else 0
    for at in range(size):
        c = PyUnicode_READ(kind, chars, at)
        if c >= 128:
            return found | UPPER * word.isupper() | SMALL * word.islower() | TITLE * word.istitle()
        upper += c <= 90
    if upper == size:
        found |= UPPER
    if upper == 0:
        found |= SMALL
    if upper == 1 and found & CAPITAL:
        found |= TITLE
    return found


def split(str text, dict seams):
    """Where words begin and end, the words, the gaps (words.split)."""
    cdef int kind = PyUnicode_KIND(text)
    cdef const void* chars = PyUnicode_DATA(text)
    cdef Py_ssize_t size = PyUnicode_GET_LENGTH(text), at = 0, last = 0, start
    cdef list starts = [], ends = [], shown = [], gaps = []
    cdef bint has_seams = bool(seams)
    cdef str word
    while at < size:
        if not is_letter(PyUnicode_READ(kind, chars, at)):
            at += 1
            continue
        start = at
        while at < size and is_letter(PyUnicode_READ(kind, chars, at)):
            at += 1
        word = PyUnicode_Substring(text, start, at)
        if look_of(word) & (UPPER | SMALL | TITLE) and not (has_seams and word in seams):
            starts.append(start)
            ends.append(at)
            shown.append(word)
            gaps.append(PyUnicode_Substring(text, last, start))
            last = at
            continue
        for low, high in parts(word, start, at, seams):
            gaps.append(text[last:low] if low > last or not starts else " ")
            starts.append(low)
            ends.append(high)
            shown.append(text[low:high])
            last = high
    gaps.append(text[last:])
    return starts, ends, shown, gaps


cdef int kind_of(str gap) except -1:
    """What a gap is."""
    cdef int found
    known = met.get(gap)
    if known is not None:
        return known
    if gap == " ":
        found = SPACE | JOINS
        met[gap] = found
        return found
    found = BEFORE_CODE * (twin.BEFORE_CODE.search(gap) is not None)
    found |= AFTER_CODE * (twin.AFTER_CODE.search(gap) is not None)
    found |= OPENS * (twin.OPENS.search(gap) is not None)
    found |= JOINS * (gap in twin.JOINS) | TIES * (gap in (".", ":")) | APOSTROPHE * (gap in ("'", "’"))
    found |= STOP * (gap[:1] == ".") | DOT * (gap == ".")
    if len(gap) <= LONGEST:
        if len(met) >= MOST:
            met.clear()
        met[gap] = found
    return found


cdef bint is_mute(list shown, Py_ssize_t number, const uint8_t[::1] looks, const int[::1] kinds) noexcept:
    """Whether a word says nothing (words.is_mute)."""
    cdef int before = kinds[number], after = kinds[number + 1]
    cdef Py_ssize_t last = looks.shape[0] - 1, size = PyUnicode_GET_LENGTH(<str>shown[number])
    cdef uint8_t look = looks[number]
    if before & BEFORE_CODE or after & AFTER_CODE:
        return True
    if look & SMALL:
        if number > 0 and before & TIES and looks[number - 1] & SMALL:
            return True
        if number < last and after & TIES and looks[number + 1] & SMALL:
            return True
    if size == 1:
        if after & STOP or (look & UPPER and before & DOT):
            return True
        return before & APOSTROPHE and shown[number] in ("s", "S")
    if not look & UPPER:
        return False
    if number > 0 and looks[number - 1] & UPPER and PyUnicode_GET_LENGTH(<str>shown[number - 1]) > 1:
        return False
    return not (number < last and looks[number + 1] & UPPER and PyUnicode_GET_LENGTH(<str>shown[number + 1]) > 1)


def cases(list shown, list gaps):
    """Of each word, how it stands (words.cases)."""
    cdef Py_ssize_t size = len(shown), number, last = size - 1, upper = 0
    found = np.zeros(size, np.int64)
    cdef int64_t[::1] case = found
    cdef uint8_t[::1] looks = np.empty(size, np.uint8)
    cdef int[::1] kinds = np.empty(size + 1, np.intc)
    cdef bint is_name
    for number in range(size):
        looks[number] = look_of(<str>shown[number])
        upper += looks[number] & UPPER != 0
    if upper * 2 > size:
        return found
    for number in range(size + 1):
        kinds[number] = kind_of(<str>gaps[number])
    for number in range(size):
        # most words stand between two spaces: nothing ties them to what is no word
        if not (kinds[number] & kinds[number + 1] & SPACE) or looks[number] & UPPER:
            if is_mute(shown, number, looks, kinds):
                case[number] = MUTE
                continue
        if looks[number] & CAPITAL:
            is_name = (number > 0 and looks[number - 1] & CAPITAL and kinds[number] & JOINS) or (
                number < last and looks[number + 1] & CAPITAL and kinds[number + 1] & JOINS
            )
            case[number] = INITIAL if number == 0 or kinds[number] & OPENS else NAME if is_name else LONE
        elif 0 < number < last and kinds[number] & kinds[number + 1] & JOINS:
            if looks[number - 1] & looks[number + 1] & CAPITAL and PyUnicode_GET_LENGTH(<str>shown[number]) <= SHORT:
                case[number] = NAME
    return found
