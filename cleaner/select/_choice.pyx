# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True
"""The same as choice.py says of the least chance, in one pass over a page's blocks: the same to the last bit."""

from libc.math cimport expm1
from libc.stdlib cimport qsort

from cpython.mem cimport PyMem_Free, PyMem_Malloc

import numpy as np

from cleaner.select import choice as twin

cdef double HALF = twin.HALF, LEAST = twin.LEAST
cdef double PLENTY = 1.01 * twin.BRIEF
"""characters that single precision does not take for fewer than a brief has"""

cdef struct Ranked:
    float chance
    int place


cdef int is_behind(const void* one, const void* two) noexcept nogil:
    """The order of chances, the largest first; equal ones as they stand on the page."""
    cdef const Ranked* first = <const Ranked*>one
    cdef const Ranked* second = <const Ranked*>two
    if first.chance != second.chance:
        return 1 if first.chance < second.chance else -1
    return first.place - second.place


def least_chance(const float[::1] chances, const float[::1] words):
    """The chance from which on blocks are kept (choice.least_chance). Sums have the widths that numpy gives them."""
    cdef Py_ssize_t i, count = chances.shape[0]
    cdef float total, size, sizes = 0, sure = 0, gain, most = 0
    cdef double least = HALF
    if words.shape[0] != count or not count:
        raise ValueError(f"{count} chances of {words.shape[0]} blocks")
    array = np.empty(count, np.float32)
    cdef float[::1] hoped = array
    cdef Ranked* ranks = <Ranked*>PyMem_Malloc(count * sizeof(Ranked))
    if ranks is NULL:
        raise MemoryError
    try:
        for i in range(count):
            ranks[i].chance, ranks[i].place = chances[i], <int>i
        qsort(ranks, count, sizeof(Ranked), is_behind)
        for i in range(count):
            hoped[i] = ranks[i].chance * words[ranks[i].place]
        total = np.add.reduce(array)  # in the order in which numpy adds
        for i in range(count):
            size = words[ranks[i].place]
            sizes = sizes + size if i else size
            sure = sure + hoped[i] if i else hoped[i]
            gain = sure / (sizes + total)
            if not i or gain > most:
                most, least = gain, ranks[i].chance
    finally:
        PyMem_Free(ranks)
    return min(HALF, max(LEAST, least))


def is_plainly_long(const float[::1] chances, double least, const float[:] log_size):
    """Whether what is kept is plainly no brief (choice.is_brief): most pages' first paragraphs say so."""
    cdef Py_ssize_t i
    cdef float lowest = <float>least
    cdef double size = 0
    for i in range(min(chances.shape[0], log_size.shape[0])):
        if chances[i] >= lowest:
            size += expm1(log_size[i] * 6)
            if size > PLENTY:
                return True
    return False


def sizes_of(list texts):
    """The characters of each text, in single precision (choice.sizes_of)."""
    cdef Py_ssize_t i
    found = np.empty(len(texts), np.float32)
    cdef float[::1] sizes = found
    for i in range(len(texts)):
        sizes[i] = len(<str>texts[i])
    return found
