# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""Could this text hold words of another language at all? The same as suspicion.py says, in one pass."""

from cpython.mem cimport PyMem_Calloc, PyMem_Free, PyMem_Malloc
from cpython.unicode cimport (
    PyUnicode_DATA,
    PyUnicode_GET_LENGTH,
    PyUnicode_KIND,
    PyUnicode_READ,
    PyUnicode_Substring,
    Py_UNICODE_TOLOWER,
)
from libc.stdint cimport int32_t, int64_t, uint8_t, uint16_t, uint32_t, uint64_t

from cleaner._crc cimport Char, add_char, begin, finish
from cleaner.language._table cimport Lists, case_of, hash_of

import numpy as np

from cleaner.language import suspicion as twin

cdef float RATIO = twin.RATIO, FULL = twin.FULL, SIGN = twin.SIGN, SUSPECTED = twin.SUSPECTED
cdef float LEAST = twin.ANCHOR[0], APART = twin.ANCHOR[1]
cdef int NEAR = twin.NEAR, REPEATS = twin.REPEATS
cdef object Suspicion = twin.Suspicion

cdef extern from *:
    """
    #ifdef _MSC_VER
    #define send_for(address) ((void)(address))
    #else
    #define send_for(address) __builtin_prefetch(address)
    #endif
    """
    void send_for(const void* address) noexcept

DEF MEMO = 32768
DEF FIRST_PLANE = 65536
DEF LARGEST = 0x7FFFFFFF
DEF ANCHOR = 1
DEF BESIDE = 2
DEF LANGUAGES = 1024  # more than there are in the table

cdef uint8_t OTHER = 0, LOWER = 1, UPPER = 2  # as case_of says

ctypedef fused Letter:
    const uint8_t
    const uint16_t
    const uint32_t


cdef struct Token:
    int32_t start
    int32_t end
    uint32_t hash
    int32_t form  # its place in `forms`, or -1 for one that tells nothing; first whether it is in lower case


cdef class Own:
    """What texts of one language are read with. The words met lately, and whether they tell, are remembered."""

    cdef Lists lists
    cdef int own
    cdef const uint8_t[::1] rivals
    cdef uint32_t[:, ::1] met
    cdef int64_t[::1] joins  # of words that join clauses, row and language, ascending

    def __init__(self, Lists lists, int own, rivals):
        self.lists, self.own, self.rivals = lists, own, rivals.astype(np.uint8)
        # of each word its hash and its row; no hash stands where its complement does, so every place is empty
        self.met = np.stack([~np.arange(MEMO, dtype=np.uint32)] * 2, axis=1)
        pairs = ((lists.row_of(hash_of(word)), of) for word, of in twin.joined_numbers())
        self.joins = np.array(sorted({row * LANGUAGES + language for row, language in pairs if row >= 0}), np.int64)

    cdef bint joins_clauses(self, int32_t row, int language) noexcept:
        """Whether a word of the table joins clauses in a language."""
        cdef int64_t wanted = <int64_t>row * LANGUAGES + language
        cdef Py_ssize_t low = 0, high = self.joins.shape[0], middle
        while low < high:
            middle = (low + high) // 2
            if self.joins[middle] < wanted:
                low = middle + 1
            else:
                high = middle
        return low < self.joins.shape[0] and self.joins[low] == wanted

    cdef int32_t telling(self, uint32_t wanted) noexcept:
        """The row of a word that may be evidence of another language, else -1."""
        cdef uint32_t place = wanted & (MEMO - 1)
        cdef int32_t row
        if self.met[place, 0] != wanted:
            row = self.lists.row_of(wanted)
            self.met[place, 0] = wanted
            self.met[place, 1] = <uint32_t>(row if row >= 0 and self.tells(row) else -1)
        return <int32_t>self.met[place, 1]

    cdef bint tells(self, int32_t row) noexcept:
        """Whether another language uses a word of the table so much oftener."""
        cdef Py_ssize_t entry, first = self.lists.first_entry(row), last
        cdef bint known = False
        cdef float own = self.lists.floors[self.own], most = 0, value
        last = first + self.lists.counts[row]
        for entry in range(first, last):
            if self.lists.numbers[entry] == self.own:
                known, own = True, self.lists.value(entry)
        for entry in range(first, last):
            if self.rivals[self.lists.numbers[entry]]:
                value = self.lists.value(entry) - own
                most = value if value > most else most
        return most >= RATIO if known else most > 0


cdef class Look:
    """The words of a text, and which of them tell of another language.

    `tokens` has the words of the text in their order.
    """

    cdef Own own
    cdef Token* tokens
    cdef Py_ssize_t count
    cdef dict forms
    cdef list rows, often

    def __cinit__(self, Own own):
        self.own = own
        self.forms, self.rows, self.often = {}, [], []
        self.tokens = NULL
        self.count = 0

    def __dealloc__(self):
        PyMem_Free(self.tokens)

    cdef int read(self, str text) except -1:
        """Two passes: the first finds the words and sends for what is known of them, which is rarely near."""
        cdef int kind = PyUnicode_KIND(text)
        cdef const void* chars = PyUnicode_DATA(text)
        cdef Py_ssize_t size = PyUnicode_GET_LENGTH(text), at
        cdef const uint8_t* cases = &self.own.lists.cases[0]
        cdef Token* token
        cdef int32_t row
        if size > LARGEST:
            raise ValueError("a text of that length is read in parts")
        self.tokens = <Token*>PyMem_Malloc((size // 2 + 1) * sizeof(Token))
        if self.tokens == NULL:
            raise MemoryError
        if kind == 1:
            self.count = find_tokens(<const uint8_t*>chars, size, cases, &self.own.met[0, 0], self.tokens)
        elif kind == 2:
            self.count = find_tokens(<const uint16_t*>chars, size, cases, &self.own.met[0, 0], self.tokens)
        else:
            self.count = find_tokens(<const uint32_t*>chars, size, cases, &self.own.met[0, 0], self.tokens)
        for at in range(self.count):
            token = &self.tokens[at]
            row = self.own.telling(token.hash) if token.form == LOWER else -1
            if row < 0:
                token.form = -1
            else:
                token.form = self.meet(PyUnicode_Substring(text, token.start, token.end), row)
        return 0

    cdef int meet(self, str word, int32_t row) except -1:
        """The place of a word among the forms."""
        place = self.forms.get(word)
        if place is None:
            place = self.forms[word] = len(self.rows)
            self.rows.append(row)
            self.often.append(0)
        self.often[place] += 1
        return place


cdef Py_ssize_t find_tokens(
    Letter* chars, Py_ssize_t size, const uint8_t* cases, const uint32_t* met, Token* tokens
) noexcept:
    """The words of a text, their hashes where they are in lower case, and in `form` whether they are."""
    cdef Py_ssize_t at = 0, count = 0
    cdef Char c
    cdef uint8_t said, all_lower
    cdef uint32_t crc
    while at < size:
        c = chars[at]
        said = cases[c] if c < FIRST_PLANE else case_of(c)
        if said == OTHER:
            at += 1
            continue
        tokens[count].start = <int32_t>at
        all_lower, crc = LOWER, begin()
        while said != OTHER:
            all_lower &= said
            if all_lower:
                crc = add_char(crc, c)
            at += 1
            if at == size:
                break
            c = chars[at]
            said = cases[c] if c < FIRST_PLANE else case_of(c)
        tokens[count].end, tokens[count].hash, tokens[count].form = <int32_t>at, finish(crc), all_lower
        if all_lower:
            send_for(&met[2 * (tokens[count].hash & (MEMO - 1))])
        count += 1
    return count


def suspect(str text, Own own):
    """What a text may hold of other languages than its own."""
    cdef Look look = Look(own)
    look.read(text.lower() if text.isupper() else text)
    if not look.forms:
        return Suspicion(np.zeros(own.lists.languages, np.float32), frozenset())
    return weigh(look)


cdef object weigh(Look look):
    """The evidence of the telling words. Sums are taken in the order of the sorted words, as suspicion.py takes them."""
    cdef Py_ssize_t languages = look.own.lists.languages, count = len(look.forms), cells = count * languages
    # of each word and language its ratio; of each language its evidence and sum; of each word and language its marks,
    # of each word whether the text's own language knows it, of each language whether it has an anchor
    cdef float* ratio = <float*>PyMem_Calloc(
        1, (cells + 2 * languages) * sizeof(float) + (cells + count + languages) * sizeof(uint8_t)
    )
    if ratio == NULL:
        raise MemoryError
    cdef float* evidence = ratio + cells
    cdef float* sums = evidence + languages
    cdef uint8_t* mark = <uint8_t*>(sums + languages)
    try:
        return weighed(look, sorted(look.forms), ratio, evidence, sums, mark)
    finally:
        PyMem_Free(ratio)


cdef object weighed(Look look, list forms, float* ratio, float* evidence, float* sums, uint8_t* mark):
    cdef Py_ssize_t languages = look.own.lists.languages, count = len(forms), number, language, place, cell
    cdef uint8_t* knows = mark + count * languages
    cdef uint8_t* hooked = knows + count
    cdef bint any_hook = False
    cdef float weight, often, most = 0
    for number in range(count):
        place = look.forms[forms[number]]
        cell = number * languages
        knows[number] = fill(look, look.rows[place], len(<str>forms[number]), ratio + cell, mark + cell)
        for language in range(languages):
            if mark[cell + language] & ANCHOR:
                hooked[language] = any_hook = True
    evidences = np.zeros(languages, np.float32)
    nothing = Suspicion(evidences, frozenset())
    if not any_hook:
        return nothing
    for number in range(count):
        often = min(<int>look.often[look.forms[forms[number]]], REPEATS)
        for language in range(languages):
            if hooked[language]:
                weight = ratio[number * languages + language]
                if knows[number]:
                    weight = weight - RATIO
                    weight = (weight if weight > 0 else 0) / 2
                weight = weight / FULL
                weight = 0 if weight < 0 else 1 if weight > 1 else weight
                sums[language] += weight
                evidence[language] += weight * often
    for language in range(languages):
        weight = sums[language] * REPEATS
        most = weight if weight > most else most
    if most < SUSPECTED:
        return nothing
    cdef frozenset anchors = meet(look, forms, mark, evidence)
    cdef float[::1] told = evidences
    for language in range(languages):
        told[language] = evidence[language]
    return Suspicion(evidences, anchors)


cdef uint8_t fill(Look look, int32_t row, Py_ssize_t length, float* ratio, uint8_t* mark) noexcept:
    """A word's ratio for each language and what it is there; whether the text's own language lists it."""
    cdef Lists lists = look.own.lists
    cdef Py_ssize_t entry, first = lists.first_entry(row), last
    cdef uint8_t known = 0
    cdef int language
    cdef float own = lists.floors[look.own.own], value
    last = first + lists.counts[row]
    for entry in range(first, last):
        if lists.numbers[entry] == look.own.own:
            known, own = 1, lists.value(entry)
    for entry in range(first, last):
        language = lists.numbers[entry]
        if look.own.rivals[language]:
            value = lists.value(entry)
            ratio[language] = value - own
            if ratio[language] > SIGN:
                mark[language] |= BESIDE
            if ratio[language] > APART and length > 1 and (value > LEAST or look.own.joins_clauses(row, language)):
                mark[language] |= ANCHOR
    return known


cdef frozenset meet(Look look, list forms, const uint8_t* mark, float* evidence):
    """Only languages stay of which two different words stand near each other, one of them an anchor; their anchors."""
    cdef Py_ssize_t languages = look.own.lists.languages, count = len(forms), number, language, at
    cdef list anchors = []
    cdef bint any_left = False
    cdef int32_t* places = <int32_t*>PyMem_Malloc(count * sizeof(int32_t))
    if places == NULL:
        raise MemoryError
    for number in range(count):
        places[<Py_ssize_t>look.forms[forms[number]]] = <int32_t>number
    for at in range(look.count):
        if look.tokens[at].form >= 0:
            look.tokens[at].form = places[look.tokens[at].form]
    PyMem_Free(places)
    for language in range(languages):
        if evidence[language] < SUSPECTED or not is_met(look, mark, language):
            evidence[language] = 0
        any_left |= evidence[language] > 0
    if any_left:
        for number in range(count):
            for language in range(languages):
                if evidence[language] > 0 and mark[number * languages + language] & ANCHOR:
                    anchors.append(forms[number])
                    break
    return frozenset(anchors)


cdef bint is_met(Look look, const uint8_t* mark, Py_ssize_t language) noexcept:
    """Whether an anchor of a language has another of its words near it."""
    cdef Py_ssize_t at, near, languages = look.own.lists.languages
    cdef int32_t token, other
    for at in range(look.count):
        token = look.tokens[at].form
        if token < 0 or not mark[token * languages + language] & ANCHOR:
            continue
        for near in range(max(0, at - NEAR), min(look.count, at + NEAR + 1)):
            other = look.tokens[near].form
            if other >= 0 and other != token and mark[other * languages + language] & BESIDE:
                return True
    return False


def lines_with(str text, frozenset words, Lists lists):
    """The lines that hold one of some words: as suspicion.lines_with_sets."""
    cdef uint64_t wanted = 0  # a bit for each hash, by its lowest six: what has none of them needs no closer look
    cdef bint is_odd = "\u0130" in text or "\u03a3" in text
    for word in words:
        wanted |= <uint64_t>1 << (hash_of(<str>word) & 63)
    return "\n".join(
        [line for line in text.splitlines() if has_word(line.lower() if is_odd else line, words, wanted, &lists.cases[0])]
    )


cdef bint has_word(str text, frozenset words, uint64_t wanted, const uint8_t* cases):
    cdef int kind = PyUnicode_KIND(text)
    cdef const void* chars = PyUnicode_DATA(text)
    cdef Py_ssize_t size = PyUnicode_GET_LENGTH(text), at = 0, start
    cdef uint32_t crc
    cdef Char c
    cdef uint8_t said
    while at < size:
        start, crc = at, begin()
        while at < size:
            c = PyUnicode_READ(kind, chars, at)
            said = cases[c] if c < FIRST_PLANE else case_of(c)
            if said == OTHER:
                break
            crc = add_char(crc, c if said == LOWER else Py_UNICODE_TOLOWER(c))
            at += 1
        if at > start and wanted >> (finish(crc) & 63) & 1 and PyUnicode_Substring(text, start, at).lower() in words:
            return True
        at += 1
    return False
