# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True
"""What the scorer says of the blocks that it turns down: the notes of model.py and the verdicts of scorer.py."""

from libc.math cimport INFINITY, rint

import numpy as np

from cleaner.page import Block, Container, Verdict
from cleaner.trace import Piece, Trace

from cleaner._slots cimport BLOCK_VERDICT, block_put, block_slot, slots_prepare

slots_prepare(Block, Trace, Container, Piece)
cdef object KEPT = Verdict(True, "select.scorer")
cdef object new_tuple = tuple.__new__
cdef list PERCENTS = [f"{percent / 100:.2f} " for percent in range(101)]
cdef dict SIGNS = {}
"""for each set of names, the notes that were made of them, by the three numbers in one"""


def decide(list blocks, list chances, double least, opinion):
    """Give the blocks that have no verdict the scorer's (scorer.decide)."""
    cdef Py_ssize_t place
    cdef list low = []
    for place in range(len(blocks)):
        block = blocks[place]
        if block_slot(block, BLOCK_VERDICT) is None:
            if <double>chances[place] < least:
                low.append(place)
            else:
                block_put(block, BLOCK_VERDICT, KEPT)
    cdef list against = refuse(opinion, chances, low)
    for place in range(len(low)):
        block_put(blocks[<Py_ssize_t>low[place]], BLOCK_VERDICT, against[place])


def refuse(opinion, list chances, list places):
    """The verdict on each block at `places` (scorer.refuse)."""
    layer = opinion.layer
    if not places:
        return []
    slopes = opinion.agreed(masked(opinion.hidden, layer.out, places) @ layer.weights.T, places)
    return write(opinion.names, chances, np.ascontiguousarray(slopes), np.ascontiguousarray(opinion.inputs), places)


cdef masked(const float[:, ::1] hidden, const float[::1] out, list places):
    """The weights that lead out of the hidden units which are not at rest, for the rows at `places`."""
    cdef Py_ssize_t i, k, row, width = hidden.shape[1]
    found = np.empty((len(places), width), np.float32)
    cdef float[:, ::1] cells = found
    cdef const float* unit
    cdef const float* weight = &out[0]
    cdef float* cell
    for i in range(len(places)):
        row = places[i]
        unit, cell = &hidden[row, 0], &cells[i, 0]
        for k in range(width):
            cell[k] = weight[k] * <float>(unit[k] > 0)  # a choice would be guessed wrong every other time
    return found


cdef list write(tuple names, list chances, const float[:, ::1] slopes, const float[:, ::1] inputs, list places):
    """Each block's chance, and the three signs that spoke most against it."""
    cdef Py_ssize_t i, k, row, width = slopes.shape[1]
    cdef Py_ssize_t[3] best
    cdef float[3] least
    cdef float[1024] shares
    cdef const float* slope
    cdef const float* given
    cdef list found = []
    cdef dict known = SIGNS.setdefault(names, {})
    if width > 1024:
        raise ValueError("more signs than there is room for")
    for i in range(len(places)):
        row = places[i]
        best[0] = best[1] = best[2] = 0
        least[0] = least[1] = least[2] = INFINITY
        slope, given = &slopes[i, 0], &inputs[row, 0]
        for k in range(width):
            shares[k] = slope[k] * given[k]
        for k in range(width):
            if shares[k] < least[2]:
                take(best, least, k, shares[k])
        key = (best[0] << 20) | (best[1] << 10) | best[2]
        signs = known.get(key)
        if signs is None:
            signs = known[key] = " ".join([names[best[k]] for k in range(3)])
        note = <str>PERCENTS[<int>rint(<double>chances[row] * 100)] + <str>signs
        found.append(new_tuple(Verdict, (False, "select.scorer", note)))
    return found


cdef inline void take(Py_ssize_t* best, float* least, Py_ssize_t place, float share) noexcept:
    """Put a share in its place among the three least, behind its equals."""
    cdef int at = 2
    while at > 0 and share < least[at - 1]:
        least[at], best[at] = least[at - 1], best[at - 1]
        at -= 1
    least[at], best[at] = share, place
