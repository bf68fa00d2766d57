"""Sphere-traces a packed model to depth, label and normal, tile by tile."""

# mypy: disable-error-code="no-untyped-def"
# numba works out the types of these functions itself, from what they are called with

from __future__ import annotations

import math

import numba as nb
import numpy as np

TILE = 8
"""Pixels along the edge of a tile: the strands near its rays are chosen once for all of them."""


@nb.njit(fastmath=True, inline="always", cache=True)
def _round_cone(p, x, y, z):
    """Exact distance to a round cone (the formula is Inigo Quilez's)."""
    bax, bay, baz = p[3] - p[0], p[4] - p[1], p[5] - p[2]
    pax, pay, paz = x - p[0], y - p[1], z - p[2]
    l2 = bax * bax + bay * bay + baz * baz
    rr = p[6] - p[7]
    a2, il2 = l2 - rr * rr, 1.0 / l2
    yy = pax * bax + pay * bay + paz * baz
    zz = yy - l2
    vx, vy, vz = pax * l2 - bax * yy, pay * l2 - bay * yy, paz * l2 - baz * yy
    x2 = vx * vx + vy * vy + vz * vz
    y2, z2 = yy * yy * l2, zz * zz * l2
    k = (1.0 if rr > 0 else (-1.0 if rr < 0 else 0.0)) * rr * rr * x2
    if (1.0 if zz > 0 else -1.0) * a2 * z2 > k:
        return math.sqrt(x2 + z2) * il2 - p[7]
    if (1.0 if yy > 0 else -1.0) * a2 * y2 < k:
        return math.sqrt(x2 + y2) * il2 - p[6]
    return (math.sqrt(x2 * a2 * il2) + yy * rr) * il2 - p[6]


@nb.njit(fastmath=True, inline="always", cache=True)
def _local(p, x, y, z):
    dx, dy, dz = x - p[0], y - p[1], z - p[2]
    return (
        p[6] * dx + p[7] * dy + p[8] * dz,
        p[9] * dx + p[10] * dy + p[11] * dz,
        p[12] * dx + p[13] * dy + p[14] * dz,
    )


@nb.njit(fastmath=True, inline="always", cache=True)
def _ellipsoid(p, x, y, z):
    a, b, c = _local(p, x, y, z)
    k0 = math.sqrt((a / p[3]) ** 2 + (b / p[4]) ** 2 + (c / p[5]) ** 2)
    k1 = math.sqrt((a / p[3] ** 2) ** 2 + (b / p[4] ** 2) ** 2 + (c / p[5] ** 2) ** 2)
    if k1 < 1e-12:
        return -min(p[3], min(p[4], p[5]))
    return k0 * (k0 - 1.0) / k1


@nb.njit(fastmath=True, inline="always", cache=True)
def _box(p, x, y, z):
    a, b, c = _local(p, x, y, z)
    a, b, c = abs(a) - p[3], abs(b) - p[4], abs(c) - p[5]
    ma, mb, mc = max(a, 0.0), max(b, 0.0), max(c, 0.0)
    return math.sqrt(ma * ma + mb * mb + mc * mc) + min(max(a, max(b, c)), 0.0) - p[15]


@nb.njit(fastmath=True, inline="always", cache=True)
def _cylinder(p, x, y, z):
    bax, bay, baz = p[3] - p[0], p[4] - p[1], p[5] - p[2]
    pax, pay, paz = x - p[0], y - p[1], z - p[2]
    baba = bax * bax + bay * bay + baz * baz
    paba = pax * bax + pay * bay + paz * baz
    cx, cy, cz = pax * baba - bax * paba, pay * baba - bay * paba, paz * baba - baz * paba
    xx = math.sqrt(cx * cx + cy * cy + cz * cz) - p[6] * baba
    yy = abs(paba - baba * 0.5) - baba * 0.5
    x2, y2 = xx * xx, yy * yy * baba
    inside = max(xx, yy) < 0
    d = -min(x2, y2) if inside else (x2 if xx > 0 else 0.0) + (y2 if yy > 0 else 0.0)
    return (1.0 if d > 0 else -1.0) * math.sqrt(abs(d)) / baba - p[7]


@nb.njit(fastmath=True, inline="always", cache=True)
def _solid(kind, p, x, y, z):
    if kind == 0:
        d = _round_cone(p, x, y, z)
    elif kind == 1:
        d = _ellipsoid(p, x, y, z)
    elif kind == 2:
        d = _box(p, x, y, z)
    else:
        d = _cylinder(p, x, y, z)
    if p[16] != 0.0 or p[17] != 0.0 or p[18] != 0.0:
        d = max(d, p[16] * x + p[17] * y + p[18] * z - p[19])
    return d


@nb.njit(fastmath=True, inline="always", cache=True)
def _blend(a, b, k):
    """Polynomial smooth minimum; the hard one for k = 0."""
    h = k - abs(a - b)
    if k > 0.0 and h > 0.0:
        return min(a, b) - h * h / (4 * k)
    return min(a, b)


@nb.njit(fastmath=True, cache=True)
def _distance(
    x, y, z, kinds, numbers, spans, blends, owners, bounds, parents, pblends, near, n, gd
):  # fmt: skip
    """Distance to the model and the group that is nearest, looking only at the n strands near."""
    best, label = 1e9, -1
    gd[:] = 1e9
    i = 0
    while i < n:
        g = owners[near[i]]
        d = 1e9
        while i < n and owners[near[i]] == g:
            s = near[i]
            i += 1
            dx, dy, dz = x - bounds[s, 0], y - bounds[s, 1], z - bounds[s, 2]
            k = blends[s]
            out = math.sqrt(dx * dx + dy * dy + dz * dz) - bounds[s, 3]
            if out > d + k:
                continue
            if out > 70.0 + k:
                d = min(d, out)
                continue
            v = 1e9
            for q in range(spans[s, 0], spans[s, 1]):
                v = min(v, _solid(kinds[q], numbers[q], x, y, z))
            d = _blend(v, d, k)
        gd[g] = d
        parent = parents[g]
        whole = d
        if parent >= 0:
            whole = _blend(gd[parent], d, pblends[g])
        if whole < best:
            best = whole
            label = parent if parent >= 0 and gd[parent] < d else g
    return best, label


@nb.njit(parallel=True, fastmath=True, cache=True)
def trace(
    width, height, o, u, v, w, px, far, eps,
    kinds, numbers, spans, blends, owners, bounds, parents, pblends,
):  # fmt: skip
    """Depth, label (-1 where paper) and normal of each pixel of an orthographic view."""
    depth = np.full((height, width), 1e9, np.float32)
    label = np.full((height, width), -1, np.int32)
    normal = np.zeros((height, width, 3), np.float32)
    ns = len(spans)
    for tj in nb.prange((height + TILE - 1) // TILE):
        gd = np.zeros(len(parents))
        near = np.zeros(ns, np.int64)
        for ti in range((width + TILE - 1) // TILE):
            cx, cy = (ti + 0.5) * TILE * px, (tj + 0.5) * TILE * px
            reach = TILE * px * 0.75
            n = 0
            for s in range(ns):
                dx, dy, dz = bounds[s, 0] - o[0], bounds[s, 1] - o[1], bounds[s, 2] - o[2]
                a = dx * u[0] + dy * u[1] + dz * u[2] - cx
                b = -(dx * v[0] + dy * v[1] + dz * v[2]) - cy
                if math.sqrt(a * a + b * b) < bounds[s, 3] + reach + blends[s] + 20.0:
                    near[n] = s
                    n += 1
            if n == 0:
                continue
            ax = o[0] + u[0] * cx - v[0] * cy
            ay = o[1] + u[1] * cx - v[1] * cy
            az = o[2] + u[2] * cx - v[2] * cy
            t, hit = 0.0, False
            for _ in range(300):
                d, _l = _distance(
                    ax + w[0] * t, ay + w[1] * t, az + w[2] * t,
                    kinds, numbers, spans, blends, owners, bounds, parents, pblends, near, n, gd,
                )  # fmt: skip
                if d < reach * 1.3:
                    hit = True
                    break
                t += max(d - reach, 0.3 * reach)
                if t > far:
                    break
            if not hit:
                continue
            start = max(t - 2 * reach, 0.0)
            for j in range(tj * TILE, min((tj + 1) * TILE, height)):
                for i in range(ti * TILE, min((ti + 1) * TILE, width)):
                    bx = o[0] + u[0] * (i + 0.5) * px - v[0] * (j + 0.5) * px
                    by = o[1] + u[1] * (i + 0.5) * px - v[1] * (j + 0.5) * px
                    bz = o[2] + u[2] * (i + 0.5) * px - v[2] * (j + 0.5) * px
                    t = start
                    for _ in range(400):
                        d, lab = _distance(
                            bx + w[0] * t, by + w[1] * t, bz + w[2] * t,
                            kinds, numbers, spans, blends, owners, bounds, parents, pblends,
                            near, n, gd,
                        )  # fmt: skip
                        if d < eps:
                            depth[j, i], label[j, i] = t, lab
                            x, y, z, e = bx + w[0] * t, by + w[1] * t, bz + w[2] * t, eps * 4
                            for corner in range(4):  # of a tetrahedron
                                ex = e if corner in (0, 3) else -e
                                ey = e if corner in (1, 3) else -e
                                ez = e if corner in (2, 3) else -e
                                p, _l = _distance(
                                    x + ex, y + ey, z + ez, kinds, numbers, spans, blends,
                                    owners, bounds, parents, pblends, near, n, gd,
                                )  # fmt: skip
                                normal[j, i, 0] += ex * p
                                normal[j, i, 1] += ey * p
                                normal[j, i, 2] += ez * p
                            break
                        t += d * 0.85
                        if t > far:
                            break
    return depth, label, normal


@nb.njit(parallel=True, cache=True)
def distances(
    points, kinds, numbers, spans, blends, owners, bounds, parents, pblends
):  # fmt: skip
    """Distance to the model at each point."""
    out = np.empty(len(points))
    block = 512
    near = np.arange(len(spans))
    for k in nb.prange((len(points) + block - 1) // block):
        gd = np.zeros(len(parents))
        for i in range(k * block, min(len(points), (k + 1) * block)):
            out[i] = _distance(
                points[i, 0], points[i, 1], points[i, 2],
                kinds, numbers, spans, blends, owners, bounds, parents, pblends,
                near, len(near), gd,
            )[0]  # fmt: skip
    return out
