"""Fits Bezier curves to a run of points (Schneider's method), compiled: it is half of the work."""

# mypy: disable-error-code="no-untyped-def"
# numba works out the types of these functions itself, from what they are called with

from __future__ import annotations

import math

import numba as nb
import numpy as np

ROUNDS = 5
"""How often the points' parameters are moved before a run is split."""


@nb.njit(cache=True)
def _handles(p, u, sx, sy, ex, ey, c):
    """Sets c to the curve with these end tangents that lies nearest to the points at u."""
    n = len(p)
    x0, y0, x3, y3 = p[0, 0], p[0, 1], p[n - 1, 0], p[n - 1, 1]
    c11 = c12 = c22 = v1 = v2 = length = 0.0
    for i in range(n):
        t = u[i]
        w = 1 - t
        b0, b1, b2, b3 = w * w * w, 3 * t * w * w, 3 * t * t * w, t * t * t
        c11 += b1 * b1
        c12 += b1 * b2
        c22 += b2 * b2
        rx = p[i, 0] - x0 * (b0 + b1) - x3 * (b2 + b3)
        ry = p[i, 1] - y0 * (b0 + b1) - y3 * (b2 + b3)
        v1 += b1 * (sx * rx + sy * ry)
        v2 += b2 * (ex * rx + ey * ry)
        if i:
            length += math.hypot(p[i, 0] - p[i - 1, 0], p[i, 1] - p[i - 1, 1])
    c12 *= sx * ex + sy * ey
    det = c11 * c22 - c12 * c12
    one = two = 0.0
    if abs(det) > 1e-12:
        one, two = (v1 * c22 - v2 * c12) / det, (c11 * v2 - c12 * v1) / det
    low, high = 1e-3 * length, 1.5 * length
    if not (low < one < high and low < two < high):
        one = two = math.hypot(x3 - x0, y3 - y0) / 3
    c[0, 0], c[0, 1], c[3, 0], c[3, 1] = x0, y0, x3, y3
    c[1, 0], c[1, 1] = x0 + sx * one, y0 + sy * one
    c[2, 0], c[2, 1] = x3 + ex * two, y3 + ey * two


@nb.njit(cache=True)
def _off(c, t, k):
    """Coordinate k of the curve at t."""
    w = 1 - t
    return w * w * w * c[0, k] + 3 * t * w * w * c[1, k] + 3 * t * t * w * c[2, k] + t**3 * c[3, k]


@nb.njit(cache=True)
def _move(p, u, c):
    """One Newton step of each parameter towards the nearest place on the curve."""
    before = 0.0
    for i in range(len(p)):
        t, w = u[i], 1 - u[i]
        top = slope = 0.0
        for k in range(2):
            off = _off(c, t, k) - p[i, k]
            f0, f1, f2 = c[1, k] - c[0, k], c[2, k] - c[1, k], c[3, k] - c[2, k]
            d1 = 3 * (w * w * f0 + 2 * w * t * f1 + t * t * f2)
            d2 = 6 * (w * (f1 - f0) + t * (f2 - f1))
            top += off * d1
            slope += d1 * d1 + off * d2
        moved = t - top / slope if abs(slope) > 1e-9 else t
        before = max(before, min(max(moved, 0.0), 1.0))
        u[i] = before


@nb.njit(cache=True)
def fit(points, sx, sy, ex, ey, tolerance):
    """Curves (n x 4 x 2) within a tolerance of the points, which leave and arrive so."""
    most = len(points)
    out = np.empty((most, 4, 2))
    count = 0
    stack = [(0, most - 1, sx, sy, ex, ey)]
    c = np.empty((4, 2))
    while len(stack):
        a, b, sx, sy, ex, ey = stack.pop()
        p = points[a : b + 1]
        n = len(p)
        if n == 2:
            third = math.hypot(p[1, 0] - p[0, 0], p[1, 1] - p[0, 1]) / 3
            out[count, 0], out[count, 3] = p[0], p[1]
            out[count, 1, 0], out[count, 1, 1] = p[0, 0] + sx * third, p[0, 1] + sy * third
            out[count, 2, 0], out[count, 2, 1] = p[1, 0] + ex * third, p[1, 1] + ey * third
            count += 1
            continue
        u = np.zeros(n)
        for i in range(1, n):
            u[i] = u[i - 1] + math.hypot(p[i, 0] - p[i - 1, 0], p[i, 1] - p[i - 1, 1])
        u /= u[n - 1]
        worst, split, fits = math.inf, n // 2, False
        for _ in range(ROUNDS):
            _handles(p, u, sx, sy, ex, ey, c)
            error, k = -1.0, 0
            for i in range(n):
                e = (_off(c, u[i], 0) - p[i, 0]) ** 2 + (_off(c, u[i], 1) - p[i, 1]) ** 2
                if e > error:
                    error, k = e, i
            if error < tolerance**2:
                fits = True
                break
            if error < worst:
                worst, split = error, k
            if error > (tolerance * 6) ** 2:
                break
            _move(p, u, c)
        if fits:
            out[count] = c
            count += 1
            continue
        split = min(max(split, 1), n - 2)
        low, high = max(split - 3, 0), min(split + 3, n - 1)
        dx, dy = p[low, 0] - p[high, 0], p[low, 1] - p[high, 1]
        length = math.hypot(dx, dy)
        dx, dy = (dx / length, dy / length) if length > 1e-12 else (1.0, 0.0)
        stack.append((a + split, b, -dx, -dy, ex, ey))
        stack.append((a, a + split, sx, sy, dx, dy))
    return out[:count]
