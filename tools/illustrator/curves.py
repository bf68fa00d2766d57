"""Turns polylines into smooth Bezier curves, keeping their corners."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from scipy.ndimage import gaussian_filter1d

from .fitting import fit
from .geometry import Vec
from .scene import Bezier

CALMER, LONG, STEP = (12, 6, 3), 30, 0.75
"""How many times smoother a line may be, or straight if it has so many pixels, while it stays
this near to its pixels."""


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
        piece = _calm(r[a : b + 1], min(sigma, max((b - a) / 6, 0.5)))
        parts.append(piece if b == cuts[-1] else piece[:-1])
    return np.vstack(parts)


def _calm(piece: Vec, sigma: float) -> Vec:
    """The piece smoothed, and as much more as its pixels' own steps allow for."""
    along = np.linspace(0, 1, len(piece))[:, None]
    chord = piece[0] * (1 - along) + piece[-1] * along
    if len(piece) > LONG and np.abs(chord - piece).max() < STEP:
        return np.asarray(chord)
    for factor in CALMER:
        if len(piece) > 3 * factor * sigma:
            calm = blurred(piece, factor * sigma)
            if np.abs(calm - piece).max() < STEP:
                return calm
    return blurred(piece, sigma)


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


def _fit(p: Vec, start: Vec, end: Vec, tolerance: float, out: list[Bezier]) -> None:
    (sx, sy), (ex, ey) = start, end
    curves = fit(np.ascontiguousarray(p), sx, sy, ex, ey, tolerance)
    out.extend([*curve] for curve in curves)
