# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""In what do two texts differ? The same as compare.py says, a tenth of its time and of its memory.

Words and shingles are 32-bit hashes, so a text is kept in seventeen bytes a word.
"""

from cpython.mem cimport PyMem_Calloc, PyMem_Free, PyMem_Malloc
from libc.stdint cimport uint8_t, uint32_t, uint64_t
from libc.stdlib cimport qsort
from libc.string cimport memcmp

import numpy as np

DEF SHINGLE = 3
DEF NUMBER = 1
DEF CAPITAL = 2
DEF NAME = 4

cdef uint64_t FACTOR = 0x9E3779B97F4A7C15
cdef uint64_t OTHER_FACTOR = 0xBF58476D1CE4E5B9
cdef double LEAST_CONTAINED = 0.6


cdef struct Gap:
    Py_ssize_t start, stop


cdef struct Room:
    uint32_t* ones
    uint32_t* twos


cdef uint32_t mixed(uint64_t value) noexcept:
    value ^= value >> 30
    value *= OTHER_FACTOR
    value ^= value >> 27
    value *= FACTOR
    return <uint32_t>(value >> 32)


cdef class Terms:
    """The words of a text, of `words.read_codes`: as words.Words, for comparing only."""

    cdef Py_ssize_t size, forms, shingles
    cdef uint64_t* keys
    """a shingle and where it begins, in the order of the shingles"""
    cdef uint32_t* hashes
    cdef uint32_t* known
    """the different words, sorted"""
    cdef uint8_t* marks

    def __cinit__(self, const uint64_t[::1] codes):
        cdef Py_ssize_t size = codes.shape[0], at
        cdef char* room = <char*>PyMem_Malloc(17 * size + 8)
        if room == NULL:
            raise MemoryError
        self.keys = <uint64_t*>room
        self.hashes = <uint32_t*>(room + 8 * size)
        self.known = <uint32_t*>(room + 12 * size)
        self.marks = <uint8_t*>(room + 16 * size)
        self.size = size
        for at in range(size):
            self.hashes[at] = <uint32_t>(codes[at] >> 2)
            self.marks[at] = codes[at] & 3
        self.know(codes)
        self.cut()

    def __dealloc__(self):
        PyMem_Free(self.keys)

    def __len__(self):
        return self.size

    cdef int know(self, const uint64_t[::1] codes) except -1:
        """The different words, and which have a capital wherever they stand."""
        cdef Py_ssize_t at, count = 0
        # a form without a capital comes before the same one with it
        cdef uint64_t[::1] forms = np.empty(self.size, np.uint64)
        cdef uint8_t[::1] only = np.zeros(self.size, np.uint8)
        for at in range(self.size):
            forms[at] = codes[at] >> 2 << 1 | (codes[at] >> 1 & 1)
        forms.base.sort()
        for at in range(self.size):
            if count == 0 or self.known[count - 1] != <uint32_t>(forms[at] >> 1):
                self.known[count] = <uint32_t>(forms[at] >> 1)
                only[count] = forms[at] & 1
                count += 1
        self.forms = count
        for at in range(self.size):
            if self.marks[at] & 3 == CAPITAL and only[find(self.known, count, self.hashes[at])]:
                self.marks[at] |= NAME
        return 0

    cdef int cut(self) except -1:
        """The shingles, sorted."""
        cdef Py_ssize_t at, step, length = min(SHINGLE, self.size), count = self.size - length + 1 if self.size else 0
        cdef uint64_t value
        unordered = np.empty(count, np.uint64)
        cdef uint64_t[::1] keys = unordered
        for at in range(count):
            value = self.hashes[at]
            for step in range(1, length):
                value = value * FACTOR + self.hashes[at + step]
            keys[at] = <uint64_t>mixed(value) << 32 | <uint64_t>at
        unordered.sort()
        for at in range(count):
            self.keys[at] = keys[at]
        self.shingles = count
        return 0


cdef Py_ssize_t find(const uint32_t* known, Py_ssize_t size, uint32_t value) noexcept:
    """Where a value stands among sorted ones; -1 where it does not."""
    cdef Py_ssize_t low = 0, high = size, middle
    while low < high:
        middle = (low + high) >> 1
        if known[middle] < value:
            low = middle + 1
        else:
            high = middle
    return low if low < size and known[low] == value else -1


def is_same(Terms first, Terms second):
    """As compare.is_same."""
    return first.size == second.size and memcmp(first.hashes, second.hashes, 4 * first.size) == 0


def count_shared(Terms first, Terms second):
    """As compare.count_shared."""
    cdef Py_ssize_t one = 0, two = 0, count = 0
    while one < first.forms and two < second.forms:
        if first.known[one] == second.known[two]:
            count += 1
            one += 1
            two += 1
        elif first.known[one] < second.known[two]:
            one += 1
        else:
            two += 1
    return count, min(first.forms, second.forms)


def count_facts(Terms first, Terms second):
    """As compare.count_facts."""
    cdef uint32_t* room = <uint32_t*>PyMem_Malloc((first.size + second.size + 1) * sizeof(uint32_t))
    if room == NULL:
        raise MemoryError
    cdef uint32_t* theirs = room + first.size
    cdef Py_ssize_t ones = distinct_of(first, NUMBER | NAME, room), twos = distinct_of(second, NUMBER | NAME, theirs)
    cdef Py_ssize_t at, both = 0
    for at in range(ones):
        both += find(theirs, twos, room[at]) >= 0
    PyMem_Free(room)
    return both


cdef Py_ssize_t distinct_of(Terms text, int mark, uint32_t* values) noexcept:
    """The different words of a text that have a mark, sorted."""
    cdef Py_ssize_t count = gather(text, Gap(0, <int>text.size), mark, values), at, kept = 0
    for at in range(count):
        if kept == 0 or values[kept - 1] != values[at]:
            values[kept] = values[at]
            kept += 1
    return kept


def count_telling(Terms title, Terms body, Terms other_title, Terms other_body):
    """As compare.count_telling."""
    cdef Py_ssize_t at, count = 0
    cdef uint32_t word
    if other_title.size == 0:
        return 0
    for at in range(title.forms):
        word = title.known[at]
        if (
            find(other_title.known, other_title.forms, word) < 0
            and find(body.known, body.forms, word) >= 0
            and find(other_body.known, other_body.forms, word) < 0
        ):
            count += 1
    return count


def compare(Terms first, Terms second):
    """The fields of compare.compare's Difference."""
    cdef Py_ssize_t one = 0, two = 0, end, common = 0, mine = 0, theirs = 0, smaller
    cdef Py_ssize_t ones = first.shingles, twos = second.shingles
    cdef uint32_t value, other
    # where in the second text each shingle of the first stands first, and the other way round; -1: nowhere
    cdef int* there = <int*>PyMem_Malloc((ones + twos + 1) * sizeof(int))
    if there == NULL:
        raise MemoryError
    cdef int* here = there + ones
    for one in range(ones + twos):
        there[one] = -1
    try:
        one = 0
        while one < ones or two < twos:
            if two == twos or (one < ones and first.keys[one] >> 32 < second.keys[two] >> 32):
                end = end_of_run(first.keys, one, ones)
                mine += 1
                one = end
            elif one == ones or second.keys[two] >> 32 < first.keys[one] >> 32:
                end = end_of_run(second.keys, two, twos)
                theirs += 1
                two = end
            else:
                mine += 1
                theirs += 1
                common += 1
                enter(there, first.keys, one, end_of_run(first.keys, one, ones), <uint32_t>second.keys[two])
                enter(here, second.keys, two, end_of_run(second.keys, two, twos), <uint32_t>first.keys[one])
                one = end_of_run(first.keys, one, ones)
                two = end_of_run(second.keys, two, twos)
        smaller = min(mine, theirs)
        jaccard = common / <double>max(1, mine + theirs - common)
        contained = common / <double>max(1, smaller)
        words = min(first.size, second.size)
        if contained < LEAST_CONTAINED:
            return jaccard, contained, words, 0, 0, 0, 0
        return jaccard, contained, words, *substitutions(first, second, there, here)
    finally:
        PyMem_Free(there)


cdef Py_ssize_t end_of_run(const uint64_t* keys, Py_ssize_t at, Py_ssize_t size) noexcept:
    cdef uint64_t value = keys[at] >> 32
    while at < size and keys[at] >> 32 == value:
        at += 1
    return at


cdef void enter(int* places, const uint64_t* keys, Py_ssize_t start, Py_ssize_t end, uint32_t place) noexcept:
    cdef Py_ssize_t at
    for at in range(start, end):
        places[<uint32_t>keys[at]] = <int>place


cdef Py_ssize_t find_gaps(Terms text, const int* hits, int* starts, int* stops) noexcept:
    """Stretches of words that no common shingle covers, in order: how many, where they begin and end."""
    cdef Py_ssize_t at, count = 0, length = min(SHINGLE, text.size), covered = 0
    cdef bint in_gap = False
    for at in range(text.size):
        if at < text.shingles and hits[at] >= 0:
            covered = at + length
        if covered > at:
            if in_gap:
                stops[count] = <int>at
                count += 1
                in_gap = False
        elif not in_gap:
            starts[count] = <int>at
            in_gap = True
    if in_gap:
        stops[count] = <int>text.size
        count += 1
    return count


cdef substitutions(Terms first, Terms second, const int* there, const int* here):
    """How many gaps stand at the same place in both, how many differ in facts and in numbers; facts inside."""
    cdef Py_ssize_t size = first.size + second.size + 2, mine, theirs, at, other
    cdef int* room = <int*>PyMem_Calloc(6 * size, sizeof(int))
    if room == NULL:
        raise MemoryError
    cdef int* starts = room
    cdef int* stops = starts + first.size + 1
    cdef int* other_starts = stops + first.size + 1
    cdef int* other_stops = other_starts + second.size + 1
    cdef Room space = Room(<uint32_t*>(room + 3 * size), <uint32_t*>(room + 4 * size))
    cdef uint8_t* used = <uint8_t*>(room + 5 * size)
    cdef int places = 0, facts = 0, numbers = 0, left = 0, left_there = 0
    cdef int number, name, inside = 0
    cdef Gap gap, across
    try:
        mine = find_gaps(first, there, starts, stops)
        theirs = find_gaps(second, here, other_starts, other_stops)
        for at in range(mine if theirs else 0):
            other = -1
            if starts[at] >= SHINGLE:
                other = find(<uint32_t*>other_starts, theirs, there[starts[at] - SHINGLE] + SHINGLE)
            if other < 0 and stops[at] < first.shingles:
                other = find(<uint32_t*>other_stops, theirs, there[stops[at]])
            if other < 0 or used[other]:
                left += is_number(first, starts[at], stops[at])
                continue
            used[other] = True
            places += 1
            gap, across = Gap(starts[at], stops[at]), Gap(other_starts[other], other_stops[other])
            number = differ(first, gap, second, across, NUMBER, space)
            name = differ(first, gap, second, across, NAME, space)
            numbers += number > 0
            facts += number + name > 0
            if gap.start and across.start and gap.stop < first.size and across.stop < second.size:
                inside += number + name
        for other in range(theirs if left else 0):
            left_there += not used[other] and is_number(second, other_starts[other], other_stops[other])
        left = min(left, left_there)
        return places + left, facts + left, numbers + left, inside + left
    finally:
        PyMem_Free(room)


cdef bint is_number(Terms text, int start, int stop) noexcept:
    """Whether a gap is nothing but a number."""
    return stop - start == 1 and text.marks[start] & NUMBER


cdef int differ(Terms first, Gap gap, Terms second, Gap across, int mark, Room space) noexcept:
    """How many other facts one gap says than the other; one, where one speaks of facts and the other does not."""
    cdef Py_ssize_t ones = gather(first, gap, mark, space.ones), twos = gather(second, across, mark, space.twos)
    if ones and twos:
        return min(others(space.ones, ones, space.twos, twos), others(space.twos, twos, space.ones, ones))
    return 1 if ones or twos else 0


cdef Py_ssize_t gather(Terms text, Gap gap, int mark, uint32_t* values) noexcept:
    """The words of a gap that have a mark, sorted."""
    cdef Py_ssize_t at, count = 0
    for at in range(gap.start, gap.stop):
        if text.marks[at] & mark:
            values[count] = text.hashes[at]
            count += 1
    if count > 1:
        qsort(values, count, sizeof(uint32_t), order)
    return count


cdef int order(const void* one, const void* two) noexcept nogil:
    cdef uint32_t first = (<uint32_t*>one)[0], second = (<uint32_t*>two)[0]
    return (first > second) - (first < second)


cdef int others(const uint32_t* some, Py_ssize_t count, const uint32_t* known, Py_ssize_t size) noexcept:
    """How many different ones of some sorted values are not among the others."""
    cdef Py_ssize_t at
    cdef int found = 0
    for at in range(count):
        if (at == 0 or some[at] != some[at - 1]) and find(known, size, some[at]) < 0:
            found += 1
    return found
