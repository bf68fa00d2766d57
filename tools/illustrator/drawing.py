"""Draws one frame: its recipe and a person become a scene and the facts on the SVG's root."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from . import marks
from .camera import VOID, Sight, View, Window, look, looking, view
from .details import ankle_bones, face, folds, nails
from .geometry import Place, Vec, unit, vec
from .ghosts import ink_ghost
from .inking import BODY, CLOSE, INSET, Inker, Manner
from .looks import is_figure
from .people import Person
from .posing import Stage, set_up
from .reading import Table, number, numbers, point, tables, text
from .recipes import Book
from .scene import Scene, Stroke, box_of
from .targets import Target, ink_target

SIZES = {"low": (153.0, 119.0), "tall": (153.0, 130.4), "wide": (204.0, 130.4)}
"""Points: 54 x 42 and 54 x 46 mm, and one for a wall that runs past both sides."""

FINE, DRAFT = 0.24, 0.34
"""Points a pixel."""
LOOSE = 1.12
"""How much wider a target is on trousers, which stand off the leg."""
RING = 0.9
"""Width of an inset's circle, points."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A finished frame."""

    scene: Scene
    attributes: Mapping[str, str]


def _view(camera: Table) -> View:
    if "into" in camera:
        return looking(numbers(camera["into"]), numbers(camera["up"]))
    return view(number(camera, "azimuth", 90), number(camera, "elevation", 10))


def _window(camera: Table, v: View, places: Mapping[str, Place]) -> Window:
    """The whole of `fit` on the sheet, or `scale` points a mm round `centre`."""
    size = SIZES[text(camera, "size", "low")]
    if "fit" not in camera:
        return Window(size, v.flat(point(camera["centre"], places)), number(camera, "scale", 0.5))
    points = camera["fit"]
    assert isinstance(points, list)
    flat = np.array([v.flat(point(p, places)) for p in points])
    low, high = flat.min(0), flat.max(0)
    room = np.array(size) - 2 * number(camera, "margin", 5)
    return Window(size, (low + high) / 2, float(min(room / (high - low))))


def draw(name: str, book: Book, person: Person, *, pixel: float = FINE) -> Drawing:
    """One frame as a scene. Refuses a limb out of reach and a recipe it cannot read."""
    recipe = book.frame(name, person.code)
    stage = set_up(recipe, book, person)
    camera = book.cameras[text(recipe, "camera")]
    v = _view(camera)
    window = _window(camera, v, stage.places)
    sight = look(stage.model, v, window, pixel=pixel)
    scene = Scene(*window.size)
    before = _before(recipe, book, person, window=window, v=v, pixel=pixel)
    _ink(scene, sight, stage, recipe, before=before)
    _mark(scene, sight, stage, tables(recipe, "marks"))
    for spec in tables(recipe, "insets"):
        _inset(scene, sight, stage, spec, book, pixel=pixel)
    return Drawing(scene, _attributes(recipe, scene, sight))


def _before(
    recipe: Table, book: Book, person: Person, *, window: Window, v: View, pixel: float
) -> Sight | None:
    """The frame that this one moves on from, seen through the same window."""
    if "ghost" not in recipe:
        return None
    model = set_up(book.frame(text(recipe, "ghost"), person.code), book, person).model
    parts = recipe.get("ghost_parts", [])
    assert isinstance(parts, list)
    shown = model.kept(lambda group: is_figure(group) and (not parts or group.part in parts))
    return look(shown, v, window, pixel=pixel)


def _ink(
    scene: Scene, sight: Sight, stage: Stage, recipe: Table, *, before: Sight | None
) -> None:
    close = stage.body is None
    far = text(recipe, "far", "" if close else "left")
    inker = Inker(sight, scene, CLOSE if close else BODY, far)
    legs = tuple(stage.legs.values())
    if recipe.get("shadow", True):
        inker.shadow()
    inker.fills(_light(sight.view), legs)
    if before is not None:
        ink_ghost(inker, before)
    for mark in tables(recipe, "marks"):
        if mark["kind"] == "target":
            ink_target(inker, _target(mark, stage))
    if close:
        nails(inker, legs)
        ankle_bones(inker, legs)
    inker.lines()
    if stage.body is not None:
        folds(inker, stage.places)
        face(inker, stage.body.head)


def _light(v: View) -> Vec:
    """Towards the light: from the viewer, above and the left."""
    return unit(-v.into * 0.72 + v.up * 0.55 - v.right * 0.62)


def _inset(
    scene: Scene, sight: Sight, stage: Stage, spec: Table, book: Book, *, pixel: float
) -> None:
    """A circle of `radius` points at `at` on the paper that shows what lies round `of` closer.

    `parts` (and `side`) are what it shows, `camera` how; `spot` is the circle's radius there.
    """
    radius, middle = number(spec, "radius", 22), numbers(spec["at"])
    centre = point(spec["of"], stage.places)
    camera = book.cameras[text(spec, "camera")] if "camera" in spec else {}
    v = _view(camera) if camera else sight.view
    parts, side = spec.get("parts", []), text(spec, "side")
    assert isinstance(parts, list)
    model = stage.model.kept(lambda g: not parts or (g.part in parts and g.side in ("", side)))
    window = Window((2 * radius, 2 * radius), v.flat(centre), number(spec, "scale", 0.2))
    seen = look(model, v, window, pixel=pixel)
    rows, columns = np.mgrid[0 : seen.label.shape[0], 0 : seen.label.shape[1]]
    away = np.hypot((columns + 0.5) * pixel - radius, (rows + 0.5) * pixel - radius)
    seen.label[away > radius] = VOID
    _leader(scene, middle, radius, sight.paper(centre), number(spec, "spot", 5))
    disc = [marks.circle(middle, radius)]
    scene.fill(disc, "halo")
    close = Scene(2 * radius, 2 * radius)
    _ink_inset(close, seen, stage, spec, INSET)
    scene.take(close, *(middle - radius))
    scene.fill(disc, "", Stroke("accent", RING))


def _leader(scene: Scene, middle: Vec, radius: float, spot: Vec, small: float) -> None:
    """A small ring round the place, and a line from it to the inset's circle."""
    way = unit(spot - middle)
    scene.fill([marks.circle(spot, small)], "", Stroke("accent", RING * 0.8))
    ends = np.array([middle + way * radius, spot - way * small])
    if (spot - middle) @ way > radius + small + 1:
        scene.line(ends, Stroke("accent", RING * 0.8))


def _ink_inset(scene: Scene, sight: Sight, stage: Stage, spec: Table, manner: Manner) -> None:
    inker = Inker(sight, scene, manner, "")
    side = text(spec, "side")
    legs = tuple(leg for leg in stage.legs.values() if side in ("", leg.side))
    inker.shadow()
    inker.fills(_light(sight.view), legs)
    for mark in tables(spec, "marks"):
        if mark["kind"] == "target":
            ink_target(inker, _target(mark, stage))
    nails(inker, legs)
    ankle_bones(inker, legs)
    inker.lines()
    _mark(scene, sight, stage, tables(spec, "marks"))


def _target(mark: Table, stage: Stage) -> Target:
    where = mark["at"]
    assert isinstance(where, dict)
    axes = stage.places[where["on"]].axes
    looser = LOOSE if stage.model.find("trouser", "right") >= 0 else 1
    a, b, c = numbers(mark["radii"]) * looser
    side = text(mark, "side") or str(where["on"]).partition("-")[0]
    return Target(side, Place(point(where, stage.places), axes), (float(a), float(b), float(c)))


def _mark(scene: Scene, sight: Sight, stage: Stage, wanted: list[Table]) -> None:
    for mark in wanted:
        if mark["kind"] == "arrow":
            _arrow(scene, sight, stage, mark)
        elif mark["kind"] == "ring":
            _ring(scene, sight, stage, mark)
        elif mark["kind"] == "frost":
            _frost(scene, sight, stage, mark)


def _arrow(scene: Scene, sight: Sight, stage: Stage, mark: Table) -> None:
    """`through` world points, or `path` in points on the paper (down is positive) from `at`."""
    through = mark.get("through")
    if isinstance(through, list):
        line = np.array([sight.paper(point(p, stage.places)) for p in through])
    else:
        line = sight.paper(point(mark["at"], stage.places)) + numbers(mark["path"])
    marks.arrow(
        scene,
        line,
        width=number(mark, "width", 2.6),
        head=number(mark, "head", 8),
        both=bool(mark.get("both", False)),
    )


def _ring(scene: Scene, sight: Sight, stage: Stage, mark: Table) -> None:
    """A circle of `radius` mm round `at`, its plane given by `across` and `up` in the place's
    axes; drawn from angle `start` to `end`, counted from across towards up."""
    where = mark["at"]
    place = stage.places[where["on"]] if isinstance(where, dict) else Place(vec(0, 0, 0), np.eye(3))
    radius = number(mark, "radius", 90)
    marks.ring(
        scene,
        sight,
        point(where, stage.places),
        place.axes @ numbers(mark.get("across", (0, 0, 1))) * radius,
        place.axes @ numbers(mark.get("up", (0, 1, 0))) * radius,
        start=number(mark, "start", 0),
        end=number(mark, "end", 300),
        width=number(mark, "width", 2.4),
        head=number(mark, "head", 8),
        behind=bool(mark.get("behind", True)),
    )


def _frost(scene: Scene, sight: Sight, stage: Stage, mark: Table) -> None:
    """A snowflake of `radius` mm on a surface through `at`, spanned by `across` and `up`."""
    centre = sight.paper(point(mark["at"], stage.places))
    radius = number(mark, "radius", 12)
    ends = [
        sight.paper(point(mark["at"], stage.places) + numbers(mark[key]) * radius) - centre
        for key in ("across", "up")
    ]
    marks.snowflake(scene, centre, ends[0], ends[1], width=number(mark, "width", 0.8))


def _attributes(recipe: Table, scene: Scene, sight: Sight) -> dict[str, str]:
    """What the handout must know: side, content, bleeding edges, camera, mirror twin."""
    box = box_of(scene, ignoring=("shadow",))
    found = {
        "data-side": text(recipe, "side", "right"),
        "data-content": " ".join(f"{x:.1f}" for x in box),
        "data-bleed": " ".join(_bleeding(sight)),
        "data-camera": text(recipe, "camera"),
    }
    if "mirror" in recipe:
        found["data-mirror"] = text(recipe, "mirror")
    return found


def _bleeding(sight: Sight) -> list[str]:
    """The edges of the sheet that the art runs over."""
    seen = sight.label >= 0
    edges = {"top": seen[0], "right": seen[:, -1], "bottom": seen[-1], "left": seen[:, 0]}
    return [name for name, pixels in edges.items() if pixels.any()]
