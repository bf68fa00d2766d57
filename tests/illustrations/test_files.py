"""Every picture file keeps the contract: paths only, roles as classes, small, with its facts."""

from __future__ import annotations

import re
import zlib
from pathlib import Path
from xml.etree import ElementTree

import pytest

from clinicplan.illustrations.frames import drawn, read_frame
from tests.illustrations.art import ALT, FILES, FOLDER, PALETTE, label, paths

MOST_OPERATORS = 1500
MOST_BYTES = 50_000
MOST_BYTES_IN_PDF = 16_000
PAPER = ("0 0 153 119", "0 0 153 130.4", "0 0 204 130.4")
"""Points, 54 x 42 and 54 x 46 mm, and one for a wall that runs past both sides of a panel."""

SVG = "{http://www.w3.org/2000/svg}"
PATH_ATTRIBUTES = {"class", "d", "fill", "stroke", "stroke-width"}
ROOT_ATTRIBUTES = {
    "viewBox", "width", "height", "fill", "fill-rule", "stroke-linecap", "stroke-linejoin",
    "data-side", "data-content", "data-bleed", "data-camera",
    "data-drawn",
}  # fmt: skip
PAIR = r"-?\d+(?:\.\d)?,-?\d+(?:\.\d)?"
DATA = re.compile(
    rf"(?:M{PAIR}(?:L{PAIR}(?: {PAIR})*|C{PAIR} {PAIR} {PAIR}(?: {PAIR} {PAIR} {PAIR})*)Z?)+"
)
CLASS = re.compile(r"(?:f-(?P<fill>\w+))?(?:^| )?(?:s-(?P<stroke>\w+))?")
COLOUR = re.compile(r"#[0-9A-F]{6}|none")

every_file = pytest.mark.parametrize("path", FILES, ids=label)


def numbers(data: str) -> list[tuple[float, float]]:
    found = re.findall(r"(-?[\d.]+),(-?[\d.]+)", data)
    return [(float(x), float(y)) for x, y in found]


def test_there_are_pictures() -> None:
    assert len(FILES) > 300


@every_file
def test_root_says_what_the_handout_needs(path: Path) -> None:
    root = ElementTree.fromstring(path.read_text("utf-8"))
    assert root.tag == f"{SVG}svg"
    assert set(root.attrib) - {"data-mirror"} == ROOT_ATTRIBUTES
    assert root.attrib["viewBox"] in PAPER
    assert root.attrib["data-side"] in ("left", "right", "none")
    assert set(root.attrib["data-bleed"].split()) <= {"top", "right", "bottom", "left"}


@every_file
def test_only_flat_paths_in_roles_of_the_palette(path: Path) -> None:
    root = ElementTree.fromstring(path.read_text("utf-8"))
    for child in root:
        assert child.tag == f"{SVG}path"
        assert set(child.attrib) <= PATH_ATTRIBUTES
        assert DATA.fullmatch(child.attrib["d"]), child.attrib["d"][:60]
        roles = CLASS.fullmatch(child.attrib["class"])
        assert roles
        for part in ("fill", "stroke"):
            role, colour = roles[part], child.attrib.get(part, "none")
            assert COLOUR.fullmatch(colour)
            assert child.attrib.get(part) != "none"
            assert (role is None) == (colour == "none")
            assert role is None or role in PALETTE["roles"]


@every_file
def test_it_is_small(path: Path) -> None:
    text = path.read_text("utf-8")
    # every operator of a path: its start, each line or curve, its closing
    operators = sum(
        len(re.findall("[MZ]", p["d"]))
        + sum(len(numbers(run)) for run in re.findall("L([^MLCZ]*)", p["d"]))
        + sum(len(numbers(run)) // 3 for run in re.findall("C([^MLCZ]*)", p["d"]))
        for p in paths(path)
    )
    picture = drawn(read_frame(path.stem, text), PALETTE["roles"])
    assert operators <= MOST_OPERATORS
    assert len(text.encode()) <= MOST_BYTES
    assert len(picture.data) <= MOST_BYTES_IN_PDF
    assert len(zlib.decompress(picture.data)) > 500


@every_file
def test_content_lies_on_the_sheet(path: Path) -> None:
    frame = read_frame(path.stem, path.read_text("utf-8"))
    left, top, right, bottom = frame.content
    assert 0 <= left < right <= frame.width
    assert 0 <= top < bottom <= frame.height
    room = {
        "left": left, "top": top, "right": frame.width - right, "bottom": frame.height - bottom,
    }  # fmt: skip
    for edge, space in room.items():
        assert edge in frame.bleed or space >= 1, f"art is cut at the {edge}"


@every_file
def test_no_specks(path: Path) -> None:
    for element in paths(path):
        points = numbers(element["d"])
        wide, high = (max(p[k] for p in points) - min(p[k] for p in points) for k in (0, 1))
        assert round(max(wide, high), 1) >= 0.8, element["d"][:60]


@every_file
def test_strokes_are_ink_or_meaning(path: Path) -> None:
    """Accent lines are arrows, rings and targets, a ghost has its own; the rest is ink or halo."""
    roles = {CLASS.fullmatch(p["class"])["stroke"] for p in paths(path)}  # type: ignore[index]
    assert roles <= {None, "ink", "accent", "halo", "ghost_line"}


@every_file
def test_it_says_what_drew_it(path: Path) -> None:
    root = ElementTree.fromstring(path.read_text("utf-8"))
    assert re.fullmatch(r"tools/illustrator \d+\.\d+, [\w-]+\.toml", root.attrib["data-drawn"])


@every_file
def test_alt_text(path: Path) -> None:
    text, side = ALT[path.stem], read_frame(path.stem, path.read_text("utf-8")).side
    assert ("{side}" in text) == (side != "none")
    assert text.endswith(".")
    assert not re.search(r"\d", text), "no number of a dose"
    assert len(text) < 160


def test_browser_shows_each_persons_colours() -> None:
    for person, who in PALETTE["person"].items():
        colours = {p.get("fill") for f in (FOLDER / person).glob("*.svg") for p in paths(f)}
        assert PALETTE["skin"][who["skin"]]["skin"] in colours
        assert PALETTE["hair"][who["hair"]]["hair"] in colours
