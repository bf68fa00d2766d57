"""A prescription alone on its page becomes a poster: the dose as a band over large pictures."""

from __future__ import annotations

from clinicplan.catalogue.values import Exercise
from clinicplan.handout.blocks.card import TO_PICTURES, CardText, header_of, link_of, notes_row
from clinicplan.handout.blocks.dose_panel import dose_band
from clinicplan.handout.blocks.pictures import picture_for, shown_side, tallest
from clinicplan.handout.blocks.shots import poster_panels, shots_of
from clinicplan.handout.look import Look
from clinicplan.handout.measures import WIDE
from clinicplan.handout.pdf.pieces import Block, Group, Placed
from clinicplan.handout.styles import MM
from clinicplan.plan import Prescription

_BELOW_BAND = 4.5 * MM
_TO_LINK = 3 * MM
_HEIGHTS = tuple(high * MM for high in (100, 92, 84, 74, 65, 56, 48, 42))
"""How high a picture may be: a few heights, so that drawings are shared by many handouts."""
_SPARE = 1.25
"""How much higher than its content a picture's panel may be."""
_LEAST = 65 * MM
"""The height that any pictures may have that stand alone in their row."""


def poster(
    look: Look, prescription: Prescription, exercise: Exercise, *, text: CardText, room: float
) -> Block | None:
    """The card with the largest pictures that fit into `room` points; None where none do."""
    header = header_of(look, prescription, exercise, number=text.number)
    band = dose_band(look, text.panel)
    link = link_of(look, prescription, width=WIDE)
    top = -header.height - TO_PICTURES
    below = top - band.height - _BELOW_BAND
    most = _highest(look, prescription, exercise, text)
    heights = [high for high in _HEIGHTS if high <= most]
    while heights:
        high = heights.pop(0)
        shots = shots_of(
            look, prescription, exercise, person=text.person, panels=poster_panels(high, high)
        )
        if not shots.count:
            return None
        more, bottom = notes_row(look, text.notes, below - shots.piece.height)
        if link:
            more.append(Placed(link, 0, bottom - _TO_LINK))
            bottom -= _TO_LINK + link.height
        if -bottom <= room:
            items = (
                Placed(header, 0, 0),
                Placed(band, 0, top),
                Placed(shots.piece, 0, below),
                *more,
            )
            return Block(-bottom, (Placed(Group("Sect", items), 0, 0),))
        # Each row gets lower by as much as its picture: those too high still are passed over.
        rows = -(-shots.count // 2)
        heights = [less for less in heights if -bottom - rows * (high - less) <= room]
    return None


def _highest(look: Look, prescription: Prescription, exercise: Exercise, text: CardText) -> float:
    """How high the exercise's pictures are drawn at the most, in points."""
    side = shown_side(prescription.side)
    shots = exercise.variant(prescription.variant).shots
    found = [picture_for(look, shot.frame, person=text.person, side=side) for shot in shots]
    frames = [each[0] for each in found if each]
    column = poster_panels(0, 0).column
    return max(_LEAST, _SPARE * tallest(frames, column))
