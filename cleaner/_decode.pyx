# cython: language_level=3, boundscheck=False, wraparound=False
"""Valid UTF-8 as text, and as one byte a character (decode.decode_utf8): both in one pass over the bytes.

The length and the widest character are counted first, and every byte is checked there as the standard has it (Unicode
15, table 3-7), so that the second pass writes into what is large enough and asks nothing.
"""

from cpython.bytes cimport PyBytes_AS_STRING, PyBytes_FromStringAndSize, PyBytes_GET_SIZE
from cpython.unicode cimport PyUnicode_DATA, PyUnicode_New
from libc.string cimport memcpy

cdef extern from *:
    """
    #include <stdint.h>
    #include <string.h>

    /* how many of the next eight bytes are ASCII before the first that is not */
    static int ascii_bytes(const unsigned char* at) {
    #if (defined(__GNUC__) || defined(__clang__)) && defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
        uint64_t eight;
        memcpy(&eight, at, 8);
        eight &= 0x8080808080808080ULL;
        return eight ? __builtin_ctzll(eight) >> 3 : 8;
    #else
        int i = 0;
        while (i < 8 && at[i] < 0x80) i++;
        return i;
    #endif
    }

    #define HIGH 0x8080808080808080ULL
    #define LOW 0x0101010101010101ULL

    static int all_ascii(const unsigned char* at) {  /* of 32 bytes */
        uint64_t parts[4];
        memcpy(parts, at, 32);
        return !((parts[0] | parts[1] | parts[2] | parts[3]) & HIGH);
    }

    static int any_nul(const unsigned char* at) {  /* of 32 bytes that are ASCII: only below a NUL does one borrow */
        uint64_t parts[4];
        memcpy(parts, at, 32);
        return (((parts[0] - LOW) | (parts[1] - LOW) | (parts[2] - LOW) | (parts[3] - LOW)) & HIGH) != 0;
    }

    static int follows(unsigned char c) { return (c & 0xC0) == 0x80; }

    /* the number of characters, -1 where the bytes are no UTF-8; `most` is no less than the widest one */
    static Py_ssize_t count_characters(const unsigned char* at, Py_ssize_t size, unsigned int* most, int* nul) {
        const unsigned char* end = at + size;
        Py_ssize_t count = size;
        unsigned int widest = 127;
        int found = 0;
        while (at < end) {
            unsigned char c;
            if (end - at >= 32) {
                int some;
                if (all_ascii(at)) { found |= any_nul(at); at += 32; continue; }
                some = ascii_bytes(at);
                found |= memchr(at, 0, some) != NULL;
                at += some;
                if (some == 8) continue;
            }
            c = *at;
            if (c < 0x80) { found |= !c; at++; }
            else if (c < 0xE0) {
                if (c < 0xC2 || end - at < 2 || !follows(at[1])) return -1;
                widest |= c > 0xC3 ? 0xFFFF : 0xFF;
                at += 2;
                count -= 1;
            }
            else if (c < 0xF0) {
                if (end - at < 3 || !follows(at[1]) || !follows(at[2])) return -1;
                if ((c == 0xE0 && at[1] < 0xA0) || (c == 0xED && at[1] > 0x9F)) return -1;
                widest |= 0xFFFF;
                at += 3;
                count -= 2;
            }
            else {
                if (c > 0xF4 || end - at < 4 || !follows(at[1]) || !follows(at[2]) || !follows(at[3])) return -1;
                if ((c == 0xF0 && at[1] < 0x90) || (c == 0xF4 && at[1] > 0x8F)) return -1;
                widest |= 0x10FFFF;
                at += 4;
                count -= 3;
            }
        }
        *most = widest;
        *nul = found;
        return count;
    }

    /* while 32 bytes are left there is room for eight characters, so that eight may be written where fewer are meant */
    #define PUT(NAME, UNIT)                                                                                            \\
        static void NAME(const unsigned char* at, Py_ssize_t size, UNIT* text, unsigned char* letters) {              \\
            const unsigned char* end = at + size;                                                                      \\
            unsigned int c;                                                                                            \\
            int i, some;                                                                                               \\
            while (at < end) {                                                                                         \\
                if (end - at >= 32) {                                                                                  \\
                    if (all_ascii(at)) {                                                                               \\
                        for (i = 0; i < 32; i++) text[i] = at[i];                                                      \\
                        memcpy(letters, at, 32);                                                                       \\
                        at += 32, text += 32, letters += 32;                                                           \\
                        continue;                                                                                      \\
                    }                                                                                                  \\
                    some = ascii_bytes(at);                                                                            \\
                    for (i = 0; i < 8; i++) text[i] = at[i];                                                           \\
                    memcpy(letters, at, 8);                                                                            \\
                    at += some, text += some, letters += some;                                                         \\
                    if (some == 8) continue;                                                                           \\
                }                                                                                                      \\
                c = *at;                                                                                               \\
                *letters++ = c < 0x80 ? (unsigned char)c : 128;                                                        \\
                if (c < 0x80) at += 1;                                                                                 \\
                else if (c < 0xE0) {                                                                                   \\
                    c = (c & 0x1F) << 6 | (at[1] & 0x3F);                                                              \\
                    at += 2;                                                                                           \\
                }                                                                                                      \\
                else if (c < 0xF0) {                                                                                   \\
                    c = (c & 0x0F) << 12 | (at[1] & 0x3Fu) << 6 | (at[2] & 0x3F);                                      \\
                    at += 3;                                                                                           \\
                }                                                                                                      \\
                else {                                                                                                 \\
                    c = (c & 0x07) << 18 | (at[1] & 0x3Fu) << 12 | (at[2] & 0x3Fu) << 6 | (at[3] & 0x3F);              \\
                    at += 4;                                                                                           \\
                }                                                                                                      \\
                *text++ = (UNIT)c;                                                                                     \\
            }                                                                                                          \\
        }
    PUT(put_1, uint8_t)
    PUT(put_2, uint16_t)
    PUT(put_4, uint32_t)
    #undef PUT
    """
    Py_ssize_t count_characters(const unsigned char* at, Py_ssize_t size, unsigned int* most, int* nul) nogil
    void put_1(const unsigned char* at, Py_ssize_t size, unsigned char* text, unsigned char* letters) nogil
    void put_2(const unsigned char* at, Py_ssize_t size, unsigned short* text, unsigned char* letters) nogil
    void put_4(const unsigned char* at, Py_ssize_t size, unsigned int* text, unsigned char* letters) nogil


def decode_utf8(bytes data):
    """The text of these bytes, a byte for each character (ASCII as it is, 128 for all else), whether it has a NUL.

    Raises UnicodeDecodeError where they are no UTF-8, as `bytes.decode` does.
    """
    cdef const unsigned char* at = <const unsigned char*>PyBytes_AS_STRING(data)
    cdef Py_ssize_t size = PyBytes_GET_SIZE(data), count
    cdef unsigned int most = 0
    cdef int nul = 0
    cdef unsigned char* letters
    count = count_characters(at, size, &most, &nul)
    if count < 0:
        return data.decode(), b"", False
    text = PyUnicode_New(count, most)
    if most < 128:
        memcpy(PyUnicode_DATA(text), at, size)
        return text, data, nul != 0
    own = PyBytes_FromStringAndSize(NULL, count)
    letters = <unsigned char*>PyBytes_AS_STRING(own)
    if most < 256:
        put_1(at, size, <unsigned char*>PyUnicode_DATA(text), letters)
    elif most < 65536:
        put_2(at, size, <unsigned short*>PyUnicode_DATA(text), letters)
    else:
        put_4(at, size, <unsigned int*>PyUnicode_DATA(text), letters)
    return text, own, nul != 0
