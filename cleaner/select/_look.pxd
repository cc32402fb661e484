cdef bint begins_with_bullet(str text)
