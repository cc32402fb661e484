# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True
"""Which lines stand apart from the article: what apart.py says, over plain arrays."""

from libc.math cimport log
from libc.stdlib cimport calloc, free, malloc

from cleaner.select import apart as twin

cdef double LEAST = twin.LEAST, DOUBT = twin.DOUBT, SURE = twin.SURE
cdef int LONG = twin.LONG


cdef struct Stretch:
    Py_ssize_t start
    Py_ssize_t end
    double low
    double high
    Py_ssize_t link


def far_away(list chances, list sizes):
    """The places of the lines that the scorer would keep but that stand in no stretch of the article (apart.far_away)."""
    cdef Py_ssize_t i, at, top = 0, start, link, count = len(chances)
    cdef double value, total = 0, before, low, best = 0, chance
    cdef Stretch* found = <Stretch*>malloc((count + 1) * sizeof(Stretch))
    cdef char* kept = <char*>calloc(count + 1, 1)
    cdef list far = []
    try:
        if found == NULL or kept == NULL:
            raise MemoryError
        for i in range(count):
            chance = chances[i]
            value = log(max(chance, 1e-9) / max(1 - chance, 1e-9))
            kept[i] = value >= 0
            value = max(-SURE, min(SURE, value)) * min(<Py_ssize_t>sizes[i], LONG)
            before, total = total, total + (value if value > 0 else value * DOUBT)
            if value <= 0:
                continue
            start, low = i, before
            while True:
                at = top - 1
                while at >= 0 and found[at].low >= low:
                    at = found[at].link
                if at < 0 or found[at].high >= total:
                    break
                start, low = found[at].start, found[at].low
                top = at
            found[top] = Stretch(start, i + 1, low, total, at)
            top += 1
        for at in range(top):
            best = max(best, found[at].high - found[at].low)
        for at in range(top):
            if found[at].high - found[at].low >= LEAST * best:
                for i in range(found[at].start, found[at].end):
                    kept[i] = 0
        for i in range(count):
            if kept[i]:
                far.append(i)
    finally:
        free(found)
        free(kept)
    return far
