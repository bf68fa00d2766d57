"""Dresses a foot: a sock, a shoe, or in its place the shell of an artificial one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from .geometry import Place, Vec, unit, vec
from .shapes import Bead, Model, Plane

Strand = tuple[tuple[float, float, float, float], ...]

ANKLE_STRANDS: tuple[Strand, ...] = (
    ((-2, 72, 0, 30), (-4, 104, 0, 29), (-3, 135, 0, 30.5), (2, 200, 0, 35), (2, 230, 0, 36)),
    ((6, 120, -3, 25), (9, 200, -3, 27), (9, 230, -3, 27)),
    ((-42, 44, 1, 17), (-36, 92, 1, 12.5), (-33, 130, 1, 14), (-29, 190, 0, 22), (-28, 230, 0, 26)),
    ((-14, 150, 0, 27), (-17, 195, -2, 35), (-19, 230, -2, 41)),
)
"""The lower shin and its tendon, as the leg has them."""

SOLE = (
    ((-34, 6, -10, 24), (10, 6, -14, 25), (60, 6, -20, 26), (128, 6, -26, 29), (164, 6, -18, 22)),
    ((-34, 6, 12, 24), (10, 6, 20, 24), (60, 6, 26, 25), (104, 6, 34, 26), (146, 6, 12, 24)),
)
"""Inner and outer border of a shoe's sole, whose underside lies SOLE_DEEP below the foot."""
SOLE_DEEP = 14.0
LACES = ((62, 16), (78, 12), (94, 9))
"""Where laces cross the instep: forward, and how high over the foot's own back."""


def add_sock(
    model: Model,
    side: str,
    foot: Place,
    shank: Place,
    strands: Sequence[Strand],
    toes: Mapping[int, Sequence[Bead]],
    *,
    top: float,
) -> None:
    """A sock up to `top` mm: a shell 4 mm outside the foot in which the toes are one."""
    up = shank.axes[:, 1]
    for part, out, height in (("cuff", 3.6, top), ("sock", 4.4, top - 24)):
        group = model.group(part, side=side)
        hem = Plane(up, shank.at(0, height, 0))
        for strand in ANKLE_STRANDS:
            beads = [(shank.at(x, y, z), r + out) for x, y, z, r in strand]
            model.strand(group, beads, blend=18, clip=hem)
        for x, y, z in ((3, 84, -24), (-8, 74, 24)):
            model.ball(group, shank.at(x, y, z), 11 + out, blend=20)
        if part == "sock":
            _add_shell(model, group, foot, strands, toes, out)


def _add_shell(
    model: Model,
    group: int,
    foot: Place,
    strands: Sequence[Strand],
    toes: Mapping[int, Sequence[Bead]],
    out: float,
    clip: Plane | None = None,
) -> None:
    """The foot, `out` mm thicker, its toes blended into one."""
    for strand in strands:
        beads = [(foot.at(x, y, z), r + out) for x, y, z, r in strand]
        model.strand(group, beads, blend=18, clip=clip)
    for joints in toes.values():
        model.strand(group, [(p, r + out) for p, r in joints], blend=22, clip=clip)


def add_shoe(
    model: Model,
    side: str,
    foot: Place,
    strands: Sequence[Strand],
    toes: Mapping[int, Sequence[Bead]],
) -> None:
    """A low laced shoe; its sole lies SOLE_DEEP mm under the foot's own."""
    upper = model.group("shoe", side=side)
    mouth = Plane(foot.axes @ unit(vec(0.28, 1, 0)), foot.at(-10, 82, 0))
    _add_shell(model, upper, foot, strands, toes, 8, mouth)
    cap: list[Bead] = [
        (foot.at(158, 24, -24), 29), (foot.at(150, 22, 0), 28), (foot.at(132, 21, 18), 27),
    ]  # fmt: skip
    model.strand(upper, cap, blend=24)
    sole = model.group("sole", side=side)
    ground = Plane(-foot.axes[:, 1], foot.at(0, -SOLE_DEEP, 0))
    for strand in SOLE:
        model.strand(sole, [(foot.at(*b[:3]), b[3]) for b in strand], blend=20, clip=ground)
    lace = model.group("lace", side=side)
    for x, over in LACES:
        height = 62 - 0.36 * (x - 50) + over
        ends = ((x - 8, height - 14, 22), (x, height, -4), (x - 6, height - 12, -30))
        model.strand(lace, [(foot.at(*e), 4.6) for e in ends], blend=0)


def add_artificial_leg(
    model: Model, side: str, foot: Place, shank: Place, knee: Vec, strands: Sequence[Strand]
) -> None:
    """Socket, pylon and foot of a lower-leg prosthesis, in place of shin and foot."""
    socket = model.group("socket", side=side)
    model.strand(
        socket,
        [(shank.at(4, 215, 0), 30), (shank.at(0, 290, 0), 47), (shank.at(-4, 390, 0), 56),
         (knee * 0.9 + shank.at(0, 400, 0) * 0.1, 58)],
        blend=10,
        clip=Plane(shank.axes[:, 1], shank.at(0, 452, 0)),
    )  # fmt: skip
    pylon = model.group("pylon", side=side)
    model.cone(pylon, (shank.at(2, 80, 0), 15), (shank.at(4, 215, 0), 15))
    model.cylinder(pylon, shank.at(3, 176, 0), shank.at(4, 206, 0), 24, rounding=4, blend=4)
    shell = model.group("shell", side=side)
    level = Plane(foot.axes[:, 1], foot.at(0, 84, 0))
    _add_shell(model, shell, foot, strands, artificial_toes(foot), 1, level)


def artificial_toes(foot: Place) -> dict[int, Sequence[Bead]]:
    """The front of an artificial foot, which has no toes."""
    return {
        1: [(foot.at(128, 24, -26), 20), (foot.at(166, 17, -24), 15)],
        3: [(foot.at(126, 21, 8), 18), (foot.at(158, 15, 6), 13)],
        5: [(foot.at(100, 18, 34), 16), (foot.at(134, 14, 28), 12)],
    }
