"""Turns polylines into smooth Bezier curves, keeping their corners."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
from scipy.ndimage import gaussian_filter1d

from .geometry import Vec
from .scene import Bezier


def resampled(line: Vec, step: float, *, closed: bool = False) -> Vec:
    """The polyline with points `step` apart, first (and, if open, last) point kept."""
    p = np.vstack([line, line[:1]]) if closed else np.asarray(line, float)
    p = _distinct(p)
    s = arc_length(p)
    pieces = max(round(s[-1] / step), 4 if closed else 2)
    t = np.linspace(0, s[-1], pieces + 1)
    q = np.column_stack([np.interp(t, s, p[:, 0]), np.interp(t, s, p[:, 1])])
    return q[:-1] if closed else q


def _distinct(p: Vec) -> Vec:
    steps = np.linalg.norm(np.diff(p, axis=0), axis=1)
    return p[np.r_[True, steps > 1e-7]]


def arc_length(p: Vec) -> Vec:
    """Length along the line from its start to each point."""
    return np.append(0.0, np.cumsum(np.linalg.norm(np.diff(p, axis=0), axis=1)))


def blurred(p: Vec, sigma: float, *, closed: bool = False) -> Vec:
    """The polyline smoothed along itself; the ends of an open one stay where they are."""
    if sigma <= 0 or len(p) < 4:
        return p
    if closed:
        return np.asarray(gaussian_filter1d(p, sigma, axis=0, mode="wrap"))
    n = len(p)
    m = min(n - 1, int(4 * sigma) + 1)
    before, after = 2 * p[0] - p[m:0:-1], 2 * p[-1] - p[-2 : -m - 2 : -1]
    q = gaussian_filter1d(np.vstack([before, p, after]), sigma, axis=0, mode="nearest")[m : m + n]
    q[0], q[-1] = p[0], p[-1]
    return np.asarray(q)


def corners(p: Vec, *, closed: bool, window: int, degrees: float) -> list[int]:
    """Where the line turns by more than that many degrees within a window, sharpest only."""
    n = len(p)
    if n < 2 * window + 1:
        return []
    places = np.arange(n) if closed else np.arange(window, n - window)
    back, ahead = p[places] - p[(places - window) % n], p[(places + window) % n] - p[places]
    norm = np.linalg.norm(back, axis=1) * np.linalg.norm(ahead, axis=1) + 1e-12
    turn = np.zeros(n)
    turn[places] = np.degrees(np.arccos(np.clip(np.sum(back * ahead, axis=1) / norm, -1, 1)))
    found: list[int] = []
    for i in places[turn[places] > degrees]:
        around = turn[(i + np.arange(-window, window + 1)) % n]
        if turn[i] >= around.max() and (not found or i - found[-1] > window):
            found.append(int(i))
    return found


def smoothed(nodes: Vec, *, closed: bool, sigma: float, corner: float) -> Vec:
    """A line of pixel corners as a smooth line, in pixels, sharp only at its corners."""
    q = np.asarray(nodes, float)
    window = max(5, int(sigma))
    if not closed:
        r = resampled(np.vstack([q[:1], (q[1:] + q[:-1]) / 2, q[-1:]]), 1.0)
        kinks = []
        if corner and len(r) > 24:
            kinks = corners(blurred(r, 2.0), closed=False, window=window, degrees=corner)
        return _piecewise(r, [0, *kinks, len(r) - 1], sigma)
    if np.allclose(q[0], q[-1]):
        q = q[:-1]
    r = resampled((q + np.roll(q, -1, 0)) / 2, 1.0, closed=True)
    kinks = []
    if corner:
        soft = blurred(r, 2.0, closed=True)
        kinks = corners(soft, closed=True, window=window, degrees=corner)
    if not kinks:
        return blurred(r, min(sigma, len(r) / 14), closed=True)
    r = np.roll(r, -kinks[0], axis=0)
    cuts = [k - kinks[0] for k in kinks] + [len(r)]
    return _piecewise(np.vstack([r, r[:1]]), cuts, sigma)[:-1]


def _piecewise(r: Vec, cuts: list[int], sigma: float) -> Vec:
    parts = []
    for a, b in pairwise(cuts):
        piece = blurred(r[a : b + 1], min(sigma, max((b - a) / 6, 0.5)))
        parts.append(piece if b == cuts[-1] else piece[:-1])
    return np.vstack(parts)


def fitted(
    line: Vec, tolerance: float, *, closed: bool = False, corner: float = 55, window: int = 4
) -> list[Bezier]:
    """Bezier curves that keep within a tolerance of the line (Schneider's method)."""
    p = _distinct(np.asarray(line, float))
    if closed and len(p) > 2 and np.linalg.norm(p[0] - p[-1]) < 1e-7:
        p = p[:-1]
    if len(p) < 2:
        return []
    if closed and len(p) < 8:
        closed, p = False, np.vstack([p, p[:1]])
    kinks = corners(p, closed=closed, window=window, degrees=corner) if corner else []
    if closed and not kinks:
        tangent = _direction(p[-3], p[3])
        out: list[Bezier] = []
        _fit(np.vstack([p, p[:1]]), tangent, -tangent, tolerance, out)
        return out
    if closed:
        p = np.roll(p, -kinks[0], axis=0)
        cuts = [k - kinks[0] for k in kinks] + [len(p)]
        p = np.vstack([p, p[:1]])
    else:
        cuts = [0, *kinks, len(p) - 1]
    out = []
    for a, b in pairwise(cuts):
        piece = p[a : b + 1]
        if len(piece) > 1:
            m = min(2, len(piece) - 1)
            start, end = _direction(piece[0], piece[m]), _direction(piece[-1], piece[-1 - m])
            _fit(piece, start, end, tolerance, out)
    return out


def straight(a: Vec, b: Vec) -> Bezier:
    """A straight line as a Bezier curve."""
    return [a, a * 0.67 + b * 0.33, a * 0.33 + b * 0.67, b]


def _direction(a: Vec, b: Vec) -> Vec:
    d = b - a
    length = np.linalg.norm(d)
    return d / length if length > 1e-12 else np.array([1.0, 0.0])


def _weights(u: Vec) -> tuple[Vec, Vec, Vec, Vec]:
    return (1 - u) ** 3, 3 * u * (1 - u) ** 2, 3 * u * u * (1 - u), u**3


def _handles(p: Vec, u: Vec, start: Vec, end: Vec) -> Bezier:
    """The curve with these end tangents that lies nearest to the points at u."""
    b0, b1, b2, b3 = _weights(u)
    a1, a2 = start * b1[:, None], end * b2[:, None]
    c11, c12, c22 = np.sum(a1 * a1), np.sum(a1 * a2), np.sum(a2 * a2)
    rest = p - (p[0] * (b0 + b1)[:, None] + p[-1] * (b2 + b3)[:, None])
    x1, x2 = np.sum(a1 * rest), np.sum(a2 * rest)
    det = c11 * c22 - c12**2
    length = float(np.sum(np.linalg.norm(np.diff(p, axis=0), axis=1)))
    one = two = 0.0
    if abs(det) > 1e-12:
        one, two = (x1 * c22 - x2 * c12) / det, (c11 * x2 - c12 * x1) / det
    if not (1e-3 * length < one < 1.5 * length and 1e-3 * length < two < 1.5 * length):
        one = two = float(np.linalg.norm(p[-1] - p[0])) / 3
    return [p[0], p[0] + start * one, p[-1] + end * two, p[-1]]


def _reparametrised(p: Vec, u: Vec, c: Vec) -> Vec:
    """One Newton step of each point's parameter towards the nearest place on the curve."""
    first, second = 3 * (c[1:] - c[:-1]), 6 * (c[2:] - 2 * c[1:-1] + c[:-2])
    w = u[:, None]
    off = _bezier(c, u) - p
    d1 = (1 - w) ** 2 * first[0] + 2 * (1 - w) * w * first[1] + w * w * first[2]
    d2 = (1 - w) * second[0] + w * second[1]
    slope = np.sum(d1 * d1, 1) + np.sum(off * d2, 1)
    safe = np.where(np.abs(slope) > 1e-9, slope, 1)
    moved = np.where(np.abs(slope) > 1e-9, u - np.sum(off * d1, 1) / safe, u)
    return np.maximum.accumulate(np.clip(moved, 0, 1))


def _bezier(c: Vec, u: Vec) -> Vec:
    return np.stack(_weights(u), axis=1) @ c


def _fit(p: Vec, start: Vec, end: Vec, tolerance: float, out: list[Bezier]) -> None:
    n = len(p)
    if n == 2:
        third = float(np.linalg.norm(p[1] - p[0])) / 3
        out.append([p[0], p[0] + start * third, p[1] + end * third, p[1]])
        return
    s = arc_length(p)
    u = s / s[-1]
    worst, split = math.inf, n // 2
    for _ in range(5):
        curve = _handles(p, u, start, end)
        c = np.array(curve)
        error = np.sum((_bezier(c, u) - p) ** 2, 1)
        k = int(np.argmax(error))
        if error[k] < tolerance**2:
            out.append(curve)
            return
        if error[k] < worst:
            worst, split = error[k], k
        if error[k] > (tolerance * 6) ** 2:
            break
        u = _reparametrised(p, u, c)
    split = min(max(split, 1), n - 2)
    across = _direction(p[min(split + 3, n - 1)], p[max(split - 3, 0)])
    _fit(p[: split + 1], start, across, tolerance, out)
    _fit(p[split:], -across, end, tolerance, out)
