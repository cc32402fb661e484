# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True
"""Which lines stand in a section of links: what section.py says, in one pass over plain arrays."""

from cpython.unicode cimport PyUnicode_READ_CHAR, PyUnicode_Substring
from libc.stdlib cimport calloc, free

from cleaner.select import ended
from cleaner.select import section as twin
from cleaner.select.phrases import announces_one

from cleaner._stops cimport is_stop
from cleaner.select._phrases cimport is_section_heading

ctypedef unsigned int Char

cdef int HEADING = twin.HEADING, PARAGRAPH = ended.PARAGRAPH, END = twin.LONG
cdef int LINKS = twin.LINKS, MENU = twin.MENU, MORE = twin.MORE
cdef frozenset CLOSERS = ended.CLOSERS
cdef int DENSE = ended.DENSE, COMPACT = ended.COMPACT


cdef inline bint ends(str line):
    cdef Char c
    cdef Py_ssize_t size = len(line)
    if not size:
        return False
    c = PyUnicode_READ_CHAR(line, size - 1)
    return not (97 <= c <= 122) and (is_stop(c, size) or PyUnicode_Substring(line, size - 1, size) in CLOSERS)


cdef inline bint is_paragraph(str line):
    cdef Py_ssize_t size = len(line)
    cdef Char c
    if size < DENSE:
        return False
    c = PyUnicode_READ_CHAR(line, size - 1)
    if size >= PARAGRAPH or c == 0x3002 or c == 0xFF01 or c == 0xFF1F:
        return ends(line)
    return size >= COMPACT and 0x0590 <= PyUnicode_READ_CHAR(line, size - 2) <= 0x06FF and ends(line)


def find_sections(list lines):
    """The heading of each line that stands in a section of links (section.find_sections)."""
    cdef Py_ssize_t i, k, last = -MENU - 1, size, coming, proses, count = len(lines)
    cdef char* prose = <char*>calloc(count + 1, 1)
    cdef dict found = {}
    cdef str line, heading = ""
    cdef set leads = None
    cdef bint announces = False
    if prose == NULL:
        raise MemoryError
    try:
        for i in range(count):
            prose[i] = is_paragraph(<str>lines[i])
        for i in range(count):
            line = <str>lines[i]
            size = len(line)
            if 2 < size <= HEADING and i - last <= MENU and not ends(line):
                coming = min(count - i - 1, 2 * LINKS)
                proses = 0
                for k in range(i + 1, i + 1 + coming):
                    proses += prose[k]
                if coming >= LINKS and proses * 4 <= coming:
                    if leads is None:
                        leads = twin.leads_of(echoes(lines))
                    if is_section_heading(line) or (leads and i + 1 < count and lead(line, <str>lines[i + 1]) in leads):
                        heading, announces = line, announces_one(line)
            elif heading and prose[i] and (size >= END or announces or prose[i + 1]):
                heading = ""
            if heading:
                found[i] = heading
            if prose[i]:
                last = i
    finally:
        free(prose)
    return found


cdef list echoes(list lines):
    """What the line below each says before it repeats it."""
    cdef Py_ssize_t i
    cdef list found = []
    cdef str said
    for i in range(len(lines) - 1):
        said = lead(<str>lines[i], <str>lines[i + 1])
        if said:
            found.append(said)
    return found


cdef str lead(str line, str following):
    cdef Py_ssize_t size = len(line), other = len(following)
    if not size < other <= size + MORE or PyUnicode_READ_CHAR(following, other - size - 1) != 32:
        return ""
    return twin.lead(line, following)
