"""A plan that is being written becomes its exercises as the page shows them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from clinicplan.catalogue.values import Exercise
from clinicplan.desk.answering import Told, told_of, words_of
from clinicplan.desk.pages import Pages
from clinicplan.desk.programmed import codes_of, is_left_out
from clinicplan.desk.read_back import known
from clinicplan.desk.reads import Reads, reads_of
from clinicplan.desk.seen import picture_of
from clinicplan.desk.sheet import Sheet
from clinicplan.desk.unsure import asks_side
from clinicplan.desk.written import Row, Written, is_day
from clinicplan.findings import Severity
from clinicplan.plan import Side
from clinicplan.sessions import session_minutes
from clinicplan.tasks.check import Checked
from clinicplan.tasks.draft import Tried
from clinicplan.tasks.questions import UNSAID
from clinicplan.wording.sessions import session_words
from clinicplan.wording.words import side_word
from clinicplan.workbook.plans.selection import in_order

SIDES = (Side.LEFT, Side.RIGHT, Side.EACH)
NEEDED = ("plan_id", "first_name", "last_name", "practitioner", "start")
"""Fields without which there is no plan."""

NO_WAY = (False, False)

SHOWN = ("note-way",)
"""What is said of an exercise's pictures: it stands beside them."""

TOLD = ("directions-not-said", "qd-taken", "hold-left-out")
"""Advice that is given while a dose is typed, and not first beside a plan that was printed."""


@dataclass(frozen=True, slots=True)
class Shown:
    """An exercise of the plan: its fields, what the patient reads, and what is to be said.

    `is_settled` says that nothing is asked, to be mended or to be looked at. `at` is its place
    among the plan's rows, -1 for one that the programme alone gives, and `number` that on paper.
    `is_free` where it is none of the programme's, so that it `moves` up and down; `has_row` where
    it is the programme's until a row of the plan's own goes on with it. `ways` say which words
    have chosen the way that the pictures show.
    """

    row: Row
    name: str
    picture: str
    sides: tuple[tuple[str, str], ...]
    presets: tuple[tuple[str, str], ...]
    asks_side: bool
    reads: Reads | None
    is_settled: bool
    faults: tuple[Told, ...]
    looks: tuple[Told, ...]
    needs_reason: bool
    at: int = -1
    number: int = 0
    is_free: bool = False
    moves: tuple[bool, bool] = NO_WAY
    is_left_out: bool = False
    has_row: bool = False
    ways: tuple[str, ...] = ()


def shown_rows(pages: Pages, checked: Checked, sheet: Sheet) -> list[Shown]:
    """The plan's exercises in the order of its paper, the programme's among them."""
    codes, rows = codes_of(checked, sheet.written), sheet.written.rows
    order = in_order(codes, (row.exercise for row in rows))
    every = [*_from_programme(pages, checked, sheet), *_from_rows(pages, checked, sheet)]
    every.sort(key=lambda each: (order.index(each.row.exercise), each.at))
    free = [each.at for each in every if each.is_free]
    shown, number = [], 0
    for each in every:
        number = each.number or number + (not each.is_left_out)
        moves = each.is_free and (each.at != free[0], each.at != free[-1])
        shown.append(replace(each, number=number, moves=moves or NO_WAY))
    return shown


def _from_rows(pages: Pages, checked: Checked, sheet: Sheet) -> Iterator[Shown]:
    drafted, written = sheet.drafted, sheet.written
    tried, numbers = (drafted.tried, drafted.numbers) if drafted else ((), ())
    blank, exercises = Tried((), ()), known(checked)
    codes = codes_of(checked, written)
    for at, row in enumerate(written.rows):
        shown = _shown(
            pages,
            checked,
            start=_first_day(written),
            row=row,
            exercise=exercises.get(row.exercise),
            tried=tried[at] if at < len(tried) else blank,
            at=at,
        )
        yield replace(
            shown,
            number=(number := numbers[at] if at < len(numbers) else 0),
            picture=picture_of(row.exercise, checked, way=_way(sheet, number)),
            is_free=row.exercise not in codes,
            is_left_out=is_left_out(row, codes) and not shown.faults,
        )


def _way(sheet: Sheet, number: int) -> str:
    """How the exercise of this number on paper is done, "" where that is not known."""
    plan = sheet.drafted.plan if sheet.drafted else None
    return plan.prescriptions[number - 1].variant if plan and number else ""


def _from_programme(pages: Pages, checked: Checked, sheet: Sheet) -> Iterator[Shown]:
    """What the plan's programme gives beside the plan's own rows."""
    drafted, exercises = sheet.drafted, known(checked)
    own = {row.exercise for row in sheet.written.rows}
    codes = codes_of(checked, sheet.written)
    for item in drafted.given if drafted else ():
        if item.code not in codes or (not item.number and item.code in own):
            continue
        row, found = Row(item.code), exercises.get(item.code)
        shown = _shown(pages, checked, start=_first_day(sheet.written), row=row, exercise=found,
                       tried=Tried((item.line,), item.found))  # fmt: skip
        yield replace(shown, number=item.number, has_row=item.code in own)


def missing(pages: Pages, sheet: Sheet, rows: Sequence[Shown]) -> list[str]:
    """What keeps the plan from being given to the workbook, in words."""
    say, written = pages.say, sheet.written
    said = [say("draft.needed", field=say(f"draft.{key}"))
            for key in NEEDED if not written.value(key)]  # fmt: skip
    if not written.rows and not written.value("programme"):
        said.append(say("draft.no_exercises"))
    said += [say("draft.side_needed", exercise=row.name) for row in rows
             if row.asks_side and not row.row.was]  # fmt: skip
    if sheet.asks_side and not sheet.opened:
        said.append(say("draft.side_needed", exercise=written.value("programme")))
    said += [fault.text if row.name in fault.text else f"{row.name}: {fault.text}"
             for row in rows for fault in row.faults]  # fmt: skip
    found = sheet.drafted.found if sheet.drafted else ()
    return said + [words_of(item) for _, item in found if item.severity is Severity.ERROR]


def minutes(checked: Checked, sheet: Sheet) -> str:
    """How long a session takes, in the words of page one; "" where nothing can be said."""
    plan = sheet.drafted.plan if sheet.drafted else None
    if plan is None:
        return ""
    said = session_words(session_minutes(plan, known(checked)), checked.ready.catalogue)
    return ", ".join(filter(None, said))


def _shown(
    pages: Pages,
    checked: Checked,
    *,
    start: date | None,
    row: Row,
    exercise: Exercise | None,
    tried: Tried,
    at: int = -1,
) -> Shown:
    words = pages.desk.catalogue
    faults = [item for item in tried.found if item.severity is Severity.ERROR]
    asks = asks_side(tried.found)
    looks = [item for item in tried.found
             if item.severity is Severity.WARNING and item.code not in UNSAID]  # fmt: skip
    told = tuple(words_of(item) for item in tried.found if item.code in TOLD)
    more = (Side.BOTH,) if row.side == Side.BOTH else ()  # the workbook says so
    sides = () if exercise is None or exercise.together else (*SIDES, *more)
    line = tried.lines[-1] if tried.lines else None
    return Shown(
        row=row,
        name=exercise.name if exercise else row.exercise,
        picture=picture_of(row.exercise, checked),
        sides=tuple((str(side), side_word(side, exercise, words)) for side in sides)
        if exercise else (),
        presets=tuple((item.code, words.programmes[item.code].name)
                      for item in (exercise.presets if exercise else ())
                      if item.code in words.programmes),
        asks_side=asks,
        reads=reads_of(pages, line, start=start, told=told) if line else None,
        is_settled=not (asks or faults or looks),
        faults=tuple(told_of(pages, checked, item, at=at) for item in faults),
        looks=tuple(told_of(pages, checked, item, at=at) for item in looks),
        at=at,
        ways=tuple(item.message for item in tried.found if item.code in SHOWN),
        needs_reason=bool(row.override) or any(
            item.code.startswith("caution-conflict") for item in faults
        ),
    )  # fmt: skip


def _first_day(written: Written) -> date | None:
    """The plan's first day, None where the field holds none."""
    text = written.value("start")
    return date.fromisoformat(text) if text and is_day(text) else None
