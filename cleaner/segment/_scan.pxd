ctypedef unsigned int Char

cdef enum: DATA, RCDATA, RAWTEXT, SCRIPTED, PLAINTEXT

cdef struct Event:
    int code
    Py_ssize_t start
    Py_ssize_t end
    Py_ssize_t last
    Py_ssize_t data


cdef inline bint is_space(Char c) noexcept:
    return c == 32 or c == 10 or c == 9 or c == 12 or c == 13


cdef class Tag:
    cdef readonly str name
    cdef int action, code, content
    cdef bint is_raw, ends_foreign
    cdef frozenset closes


cdef class Scanner:
    cdef str view
    cdef int kind
    cdef const void* chars
    cdef readonly Py_ssize_t size
    cdef Py_ssize_t comment, paragraph, limit, link, line_start, line_end
    cdef Event* events
    cdef Py_ssize_t count, room
    cdef readonly list data, long_lines, headings
    cdef list stack_tags, stack_at
    cdef dict open, last, last_written
    cdef str skip, gather
    cdef list gathered
    cdef int depth
    cdef bint self_closing

    cpdef void scan(self)
    cdef inline Char at(self, Py_ssize_t i) noexcept
    cdef inline Py_ssize_t find(self, Char c, Py_ssize_t start, Py_ssize_t stop)
    cdef inline str cut(self, Py_ssize_t start, Py_ssize_t end)
    cdef int add(self, int code, Py_ssize_t start, Py_ssize_t end, object data) except -1
    cdef void read(self, Py_ssize_t pos, Py_ssize_t stop, bint nested)
    cdef bint is_unclosed(self, Tag tag, Py_ssize_t end)
    cdef Py_ssize_t name_end(self, Py_ssize_t i, Py_ssize_t stop) noexcept
    cdef Py_ssize_t tag_end(self, Py_ssize_t i, Py_ssize_t stop) noexcept
    cdef Py_ssize_t value_end(self, Py_ssize_t i, Py_ssize_t stop) noexcept
    cdef Py_ssize_t bogus_end(self, Py_ssize_t i, Py_ssize_t stop)
    cdef Py_ssize_t declaration_end(self, Py_ssize_t start, Py_ssize_t stop)
    cdef Py_ssize_t content(self, Tag tag, Py_ssize_t pos, Py_ssize_t stop, bint nested)
    cdef void noscript(self, Py_ssize_t pos, Py_ssize_t end)
    cdef Py_ssize_t raw_end(self, str name, Py_ssize_t pos, Py_ssize_t stop)
    cdef bint is_end_tag(self, str name, Py_ssize_t i, Py_ssize_t stop)
    cdef Py_ssize_t script_end(self, Py_ssize_t pos, Py_ssize_t stop)
    cdef void shows(self, Py_ssize_t start, Py_ssize_t end)
    cdef void shows_raw(self, Py_ssize_t start, Py_ssize_t end)
    cdef inline void add_text(self, Py_ssize_t start, Py_ssize_t end)
    cdef tuple reference(self, Py_ssize_t at, Py_ssize_t stop)
    cdef inline void on_line(self, Py_ssize_t start, Py_ssize_t end)
    cpdef void end_line(self)
    cdef void starts(self, Tag tag, Py_ssize_t start, Py_ssize_t end)
    cdef str gathers(self, Tag tag, Py_ssize_t start, Py_ssize_t end)
    cdef bint is_closed(self, str name, Py_ssize_t at)
    cdef void ends_element(self, Tag tag, Py_ssize_t start, Py_ssize_t end)
    cdef void close_implied(self, Tag tag)
    cdef void collect(self, Py_ssize_t start, Py_ssize_t end, bint with_references)
    cpdef void leave_skip(self, Py_ssize_t at)
    cpdef void leave_link(self)
    cdef list attributes(self, Py_ssize_t start, frozenset wanted)
