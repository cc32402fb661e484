# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True
"""Which short lines are furniture? The lists of phrases.py, looked up without making a string.

A phrase is found by a hash of its letters and then compared letter by letter.
"""

from cpython.unicode cimport (
    PyUnicode_DATA,
    PyUnicode_GET_LENGTH,
    PyUnicode_KIND,
    PyUnicode_READ,
    Py_UNICODE_ISALNUM,
    Py_UNICODE_TOLOWER,
)
from libc.stdint cimport uint64_t
from libc.stdlib cimport calloc

from cleaner.select import phrases as twin

cdef enum: HEADING = 60, ROOM = 80
cdef int LINE = twin.LINE, HEAD = twin.HEAD
cdef uint64_t MIX = 0x9E3779B97F4A7C15
cdef object first_by_letters = twin.first_phrase
cdef unsigned char[65536] EDGE


cdef struct Entry:
    uint64_t hash
    Char* letters    # of what is looked up
    Py_ssize_t size
    Py_ssize_t place  # of a beginning: where its phrases stand in the list below


cdef struct Table:
    Entry* entries
    uint64_t mask


cdef list PHRASES = []
"""the phrases of each beginning, as phrases.BEGINS has them"""
cdef Table whole, begins, sections
cdef enum: SEEN = 65536
cdef unsigned char[8192] furniture_heads, section_heads
"""a bit for the hash of what furniture, or the heading of a section, begins with: hardly a line need be looked up"""


cdef inline uint64_t mixed(uint64_t hash, Char c) noexcept:
    return (hash ^ c) * MIX


cdef inline uint64_t hash_of(const Char* letters, Py_ssize_t size) noexcept:
    cdef uint64_t hash = size
    cdef Py_ssize_t i
    for i in range(size):
        hash = mixed(hash, letters[i])
    return hash ^ (hash >> 32)


cdef int make(Table* table, Py_ssize_t count) except -1:
    cdef uint64_t room = 64
    while room < 4 * <uint64_t>count:
        room *= 2
    table.entries = <Entry*>calloc(room, sizeof(Entry))
    if table.entries == NULL:
        raise MemoryError
    table.mask = room - 1
    return 0


cdef int put(Table* table, str phrase, Py_ssize_t place) except -1:
    cdef Py_ssize_t i, size = len(phrase)
    cdef Char* letters = <Char*>calloc(size + 1, sizeof(Char))
    if letters == NULL:
        raise MemoryError
    for i in range(size):
        letters[i] = <Char>ord(phrase[i])
    cdef uint64_t hash = hash_of(letters, size), slot = hash & table.mask
    while table.entries[slot].letters != NULL:
        slot = (slot + 1) & table.mask
    table.entries[slot] = Entry(hash, letters, size, place)
    return 0


cdef Entry* find(Table* table, const Char* letters, Py_ssize_t size) noexcept:
    cdef uint64_t hash = hash_of(letters, size), slot = hash & table.mask
    cdef Entry* entry
    cdef Py_ssize_t i
    while True:
        entry = &table.entries[slot]
        if entry.letters == NULL:
            return NULL
        if entry.hash == hash and entry.size == size:
            for i in range(size):
                if entry.letters[i] != letters[i]:
                    break
            else:
                return entry
        slot = (slot + 1) & table.mask


cdef int fill() except -1:
    for c in twin.EDGES:
        EDGE[<int>ord(c)] = 1
    make(&whole, len(twin.WHOLE))
    for phrase in twin.WHOLE:
        put(&whole, phrase, 0)
    make(&sections, len(twin.SECTIONS))
    for phrase in twin.SECTIONS:
        put(&sections, phrase, 0)
    make(&begins, len(twin.BEGINS))
    for head, phrases in twin.BEGINS.items():
        put(&begins, head, len(PHRASES))
        PHRASES.append(phrases)
    note(furniture_heads, {phrase[:HEAD] for phrase in (*twin.WHOLE, *twin.BEGINS) if len(phrase) >= HEAD})
    note(furniture_heads, {phrase[:2] for phrase in twin.BEGINS if len(phrase) < HEAD})
    note(section_heads, {phrase[:HEAD] for phrase in twin.SECTIONS})
    return 0


cdef int note(unsigned char* seen, set found) except -1:
    cdef Char[4] head
    cdef int i
    cdef uint64_t hash
    for phrase in found:
        for i in range(len(phrase)):
            head[i] = <Char>ord(phrase[i])
        hash = hash_of(head, len(phrase)) % SEEN
        seen[hash >> 3] |= 1 << (hash & 7)
    return 0


cdef inline bint was_noted(const unsigned char* seen, const Char* head, Py_ssize_t size) noexcept:
    cdef uint64_t hash = hash_of(head, size) % SEEN
    return seen[hash >> 3] >> (hash & 7) & 1


fill()


cdef bint on_edge(Char c) noexcept:
    return c < 65536 and EDGE[c]


cdef inline Char lower(Char c) noexcept:
    if c < 128:
        return c | 32 if 65 <= c <= 90 else c
    return Py_UNICODE_TOLOWER(c)


cdef inline bint is_odd(Char c) noexcept:
    """Whether it is two letters in lower case, or another one at a word's end."""
    return c == 0x130 or c == 0x3A3


cdef bint may_be_furniture(int kind, const void* chars, Py_ssize_t low, Py_ssize_t high) noexcept:
    """Whether furniture may begin with the characters from `low` on."""
    cdef Char[4] head
    cdef Char c
    cdef int i
    if high - low < 4:
        return True
    for i in range(4):
        c = PyUnicode_READ(kind, chars, low + i)
        if is_odd(c):
            return True
        head[i] = lower(c)
    return (
        was_noted(furniture_heads, head, 4) or was_noted(furniture_heads, head, 2) or was_noted(furniture_heads, head, 1)
    )


cdef Py_ssize_t read(str line, Py_ssize_t most, Char* letters):
    """The first letters of a line in lower case, without the edges before them; -1 where one of them is odd."""
    cdef int kind = PyUnicode_KIND(line)
    cdef const void* chars = PyUnicode_DATA(line)
    cdef Py_ssize_t i = 0, size = min(PyUnicode_GET_LENGTH(line), most), count = 0
    cdef Char c
    while i < size and on_edge(PyUnicode_READ(kind, chars, i)):
        i += 1
    while i < size:
        c = PyUnicode_READ(kind, chars, i)
        if is_odd(c):
            return -1
        letters[count] = lower(c)
        count += 1
        i += 1
    return count


cdef Py_ssize_t stripped(const Char* letters, Py_ssize_t count) noexcept:
    while count and on_edge(letters[count - 1]):
        count -= 1
    return count


cpdef bint whole_phrase(str line):
    """Whether a line is nothing but a known phrase (phrases.whole_phrase)."""
    cdef Char[ROOM] letters
    cdef Py_ssize_t count
    if PyUnicode_GET_LENGTH(line) >= LINE:
        return False
    count = read(line, LINE, letters)
    if count < 0:
        return twin.whole_phrase(line)
    return find(&whole, letters, stripped(letters, count)) != NULL


cpdef bint is_section_heading(str line):
    """Whether a line is the heading of a section of links (phrases.is_section_heading)."""
    cdef Char[ROOM] letters
    cdef Py_ssize_t count
    if PyUnicode_GET_LENGTH(line) >= HEADING:
        return False
    if not may_be_heading(line):
        return False
    count = read(line, HEADING, letters)
    if count < 0:
        return twin.is_section_heading(line)
    return find(&sections, letters, stripped(letters, count)) != NULL


cdef bint may_be_heading(str line) noexcept:
    """Whether a section's heading may begin with the first letters of a line."""
    cdef int kind = PyUnicode_KIND(line)
    cdef const void* chars = PyUnicode_DATA(line)
    cdef Py_ssize_t i, low = 0, size = PyUnicode_GET_LENGTH(line)
    cdef Char[4] head
    cdef Char c
    while low < size and on_edge(PyUnicode_READ(kind, chars, low)):
        low += 1
    if size - low < 4:
        return True
    for i in range(4):
        c = PyUnicode_READ(kind, chars, low + i)
        if is_odd(c) or on_edge(c):
            return True
        head[i] = lower(c)
    return was_noted(section_heads, head, 4)


def section_headings(list lines):
    """The places of the lines that are headings of sections of links (phrases.section_headings)."""
    cdef Py_ssize_t place
    cdef list found = []
    for place in range(len(lines)):
        if is_section_heading(<str>lines[place]):
            found.append(place)
    return found


cdef bint begins_with(const Char* letters, Py_ssize_t count, str phrase, bint is_whole):
    """Whether a line begins with a phrase, which does not end inside a word of it."""
    cdef int kind = PyUnicode_KIND(phrase)
    cdef const void* chars = PyUnicode_DATA(phrase)
    cdef Py_ssize_t i, size = PyUnicode_GET_LENGTH(phrase)
    cdef Char last
    if not is_whole:
        if size > count:
            return False
        for i in range(size):
            if PyUnicode_READ(kind, chars, i) != letters[i]:
                return False
    last = PyUnicode_READ(kind, chars, size - 1)
    return not (last < 0x2E80 and size < count and Py_UNICODE_ISALNUM(last) and Py_UNICODE_ISALNUM(letters[size]))


cdef str beginning(const Char* letters, Py_ssize_t count):
    cdef Entry* entry
    cdef Py_ssize_t size
    entry = find(&begins, letters, min(count, HEAD))
    if entry != NULL:
        for phrase in <tuple>PHRASES[entry.place]:
            if begins_with(letters, count, <str>phrase, False):
                return <str>phrase
    for size in range(HEAD - 1, 0, -1):
        if size == 1 and count != 1:
            break
        entry = find(&begins, letters, min(count, size))
        if entry != NULL:
            for phrase in <tuple>PHRASES[entry.place]:
                if begins_with(letters, count, <str>phrase, True):
                    return <str>phrase
    return ""


cpdef str first_phrase(str line):
    """The known beginning that a line has, or '' (phrases.first_phrase)."""
    cdef Char[ROOM] letters
    cdef Py_ssize_t count = read(line, LINE, letters)
    return <str>first_by_letters(line) if count < 0 else beginning(letters, count)


cpdef bint is_furniture(str line):
    """Whether a line is a known phrase, or begins with one (phrases.is_furniture)."""
    cdef Char[ROOM] letters
    cdef Py_ssize_t count = read(line, LINE, letters)
    if count < 0:
        return twin.is_furniture(line)
    if PyUnicode_GET_LENGTH(line) < LINE and find(&whole, letters, stripped(letters, count)) != NULL:
        return True
    return beginning(letters, count) != ""
