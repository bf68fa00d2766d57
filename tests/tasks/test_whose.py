"""Whose the exercises of an ID are is known from one reading to the next, or asked."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook

from clinicplan.cli import desk
from clinicplan.findings import Finding
from clinicplan.tasks.batch import Terms
from clinicplan.tasks.build import build
from clinicplan.tasks.manifest import State
from clinicplan.tasks.numbers import numbered
from clinicplan.tasks.questions import NOBODYS, agree, ask_again
from clinicplan.tasks.ready import make_ready
from clinicplan.tasks.whose import NAME
from tests.tasks.samples import TODAY, ready_in

SAM, TESS = "HS-0417", "HS-0431"
"""In rows 2 and 3; Sam has rows of Exercises, and Tess a programme in her own row."""


@dataclass(frozen=True)
class Clinic:
    """A workbook that is typed into, and read after each save."""

    file: Path

    @property
    def out(self) -> Path:
        return self.file.parent / "plans"

    def typed(self, **cells: object) -> None:
        book = load_workbook(self.file)
        for at, value in cells.items():
            sheet, _, cell = at.rpartition("_")
            book[sheet or "Patients"][cell] = value
        book.save(self.file)

    def asked(self) -> Mapping[str, Finding]:
        found = numbered(make_ready(self.file, today=TODAY), self.out).found
        return {item.plan: item for item in found if item.code == NOBODYS}

    def made(self, plan: str) -> bool:
        ready = make_ready(self.file, today=TODAY)
        run = build(ready, self.out, terms=Terms(TODAY))
        return run.built.manifest.by_plan()[plan].state in (State.MADE, State.UNCHANGED)


@pytest.fixture
def clinic(tmp_path: Path) -> Clinic:
    found = Clinic(ready_in(tmp_path).file)
    assert found.made(SAM)
    return found


def test_who_keeps_an_id_that_two_rows_had_is_asked(clinic: Clinic) -> None:
    clinic.typed(A3=SAM)
    assert not clinic.asked()  # the mistake itself is told
    clinic.typed(A2="HS-0999")
    assert set(clinic.asked()) == {SAM}
    assert not clinic.made(SAM)
    agree(clinic.out, clinic.asked()[SAM])
    assert not clinic.asked()
    assert clinic.made(SAM)


def test_who_had_it_before_keeps_it_unasked_while_the_exercises_are_the_same(
    clinic: Clinic,
) -> None:
    clinic.typed(A3=SAM)
    clinic.asked()
    clinic.typed(A3="HS-0999")
    assert not clinic.asked()
    clinic.typed(A3=SAM)
    clinic.asked()
    clinic.typed(A3="HS-0999", Exercises_E2="2 x 7, every day")
    assert set(clinic.asked()) == {SAM}


def test_two_rows_that_were_never_seen_apart_are_asked_about(tmp_path: Path) -> None:
    """Also where nothing was made there before."""
    clinic = Clinic(ready_in(tmp_path, lambda book: book["Patients"].__setitem__("A3", SAM)).file)
    assert not clinic.out.exists()
    clinic.asked()
    clinic.typed(A3="HS-0999")
    assert set(clinic.asked()) == {SAM}


def test_a_row_that_was_typed_over_is_asked_about_before_its_mistake_is_mended(
    clinic: Clinic,
) -> None:
    clinic.typed(B2="Pat", C2="Pattern", D2="1950-01-02", Exercises_C2="Towl stretch")
    found = numbered(make_ready(clinic.file, today=TODAY), clinic.out).found
    codes = [item.code for item in found if item.plan == SAM and item.severity == "error"]
    assert codes == [NOBODYS, "unknown-exercise-near"]
    agree(clinic.out, clinic.asked()[SAM])
    assert not clinic.asked()
    clinic.typed(Exercises_C2="Towel stretch")
    assert not clinic.asked()


def test_a_row_that_is_there_twice_is_one_patient(clinic: Clinic) -> None:
    sam = {"A3": SAM, "B3": "Sam", "C3": "Sample", "D3": None}
    clinic.typed(**sam)
    clinic.asked()
    clinic.typed(A3="HS-0999")
    assert not clinic.asked()


@pytest.mark.parametrize(
    ("cells", "plans"),
    [
        ({"A2": TESS, "A3": SAM}, {SAM}),  # swapped: Tess's are those of her programme
        ({"B2": "Pat", "C2": "Pattern", "D2": "1950-01-02"}, {SAM}),  # typed over
        ({"B2": "Samuel"}, set()),
        ({"C2": "Married"}, set()),
        ({"C2": "Married", "D2": None}, {SAM}),  # a namesake, or a relative
        ({"C2": "Sampel", "D2": None}, set()),
        ({"B3": "Pat", "C3": "Pattern", "D3": None}, {TESS}),  # the programme is Tess's still
        ({"B3": "Pat", "C3": "Pattern", "D3": None, "L3": "Five exercises, every day"}, set()),
        ({"B2": "Tess", "C2": "Testwell", "D2": "1954-07-02",
          "B3": "Sam", "C3": "Sample", "D3": "1961-03-14"}, {SAM, TESS}),  # names alone, sorted
    ],
)
def test_another_patient_at_an_id_is_asked_about_before_anything_was_given_out(
    cells: dict[str, object], plans: set[str], clinic: Clinic
) -> None:
    clinic.typed(**cells)
    assert set(clinic.asked()) == plans


def test_an_answer_counts_for_that_patient_and_that_time(clinic: Clinic) -> None:
    was = {"B2": "Sam", "C2": "Sample", "D2": None}
    other = {"B2": "Pat", "C2": "Pattern", "D2": None}
    clinic.typed(**other)
    agree(clinic.out, clinic.asked()[SAM])
    clinic.typed(B2="Nora", C2="Nobody")
    assert set(clinic.asked()) == {SAM}  # said of somebody else
    clinic.typed(**other)
    agree(clinic.out, clinic.asked()[SAM])
    assert not clinic.asked()
    clinic.typed(**was)
    assert set(clinic.asked()) == {SAM}
    agree(clinic.out, clinic.asked()[SAM])
    assert not clinic.asked()
    clinic.typed(**other)
    assert set(clinic.asked()) == {SAM}  # the answer of then is used up


def test_an_answer_that_was_taken_back_is_asked_for_again(clinic: Clinic) -> None:
    clinic.typed(B2="Pat", C2="Pattern", D2=None)
    item = clinic.asked()[SAM]
    agree(clinic.out, item)
    assert not clinic.asked()
    ask_again(clinic.out, item)
    assert set(clinic.asked()) == {SAM}


def test_no_name_is_kept(clinic: Clinic) -> None:
    clinic.typed(A3=SAM)
    clinic.asked()
    kept = (clinic.out / ".clinicplan" / NAME).read_text()
    assert json.loads(kept)[SAM.lower()]["plan"] == SAM
    assert not any(name.lower() in kept.lower() for name in ("Sam ", "Sample", "Tess", "1961"))


def test_the_command_line_takes_the_answer(
    clinic: Clinic, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its message names the option, and nobody."""
    monkeypatch.setattr("clinicplan.cli.room.today", lambda: TODAY)
    clinic.typed(B2="Pat", C2="Pattern", D2="1950-01-02")
    run = CliRunner().invoke(desk, ["build", str(clinic.file)])
    assert f"--exercises-are-right {SAM}." in " ".join(run.output.split())
    assert "Pattern" not in run.output
    assert run.exit_code == 1
    CliRunner().invoke(desk, ["build", str(clinic.file), "--exercises-are-right", TESS])
    assert set(clinic.asked()) == {SAM}
    run = CliRunner().invoke(desk, ["build", str(clinic.file), "--exercises-are-right", SAM])
    assert f"{SAM}, " not in run.output
    assert not clinic.asked()
    assert clinic.made(SAM)
    unknown = CliRunner().invoke(desk, ["build", str(clinic.file), "--exercises-are-right", "X-1"])
    assert unknown.exit_code == 2
