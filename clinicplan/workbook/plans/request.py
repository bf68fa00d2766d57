"""An exercise that a plan asks for, what is said of it, and where its findings gather."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from clinicplan.catalogue.values import Catalogue, Caution, Exercise
from clinicplan.findings import Finding, Place
from clinicplan.plan import PainGuide
from clinicplan.workbook.plans.fallback import Given
from clinicplan.workbook.plans.own_sides import OneSided
from clinicplan.workbook.sheets.records import Spot
from clinicplan.workbook.sheets.rows import DoseRow

Tell = Callable[..., Finding]
"""Tells a finding of the plan at hand: code, place and the values of its words."""

_EMPTY = DoseRow()


@dataclass(frozen=True, slots=True)
class Wanted:
    """An exercise that a plan asks for, and what is said of it, most particular row first.

    `rows` are the plan's own and the programme's, as far as there are any; `programme` is
    the dose that the plan's programme has for it. `spot` is the plan's own row in the
    workbook; without one, findings point at `place`. `side` is what Patients says for the
    whole plan. `until` is the week before an own row takes over from the programme, else 0.
    `is_library` is true of a programme of the library, which is given with its sides.
    """

    exercise: Exercise
    place: Place
    rows: tuple[DoseRow, ...] = ()
    spot: Spot | None = None
    programme: Given | None = None
    side: str = ""
    until: int = 0
    is_library: bool = False

    @property
    def own(self) -> DoseRow | None:
        """The plan's own row, None where the programme alone asks for the exercise."""
        return self.rows[0] if self.spot else None

    @property
    def of_programme(self) -> DoseRow:
        """What the clinic's own programme says in its row, an empty row where there is none."""
        rows = self.rows[1:] if self.spot else self.rows
        return rows[0] if rows else _EMPTY


@dataclass(frozen=True, slots=True)
class Situation:
    """What a prescription is checked against: length, cautions, limits of pain, the clinic's words.

    `one_sided` are the words of its own exercises that name one side alone, by code. `is_repeated`
    where the exercise has two cards in the plan: then its steps stay, whatever is typed.
    """

    catalogue: Catalogue
    weeks: int
    take_care: tuple[Caution, ...]
    start: date = date.min
    guide: PainGuide = field(default_factory=PainGuide)
    one_sided: Mapping[str, tuple[OneSided, ...]] = field(default_factory=dict)
    is_repeated: bool = False


@dataclass(frozen=True, slots=True)
class AtHand:
    """The exercise at hand, its rows as one, and where its findings gather."""

    wanted: Wanted
    said: DoseRow
    tell: Tell
    told: list[Finding]

    def fills(self, key: str) -> bool:
        """True where the plan's own row has something in this column."""
        return self.wanted.spot is not None and key in self.wanted.spot.filled

    def note(
        self, code: str, key: str, fixes: Iterable[str] = (), /, **values: str | int
    ) -> None:
        """Notes a finding at a column's cell, or at the exercise where that is empty.

        `fixes` are what the column's own cell may hold; elsewhere they are left out, and so is
        `cell` among the values, what stands in the one that says the fact.
        """
        spot = self.wanted.spot
        values = {"exercise": self.wanted.exercise.name, **values}
        if spot is None or key not in spot.filled:
            self.told.append(self.tell(code, self.wanted.place, **{**values, "cell": ""}))
            return
        offered = fixes if spot.says(key) == key else ()
        self.told.append(self.tell(code, spot.place(key), offered, **values))
