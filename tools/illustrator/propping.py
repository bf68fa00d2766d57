"""Puts the props that a recipe lists into a model, by their kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from . import props
from .geometry import Place, Vec, unit, vec
from .reading import Places, Table, number, point, text
from .recipes import RecipeError
from .shapes import Model


def add_props(model: Model, wanted: Sequence[Table], places: Places) -> dict[str, Place]:
    """Adds each prop; the places of those that are `at` a point, by their kind.

    Refuses a kind that nobody knows how to build.
    """
    found = {}
    for prop in wanted:
        kind = str(prop.get("kind"))
        if kind not in KINDS:
            raise RecipeError(f"no prop is called {kind}, only {', '.join(KINDS)}")
        KINDS[kind](model, prop, places)
        if "at" in prop:
            found[kind] = Place(point(prop["at"], places), np.eye(3))
    return found


def add_stick(model: Model, stick: Table, places: Places) -> None:
    """A walking stick from its `foot` to its `top`, the handle pointing along `handle`."""
    foot, top = point(stick["foot"], places), point(stick["top"], places)
    way = unit(np.array(stick.get("handle", (1, 0, 0)), float))
    props.add_stick(model, foot, top, way)


def _way(prop: Table, places: Places) -> Vec:
    """The prop's axis, in the world's or in its place's axes."""
    axis = np.array(prop.get("axis", (0, 0, 1)), float)
    at = prop.get("at")
    return places[at["on"]].axes @ axis if isinstance(at, dict) else axis


def _chair(model: Model, prop: Table, places: Places) -> None:
    props.add_chair(
        model, x=number(prop, "x", 70), z=number(prop, "z", 0), yaw=number(prop, "yaw", 0)
    )


def _table(model: Model, prop: Table, places: Places) -> None:
    props.add_table(model, x=number(prop, "x", 1200), z=number(prop, "z", 88))


def _mat(model: Model, prop: Table, places: Places) -> None:
    start, end = number(prop, "start", -330), number(prop, "end", 1080)
    props.add_mat(model, start=start, end=end, half=number(prop, "half", 310))


def _wall(model: Model, prop: Table, places: Places) -> None:
    z = number(prop, "from", -640), number(prop, "to", 330)
    height, deep = number(prop, "height", 2600), number(prop, "deep", 700)
    props.add_wall(
        model,
        x=number(prop, "x", 516),
        z=z,
        height=height,
        deep=deep,
        skirting=number(prop, "skirting", 0),
    )


def _side_wall(model: Model, prop: Table, places: Places) -> None:
    x = number(prop, "from", -2000), number(prop, "to", 2000)
    props.add_side_wall(model, z=number(prop, "z", -420), x=x, height=number(prop, "height", 2600))


def _ball(model: Model, prop: Table, places: Places) -> None:
    props.add_ball(model, point(prop["at"], places), number(prop, "radius", props.BALL))


def _massage_ball(model: Model, prop: Table, places: Places) -> None:
    props.add_massage_ball(model, point(prop["at"], places))


def _bottle(model: Model, prop: Table, places: Places) -> None:
    radius, length = number(prop, "radius", 34), number(prop, "length", 220)
    at = point(prop["at"], places)
    props.add_bottle(model, at, _way(prop, places), radius=radius, length=length)


def _pencil(model: Model, prop: Table, places: Places) -> None:
    props.add_pencil(
        model,
        point(prop["at"], places),
        _way(prop, places),
        length=number(prop, "length", 170),
        radius=number(prop, "radius", 4.6),
    )


def _cloth(model: Model, prop: Table, places: Places) -> None:
    props.add_cloth(
        model,
        start=number(prop, "start", 30),
        end=number(prop, "end", 360),
        folds=number(prop, "folds", 0),
        height=number(prop, "height", 0),
        z=number(prop, "z", 0),
        half=number(prop, "half", 115),
        first=number(prop, "first", 150),
        wave=number(prop, "wave", 56),
    )


def _sling(model: Model, prop: Table, places: Places) -> None:
    """A towel or band from one hand round the sole, `ahead` mm from the heel end, to the other.

    `pinched` is its half-width in the hands; `off` keeps it off the sole; `tail` is how far its
    ends hang out of the fists.
    """
    side = text(prop, "side", "right")
    other = "left" if side == "right" else "right"
    foot = places[f"{side}-foot"]
    x, half = number(prop, "ahead", 92), number(prop, "half", 27)
    pinched, off = number(prop, "pinched", 12), number(prop, "off", 4)
    outer = _sling_end(prop, "outer", places, side)
    inner = _sling_end(prop, "inner", places, other)
    sole = [foot.at(x + 2, 26 - off, 56), foot.at(x, 4 - off, 42), foot.at(x, -off, 0)]
    sole += [foot.at(x, 4 - off, -42), foot.at(x + 2, 26 - off, -56)]
    leave, enter = foot.at(x + 4, 38 - off, 66), foot.at(x + 4, 38 - off, -66)
    path = [*_between(outer, leave), leave, *sole, enter, *_between(enter, inner)[1:], inner]
    toe = foot.axes[:, 0]
    hand = np.array(prop.get("way", toe), float)
    wide = (half + pinched) / 2
    props.add_ribbon(
        model,
        text(prop, "part", "towel"),
        path,
        half=[
            pinched, wide, wide, wide, half - 2, half, half, half, half - 2, wide, wide, wide,
            pinched,
        ],
        across_=[hand, hand, hand, *[toe] * 7, hand, hand, hand],
        thick=number(prop, "thick", 4),
    )
    if "tail" in prop:
        length = number(prop, "tail", 0)
        for end, share in ((outer, 1.0), (inner, 0.8)):
            props.add_towel_end(model, end, FACING, length=length * share, half=half)


FACING = vec(0.88, 0, -0.47)
"""How a towel's hanging end is turned: so that its width is seen."""


def _between(a: Vec, b: Vec) -> list[Vec]:
    """Three points on the way, so that a spline through them stays taut."""
    return [a + (b - a) * share for share in (0, 0.4, 0.8)]


def _sling_end(prop: Table, key: str, places: Places, side: str) -> Vec:
    """Where an end is held: a given point, or the middle of that side's fist."""
    if key in prop:
        return point(prop[key], places)
    return places[f"{side}-hand"].at(66, 26, 0)


def _loop(model: Model, prop: Table, places: Places) -> None:
    """A band in a loop round the forefoot and a post (a chair leg) at `post`, height `high`."""
    foot = places[text(prop, "side", "right") + "-foot"]
    post = point(prop["post"], places)
    half, x = number(prop, "half", 17), number(prop, "ahead", 116)
    round_post = number(prop, "round", 16)
    over = [foot.at(x, 14, -60), foot.at(x + 2, 40, -50), foot.at(x + 2, 53, -28)]
    over += [foot.at(x - 2, 60, 0), foot.at(x - 4, 53, 32), foot.at(x - 8, 36, 54)]
    over += [foot.at(x - 8, 12, 62)]
    to_post = unit(post - foot.at(x, 20, 0))
    side = unit(np.cross(vec(0, 1, 0), to_post))
    near = [post - side * round_post * s for s in (1, -1)]
    near.sort(key=lambda p: float(np.linalg.norm(p - over[0])))
    first, last = near[0], near[1]
    behind = post + to_post * round_post
    path = [behind, first, (first + over[0]) / 2, *over, (last + over[-1]) / 2, last, behind]
    toe, up = foot.axes[:, 0], vec(0, 1, 0)
    ways = [up, up, up, toe, toe, toe, toe, toe, toe, toe, up, up, up]
    props.add_ribbon(
        model, "band", path, half=[half] * len(path), across_=ways, thick=2.4, pieces=110
    )


def _strip(model: Model, prop: Table, places: Places) -> None:
    """A towel or band through `path` points, `half` wide, its width along `way`."""
    asked = prop["path"]
    assert isinstance(asked, list)
    path = [point(p, places) for p in asked]
    way = prop.get("way", (0, 0, 1))
    if isinstance(way, str):  # the axis towards the toes of a place
        ways = [places[way].axes[:, 0]] * len(path)
    elif isinstance(way, dict):
        ways = [places[way["on"]].axes @ np.array(way["axis"], float)] * len(path)
    else:
        ways = [np.array(way, float)] * len(path)
    props.add_ribbon(
        model,
        text(prop, "part", "band"),
        path,
        half=[number(prop, "half", 20)] * len(path),
        across_=ways,
        thick=number(prop, "thick", 2.4),
    )


KINDS: Mapping[str, Callable[[Model, Table, Places], None]] = {
    "chair": _chair,
    "table": _table,
    "mat": _mat,
    "wall": _wall,
    "side-wall": _side_wall,
    "ball": _ball,
    "massage-ball": _massage_ball,
    "bottle": _bottle,
    "pencil": _pencil,
    "cloth": _cloth,
    "sling": _sling,
    "loop": _loop,
    "strip": _strip,
}
