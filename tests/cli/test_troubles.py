"""Whatever goes wrong is a sentence and an exit code, at every command, and names nobody."""

from __future__ import annotations

import errno
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from clinicplan.catalogue.read import read_catalogue, templates_folder
from clinicplan.cli import show
from clinicplan.findings import Finding, Place, Severity
from clinicplan.tasks import ready
from clinicplan.tasks.manifest import read_manifest
from tests.cli.runs import IDS, ROOT, Run, names_in, plans_in


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
        "from tests.cli.runs import Slow\n"
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
