"""The notes of a card become columns for large type, or blocks below each other."""

from __future__ import annotations

from collections.abc import Sequence

from clinicplan.catalogue.values import Exercise
from clinicplan.handout.blocks.card import CardText
from clinicplan.handout.blocks.notes import notes_of, room_for_said, said_piece, stock_notes
from clinicplan.handout.look import Look
from clinicplan.handout.measures import FULL, GUTTER
from clinicplan.handout.pdf.pieces import Block, Piece, Placed, one, stacked
from clinicplan.handout.stepless import is_stepless
from clinicplan.handout.styles import MM
from clinicplan.illustrations.colours import RULE
from clinicplan.plan import Prescription


def wide_notes(
    look: Look, prescription: Prescription, exercise: Exercise, text: CardText, *, room: float
) -> list[Block]:
    """The notes in columns under a line, or below each other where those are too high.

    What the practitioner says stands in a column, or under both where that is lower; it is in
    parts where it is higher than the `room` of a page.
    """
    across = look.wide.across
    width = (FULL - GUTTER) / 2 if across > 1 else FULL
    stock = list(stock_notes(look, exercise, prescription, column=width))
    pieces = notes_of(look, exercise, prescription, practitioner=text.practitioner, column=width)
    own, said = exercise.own or is_stepless(prescription.note), list[Block]()
    if prescription.note and max([piece.height for piece in pieces]) > room:
        pieces = stock
        said = _said_in_parts(look, prescription.note, text.practitioner, own=own, room=room)
    columns = _in_columns(look, pieces, width=width) if across > 1 and pieces else None
    if columns and prescription.note and len(pieces) > 1 and not said:
        above = _in_columns(look, stock, width=width)
        under = said_piece(look, prescription.note, text.practitioner, own=own, width=FULL)
        over_all = stacked((above, look.wide.near), (under, 0))
        columns = min(columns, over_all, key=lambda way: way.height)
    if columns and columns.height <= room:
        return [columns, *said]
    ruled = [_ruled(look, piece) for piece in pieces[:1]]
    return [*ruled, *map(one, pieces[1:]), *said]


def _said_in_parts(
    look: Look, note: str, practitioner: str, *, own: bool, room: float
) -> list[Block]:
    """A practitioner's note over the whole width, in as many parts as it needs pages."""
    lines = look.private_lines(note, look.styles.said, FULL)
    most = room_for_said(look, room, own=own, width=FULL)
    parts = ("\n".join(lines[start : start + most]) for start in range(0, len(lines), most))
    return [one(said_piece(look, part, practitioner, own=own, width=FULL)) for part in parts]


def _ruled(look: Look, piece: Piece) -> Block:
    line = look.rule(FULL, weight=look.measures.hairline, colour=RULE)
    return Block(3 * MM + piece.height, (Placed(line, 0, 0), Placed(piece, 0, -3 * MM)))


def _in_columns(look: Look, notes: Sequence[Piece], *, width: float) -> Block:
    """A hairline and the notes in two columns; one wider than a column below them."""
    top = 3 * MM
    items = [Placed(look.rule(FULL, weight=look.measures.hairline, colour=RULE), 0, 0)]
    bottoms = [top, top]
    for note in notes:
        column = 0 if bottoms[0] <= bottoms[1] else 1
        if note.width > width:
            bottoms = [max(bottoms)] * 2
            column = 0
        items.append(Placed(note, column * (width + GUTTER), -bottoms[column]))
        bottoms[column] += note.height + look.wide.near
        if note.width > width:
            bottoms = [bottoms[0]] * 2
    return Block(max(bottoms) - look.wide.near, tuple(items))
