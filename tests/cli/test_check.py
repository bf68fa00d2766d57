"""`clinicplan check`: what it says of a workbook, and the copy that it marks."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook

from clinicplan import readback
from clinicplan.cli import desk
from clinicplan.plan import Prescription
from tests.cli.runs import IDS, Run


def test_new_then_check(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "Klinik Ü.xlsx"
    assert run("new", path).exit_code == 0
    found = run("check", path)
    assert found.exit_code == 1  # no data rows is never success
    assert "[no-plans]" in found.output


def test_check_of_one_plan(run: Run, mistaken: Path) -> None:
    """Its doses and findings, and no other plan's; HS-0417 has the mistake."""
    good = run("check", mistaken, "--only", "HS-0431")
    assert (good.exit_code, "HS-0417" in good.stdout) == (0, False)
    assert good.stdout.startswith("HS-0431: ")
    assert "1 plan" in good.stdout
    bad = run("check", mistaken, "--only", "HS-0417", "--only", "HS-0431", "--json")
    said = json.loads(bad.stdout)
    assert bad.exit_code == 1
    assert {item["plan"] for item in said["findings"]} <= {"HS-0417", "HS-0431", ""}
    assert "unknown-exercise" in {item["code"] for item in said["findings"]}
    assert (said["rows"], said["refused"]) == (2, 1)
    assert [item["plan"] for item in said["plans"]] == ["HS-0431"]


@pytest.mark.parametrize(("setting", "coloured"), [("", True), ("1", False)])
def test_no_colour_where_none_is_wanted(
    mistaken: Path, press_with: object, setting: str, coloured: bool
) -> None:
    found = CliRunner(env={"NO_COLOR": setting}).invoke(desk, ["check", str(mistaken)], color=True)
    assert ("\x1b[" in found.stdout) is coloured


def test_check_says_the_doses_as_the_patient_reads_them(run: Run, filled: Path) -> None:
    found = run("check", filled)
    assert found.exit_code == 0
    assert "HS-0417: 6 exercises" in found.output
    assert "Twice a day: 3 times with your left foot." in found.output
    assert f"{IDS} plans" in found.output.splitlines()[-1]
    told = json.loads(run("check", filled, "--json").stdout)
    assert (told["rows"], told["refused"]) == (IDS, 0)
    plan = next(plan for plan in told["plans"] if plan["plan"] == "HS-0417")
    assert plan["exercises"][0]["code"] == "towel-stretch"
    assert plan["exercises"][0]["words"] in found.output
    assert plan["goals"] == ["Walk to the harbour.", "Stand for a whole shift."]
    assert found.output.count("Walk to the harbour.") == 1


def test_check_says_who_gave_each_fact(run: Run, filled: Path) -> None:
    told = json.loads(run("check", filled, "--json").stdout)
    plans = {plan["plan"]: plan["exercises"] for plan in told["plans"]}
    raised = plans["HS-0432"][0]
    assert raised["words"].startswith("Every other day (programme): 10 times")
    assert raised["facts"]["reps"] == {"value": "10", "origin": "typed"}
    assert raised["facts"]["days"] == {"value": "every other day", "origin": "programme"}
    assert {item["row"] for item in plans["HS-0431"]} == {0}
    assert told["own_exercises"]["arch-lift"][0] == "Arch lift (arch-lift) is printed so:"


def test_a_plan_that_nothing_can_be_said_of_costs_no_other(
    run: Run, filled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever our own words lack: one plan is an error, the check goes on."""
    whole = readback.read_back

    def stumbling(item: Prescription, *rest: Any) -> readback.Line:
        if item.exercise == "towel-stretch":
            raise KeyError("Sam Sample")
        return whole(item, *rest)

    monkeypatch.setattr("clinicplan.tasks.check.read_back", stumbling)
    found = run("check", filled)
    assert found.exit_code == 1
    assert "handout-crashed" in found.output
    assert "HS-0417: 6 exercises" not in found.output
    assert "Sam Sample" not in found.output
    assert "exercises\n" in found.output  # of the other plans
    told = json.loads(run("check", filled, "--json").stdout)
    assert 0 < len(told["plans"]) == IDS - told["refused"]


def test_check_writes_a_marked_copy_beside_the_workbook(run: Run, mistaken: Path) -> None:
    before = mistaken.read_bytes()
    found = run("check", mistaken, "--write")
    assert found.exit_code == 1
    assert "Exercises!C3" in found.output
    assert (mistaken.parent / "mistaken - checked.xlsx").exists()
    assert mistaken.read_bytes() == before


def test_check_says_which_films_are_given(run: Run, filled: Path) -> None:
    book = load_workbook(filled)
    film, page = "https://youtu.be/dQw4w9WgXcQ", "https://example.org/heel"
    for title, address in (("Patients", page), ("Exercises", film)):
        headings = {cell.value: cell.column for cell in book[title][1]}
        row = next(row for row in range(2, 99) if book[title].cell(row, 1).value == "HS-0417")
        book[title].cell(row, headings["Link"], address)
    given = filled.with_name("with-films.xlsx")
    book.save(given)
    found = run("check", given)
    assert "Link on the card of" in found.output
    assert (found.output.count(film), found.output.count(page)) == (1, 1)
    told = json.loads(run("check", given, "--json").stdout)
    plan = next(plan for plan in told["plans"] if plan["plan"] == "HS-0417")
    assert plan["link"] == page
    assert [item["link"] for item in plan["exercises"] if item["link"]] == [film]
