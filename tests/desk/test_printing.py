"""Print: the ticked plans as one file for the printer, and what is said of each after."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from openpyxl import load_workbook

from clinicplan.catalogue.read import read_catalogue, templates_folder
from clinicplan.desk.given import given, moment
from clinicplan.desk.unsure import UNSURE
from clinicplan.files import STATE, FileInUse, sole_use
from clinicplan.findings import Severity
from clinicplan.mail.entry import Entry, State
from clinicplan.tasks.batch import do
from clinicplan.tasks.papers import note, read_papers
from clinicplan.tasks.papers import printed as opened
from clinicplan.tasks.questions import UNSAID
from clinicplan.workbook.findings.words import read_words
from tests.desk.forms import posted
from tests.desk.monday import typed
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


def emptied(own: Running) -> Window:
    """The desk of a workbook in which nobody has said with which foot HS-0417 pulls the towel."""
    assert own.desk.view
    typed(own.desk.view.file, {"Exercises!D2": None})
    own.desk.read_again()
    return own.window()


def test_a_side_that_nobody_typed_is_answered_before_it_is_printed(own: Running) -> None:
    window = emptied(own)
    said = words(window.get("/plans").text)
    assert "To look at 4" in said
    assert "Which side? Nobody has said" in said
    page = window.get("/print").text
    assert "1 plan waits: nobody said which side" in words(page)
    assert "7 of 8 plans are ready" in words(page)
    assert not re.search('name="plan" value="HS-0417" id', page)
    said = words(window.get("/mend?show=look").text)
    assert "1 plan waits: nobody said which side." in said
    assert "Print the 7 ready plans" in said
    page = window.get("/plan/HS-0417").text
    assert "Towel stretch: nobody has said which side" in words(page)
    assert "data-print" not in page
    found = window.post("/print", {"plan": "HS-0417"})
    assert found.headers["location"] == "/plan/HS-0417"
    said = words(window.get("/plan/HS-0417").text)
    assert "it can be printed as soon as that is answered" in said
    assert plans_in(printed(window, "HS-0417", "HS-0431")) == ["HS-0431"]


@pytest.mark.parametrize("side", ["left", "right", "each"])
def test_one_click_under_print_answers_it(own: Running, side: str) -> None:
    window = emptied(own)
    page = window.get("/print").text
    (mark,) = re.findall(r'name="finding" value="([^"]+)".*?name="fix"', page, re.DOTALL)
    answer = {"finding": mark, "fix": side, "plan": "", "show": "print"}
    assert window.post("/mend/write", answer).headers["location"] == "/print"
    page = window.get("/print").text
    assert "nobody said which side" not in words(page)
    assert "Saved in clinic.xlsx, Exercises D2." in words(page)
    (tick,) = re.findall('<input[^>]*value="HS-0417" id[^>]*>', page)
    assert " checked" in tick
    assert "Print 8 plans" in words(page)
    assert plans_in(printed(window, "HS-0417")) == ["HS-0417"]


def test_a_paper_of_before_without_a_side_is_not_printed_again(own: Running) -> None:
    """Its list stays short: only what is still to be given out is asked about above it."""
    window = emptied(own)
    assert own.desk.view and own.desk.view.checked  # noqa: PT018
    plan = own.desk.view.checked.reading.plans[0]
    note(own.desk.folder, (opened(plan, now=NOON, sha256="0" * 64),))
    own.desk.read_again()
    page = window.get("/print").text
    assert "nobody said which side" not in words(page)
    (tick,) = re.findall('<input[^>]*value="HS-0417" id[^>]*>', page)
    assert " disabled" in tick
    assert window.post("/print", {"plan": "HS-0417"}).headers["location"] == "/plan/HS-0417"


def test_a_change_without_a_side_is_not_printed_before_it_is_saved(own: Running) -> None:
    window = emptied(own)
    path = window.post("/plan/HS-0417/change").headers["location"]
    fields = posted(window.get(path).text) | {"do": "print"}
    assert window.post(path, fields).headers["location"] == path
    assert "it can be printed as soon as that is answered" in words(window.get(path).text)


@pytest.mark.parametrize(
    ("dose", "is_ticked"),
    [("3 x 30 s, twice a day", True), ("3 times, hold 30 s as the tide goes, every day", True),
     ("10 x 3, every day", False), ("3 x 90, hold 40 min, every day", False)],
)  # fmt: skip
def test_what_is_not_sure_of_a_dose_is_not_ticked(
    own: Running, dose: str, *, is_ticked: bool
) -> None:
    """Words of one's own are printed as typed; what was taken for something is looked at first."""
    assert own.desk.view
    typed(own.desk.view.file, {"Exercises!E2": dose})
    own.desk.read_again()
    page = own.window().get("/print").text
    found = [item.code for item in own.desk.view.checked.found if item.plan == "HS-0417"]  # type: ignore[union-attr]
    (tick,) = re.findall('<input[^>]*value="HS-0417" id[^>]*>', page)
    assert (" checked" in tick) is is_ticked, found
    assert "disabled" not in tick
    assert ("1 is not ticked: look at its side" in words(page)) is not is_ticked
    assert "3 of them have something to look at first" in words(page) or not is_ticked


def test_what_is_not_sure_is_a_warning_that_there_is() -> None:
    told = read_words(templates_folder(), language="en")
    for code in (*UNSURE, *UNSAID):
        assert told[code].severity is Severity.WARNING, code


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
