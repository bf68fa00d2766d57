"""What was given out of a plan: what it said, and the number that the plan has then."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from clinicplan.catalogue.read import read_catalogue, templates_folder
from clinicplan.dose import Dose, exactly
from clinicplan.mail.entry import Entry, State
from clinicplan.plan import Patient, Plan, Practitioner, Prescription, Side
from clinicplan.tasks.papers import (
    Paper,
    Way,
    given_out,
    in_letter,
    note,
    number_of,
    printed,
    read_papers,
    take_back,
    words_of,
)

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
PLAN = Plan(
    "P-1",
    Patient("Pat", "Example"),
    Practitioner("P", "A Person"),
    date(2026, 11, 23),
    (Prescription("heel-raise", "standing", Side.RIGHT, Dose(reps=exactly(10))),),
    version=2,
)
OTHER = replace(
    PLAN, prescriptions=(replace(PLAN.prescriptions[0], side=Side.EACH),)
)  # the right leg became each
SAYS = words_of(PLAN)


def paper(version: int, says: str = SAYS, minute: int = 0) -> Paper:
    return Paper(version, NOW.replace(minute=minute).isoformat(), says)


@pytest.mark.parametrize(
    ("plan", "is_same"),
    [
        (PLAN, True),
        (replace(PLAN, version=7), True),
        (replace(PLAN, password="apple"), True),
        (replace(PLAN, edition="large-print"), True),
        (replace(PLAN, patient=replace(PLAN.patient, email="p@example.org", consent=True)), True),
        (replace(PLAN, patient=replace(PLAN.patient, last_name="Examples")), False),
        (replace(PLAN, id="P-2"), False),
        (replace(PLAN, note="Slowly."), False),
        (OTHER, False),
    ],
)
def test_two_plans_say_the_same_where_a_patient_reads_the_same(plan: Plan, is_same: bool) -> None:
    assert (words_of(plan) == SAYS) is is_same


def test_the_digest_is_the_same_in_a_later_program() -> None:
    """Whoever changes this has every plan that was given out count as changed."""
    assert SAYS[:16] == "54a9591f45a35cdd"


def test_a_clinics_own_exercise_is_part_of_what_its_plans_say() -> None:
    own = read_catalogue(templates_folder()).exercises["ankle-circles"]
    mine, other = replace(own, code="mine"), replace(own, code="another")
    plan = replace(PLAN, prescriptions=(replace(PLAN.prescriptions[0], exercise="mine"),))
    assert words_of(plan, [mine]) == words_of(plan, [mine, other])
    assert words_of(plan, [mine]) != words_of(plan, [replace(mine, name="Mine, another way")])


@pytest.mark.parametrize(
    ("typed", "papers", "number"),
    [
        (2, [], 2),
        (2, [paper(2)], 2),
        (2, [paper(1, "x")], 2),
        (2, [paper(2, "x")], 3),  # it was changed, and is called what it was called
        (2, [paper(2), paper(3, "x")], 4),  # an older copy of the workbook
        (2, [paper(2, "x"), paper(3)], 3),  # printed as 3, while the workbook could not be written
        (1, [paper(4)], 4),
        (2, [paper(2, "")], 2),  # noted by an older program: nobody knows
        (2, [paper(2), paper(2, "x")], 3),  # two texts of one number, from before
        (9, [paper(4, "x")], 9),
    ],
)
def test_no_number_has_two_texts(typed: int, papers: list[Paper], number: int) -> None:
    assert number_of(replace(PLAN, version=typed), papers, says=SAYS) == number


def letter(state: State, seal: str = "seal", *, gone: bool = False) -> Entry:
    return Entry("P-1", 2, state, seal, "", "", 0, 1, NOW.isoformat(), gone)


@pytest.mark.parametrize(
    ("letters", "said"),
    [
        ([letter(State.SENT)], [SAYS]),
        ([letter(State.IN_DOUBT)], [SAYS]),
        ([letter(State.SENT, "another")], [""]),
        ([letter(State.READY)], []),
        ([letter(State.REFUSED)], []),
        ([letter(State.RETURNED, gone=True)], []),
        ([], []),
    ],
)
def test_a_letter_counts_once_it_has_left(
    letters: list[Entry], said: list[str], tmp_path: Path
) -> None:
    note(tmp_path, [in_letter(PLAN, now=NOW, sha256="a", seal="seal")])
    papers = given_out(tmp_path, letters).get("P-1", ())
    assert [item.says for item in papers] == said


def test_what_did_not_come_out_is_taken_back(tmp_path: Path) -> None:
    later = NOW.replace(hour=13)
    note(tmp_path, [printed(PLAN, now=NOW, sha256="a"), printed(replace(PLAN, id="P-2"), now=NOW)])
    note(tmp_path, [printed(PLAN, now=later, sha256="a")])
    note(tmp_path, [in_letter(PLAN, now=later, sha256="a", seal="seal")])
    take_back(tmp_path, ["P-1"], time=later.isoformat())
    left = read_papers(tmp_path)
    assert [(item.time, item.way) for item in left["P-1"]] == [
        (NOW.isoformat(), Way.PRINTED), (later.isoformat(), Way.LETTER)
    ]  # fmt: skip
    take_back(tmp_path, ["P-1", "P-9"], time=NOW.isoformat())
    assert [item.way for item in read_papers(tmp_path)["P-1"]] == [Way.LETTER]
    assert len(read_papers(tmp_path)["P-2"]) == 1  # the bystander


@pytest.mark.parametrize("typed", ["p-1", "P-1"])
def test_an_id_that_was_typed_anew_has_the_papers_that_it_had(tmp_path: Path, typed: str) -> None:
    """Whatever was noted under either: no number of the plan has two texts."""
    anew, later = replace(PLAN, id=typed, version=3), NOW.replace(hour=13)
    note(tmp_path, [printed(PLAN, now=NOW), printed(replace(PLAN, id="P-11"), now=NOW)])
    note(tmp_path, [printed(anew, now=later)])
    note(tmp_path, [in_letter(PLAN, now=NOW, sha256="a", seal="seal")])
    papers = given_out(tmp_path, [replace(letter(State.SENT), plan="p-1")])
    for each in ("P-1", "p-1"):
        assert [item.version for item in papers[each]] == [2, 2, 3]
        assert [item.way for item in papers[each]].count(Way.LETTER) == 1
        assert number_of(replace(PLAN, id=each), papers[each], says="x") == 4
    assert len(papers["P-11"]) == 1  # the bystander
    take_back(tmp_path, ["p-1"], time=later.isoformat())
    assert [item.version for item in given_out(tmp_path, [])["P-1"]] == [2]


def test_papers_that_were_noted_twice_before_are_one_plans(tmp_path: Path) -> None:
    (tmp_path / ".clinicplan").mkdir()
    file = tmp_path / ".clinicplan" / "printed.json"
    one = f'[{{"version": 2, "time": "{NOW.isoformat()}"}}]'
    file.write_text(f'{{"P-1": {one}, "p-1": {one.replace("2,", "5,", 1)}}}')
    papers = given_out(tmp_path, [])
    assert (len(papers), list(papers)) == (1, ["p-1"])
    assert [item.version for item in papers["P-1"]] == [2, 5]


@pytest.mark.parametrize("time", ["", "yesterday", "2026-11-21T12:00:00"])
def test_a_time_that_is_none_says_nothing(tmp_path: Path, time: str) -> None:
    (tmp_path / ".clinicplan").mkdir()
    file = tmp_path / ".clinicplan" / "printed.json"
    file.write_text(f'{{"P-1": [{{"version": 2, "time": "{time}"}}]}}')
    assert read_papers(tmp_path) == {}
