# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True
"""What may stand in each line: what glance.py says, in one pass over the characters of the short ones."""

from cpython.bytes cimport PyBytes_AS_STRING, PyBytes_FromStringAndSize
from cpython.unicode cimport (
    PyUnicode_DATA,
    PyUnicode_KIND,
    PyUnicode_READ,
    PyUnicode_Substring,
    Py_UNICODE_ISALNUM,
    Py_UNICODE_ISDECIMAL,
    Py_UNICODE_ISSPACE,
)

from libc.stdint cimport uint8_t, uint16_t, uint32_t

from cleaner.metadata import glance as twin
from cleaner.metadata.bywords import FIRST_WORDS

from cleaner._stops cimport is_stop

ctypedef unsigned int Char
ctypedef fused Letter:
    const uint8_t
    const uint16_t
    const uint32_t

cdef int BYLINE = twin.BYLINE, LABEL = twin.LABEL, DIGITS = twin.DIGITS, DATED = twin.DATED, PROSE = twin.PROSE
cdef int WRITTEN = twin.WRITTEN, LONG = twin.LONG, LABEL_SIZE = twin.LABEL_SIZE
cdef int PARAGRAPH = twin.PARAGRAPH, DENSE = twin.DENSE, COMPACT = twin.COMPACT
cdef frozenset LABELS = twin.LABELS, WORDS = FIRST_WORDS
cdef int LONGEST = max(map(len, FIRST_WORDS))
cdef unsigned char[128][128] PAIRS
"""how the ASCII ones among those words begin: their first two letters, or a word of one"""

cdef unsigned char[8192] KNOWN
"""a bit for the hash of each of those words that is all ASCII"""

cdef int note_words() except -1:
    cdef uint32_t hash
    for word in FIRST_WORDS | LABELS:
        if word[:2].isascii():
            PAIRS[ord(word[0])][ord(word[1:2] or " ")] = 1
        if word.isascii():
            hash = 0
            for letter in word:
                hash = add(hash, ord(letter))
            KNOWN[(hash >> 16) >> 3] |= 1 << ((hash >> 16) & 7)
    return 0


cdef inline uint32_t add(uint32_t hash, Char c) noexcept:
    return (hash ^ c) * <uint32_t>0x9E3779B1


note_words()


cdef inline bint may_be_word(int kind, const void* chars, Py_ssize_t start, Py_ssize_t end) noexcept:
    """Whether a text may be a known word, case aside: what is not ASCII may be folded into one."""
    cdef uint32_t hash = 0
    cdef Py_ssize_t i
    cdef Char c
    for i in range(start, end):
        c = PyUnicode_READ(kind, chars, i)
        if c > 127:
            return True
        hash = add(hash, c | 32 if 65 <= c <= 90 else c)
    return KNOWN[(hash >> 16) >> 3] >> ((hash >> 16) & 7) & 1


def look(list texts):
    """A byte for each text: what may be in it."""
    cdef Py_ssize_t i, count = len(texts)
    cdef bytes found = PyBytes_FromStringAndSize(NULL, count)
    cdef char* flags = PyBytes_AS_STRING(found)
    for i in range(count):
        flags[i] = look_at(<str>texts[i])
    return found


def glance(str text):
    """What may be in one text (glance.look_at)."""
    return look_at(text)


def count_foreign(list texts, Py_ssize_t sample):
    """How many letters that English has not are among the first of these texts, and of how many (published.py)."""
    cdef Py_ssize_t i, size, seen = 0, found = 0
    cdef int kind
    cdef const void* chars
    cdef Char c
    for text in texts:
        size = min(len(<str>text), sample - seen)
        seen += size
        if not (<str>text).isascii():
            kind, chars = PyUnicode_KIND(<str>text), PyUnicode_DATA(<str>text)
            for i in range(size):
                c = PyUnicode_READ(kind, chars, i)
                found += c > 0xBF and (c < 0x250 or 0x370 <= c < 0x2000 or 0x2C00 <= c < 0xD800)
        if seen == sample:
            break
    return found, seen


cdef int look_at(str text) except -1:
    cdef Py_ssize_t size = len(text)
    cdef int kind = PyUnicode_KIND(text)
    cdef const void* chars = PyUnicode_DATA(text)
    cdef int found = 0
    if begins_byline(text, kind, chars, size):
        found |= BYLINE
    if size >= DENSE and is_prose(kind, chars, size):
        found |= PROSE
    if size > LONG:
        return found | DIGITS | DATED | WRITTEN
    if size < LABEL_SIZE and is_label(text, kind, chars, size):
        found |= LABEL
    if kind == 1:
        return found | look_inside(<const uint8_t*>chars, size)
    if kind == 2:
        return found | look_inside(<const uint16_t*>chars, size)
    return found | look_inside(<const uint32_t*>chars, size)


cdef inline bint may_be_known(Char first, Char second) noexcept:
    """Whether a known word may begin with these letters; behind a word of one letter stands no other."""
    if first > 127 or second > 127:
        return True
    if 65 <= first <= 90:
        first += 32
    if 65 <= second <= 90:
        second += 32
    return PAIRS[first][second] or PAIRS[first][32]


cdef bint begins_byline(str text, int kind, const void* chars, Py_ssize_t size) except -1:
    """Whether the first word is one that bylines begin with (bywords.begins_byline)."""
    cdef Py_ssize_t i = 0, start
    cdef Char c
    while i < size and Py_UNICODE_ISSPACE(PyUnicode_READ(kind, chars, i)):
        i += 1
    if i >= size or not may_be_known(
        PyUnicode_READ(kind, chars, i), PyUnicode_READ(kind, chars, i + 1) if i + 1 < size else 32
    ):
        return False
    start = i
    while i < size:
        c = PyUnicode_READ(kind, chars, i)
        if not (c == 95 or Py_UNICODE_ISALNUM(c)):
            break
        i += 1
    if i == start or i > start + LONGEST or not may_be_word(kind, chars, start, i):
        return False
    return PyUnicode_Substring(text, start, i).casefold() in WORDS


cdef bint is_label(str text, int kind, const void* chars, Py_ssize_t size) except -1:
    """Whether the last word is one that labels end with (glance.last_word)."""
    cdef Py_ssize_t start, end = size
    cdef Char c
    while end:
        c = PyUnicode_READ(kind, chars, end - 1)
        if not (c == 32 or c == 58 or c == 40 or c == 41 or c == 115 or c == 83):
            break
        end -= 1
    start = end
    while start and PyUnicode_READ(kind, chars, start - 1) != 32:
        start -= 1
    if end < start + 2 or not may_be_known(PyUnicode_READ(kind, chars, start), PyUnicode_READ(kind, chars, start + 1)):
        return False
    if not may_be_word(kind, chars, start, end):
        return False
    return PyUnicode_Substring(text, start, end).casefold() in LABELS


cdef bint is_prose(int kind, const void* chars, Py_ssize_t size) noexcept:
    cdef Py_ssize_t i, at = size - 1
    cdef Char c = PyUnicode_READ(kind, chars, at)
    while at > size - 5 and (
        c == 34 or c == 0x201D or c == 0x2019 or c == 0xBB or c == 41 or c == 39 or c == 0x203A
    ):
        at -= 1
        c = PyUnicode_READ(kind, chars, at)
    if not is_stop(c, size):
        return False
    if size >= PARAGRAPH:
        return True
    if size >= COMPACT:
        for i in range(size // 2 - 1, size // 2 + 2):
            if 0x0590 <= PyUnicode_READ(kind, chars, i) <= 0x0DFF:
                return True
    for i in range(size):
        c = PyUnicode_READ(kind, chars, i)
        if 0x3040 <= c <= 0x30FF or 0x4E00 <= c <= 0x9FFF or 0xAC00 <= c <= 0xD7A3:
            return True
        if 0x0E00 <= c <= 0x109F or 0x1780 <= c <= 0x17FF:
            return True
    return False


cdef inline bint is_digit(Char c) noexcept:
    """Whether a character is a decimal digit; between those of scripts that have some stand most of all letters."""
    if c < 0x660:
        return 48 <= c <= 57
    if 0x1C5A <= c < 0xA620 or 0xAC00 <= c < 0xFF10:
        return False
    return Py_UNICODE_ISDECIMAL(c)


cdef int look_inside(Letter* chars, Py_ssize_t size) noexcept:
    """Dates and `Written by`, in one pass over the characters of a line."""
    cdef Py_ssize_t i
    cdef Char c
    cdef int found = 0
    for i in range(size - 1):
        c = chars[i]
        if c > 57 and c < 128:
            if c == 121 and i > 7 and is_written(chars, i):
                found |= WRITTEN
        elif c > 47 and is_digit(c):
            found |= look_behind(chars, i, size)
    if size > 8 and chars[size - 1] == 121 and is_written(chars, size - 1):
        found |= WRITTEN
    return found


cdef int look_behind(Letter* chars, Py_ssize_t i, Py_ssize_t size) noexcept:
    """Which signs of a date follow the digit at `i`, behind which something stands."""
    cdef Char second = chars[i + 1]
    cdef Py_ssize_t at = i + 1
    cdef int found = 0
    if is_digit(second):
        if i + 3 < size and is_digit(chars[i + 2]) and is_digit(chars[i + 3]):
            return DIGITS | DATED
        return 0
    if (second == 46 or second == 47 or second == 58) and i + 2 < size:
        if is_digit(chars[i + 2]):
            found = DIGITS
    at += Py_UNICODE_ISSPACE(second)
    if at >= size:
        return found
    second = chars[at]
    if second == 0x6708 or second == 0xC6D4:
        return DIGITS | DATED
    if second == 0xB144 or second == 0x5E74 or 0x0E01 <= second <= 0x0E2E:
        return found | DATED
    if second == 46 or second == 47:
        at += 1
        at += at < size and Py_UNICODE_ISSPACE(chars[at])
        if at < size and is_digit(chars[at]):
            return found | DATED
    return found


cdef bint is_written(Letter* chars, Py_ssize_t i) noexcept:
    """Whether `ritten by` ends at `i`."""
    cdef const char* word = "ritten by"
    cdef int k
    for k in range(9):
        if chars[i - 8 + k] != <unsigned char>word[k]:
            return False
    return True
