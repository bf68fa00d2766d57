"""Breaks between pixels become lines, chained end to end."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from .edges import Cracks, Kind
from .geometry import Vec, unit

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
STRAIGHT_ON = 55
"""Where three lines of a family meet, the two that turn by less than this are one, degrees."""


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


def most_common(labels: Sequence[int]) -> int:
    """The label that occurs most often."""
    return Counter(labels).most_common(1)[0][0]
