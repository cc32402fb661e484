# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True
"""Which elements of a page does a simple selector point to? One pass over its tags instead of a parser's tree.

The pass follows the standard's tree construction (WHATWG HTML, 13.2.6) as far as a page's elements stand properly in
one another, end tags that may be left out counted in. Where the standard would mend more than that (formatting that
ends outside its element, text between the rows of a table, a form in a form), it says that it does not know, and the page is
parsed (selectors.py). What it does say is what that parser says: tests/test_tree.py holds both to each other.
"""

from cpython.mem cimport PyMem_Free, PyMem_Realloc
from cpython.bytes cimport PyBytes_AS_STRING, PyBytes_GET_SIZE

from cleaner.segment._scan cimport Attribute, Letters, Scanner, Tag, is_space

from cleaner.segment.tokens import read_attributes as read_with_references

cdef enum:
    VOID = 1, FORMATTING = 2, SPECIAL = 4, CLOSES_P = 8, BLOCK = 16, IN_SCOPE = 32, MARKER = 64, REFUSED = 128
    HEADING = 256, IN_HEAD = 512, BREAKOUT = 1024, IN_TABLE = 2048, RAW = 4096, INTEGRATION = 8192, IN_NOSCRIPT = 16384

SETS = {
    VOID: "area base basefont bgsound br col embed hr img input link meta param source track wbr",
    FORMATTING: "a b big code em font i s small strike strong tt u",
    SPECIAL: (
        "address area article aside base basefont bgsound blockquote body br button caption center col colgroup dd "
        "details dir div dl dt embed fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hgroup hr html "
        "iframe img input li link listing main menu meta nav noscript object ol p param pre script section select "
        "source style summary table tbody td template textarea tfoot th thead title tr track ul wbr"
    ),
    CLOSES_P: (
        "address article aside blockquote center details dialog dir div dl fieldset figcaption figure footer form header "
        "hgroup main menu nav ol p section summary ul h1 h2 h3 h4 h5 h6 pre listing li dd dt hr table"
    ),
    BLOCK: (
        "address article aside blockquote button center details dialog dir div dl fieldset figcaption figure footer "
        "header hgroup listing main menu nav object ol pre section summary ul"
    ),
    IN_SCOPE: "html table td th caption object template",
    MARKER: "td th caption object template",
    REFUSED: (
        "applet frame frameset image isindex keygen marquee math nobr noembed noframes plaintext rb rp rt rtc ruby "
        "search selectedcontent xmp"
    ),
    HEADING: "h1 h2 h3 h4 h5 h6",
    IN_HEAD: "base basefont bgsound link meta title style script noscript template",
    IN_NOSCRIPT: "basefont bgsound link meta style",
    BREAKOUT: (
        "b big blockquote body br center code dd div dl dt em embed h1 h2 h3 h4 h5 h6 head hr i img li listing menu meta "
        "nobr ol p pre ruby s small span strong strike sub sup table tt u ul var font html"
    ),
    IN_TABLE: "caption col colgroup tbody td tfoot th thead tr",
    RAW: "title textarea style script iframe",
    INTEGRATION: "foreignobject desc title",
}
cdef dict flags_by_name = {}
for _flag, _names in SETS.items():
    for _name in _names.split():
        flags_by_name[_name] = flags_by_name.get(_name, 0) | _flag
NAMED = (
    "html head body p li dd dt a button form option optgroup select table tbody thead tfoot tr td th caption colgroup col "
    "svg noscript br ul ol object script style template div address"
).split()
cdef enum:
    HTML, HEAD, BODY, P, LI, DD, DT, A, BUTTON, FORM, OPTION, OPTGROUP, SELECT, TABLE, TBODY, THEAD, TFOOT, TR, TD, TH
    CAPTION, COLGROUP, COL, SVG, NOSCRIPT, BR, UL, OL, OBJECT, SCRIPT, STYLE, TEMPLATE, DIV, ADDRESS
    NAMES = 512
cdef dict number_by_name = {}
cdef int[NAMES] flags_of
cdef enum: TAGS = 1024
cdef int[TAGS] number_by_tag  # one more than it, 0 where it was not asked yet
for _name in (*NAMED, *sorted(set(flags_by_name) - set(NAMED))):
    flags_of[len(number_by_name)] = flags_by_name.get(_name, 0)
    number_by_name[_name] = len(number_by_name)
cdef enum: FIRST, BEFORE_HEAD, IN_THE_HEAD, BEHIND_HEAD, IN_BODY
cdef int DEEPEST = 300  # elements in one another: each tag may have to be held to all that are open
cdef int MOST_NODES = 250_000  # elements, some 30 MB of them: pages that are read by people have a hundredth

cdef struct Node:
    int number
    int parent
    int next
    int last_child
    int before  # the element before it that has the same parent
    bint located
    bint foreign
    bint coded  # whether its class or its id has a character reference
    bint added  # whether a second tag has added to what it says
    unsigned long long words  # a bit for each of its classes, and for the name of each attribute
    Py_ssize_t start
    Py_ssize_t name_end
    Py_ssize_t end  # of the start tag
    Py_ssize_t close  # where the end tag begins, -1 where there is none
    Py_ssize_t close_end
    Py_ssize_t classes
    Py_ssize_t classes_end
    Py_ssize_t id
    Py_ssize_t id_end


cdef inline unsigned long long word_bit(const unsigned char* chars, Py_ssize_t size) noexcept:
    """One of 64 bits for a word, the same whatever its case."""
    if size <= 0:
        return 0
    return 1ULL << (((chars[0] | 32) * 31 + (chars[size // 2] | 32) * 17 + (chars[size - 1] | 32) * 7 + size) & 63)


cdef inline unsigned long long bit_of(bytes word) noexcept:
    return word_bit(<const unsigned char*>PyBytes_AS_STRING(word), PyBytes_GET_SIZE(word))


cdef class Compound:
    """What an element must be, in bytes. `words` are bits that it has then (see Node)."""

    cdef int number
    cdef unsigned long long words
    cdef list ids, classes, attributes, others

    def __init__(self, told, dict numbers):
        cdef bytes word
        self.number = -1
        if told.tag:
            self.number = numbers.get(told.tag, -2)
        self.ids = [one.encode() for one in told.ids]
        self.classes = [one.encode() for one in told.classes]
        self.attributes = [(name.encode(), how, value.encode()) for name, how, value in told.attributes]
        self.others = [Compound(other, numbers) for other in told.others]
        self.words = bit_of(b"id") if self.ids else 0
        for word in self.classes:
            self.words |= bit_of(word)
        for word, _, _ in self.attributes:
            self.words |= bit_of(word)


cdef class Tree(Scanner):
    """The elements of a page. `unsure` where the page is not such that this pass may speak of it."""

    cdef readonly bint unsure
    cdef Node* nodes
    cdef int size_of_nodes, room_of_nodes
    cdef int* stack
    cdef int depth_of_stack, room_of_stack
    cdef dict numbers
    cdef int phase, links, forms, tables, selects, buttons, templates, paragraphs, body
    cdef bint standard, quirks, behind_body

    def __init__(self, str view, Letters letters=None):
        Scanner.__init__(self, view, letters)
        self.numbers = {}
        self.phase = FIRST
        self.body = -1
        self.read(0, self.size, False)
        self.quirks = not self.standard
        if self.unsure:
            PyMem_Free(self.nodes)
            PyMem_Free(self.stack)
            self.nodes, self.stack = NULL, NULL

    def __dealloc__(self):
        PyMem_Free(self.nodes)
        PyMem_Free(self.stack)

    # -- elements

    cdef int number_of(self, Tag tag) except -1:
        if 0 <= tag.id < TAGS and number_by_tag[tag.id]:
            return number_by_tag[tag.id] - 1
        found = number_by_name.get(tag.name)
        if found is not None:
            if 0 <= tag.id < TAGS:
                number_by_tag[tag.id] = found + 1
            return found
        found = self.numbers.get(tag.name)
        if found is None:
            found = self.numbers[tag.name] = NAMES + len(self.numbers)
        return found

    cdef inline int flags(self, int number) noexcept:
        return flags_of[number] if number < NAMES else 0

    cdef inline int top(self) noexcept:
        """The number of the innermost open element."""
        return self.nodes[self.stack[self.depth_of_stack - 1]].number if self.depth_of_stack else -1

    cdef inline int open_at(self, int depth) noexcept:
        return self.nodes[self.stack[depth]].number

    cdef bint is_foreign(self) noexcept:
        return self.depth_of_stack > 0 and self.nodes[self.stack[self.depth_of_stack - 1]].foreign

    cdef int leaf(self, int number, Py_ssize_t start, Py_ssize_t end, int parent) except -1:
        """A new element below an open one; its index. Without a start tag `start` is -1."""
        cdef Node* node
        cdef Node* above
        cdef void* room
        if self.size_of_nodes == self.room_of_nodes:
            self.room_of_nodes = 2 * self.room_of_nodes + 1024
            room = PyMem_Realloc(self.nodes, self.room_of_nodes * sizeof(Node))
            if room is NULL:
                raise MemoryError
            self.nodes = <Node*>room
        node = &self.nodes[self.size_of_nodes]
        node.number, node.parent, node.next, node.last_child, node.before = number, parent, -1, -1, -1
        node.located = start >= 0
        node.words = 0
        node.foreign = node.coded = node.added = False
        node.start, node.end, node.close, node.close_end = start, end, -1, -1
        node.classes = node.classes_end = node.id = node.id_end = -1
        if parent >= 0:
            above = &self.nodes[parent]
            node.before = above.last_child
            if above.last_child >= 0:
                self.nodes[above.last_child].next = self.size_of_nodes
            above.last_child = self.size_of_nodes
        if start >= 0:
            node.name_end = self.name_end(start + 2, end)
            self.names(node, node.name_end, end)
        self.size_of_nodes += 1
        if self.size_of_nodes > MOST_NODES:
            self.unsure = True
        return self.size_of_nodes - 1

    cdef int names(self, Node* node, Py_ssize_t i, Py_ssize_t end) noexcept:
        """Note the class and the id of a tag whose attributes begin at `i`, where the element has none yet."""
        cdef Attribute found
        cdef Py_ssize_t size
        while True:
            i = self.next_attribute(i, end, &found)
            if i < 0:
                return 0
            size = found.name_end - found.name
            node.words |= self.name_bit(found.name, size)
            if size == 5 and node.classes < 0 and self.is_name(found.name, b"class", 5):
                node.classes, node.classes_end = found.value, found.value_end
                self.note_classes(node)
            elif size == 2 and node.id < 0 and self.is_name(found.name, b"id", 2):
                node.id, node.id_end = found.value, found.value_end
            else:
                continue
            if found.value < found.value_end and self.find(38, found.value, found.value_end) < found.value_end:
                node.coded = True

    cdef int note_classes(self, Node* node) noexcept:
        cdef Py_ssize_t at = node.classes, start, end = node.classes_end
        while at < end:
            if is_space(self.chars[at]):
                at += 1
                continue
            start = at
            while at < end and not is_space(self.chars[at]):
                at += 1
            node.words |= word_bit(self.chars + start, at - start)
        return 0

    cdef inline unsigned long long name_bit(self, Py_ssize_t at, Py_ssize_t size) noexcept:
        return word_bit(self.chars + at, size)

    cdef inline bint is_name(self, Py_ssize_t at, const char* name, Py_ssize_t size) noexcept:
        """Whether a name, written in whatever case, stands there."""
        cdef Py_ssize_t i
        cdef unsigned char c
        for i in range(size):
            c = self.chars[at + i]
            if 65 <= c <= 90:
                c += 32
            if c != <unsigned char>name[i]:
                return False
        return True

    cdef int push(self, int number, Py_ssize_t start, Py_ssize_t end) except -1:
        cdef int parent = self.stack[self.depth_of_stack - 1] if self.depth_of_stack else -1
        cdef int made = self.leaf(number, start, end, parent)
        return self.open_again(made)

    cdef int open_again(self, int made) except -1:
        cdef int number = self.nodes[made].number
        self.open_foreign(made)
        self.links += number == A
        self.tables += number == TABLE
        self.selects += number == SELECT
        self.buttons += number == BUTTON
        self.templates += number == TEMPLATE
        self.paragraphs += number == P
        return made

    cdef int open_foreign(self, int made) except -1:
        cdef void* room
        if self.depth_of_stack == self.room_of_stack:
            self.room_of_stack = 2 * self.room_of_stack + 64
            room = PyMem_Realloc(self.stack, self.room_of_stack * sizeof(int))
            if room is NULL:
                raise MemoryError
            self.stack = <int*>room
        self.stack[self.depth_of_stack] = made
        self.depth_of_stack += 1
        if self.depth_of_stack > DEEPEST:
            self.unsure = True
        return 0

    cdef int pop_to(self, int depth, bint freely=False) except -1:
        """Close all elements from this depth on. Formatting that is closed so would be opened again, unless `freely`."""
        cdef int number
        while self.depth_of_stack > depth:
            self.depth_of_stack -= 1
            number = self.nodes[self.stack[self.depth_of_stack]].number
            if not self.nodes[self.stack[self.depth_of_stack]].foreign:
                if self.flags(number) & FORMATTING and not freely:
                    self.unsure = True
                if number == FORM:
                    self.unsure = True
                self.links -= number == A
                self.tables -= number == TABLE
                self.selects -= number == SELECT
                self.buttons -= number == BUTTON
                self.templates -= number == TEMPLATE
                self.paragraphs -= number == P
        return 0

    cdef int close_at(self, int depth, Py_ssize_t start, Py_ssize_t end, bint freely=False) except -1:
        """Close the element at this depth by its own end tag."""
        cdef Node* node
        self.pop_to(depth + 1, freely)
        node = &self.nodes[self.stack[depth]]
        node.close, node.close_end = start, end
        if node.number == FORM and not node.foreign:
            self.forms = 0
            self.depth_of_stack -= 1
        else:
            self.pop_to(depth, True)
        return 0

    # -- what the scanner meets

    cdef int shows(self, Py_ssize_t start, Py_ssize_t end) except -1:
        cdef Py_ssize_t i
        cdef int top
        if start >= end or self.unsure:
            return 0
        if self.phase == IN_BODY:
            top = self.top()
            if top == TABLE or TBODY <= top <= TR or top == COLGROUP:
                for i in range(start, end):
                    if not is_space(self.chars[i]):
                        self.unsure = True
                        break
            return 0
        if self.templates:
            return 0
        for i in range(start, end):
            if not is_space(self.chars[i]):
                if self.find(38, start, end) < end:
                    self.unsure = True
                self.begin_body()
                break
        return 0

    cdef Py_ssize_t tag_end(self, Py_ssize_t i, Py_ssize_t stop) noexcept:
        cdef Py_ssize_t end = Scanner.tag_end(self, i, stop)
        if end < 0:
            self.unsure = True
        return end

    cdef bint is_unclosed(self, Tag tag, Py_ssize_t end):
        if tag.name == "noscript":
            return False
        if Scanner.is_unclosed(self, tag, end):
            self.unsure = True
        return False

    cdef Py_ssize_t declaration_end(self, Py_ssize_t start, Py_ssize_t stop):
        cdef Py_ssize_t end = Scanner.declaration_end(self, start, stop)
        cdef str said
        if self.is_foreign():
            if self.at(start + 2) == 91:  # [CDATA[
                self.unsure = True
        elif self.phase == FIRST and not self.size_of_nodes and start + 9 < end and self.is_name(start + 2, b"doctype", 7):
            said = self.cut(start + 9, min(end - 1, start + 300)).lower()
            if " ".join(said.split()) == "html" and said[:1].isspace():
                self.standard = True
            elif "//dtd xhtml 1." in said and 'html public "-//w3c//dtd xhtml 1.' in " ".join(said.split()):
                self.standard = 'transitional' in said or 'strict' in said
            if not self.standard:
                self.unsure = True  # which of the old ones it is
        return end

    cdef Py_ssize_t content(self, Tag tag, Py_ssize_t pos, Py_ssize_t stop, bint nested):
        cdef Py_ssize_t end
        if tag.name == "noscript":
            return pos
        end = self.script_end(pos, stop) if tag.name == "script" else self.raw_end(tag.name, pos, stop)
        if end >= stop or (self.is_foreign() and self.find(60, pos, end) < end):
            self.unsure = True
        return end

    cdef int starts(self, Tag tag, Py_ssize_t start, Py_ssize_t end) except -1:
        cdef int number, told
        if self.unsure:
            return 0
        number = self.number_of(tag)
        told = self.flags(number)
        if self.is_foreign():
            if told & BREAKOUT or self.flags(self.top()) & INTEGRATION:
                self.unsure = True
                return 0
            told = self.leaf(number, start, end, self.stack[self.depth_of_stack - 1])
            self.nodes[told].foreign = True
            if not self.self_closing:
                self.open_foreign(told)
            return 0
        if told & REFUSED or (self.templates and (number == FORM or number <= BODY)):
            self.unsure = True
            return 0
        if number == HTML or number == BODY:
            return self.starts_page(number, start, end)
        if number == HEAD:
            if self.phase < IN_THE_HEAD:
                self.begin_head(start, end)
            elif self.phase != IN_BODY:
                self.unsure = True
            return 0
        if self.phase != IN_BODY and not self.templates:
            if self.top() == NOSCRIPT:
                if told & IN_NOSCRIPT:
                    return self.add_element(number, told, start, end)
                if number == NOSCRIPT:
                    return 0
                self.pop_to(self.depth_of_stack - 1)
            if told & IN_HEAD:
                if self.phase < IN_THE_HEAD:
                    self.begin_head(-1, -1)
                if self.phase == BEHIND_HEAD:
                    if number == NOSCRIPT or number == TEMPLATE:
                        self.unsure = True
                    elif not told & VOID:  # it is open in the head once more; the scanner has its end
                        self.open_again(1)
                        self.add_element(number, told, start, end)
                    else:
                        self.leaf(number, start, end, 1)
                    return 0
                return self.add_element(number, told, start, end)
            self.begin_body()
        return self.starts_in_body(number, told, start, end)

    cdef int add_element(self, int number, int told, Py_ssize_t start, Py_ssize_t end) except -1:
        if told & VOID:
            self.leaf(number, start, end, self.stack[self.depth_of_stack - 1])
        else:
            self.push(number, start, end)
        return 0

    # -- html, head and body, which need not be written

    cdef int starts_page(self, int number, Py_ssize_t start, Py_ssize_t end) except -1:
        cdef Attribute found
        if number == HTML and self.phase == FIRST:
            self.begin_page(start, end)
        elif number == BODY and self.phase != IN_BODY:
            self.begin_body(start, end)
        elif self.next_attribute(self.name_end(start + 2, end), end, &found) >= 0:
            if self.phase < IN_THE_HEAD and number == BODY:
                self.unsure = True
            else:  # what it says is added to the one that is open
                self.names(&self.nodes[0 if number == HTML else self.body], self.name_end(start + 2, end), end)
                self.nodes[0 if number == HTML else self.body].added = True
        return 0

    cdef int begin_page(self, Py_ssize_t start, Py_ssize_t end) except -1:
        self.push(HTML, start, end)
        self.phase = BEFORE_HEAD
        return 0

    cdef int begin_head(self, Py_ssize_t start, Py_ssize_t end) except -1:
        if self.phase == FIRST:
            self.begin_page(-1, -1)
        self.push(HEAD, start, end)
        self.phase = IN_THE_HEAD
        return 0

    cdef int begin_body(self, Py_ssize_t start=-1, Py_ssize_t end=-1) except -1:
        if self.phase < IN_THE_HEAD:
            self.begin_head(-1, -1)
        self.pop_to(1)
        self.body = self.push(BODY, start, end)
        self.phase = IN_BODY
        return 0

    # -- start tags

    cdef int starts_in_body(self, int number, int told, Py_ssize_t start, Py_ssize_t end) except -1:
        cdef int top = self.top()
        if top == TABLE or TBODY <= top <= TR or top == COLGROUP:
            return self.starts_in_table(number, top, start, end)
        if told & IN_TABLE:
            if self.tables or self.templates:
                top = self.find_cell()
                if top < 0:
                    self.unsure = True
                else:
                    self.pop_to(top, True)
                    self.starts_in_table(number, self.top(), start, end)
            return 0
        if self.selects:
            if number == OPTION or number == OPTGROUP:
                if self.top() == OPTION:
                    self.pop_to(self.depth_of_stack - 1)
                if number == OPTGROUP and self.top() == OPTGROUP:
                    self.pop_to(self.depth_of_stack - 1)
                self.push(number, start, end)
            else:
                self.unsure = True
            return 0
        if number == LI or number == DD or number == DT:
            self.close_item(number)
        if told & CLOSES_P and (number != TABLE or self.standard):
            self.close_paragraph()
        if told & HEADING and self.flags(self.top()) & HEADING:
            self.pop_to(self.depth_of_stack - 1)
        elif number == FORM:
            if self.forms:
                self.unsure = True
            self.forms = 1
        elif (number == A and self.links) or (number == BUTTON and self.buttons):
            self.unsure = True
        elif (number == OPTION or number == OPTGROUP) and self.top() == OPTION:
            self.pop_to(self.depth_of_stack - 1)
        if number == SVG:
            number = self.leaf(SVG, start, end, self.stack[self.depth_of_stack - 1])
            self.nodes[number].foreign = True
            if not self.self_closing:
                self.open_foreign(number)
            return 0
        return self.add_element(number, told, start, end)

    cdef int starts_in_table(self, int number, int top, Py_ssize_t start, Py_ssize_t end) except -1:
        if number == SCRIPT or number == STYLE:
            if top == COLGROUP:
                self.pop_to(self.depth_of_stack - 1)
            self.push(number, start, end)
            return 0
        if top == COLGROUP:
            if number == COL:
                self.leaf(number, start, end, self.stack[self.depth_of_stack - 1])
                return 0
            self.pop_to(self.depth_of_stack - 1)
            top = TABLE
        if top == TR and (number == TR or TBODY <= number <= TFOOT):
            self.pop_to(self.depth_of_stack - 1)
            top = self.top()
        if TBODY <= top <= TFOOT and TBODY <= number <= TFOOT:
            self.pop_to(self.depth_of_stack - 1)
            top = self.top()
        if number == TD or number == TH:
            if top == TABLE:
                self.push(TBODY, -1, -1)
                top = TBODY
            if top != TR:
                self.push(TR, -1, -1)
        elif number == TR:
            if top == TABLE:
                self.push(TBODY, -1, -1)
        elif not (top == TABLE and (number == CAPTION or number == COLGROUP or TBODY <= number <= TFOOT)):
            self.unsure = True
            return 0
        self.push(number, start, end)
        return 0

    cdef int find_cell(self) noexcept:
        """The depth of the cell that is open in the innermost table; -1 where that is a caption, or there is none."""
        cdef int depth = self.depth_of_stack - 1, number
        while depth > 0:
            number = self.open_at(depth)
            if not self.nodes[self.stack[depth]].foreign:
                if number == TD or number == TH:
                    return depth
                if number == TABLE or number == CAPTION or number == SELECT or number == TEMPLATE:
                    return -1
            depth -= 1
        return -1

    cdef int close_paragraph(self) except -1:
        """Close a `<p>`, which holds no block."""
        cdef int depth = self.in_scope(P, BUTTON, -1) if self.paragraphs else -1
        if depth >= 0:
            self.pop_to(depth)
        return 0

    cdef int close_item(self, int number) except -1:
        """Close the list's item that is open before the next one."""
        cdef int depth = self.depth_of_stack - 1, found
        while depth > 0:
            found = self.open_at(depth)
            if found == number or (number != LI and (found == DD or found == DT)):
                self.pop_to(depth)
                return 0
            if self.flags(found) & SPECIAL and found != P and not self.is_plain_block(found):
                return 0
            depth -= 1
        return 0

    cdef bint is_plain_block(self, int number) noexcept:
        return number == DIV or number == ADDRESS

    cdef int in_scope(self, int number, int barrier, int other) noexcept:
        """The depth of the innermost open element of this kind, unless a table's part or such stands in between; -1."""
        cdef int depth = self.depth_of_stack - 1, found
        while depth > 0:
            found = self.open_at(depth)
            if found == number:
                return depth
            if self.flags(found) & IN_SCOPE or found == barrier or found == other:
                return -1
            depth -= 1
        return -1

    # -- end tags

    cdef int ends_element(self, Tag tag, Py_ssize_t start, Py_ssize_t end) except -1:
        cdef int number, told, top, depth
        if self.unsure:
            return 0
        number = self.number_of(tag)
        told = self.flags(number)
        top = self.top()
        if number == top and (told & RAW or self.is_foreign()):
            self.nodes[self.stack[self.depth_of_stack - 1]].close = start
            self.nodes[self.stack[self.depth_of_stack - 1]].close_end = end
            self.depth_of_stack -= 1
            if self.phase == BEHIND_HEAD and self.top() == HEAD:
                self.depth_of_stack -= 1
            return 0
        if self.is_foreign():
            depth = self.depth_of_stack - 1
            while depth > 0 and self.nodes[self.stack[depth]].foreign and self.open_at(depth) != number:
                depth -= 1
            if not self.nodes[self.stack[depth]].foreign:
                self.unsure = True
            else:
                self.close_at(depth, start, end)
        elif number == BR or told & REFUSED:
            self.unsure = True
        elif number == TEMPLATE:
            if self.templates:
                depth = self.depth_of_stack - 1
                while self.open_at(depth) != TEMPLATE:
                    depth -= 1
                self.close_at(depth, start, end, True)
        elif self.templates and number <= BODY:
            self.unsure = True
        elif self.phase != IN_BODY and not self.templates:
            self.ends_in_head(number, start, end)
        elif number == BODY or number == HTML:
            self.ends_page(number, start, end)
        elif self.selects and number != SELECT:
            self.ends_option(number, top, start, end)
        elif told & IN_TABLE or number == TABLE:
            self.ends_table_part(number, start, end)
        else:
            self.ends_in_body(number, told, start, end)
        return 0

    cdef int ends_in_head(self, int number, Py_ssize_t start, Py_ssize_t end) except -1:
        if number == NOSCRIPT and self.top() == NOSCRIPT:
            self.close_at(self.depth_of_stack - 1, start, end)
        elif number == HEAD and self.phase == IN_THE_HEAD and self.top() == HEAD:
            self.close_at(self.depth_of_stack - 1, start, end)
            self.phase = BEHIND_HEAD
        elif number == HEAD or number == BODY or number == HTML or self.top() == NOSCRIPT:
            self.unsure = True
        return 0

    cdef int ends_page(self, int number, Py_ssize_t start, Py_ssize_t end) except -1:
        cdef int depth
        for depth in range(1, self.depth_of_stack):
            if self.flags(self.open_at(depth)) & IN_SCOPE:
                return 0  # it is not that element's
        if self.selects:
            self.unsure = True
        elif number == BODY and not self.behind_body:
            self.nodes[self.body].close, self.nodes[self.body].close_end = start, end
            self.behind_body = True
        elif number == BODY or not self.behind_body or self.nodes[0].close >= 0:
            self.unsure = True
        else:
            self.nodes[0].close, self.nodes[0].close_end = start, end
        return 0

    cdef int ends_option(self, int number, int top, Py_ssize_t start, Py_ssize_t end) except -1:
        if number == top and (number == OPTION or number == OPTGROUP):
            self.close_at(self.depth_of_stack - 1, start, end)
        else:
            self.unsure = True
        return 0

    cdef int ends_table_part(self, int number, Py_ssize_t start, Py_ssize_t end) except -1:
        cdef int depth = self.depth_of_stack - 1, found
        cdef bint is_cell = number == TD or number == TH
        if number == COL or not self.tables:
            return 0
        while depth > 0:
            found = self.open_at(depth)
            if found == number:
                break
            if found == CAPTION and number != TABLE:
                self.unsure = True
            if found == TABLE or found == TEMPLATE or self.unsure:
                return 0
            depth -= 1
        if depth <= 0:
            return 0
        if number == COLGROUP and depth != self.depth_of_stack - 1:
            self.unsure = True
        self.close_at(depth, start, end, True)
        return 0

    cdef int ends_in_body(self, int number, int told, Py_ssize_t start, Py_ssize_t end) except -1:
        cdef int depth = self.depth_of_stack - 1, found
        cdef bint crossed = False
        if number == P:
            depth = self.in_scope(P, BUTTON, -1) if self.paragraphs else -1
            if depth < 0:
                if self.templates or self.top() == TABLE or TBODY <= self.top() <= TR:
                    self.unsure = True
                else:
                    self.leaf(P, -1, -1, self.stack[self.depth_of_stack - 1])
        elif number == LI:
            depth = self.in_scope(LI, UL, OL)
        elif told & HEADING:
            while depth > 0 and not self.flags(self.open_at(depth)) & (HEADING | IN_SCOPE):
                depth -= 1
            if not self.flags(self.open_at(depth)) & HEADING:
                return 0
            if self.open_at(depth) != number:
                self.unsure = True
        elif number == FORM:
            while depth > 0 and self.is_implied(self.open_at(depth)):
                depth -= 1
            if self.forms and self.open_at(depth) != FORM:
                self.unsure = True
            if not self.forms:
                return 0
        elif told & BLOCK or number == DD or number == DT or number == SELECT:
            depth = self.in_scope(number, -1, -1)
        else:
            while depth > 0:
                found = self.open_at(depth)
                if found == number:
                    break
                if self.flags(found) & (MARKER if told & FORMATTING else SPECIAL):
                    return 0
                crossed = crossed or self.flags(found) & SPECIAL
                depth -= 1
            if crossed and depth > 0:
                self.unsure = True
        if depth > 0 and not self.unsure:
            self.close_at(depth, start, end, number == OBJECT)
        return 0

    cdef bint is_implied(self, int number) noexcept:
        return number == DD or number == DT or number == LI or number == OPTGROUP or number == OPTION or number == P

    # -- what is asked

    def spans(self, paths, Py_ssize_t most):
        """Start and end of the first elements that any of the paths (simple.py) points to, in page order; None where
        that is not known.
        """
        cdef dict numbers
        cdef list path, compiled, found = []
        cdef Node* node
        cdef int i
        cdef Py_ssize_t seen = 0
        if self.unsure:
            return None
        numbers = {**number_by_name, **self.numbers} if self.numbers else number_by_name
        compiled = [[(how, Compound(told, numbers)) for how, told in steps] for steps in paths]
        for i in range(self.size_of_nodes):
            node = &self.nodes[i]
            for path in compiled:
                if self.may_match(<Compound>(<tuple>path[0])[1], node) and self.points(path, 0, i):
                    if self.unsure or node.number <= BODY:
                        self.unsure = False  # of this selector alone
                        return None
                    seen += 1
                    if node.located:
                        found.append((node.start, max(node.start, self.end_of(i))))
                    break
            if self.unsure:
                self.unsure = False
                return None
            if seen == most:
                break
        return found

    cdef inline bint may_match(self, Compound wanted, Node* node) noexcept:
        if wanted.number != -1 and node.number != wanted.number:
            return False
        return node.coded or node.added or node.words & wanted.words == wanted.words

    cdef bint points(self, list path, Py_ssize_t step, int node) except -1:
        """Whether a path from this step on points to an element."""
        cdef str how
        cdef Compound compound
        how, compound = path[step]
        if not self.matches(compound, node):
            return False
        if step + 1 == len(path):
            return True
        if how == "+":
            node = self.nodes[node].before
            return node >= 0 and self.points(path, step + 1, node)
        if self.is_apart(node):
            self.unsure = True  # whether a selector reaches out of a template is told in two ways
            return False
        node = self.nodes[node].parent
        if how == ">":
            return node >= 0 and self.points(path, step + 1, node)
        while node >= 0:
            if self.points(path, step + 1, node):
                return True
            if step + 2 == len(path) or (<tuple>path[step + 1])[0] == " ":
                if self.matches(<Compound>(<tuple>path[step + 1])[1], node):
                    return False  # above another one there is nothing that is not above this one
            if self.is_apart(node):
                self.unsure = True
                return False
            node = self.nodes[node].parent
        return False

    cdef inline bint is_apart(self, int at) noexcept:
        """Whether it stands right in a template, which is a document of its own."""
        cdef int parent = self.nodes[at].parent
        return parent >= 0 and self.nodes[parent].number == TEMPLATE and not self.nodes[parent].foreign

    cdef bint matches(self, Compound wanted, int at) except -1:
        cdef Node* node = &self.nodes[at]
        cdef bytes name, value
        cdef Py_ssize_t size
        if not self.may_match(wanted, node):
            return False
        if wanted.number != -1 and node.foreign:
            self.unsure = True
        if node.coded and (wanted.ids or wanted.classes):
            if not self.matches_coded(wanted, node):
                return False
        else:
            for value in wanted.ids:
                size = PyBytes_GET_SIZE(value)
                if node.id < 0 or node.id_end - node.id != size or not self.is_here(node.id, value, self.quirks):
                    return False
            for value in wanted.classes:
                if node.classes < 0 or not self.has_word(node.classes, node.classes_end, value, self.quirks):
                    return False
        for name, how, value in wanted.attributes:
            if not self.has_attribute(node, name, how, value):
                return False
        for other in wanted.others:
            if self.matches(<Compound>other, at):
                return False
        return True

    cdef bint matches_coded(self, Compound wanted, Node* node) except -1:
        """The same of a class and an id with character references."""
        if node.added or not node.located:
            self.unsure = True
            return False
        said = dict(read_with_references(self.cut(node.start, node.end))[::-1])
        words = said.get("class", "").replace("\f", " ").split(" ")
        words = [word for some in words for word in some.split("\n") for word in word.split("\t")]
        name = said.get("id", "")
        ids = [one.decode() for one in wanted.ids]
        classes = [one.decode() for one in wanted.classes]
        if self.quirks:
            self.unsure = True
        return all(name == one for one in ids) and all(one in words for one in classes)

    cdef bint is_here(self, Py_ssize_t at, bytes value, bint folded) noexcept:
        """Whether a value stands there; `folded` takes a capital for a small letter."""
        cdef const unsigned char* chars = <const unsigned char*>PyBytes_AS_STRING(value)
        cdef unsigned char one, other
        cdef Py_ssize_t i
        for i in range(PyBytes_GET_SIZE(value)):
            one, other = self.chars[at + i], chars[i]
            if folded:
                if 65 <= one <= 90:
                    one += 32
                if 65 <= other <= 90:
                    other += 32
            if one != other:
                return False
        return True

    cdef bint has_word(self, Py_ssize_t at, Py_ssize_t end, bytes word, bint folded) noexcept:
        cdef Py_ssize_t stop, size = PyBytes_GET_SIZE(word)
        while at < end:
            while at < end and is_space(self.chars[at]):
                at += 1
            stop = at
            while stop < end and not is_space(self.chars[stop]):
                stop += 1
            if stop - at == size and self.is_here(at, word, folded):
                return True
            at = stop
        return False

    cdef bint has_attribute(self, Node* node, bytes name, str how, bytes value) except -1:
        cdef Attribute found
        cdef Py_ssize_t i = node.name_end, at, size = PyBytes_GET_SIZE(value), length
        if node.added:
            self.unsure = True
        if not node.located:
            return False
        while True:
            i = self.next_attribute(i, node.end, &found)
            if i < 0:
                return False
            if found.name_end - found.name == PyBytes_GET_SIZE(name) and self.is_name(
                found.name, PyBytes_AS_STRING(name), PyBytes_GET_SIZE(name)
            ):
                break
        if not how:
            return True
        if found.value < found.value_end and self.find(38, found.value, found.value_end) < found.value_end:
            self.unsure = True
        length = found.value_end - found.value
        if how == "=":
            return length == size and self.is_here(found.value, value, False)
        if how == "~=":
            return self.has_word(found.value, found.value_end, value, False)
        if length < size:
            return False
        if how == "^=":
            return self.is_here(found.value, value, False)
        if how == "$=":
            return self.is_here(found.value_end - size, value, False)
        for at in range(found.value, found.value_end - size + 1):
            if self.is_here(at, value, False):
                return True
        return False

    cdef Py_ssize_t end_of(self, int at) noexcept:
        """Behind the end tag; without one where the next element begins, or what holds it ends (selectors.py)."""
        cdef int other
        if self.nodes[at].close >= 0:
            return self.nodes[at].close_end
        while at >= 0:
            other = self.nodes[at].next
            while other >= 0:
                if self.nodes[other].located:
                    return self.nodes[other].start
                other = self.nodes[other].next
            if self.is_apart(at):
                break
            at = self.nodes[at].parent
            if at >= 0 and self.nodes[at].located and self.nodes[at].close >= 0:
                return self.nodes[at].close
        return self.size


def read_tree(str view, bytes letters=b""):
    """The elements of a page as html._view gives it; `letters` are its own, where they are at hand."""
    return Tree(view, Letters(view, letters))
