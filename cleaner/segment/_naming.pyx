# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True
"""What do the names of an element's class, id and role say of it? As marks.py has it, letter by letter.

Generated class names are new on every site, so a name is read anew faster than it is remembered; only what whole
elements say is kept for a while.
"""

from cpython.unicode cimport PyUnicode_DATA, PyUnicode_GET_LENGTH, PyUnicode_Substring
from libc.string cimport memcmp

from cleaner import marks as m

ctypedef unsigned char uchar
ctypedef unsigned long long Marks

cdef enum:
    SLOTS = 4096
    MOST_WORDS = 20
    MOST_NAMES = 40
    MOST_LETTERS = 4000
    CAMEL = 200
    PAIRED = 80
    KEPT = 100  # elements: those of the page at hand; more of them push out of the cache what is needed sooner

cdef struct Word:
    const uchar* letters
    Py_ssize_t size
    Marks marks
    int head  # of a pair of words that mean what neither means alone: its number, 0 for none
    int tail

cdef Word[SLOTS] words
cdef Marks[PAIRED][PAIRED] pairs  # by the numbers of both words
cdef list held = []  # what the letters of `words` and `stems` belong to
cdef Word[256] stems
cdef int stem_count = 0
cdef bint[26] begins  # whether a stem begins with the letter
cdef Marks HIDDEN = m.HIDDEN, BODY = m.BODY, ASIDE = m.ASIDE, AUTHOR = m.AUTHOR
cdef object is_hiding = m.HIDING.fullmatch
cdef dict known = {}
cdef Naming EMPTY = Naming.__new__(Naming)
EMPTY.names = ""


cdef inline Py_ssize_t slot_of(const uchar* letters, Py_ssize_t size) noexcept:
    cdef unsigned long long mixed = 0xCBF29CE484222325ULL
    cdef Py_ssize_t i
    for i in range(size):
        mixed = (mixed ^ letters[i]) * 0x100000001B3ULL
    return <Py_ssize_t>((mixed ^ mixed >> 29) & (SLOTS - 1))


cdef Word* word_at(const uchar* letters, Py_ssize_t size) noexcept:
    """The place of a word, empty where it is not known."""
    cdef Py_ssize_t slot = slot_of(letters, size)
    while words[slot].size and (words[slot].size != size or memcmp(words[slot].letters, letters, size)):
        slot = (slot + 1) & (SLOTS - 1)
    return &words[slot]


cdef int learn() except -1:
    """Lay out the words of marks.txt."""
    global stem_count
    cdef Word* place
    cdef bytes letters
    cdef dict heads = {word: number for number, word in enumerate(m.PAIR_HEADS, 1)}
    cdef dict tails = {word: number for number, word in enumerate(m.PAIR_TAILS, 1)}
    if len(heads) >= PAIRED or len(tails) >= PAIRED:
        raise RuntimeError("marks.py has more pairs than this table")
    for (first, last), mark in m.WORD_PAIRS.items():
        pairs[<int>heads[first]][<int>tails[last]] = mark
    for word in (*m.WORDS, *m.PAIR_HEADS, *m.PAIR_TAILS):
        letters = word.encode("ascii")
        held.append(letters)
        place = word_at(letters, len(letters))
        place.letters, place.size = letters, len(letters)
        place.marks = m.WORDS.get(word, 0)
        place.head, place.tail = heads.get(word, 0), tails.get(word, 0)
    for begun in m.STEMS.values():
        for stem, mark in begun:
            letters = stem.encode("ascii")
            held.append(letters)
            stems[stem_count].letters, stems[stem_count].size = letters, len(letters)
            stems[stem_count].marks = mark
            begins[letters[0] - 97] = True
            stem_count += 1
    if len(held) > SLOTS // 2 or stem_count > 200:
        raise RuntimeError("marks.txt has more words than this table")
    return 0


learn()


cdef inline Marks stem_marks(const uchar* letters, Py_ssize_t size) noexcept:
    cdef Marks marks = 0
    cdef int i
    if begins[letters[0] - 97]:
        for i in range(stem_count):
            if stems[i].letters[0] == letters[0] and stems[i].size <= size:
                if memcmp(stems[i].letters, letters, stems[i].size) == 0:
                    marks |= stems[i].marks
    return marks


cdef inline bint stands(const uchar* letters, Py_ssize_t left, const char* word, Py_ssize_t size) noexcept:
    return left >= size and memcmp(letters, word, size) == 0


cdef bint may_hide(const uchar* letters, Py_ssize_t size) noexcept:
    """Whether a part of a name that hides stands in it (marks.HIDING)."""
    cdef Py_ssize_t i, left
    cdef uchar c
    for i in range(size):
        c = letters[i]
        left = size - i
        if c == 104:
            if stands(letters + i, left, b"hid", 3):
                return True
        elif c == 110:
            if stands(letters + i, left, b"none", 4):
                return True
        elif c == 105:
            if stands(letters + i, left, b"invisible", 9):
                return True
        elif c == 111:
            if stands(letters + i, left, b"off", 3) or stands(letters + i, left, b"only", 4):
                return True
        elif c == 115:
            if stands(letters + i, left, b"screen", 6) or stands(letters + i, left, b"src-", 4):
                return True
    return False


cdef Marks lowered_marks(const uchar* letters, Py_ssize_t size) except? 1:
    """The marks of a name in lower case."""
    cdef Marks found = 0
    cdef Py_ssize_t i, start = -1
    cdef int count = 0, head = 0, earlier = 0  # numbers of the two words before, as heads of pairs
    cdef Word* word
    for i in range(size + 1):
        if i < size and 97 <= letters[i] <= 122:
            if start < 0:
                start = i
        elif start >= 0:
            if count == MOST_WORDS:
                break
            count += 1
            word = word_at(letters + start, i - start)
            found |= word.marks | stem_marks(letters + start, i - start)
            if word.tail:
                found |= pairs[head][word.tail] | pairs[earlier][word.tail] & BODY
            earlier, head = head, word.head
            start = -1
    if may_hide(letters, size) and is_hiding((<char*>letters)[:size].decode("ascii")) is not None:
        found |= HIDDEN
    return found


cdef Marks ascii_marks(const uchar* letters, Py_ssize_t size) except? 1:
    """The marks of a name; one with a capital is read as `related-stories`, and no further than its beginning."""
    cdef uchar[2 * CAMEL] lowered
    cdef Py_ssize_t i, length = 0
    cdef bint has_small = False, has_capital = False
    cdef uchar c, before = 0
    for i in range(size):
        if 97 <= letters[i] <= 122:
            has_small = True
        elif 65 <= letters[i] <= 90:
            has_capital = True
            break
    if has_small and not has_capital:
        return lowered_marks(letters, size)
    for i in range(min(size, CAMEL)):
        c = letters[i]
        if 65 <= c <= 90:
            if 97 <= before <= 122 or 48 <= before <= 57:
                lowered[length] = 45
                length += 1
            lowered[length] = c + 32
        else:
            lowered[length] = c
        length += 1
        before = c
    return lowered_marks(lowered, length)


cpdef unsigned long long name_marks(str name) except? 1:
    """The marks of one name of a class attribute (marks.name_marks)."""
    if not name.isascii():
        return m.name_marks(name)
    return ascii_marks(<const uchar*>PyUnicode_DATA(name), PyUnicode_GET_LENGTH(name))


cdef Marks names_marks(const uchar* letters, Py_ssize_t size) except? 1:
    """The marks of the first names of an ASCII text."""
    cdef Marks found = 0
    cdef Py_ssize_t i, start = -1
    cdef int count = 0
    cdef uchar c
    for i in range(size + 1):
        c = letters[i] if i < size else 32
        if not (c == 32 or 9 <= c <= 13 or 28 <= c <= 31):
            if start < 0:
                start = i
        elif start >= 0:
            found |= ascii_marks(letters + start, i - start)
            start = -1
            count += 1
            if count == MOST_NAMES:
                break
    return found


cdef str lower(str text):
    """An ASCII text in lower case: itself, where it is that already."""
    cdef const uchar* letters = <const uchar*>PyUnicode_DATA(text)
    cdef Py_ssize_t i
    for i in range(PyUnicode_GET_LENGTH(text)):
        if 65 <= letters[i] <= 90:
            return text.lower()
    return text


cdef Naming naming_of(str naming):
    """What a text of names says (marks.read_names); the same texts come again and again on a page."""
    cdef Naming shape
    if not naming:
        return EMPTY
    found = known.get(naming)
    if found is not None:
        return <Naming>found
    shape = Naming.__new__(Naming)
    text = naming if len(naming) <= MOST_LETTERS else PyUnicode_Substring(naming, 0, MOST_LETTERS)
    if text.isascii():
        shape.marks = names_marks(<const uchar*>PyUnicode_DATA(text), PyUnicode_GET_LENGTH(text))
        shape.names = lower(text)
        if shape.marks & (HIDDEN | ASIDE | AUTHOR):
            shape.names, shape.marks = m.named(text, shape.marks)
    else:
        shape.names, shape.marks = m.read_names(text)
    if len(known) > KEPT:
        known.clear()
    known[naming] = shape
    return shape
