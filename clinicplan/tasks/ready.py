"""A workbook and the templates become what every task starts from: read, looked at, in press."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from importlib.resources.abc import Traversable
from pathlib import Path

from clinicplan.catalogue.phrases import phrase
from clinicplan.catalogue.read import read_catalogue, templates_folder
from clinicplan.catalogue.values import Catalogue
from clinicplan.errors import ClinicPlanError, UsageError
from clinicplan.files import digest
from clinicplan.findings import Finding, Severity
from clinicplan.handout.press import Press, open_press
from clinicplan.handout.printable import unprintable_in
from clinicplan.plan import Clinic, Plan
from clinicplan.workbook.columns import Sheet
from clinicplan.workbook.draft import Cells
from clinicplan.workbook.findings.causes import stops_everything
from clinicplan.workbook.findings.words import Words, read_words
from clinicplan.workbook.plans.printing import Unprintable
from clinicplan.workbook.plans.rows_of_plans import Slips
from clinicplan.workbook.read import Reading, read_workbook


class UnknownPlan(UsageError):
    """A plan ID that no row of the workbook has."""

    remedy = "`clinicplan check` with the workbook lists its plan IDs; capitals count."


class MustBeMended(ClinicPlanError):
    """A workbook of which nothing can be made before its findings are mended."""

    exit_code = 1
    remedy = "`clinicplan check` with the workbook lists what is to be mended."

    def __init__(self, found: tuple[Finding, ...]) -> None:
        super().__init__("Nothing can be made before the workbook is mended.")
        self.found = found


@dataclass(frozen=True, slots=True)
class Stock:
    """What every workbook is read with: the catalogue, the folder of templates, findings' words.

    `unprintable` tests what a clinic's typeface can print. It is opened once, and serves as
    long as the program runs.
    """

    catalogue: Catalogue
    templates: Traversable
    words: Mapping[str, Words]
    unprintable: Callable[[Clinic], Unprintable]


@dataclass(frozen=True, slots=True)
class Ready:
    """A workbook that was read and looked at, and the press that prints its plans.

    `stock` is what it was read with. `found` is all that is to be said before anything is
    printed: of the cells, of the clinic's brand and pictures, and of plans that no page could
    hold. `plain` is what the workbook itself said on the day `today`: `reading` may give plans
    other numbers. `waiting` are plans that somebody has to answer a question about before they
    are printed (`questions`).
    """

    file: Path
    stock: Stock
    reading: Reading
    press: Press
    found: tuple[Finding, ...]
    plain: Reading
    today: date
    waiting: tuple[Plan, ...] = ()

    @property
    def catalogue(self) -> Catalogue:
        """The exercises, programmes, cautions and texts."""
        return self.stock.catalogue

    @property
    def templates(self) -> Traversable:
        """The folder that the catalogue came from."""
        return self.stock.templates

    def go_on(self) -> None:
        """Raise MustBeMended where the workbook as a whole has an error: no plan is trusted."""
        if any(map(stops_everything, self.found)):
            raise MustBeMended(self.found)


def read_templates() -> tuple[Catalogue, Traversable]:
    """The catalogue that ships with the program, and the folder of templates it came from."""
    folder = templates_folder()
    return read_catalogue(folder), folder


def open_stock() -> Stock:
    """What every workbook is read with, as it ships with the program."""
    catalogue, templates = read_templates()
    words = read_words(templates, language=catalogue.language)
    return Stock(catalogue, templates, words, unprintable_in(templates))


def make_ready(
    file: Path, *, today: date, stock: Stock | None = None, said: Reading | None = None
) -> Ready:
    """The one door to a workbook: whatever would keep a plan from being printed is found.

    `stock` is what another workbook was read with; without it, it is opened. `said` is what the
    file has just been found to say, on this day: it counts as long as it has these bytes.
    Raises UsageError, UnreadableFile and FaultyTemplate with a sentence for each case.
    """
    if str(file) == "-":
        raise UsageError("clinicplan reads a workbook file, not what comes through a pipe.")
    stock = stock or open_stock()
    catalogue = stock.catalogue
    if said is None or digest(file) != said.digest:
        said = read_workbook(
            file,
            catalogue=catalogue,
            today=today,
            words=stock.words,
            unprintable=stock.unprintable,
        )
    press = press_for(said, catalogue=catalogue, templates=stock.templates, file=file)
    reading = without(said, _too_long(said, press, catalogue))
    found = (*reading.findings, *press.findings)
    return Ready(file, stock, reading, press, found, reading, today)


def read_typed(
    ready: Ready,
    typed: Iterable[tuple[Sheet, Sequence[Cells]]],
    *,
    today: date,
    content: bytes | None = None,
) -> Reading:
    """What the workbook would say with these rows in place of its own, looked at as ever.

    `content` is read in place of the file's bytes.
    The press stays: rows change nothing of what plans share. Raises UnreadableFile.
    """
    reading = read_workbook(
        ready.file,
        catalogue=ready.catalogue,
        today=today,
        words=ready.stock.words,
        unprintable=ready.stock.unprintable,
        typed=typed,
        content=content,
    )
    return without(reading, _too_long(reading, ready.press, ready.catalogue))


def press_for(
    reading: Reading, *, catalogue: Catalogue, templates: Traversable, file: Path
) -> Press:
    """The press that prints this workbook's plans; its pictures lie beside the workbook."""
    return open_press(
        reading.clinic,
        catalogue=catalogue,
        templates=templates,
        own=reading.own,
        alts=reading.alts,
        folder=file.parent,
    )


def without(reading: Reading, found: tuple[Finding, ...]) -> Reading:
    """The reading with the plans refused that these findings are about."""
    if not found:
        return reading
    bad = {finding.plan for finding in found}
    plans = tuple(plan for plan in reading.plans if plan.id not in bad)
    return replace(
        reading,
        plans=plans,
        findings=(*reading.findings, *found),
        refused=reading.rows - len(plans),
    )


def check_ids(only: Iterable[str], reading: Reading) -> None:
    """Raise UnknownPlan where a plan is asked for that is not there, with the nearest."""
    unknown = next((plan for plan in only if plan not in reading.ids), "")
    if not unknown:
        return
    near = ", ".join(Slips(reading.ids).of(unknown))
    hint = f" Did you mean {near}?" if near else ""
    raise UnknownPlan(f"There is no plan {unknown} in the workbook.{hint}")


def must_be_mended(found: Iterable[Finding]) -> bool:
    """True where one of the findings is a mistake, of a plan or of its letter."""
    return any(finding.severity.is_to_mend for finding in found)


def _too_long(reading: Reading, press: Press, catalogue: Catalogue) -> tuple[Finding, ...]:
    """An error for each plan that no page could hold."""
    return tuple(
        Finding(
            place=reading.places[plan.id],
            code="plan-too-long",
            severity=Severity.ERROR,
            message=phrase(catalogue, "commands.failed.plan-too-long", n=len(plan.prescriptions)),
            hint=phrase(catalogue, "commands.hint.plan-too-long"),
            plan=plan.id,
        )
        for plan in reading.plans
        if press.too_long(plan)
    )
