# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True
"""Where may a date begin in a text? So that the patterns of date_forms.py are tried there only."""

from cpython.unicode cimport (
    PyUnicode_DATA,
    PyUnicode_GET_LENGTH,
    PyUnicode_KIND,
    PyUnicode_READ,
    Py_UNICODE_ISALNUM,
    Py_UNICODE_ISDECIMAL,
    Py_UNICODE_ISSPACE,
)

from cleaner.metadata import date_forms as twin

ctypedef unsigned int Char

cdef enum: WORD = 18, BLANKS = 2
"""characters of a month's name and of the white space behind it, at most (date_forms.WORD)"""
cdef enum: MOST = 32
"""places found at once: whoever finds a date among them asks again behind it"""
cdef set ERAS = {ord(c) for c in twin.ERAS}


cdef inline bint is_digit(Char c) noexcept:
    return 48 <= c <= 57 if c < 128 else Py_UNICODE_ISDECIMAL(c)


cdef inline bint is_letter(Char c) noexcept:
    if c < 128:
        return 97 <= (c | 32) <= 122 or 48 <= c <= 57
    return Py_UNICODE_ISALNUM(c)


def starts(str text, Py_ssize_t at):
    """The next places from `at` on, MOST of them, where a date may begin, ascending.

    A date begins with its first digit, with an era's name, or with a word that a digit follows; where it may be one
    of those that Chinese, Japanese or Korean count with, inside a number too.
    """
    cdef int kind = PyUnicode_KIND(text)
    cdef const void* chars = PyUnicode_DATA(text)
    cdef Py_ssize_t i, size = PyUnicode_GET_LENGTH(text), count = 0, ahead = 0, last
    cdef Char c
    cdef list found = []
    for i in range(at, size):
        c = PyUnicode_READ(kind, chars, i)
        if is_digit(c):
            if kind == 1 and i > 0 and is_digit(PyUnicode_READ(kind, chars, i - 1)):
                continue
        elif c > 127 and c in ERAS:
            pass
        elif is_letter(c) and (i == 0 or not is_letter(PyUnicode_READ(kind, chars, i - 1))):
            ahead, last = max(ahead, i + 1), min(size, i + WORD + BLANKS + 1)
            while ahead < last and not is_digit(PyUnicode_READ(kind, chars, ahead)):
                ahead += 1
            if ahead >= last or not is_word(kind, chars, i, ahead):
                continue
        else:
            continue
        found.append(i)
        count += 1
        if count == MOST:
            break
    return found


cdef bint is_word(int kind, const void* chars, Py_ssize_t start, Py_ssize_t end) noexcept:
    """Whether nothing but white space, and not much of it, parts a word from what follows."""
    cdef Py_ssize_t i
    while end > start and Py_UNICODE_ISSPACE(PyUnicode_READ(kind, chars, end - 1)):
        end -= 1
    for i in range(start, end):
        if Py_UNICODE_ISSPACE(PyUnicode_READ(kind, chars, i)):
            return False
    return True
