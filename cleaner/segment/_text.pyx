# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True
"""Which lines of a flat text belong together: what text.py says, over plain arrays."""

from cpython.unicode cimport (
    PyUnicode_DATA,
    PyUnicode_KIND,
    PyUnicode_READ,
    PyUnicode_Substring,
    Py_UNICODE_ISALNUM,
    Py_UNICODE_ISDECIMAL,
    Py_UNICODE_ISLOWER,
    Py_UNICODE_ISSPACE,
)
from libc.stdint cimport uint16_t, uint32_t
from libc.stdlib cimport free, realloc

from cleaner.page import Block, Container, Head
from cleaner.segment import text as twin
from cleaner.segment import columns, widths
from cleaner.segment.gather import Segmented
from cleaner.trace import Piece, Trace

from cleaner._slots cimport (
    BLOCK_ANCHORS,
    BLOCK_CONTAINER,
    BLOCK_INDEX,
    BLOCK_KIND,
    BLOCK_LINKED,
    BLOCK_MARKS,
    BLOCK_TRACE,
    BLOCK_VERDICT,
    TRACE_PIECES,
    TRACE_TEXT,
    block_new,
    piece_new,
    slot_put,
    slots_prepare,
    trace_new,
)

ctypedef unsigned int Char

ctypedef const unsigned char narrow_char
ctypedef const uint16_t wide_char

ctypedef fused Letter:
    narrow_char
    wide_char
    const uint32_t

cdef enum: IS_END = 1, IS_CLOSER = 2, IS_QUOTE = 4, IS_OPENER = 8, IS_BULLET = 16, IS_GLUED = 32, IS_STOP = 64
cdef unsigned char[65536] FLAGS
cdef int LONG = twin.LONG, LABEL = twin.LABEL, HALVES = twin.HALVES, WIDEST = widths.WIDEST, WRAPPED = widths.WRAPPED, ADDRESS = widths.ADDRESS
cdef double FEW = widths.FEW
cdef tuple JOINED = twin.JOINED
cdef tuple NOTHING_DONE = ()
cdef str LINE = "line"
cdef object ZERO = 0
slots_prepare(Block, Trace, Container, Piece)

for characters, flag in (
    (twin.ENDS, IS_END), (twin.CLOSERS, IS_CLOSER), (twin.QUOTES, IS_QUOTE), (twin.OPENERS, IS_OPENER),
    (columns.BULLETS, IS_BULLET), (twin.CLOSERS - twin.SPACED, IS_GLUED), (twin.STOPS, IS_STOP),
):
    for character in characters:
        FLAGS[ord(character)] |= flag


cdef struct Span:
    Py_ssize_t start
    Py_ssize_t end
    bint blank   # a blank line stands below it
    bint wraps   # it was wrapped at a fixed width


cdef bint is_byte(Letter* chars, Py_ssize_t i, Py_ssize_t size) noexcept:
    """Whether U+0085 is a byte of UTF-8 that was read as Latin-1 (text.py, _LINE)."""
    cdef Char before = chars[i - 1] if i else 0
    if 0xC2 <= before <= 0xDF:
        return True
    if 0xE0 <= before <= 0xF4:
        return i + 1 < size and 0x80 <= chars[i + 1] <= 0xBF
    return 0x80 <= before <= 0xBF and i > 1 and 0xE0 <= chars[i - 2] <= 0xF4


cdef enum: STRETCH = 32


cdef inline bint breaks(Char c) noexcept:
    """Whether a line ends with this character (text.py, _LINE)."""
    return (10 <= c) & (c < 14) | (c == 0x85) | (c == 0x2028) | (c == 0x2029)


cdef Py_ssize_t line_end(Letter* chars, Py_ssize_t i, Py_ssize_t size) noexcept:
    """Where the line that `i` stands in ends."""
    i = next_break(chars, i, size)
    while i < size and chars[i] == 0x85 and is_byte(chars, i, size):
        i = next_break(chars, i + 1, size)
    return i


cdef Py_ssize_t next_break(Letter* chars, Py_ssize_t i, Py_ssize_t size) noexcept:
    """Where the next such character is. A stretch is passed over without a choice for each of its characters."""
    cdef Py_ssize_t k
    cdef unsigned char found
    while i + STRETCH <= size:
        found = 0
        for k in range(i, i + STRETCH):
            if Letter is narrow_char:
                found |= (<unsigned char>(chars[k] - 10) < 4) | (chars[k] == 0x85)
            elif Letter is wide_char:
                found |= (<uint16_t>(chars[k] - 10) < 4) | (chars[k] == 0x85) | ((chars[k] | 1) == 0x2029)
            else:
                found |= breaks(chars[k])
        if found:
            break
        i += STRETCH
    while i < size and not breaks(chars[i]):
        i += 1
    return i


def segment(str source):
    """The paragraphs of a flat text, as text.segment has them. Linear in its length."""
    cdef Joints joints = Joints(source)
    joints.read_lines()
    if joints.torn:
        joints.forget_blanks()
    joints.find_width()
    if joints.width is None:
        joints.torn = joints.torn or joints.is_broken()
        joints.find_wrapped()
    return joints.result()


cdef class Joints:
    """The lines of a page, and where they go on with one another."""
    cdef str source
    cdef int kind
    cdef const void* chars
    cdef Py_ssize_t size, count
    cdef Span* lines
    cdef bint torn
    cdef object width   # of the whole text, None where it has none

    def __cinit__(self, str source):
        self.source = source
        self.kind = PyUnicode_KIND(source)
        self.chars = PyUnicode_DATA(source)
        self.size = len(source)

    def __dealloc__(self):
        free(self.lines)

    cdef inline Char at(self, Py_ssize_t i) noexcept:
        return PyUnicode_READ(self.kind, self.chars, i)

    cdef inline bint has(self, Py_ssize_t i, int flag) noexcept:
        cdef Char c = PyUnicode_READ(self.kind, self.chars, i)
        return c < 65536 and FLAGS[c] & flag

    cdef int read_lines(self) except -1:
        """Start and end of each line that shows something, without its margins; and whether one shows a torn page."""
        cdef Py_ssize_t i = 0, end, room = 0
        cdef Char c
        cdef int feeds = 1, returns = 0  # a page begins as a line does
        while True:
            while i < self.size:
                c = self.at(i)
                if 32 < c < 128 or not Py_UNICODE_ISSPACE(c):
                    break
                feeds += c == 10
                returns += c == 13
                i += 1
            if i >= self.size:
                return 0
            if self.kind == 1:
                end = line_end(<const unsigned char*>self.chars, i, self.size)
            elif self.kind == 2:
                end = line_end(<const uint16_t*>self.chars, i, self.size)
            else:
                end = line_end(<const uint32_t*>self.chars, i, self.size)
            if self.count == room:
                room = max(2 * room, self.size // 80 + 16)
                self.grow(room)
            if self.count:
                self.lines[self.count - 1].blank = feeds > 1 or returns > 1
            self.torn = self.torn or self.is_torn(i)
            self.lines[self.count] = Span(i, end, False, False)
            while Py_UNICODE_ISSPACE(self.at(self.lines[self.count].end - 1)):
                self.lines[self.count].end -= 1
            self.count += 1
            feeds = returns = 0
            i = end

    cdef int grow(self, Py_ssize_t room) except -1:
        grown = <Span*>realloc(self.lines, room * sizeof(Span))
        if grown == NULL:
            raise MemoryError
        self.lines = grown
        return 0

    cdef inline bint is_torn(self, Py_ssize_t i) noexcept:
        """Whether a line begins with what follows a link (text.py, _TORN)."""
        cdef Char c = self.at(i)
        if c == 44 or c == 46 or c == 59 or c == 41 or c == 93:
            return i + 1 == self.size or Py_UNICODE_ISSPACE(self.at(i + 1))
        return False

    cdef void forget_blanks(self) noexcept:
        """Where a blank line stands between all lines, none says anything (text.py)."""
        cdef Py_ssize_t at
        for at in range(self.count - 1):
            if not self.lines[at].blank:
                return
        for at in range(self.count - 1):
            self.lines[at].blank = False

    cdef bint is_broken(self) noexcept:
        """Whether sentences go on in lower case below lines that do not end one, where no line is blank."""
        cdef Py_ssize_t at
        cdef int halves = 0
        for at in range(self.count - 1):
            if self.lines[at].blank:
                return False
        for at in range(1, self.count):
            if self.lines[at].end - self.lines[at].start >= LONG and Py_UNICODE_ISLOWER(self.at(self.lines[at].start)):
                if self.lines[at - 1].end - self.lines[at - 1].start >= LABEL and self.has(self.lines[at].end - 1, IS_STOP):
                    halves += not self.has(self.lines[at - 1].end - 1, IS_END)
        return halves >= HALVES

    cdef list paragraphs(self, root):
        cdef Py_ssize_t at = 0, size, length
        cdef list blocks = []
        while at < self.count:
            size, length = 1, self.lines[at].end - self.lines[at].start
            while at + size < self.count and self.goes_on(at + size - 1, length):
                length += self.lines[at + size].end - self.lines[at + size].start
                size += 1
            block = block_new()
            slot_put(block, BLOCK_KIND, LINE)
            slot_put(block, BLOCK_CONTAINER, root)
            slot_put(block, BLOCK_TRACE, self.trace(at, size))
            slot_put(block, BLOCK_VERDICT, None)
            slot_put(block, BLOCK_LINKED, ZERO)
            slot_put(block, BLOCK_ANCHORS, ZERO)
            slot_put(block, BLOCK_MARKS, ZERO)
            slot_put(block, BLOCK_INDEX, len(blocks))
            blocks.append(block)
            at += size
        return blocks

    cdef object result(self):
        root = Container("#", None, "", 0)
        return Segmented(self.paragraphs(root), [root], Head())

    cdef bint goes_on(self, Py_ssize_t at, Py_ssize_t length) noexcept:
        """Whether the sentence that line `at` ends with goes on below; `length` is the paragraph's so far."""
        cdef Span* this = &self.lines[at]
        cdef Py_ssize_t start = self.lines[at + 1].start, end = self.lines[at + 1].end
        cdef Char first, last
        if self.has(start, IS_CLOSER) and self.closes(start):
            return not this.blank or length >= LONG
        if this.wraps:
            return True
        if this.blank or self.stands_alone(at):
            return False
        first, last = self.at(start), self.at(this.end - 1)
        if Py_UNICODE_ISLOWER(first):
            return self.is_begun(at, length)
        if not self.torn or length < LONG or end - start >= 2 * LONG:
            return False
        if last == 44 or last == 45 or self.has(this.end - 1, IS_OPENER) or last == 0x2013 or last == 0x2014:
            return True
        return Py_UNICODE_ISLOWER(last) and (Py_UNICODE_ISALNUM(first) or self.has(start, IS_OPENER)) and self.continues(at + 2)

    cdef bint is_begun(self, Py_ssize_t at, Py_ssize_t length) noexcept:
        cdef Py_ssize_t start = self.lines[at + 1].start, end = self.lines[at + 1].end
        if self.torn:
            return length > 12 or self.at(self.lines[at].end - 1) == 44 or self.comes_to_something(at + 1)
        return length >= LONG and (end - start >= LONG or self.has(end - 1, IS_END))

    cdef bint closes(self, Py_ssize_t start) noexcept:
        """Whether a line that begins with a closer begins with what only ends something."""
        cdef Char first = self.at(start)
        cdef Py_ssize_t left = self.size - start - 1
        cdef Char second = self.at(start + 1) if left > 0 else 32
        cdef Char third = self.at(start + 2) if left > 1 else 0
        if first == 0x2026 or (first == 46 and third == 46 and (second == 46 or second == 32)):
            return False
        if self.has(start, IS_QUOTE) and left > 1:
            return self.has(start + 1, IS_CLOSER) or (Py_UNICODE_ISSPACE(second) and Py_UNICODE_ISLOWER(third))
        if first == 41 or first == 93 or first == 37:
            return not Py_UNICODE_ISALNUM(second)
        return Py_UNICODE_ISSPACE(second) or self.has(start + 1, IS_CLOSER)

    cdef bint stands_alone(self, Py_ssize_t at) noexcept:
        """Whether the line is over, or the next is an item of a list, or either a row of a table."""
        cdef Py_ssize_t high = self.lines[at].end, before
        cdef Char last = self.at(high - 1)
        if self.has(high - 1, IS_END):
            return True
        if last == 0x201C or last == 0x2018:
            before = self.at(high - 2 if high > 1 else self.size - 1)
            if before == 46 or before == 33 or before == 63 or before == 0x2026 or before == 44:
                return True
        return self.is_item(at + 1) or self.is_row(at) or self.is_row(at + 1)

    cdef bint is_item(self, Py_ssize_t at) noexcept:
        """Whether a line begins with a bullet (text.py, _BULLET)."""
        cdef Py_ssize_t start = self.lines[at].start, left = self.lines[at].end - self.lines[at].start
        if left < 2:
            return False
        cdef Char first = self.at(start), second = self.at(start + 1), third = self.at(start + 2) if left > 2 else 0
        if (first == 47 and second == 47) or (first == 45 and second == 45):
            return True
        if Py_UNICODE_ISSPACE(second):
            if self.has(start, IS_BULLET):
                return True
            return first == 111 and left > 2 and (65 <= third <= 90 or Py_UNICODE_ISDECIMAL(third))
        if second == 41 and 97 <= first <= 122:
            return left > 2 and Py_UNICODE_ISSPACE(third)
        if not Py_UNICODE_ISDECIMAL(first):
            return False
        if second == 46 or second == 41:
            return left > 2 and Py_UNICODE_ISSPACE(third)
        return left > 3 and Py_UNICODE_ISDECIMAL(second) and (third == 46 or third == 41) and Py_UNICODE_ISSPACE(self.at(start + 3))

    cdef bint is_row(self, Py_ssize_t at) noexcept:
        """Whether a line has columns: a tab or three spaces behind something."""
        cdef Py_ssize_t i, end = self.lines[at].end
        cdef Char c
        for i in range(self.lines[at].start + 1, end - 1):
            c = self.at(i)
            if c == 9 or (c == 32 and self.at(i + 1) == 32 and i + 2 < end and self.at(i + 2) == 32):
                if not Py_UNICODE_ISSPACE(self.at(i - 1)):
                    return True
        return False

    cdef bint continues(self, Py_ssize_t at) noexcept:
        if at >= self.count:
            return False
        return Py_UNICODE_ISLOWER(self.at(self.lines[at].start)) or self.has(self.lines[at].start, IS_CLOSER)

    cdef bint comes_to_something(self, Py_ssize_t at) noexcept:
        cdef Py_ssize_t i
        for i in range(at, min(at + 3, self.count)):
            if not self.continues(i):
                return False
            if self.lines[i].end - self.lines[i].start >= LONG:
                return True
        return False

    cdef int find_width(self) except -1:
        """Whether the whole text was wrapped at a fixed width: asked closely where few lines are longer than any."""
        cdef Py_ssize_t at, size, longer = 0, total = 0
        for at in range(self.count):
            total += self.lines[at].end - self.lines[at].start
        if self.torn or not self.count:
            return 0
        for at in range(self.count):
            size = self.lines[at].end - self.lines[at].start
            if size > ADDRESS or (size > WIDEST and not self.has_address(self.lines[at].start, self.lines[at].end)):
                longer += size
                if longer > FEW * total:
                    return 0
        cdef list blank = [self.lines[at].blank for at in range(self.count - 1)]
        self.width = widths.find_width(self.source, self.spans(0, self.count), blank)
        if self.width is not None:
            for at, goes_on in enumerate(self.width.wraps):
                self.lines[at].wraps = goes_on
        return 0

    cdef bint has_address(self, Py_ssize_t start, Py_ssize_t end) noexcept:
        cdef Py_ssize_t i
        for i in range(start, end - 2):
            if self.at(i) == 58 and self.at(i + 1) == 47 and self.at(i + 2) == 47:
                return True
        return False

    cdef list spans(self, Py_ssize_t at, Py_ssize_t size):
        cdef Py_ssize_t i
        return [(self.lines[i].start, self.lines[i].end) for i in range(at, at + size)]

    cdef void find_wrapped(self) noexcept:
        """Of each line but the last, whether it was wrapped at a fixed width: the next line's first word had no room."""
        cdef Py_ssize_t i, at, begin = 0
        for at in range(self.count):
            if at + 1 < self.count and not self.lines[at].blank:
                continue
            if at + 1 - begin >= WRAPPED and self.is_wrapped(begin, at + 1):
                for i in range(begin, at):
                    self.lines[i].wraps = True
            begin = at + 1

    cdef bint is_wrapped(self, Py_ssize_t begin, Py_ssize_t stop) noexcept:
        cdef Py_ssize_t i, word, width = 0, lower = 0
        for i in range(begin, stop):
            width = max(width, self.lines[i].end - self.lines[i].start)
        if not LONG <= width <= WIDEST:
            return False
        for i in range(begin, stop - 1):
            word = self.lines[i + 1].start
            while word < self.lines[i + 1].end and self.at(word) != 32:
                word += 1
            if self.lines[i].end - self.lines[i].start + 1 + word - self.lines[i + 1].start <= width or self.is_item(i + 1):
                return False
            lower += Py_UNICODE_ISLOWER(self.at(self.lines[i + 1].start))
        return 2 * lower >= stop - begin - 1

    cdef inline str space(self, Py_ssize_t last, Py_ssize_t first):
        """What parts two words whose line was broken between them: nothing in scripts without spaces."""
        if self.at(last) < 0xE00 or self.at(first) < 0xE00:
            return " "
        return "" if columns.is_unspaced(self.source[last]) and columns.is_unspaced(self.source[first]) else " "

    cdef object trace(self, Py_ssize_t at, Py_ssize_t size):
        cdef Py_ssize_t i, low, high = self.lines[at].end
        cdef str text = PyUnicode_Substring(self.source, self.lines[at].start, high)
        piece = piece_new(self.lines[at].start, high, text, NOTHING_DONE)
        if size == 1:
            found = trace_new()
            slot_put(found, TRACE_PIECES, (piece,))
            slot_put(found, TRACE_TEXT, text)
            return found
        if self.width is not None:
            return twin.join(self.source, self.spans(at, size), self.width)
        cdef list pieces = [piece], texts = [text]
        for i in range(at + 1, at + size):
            low = self.lines[i].start
            glue = "" if self.has(low, IS_GLUED) or self.has(high - 1, IS_OPENER) else self.space(high - 1, low)
            pieces.append(piece_new(high, low, glue, JOINED))
            high = self.lines[i].end
            text = PyUnicode_Substring(self.source, low, high)
            pieces.append(piece_new(low, high, text, NOTHING_DONE))
            texts += (glue, text)
        found = trace_new()
        slot_put(found, TRACE_PIECES, tuple(pieces))
        slot_put(found, TRACE_TEXT, "".join(texts))
        return found
