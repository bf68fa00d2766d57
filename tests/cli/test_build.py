"""`clinicplan build`: the folder that it leaves, and the plans that it could not make."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook

from clinicplan.files import sole_use
from clinicplan.tasks.manifest import State, read_manifest
from tests.cli.runs import IDS, PagePress, Run, Stumbling
from tests.fake_press import FakePress


def test_build_for_the_printer(
    run: Run, filled: Path, tmp_path: Path, press_with: Callable[[FakePress], None]
) -> None:
    press_with(PagePress())
    result = run("build", filled, "--out", tmp_path / "out", "--print", tmp_path / "all.pdf")
    assert "8 handouts, to be printed on both sides, are in" in result.output
    assert (tmp_path / "all.pdf").read_bytes().startswith(b"%PDF")
    said = (tmp_path / "all.txt").read_text("utf-8").splitlines()
    assert said[1:3] == ["HS-0417: pages 1 to 2", "HS-0431: pages 3 to 4"]
    one = run("build", filled, "--out", tmp_path / "out", "--only", "HS-0432", "--print",
              tmp_path / "one.pdf")  # fmt: skip
    assert one.exit_code == result.exit_code
    said = (tmp_path / "one.txt").read_text("utf-8").splitlines()
    assert said[1:] == ["HS-0432: pages 1 to 2"]


def test_build_in_one_edition_leaves_the_usual_folder_alone(run: Run, filled: Path) -> None:
    usual = run("build", filled)
    assert usual.exit_code == 0
    before = (filled.parent / "plans" / "manifest.json").read_bytes()
    result = run("build", filled, "--edition", "Large  print")
    assert (result.exit_code, f"{IDS} made" in result.stdout) == (0, True)
    assert read_manifest(filled.parent / "plans-large-print").edition == "large-print"
    assert (filled.parent / "plans" / "manifest.json").read_bytes() == before
    mixed = run("build", filled, "--edition", "grey", "--out", filled.parent / "plans")
    assert mixed.exit_code == 2
    assert "each edition has its own" in mixed.stderr
    unknown = run("build", filled, "--edition", "braille")
    assert unknown.exit_code == 2
    assert 'no edition "braille", only: "standard", "large print"' in unknown.stderr


def test_build_twice(run: Run, filled: Path, tmp_path: Path) -> None:
    out = tmp_path / "Pläne 1"
    found = run("build", filled, "--out", out)
    assert found.exit_code == 0
    assert f"{IDS} plans: {IDS} made, 0 unchanged, 0 not made." in found.stdout
    assert len(list(out.glob("*.pdf"))) == IDS
    assert f"0 made, {IDS} unchanged" in run("build", filled, "--out", out).stdout
    again = json.loads(run("build", filled, "--out", out, "--force", "--json").stdout)
    assert again["manifest"]["counts"]["made"] == IDS


def test_a_mistake_in_one_plan_does_not_stop_the_others(
    run: Run, filled: Path, mistaken: Path, tmp_path: Path
) -> None:
    run("build", filled, "--out", tmp_path)
    found = run("build", mistaken, "--out", tmp_path)
    assert found.exit_code == 1
    assert f"0 made, {IDS - 1} unchanged, 1 not made" in found.stdout
    assert "Every plan without a mistake was made." in found.stdout
    assert "still the older handout of HS-0417" in found.stdout
    record = read_manifest(tmp_path).by_plan()["HS-0417"]
    assert record.state is State.FAILED
    assert record.findings
    assert found.stdout.splitlines()[-1] == "Not made: HS-0417."
    assert json.loads(run("build", mistaken, "--out", tmp_path, "--json").stdout)["not_made"] == [
        "HS-0417"
    ]


def test_rows_without_a_plan_id_are_counted_among_what_was_not_made(
    run: Run, mistaken: Path, tmp_path: Path
) -> None:
    book = load_workbook(mistaken)
    ids = {book["Patients"].cell(row, 1).value: row for row in range(2, 20)}
    book["Patients"].cell(ids["HS-0431"], 1).value = "Row/2"
    book.save(path := mistaken.with_name("nameless.xlsx"))
    told = run("build", path, "--out", tmp_path).stdout.splitlines()[-1]
    assert told == (
        "Not made: HS-0417 and 1 row of Patients without a plan ID that can be used."
    )
    assert set(read_manifest(tmp_path).by_plan()) == ids.keys() - {"HS-0431", "EXAMPLE", None}


def test_a_workbook_without_plans_leaves_the_folder_alone(
    run: Run, filled: Path, tmp_path: Path
) -> None:
    run("build", filled, "--out", tmp_path)
    before = (tmp_path / "manifest.json").read_bytes()
    run("new", tmp_path / "blank.xlsx")
    found = run("build", tmp_path / "blank.xlsx", "--out", tmp_path)
    assert found.exit_code == 1
    assert "No handout was made" in found.stdout
    assert (tmp_path / "manifest.json").read_bytes() == before


@pytest.mark.parametrize(
    ("failure", "code", "says"),
    [
        (ValueError, 70, "1 not made"),
        (KeyboardInterrupt, 130, "Stopped. What was made stays."),
    ],
)
def test_a_press_that_fails(
    run: Run,
    press_with: Callable[[FakePress], None],
    filled: Path,
    tmp_path: Path,
    failure: type[BaseException],
    code: int,
    says: str,
) -> None:
    press_with(Stumbling(at="HS-0431", failure=failure))
    found = run("build", filled, "--out", tmp_path)
    assert found.exit_code == code
    assert says in found.stdout
    assert "Mend the others" not in found.stdout  # the workbook is not at fault
    assert "Sam Sample" not in found.output
    counts = read_manifest(tmp_path).counts
    assert counts.made + counts.failed + counts.waiting == counts.rows == IDS
    press_with(FakePress())
    assert run("build", filled, "--out", tmp_path).exit_code == 0
    assert read_manifest(tmp_path).counts.unchanged == counts.made


def test_a_second_run_on_the_same_folder_is_refused(run: Run, filled: Path, tmp_path: Path) -> None:
    with sole_use(tmp_path):
        found = run("build", filled, "--out", tmp_path)
    assert found.exit_code == 3
    assert "Another clinicplan is writing" in found.stderr


def test_build_makes_what_lies_beside_a_handout(run: Run, filled: Path, tmp_path: Path) -> None:
    book = load_workbook(filled)
    for name in ("Towel stretch", "Towel scrunch", "Band foot press"):
        book["Exercises"].append(["HS-0437", None, name, "left", "10, every day"])
    many = filled.with_name("many.xlsx")
    book.save(many)
    both = ("--only", "HS-0417", "--only", "HS-0437", "--out", tmp_path / "plans")
    found = run("build", many, "--also", "one-sheet", *both)
    assert found.exit_code == 0
    made = sorted(path.name for path in (tmp_path / "plans").glob("*.pdf"))
    assert made == ["HS-0417 one-sheet.pdf", "HS-0417.pdf", "HS-0437.pdf"]
    assert "[one-sheet-full]" in found.output
    again = json.loads(run("build", many, *both, "--json").stdout)
    states = {item["plan"]: item["state"] for item in again["manifest"]["records"]}
    assert (states["HS-0417"], states["HS-0437"]) == ("unchanged", "unchanged")
