from libc.stdint cimport int32_t, int64_t, uint8_t, uint32_t


cdef uint8_t case_of(unsigned int c) noexcept
cdef uint32_t hash_of(str word) noexcept


cdef struct Said:
    bint by_own
    bint by_other
    float own
    float other
    float elsewhere
    float spelled


cdef class Lists:
    cdef readonly int languages
    cdef readonly float step
    cdef readonly object sizes
    cdef const uint32_t[::1] hashes
    cdef const uint8_t[::1] counts, numbers, values
    cdef const uint32_t[::1] triples
    cdef const uint8_t[:, ::1] letters
    cdef const float[::1] floors
    cdef int32_t[::1] begins
    cdef int32_t[::1] entries
    cdef uint8_t[::1] cases  # of the characters of the first plane: 0, or in a word, and then whether in lower case
    cdef int32_t row_of(self, uint32_t wanted) noexcept
    cdef object some_words(self, str text, Py_ssize_t sample)
    cdef int32_t[::1] rows_of(self, const uint32_t[:, ::1] words)
    cdef Py_ssize_t first_entry(self, int32_t row) noexcept
    cdef float value(self, Py_ssize_t entry) noexcept
    cdef int32_t triple_of(self, uint32_t wanted) noexcept
    cdef float spelled(self, str word, int own, int other) noexcept
    cdef Said ask(self, str word, int own, int other, const uint8_t[::1] far) noexcept
