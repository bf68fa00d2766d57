"""The writer: files open, their structure is whole, the same document makes the same bytes."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pypdfium2
import pytest

from clinicplan.handout.pdf.faces import Face
from clinicplan.handout.pdf.fonts import Fonts
from clinicplan.handout.pdf.pieces import (
    Block,
    Bookmark,
    Document,
    Group,
    Page,
    Piece,
    Placed,
    joined,
)
from clinicplan.handout.pdf.tags import Box, Target
from clinicplan.handout.pdf.write import write
from clinicplan.handout.sketch import Sketch, Style
from tests.handout.plans import press
from tests.handout.reading import links, loose_marks, pages_of_text, structure

BODY = Style("R", 12, 15, "#000000")
BOLD = Style("B", 20, 24, "#0E6377")


@pytest.fixture(scope="module")
def faces() -> dict[str, Face]:
    return dict(press()._look.faces)


@pytest.fixture(scope="module")
def fonts(faces: dict[str, Face]) -> Fonts:
    return Fonts(faces, frozenset(map(chr, range(32, 127))))


def draw(sketch: Sketch) -> None:
    with sketch.mark("H1"):
        sketch.text(0, -20, "Title", BOLD)
    with sketch.artifact():
        sketch.rule(0, -30, 100, weight=1, colour="#000000")
    with sketch.element("L"), sketch.element("LI"):
        with sketch.mark("Lbl"):
            sketch.text(0, -50, "1 ", BODY)
        with sketch.mark("LBody"):
            sketch.lines(20, -40, ("First line", "second line"), BODY)


@pytest.fixture(scope="module")
def pieces(faces: dict[str, Face]) -> tuple[Piece, Piece]:
    sketch = Sketch(faces)
    return sketch.loose(draw, size=(200, 80)), sketch.sealed(draw, size=(200, 80))


def document(*items: Placed, added: str = "") -> Document:
    pages = (Page(300, 400, items), Page(300, 400, items))
    marks = (Bookmark("One", 0, 400), Bookmark("Zwei, größer", 1, 200))
    return Document("A title", "en-GB", "A clinic", "2026-11-30", pages, marks, frozenset(added))


def test_loose_and_sealed_pieces_say_the_same(pieces: tuple[Piece, Piece], fonts: Fonts) -> None:
    loose, sealed = (write(document(Placed(piece, 20, 380)), fonts) for piece in pieces)
    assert pages_of_text(loose) == pages_of_text(sealed)
    assert structure(loose) == structure(sealed)
    assert structure(loose)[:6] == [
        (0, "Document", ""),
        (1, "H1", ""),
        (1, "L", ""),
        (2, "LI", ""),
        (3, "Lbl", ""),
        (3, "LBody", ""),
    ]


def test_marks_belong_to_their_elements(pieces: tuple[Piece, Piece], fonts: Fonts) -> None:
    loose, sealed = pieces
    group = Group(
        "Sect", (Placed(sealed, 0, 0), Placed(Group("Sect", (Placed(loose, 0, 0),)), 0, 0))
    )
    pdf = write(
        document(Placed(loose, 20, 380), Placed(group, 20, 280), Placed(sealed, 20, 180)), fonts
    )
    assert loose_marks(pdf) == []
    kinds = [kind for _, kind, _ in structure(pdf)]
    assert kinds.count("H1") == 8
    assert kinds.count("Sect") == 4


def test_a_torn_structure_is_noticed(pieces: tuple[Piece, Piece], fonts: Fonts) -> None:
    pdf = write(document(Placed(pieces[0], 20, 380)), fonts)
    broken = pikepdf.open(BytesIO(pdf))
    broken.Root.StructTreeRoot.K.K[0].K[0] = 3
    out = BytesIO()
    broken.save(out)
    assert loose_marks(out.getvalue())


def test_the_same_document_makes_the_same_bytes(pieces: tuple[Piece, Piece], fonts: Fonts) -> None:
    placed = Placed(pieces[0], 20, 380)
    assert write(document(placed), fonts) == write(document(placed), fonts)
    assert write(document(placed), fonts) != write(document(Placed(pieces[0], 21, 380)), fonts)


def linked(sketch: Sketch) -> None:
    with sketch.element("P"):
        with sketch.mark("Span"):
            sketch.text(0, -20, "Call ", BODY)
        sketch.linked(30, -8, ("100% (us)",), BODY, target=Target("tel:+44 100%", "Call (100%)"))
    with sketch.link(Target("https://a.example/", "Film"), box=Box(0, -60, 40, -30), alt="A code"):
        sketch.rect(0, -60, 40, 30, stroke=0, fill=1)


def test_links_are_elements_that_can_be_touched(faces: dict[str, Face], fonts: Fonts) -> None:
    sketch = Sketch(faces)
    loose, sealed = sketch.loose(linked, size=(200, 80)), sketch.sealed(linked, size=(200, 80))
    group = Group("Sect", (Placed(loose, 0, 0),))
    whole = joined(160, (Placed(group, 0, 0), Placed(loose, 0, -80)))
    placed = (Placed(sealed, 20, 380), Placed(whole, 20, 290), Placed(loose, 9, 90))
    pdf = write(document(*placed), fonts)
    pair = [("tel:+44 100%", "Call (100%)"), ("https://a.example/", "Film")]
    assert links(pdf) == [(page, *each) for page in (1, 2) for _ in range(4) for each in pair]
    assert loose_marks(pdf) == []
    said = [(kind, alt) for _, kind, alt in structure(pdf) if kind in ("Span", "Link", "Figure")]
    assert said == [("Span", ""), ("Link", ""), ("Link", ""), ("Figure", "A code")] * 8


def test_added_characters_are_embedded(faces: dict[str, Face], fonts: Fonts) -> None:
    sketch = Sketch(faces)

    def name(sketch: Sketch) -> None:
        with sketch.mark("P"):
            sketch.text(0, -20, "Zoë Łukasz", BODY)

    piece = sketch.loose(name, size=(100, 20))
    pdf = write(document(Placed(piece, 20, 380), added="ëŁ"), fonts)
    assert "Zoë Łukasz" in pages_of_text(pdf)[0]


def test_bookmarks_and_properties(pieces: tuple[Piece, Piece], fonts: Fonts) -> None:
    opened = pikepdf.open(BytesIO(write(document(Placed(pieces[0], 20, 380)), fonts)))
    with opened.open_outline() as outline:
        assert [item.title for item in outline.root] == ["One", "Zwei, größer"]
    assert str(opened.docinfo["/Title"]) == "A title"
    assert str(opened.Root.Lang) == "en-GB"
    assert opened.check_pdf_syntax() == []


def test_text_outside_the_structure_is_refused(faces: dict[str, Face]) -> None:
    sketch = Sketch(faces)
    with pytest.raises(AssertionError, match="outside the structure"):
        sketch.loose(lambda s: s.text(0, 0, "lost", BODY), size=(1, 1))


def test_joined_pieces_say_and_show_the_same(pieces: tuple[Piece, Piece], fonts: Fonts) -> None:
    loose, sealed = pieces
    inner = Group("Sect", (Placed(loose, 30, -90), Placed(loose, 0, -180)))
    block = Block(260, (Placed(loose, 0, 0), Placed(inner, 10, 0)))
    apart = write(document(Placed(block, 20, 380)), fonts)
    together = write(document(Placed(joined(block.height, block.items), 20, 380)), fonts)
    assert structure(together) == structure(apart)
    assert pages_of_text(together) == pages_of_text(apart)
    assert loose_marks(together) == []
    pictures = [
        pypdfium2.PdfDocument(pdf)[0].render().to_pil().tobytes() for pdf in (apart, together)
    ]
    assert pictures[0] == pictures[1]
    with pytest.raises(AssertionError):
        joined(80, (Placed(sealed, 0, 0),))
