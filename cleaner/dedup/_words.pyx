# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""What are a text's words, as numbers? The same as words.py says, in one pass.

Words of letters whose case folds to one character each are hashed here, others (with an `ß`, or in a script seldom
met) are looked up as words.py does.
"""

from cpython.bytes cimport PyBytes_FromStringAndSize
from cpython.mem cimport PyMem_Free, PyMem_Malloc
from cpython.unicode cimport (
    PyUnicode_DATA,
    PyUnicode_GET_LENGTH,
    PyUnicode_KIND,
    PyUnicode_READ,
    PyUnicode_Substring,
    Py_UNICODE_ISALNUM,
    Py_UNICODE_ISDECIMAL,
    Py_UNICODE_ISDIGIT,
    Py_UNICODE_ISUPPER,
    Py_UNICODE_TOLOWER,
    Py_UNICODE_TOUPPER,
)
from libc.stdint cimport uint8_t, uint16_t, uint32_t, uint64_t

from cleaner._crc cimport Char, add_char, begin, finish

import numpy as np

from cleaner.dedup.fold import fold

DEF FOLDED = 0x530
DEF NUMBER = 1
DEF CAPITAL = 2
DEF WORD = 128
DEF SHORT = 60
DEF FEW = 3

cdef uint64_t FACTOR = 0x9E3779B1

cdef uint16_t FOLD[FOLDED]
"""what Latin, Greek and Cyrillic letters fold to (fold.py); 0 where that is more than one character"""
cdef uint16_t CASED[FOLDED]
"""what their case alone folds to"""
cdef uint8_t MARKS[FOLDED]
"""WORD for what words are made of, with NUMBER for a digit; what has no case of one character has no mark"""
cdef uint8_t PLAIN[128]
"""the ASCII letters and digits, case folded; 0 for what is neither"""

ctypedef fused Unit:
    uint8_t
    uint16_t
    uint32_t


def _fill():
    cdef int c
    for c in range(1, FOLDED):
        folded, cased = fold(chr(c)), chr(c).casefold()
        FOLD[c] = ord(folded) if len(folded) == len(cased) == 1 else 0
        CASED[c] = ord(cased) if len(cased) == 1 else 0
        MARKS[c] = (WORD if is_word(c) else 0) | (NUMBER if chr(c).isdigit() else 0) if FOLD[c] else 0
    FOLD[0] = CASED[0] = MARKS[0] = 0
    for c in range(128):
        PLAIN[c] = ord(chr(c).lower()) if chr(c).isalnum() else 0


cdef inline bint is_decimal(Char c) noexcept:
    return 48 <= c <= 57 if c < 128 else Py_UNICODE_ISDECIMAL(c)


cdef inline bint is_word(Char c) noexcept:
    if c < 128:
        return 97 <= c <= 122 or 65 <= c <= 90 or 48 <= c <= 57 or c == 95
    return Py_UNICODE_ISALNUM(c)


cdef inline bint joins(Char c) noexcept:
    """Whether a character may stand inside a number."""
    return 44 <= c <= 58 or (c >= 128 and Py_UNICODE_ISDECIMAL(c))


cdef inline bint stands_alone(Char c) noexcept:
    """Whether a script puts no space between words."""
    return c >= 0x0E00 and (
        c <= 0x0EFF or 0x1000 <= c <= 0x109F or 0x1780 <= c <= 0x17FF or 0x3040 <= c <= 0x30FF
        or 0x3400 <= c <= 0x4DBF or 0x4E00 <= c <= 0x9FFF or 0xF900 <= c <= 0xFAFF
    )


_fill()


cdef Py_ssize_t end_of_number(int kind, const void* chars, Py_ssize_t at, Py_ssize_t size) noexcept:
    """Where a number of more than one digit ends, letters behind it included; `at` where there is none."""
    cdef Py_ssize_t end = at, place = at + 1
    cdef Char c
    while place < size:
        c = PyUnicode_READ(kind, chars, place)
        if not joins(c):
            break
        place += 1
        if is_decimal(c):
            end = place
    if end > at:
        while end < size and is_word(PyUnicode_READ(kind, chars, end)):
            end += 1
    return end


def read_codes(str text, codes):
    """As words.codes_of; `codes` is the memory of words that is kept there."""
    found = np.empty(PyUnicode_GET_LENGTH(text), np.uint64)
    cdef uint64_t[::1] all_codes = found
    cdef int clutter
    if not text:
        return found
    return found[:read_into(text, codes, &all_codes[0], &clutter)].copy()


cdef Py_ssize_t read_into(str text, object codes, uint64_t* found, int* clutter) except -1:
    """The codes of the words, of which a text has no more than characters; returns how many there are.

    `clutter` is set to what standing.clutter gives: no word goes beyond its line.
    """
    cdef int kind = PyUnicode_KIND(text)
    cdef const void* chars = PyUnicode_DATA(text)
    clutter[0] = 0
    if kind == 1:
        return read_units(<const uint8_t*>chars, text, codes, found, clutter)
    if kind == 2:
        return read_units(<const uint16_t*>chars, text, codes, found, clutter)
    return read_units(<const uint32_t*>chars, text, codes, found, clutter)


cdef Py_ssize_t read_units(const Unit* chars, str text, object codes, uint64_t* found, int* clutter) except -1:
    cdef Py_ssize_t size = PyUnicode_GET_LENGTH(text), at = 0, end, count = 0, line = 0, line_count = 0
    cdef int kind = sizeof(Unit)
    cdef uint32_t crc
    cdef uint64_t marks
    cdef Char c
    cdef bint is_odd
    while at < size:
        c = chars[at]
        end = at
        is_odd = False
        if is_decimal(c):
            end = end_of_number(kind, chars, at, size)
        if end == at and stands_alone(c):
            end = at + 1
        if end > at:
            if not hash_word(kind, chars, at, end, &found[count]):
                found[count] = codes[PyUnicode_Substring(text, at, end)]
            count += 1
            at = end
            continue
        crc = begin()
        marks = 0
        while end < size:
            c = chars[end]
            if c < FOLDED and MARKS[c]:
                crc = add_char(crc, FOLD[c])
                marks |= MARKS[c]
            elif is_word(c):
                is_odd = True
            else:
                break
            end += 1
        if end == at:
            if c == 10:
                clutter[0] += at - line < SHORT and 0 < count - line_count <= FEW
                line = at + 1
                line_count = count
            at += 1
            continue
        if is_odd:
            found[count] = codes[PyUnicode_Substring(text, at, end)]
        else:
            marks = marks & NUMBER | (CAPITAL if end - at > 1 and is_upper(chars[at]) else 0)
            found[count] = <uint64_t>finish(crc) << 2 | marks
        count += 1
        at = end
    clutter[0] = min(0xFFFF, clutter[0] + (size - line < SHORT and 0 < count - line_count <= FEW))
    return count


cdef inline bint is_upper(Char c) noexcept:
    return 65 <= c <= 90 if c < 128 else Py_UNICODE_ISUPPER(c)


cdef bint hash_word(int kind, const void* chars, Py_ssize_t at, Py_ssize_t end, uint64_t* code) noexcept:
    """The code of a word, unless its case folds to something longer."""
    cdef uint32_t crc = begin()
    cdef uint64_t marks = 0
    cdef Py_ssize_t place
    cdef Char c
    cdef uint16_t folded
    c = PyUnicode_READ(kind, chars, at)
    if end - at > 1 and Py_UNICODE_ISUPPER(c):
        marks = CAPITAL
    for place in range(at, end):
        c = PyUnicode_READ(kind, chars, place)
        if c >= FOLDED:
            return False
        folded = FOLD[c]
        if folded == 0:
            return False
        if 48 <= c <= 57 or (c >= 128 and Py_UNICODE_ISDIGIT(c)):
            marks |= NUMBER
        crc = add_char(crc, folded)
    code[0] = <uint64_t>finish(crc) << 2 | marks
    return True


def names_of(const uint64_t[::1] hashes, const uint8_t[::1] numbers, const uint8_t[::1] capitals):
    """Which words have a capital wherever they stand, and are no numbers: as Words.names."""
    cdef Py_ssize_t size = hashes.shape[0], at, place, room = 16
    while room < 2 * size:
        room *= 2
    found = np.zeros(size, np.uint8)
    cdef uint8_t[::1] names = found
    # 0 is an empty place, so words are entered with one bit more than a hash has
    cdef uint64_t[::1] small = np.zeros(room, np.uint64)
    cdef uint64_t word
    for at in range(size):
        if not capitals[at]:
            word = hashes[at] | <uint64_t>1 << 32
            place = <Py_ssize_t>(word * FACTOR >> 7) & (room - 1)
            while small[place] != 0 and small[place] != word:
                place = (place + 1) & (room - 1)
            small[place] = word
    for at in range(size):
        if capitals[at] and not numbers[at]:
            word = hashes[at] | <uint64_t>1 << 32
            place = <Py_ssize_t>(word * FACTOR >> 7) & (room - 1)
            while small[place] != 0 and small[place] != word:
                place = (place + 1) & (room - 1)
            names[at] = small[place] == 0
    return found.view(np.bool_)


def letters_of(str text):
    """The letters and digits of a text, case folded, in UTF-8: as exact.letters_of."""
    cdef int kind = PyUnicode_KIND(text)
    cdef const void* chars = PyUnicode_DATA(text)
    cdef Py_ssize_t size = PyUnicode_GET_LENGTH(text), end
    # the case of one character folds to three at most, of two bytes each
    cdef unsigned char* letters = <unsigned char*>PyMem_Malloc(6 * size + 6)
    if letters == NULL:
        raise MemoryError
    try:
        if kind == 1:
            end = put_letters(<const uint8_t*>chars, size, letters)
        elif kind == 2:
            end = put_letters(<const uint16_t*>chars, size, letters)
        else:
            end = put_letters(<const uint32_t*>chars, size, letters)
        return PyBytes_FromStringAndSize(<char*>letters, end)
    finally:
        PyMem_Free(letters)


cdef Py_ssize_t put_letters(const Unit* chars, Py_ssize_t size, unsigned char* letters) except -1:
    cdef Py_ssize_t at, end = 0
    cdef Char c
    for at in range(size):
        c = chars[at]
        if c < 128:
            letters[end] = PLAIN[c]
            end += PLAIN[c] != 0
        elif c < FOLDED and CASED[c]:
            end = add_letter(letters, end, CASED[c])
        elif Py_UNICODE_TOLOWER(c) == c == Py_UNICODE_TOUPPER(c) and c >= FOLDED:
            end = add_letter(letters, end, c)
        else:
            for folded in chr(c).casefold():
                end = add_letter(letters, end, <Char>ord(folded))
    return end


cdef Py_ssize_t add_letter(unsigned char* letters, Py_ssize_t end, Char c) noexcept:
    """Add a character in UTF-8, surrogates too; spaces, quotes, dashes and stops are none."""
    if c < 128:
        if 97 <= c <= 122 or 48 <= c <= 57:
            letters[end] = <unsigned char>c
            end += 1
    elif 0x80 <= c <= 0xBF or 0x2000 <= c <= 0x207F or 0x3000 <= c <= 0x303F:
        return end
    elif c < 0x800:
        letters[end] = <unsigned char>(0xC0 | c >> 6)
        letters[end + 1] = <unsigned char>(0x80 | c & 0x3F)
        end += 2
    elif c < 0x10000:
        letters[end] = <unsigned char>(0xE0 | c >> 12)
        letters[end + 1] = <unsigned char>(0x80 | (c >> 6) & 0x3F)
        letters[end + 2] = <unsigned char>(0x80 | c & 0x3F)
        end += 3
    else:
        letters[end] = <unsigned char>(0xF0 | c >> 18)
        letters[end + 1] = <unsigned char>(0x80 | (c >> 12) & 0x3F)
        letters[end + 2] = <unsigned char>(0x80 | (c >> 6) & 0x3F)
        letters[end + 3] = <unsigned char>(0x80 | c & 0x3F)
        end += 4
    return end
