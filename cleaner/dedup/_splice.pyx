# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True
"""The same as splice.py says, on the JSON that `account.py` writes; any other is left to it."""

from cpython.bytes cimport PyBytes_AS_STRING, PyBytes_GET_SIZE
from cpython.mem cimport PyMem_Free, PyMem_Malloc

from libc.string cimport memchr, memcmp, memcpy

from cleaner.dedup import splice as twin
from cleaner.wire import encode_row

cdef int DIGITS = 15
cdef bytes AFTER = b"; after "


cdef struct Reader:
    const char* at
    const char* end


cdef struct Span:
    Py_ssize_t start, end


cdef inline bint takes(Reader* reader, const char* what, Py_ssize_t size) noexcept:
    """Whether this stands next; if so it is read."""
    if reader.end - reader.at < size or memcmp(reader.at, what, size) != 0:
        return False
    reader.at += size
    return True


cdef inline Py_ssize_t number(Reader* reader) noexcept:
    """The digits that stand next; -1 where there are none, or too many."""
    cdef const char* start = reader.at
    cdef Py_ssize_t value = 0
    while reader.at < reader.end and 48 <= reader.at[0] <= 57:
        value = 10 * value + reader.at[0] - 48
        reader.at += 1
        if reader.at - start > DIGITS:
            return -1
    return value if reader.at > start else -1


cdef inline bint string(Reader* reader) noexcept:
    """Read up to the quote that ends a string; False where none does."""
    cdef const char* quote
    cdef const char* before
    while True:
        quote = <const char*>memchr(reader.at, 34, reader.end - reader.at)
        if quote is NULL:
            return False
        before = quote
        while before > reader.at and before[-1] == 92:
            before -= 1
        reader.at = quote + 1
        if not (quote - before) & 1:
            return True


cdef class Merge:
    """New edits, written as the old ones and the pieces are read side by side."""
    cdef Reader edits, pieces
    cdef char* out
    cdef Py_ssize_t size, removed
    cdef bytes rule, note
    cdef dict changed
    cdef Span piece, last
    cdef bint has_piece, fails

    def __cinit__(self, bytes edits, bytes pieces, bytes rule, bytes note):
        cdef Py_ssize_t most
        self.edits = Reader(PyBytes_AS_STRING(edits), PyBytes_AS_STRING(edits) + PyBytes_GET_SIZE(edits))
        self.pieces = Reader(PyBytes_AS_STRING(pieces), PyBytes_AS_STRING(pieces) + PyBytes_GET_SIZE(pieces))
        self.rule, self.note, self.changed = rule, note, {}
        self.size = self.removed = 0
        self.last = Span(-1, -1)
        self.fails = False
        # a piece takes six bytes at least; what is said after the note was in the edits, and goes from there
        most = len(edits) + (len(pieces) // 6 + 1) * (64 + 2 * DIGITS + len(rule) + len(note) + len(AFTER))
        self.out = <char*>PyMem_Malloc(most)
        if self.out is NULL:
            raise MemoryError

    def __dealloc__(self):
        PyMem_Free(self.out)

    cdef bytes merged(self):
        """The new edits; None where something is not as we write it."""
        if not takes(&self.edits, b"[", 1) or not takes(&self.pieces, b"[", 1):
            return None
        self.next_piece()
        if not takes(&self.edits, b"]", 1):
            while not self.fails:
                self.one_edit()
                if not takes(&self.edits, b",", 1):
                    break
            if not takes(&self.edits, b"]", 1):
                return None
        while self.has_piece and not self.fails:
            self.put_piece(NULL, 0)
        if self.fails or self.edits.at != self.edits.end or self.pieces.at != self.pieces.end:
            return None
        self.put(b"]" if self.size else b"[]", 1 if self.size else 2)
        return self.out[:self.size]

    cdef int one_edit(self) except -1:
        """Read an edit, and write what comes before it, and itself if it stays."""
        cdef const char* start = self.edits.at
        cdef const char* rule
        cdef Py_ssize_t named
        cdef bint rewrites = False
        cdef Span span
        self.fails = True
        if not takes(&self.edits, b'{"start":', 9):
            return 0
        span.start = number(&self.edits)
        if span.start < 0 or not takes(&self.edits, b',"end":', 7):
            return 0
        span.end = number(&self.edits)
        if span.end < 0 or not takes(&self.edits, b',"rule":"', 9):
            return 0
        rule = self.edits.at
        if not string(&self.edits):
            return 0
        named = self.edits.at - 1 - rule
        if memchr(rule, 92, named) is not NULL:
            return 0
        if takes(&self.edits, b',"note":"', 9) and not string(&self.edits):
            return 0
        if takes(&self.edits, b',"text":"', 9):
            rewrites = not takes(&self.edits, b'"', 1)
            if rewrites and not string(&self.edits):
                return 0
        if not takes(&self.edits, b"}", 1):
            return 0
        self.fails = False
        while self.has_piece and is_before(self.piece, span) and not self.fails:
            self.put_piece(NULL, 0)
        if rewrites:
            said = rule[:named].decode()
            self.changed[said] = self.changed.get(said, 0) + span.end - span.start
            if self.has_piece and self.piece.start == span.start and self.piece.end == span.end:
                self.put_piece(rule, named)
            else:
                self.fails = True
            return 0
        if self.has_piece and not is_before(span, self.piece):
            self.fails = True
        self.begin(span)
        self.put(start, self.edits.at - start)
        return 0

    cdef void put_piece(self, const char* rule, Py_ssize_t named) noexcept:
        """Write the edit that removes a piece, after a rule that had rewritten it, and read the next piece."""
        self.begin(self.piece)
        self.removed += self.piece.end - self.piece.start
        self.put(b'{"start":', 9)
        self.put_number(self.piece.start)
        self.put(b',"end":', 7)
        self.put_number(self.piece.end)
        self.put(b',"rule":"', 9)
        self.put(PyBytes_AS_STRING(self.rule), PyBytes_GET_SIZE(self.rule))
        self.put(b'","note":"', 10)
        self.put(PyBytes_AS_STRING(self.note), PyBytes_GET_SIZE(self.note))
        if rule is not NULL:
            self.put(PyBytes_AS_STRING(AFTER), PyBytes_GET_SIZE(AFTER))
            self.put(rule, named)
        self.put(b'"}', 2)
        self.next_piece()

    cdef void next_piece(self) noexcept:
        """Read the next piece that has characters of the source."""
        cdef Span span
        self.has_piece = False
        while not takes(&self.pieces, b"]", 1):
            if not takes(&self.pieces, b"[", 1):
                self.fails = True
                return
            span.start = number(&self.pieces)
            if span.start < 0 or not takes(&self.pieces, b",", 1):
                self.fails = True
                return
            span.end = number(&self.pieces)
            if span.end < 0 or (takes(&self.pieces, b',"', 2) and not string(&self.pieces)):
                self.fails = True
                return
            if not takes(&self.pieces, b"]", 1):
                self.fails = True
                return
            takes(&self.pieces, b",", 1)
            if span.start < span.end:
                self.piece, self.has_piece = span, True
                return

    cdef inline void begin(self, Span span) noexcept:
        """What stands before an edit; edits must come in order."""
        if not is_before(self.last, span):
            self.fails = True
        self.last = span
        self.put(b"," if self.size else b"[", 1)

    cdef inline void put(self, const char* chars, Py_ssize_t size) noexcept:
        """Add letters; there is room for all there can be."""
        memcpy(self.out + self.size, chars, size)
        self.size += size

    cdef inline void put_number(self, Py_ssize_t value) noexcept:
        cdef char[20] digits
        cdef int at = 20
        while True:
            at -= 1
            digits[at] = <char>(48 + value % 10)
            value //= 10
            if not value:
                break
        self.put(digits + at, 20 - at)


cdef inline bint is_before(Span one, Span other) noexcept:
    return one.start < other.start or (one.start == other.start and one.end < other.end)


def splice(bytes edits, bytes pieces, str rule, str note):
    """Edits with one more for each piece, in order (splice.splice)."""
    cdef Merge merge = Merge(edits, pieces, encode_row(rule)[1:-2], encode_row(note)[1:-2])
    found = merge.merged()
    return twin.splice(edits, pieces, rule, note) if found is None else (found, merge.removed, merge.changed)
