# cython: language_level=3, boundscheck=True, wraparound=False, cdivision=True
"""What does one text look like? The same as look.py says, in one pass over its characters."""

from cpython.unicode cimport (
    PyUnicode_DATA,
    PyUnicode_KIND,
    PyUnicode_READ,
    PyUnicode_Substring,
    Py_UNICODE_ISALNUM,
    Py_UNICODE_ISDECIMAL,
    Py_UNICODE_ISLOWER,
    Py_UNICODE_ISSPACE,
    Py_UNICODE_ISTITLE,
    Py_UNICODE_ISUPPER,
    Py_UNICODE_TOLOWER,
)

from libc.stdint cimport uint8_t, uint16_t, uint32_t, uint64_t

import numpy as np

from cleaner.select import look as twin
from cleaner.select import phrases as ph

from cleaner.page import Block, Container
from cleaner.trace import Piece, Trace

from cleaner.select._phrases cimport is_furniture, may_be_furniture, on_edge

from cleaner._stops cimport is_far_stop, is_stop
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
cdef double WIDTH = twin.WIDTH, WORD = twin.WORD
cdef int SAMPLE = twin.SAMPLE
cdef frozenset NOTICES = ph.NOTICES
cdef int SENTENCE = twin.SENTENCE
cdef int LINE = ph.LINE
cdef enum: STEM = 5, SLOTS = 512
cdef struct Stem:
    Char[STEM] chars
cdef Stem[SLOTS] stems
"""the stems of NOTICES by their hash, each in the first free place from there on; none is empty"""
cdef uint64_t[SLOTS] packed
"""those of them that are ASCII, a byte a letter, in the same way"""
cdef bint[128] is_closer
cdef uint32_t[128] may_notice
"""by the first letter of a stem, which second letters there are: a bit for each, 32 letters share one"""
cdef uint8_t[128][128] BEGINS
"""by its first two letters, in any case, whether a stem may begin so, or a word of one letter be one"""
cdef frozenset OTHER_CLOSERS = frozenset([ord(c) for c in twin.CLOSERS if ord(c) > 127])
cdef frozenset BULLETS = frozenset([ord(c) for c in "*•·▪◦‣●○■►▸–—-"])
cdef enum: IS_BLANK = 1, IS_LOWER = 2, IS_UPPER = 4, IS_DIGIT = 8, IS_QUOTE = 16, IS_PART = 32, IS_END = 64, IS_COMMA = 128
cdef uint8_t[128] WHAT
"""what each ASCII character is"""


cdef struct Seen:
    uint8_t what  # IS_… of all its ASCII characters together
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
    return <unsigned int>(mixed >> 55)


cdef inline unsigned int packed_slot(uint64_t stem) noexcept:
    return <unsigned int>((stem * 0x9E3779B97F4A7C15ULL) >> 55)


cdef inline bint is_notice(uint64_t stem) noexcept:
    """Whether a stem in ASCII, its first letter in the lowest byte, is one that notices are made of."""
    if not may_notice[stem & 127] >> ((stem >> 8) & 31) & 1:
        return False
    cdef unsigned int slot = packed_slot(stem)
    while packed[slot]:
        if packed[slot] == stem:
            return True
        slot = (slot + 1) % SLOTS
    return False


cdef bint is_other_notice(Char* stem) noexcept:
    """The same for any stem, filled up with zeros."""
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


cdef void note_beginning(Char first, Char second) noexcept:
    """Letters in lower case, of which the second is 0 where there is but one: what stands behind it then is not known."""
    cdef Char other
    if first > 127 or second > 127:
        return
    for other in range(128):
        if not second or other == second or (97 <= second <= 122 and other == second - 32):
            BEGINS[first][other] = 1
            if 97 <= first <= 122:
                BEGINS[first - 32][other] = 1


cdef int fill_stems() except -1:
    cdef unsigned int slot
    cdef Char[STEM] chars
    cdef uint64_t stem
    cdef int i
    if 2 * len(NOTICES) > SLOTS:
        raise RuntimeError("more stems than the table was made for")
    for notice in NOTICES:
        stem = 0
        for i in range(STEM):
            chars[i] = ord(notice[i]) if i < len(notice) else 0
            stem |= <uint64_t>chars[i] << (8 * i)
        note_beginning(chars[0], chars[1])
        slot = slot_of(chars)
        while stems[slot].chars[0]:
            slot = (slot + 1) % SLOTS
        for i in range(STEM):
            stems[slot].chars[i] = chars[i]
        if notice.isascii():
            may_notice[chars[0]] |= <uint32_t>1 << (chars[1] & 31)
            slot = packed_slot(stem)
            while packed[slot]:
                slot = (slot + 1) % SLOTS
            packed[slot] = stem
    for i in range(128):
        is_closer[i] = chr(i) in twin.CLOSERS
        c = chr(i)
        WHAT[i] = (
            IS_BLANK * c.isspace() | IS_LOWER * ("a" <= c <= "z") | IS_UPPER * ("A" <= c <= "Z") | IS_DIGIT * c.isdecimal()
            | IS_QUOTE * (c == '"') | IS_PART * (c in "|/") | IS_END * (c in ".!?") | IS_COMMA * (c == ",")
        )
    return 0


fill_stems()


cdef inline bint closes_sentence(Char c) noexcept:
    return c == 32 or c == 34 or c == 39 or c == 0x201D or c == 0x2019 or c == 0xBB or Py_UNICODE_ISSPACE(c)


def look_at(blocks, double syllable=1):
    """What is seen of each block's text, as look.look_at has it."""
    cdef Py_ssize_t i, count = len(blocks)
    found = np.zeros((count, COUNTS + SIGNS), np.float32)
    cdef float[:, ::1] rows = found
    for i in range(count):
        block = blocks[i]
        text = <str>trace_slot(block_slot(block, BLOCK_TRACE), TRACE_TEXT)
        look(&rows[i, 0], text, block_slot(block, BLOCK_LINKED), block_slot(block, BLOCK_ANCHORS), syllable)
    return found


cdef int look(float* row, str text, Py_ssize_t linked, Py_ssize_t anchors, double syllable) except -1:
    cdef Py_ssize_t size = len(text)
    cdef Seen seen = read(text, size)
    cdef bint dense = not text.isascii() and is_dense(text)
    cdef double wide = WIDTH if dense else 1
    row[1] = size * WIDTH / WORD if dense else seen.spaces + 1
    if not dense and PyUnicode_KIND(text) > 1:
        if is_joined(text):
            row[1] = size / WORD
            seen.sentences = max(seen.sentences, size // SENTENCE)
        elif is_syllabic(text):
            wide = syllable
    row[0] = size * wide
    row[2] = linked * wide
    row[3] = anchors
    row[4] = seen.sentences if size >= SENTENCES else 0
    row[5] = seen.dense_commas if dense else seen.commas
    return sign(row, text, size, &seen)


cdef int sign(float* row, str text, Py_ssize_t size, Seen* seen) except -1:
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
        row[at] = is_stop(last, size)
        row[at + 1] = last == 58 or (size < SHORT and last == 0xFF1A)
    row[at + 5] = Py_UNICODE_ISLOWER(first)
    row[at + 9] = seen.quote
    row[at + 10] = end == 0x2026 or (
        end == 46 and size > 2 and PyUnicode_READ(kind, chars, size - 2) == 46 and PyUnicode_READ(kind, chars, size - 3) == 46
    )
    if size >= SHORT:
        row[at + 8] = PyUnicode_READ(kind, chars, 1) == 32 and not Py_UNICODE_ISALNUM(first)
        row[at + 12] = notice_share(text, seen, min(size, NOTICE))
        return 0
    row[at + 2] = seen.digit and has_date(kind, chars, size)
    row[at + 3] = seen.upper and not seen.lower
    row[at + 4] = <float>seen.capitals / max(1, seen.words)
    row[at + 6] = seen.separator
    row[at + 7] = looks_like_furniture(text, kind, chars, size)
    row[at + 8] = begins_with_bullet(text)
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


cdef bint looks_like_furniture(str text, int kind, const void* chars, Py_ssize_t size):
    """Whether a line is a known phrase, or begins with one: asked of those that begin as phrases do."""
    cdef Py_ssize_t low = 0, high = size
    while low < high and on_edge(PyUnicode_READ(kind, chars, low)):
        low += 1
    if low == high:
        return False
    if size < LINE:
        while on_edge(PyUnicode_READ(kind, chars, high - 1)):
            high -= 1
    return may_be_furniture(kind, chars, low, high) and is_furniture(text)


cdef bint begins_with_bullet(str text):
    """Whether a text, which must not be empty, begins with a bullet or a number (look.BULLET)."""
    cdef int kind = PyUnicode_KIND(text)
    cdef const void* chars = PyUnicode_DATA(text)
    cdef Py_ssize_t size = len(text), at = 1
    cdef Char first = PyUnicode_READ(kind, chars, 0), c
    if size < 2 or 97 <= (first | 32) <= 122:
        return False
    c = PyUnicode_READ(kind, chars, 1)
    if is_digit(first):
        if is_digit(c):
            at = 2
        if size < at + 2:
            return False
        c = PyUnicode_READ(kind, chars, at)
        return (c == 46 or c == 41) and Py_UNICODE_ISSPACE(PyUnicode_READ(kind, chars, at + 1))
    return Py_UNICODE_ISSPACE(c) and (first == 42 or first == 45 or (first > 127 and first in BULLETS))


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
    """Word by word; letters in lower case, which most characters are, are passed over as fast as can be."""
    cdef Seen seen = Seen(0, 0, 0, 0, 0, 0, 0, 0, False, False, False, False, False, False)
    cdef Py_ssize_t i = 0, k, taken = 0, listed = size if size < SHORT else min(size, NOTICE)
    cdef Char c
    cdef uint8_t what
    while i < size:
        c = chars[i]
        if c == 32 or (not 33 <= c <= 126 and Py_UNICODE_ISSPACE(c)):
            seen.spaces += c == 32
            i += 1
            continue
        if i < listed:
            seen.words += 1
            seen.capitals += 65 <= c <= 90 if c < 128 else Py_UNICODE_ISUPPER(c)
            seen.notices += begins_notice(chars, i, listed)
        while i < size:
            c = chars[i]
            if 97 <= c <= 122:
                seen.lower = True
                i += 1
                continue
            if c < 128:
                what = WHAT[c]
                if what & IS_BLANK:
                    break
                seen.what |= what
                if what & IS_COMMA:
                    seen.commas += 1
                elif what & IS_END and i >= taken and i + 1 < size and closes_sentence(<Char>chars[i + 1]):
                    seen.sentences += 1
                    taken = i + 2
            elif Py_UNICODE_ISSPACE(c):
                break
            else:
                see_other(&seen, c, i, &taken, <Char>chars[i + 1] if i + 1 < size else 0)
            i += 1
    seen.upper = seen.upper or seen.what & IS_UPPER
    seen.digit = seen.digit or seen.what & IS_DIGIT
    seen.quote = seen.quote or seen.what & IS_QUOTE
    seen.separator = seen.separator or seen.what & IS_PART
    return seen


cdef void see_other(Seen* seen, Char c, Py_ssize_t i, Py_ssize_t* taken, Char following) noexcept:
    """Note a character that is not ASCII."""
    if c == 0x201C or c == 0x201E or c == 0xAB:
        seen.quote = True
    elif c == 0xA9 or c == 0xBB:
        seen.separator = True
    elif c == 0x2026 or (0x0589 <= c <= 0x17D5 and is_far_stop(c)):
        if i >= taken[0] and following and closes_sentence(following):
            seen.sentences += 1
            taken[0] = i + 2
    elif c == 0x3002 or c == 0xFF01 or c == 0xFF1F:
        seen.sentences += i >= taken[0]
    elif c == 0x3001 or c == 0xFF0C:
        seen.dense_commas += 1
    else:
        seen.odd = seen.odd or c == 0x130 or c == 0x3A3
        if Py_UNICODE_ISDECIMAL(c):
            seen.digit = True
        elif Py_UNICODE_ISLOWER(c) or Py_UNICODE_ISTITLE(c):
            seen.lower = True
        elif Py_UNICODE_ISUPPER(c):
            seen.upper = True


cdef inline bint begins_notice(Letter* chars, Py_ssize_t start, Py_ssize_t end) noexcept:
    """Whether the word that begins here is one that notices are made of."""
    cdef Py_ssize_t i, size = min(<Py_ssize_t>STEM, end - start)
    cdef uint64_t stem = 0
    cdef Char[STEM] wide
    cdef Char c
    if size > 1 and chars[start] < 128 and chars[start + 1] < 128 and not BEGINS[chars[start]][chars[start + 1]]:
        return False
    for i in range(size):
        c = chars[start + i]
        if c > 127:
            break
        if WHAT[c] & IS_BLANK:
            return is_notice(stem)
        stem |= <uint64_t>(c | 32 if 65 <= c <= 90 else c) << (8 * i)
    else:
        return is_notice(stem)
    for i in range(STEM):
        wide[i] = 0
    for i in range(size):
        c = chars[start + i]
        if c == 32 or (not 33 <= c <= 126 and Py_UNICODE_ISSPACE(c)):
            break
        wide[i] = c | 32 if 65 <= c <= 90 else c if c < 128 else Py_UNICODE_TOLOWER(c)
    return is_other_notice(wide)


cdef bint is_joined(str text):
    """Whether a text is written in letters and without spaces between its words (look.is_joined)."""
    cdef int kind = PyUnicode_KIND(text)
    cdef const void* chars = PyUnicode_DATA(text)
    cdef Py_ssize_t i, size = min(len(text), SAMPLE), found = 0
    cdef Char c
    for i in range(size):
        c = PyUnicode_READ(kind, chars, i)
        found += 0x0E00 <= c <= 0x109F or 0x1780 <= c <= 0x17FF
    return found * 3 > size


cdef bint is_syllabic(str text):
    """Whether a text is written in syllables (look.is_syllabic)."""
    cdef int kind = PyUnicode_KIND(text)
    cdef const void* chars = PyUnicode_DATA(text)
    cdef Py_ssize_t i, size = min(len(text), SAMPLE), found = 0
    for i in range(size):
        found += 0xAC00 <= PyUnicode_READ(kind, chars, i) <= 0xD7A3
    return found * 3 > size


cdef bint is_dense(str text):
    """Whether a text is written without spaces (look.is_dense)."""
    cdef int kind = PyUnicode_KIND(text)
    cdef const void* chars = PyUnicode_DATA(text)
    cdef Py_ssize_t i, size = min(len(text), SAMPLE), found = 0
    cdef Char c
    for i in range(size):
        c = PyUnicode_READ(kind, chars, i)
        found += 0x3040 <= c <= 0x30FF or 0x3400 <= c <= 0x9FFF or 0xF900 <= c <= 0xFAFF
    return found * 3 > size
