"""Print: the ticked plans as one file for the printer, and what is said of each after."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from openpyxl import load_workbook

from clinicplan.catalogue.read import read_catalogue, templates_folder
from clinicplan.desk.given import given, moment
from clinicplan.files import STATE, FileInUse, sole_use
from clinicplan.mail.entry import Entry, State
from clinicplan.tasks.batch import do
from clinicplan.tasks.papers import note, read_papers
from clinicplan.tasks.papers import printed as opened
from tests.desk.test_pages import words
from tests.desk.test_watch import until
from tests.desk.windows import NOON, Running, Window
from tests.handout.reading import pages_of_text

IDS = ("HS-0417", "HS-0431", "HS-0432", "HS-0433", "HS-0434", "HS-0435", "HS-0436", "HS-0437")


def plans_in(pdf: bytes) -> list[str]:
    """The plans of a file for the printer, in its order."""
    found: dict[str, None] = {}
    for text in pages_of_text(pdf):
        found |= dict.fromkeys(re.findall(r"HS-04\d\d", text)[-1:])
    return list(found)


def printed(window: Window, *plans: str, order: str = "workbook") -> bytes:
    found = window.post("/print", {"plan": list(plans), "order": order})
    assert found.status == 303, words(found.text)
    page = window.get(found.headers["location"]).text
    (address,) = re.findall(r'<iframe[^>]* src="([^"]+)"', page)
    return window.get(address).body


def test_the_list_has_every_good_plan(window: Window) -> None:
    page = window.get("/print").text
    assert tuple(re.findall(r'name="plan" value="([^"]+)"', page)) == IDS
    assert page.count(" checked") == len(IDS) + 1  # and the order
    said = words(page)
    assert re.search(r"8 of 8 plans are ready, \d\d pages\.", said)
    assert "Sam Sample HS-0417 7 paper and e-mail Look" in said
    assert "paper Look at 1 thing" in said


def test_an_emptied_side_is_told_before_it_is_printed(own: Running) -> None:
    window = own.window()
    assert "3 of them have something to look at first" in words(window.get("/print").text)
    assert own.desk.view
    book = load_workbook(own.desk.view.file)
    sheet = book["Exercises"]
    side = [cell.value for cell in sheet[1]].index("Side") + 1
    assert sheet.cell(2, side).value == "left"
    sheet.cell(2, side).value = None
    book.save(own.desk.view.file)
    own.desk.read_again()
    assert "To look at 4" in words(window.get("/plans").text)
    said = words(window.get("/print").text)
    assert re.search(r"HS-0417 \d paper and e-mail Look at 1 thing", said)
    assert "4 of them have something to look at first" in said
    said = words(window.get("/plan/HS-0417").text)
    assert "Towel stretch: nobody has said which side" in said
    assert "1. Towel stretch Each foot" in said


@pytest.mark.parametrize(
    ("order", "plans"),
    [("workbook", ["HS-0417", "HS-0431", "HS-0432"]),
     ("name", ["HS-0432", "HS-0417", "HS-0431"])],
)  # fmt: skip
def test_one_file_in_the_order_asked_for(own: Running, order: str, plans: list[str]) -> None:
    """Ångström-Muster, Sample, Testwell; nothing that was not ticked."""
    pdf = printed(own.window(), "HS-0431", "HS-0432", "HS-0417", order=order)
    assert plans_in(pdf) == plans
    assert {path.name for path in own.desk.folder.glob("*.pdf")} == {f"{id_}.pdf" for id_ in plans}


def test_what_was_printed_is_said_and_not_ticked_again(own: Running) -> None:
    window = own.window()
    before = own.desk.view
    printed(window, "HS-0417")
    assert own.desk.view
    assert before
    assert own.desk.view.number > before.number  # every window looks again
    assert "HS-0417, version 2 Towel stretch" in words(window.get("/plans").text)
    assert words(window.get("/plans").text).count("Opened for printing today, 12:00") == 1
    assert "To give out 7" in words(window.get("/plans").text)
    boxes = re.findall(r'<input type="checkbox" name="plan"[^>]*>', window.get("/print").text)
    assert [" checked" in box for box in boxes] == [False, *[True] * 7]
    own.clock.forward(days=1)
    until(lambda: "Opened for printing yesterday" in window.get("/plan/HS-0417").text)
    file = own.desk.view.file
    book = load_workbook(file)
    row = next(cell.row for cell in book["Patients"]["A"] if cell.value == "HS-0417")
    heads = {cell.value: cell.column for line in book["Patients"]["1:2"] for cell in line}
    book["Patients"].cell(row, heads["Weeks"]).value = 6
    book.save(file)
    until(lambda: "Changed since version 2 was given out" in window.get("/plan/HS-0417").text)


def test_nothing_ticked_and_what_is_not_there(own: Running) -> None:
    window = own.window()
    for plans in ([], ["HS-9999"], ["../x"]):
        found = window.post("/print", {"plan": plans})
        assert found.status == 200
        assert "No plan is ticked" in found.text
    assert not own.desk.folder.exists()
    for path in ("/print/7", "/print/7.pdf"):
        assert window.get(path).status == 404


def test_a_folder_in_use(own: Running) -> None:
    own.desk.folder.mkdir()
    with sole_use(own.desk.folder):
        found = own.window().post("/print", {"plan": "HS-0417"})
    assert "Another window of clinicplan is at work in this folder." in found.text


@pytest.mark.parametrize(
    ("fault", "says"),
    [
        (FileInUse("x"), "HS-0431 is open in a PDF reader,"),
        (ValueError("Sam Sample"), "HS-0431 could not be printed. It is our fault."),
    ],
)
def test_one_plan_that_fails_holds_up_no_other(
    own: Running, monkeypatch: pytest.MonkeyPatch, fault: Exception, says: str
) -> None:
    window, whole = own.window(), do

    def stumbling(job, press, *, folder):  # type: ignore[no-untyped-def]  # as batch.do
        if job.plan.id != "HS-0431":
            return whole(job, press, folder=folder)

        class Stumbling:
            def print(self, *_: object, **__: object) -> None:
                raise fault

        return whole(job, Stumbling(), folder=folder)  # type: ignore[arg-type]  # prints nothing

    monkeypatch.setattr("clinicplan.tasks.batch.do", stumbling)
    found = window.post("/print", {"plan": ["HS-0417", "HS-0431"]})
    page = words(window.get(found.headers["location"]).text)
    assert "1 plan to print" in page
    assert says in page
    assert "Sam" not in page
    alone = window.post("/print", {"plan": "HS-0431"})
    assert says in words(alone.text)
    assert "Printed" not in words(window.get("/plan/HS-0431").text)


def test_nothing_is_printed_of_a_workbook_that_is_gone(own: Running) -> None:
    window = own.window()
    assert own.desk.view
    own.desk.view.file.unlink()
    until(lambda: bool(own.desk.view and not own.desk.view.is_current))
    assert window.post("/print", {"plan": "HS-0417"}).headers["location"] == "/print"
    assert not own.desk.folder.exists()
    assert "data-print disabled" in window.get("/print").text


def entry(state: State, *, version: int = 2, seal: str = "s") -> Entry:
    return Entry("HS-0417", version, state, seal, "", "", 0, 1, "2026-11-20T13:50:00+00:00")


@pytest.mark.parametrize(
    ("letters", "print_hours_ago", "look", "text"),
    [
        ([], None, "", ""),
        ([], 2, "quiet", "Opened for printing today, 10:00"),
        ([entry(State.SENT)], None, "quiet", "Sent yesterday"),
        ([entry(State.SENT)], 2, "quiet", "Opened for printing today, 10:00. Sent yesterday"),
        ([entry(State.SENT)], 48, "quiet", "Sent yesterday. Opened for printing 19 Nov"),
        ([entry(State.IN_DOUBT)], 2, "doubt", "In doubt: did it arrive?"),  # the gravest
        ([entry(State.SENDING)], 2, "doubt", "In doubt: did it arrive?"),
        ([entry(State.REFUSED)], 2, "mend", "Letter refused: address"),
        ([entry(State.RETURNED)], None, "mend", "Letter came back: address"),
        ([entry(State.SAVED)], None, "quiet", "E-mail saved as a draft"),
        ([entry(State.READY)], None, "", ""),
        ([entry(State.DROPPED)], None, "", ""),
        ([entry(State.REFUSED, version=1)], None, "", ""),  # of the version before
        ([entry(State.REFUSED, version=1), entry(State.SENT)], None, "quiet", "Sent yesterday"),
    ],
)
def test_the_gravest_wins_then_the_latest(
    shared: Running,
    tmp_path: Path,
    letters: list[Entry],
    print_hours_ago: int | None,
    look: str,
    text: str,
) -> None:
    assert shared.desk.view
    assert shared.desk.view.checked
    plans = shared.desk.view.checked.reading.plans
    if print_hours_ago is not None:
        then = NOON - timedelta(hours=print_hours_ago)
        note(tmp_path, [opened(plans[0], now=then)])
    catalogue = read_catalogue(templates_folder())
    found = given(plans, tmp_path, letters=letters, now=NOON, words=catalogue).get("HS-0417")
    assert ((found.look, found.text) if found else ("", "")) == (look, text)


def test_times_are_of_the_clock_on_the_wall() -> None:
    catalogue = read_catalogue(templates_folder())
    then = datetime(2026, 11, 21, 9, 5, tzinfo=UTC)
    told = [moment(then, now=NOON + timedelta(days=days), words=catalogue) for days in (0, 1, 9)]
    assert told == ["today, 9:05", "yesterday", "21 Nov"]


@pytest.mark.parametrize("content", [b"", b"[]", b'{"HS-0417": 3}', b"\xff", b'{"a": {"x": 1}}'])
def test_a_damaged_record_says_nothing(tmp_path: Path, content: bytes) -> None:
    (tmp_path / STATE).mkdir()
    (tmp_path / STATE / "printed.json").write_bytes(content)
    assert read_papers(tmp_path) == {}
