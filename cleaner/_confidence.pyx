# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True
"""How much of a page is doubted: the sums of confidence.py, in one pass over its blocks."""

from cleaner import confidence as twin
from cleaner.page import Block, Container
from cleaner.trace import Piece, Trace

from cleaner._slots cimport (
    BLOCK_INDEX,
    BLOCK_KIND,
    BLOCK_TRACE,
    BLOCK_VERDICT,
    TRACE_TEXT,
    block_slot,
    slots_prepare,
    trace_slot,
)

slots_prepare(Block, Trace, Container, Piece)

cdef double UNKNOWN = twin.UNKNOWN
cdef Py_ssize_t PROSE = twin.PROSE, MOST = twin.MOST


def add_up(list blocks, dict scores):
    """The sums of a page's blocks (confidence.add_up)."""
    cdef double kept = 0, dropped = 0, doubted = 0, missed = 0, prose = 0, worst = 0, chance
    cdef Py_ssize_t stretches = 0, count = 0, longest = 0, size
    cdef bint before = False, is_kept
    for block in blocks:
        size = len(<str>trace_slot(block_slot(block, BLOCK_TRACE), TRACE_TEXT))
        found = scores.get(block_slot(block, BLOCK_INDEX))
        chance = UNKNOWN if found is None else <double>found
        verdict = block_slot(block, BLOCK_VERDICT)
        is_kept = size > 0 and (verdict is None or (<tuple>verdict)[0])
        if is_kept:
            kept += size
            count += 1
            doubted += size * (1 - chance)
            stretches += not before
            longest = max(longest, size)
        else:
            dropped += size
            if <str>block_slot(block, BLOCK_KIND) != "region":
                missed += size * chance
                if size >= PROSE:
                    prose += size
        if 0.2 < chance < 0.8:
            worst += min(size, MOST)
        before = is_kept
    return kept, dropped, doubted, missed, prose, worst, stretches, count, longest
