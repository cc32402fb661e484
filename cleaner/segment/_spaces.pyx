# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True
"""What does each word of a line say by its letters? As spaces.signs_of has it."""

from cpython.bytes cimport PyBytes_AS_STRING, PyBytes_FromStringAndSize
from cpython.unicode cimport (
    PyUnicode_DATA, PyUnicode_GET_LENGTH, PyUnicode_KIND, PyUnicode_READ, Py_UNICODE_ISALNUM, Py_UNICODE_ISALPHA,
    Py_UNICODE_ISDIGIT, Py_UNICODE_ISLOWER, Py_UNICODE_ISTITLE, Py_UNICODE_ISUPPER,
)
from libc.stdint cimport uint8_t

from cleaner.segment import spaces as twin

from cleaner._stops cimport is_stop

ctypedef unsigned int Char

cdef enum: WIDTH = 16, MARK = 1, CLOSES = 2, OPENS = 4, COLON = 8, COMMA = 16, BARE = 32
cdef uint8_t[256] ROLES
"""of each character below 256"""
cdef dict FAR_ROLES = {}
"""of the others that have one"""
cdef int SHORT = twin.SHORT, LONG = twin.LONGER, LONGEST = twin.LONGEST

if WIDTH != twin.WIDTH:
    raise ImportError("spaces.py has other signs")


def _note_roles():
    for signs, role in (
        (twin.MARKS, MARK), (twin.CLOSERS, CLOSES), (twin.OPENERS, OPENS), (twin.COLONS, COLON), (twin.COMMAS, COMMA),
        (twin.BEHIND_STOPS, BARE),
    ):
        for sign in signs:
            if ord(sign) < 256:
                ROLES[ord(sign)] |= role
            else:
                FAR_ROLES[ord(sign)] = FAR_ROLES.get(ord(sign), 0) | role


_note_roles()


cdef inline int role_of(Char c):
    if c < 256:
        return ROLES[c]
    # quotation marks, commas and colons of other scripts stand in a few blocks
    if 0x2018 <= c <= 0x203A or 0x0600 <= c <= 0x06FF or 0x3000 <= c <= 0x300F or c >= 0xFF00:
        return <int>FAR_ROLES.get(c, 0)
    return 0


def signs_of(words):
    """The signs of each word, WIDTH bytes a word."""
    cdef list every = list(words)
    cdef bytes found = PyBytes_FromStringAndSize(NULL, WIDTH * len(every))
    cdef uint8_t* row = <uint8_t*>PyBytes_AS_STRING(found)
    for word in every:
        read(row, <str>word)
        row += WIDTH
    return found


cdef int read(uint8_t* row, str word) except -1:
    cdef int kind = PyUnicode_KIND(word)
    cdef const void* chars = PyUnicode_DATA(word)
    cdef Py_ssize_t size = PyUnicode_GET_LENGTH(word), begin = 0, end = size, at, length
    cdef Char c, first = 0, last = 0
    cdef bint digits = False, letters = False, small = False, upper = False, letter, capital
    while end > 0 and role_of(PyUnicode_READ(kind, chars, end - 1)) & BARE:
        end -= 1
    if end:
        last = PyUnicode_READ(kind, chars, end - 1)
    end = size
    while begin < end and role_of(PyUnicode_READ(kind, chars, begin)) & MARK:
        begin += 1
    while end > begin and role_of(PyUnicode_READ(kind, chars, end - 1)) & MARK:
        end -= 1
    length = end - begin
    for at in range(size):
        c = PyUnicode_READ(kind, chars, at)
        digits = digits or Py_UNICODE_ISDIGIT(c)
        letters = letters or Py_UNICODE_ISALNUM(c)
        if begin <= at < end:
            small = small or Py_UNICODE_ISLOWER(c) or Py_UNICODE_ISTITLE(c)
            upper = upper or Py_UNICODE_ISUPPER(c)
    if length:
        first = PyUnicode_READ(kind, chars, begin)
    letter, capital = Py_UNICODE_ISALPHA(first), Py_UNICODE_ISUPPER(first)
    row[0] = capital
    row[1] = length > 1 and upper and not small
    row[2] = Py_UNICODE_ISDIGIT(first)
    row[3] = digits
    row[4] = letter and not capital
    row[5] = letter and not capital and not 97 <= first <= 122 and twin.has_no_capital(chr(first))
    row[6] = not letters
    row[7] = role_of(PyUnicode_READ(kind, chars, 0)) & OPENS != 0
    row[8] = last != 0 and is_stop(last, 0)
    row[9] = role_of(last) & COLON != 0
    row[10] = role_of(last) & COMMA != 0
    row[11] = role_of(PyUnicode_READ(kind, chars, size - 1)) & CLOSES != 0
    row[12] = length <= SHORT
    row[13] = length >= LONG
    row[14] = min(length, LONGEST)
    row[15] = 0x2E80 <= first < 0xAC00
    return 0
