"""Illustrations: paths become operators, frames are cropped alike and mirrored for a side."""

from __future__ import annotations

import zlib
from dataclasses import replace
from pathlib import Path

import pytest

from clinicplan.errors import FaultyTemplate
from clinicplan.handout.blocks.pictures import snug
from clinicplan.handout.pdf.tags import Box
from clinicplan.illustrations.frames import (
    Frame,
    Illustrations,
    Rectangle,
    crop,
    drawn,
    fitted,
    is_mirrored,
    path_operators,
    read_frame,
)
from clinicplan.plan import Side


def frame(
    content: tuple[float, float, float, float], bleed: str = "", side: str = "right"
) -> Frame:
    return Frame("f", 100, 100, side, content, frozenset(bleed.split()), "c", "")


@pytest.mark.parametrize(
    ("path", "operators"),
    [
        ("M1,2L3,4Z", "1 2 m 3 4 l h"),
        ("M1,2 3,4", "1 2 m 3 4 l"),
        ("M0,0C1,2 3,4 5,6 7,8 9,10 11,12Z", "0 0 m 1 2 3 4 5 6 c 7 8 9 10 11 12 c h"),
        ("M-.5,1.25L2,-3", "-.5 1.25 m 2 -3 l"),
    ],
)
def test_paths_become_operators(path: str, operators: str) -> None:
    assert path_operators(path) == operators


def test_colours_are_filled_in_and_what_stands_is_not_set_again() -> None:
    line = 'fill="none" stroke="#000000" stroke-width="0.50" stroke-linecap="round"'
    svg = (
        '<svg viewBox="0 0 9 9" data-content="0 0 9 9">'
        '<path class="f-skin" d="M1,1L2,2Z" fill="#FFFFFF"/>'
        f'<path class="s-ink" d="M1,1L2,2" {line}/><path class="s-ink" d="M3,3L4,4" {line}/>'
        f'<path class="f-nail s-ink" d="M5,5L6,6Z" {line.replace("none", "#FFFFFF")}/>'
        "</svg>"
    )
    read = read_frame("f", svg)
    dark, light = (
        zlib.decompress(drawn(read, {"skin": skin, "ink": "#000000", "nail": "#FFFFFF"}).data)
        for skin in ("#330000", "#FF0000")
    )
    assert dark == (
        b"0.2 0 0 rg 1 1 m 2 2 l h f* 0 0 0 RG 0.5 w 1 J 0 j 1 1 m 2 2 l S 3 3 m 4 4 l S "
        b"1 1 1 rg 5 5 m 6 6 l h B*"
    )
    assert light == dark.replace(b"0.2 0 0 rg", b"1 0 0 rg")


def test_a_drawing_is_made_once_for_what_its_file_says_and_its_colours() -> None:
    def read(name: str = "toe", end: str = "2,2", size: int = 9) -> Frame:
        path = f'<path class="f-skin" d="M1,1L{end}" fill="#FFFFFF"/>'
        return read_frame(name, f'<svg viewBox="0 0 {size} 9" data-content="0 0 9 9">{path}</svg>')

    red, blue = {"skin": "#FF0000"}, {"skin": "#0000FF"}
    made = drawn(read(), red)
    assert read() is read()
    assert drawn(read(), dict(red)) is made
    others = [drawn(read(), blue), drawn(read(end="3,3"), red), drawn(read(end="3,3"), blue)]
    contents = [zlib.decompress(each.data) for each in (made, *others)]
    assert len(set(contents)) == len({each.name for each in (made, *others)}) == 4
    assert read("heel").name == "heel"
    assert drawn(read(size=20), red).box == (0, 0, 20, 9)  # the same lines on wider paper
    assert made.box == (0, 0, 9, 9)


@pytest.mark.parametrize("path", ["M1,2L3", "M1,2C3,4 5,6", "M1"])
def test_a_path_with_numbers_left_over_is_refused(path: str) -> None:
    with pytest.raises(ValueError, match="numbers"):
        path_operators(path)


@pytest.mark.parametrize(
    ("frames", "seen"),
    [
        # content 60 by 40 with margin 10: 80 by 60; two by one needs 120 by 60
        ([frame((20, 30, 80, 70))], Rectangle(-10, 20, 120, 60)),
        # the union of two frames of one camera
        ([frame((20, 30, 50, 70)), frame((40, 40, 80, 60))], Rectangle(-10, 20, 120, 60)),
        # an edge that the art runs off stays the panel's edge
        ([frame((20, 0, 80, 50), "top")], Rectangle(-10, 0, 120, 60)),
        ([frame((30, 20, 100, 60), "right")], Rectangle(-20, 10, 120, 60)),
    ],
)
def test_a_crop_shows_all_frames_of_a_camera(frames: list[Frame], seen: Rectangle) -> None:
    assert crop(frames, aspect=2, margin=10) == seen


@pytest.mark.parametrize(
    ("drawn", "wanted", "mirrored"),
    [
        ("right", Side.RIGHT, False),
        ("right", Side.LEFT, True),
        ("left", Side.LEFT, False),
        ("left", Side.RIGHT, True),
        ("none", Side.LEFT, False),
        ("right", Side.EACH, False),
        ("left", Side.BOTH, False),
    ],
)
def test_the_other_side_is_the_mirror_image(drawn: str, wanted: Side, mirrored: bool) -> None:
    assert is_mirrored(frame((0, 0, 1, 1), side=drawn), wanted) is mirrored


def test_a_mirrored_frame_fills_the_same_panel() -> None:
    seen = Rectangle(10, 20, 40, 30)
    a, _, _, d, e, f = fitted(seen, at=(100, 700), width=80, mirrored=False)
    assert (a * 10 + e, d * 20 + f) == (100, 700)
    assert (a * 50 + e, d * 50 + f) == (180, 640)
    a, _, _, d, e, f = fitted(seen, at=(100, 700), width=80, mirrored=True)
    assert (a * 10 + e, d * 20 + f) == (180, 700)
    assert (a * 50 + e, d * 50 + f) == (100, 640)


@pytest.mark.parametrize("svg", ["", "<svg/>", "<svg viewBox='1 0 9 9' data-content='0 0 1 1'/>"])
def test_what_is_not_ours_is_refused(svg: str) -> None:
    with pytest.raises(FaultyTemplate, match=r"toe\.svg"):
        read_frame("toe", svg)


@pytest.mark.parametrize(
    ("wanted", "frames", "shown"),
    [
        (("a", "b"), ("sit", "toes"), ["a", "b"]),
        (("b",), ("sit",), ["b"]),
        # b is not drawn standing, and feet are drawn for everybody
        (("a", "b"), ("sit", "stand"), ["a"]),
        (("b",), ("stand",), ["a"]),
        (("b",), ("toes",), ["b"]),
    ],
)
def test_a_plan_shows_a_person_who_is_drawn_throughout(
    tmp_path: Path, wanted: tuple[str, ...], frames: tuple[str, ...], shown: list[str]
) -> None:
    palette = "".join(f'[person.{code}]\nskin = "x"\nhair = "x"\n' for code in "ab")
    (tmp_path / "palette.toml").write_text(palette + "[skin.x]\n[hair.x]\n", encoding="utf-8")
    for name in ("a/sit", "a/stand", "b/sit", "toes"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / f"{name}.svg").touch()
    people = Illustrations(tmp_path).people_for(frames, wanted=wanted)
    assert [person.code for person in people] == shown


@pytest.mark.parametrize(
    ("size", "shown"),
    [
        ((900, 1600), (15.75, 44, 38.25, 84)),  # portrait: as high as the panel
        ((1200, 1200), (7, 44, 47, 84)),
        ((1600, 900), (0, 53.625, 54, 84)),  # wide: as wide as the panel
    ],
)
def test_a_photograph_stands_in_the_middle_of_its_panel(
    size: tuple[float, float], shown: tuple[float, float, float, float]
) -> None:
    box = snug(replace(frame((0, 0, *size)), width=size[0], height=size[1]), Box(0, 44, 54, 84))
    assert (box.left, box.bottom, box.right, box.top) == pytest.approx(shown)


@pytest.mark.parametrize(
    ("asked", "allowed"),
    [
        ((), ("a", "b")),  # nobody asked for: those that chance may choose
        (("b",), ("b",)),
        (("c",), ("c",)),  # asked for alone: chosen
        (("a", "c"), ("a",)),  # never by chance
        (("c", "d"), ("a", "b")),
    ],
)
def test_some_people_are_shown_by_choice_only(
    tmp_path: Path, asked: tuple[str, ...], allowed: tuple[str, ...]
) -> None:
    palette = "".join(
        f'[person.{code}]\nskin = "x"\nhair = "x"\nby_choice = {choice}\n'
        for code, choice in zip("abcd", ("false", "false", "true", "true"), strict=True)
    )
    (tmp_path / "palette.toml").write_text(palette + "[skin.x]\n[hair.x]\n", encoding="utf-8")
    assert Illustrations(tmp_path).allowed(asked) == allowed
