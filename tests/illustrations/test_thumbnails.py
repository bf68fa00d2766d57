"""Illustrations as small pictures."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from clinicplan.illustrations.thumbnails import find_illustration, thumbnail

SQUARE = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20">'
    '<g><path d="M0,0L20,0 20,10 0,10Z" fill="#FF0000"/></g>'
    '<path d="M20,10C25,10 35,10 40,10L40,20 20,20Z" fill="none" stroke="#0000FF"'
    ' stroke-width="4"/></svg>'
)


@pytest.mark.parametrize(
    ("point", "colour"),
    [((10, 5), "red"), ((70, 5), "white"), ((60, 21), "blue"), ((60, 30), "white")],
)
def test_paths_are_filled_and_stroked_where_they_lie(
    point: tuple[int, int], colour: str
) -> None:
    picture = Image.open(BytesIO(thumbnail(SQUARE, width=80))).convert("RGB")
    expected = {"red": (255, 0, 0), "white": (255, 255, 255), "blue": (0, 0, 255)}
    assert picture.size == (80, 40)
    assert picture.getpixel(point) == pytest.approx(expected[colour], abs=40)


@pytest.mark.parametrize(
    ("frame", "found"),
    [
        ("close", "close.svg"),
        ("whole", "ann/whole.svg"),
        ("missing", None),
        ("", None),
    ],
)
def test_a_frame_is_shared_or_of_the_first_person(
    tmp_path: Path, frame: str, found: str | None
) -> None:
    folder = tmp_path / "illustrations"
    for name in ("close.svg", "ann/whole.svg", "bob/whole.svg"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(SQUARE)
    (folder / "palette.toml").write_text("[person.ann]\n[person.bob]\n")
    expected = folder / found if found else None
    assert find_illustration(tmp_path, frame) == expected
