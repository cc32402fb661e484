# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True
"""What the scorer sees around a line: the columns of context.py and vocabulary.py, in passes over plain arrays."""

from cpython.unicode cimport PyUnicode_DATA, PyUnicode_KIND, Py_UNICODE_TOLOWER
from libc.math cimport log1p
from libc.stdint cimport int32_t, uint16_t, uint32_t, uint64_t
from libc.stdlib cimport calloc, free, malloc, realloc

import numpy as np

from cleaner.select import context as ctx
from cleaner.select import model as twin
from cleaner.select import vocabulary as voc

try:
    from cleaner.select._products import sigmoid
except ImportError:
    from cleaner.select.context import sigmoid

cdef extern from *:
    """
    #include <stdint.h>
    #include <stddef.h>
    #if defined(_MSC_VER) && !defined(__clang__)
    #include <intrin.h>
    static inline int first_of(uint64_t bits) { unsigned long at; _BitScanForward64(&at, bits); return (int)at; }
    #else
    static inline int first_of(uint64_t bits) { return __builtin_ctzll(bits); }
    #endif
    static inline int is_word(unsigned char c) {
        return (unsigned char)((c | 32) - 97) < 26 || (unsigned char)(c - 48) < 10;
    }
    #if defined(__SSE2__)
    #include <emmintrin.h>
    static inline uint64_t sixteen(__m128i c) {
        __m128i letter = _mm_sub_epi8(_mm_or_si128(c, _mm_set1_epi8(32)), _mm_set1_epi8(97));
        __m128i digit = _mm_sub_epi8(c, _mm_set1_epi8(48));
        __m128i found = _mm_or_si128(_mm_cmpeq_epi8(_mm_min_epu8(letter, _mm_set1_epi8(25)), letter),
                                     _mm_cmpeq_epi8(_mm_min_epu8(digit, _mm_set1_epi8(9)), digit));
        return (uint64_t)(unsigned)_mm_movemask_epi8(found);
    }
    #endif
    /* a bit for each of up to 64 ASCII characters: whether it is a letter or a digit */
    static uint64_t letters_of(const unsigned char* chars, ptrdiff_t size) {
        uint64_t found = 0;
        ptrdiff_t i = 0;
    #if defined(__SSE2__)
        for (; i + 16 <= size; i += 16) found |= sixteen(_mm_loadu_si128((const __m128i*)(chars + i))) << i;
    #endif
        for (; i < size; i++) found |= (uint64_t)is_word(chars[i]) << i;
        return found;
    }
    """
    int first_of(uint64_t) noexcept
    uint64_t letters_of(const unsigned char*, Py_ssize_t) noexcept

ctypedef fused Letter:
    const unsigned char
    const uint16_t
    const uint32_t

cdef int BEFORE = len(ctx.NAMES), COLUMNS = len(ctx.NAMES) + len(voc.NAMES)
cdef int[3] REACH = ctx.REACH
cdef double FADE = ctx.FADE
cdef float SURE = voc.SURE, UNLIKELY = voc.UNLIKELY, LONG = voc.LONG
cdef int LEAST = voc.LEAST, STEM = voc.STEM
cdef uint64_t MIX = int(voc.MIX)
cdef unsigned int LAST = voc.LAST
cdef unsigned char ENOUGH = voc.ENOUGH + 1  # one of them may be the line's own
if STEM != 6 or LEAST != 4:
    raise ImportError("other stems than those of this sum")
cdef uint64_t[6] POWERS
POWERS[5] = 1
for place in range(5, 0, -1):
    POWERS[place - 1] = POWERS[place] * MIX
cdef enum: KNOWN_LOGS = 64
cdef double[KNOWN_LOGS] LOGS
for place in range(KNOWN_LOGS):
    LOGS[place] = log1p(place)
cdef bint is_ready = False
cdef unsigned char[65536] KINDS
"""of each character in lower case"""
cdef uint16_t[65536] LOWER
"""each character in lower case, or 0 where it is in no word and no pair"""
cdef enum: MOST_LINES = 65_534


cdef struct Word:
    uint64_t number
    int32_t line


cdef struct Count:
    uint16_t line  # the last that had the word, from 1
    unsigned char core
    unsigned char other


cdef int make_ready() except -1:
    """Read the table of characters, which takes as long as twenty pages, when the first page needs it."""
    global is_ready
    cdef const unsigned char[::1] kinds = voc.kinds()
    cdef unsigned int code, lower
    for code in range(65536):
        KINDS[code] = kinds[code] if code < LAST else 0
        lower = Py_UNICODE_TOLOWER(code)
        LOWER[code] = <uint16_t>lower if lower < LAST and kinds[lower] else 0
    is_ready = True
    return 0


def around(logits, list texts):
    """One row a text: the columns of context.py, then those of vocabulary.py (model.around). `logits` are float32."""
    chances = sigmoid(logits)
    found = np.empty((len(texts), COLUMNS), np.float32)
    cdef float[:, ::1] rows = found
    cdef const float[::1] own = logits, chance = chances
    if not is_ready:
        make_ready()
    if len(texts) > MOST_LINES:
        return twin.around(logits, texts)
    if len(texts):
        write_context(rows, own, chance, texts)
        write_vocabulary(rows, chance, texts)
    return found


cdef int write_context(float[:, ::1] rows, const float[::1] logits, const float[::1] chances, list texts) except -1:
    cdef Py_ssize_t i, at, low, high, shift, count = len(texts)
    cdef double[::1] sums = np.zeros(2 * (count + 1))
    cdef double[::1] masses = sums[: count + 1], sizes = sums[count + 1 :]
    cdef double total, kept, share, faded = 0.0
    cdef float own, size, mass, best
    for i in range(count):
        size = len(<str>texts[i])
        mass = chances[i] * size
        masses[i + 1] = masses[i] + mass
        sizes[i + 1] = sizes[i] + size
    total = masses[count] + 1
    kept, share = log1p(total) / 10, total / (sizes[count] + 1)
    best = -2
    for i in range(count):
        own = min(max(logits[i], -8), 8) / 4
        size = len(<str>texts[i])
        mass = chances[i] * size
        rows[i, 0] = own
        for shift in range(8):
            at = i + shift - 4 + (shift > 3)
            rows[i, 1 + shift] = min(max(logits[at], -8), 8) / 4 if 0 <= at < count else -1.5
        for at in range(3):
            low, high = max(i - REACH[at], 0), min(i + REACH[at] + 1, count)
            rows[i, 9 + at] = (masses[high] - masses[low]) / max(sizes[high] - sizes[low], 1.0)
        rows[i, 12] = (masses[i + 1] - mass) / total
        rows[i, 13] = (total - masses[i + 1]) / total
        rows[i, 14] = kept
        rows[i, 15] = share
        rows[i, 16] = best
        best = max(best, own)
        rows[i, 18] = faded
        faded = faded * FADE + worth(chances[i], size)
    best, faded = -2, 0.0
    for i in range(count - 1, -1, -1):
        rows[i, 17] = best
        best = max(best, rows[i, 0])
        rows[i, 19] = faded
        faded = faded * FADE + worth(chances[i], len(<str>texts[i]))
    return 0


cdef inline float worth(float chance, float size) noexcept:
    cdef float above = chance - <float>0.5
    above = above * min(size, <float>200)
    return above / <float>100


cdef int write_vocabulary(float[:, ::1] rows, const float[::1] chances, list texts) except -1:
    cdef Py_ssize_t i, count, room = 1024, lines = len(texts)
    cdef Word* words = <Word*>malloc(room * sizeof(Word))
    if words == NULL:
        raise MemoryError
    try:
        count = 0
        for i in range(lines):
            count = read_words(<str>texts[i], i, &words, &room, count)
            if count < 0:
                raise MemoryError
        weigh(rows, chances, texts, words, count)
    finally:
        free(words)
    return 0


cdef Py_ssize_t read_words(str text, int32_t line, Word** words, Py_ssize_t* room, Py_ssize_t count):
    """Add the words of a text as hashes; returns how many there are now, or -1 where there is no memory."""
    cdef Py_ssize_t size = len(text)
    cdef int kind = PyUnicode_KIND(text)
    cdef void* grown
    if kind == 2 and is_odd(<const uint16_t*>PyUnicode_DATA(text), size) or (
        kind == 4 and is_odd(<const uint32_t*>PyUnicode_DATA(text), size)
    ):
        text = text.lower()
        size, kind = len(text), PyUnicode_KIND(text)
    if count + size >= room[0]:
        room[0] = 2 * (count + size)
        grown = realloc(words[0], room[0] * sizeof(Word))
        if grown == NULL:
            return -1
        words[0] = <Word*>grown
    if text.isascii():
        return count + read_ascii(<const unsigned char*>PyUnicode_DATA(text), size, line, words[0] + count)
    if kind == 1:
        return count + read_any(<const unsigned char*>PyUnicode_DATA(text), size, line, words[0] + count)
    if kind == 2:
        return count + read_any(<const uint16_t*>PyUnicode_DATA(text), size, line, words[0] + count)
    return count + read_any(<const uint32_t*>PyUnicode_DATA(text), size, line, words[0] + count)


cdef bint is_odd(Letter* chars, Py_ssize_t size) noexcept:
    """Whether a letter is two in lower case, or another one at a word's end."""
    cdef Py_ssize_t i
    cdef bint found = False
    for i in range(size):
        found |= (chars[i] == 0x130) | (chars[i] == 0x3A3)
    return found


cdef Py_ssize_t read_ascii(const unsigned char* chars, Py_ssize_t size, int32_t line, Word* words) noexcept:
    """A block of 64 characters at a time; a word's hash is summed up from its letters, which need not wait for another."""
    cdef Py_ssize_t start = 0, end = 0, low = 0, count = 0, block
    cdef uint64_t letters, edges, before = 0
    cdef bint inside = False
    for low in range(0, size, 64):
        block = min(size - low, <Py_ssize_t>64)
        letters = letters_of(chars + low, block)
        edges = letters ^ (letters << 1 | before)  # where words begin and end, in turn
        before = letters >> 63
        while edges:
            end = low + first_of(edges)
            edges &= edges - 1
            if inside and end >= start + LEAST:
                words[count] = Word(hash_of(chars + start, end - start), line)
                count += 1
            start, inside = end, not inside
    if inside and size >= start + LEAST:
        words[count] = Word(hash_of(chars + start, size - start), line)
        count += 1
    return count


cdef inline uint64_t hash_of(const unsigned char* word, Py_ssize_t size) noexcept:
    """What the chain of `number * MIX + letter` over a stem comes to, that of a short word filled up."""
    cdef uint64_t number = POWERS[0] * (word[0] | 32) + POWERS[1] * (word[1] | 32)
    number += POWERS[2] * (word[2] | 32) + POWERS[3] * (word[3] | 32)
    number += POWERS[4] * ((word[4] | 32) * (size > 4))  # behind a text stands a zero, and here no more is read of it
    return number + ((word[5] | 32) if size > 5 else 0)


cdef Py_ssize_t read_any(Letter* chars, Py_ssize_t size, int32_t line, Word* words) noexcept:
    cdef Py_ssize_t i, start = -1, count = 0
    cdef unsigned int c, before = 0
    cdef unsigned char what, last = 0
    cdef uint64_t number = 0
    for i in range(size + 1):
        c = chars[i] if i < size else 10
        c = LOWER[c] if c < 65536 else 0
        what = KINDS[c]
        if what == 1:
            if start < 0:
                start, number = i, 0
            if i < start + STEM:
                number = number * MIX + c
        elif start >= 0:
            if i >= start + LEAST:
                words[count] = Word(filled(number, i - start), line)
                count += 1
            start = -1
        if what == 2 and last == 2:
            words[count] = Word(before * MIX + c, line)
            count += 1
        before, last = c, what
    return count


cdef inline uint64_t filled(uint64_t number, Py_ssize_t size) noexcept:
    """The hash of a word shorter than a stem, as if it had been filled up."""
    while size < STEM:
        number = number * MIX
        size += 1
    return number


cdef int weigh(float[:, ::1] rows, const float[::1] chances, list texts, Word* words, Py_ssize_t count) except -1:
    """Of each line, how many of its words stand in others, and in which. A word counts once a line."""
    cdef int bits = max(12, (4 * count).bit_length())
    cdef Py_ssize_t i, lines = len(texts), once = 0, core_words = 0
    cdef uint64_t number
    cdef int32_t line
    cdef Count* counts = <Count*>calloc(1 << bits, sizeof(Count))
    cdef Count* found
    cdef char* sides = <char*>calloc(lines, 1)
    try:
        if counts == NULL or sides == NULL:
            raise MemoryError
        for i in range(lines):
            if chances[i] > SURE and len(<str>texts[i]) > LONG:
                sides[i] = 1
            elif chances[i] < UNLIKELY:
                sides[i] = 2
        for i in range(count):
            number, line = (words[i].number * MIX) >> (64 - bits), words[i].line
            found = &counts[number]
            if found.line == line + 1:
                continue
            found.line = <uint16_t>(line + 1)
            words[once] = Word(number, line)
            once += 1
            if sides[line] == 1:
                core_words += found.core == 0
                found.core += found.core < ENOUGH
            elif sides[line] == 2:
                found.other += found.other < ENOUGH
        add_up(rows, words, once, counts, sides)
        for i in range(lines):
            rows[i, BEFORE + 8] = log1p(<double>core_words) / 6
    finally:
        free(counts)
        free(sides)
    return 0


cdef void add_up(
    float[:, ::1] rows, Word* words, Py_ssize_t count, Count* counts, char* sides
) noexcept:
    cdef Py_ssize_t i = 0, line
    cdef double total, hits
    cdef Py_ssize_t all_words, met, often, others, only_core, only_other
    cdef int core, other
    for line in range(rows.shape[0]):
        all_words = met = often = others = only_core = only_other = 0
        while i < count and words[i].line == line:
            core = counts[words[i].number].core - (sides[line] == 1)
            other = counts[words[i].number].other - (sides[line] == 2)
            all_words += 1
            met += core > 0
            often += min(core, ENOUGH - 1)
            others += other > 0
            only_core += core > 0 and other <= 0
            only_other += other > 0 and core <= 0
            i += 1
        total, hits = all_words, met
        rows[line, BEFORE] = hits / max(total, 1.0)
        rows[line, BEFORE + 1] = hits / (total + 4)
        rows[line, BEFORE + 2] = (LOGS[met] if met < KNOWN_LOGS else log1p(hits)) / 4
        rows[line, BEFORE + 3] = often / (3 * total + 6)
        rows[line, BEFORE + 4] = others / (total + 2)
        rows[line, BEFORE + 5] = only_core / (total + 2)
        rows[line, BEFORE + 6] = only_other / (total + 2)
        rows[line, BEFORE + 7] = (total - hits - only_other) / (total + 2)

