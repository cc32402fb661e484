cdef class Naming:
    """The names of an element in lower case, and their marks (shapes.Shape)."""
    cdef str names
    cdef unsigned long long marks


cdef Naming naming_of(str naming)
