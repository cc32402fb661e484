# cython: language_level=3, boundscheck=True, wraparound=False
"""The blocks of a page by the events of _scan.pyx: what gather.py makes of them, in the same words.

What is rare (an author, a time, a line of several pieces) is left to the Python that gather.py uses too.
"""

from cpython.mem cimport PyMem_Free, PyMem_Realloc
from cpython.unicode cimport PyUnicode_DATA, PyUnicode_KIND, PyUnicode_READ, PyUnicode_Substring

from cleaner import marks as m
from cleaner.page import Block, Container, Head
from cleaner.segment import elements as el
from cleaner.segment import events as ev
from cleaner.segment import gather as twin
from cleaner.segment import line as ln
from cleaner.segment import region as rg
from cleaner.segment.head import read_language, read_meta, read_time
from cleaner.segment.inline import trace_of
from cleaner.segment.shapes import EMPTY, shape_of
from cleaner.trace import Piece, Trace

from cleaner.segment._scan cimport Char, Event, Scanner, Tag, is_space

cdef int TEXT = ev.TEXT, REFERENCE = ev.REFERENCE, OPEN = ev.OPEN, INLINE = ev.INLINE, LINK = ev.LINK
cdef int CLOSE = ev.CLOSE, BREAK = ev.BREAK, RULE = ev.RULE, META = ev.META, TITLE = ev.TITLE, JSON = ev.JSON
cdef int NOSCRIPT = ev.NOSCRIPT
cdef int BLOCK = el.BLOCK
cdef enum: PLAIN, IS_HIDDEN, IS_BREAK, IS_JOINT, IS_REFERENCE
cdef tuple CAUSES = ((), ln.HIDDEN, ln.BREAK, ln.JOINT, ln.REFERENCES)
cdef object HIDDEN = m.HIDDEN, AUTHOR = m.AUTHOR, IN_LINK = m.LINK, UNSCRIPTED = m.NOSCRIPT
cdef object SET_APART = twin.SET_APART
cdef tuple SENTENCE_END = ln.SENTENCE_END
cdef int LONG_LINE = ln.LONG_LINE, ATTRIBUTE = twin.ATTRIBUTE, AUTHOR_PARTS = twin.AUTHOR_PARTS
cdef frozenset KINDS = el.KINDS, HOLDS_INLINE = el.HOLDS_INLINE, MENU_TAGS = rg.TAGS
cdef object MENU_MARKS = rg.MARKS, NO_MENU = rg.NOT_MARKS
cdef int LARGEST = rg.LARGEST
cdef object new_tuple = tuple.__new__

cdef struct Part:
    Py_ssize_t start
    Py_ssize_t end
    int cause
    bint linked
    Py_ssize_t data


cdef class Open:
    """An open element. Its container is made when it turns out to hold text: many never do."""
    cdef str tag
    cdef object shape, extra, container

    def __cinit__(self, str tag, object shape, object extra):
        self.tag = tag
        self.shape = shape
        self.extra = extra
        self.container = None


def segment(str source, str view, bint whole):
    """The blocks of a page, as gather.gather makes them of tokens.read_events. Linear in the page."""
    cdef Gatherer gatherer = Gatherer(source, view, whole)
    gatherer.walk()
    return gatherer.result()


cdef class Gatherer:
    """The blocks so far, the line of text being gathered, and the open elements around it."""
    cdef str source, view
    cdef int kind
    cdef const void* chars
    cdef Scanner scan
    cdef bint whole
    cdef Py_ssize_t line, heading
    cdef object head
    cdef list containers, stack, blocks, hidden, texts
    cdef dict open
    cdef Part* run
    cdef Py_ssize_t count, room
    cdef int breaks, anchors
    cdef Py_ssize_t link, hidden_at
    cdef tuple author_from

    def __init__(self, str source, str view, bint whole):
        self.source = source
        self.view = view
        self.kind = PyUnicode_KIND(source)
        self.chars = PyUnicode_DATA(source)
        self.scan = Scanner(view)
        self.scan.scan()
        self.whole = whole
        self.line = self.heading = 0
        self.head = Head()
        self.containers = [Container("#", None, "", 0)]
        root = Open("#", EMPTY, 0)
        root.container = self.containers[0]
        self.stack = [root]
        self.open = {}
        self.blocks = []
        self.run = NULL
        self.count = self.room = 0
        self.texts = []
        self.breaks = self.anchors = 0
        self.link = self.hidden_at = 0
        self.hidden = []
        self.author_from = None

    def __dealloc__(self):
        PyMem_Free(self.run)

    def result(self):
        self.flush()
        for index, block in enumerate(self.blocks):
            block.index = index
        return twin.Segmented(self.blocks, self.containers, self.head)

    cdef int walk(self) except -1:
        """Read every event, but pass over those of a menu."""
        cdef Py_ssize_t index = 0
        cdef Event* event
        cdef int code
        while index < self.scan.count:
            event = &self.scan.events[index]
            code = event.code
            if code == TEXT:
                if self.count or not self.is_blank(event.start, event.end):
                    self.text(event.start, event.end)
            elif code == REFERENCE:
                self.reference(event.start, event.end, <str>self.scan.data[event.data])
            elif code == OPEN:
                if self.count:
                    self.flush()
                self.close_implied(<Tag>self.scan.data[event.data])
                index = self.opens_block(index, event, <Tag>self.scan.data[event.data])
            elif code == CLOSE:
                self.closes(<Tag>self.scan.data[event.data])
            elif code == INLINE or code == LINK:
                if code == LINK:
                    self.start_link()
                self.opens_inline(event, (<Tag>self.scan.data[event.data]).name)
            else:
                self.special(event)
            index += 1
        return 0

    cdef int special(self, Event* event) except -1:
        cdef int code = event.code
        if code == BREAK:
            self.line_break()
        elif code == META:
            read_meta(self.head, self.cut(event.start, event.end))
        elif code == RULE:
            self.flush()
        elif code == TITLE:
            self.head.title = self.head.title or self.scan.data[event.data]
        elif code == JSON:
            self.head.json_ld.append(self.scan.data[event.data])
        else:
            self.flush()
            if code == NOSCRIPT:
                self.push("noscript", EMPTY, UNSCRIPTED)
            elif self.open.get("noscript"):
                self.closes_named("noscript")
            else:  # something inside has closed what was around it
                self.end_inline("noscript")
        return 0

    cdef inline str cut(self, Py_ssize_t start, Py_ssize_t end):
        return PyUnicode_Substring(self.view, start, end)

    cdef bint is_blank(self, Py_ssize_t start, Py_ssize_t end):
        """Whether the text is all white space."""
        cdef Char c
        if start < end:
            c = PyUnicode_READ(self.kind, self.chars, start)
            if 32 < c < 128:
                return False
        return PyUnicode_Substring(self.source, start, end).isspace()

    # -- inline text

    cdef int add(self, Py_ssize_t start, Py_ssize_t end, int cause, bint linked, object data) except -1:
        cdef Part* part
        cdef void* run
        if self.count == self.room:
            self.room = 2 * self.room + 64
            run = PyMem_Realloc(self.run, self.room * sizeof(Part))
            if run is NULL:
                raise MemoryError
            self.run = <Part*>run
        part = &self.run[self.count]
        part.start, part.end, part.cause, part.linked, part.data = start, end, cause, linked, -1
        if data is not None:
            part.data = len(self.texts)
            self.texts.append(data)
        self.count += 1
        return 0

    cdef str shown(self, Part* part):
        """What a part of the run shows."""
        if part.cause == PLAIN:
            return PyUnicode_Substring(self.source, part.start, part.end)
        if part.cause == IS_HIDDEN:
            return ""
        if part.cause == IS_REFERENCE:
            return self.texts[part.data]
        return " "

    cdef int text(self, Py_ssize_t start, Py_ssize_t end) except -1:
        """Text that stands in the source as it is shown."""
        if self.hidden:
            self.add(start, end, IS_HIDDEN, False, None)
        else:
            self.add(start, end, PLAIN, self.link > 0, None)
        if self.breaks and not self.is_blank(start, end):
            self.breaks = 0
        return 0

    cdef int reference(self, Py_ssize_t start, Py_ssize_t end, str data) except -1:
        """A character reference that shows `data`."""
        cdef bint blank = data.isspace()
        if blank and not self.count:
            return 0
        if not blank:
            self.breaks = 0
        if self.hidden:
            self.add(start, end, IS_HIDDEN, False, None)
        elif data == PyUnicode_Substring(self.source, start, end):
            self.add(start, end, PLAIN, self.link > 0, None)
        else:
            self.add(start, end, IS_REFERENCE, self.link > 0, data)
        return 0

    cdef int line_break(self) except -1:
        cdef Part* last
        if not self.count:
            return 0
        self.breaks += 1
        last = &self.run[self.count - 1]
        if self.breaks > 1 or (self.shown(last).rstrip().endswith(SENTENCE_END) and self.is_long()):
            self.flush()
        else:
            self.add(last.end, last.end, IS_BREAK, False, None)
        return 0

    cdef bint is_long(self):
        """Whether the run has a line's length; looks no further back than it must."""
        cdef Py_ssize_t total = 0, i = self.count - 1
        while i >= 0:
            total += len(self.shown(&self.run[i]))
            if total >= LONG_LINE:
                return True
            i -= 1
        return False

    cdef int start_link(self) except -1:
        cdef Part* last
        cdef str text
        if self.count:
            last = &self.run[self.count - 1]
            text = self.shown(last) if last.linked else " "
            if not text or not text[len(text) - 1].isspace():
                self.add(last.end, last.end, IS_JOINT, False, None)
        self.link = len(self.stack)
        self.anchors += 1
        return 0

    cdef int opens_inline(self, Event* event, str tag) except -1:
        """An inline element: it may be hidden, name an author, or hold what templates set apart (a caption, a date)."""
        cdef str raw
        if self.hidden:
            if tag == self.hidden[len(self.hidden) - 1]:
                self.hidden.append(tag)
            return 0
        if event.end - event.start < len(tag) + ATTRIBUTE:
            return 0
        raw = self.cut(event.start, event.end)
        shape = shape_of(tag, raw)
        found = shape[1]
        if tag == "time":
            read_time(self.head, raw, len(self.blocks), found | self.materialise().marks)
        if not found:
            return 0
        if found & HIDDEN:
            self.hidden.append(tag)
            self.hidden_at = len(self.stack)
            return 0
        if found & AUTHOR and self.author_from is None:
            self.author_from = (tag, self.count, found | self.materialise().marks)
        if tag != "a" and found & SET_APART and (<Open>self.stack[len(self.stack) - 1]).tag not in HOLDS_INLINE:
            self.flush()
            self.push(tag, shape, 0)
        return 0

    cdef int end_inline(self, str tag) except -1:
        if self.hidden:
            if self.hidden[len(self.hidden) - 1] == tag:
                self.hidden.pop()
        elif self.author_from is not None and self.author_from[0] == tag:
            self.take_author()
        return 0

    cdef int take_author(self) except -1:
        cdef Py_ssize_t i, begin = self.author_from[1]
        cdef Py_ssize_t stop = min(self.count, begin + AUTHOR_PARTS)
        name = "".join([self.shown(&self.run[i]) for i in range(begin, stop)]).strip()
        if name:
            self.head.authors.append((name, self.author_from[2]))
        self.author_from = None
        return 0

    # -- blocks

    cdef Py_ssize_t opens_block(self, Py_ssize_t index, Event* event, Tag tag) except -1:
        """A block's element opens; returns the last event that is read with it: its own, or a menu's end."""
        cdef str name = tag.name
        cdef Py_ssize_t last = event.last
        if event.end - event.start < len(name) + ATTRIBUTE:
            shape = shape_of(name, name)
        else:
            shape = shape_of(name, self.cut(event.start, event.end))
            if name == "html" and not self.head.language:
                self.head.language = read_language(self.cut(event.start, event.end))
        if last > index and not self.whole and (name in MENU_TAGS or self.is_menu(shape[1])):
            if self.is_region(event.start, self.scan.events[last].end):
                self.add_region(name, shape, index, last)
                return last
        self.push(name, shape, 0)
        return index

    cdef bint is_menu(self, object found):
        return found and found & MENU_MARKS and not found & NO_MENU

    cdef bint is_region(self, Py_ssize_t start, Py_ssize_t end):
        """Whether a menu is a region: not too large, without a long line or a main heading."""
        cdef list lines = self.scan.long_lines, headings = self.scan.headings
        if end - start > LARGEST:
            return False
        while self.line < len(lines) and <Py_ssize_t>lines[self.line] < start:
            self.line += 1
        while self.heading < len(headings) and <Py_ssize_t>headings[self.heading] < start:
            self.heading += 1
        if self.line < len(lines) and <Py_ssize_t>lines[self.line] < end:
            return False
        return not (self.heading < len(headings) and <Py_ssize_t>headings[self.heading] < end)

    cdef int add_region(self, str tag, object shape, Py_ssize_t index, Py_ssize_t last) except -1:
        """One block of all the lines of an element (region.py)."""
        cdef list pieces = []
        cdef Py_ssize_t i, low = 0, high = 0
        cdef Event* event
        for i in range(index + 1, last):
            event = &self.scan.events[i]
            if event.code <= REFERENCE:
                if event.start != high:
                    self.add_stretch(pieces, low, high)
                    low = event.start
                high = event.end
        self.add_stretch(pieces, low, high)
        if pieces:
            container = Container(tag, self.materialise(), shape[0], shape[1])
            self.containers.append(container)
            self.blocks.append(Block("region", container, Trace(pieces), 0, 0, container.marks))
        return 0

    cdef int add_stretch(self, list pieces, Py_ssize_t low, Py_ssize_t high) except -1:
        cdef str bare
        if low >= high or self.is_blank(low, high):
            return 0
        low, high = self.strip(low, high)
        bare = PyUnicode_Substring(self.source, low, high)
        if bare:
            pieces.append(new_tuple(Piece, (low, high, bare, ())))
        return 0

    cdef (Py_ssize_t, Py_ssize_t) strip(self, Py_ssize_t low, Py_ssize_t high):
        """The span without the white space at its margins."""
        cdef Py_ssize_t size
        cdef str text
        while low < high and is_space(PyUnicode_READ(self.kind, self.chars, low)):
            low += 1
        while high > low and is_space(PyUnicode_READ(self.kind, self.chars, high - 1)):
            high -= 1
        if low < high and (
            not 32 < PyUnicode_READ(self.kind, self.chars, low) < 128
            or not 32 < PyUnicode_READ(self.kind, self.chars, high - 1) < 128
        ):
            text = PyUnicode_Substring(self.source, low, high)
            size = len(text.lstrip())
            low = high - size
            high = low + len(text.strip())
        return low, high

    cdef int push(self, str tag, object shape, object extra) except -1:
        self.stack.append(Open(tag, shape, extra))
        self.open[tag] = self.open.get(tag, 0) + 1
        return 0

    cdef int closes(self, Tag tag) except -1:
        """An end tag, of a block's element or of an inline one."""
        if self.open.get(tag.name):
            self.closes_named(tag.name)
        elif tag.action == BLOCK:
            self.flush()
        else:
            self.end_inline(tag.name)
            if tag.name == "a":
                self.link = 0
        return 0

    cdef int closes_named(self, str tag) except -1:
        cdef Py_ssize_t depth = len(self.stack) - 1
        if self.count:
            self.flush()
        if tag != "body" and tag != "html":
            while (<Open>self.stack[depth]).tag != tag:
                depth -= 1
            self.close(depth)
        return 0

    cdef int close_implied(self, Tag tag) except -1:
        """End the elements whose end tag may be left out before this start tag."""
        cdef Py_ssize_t depth = len(self.stack)
        cdef str top
        while True:
            top = (<Open>self.stack[depth - 1]).tag
            if top != "p" and not (tag.closes and top in tag.closes):
                break
            depth -= 1
        if depth < len(self.stack):
            self.close(depth)
        return 0

    cdef int close(self, Py_ssize_t depth) except -1:
        """Close the open elements from `depth` of the stack on."""
        cdef str tag
        if depth < 1:
            depth = 1
        while len(self.stack) > depth:
            tag = (<Open>self.stack.pop()).tag
            self.open[tag] -= 1
        if len(self.stack) < self.link:
            self.link = 0
        if len(self.stack) < self.hidden_at:
            self.hidden.clear()
            self.hidden_at = 0
        return 0

    cdef object materialise(self):
        """The innermost open element's container, made with those around it where they are not there yet."""
        cdef Py_ssize_t at = len(self.stack) - 1
        cdef Open element = <Open>self.stack[at]
        while element.container is None:
            at -= 1
            element = <Open>self.stack[at]
        container = element.container
        while at + 1 < len(self.stack):
            at += 1
            element = <Open>self.stack[at]
            container = Container(element.tag, container, element.shape[0], element.shape[1] | element.extra)
            element.container = container
            self.containers.append(container)
        return container

    cdef int flush(self) except -1:
        """End the run of inline text: it becomes a block, unless it is only white space."""
        cdef Py_ssize_t linked = 0
        cdef int anchors = self.anchors
        if self.author_from is not None:
            self.take_author()
        self.breaks = self.anchors = 0
        if not self.count:
            return 0
        trace = self.simple_trace()
        if trace is None:
            trace, linked = trace_of(self.listed_run())
        elif self.run[0].linked:
            linked = len(trace.text)
        self.count = 0
        if self.texts:
            self.texts = []
        if trace is None or trace is NOTHING:
            return 0
        container = self.materialise()
        tag = container.tag
        found = container.marks | IN_LINK if self.link else container.marks
        kind = tag if tag in KINDS else "div"
        self.blocks.append(Block(kind, container, trace, linked, anchors or int(linked > 0), found))
        return 0

    cdef object simple_trace(self):
        """The trace of a run that is one even text; NOTHING for one of white space, None for one that is neither."""
        cdef Py_ssize_t low, high, i
        cdef Char c, before = 0
        if self.count != 1 or self.run[0].cause != PLAIN:
            return None
        low, high = self.run[0].start, self.run[0].end
        while low < high and is_space(PyUnicode_READ(self.kind, self.chars, low)):
            low += 1
        while high > low and is_space(PyUnicode_READ(self.kind, self.chars, high - 1)):
            high -= 1
        if low == high or self.is_blank(low, high):
            return NOTHING
        for i in range(low, high):
            c = PyUnicode_READ(self.kind, self.chars, i)
            if is_space(c) and (c != 32 or before == 32):
                return None
            before = c
        text = PyUnicode_Substring(self.source, low, high)
        return Trace((new_tuple(Piece, (low, high, text, ())),), text)

    cdef list listed_run(self):
        cdef Py_ssize_t i
        cdef Part* part
        cdef list run = []
        for i in range(self.count):
            part = &self.run[i]
            run.append((part.start, part.end, self.shown(part), part.linked, CAUSES[part.cause]))
        return run


cdef object NOTHING = object()
