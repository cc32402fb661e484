# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True
"""What the scorer says of the blocks that it turns down: the notes of model.py and the verdicts of scorer.py."""

from libc.math cimport rint

import numpy as np

from cleaner.page import Block, Container, Verdict
from cleaner.select.features import strongest as name_strongest
from cleaner.trace import Piece, Trace

from cleaner._slots cimport BLOCK_VERDICT, block_put, block_slot, slots_prepare

try:
    from cleaner.select._products import strongest as find_strongest
except ImportError:
    def find_strongest(opinion, places):
        return name_strongest(opinion.slopes(places), opinion.inputs[places])

slots_prepare(Block, Trace, Container, Piece)
cdef object KEPT = Verdict(True, "select.scorer")
cdef object new_tuple = tuple.__new__
cdef dict SAID = {}
"""for each set of names the verdicts that were given last, by signs and chance: many are given again"""
cdef int MOST_SAID = 500  # more of them push out of the cache what a page needs sooner


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


def numbered(list chances):
    """Each chance by its place (scorer.numbered)."""
    cdef Py_ssize_t place
    cdef dict found = {}
    for place in range(len(chances)):
        found[place] = chances[place]
    return found


def refuse(opinion, list chances, list places):
    """The verdict on each block at `places` (scorer.refuse)."""
    if not places:
        return []
    return write(opinion.names, chances, np.ascontiguousarray(find_strongest(opinion, places), np.intc), places)


cdef list write(tuple names, list chances, const int[:, ::1] best, list places):
    """Each block's chance, and the three signs that spoke most against it; what was said before is said again."""
    cdef Py_ssize_t i, row
    cdef int first, second, third, percent
    cdef list found = []
    cdef dict known = SAID.setdefault(names, {})
    if len(known) > MOST_SAID:
        known.clear()
    for i in range(len(places)):
        row = places[i]
        first, second, third = best[i, 0], best[i, 1], best[i, 2]
        percent = <int>rint(<double>chances[row] * 100)
        key = ((<Py_ssize_t>first << 10 | second) << 10 | third) << 7 | percent
        verdict = known.get(key)
        if verdict is None:
            note = f"{<double>percent / 100.0:.2f} {names[first]} {names[second]} {names[third]}"
            verdict = known[key] = new_tuple(Verdict, (False, "select.scorer", note))
        found.append(verdict)
    return found
