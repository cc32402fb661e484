# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True
"""What is done to the units of all lines between two products: units.py in one pass each."""

from libc.stdint cimport uint8_t

import numpy as np


def rectify(float[:, :, ::1] units, const float[:, :] bias):
    cdef Py_ssize_t fit, i, k, fits = units.shape[0], lines = units.shape[1], wide = units.shape[2]
    if bias.shape[0] != fits or bias.shape[1] != wide or bias.strides[1] != sizeof(float):
        raise ValueError("the bias of another network")
    found = np.empty((fits, lines, wide), np.uint8)
    cdef uint8_t[:, :, ::1] lit = found
    cdef float* unit
    cdef uint8_t* is_lit
    cdef const float* by
    cdef float value
    for fit in range(fits):
        by = &bias[fit, 0]
        for i in range(lines):
            unit, is_lit = &units[fit, i, 0], &lit[fit, i, 0]
            for k in range(wide):
                value = unit[k] + by[k]
                unit[k] = value if value > 0 else <float>0
            for k in range(wide):
                is_lit[k] = unit[k] > 0
    return found.view(np.bool_)


def mix(float[:, :, ::1] units, const float[:, :, ::1] parts, const float[:, :] bias, Py_ssize_t reach):
    cdef Py_ssize_t fit, i, k, fits = units.shape[0], lines = units.shape[1], wide = units.shape[2]
    if bias.shape[0] != fits or bias.shape[1] != wide or bias.strides[1] != sizeof(float):
        raise ValueError("the bias of another network")
    if parts.shape[2] != 3 * wide or reach < 1 or parts.shape[0] != fits or parts.shape[1] != lines:
        raise ValueError("the products of other lines")
    found = np.empty((fits, lines, wide), np.uint8)
    cdef uint8_t[:, :, ::1] lit = found
    cdef const float* part
    cdef float* unit
    cdef uint8_t* is_lit
    cdef const float* by
    cdef float[::1] line = np.empty(wide, np.float32)
    cdef float* gained = &line[0]
    cdef Py_ssize_t step = reach * 3 * wide
    for fit in range(fits):
        by = &bias[fit, 0]
        for i in range(lines):
            unit, is_lit, part = &units[fit, i, 0], &lit[fit, i, 0], &parts[fit, i, 0]
            for k in range(wide):
                gained[k] = part[wide + k] + by[k]
            if i >= reach:
                for k in range(wide):
                    gained[k] += part[k - step]
            if i + reach < lines:
                for k in range(wide):
                    gained[k] += part[2 * wide + k + step]
            for k in range(wide):
                is_lit[k] = gained[k] > 0
                unit[k] += gained[k] if gained[k] > 0 else <float>0
    return found.view(np.bool_)


def through(const float[:, ::1] back, lit, list places):
    cdef const uint8_t[:, ::1] passed = lit.view(np.uint8)
    cdef Py_ssize_t i, k, row, count = len(places), wide = passed.shape[1], step = 1 if back.shape[0] > 1 else 0
    if back.shape[1] != wide or (step and back.shape[0] != count):
        raise ValueError("the slopes of another network, or of other lines")
    found = np.empty((count, wide), np.float32)
    cdef float[:, ::1] cells = found
    cdef float* cell
    cdef const uint8_t* is_lit
    cdef const float* value
    for i in range(count):
        row = places[i]
        if not 0 <= row < passed.shape[0]:
            raise IndexError("no such line")
        cell, is_lit, value = &cells[i, 0], &passed[row, 0], &back[i * step, 0]
        for k in range(wide):
            cell[k] = value[k] * <float>is_lit[k]  # a choice would be guessed wrong every other time
    return found
