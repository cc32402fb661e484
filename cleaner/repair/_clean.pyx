# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True
"""What is damaged? The same first look as repair.is_clean, in one pass over a text's characters.

White space that is no single space, the most frequent damage by far, is mended here too, as whitespace.py would.
"""

from cpython.unicode cimport (
    PyUnicode_DATA,
    PyUnicode_KIND,
    PyUnicode_READ,
    PyUnicode_Substring,
    Py_UNICODE_ISPRINTABLE,
)
from libc.stdint cimport uint16_t, uint32_t

from cleaner import repair as twin
from cleaner.page import Block, Container
from cleaner.repair import signs, whitespace
from cleaner.trace import Cause, Piece, Trace

from cleaner._slots cimport (
    BLOCK_KIND,
    BLOCK_TRACE,
    TRACE_PIECES,
    TRACE_TEXT,
    block_slot,
    piece_new,
    slot_put,
    slots_prepare,
    trace_new,
    trace_slot,
)

ctypedef unsigned int Char

ctypedef fused Letter:
    const unsigned char
    const uint16_t
    const uint32_t

cdef enum: CLEAN, SPACES, UNKNOWN
cdef tuple NOTHING_DONE = ()
slots_prepare(Block, Trace, Container, Piece)
cdef tuple CAUSES = (Cause("repair.whitespace", whitespace.INSIDE),)
cdef tuple MARGINS = (Cause("repair.whitespace", whitespace.MARGIN),)
cdef object look_closely = twin.is_clean
cdef int SURROGATES = twin.SURROGATES, INVISIBLES = twin.INVISIBLES
cdef enum: BEYOND = 0x2600
cdef uint16_t[BEYOND] TWO, MORE, FOLLOWING
"""of each character the encodings, a bit each, in which it is a byte that leads two, or more, or that follows"""
cdef uint16_t ENOUGH = (1 << signs.ENOUGH) - 1
cdef Char[64] FIRST
cdef Char[64] LAST
cdef int RANGES = len(twin.COMPOSED)

for place, (low, high) in enumerate(twin.COMPOSED):
    FIRST[place], LAST[place] = low, high
for place, encoding in enumerate(signs.ENCODINGS):
    for char in signs.leads(encoding)[0]:
        TWO[ord(char)] |= 1 << place
    for char in signs.leads(encoding)[1]:
        MORE[ord(char)] |= 1 << place
    for char in signs.followers(encoding):
        FOLLOWING[ord(char)] |= 1 << place


def mend(list blocks, repair_trace):
    """Repair the blocks that are no regions: what shows damage is given to `repair_trace`."""
    cdef int found
    for block in blocks:
        if <str>block_slot(block, BLOCK_KIND) == "region":
            continue
        trace = block_slot(block, BLOCK_TRACE)
        found = look(<str>trace_slot(trace, TRACE_TEXT))
        if found == CLEAN:
            continue
        if found == SPACES and len(<tuple>trace.pieces) == 1 and not (<tuple>(<tuple>trace.pieces)[0])[3]:
            block.trace = collapse((<tuple>trace.pieces)[0])
        elif found == SPACES:
            mended = collapse_pieces(trace)
            block.trace = repair_trace(trace) if mended is None else mended
        elif not look_closely(trace.text):
            block.trace = repair_trace(trace)


def is_clean(str text):
    """Whether a text shows no sign of damage (repair.is_clean)."""
    cdef int found = look(text)
    return look_closely(text) if found == UNKNOWN else found == CLEAN


def find_odd(str text):
    """Which of SURROGATES and INVISIBLES are in a text (repair.find_odd)."""
    cdef int kind = PyUnicode_KIND(text)
    cdef const void* chars = PyUnicode_DATA(text)
    if kind == 1:
        return odd_in(<const unsigned char*>chars, len(text))
    if kind == 2:
        return odd_in(<const uint16_t*>chars, len(text))
    return odd_in(<const uint32_t*>chars, len(text))


cdef int odd_in(Letter* chars, Py_ssize_t size) noexcept:
    cdef Py_ssize_t i
    cdef Char c
    cdef int found = 0
    for i in range(size):
        c = chars[i]
        if 32 <= c < 127 or 0xAE <= c < 0x300 or 0x3000 <= c < 0xD800:
            continue
        if 0xD800 <= c <= 0xDFFF:
            found |= SURROGATES
        elif is_invisible(c):
            found |= INVISIBLES
    return found


def invisible_runs(str text):
    """From where to where invisible characters stand in a text, joiners among them (invisible.runs)."""
    cdef int kind = PyUnicode_KIND(text)
    cdef const void* chars = PyUnicode_DATA(text)
    cdef Py_ssize_t i = 0, start, size = len(text)
    cdef Char c
    cdef list found = []
    while i < size:
        c = PyUnicode_READ(kind, chars, i)
        if 32 <= c < 127 or not is_invisible(c):
            i += 1
            continue
        start = i
        while i < size and is_invisible(PyUnicode_READ(kind, chars, i)):
            i += 1
        found.append((start, i))
    return found


cdef bint is_invisible(Char c) noexcept:
    """What invisible.py looks for."""
    if c < 0xAE:
        return c < 9 or 14 <= c < 32 or 0x7F <= c <= 0x84 or 0x86 <= c <= 0x9F or c == 0xAD
    if c < 0x2000:
        return c == 0x61C or c == 0x180E
    if c < 0x2070:
        return (
            0x200B <= c <= 0x200F or 0x202A <= c <= 0x202E or 0x2060 <= c <= 0x2064 or 0x2066 <= c
        )
    return c == 0xFEFF or 0xFFF9 <= c <= 0xFFFB or 0xE0001 <= c <= 0xE007F


cdef inline bint is_wide(Char c) noexcept:
    """White space that is no plain space, and that nothing but whitespace.py speaks of."""
    return c == 9 or c == 0xA0 or 0x2000 <= c <= 0x200A or c == 0x202F or c == 0x205F or c == 0x3000


cdef int look(str text) noexcept:
    """CLEAN, SPACES where nothing but white space is amiss, UNKNOWN where it takes a closer look."""
    cdef int kind = PyUnicode_KIND(text)
    cdef const void* chars = PyUnicode_DATA(text)
    if not text:
        return CLEAN
    if kind == 1 and text.isascii() and is_plain(<const unsigned char*>chars, len(text)):
        return CLEAN
    if kind == 1:
        return look_through(<const unsigned char*>chars, len(text))
    if kind == 2:
        return look_through(<const uint16_t*>chars, len(text))
    return look_through(<const uint32_t*>chars, len(text))


cdef bint is_plain(const unsigned char* chars, Py_ssize_t size) noexcept:
    """Whether a text is nothing but printable ASCII with single spaces inside: without a choice, many at a time."""
    cdef Py_ssize_t i
    cdef unsigned char odd = chars[0] == 32 or chars[0] > 126 or chars[0] < 32 or chars[size - 1] == 32
    for i in range(1, size):
        odd |= (<unsigned char>(chars[i] - 32) > 94) | ((chars[i] == 32) & (chars[i - 1] == 32))
    return not odd


cdef int look_through(Letter* chars, Py_ssize_t size) noexcept:
    cdef Py_ssize_t i
    cdef Char c, last = 32
    cdef bint spaces = False, letters = False
    for i in range(size):
        c = chars[i]
        if 32 < c < 127:
            letters = True
        elif c == 32:
            if last == 32:
                spaces = True
        elif is_wide(c):
            spaces = True
            c = 32
        elif c < 127 or not Py_UNICODE_ISPRINTABLE(c) or not is_composed(c) or is_sign(chars, i, size):
            return UNKNOWN
        else:
            letters = True
        last = c
    if not letters:
        return UNKNOWN
    return SPACES if spaces or last == 32 else CLEAN


cdef inline uint16_t follows(Letter* chars, Py_ssize_t i, Py_ssize_t size) noexcept:
    """In which encodings there is a byte at `i` that follows another."""
    return FOLLOWING[chars[i]] if i < size and chars[i] < BEYOND else 0


cdef inline bint is_ascii_letter(Letter* chars, Py_ssize_t i, Py_ssize_t size) noexcept:
    return 0 <= i < size and chars[i] < 128 and 97 <= (chars[i] | 32) <= 122


cdef inline uint16_t pair_at(Letter* chars, Py_ssize_t i, Py_ssize_t size) noexcept:
    return TWO[chars[i]] & follows(chars, i + 1, size) if i < size and chars[i] < BEYOND else 0


cdef inline uint16_t triple_at(Letter* chars, Py_ssize_t i, Py_ssize_t size) noexcept:
    if i >= size or chars[i] >= BEYOND:
        return 0
    return MORE[chars[i]] & follows(chars, i + 1, size) & follows(chars, i + 2, size)


cdef inline bint is_capital(Letter* chars, Py_ssize_t i) noexcept:
    """signs.CAPITALS"""
    return i >= 0 and (65 <= chars[i] <= 90 or (0xC0 <= chars[i] <= 0xDE and chars[i] != 0xD7))


cdef bint is_sign(Letter* chars, Py_ssize_t i, Py_ssize_t size) noexcept:
    """Whether a sign of mojibake begins here (signs.has_sign)."""
    cdef uint16_t pair = pair_at(chars, i, size), triple = triple_at(chars, i, size)
    if chars[i] == 0xC3 and i + 1 < size and (chars[i + 1] == 32 or is_wide(chars[i + 1])):
        return not is_capital(chars, i - 1)
    if not pair | triple:
        return False
    if (pair | triple) & ENOUGH or is_ascii_letter(chars, i - 1, size):
        return True
    if pair and (is_ascii_letter(chars, i + 2, size) or pair & pair_at(chars, i + 2, size)):
        return True
    return triple and (is_ascii_letter(chars, i + 3, size) or triple & triple_at(chars, i + 3, size))


def has_sign(str text):
    """Whether a text shows a sign of mojibake (signs.has_sign)."""
    cdef int kind = PyUnicode_KIND(text)
    cdef const void* chars = PyUnicode_DATA(text)
    if kind == 1:
        return sign_in(<const unsigned char*>chars, len(text))
    if kind == 2:
        return sign_in(<const uint16_t*>chars, len(text))
    return sign_in(<const uint32_t*>chars, len(text))


cdef bint sign_in(Letter* chars, Py_ssize_t size) noexcept:
    cdef Py_ssize_t i
    for i in range(size):
        if chars[i] > 127 and is_sign(chars, i, size):
            return True
    return False


cdef bint is_composed(Char c) noexcept:
    """Whether it is known to compose with nothing before it, and to stay as it is (repair.COMPOSED)."""
    cdef int i
    for i in range(RANGES):
        if c <= LAST[i]:
            return c >= FIRST[i]
    return False


cdef inline object piece_of(Py_ssize_t start, Py_ssize_t end, str text, tuple causes):
    return piece_new(start, end, text, causes)


cdef object collapse(piece):
    """The trace of a verbatim piece with each run of white space made one space, and none at its margins."""
    cdef Py_ssize_t i = 0, at = 0, start = (<tuple>piece)[0]
    cdef str text = <str>(<tuple>piece)[2]
    cdef Py_ssize_t low, size = len(text)
    cdef int kind = PyUnicode_KIND(text)
    cdef const void* chars = PyUnicode_DATA(text)
    cdef Char c
    cdef list pieces = [], parts = []
    cdef str part
    while i < size:
        c = PyUnicode_READ(kind, chars, i)
        if c != 32 and not is_wide(c):
            i += 1
            continue
        low = i
        while i < size and (PyUnicode_READ(kind, chars, i) == 32 or is_wide(PyUnicode_READ(kind, chars, i))):
            i += 1
        if c == 32 and i == low + 1 and low and i < size:
            continue
        if low > at:
            part = PyUnicode_Substring(text, at, low)
            pieces.append(piece_of(start + at, start + low, part, NOTHING_DONE))
            parts.append(part)
        if low and i < size:
            pieces.append(piece_of(start + low, start + i, " ", CAUSES))
            parts.append(" ")
        else:
            pieces.append(piece_of(start + low, start + i, "", MARGINS))
        at = i
    if at < size:
        part = PyUnicode_Substring(text, at, size)
        pieces.append(piece_of(start + at, start + size, part, NOTHING_DONE))
        parts.append(part)
    return trace_of(pieces, parts)


cdef object trace_of(list pieces, list parts):
    trace = trace_new()
    slot_put(trace, TRACE_PIECES, tuple(pieces))
    slot_put(trace, TRACE_TEXT, "".join(parts))
    return trace


cdef enum: STOPS, GOES_ON, TO_END, CUT_UP


cdef int how_it_goes_on(tuple pieces, Py_ssize_t number) except -1:
    """Whether white space that ends a piece goes on in those that follow, up to the text's end, or to a rewritten piece
    that holds more.
    """
    cdef Py_ssize_t i, k, size
    cdef int kind, found = STOPS
    cdef const void* chars
    cdef str text
    for k in range(number + 1, len(pieces)):
        text = <str>(<tuple>pieces[k])[2]
        size = len(text)
        if not size:
            continue
        kind, chars, i = PyUnicode_KIND(text), PyUnicode_DATA(text), 0
        while i < size and is_white(PyUnicode_READ(kind, chars, i)):
            i += 1
        if i and i < size and (<tuple>pieces[k])[3]:
            return CUT_UP
        if i < size:
            return GOES_ON if i else found
        found = GOES_ON
    return TO_END


cdef inline bint is_white(Char c) noexcept:
    return c == 32 or is_wide(c)


cdef object collapse_pieces(trace):
    """The same for a trace of several pieces; None where a run of white space is a part of a rewritten piece.

    Such a piece can only be replaced as a whole, which is left to Trace.edit. Of a run over several pieces the first
    is the space, and the others are empty.
    """
    cdef tuple pieces = trace.pieces, piece, causes, of_run = CAUSES
    cdef list found = [], parts = []
    cdef Py_ssize_t i, low, at, start, size, number
    cdef bint goes_on = False  # whether the run before goes on at the next piece that is not empty
    cdef bint is_margin
    cdef str text, part
    cdef int kind, state
    cdef const void* chars
    cdef Char c
    for number in range(len(pieces)):
        piece = <tuple>pieces[number]
        start, text, causes = piece[0], piece[2], piece[3]
        size = len(text)
        if not size:
            found.append(piece)
            continue
        kind, chars = PyUnicode_KIND(text), PyUnicode_DATA(text)
        i = at = 0
        if goes_on:
            while i < size and is_white(PyUnicode_READ(kind, chars, i)):
                i += 1
            goes_on = i == size
            if i and not causes:
                found.append(piece_of(start, start + i, "", of_run))
            elif i and piece[1] > start:
                found.append(piece_of(start, piece[1], "", causes + of_run))
            at = i
        while i < size:
            c = PyUnicode_READ(kind, chars, i)
            if not is_white(c):
                i += 1
                continue
            low = i
            while i < size and is_white(PyUnicode_READ(kind, chars, i)):
                i += 1
            state = how_it_goes_on(pieces, number) if i == size else STOPS
            is_margin = (not parts and not low) or state == TO_END
            if c == 32 and i == low + 1 and not is_margin and state == STOPS:
                continue
            if state == CUT_UP or (causes and (low or i < size)):
                return None
            of_run = MARGINS if is_margin else CAUSES
            goes_on = state == GOES_ON or state == TO_END
            part = "" if is_margin else " "
            if low > at:
                parts.append(PyUnicode_Substring(text, at, low))
                found.append(piece_of(start + at, start + low, parts[len(parts) - 1], NOTHING_DONE))
            if not causes:
                found.append(piece_of(start + low, start + i, part, of_run))
            elif part or piece[1] > start:
                found.append(piece_of(start, piece[1], part, causes + of_run))
            if part:
                parts.append(part)
            at = i
        if not at:
            found.append(piece)
            parts.append(text)
        elif at < size:
            part = PyUnicode_Substring(text, at, size)
            found.append(piece_of(start + at, start + size, part, NOTHING_DONE))
            parts.append(part)
    return trace_of(found, parts)
