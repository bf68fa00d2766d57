"""What each part of a model looks like: its palette role, the thing it belongs to, its shading."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from .edges import Labels
from .shapes import Group

FIGURE = "figure"


@dataclass(frozen=True, slots=True)
class Look:
    """A role, the thing whose outline is heavy, and whether shade and box edges are drawn."""

    role: str
    thing: str
    shaded: bool = True
    boxy: bool = False


LOOKS: Mapping[str, Look] = {
    "leg": Look("skin", FIGURE),
    "toe": Look("skin", FIGURE),
    "arm": Look("skin", FIGURE),
    "hand": Look("skin", FIGURE, shaded=False),
    "finger": Look("skin", FIGURE, shaded=False),
    "thumb": Look("skin", FIGURE, shaded=False),
    "head": Look("skin", FIGURE, shaded=False),
    "ear": Look("skin", FIGURE, shaded=False),
    "hair": Look("hair", FIGURE, shaded=False),
    "shirt": Look("shirt", FIGURE, shaded=False),
    "sleeve": Look("shirt", FIGURE, shaded=False),
    "shorts": Look("short", FIGURE),
    "trouser": Look("short", FIGURE),
    "rib": Look("rib", FIGURE, shaded=False),
    "sock": Look("sock", FIGURE),
    "cuff": Look("cuff", FIGURE, shaded=False),
    "shoe": Look("shoe", FIGURE),
    "sole": Look("sole", FIGURE, shaded=False),
    "lace": Look("sole", FIGURE, shaded=False),
    "socket": Look("socket", FIGURE),
    "pylon": Look("metal", FIGURE),
    "shell": Look("shell", FIGURE),
    "stick": Look("stick", "stick"),
    "table": Look("wood", "table", boxy=True),
    "chair": Look("wood", "chair", boxy=True),
    "wall": Look("wall", "wall", shaded=False, boxy=True),
    "skirting": Look("cuff", "wall", shaded=False, boxy=True),
    "mat": Look("mat", "mat", boxy=True),
    "towel": Look("towel", "towel"),
    "hem": Look("weave", "towel", shaded=False),
    "band": Look("band", "band"),
    "ball": Look("ball", "ball"),
    "knob": Look("knob", "ball"),
    "bottle": Look("bottle", "bottle"),
    "cap": Look("bcap", "bottle"),
    "pencil": Look("pencil", "pencil"),
    "lead": Look("ptip", "pencil"),
    "rubber": Look("pend", "pencil"),
}
HAND = ("hand", "finger", "thumb")
FINE = ("toe", "ear", "lace", *HAND)
"""Parts whose inner lines are thinner."""
ARM = " of an arm"
THIN = ("pencil", "lead", "rubber")
"""Things whose outline is thinner where they are small."""
SLIM = ("pencil", "stick", "table")
"""Things that are thin all along, or of which only an edge shows."""
LIMBS = ("leg", "toe", "arm", *HAND)


def role_of(group: Group, far: str) -> str:
    """The palette role of a group; skin of the far side's limbs is a little darker."""
    role = LOOKS[group.part].role
    return "skinf" if role == "skin" and group.part in LIMBS and group.side == far else role


def is_figure(group: Group) -> bool:
    """True for a part of the person, False for a thing."""
    return LOOKS[group.part].thing == FIGURE


def labels(groups: Sequence[Group], far: str, *, creases: bool) -> Labels:
    """The groups' looks as arrays; touching fingers get a line between
    them, and with creases touching toes too."""
    # an arm gets a line where it lies on a leg, though both are skin
    roles = [role_of(g, far) + (ARM if g.part in ("arm", *HAND) else "") for g in groups]
    # and a stripe is woven into its towel: no line round it
    roles = ["towel" if g.part == "hem" else r for g, r in zip(groups, roles, strict=True)]
    things = [LOOKS[g.part].thing for g in groups]
    toes = np.array([g.part == "toe" for g in groups])
    fingers = np.array([g.part in ("finger", "thumb") for g in groups])
    other = ~np.eye(len(groups), dtype=bool)
    touching = toes[:, None] & toes[None, :] & other & creases
    touching |= fingers[:, None] & fingers[None, :] & other
    names = sorted(set(things))
    return Labels(
        np.array([sorted(set(roles)).index(r) for r in roles]),
        np.array([names.index(t) for t in things]),
        np.array([LOOKS[g.part].boxy for g in groups]),
        touching,
        np.array([name in SLIM for name in names]),
        np.array([(g.part == "sleeve") * (1 + (g.side == "left")) for g in groups]),
    )
