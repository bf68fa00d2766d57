"""No two papers of a plan have one version, and none that was given out is lost."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from tests.desk.forms import posted
from tests.desk.monday import value
from tests.desk.test_changing import PLAN, cells, differing, open_plan, press, rewritten
from tests.desk.test_pages import words
from tests.desk.test_saving import file_of
from tests.desk.windows import Running, Window, running, sample_in
from tests.handout.reading import pages_of_text

OTHER = "HS-0431"


def version_cell(own: Running) -> str:
    sheet = load_workbook(file_of(own))["Patients"]
    heads = {cell.value: cell.column_letter for line in sheet["1:2"] for cell in line}
    row = next(cell.row for cell in sheet["A"] if cell.value == PLAN)
    return f"Patients!{heads['Version']}{row}"


def print_out(window: Window, *plans: str) -> tuple[str, bytes]:
    """The printer's page, and the file on it."""
    answer = window.post("/print", {"plan": list(plans)})
    assert answer.status == 303, words(answer.text)
    page = window.get(answer.headers["location"]).text
    (address,) = re.findall(r'<iframe[^>]* src="([^"]+)"', page)
    return page, window.get(address).body


def says(pdf: bytes) -> str:
    """All words of a file's pages."""
    return " ".join(pages_of_text(pdf))


def other_dose(own: Running, text: str = "2 x 7, every day") -> None:
    """Somebody changes a dose of the plan in Excel; Version stays what it was."""
    rewritten(own, lambda book: book["Exercises"].__setitem__("E2", text))


def papers(own: Running) -> dict[str, bytes]:
    """All handouts of the plan that lie anywhere in the folder, by name."""
    return {path.name: path.read_bytes() for path in own.desk.folder.rglob(f"{PLAN}*.pdf")}


def listed(window: Window) -> list[tuple[str, str]]:
    """The versions on the plan's page: what is said of each, and what its PDF says."""
    page = window.get(f"/plan/{PLAN}").text
    rows = re.findall(r'<div class="group version"><b>(.*?)</b>(.*?)</div>', page, re.DOTALL)
    found = []
    for title, rest in rows:
        (address,) = re.findall(r'href="([^"]+)"', rest)
        found.append((title, says(window.get(address).body)))
    return found


def test_a_plan_that_was_changed_in_excel_is_printed_as_the_next_version(own: Running) -> None:
    window, cell = own.window(), version_cell(own)
    _, first = print_out(window, PLAN)
    given = papers(own)[f"{PLAN}.pdf"]
    other_dose(own)
    assert listed(window) == [
        ("Version 3, as it is now", says(window.get(f"/plan/{PLAN}/handout.pdf").body)),
        ("Version 2", says(given)),
    ]
    assert "Changed since version 2 was given out" in window.get("/plans").text
    page, second = print_out(window, PLAN, OTHER)
    assert (
        "HS-0417: Version 2 was given out on 21 November 2026 and says something else: "
        "this is version 3. It is written into clinic.xlsx."
    ) in words(page)
    assert value(own, cell) == 3
    assert "version 2" in says(first)
    assert "version 3" in says(second)
    assert "version 2" not in says(second)
    assert papers(own)[f"{PLAN} version 2, 2026-11-21.pdf"] == given
    assert [title for title, _ in listed(window)] == ["Version 3", "Version 2"]
    assert listed(window)[1][1] == says(given)
    assert "Undo: Version 3" in words(window.get(f"/plan/{PLAN}").text)
    before = (file_of(own).parent / "Before").iterdir()
    assert [load_workbook(path)["Patients"][cell.partition("!")[2]].value for path in before] == [2]


def test_an_id_that_is_typed_anew_counts_on(own: Running) -> None:
    """Excel's own completion writes hs-0417 where HS-0417 stood: it is the same patient's plan."""
    window = own.window()
    print_out(window, PLAN)
    given = papers(own)[f"{PLAN}.pdf"]

    def typed_anew(book: Workbook) -> None:
        book["Exercises"]["E2"] = "2 x 7, every day"
        for sheet in ("Patients", "Exercises"):
            for cell in book[sheet]["A"]:
                cell.value = PLAN.lower() if cell.value == PLAN else cell.value

    rewritten(own, typed_anew)
    page, second = print_out(window, PLAN.lower(), OTHER)
    assert "this is version 3" in words(page)
    assert "version 3" in says(second)
    assert given in [path.read_bytes() for path in own.desk.folder.rglob("*.pdf")]
    shown = window.get(f"/plan/{PLAN.lower()}").text
    titles = re.findall(r'<div class="group version"><b>(.*?)</b>', shown)
    assert titles == ["Version 3", "Version 2"]
    addresses = re.findall(r'href="(/plan/hs-0417/given/[^"]+)"', shown)
    assert given in [window.get(address).body for address in addresses]


def test_only_the_version_is_written_and_only_of_what_was_changed(own: Running) -> None:
    window, cell = own.window(), version_cell(own)
    print_out(window, PLAN, OTHER)
    other_dose(own)
    was = cells(file_of(own))
    print_out(window, PLAN, OTHER)
    assert differing(was, cells(file_of(own))) == {cell.replace("!", " "): 3}


def test_what_says_the_same_keeps_its_number(own: Running) -> None:
    window, cell = own.window(), version_cell(own)
    print_out(window, PLAN)
    rewritten(own, lambda book: book["Patients"].__setitem__("E2", "another@example.org"))
    file = file_of(own).read_bytes()
    page, _ = print_out(window, PLAN)
    assert "something else than what was given out" not in words(page)
    assert value(own, cell) == 2
    assert file_of(own).read_bytes() == file
    was = load_workbook(file_of(own))["Exercises"]["E2"].value
    other_dose(own)
    other_dose(own, was)  # taken back in Excel
    page, _ = print_out(window, PLAN)
    assert value(own, cell) == 2


@pytest.fixture(params=["Excel has it open", "nothing is to be written", "for reading only"])
def unwritable(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Running]:
    saves = request.param != "nothing is to be written"
    with running(tmp_path, workbook=sample_in(tmp_path), saves=saves) as own:
        print_out(own.window(), PLAN)
        other_dose(own)
        if request.param == "Excel has it open":
            file_of(own).with_name("~$clinic.xlsx").write_bytes(b"")
        elif request.param == "for reading only":
            file_of(own).chmod(0o400)
        yield own
        file_of(own).chmod(0o600)


def test_where_it_cannot_be_written_the_paper_has_the_number_all_the_same(
    unwritable: Running
) -> None:
    window, cell = unwritable.window(), version_cell(unwritable)
    file = file_of(unwritable).read_bytes()
    page, pdf = print_out(window, PLAN)
    assert "It could not be written into the workbook now" in words(page)
    assert file_of(unwritable).read_bytes() == file
    assert "version 3" in says(pdf)
    unwritable.desk.read_again()
    page = window.get(f"/plan/{PLAN}").text
    assert "This was given out on 21 November 2026 as version 3. Write 3 here" in words(page)
    assert f'data-copy="{cell.replace("!", " ")}"' in page
    _, again = print_out(window, PLAN)  # and it stays that number
    assert again == pdf
    other_dose(unwritable, "2 x 9, every day")
    _, third = print_out(window, PLAN)
    assert "version 4" in says(third)
    assert len(set(papers(unwritable).values())) == 3


def test_its_warning_has_a_button_that_writes_the_number(own: Running) -> None:
    window, cell = own.window(), version_cell(own)
    print_out(window, PLAN)
    other_dose(own)
    page = window.get(f"/plan/{PLAN}").text
    assert "says something else: this is version 3. There is nothing to do here: the" in words(page)
    (form,) = [form for form in page.split("<form") if 'name="fix" value="3"' in form]
    assert "Version 3" in form
    (mark,) = re.findall(r'name="finding" value="([^"]+)"', form)
    window.post("/mend/write", {"finding": mark, "fix": "3", "plan": PLAN})
    assert value(own, cell) == 3
    assert "something else" not in words(window.get(f"/plan/{PLAN}").text)
    window.post("/mend/undo", {"plan": PLAN})
    assert value(own, cell) == 2


def test_a_save_at_the_desk_and_a_print_count_once(own: Running) -> None:
    window, cell = own.window(), version_cell(own)
    print_out(window, PLAN)
    path, page = open_plan(window)
    page = press(window, path, page, "save", weeks="6")
    assert value(own, cell) == 3
    page, pdf = print_out(window, PLAN)
    assert "something else than what was given out" not in words(page)
    assert value(own, cell) == 3
    assert "version 3" in says(pdf)


def test_printing_that_was_cancelled_is_taken_back(own: Running) -> None:
    window = own.window()
    page, _ = print_out(window, PLAN, OTHER)
    assert "Was it not printed? None of the 2 came out of the printer" in words(page)
    assert words(window.get("/plans").text).count("Opened for printing today") == 2
    found = window.post("/print/1/nothing")
    assert "The 2 plans count as not printed." in words(found.text)
    assert "Opened for printing" not in words(window.get("/plans").text)
    assert window.post("/print/1/nothing").status == 200
    other_dose(own)
    _, pdf = print_out(window, PLAN)
    assert "version 2" in says(pdf)  # nobody has another one
    assert set(papers(own)) == {f"{PLAN}.pdf"}


def test_one_plan_is_taken_back_on_its_page(own: Running) -> None:
    window = own.window()
    print_out(window, PLAN, OTHER)
    own.clock.forward(days=2)
    print_out(window, PLAN)
    page = window.get(f"/plan/{PLAN}").text
    (time,) = re.findall(r'name="time" value="([^"]+)"', page)
    window.post(f"/plan/{PLAN}/nothing", {"time": time})
    assert "Opened for printing 21 Nov" in words(window.get(f"/plan/{PLAN}").text)  # as before
    assert "Opened for printing 21 Nov" in words(window.get(f"/plan/{OTHER}").text)


def test_what_was_taken_back_is_said_and_undone_and_nothing_else_is(own: Running) -> None:
    window, cell = own.window(), version_cell(own)
    print_out(window, PLAN)
    other_dose(own)
    own.clock.forward(minutes=5)
    print_out(window, PLAN)  # writes version 3
    assert value(own, cell) == 3
    page = window.get(f"/plan/{PLAN}").text
    assert "Undo: Version 3" in words(page)
    assert "version 3 then counts as not given out. Nobody has version 3" in words(page)
    (time,) = re.findall(r'name="time" value="([^"]+)"', page)
    (old,) = re.findall(r'name="done" value="([^"]+)"', page)
    window.post(f"/plan/{PLAN}/nothing", {"time": time})
    page = window.get(f"/plan/{PLAN}").text
    assert f"Version 3 of {PLAN} counts as not printed" in words(page)
    assert f"Undo: version 3 of {PLAN} was not printed" in words(page)
    window.post("/mend/undo", {"plan": PLAN, "done": old})  # another window's older page
    assert "Something else was done since, so nothing was undone." in words(
        window.get(f"/plan/{PLAN}").text
    )
    assert value(own, cell) == 3
    (now,) = re.findall(r'name="done" value="([^"]+)"', page)
    window.post("/mend/undo", {"plan": PLAN, "done": now})
    page = window.get(f"/plan/{PLAN}").text
    assert "It is as it was before." in words(page)
    assert "Opened for printing today, 12:05" in words(page)
    assert "Undo:" not in words(page)
    assert value(own, cell) == 3
    other_dose(own, "2 x 9, every day")
    assert "Changed since version 3 was given out" in words(window.get(f"/plan/{PLAN}").text)


def test_what_is_not_noted_any_more_is_not_taken_back(own: Running) -> None:
    window = own.window()
    print_out(window, PLAN)
    window.post(f"/plan/{PLAN}/nothing", {"time": "2026-01-01T00:00:00+00:00"})
    page = words(window.get(f"/plan/{PLAN}").text)
    assert "That was not noted any more, so nothing was changed." in page
    assert "Opened for printing today" in page


def test_the_file_for_the_printer_says_what_it_is_and_whose_not(own: Running) -> None:
    window = own.window()
    names = []
    for plans in ((PLAN, OTHER), (PLAN,)):
        page, _ = print_out(window, *plans)
        (address,) = re.findall(r'<iframe[^>]* src="([^"]+)"', page)
        answer = window.get(address)
        names.append(answer.headers["content-disposition"])
        assert window.get(address.replace("Plan", "plan")).status == 404
    assert names == [
        'inline; filename="Plans 2026-11-21 1200.pdf"',
        'inline; filename="Plan HS-0417, 2026-11-21 1200.pdf"',
    ]


def test_a_plan_that_is_printed_before_it_is_saved_is_kept(own: Running) -> None:
    window = own.window()
    print_out(window, PLAN)
    path, page = open_plan(window)
    file_of(own).with_name("~$clinic.xlsx").write_bytes(b"")
    page = press(window, path, page, "save", weeks="6")
    answer = window.post(path, {**posted(page), "do": "print"})
    assert answer.headers["location"] == "/print/2"
    noted = json.loads((own.desk.folder / ".clinicplan" / "printed.json").read_text())[PLAN]
    assert [item["version"] for item in noted] == [2, 3]
    kept = papers(own)[f"{PLAN} version 3, 2026-11-21.pdf"]
    assert hashlib.sha256(kept).hexdigest() == noted[1]["sha256"]


def test_a_copy_of_the_folder_knows_what_was_given_out(own: Running, tmp_path: Path) -> None:
    import shutil

    print_out(own.window(), PLAN)
    given = papers(own)[f"{PLAN}.pdf"]
    copy = tmp_path / "copied"
    copy.mkdir()
    shutil.copytree(own.desk.folder, copy / "plans")
    shutil.copy(file_of(own), copy / "another name.xlsx")
    (copy / "own").mkdir()
    with running(copy, workbook=copy / "another name.xlsx") as other:
        other_dose(other)
        _, pdf = print_out(other.window(), PLAN)
        assert "version 3" in says(pdf)
        assert papers(other)[f"{PLAN} version 2, 2026-11-21.pdf"] == given


def test_many_new_numbers_are_only_counted(own: Running) -> None:
    window = own.window()
    plans = [plan.id for plan in own.desk.view.checked.reading.plans]  # type: ignore[union-attr]
    print_out(window, *plans)

    def later(book: Workbook) -> None:
        for row in range(2, 2 + len(plans)):
            book["Patients"].cell(row, 14).value = 3

    rewritten(own, later)
    page, pdf = print_out(window, *plans)
    said = words(page)
    (count,) = re.findall(r"(\d) plans say something else than what was given out", said)
    assert "was given out on" not in said
    assert len(list((own.desk.folder / "Earlier").iterdir())) == int(count) > 3
    assert {PLAN, OTHER} <= set(re.findall(r"HS-\d+", says(pdf)))


def test_where_it_cannot_be_noted_nothing_is_printed(own: Running) -> None:
    window = own.window()
    print_out(window, PLAN)
    state = own.desk.folder / ".clinicplan"
    (state / "printed.json").unlink()
    (state / "printed.json").mkdir()
    assert "printed.json" in words(window.post("/print", {"plan": OTHER}).text)
    assert "printed.json" in words(window.post("/print/1/nothing").text)
    path, page = open_plan(window)
    answer = window.post(path, {**posted(page), "weeks": "6", "do": "print"})
    assert answer.headers["location"] == path
    assert "printed.json" in words(window.get(path).text)


def test_an_answer_in_to_mend_makes_the_next_version_too(own: Running) -> None:
    window, cell = own.window(), version_cell(own)
    rewritten(own, lambda book: book["Exercises"].__setitem__("E2", "2 x 7, every day"))
    print_out(window, PLAN)
    given = papers(own)[f"{PLAN}.pdf"]
    page = window.get(f"/plan/{PLAN}").text
    (form,) = [form for form in page.split("<form") if 'name="fix" value="30 s"' in form]
    (mark,) = re.findall(r'name="finding" value="([^"]+)"', form)
    window.post("/mend/write", {"finding": mark, "fix": "30 s", "plan": PLAN})
    assert value(own, cell) == 2  # it is counted once, when it is printed
    _, pdf = print_out(window, PLAN)
    assert value(own, cell) == 3
    assert "version 3" in says(pdf)
    assert papers(own)[f"{PLAN} version 2, 2026-11-21.pdf"] == given
