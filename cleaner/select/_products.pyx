# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True
"""Products of small matrices: what products.py says, without the price that a library takes to begin one.

Each cell is summed up in the order of its terms, multiplied and added in one step, as the BLAS libraries do it on
processors of this kind; others are left to them (ImportError).
"""

from libc.math cimport INFINITY
from libc.stdint cimport uint8_t
from libc.string cimport memcpy

import numpy as np

from cleaner.select import features, sequence, units as twin

cdef extern from *:
    """
    #include <stddef.h>
    #include <math.h>

    enum { STEP = 32 };  /* columns that are done at a time */
    #if defined(__x86_64__) && (defined(__GNUC__) || defined(__clang__))
    #include <immintrin.h>
    #define BLOCK(NAME, TARGET, ROWS, V, W, LOAD, STORE, SET, FMA, ADD, MAX, ZERO)                                      \\
        __attribute__((target(TARGET))) static void NAME(const float* a, ptrdiff_t wide, const float* b,                \\
                ptrdiff_t columns, float* c, ptrdiff_t terms, const float* bias) {                                      \\
            for (ptrdiff_t j = 0; j < columns; j += 2 * W) {                                                            \\
                V sum[ROWS][2];                                                                                         \\
                for (int r = 0; r < ROWS; r++) { sum[r][0] = ZERO(); sum[r][1] = ZERO(); }                              \\
                for (ptrdiff_t k = 0; k < terms; k++) {                                                                 \\
                    V low = LOAD(b + k * columns + j), high = LOAD(b + k * columns + j + W);                            \\
                    for (int r = 0; r < ROWS; r++) {                                                                    \\
                        V one = SET(a[r * wide + k]);                                                                   \\
                        sum[r][0] = FMA(one, low, sum[r][0]);                                                           \\
                        sum[r][1] = FMA(one, high, sum[r][1]);                                                          \\
                    }                                                                                                   \\
                }                                                                                                       \\
                for (int r = 0; r < ROWS; r++)                                                                          \\
                    for (int h = 0; h < 2; h++) {                                                                       \\
                        V cell = sum[r][h];                                                                             \\
                        if (bias) cell = MAX(ADD(cell, LOAD(bias + j + h * W)), ZERO());                                \\
                        STORE(c + r * columns + j + h * W, cell);                                                       \\
                    }                                                                                                   \\
            }                                                                                                           \\
        }
    /* the places of the three least of `values`, of which there are a multiple of W; the first of equals. Three times the
       least and where it stands first: what is below the least so far is not known before, and no choice is guessed. */
    #define LOWEST(NAME, TARGET, V, W, LOAD, STORE, SET, MIN, SAME)                                                     \
        __attribute__((target(TARGET))) static void NAME##_least(float* values, ptrdiff_t count, int* best) {           \
            for (int which = 0; which < 3; which++) {                                                                   \
                V low = SET(INFINITY);                                                                                  \
                float lanes[W], least;                                                                                  \
                best[which] = 0;                                                                                        \
                for (ptrdiff_t first = 0; first < count; first += W) low = MIN(LOAD(values + first), low);              \
                STORE(lanes, low);                                                                                      \
                for (int half = W / 2; half; half /= 2)                                                                 \
                    for (int k = 0; k < half; k++) lanes[k] = lanes[k + half] < lanes[k] ? lanes[k + half] : lanes[k];  \
                least = lanes[0];                                                                                       \
                if (least == INFINITY) continue;                                                                        \
                for (ptrdiff_t first = 0; first < count; first += W) {                                                  \
                    unsigned int same = SAME(LOAD(values + first), SET(least));                                         \
                    if (!same) continue;                                                                                \
                    best[which] = (int)first + __builtin_ctz(same);                                                     \
                    values[best[which]] = INFINITY;                                                                     \
                    break;                                                                                              \
                }                                                                                                       \
            }                                                                                                           \
        }
    #define WIDE _mm512_loadu_ps, _mm512_storeu_ps, _mm512_set1_ps, _mm512_fmadd_ps, _mm512_add_ps, _mm512_max_ps, _mm512_setzero_ps
    #define HALF _mm256_loadu_ps, _mm256_storeu_ps, _mm256_set1_ps, _mm256_fmadd_ps, _mm256_add_ps, _mm256_max_ps, _mm256_setzero_ps
    #define MAKE(...) BLOCK(__VA_ARGS__)
    #define SAME_WIDE(a, b) (unsigned int)_mm512_cmp_ps_mask(a, b, _CMP_EQ_OQ)
    #define SAME_HALF(a, b) (unsigned int)_mm256_movemask_ps(_mm256_cmp_ps(a, b, _CMP_EQ_OQ))
    LOWEST(wide, "avx512f", __m512, 16, _mm512_loadu_ps, _mm512_storeu_ps, _mm512_set1_ps, _mm512_min_ps, SAME_WIDE)
    LOWEST(half, "avx2,fma", __m256, 8, _mm256_loadu_ps, _mm256_storeu_ps, _mm256_set1_ps, _mm256_min_ps, SAME_HALF)
    MAKE(wide_rows, "avx512f", 8, __m512, 16, WIDE)
    MAKE(wide_row, "avx512f", 1, __m512, 16, WIDE)
    MAKE(half_rows, "avx2,fma", 4, __m256, 8, HALF)
    MAKE(half_row, "avx2,fma", 1, __m256, 8, HALF)

    static ptrdiff_t at_once = 1;

    #define LOOPS(END, TARGET)                                                                                          \
        __attribute__((target(TARGET))) static void mix##END(float* units, const float* parts, const float* bias,       \
                unsigned char* lit, ptrdiff_t rows, ptrdiff_t wide, ptrdiff_t reach) {                                  \
            for (ptrdiff_t i = 0; i < rows; i++)                                                                        \
                for (ptrdiff_t j = 0; j < wide; j += STEP) {                                                            \
                    const float* part = parts + i * 3 * wide + j;                                                       \
                    float gained[STEP];                                                                                 \
                    for (int k = 0; k < STEP; k++) gained[k] = part[wide + k] + bias[j + k];                            \
                    if (i >= reach)                                                                                     \
                        for (int k = 0; k < STEP; k++) gained[k] += part[k - reach * 3 * wide];                         \
                    if (i + reach < rows)                                                                               \
                        for (int k = 0; k < STEP; k++) gained[k] += part[2 * wide + k + reach * 3 * wide];              \
                    for (int k = 0; k < STEP; k++) lit[i * wide + j + k] = gained[k] > 0;                               \
                    for (int k = 0; k < STEP; k++) units[i * wide + j + k] += gained[k] > 0 ? gained[k] : 0;            \
                }                                                                                                       \
        }                                                                                                               \
        __attribute__((target(TARGET))) static void add_page##END(float* units, const float* parts, const float* page,  \
                unsigned char* lit, ptrdiff_t rows, ptrdiff_t wide) {                                                   \
            for (ptrdiff_t i = 0; i < rows; i++)                                                                        \
                for (ptrdiff_t j = 0; j < wide; j += STEP)                                                              \
                    for (int k = 0; k < STEP; k++) {                                                                    \
                        float gained = parts[i * wide + j + k] + page[j + k];                                           \
                        lit[i * wide + j + k] = gained > 0;                                                             \
                        units[i * wide + j + k] += gained > 0 ? gained : 0;                                             \
                    }                                                                                                   \
        }                                                                                                               \
        __attribute__((target(TARGET))) static void scale_row##END(const float* mean, const float* scale, float* row,   \
                ptrdiff_t width, float clip) {                                                                          \
            for (ptrdiff_t k = 0; k < width; k++) {                                                                     \
                float value = (row[k] - mean[k]) * scale[k];                                                            \
                value = value > clip ? clip : value;                                                                    \
                row[k] = value < -clip ? -clip : value;                                                                 \
            }                                                                                                           \
        }                                                                                                               \
        __attribute__((target(TARGET))) static void weigh_row##END(const float* mine, const float* others, float share, \
                const float* given, float* shares, ptrdiff_t width) {                                                   \
            if (!others) { for (ptrdiff_t k = 0; k < width; k++) shares[k] = mine[k] * given[k]; return; }              \
            for (ptrdiff_t k = 0; k < width; k++) {                                                                     \
                float slope = mine[k] * (1 - share);                                                                    \
                slope += share * others[k];                                                                             \
                shares[k] = slope * given[k];                                                                           \
            }                                                                                                           \
        }                                                                                                               \
        __attribute__((target(TARGET))) static void note_positive##END(const float* units, unsigned char* lit,          \
                ptrdiff_t size) {                                                                                       \
            for (ptrdiff_t i = 0; i < size; i++) lit[i] = units[i] > 0;                                                 \
        }                                                                                                               \
        __attribute__((target(TARGET))) static void add##END(float* to, const float* from, ptrdiff_t size) {            \
            for (ptrdiff_t i = 0; i < size; i++) to[i] += from[i];                                                      \
        }                                                                                                               \
        /* what passes: a choice would be guessed wrong every other time; `size` is a multiple of STEP */               \
        __attribute__((target(TARGET))) static void mask##END(const float* from, const unsigned char* lit, float* to,   \
                ptrdiff_t size) {                                                                                       \
            for (ptrdiff_t j = 0; j < size; j += STEP)                                                                  \
                for (int k = 0; k < STEP; k++) to[j + k] = from[j + k] * (float)lit[j + k];                             \
        }
    /* the factors of those units that are not at rest, 0 for the others */
    #define GATES(END, TARGET)                                                                                          \
        __attribute__((target(TARGET))) static void open_gates##END(const float* gates, const float* factors,           \
                float* open, ptrdiff_t size) {                                                                          \
            for (ptrdiff_t i = 0; i < size; i++) open[i] = gates[i] != 0 ? factors[i] : 0;                              \
        }
    GATES(_wide, "avx512f,avx512bw,avx512vl,avx512dq")
    GATES(_half, "avx2")
    LOOPS(_wide, "avx512f,avx512bw,avx512vl,avx512dq")
    LOOPS(_half, "avx2")
    #define CHOOSE(NAME, ...) do { if (at_once == 8) NAME##_wide(__VA_ARGS__); else NAME##_half(__VA_ARGS__); } while (0)

    typedef void (*block)(const float*, ptrdiff_t, const float*, ptrdiff_t, float*, ptrdiff_t, const float*);
    static block many_rows = NULL, one_row = NULL;

    static void mix(float* units, const float* parts, const float* bias, unsigned char* lit, ptrdiff_t rows,
                    ptrdiff_t wide, ptrdiff_t reach) { CHOOSE(mix, units, parts, bias, lit, rows, wide, reach); }
    static void add_page(float* units, const float* parts, const float* page, unsigned char* lit, ptrdiff_t rows,
                         ptrdiff_t wide) { CHOOSE(add_page, units, parts, page, lit, rows, wide); }
    static void note_positive(const float* units, unsigned char* lit, ptrdiff_t size) {
        CHOOSE(note_positive, units, lit, size);
    }
    static void add(float* to, const float* from, ptrdiff_t size) { CHOOSE(add, to, from, size); }
    static void mask(const float* from, const unsigned char* lit, float* to, ptrdiff_t size) {
        CHOOSE(mask, from, lit, to, size);
    }
    static void scale_row(const float* mean, const float* scale, float* row, ptrdiff_t width, float clip) {
        CHOOSE(scale_row, mean, scale, row, width, clip);
    }
    static void weigh_row(const float* mine, const float* others, float share, const float* given, float* shares,
                          ptrdiff_t width) { CHOOSE(weigh_row, mine, others, share, given, shares, width); }
    static void open_gates(const float* gates, const float* factors, float* open, ptrdiff_t size) {
        CHOOSE(open_gates, gates, factors, open, size);
    }
    static void least_three(float* values, ptrdiff_t count, int* best) {
        if (at_once == 8) wide_least(values, count, best); else half_least(values, count, best);
    }

    static int prepare(void) {
        __builtin_cpu_init();
        if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl")
            && __builtin_cpu_supports("avx512dq")) { many_rows = wide_rows; one_row = wide_row; at_once = 8; }
        else if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) {
            many_rows = half_rows; one_row = half_row; at_once = 4;
        }
        return many_rows != NULL;
    }
    static void multiply(const float* a, ptrdiff_t wide, const float* b, ptrdiff_t columns, float* c, ptrdiff_t terms,
                         ptrdiff_t rows, const float* bias) {
        ptrdiff_t i = 0;
        for (; i + at_once <= rows; i += at_once) many_rows(a + i * wide, wide, b, columns, c + i * columns, terms, bias);
        for (; i < rows; i++) one_row(a + i * wide, wide, b, columns, c + i * columns, terms, bias);
    }
    #else
    static int prepare(void) { return 0; }
    static void multiply(const float* a, ptrdiff_t wide, const float* b, ptrdiff_t columns, float* c, ptrdiff_t terms,
                         ptrdiff_t rows, const float* bias) { }
    static void weigh_row(const float* mine, const float* others, float share, const float* given, float* shares,
                          ptrdiff_t width) { }
    static void least_three(float* values, ptrdiff_t count, int* best) { }
    static void open_gates(const float* gates, const float* factors, float* open, ptrdiff_t size) { }
    static void scale_row(const float* mean, const float* scale, float* row, ptrdiff_t width, float clip) { }
    static void mix(float* units, const float* parts, const float* bias, unsigned char* lit, ptrdiff_t rows,
                    ptrdiff_t wide, ptrdiff_t reach) { }
    static void add_page(float* units, const float* parts, const float* page, unsigned char* lit, ptrdiff_t rows,
                         ptrdiff_t wide) { }
    static void note_positive(const float* units, unsigned char* lit, ptrdiff_t size) { }
    static void add(float* to, const float* from, ptrdiff_t size) { }
    static void mask(const float* from, const unsigned char* lit, float* to, ptrdiff_t size) { }
    #endif
    """
    int STEP
    int prepare() noexcept
    void mix(float*, const float*, const float*, uint8_t*, Py_ssize_t, Py_ssize_t, Py_ssize_t) noexcept
    void add_page(float*, const float*, const float*, uint8_t*, Py_ssize_t, Py_ssize_t) noexcept
    void note_positive(const float*, uint8_t*, Py_ssize_t) noexcept
    void add(float*, const float*, Py_ssize_t) noexcept
    void mask(const float*, const uint8_t*, float*, Py_ssize_t) noexcept
    void open_gates(const float*, const float*, float*, Py_ssize_t) noexcept
    void least_three(float*, Py_ssize_t, int*) noexcept
    void weigh_row(const float*, const float*, float, const float*, float*, Py_ssize_t) noexcept
    void scale_row(const float*, const float*, float*, Py_ssize_t, float) noexcept
    void multiply(const float*, Py_ssize_t, const float*, Py_ssize_t, float*, Py_ssize_t, Py_ssize_t, const float*) noexcept

if not prepare():
    raise ImportError("a processor without the instructions that this was written for")

cdef enum: BLOCK = 32
"""columns that are summed up at a time"""
cdef enum: CHUNK = 32, TOGETHER = 8
"""lines that are explained at a time, and a number of them that no product does worse than fewer"""
cdef enum: LEAST = 2
"""lines from which on the libraries, too, take each cell's terms in their order"""
cdef int LAYERS = len(sequence.REACH), AFTER = sequence.AFTER
cdef int[8] REACH
cdef float CLIP = twin.CLIP, SHARE = sequence.IN_A_ROW
cdef object definition_of_strongest = features.strongest
cdef object definition = sequence.read_lines_by_layer
for place, reach in enumerate(sequence.REACH):
    REACH[place] = reach



def hidden(inputs, weights, bias):
    """The units of a layer, rectified (units.hidden)."""
    cdef Py_ssize_t rows = inputs.shape[0], terms = inputs.shape[1], columns = weights.shape[1]
    if rows < LEAST or columns % STEP or not terms:
        return twin.hidden(inputs, weights, bias)
    found = np.empty((rows, columns), np.float32)
    cdef const float[:, ::1] given = inputs, factors = weights
    cdef const float[::1] added = bias
    cdef float[:, ::1] cells = found
    if factors.shape[0] != terms or added.shape[0] != columns:
        raise ValueError("the weights of another network")
    multiply(&given[0, 0], terms, &factors[0, 0], columns, &cells[0, 0], terms, rows, &added[0])
    return found


def scaled(const float[:, :] rows, const float[:, ::1] more, const float[::1] mean, const float[::1] scale):
    """The features of two tables side by side, in standard deviations from their mean (units.scaled)."""
    cdef Py_ssize_t i, k, count = rows.shape[0], seam = rows.shape[1], width = seam + more.shape[1]
    if more.shape[0] != count or mean.shape[0] != width or scale.shape[0] != width:
        raise ValueError("features of another table")
    found = np.empty((count, width), np.float32)
    cdef float[:, ::1] cells = found
    cdef float* cell
    cdef bint is_dense = rows.strides[1] == sizeof(float)
    for i in range(count):
        cell = &cells[i, 0]
        if is_dense and seam:
            memcpy(cell, &rows[i, 0], seam * sizeof(float))
        else:
            for k in range(seam):
                cell[k] = rows[i, k]
        if seam < width:
            memcpy(cell + seam, &more[i, 0], (width - seam) * sizeof(float))
        scale_row(&mean[0], &scale[0], cell, width, CLIP)
    return found


def sigmoid(const float[::1] logits):
    """The logistic function (context.sigmoid)."""
    cdef Py_ssize_t i, count = logits.shape[0]
    cdef float below
    found = np.empty(count, np.float32)
    cdef float[::1] cells = found
    for i in range(count):
        cells[i] = -min(max(logits[i], <float>-30), <float>30)
    np.exp(found, found)
    for i in range(count):
        below = <float>1 + cells[i]
        cells[i] = <float>1 / below
    return found


def mixed(const float[::1] second, const float[::1] third):
    """The logits that decide on flat text (model.mixed)."""
    cdef Py_ssize_t i, count = second.shape[0]
    if third.shape[0] != count:
        raise ValueError("the logits of other lines")
    found = np.empty(count, np.float32)
    cdef float[::1] cells = found
    for i in range(count):
        cells[i] = (<float>1 - SHARE) * second[i] + SHARE * third[i]
    return found


def read_lines(row, inputs):
    """The units of the lines, and where they were let through (sequence.read_lines)."""
    cdef Py_ssize_t layer, passed, reach, rows = inputs.shape[0], terms = inputs.shape[1], wide = row.out.shape[1]
    if rows < LEAST or wide % STEP or len(row.out) != 1 or not terms:
        return definition(row, inputs)
    found, lets, scratch = (
        np.empty((1, rows, wide), np.float32),
        np.empty((LAYERS + 2, 1, rows, wide), np.uint8),
        np.empty((rows, 3 * wide), np.float32),
    )
    cdef const float[:, ::1] given = inputs
    cdef const float[:, :, ::1] weights = row.weights, whole = row.whole
    cdef const float[:, :, :, ::1] steps = row.steps
    cdef const float[:, ::1] bias = row.bias
    cdef const float[:, :, ::1] biases = row.biases
    cdef const float[::1] added
    cdef float[:, ::1] units = found[0], parts = scratch
    cdef uint8_t[:, :, :, ::1] lit = lets
    cdef float* gained = &parts[0, 0]
    if weights.shape[1] != terms or steps.shape[1] != LAYERS or whole.shape[1] != 2 * wide:
        raise ValueError("the weights of another network")
    multiply(&given[0, 0], terms, &weights[0, 0, 0], wide, &units[0, 0], terms, rows, &bias[0, 0])
    note_positive(&units[0, 0], &lit[0, 0, 0, 0], rows * wide)
    passed = 1
    for layer in range(LAYERS):
        reach = REACH[layer]
        multiply(&units[0, 0], wide, &steps[0, layer, 0, 0], 3 * wide, gained, wide, rows, NULL)
        mix(&units[0, 0], gained, &biases[0, layer, 0], &lit[passed, 0, 0, 0], rows, wide, reach)
        passed += 1
        if layer == AFTER:
            added = row.from_page(found)[0, 0]
            multiply(&units[0, 0], wide, &whole[0, 0, 0], wide, gained, wide, rows, NULL)
            add_page(&units[0, 0], gained, &added[0], &lit[passed, 0, 0, 0], rows, wide)
            passed += 1
    return found, lets.view(np.bool_)


cdef class Backward:
    """The weights of two networks turned round, and filled up with zeros to a multiple of BLOCK columns."""
    cdef object layer, row
    cdef const float[:, ::1] first, own, whole
    cdef const float[:, :, ::1] steps
    cdef Py_ssize_t wide

    def __init__(self, layer, row):
        self.layer, self.row = layer, row
        self.own = filled(layer.weights.T)
        if row is not None:
            wide = self.wide = row.out.shape[1]
            self.first = filled(row.weights[0].T)
            self.whole = np.ascontiguousarray(row.whole[0, :wide].T)
            self.steps = np.ascontiguousarray(row.steps[0, :, :, wide : 2 * wide].transpose(0, 2, 1))


cdef object filled(turned):
    found = np.zeros((turned.shape[0], -(-turned.shape[1] // BLOCK) * BLOCK), np.float32)
    found[:, : turned.shape[1]] = turned
    return found


cdef dict KNOWN = {}


def strongest(opinion, list places):
    """The columns of the three signs that spoke most against each line at `places`, the strongest first: (places, 3)."""
    layer, row = opinion.layer, opinion.row
    cdef Py_ssize_t count = len(places), wide = 0 if row is None else row.out.shape[1], units = layer.weights.shape[1]
    if wide % STEP or units % STEP or not count:
        return definition_of_strongest(np.ascontiguousarray(opinion.slopes(places)), opinion.inputs[places])
    cdef Backward turned = KNOWN.get((id(layer), id(row)))
    if turned is None or turned.layer is not layer or turned.row is not row:
        if len(KNOWN) > 8:
            KNOWN.clear()
        turned = KNOWN[id(layer), id(row)] = Backward(layer, row)
    cdef Py_ssize_t i, place, columns = turned.own.shape[1], width = layer.weights.shape[0]
    found = np.empty((count, 3), np.intc)
    cdef int[:, ::1] best = found
    cdef const float[:, ::1] hidden = opinion.hidden, inputs = opinion.inputs
    cdef const float[::1] out = layer.out
    cdef float[:, ::1] back
    cdef Py_ssize_t start, rows
    scratch_ = np.zeros((CHUNK, 2 * columns + units), np.float32)
    cdef float[::1] scratch = scratch_.reshape(-1)
    cdef float* mine = &scratch[0]
    cdef float* others = mine + CHUNK * columns
    cdef float* open_ = others + CHUNK * columns
    cdef float[::1] shares = np.empty(columns, np.float32)
    shares[width:] = INFINITY
    if inputs.shape[1] != width or hidden.shape[1] != units or hidden.shape[0] != inputs.shape[0]:
        raise ValueError("the opinion of another network")
    if wide:
        back = walk_back(turned, row, opinion.lit, places)
    # what is at rest adds nothing, but lines together need a row of weights only once
    for start in range(0, count, CHUNK):
        rows = min(count - start, CHUNK)
        for i in range(rows):
            place = places[start + i]
            if not 0 <= place < hidden.shape[0]:
                raise IndexError("no such line")
            open_gates(&hidden[place, 0], &out[0], open_ + i * units, units)
        multiply(open_, units, &turned.own[0, 0], columns, mine, units, (rows + TOGETHER - 1) // TOGETHER * TOGETHER, NULL)
        if wide:
            multiply(&back[start, 0], wide, &turned.first[0, 0], columns, others, wide, rows, NULL)
        for i in range(rows):
            place = places[start + i]
            weigh_row(
                mine + i * columns, others + i * columns if wide else NULL, SHARE, &inputs[place, 0], &shares[0], width
            )
            least_three(&shares[0], columns, &best[start + i, 0])
    return found


cdef walk_back(Backward turned, row, lit, list places):
    """What passes from the logit back to the first units of each line, those at rest at 0."""
    cdef Py_ssize_t layer, i, k, wide = turned.wide, count = len(places), passed = LAYERS + 1
    cdef const uint8_t[:, :, :, ::1] lets = np.asarray(lit).view(np.uint8)
    cdef const Py_ssize_t[::1] lines = np.array(places, np.intp)
    cdef const float[:, ::1] out = row.out
    back_, masked_, more_ = (np.empty((count, wide), np.float32) for _ in range(3))
    cdef float[:, ::1] back = back_, masked = masked_, more = more_
    for i in range(count):
        if not 0 <= lines[i] < lets.shape[2]:
            raise IndexError("no such line")
        for k in range(wide):
            back[i, k] = out[0, k]
    for layer in range(LAYERS - 1, -1, -1):
        if layer == AFTER:
            let_through(back, masked, lets, passed, lines)
            multiply(&masked[0, 0], wide, &turned.whole[0, 0], wide, &more[0, 0], wide, count, NULL)
            add(&back[0, 0], &more[0, 0], count * wide)
            passed -= 1
        let_through(back, masked, lets, passed, lines)
        multiply(&masked[0, 0], wide, &turned.steps[layer, 0, 0], wide, &more[0, 0], wide, count, NULL)
        add(&back[0, 0], &more[0, 0], count * wide)
        passed -= 1
    let_through(back, masked, lets, 0, lines)
    return masked_


cdef void let_through(
    float[:, ::1] back, float[:, ::1] masked, const uint8_t[:, :, :, ::1] lets, Py_ssize_t passed,
    const Py_ssize_t[::1] lines,
) noexcept:
    cdef Py_ssize_t i, wide = back.shape[1]
    for i in range(lines.shape[0]):
        mask(&back[i, 0], &lets[passed, 0, lines[i], 0], &masked[i, 0], wide)
