"""Two changes of one plan are merged, asked about, or left alone where it is in doubt."""

from __future__ import annotations

import pytest

from clinicplan.desk.merging import behind, decided, merge
from clinicplan.desk.opened import Opened
from clinicplan.desk.written import FACTS, OF_EXERCISES, SEVERAL, Row, Written
from clinicplan.workbook.columns import EXERCISES, PATIENTS
from clinicplan.workbook.draft import Typed
from clinicplan.workbook.writing.held import Held, HeldRow, HeldSheet

SAM: Typed = {"first_name": "Sam", "last_name": "Sample", "weeks": 4, "note": "Well done."}
HEEL: Typed = {"exercise": "heel-raise", "side": "left", "dose": "3 x 10"}
CALF: Typed = {"exercise": "calf-stretch", "side": "right", "dose": "2 x 30 s", "note": "Slowly."}
ARCH: Typed = {"exercise": "short-foot", "sets": "3", "reps": "10"}
RIGHT = {**HEEL, "side": "right"}
"""The heel raise a second time: the other foot."""

Rows = tuple[Typed, ...]
Plan = tuple[Typed, Rows]
BASE: Plan = (SAM, (HEEL, CALF))


def plan(said: Plan) -> Opened:
    """A plan of the workbook, whose fields hold what its cells say."""
    patient, rows = said
    held = Held(
        "HS-0417",
        HeldSheet(PATIENTS, "Patients", "", {}, 1, (), (HeldRow(patient, 2),)),
        HeldSheet(EXERCISES, "Exercises", "", {}, 1, (),
                  tuple(HeldRow(row, 2 + at) for at, row in enumerate(rows))),
    )  # fmt: skip
    return Opened(held, fields(said))


def fields(said: Plan, was: tuple[int, ...] = ()) -> Written:
    """The fields of a plan; `was` are the numbers of its exercises, those of the plan without."""
    patient, rows = said
    care = tuple(str(patient.get(SEVERAL, "")).split())
    texts = {key: str(value) for key, value in patient.items() if key != SEVERAL}
    numbers = was or range(1, len(rows) + 1)
    return Written(texts, care, tuple(map(_row, rows, numbers)))


def _row(cells: Typed, was: int) -> Row:
    own = {key: str(value) for key, value in cells.items() if key in OF_EXERCISES}
    facts = {key: str(value) for key, value in cells.items() if key in FACTS}
    return Row(**own, was=was, facts=facts)


def sam(**cells: str | int) -> Plan:
    """Sam's plan with these cells of his row."""
    return {**SAM, **cells}, BASE[1]


def with_rows(*rows: Typed) -> Plan:
    return SAM, rows


def but(row: Typed, **cells: str) -> Typed:
    return {key: value for key, value in {**row, **cells}.items() if value}


NOTHING: tuple[str, ...] = ()


@pytest.mark.parametrize(
    ("theirs", "mine", "both"),
    [
        (sam(weeks=9), sam(note="Rest."), sam(weeks=9, note="Rest.")),
        (sam(weeks=9), sam(weeks=9), sam(weeks=9)),
        (sam(weeks=9), BASE, sam(weeks=9)),
        (BASE, sam(weeks=6), sam(weeks=6)),
        (sam(take_care="balance"), sam(weeks=6), sam(take_care="balance", weeks=6)),
        (sam(email="a@b.example"), sam(weeks=6), sam(email="a@b.example", weeks=6)),
        (sam(weeks=9), with_rows(HEEL), ({**SAM, "weeks": 9}, (HEEL,))),
        (with_rows(HEEL, but(CALF, dose="3 x 30 s")), with_rows(but(HEEL, side="right"), CALF),
         with_rows(but(HEEL, side="right"), but(CALF, dose="3 x 30 s"))),
        (with_rows(HEEL, but(CALF, note="")), with_rows(HEEL, but(CALF, dose="1 x 30 s")),
         with_rows(HEEL, but(CALF, note="", dose="1 x 30 s"))),
        (with_rows(but(HEEL, dose="3 x 8"), CALF), with_rows(but(HEEL, dose="3 x 8"), CALF),
         with_rows(but(HEEL, dose="3 x 8"), CALF)),
        (with_rows(but(HEEL, note=""), CALF), with_rows(but(HEEL, note=""), CALF), BASE),
        # an exercise more or less on one side
        (with_rows(HEEL, CALF, ARCH), with_rows(but(HEEL, dose="3 x 8"), CALF),
         with_rows(but(HEEL, dose="3 x 8"), CALF, ARCH)),
        (with_rows(ARCH, HEEL, CALF), with_rows(but(HEEL, dose="3 x 8"), CALF),
         with_rows(ARCH, but(HEEL, dose="3 x 8"), CALF)),
        (with_rows(CALF), with_rows(HEEL, but(CALF, note="")), with_rows(but(CALF, note=""))),
        (with_rows(HEEL, CALF, ARCH), with_rows(HEEL), with_rows(HEEL, ARCH)),
        (with_rows(HEEL, CALF, ARCH), with_rows(HEEL, CALF, ARCH), with_rows(HEEL, CALF, ARCH)),
        (with_rows(), with_rows(), with_rows()),
        (with_rows(HEEL), with_rows(CALF), with_rows()),
        (with_rows(CALF, HEEL), sam(weeks=6), ({**SAM, "weeks": 6}, (CALF, HEEL))),
    ],
)  # fmt: skip
def test_what_one_has_changed_is_in_both(theirs: Plan, mine: Plan, both: Plan) -> None:
    merged = merge(plan(BASE), plan(theirs), posted(mine))
    assert merged
    assert merged.clashes == ()
    assert said(merged.written) == said(fields(both))
    numbers = [row.was for row in merged.written.rows if row.was]
    theirs_rows = [row.exercise for row in fields(theirs).rows]
    assert [theirs_rows[number - 1] for number in numbers] == [
        row.exercise for row in merged.written.rows if row.was
    ]


def posted(mine: Plan, base: Plan = BASE) -> Written:
    """The fields of a change of the plan: each exercise with the number that it had."""
    codes = [str(row["exercise"]) for row in base[1]]
    own = [str(row["exercise"]) for row in mine[1]]
    return fields(mine, tuple(codes.index(code) + 1 if code in codes else 0 for code in own))


def said(written: Written) -> object:
    """What the fields hold, whatever the numbers."""
    rows = [(row.exercise, row.side, row.dose, row.note, dict(row.facts)) for row in written.rows]
    return dict(written.patient), written.take_care, rows


@pytest.mark.parametrize(
    ("theirs", "mine", "asked"),
    [
        (sam(weeks=9), sam(weeks=6), ["weeks"]),
        (sam(weeks=9, note="A"), sam(weeks=6, note="B"), ["weeks", "note"]),
        (sam(take_care="balance"), sam(take_care="heart"), ["take_care"]),
        (sam(email="a@b.example"), sam(consent="yes"), ["email consent"]),
        (sam(consent="no way"), sam(consent="yes"), ["email consent"]),
        (with_rows(but(HEEL, dose="3 x 8"), CALF), with_rows(but(HEEL, dose="3 x 12"), CALF),
         ["1 how"]),
        (with_rows(but(HEEL, side="right"), CALF), with_rows(but(HEEL, side="each"), CALF),
         ["1 how"]),
        # a side of the one with a dose of the other was typed by nobody
        (with_rows(but(HEEL, side="right"), CALF), with_rows(but(HEEL, dose="3 x 12"), CALF),
         ["1 how"]),
        # nor one fact of a dose with another fact
        (with_rows(but(HEEL, sets="3"), CALF), with_rows(but(HEEL, hold="5 s"), CALF), ["1 how"]),
        (with_rows(but(HEEL, preset="gentle", dose=""), CALF),
         with_rows(but(HEEL, last_week="3"), CALF), ["1 how"]),
        (with_rows(HEEL, but(CALF, dose="")), with_rows(HEEL, but(CALF, dose="1 x 5 s")),
         ["2 how"]),
        (with_rows(HEEL, but(CALF, note="A", dose="1 x 5 s")),
         with_rows(HEEL, but(CALF, note="B")), ["2 note"]),
        (with_rows(ARCH, but(HEEL, dose="3 x 8"), CALF),
         with_rows(but(HEEL, dose="3 x 12"), CALF), ["2 how"]),
    ],
)  # fmt: skip
def test_what_both_have_changed_is_asked(theirs: Plan, mine: Plan, asked: list[str]) -> None:
    merged = merge(plan(BASE), plan(theirs), posted(mine))
    assert merged
    names = [
        f"{clash.at or ''} {'how' if len(clash.keys) > 2 else ' '.join(clash.keys)}".strip()
        for clash in merged.clashes
    ]
    assert names == asked


@pytest.mark.parametrize(
    ("base", "theirs", "mine"),
    [
        pytest.param(BASE, with_rows(CALF, HEEL), with_rows(but(HEEL, note="A"), CALF), id="moved"),
        pytest.param(BASE, with_rows(but(HEEL, note="A"), CALF), with_rows(CALF, HEEL), id="mine"),
        pytest.param(BASE, with_rows(CALF), with_rows(but(HEEL, dose="3 x 8"), CALF), id="out"),
        pytest.param(BASE, with_rows(but(HEEL, dose="3 x 8"), CALF), with_rows(CALF), id="in"),
        pytest.param(BASE, with_rows({**ARCH, "side": "left"}, CALF),
                     with_rows(but(HEEL, dose="3 x 8"), CALF), id="another exercise"),
        pytest.param(BASE, with_rows(HEEL, CALF, ARCH),
                     with_rows(HEEL, CALF, {**ARCH, "reps": "12"}), id="both added it"),
        pytest.param(BASE, sam(first_name="Noa"), sam(weeks=6), id="another person"),
        pytest.param(BASE, sam(born="1960-01-02"), sam(weeks=6), id="another birth date"),
        pytest.param(BASE, sam(weeks=6), sam(last_name="Simple"), id="another person here"),
        pytest.param(BASE, sam(programme="Heel pain"), with_rows(HEEL), id="programme"),
        pytest.param(BASE, sam(side="right"), with_rows(HEEL), id="the whole plan's side"),
        pytest.param(BASE, with_rows(HEEL), sam(programme="Heel pain"), id="programme here"),
        pytest.param(with_rows(HEEL, RIGHT), with_rows(RIGHT, HEEL),
                     with_rows({**HEEL, "dose": "3 x 12"}, RIGHT), id="feet changed over"),
        pytest.param(with_rows(HEEL, RIGHT), with_rows(HEEL, {**RIGHT, "dose": "1 x 5"}),
                     with_rows({**HEEL, "dose": "3 x 12"}, RIGHT), id="a foot each"),
        pytest.param(with_rows({**HEEL, "side": "each"}), with_rows(HEEL, RIGHT),
                     with_rows({**HEEL, "side": "each", "dose": "3 x 12"}), id="one foot each"),
    ],
)  # fmt: skip
def test_where_it_is_in_doubt_nothing_is_merged(base: Plan, theirs: Plan, mine: Plan) -> None:
    own = fields(mine) if len(base[1]) == len(mine[1]) == 2 and base != BASE else posted(mine, base)
    assert merge(plan(base), plan(theirs), own) is None


@pytest.mark.parametrize(
    ("theirs", "took"),
    [
        (sam(weeks=9), [("", "weeks", 0)]),
        (sam(password="secret"), [("", "password", 0)]),
        (with_rows(but(HEEL, side="right"), CALF), [("heel-raise", "side", 1)]),
        (with_rows(HEEL, CALF, ARCH), [("short-foot", "", 3)]),
        (with_rows(CALF), [("heel-raise", "", 0)]),
        (with_rows(HEEL, RIGHT, CALF), [("heel-raise", "", 1)]),
        (sam(note="Well done. "), []),
    ],
)
def test_what_comes_from_excel_is_told(theirs: Plan, took: list[tuple[str, str, int]]) -> None:
    merged = merge(plan(BASE), plan(theirs), fields(sam(condition="heel pain")))
    assert merged
    assert [(one.exercise, " ".join(one.keys), one.at) for one in merged.took] == took


@pytest.mark.parametrize(("mine", "dose", "note"), [("is mine", "3 x 12", "B"), ("", "3 x 8", "A")])
def test_each_question_is_answered_by_itself(mine: str, dose: str, note: str) -> None:
    """What was answered is asked no more, and the other stays asked."""
    base, theirs = plan(BASE), plan(with_rows(ARCH, but(HEEL, dose="3 x 8", note="A"), CALF))
    merged = merge(base, theirs, posted(with_rows(but(HEEL, dose="3 x 12", note="B"), CALF)))
    assert merged
    assert [clash.keys[0] for clash in merged.clashes] == ["side", "note"]
    asked, written = behind(base, theirs, merged.clashes), merged.written
    for left in (1, 0):
        again = merge(asked, theirs, written)
        assert again
        assert len(again.clashes) == left + 1
        asked, written = decided(
            asked, theirs, written, clash=again.clashes[0], is_mine=bool(mine)
        )
        assert said(written)[2][0] == said(theirs.written)[2][0]  # type: ignore[index]
    final = merge(asked, theirs, written)
    assert final
    assert (final.clashes, final.took) == ((), ())
    assert (final.written.rows[1].dose, final.written.rows[1].note) == (dose, note)
    assert final.written.rows[1].side == "left"
