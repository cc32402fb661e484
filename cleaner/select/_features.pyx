# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True
"""What can be seen of a page's blocks, as numbers: the columns of features.py and kinship.py, in their order.

One pass a column over plain arrays, for a page has a hundred blocks, and at that size an array operation costs more
to begin than to do. Sums and logarithms have the widths that numpy gives them there, so that the two agree to the
last digit but one.
"""

from cpython.mem cimport PyMem_Calloc, PyMem_Free
from cpython.object cimport PyObject_Hash
from cpython.unicode cimport (
    PyUnicode_Compare,
    PyUnicode_DATA,
    PyUnicode_GET_LENGTH,
    PyUnicode_KIND,
    PyUnicode_READ,
    PyUnicode_Substring,
    Py_UNICODE_ISALNUM,
)
from libc.math cimport INFINITY, log1p, log1pf
from libc.stdint cimport uint64_t
from libc.stdlib cimport calloc, free

import numpy as np

from cleaner.select import features as twin
from cleaner.select import kinship as kin
from cleaner.select import look

from cleaner.page import Block, Container
from cleaner.trace import Piece, Trace

from cleaner.select._look cimport begins_with_bullet

from cleaner._slots cimport (
    BLOCK_CONTAINER,
    BLOCK_KIND,
    BLOCK_MARKS,
    BLOCK_TRACE,
    CONTAINER_DEPTH,
    CONTAINER_NAMES,
    CONTAINER_OWN,
    CONTAINER_PARENT,
    CONTAINER_TAG,
    TRACE_PIECES,
    TRACE_TEXT,
    block_slot,
    container_slot,
    slots_prepare,
    trace_slot,
)

try:
    from cleaner.select._look import look_at
except ImportError:
    from cleaner.select.look import look_at

cdef int SEEN = len(look.COUNTS), SIGNS = len(look.SIGNS)
cdef int ENDS = SEEN + look.SIGNS.index("ends")
cdef int KINDS = len(twin.KINDS), MARKS = len(twin.MARKS), OTHER_KIND = twin.OTHER_KIND
cdef int EDGE = twin.EDGE, BODY_HEAD = twin.BODY_HEAD, LEVELS = kin.LEVELS
cdef dict kind_index = twin.KIND_INDEX
cdef Py_ssize_t FAR = twin.FAR
cdef float LONGEST = twin.LONGEST
cdef int[3] REACH = twin.REACH
cdef dict WIDTHS = {}
slots_prepare(Block, Trace, Container, Piece)


cdef enum: SMALL = 1024
cdef float[SMALL] LOGS
cdef double[64] FAR_LOGS
for place in range(SMALL):
    LOGS[place] = log1pf(place)
for place in range(64):
    FAR_LOGS[place] = log1p(place)
if FAR >= 64:
    raise ImportError("no logarithms for lines that far away")


cdef inline float log_of(float value) noexcept:
    """log1pf, of small whole numbers from a table."""
    cdef int whole = <int>value if 0 <= value < SMALL else SMALL
    return LOGS[whole] if whole < SMALL and whole == value else log1pf(value)


cdef struct Same:
    uint64_t hash
    Py_ssize_t first  # the number of the first line of this kind
    Py_ssize_t count


cdef struct Nest:  # what is known of a container
    Py_ssize_t parent
    Py_ssize_t chain  # which step it is from the container with most prose to the root, or -1
    Py_ssize_t far  # how many steps from there
    Py_ssize_t inside  # whether it stands in that one
    double[4] sums  # of what stands in it: prose, characters, those of links, blocks
    double near  # the prose in itself and its children


cdef struct Title:
    bint is_plain  # whether there is one
    Py_ssize_t size
    unsigned int[300] letters


def fill(page, list blocks):
    """The rows of a page's blocks, of which there must be one: float32, a column a feature."""
    kind = page.kind
    if kind not in WIDTHS:
        WIDTHS[kind] = len(twin.names_of(kind))
    cdef Py_ssize_t count = len(blocks)
    found = np.zeros((count, WIDTHS[kind]), np.float32)
    cdef Filler filler = Filler(page, blocks, found)
    filler.shape()
    filler.place()
    filler.company()
    filler.sayings()
    if kind == "html":
        filler.markup()
        filler.containers()
        filler.kin()
    else:
        filler.layout()
    if filler.at != found.shape[1]:
        raise RuntimeError(f"{filler.at} columns were filled, {found.shape[1]} have names")
    return found


def shown(list blocks):
    """The blocks that are no region and have a text, and their texts (table.shown)."""
    cdef list found = [], texts = []
    for block in blocks:
        text = trace_slot(block_slot(block, BLOCK_TRACE), TRACE_TEXT)
        if text and block_slot(block, BLOCK_KIND) != "region":
            found.append(block)
            texts.append(text)
    return found, texts


def places(const float[:, :] rows, Py_ssize_t column):
    """Where a column is not 0 (table.nonzero)."""
    cdef Py_ssize_t i
    cdef list found = []
    for i in range(rows.shape[0]):
        if rows[i, column] != 0:
            found.append(i)
    return found


def sizes_of(list texts):
    """The characters of each text (table.sizes_of)."""
    cdef Py_ssize_t i
    return [PyUnicode_GET_LENGTH(<str>texts[i]) for i in range(len(texts))]


cdef class Filler:
    """The rows so far, and the columns that others are made of: characters, share of links, prose, its weight."""
    cdef object page, sums
    cdef list blocks, texts
    cdef float[:, ::1] rows, own
    cdef float[:, ::1] seen
    cdef Py_ssize_t count
    cdef int at
    cdef float weight_sum

    def __init__(self, page, list blocks, found):
        self.page = page
        self.blocks = blocks
        self.texts = [trace_slot(block_slot(block, BLOCK_TRACE), TRACE_TEXT) for block in blocks]
        self.count = len(blocks)
        self.rows = found
        self.seen = look_at(blocks, look.SYLLABLE if page.kind == "html" else 1)
        self.sums = np.empty((5, self.count), np.float32)
        self.own = self.sums  # size, linked, prose, weight, log of size
        self.at = 0

    cdef int shape(self) except -1:
        """What the text itself shows."""
        cdef Py_ssize_t i
        cdef int column, start = self.at
        cdef float size, words, links, anchors, sentences, linked, prose
        cdef float[:, ::1] rows = self.rows, seen = self.seen, own = self.own
        for i in range(self.count):
            size, words, links, anchors, sentences = seen[i, 0], seen[i, 1], seen[i, 2], seen[i, 3], seen[i, 4]
            linked = min(links / max(size, <float>1), <float>1)
            sentences = sentences + seen[i, ENDS]
            prose = size >= 80 and linked < <float>0.4 and sentences > 0
            own[0, i] = min(size, LONGEST)
            own[1, i], own[2, i], own[3, i], own[4, i] = linked, prose, prose * own[0, i], log_of(size) / 6
            rows[i, start] = own[4, i]
            rows[i, start + 1] = log_of(words) / 4
            rows[i, start + 2] = min(size / words, <float>30) / 10
            rows[i, start + 3] = linked
            rows[i, start + 4] = log_of(anchors)
            rows[i, start + 5] = linked > <float>0.9
            rows[i, start + 6] = log_of(sentences)
            rows[i, start + 7] = seen[i, 5] / words
            for column in range(SIGNS):
                rows[i, start + 8 + column] = seen[i, SEEN + column]
            rows[i, start + 8 + SIGNS] = prose
        self.at = start + 9 + SIGNS
        self.weight_sum = np.add.reduce(self.sums[3])
        return 0

    cdef int place(self) except -1:
        cdef Py_ssize_t i
        cdef int at = self.at
        cdef float[:, ::1] rows = self.rows, own = self.own
        cdef float total = max(<float>1, self.weight_sum), upto = 0, chars = 0, largest = 1
        cdef float steps = max(1, self.count - 1)
        cdef float page_prose = log1p(total) / 10, page_count = log1p(self.count) / 6
        for i in range(self.count):
            largest = max(largest, own[0, i])
        for i in range(self.count):
            upto += own[3, i]
            chars += own[0, i]
            rows[i, at] = i / steps
            rows[i, at + 1] = (upto - own[3, i]) / total
            rows[i, at + 2] = (total - upto) / total
            rows[i, at + 3] = upto - own[3, i] > 0
            rows[i, at + 4] = total - upto > 1
            rows[i, at + 5] = page_prose
            rows[i, at + 6] = page_count
            rows[i, at + 7] = own[0, i] / largest
            rows[i, at + 8] = log1pf(chars - own[0, i]) / 10
        self.at = at + 9
        return 0

    cdef int company(self) except -1:
        """The two lines before and after, what stands around, how far the nearest prose is."""
        cdef Py_ssize_t i, k, low, high, count = self.count, last = -FAR
        cdef int at = self.at, shift, near, reach
        cdef int[4] shifts = [-2, -1, 1, 2]
        cdef float[:, ::1] rows = self.rows, own = self.own, seen = self.seen
        cdef float value
        for i in range(count):
            for shift in range(4):
                k = i + shifts[shift]
                if 0 <= k < count:
                    rows[i, at + shift] = own[2, k]
                    rows[i, at + 4 + shift] = own[1, k]
                    rows[i, at + 8 + shift] = own[4, k]
                    rows[i, at + 12 + shift] = seen[k, ENDS]
        at += 16
        cdef double[3]* sums = <double[3]*>PyMem_Calloc(count + 1, 3 * sizeof(double))
        if sums == NULL:
            raise MemoryError
        for i in range(count):
            sums[i + 1][0] = sums[i][0] + own[0, i]
            sums[i + 1][1] = sums[i][1] + own[3, i]
            sums[i + 1][2] = sums[i][2] + (own[0, i] < 60)
        for near in range(3):
            reach = REACH[near]
            for i in range(count):
                low, high = max(i - reach, 0), min(i + reach + 1, count)
                rows[i, at] = (sums[high][1] - sums[low][1]) / max(sums[high][0] - sums[low][0], 1.0)
                rows[i, at + 1] = (sums[high][2] - sums[low][2]) / (2 * reach + 1)
            at += 2
        PyMem_Free(sums)
        for i in range(count):
            rows[i, at] = FAR_LOGS[min(i - last, FAR)]
            if own[3, i]:
                last = i
        last = count + FAR
        for i in range(count - 1, -1, -1):
            if own[3, i]:
                last = i
            rows[i, at + 1] = FAR_LOGS[min(last - i, FAR)]
        self.at = at + 2
        return 0

    cdef int sayings(self) except -1:
        """Whether the line stands elsewhere too: on the page, as its title, description or declared body."""
        cdef Py_ssize_t i, size
        cdef int at = self.at
        cdef float[:, ::1] rows = self.rows
        cdef str text, folded, title, body
        cdef bint begun = False
        cdef Title plain
        page, head = self.page, self.page.head
        self.count_alike()
        title = (page.metadata.title or head.title).casefold()[:300]
        described = {content[:60] for name, content in head.metas if name.endswith("description")}
        body = squash(page.body) if page.body else ""
        headings = any([block_slot(block, BLOCK_KIND) == "h1" for block in self.blocks]) if page.kind == "html" else False
        plain = read_title(title)
        for i in range(self.count):
            text = <str>self.texts[i]
            size = PyUnicode_GET_LENGTH(text)
            if title and 8 < size < 300:
                if plain.is_plain and text.isascii():
                    rows[i, at + 3] = is_title(text, size, &plain)
                else:
                    folded = text.casefold()
                    rows[i, at + 3] = folded in title or title in folded
            if described:
                rows[i, at + 4] = PyUnicode_Substring(text, 0, 60) in described
            if body:
                rows[i, at + 5] = 1
                if size > 12:
                    rows[i, at + 6] = squash(PyUnicode_Substring(text, 0, BODY_HEAD)) in body
            begun = begun or (headings and self.blocks[i].kind == "h1")
            rows[i, at + 7] = begun if headings else 0.5
        self.at = at + 8
        return 0

    cdef int count_alike(self) except -1:
        """How many lines are the same, and begin or end the same: three tables, a line in each by its hash."""
        cdef Py_ssize_t i, size, room = 64
        cdef int at = self.at
        cdef float[:, ::1] rows = self.rows
        cdef str text
        while room < 2 * self.count:
            room *= 2
        cdef Same* same = <Same*>calloc(3 * room, sizeof(Same))
        cdef Same** found = <Same**>calloc(3 * self.count, sizeof(Same*))
        try:
            if same == NULL or found == NULL:
                raise MemoryError
            for i in range(self.count):
                text = <str>self.texts[i]
                size = PyUnicode_GET_LENGTH(text)
                found[3 * i] = self.place_of(same, room - 1, <uint64_t>PyObject_Hash(text), i, -1)
                if size >= EDGE:
                    found[3 * i + 1] = self.place_of(same + room, room - 1, edge_hash(text, 0), i, 0)
                    found[3 * i + 2] = self.place_of(same + 2 * room, room - 1, edge_hash(text, size - EDGE), i, 1)
            for i in range(self.count):
                rows[i, at] = min(found[3 * i].count, <Py_ssize_t>3) - 1
                if found[3 * i + 1] != NULL:
                    rows[i, at + 1] = min(found[3 * i + 1].count - 1, <Py_ssize_t>8) / <double>4
                    rows[i, at + 2] = min(found[3 * i + 2].count - 1, <Py_ssize_t>8) / <double>4
        finally:
            free(same)
            free(found)
        return 0

    cdef Same* place_of(self, Same* table, uint64_t mask, uint64_t hash, Py_ssize_t line, int edge) except NULL:
        """Where lines like this one are counted, counting this one: by all of it (-1), its beginning (0), its end (1)."""
        cdef uint64_t slot = (hash ^ (hash >> 32)) & mask
        while table[slot].count:
            if table[slot].hash == hash and self.is_same(table[slot].first, line, edge):
                table[slot].count += 1
                return &table[slot]
            slot = (slot + 1) & mask
        table[slot] = Same(hash, line, 1)
        return &table[slot]

    cdef bint is_same(self, Py_ssize_t first, Py_ssize_t second, int edge):
        cdef str one = <str>self.texts[first], other = <str>self.texts[second]
        cdef Py_ssize_t i, low = 0, high = 0
        if edge < 0:
            return one is other or PyUnicode_Compare(one, other) == 0
        if edge:
            low, high = PyUnicode_GET_LENGTH(one) - EDGE, PyUnicode_GET_LENGTH(other) - EDGE
        cdef int kind = PyUnicode_KIND(one), other_kind = PyUnicode_KIND(other)
        cdef const void* chars = PyUnicode_DATA(one)
        cdef const void* other_chars = PyUnicode_DATA(other)
        for i in range(EDGE):
            if PyUnicode_READ(kind, chars, low + i) != PyUnicode_READ(other_kind, other_chars, high + i):
                return False
        return True

    cdef int layout(self) except -1:
        """Blank lines around a line of flat text, and its indent."""
        cdef Py_ssize_t i, k, start, low, lines, count = self.count, behind = 0, run = 0
        cdef int end
        cdef int at = self.at
        cdef float[:, ::1] rows = self.rows
        cdef str source = self.page.source
        cdef int kind = PyUnicode_KIND(source)
        cdef const void* chars = PyUnicode_DATA(source)
        cdef Py_ssize_t last
        cdef double spaced = 0
        cdef bint bullet, following = begins_with_bullet(<str>self.texts[0])
        cdef tuple pieces
        for i in range(count):
            pieces = <tuple>trace_slot(block_slot(self.blocks[i], BLOCK_TRACE), TRACE_PIECES)
            start = (<tuple>pieces[0])[0]
            low = max(behind, start - 200)
            lines, last, end = 0, low - 1, 10
            while True:
                for k in range(low, start):
                    if PyUnicode_READ(kind, chars, k) == end:
                        lines += 1
                        last = k
                if lines or end == 13:
                    break
                end = 13
            rows[i, at] = <float>min(start - last - 1, 24) / 8 if lines else 0
            rows[i, at + 1] = min(lines, 5) if lines else behind > 0  # something else ended the line: a bar, U+2028
            spaced += lines > 1
            rows[i, at + 4] = min(len(pieces), 9) / <double>4
            behind = (<tuple>pieces[len(pieces) - 1])[1]
            bullet, following = following, i + 1 < count and begins_with_bullet(<str>self.texts[i + 1])
            run += bullet
            if run and not following:
                for k in range(i - run + 1, i + 1):
                    rows[k, at + 5] = log_of(run) / 2
                run = 0
        for i in range(count):
            rows[i, at + 2] = rows[i + 1, at + 1] if i + 1 < count else 5
            rows[i, at + 3] = (spaced + 1) / (count + 1)
            rows[i, at + 6] = rows[i, at] - rows[i - 1, at] if i else 0
        self.at = at + 7
        return 0

    cdef int markup(self) except -1:
        """The element a block stands in, and what its path and its nearest containers call themselves."""
        cdef Py_ssize_t i
        cdef int bit, at = self.at
        cdef unsigned long long path, near
        cdef float[:, ::1] rows = self.rows
        for i in range(self.count):
            block = self.blocks[i]
            container = block_slot(block, BLOCK_CONTAINER)
            above = container_slot(container, CONTAINER_PARENT)
            rows[i, at + <int>kind_index.get(block_slot(block, BLOCK_KIND), OTHER_KIND)] = 1
            path = block_slot(block, BLOCK_MARKS)
            near = container_slot(container, CONTAINER_OWN)
            if above is not None:
                near |= <unsigned long long>container_slot(above, CONTAINER_OWN)
            for bit in range(MARKS):
                rows[i, at + KINDS + bit] = (path >> bit) & 1
                rows[i, at + KINDS + MARKS + bit] = (near >> bit) & 1
            rows[i, at + KINDS + 2 * MARKS] = min(<int>container_slot(container, CONTAINER_DEPTH), 40) / <double>20
        self.at = at + KINDS + 2 * MARKS + 1
        return 0

    cdef int containers(self) except -1:
        """What stands in a block's containers, level by level, and how far they are from most of the prose."""
        cdef list containers = self.page.containers
        cdef Py_ssize_t i, above, size = len(containers), best = 0, level
        cdef int at = self.at
        cdef float[:, ::1] rows = self.rows, own = self.own
        cdef dict number = {}
        cdef Nest* nests = <Nest*>PyMem_Calloc(size, sizeof(Nest))
        cdef Py_ssize_t* home = <Py_ssize_t*>PyMem_Calloc(self.count, sizeof(Py_ssize_t))
        cdef double total
        try:
            if nests == NULL or home == NULL:
                raise MemoryError
            for i in range(size):
                number[containers[i]] = i
            for i in range(size):
                up = container_slot(containers[i], CONTAINER_PARENT)
                nests[i].parent = number[up] if up is not None else -1
                nests[i].chain = -1
            for i in range(self.count):
                above = home[i] = number[block_slot(self.blocks[i], BLOCK_CONTAINER)]
                nests[above].sums[0] += own[3, i]
                nests[above].sums[1] += own[0, i]
                nests[above].sums[2] += own[1, i] * own[0, i]
                nests[above].sums[3] += 1
            for i in range(size):
                nests[i].near = nests[i].sums[0]
            for i in range(1, size):
                if nests[i].sums[0] and nests[i].parent >= 0:
                    nests[nests[i].parent].near += 0.9 * nests[i].sums[0]
            for i in range(1, size):
                if nests[i].near > nests[best].near:
                    best = i
            for i in range(size - 1, 0, -1):
                above = nests[i].parent
                if nests[i].sums[3] and above >= 0:
                    for level in range(4):
                        nests[above].sums[level] += nests[i].sums[level]
            i, level = best, 0
            while i >= 0:
                nests[i].chain = level
                i = nests[i].parent
                level += 1
            nests[best].inside = 1
            for i in range(size):
                above = max(nests[i].parent, <Py_ssize_t>0)
                nests[i].far = nests[i].chain if nests[i].chain >= 0 else nests[above].far
                if i > best:
                    nests[i].inside = nests[above].inside
            total = max(1.0, nests[0].sums[0])
            for i in range(self.count):
                above = home[i]
                rows[i, at] = min(nests[above].far, 10) / <double>3
                rows[i, at + 1] = nests[above].inside
                rows[i, at + 2] = nests[best].sums[0] / total
                for level in range(LEVELS):
                    rows[i, at + 3 + 4 * level] = nests[above].sums[0] / total
                    rows[i, at + 4 + 4 * level] = nests[above].sums[0] / max(nests[above].sums[1], 1.0)
                    rows[i, at + 5 + 4 * level] = nests[above].sums[2] / max(nests[above].sums[1], 1.0)
                    rows[i, at + 6 + 4 * level] = log1p(nests[above].sums[3]) / 5
                    above = max(nests[above].parent, <Py_ssize_t>0)
        finally:
            PyMem_Free(nests)
            PyMem_Free(home)
        self.at = at + 3 + 4 * LEVELS
        return 0

    cdef int kin(self) except -1:
        """Blocks of the same make (tag, names and parent's names): paragraphs have prose kin, teasers have not."""
        cdef Py_ssize_t i, group
        cdef int at = self.at
        cdef float[:, ::1] rows = self.rows, own = self.own
        cdef Py_ssize_t* home = <Py_ssize_t*>PyMem_Calloc(self.count, sizeof(Py_ssize_t))
        cdef double[4]* sums = <double[4]*>PyMem_Calloc(self.count, 4 * sizeof(double))
        cdef double total = max(<float>1, self.weight_sum)
        cdef dict groups = {}
        try:
            if home == NULL or sums == NULL:
                raise MemoryError
            for i in range(self.count):
                container = block_slot(self.blocks[i], BLOCK_CONTAINER)
                above = container_slot(container, CONTAINER_PARENT)
                tag, names = container_slot(container, CONTAINER_TAG), container_slot(container, CONTAINER_NAMES)
                if above is None:
                    key = (tag, names, "", "")
                else:
                    key = (tag, names, container_slot(above, CONTAINER_TAG), container_slot(above, CONTAINER_NAMES))
                found = groups.get(key)
                if found is None:
                    found = groups[key] = len(groups)
                group = home[i] = found
                sums[group][0] += own[3, i]
                sums[group][1] += own[0, i]
                sums[group][2] += own[1, i] * own[0, i]
                sums[group][3] += 1
            for i in range(self.count):
                group = home[i]
                rows[i, at] = log1p(sums[group][3]) / 4
                rows[i, at + 1] = sums[group][0] / max(sums[group][1], 1.0)
                rows[i, at + 2] = sums[group][0] / total
                rows[i, at + 3] = sums[group][2] / max(sums[group][1], 1.0)
                rows[i, at + 4] = log1p(sums[group][1] / sums[group][3]) / 6
        finally:
            PyMem_Free(home)
            PyMem_Free(sums)
        self.at = at + 5
        return 0


cdef inline uint64_t edge_hash(str text, Py_ssize_t low) noexcept:
    cdef int kind = PyUnicode_KIND(text)
    cdef const void* chars = PyUnicode_DATA(text)
    cdef uint64_t hash = 0
    cdef Py_ssize_t i
    for i in range(low, low + EDGE):
        hash = (hash ^ <unsigned int>PyUnicode_READ(kind, chars, i)) * <uint64_t>0x9E3779B97F4A7C15
    return hash


cdef Title read_title(str title):
    cdef Title found
    cdef Py_ssize_t i
    found.size = PyUnicode_GET_LENGTH(title)
    found.is_plain = 0 < found.size <= 300
    if found.is_plain:
        for i in range(found.size):
            found.letters[i] = <unsigned int>title[i]
    return found


cdef inline unsigned int small(unsigned char c) noexcept:
    return c | 32 if 65 <= c <= 90 else c


cdef bint may_hold(const unsigned char* chars, Py_ssize_t size, Title* title) noexcept:
    """Whether the title's first three letters stand in a line of ASCII: no choice for each letter, many at a time."""
    cdef unsigned char first, second, third, found = 0
    cdef Py_ssize_t i
    if title.size < 3 or title.letters[0] > 127 or title.letters[1] > 127 or title.letters[2] > 127:
        return True
    first, second, third = title.letters[0], title.letters[1], title.letters[2]
    for i in range(size - 2):
        found |= (small(chars[i]) == first) & (small(chars[i + 1]) == second) & (small(chars[i + 2]) == third)
    return found


cdef bint is_title(str text, Py_ssize_t size, Title* title) noexcept:
    """Whether the title holds a line of ASCII, or the line the title: case aside."""
    cdef const unsigned char* chars = <const unsigned char*>PyUnicode_DATA(text)
    cdef Py_ssize_t start, i
    cdef unsigned int first
    if size <= title.size:
        first = small(chars[0])
        for start in range(title.size - size + 1):
            if title.letters[start] == first:
                for i in range(1, size):
                    if title.letters[start + i] != small(chars[i]):
                        break
                else:
                    return True
        return False
    if not may_hold(chars, size, title):
        return False
    first = title.letters[0]
    for start in range(size - title.size + 1):
        if small(chars[start]) == first:
            for i in range(1, title.size):
                if small(chars[start + i]) != title.letters[i]:
                    break
            else:
                return True
    return False


cpdef str squash(str text):
    """Letters and digits only, case folded (features.squash)."""
    cdef int kind = PyUnicode_KIND(text)
    cdef const void* chars = PyUnicode_DATA(text)
    cdef Py_ssize_t i, start = 0, size = len(text)
    cdef list parts = []
    for i in range(size):
        if not Py_UNICODE_ISALNUM(PyUnicode_READ(kind, chars, i)):
            if start < i:
                parts.append(PyUnicode_Substring(text, start, i))
            start = i + 1
    if start < size:
        parts.append(PyUnicode_Substring(text, start, size))
    return "".join(parts).casefold()


def strongest(float[:, ::1] slopes, float[:, ::1] inputs):
    """The columns of the three smallest products of each row, the smallest first (features.strongest)."""
    cdef Py_ssize_t row, column, a, b, c
    cdef float value, first, second, third
    cdef list found = []
    for row in range(slopes.shape[0]):
        a = b = c = 0
        first = second = third = INFINITY
        for column in range(slopes.shape[1]):
            value = slopes[row, column] * inputs[row, column]
            if value >= third:
                continue
            if value >= second:
                third, c = value, column
            elif value >= first:
                third, c, second, b = second, b, value, column
            else:
                third, c, second, b, first, a = second, b, first, a, value, column
        found.append((a, b, c))
    return found
