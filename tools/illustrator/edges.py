"""Finds the lines of a drawing: breaks between pixels of a sight, chained end to end."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage
from skimage import measure

from .camera import VOID, Sight
from .curves import smoothed
from .geometry import Mask, Vec, Whole, unit


class Kind(IntEnum):
    """Why there is a line; of two reasons the later one wins."""

    NONE = 0
    FAINT = 1
    EDGE = 2
    CREASE = 3
    DEPTH = 4
    MATERIAL = 5
    OBJECT = 6
    OUTER = 7


FAMILY = {
    Kind.FAINT: "inner",
    Kind.EDGE: "edge",
    Kind.CREASE: "crease",
    Kind.DEPTH: "inner",
    Kind.MATERIAL: "inner",
    Kind.OBJECT: "outer",
    Kind.OUTER: "outer",
}
"""Kinds that join into one line, because it flips between them along its way."""

EDGE_DEGREES = 35
"""A box's edge: normals differ by more than this."""
FAINT_SHARE = 0.3
"""Of the depth that makes a line: this much closes a gap between two lines."""
STRAIGHT_ON = 55
"""Where three lines of a family meet, the two that turn by less than this are one, degrees."""


@dataclass(frozen=True, slots=True)
class Labels:
    """What each label is, as arrays by label number."""

    role: Whole
    thing: Whole
    boxy: Mask
    creased: Mask
    """creased[a, b]: a line is drawn where a touches b though nothing is hidden (two toes)."""
    slim: Mask
    """By thing: it is thin all along (a pencil), so a thin piece of it is no scrap."""
    sleeve: Whole
    """By label: 1 or 2 for a sleeve, of which a strip behind the chest would be a double line."""


Node = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Chain:
    """A line along pixel corners: nodes, kind, which ends are free, labels on either side."""

    nodes: tuple[Node, ...]
    kind: Kind
    near: tuple[int, ...]
    far: tuple[int, ...]
    closed: bool = False
    free: tuple[bool, bool] = (False, False)


SLEEVE = 10_000
"""Added to a region's number for each sleeve."""


def absorb(sight: Sight, labels: Labels, *, thin: float, small: float, gap: float) -> None:
    """Gives slivers and specks (pixels thick, pixels of area) to the region beside them.

    What shows of a thing in a gap between others, and the paper there, must be `gap` pixels
    thick: the lines on either side of it would run into a black wedge.
    """
    seen = np.clip(sight.label, 0, None)
    whole = labels.role[seen] + 100 * labels.thing[seen] + SLEEVE * labels.sleeve[seen]
    region = np.where(sight.label >= 0, whole, -1)
    lost = np.zeros(region.shape, bool)
    for value in np.unique(region):
        window = _window(region == value, 2)
        own = region[window] == value
        parts, count = ndimage.label(own)
        numbers = np.arange(1, count + 1)
        area = ndimage.sum(own, parts, numbers)
        deep = ndimage.distance_transform_cdt(np.pad(own, 1, mode="edge"), "taxicab")[1:-1, 1:-1]
        thick = ndimage.maximum(deep, parts, numbers)
        wanted = np.full(count, max(1, int(thin)))
        if value < 0 or not labels.slim[int(value) % SLEEVE // 100]:
            wanted[(area < area.max()) | (value >= SLEEVE)] = max(1, int(gap))
        lost[window] |= np.r_[False, (area < small) | (thick <= wanted)][parts]
    if not lost.any():
        return
    j, i = ndimage.distance_transform_edt(lost, return_distances=False, return_indices=True)
    for buffer in (sight.label, sight.depth, sight.normal):
        buffer[lost] = buffer[j[lost], i[lost]]


def _window(mask: Mask, room: int) -> tuple[slice, slice]:
    """The part of a mask that holds all of it, with some room round it."""
    rows, columns = np.flatnonzero(mask.any(1)), np.flatnonzero(mask.any(0))
    return (
        slice(max(int(rows[0]) - room, 0), int(rows[-1]) + 1 + room),
        slice(max(int(columns[0]) - room, 0), int(columns[-1]) + 1 + room),
    )


@dataclass(frozen=True, slots=True)
class Cracks:
    """Between each pixel and the next one (right or below): the kind and the two labels."""

    kind: NDArray[np.int8]
    near: Whole
    far: Whole


def cracks(sight: Sight, labels: Labels, step: float) -> tuple[Cracks, Cracks]:
    """All breaks across vertical and horizontal pixel sides; `step` mm of depth is a break."""
    facing = np.abs(sight.normal @ sight.view.into)
    slope = np.sqrt(np.clip(1 - facing**2, 0, 1)) / np.maximum(facing, 0.03)
    every = slice(None)
    first, last = slice(0, -1), slice(1, None)
    return (
        _between(sight, labels, slope, step, (every, first), (every, last)),
        _between(sight, labels, slope, step, (first, every), (last, every)),
    )


def _between(
    sight: Sight,
    labels: Labels,
    slope: Vec,
    step: float,
    one: tuple[slice, slice],
    two: tuple[slice, slice],
) -> Cracks:
    la, lb = sight.label[one], sight.label[two]
    da, db = sight.depth[one], sight.depth[two]
    there_a, there_b = la >= 0, lb >= 0
    both = there_a & there_b
    ia, ib = np.clip(la, 0, None), np.clip(lb, 0, None)
    kind = np.zeros(la.shape, np.int8)
    turned = np.sum(sight.normal[one] * sight.normal[two], -1)
    boxy = labels.boxy[ia] & labels.boxy[ib] & both
    # the slope of the farther pixel: at the nearer one every true edge is steep
    steep = np.where(da > db, slope[one], slope[two])
    apart = np.abs(da - db) - 1.6 * sight.px * steep
    kind[both & ~boxy & (apart > FAINT_SHARE * step)] = Kind.FAINT
    kind[boxy & (turned < math.cos(math.radians(EDGE_DEGREES)))] = Kind.EDGE
    kind[both & labels.creased[ia, ib]] = Kind.CREASE
    kind[both & (apart > step)] = Kind.DEPTH
    kind[both & (labels.role[ia] != labels.role[ib])] = Kind.MATERIAL
    kind[both & (labels.thing[ia] != labels.thing[ib])] = Kind.OBJECT
    kind[there_a != there_b] = Kind.OUTER
    kind[(la == VOID) | (lb == VOID)] = Kind.NONE
    first_near = there_a & (~there_b | (da <= db))
    return Cracks(kind, np.where(first_near, la, lb), np.where(first_near, lb, la))


class _Net:
    """Crack sides as a graph of pixel corners."""

    def __init__(self, across: Cracks, below: Cracks) -> None:
        self.links: dict[Node, list[tuple[Node, int, int, int]]] = defaultdict(list)
        self._add(across, (1, 0))
        self._add(below, (0, 1))
        self.used: set[tuple[Node, Node]] = set()

    def _add(self, found: Cracks, start: Node) -> None:
        end = (1, 1)
        for j, i in zip(*(a.tolist() for a in np.nonzero(found.kind)), strict=True):
            a, b = (i + start[0], j + start[1]), (i + end[0], j + end[1])
            look = int(found.kind[j, i]), int(found.near[j, i]), int(found.far[j, i])
            self.links[a].append((b, *look))
            self.links[b].append((a, *look))

    def is_end(self, node: Node) -> bool:
        around = self.links[node]
        return len(around) != 2 or around[0][1] != around[1][1]

    def walk(self, node: Node, link: tuple[Node, int, int, int]) -> Chain | None:
        """The chain that leaves a node by this link; None where it was walked before."""
        if self._key(node, link[0]) in self.used:
            return None
        nodes, near, far = [node, link[0]], [link[2]], [link[3]]
        self.used.add(self._key(node, link[0]))
        while not self.is_end(nodes[-1]) and nodes[-1] != nodes[0]:
            last = nodes[-1]
            ahead = [q for q in self.links[last] if self._key(last, q[0]) not in self.used]
            if not ahead:
                break
            self.used.add(self._key(nodes[-1], ahead[0][0]))
            nodes.append(ahead[0][0])
            near.append(ahead[0][2])
            far.append(ahead[0][3])
        free = (len(self.links[nodes[0]]) == 1, len(self.links[nodes[-1]]) == 1)
        closed = nodes[0] == nodes[-1] and not self.is_end(nodes[0])
        return Chain(tuple(nodes), Kind(link[1]), tuple(near), tuple(far), closed, free)

    @staticmethod
    def _key(a: Node, b: Node) -> tuple[Node, Node]:
        return (a, b) if a < b else (b, a)


def chained(across: Cracks, below: Cracks) -> list[Chain]:
    """Every crack exactly once, in chains from node to node, loops last."""
    net = _Net(across, below)
    ends = [node for node in net.links if net.is_end(node)]
    found = []
    for node in [*ends, *net.links]:
        for link in list(net.links[node]):
            chain = net.walk(node, link)
            if chain:
                found.append(chain)
    return found


def joined(chains: Sequence[Chain], shortest: float) -> list[Chain]:
    """Chains without short loose ends, joined where two of one family go on into each other."""
    kept = _bridged([c for c in chains if not _is_scrap(c, shortest)], 3 * shortest)
    changed = True
    while changed:
        kept, changed = _join_once(kept)
    visits: dict[Node, int] = defaultdict(int)
    for chain in kept:
        for node in chain.nodes:
            visits[node] += 1
    return [
        c if c.closed else replace(c, free=(visits[c.nodes[0]] == 1, visits[c.nodes[-1]] == 1))
        for c in kept
    ]


def _is_scrap(chain: Chain, shortest: float) -> bool:
    if chain.kind is Kind.OUTER:
        return False
    if chain.closed:
        return len(chain.nodes) < 4 * shortest
    return len(chain.nodes) < shortest and any(chain.free)


def _bridged(chains: Sequence[Chain], longest: float) -> list[Chain]:
    """The chains without faint ones, but for those that close a gap between two firm ones."""
    kept = [c for c in chains if c.kind is not Kind.FAINT]
    met = {node for chain in kept for node in (chain.nodes[0], chain.nodes[-1])}
    for chain in chains:
        ends = {chain.nodes[0], chain.nodes[-1]}
        if chain.kind is Kind.FAINT and len(chain.nodes) < longest and len(ends & met) == 2:
            kept.append(replace(chain, kind=Kind.DEPTH))
    return kept


def _join_once(chains: list[Chain]) -> tuple[list[Chain], bool]:
    """One pass: each chain takes part in one joint at most (or its ends would be stale)."""
    ends: dict[tuple[Node, str], list[tuple[int, bool]]] = defaultdict(list)
    for number, chain in enumerate(chains):
        if not chain.closed:
            family = FAMILY[chain.kind]
            ends[chain.nodes[0], family].append((number, True))
            ends[chain.nodes[-1], family].append((number, False))
    out: dict[int, Chain] = dict(enumerate(chains))
    touched: set[int] = set()
    for meeting in ends.values():
        pair = _going_on(chains, meeting)
        if pair is None:
            continue
        (one, one_starts), (two, two_starts) = pair
        if one in touched or two in touched:
            continue
        if one == two:
            out[one] = replace(chains[one], closed=True)
        else:
            first = _reversed(chains[one]) if one_starts else chains[one]
            second = chains[two] if two_starts else _reversed(chains[two])
            out[one] = _end_to_end(first, second)
            del out[two]
        touched |= {one, two}
    return list(out.values()), bool(touched)


Meeting = list[tuple[int, bool]]


def _going_on(chains: list[Chain], meeting: Meeting) -> Meeting | None:
    """The two of a family's chains at a node that are one line: both, or the straightest two."""
    if len(meeting) == 2:
        return meeting
    if len(meeting) < 2:
        return None
    ways = [_leaving(chains[number], starts) for number, starts in meeting]
    turn, pair = min(
        ((float(ways[a] @ ways[b]), (a, b)) for a in range(len(ways)) for b in range(a)),
    )
    if turn > -math.cos(math.radians(STRAIGHT_ON)):
        return None
    return [meeting[k] for k in pair]


def _leaving(chain: Chain, starts: bool) -> Vec:
    """The direction in which a chain leaves one of its ends."""
    nodes = chain.nodes[:9] if starts else chain.nodes[:-10:-1]
    return unit(np.subtract(nodes[-1], nodes[0]))


def _reversed(c: Chain) -> Chain:
    return replace(c, nodes=c.nodes[::-1], near=c.near[::-1], far=c.far[::-1])


def _end_to_end(a: Chain, b: Chain) -> Chain:
    nodes = a.nodes + b.nodes[1:]
    kind = a.kind if len(a.nodes) >= len(b.nodes) else b.kind
    return Chain(nodes, kind, a.near + b.near, a.far + b.far, nodes[0] == nodes[-1])


def outlines(
    mask: Mask, *, sigma: float, smallest: float, blur: float, corner: float = 0
) -> list[Vec]:
    """The smooth outlines of a mask, in pixels; loops under `smallest` pixels are left out."""
    if not mask.any():
        return []
    window = _window(mask, 0)
    shift = np.array([window[1].start, window[0].start])
    room = 3 + math.ceil(4 * blur)
    soft = np.pad(mask[window].astype(float), room)
    if blur:
        soft = ndimage.gaussian_filter(soft, blur)
    found = []
    contours = measure.find_contours(soft, 0.5)  # type: ignore[no-untyped-call]  # has no types
    for contour in contours:
        p = contour[:, ::-1] - room + 0.5 + shift
        if np.linalg.norm(p[0] - p[-1]) > 1e-6:
            continue
        x, y = p[:-1].T
        area = 0.5 * abs(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1)))
        if area >= smallest:
            found.append(smoothed(p, closed=True, sigma=sigma, corner=corner))
    return found


def most_common(labels: Sequence[int]) -> int:
    """The label that occurs most often."""
    return Counter(labels).most_common(1)[0][0]
