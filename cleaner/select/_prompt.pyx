# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True
"""Which lines would be kept otherwise? Gathered once, for prompt.py and the judges beside it."""

from cleaner.page import Block, Container
from cleaner.trace import Piece, Trace

from cleaner._slots cimport BLOCK_TRACE, BLOCK_VERDICT, TRACE_TEXT, block_slot, slots_prepare, trace_slot

slots_prepare(Block, Trace, Container, Piece)

def open_lines(list blocks, list chances, double least):
    """The blocks without a verdict that are likely enough, and their texts (prompt.open_lines)."""
    cdef list found = [], texts = []
    cdef Py_ssize_t i
    if len(chances) != len(blocks):
        raise ValueError("chances of other blocks")
    for i in range(len(blocks)):
        if <double>chances[i] >= least and block_slot(blocks[i], BLOCK_VERDICT) is None:
            found.append(blocks[i])
            texts.append(trace_slot(block_slot(blocks[i], BLOCK_TRACE), TRACE_TEXT))
    return found, texts
