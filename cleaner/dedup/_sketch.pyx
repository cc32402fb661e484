# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True
"""What is remembered of a text, in one pass over its words: as near.read_text says it, key for key."""

from cpython.bytes cimport PyBytes_FromStringAndSize
from cpython.mem cimport PyMem_Free, PyMem_Malloc
from cpython.unicode cimport PyUnicode_GET_LENGTH
from libc.stdint cimport uint8_t, uint32_t, uint64_t
from libc.string cimport memset

from cleaner.dedup import sketch as twin
from cleaner.dedup._words cimport read_into

cdef extern from *:
    """
    #include <stdint.h>
    #include <stddef.h>

    /* The least of `values`, each times each of `count` factors, modulo 2^32. Values are taken a few hundred at a time,
       so that they stay near while all factors are tried. */
    #define LEAST_BODY \\
        for (size_t start = 0; start < size; start += 1024) { \\
            size_t stop = size - start < 1024 ? size : start + 1024; \\
            for (size_t j = 0; j < count; j++) { \\
                uint32_t low = least[j], factor = factors[j]; \\
                for (size_t i = start; i < stop; i++) { \\
                    uint32_t value = values[i] * factor; \\
                    low = value < low ? value : low; \\
                } \\
                least[j] = low; \\
            } \\
        }

    static void least_anywhere(const uint32_t* values, size_t size, const uint32_t* factors, size_t count,
                               uint32_t* least) { LEAST_BODY }

    #if defined(__x86_64__) && (defined(__GNUC__) || defined(__clang__))
    __attribute__((target("avx2")))
    static void least_wide(const uint32_t* values, size_t size, const uint32_t* factors, size_t count,
                           uint32_t* least) { LEAST_BODY }
    static int is_wide(void) { __builtin_cpu_init(); return __builtin_cpu_supports("avx2") != 0; }
    #else
    #define least_wide least_anywhere
    static int is_wide(void) { return 0; }
    #endif
    """
    void least_anywhere(const uint32_t*, size_t, const uint32_t*, size_t, uint32_t*) noexcept nogil
    void least_wide(const uint32_t*, size_t, const uint32_t*, size_t, uint32_t*) noexcept nogil
    int is_wide() noexcept nogil

DEF NUMBER = 1
DEF CAPITAL = 2
DEF BANDS = 32
DEF ROWS = 4
DEF MINIMA = 128
DEF ANCHORS = 8
DEF ANCHOR_WORDS = 6
DEF FACTS = 4
DEF FEW_FACTS = 4
DEF KEYS = 44
DEF SHINGLE = 3
if (BANDS, ROWS, ANCHORS, ANCHOR_WORDS, FACTS, FEW_FACTS, KEYS) != (
    twin.BANDS, twin.ROWS, twin.ANCHORS, twin.ANCHOR_WORDS, twin.FACTS, twin.FEW_FACTS, twin.KEYS
):
    raise RuntimeError("sketch.py has other keys")

cdef uint64_t ODD = 0x9E3779B97F4A7C15, OTHER = 0xBF58476D1CE4E5B9, FACTOR = 0x9E3779B1
cdef uint32_t[MINIMA] FACTORS
cdef uint64_t[ROWS] ROW_FACTORS
cdef int number
for number in range(MINIMA):
    FACTORS[number] = int(twin.factors()[number])
for number in range(ROWS):
    ROW_FACTORS[number] = int(twin.row_factors()[number])
cdef bint WIDE = is_wide()


cdef inline uint32_t mixed(uint64_t value) noexcept nogil:
    """words.mix"""
    value ^= value >> 30
    value *= OTHER
    value ^= value >> 27
    value *= ODD
    return <uint32_t>(value >> 32)


cdef inline uint32_t shingle(const uint64_t* codes, Py_ssize_t size) noexcept nogil:
    cdef uint64_t value = codes[0] >> 2
    cdef Py_ssize_t step
    for step in range(1, size):
        value = value * ODD + (codes[step] >> 2)
    return mixed(value)


cdef void put_least(const uint32_t* values, Py_ssize_t size, Py_ssize_t count, uint32_t* least) noexcept nogil:
    memset(least, 0xFF, count * sizeof(uint32_t))
    if WIDE:
        least_wide(values, size, FACTORS, count, least)
    else:
        least_anywhere(values, size, FACTORS, count, least)


cdef void put_anchors(const uint64_t* codes, Py_ssize_t count, uint32_t* keys) noexcept nogil:
    """The smallest hashes of the six-word shingles, each once, in order."""
    cdef Py_ssize_t i, place, back, held = 0
    cdef uint32_t value
    for i in range(count - ANCHOR_WORDS + 1):
        value = shingle(&codes[i], ANCHOR_WORDS)
        if held == ANCHORS and value >= keys[ANCHORS - 1]:
            continue
        place = held
        while place > 0 and keys[place - 1] > value:
            place -= 1
        if place > 0 and keys[place - 1] == value:
            continue
        if held < ANCHORS:
            held += 1
        for back in range(held - 1, place, -1):
            keys[back] = keys[back - 1]
        keys[place] = value


cdef Py_ssize_t find_facts(const uint64_t* codes, Py_ssize_t count, uint64_t* small, Py_ssize_t room, uint32_t* facts
                           ) noexcept nogil:
    """The hashes of numbers, and of words that have a capital wherever they stand (words.names_of); `small` is a table."""
    cdef Py_ssize_t i, place, found = 0
    cdef uint64_t word
    memset(small, 0, room * sizeof(uint64_t))
    for i in range(count):
        if not codes[i] & CAPITAL:
            word = codes[i] >> 2 | <uint64_t>1 << 32
            place = <Py_ssize_t>(word * FACTOR >> 7) & (room - 1)
            while small[place] != 0 and small[place] != word:
                place = (place + 1) & (room - 1)
            small[place] = word
    for i in range(count):
        if codes[i] & CAPITAL and not codes[i] & NUMBER:
            word = codes[i] >> 2 | <uint64_t>1 << 32
            place = <Py_ssize_t>(word * FACTOR >> 7) & (room - 1)
            while small[place] != 0 and small[place] != word:
                place = (place + 1) & (room - 1)
            if small[place] != 0:
                continue
        elif not codes[i] & NUMBER:
            continue
        facts[found] = <uint32_t>(codes[i] >> 2)
        found += 1
    return found


cdef void put_keys(const uint64_t* codes, Py_ssize_t count, uint32_t* values, uint64_t* table, Py_ssize_t room,
                   uint32_t* keys) noexcept nogil:
    """sketch.sketch, of the codes of a text's words."""
    cdef uint32_t[MINIMA] least
    cdef Py_ssize_t i, j, size = count - SHINGLE + 1
    cdef uint64_t band
    if size < 1:
        size = 1
    for i in range(size):
        values[i] = shingle(&codes[i], min(SHINGLE, count))
    put_least(values, size, MINIMA, least)
    for i in range(BANDS):
        band = 0
        for j in range(ROWS):
            band += <uint64_t>least[i * ROWS + j] * ROW_FACTORS[j]
        keys[i] = mixed(band) | 1
    if count >= ANCHOR_WORDS:
        put_anchors(codes, count, &keys[BANDS])
    size = find_facts(codes, count, table, room, values)
    if size >= FEW_FACTS:
        put_least(values, size, FACTS, &keys[BANDS + ANCHORS])


def read_text(str text, codes):
    """How many words a text has, its clutter, its packed sketch; `codes` is the memory of words that words.py keeps."""
    cdef Py_ssize_t size = PyUnicode_GET_LENGTH(text), count, room = 16, i
    cdef uint32_t[KEYS] keys
    cdef uint8_t[4 * KEYS] packed
    cdef int clutter
    cdef uint64_t* table = NULL
    cdef uint64_t* words = <uint64_t*>PyMem_Malloc((size + 1) * sizeof(uint64_t))
    if words is NULL:
        raise MemoryError
    try:
        memset(keys, 0, sizeof(keys))
        count = read_into(text, codes, words, &clutter)
        if count:
            while room < 2 * count:
                room *= 2
            table = <uint64_t*>PyMem_Malloc(room * sizeof(uint64_t) + count * sizeof(uint32_t))
            if table is NULL:
                raise MemoryError
            put_keys(words, count, <uint32_t*>(table + room), table, room, keys)
        for i in range(4 * KEYS):
            packed[i] = <uint8_t>(keys[i // 4] >> 8 * (i % 4) & 0xFF)
        return count, clutter, PyBytes_FromStringAndSize(<char*>packed, 4 * KEYS)
    finally:
        PyMem_Free(words)
        PyMem_Free(table)
