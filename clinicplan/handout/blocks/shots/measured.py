"""A card's pictures with their steps become the heights of its rows, and nothing is drawn."""

from __future__ import annotations

from dataclasses import dataclass, replace

from clinicplan.catalogue.palette import Person
from clinicplan.catalogue.values import Exercise
from clinicplan.handout.blocks.pictures import tallest
from clinicplan.handout.blocks.shots.cells import cell_rows, shown_height
from clinicplan.handout.blocks.shots.panels import Panels
from clinicplan.handout.blocks.shots.worded import shown_by, worded_shots
from clinicplan.handout.look import Look
from clinicplan.illustrations.frames import Frame
from clinicplan.plan import Prescription


@dataclass(frozen=True, slots=True, eq=False)
class Measured:
    """The rows of a card's pictures before they are drawn.

    Each is as high as its pictures and what is added to them, or as the least that it takes.
    """

    rows: tuple[tuple[float, float], ...]
    frames: tuple[Frame, ...]
    panels: Panels

    def sized(self, high: float) -> Panels:
        """The same panels with pictures so high."""
        return replace(self.panels, pair=high, many=high)

    def heights(self, high: float) -> list[float]:
        """How high the rows are with pictures so high, in points."""
        shown = shown_height(self.frames, self.panels.column, high) if self.frames else 0
        return [max(shown + more, least) for more, least in self.rows]

    @property
    def tallest(self) -> float:
        """How high a picture may be before its panel shows it no larger, in points."""
        drawn = [frame for frame in self.frames if not frame.name.startswith("own:")]
        return tallest(drawn, self.panels.column)


def measured_rows(
    look: Look, prescription: Prescription, exercise: Exercise, *, person: Person, panels: Panels
) -> Measured:
    """The rows of a prescription's pictures and steps, measured and not drawn."""
    key = ("rows", panels, *shown_by(prescription, exercise, person))
    return look.kept(
        key, lambda: _measured(look, prescription, exercise, person=person, panels=panels)
    )


def _measured(
    look: Look, prescription: Prescription, exercise: Exercise, *, person: Person, panels: Panels
) -> Measured:
    shots = worded_shots(look, prescription, exercise, person=person)
    frames = tuple(shot.frame for shot in shots if shot.frame)
    rows = []
    for row in cell_rows(look, shots, panels, high=0):
        least = max(cell.height for cell in row)
        under = [0.0 if cell.steps_at == (panels.second, 0) else cell.height
                 for cell in row if cell.shot.picture]  # fmt: skip
        rows.append((max(under, default=-least), least))
    return Measured(tuple(rows), frames, panels)
