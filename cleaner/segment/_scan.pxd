ctypedef unsigned int Char

cdef enum: DATA, RCDATA, RAWTEXT, SCRIPTED, PLAINTEXT

cdef struct Event:
    int code
    Py_ssize_t start
    Py_ssize_t end
    Py_ssize_t last
    Py_ssize_t data


cdef class Letters:
    """A text as one byte a character: ASCII as it is, all else from 128 on. Nothing of HTML's syntax is beyond ASCII."""
    cdef str text
    cdef bytes given
    cdef unsigned char* own
    cdef const unsigned char* chars
    cdef readonly Py_ssize_t size
    cdef int lone
    cdef int odd(self)
    cdef Letters without_returns(self)
    cdef Py_ssize_t last(self, int c, Py_ssize_t stop) noexcept
    cdef Py_ssize_t last_paragraph(self) noexcept
    cdef bint ends_comments(self) noexcept
    cdef bint is_blank(self, Py_ssize_t start, Py_ssize_t end) noexcept
    cdef bint is_white(self, Py_ssize_t i) noexcept


cdef inline bint is_space(Char c) noexcept:
    return c == 32 or c == 10 or c == 9 or c == 12 or c == 13


cdef struct Attribute:  # where its name and its value stand; a value of no length where it has none
    Py_ssize_t name
    Py_ssize_t name_end
    Py_ssize_t value
    Py_ssize_t value_end


cdef class Tag:
    cdef readonly str name
    cdef unsigned long long marks
    cdef bint is_page
    cdef int id
    cdef int action, code, content
    cdef bint is_raw, ends_foreign
    cdef frozenset closes


cdef Tag tag_of(str written)


cdef class Scanner:
    cdef str view
    cdef Letters letters
    cdef const unsigned char* chars
    cdef readonly Py_ssize_t size
    cdef Py_ssize_t paragraph, limit, link, line_start, line_end
    cdef Event* events
    cdef Py_ssize_t count, room
    cdef readonly list data, long_lines, headings
    cdef list stack_tags, stack_at
    cdef dict open, last
    cdef str skip, gather
    cdef list gathered
    cdef int depth
    cdef bint self_closing
    cdef int* opened
    cdef Py_ssize_t next_attribute(self, Py_ssize_t i, Py_ssize_t stop, Attribute* found) noexcept
    cdef Tag tag_at(self, Py_ssize_t start, Py_ssize_t end)
    cdef int count_open(self, Tag tag, int more) except -1
    cdef int close_all(self) except -1

    cpdef int scan(self) except -1
    cdef inline Char at(self, Py_ssize_t i) noexcept
    cdef inline Py_ssize_t find(self, Char c, Py_ssize_t start, Py_ssize_t stop) noexcept
    cdef inline str cut(self, Py_ssize_t start, Py_ssize_t end)
    cdef int add(self, int code, Py_ssize_t start, Py_ssize_t end, object data) except -1
    cdef int read(self, Py_ssize_t pos, Py_ssize_t stop, bint nested) except -1
    cdef bint is_unclosed(self, Tag tag, Py_ssize_t end)
    cdef Py_ssize_t name_end(self, Py_ssize_t i, Py_ssize_t stop) noexcept
    cdef bint is_long(self, Py_ssize_t start, Py_ssize_t end) noexcept
    cdef bint holds_article(self) except -1
    cdef bint is_own_paragraph(self) except -1
    cdef Py_ssize_t tag_end(self, Py_ssize_t i, Py_ssize_t stop) noexcept
    cdef Py_ssize_t value_end(self, Py_ssize_t i, Py_ssize_t stop) noexcept
    cdef Py_ssize_t bogus_end(self, Py_ssize_t i, Py_ssize_t stop)
    cdef Py_ssize_t declaration_end(self, Py_ssize_t start, Py_ssize_t stop)
    cdef Py_ssize_t content(self, Tag tag, Py_ssize_t pos, Py_ssize_t stop, bint nested)
    cdef int noscript(self, Py_ssize_t pos, Py_ssize_t end) except -1
    cdef Py_ssize_t raw_end(self, str name, Py_ssize_t pos, Py_ssize_t stop)
    cdef bint is_end_tag(self, str name, Py_ssize_t i, Py_ssize_t stop)
    cdef Py_ssize_t script_end(self, Py_ssize_t pos, Py_ssize_t stop)
    cdef int shows(self, Py_ssize_t start, Py_ssize_t end) except -1
    cdef int shows_raw(self, Py_ssize_t start, Py_ssize_t end) except -1
    cdef inline int add_text(self, Py_ssize_t start, Py_ssize_t end) except -1
    cdef tuple reference(self, Py_ssize_t at, Py_ssize_t stop)
    cdef inline int on_line(self, Py_ssize_t start, Py_ssize_t end) except -1
    cpdef int end_line(self) except -1
    cdef int starts(self, Tag tag, Py_ssize_t start, Py_ssize_t end) except -1
    cdef str gathers(self, Tag tag, Py_ssize_t start, Py_ssize_t end)
    cdef bint is_closed(self, str name, Py_ssize_t at)
    cdef int ends_element(self, Tag tag, Py_ssize_t start, Py_ssize_t end) except -1
    cdef int close_implied(self, Tag tag) except -1
    cdef int collect(self, Py_ssize_t start, Py_ssize_t end, bint with_references) except -1
    cpdef int leave_skip(self, Py_ssize_t at) except -1
    cpdef int leave_link(self) except -1
    cdef list attributes(self, Py_ssize_t start, frozenset wanted)
