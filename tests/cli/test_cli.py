"""The command line: what it says, what it leaves behind and how it exits."""

from __future__ import annotations

import errno
import gc
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from openpyxl import load_workbook
from reportlab.pdfgen.canvas import Canvas

from clinicplan import __version__, readback
from clinicplan.catalogue.read import read_catalogue, templates_folder
from clinicplan.cli import desk, main, room, show
from clinicplan.files import sole_use
from clinicplan.findings import Finding, Place, Severity
from clinicplan.plan import Plan, Prescription
from clinicplan.tasks import ready
from clinicplan.tasks.manifest import State, read_manifest
from clinicplan.workbook.read import read_workbook
from clinicplan.workbook.writing.blank import write_blank
from tests.fake_press import TODAY, FakePress, Page

ROOT = Path(__file__).parents[2]
IDS = 8  # plans of the sample workbook

Run = Callable[..., Result]


@dataclass(frozen=True, slots=True)
class Stumbling(FakePress):
    """Fails as `failure` asks at the plan `at`."""

    at: str = ""
    failure: type[BaseException] = ValueError

    def print(self, plan: Plan, *, issued: date, seal: str) -> Page:
        if plan.id == self.at:
            raise self.failure("Sam Sample")
        return FakePress.print(self, plan, issued=issued, seal=seal)


class PagePress(FakePress):
    """Prints real PDF pages."""

    def print(self, plan: Plan, *, issued: date, seal: str) -> Page:
        file = BytesIO()
        canvas = Canvas(file, pagesize=(72, 144))
        for _ in range(2):
            canvas.rect(10, 10, 20, 20, fill=1)
            canvas.showPage()
        canvas.save()
        return Page(file.getvalue(), 2)


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample workbook, in a folder with a space and an umlaut."""
    folder = tmp_path_factory.mktemp("Praxis Müller")
    templates = templates_folder()
    path = folder / "clinic März.xlsx"
    write_blank(path, catalogue=read_catalogue(templates), templates=templates, sample=True)
    return path


@pytest.fixture(scope="session")
def mistaken(filled: Path) -> Path:
    """The sample with a mistake in one plan: an exercise that nobody knows."""
    book = load_workbook(filled)
    book["Exercises"]["C3"] = "cartwheel"
    path = filled.with_name("mistaken.xlsx")
    book.save(path)
    return path


@pytest.fixture
def press_with(monkeypatch: pytest.MonkeyPatch) -> Callable[[FakePress], None]:
    """Puts a press in the place of the real one."""

    def put(press: FakePress) -> None:
        monkeypatch.setattr(ready, "press_for", lambda *_, **__: press)

    put(FakePress())
    monkeypatch.setattr(room, "today", lambda: TODAY)
    return put


@pytest.fixture
def run(press_with: object) -> Run:
    """Runs a command with a fake press; the output is stdout and stderr."""

    def call(*words: object) -> Result:
        return CliRunner().invoke(desk, [str(word) for word in words], prog_name="clinicplan")

    return call


def plans_in(workbook: Path) -> tuple[Plan, ...]:
    catalogue = read_catalogue(templates_folder())
    return read_workbook(workbook, catalogue=catalogue, today=TODAY).plans


def names_in(workbook: Path) -> list[str]:
    """The patients' names in the workbook."""
    people = [plan.patient for plan in plans_in(workbook)]
    return [name for person in people for name in (person.first_name, person.last_name)]


def test_help_and_version(run: Run) -> None:
    for command in ("", "new", "check", "build", "preview", "exercises"):
        found = run(*command.split(), "--help")
        assert (found.exit_code, found.stderr) == (0, "")
        assert "Usage: clinicplan" in found.stdout
    assert run("--version").stdout == f"clinicplan {__version__}\n"


def test_python_looks_seldom_for_cycles(monkeypatch: pytest.MonkeyPatch) -> None:
    before = gc.get_threshold()
    monkeypatch.setattr("clinicplan.cli.desk", lambda prog_name: None)
    try:
        main()
        assert gc.get_threshold()[0] >= 10_000
    finally:
        gc.set_threshold(*before)


def test_help_loads_nothing_heavy() -> None:
    code = "import sys, clinicplan.cli; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=True, text=True, cwd=ROOT
    ).stdout.split()
    heavy = {
        "babel",
        "openpyxl",
        "reportlab",
        "PIL",
        "pypdfium2",
        "rich",
        "marshmallow",
        "multiprocessing",
        "importlib.resources",
        "clinicplan.plan",
        "clinicplan.tasks.batch",
    }
    assert not heavy & set(loaded)


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        ("", 2, "Usage"),
        ("bake", 2, "No such command"),
        ("build", 2, "FILE"),
        ("build {book} --out {out} --workers 0", 2, "--workers"),
        ("build {book} --out {out} --issued yesterday", 2, "--issued"),
        ("build {book} --out {out} --only HS-9999", 2, "There is no plan HS-9999"),
        ("send {book} --out {out} --only HS-9999", 2, "lists its plan IDs"),
        ("build {book} --out {out} --only HS-0417 --only HS-9999", 2, "no plan HS-9999"),
        ("build {book} --out {book}", 3, "is a file, not a folder"),
        ("build {book} --out {book}/plans", 3, "cannot be made"),
        ("build {folder}/missing.xlsx --out {out}", 3, "missing.xlsx"),
        ("check {folder}", 3, ""),
        ("check -", 2, "not what comes through a pipe"),
        ("check {text}", 3, ""),
        ("check {empty}", 3, ""),
        ("new {book}", 3, "is there already"),
        ("new -", 2, "must end in .xlsx"),
        ("new clinic", 2, "clinicplan new clinic.xlsx"),
        ("new {out}/nowhere/clinic.xlsx", 3, "cannot be written"),
        ("preview {book} HS-9999", 2, "There is no plan HS-9999"),
        ("check {book} --only HS-0471", 2, "Did you mean HS-0417?"),
        ("build {book} --out {out} --only hs-0431", 2, "Did you mean HS-0431?"),
        ("new {folder}/" + "x" * 300 + ".xlsx", 3, "name too long"),
        ("exercises tovel-stretch", 2, "Did you mean: Towel stretch?"),
        ("exercises \x1b[31m", 2, "There is no exercise"),
    ],
)
def test_what_cannot_be_done_gets_a_sentence_and_a_code(
    run: Run, filled: Path, tmp_path: Path, words: str, code: int, says: str
) -> None:
    (tmp_path / "notes.xlsx").write_text("Dear diary")
    (tmp_path / "empty.xlsx").write_bytes(b"")
    places = {
        "{book}": filled,
        "{folder}": tmp_path,
        "{out}": tmp_path / "plans",
        "{text}": tmp_path / "notes.xlsx",
        "{empty}": tmp_path / "empty.xlsx",
    }
    arguments = words.split()
    for hole, path in places.items():
        arguments = [argument.replace(hole, str(path)) for argument in arguments]
    found = run(*arguments)
    assert found.exit_code == code
    assert says in found.output
    assert found.stderr.strip()
    assert "Traceback" not in found.output
    assert "\x1b" not in found.output
    if "There is no" in found.output:
        assert "--help" not in found.output  # it would not help


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write")
def test_a_read_only_folder(run: Run, filled: Path, tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    assert run("build", filled, "--out", tmp_path).exit_code == 3


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


@pytest.mark.parametrize(
    ("fault", "says"),
    [
        (PermissionError(errno.EACCES, "Permission denied", "/plans"), "permission denied"),
        (OSError(errno.EROFS, "Read-only file system", "/plans"), "read-only"),
        (OSError(errno.ENOSPC, "No space left on device", "/plans"), "the disk is full"),
        (OSError(errno.ENAMETOOLONG, "File name too long", "/plans"), "name too long"),
    ],
)
def test_what_the_system_refuses_is_no_fault_of_ours(
    run: Run, filled: Path, monkeypatch: pytest.MonkeyPatch, fault: OSError, says: str
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise fault

    monkeypatch.setattr("clinicplan.files.open_folder", refuse)
    found = run("build", filled, "--out", "plans")
    assert found.exit_code == 3
    assert says in found.stderr
    assert "fault" not in found.stderr


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


@pytest.fixture
def typed(filled: Path) -> Callable[..., Path]:
    """Gives the sample with a text typed into a cell."""

    def type_in(sheet: str, heading: str, row_id: str, text: str) -> Path:
        book = load_workbook(filled)
        page = book[sheet]
        if sheet == "Clinic":
            cell = next(row[1] for row in page.iter_rows() if row[0].value == heading)
        else:
            heads = [cell.value for cell in page[1]]
            rows = {row[0].value: row for row in page.iter_rows(min_row=2)}
            cell = rows[row_id][next(n for n, head in enumerate(heads) if head == heading)]
        cell.value = text
        book.save(path := filled.with_name("typed.xlsx"))
        return path

    return type_in


DOORS = (("check", "{file}"), ("build", "{file}", "--out", "{out}"),
         ("preview", "{file}", "HS-0431", "--out", "{out}"),
         ("send", "{file}", "--out", "{out}", "--only", "HS-0431"))  # fmt: skip


@pytest.mark.parametrize("words", DOORS, ids=lambda words: words[0])
@pytest.mark.parametrize(
    ("sheet", "heading", "text"),
    [
        ("Patients", "Note to the patient", "Well done \N{PARTY POPPER}"),
        ("Patients", "Goals", "6\u0301 steps"),
        ("Clinic", "Name", "Happy Feet \N{PARTY POPPER}"),
        ("Practitioners", "Role", "\u8db3"),
    ],
)
def test_every_command_tells_what_cannot_be_printed(
    run: Run, typed: Callable[..., Path], tmp_path: Path, words: tuple[str, ...],
    sheet: str, heading: str, text: str,
) -> None:  # fmt: skip
    """Through one door, at the cell, never at the press."""
    plan = next(item for item in plans_in(typed("Clinic", "Website", "", "plain"))
                if item.id == "HS-0431")  # fmt: skip
    row_id = plan.practitioner.code if sheet == "Practitioners" else plan.id
    path = typed(sheet, heading, row_id, text)
    places = {"{file}": str(path), "{out}": str(tmp_path)}
    found = run(*(places.get(word, word) for word in words))
    assert found.exit_code == 1
    if words[0] in ("check", "build") or sheet == "Clinic":  # the others tell of one plan
        assert "[unprintable]" in found.output
        assert f"{sheet}!" in found.output
    assert not (tmp_path / "HS-0431.pdf").exists()
    assert not list(tmp_path.glob("*.png"))


def test_what_cannot_be_printed_costs_its_own_plan_only(
    run: Run, typed: Callable[..., Path], tmp_path: Path
) -> None:
    path = typed("Patients", "Note to the patient", "HS-0431", "Well done \N{PARTY POPPER}")
    found = run("build", path, "--out", tmp_path)
    assert f"{IDS - 1} made, 0 unchanged, 1 not made" in found.stdout


def test_what_stops_everything_is_printed_first(capsys: pytest.CaptureFixture[str]) -> None:
    of_row = Finding(Place("Exercises", 2, 1), "b", Severity.ERROR, "No plan.", plan="P-1")
    of_book = Finding(Place("Patient"), "a", Severity.ERROR, "No sheet.")
    of_plan = Finding(Place("Patients", 2, 1), "c", Severity.WARNING, "Old.", plan="P-1")
    show.findings([of_row, of_plan, of_book], read_catalogue(templates_folder()))
    printed = [line[-3:] for line in capsys.readouterr().out.splitlines()]
    assert printed == ["[a]", "[c]", "[b]"]


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


def test_our_own_fault_is_one_sentence_without_its_text(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> None:
        raise KeyError("Sam Sample")

    monkeypatch.setattr(ready, "read_templates", fail)
    found = run("exercises")
    assert found.exit_code == 70
    assert "KeyError in exercises.py, line" in found.stderr
    assert "Sam" not in found.output
    assert isinstance(run("--traceback", "exercises").exception, KeyError)


def test_nobody_is_named(run: Run, filled: Path, mistaken: Path, tmp_path: Path) -> None:
    said = "".join(
        run(*words).output
        for book in (filled, mistaken)
        for words in (
            ("check", book),
            ("check", book, "--json"),
            ("build", book, "--out", tmp_path),
            ("build", book, "--out", tmp_path, "--force", "--json"),
        )
    )
    said += (tmp_path / "manifest.json").read_text()
    said += " ".join(path.name for path in tmp_path.rglob("*"))
    said = said.encode().decode("unicode_escape")  # JSON's "\u00e9" is a name's letter, too
    found = [name for name in names_in(filled) if re.search(rf"\b{name}\b", said, re.IGNORECASE)]
    assert found == []


class EditionPress(PagePress):
    """Prints pages of another edition than was asked for as a fault."""

    def print(self, plan: Plan, *, issued: date, seal: str) -> Page:
        assert plan.edition == "giant-print"
        return PagePress.print(self, plan, issued=issued, seal=seal)


def test_preview_shows_another_edition(
    run: Run, press_with: Callable[[FakePress], None], filled: Path, tmp_path: Path
) -> None:
    press_with(EditionPress())
    words = "preview", filled, "HS-0417", "--out", tmp_path, "--edition"
    assert run(*words, "Giant print").exit_code == 0
    assert run(*words, "braille").exit_code == 2


def test_preview_writes_a_picture_of_each_page(
    run: Run, press_with: Callable[[FakePress], None], filled: Path, mistaken: Path, tmp_path: Path
) -> None:
    press_with(PagePress())
    found = run("preview", filled, "HS-0417", "--out", tmp_path, "--dpi", 72)
    assert found.exit_code == 0
    pictures = sorted(tmp_path.iterdir())
    assert [path.name for path in pictures] == ["HS-0417-1.png", "HS-0417-2.png"]
    assert all(path.read_bytes().startswith(b"\x89PNG") for path in pictures)
    assert pictures[0].read_bytes()[16:24] == bytes([0, 0, 0, 72, 0, 0, 0, 144])
    refused = run("preview", mistaken, "HS-0417", "--out", tmp_path)
    assert refused.exit_code == 1
    assert "Exercises!C3" in refused.output


def test_the_library(run: Run) -> None:
    listed = run("exercises").stdout
    told = json.loads(run("exercises", "--json").stdout)
    assert all(item["name"] in listed for item in [*told["exercises"], *told["programmes"]])
    presets = [preset for item in told["exercises"] for preset in item["presets"]]
    assert len(presets) == 31
    assert sorted(preset["entry"] for preset in presets) == list(range(1, 32))
    for preset in presets:
        assert preset["words"].endswith(".")
        assert preset["source"].endswith(".txt")
    for name in ("towel-stretch", "Towel Stretch", " TOWEL STRETCH "):
        one = run("exercises", name).stdout
        assert "Every day: 3 to 5 times with each foot. Hold 30 seconds." in one
        assert "{side}" not in one


def test_a_console_without_unicode_does_not_choke(filled: Path, tmp_path: Path) -> None:
    path = tmp_path / "Übungspläne Łódź.xlsx"
    path.write_bytes(filled.read_bytes())
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    for words in (("check", path), ("exercises",), ("new", path)):
        found = subprocess.run(
            [sys.executable, "-m", "clinicplan", *map(str, words)],
            capture_output=True,
            check=False,
            cwd=ROOT,
            env=environment,
        )
        assert b"Traceback" not in found.stderr
        assert found.returncode in (0, 1, 3)


def test_a_pipe_that_is_closed_early_is_no_fault() -> None:
    command = f'"{sys.executable}" -m clinicplan exercises --json | head -1'
    found = subprocess.run(command, shell=True, capture_output=True, check=False, cwd=ROOT)
    assert found.stdout == b"{\n"
    assert b"fault" not in found.stderr
    assert b"Traceback" not in found.stderr


@pytest.mark.skipif(os.name == "nt", reason="signals")
@pytest.mark.parametrize("workers", [1, 2])
def test_ctrl_c_ends_quickly_and_quietly(filled: Path, tmp_path: Path, workers: int) -> None:
    """The real signal, sent to the whole group as a terminal does."""
    code = (
        "import signal\n"
        "from clinicplan.cli import desk\n"
        "from clinicplan.tasks import ready\n"
        "from tests.cli.test_cli import Slow\n"
        "if __name__ == '__main__':\n"
        # What a shell starts in the background begins with Ctrl-C ignored.
        "    signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "    ready.press_for = lambda *_, **__: Slow()\n"
        "    desk(prog_name='clinicplan')\n"
    )
    script = tmp_path / "run.py"
    script.write_text(code)
    out = tmp_path / "out"
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join((str(ROOT), str(ROOT / "tests")))}
    process = subprocess.Popen(
        [sys.executable, script, "build", filled, "--out", out, "--workers", str(workers)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        env=environment,
    )
    deadline = time.monotonic() + 120
    while not list(out.glob("*.pdf")) and time.monotonic() < deadline:
        time.sleep(0.02)
    os.killpg(process.pid, signal.SIGINT)
    said, warned = process.communicate(timeout=120)  # the second plan would take ten minutes
    assert process.returncode == 130
    assert b"Traceback" not in warned
    assert b"Stopped." in said
    counts = read_manifest(out).counts
    assert counts.waiting > 0
    assert counts.made + counts.waiting == IDS


class Slow(FakePress):
    """Needs ten minutes for every plan after the first."""

    def print(self, plan: Plan, *, issued: date, seal: str) -> Page:
        if plan.id != "HS-0417":
            time.sleep(600)
        return FakePress.print(self, plan, issued=issued, seal=seal)


def test_every_command_and_option_is_in_the_guide() -> None:
    guide = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    commands = [desk, *desk.commands.values()]
    options = {
        option
        for command in commands
        for parameter in command.params
        for option in parameter.opts
        if option.startswith("--")
    }
    missing = [
        option
        for option in sorted(options)
        if f"`{option}" not in guide and f" {option}" not in guide
    ]
    assert missing == []
    assert [name for name in desk.commands if f"`clinicplan {name}" not in guide] == []


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


def test_build_makes_what_lies_beside_a_handout(run: Run, filled: Path, tmp_path: Path) -> None:
    both = ("--only", "HS-0417", "--only", "HS-0436", "--out", tmp_path / "plans")
    found = run("build", filled, "--also", "one-sheet", *both)
    assert found.exit_code == 0
    made = sorted(path.name for path in (tmp_path / "plans").glob("*.pdf"))
    assert made == ["HS-0417 one-sheet.pdf", "HS-0417.pdf", "HS-0436.pdf"]
    assert "[one-sheet-full]" in found.output
    again = json.loads(run("build", filled, *both, "--json").stdout)
    states = {item["plan"]: item["state"] for item in again["manifest"]["records"]}
    assert (states["HS-0417"], states["HS-0436"]) == ("unchanged", "unchanged")
