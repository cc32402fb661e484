# cython: language_level=3, boundscheck=True, wraparound=False, cdivision=True
"""The same as ledger.py says: what becomes of each piece, whether the pieces keep their promises, what rows add up to."""

from cpython.bytes cimport PyBytes_AS_STRING, PyBytes_GET_SIZE
from cpython.mem cimport PyMem_Free, PyMem_Realloc
from cpython.unicode cimport (
    PyUnicode_DATA,
    PyUnicode_GET_LENGTH,
    PyUnicode_KIND,
    PyUnicode_READ,
    PyUnicode_Tailmatch,
    Py_UNICODE_ISSPACE,
)

from libc.stdint cimport int64_t, uint8_t, uint16_t
from libc.string cimport memcmp, memcpy

from cleaner import ledger as twin
from cleaner.page import Block, Container, Verdict
from cleaner.spanned import Spanned
from cleaner.trace import Piece, Trace

from cleaner._slots cimport (
    BLOCK_TRACE,
    BLOCK_VERDICT,
    TRACE_PIECES,
    TRACE_TEXT,
    block_slot,
    slots_prepare,
    trace_slot,
)

ctypedef unsigned int Char

cdef object edit_of = twin.edit_of
slots_prepare(Block, Trace, Container, Piece)


def read_pieces(list blocks, str source):
    """Pieces, edits, and how many characters were removed and rewritten (ledger.read_pieces)."""
    cdef Edits edits = Edits(False)
    cdef tuple found = read(blocks, source, edits)
    return found[0], edits.rows, found[1], found[2]


def pack_pieces(list blocks, str source):
    """The same with the edits as JSON, and what ledger.by_rule says of them; None where JSON cannot hold one."""
    cdef Edits edits = Edits(True)
    cdef tuple found = read(blocks, source, edits)
    if edits.fails:
        return None
    written = edits.closed()
    return found[0], written, found[1], found[2], (edits.removed, edits.changed, edits.numbers)


cdef tuple read(list blocks, str source, Edits edits):
    cdef list pieces = []
    cdef tuple piece, run, said
    cdef Py_ssize_t removed = 0, rewritten = 0, last = -1, start, end, size = len(source)
    cdef int kind = PyUnicode_KIND(source)
    cdef const void* chars = PyUnicode_DATA(source)
    for block in blocks:
        trace = block_slot(block, BLOCK_TRACE)
        verdict = block_slot(block, BLOCK_VERDICT)
        if verdict is not None:
            said = <tuple>verdict if type(verdict) is Verdict else (verdict.keep, verdict.rule, verdict.note)
            if not said[0]:
                if type(trace) is Spanned:
                    removed += edits.remove_spans(trace.spans, said[1], said[2])
                else:
                    removed += edits.remove(trace_slot(trace, TRACE_PIECES), said[1], said[2])
                continue
        run = trace_slot(trace, TRACE_PIECES)
        if not trace_slot(trace, TRACE_TEXT):  # kept, but its editors left nothing of it
            for item in run:
                piece = <tuple>item
                start, end = piece[0], piece[1]
                removed += end - start
                if start < end:
                    edits.explain(piece)
            continue
        if last >= 0:
            if last < size and PyUnicode_READ(kind, chars, last) == 10 and last + 1 <= <Py_ssize_t>run[0][0]:
                append(pieces, last, last + 1)
            else:
                pieces.append([last, last, "\n"])
        for item in run:
            piece = <tuple>item
            start, end = piece[0], piece[1]
            if not piece[3]:
                append(pieces, start, end)
                continue
            if piece[2]:
                pieces.append([start, end, piece[2]])
                rewritten += end - start
            else:
                removed += end - start
            if start < end:
                edits.explain(piece)
        last = run[len(run) - 1][1]
    return pieces, removed, rewritten


cdef int append(list pieces, Py_ssize_t start, Py_ssize_t end) except -1:
    """Add a verbatim span, joined to the one before where they touch."""
    cdef list before
    if pieces:
        before = <list>pieces[len(pieces) - 1]
        if len(before) == 2 and <Py_ssize_t>before[1] == start:
            before[1] = end
            return 0
    if start < end:
        pieces.append([start, end])
    return 0


cdef class Edits:
    """What did not arrive unchanged: as rows, or as JSON with sums by rule."""
    cdef bint packed, fails
    cdef list rows
    cdef dict removed, changed, numbers
    cdef str rule  # of the last edits, how many characters and edits of it are not in the sums yet, and in which
    cdef dict sums
    cdef Py_ssize_t length, count
    cdef char* chars
    cdef Py_ssize_t size, room

    def __init__(self, bint packed):
        self.packed, self.fails = packed, False
        self.rows, self.removed, self.changed, self.numbers = [], {}, {}, {}
        self.rule, self.sums = None, None
        self.length = self.count = 0
        self.chars = NULL
        self.size = self.room = 0

    def __dealloc__(self):
        PyMem_Free(self.chars)

    cdef Py_ssize_t remove(self, tuple run, str rule, str note) except -1:
        """An edit for each stretch of a block that is not kept; returns how many characters they have."""
        cdef Py_ssize_t removed = 0, start, end, low, high, place
        cdef tuple piece
        if not run:
            return 0
        piece = <tuple>run[0]
        low, high = piece[0], piece[1]
        for place in range(1, len(run)):
            piece = <tuple>run[place]
            start, end = piece[0], piece[1]
            if start == high:
                high = end
                continue
            if low < high:
                self.add(low, high, rule, note, None)
                removed += high - low
            low, high = start, end
        if low < high:
            self.add(low, high, rule, note, None)
            removed += high - low
        return removed

    cdef Py_ssize_t remove_spans(self, bytes spans, str rule, str note) except -1:
        """The same for the stretches of a menu, whose pieces need not be made for this."""
        cdef Py_ssize_t removed = 0, place, low, count = PyBytes_GET_SIZE(spans) // <Py_ssize_t>sizeof(int64_t)
        cdef const int64_t* edges = <const int64_t*>PyBytes_AS_STRING(spans)
        low = edges[0] if count else 0
        for place in range(0, count, 2):
            if place + 2 < count and edges[place + 2] == edges[place + 1]:
                continue
            if low < edges[place + 1]:
                self.add(low, edges[place + 1], rule, note, None)
                removed += edges[place + 1] - low
            low = edges[place + 2] if place + 2 < count else 0
        return removed

    cdef int explain(self, tuple piece) except -1:
        """The edit that tells why a piece differs from its source."""
        cdef tuple causes = <tuple>piece[3], cause
        cdef dict row
        if self.packed and len(causes) == 1:
            cause = <tuple>causes[0]
            return self.add(piece[0], piece[1], cause[0], cause[1], piece[2])
        row = edit_of(piece)
        if self.packed:
            return self.add(piece[0], piece[1], row["rule"], row.get("note"), row.get("text"))
        self.rows.append(row)
        return 0

    cdef int add(self, Py_ssize_t start, Py_ssize_t end, str rule, str note, str text) except -1:
        cdef dict sums = self.changed if text else self.removed
        if not self.packed:
            if note:
                self.rows.append({"start": start, "end": end, "rule": rule, "note": note})
            else:
                self.rows.append({"start": start, "end": end, "rule": rule})
            return 0
        if rule is not self.rule or sums is not self.sums:
            self.add_up()
            self.rule, self.sums = rule, sums
        self.length += end - start
        self.count += 1
        self.make_room(128 + 6 * (len(rule) + (len(note) if note else 0) + (len(text) if text else 0)))
        self.put(b',{"start":' if self.size else b'[{"start":', 10)
        self.put_number(start)
        self.put(b',"end":', 7)
        self.put_number(end)
        self.put(b',"rule":', 8)
        self.put_text(rule)
        if note:
            self.put(b',"note":', 8)
            self.put_text(note)
        if text:
            self.put(b',"text":', 8)
            self.put_text(text)
        self.put(b"}", 1)
        return 0

    cdef int add_up(self) except -1:
        """Add the last edits to the sums of their rule."""
        if self.count:
            self.sums[self.rule] = <Py_ssize_t>self.sums.get(self.rule, 0) + self.length
            self.numbers[self.rule] = <Py_ssize_t>self.numbers.get(self.rule, 0) + self.count
            self.length = self.count = 0
        return 0

    cdef bytes closed(self):
        """The JSON array of all edits."""
        self.add_up()
        if not self.size:
            return b"[]"
        self.make_room(1)
        self.put(b"]", 1)
        return self.chars[:self.size]

    cdef int make_room(self, Py_ssize_t more) except -1:
        cdef void* chars
        if self.size + more > self.room:
            self.room = 2 * (self.size + more) + 4096
            chars = PyMem_Realloc(self.chars, self.room)
            if chars is NULL:
                raise MemoryError
            self.chars = <char*>chars
        return 0

    cdef inline void put(self, const char* chars, Py_ssize_t size) noexcept:
        """Add letters; whoever calls has made room."""
        memcpy(self.chars + self.size, chars, size)
        self.size += size

    cdef inline void put_number(self, Py_ssize_t number) noexcept:
        cdef char[24] digits
        cdef unsigned long long left = number
        cdef int at = 24
        while True:
            at -= 1
            digits[at] = <char>(48 + left % 10)
            left //= 10
            if not left:
                break
        self.put(digits + at, 24 - at)

    cdef void put_text(self, str text) noexcept:
        """A string as the JSON library writes it: UTF-8, with as few escapes as may be."""
        cdef int kind = PyUnicode_KIND(text)
        cdef const void* letters = PyUnicode_DATA(text)
        cdef Py_ssize_t i, size = PyUnicode_GET_LENGTH(text)
        cdef Char c
        cdef char* out = self.chars + self.size
        out[0] = 34
        out += 1
        if kind == 1 and is_plain(<const uint8_t*>letters, size):
            memcpy(out, letters, size)
            out[size] = 34
            self.size += size + 2
            return
        for i in range(size):
            c = PyUnicode_READ(kind, letters, i)
            if 32 <= c < 128 and c != 34 and c != 92:
                out[0] = <char>c
                out += 1
            elif c < 128:
                if not c:
                    self.fails = True
                out = escaped(out, c)
            else:
                if 0xD800 <= c < 0xE000:
                    self.fails = True
                out = encoded(out, c)
        out[0] = 34
        self.size = out + 1 - self.chars


cdef inline bint is_plain(const uint8_t* letters, Py_ssize_t size) noexcept:
    """Whether JSON has these characters as they are: without a choice for each, many at a time."""
    cdef Py_ssize_t i
    cdef uint8_t odd = 0
    for i in range(size):
        odd |= (letters[i] < 32) | (letters[i] > 127) | (letters[i] == 34) | (letters[i] == 92)
    return not odd


cdef inline char* escaped(char* out, Char c) noexcept:
    """A quote, a backslash or a control character, written as JSON has it; returns the place behind it."""
    cdef const char* short = b"        btn fr"
    out[0] = 92
    if c == 34 or c == 92:
        out[1] = <char>c
    elif 8 <= c < 14 and c != 11:
        out[1] = short[c]
    else:
        out[1], out[2], out[3] = 117, 48, 48
        out[4], out[5] = 48 + (c >> 4), (48 if c & 15 < 10 else 87) + (c & 15)
        return out + 6
    return out + 2


cdef inline char* encoded(char* out, Char c) noexcept:
    """A character beyond ASCII in UTF-8; returns the place behind it."""
    if c < 0x800:
        out[0], out[1] = <char>(0xC0 | c >> 6), <char>(0x80 | c & 63)
        return out + 2
    if c < 0x10000:
        out[0], out[1], out[2] = <char>(0xE0 | c >> 12), <char>(0x80 | c >> 6 & 63), <char>(0x80 | c & 63)
        return out + 3
    out[0], out[1] = <char>(0xF0 | c >> 18), <char>(0x80 | c >> 12 & 63)
    out[2], out[3] = <char>(0x80 | c >> 6 & 63), <char>(0x80 | c & 63)
    return out + 4


def rebuilds(list pieces, str source, str text):
    """Whether pieces make this text of a source (ledger.rebuilds)."""
    cdef int kind = PyUnicode_KIND(source)
    cdef int shown = PyUnicode_KIND(text)
    cdef const void* chars = PyUnicode_DATA(source)
    cdef const void* letters = PyUnicode_DATA(text)
    cdef Py_ssize_t at = 0, start, end, size = PyUnicode_GET_LENGTH(text), whole = PyUnicode_GET_LENGTH(source)
    cdef list piece
    cdef str written
    for item in pieces:
        piece = <list>item
        if len(piece) == 3:
            written = piece[2]
            start, end = 0, PyUnicode_GET_LENGTH(written)
            if end > size - at:
                return False
            if not same(PyUnicode_KIND(written), PyUnicode_DATA(written), start, shown, letters, at, end):
                return False
            at += end
            continue
        start, end = piece[0], piece[1]
        if not 0 <= start <= end <= whole or end - start > size - at:
            return False
        if not same(kind, chars, start, shown, letters, at, end - start):
            return False
        at += end - start
    return at == size


cdef inline bint same(
    int kind, const void* chars, Py_ssize_t start, int other, const void* letters, Py_ssize_t at, Py_ssize_t size
) noexcept:
    """Whether the same characters stand in two texts, from one place in each on."""
    cdef Py_ssize_t i
    if kind == other:
        return memcmp(<const char*>chars + start * kind, <const char*>letters + at * kind, size * kind) == 0
    if kind == 2 and other == 1:
        return not differ(<const uint8_t*>letters + at, <const uint16_t*>chars + start, size)
    for i in range(size):
        if PyUnicode_READ(kind, chars, start + i) != PyUnicode_READ(other, letters, at + i):
            return False
    return True


def holds(list blocks, str source, bint is_text):
    """Whether the pieces keep the promises cover and verbatim; account.check says which they break."""
    cdef Py_ssize_t at = 0, start, end, size = len(source)
    cdef str text
    cdef tuple piece
    for block in blocks:
        trace = block_slot(block, BLOCK_TRACE)
        if type(trace) is Spanned and not is_text:
            at = after_spans(trace.spans, trace_slot(trace, TRACE_TEXT), source, at)
            if at < 0:
                return False
            continue
        for item in <tuple>trace_slot(trace, TRACE_PIECES):
            piece = <tuple>item
            start, end, text = piece[0], piece[1], piece[2]
            if not at <= start <= end <= size:
                return False
            if not piece[3]:
                if len(text) != end - start:
                    return False
                if not stands_at(source, start, text):
                    return False
            if is_text and not is_blank(source, at, start):
                return False
            at = end
    return not is_text or is_blank(source, at, size)


cdef Py_ssize_t after_spans(bytes spans, str text, str source, Py_ssize_t at) except -2:
    """Where the spans of a menu end, -1 where one begins before `at` or the last, or they are not its text."""
    cdef const int64_t* edges = <const int64_t*>PyBytes_AS_STRING(spans)
    cdef Py_ssize_t place, start, end, done = 0, size = len(source), whole = len(text)
    cdef int kind = PyUnicode_KIND(source), shown = PyUnicode_KIND(text)
    cdef const void* chars = PyUnicode_DATA(source)
    cdef const void* letters = PyUnicode_DATA(text)
    for place in range(0, PyBytes_GET_SIZE(spans) // <Py_ssize_t>sizeof(int64_t), 2):
        start, end = edges[place], edges[place + 1]
        if not at <= start <= end <= size or end - start > whole - done:
            return -1
        if not same(kind, chars, start, shown, letters, done, end - start):
            return -1
        done += end - start
        at = end
    return at if done == whole else -1


cdef bint differ(const uint8_t* narrow, const uint16_t* wide, Py_ssize_t size) noexcept:
    """Whether two texts differ: without a choice for each character, many at a time."""
    cdef Py_ssize_t i
    cdef uint16_t found = 0
    for i in range(size):
        found |= narrow[i] ^ wide[i]
    return found != 0


cdef bint stands_at(str source, Py_ssize_t start, str text) except -1:
    """Whether this text stands at a place of the source, which must have room for it."""
    cdef int kind = PyUnicode_KIND(source), narrow = PyUnicode_KIND(text)
    cdef Py_ssize_t size = len(text)
    cdef const char* chars = <const char*>PyUnicode_DATA(source)
    if kind == narrow:
        return memcmp(chars + start * kind, PyUnicode_DATA(text), size * kind) == 0
    if kind == 2 and narrow == 1:
        return not differ(<const uint8_t*>PyUnicode_DATA(text), <const uint16_t*>chars + start, size)
    return not size or PyUnicode_Tailmatch(source, text, start, start + size, -1) == 1


cdef bint is_blank(str source, Py_ssize_t start, Py_ssize_t end):
    cdef int kind = PyUnicode_KIND(source)
    cdef const void* chars = PyUnicode_DATA(source)
    cdef Py_ssize_t i
    for i in range(start, end):
        if not Py_UNICODE_ISSPACE(PyUnicode_READ(kind, chars, i)):
            return False
    return True


def add_up(list pieces, list edits):
    """How many characters of a row were kept, rewritten and removed."""
    cdef Py_ssize_t kept = 0, rewritten = 0, removed = 0
    for piece in pieces:
        if len(piece) == 2:
            kept += <Py_ssize_t>piece[1] - <Py_ssize_t>piece[0]
        elif len(piece) == 3:
            rewritten += <Py_ssize_t>piece[1] - <Py_ssize_t>piece[0]
    for edit in edits:
        if "text" not in edit:
            removed += <Py_ssize_t>edit["end"] - <Py_ssize_t>edit["start"]
    return kept, rewritten, removed


def count_edits(list edits, removed, changed, Py_ssize_t sign):
    """Add the characters of each edit to its rule's (ledger.count_edits)."""
    cdef dict edit, gone = {}, other = {}, counts
    cdef Py_ssize_t length
    for item in edits:
        edit = <dict>item
        counts = other if edit.get("text") else gone
        rule = edit["rule"]
        length = <Py_ssize_t>edit["end"] - <Py_ssize_t>edit["start"]
        found = counts.get(rule)
        counts[rule] = length if found is None else <Py_ssize_t>found + length
    for counts, counter in ((gone, removed), (other, changed)):
        for rule, length in counts.items():
            counter[rule] += sign * length
