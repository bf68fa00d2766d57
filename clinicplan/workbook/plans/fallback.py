"""What a row says, over the dose that it starts from, becomes a dose that knows its origins."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace

from clinicplan.catalogue.values import Preset
from clinicplan.dose import Days, Dose, Rhythm, Times
from clinicplan.origins import Origin
from clinicplan.workbook.sheets.records import Spot
from clinicplan.workbook.sheets.rows import Cleared, DoseRow

FREQUENCY = ("times", "days")
DOSE_FIELDS = tuple(item.name for item in fields(Dose))
AMOUNT = tuple(name for name in DOSE_FIELDS if name not in FREQUENCY)

COUNTED = ("reps", "duration")
"""Two ways to say how much: who says one of them takes the place of the other."""

MEASURED = (*COUNTED, "hold")
"""What tells a patient how much; sets, rest, load and tempo alone do not."""

_EMPTY = ("", 0, None, ())


@dataclass(frozen=True, slots=True)
class Given:
    """A dose, and where each of its facts came from.

    `preset` is the one whose amount it starts from, if any; `is_typed` says that a row has
    typed reps, duration or hold over it. `asks` is set where somebody wrote `ask` under Days:
    the page then asks how often on purpose.
    """

    dose: Dose = field(default_factory=Dose)
    origins: Mapping[str, Origin] = field(default_factory=dict)
    preset: Preset | None = None
    is_typed: bool = False
    asks: bool = False

    @property
    def lacks_measure(self) -> bool:
        """True where sets, rest, load or tempo stand alone: nothing says how much."""
        dose = self.dose
        return not dose.has_amount and any(getattr(dose, name) is not None for name in AMOUNT)

    @property
    def is_open(self) -> bool:
        """True where nobody said how often, and nobody asked for that to stay open."""
        return self.dose.times is None and self.dose.days is None and not self.asks


def of_preset(preset: Preset, origin: Origin) -> Given:
    """The preset's dose, all of one origin."""
    return Given(preset.dose, dict.fromkeys(cells_of(preset.dose), origin), preset)


def inherited(given: Given) -> Given:
    """What a programme gives, as the plan that takes it sees it: all of it the programme's."""
    origins = {
        name: origin if origin is Origin.DEFAULT else Origin.PROGRAMME
        for name, origin in given.origins.items()
    }
    return replace(given, origins=origins)


def resolved(row: DoseRow, *, base: Given | None, usual: Preset | None) -> Given:
    """The dose that a row means.

    Over a base each filled cell replaces that one fact. Without one the row has what it
    fills, and of the exercise's `usual` dose only what it leaves open as a whole: the amount
    where it fills none of it, all where it fills nothing. `none` takes a fact away.
    """
    cells = cells_of(row)
    typed = {name: cell for name, cell in cells.items() if not isinstance(cell, Cleared)}
    start = base or _usual(usual, typed)
    gone = (cells.keys() - typed.keys()) | _displaced(start.dose, typed)
    asks = row.days is Cleared.ASK
    if asks:
        gone |= set(FREQUENCY)
    facts = {
        name: cell for name, cell in cells_of(start.dose).items() if name not in gone
    } | typed
    origins = {name: Origin.TYPED if name in typed else start.origins[name] for name in facts}
    if _needs_days(facts) and not asks:
        facts["days"] = Days(Rhythm.EVERY_DAY)
        origins["days"] = Origin.TYPED if row.is_daily else Origin.DEFAULT
    return Given(
        as_dose(facts),
        origins,
        start.preset,
        start.is_typed or any(name in typed for name in MEASURED),
        asks or (start.asks and not any(name in typed for name in FREQUENCY)),
    )


NO_FREQUENCY = "no-frequency"


def gaps(
    given: Given, *, is_based: bool, row: DoseRow | None, spot: Spot | None
) -> Iterator[str]:
    """The codes of what a dose must say and does not.

    `is_based`: it starts from a preset or a programme, which may leave open how often. What
    stands in a cell of the `row` that is not understood is told there.
    """
    filled = spot.filled if spot else ()
    if spot and spot.is_misread:
        return
    is_open = given.is_open and given.dose.has_amount and not is_based
    if given.lacks_measure and not _is_misread(row, filled, AMOUNT):
        yield "no-amount"
    elif is_open and not _is_misread(row, filled, FREQUENCY):
        yield NO_FREQUENCY


def _is_misread(row: DoseRow | None, filled: Collection[str], names: Iterable[str]) -> bool:
    return any(name in filled and getattr(row, name) is None for name in names)


def as_one(rows: tuple[DoseRow, ...]) -> DoseRow:
    """The rows as one: each cell as the first row has it that fills it."""
    one = rows[0] if rows else DoseRow()
    for row in rows[1:]:
        empty = {
            item.name: getattr(row, item.name)
            for item in fields(DoseRow)
            if getattr(one, item.name) in _EMPTY
        }
        one = replace(one, **empty)
    return one


def changed(dose: Dose, said: Dose) -> Dose:
    """The dose with what a change says of it; the rest stays as it was."""
    cells = cells_of(said)
    gone = _displaced(dose, cells)
    kept = {name: cell for name, cell in cells_of(dose).items() if name not in gone}
    return as_dose(kept | cells)


def cells_of(dose: Dose | DoseRow) -> dict[str, object]:
    """What a dose, or a row, says of a dose, by field."""
    return {name: cell for name in DOSE_FIELDS if (cell := getattr(dose, name, None)) is not None}


def as_dose(cells: Mapping[str, object]) -> Dose:
    """The dose of these facts."""
    return Dose(**cells)  # type: ignore[arg-type]  # they come from fields of these names


def _usual(preset: Preset | None, typed: Iterable[str]) -> Given:
    """What a row without a base takes of the exercise's usual dose."""
    if preset is None or any(name in AMOUNT for name in typed):
        return Given()
    given = of_preset(preset, Origin.USUAL)
    if not any(name in FREQUENCY for name in typed):
        return given
    return replace(given, dose=replace(given.dose, times=None, days=None))


def _displaced(dose: Dose, typed: Iterable[str]) -> set[str]:
    """What goes from a dose because a row counts where it timed, or the other way round."""
    for new, old in (COUNTED, COUNTED[::-1]):
        if new in typed and old not in typed and getattr(dose, new) is None:
            is_there = getattr(dose, old) is not None
            return {old, "hold"} if is_there else set()
    return set()


def _needs_days(facts: Mapping[str, object]) -> bool:
    """True for times of a day on days that nobody named: every day. Few occasions have days."""
    times = facts.get("times")
    has_days = isinstance(times, Times) and (times.is_daily or not times.occasion)
    return has_days and "days" not in facts
