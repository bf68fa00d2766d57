"""A prescription alone on its page becomes a poster: the dose as a band over large pictures."""

from __future__ import annotations

from clinicplan.catalogue.palette import Person
from clinicplan.catalogue.values import Exercise
from clinicplan.handout.blocks.card import TO_PICTURES, CardText, header_of, link_of, notes_row
from clinicplan.handout.blocks.dose_panel import dose_band
from clinicplan.handout.blocks.pictures import tallest
from clinicplan.handout.blocks.shots.drawn import shots_of
from clinicplan.handout.blocks.shots.measured import measured_rows
from clinicplan.handout.blocks.shots.panels import poster_panels
from clinicplan.handout.blocks.shots.worded import shown_by
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
    top = -header.height - TO_PICTURES
    below = top - band.height - _BELOW_BAND
    under, bottom = _under(look, prescription, text)
    left = room + below + bottom
    tried = _tried(look, prescription, exercise, text.person)
    high = next((high for high, tall in tried if tall <= left), 0.0)
    if not high:
        return None
    shots = shots_of(
        look, prescription, exercise, person=text.person, panels=poster_panels(high, high)
    )
    end = below - shots.piece.height
    items = (
        Placed(header, 0, 0),
        Placed(band, 0, top),
        Placed(shots.piece, 0, below),
        *(Placed(what, x, end + y) for what, x, y in under),
    )
    return Block(-end - bottom, (Placed(Group("Sect", items), 0, 0),))


def _under(
    look: Look, prescription: Prescription, text: CardText
) -> tuple[list[Placed], float]:
    """The notes and the link, from the bottom of the steps, and how far down they end."""
    items, bottom = notes_row(look, text.notes, 0)
    if link := link_of(look, prescription, width=WIDE):
        items.append(Placed(link, 0, bottom - _TO_LINK))
        bottom -= _TO_LINK + link.height
    return items, bottom


def _tried(
    look: Look, prescription: Prescription, exercise: Exercise, person: Person
) -> tuple[tuple[float, float], ...]:
    """How high pictures may be, the highest first, and how high all rows are then, in points.

    Measured before anything is drawn: most heights that are tried do not fit.
    """
    key = ("poster", *shown_by(prescription, exercise, person))
    return look.kept(key, lambda: _measured(look, prescription, exercise, person))


def _measured(
    look: Look, prescription: Prescription, exercise: Exercise, person: Person
) -> tuple[tuple[float, float], ...]:
    rows = measured_rows(look, prescription, exercise, person=person, panels=poster_panels(0, 0))
    if not rows.frames:
        return ()
    most = max(_LEAST, _SPARE * tallest(rows.frames, rows.panels.column))
    gaps = look.measures.shots_gap * (len(rows.rows) - 1)
    return tuple((high, sum(rows.heights(high)) + gaps) for high in _HEIGHTS if high <= most)
