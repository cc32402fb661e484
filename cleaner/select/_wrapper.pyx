# cython: language_level=3, boundscheck=False, wraparound=False
"""Which lines are prose, which stand in an element, and whose marks change with those of the wrappers around? The same as wrapper.py says."""

from cpython.unicode cimport PyUnicode_GET_LENGTH

from cleaner import marks as m
from cleaner.page import Block, Container
from cleaner.trace import Piece, Trace

from cleaner._slots cimport (
    BLOCK_CONTAINER, BLOCK_INDEX, BLOCK_KIND, BLOCK_LINKED, BLOCK_MARKS, CONTAINER_DEPTH, CONTAINER_MARKS, CONTAINER_OWN,
    CONTAINER_PARENT,
    block_put, block_slot, container_slot, slots_prepare,
)

slots_prepare(Block, Trace, Container, Piece)

cdef unsigned long long LINK = m.LINK


def prose_of(list blocks, list texts, Py_ssize_t least):
    """The characters of each line that is prose, 0 for the others (wrapper.prose_of)."""
    cdef Py_ssize_t i, size, linked, count = len(blocks)
    cdef list found = [0] * count
    if len(texts) != count:
        raise ValueError("texts of other blocks")
    for i in range(count):
        size = PyUnicode_GET_LENGTH(<str?>texts[i])
        if size >= least:
            linked = block_slot(blocks[i], BLOCK_LINKED)
            if linked * 2 < size:
                found[i] = size
    return found


def span_of(list blocks, Py_ssize_t at, object step):
    """The blocks that stand in an element around the one at `at` (wrapper.span_of)."""
    cdef Py_ssize_t first = 0, last = at, top = at, depth = container_slot(step, CONTAINER_DEPTH), middle
    while first < top:
        middle = (first + top) // 2
        if is_inside(blocks[middle], step, depth):
            top = middle
        else:
            first = middle + 1
    top = len(blocks)
    while last < top:
        middle = (last + top) // 2
        if is_inside(blocks[middle], step, depth):
            last = middle + 1
        else:
            top = middle
    return first, last


cdef bint is_inside(object block, object step, Py_ssize_t depth) except -1:
    cdef object container = block_slot(block, BLOCK_CONTAINER)
    while container is not None and <Py_ssize_t>container_slot(container, CONTAINER_DEPTH) > depth:
        container = container_slot(container, CONTAINER_PARENT)
    return container is step


def count_below(list blocks, Py_ssize_t index, Py_ssize_t reach, unsigned long long first, unsigned long long second):
    """How many of the lines below a block have either mark; how many are main headings (wrapper.count_below)."""
    cdef Py_ssize_t i, start = -1, count = len(blocks), firsts = 0, seconds = 0, headings = 0
    cdef unsigned long long marks
    cdef object heading = "h1"
    for i in range(count):
        if start < 0 and <Py_ssize_t>block_slot(blocks[i], BLOCK_INDEX) > index:
            start = i
        if start >= 0:
            if i < start + reach:
                marks = block_slot(blocks[i], BLOCK_MARKS)
                firsts += marks & first != 0
                seconds += marks & second != 0
            headings += block_slot(blocks[i], BLOCK_KIND) == heading
    return firsts, seconds, headings


def unmark(list containers, list blocks, unsigned long long says_nothing):
    """Give what has such marks those of its own and of the element around it (wrapper.unmark)."""
    cdef object item, parent
    cdef unsigned long long marks
    for item in containers:
        if <unsigned long long>container_slot(item, CONTAINER_MARKS) & says_nothing:
            parent = container_slot(item, CONTAINER_PARENT)
            if parent is not None:
                marks = container_slot(item, CONTAINER_OWN)
                item.marks = marks | <unsigned long long>container_slot(parent, CONTAINER_MARKS)
    for item in blocks:
        marks = block_slot(item, BLOCK_MARKS)
        if marks & says_nothing:
            marks = (marks & LINK) | <unsigned long long>container_slot(block_slot(item, BLOCK_CONTAINER), CONTAINER_MARKS)
            block_put(item, BLOCK_MARKS, marks)
