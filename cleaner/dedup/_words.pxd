from libc.stdint cimport uint64_t

cdef Py_ssize_t read_into(str text, object codes, uint64_t* found, int* clutter) except -1
