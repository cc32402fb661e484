# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True
"""Which words are best read as the other language, and how likely each is: decode.py over typed numbers.

The sums are taken in the same order and by the same `exp` and `log` of the C library, so they are the same bit for bit.
"""

from cpython.mem cimport PyMem_Free, PyMem_Malloc
from libc.math cimport exp, log

from cleaner.language import decode as twin

cdef double LEAVE = twin.LEAVE, SURE = twin.SURE


cdef double* numbers(object scores, Py_ssize_t size) except NULL:
    cdef Py_ssize_t number
    cdef double* found = <double*>PyMem_Malloc((size + 1) * sizeof(double))
    if found == NULL:
        raise MemoryError
    try:
        for number in range(size):
            found[number] = scores[number]
    except BaseException:
        PyMem_Free(found)
        raise
    return found


def stretches(scores, double enter):
    """The stretches of the best path (decode.stretches)."""
    cdef Py_ssize_t size = len(scores), number, first, last = size
    cdef double own = 0, other = -1e9, stay, come
    cdef double* values = numbers(scores, size)
    cdef char* steps = <char*>PyMem_Malloc(size + 1)
    cdef bint inside
    cdef list found = []
    if steps == NULL:
        PyMem_Free(values)
        raise MemoryError
    try:
        for number in range(size):
            come = own - enter
            steps[number] = come > other
            stay = come if come > other else other
            if other - LEAVE > own:
                steps[number] += 2
                own = other - LEAVE
            other = stay + values[number]
        inside = other - LEAVE > own
        for number in range(size - 1, -1, -1):
            if not inside:
                if steps[number] & 2:
                    inside, last = True, number
            elif steps[number] & 1:
                inside, first = False, number
                while first < last and values[first] <= 0:
                    first += 1
                while last > first and values[last - 1] <= 0:
                    last -= 1
                if first < last:
                    found.append((first, last))
    finally:
        PyMem_Free(values)
        PyMem_Free(steps)
    found.reverse()
    return found


def chances(scores, double enter):
    """Of each word, the probability that it is in the other language (decode.chances)."""
    cdef Py_ssize_t size = len(scores), number
    cdef double odds = -enter, entering = exp(-enter), leaving = exp(-LEAVE), score
    cdef double* values = numbers(scores, size)
    cdef double* before = <double*>PyMem_Malloc((size + 1) * sizeof(double))
    cdef list found = [0.0] * size
    if before == NULL:
        PyMem_Free(values)
        raise MemoryError
    try:
        for number in range(size):
            before[number] = odds + values[number]
            odds = carry(before[number], entering, LEAVE)
        odds = -LEAVE
        for number in range(size - 1, -1, -1):
            score = values[number]
            found[number] = 1 / (1 + exp(-within(before[number] + odds)))
            odds = carry(odds + score, leaving, enter)
    finally:
        PyMem_Free(values)
        PyMem_Free(before)
    return found


cdef inline double within(double odds) noexcept:
    return -SURE if odds < -SURE else SURE if odds > SURE else odds


cdef inline double carry(double odds, double to, double back) noexcept:
    """The log odds one word further; `to` is a chance already, `back` is in nats."""
    odds = within(odds)
    return log((exp(odds) + to) / (1 + exp(odds - back)))
