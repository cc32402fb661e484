# cython: language_level=3, boundscheck=True, wraparound=False
"""The blocks of a page by the events of _scan.pyx: what gather.py makes of them, in the same words.

What is rare (an author, a time, a line of several pieces) is left to the Python that gather.py uses too.
"""

cimport cython
from cpython.mem cimport PyMem_Free, PyMem_Realloc
from cpython.unicode cimport (
    PyUnicode_DATA,
    PyUnicode_KIND,
    PyUnicode_New,
    PyUnicode_READ,
    PyUnicode_Substring,
    PyUnicode_WRITE,
)
from libc.stdint cimport int64_t, uint8_t, uint16_t, uint32_t
from libc.string cimport memcpy

from cleaner import marks as m
from cleaner.page import Block, Container, Head
from cleaner.segment import elements as el
from cleaner.segment import events as ev
from cleaner.segment import gather as twin
from cleaner.segment import line as ln
from cleaner.segment import inline
from cleaner.segment import region as rg
from cleaner.segment import shapes
from cleaner.segment.head import read_language, read_meta, read_time
from cleaner.segment.tokens import read_wanted as read_with_references
from cleaner.spanned import Spanned
from cleaner.trace import Piece, Trace

from cleaner._slots cimport (
    BLOCK_ANCHORS,
    BLOCK_CONTAINER,
    BLOCK_INDEX,
    BLOCK_KIND,
    BLOCK_LINKED,
    BLOCK_MARKS,
    BLOCK_TRACE,
    BLOCK_VERDICT,
    CONTAINER_DEPTH,
    CONTAINER_MARKS,
    CONTAINER_NAMES,
    CONTAINER_OWN,
    CONTAINER_PARENT,
    CONTAINER_TAG,
    TRACE_PIECES,
    TRACE_TEXT,
    block_new,
    container_new,
    container_slot,
    piece_new,
    slot_put,
    slots_prepare,
    trace_new,
)
from cleaner.segment._naming cimport Naming, naming_of
from cleaner.segment._scan cimport Attribute, Char, Event, Letters, Scanner, Tag, is_space, tag_of

cdef int TEXT = ev.TEXT, REFERENCE = ev.REFERENCE, OPEN = ev.OPEN, INLINE = ev.INLINE, LINK = ev.LINK
cdef int CLOSE = ev.CLOSE, BREAK = ev.BREAK, RULE = ev.RULE, META = ev.META, TITLE = ev.TITLE, JSON = ev.JSON
cdef int NOSCRIPT = ev.NOSCRIPT
cdef int BLOCK = el.BLOCK
cdef enum: PLAIN, IS_HIDDEN, IS_BREAK, IS_JOINT, IS_REFERENCE
cdef tuple CAUSES = ((), ln.HIDDEN, ln.BREAK, ln.JOINT, ln.REFERENCES)
cdef unsigned long long HIDDEN = m.HIDDEN, AUTHOR = m.AUTHOR, DATE = m.DATE, UNSCRIPTED = m.NOSCRIPT, SET_APART = twin.SET_APART
cdef object IN_LINK = m.LINK
cdef tuple SENTENCE_END = ln.SENTENCE_END
cdef int LONG_LINE = ln.LONG_LINE, ATTRIBUTE = twin.ATTRIBUTE, AUTHOR_PARTS = twin.AUTHOR_PARTS
cdef frozenset KINDS = el.KINDS, HOLDS_INLINE = el.HOLDS_INLINE, MENU_TAGS = rg.TAGS, TELLING = shapes.TELLING
cdef frozenset READINGS = el.READINGS
cdef object is_reading = el.READING.match
cdef unsigned long long MENU_MARKS = rg.MARKS, NO_MENU = rg.NOT_MARKS, SURE_MENU = rg.MARKS & ~rg.LINKED
cdef frozenset LINKED_TAGS = rg.LINKED_TAGS
cdef str PARAGRAPH = rg.PARAGRAPH
cdef tuple WHITE = inline.WHITE
cdef frozenset WHITE_ONLY = inline.WHITE_ONLY
cdef str BLANK = inline.BLANK
cdef dict ROLES = m.ROLES
cdef frozenset PANELS = m.PANELS
cdef object is_hiding_style = shapes.STYLE_HIDDEN.search
cdef tuple NOTHING_DONE = ()
slots_prepare(Block, Trace, Container, Piece)

cdef enum:  # the attributes that say what an element is, or that a <meta> tells its name and content by
    OTHER, CLASS, ID, ROLE, ITEMPROP, REL, TESTID, COMPONENT, TYPE, PROPERTY, IS_HIDING, ARIA_HIDDEN, STYLE
    NAME, CONTENT, EQUIV, HREF, ATTRIBUTES
cdef list ATTRIBUTE_NAMES = [
    "", "class", "id", "role", "itemprop", "rel", "data-testid", "data-component", "data-type", "property",
    "hidden", "aria-hidden", "style", "name", "content", "http-equiv", "href",
]
cdef int[ATTRIBUTES] ATTRIBUTE_SIZES
cdef char[ATTRIBUTES][16] ATTRIBUTE_LETTERS
cdef int attribute
for attribute in range(ATTRIBUTES):
    ATTRIBUTE_SIZES[attribute] = len(ATTRIBUTE_NAMES[attribute])
    for place, letter in enumerate(ATTRIBUTE_NAMES[attribute]):
        ATTRIBUTE_LETTERS[attribute][place] = ord(letter)
if shapes.NAMING != frozenset(ATTRIBUTE_NAMES[CLASS:IS_HIDING]) or TELLING - shapes.NAMING != frozenset(
    ATTRIBUTE_NAMES[IS_HIDING:NAME]
):
    raise RuntimeError("shapes.py looks at other attributes")
cdef int LARGEST = rg.LARGEST

cdef struct Part:
    Py_ssize_t start
    Py_ssize_t end
    int cause
    bint linked
    Py_ssize_t data


@cython.freelist(64)
cdef class Open:
    """An open element. Its container is made when it turns out to hold text: many never do."""
    cdef Tag element
    cdef str tag, names
    cdef unsigned long long marks
    cdef object container


def segment(str source, normalised, bint whole, bytes letters_of_source=b""):
    """The blocks of a page, as gather.gather makes them of tokens.read_events. Linear in the page.

    `normalised` is html._view, which is asked only where the page has something odd. What is in valid UTF-8 brings its
    letters along.
    """
    cdef Letters letters = Letters(source, letters_of_source), seen = letters
    cdef int odd = letters.odd()
    if not letters.ends_comments() or odd & ~2:
        seen = Letters(normalised(source))
    elif odd:
        seen = letters.without_returns()
    cdef Gatherer gatherer = Gatherer(source, whole, letters, seen)
    gatherer.walk()
    return gatherer.result()


cdef class Gatherer:
    """The blocks so far, the line of text being gathered, and the open elements around it."""
    cdef str source, view
    cdef Letters letters
    cdef const unsigned char* chars
    cdef Scanner scan
    cdef bint whole
    cdef Py_ssize_t line, heading, next_link
    cdef object head
    cdef list containers, stack, blocks, hidden, texts
    cdef Part* run
    cdef Py_ssize_t count, room
    cdef int64_t* spans  # where the stretches of the region at hand begin and end
    cdef Py_ssize_t spanned, span_room
    cdef int breaks, anchors
    cdef Py_ssize_t link, hidden_at
    cdef tuple author_from
    cdef str names
    cdef unsigned long long marks

    def __init__(self, str source, bint whole, Letters letters, Letters seen):
        self.source = source
        self.view = seen.text
        self.letters = letters
        self.chars = letters.chars
        self.scan = Scanner(seen.text, seen)
        self.scan.scan()
        self.scan.close_all()
        self.whole = whole
        self.line = self.heading = self.next_link = 0
        self.head = Head()
        self.containers = [Container("#", None, "", 0)]
        self.stack = []
        self.names = ""
        self.marks = 0
        self.push(tag_of("#"), "", 0)
        (<Open>self.stack[0]).container = self.containers[0]
        self.blocks = []
        self.run = NULL
        self.count = self.room = 0
        self.spans = NULL
        self.spanned = self.span_room = 0
        self.texts = []
        self.breaks = self.anchors = 0
        self.link = self.hidden_at = 0
        self.hidden = []
        self.author_from = None

    def __dealloc__(self):
        PyMem_Free(self.run)
        PyMem_Free(self.spans)

    def result(self):
        self.flush()
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
                self.opens_inline(event, <Tag>self.scan.data[event.data])
            else:
                self.special(event)
            index += 1
        return 0

    cdef int special(self, Event* event) except -1:
        cdef int code = event.code
        if code == BREAK:
            self.line_break()
        elif code == META:
            self.meta(event.start, event.end)
        elif code == RULE:
            self.flush()
        elif code == TITLE:
            self.head.title = self.head.title or self.scan.data[event.data]
        elif code == JSON:
            self.head.json_ld.append(self.scan.data[event.data])
        else:
            self.flush()
            if code == NOSCRIPT:
                self.push(tag_of("noscript"), "", UNSCRIPTED)
            elif self.scan.count_open(tag_of("noscript"), 0):
                self.closes_named("noscript")
            else:  # something inside has closed what was around it
                self.end_inline("noscript")
        return 0

    cdef inline str cut(self, Py_ssize_t start, Py_ssize_t end):
        return PyUnicode_Substring(self.view, start, end)

    cdef bint is_blank(self, Py_ssize_t start, Py_ssize_t end) noexcept:
        """Whether the text is all white space."""
        return start < end and self.letters.is_blank(start, end)

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

    cdef int opens_inline(self, Event* event, Tag element) except -1:
        """An inline element: it may be hidden, name an author, or hold what templates set apart (a caption, a date)."""
        cdef str tag = element.name
        cdef unsigned long long found
        if self.hidden:
            if tag == self.hidden[len(self.hidden) - 1]:
                self.hidden.append(tag)
            return 0
        if len(tag) == 2 and tag in READINGS and is_reading(self.view, event.end) is not None:
            self.hidden.append(tag)
            self.hidden_at = len(self.stack)
            return 0
        if event.end - event.start < len(tag) + ATTRIBUTE:
            return 0
        self.shape(element, event.start, event.end)
        found = self.marks
        if tag == "time" or found & DATE:
            container = self.materialise()
            read_time(self.head, self.cut(event.start, event.end), len(self.blocks), found | container.marks)
        if not found:
            return 0
        if found & HIDDEN:
            self.hidden.append(tag)
            self.hidden_at = len(self.stack)
            return 0
        if found & AUTHOR and self.author_from is None:
            self.author_from = (tag, self.count, found | self.materialise().marks)
        if found & SET_APART and tag != "a" and (<Open>self.stack[len(self.stack) - 1]).tag not in HOLDS_INLINE:
            names = self.names
            self.flush()
            self.push(element, names, found)
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
        cdef Py_ssize_t last = event.last
        cdef unsigned long long found
        if event.end - event.start < len(tag.name) + ATTRIBUTE:
            self.names = ""
            self.marks = tag.marks
        else:
            self.shape(tag, event.start, event.end)
            if tag.is_page and tag.name == "html" and not self.head.language:
                self.head.language = read_language(self.cut(event.start, event.end))
        found = self.marks
        if last > index and not self.whole and ((found & MENU_MARKS and not found & NO_MENU) or tag.name in MENU_TAGS):
            if self.is_region(event.start, self.scan.events[last].end) and (
                (found & SURE_MENU and tag.name != PARAGRAPH) or (tag.name in MENU_TAGS and tag.name not in LINKED_TAGS) or self.has_link(index, last)
            ):
                self.add_region(tag.name, index, last)
                return last
        self.push(tag, self.names, found)
        return index

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

    cdef bint has_link(self, Py_ssize_t index, Py_ssize_t last):
        """Whether a link begins between two events. Each is looked at once: `index` never falls."""
        if self.next_link <= index:
            self.next_link = index + 1
        while self.next_link < self.scan.count and self.scan.events[self.next_link].code != LINK:
            self.next_link += 1
        return self.next_link < last

    cdef int add_region(self, str tag, Py_ssize_t index, Py_ssize_t last) except -1:
        """One block of all the lines of an element (region.py)."""
        cdef Py_ssize_t i, low = 0, high = 0
        cdef Event* event
        self.spanned = 0
        for i in range(index + 1, last):
            event = &self.scan.events[i]
            if event.code <= REFERENCE:
                if event.start != high:
                    self.add_stretch(low, high)
                    low = event.start
                high = event.end
        self.add_stretch(low, high)
        if self.spanned:
            container = container_of(tag, self.materialise(), self.names, self.marks)
            self.containers.append(container)
            trace = Spanned.__new__(Spanned)
            trace.source = self.source
            trace.spans = (<const char*>self.spans)[:self.spanned * sizeof(int64_t)]
            slot_put(trace, TRACE_TEXT, joined(self.source, self.spans, self.spanned))
            self.add_block("region", container, trace, 0, 0, container_slot(container, CONTAINER_MARKS))
        return 0

    cdef int add_stretch(self, Py_ssize_t low, Py_ssize_t high) except -1:
        """Note a stretch of a region's text without its margins."""
        cdef void* spans
        if low >= high or self.is_blank(low, high):
            return 0
        low, high = self.strip(low, high)
        if low < high:
            if self.spanned + 2 > self.span_room:
                self.span_room = 2 * self.span_room + 64
                spans = PyMem_Realloc(self.spans, self.span_room * sizeof(int64_t))
                if spans is NULL:
                    raise MemoryError
                self.spans = <int64_t*>spans
            self.spans[self.spanned], self.spans[self.spanned + 1] = low, high
            self.spanned += 2
        return 0

    cdef (Py_ssize_t, Py_ssize_t) strip(self, Py_ssize_t low, Py_ssize_t high):
        """The span without the white space at its margins."""
        cdef Py_ssize_t size
        cdef str text
        while low < high and is_space(self.chars[low]):
            low += 1
        while high > low and is_space(self.chars[high - 1]):
            high -= 1
        if low < high and (
            not 32 < self.chars[low] < 128
            or not 32 < self.chars[high - 1] < 128
        ):
            text = PyUnicode_Substring(self.source, low, high)
            size = len(text.lstrip())
            low = high - size
            high = low + len(text.strip())
        return low, high

    cdef int push(self, Tag tag, str names, unsigned long long found) except -1:
        cdef Open element = Open.__new__(Open)
        element.tag = tag.name
        element.element = tag
        element.names = names
        element.marks = found
        self.stack.append(element)
        self.scan.count_open(tag, 1)
        return 0

    cdef int closes(self, Tag tag) except -1:
        """An end tag, of a block's element or of an inline one."""
        if self.scan.count_open(tag, 0):
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
        if depth < 1:
            depth = 1
        while len(self.stack) > depth:
            self.scan.count_open((<Open>self.stack.pop()).element, -1)
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
            container = container_of(element.tag, container, element.names, element.marks)
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
            trace = self.trace(&linked)
        elif self.run[0].linked:
            linked = len(trace.text)
        self.count = 0
        if self.texts:
            self.texts = []
        if trace is None or trace is NOTHING:
            return 0
        container = self.materialise()
        tag = container_slot(container, CONTAINER_TAG)
        found = container_slot(container, CONTAINER_MARKS)
        if self.link:
            found = found | IN_LINK
        kind = tag if tag in KINDS else "div"
        self.add_block(kind, container, trace, linked, anchors if anchors else linked > 0, found)
        return 0

    cdef int add_block(self, str kind, container, trace, Py_ssize_t linked, int anchors, found) except -1:
        block = block_new()
        slot_put(block, BLOCK_KIND, kind)
        slot_put(block, BLOCK_CONTAINER, container)
        slot_put(block, BLOCK_TRACE, trace)
        slot_put(block, BLOCK_LINKED, linked)
        slot_put(block, BLOCK_ANCHORS, anchors)
        slot_put(block, BLOCK_MARKS, found)
        slot_put(block, BLOCK_INDEX, len(self.blocks))
        slot_put(block, BLOCK_VERDICT, None)
        self.blocks.append(block)
        return 0

    cdef object simple_trace(self):
        """The trace of a run that is one even text; NOTHING for one of white space, None for one that is neither."""
        cdef Py_ssize_t low, high, i
        cdef Char c, before = 0
        if self.count != 1 or self.run[0].cause != PLAIN:
            return None
        low, high = self.run[0].start, self.run[0].end
        while low < high and is_space(self.chars[low]):
            low += 1
        while high > low and is_space(self.chars[high - 1]):
            high -= 1
        if low == high or self.is_blank(low, high):
            return NOTHING
        for i in range(low, high):
            c = self.chars[i]
            if is_space(c) and (c != 32 or before == 32):
                return None
            before = c
        text = PyUnicode_Substring(self.source, low, high)
        return trace_of_pieces((piece_new(low, high, text, NOTHING_DONE),), text)

    cdef object trace(self, Py_ssize_t* linked):
        """The trace of the run and how many of its characters are links; NOTHING where it shows nothing (inline.py)."""
        cdef Py_ssize_t i, inside = 0
        cdef Part* part
        cdef list texts = [self.shown(&self.run[i]) for i in range(self.count)], pieces = []
        cdef str text, joined = "".join(texts)
        cdef str bare = joined.strip()
        linked[0] = 0
        if not bare:
            for i in range(self.count):
                part = &self.run[i]
                if part.cause != PLAIN and not texts[i]:
                    pieces.append(piece_new(part.start, part.end, "", CAUSES[part.cause]))
            return trace_of_pieces(tuple(pieces), "") if pieces else NOTHING
        for i in range(self.count):
            if self.run[i].linked:
                inside += len(<str>texts[i])
        if len(joined) == len(bare) and is_even(joined):
            for i in range(self.count):
                part = &self.run[i]
                pieces.append(piece_new(part.start, part.end, texts[i], CAUSES[part.cause]))
            linked[0] = inside
            return trace_of_pieces(tuple(pieces), joined)
        linked[0] = min(inside, len(bare))
        pieces = self.collapse(texts)
        return trace_of_pieces(tuple(pieces), "".join([piece[2] for piece in pieces]))

    cdef list collapse(self, list texts):
        """The pieces of a run with white space collapsed (inline.collapse)."""
        cdef list pieces = []
        cdef bint spaced = True  # white space at the start shows nothing
        cdef Py_ssize_t i
        cdef Part* part
        cdef str text
        for i in range(self.count):
            part = &self.run[i]
            text = <str>texts[i]
            if part.cause != PLAIN:
                if text in WHITE_ONLY:
                    text = " "
                if text == " " and spaced:
                    continue
                pieces.append(piece_new(part.start, part.end, text, CAUSES[part.cause]))
                if text:
                    spaced = text == " "
            elif text:
                spaced = self.collapse_verbatim(part.start, part.end, text, pieces, spaced)
        trim(pieces)
        return pieces

    cdef bint collapse_verbatim(self, Py_ssize_t start, Py_ssize_t end, str text, list pieces, bint spaced):
        """Add the pieces of one verbatim text; returns whether the shown text now ends with a space."""
        cdef Py_ssize_t at = start, low, high = start
        cdef bint ends = self.chars[end - 1] == 32
        if is_even(text) and not (spaced and self.chars[start] == 32):
            pieces.append(piece_new(start, end, text, NOTHING_DONE))
            return ends
        while True:
            low = high
            while low < end and not is_space(self.chars[low]):
                low += 1
            if low == end:
                break
            high = low + 1
            while high < end and is_space(self.chars[high]):
                high += 1
            if high - low == 1 and start < low and high < end and self.chars[low] == 32:
                continue
            if low > at:
                pieces.append(piece_new(at, low, PyUnicode_Substring(self.source, at, low), NOTHING_DONE))
                spaced = False
            at = high
            if spaced:
                continue
            if self.chars[high - 1] == 32:
                if high < end:
                    at = high - 1
                    continue
                pieces.append(piece_new(high - 1, high, " ", NOTHING_DONE))
            else:
                pieces.append(piece_new(low, high, " ", WHITE))
            spaced = True
        if at < end:
            pieces.append(piece_new(at, end, PyUnicode_Substring(self.source, at, end), NOTHING_DONE))
            spaced = False
        return spaced

    # -- what a tag says

    cdef int attribute(self, Attribute* found) noexcept:
        """Which of the attributes that are looked at this is; OTHER for none."""
        cdef Py_ssize_t size = found.name_end - found.name, i
        cdef int which
        cdef Char c
        for which in range(1, ATTRIBUTES):
            if ATTRIBUTE_SIZES[which] != size:
                continue
            for i in range(size):
                c = self.scan.chars[found.name + i]
                if 65 <= c <= 90:
                    c += 32
                if c != <Char>ATTRIBUTE_LETTERS[which][i]:
                    break
            else:
                return which
        return OTHER

    cdef int shape(self, Tag tag, Py_ssize_t start, Py_ssize_t end) except -1:
        """Read the names of a start tag and the marks they give (shapes.py)."""
        cdef Attribute found
        cdef Py_ssize_t i = self.scan.name_end(start + 2, end)
        cdef int which
        cdef unsigned int seen = 0
        cdef unsigned long long extra = tag.marks, told = ~<unsigned long long>0
        cdef str raw, naming = ""
        while True:
            i = self.scan.next_attribute(i, end, &found)
            if i < 0:
                break
            which = self.attribute(&found)
            if which == OTHER or which > STYLE or seen & (1u << which):
                continue
            seen |= 1u << which
            if self.scan.find(38, found.value, found.value_end) < found.value_end:
                return self.shape_with_references(tag, start, end)
            raw = self.cut(found.value, found.value_end)
            if which >= IS_HIDING:
                extra |= hides(tag, which, raw)
            elif raw:
                naming = f"{naming} {raw}" if naming else raw
                if which == ROLE:
                    raw = raw.strip().lower()
                    extra |= <unsigned long long>ROLES.get(raw, 0)
                    if raw in PANELS:
                        told = ~HIDDEN
                elif raw == "author":
                    extra |= AUTHOR
        self.take_shape(tag, naming, extra)
        self.marks &= told
        return 0

    cdef int take_shape(self, Tag tag, str naming, unsigned long long extra) except -1:
        self.names, self.marks = "", extra
        cdef Naming known
        if naming:
            known = naming_of(naming)
            self.names = known.names
            if not tag.is_page:  # classes of the whole page describe its layout, not its text
                self.marks |= known.marks
        return 0

    cdef int shape_with_references(self, Tag tag, Py_ssize_t start, Py_ssize_t end) except -1:
        found = shapes.read_shape(tag.name, read_with_references(self.cut(start, end), TELLING))
        self.names, self.marks = found[0], found[1]
        return 0

    cdef bint is_plainly_other(self, Attribute* rel) except -1:
        """Whether a link's `rel` has no reference and is no `canonical`, or one that comes too late."""
        if self.head.canonical:
            return True
        if self.scan.find(38, rel.value, rel.value_end) < rel.value_end:
            return False
        return self.cut(rel.value, rel.value_end).lower() != "canonical"

    cdef int meta(self, Py_ssize_t start, Py_ssize_t end) except -1:
        """What a `<meta>` or `<link>` tells of the page (head.read_meta)."""
        cdef Attribute found
        cdef Attribute[ATTRIBUTES] values
        cdef Py_ssize_t i = self.scan.name_end(start + 2, end)
        cdef int which
        cdef unsigned int seen = 0
        cdef str content, name
        while True:
            i = self.scan.next_attribute(i, end, &found)
            if i < 0:
                break
            which = self.attribute(&found)
            if not seen & (1u << which):
                seen |= 1u << which
                values[which] = found
        if not seen & (1u << CONTENT) and not seen & (1u << REL):
            return 0
        if self.scan.find(38, start, end) < end:
            if seen & (1u << CONTENT) or not self.is_plainly_other(&values[REL]):
                read_meta(self.head, self.cut(start, end))
            return 0
        content = self.cut(values[CONTENT].value, values[CONTENT].value_end) if seen & (1u << CONTENT) else ""
        if content:
            for which in (NAME, PROPERTY, ITEMPROP, EQUIV):
                if seen & (1u << which):
                    name = self.cut(values[which].value, values[which].value_end)
                    if name:
                        self.head.metas.append((name.strip().lower(), content))
        elif seen & (1u << REL) and not self.head.canonical:
            if self.cut(values[REL].value, values[REL].value_end).lower() == "canonical":
                self.head.canonical = (
                    self.cut(values[HREF].value, values[HREF].value_end) if seen & (1u << HREF) else ""
                )
        return 0


cdef object NOTHING = object()


cdef object trace_of_pieces(tuple pieces, str text):
    trace = trace_new()
    slot_put(trace, TRACE_PIECES, pieces)
    slot_put(trace, TRACE_TEXT, text)
    return trace


cdef str joined(str source, const int64_t* spans, Py_ssize_t count):
    """The text of these spans of a source, `count` places where they begin and end in turn."""
    cdef int kind = PyUnicode_KIND(source)
    cdef const void* chars = PyUnicode_DATA(source)
    cdef Py_ssize_t at, place, size = 0
    cdef Char bits = 0
    for at in range(0, count, 2):
        size += spans[at + 1] - spans[at]
        if kind == 1:
            bits |= bits_of(<const uint8_t*>chars, spans[at], spans[at + 1])
        elif kind == 2:
            bits |= bits_of(<const uint16_t*>chars, spans[at], spans[at + 1])
        else:
            bits |= bits_of(<const uint32_t*>chars, spans[at], spans[at + 1])
    found = PyUnicode_New(size, min(bits, 0x10FFFF))
    cdef int shown = PyUnicode_KIND(found)
    cdef void* out = PyUnicode_DATA(found)
    size = 0
    for at in range(0, count, 2):
        if kind == shown:
            memcpy(<char*>out + size * kind, <const char*>chars + spans[at] * kind, (spans[at + 1] - spans[at]) * kind)
            size += spans[at + 1] - spans[at]
            continue
        for place in range(spans[at], spans[at + 1]):
            PyUnicode_WRITE(shown, out, size, PyUnicode_READ(kind, chars, place))
            size += 1
    return found


ctypedef fused Letter:
    const uint8_t
    const uint16_t
    const uint32_t


cdef inline Char bits_of(Letter* chars, Py_ssize_t low, Py_ssize_t high) noexcept:
    """The bits that the characters of a span have: how wide a text of them must be."""
    cdef Py_ssize_t i
    cdef Char found = 0
    for i in range(low, high):
        found |= chars[i]
    return found


cdef object container_of(str tag, above, str names, unsigned long long own):
    cdef unsigned long long marks
    container = container_new()
    slot_put(container, CONTAINER_TAG, tag)
    slot_put(container, CONTAINER_PARENT, above)
    slot_put(container, CONTAINER_NAMES, names)
    slot_put(container, CONTAINER_OWN, own)
    around = container_slot(above, CONTAINER_MARKS)
    marks = own | <unsigned long long>around
    slot_put(container, CONTAINER_MARKS, around if marks == <unsigned long long>around else marks)
    slot_put(container, CONTAINER_DEPTH, <int>container_slot(above, CONTAINER_DEPTH) + 1)
    return container


cdef bint is_even(str text):
    """Whether the text has no white space that a browser would collapse."""
    cdef int kind = PyUnicode_KIND(text)
    cdef const void* chars = PyUnicode_DATA(text)
    cdef Py_ssize_t i
    cdef Char c, before = 0
    for i in range(len(text)):
        c = PyUnicode_READ(kind, chars, i)
        if c <= 32 and is_space(c) and (c != 32 or before == 32):
            return False
        before = c
    return True


cdef int trim(list pieces) except -1:
    """Drop the white space that a run ends with; what is hidden behind it stays on record (inline.trim)."""
    cdef Py_ssize_t at = len(pieces) - 1
    cdef str text, bare
    while at >= 0:
        piece = pieces[at]
        text = piece[2]
        if text:
            bare = text.rstrip(BLANK)
            if bare and not piece[3] and len(bare) < len(text):
                pieces[at] = piece_new(piece[0], <Py_ssize_t>piece[0] + len(bare), bare, NOTHING_DONE)
            if bare:
                break
            del pieces[at]
        at -= 1
    return 0


cdef unsigned long long hides(Tag tag, int which, str raw) except? 1:
    """HIDDEN where this attribute hides the element (shapes.py)."""
    cdef bint found
    if which == STYLE:
        raw = raw[:1000]
        lowered = raw.lower()
        found = (not raw.isascii() or "none" in lowered or "hidden" in lowered) and is_hiding_style(raw) is not None
    elif which == IS_HIDING:
        found = raw.lower() != "until-found"
    else:
        found = raw.strip().lower() == "true"
    return HIDDEN if found and not tag.is_page and tag.name != "main" else 0
