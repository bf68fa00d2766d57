"""What was lost since the last paper, what was only changed, and what waits for an answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from clinicplan.dose import Days, Rhythm
from clinicplan.findings import Finding
from clinicplan.origins import Origin
from clinicplan.tasks.batch import Terms
from clinicplan.tasks.build import build
from clinicplan.tasks.changed import compared
from clinicplan.tasks.manifest import State, read_manifest
from clinicplan.tasks.numbers import numbered
from clinicplan.tasks.papers import Paper, note, printed, read_papers, take_back
from clinicplan.tasks.questions import agree, ask_again
from clinicplan.tasks.ready import Ready, make_ready
from clinicplan.tasks.said import Fact, Said, SaidExercise, digest_of, read_said, said_of
from tests.tasks.samples import PLAN, TODAY, ready_in

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
PAPER = Paper(1, NOW.isoformat(), "x")
FACTS = {name: Fact(name, name) for name in ("first_name", "last_name", "born")}
GROWS = "30 s, every other day, from week 3: 60 s"
TWICE = {"sets": "3", "reps": "10", "times": "2"}


def exercise(
    side: str = "right",
    typed: dict[str, str] | None = None,
    *,
    given: str = Origin.TYPED,
    preset: bool = False,
    later: bool = False,
    code: str = "heel",
) -> SaidExercise:
    """An exercise whose dose says what is typed; what is not typed is as it usually is."""
    typed = TWICE if typed is None else typed
    amounts = {"sets": "1", "reps": "5", "times": "1"} | typed
    dose = Fact(str(amounts) + str(later), str(amounts) + str(later))
    beside = dict.fromkeys(("note", "link", "position"), Fact("", ""))
    said = Fact(side, side)
    return SaidExercise(code, code, said, given, dose, typed, amounts, "", preset, later, beside)


RIGHT, LEFT = exercise(), exercise("left")
EACH = exercise("each", given=Origin.DEFAULT)
LESS = {"sets": "3", "reps": "10"}


IN_WORDS = replace(
    exercise(typed={"reps": "2-3 minutes x2 daily or until tired"}),
    amounts={"days": digest_of(Days(Rhythm.AS_WRITTEN))},
)
"""A dose in words of its own, which say how often."""


@pytest.mark.parametrize(
    ("then", "now", "lost"),
    [
        ([RIGHT], [RIGHT], []),
        ([RIGHT], [EACH], [("side", 0)]),
        ([RIGHT], [replace(EACH, given=Origin.TYPED)], []),
        ([RIGHT], [LEFT], []),
        ([RIGHT], [exercise("left", given=Origin.PATIENT)], [("side", 0)]),
        ([exercise(given=Origin.PATIENT)], [EACH], [("side", 0)]),
        ([EACH], [RIGHT], []),
        ([EACH], [EACH], []),
        ([RIGHT], [], []),
        ([], [EACH], []),
        ([RIGHT], [exercise("each", given=Origin.DEFAULT, code="other")], []),
        ([RIGHT, LEFT], [EACH, LEFT], [("side", 0)]),  # each beside its own
        ([RIGHT, LEFT], [EACH, RIGHT], [("side", 0)]),
        ([LEFT, RIGHT], [EACH, RIGHT], [("side", 0)]),
        ([RIGHT], [exercise(typed={})], [("dose", 0)]),
        ([exercise(typed={}, preset=True)], [exercise(typed={})], []),  # it reads the same
        ([exercise(typed={})], [exercise(typed={})], []),
        ([exercise(typed={})], [RIGHT], []),
        ([RIGHT], [exercise(typed=LESS)], [("dose", 0)]),  # how often
        ([RIGHT], [exercise(typed={"sets": "2", "reps": "9"})], [("dose", 0)]),
        ([RIGHT], [exercise(typed={"sets": "2", "reps": "9", "days": "daily"})], []),
        ([RIGHT], [exercise(typed={"reps": "10", "times": "2"})], [("dose", 0)]),
        ([RIGHT], [exercise(typed={"reps": "12", "times": "2"})], []),  # it was typed anew
        ([RIGHT], [exercise(typed={}, preset=True)], []),
        ([exercise(later=True)], [RIGHT], [("dose", 0)]),
        ([exercise(later=True)], [exercise(typed={"reps": "12", "times": "2"})], []),
        ([exercise(later=True)], [exercise(typed={"reps": "12"}, later=True)], [("dose", 0)]),
        ([exercise(later=True)], [exercise(typed={"sets": "2", "times": "2"}, later=True)], []),
        ([RIGHT], [IN_WORDS], []),  # a change: its words say how often
        ([exercise(later=True)], [IN_WORDS], []),
        ([exercise(typed={}, later=True)], [exercise(typed={})], []),  # a programme's
        ([RIGHT], [exercise("each", {}, given=Origin.DEFAULT)], [("side", 0), ("dose", 0)]),
    ],
)
def test_what_was_typed_and_is_typed_no_more_is_lost(
    then: list[SaidExercise], now: list[SaidExercise], lost: list[tuple[str, int]], ready: Ready
) -> None:
    was, is_ = (Said(PLAN, FACTS, tuple(each)) for each in (then, now))
    found = compared(was, is_, paper=PAPER, words=ready.catalogue)
    assert [(item.kind, item.at) for item in found.lost] == lost


@pytest.mark.parametrize(
    ("first", "last", "born", "is_same"),
    [
        ("Sam", "Sample", "1961", True),
        ("Sam", "Married", "1961", True),
        ("Sam", "Sample", "1916", True),
        ("Sam", "Sample", "", True),
        ("Sam", "Samples", "", True),
        ("Sam", "Married", "", False),
        ("Max", "Other", "", False),
        ("Max", "Other", "1961", False),
        ("Sam", "Other", "1950", False),
    ],
)
def test_another_patient_is_not_compared(
    first: str, last: str, born: str, is_same: bool, ready: Ready
) -> None:
    def said(*words: str) -> Said:
        facts = {name: Fact(word, word) for name, word in zip(FACTS, words, strict=True)}
        return Said(PLAN, facts, (RIGHT if words[0] == "SAM" else EACH,))

    then, now = said("SAM", "Sample", "1961"), said(first, last, born)
    found = compared(then, now, paper=PAPER, words=ready.catalogue)
    assert bool(found.lost) is is_same
    assert any("That paper was for" in line for line in found.lines) is not is_same


def given_out(ready: Ready, spoil: Callable[[Workbook], object]) -> tuple[Ready, Path]:
    """The workbook after its plans were given out and this was done to it, and the folder."""
    folder, reading = ready.file.parent / "plans", ready.reading
    papers = [printed(plan, now=NOW, own=reading.own) for plan in reading.plans]
    said = {plan.id: said_of(plan, reading, ready.catalogue) for plan in reading.plans}
    note(folder, papers, said=said)
    book = load_workbook(ready.file)
    spoil(book)
    book.save(ready.file)
    return make_ready(ready.file, today=TODAY), folder


def without_side(book: Workbook) -> None:
    book["Exercises"]["D2"] = None


def test_only_the_plan_that_has_lost_something_waits(ready: Ready) -> None:
    later, folder = given_out(ready, without_side)
    found = numbered(later, folder)
    assert [plan.id for plan in found.waiting] == [PLAN]
    assert found.reading.plans == later.reading.plans[1:]
    assert found.reading.refused == 1
    (told,) = [item for item in found.found if item.code == "side-emptied"]
    assert (str(told.place), told.fixes) == ("Exercises!D2", ("left", "each"))
    assert told.called == ("Left foot, as before", "Each foot, as it says now")
    assert not [item for item in found.found if item.plan == PLAN and item.code == "side-not-said"]
    assert numbered(found, folder) == found  # once is enough
    run = build(later, folder, terms=Terms(TODAY))
    assert run.exit_code == 1
    states = {record.plan: record.state for record in read_manifest(folder).records}
    assert [plan for plan, state in states.items() if state is not State.MADE] == [PLAN]


def test_where_nothing_was_lost_nothing_is_asked(ready: Ready) -> None:
    later, folder = given_out(ready, lambda book: None)
    assert numbered(later, folder) == later
    note(folder, [(PLAN, Paper(9, NOW.isoformat(), ""))])  # of an older program
    assert numbered(later, folder).waiting == ()


def test_an_answer_is_kept_and_taken_back(ready: Ready) -> None:
    later, folder = given_out(ready, lambda book: book["Exercises"].__setitem__("E2", None))
    (told,) = [item for item in numbered(later, folder).found if item.code == "dose-emptied"]
    agree(folder, told)
    assert numbered(later, folder).waiting == ()
    ask_again(folder, told)
    assert [plan.id for plan in numbered(later, folder).waiting] == [PLAN]
    agree(folder, replace(told, plan="HS-0431"))  # the bystander's
    assert [plan.id for plan in numbered(later, folder).waiting] == [PLAN]
    (folder / ".clinicplan" / "agreed.json").write_text("[1")
    assert [plan.id for plan in numbered(later, folder).waiting] == [PLAN]


def both_balls(book: Workbook) -> None:
    """One exercise with one ball and with the other, with one dose that grows."""
    for row, tool in ((6, "tennis ball"), (7, "massage ball")):
        for at, text in ((3, "Foot roll"), (4, "each"), (5, GROWS), (9, tool)):
            book["Exercises"].cell(row, at).value = text


def emptied(*cells: str) -> Callable[[Workbook], object]:
    def spoil(book: Workbook) -> None:
        for cell in cells:
            book["Exercises"][cell] = None

    return spoil


def lost_doses(ready: Ready, folder: Path) -> list[Finding]:
    return [item for item in numbered(ready, folder).found if item.code == "dose-emptied"]


def test_who_agrees_to_one_of_two_has_not_agreed_to_the_other(tmp_path: Path) -> None:
    later, folder = given_out(ready_in(tmp_path, both_balls), emptied("E6", "E7"))
    one, other = lost_doses(later, folder)
    assert one.message.startswith("Foot roll, each foot, on a chair, tennis ball: ")
    agree(folder, one)
    assert lost_doses(later, folder) == [other]


def test_an_exercise_is_not_taken_for_its_twin(tmp_path: Path) -> None:
    later, folder = given_out(ready_in(tmp_path, both_balls), emptied("E7"))
    (told,) = lost_doses(later, folder)
    assert told.fixes == ("30 s, every other day; from week 3: 60 s",)  # its own, not the twin's


def test_a_name_in_a_dose_is_not_repeated(tmp_path: Path) -> None:
    ready = ready_in(tmp_path, lambda book: book["Exercises"].__setitem__("O2", "Sam's band"))
    later, folder = given_out(ready, lambda book: book["Exercises"].__setitem__("O2", None))
    (told,) = [item for item in numbered(later, folder).found if item.code == "dose-emptied"]
    assert "Sam" not in repr(told)
    assert "says “…”" in told.message


def test_a_record_lies_as_long_as_its_paper(ready: Ready) -> None:
    _, folder = given_out(ready, lambda book: None)
    paper = read_papers(folder)[PLAN][0]
    plan = ready.reading.plans[0]
    assert read_said(folder, paper.says) == said_of(plan, ready.reading, ready.catalogue)
    half = folder / ".clinicplan" / "said" / f".{paper.says}.json.x.part"
    half.write_bytes(b"{")  # of a run that was killed
    take_back(folder, [PLAN], time=paper.time)
    assert read_said(folder, paper.says) is None
    assert not half.exists()
    assert len(list(half.parent.iterdir())) == len(ready.reading.plans) - 1


def test_a_record_that_is_held_open_stays_and_stops_nobody(
    ready: Ready, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, folder = given_out(ready, lambda book: None)
    paper = read_papers(folder)[PLAN][0]

    def refused(path: Path, missing_ok: bool = False) -> None:
        raise PermissionError(path)

    with monkeypatch.context() as windows:
        windows.setattr(Path, "unlink", refused)
        windows.setattr("clinicplan.tasks.notes.write_whole", Path.write_bytes)
        take_back(folder, [PLAN], time=paper.time)
    assert PLAN not in read_papers(folder)
    assert read_said(folder, paper.says) is not None
    take_back(folder, [PLAN], time=paper.time)
    assert read_said(folder, paper.says) is None
