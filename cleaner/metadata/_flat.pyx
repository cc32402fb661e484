# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True
"""Which line of a flat page is its headline: what flat.py says of all lines, over plain arrays.

Words are compared by hashes of 64 bits; what is rare (a byline, a date, the look at a line's form) is asked of the
Python that flat.py uses too.
"""

from cpython.unicode cimport (
    PyUnicode_DATA,
    PyUnicode_GET_LENGTH,
    PyUnicode_KIND,
    PyUnicode_READ,
    Py_UNICODE_ISALNUM,
)
from libc.stdint cimport uint64_t
from libc.stdlib cimport free, malloc
from libc.string cimport memset

from cleaner.metadata import flat as twin
from cleaner.metadata import glance

ctypedef unsigned int Char

cdef int LINES = twin.LINES, REACH = twin.REACH, BANNERS = twin.BANNERS, TELLING = twin.TELLING
cdef double PER_GAP = twin.PER_GAP, PER_PROSE = twin.PER_PROSE, PER_LINE = twin.PER_LINE
cdef double SIGN = twin.SIGN, FADE = twin.FADE
cdef double MOST_URL = twin.MOST_URL, MOST_SAID = twin.MOST_SAID, MOST_SHAPE = twin.MOST_SHAPE
cdef int PROSE = glance.PROSE, SIGNS = glance.BYLINE | glance.LABEL | glance.DIGITS, BYLINE = glance.BYLINE
cdef int SHORTEST = twin.SHORTEST, LONGEST = twin.LONGEST, SAID = twin.SAID
cdef enum: MOST = 2048
cdef uint64_t SEED = 0x9E3779B97F4A7C15, MIX = 0xBF58476D1CE4E5B9


cdef unsigned char[128] IS_LETTER
for place in range(128):
    IS_LETTER[place] = chr(place).isalnum()


cdef inline bint is_letter(Char c) noexcept:
    return IS_LETTER[c] if c < 128 else Py_UNICODE_ISALNUM(c)


cdef inline Py_ssize_t most_words(Py_ssize_t size, bint with_pairs) noexcept:
    """How many words, pairs of letters among them, a folded text of this length has at most."""
    return size // 3 + 1 + (size if with_pairs else 0)


cdef struct Word:
    uint64_t number
    bint counts  # it is long, or of a script with few letters a word


cdef struct Place:
    double worth
    Py_ssize_t at


cdef class Words:
    """A set of words by their hashes; 0 stands for none."""
    cdef uint64_t* slots
    cdef Py_ssize_t room, mask, count

    def __cinit__(self, Py_ssize_t most):
        self.empty(most)

    cdef int empty(self, Py_ssize_t most) except -1:
        """Forget all words; make room for so many."""
        cdef Py_ssize_t size = 16
        while size < 2 * most:
            size *= 2
        if size > self.room:
            free(self.slots)
            self.room = 0
            self.slots = <uint64_t*>malloc(size * sizeof(uint64_t))
            if self.slots == NULL:
                raise MemoryError
            self.room = size
        memset(self.slots, 0, size * sizeof(uint64_t))
        self.mask, self.count = size - 1, 0
        return 0

    def __dealloc__(self):
        free(self.slots)

    cdef bint has(self, uint64_t number) noexcept:
        cdef Py_ssize_t at = number & self.mask
        while self.slots[at]:
            if self.slots[at] == number:
                return True
            at = (at + 1) & self.mask
        return False

    cdef bint add(self, uint64_t number) noexcept:
        """Whether it is new."""
        cdef Py_ssize_t at = number & self.mask
        while self.slots[at]:
            if self.slots[at] == number:
                return False
            at = (at + 1) & self.mask
        self.slots[at] = number
        self.count += 1
        return True


cdef inline uint64_t hashed(int kind, const void* chars, Py_ssize_t start, Py_ssize_t end) noexcept:
    cdef uint64_t number = SEED
    cdef Py_ssize_t i
    for i in range(start, end):
        number = (number ^ <Char>PyUnicode_READ(kind, chars, i)) * MIX
        number ^= number >> 29
    return number | 1


cdef inline bint is_unspaced(Char c) noexcept:
    return 0x3040 <= c <= 0x30FF or 0x4E00 <= c <= 0x9FFF or 0x0E00 <= c <= 0x0E7F


cdef Py_ssize_t read_words(str text, bint with_pairs, Word* found, Words known) except -1:
    """The words of a folded text that `known` has not yet, which it has then; in scripts without spaces, pairs too."""
    cdef int kind = PyUnicode_KIND(text)
    cdef const void* chars = PyUnicode_DATA(text)
    cdef Py_ssize_t i = 0, start, size = len(text), count = 0
    cdef bint wide
    while i < size:
        if not is_letter(PyUnicode_READ(kind, chars, i)):
            i += 1
            continue
        start, wide = i, False
        while i < size and is_letter(PyUnicode_READ(kind, chars, i)):
            wide = wide or PyUnicode_READ(kind, chars, i) > 127
            i += 1
        if i < start + 2:
            continue
        count = take(hashed(kind, chars, start, i), wide or i > start + 3, found, known, count)
        if with_pairs:
            for start in range(start, i - 1):
                wide = PyUnicode_READ(kind, chars, start) > 127 or PyUnicode_READ(kind, chars, start + 1) > 127
                count = take(hashed(kind, chars, start, start + 2), wide, found, known, count)
    return count


cdef inline Py_ssize_t take(uint64_t number, bint counts, Word* found, Words known, Py_ssize_t count) noexcept:
    if not known.add(number):
        return count
    if found != NULL and count < MOST:
        found[count] = Word(number, counts)
    return count + 1


cdef bint is_paired(str text) noexcept:
    """Whether pairs of letters are words here too: in scripts that put no space between words."""
    return PyUnicode_KIND(text) > 1 and has_unspaced(text)


cdef bint has_unspaced(str text) noexcept:
    cdef int kind = PyUnicode_KIND(text)
    cdef const void* chars = PyUnicode_DATA(text)
    cdef Py_ssize_t i
    for i in range(len(text)):
        if is_unspaced(PyUnicode_READ(kind, chars, i)):
            return True
    return False


def find(list texts, const unsigned char[::1] flags, frozenset slug):
    """The number of the line most like a headline, and how much it is (flat.find)."""
    cdef Finder finder = Finder(texts, slug)
    cdef Py_ssize_t at
    cdef double score
    try:
        at = finder.places(flags)
        score = finder.best(flags, &at)
        return at, score
    finally:
        finder.clear()


cdef class Finder:
    cdef list texts
    cdef Words slug, said, line
    cdef Py_ssize_t* prose
    cdef Place* found
    cdef Py_ssize_t proses, count
    cdef Word[MOST] words

    def __cinit__(self, list texts, frozenset slug):
        self.texts = texts
        self.slug = Words(len(slug))
        self.line = Words(64)
        for word in slug:
            read_words(<str>word, False, NULL, self.slug)
        self.prose = <Py_ssize_t*>malloc((len(texts) + 1) * sizeof(Py_ssize_t))
        self.found = <Place*>malloc((len(texts) + 1) * sizeof(Place))
        if self.prose == NULL or self.found == NULL:
            self.clear()
            raise MemoryError

    cdef void clear(self) noexcept:
        free(self.prose)
        free(self.found)
        self.prose, self.found = NULL, NULL

    cdef int places(self, const unsigned char[::1] flags) except -1:
        """The lines within reach above prose, and what their places are worth (flat.py, _places)."""
        cdef Py_ssize_t at, number, below, before, above, size, first, last = len(self.texts)
        cdef double carried = 0.0
        cdef str text
        for at in range(last):
            if flags[at] & PROSE:
                self.prose[self.proses] = at
                self.proses += 1
        for number in range(self.proses - 1, -1, -1):
            below = self.prose[number]
            before = self.prose[number - 1] if number else -1
            first = number
            for at in range(below - 1, max(before, below - REACH - 1), -1):
                carried = max(carried - FADE * (last - at), 0.0)
                last = at
                text = <str>self.texts[at]
                size = len(text)
                while first > 0 and self.prose[first - 1] >= at - REACH:
                    first -= 1
                above = min(number - first, BANNERS)
                if SHORTEST <= size <= LONGEST:
                    self.found[self.count] = Place(
                        carried - PER_GAP * (below - at) - PER_PROSE * above - PER_LINE * at, at
                    )
                    self.count += 1
                if above < BANNERS and size <= 100 and flags[at] & SIGNS and twin.is_sign(text, flags[at]):
                    carried = SIGN
        return 0

    cdef double best(self, const unsigned char[::1] flags, Py_ssize_t* at) except? -1:
        """The best of the places, best first: most need no more than a look at what they can reach at most."""
        cdef Py_ssize_t i, top
        cdef double highest = 0.0, score, most = (MOST_URL if self.slug.count else 0.0) + MOST_SAID + MOST_SHAPE
        at[0] = 0
        if self.count:
            self.read_prose()
        while self.count:
            top = 0
            for i in range(1, self.count):
                if self.found[i].worth > self.found[top].worth or (
                    self.found[i].worth == self.found[top].worth and self.found[i].at < self.found[top].at
                ):
                    top = i
            if most + self.found[top].worth <= highest:
                break
            score = self.score(self.found[top].at, self.found[top].worth, highest, flags)
            if score > highest:
                at[0], highest = self.found[top].at, score
            self.count -= 1
            self.found[top] = self.found[self.count]
        return highest

    cdef int read_prose(self) except -1:
        """The words of the prose, of its first part where it is long (flat.py, _words)."""
        cdef Py_ssize_t i, most = 0, left = TELLING
        cdef list parts = []
        cdef str text
        for i in range(self.proses):
            text = (<str>self.texts[self.prose[i]])[:SAID]
            left -= len(text)
            text = text.casefold()
            parts.append(text)
            most += most_words(len(text), is_paired(text))
            if left < 0:
                break
        self.said = Words(most)
        for text in parts:
            read_words(text, is_paired(text), NULL, self.said)
        return 0

    cdef double score(self, Py_ssize_t at, double worth, double beat, const unsigned char[::1] flags) except? -1:
        """How much a line is like a headline; 0 where it cannot be one, or cannot reach `beat`."""
        cdef str text = <str>self.texts[at]
        cdef bint ascii = text.isascii()
        cdef Py_ssize_t i, count, long = 0, said = 0
        cdef double found
        cdef str folded = text.casefold()
        cdef bint with_pairs = is_paired(folded)
        self.line.empty(most_words(len(folded), with_pairs))
        count = read_words(folded, with_pairs, self.words, self.line)
        found = worth
        if self.slug.count:
            found += self.in_url(count) if ascii else self.in_url_folded(twin.fold(text))
        if found + MOST_SAID + MOST_SHAPE <= beat or not count or (flags[at] & BYLINE and twin.match_byline(text)):
            return 0.0
        for i in range(count):
            if self.words[i].counts:
                long += 1
                said += self.said.has(self.words[i].number)
        if long:
            found += MOST_SAID * said / long
        return found + <double>twin.shape(text, count) if found + MOST_SHAPE > beat else 0.0

    cdef double in_url(self, Py_ssize_t count) noexcept:
        cdef Py_ssize_t i, shared = 0
        for i in range(count):
            shared += self.slug.has(self.words[i].number)
        return 3.0 * shared / self.slug.count + <double>shared / count if shared > 1 else 0.0

    cdef double in_url_folded(self, str text) except? -1:
        cdef Word[MOST] words
        cdef Py_ssize_t i, count, shared = 0
        self.line.empty(most_words(len(text), False))
        count = read_words(text, False, words, self.line)
        for i in range(count):
            shared += self.slug.has(words[i].number)
        return 3.0 * shared / self.slug.count + <double>shared / count if shared > 1 else 0.0
