"""The set is whole: each exercise's frames, for each person, each with a recipe and a place."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

from clinicplan.illustrations.frames import Frame, read_frame
from tests.illustrations.art import (
    ALT,
    DOCS,
    FILES,
    FOLDER,
    PALETTE,
    PEOPLE,
    ROOT,
    TOOL,
    label,
    paths,
    recipes,
    table,
)
from tools.illustrator.recipes import Book

RECIPES = recipes()
EXERCISES = sorted((ROOT / "templates" / "exercises").glob("*.toml"))
ANKLE_TURNS = ("ankle-circles-clockwise", "ankle-circles-anticlockwise")


def frame(name: str, person: str = PEOPLE[0]) -> Frame:
    whole = FOLDER / person / f"{name}.svg"
    path = whole if whole.is_file() else FOLDER / f"{name}.svg"
    return read_frame(name, path.read_text("utf-8"))


def named_frames(node: Any) -> set[str]:
    """All frame names in an exercise file: variants' frames, and thumbnails."""
    if isinstance(node, list):
        return set().union(*(named_frames(n) for n in node)) if node else set()
    if not isinstance(node, dict):
        return set()
    found = set(node.get("frames", [])) | ({node["thumbnail"]} if "thumbnail" in node else set())
    return found.union(*(named_frames(n) for n in node.values())) if node else found


@pytest.mark.parametrize("path", EXERCISES, ids=lambda p: p.stem)
def test_every_picture_an_exercise_names_is_drawn(path: Path) -> None:
    names = named_frames(table(path))
    assert names
    assert names <= set(RECIPES)
    for name in names:
        frame(name)


BOOK = Book()
CLOSE = {name for name in RECIPES if "feet" in BOOK.frame(name)}


@pytest.mark.parametrize("person", PEOPLE)
def test_every_person_has_every_whole_body_frame(person: str) -> None:
    """Of those that can be shown with this person."""
    whole = {name for name in RECIPES if name not in CLOSE and BOOK.shows(name, person)}
    assert {p.stem for p in (FOLDER / person).glob("*.svg")} == whole


def test_close_ups_are_shared() -> None:
    assert {p.stem for p in FOLDER.glob("*.svg")} == CLOSE


def test_only_a_prosthesis_is_left_out_of_frames() -> None:
    """Both heels at once, walking on tiptoe, and standing on the artificial leg alone."""
    left_out = {
        person: {n for n in RECIPES if not BOOK.shows(n, person)} for person in PEOPLE
    }
    assert {p for p, names in left_out.items() if names} == {"person-h"}
    stems = {name.rpartition("-")[0] for name in left_out["person-h"]}
    assert stems == {
        "heel-raise-double-chair", "heel-raise-double-wall", "toe-walk",
        "ankle-circles-standing", "ball-roll-standing", "toe-pencil-standing",
    }  # fmt: skip
    assert PALETTE["person"]["person-h"]["one_foot"] is True


def test_a_working_foot_is_never_the_artificial_one() -> None:
    """It is the side that a frame natively shows; a frame of both feet has none of it."""
    for name in set(RECIPES) - CLOSE:
        side = BOOK.frame(name).get("side", "right")
        assert side in ("left", "right") or not BOOK.shows(name, "person-h"), name


def test_each_frame_has_one_alt_text_and_no_more() -> None:
    assert set(ALT) == set(RECIPES) == {p.stem for p in FILES}


def test_eight_people_and_all_are_drawn() -> None:
    shapes = tomllib.loads((TOOL / "people.toml").read_text("utf-8"))
    assert list(shapes) == PEOPLE
    assert len(PEOPLE) == 8
    looks = {(who["skin"], who["hair"]) for who in PALETTE["person"].values()}
    assert len(looks) == len(PEOPLE)
    assert all(who["description"] for who in PALETTE["person"].values())


def test_one_side_for_everyone() -> None:
    """A frame shows the same side of each person, or a plan's left would depend on who it is."""
    sides = defaultdict(set)
    for path in FILES:
        sides[path.stem].add(read_frame(path.stem, path.read_text("utf-8")).side)
    assert {name: s for name, s in sides.items() if len(s) > 1} == {}


def test_frames_of_one_camera_share_one_sheet() -> None:
    sheets = defaultdict(set)
    for path in FILES:
        shown = read_frame(path.stem, path.read_text("utf-8"))
        sheets[shown.camera].add((shown.width, shown.height))
    assert {camera: s for camera, s in sheets.items() if len(s) > 1} == {}


def test_a_mirrored_circle_keeps_its_direction() -> None:
    """The mirror image of clockwise is anticlockwise: each names the other for the other side."""
    twins = {path.stem: read_frame(path.stem, path.read_text("utf-8")).mirror for path in FILES}
    one, two = ANKLE_TURNS
    assert {n: t for n, t in twins.items() if t} == {one: two, two: one}
    assert frame(one).side == frame(two).side


@pytest.mark.parametrize(("name", "sense"), [(ANKLE_TURNS[0], 1), (ANKLE_TURNS[1], -1)])
def test_the_ring_turns_as_its_name_says(name: str, sense: int) -> None:
    """The arrow's head lies on the right of the foot for clockwise, on the left otherwise."""
    accents = [p for p in paths(FOLDER / f"{name}.svg") if p["class"] == "f-accent s-accent"]
    shaft, head = ([pair.split(",") for pair in _pairs(p["d"])] for p in accents[-2:])
    middle = (min(float(x) for x, _ in shaft) + max(float(x) for x, _ in shaft)) / 2
    tip_x, tip_y = (float(v) for v in head[0])
    assert (tip_x - middle) * sense > 0
    assert tip_y > sum(float(y) for _, y in head[1:]) / 3, "the head points down"


def _pairs(data: str) -> list[str]:
    for letter in "MLCZ":
        data = data.replace(letter, " ")
    return data.split()


@pytest.mark.parametrize("path", FILES, ids=label)
def test_the_recipe_is_the_one_that_the_file_names(path: Path) -> None:
    assert f", {RECIPES[path.stem][0]}" in path.read_text("utf-8").partition(">")[0]


def test_the_contact_sheet_is_there() -> None:
    folder = DOCS / "illustrations"
    assert (folder / "contact-sheet.pdf").read_bytes().startswith(b"%PDF")
    assert list(folder.glob("contact-sheet-*.png"))


def _circle(points: list[tuple[float, float]]) -> tuple[float, float, float] | None:
    """Middle and radius of an accent-coloured ring; None for an outline of another shape."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    wide, high = max(xs) - min(xs), max(ys) - min(ys)
    if len(points) != 13 or abs(wide - high) > 0.3:
        return None
    return (max(xs) + min(xs)) / 2, (max(ys) + min(ys)) / 2, wide / 2


@pytest.mark.parametrize("path", FILES, ids=label)
def test_no_arrow_runs_through_the_ring_of_an_inset(path: Path) -> None:
    looks: dict[str, list[list[tuple[float, float]]]] = {"s-accent": [], "f-accent s-accent": []}
    for element in paths(path):
        if element["class"] in looks:
            found = re.findall(r"(-?[\d.]+),(-?[\d.]+)", element["d"])
            looks[element["class"]].append([(float(x), float(y)) for x, y in found])
    rings = [circle for points in looks["s-accent"] if (circle := _circle(points))]
    for x, y, radius in (ring for ring in rings if ring[2] > 18):
        for arrow in looks["f-accent s-accent"]:
            away = [((px - x) ** 2 + (py - y) ** 2) ** 0.5 for px, py in arrow]
            assert max(away) < radius - 0.6 or min(away) > radius + 0.6


@pytest.mark.parametrize("name", [n for n in sorted(RECIPES) if "wall" in n])
def test_a_wall_one_leans_on_runs_off_the_picture(name: str) -> None:
    """As a block with two faces it was taken for a cupboard."""
    assert {"top", "right"} <= frame(name).bleed
