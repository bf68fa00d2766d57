"""A prescription becomes a card for large type: a page, or more where it needs them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from clinicplan.catalogue.values import Exercise
from clinicplan.errors import BrokenHandout
from clinicplan.handout.blocks.card import CardText, header_of
from clinicplan.handout.blocks.dose_panel import all_pieces
from clinicplan.handout.blocks.notes import notes_of
from clinicplan.handout.blocks.shots import Panels, poster_panels, shots_of
from clinicplan.handout.editions import Wide
from clinicplan.handout.look import FULL, GUTTER, RADIUS, Look
from clinicplan.handout.pdf.pieces import Block, Group, Piece, Placed
from clinicplan.handout.sketch import Sketch
from clinicplan.handout.styles import MM
from clinicplan.illustrations.colours import RULE
from clinicplan.plan import Prescription
from clinicplan.wording.words import Panel

_HALF = (FULL - GUTTER) / 2
_GAP = 4 * MM
_INSET = 6 * MM
_NOTE_GAP = 4 * MM
_FACT = (FULL - 2 * _INSET - GUTTER) / 2
_FACTS_GAP = 3 * MM


def wide_cards(
    look: Look, prescription: Prescription, exercise: Exercise, *, text: CardText, wide: Wide
) -> list[Block]:
    """The card, whole on a page with the largest pictures that allow it.

    Where none do, its rows of pictures and its notes go on to further pages, each of which
    repeats its number, name and dose.
    """
    room = look.paper.room
    head = _head(look, prescription, exercise, text)
    said = notes_of(look, exercise, prescription, practitioner=text.practitioner, column=_HALF)
    notes = _notes(look, said)
    for high in wide.heights:
        shots = shots_of(
            look, prescription, exercise, person=text.person, panels=poster_panels(high, high)
        ).piece
        if _total(head, shots, notes) <= room:
            return [_page(head, [shots], notes)]
    rows = _rows(look, prescription, exercise, text=text, panels=poster_panels(high, high))
    return list(_pages(head, rows, notes, room=room, code=exercise.code))


def _pages(
    head: Block, rows: Sequence[Piece], notes: Block, *, room: float, code: str
) -> Iterator[Block]:
    """Rows as long as they fit, then the notes."""
    there: list[Piece] = []
    for row in rows:
        if there and _total(head, *there, row) > room:
            yield _page(head, there, Block(0, ()))
            there = []
        there.append(row)
    if _total(head, *there, notes) <= room:
        yield _page(head, there, notes)
        return
    yield _page(head, there, Block(0, ()))
    if _total(head, notes) > room:
        raise BrokenHandout(f"The notes of {code} do not fit on a page.")
    yield _page(head, [], notes)


def _rows(
    look: Look, prescription: Prescription, exercise: Exercise, *, text: CardText, panels: Panels
) -> list[Piece]:
    """Each row of pictures apart."""
    many = len(exercise.variant(prescription.variant).shots)
    return [
        shots_of(
            look,
            prescription,
            exercise,
            person=text.person,
            panels=panels,
            rows=slice(row, row + 1),
        ).piece
        for row in range(-(-many // 2))
    ]


def _total(*parts: Block | Piece) -> float:
    return sum(part.height + _GAP for part in parts) - _GAP


def _page(head: Block, rows: Sequence[Piece], notes: Block) -> Block:
    items, y = [], 0.0
    parts: tuple[Block | Piece, ...] = (head, *rows, notes)
    for part in parts:
        items.append(Placed(part, 0, -y))
        y += part.height + _GAP
    return Block(y - _GAP, (Placed(Group("Sect", tuple(items)), 0, 0),))


def _head(look: Look, prescription: Prescription, exercise: Exercise, text: CardText) -> Block:
    """Number, name, side, and the dose under them."""
    header = header_of(look, prescription, exercise, number=text.number)
    band = _band(look, text.panel)
    items = (Placed(header, 0, 0), Placed(band, 0, -header.height - _GAP))
    return Block(header.height + _GAP + band.height, items)


def _band(look: Look, panel: Panel) -> Block:
    """How often over the whole width, the facts under it in two columns."""
    style = look.styles.often
    often = look.wrapped(panel.often, style, FULL - 2 * _INSET)
    pieces = all_pieces(look, panel, room=_FACT)
    half = -(-len(pieces) // 2)
    top = _INSET + look.height(len(often), style) + _FACTS_GAP
    bottoms, items = [top], []
    for column, x in ((pieces[:half], 0.0), (pieces[half:], _FACT + GUTTER)):
        y = top
        for piece in column:
            items.append(Placed(piece, _INSET + x, -y))
            y += piece.height + _FACTS_GAP
        bottoms.append(y)
    height = max(bottoms) - _FACTS_GAP + _INSET

    def draw(sketch: Sketch) -> None:
        with sketch.artifact():
            sketch.panel(0, 0, (FULL, height), look.colours.tint, radius=RADIUS)
        with sketch.mark("P"):
            sketch.lines(_INSET, -_INSET, often, style)

    ground = look.kept(("wide-band", often, height), lambda: look.loose(draw, size=(FULL, height)))
    return Block(height, (Placed(ground, 0, 0), *items))


def _notes(look: Look, notes: Sequence[Piece]) -> Block:
    """A hairline and the notes in two columns; one wider than a column below them."""
    if not notes:
        return Block(0, ())
    top = 3 * MM
    items = [Placed(look.rule(FULL, weight=0.6, colour=RULE), 0, 0)]
    bottoms = [top, top]
    for note in notes:
        column = 0 if bottoms[0] <= bottoms[1] else 1
        if note.width > _HALF:
            bottoms = [max(bottoms)] * 2
            column = 0
        items.append(Placed(note, column * (_HALF + GUTTER), -bottoms[column]))
        bottoms[column] += note.height + _NOTE_GAP
        if note.width > _HALF:
            bottoms = [bottoms[0]] * 2
    return Block(max(bottoms) - _NOTE_GAP, tuple(items))
