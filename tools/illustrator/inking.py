"""Inks a sight: shadow, flat fills, shade, target area, nails, lines and face, in that order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy import ndimage

from .camera import VOID, Sight, distance_at
from .chains import Chain, chained, joined, most_common
from .curves import fitted, smoothed, straight
from .edges import Kind, absorb, cracks, outlines
from .foot import Leg
from .geometry import Mask, Vec
from .looks import FINE, HAND, LOOKS, THIN, labels, role_of
from .scene import Scene, Stroke
from .shapes import Packed, packed

LEANS = 1.35
"""How much wider a shadow on a wall is: there is nothing else that tells a touch from a wave."""
UNDER_LINES = 0.2
"""How exact the edge of a fill is, points: a line lies on it that is three times as wide."""
FLECK = 400
"""Of a shade on skin in a close-up, square points: less of it at a shin looks like a stain."""
COARSE = 4
"""Shadows are looked for at every fourth pixel."""

WEIGHTS: Mapping[Kind, tuple[float, float]] = {
    Kind.OUTER: (1.15, 0.0),
    Kind.OBJECT: (1.05, 0.8),
    Kind.DEPTH: (0.8, 3.6),
    Kind.MATERIAL: (0.75, 0.8),
    Kind.CREASE: (0.6, 2.5),
    Kind.EDGE: (0.6, 2.5),
}
"""Line width and the shortest line drawn, points, at weight 1."""


LOOSE = 1.7
"""How much longer a line must be that touches no other at either end."""


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
    shadow: Contact
    gap: float = 0.75
    """Half the width of what shows between two things, points: less would be a black wedge."""


@dataclass(frozen=True, slots=True)
class Contact:
    """The shadow where something stands: nearer than `near` mm to the figure `height` mm up.

    `blur` (points) comes before that test: more of it than a foot is wide and there is none.
    """

    near: float
    height: float
    blur: float
    smooth: float
    smallest: float


BODY = Manner(
    0.86, 0.45, 0.42, 0.75, 0.62, 2.6, 0.02, 0.6, False, Contact(54, 12, 0.3, 0.5, 0.6)
)
CLOSE = Manner(1.0, 0.85, 0.85, 1.2, 0.70, 3.5, 0.03, 2.4, True, Contact(12, 9, 1.4, 1.5, 14))
INSET = replace(
    CLOSE, weight=0.86, fine=0.7, step=0.7, shortest=2.4, soft=1.4, smooth=0.6,
    shadow=Contact(16, 9, 0.5, 0.8, 3),
)  # fmt: skip


class Inker:
    """One frame being inked: a sight, the scene it goes on, and its lines."""

    def __init__(self, sight: Sight, scene: Scene, manner: Manner, far: str) -> None:
        self.sight, self.scene, self.manner, self.far = sight, scene, manner, far
        self.groups = sight.model.groups
        looks = labels(self.groups, far, creases=manner.creases)
        absorb(
            sight, looks, thin=0.33 / sight.pt, small=1.6 / sight.pt**2, gap=manner.gap / sight.pt
        )
        across, below = cracks(sight, looks, manner.step / sight.scale)
        self.chains = joined(chained(across, below), manner.shortest / sight.pt)
        self.figure, self.void = sight.label >= 0, sight.label == VOID
        self.seen = np.clip(sight.label, 0, None)
        self.rested: dict[str, Mask] = {}

    def where(self, *parts: str, side: str = "", index: int | None = None) -> Mask:
        """The pixels of these parts (of one side, of one number)."""
        wanted = np.array(
            [
                g.part in parts and side in ("", g.side) and index in (None, g.index)
                for g in self.groups
            ]
        )
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
        within: float = 0.1,
    ) -> None:
        """Fill a mask; smooth, smallest and within (of its edge) in points, blur in pixels."""
        pt = self.sight.pt
        mask = mask & ~self.void
        loops = outlines(
            mask, sigma=smooth / pt, smallest=smallest / pt**2, blur=blur, corner=corner
        )
        self.scene.fill([fitted(p * pt, within, closed=True) for p in loops], role, stroke)

    def shadow(self) -> None:
        """The contact shadow: floor right under the figure, and what of mat and wall it is on."""
        s, contact = self.sight, self.manner.shadow
        standing = packed(s.model.without("mat", "wall", "skirting"))
        if abs(s.view.into[1]) > 0.03:
            dark = self._near(standing, self._floor()) & ~self.where("mat", "wall", "skirting")
            bare = dark & ~self.figure
            hidden = ndimage.binary_dilation(bare, iterations=3) & self.figure
            self.region(
                bare | hidden, "shadow", smooth=contact.smooth, smallest=contact.smallest, blur=1
            )
        for part in ("mat", "wall"):
            self.rested[part] = self.where(part)
            if self.rested[part].any():
                above = s.positions()[::COARSE, ::COARSE]
                above = above + s.normal[::COARSE, ::COARSE] * contact.height
                self.rested[part] &= self._near(standing, above, LEANS if part == "wall" else 1)

    def _floor(self) -> Vec:
        """The point just above the floor behind every fourth pixel."""
        s = self.sight
        rows, columns = np.mgrid[0 : s.label.shape[0] : COARSE, 0 : s.label.shape[1] : COARSE]
        start = (
            s.origin
            + s.view.right * ((columns + 0.5) * s.px)[..., None]
            - s.view.up * ((rows + 0.5) * s.px)[..., None]
        )
        floor = start - s.view.into * (start[..., 1] / s.view.into[1])[..., None]
        floor[..., 1] = self.manner.shadow.height
        return np.asarray(floor)

    def _near(self, standing: Packed, points: Vec, share: float = 1) -> Mask:
        """Where a point of every fourth pixel is near to the solids, for all pixels."""
        s, contact = self.sight, self.manner.shadow
        gap = distance_at(standing, points)
        gap = ndimage.gaussian_filter(gap, contact.blur / s.pt / COARSE)
        gap = np.kron(gap, np.ones((COARSE, COARSE)))[: s.label.shape[0], : s.label.shape[1]]
        return np.asarray(ndimage.gaussian_filter(gap, COARSE / 2) < contact.near * share)

    def fills(self, light: Vec, legs: Sequence[Leg] = ()) -> None:
        """Each role flat with its shade, which thins out over the ankles."""
        roles = [role_of(g, self.far) for g in self.groups]
        pt = self.sight.pt
        lit = self._soft(self.sight.normal @ light, self.manner.soft / pt)
        dusk = self._dusk(legs) if self.manner.creases else self.manner.dark
        shaded = np.array([LOOKS[g.part].shaded for g in self.groups])[self.seen]
        for role in sorted(set(roles)):
            mask = self.figure & np.array([r == role for r in roles])[self.seen]
            if mask.sum() < 4:
                continue
            grown = ndimage.binary_dilation(mask) & self.figure
            self.region(grown, role, smooth=0.4, corner=45, within=UNDER_LINES)
            dark = mask & (lit < dusk) & shaded
            dark = ndimage.binary_opening(dark, iterations=max(1, int(0.6 / pt)))
            smallest = FLECK if self.manner.creases and role.startswith("skin") else 8
            self.region(dark, f"{role}_sh", smooth=2, smallest=smallest, blur=0.4 / pt, corner=0)
        for part, mask in self.rested.items():
            if mask.any():
                self.region(mask, f"{part}_sh", smooth=0.8, smallest=2, blur=2)

    def _dusk(self, legs: Sequence[Leg]) -> Vec:
        """The light under which each pixel is shaded: ever less of it down a shin to the foot."""
        dusk = np.full(self.figure.shape, self.manner.dark)
        for leg in legs:
            own = self.where("leg", "toe", "sock", side=leg.side)
            height = (self.sight.positions()[own] - leg.shank.origin) @ leg.shank.axes[:, 1]
            dusk[own] = self.manner.dark - 0.75 * np.clip((235 - height) / 150, 0, 1)
        return dusk

    def _soft(self, values: Vec, sigma: float) -> Vec:
        """Values blurred within the figure: the paper round it does not count."""
        inside = ndimage.gaussian_filter(self.figure.astype(float), sigma)
        blurred = ndimage.gaussian_filter(np.where(self.figure, values, 0), sigma)
        return np.asarray(blurred / np.maximum(inside, 1e-6))

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
        shortest = WEIGHTS[chain.kind][1] * (LOOSE if all(chain.free) else 1)
        if width <= 0 or (any(chain.free) and length < shortest):
            return  # a short one between two others would leave a gap
        sigma = self.manner.smooth / pt
        nodes = np.array(chain.nodes, float)
        boxy = LOOKS[self.groups[most_common(chain.near)].part].boxy
        line = smoothed(nodes, closed=chain.closed, sigma=sigma, corner=24 if boxy else 50) * pt
        if not chain.closed and any(chain.free) and chain.kind is not Kind.OUTER:
            self.tapered(line, width, chain.free, reach=8)
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

    def tapered(self, line: Vec, width: float, free: tuple[bool, bool], *, reach: float) -> None:
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
