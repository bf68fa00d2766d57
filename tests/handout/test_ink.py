"""What editions make of colours, lines and typefaces."""

from __future__ import annotations

import zlib
from dataclasses import replace
from io import BytesIO
from itertools import combinations, pairwise

import pikepdf
import pypdfium2
import pytest
import uharfbuzz

from clinicplan.catalogue.read import templates_folder
from clinicplan.handout.ink import BLACK_ON_CREAM, BLACK_ON_WHITE, COLOUR, GREY, Ink
from clinicplan.illustrations.colours import (
    BLACK,
    CREAM,
    EASE,
    GO,
    INK,
    MUTED,
    OUTLINE,
    PAPER,
    RULE,
    TEXT_CONTRAST,
    WARNING,
    WHITE,
    brand_colours,
    contrast,
    grey_of,
)
from clinicplan.illustrations.frames import Illustrations, drawn
from clinicplan.plan import Patient, Plan
from tests.handout.plans import CLINIC, ISSUED, PLAN, press, templates

PLAIN = replace(CLINIC, brand="", logo="")
TINT = brand_colours("#0E6377").tint
PAGE = (100.0, 50.0)


def printed(edition: str, plan: Plan = PLAN) -> bytes:
    return press(PLAIN).print(replace(plan, edition=edition), issued=ISSUED).pdf


def typefaces(pdf: bytes) -> set[str]:
    with pikepdf.open(BytesIO(pdf)) as document:
        fonts = document.pages[0].Resources.Font
        return {str(font.BaseFont).partition("+")[2] for font in fonts.values()}


@pytest.mark.parametrize("pair", list(combinations((INK, MUTED, OUTLINE, WHITE, "#FFD500"), 2)))
def test_a_grey_is_as_light_as_its_colour(pair: tuple[str, str]) -> None:
    one, other = pair
    assert contrast(grey_of(one), grey_of(other)) == pytest.approx(contrast(one, other), rel=0.03)


def test_a_grey_handout_has_no_colour() -> None:
    """The pages as a printer would see them: red, green and blue of each pixel are the same."""
    for page in pypdfium2.PdfDocument(printed("greyscale")):
        red, green, blue = page.render(scale=0.5).to_pil().convert("RGB").split()
        assert red.tobytes() == green.tobytes() == blue.tobytes()


@pytest.mark.parametrize(
    ("ink", "colour", "size", "edged"),
    [
        (COLOUR, TINT, PAGE, False),
        (GREY, TINT, PAGE, True),
        (GREY, PAPER, PAGE, True),
        (GREY, "#0E6377", PAGE, False),
        (GREY, TINT, (100.0, 0.6), False),
        (BLACK_ON_WHITE, TINT, PAGE, True),
        (BLACK_ON_WHITE, WARNING, PAGE, False),
    ],
)
def test_a_ground_that_might_vanish_has_an_edge(
    ink: Ink, colour: str, size: tuple[float, float], edged: bool
) -> None:
    assert ink.has_edge(colour, size) is edged


@pytest.mark.parametrize(
    ("colour", "shown"),
    [(INK, BLACK), (MUTED, BLACK), (RULE, BLACK), ("#0E6377", BLACK), ("#FFD500", WHITE),
     (TINT, WHITE), (PAPER, WHITE), (GO, GO), (EASE, EASE), (WARNING, WARNING)],
)  # fmt: skip
def test_low_vision_is_black_on_white_but_for_the_signs(colour: str, shown: str) -> None:
    assert BLACK_ON_WHITE.page(colour) == shown


@pytest.mark.parametrize(
    ("colour", "shown"),
    [(INK, BLACK), (RULE, BLACK), (WHITE, CREAM), (TINT, CREAM), (GO, GO), (WARNING, WARNING)],
)
def test_low_vision_on_cream_is_black_on_cream_but_for_the_signs(colour: str, shown: str) -> None:
    assert BLACK_ON_CREAM.page(colour) == shown


@pytest.mark.parametrize("colour", [BLACK, GO, EASE, WARNING])
def test_what_is_on_cream_can_be_read(colour: str) -> None:
    assert contrast(colour, CREAM) >= (7 if colour == BLACK else TEXT_CONTRAST)


@pytest.mark.parametrize(("edition", "paper"), [("low-vision", WHITE), ("low-vision-cream", CREAM)])
def test_a_page_is_of_one_colour_from_edge_to_edge(edition: str, paper: str) -> None:
    for page in pypdfium2.PdfDocument(printed(edition)):
        picture = page.render(scale=0.5).to_pil().convert("RGB")
        width, height = picture.size
        corners = {picture.getpixel((x, y)) for x in (0, width - 1) for y in (0, height - 1)}
        assert [f"#{red:02X}{green:02X}{blue:02X}" for red, green, blue in corners] == [paper]


def test_a_heavier_pen_thickens_every_line_of_a_picture() -> None:
    art = Illustrations(templates() / "illustrations")
    person = art.people[0]
    frame = art.frame("towel-stretch-pull", person)
    assert frame
    palette = art.palette(person, brand_colours("#0E6377"))
    thin, heavy = (
        [float(before) for before, operator in _operands(drawn(frame, palette, pen=pen).data)
         if operator == "w"]
        for pen in (1, 1.5)
    )  # fmt: skip
    assert heavy == pytest.approx([1.5 * each for each in thin])
    assert len(heavy) > 5


def _operands(data: bytes) -> list[tuple[str, str]]:
    """Each operator with the word before it."""
    words = zlib.decompress(data).decode("ascii").split()
    return list(pairwise(words))


ATKINSON = "AtkinsonHyperlegibleNextPlainZero"


@pytest.mark.parametrize("weight", ["Regular", "Semibold", "Bold"])
@pytest.mark.parametrize("digit", ["zero", "zero.tf"])
def test_a_zero_for_low_vision_is_no_eight(weight: str, digit: str) -> None:
    """Two contours, the outside and the counter: a stroke would cut the counter in two."""
    file = templates_folder() / "faces/atkinson-hyperlegible" / f"AtkinsonHyperlegible-{weight}.ttf"
    font = uharfbuzz.Font(uharfbuzz.Face(file.read_bytes()))
    begun: list[tuple[float, float]] = []
    drawing = uharfbuzz.DrawFuncs()
    drawing.set_move_to_func(lambda x, y, _: begun.append((x, y)))
    font.draw_glyph(font.glyph_from_string(digit), drawing)
    assert len(begun) == 2


@pytest.mark.parametrize(
    ("patient", "face"),
    [
        (Patient("Sam", "Sample"), ATKINSON),
        (Patient("Zoë", "Łukasiewicz"), ATKINSON),
        (Patient("Siân", "Ŵyn"), ATKINSON),
        (Patient("Ngọc", "Example"), "SourceSans3"),
        (Patient("Ελένη", "Example"), "SourceSans3"),
    ],
)
def test_a_plan_is_set_in_one_typeface_that_has_all_its_letters(
    patient: Patient, face: str
) -> None:
    pdf = printed("low-vision", replace(PLAN, patient=patient))
    assert {name.partition("-")[0] for name in typefaces(pdf)} == {face}
