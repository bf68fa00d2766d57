"""Inks a sight: shadow, flat fills, shade, target area, nails, lines and face, in that order."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy import ndimage

from .camera import Sight, distance_at
from .curves import fitted, resampled, smoothed, straight
from .edges import Chain, Kind, absorb, chained, cracks, joined, most_common, outlines
from .foot import Leg
from .geometry import Mask, Place, Vec
from .head import face_lines, ray
from .looks import FINE, HAND, LOOKS, THIN, labels, role_of
from .scene import Scene, Stroke
from .shapes import packed

WEIGHTS: Mapping[Kind, tuple[float, float]] = {
    Kind.OUTER: (1.15, 0.0),
    Kind.OBJECT: (1.05, 0.8),
    Kind.DEPTH: (0.8, 2.5),
    Kind.MATERIAL: (0.75, 0.8),
    Kind.CREASE: (0.6, 2.5),
    Kind.EDGE: (0.6, 2.5),
}
"""Line width and the shortest line drawn, points, at weight 1."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How finely a frame is drawn: whole bodies and close-ups differ."""

    weight: float
    """Of every line, a share of WEIGHTS."""
    fine: float
    """Of lines inside toes, a share of that."""
    hands: float
    """Of lines between fingers, a share of that."""
    step: float
    """Depth that makes a line, points."""
    smooth: float
    """Sigma of the smoothing along lines, points."""
    shortest: float
    """Loose line ends shorter than this are dropped, points."""
    dark: float
    """Shade where the light falls below this."""
    soft: float
    """Sigma of the light's blur, points: a shade thins out instead of ending in a step."""
    creases: bool
    shadow: tuple[float, float]
    """Floor shadow: how near and at which height the figure must be, mm."""


BODY = Manner(0.86, 0.45, 0.42, 0.75, 0.62, 2.6, 0.02, 0.6, False, (16, 20))
CLOSE = Manner(1.0, 0.85, 0.85, 1.2, 0.70, 3.5, 0.03, 2.4, True, (9, 10))


@dataclass(frozen=True, slots=True)
class Target:
    """The area where it is felt: an ellipsoid's inside on one leg."""

    side: str
    place: Place
    radii: tuple[float, float, float]


class Inker:
    """One frame being inked: a sight, the scene it goes on, and its lines."""

    def __init__(self, sight: Sight, scene: Scene, manner: Manner, far: str) -> None:
        self.sight, self.scene, self.manner, self.far = sight, scene, manner, far
        self.groups = sight.model.groups
        looks = labels(self.groups, far, creases=manner.creases)
        absorb(sight, looks, thin=0.33 / sight.pt, small=1.6 / sight.pt**2)
        across, below = cracks(sight, looks, manner.step / sight.scale)
        self.chains = joined(chained(across, below), manner.shortest / sight.pt)
        self.figure = sight.label >= 0
        self.seen = np.clip(sight.label, 0, None)
        self.matted: Mask = np.zeros_like(self.figure)

    def where(self, *parts: str, side: str = "") -> Mask:
        """The pixels of these parts (of one side)."""
        wanted = np.array([g.part in parts and (not side or g.side == side) for g in self.groups])
        return np.asarray(self.figure & wanted[self.seen])

    def region(
        self,
        mask: Mask,
        role: str,
        *,
        smooth: float,
        smallest: float = 1.5,
        blur: float = 0.8,
        corner: float = 55,
        stroke: Stroke | None = None,
    ) -> None:
        """Fill a mask; smooth and smallest in points, blur in pixels."""
        pt = self.sight.pt
        loops = outlines(
            mask, sigma=smooth / pt, smallest=smallest / pt**2, blur=blur, corner=corner
        )
        self.scene.fill([fitted(p * pt, 0.1, closed=True) for p in loops], role, stroke)

    def shadow(self) -> None:
        """The contact shadow: floor (and mat) right under the figure."""
        s = self.sight
        if abs(s.view.into[1]) < 0.03:
            return
        near, height = self.manner.shadow
        coarse = 4
        rows, columns = np.mgrid[0 : s.label.shape[0] : coarse, 0 : s.label.shape[1] : coarse]
        start = (
            s.origin
            + s.view.right * ((columns + 0.5) * s.px)[..., None]
            - s.view.up * ((rows + 0.5) * s.px)[..., None]
        )
        floor = start - s.view.into * (start[..., 1] / s.view.into[1])[..., None]
        floor[..., 1] = height
        gap = distance_at(packed(s.model.without("mat", "wall")), floor)
        gap = ndimage.gaussian_filter(gap, 1.6 / s.pt / coarse)
        gap = np.kron(gap, np.ones((coarse, coarse)))[: s.label.shape[0], : s.label.shape[1]]
        gap = ndimage.gaussian_filter(gap, coarse / 2)
        dark = gap < near
        bare = dark & ~self.figure
        hidden = ndimage.binary_dilation(bare, iterations=3) & self.figure
        self.region(bare | hidden, "shadow", smooth=1.5, smallest=2, blur=2)
        self.matted = dark & self.where("mat")

    def fills(self, light: Vec) -> None:
        """White silhouette, then each role flat with its shade."""
        self.region(self.figure, "white", smooth=0.4)
        roles = [role_of(g, self.far) for g in self.groups]
        pt = self.sight.pt
        lit = self._soft(self.sight.normal @ light, self.manner.soft / pt)
        shaded = np.array([LOOKS[g.part].shaded for g in self.groups])[self.seen]
        for role in sorted(set(roles)):
            mask = self.figure & np.array([r == role for r in roles])[self.seen]
            if mask.sum() < 4:
                continue
            grown = ndimage.binary_dilation(mask) & self.figure
            self.region(grown, role, smooth=0.4, corner=45)
            dark = mask & (lit < self.manner.dark) & shaded
            dark = ndimage.binary_opening(dark, iterations=max(1, int(0.6 / pt)))
            self.region(dark, f"{role}_sh", smooth=2, smallest=8, blur=0.4 / pt, corner=0)
        if self.matted.any():
            self.region(self.matted, "mat_sh", smooth=0.8, smallest=2, blur=2)

    def _soft(self, values: Vec, sigma: float) -> Vec:
        """Values blurred within the figure: the paper round it does not count."""
        inside = ndimage.gaussian_filter(self.figure.astype(float), sigma)
        blurred = ndimage.gaussian_filter(np.where(self.figure, values, 0), sigma)
        return np.asarray(blurred / np.maximum(inside, 1e-6))

    def target(self, target: Target) -> None:
        """The target area in two tones, outlined so that it shows in grey."""
        s = self.sight
        local = (s.positions() - target.place.origin) @ np.linalg.inv(target.place.axes).T
        away = np.sqrt(((local / np.array(target.radii)) ** 2).sum(-1))
        away = ndimage.gaussian_filter(away, 0.5 / s.pt)
        on = self.where("leg", "toe", side=target.side)
        soft = 0.4 / s.pt
        edge = Stroke("accent", 0.7)
        self.region(on & (away < 1), "accent_l", smooth=1, smallest=3, blur=soft, stroke=edge)
        self.region(on & (away < 0.62), "accent_m", smooth=1, smallest=3, blur=soft)

    def nails(self, legs: Sequence[Leg]) -> None:
        """Toe nails: rounded rectangles on the back of the last joint."""
        s = self.sight
        points = s.positions()
        for leg in legs:
            toes = self.where("toe", side=leg.side)
            for nail in leg.nails:
                axes = nail.place.axes
                along, up, over = np.moveaxis((points - nail.place.origin) @ axes, -1, 0)
                r = nail.radius
                shape = np.abs((along - 0.1 * r) / (0.85 * r)) ** 2.6
                shape += np.abs(over / (0.72 * r)) ** 2.6
                mask = toes & (shape < 1) & (up > r * 0.15) & (s.normal @ axes[:, 1] > 0.2)
                edge = Stroke("ink", 0.45)
                self.region(mask, "nail", smooth=0.35, smallest=2, corner=0, stroke=edge)

    def ankle_bones(self, legs: Sequence[Leg]) -> None:
        """One thin arc under each ankle bone that faces the viewer."""
        s = self.sight
        turns = np.radians(np.linspace(195, 330, 16))
        for leg in legs:
            for x, y, z, r in ((-8, 74, 37, 12), (3, 84, -37, 12.5)):
                arc = [leg.shank.at(x + r * math.cos(t), y + r * math.sin(t), z) for t in turns]
                facing = leg.shank.axes[:, 2] * math.copysign(1, z)
                visible = np.mean([s.sees(p, 14) for p in arc])
                if visible < 0.9 or facing @ -s.view.into < 0.25:
                    continue
                line = resampled(np.array([s.paper(p) for p in arc]), 0.5)
                self._tapered(line, 0.6 * self.manner.weight, (True, True), reach=4)

    def lines(self) -> None:
        """Every line, lighter kinds first."""
        for kinds in (
            (Kind.EDGE,), (Kind.CREASE, Kind.MATERIAL), (Kind.DEPTH,), (Kind.OBJECT,), (Kind.OUTER,)
        ):  # fmt: skip
            for chain in self.chains:
                if chain.kind in kinds:
                    self._line(chain)

    def _line(self, chain: Chain) -> None:
        pt = self.sight.pt
        length = len(chain.nodes) * pt
        width = self._width(chain, length)
        if width <= 0 or length < WEIGHTS[chain.kind][1]:
            return
        sigma = self.manner.smooth / pt
        nodes = np.array(chain.nodes, float)
        line = smoothed(nodes, closed=chain.closed, sigma=sigma, corner=50) * pt
        if not chain.closed and any(chain.free) and chain.kind is not Kind.OUTER:
            self._tapered(line, width, chain.free, reach=8)
            return
        curves = fitted(line, 0.1, closed=chain.closed, window=max(4, int(sigma)))
        self.scene.line(curves, Stroke("ink", width), closed=chain.closed)

    def _width(self, chain: Chain, length: float) -> float:
        """The line's width: thinner inside toes, thinnest between fingers, 0 for none."""
        width = WEIGHTS[chain.kind][0] * self.manner.weight
        near = self.groups[most_common(chain.near)].part
        if near in THIN and not self.manner.creases:
            return width * 0.6  # a pencil seen from afar would be all outline
        if chain.kind not in (Kind.DEPTH, Kind.CREASE):
            return width
        beyond = most_common(chain.far)
        far = self.groups[beyond].part if beyond >= 0 else ""
        if near in HAND and far in HAND:
            return width * self.manner.hands
        if near in HAND and far == "arm" and length < 6:
            return 0
        if near in FINE:
            thin = self.manner.fine
            return width * (thin if chain.kind is Kind.CREASE else max(thin, 0.6))
        return width

    def _tapered(self, line: Vec, width: float, free: tuple[bool, bool], *, reach: float) -> None:
        """A line that thins out towards its free ends, as a filled shape."""
        if len(line) < 4:
            self.scene.line(fitted(line, 0.1), Stroke("ink", width * 0.7))
            return
        d = np.gradient(line, axis=0)
        side = np.c_[-d[:, 1], d[:, 0]]
        side /= np.maximum(np.linalg.norm(side, axis=1, keepdims=True), 1e-9)
        arc = np.r_[0, np.cumsum(np.linalg.norm(np.diff(line, axis=0), axis=1))]
        reach = min(reach, arc[-1] * (0.5 if all(free) else 0.8))
        half = np.full(len(line), width / 2)
        if free[0]:
            half *= 0.2 + 0.8 * np.clip(arc / reach, 0, 1) ** 0.7
        if free[1]:
            half *= 0.2 + 0.8 * np.clip((arc[-1] - arc) / reach, 0, 1) ** 0.7
        a, b = line + side * half[:, None], (line - side * half[:, None])[::-1]
        outline = [*fitted(a, 0.06), straight(a[-1], b[0]), *fitted(b, 0.06)]
        self.scene.fill([outline], "ink")

    def face(self, head: Place) -> None:
        """Eyes, brows and mouth where they are not hidden."""
        weight = WEIGHTS[Kind.DEPTH][0] * self.manner.weight
        for line in face_lines():
            points = self._skin(head, line.points)
            seen = [p for p in points if self.sight.sees(p, 10)]
            if len(seen) < max(2, 0.75 * len(line.points)):
                continue
            paper = np.array([self.sight.paper(p) for p in seen])
            if line.weight:
                curves = fitted(resampled(paper, 0.3), 0.03)
                self.scene.line(curves, Stroke("ink", weight * line.weight))
            else:
                dense = resampled(paper, 0.15, closed=True)
                self.scene.fill([fitted(dense, 0.02, closed=True, corner=0)], "ink")

    def _skin(self, head: Place, points: Sequence[tuple[float, float]]) -> list[Vec]:
        """The skin in front of points of the face, 2 mm out; none where there is none."""
        rays = np.array([ray(head, *p) for p in points])
        inside = distance_at(self.sight.arrays, rays) < 0.5
        ahead = head.axes[:, 0] * 2
        return [
            line[int(np.argmax(hit))] + ahead
            for line, hit in zip(rays, inside, strict=True)
            if hit.any()
        ]
