# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True
"""What of a page is kept, and the texts of its blocks (page.kept_of and the like): what every stage asks."""

from cleaner.page import Block, Container
from cleaner.trace import Piece, Trace

from cleaner._slots cimport (
    BLOCK_KIND,
    BLOCK_MARKS,
    BLOCK_TRACE,
    BLOCK_VERDICT,
    TRACE_TEXT,
    block_slot,
    slots_prepare,
    trace_slot,
)

slots_prepare(Block, Trace, Container, Piece)


cdef inline bint is_kept(block):
    verdict = block_slot(block, BLOCK_VERDICT)
    if verdict is None:
        return True
    return (<tuple>verdict)[0] if isinstance(verdict, tuple) else verdict.keep


def kept_of(list blocks):
    cdef list found = []
    for block in blocks:
        if is_kept(block) and trace_slot(block_slot(block, BLOCK_TRACE), TRACE_TEXT):
            found.append(block)
    return found


def texts_of(list blocks):
    """The text of each block (page.texts_of)."""
    return [trace_slot(block_slot(block, BLOCK_TRACE), TRACE_TEXT) for block in blocks]


def size_of(list blocks):
    """How many characters they have (page.size_of)."""
    cdef Py_ssize_t size = 0
    for block in blocks:
        size += len(<str>trace_slot(block_slot(block, BLOCK_TRACE), TRACE_TEXT))
    return size


def blocks_marked(list blocks, unsigned long long marks):
    """Those with one of the marks (page.blocks_marked)."""
    cdef list found = []
    for block in blocks:
        if <unsigned long long>block_slot(block, BLOCK_MARKS) & marks:
            found.append(block)
    return found


def blocks_of(list blocks, str kind):
    """Those of a kind (page.blocks_of)."""
    cdef list found = []
    for block in blocks:
        if <str>block_slot(block, BLOCK_KIND) == kind:
            found.append(block)
    return found


def text_of(list blocks):
    cdef list found = []
    for block in blocks:
        if is_kept(block):
            text = trace_slot(block_slot(block, BLOCK_TRACE), TRACE_TEXT)
            if text:
                found.append(text)
    return "\n".join(found)
