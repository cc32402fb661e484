from libc.stdint cimport uint64_t

ctypedef unsigned int Char

cdef bint on_edge(Char c) noexcept
cdef bint may_be_furniture(int kind, const void* chars, Py_ssize_t low, Py_ssize_t high) noexcept
cpdef bint is_furniture(str line)
cpdef bint is_section_heading(str line)
