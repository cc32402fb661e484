# cython: language_level=3, boundscheck=True, wraparound=False, cdivision=True
"""The events of a page by one pass over its characters: what tokens.py says, without an object for each token.

The states are those of the standard's tokenizer (WHATWG HTML, 13.2.5), those that differ only in the parse errors
they report made one. Every read of a character is checked against the end of the text it reads.
"""

from cpython.bytes cimport PyBytes_AS_STRING
from cpython.mem cimport PyMem_Calloc, PyMem_Free, PyMem_Malloc, PyMem_Realloc
from cpython.unicode cimport (
    PyUnicode_DATA,
    PyUnicode_KIND,
    PyUnicode_New,
    PyUnicode_READ,
    PyUnicode_Substring,
    PyUnicode_WRITE,
    Py_UNICODE_ISSPACE,
)
from libc.string cimport memchr, memcpy

cdef extern from "Python.h":
    Py_UCS4 PyUnicode_MAX_CHAR_VALUE(object text)

cdef extern from *:
    """
    #include <string.h>
    static const unsigned char* last_byte(const unsigned char* chars, int c, Py_ssize_t size) {
    #if defined(__GLIBC__) && defined(_GNU_SOURCE)
        return (const unsigned char*)memrchr(chars, c, (size_t)size);
    #else
        while (size > 0 && chars[size - 1] != (unsigned char)c) size--;
        return size > 0 ? chars + size - 1 : NULL;
    #endif
    }
    """
    const unsigned char* last_byte(const unsigned char* chars, int c, Py_ssize_t size) noexcept

from html.entities import html5

from turbohtml import unescape

from cleaner import marks as m
from cleaner.segment import elements as el
from cleaner.segment import events as ev
from cleaner.segment import region as rg
from cleaner.segment.tokens import read_attributes as read_with_references

cdef int TEXT = ev.TEXT, REFERENCE = ev.REFERENCE, OPEN = ev.OPEN, INLINE = ev.INLINE, LINK = ev.LINK
cdef int CLOSE = ev.CLOSE, BREAK = ev.BREAK, RULE = ev.RULE, META = ev.META, TITLE = ev.TITLE, JSON = ev.JSON
cdef int NOSCRIPT = ev.NOSCRIPT, NOSCRIPT_END = ev.NOSCRIPT_END
cdef dict CODES = {el.BLOCK: OPEN, el.LINK: LINK, el.INLINE: INLINE, el.BREAK: BREAK, el.META: META, el.RULE: RULE}
cdef int VOID = el.VOID, TITLED = el.TITLE, SCRIPT = el.SCRIPT, SCRIPTLESS = el.NOSCRIPT
cdef dict CONTENT = {
    "title": RCDATA, "textarea": RCDATA, "style": RAWTEXT, "xmp": RAWTEXT, "iframe": RAWTEXT, "noembed": RAWTEXT,
    "noframes": RAWTEXT, "noscript": RAWTEXT, "script": SCRIPTED, "plaintext": PLAINTEXT,
}
cdef frozenset NOTHING = frozenset()
cdef dict entities = html5
cdef int LONGEST_NAME = max(map(len, html5))
cdef Py_ssize_t LONGEST_NUMBER = 32
cdef int REMEMBERED = 5000
cdef int LONG_LINE = rg.LONG_LINE, DENSE_LINE = int(rg.LONG_LINE * rg.DENSE), CLOSE_LINE = int(rg.LONG_LINE * rg.CLOSE)
cdef Py_ssize_t DENSE_STEP = rg.STEP, SAMPLE = rg.SAMPLE, LINES = rg.LINES
cdef object is_anchor = el.ANCHOR.match, is_shadow = el.SHADOW.match, is_own_place = el.OWN_PLACE.match
cdef str ENDS = el.ENDS


cdef class Tag:
    """What is known of an element by its name."""

    def __init__(self, str name):
        self.name = name
        self.action = el.action_of(name)
        self.code = CODES.get(self.action, -1)
        self.content = CONTENT.get(name, DATA)
        self.is_raw = name in el.RAW
        self.ends_foreign = el.ACTIONS.get(name) == el.BLOCK
        self.marks = m.TAGS_OF.get(name, 0)
        self.is_page = name == "html" or name == "body"
        self.id = -1
        self.closes = el.CLOSED_BY.get(name, NOTHING)


cdef dict tags = {}


cdef Tag tag_of(str written):
    """The element of this name, however it is written."""
    found = tags.get(written)
    if found is None:
        found = Tag(written.translate(LOWER))
        if len(tags) > REMEMBERED:
            tags.clear()
        tags[written] = found
    return <Tag>found


cdef dict LOWER = {upper: upper + 32 for upper in range(65, 91)}
cdef enum: SLOTS = 2048, LONGEST = 16
cdef struct Known:  # the letters of an element's name, and its number, from 1 on
    unsigned long long first
    unsigned long long rest
    int number
cdef Known[SLOTS] known
cdef list known_tags = []


cdef inline unsigned int slot_of(unsigned long long first, unsigned long long rest) noexcept:
    return <unsigned int>(((first * 0x9E3779B97F4A7C15ULL) ^ (rest * 0xC2B2AE3D27D4EB4FULL)) >> 53)


cdef int know_tags() except -1:
    """Number the elements that are met on every page: they are found without making a string."""
    cdef unsigned long long first, rest
    cdef unsigned int slot
    cdef Tag tag
    for name in (*el.ACTIONS, *COMMON):
        if len(name) > LONGEST or not name.isascii():
            continue
        first = rest = 0
        for place, letter in enumerate(name):
            if place < 8:
                first = (first << 8) | <unsigned int>ord(letter)
            else:
                rest = (rest << 8) | <unsigned int>ord(letter)
        slot = slot_of(first, rest)
        while known[slot].number:
            slot = (slot + 1) % SLOTS
        tag = Tag(name)
        tag.id = len(known_tags)
        known_tags.append(tag)
        known[slot].first, known[slot].rest, known[slot].number = first, rest, len(known_tags)
    return 0


COMMON = "span em strong b i u s small time abbr cite code sub sup mark font head q ins del big label data path g".split()
COMMON = [name for name in COMMON if name not in el.ACTIONS]
know_tags()


ctypedef unsigned char uchar
ctypedef fused Unit:
    uchar
    unsigned short
    unsigned int


cdef int put_letters(const Unit* chars, Py_ssize_t size, unsigned char* letters) noexcept nogil:
    """Fill `letters`; returns whether there may be a lone surrogate."""
    cdef Py_ssize_t i
    cdef Unit lone = 0
    for i in range(size):
        letters[i] = <unsigned char>(chars[i] if chars[i] < 128 else 128)
        if Unit is not uchar:
            lone |= <Unit>((chars[i] >> 11) == 27)
    return lone != 0


cdef class Letters:
    def __init__(self, str text, bytes given=b""):
        """`given` are the letters of a text without lone surrogates, where they are at hand."""
        cdef int kind = PyUnicode_KIND(text)
        self.text = text
        self.size = len(text)
        self.lone = 0
        if kind == 1:
            self.chars = <const unsigned char*>PyUnicode_DATA(text)
            return
        if given and len(given) == self.size:
            self.given = given
            self.chars = <const unsigned char*>PyBytes_AS_STRING(given)
            return
        self.own = <unsigned char*>PyMem_Malloc(self.size)
        if self.own is NULL:
            raise MemoryError
        self.chars = self.own
        if kind == 2:
            self.lone = put_letters(<const unsigned short*>PyUnicode_DATA(text), self.size, self.own)
        else:
            self.lone = put_letters(<const unsigned int*>PyUnicode_DATA(text), self.size, self.own)

    def __dealloc__(self):
        PyMem_Free(self.own)

    cdef int odd(self):
        """Whether it has NULs (1), carriage returns (2), perhaps lone surrogates (4); the sum of what it has."""
        cdef bint nul = memchr(self.chars, 0, self.size) is not NULL
        cdef bint line = memchr(self.chars, 13, self.size) is not NULL
        return nul | line << 1 | self.lone << 2

    cdef Letters without_returns(self):
        """The text with line feeds for carriage returns, and a space for one before a line feed (html._view)."""
        cdef int kind = PyUnicode_KIND(self.text)
        cdef str text = PyUnicode_New(self.size, PyUnicode_MAX_CHAR_VALUE(self.text))
        cdef char* chars = <char*>PyUnicode_DATA(text)
        cdef Letters found = Letters.__new__(Letters)
        cdef const unsigned char* next_one
        cdef unsigned char shown
        cdef Py_ssize_t i = 0
        memcpy(chars, PyUnicode_DATA(self.text), self.size * kind)
        found.text, found.size, found.chars = text, self.size, <const unsigned char*>chars
        if kind > 1:
            found.own = <unsigned char*>PyMem_Malloc(self.size)
            if found.own is NULL:
                raise MemoryError
            memcpy(found.own, self.chars, self.size)
            found.chars = found.own
        while True:
            next_one = <const unsigned char*>memchr(self.chars + i, 13, self.size - i)
            if next_one is NULL:
                return found
            i = next_one - self.chars
            shown = 32 if i + 1 < self.size and self.chars[i + 1] == 10 else 10
            PyUnicode_WRITE(kind, chars, i, shown)
            if found.own is not NULL:
                found.own[i] = shown
            i += 1

    cdef bint is_blank(self, Py_ssize_t start, Py_ssize_t end) noexcept:
        """Whether the text is all white space, as `str.isspace` has it."""
        cdef Py_ssize_t i
        for i in range(start, end):
            if not self.is_white(i):
                return False
        return True

    cdef bint is_white(self, Py_ssize_t i) noexcept:
        cdef unsigned char c = self.chars[i]
        if c < 128:
            return c == 32 or 9 <= c <= 13 or 28 <= c <= 31
        return Py_UNICODE_ISSPACE(PyUnicode_READ(PyUnicode_KIND(self.text), PyUnicode_DATA(self.text), i))

    cdef Py_ssize_t last(self, int c, Py_ssize_t stop) noexcept:
        """Where a character stands for the last time before `stop`; -1 if nowhere."""
        cdef const unsigned char* found = last_byte(self.chars, c, stop) if stop > 0 else NULL
        return -1 if found is NULL else found - self.chars

    cdef Py_ssize_t last_paragraph(self) noexcept:
        """Where `<p` stands for the last time; -1 if nowhere."""
        cdef Py_ssize_t i = self.size
        while True:
            i = self.last(60, i)
            if i < 0 or i + 1 < self.size and self.chars[i + 1] == 112:
                return i

    cdef bint ends_comments(self) noexcept:
        """Whether the last comment is closed, or there is none."""
        cdef const unsigned char* found
        cdef Py_ssize_t i = self.size
        while True:
            i = self.last(33, i)  # !
            if i < 1:
                return True
            if self.chars[i - 1] == 60 and i + 2 < self.size and self.chars[i + 1] == 45 and self.chars[i + 2] == 45:
                break
        i += 1
        while i + 1 < self.size:
            found = <const unsigned char*>memchr(self.chars + i, 45, self.size - i)
            if found is NULL:
                return False
            i = found - self.chars + 1
            if i + 1 < self.size and self.chars[i] == 45 and (
                self.chars[i + 1] == 62 or (i + 2 < self.size and self.chars[i + 1] == 33 and self.chars[i + 2] == 62)
            ):
                return True
        return False


def odd_characters(str text, bytes letters=b""):
    """Whether a text has NULs (1), carriage returns (2), lone surrogates (4), a comment that never ends (8); their sum."""
    cdef Letters found = Letters(text, letters)
    return found.odd() | (0 if found.ends_comments() else 8)


cdef int long_line_of(Letters letters) noexcept:
    """How many characters make a long line: region.long_line."""
    cdef int kind = PyUnicode_KIND(letters.text)
    cdef const void* chars = PyUnicode_DATA(letters.text)
    cdef Py_ssize_t i = 0, dense = 0, close = 0, seen = 0, step = min(DENSE_STEP, letters.size // SAMPLE + 1)
    cdef Char c
    if letters.text.isascii():
        return LONG_LINE
    while i < letters.size:
        if letters.chars[i] > 127:
            c = PyUnicode_READ(kind, chars, i)
            dense += 0x3040 <= c <= 0x30FF or 0x3400 <= c <= 0x9FFF
            close += 0xAC00 <= c <= 0xD7A3
        i += step
        seen += 1
    if dense * 50 >= seen:
        return DENSE_LINE
    return CLOSE_LINE if close * 50 >= seen else LONG_LINE


cdef inline bint is_letter(Char c) noexcept:
    return 97 <= (c | 32) <= 122


def read_events(str view):
    """The events of a page, as tokens.read_events gives them. Never raises."""
    cdef Scanner scanner = Scanner(view)
    scanner.scan()
    return ev.Events(*scanner.listed(), scanner.long_lines, scanner.headings)


def read_attributes(str tag):
    """The attributes of one start tag, given as its source: `(name, value)`, the first of those of one name."""
    if "&" in tag:
        return read_with_references(tag)
    cdef Scanner scanner = Scanner(tag)
    return scanner.attributes(0, None)


def read_wanted(str tag, frozenset wanted):
    """The attributes of these names only."""
    if "&" in tag:
        return [pair for pair in read_with_references(tag) if pair[0] in wanted]
    cdef Scanner scanner = Scanner(tag)
    return scanner.attributes(0, wanted)


cdef Event* spare = NULL
cdef Py_ssize_t spare_room = 0
"""room for the events of the next page, and for how many"""
cdef Py_ssize_t MOST_SPARE = 50_000


cdef class Scanner:
    """One pass over a page. `events` has `count` of them; what they say beyond their place is in `data`."""

    def __init__(self, str view, Letters letters=None):
        self.view = view
        self.letters = Letters(view) if letters is None else letters
        self.chars = self.letters.chars
        self.size = len(view)
        self.limit = self.link = -1
        self.paragraph = -2
        self.line_start = self.line_end = 0
        global spare, spare_room
        self.events, self.room = spare, spare_room
        spare, spare_room = NULL, 0
        self.count = 0
        self.opened = <int*>PyMem_Calloc(len(known_tags), sizeof(int))
        if self.opened is NULL:
            raise MemoryError
        self.data = []
        self.long_lines = []
        self.headings = []
        self.stack_tags = []
        self.stack_at = []
        self.open = {}
        self.last = {}
        self.skip = self.gather = ""
        self.gathered = []
        self.depth = 0
        self.self_closing = False

    def __dealloc__(self):
        global spare, spare_room
        if spare is NULL and self.room <= MOST_SPARE:
            spare, spare_room = self.events, self.room
        else:
            PyMem_Free(self.events)
        PyMem_Free(self.opened)

    cpdef int scan(self) except -1:
        self.read(0, self.size, False)
        self.leave_skip(self.size)
        self.leave_link()
        self.end_line()

    def listed(self):
        """The events and their ends as lists."""
        cdef Py_ssize_t i
        cdef Event* event
        cdef list events = [], ends = []
        for i in range(self.count):
            event = &self.events[i]
            data = self.data[event.data] if event.data >= 0 else ""
            events.append((event.code, event.start, event.end, data.name if isinstance(data, Tag) else data))
            ends.append(event.last)
        return events, ends

    cdef inline Char at(self, Py_ssize_t i) noexcept:
        """The character at `i`; 0 behind the end."""
        return self.chars[i] if 0 <= i < self.size else 0

    cdef inline Py_ssize_t find(self, Char c, Py_ssize_t start, Py_ssize_t stop) noexcept:
        """Where `c` stands next, `stop` if nowhere before."""
        cdef const unsigned char* found
        if start >= stop:
            return stop
        found = <const unsigned char*>memchr(self.chars + start, c, stop - start)
        return stop if found is NULL else found - self.chars

    cdef Tag tag_at(self, Py_ssize_t start, Py_ssize_t end):
        """The element whose name is written there."""
        cdef unsigned long long first = 0, rest = 0
        cdef unsigned int slot
        cdef Py_ssize_t i
        cdef Char c
        if end - start <= LONGEST:
            for i in range(start, end):
                c = self.chars[i]
                if 65 <= c <= 90:
                    c += 32
                elif c > 127:
                    break
                if i < start + 8:
                    first = (first << 8) | c
                else:
                    rest = (rest << 8) | c
            else:
                slot = slot_of(first, rest)
                while known[slot].number:
                    if known[slot].first == first and known[slot].rest == rest:
                        return <Tag>known_tags[known[slot].number - 1]
                    slot = (slot + 1) % SLOTS
        return tag_of(self.cut(start, end))

    cdef int close_all(self) except -1:
        """Forget which elements are open: whoever reads the events counts them again."""
        cdef Py_ssize_t i
        for i in range(len(known_tags)):
            self.opened[i] = 0
        self.open.clear()
        return 0

    cdef int count_open(self, Tag tag, int more) except -1:
        """How many elements of this tag are open, after as many more were opened."""
        cdef int found
        if tag.id >= 0:
            self.opened[tag.id] += more
            return self.opened[tag.id]
        found = self.open.get(tag.name, 0) + more
        if more:
            self.open[tag.name] = found
        return found

    cdef inline str cut(self, Py_ssize_t start, Py_ssize_t end):
        return PyUnicode_Substring(self.view, start, end)

    cdef int add(self, int code, Py_ssize_t start, Py_ssize_t end, object data) except -1:
        cdef Event* event
        cdef void* events
        if self.count == self.room:
            self.room = 2 * self.room + 1024
            events = PyMem_Realloc(self.events, self.room * sizeof(Event))
            if events is NULL:
                raise MemoryError
            self.events = <Event*>events
        event = &self.events[self.count]
        event.code, event.start, event.end, event.last, event.data = code, start, end, -1, -1
        if data is not None:
            event.data = len(self.data)
            self.data.append(data)
        self.count += 1
        return 0

    # -- the tokenizer

    cdef int read(self, Py_ssize_t pos, Py_ssize_t stop, bint nested) except -1:
        """Read the markup of `view[pos:stop]`."""
        cdef Py_ssize_t start, end, name_end, text = pos
        cdef Char c
        cdef Tag tag
        while pos < stop:
            start = self.find(60, pos, stop)  # <
            if start + 1 >= stop:
                break
            c = self.at(start + 1)
            if is_letter(c):
                self.shows(text, start)
                name_end = self.name_end(start + 2, stop)
                end = self.tag_end(name_end, stop)
                if end < 0:
                    end = self.find(62, start, stop)
                    if end >= stop:
                        return 0  # the page ends inside a tag, which the standard leaves out
                    pos = text = end + 1  # a quote is missing: what follows the next bracket is text again
                    continue
                tag = self.tag_at(start + 1, name_end)
                if tag.content != DATA and self.is_unclosed(tag, end):
                    tag = tag_of("q" + tag.name[1:])
                self.starts(tag, start, end)
                pos = text = end
                if tag.content != DATA:
                    pos = text = self.content(tag, end, stop, nested)
            elif c == 47:  # /
                c = self.at(start + 2) if start + 2 < stop else 0
                if is_letter(c):
                    self.shows(text, start)
                    name_end = self.name_end(start + 3, stop)
                    end = self.tag_end(name_end, stop)
                    if end < 0:
                        end = self.find(62, start, stop)
                        if end >= stop:
                            return 0
                        pos = text = end + 1
                        continue
                    tag = self.tag_at(start + 2, name_end)
                    self.ends_element(tag, start, end)
                    pos = text = end
                elif start + 2 >= stop:
                    pos = start + 1
                else:
                    self.shows(text, start)
                    pos = text = self.bogus_end(start + 2, stop)
            elif c == 33:  # !
                self.shows(text, start)
                pos = text = self.declaration_end(start, stop)
            elif c == 63:  # ?
                self.shows(text, start)
                pos = text = self.bogus_end(start + 1, stop)
            else:
                pos = start + 1
        self.shows(text, stop)

    cdef bint is_unclosed(self, Tag tag, Py_ssize_t end):
        """Whether an element that holds only text never ends, though paragraphs follow (tokens.py, `_open`)."""
        if tag.content == PLAINTEXT or self.is_closed(tag.name, end):
            return False
        if self.paragraph < -1:
            self.paragraph = self.letters.last_paragraph()
        return self.paragraph >= end

    cdef Py_ssize_t name_end(self, Py_ssize_t i, Py_ssize_t stop) noexcept:
        cdef Char c
        while i < stop:
            c = self.chars[i]
            if c == 62 or c == 47 or is_space(c):
                break
            i += 1
        return i

    cdef Py_ssize_t tag_end(self, Py_ssize_t i, Py_ssize_t stop) noexcept:
        """Behind the `>` of a tag whose name ends at `i`; -1 where the text ends first."""
        cdef Char c
        cdef bint slashed = False
        while i < stop:
            c = self.chars[i]
            if c == 62:
                self.self_closing = slashed
                return i + 1
            slashed = c == 47
            i += 1
            if slashed or is_space(c):
                continue
            while i < stop:  # the rest of an attribute's name, whatever its first character is
                c = self.chars[i]
                if c == 62 or c == 47 or c == 61 or is_space(c):
                    break
                i += 1
            while i < stop and is_space(self.chars[i]):
                i += 1
            if i < stop and self.chars[i] == 61:
                i = self.value_end(i + 1, stop)
                if i < 0:
                    return -1
        return -1

    cdef Py_ssize_t value_end(self, Py_ssize_t i, Py_ssize_t stop) noexcept:
        """Behind an attribute's value, `i` being behind its `=`; -1 where the text ends first."""
        cdef Char c, quote
        while i < stop and is_space(self.chars[i]):
            i += 1
        if i >= stop:
            return -1
        quote = self.chars[i]
        if quote == 34 or quote == 39:
            i += 1
            return self.find(quote, i, max(i, stop)) + 1
        while i < stop:
            c = self.chars[i]
            if c == 62 or is_space(c):
                break
            i += 1
        return i

    cdef Py_ssize_t bogus_end(self, Py_ssize_t i, Py_ssize_t stop):
        cdef Py_ssize_t end = self.find(62, i, stop)
        return end + 1 if end < stop else stop

    cdef Py_ssize_t declaration_end(self, Py_ssize_t start, Py_ssize_t stop):
        """Behind a comment, a doctype, or what stands for one."""
        cdef Py_ssize_t i = start + 4
        cdef Py_ssize_t dash
        if not (self.at(start + 2) == 45 and self.at(start + 3) == 45) or i > stop:
            return self.bogus_end(start + 2, stop)
        if i < stop and self.at(i) == 62:
            return i + 1  # <!-->
        if i + 1 < stop and self.at(i) == 45 and self.at(i + 1) == 62:
            return i + 2  # <!--->
        while True:
            dash = self.find(45, i, stop)
            if dash >= stop:
                return stop
            i = dash + 1
            if i >= stop or self.at(i) != 45:
                continue
            i += 1
            while i < stop and self.at(i) == 45:
                i += 1
            if i < stop and self.at(i) == 62:
                return i + 1
            if i + 1 < stop and self.at(i) == 33 and self.at(i + 1) == 62:
                return i + 2

    cdef Py_ssize_t content(self, Tag tag, Py_ssize_t pos, Py_ssize_t stop, bint nested):
        """Read what stands in an element that holds only text; returns where its end tag begins."""
        cdef Py_ssize_t end = stop
        if tag.content == SCRIPTED:
            end = self.script_end(pos, stop)
        elif tag.content != PLAINTEXT:
            end = self.raw_end(tag.name, pos, stop)
        if end <= pos:
            return end
        if not self.skip:
            if tag.content == RCDATA:
                self.shows(pos, end)
            else:
                self.shows_raw(pos, end)
        elif self.gather == "noscript" and not nested and self.find(60, pos, end) < end:
            self.noscript(pos, end)
        elif self.gather:
            self.collect(pos, end, tag.content == RCDATA)
        return end

    cdef int noscript(self, Py_ssize_t pos, Py_ssize_t end) except -1:
        skip, depth, gather = self.skip, self.depth, self.gather
        self.skip = self.gather = ""
        self.add(NOSCRIPT, pos, pos, None)
        self.read(pos, end, True)
        self.add(NOSCRIPT_END, end, end, None)
        self.skip, self.depth, self.gather = skip, depth, gather

    cdef Py_ssize_t raw_end(self, str name, Py_ssize_t pos, Py_ssize_t stop):
        """Where the end tag of this name begins."""
        cdef Py_ssize_t i = pos
        while True:
            i = self.find(60, i, stop)
            if i >= stop:
                return stop
            if self.at(i + 1) == 47 and self.is_end_tag(name, i + 2, stop):
                return i
            i += 1

    cdef bint is_end_tag(self, str name, Py_ssize_t i, Py_ssize_t stop):
        """Whether `name` stands at `i`, in whatever case, and ends there."""
        cdef Py_ssize_t k, size = len(name)
        cdef Char c
        if i + size >= stop:
            return False
        for k in range(size):
            c = self.chars[i + k]
            if 65 <= c <= 90:
                c += 32
            if c != name[k]:
                return False
        c = self.chars[i + size]
        return c == 62 or c == 47 or is_space(c)

    cdef Py_ssize_t script_end(self, Py_ssize_t pos, Py_ssize_t stop):
        """The same for a script, which may hold its own end tag inside a comment that opens another script."""
        cdef Py_ssize_t i = pos
        cdef Py_ssize_t dashes = pos
        cdef Py_ssize_t close = -1
        cdef bint escaped = False, twice = False
        while True:
            i = self.find(60, i, stop)
            if i >= stop:
                return stop
            if escaped:
                if close < i:
                    close = self.view.find("-->", dashes, stop)
                    if close < 0:
                        close = stop
                if close < i:
                    escaped = twice = False
            if self.at(i + 1) == 47 and self.is_end_tag("script", i + 2, stop):
                if not twice:
                    return i
                twice = False
            elif escaped:
                if not twice and self.is_end_tag("script", i + 1, stop):
                    twice = True
            elif self.at(i + 1) == 33 and self.at(i + 2) == 45 and self.at(i + 3) == 45 and i + 3 < stop:
                escaped = True
                dashes = i + 2
                close = -1
            i += 1

    # -- what the tokens mean

    cdef int shows(self, Py_ssize_t start, Py_ssize_t end) except -1:
        """Text and the references in it."""
        cdef Py_ssize_t at, stop
        if start >= end or self.skip:
            return 0
        self.on_line(start, end)
        at = self.find(38, start, end)  # &
        while at < end:
            data, stop = self.reference(at, end)
            if data is None:
                at = self.find(38, at + 1, end)
                continue
            self.add_text(start, at)
            self.add(REFERENCE, at, stop, data)
            start = stop
            at = self.find(38, start, end)
        self.add_text(start, end)

    cdef int shows_raw(self, Py_ssize_t start, Py_ssize_t end) except -1:
        self.on_line(start, end)
        self.add_text(start, end)

    cdef inline int add_text(self, Py_ssize_t start, Py_ssize_t end) except -1:
        cdef Event* last
        if start < end:
            if self.count:
                last = &self.events[self.count - 1]
                if last.code == TEXT and last.end == start:
                    last.end = end
                    return 0
            self.add(TEXT, start, end, None)

    cdef tuple reference(self, Py_ssize_t at, Py_ssize_t stop):
        """What the character reference at `at` shows and where it ends; None where there is none."""
        cdef Py_ssize_t i = at + 1
        cdef Py_ssize_t first
        cdef Char c = self.at(i) if i < stop else 0
        if c == 35:  # #
            i += 1
            c = self.at(i) if i < stop else 0
            hexadecimal = c == 120 or c == 88
            if hexadecimal:
                i += 1
            first = i
            while i < stop:
                c = self.chars[i]
                if not (48 <= c <= 57 or (hexadecimal and 97 <= (c | 32) <= 102)):
                    break
                i += 1
            if i == first:
                return None, at
            if i < stop and self.at(i) == 59:
                i += 1
            return unescape(self.cut(at, i)), i
        while i < stop:
            c = self.chars[i]
            if not (is_letter(c) or 48 <= c <= 57):
                break
            i += 1
        if i - at <= LONGEST_NAME and i < stop and self.at(i) == 59:
            found = entities.get(self.cut(at + 1, i + 1))
            if found is not None:
                return found, i + 1
        first = min(i, at + LONGEST_NAME)
        while first > at + 1:
            found = entities.get(self.cut(at + 1, first))
            if found is not None:  # what follows the name is text, but tokens come with it
                return found + self.cut(first, i), i
            first -= 1
        return None, at

    cdef inline int on_line(self, Py_ssize_t start, Py_ssize_t end) except -1:
        if self.line_end != start:
            self.end_line()
            self.line_start = start
        self.line_end = end

    cpdef int end_line(self) except -1:
        cdef Py_ssize_t size = self.line_end - self.line_start
        if self.limit < 0:
            self.limit = long_line_of(self.letters)
        if size > self.limit and self.is_long(self.line_start, self.line_end):
            self.long_lines.append(self.line_start)

    cdef bint is_long(self, Py_ssize_t start, Py_ssize_t end) noexcept:
        """Whether a text has more characters than a short line, each run of white space counted for one."""
        cdef Py_ssize_t i, count = 0
        cdef bint spaced = False
        for i in range(start, end):
            if self.letters.is_white(i):
                spaced = count > 0
            else:
                count += 1 + spaced
                spaced = False
                if count > self.limit:
                    return True
        return False

    cdef int starts(self, Tag tag, Py_ssize_t start, Py_ssize_t end) except -1:
        if self.skip:
            if not ((self.skip == "svg" or self.skip == "math") and tag.ends_foreign):
                self.depth += tag.name == self.skip
                return 0
            self.skip = self.gather = ""  # a block ends foreign content
        if tag.code >= 0:
            if tag.code == LINK:
                self.leave_link()
                if (self.at(start + 3) | 32) in (105, 110) and is_anchor(self.cut(start, end)) is not None:
                    self.add(INLINE, start, end, tag)
                    return 0
                self.link = self.count
            if tag.code == OPEN:
                self.close_implied(tag)
                self.stack_tags.append(tag)
                self.stack_at.append(self.count)
                self.count_open(tag, 1)
                if tag.name == "h1":
                    self.headings.append(start)
            self.add(tag.code, start, end, tag)
        elif tag.action != VOID and (not self.self_closing or tag.is_raw):
            if (not tag.is_raw or tag.content == RAWTEXT and tag.name == "noscript") and tag.action != TITLED:
                if not self.is_closed(tag.name, end):
                    return 0  # never closed: leaving out all that follows would lose the article
            if tag.name == "template" and is_shadow(self.cut(start, end)) is not None:
                return 0
            self.gather = self.gathers(tag, start, end)
            self.skip = tag.name
            self.depth = 1
            self.gathered = []

    cdef str gathers(self, Tag tag, Py_ssize_t start, Py_ssize_t end):
        """What to collect of an element that is left out; empty for nothing."""
        if tag.action == TITLED:
            return "title"
        if tag.action == SCRIPTLESS:
            return "noscript"
        if tag.action == SCRIPT and "ld+json" in self.cut(start, end).lower():
            for name, value in read_attributes(self.cut(start, end)):
                if name == "type":
                    return "json" if "ld+json" in value.lower() else ""
        return ""

    cdef bint is_closed(self, str name, Py_ssize_t at):
        """Whether an end tag of this name, in whatever case, stands behind `at`; each is looked for once."""
        cdef Py_ssize_t found, k, size = len(name)
        cdef Char c
        known = self.last.get(name)
        found = known if known is not None else -1
        if found >= at:
            return found < self.size
        found = at
        while True:
            found = self.find(60, found, self.size)
            if found >= self.size:
                break
            if self.at(found + 1) == 47:
                for k in range(size):
                    c = self.at(found + 2 + k)
                    if 65 <= c <= 90:
                        c += 32
                    if c != name[k]:
                        break
                else:
                    break
            found += 1
        self.last[name] = found
        return found < self.size

    cdef int ends_element(self, Tag tag, Py_ssize_t start, Py_ssize_t end) except -1:
        cdef Tag opened
        cdef Py_ssize_t index
        if self.skip:
            if tag.name == self.skip:
                self.depth -= 1
                if not self.depth:
                    self.leave_skip(start)
            return 0
        if not tag.is_page and self.count_open(tag, 0):
            while True:
                opened = <Tag>self.stack_tags.pop()
                index = self.stack_at.pop()
                self.count_open(opened, -1)
                if opened is tag or opened.name == tag.name:
                    break
            self.events[index].last = self.count
        if tag.code == LINK:
            if self.link >= 0 and (self.holds_article() or self.is_own_paragraph()):
                self.events[self.link].code = INLINE
            self.link = -1
        self.add(CLOSE, start, end, tag)

    cdef bint holds_article(self) except -1:
        """Whether the link that is open holds more text than a link has."""
        cdef Py_ssize_t count = len(self.long_lines)
        return count >= LINES and <Py_ssize_t>self.long_lines[count - LINES] > self.events[self.link].start

    cdef bint is_own_paragraph(self) except -1:
        """Whether the link that is open leads to a place on this page, and says more than a heading does."""
        cdef Event* link = &self.events[self.link]
        cdef Py_ssize_t size = self.line_end - self.line_start
        if self.line_start < link.end:
            return False
        if size <= 2 * DENSE_LINE and self.at(self.line_end - 1) < 128 and self.at(self.line_end - 1) != 46:
            return False
        if self.limit < 0:
            self.limit = long_line_of(self.letters)
        if size <= 2 * self.limit and self.cut(self.line_end - 1, self.line_end) not in ENDS:
            return False
        return is_own_place(self.cut(link.start, link.end)) is not None

    cpdef int leave_link(self) except -1:
        """A link that has not ended where another one begins, or the page ends, is none: what follows would be its."""
        if self.link >= 0:
            self.events[self.link].code = INLINE
            self.link = -1

    cdef int close_implied(self, Tag tag) except -1:
        """End the elements whose end tag may be left out before this start tag."""
        cdef Tag top
        while self.stack_tags:
            top = <Tag>self.stack_tags[len(self.stack_tags) - 1]
            if top.name != "p" and not (tag.closes and top.name in tag.closes):
                break
            self.stack_tags.pop()
            self.stack_at.pop()
            self.count_open(top, -1)

    cdef int collect(self, Py_ssize_t start, Py_ssize_t end, bint with_references) except -1:
        """Keep the text of an element that is left out."""
        cdef Py_ssize_t at, stop
        at = self.find(38, start, end) if with_references else end
        while at < end:
            data, stop = self.reference(at, end)
            if data is None:
                at = self.find(38, at + 1, end)
                continue
            self.gathered.append(self.cut(start, at))
            self.gathered.append(data)
            start = stop
            at = self.find(38, start, end)
        self.gathered.append(self.cut(start, end))

    cpdef int leave_skip(self, Py_ssize_t at) except -1:
        if self.gather == "title":
            self.add(TITLE, at, at, "".join(self.gathered))
        elif self.gather == "json":
            self.add(JSON, at, at, "".join(self.gathered))
        self.skip = self.gather = ""

    cdef Py_ssize_t next_attribute(self, Py_ssize_t i, Py_ssize_t stop, Attribute* found) noexcept:
        """The attribute from `i` on, in a tag that ends at `stop`; returns what is behind it, -1 where there is none."""
        cdef Char c
        while i < stop:
            c = self.chars[i]
            if c == 62:
                return -1
            if c != 47 and not is_space(c):
                break
            i += 1
        if i >= stop:
            return -1
        found.name = i
        i += 1
        while i < stop:
            c = self.chars[i]
            if c == 62 or c == 47 or c == 61 or is_space(c):
                break
            i += 1
        found.name_end = i
        found.value = found.value_end = 0
        while i < stop and is_space(self.chars[i]):
            i += 1
        if i >= stop or self.chars[i] != 61:
            return i
        i += 1
        while i < stop and is_space(self.chars[i]):
            i += 1
        c = self.chars[i] if i < stop else 0
        if c == 34 or c == 39:
            found.value = i + 1
            found.value_end = self.find(c, i + 1, stop)
            return found.value_end + 1
        found.value = i
        while i < stop:
            c = self.chars[i]
            if c == 62 or is_space(c):
                break
            i += 1
        found.value_end = i
        return i

    cdef list attributes(self, Py_ssize_t start, frozenset wanted):
        """The attributes of the tag that begins at `start`, which holds no reference; all, or those of `wanted`."""
        cdef list found = []
        cdef set seen = None
        cdef Attribute attribute
        cdef Py_ssize_t i = self.name_end(start + 2, self.size)
        while True:
            i = self.next_attribute(i, self.size, &attribute)
            if i < 0:
                return found
            name = self.cut(attribute.name, attribute.name_end)
            if not name.islower():
                name = name.translate(LOWER)
            if wanted is not None and name not in wanted:
                continue
            if found:
                if seen is None:
                    seen = {found[0][0]}
                if name in seen:
                    continue
                seen.add(name)
            found.append((name, self.cut(attribute.value, attribute.value_end)))
