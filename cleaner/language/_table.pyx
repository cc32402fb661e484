# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""Looks words up as table.py does, without an array for each step.

The sorted hashes are entered by their upper bits, so that a word costs a handful of comparisons and not twenty.
"""

from cpython.unicode cimport (
    PyUnicode_DATA,
    PyUnicode_GET_LENGTH,
    PyUnicode_KIND,
    PyUnicode_READ,
    Py_UNICODE_ISALNUM,
    Py_UNICODE_ISDECIMAL,
    Py_UNICODE_TOLOWER,
)
from libc.stdint cimport uint16_t

from cleaner._crc cimport Char, add_char, begin, finish

import numpy as np

cdef extern from *:
    """
    #ifdef _MSC_VER
    #define send_for(address) ((void)(address))
    #else
    #define send_for(address) __builtin_prefetch(address)
    #endif
    """
    void send_for(const void* address) noexcept

DEF BITS = 16
DEF BLOCK = 32
DEF CASES = 4
DEF FIRST_PLANE = 65536

cdef float UNLISTED = -15.6, STRONGEST = 5.0
cdef float[5] KNOWN_WELL = [-12.5, -11.0, -9.5, -8.0, -6.0]


cdef class Lists:
    """The arrays of a table: `[word]` hashes and counts, `[entry]` numbers and values, `[triple]` and its letters."""

    def __init__(self, words, entries, triples, floors, step):
        self.hashes, self.counts = words
        self.numbers, self.values = entries
        self.triples, self.letters = triples
        self.floors = floors
        self.languages, self.step = len(floors), step
        if len(self.counts) != len(self.hashes) or len(self.letters) != len(self.triples) + 1:
            raise ValueError("the word table's arrays do not belong together; install the package again")
        self.begins = np.zeros((1 << BITS) + 1, np.int32)
        self.entries = np.zeros(len(self.hashes) // BLOCK + 1, np.int32)
        self._index()
        self.cases = np.empty(FIRST_PLANE, np.uint8)
        cdef Char char
        for char in range(FIRST_PLANE):
            self.cases[char] = case_of(char)

    def _index(self):
        """Where the words of each upper half of a hash begin, and the entries of each block of words, the words of each language."""
        cdef Py_ssize_t row, size = self.hashes.shape[0]
        cdef Py_ssize_t entry = 0, most = self.numbers.shape[0]
        cdef int32_t upper = 0
        cdef int64_t[::1] sizes
        for row in range(size):
            while upper <= <int32_t>(self.hashes[row] >> (32 - BITS)):
                self.begins[upper] = <int32_t>row
                upper += 1
            if row % BLOCK == 0:
                self.entries[row // BLOCK] = <int32_t>entry
            entry += self.counts[row]
        while upper <= 1 << BITS:
            self.begins[upper] = <int32_t>size
            upper += 1
        if entry != most or self.values.shape[0] != most:
            raise ValueError("the word table's arrays do not belong together; install the package again")
        self.sizes = np.zeros(self.languages, np.int64)
        sizes = self.sizes
        for entry in range(most):
            if self.numbers[entry] >= self.languages:
                raise ValueError("the word table names a language that it does not have; install the package again")
            sizes[self.numbers[entry]] += 1

    cdef int32_t row_of(self, uint32_t wanted) noexcept:
        """The row of a hash, or -1."""
        cdef int32_t low = self.begins[wanted >> (32 - BITS)], high = self.begins[(wanted >> (32 - BITS)) + 1]
        cdef int32_t end = high, middle
        while low < high:
            middle = (low + high) >> 1
            if self.hashes[middle] < wanted:
                low = middle + 1
            else:
                high = middle
        return low if low < end and self.hashes[low] == wanted else -1

    cdef Py_ssize_t first_entry(self, int32_t row) noexcept:
        cdef Py_ssize_t entry = self.entries[row // BLOCK], before
        for before in range(row - row % BLOCK, row):
            entry += self.counts[before]
        return entry

    cdef float value(self, Py_ssize_t entry) noexcept:
        """The log probability that an entry says, in the arithmetic of table.py."""
        return <float>self.values[entry] * <float>(-1 / <double>self.step)

    cdef int32_t triple_of(self, uint32_t wanted) noexcept:
        """The row of three letters; the last one, of those that are not listed, where there is none."""
        cdef int32_t low = 0, high = <int32_t>self.triples.shape[0], middle
        while low < high:
            middle = (low + high) >> 1
            if self.triples[middle] < wanted:
                low = middle + 1
            else:
                high = middle
        if low < self.triples.shape[0] and self.triples[low] == wanted:
            return low
        return <int32_t>self.triples.shape[0]

    def look_up(self, words, const int32_t[::1] column, int columns, floors):
        """As Table.look_up; `column` is the column of each language, or -1."""
        cdef Py_ssize_t number, entry, first
        cdef int32_t row, at
        found = np.empty((len(words), columns), np.float32)
        found[:] = floors
        listed = np.zeros((len(words), columns), np.uint8)
        cdef float[:, ::1] values = found
        cdef uint8_t[:, ::1] flags = listed
        for number in range(len(words)):
            row = self.row_of(hash_of(<str>words[number]))
            if row < 0:
                continue
            first = self.first_entry(row)
            for entry in range(first, first + self.counts[row]):
                at = column[self.numbers[entry]]
                if at >= 0:
                    values[number, at] = self.value(entry)
                    flags[number, at] = 1
        return found, listed.view(np.bool_)

    def weigh(self, words, int own, int other, const uint8_t[::1] far, const float[::1] weights):
        """As evidence.weigh; `weights` are those of evidence.ORDER, `far` says which languages are no relatives."""
        cdef Py_ssize_t number, count = len(words)
        sums = np.zeros((count, CASES + 1), np.float32)
        cdef float[:, ::1] rows = sums
        cdef Said said
        if weights.shape[0] != 8 * CASES + 14 or far.shape[0] != self.languages:
            raise ValueError("weights of other features, or languages of another table")
        for number in range(count):
            said = self.ask(<str>words[number], own, other, far)
            if not said.by_own:  # else no weight asks for it
                said.spelled = clip(self.spelled(<str>words[number], own, other), -1.5, 1.5)
            add_up(rows[number], &said, weights)
        return sums

    cdef float spelled(self, str word, int own, int other) noexcept:
        """The mean log ratio of a word's letters, other against own, in the arithmetic of evidence.describe."""
        cdef int kind = PyUnicode_KIND(word)
        cdef const void* chars = PyUnicode_DATA(word)
        cdef Py_ssize_t at, size = PyUnicode_GET_LENGTH(word)
        cdef int32_t triple, by_own = 0, by_other = 0
        cdef Char before = 32, first = 32, char
        cdef float step = <float>(-<double>self.step)
        for at in range(size + 1):
            char = PyUnicode_READ(kind, chars, at) if at < size else 32
            triple = self.triple_of(finish(add_char(add_char(add_char(begin(), before), first), char)))
            by_own += self.letters[triple, own]
            by_other += self.letters[triple, other]
            before, first = first, char
        return (<float>by_other / step - <float>by_own / step) / <float>max(3, size)

    cdef Said ask(self, str word, int own, int other, const uint8_t[::1] far) noexcept:
        """What the lists say of a word."""
        cdef Said said = Said(False, False, self.floors[own], self.floors[other], UNLISTED, 0)
        cdef int32_t row = self.row_of(hash_of(word))
        cdef Py_ssize_t entry, first
        cdef int language
        if row < 0:
            return said
        first = self.first_entry(row)
        for entry in range(first, first + self.counts[row]):
            language = self.numbers[entry]
            if language == own:
                said.by_own, said.own = True, self.value(entry)
            elif language == other:
                said.by_other, said.other = True, self.value(entry)
            elif far[language]:
                said.elsewhere = max(said.elsewhere, self.value(entry))
        return said

    def vote(self, str text, Py_ssize_t sample, int repeats, float unlisted):
        """As identify.votes_of: the sum for each language, or None where no word is listed."""
        cdef Py_ssize_t entry, first, listed, number
        cdef int32_t row
        cdef int language, languages = self.languages
        cdef float often, nothing, unit = <float>(-1 / <double>self.step)
        cdef bint is_listed = False
        words_ = self.some_words(text, sample)
        sums = np.zeros(languages + 256, np.float32)
        cdef const uint32_t[:, ::1] words = words_
        cdef int32_t[::1] rows = self.rows_of(words)
        cdef float[::1] sums_ = sums
        cdef float* votes = &sums_[0]
        cdef float* fresh = votes + languages  # the sums of the languages that list a word
        for number in range(words.shape[1]):
            often = <float>min(<int>words[1, number], repeats)
            nothing = unlisted * often
            row = rows[number]
            first = self.first_entry(row) if row >= 0 else 0
            listed = self.counts[row] if row >= 0 else 0
            is_listed = is_listed or row >= 0
            for entry in range(listed):
                fresh[entry] = votes[self.numbers[first + entry]] + <float>self.values[first + entry] * unit * often
            for language in range(languages):
                votes[language] += nothing
            for entry in range(listed):
                votes[self.numbers[first + entry]] = fresh[entry]
        return sums[:languages] if is_listed else None

    cdef object some_words(self, str text, Py_ssize_t sample):
        """The hashes in lower case of every n-th word of a text, so that about `sample` are taken, and their counts."""
        if PyUnicode_KIND(text) > 1 and ("\u0130" in text or "\u03a3" in text):
            text = text.lower()  # a letter that is two in lower case, another one at a word's end
        cdef int kind = PyUnicode_KIND(text)
        cdef const void* chars = PyUnicode_DATA(text)
        cdef Py_ssize_t size = PyUnicode_GET_LENGTH(text), at, k, words, step, picked = 0, room = 16
        cdef Py_ssize_t[::1] edges = np.empty(size + 2, np.intp)  # where words begin and end
        if kind == 1:
            words = find_edges(<const uint8_t*>chars, size, &self.cases[0], &edges[0])
        elif kind == 2:
            words = find_edges(<const uint16_t*>chars, size, &self.cases[0], &edges[0])
        else:
            words = find_edges(<const uint32_t*>chars, size, &self.cases[0], &edges[0])
        edges[words] = size
        words = (words + 1) // 2
        step = max(1, words // sample)
        while room < 2 * (words // step + 1):
            room *= 2
        found = np.empty((2, words // step + 1), np.uint32)
        cdef uint32_t[:, ::1] hashes = found
        cdef uint32_t[::1] places = np.zeros(room, np.uint32)  # of each hash its place among those found, from 1
        cdef uint32_t crc
        cdef Py_ssize_t slot
        for at in range(0, words, step):
            crc = begin()
            for k in range(edges[2 * at], edges[2 * at + 1]):
                crc = add_char(crc, lower_of(PyUnicode_READ(kind, chars, k)))
            crc = finish(crc)
            slot = crc & (room - 1)
            while places[slot] and hashes[0, places[slot] - 1] != crc:
                slot = (slot + 1) & (room - 1)
            if not places[slot]:
                hashes[0, picked], hashes[1, picked] = crc, 0
                picked += 1
                places[slot] = <uint32_t>picked
            hashes[1, places[slot] - 1] += 1
        return np.ascontiguousarray(found[:, :picked])

    cdef int32_t[::1] rows_of(self, const uint32_t[:, ::1] words):
        """The row of each hash, or -1. What all words need from the memory is sent for before the first is read."""
        cdef Py_ssize_t number, count = words.shape[1], size = self.hashes.shape[0]
        cdef int32_t[::1] rows = np.empty(count, np.int32)
        cdef int32_t row
        for number in range(count):
            send_for(&self.begins[words[0, number] >> (32 - BITS)])
        for number in range(count):
            row = self.begins[words[0, number] >> (32 - BITS)]
            if row < size:
                send_for(&self.hashes[row])
        for number in range(count):
            row = rows[number] = self.row_of(words[0, number])
            if row >= 0:
                send_for(&self.counts[row])
                send_for(&self.entries[row // BLOCK])
        for number in range(count):
            if rows[number] >= 0:
                row = <int32_t>self.first_entry(rows[number])
                send_for(&self.numbers[row])
                send_for(&self.values[row])
        return rows

    def spell(self, words, const int32_t[::1] languages):
        """As Table.spell."""
        cdef Py_ssize_t number, at, size, count = languages.shape[0], language
        cdef int kind
        cdef const void* chars
        cdef str word
        cdef int32_t triple
        cdef Char before, first, char
        sums = np.zeros((len(words), count), np.int32)
        cdef int32_t[:, ::1] rows = sums
        for number in range(len(words)):
            word = words[number]
            kind, chars, size = PyUnicode_KIND(word), PyUnicode_DATA(word), PyUnicode_GET_LENGTH(word)
            before = first = 32
            for at in range(size + 1):
                char = PyUnicode_READ(kind, chars, at) if at < size else 32
                triple = self.triple_of(finish(add_char(add_char(add_char(begin(), before), first), char)))
                for language in range(count):
                    rows[number, language] += self.letters[triple, languages[language]]
                before, first = first, char
        return sums.astype(np.float32) / np.float32(-self.step)


cdef uint8_t case_of(Char c) noexcept:
    """Whether a character belongs to a word: 0, or 1 where it is in lower case, 2 where it is not."""
    if not Py_UNICODE_ISALNUM(c) or Py_UNICODE_ISDECIMAL(c):
        return 0
    return 1 if Py_UNICODE_TOLOWER(c) == c else 2


cdef inline Char lower_of(Char c) noexcept:
    if c < 128:
        return c | 32 if 65 <= c <= 90 else c
    return Py_UNICODE_TOLOWER(c)


ctypedef fused Letter:
    const uint8_t
    const uint16_t
    const uint32_t


cdef Py_ssize_t find_edges(Letter* chars, Py_ssize_t size, const uint8_t* cases, Py_ssize_t* edges) noexcept:
    """Write where words begin and end, in turn; returns how many places that are."""
    cdef Py_ssize_t at, found = 0
    cdef Char c
    cdef bint inside = False, is_inside
    for at in range(size):
        c = chars[at]
        is_inside = (cases[c] if c < FIRST_PLANE else case_of(c)) != 0
        edges[found] = at
        found += is_inside != inside
        inside = is_inside
    return found


cdef enum: STRETCH = 128


def may_hold(str text, const uint8_t[::1] blocks):
    """Whether a character of the first plane stands in one of some blocks of 256, of which each has a flag."""
    cdef int kind = PyUnicode_KIND(text)
    cdef const void* chars = PyUnicode_DATA(text)
    cdef Py_ssize_t low, at, end, size = PyUnicode_GET_LENGTH(text)
    cdef Char char
    cdef int first = 0
    if blocks.shape[0] != 256:
        raise ValueError("a plane has 256 blocks")
    if kind == 1:
        return bool(blocks[0])
    while first < 256 and not blocks[first]:
        first += 1
    for low in range(0, size, STRETCH):
        end = min(low + STRETCH, size)
        if kind == 2 and not reaches(<const uint16_t*>chars + low, end - low, first << 8):
            continue
        for at in range(low, end):
            char = PyUnicode_READ(kind, chars, at)
            if char <= 0xFFFF and blocks[char >> 8]:
                return True
    return False


cdef bint reaches(const uint16_t* chars, Py_ssize_t size, int least) noexcept:
    """Whether one of some characters is no less than this one: without a choice for each, many at a time."""
    cdef Py_ssize_t at
    cdef uint16_t most = 0
    for at in range(size):
        most = max(most, chars[at])
    return most >= least


cdef inline float clip(float value, float least, float most) noexcept:
    return least if value < least else most if value > most else value


cdef void add_up(float[::1] row, Said* said, const float[::1] weights) noexcept:
    """The sums of a word for each case it may stand in, in the order and the arithmetic of evidence.py."""
    cdef int case, at, level = 0
    cdef float ratio = said.other - said.own, special = <float>(clip(said.other - said.elsewhere, -6, 6) / 4)
    cdef float total
    while level < 5 and KNOWN_WELL[level] < said.own:
        level += 1
    for case in range(CASES):
        at = 8 * case
        total = 0
        if said.by_other and not said.by_own:
            total += weights[at]
            total += weights[at + 1] * <float>(clip(ratio, 0, 9) / 4)
            total += weights[at + 6] * special
            total += weights[8 * CASES] * said.spelled
        elif said.by_other:
            total += weights[at + 5]
            total += weights[at + 7] * special
            at = 8 * CASES + 1 + 2 * level
            total += weights[at]
            total += weights[at + 1] * <float>(clip(ratio, -8, 8) / 4)
        elif said.by_own:
            total += weights[at + 4]
            total += weights[8 * CASES + 13] * <float>(clip(said.own - UNLISTED, 0, 8) / 4)
        else:
            total += weights[at + 2]
            total += weights[at + 3] * said.spelled
        row[case] = clip(total, -STRONGEST, STRONGEST)


cdef uint32_t hash_of(str word) noexcept:
    """The CRC-32 of a word in UTF-8."""
    cdef int kind = PyUnicode_KIND(word)
    cdef const void* chars = PyUnicode_DATA(word)
    cdef Py_ssize_t at
    cdef uint32_t crc = begin()
    for at in range(PyUnicode_GET_LENGTH(word)):
        crc = add_char(crc, PyUnicode_READ(kind, chars, at))
    return finish(crc)
