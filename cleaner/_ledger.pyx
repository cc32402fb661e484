# cython: language_level=3, boundscheck=True, wraparound=False, cdivision=True
"""The same as ledger.py says: what becomes of each piece, whether the pieces keep their promises, what rows add up to."""

from cpython.unicode cimport (
    PyUnicode_DATA,
    PyUnicode_KIND,
    PyUnicode_READ,
    PyUnicode_Tailmatch,
    Py_UNICODE_ISSPACE,
)

from cleaner import ledger as twin
from cleaner.page import Block, Container
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

cdef object edit_of = twin.edit_of
slots_prepare(Block, Trace, Container, Piece)


def read_pieces(list blocks, str source):
    """Pieces, edits, and how many characters were removed and rewritten (ledger.read_pieces)."""
    cdef list pieces = [], edits = []
    cdef tuple piece, run
    cdef Py_ssize_t removed = 0, rewritten = 0, last = -1, start, end, size = len(source)
    cdef int kind = PyUnicode_KIND(source)
    cdef const void* chars = PyUnicode_DATA(source)
    cdef dict edit
    for block in blocks:
        trace = block_slot(block, BLOCK_TRACE)
        verdict = block_slot(block, BLOCK_VERDICT)
        run = trace_slot(trace, TRACE_PIECES)
        if verdict is not None and not verdict.keep:
            removed += remove(run, verdict.rule, verdict.note, edits)
            continue
        if not trace_slot(trace, TRACE_TEXT):  # kept, but its editors left nothing of it
            for item in run:
                piece = <tuple>item
                start, end = piece[0], piece[1]
                removed += end - start
                if start < end:
                    edits.append(edit_of(piece))
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
                edits.append(edit_of(piece))
        last = run[len(run) - 1][1]
    return pieces, edits, removed, rewritten


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


cdef Py_ssize_t remove(tuple run, str rule, str note, list edits) except -1:
    """An edit for each stretch of a block that is not kept; returns how many characters they have."""
    cdef Py_ssize_t removed = 0, start, end, low, high
    cdef tuple piece
    if not run:
        return 0
    piece = <tuple>run[0]
    low, high = piece[0], piece[1]
    for item in run[1:]:
        piece = <tuple>item
        start, end = piece[0], piece[1]
        if start == high:
            high = end
            continue
        if low < high:
            edits.append(removal(low, high, rule, note))
            removed += high - low
        low, high = start, end
    if low < high:
        edits.append(removal(low, high, rule, note))
        removed += high - low
    return removed


cdef dict removal(Py_ssize_t start, Py_ssize_t end, str rule, str note):
    if note:
        return {"start": start, "end": end, "rule": rule, "note": note}
    return {"start": start, "end": end, "rule": rule}


def holds(list blocks, str source, bint is_text):
    """Whether the pieces keep the promises cover and verbatim; account.check says which they break."""
    cdef Py_ssize_t at = 0, start, end, size = len(source)
    cdef str text
    cdef tuple piece
    for block in blocks:
        for item in <tuple>trace_slot(block_slot(block, BLOCK_TRACE), TRACE_PIECES):
            piece = <tuple>item
            start, end, text = piece[0], piece[1], piece[2]
            if not at <= start <= end <= size:
                return False
            if not piece[3]:
                if len(text) != end - start:
                    return False
                if text and PyUnicode_Tailmatch(source, text, start, end, -1) != 1:
                    return False
            if is_text and not is_blank(source, at, start):
                return False
            at = end
    return not is_text or is_blank(source, at, size)


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
