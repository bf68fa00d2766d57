"""A workbook is read again when it was saved, and not while it is being written."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from http.client import HTTPConnection
from pathlib import Path

import pytest
from openpyxl import load_workbook

from clinicplan.desk.desk import Desk
from clinicplan.desk.views import Condition
from clinicplan.desk.watch import Do, Looks, Mark
from clinicplan.files import is_open_elsewhere
from tests.desk.test_pages import words
from tests.desk.windows import Running

A, B, C = (1, 10), (2, 20), (3, 30)


@pytest.mark.parametrize(
    ("found", "asked"),
    [
        ([A, A, A, A], "...."),
        ([B, B, B, B], "..R."),
        ([B, C, C, C], "...R"),  # still growing
        ([None, B, B, B], "...R"),  # Excel takes it away for a moment
        ([None, None, None, None], "..G."),
        ([None, None, None, A, A, A], "..G..R"),  # it is back
        ([B, A, A, A], "...."),  # as it was
    ],
)
def test_what_is_still_is_read_once(found: list[Mark | None], asked: str) -> None:
    looks, said = Looks(A, A, still=5), ""
    for mark in found:
        looks = looks.then(mark)
        do = looks.asks()
        said += {Do.NOTHING: ".", Do.READ: "R", Do.SAY_GONE: "G"}[do]
        looks = looks.done() if do is not Do.NOTHING else looks
    assert said == asked


@pytest.mark.parametrize("name", ["~$clinic.xlsx", ".~lock.clinic.xlsx#"])
def test_the_mark_of_an_open_workbook(tmp_path: Path, name: str) -> None:
    assert not is_open_elsewhere(tmp_path / "clinic.xlsx")
    (tmp_path / name).touch()
    assert is_open_elsewhere(tmp_path / "clinic.xlsx")


def until(true: Callable[[], bool]) -> None:
    """Wait for the watch's thread."""
    for _ in range(300):
        if true():
            return
        time.sleep(0.02)
    raise AssertionError("nothing happened")


def file_of(desk: Desk) -> Path:
    assert desk.view
    return desk.view.file


def condition(desk: Desk) -> Condition:
    assert desk.view
    return desk.view.condition


def plans(desk: Desk) -> set[str]:
    assert desk.view
    assert desk.view.checked
    return {plan.id for plan in desk.view.checked.reading.plans}


def mistake(file: Path) -> None:
    """Save the workbook with an exercise that nobody knows, in HS-0417."""
    book = load_workbook(file)
    book["Exercises"]["C3"] = "cartwheel"
    book.save(file)


def test_a_window_hears_of_a_save(own: Running) -> None:
    desk, window = own.desk, own.window()
    link = HTTPConnection("127.0.0.1", own.port, timeout=30)
    head = {name: value for name, value in window.headers().items() if value}
    link.request("GET", "/events", headers=head)
    events = link.getresponse()
    assert events.headers["content-type"].startswith("text/event-stream")
    assert events.readline() == b"data: 1\n"
    until(lambda: desk.news.windows == 1)
    mistake(file_of(desk))
    while (line := events.readline()) != b"data: 2\n":
        assert line, "the stream has ended"
    link.close()
    assert "HS-0417" not in plans(desk)
    page = window.get("/plans").text
    assert "1 to mend since the last save" in page
    assert "read at 12:00" in page
    assert "To mend: exercise" in page
    assert "There is no exercise" in window.get("/mend").text


def test_the_same_bytes_saved_again_are_no_news(own: Running) -> None:
    desk = own.desk
    before = desk.view
    content = file_of(desk).read_bytes()
    file_of(desk).write_bytes(content)
    until(lambda: condition(desk) is Condition.READ)
    assert desk.view
    assert before
    assert desk.view.checked is before.checked


def test_a_workbook_that_goes_and_comes_back(own: Running, tmp_path: Path) -> None:
    desk, window, file = own.desk, own.window(), file_of(own.desk)
    away = tmp_path / "away.xlsx"
    file.rename(away)
    until(lambda: condition(desk) is Condition.GONE)
    page = window.get("/plans").text
    assert "clinic.xlsx is not in its folder any more." in page
    assert "Sam Sample" in page  # as it was
    away.rename(file)
    until(lambda: condition(desk) is Condition.READ)
    assert "not in its folder" not in window.get("/plans").text


def test_a_workbook_that_is_none_any_more(own: Running) -> None:
    desk, window, file = own.desk, own.window(), file_of(own.desk)
    kept = file.read_bytes()
    file.write_text("Dear diary")
    until(lambda: condition(desk) is Condition.UNREADABLE)
    page = window.get("/plans").text
    assert "clinic.xlsx cannot be read." in page
    assert "Sam Sample" in page
    file.write_bytes(kept)
    until(lambda: condition(desk) is Condition.READ)


def test_a_workbook_that_another_program_keeps(
    own: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Excel locks it for a moment while it saves: that is not worth a word."""
    desk, tries = own.desk, []

    def locked(path: Path) -> str:
        tries.append(condition(desk))
        return ""

    monkeypatch.setattr("clinicplan.files.digest", locked)
    monkeypatch.setattr("clinicplan.desk.desk.PATIENCE", 3)
    mistake(file_of(desk))
    until(lambda: condition(desk) is Condition.LOCKED)
    assert tries.count(Condition.FRESH) >= 3
    monkeypatch.undo()
    until(lambda: condition(desk) is Condition.READ)


def test_the_chip_says_that_excel_has_it_open(own: Running) -> None:
    desk, window = own.desk, own.window()
    mark = file_of(desk).with_name("~$clinic.xlsx")
    mark.touch()
    until(lambda: bool(desk.view and desk.view.in_excel))
    assert "up to date, open in Excel" in window.get("/plans").text
    mark.unlink()
    until(lambda: bool(desk.view and not desk.view.in_excel))
    assert "open in Excel" not in window.get("/plans").text.replace("Open in Excel", "")


def test_a_new_day_is_read_anew(own: Running) -> None:
    """Whether a plan is over depends on the day."""
    desk = own.desk
    before = desk.view
    own.clock.forward(days=400)
    until(lambda: desk.view is not before and desk.view is not None)
    assert desk.view
    assert desk.view.checked
    assert any("over" in item.code for item in desk.view.checked.found)


def test_a_fault_of_ours_ends_no_watching(own: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    def stumble(*_: object, **__: object) -> None:
        raise ValueError("Sam Sample")

    desk, window = own.desk, own.window()
    monkeypatch.setattr("clinicplan.desk.views.make_ready", stumble)
    mistake(file_of(desk))
    until(lambda: condition(desk) is Condition.UNREADABLE)
    notice = window.get("/mend").text.partition("cannot be read.")[2][:200]
    assert "ValueError in" in notice
    assert "Sam" not in notice
    monkeypatch.undo()
    shutil.copy(file_of(desk), file_of(desk).with_name("other.xlsx"))
    assert window.post("/workbook/again").status == 303
    assert condition(desk) is Condition.READ


def test_a_picture_of_the_clinics_own_that_is_replaced_is_seen(own: Running) -> None:
    """So is one that is laid there, and a logo; nothing is read again for what was there."""
    desk, window = own.desk, own.window()
    assert desk.view and desk.view.checked  # noqa: PT018
    folder, before = file_of(desk).parent, desk.view.reading
    shots = [shot for item in desk.view.checked.reading.own for shot in item.variants[0].shots]
    name = next(shot.frame for shot in shots if shot.frame.startswith("own:")).removeprefix("own:")
    code = next(item.code for item in desk.view.checked.reading.own
                if name in str(item.variants[0].shots))  # fmt: skip
    time.sleep(0.7)
    assert desk.view.reading == before
    other = next(path for path in folder.glob("*.png") if path.name != name)
    content = other.read_bytes()
    (folder / name).write_bytes(content)
    until(lambda: bool(desk.view and desk.view.reading > before))
    assert window.get(f"/own/{code}").body == content
    before = desk.view.reading
    (folder / name).unlink()
    until(lambda: bool(desk.view and desk.view.reading > before))
    assert name in words(window.get("/mend").text + window.get("/mend?show=none").text)
