"""Started by a double click, with no console: what is said, what is written down, what is not."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from clinicplan import __version__, cli
from clinicplan.cli import here, show, windowed
from clinicplan.cli.open import OWN
from clinicplan.errors import UnreadableFile

NAME = "Sam Sample"


@pytest.fixture(autouse=True)
def no_console(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """The process as pythonw.exe starts it, in the folder of the program."""
    hooks = threading.excepthook, sys.unraisablehook
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    for name in ("stdin", "stdout", "stderr"):
        monkeypatch.setattr(sys, name, None)
    yield
    threading.excepthook, sys.unraisablehook = hooks


def opens(monkeypatch: pytest.MonkeyPatch, does: object) -> list[Path | None]:
    """Put a desk in the place of ours; the files that it is opened with."""
    asked: list[Path | None] = []

    @click.command("open")
    @click.argument("file", required=False, type=click.Path(path_type=Path))
    def command(file: Path | None) -> int:
        asked.append(file)
        if isinstance(does, Exception):
            raise does
        return does() if callable(does) else int(str(does))

    monkeypatch.setitem(cli.desk.commands, "open", command)
    return asked


def log() -> str:
    return (here.home() / OWN / windowed.LOG).read_text("utf-8")


def test_all_well_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    asked, said = opens(monkeypatch, 0), list[str]()
    assert windowed.main([], box=said.append) == 0
    assert (asked, said) == ([None], [])
    assert [line.split("  ")[1] for line in log().splitlines()] == [
        f"clinicplan {__version__} starts",
        "it ends with 0",
    ]


def test_a_workbook_dropped_on_it_is_opened_from_anywhere(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    asked = opens(monkeypatch, 0)
    windowed.main(["Übung 1.xlsx"])
    assert asked == [tmp_path / "elsewhere" / "Übung 1.xlsx"]
    assert Path.cwd() == tmp_path  # and the program's folder can be removed


@pytest.mark.parametrize(
    ("does", "code", "shown", "hidden"),
    [
        (UnreadableFile("clinic.xlsx is no workbook."), 3, "clinic.xlsx is no workbook.", "#"),
        (ValueError(NAME), 70, "ValueError in ", NAME),
        (7, 7, "ended with 7", "#"),
        (click.UsageError("No such file."), 2, "No such file.", "#"),
    ],
)
def test_what_keeps_it_from_opening_is_in_a_box(
    does: object, code: int, shown: str, hidden: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    opens(monkeypatch, does)
    said: list[str] = []
    assert windowed.main([], box=said.append) == code
    assert shown in said[0]
    assert hidden not in said[0]
    assert NAME not in log()


def test_two_workbooks_at_once_are_refused_in_a_box(monkeypatch: pytest.MonkeyPatch) -> None:
    asked, said = opens(monkeypatch, 0), list[str]()
    assert windowed.main(["a.xlsx", "b.xlsx"], box=said.append) == 2
    assert asked == []
    assert said == ["Please open one workbook at a time."]


def test_what_is_printed_goes_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    def prints() -> int:
        show.say(NAME)
        return 0

    opens(monkeypatch, prints)
    said: list[str] = []
    windowed.main([], box=said.append)
    assert said == []
    assert NAME not in log()


def test_a_fault_in_a_thread_is_noted_without_its_text(monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks() -> int:
        def fault() -> None:
            raise KeyError(NAME)

        thread = threading.Thread(target=fault)
        thread.start()
        thread.join()
        return 0

    opens(monkeypatch, breaks)
    windowed.main([])
    assert "KeyError in test_windowed.py, line" in log()
    assert NAME not in log()


def test_the_log_begins_anew_before_it_grows_large(monkeypatch: pytest.MonkeyPatch) -> None:
    opens(monkeypatch, 0)
    path = here.home() / OWN / windowed.LOG
    path.parent.mkdir(parents=True)
    path.write_text("old\n" * windowed.FULL)
    windowed.main([])
    assert len(log().splitlines()) == 2


def test_a_log_that_cannot_be_written_stops_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = opens(monkeypatch, 0)
    here.home().parent.mkdir(parents=True, exist_ok=True)
    here.home().write_text("a file, where the folder should be")
    assert windowed.main([]) == 0
    assert asked == [None]
