"""A plan that is being typed becomes its doses in words and its findings, before it is anywhere.

It is read by the workbook's own reader, over the workbook with the typed rows in place of its
own: what is accepted here, the workbook means.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from clinicplan.findings import Finding, Place, Severity
from clinicplan.origins import SIDE, Origin, Origins
from clinicplan.plan import Plan, Prescription, Side
from clinicplan.readback import Printed
from clinicplan.tasks.check import Doses, exercises_of
from clinicplan.tasks.ready import Ready, read_typed
from clinicplan.workbook.columns import EXERCISES, PATIENTS
from clinicplan.workbook.draft import Typed, to_paste
from clinicplan.workbook.findings.privacy import unmarked
from clinicplan.workbook.findings.words import Teller
from clinicplan.workbook.plans.checks import clashes
from clinicplan.workbook.read import Reading

OF_TRIALS = ("programme", "weeks", "side", "start", "practitioner")
"""What the patient's row says of its exercises."""

CONFLICT = "caution-conflict-programme"
"""The code of an exercise of the programme that does not go with the patient's cautions."""

TRIAL = "desk-trial"
"""The plan ID that an exercise is tried with by itself."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A row of Patients as it is typed, and its rows of Exercises without their plan ID.

    Where it is meant for a plan that is there, `was` has for each exercise which of the plan's
    rows it was, from 1 on; 0 for a new one.
    """

    patient: Typed
    exercises: tuple[Typed, ...] = ()
    was: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Tried:
    """An exercise of a draft by itself: what the patient reads, and what is to be said of it."""

    lines: tuple[Printed, ...]
    found: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class FromProgramme:
    """An exercise that the plan's programme gives, of which the plan has no row of its own.

    `number` is its place on paper, from 1 on; 0 while there is no plan. `found` is what keeps it
    from being given.
    """

    code: str
    line: Printed
    number: int = 0
    found: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Drafted:
    """What a draft means. `plan` is None while something must be mended.

    `tried` has each exercise, in the draft's order, and `numbers` its place on paper, from 1 on;
    0 for one that is left out, and while there is no plan. `given` has what the programme alone
    gives, in its order, and `sides` the side that it names for each of its exercises, by code.
    `found` are the findings of the patient's row and of the plan, by the key of their column (""
    for the plan as a whole), but for those that an exercise of the programme has. `origins` are
    those of the plan's prescriptions.
    """

    plan: Plan | None
    tried: tuple[Tried, ...]
    found: tuple[tuple[str, Finding], ...]
    numbers: tuple[int, ...] = ()
    given: tuple[FromProgramme, ...] = ()
    sides: Mapping[str, Side] = field(default_factory=dict)
    origins: tuple[Origins, ...] = ()


def read_draft(ready: Ready, draft: Draft, *, today: date, stand_in: Typed) -> Drafted:
    """What the draft means; `stand_in` fills the needed cells that are still empty.

    An exercise is tried beside what the patient's row says of it. What is wrong there is told
    there alone: the exercise is tried without it. Raises UnreadableFile where the workbook has
    gone.
    """
    own = {key: draft.patient[key] for key in OF_TRIALS if key in draft.patient}
    found = _read(ready, draft, today=today, stand_in=stand_in, own=own)
    wrong = {key for key, item in found.found
             if item.severity is Severity.ERROR and not item.code.startswith(CONFLICT)}  # fmt: skip
    if found.plan or not wrong & {*own}:
        return found
    right = {key: value for key, value in own.items() if key not in wrong}
    return _read(ready, draft, today=today, stand_in=stand_in, own=right)


def _read(
    ready: Ready, draft: Draft, *, today: date, stand_in: Typed, own: Typed
) -> Drafted:
    """What the draft means, each exercise tried beside `own` of the patient's row."""
    patient = {**stand_in, **draft.patient}
    name = str(patient["plan_id"])
    trial = {key: value for key, value in stand_in.items() if key not in ("email", "consent")}
    trial |= own
    count = len(draft.exercises)
    patients = [patient, *({**trial, "plan_id": f"{TRIAL}-{at}"} for at in range(count))]
    if "programme" in trial:
        patients.append({**trial, "plan_id": TRIAL})
    exercises = [{**row, "plan_id": name} for row in draft.exercises]
    exercises += [{**row, "plan_id": f"{TRIAL}-{at}"} for at, row in enumerate(draft.exercises)]
    reading = read_typed(ready, ((PATIENTS, patients), (EXERCISES, exercises)), today=today)
    plans = {plan.id: plan for plan in reading.plans}
    doses = Doses(reading, ready.catalogue)
    tried = tuple(_tried(at, draft, reading, plans, doses) for at in range(count))
    plan, numbers = plans.get(name), (0,) * count
    if plan:
        lines = _in_plan(plan, reading, doses)
        tried = tuple(_as_in_plan(item, lines.get(2 + at, {})) for at, item in enumerate(tried))
        numbers = tuple(min(lines.get(2 + at, {}), default=0) for at in range(count))
    programme = plans.get(TRIAL)
    given = tuple(_given(ready, plan or programme, reading, is_plan=plan is not None))
    theirs = [item for each in given for item in each.found]
    return Drafted(
        plan,
        tried,
        tuple(each for each in _of_patient(reading) if each[1] not in theirs),
        numbers,
        given,
        _sides(programme, reading.origins.get(TRIAL, ())) if programme else {},
        reading.origins.get(name, ()),
    )


def rows_to_paste(ready: Ready, draft: Draft) -> tuple[str, str]:
    """The draft as text for the sheets Patients and Exercises, in their own columns."""
    name = draft.patient["plan_id"]
    rows: list[Typed] = [{"plan_id": name, **row} for row in draft.exercises]
    return (
        to_paste(ready.file, PATIENTS, [draft.patient]),
        to_paste(ready.file, EXERCISES, rows),
    )


def next_id(ids: Sequence[str], *, drafts: Sequence[str] = ()) -> str:
    """The ID after the highest of the last one's pattern: HS-0437 becomes HS-0438.

    Those of `drafts` are taken, too; they make a pattern only where there is no other.
    """
    last = next(iter((*ids[-1:], *drafts[:1])), "")
    if not last:
        return "P-0001"
    stem = last.rstrip("0123456789")
    numbers = [own[len(stem):] for own in (*ids, *drafts) if own.startswith(stem)]
    digits = [number for number in numbers if number.isascii() and number.isdigit()]
    if not digits:
        return f"{last}-2"
    highest = max(digits, key=int)
    return f"{stem}{int(highest) + 1:0{len(highest)}}"


def _tried(
    at: int, draft: Draft, reading: Reading, plans: Mapping[str, Plan], doses: Doses
) -> Tried:
    """One exercise, as its own trial plan says it."""
    name, rows = f"{TRIAL}-{at}", (2 + at, 2 + len(draft.exercises) + at)
    said = {
        (item.code, item.message): item
        for item in reading.findings
        if item.place.sheet == EXERCISES.title and item.place.row in rows
    }
    found = tuple(said.values())
    plan = plans.get(name)
    if plan is None:
        return Tried((), found)
    own = str(draft.exercises[at].get("exercise", ""))
    lines = doses.printed(plan)
    codes = [item.exercise for item in plan.prescriptions]
    named = [
        line for line, code in zip(lines, codes, strict=True) if own in (line.name, code)
    ]
    return Tried(tuple(named), found)


def _in_plan(plan: Plan, reading: Reading, doses: Doses) -> dict[int, dict[int, Printed]]:
    """What the patient reads of each row of Exercises, by its number on paper."""
    lines: dict[int, dict[int, Printed]] = {}
    for number, whose, line in _numbered(plan, reading, doses):
        for row in _rows_of(whose):
            lines.setdefault(row, {})[number] = line
    return lines


def _numbered(
    plan: Plan, reading: Reading, doses: Doses
) -> Iterator[tuple[int, Origins, Printed]]:
    """Each exercise of the plan: its number on paper, where it came from, what is read of it."""
    lines = zip(reading.origins[plan.id], doses.printed(plan), strict=True)
    for number, (whose, line) in enumerate(lines, start=1):
        yield number, whose, line


def _rows_of(whose: Origins) -> set[int]:
    """The rows of Exercises that something came from."""
    places = (own.place for own in (whose, *(later for _, later in whose.later)))
    return {place.row for place in places if place}


def _given(
    ready: Ready, plan: Plan | None, reading: Reading, *, is_plan: bool
) -> Iterator[FromProgramme]:
    """What the programme alone gives: in the plan, else as it is by itself."""
    if plan is None or not plan.programme:
        return
    conflicts = [item for item in reading.findings if item.code.startswith(CONFLICT)]
    for number, whose, line in _numbered(plan, reading, Doses(reading, ready.catalogue)):
        if not _rows_of(whose):
            item = plan.prescriptions[number - 1]
            said = _conflicts(ready, item, reading) if conflicts else ()
            found = tuple(one for one in conflicts if one.message in said)
            yield FromProgramme(item.exercise, line, number if is_plan else 0, found)


def _conflicts(ready: Ready, item: Prescription, reading: Reading) -> tuple[str, ...]:
    """What the check says of this exercise beside each caution that it does not go with."""
    words, tell = ready.catalogue, Teller(ready.stock.words)
    exercise = exercises_of(reading, words)[item.exercise]
    variant = exercise.variant(item.variant)
    return tuple(
        unmarked(tell(CONFLICT, Place(PATIENTS.title), exercise=exercise.name,
                      caution=caution, reason=reason, ways="").message)
        for caution, reason in clashes(exercise, variant, words.cautions.values())
    )  # fmt: skip


def _sides(programme: Plan, origins: Sequence[Origins]) -> dict[str, Side]:
    """The side that the programme itself names for each of its exercises, where it is one."""
    sides: dict[str, set[Side | None]] = {}
    for item, whose in zip(programme.prescriptions, origins, strict=True):
        is_named = whose.facts.get(SIDE) is Origin.PROGRAMME
        sides.setdefault(item.exercise, set()).add(item.side if is_named else None)
    return {code: side for code, named in sides.items() if len(named) == 1
            for side in named if side}  # fmt: skip


def _as_in_plan(tried: Tried, lines: Mapping[int, Printed]) -> Tried:
    """A row of a plan that has no mistake: what is wrong with it by itself is not."""
    found = tuple(item for item in tried.found if item.severity is not Severity.ERROR)
    return Tried(tuple(lines.values()) or tried.lines, found)


def _of_patient(reading: Reading) -> list[tuple[str, Finding]]:
    """The findings of the patient's row, and of the workbook as a whole."""
    columns = {at: column.key for at, column in enumerate(PATIENTS.columns, start=1)}
    found = []
    for item in reading.findings:
        if item.place.sheet == PATIENTS.title and item.place.row == 2:
            found.append((columns.get(item.place.column, ""), item))
        elif not item.plan and item.severity is Severity.ERROR:
            found.append(("", item))
    return found
