"""What ends a sentence, as stops.py has it, for characters that are read one by one."""

ctypedef unsigned int Char

cdef enum: LONG = 80


cdef inline bint is_far_stop(Char c) noexcept:
    """Whether it ends a sentence in a script that is neither Latin nor Chinese."""
    return (
        c == 0x0589 or c == 0x061F or c == 0x06D4 or c == 0x0964 or c == 0x0965 or c == 0x0F0D or c == 0x104B
        or c == 0x1362 or c == 0x1367 or c == 0x17D4 or c == 0x17D5
    )


cdef inline bint is_stop(Char c, Py_ssize_t size) noexcept:
    """Whether a line of so many characters is ended like a sentence by its last one, quotation marks aside."""
    if c < 128:
        return c == 46 or c == 33 or c == 63
    if 0x0E00 <= c <= 0x0EFF:
        return size >= LONG
    return c == 0x2026 or c == 0x3002 or c == 0xFF01 or c == 0xFF1F or is_far_stop(c)
