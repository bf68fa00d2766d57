"""How a desk comes to its workbook: a sample, an own clinic, or a file that is there."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from clinicplan.desk.door import FILE_LIMIT
from clinicplan.desk.running import remembered
from clinicplan.desk.setup import NEEDED, initials
from tests.desk.test_pages import words
from tests.desk.test_watch import mistake
from tests.desk.windows import SAMPLE, Running, Window, sample_in

CLINIC = {"name": "Made-up Feet", "phone": "01632 960 000", "person": "Nora Notional"}


def test_the_first_page(bare: Running) -> None:
    window = bare.window()
    page = window.get("/")
    assert page.status == 200
    assert "No clinician has reviewed the exercises yet." in words(page.text)
    assert window.get("/start/1.png").body.startswith(b"\x89PNG")
    assert window.get("/start/3.png").status == 404
    for path in ("/plans", "/mend", "/plan/HS-0417"):
        assert window.get(path).headers["location"] == "/"


def test_the_sample_has_a_folder_of_its_own(bare: Running) -> None:
    window = bare.window()
    assert window.post("/workbook/sample").headers["location"] == "/plans"
    assert "All 8" in words(window.get("/plans").text)
    (file,) = bare.desk.around.places[0].rglob("*.xlsx")
    before = file.stat()
    window.post("/workbook/sample")
    assert file.stat() == before  # it is never written over


def test_a_clinic_of_ones_own(bare: Running) -> None:
    window = bare.window()
    missing = window.post("/set-up", {**CLINIC, "phone": " ", "hours": "Mondays"})
    assert "This is needed." in missing.text
    assert 'value="Mondays"' in missing.text
    assert list(bare.desk.around.places[0].iterdir()) == []
    more = {"region": "us", "paper": "Letter", "colour": "#124466", "role": "Podiatrist"}
    assert window.post("/set-up", {**CLINIC, **more}).headers["location"] == "/plans"
    view = bare.desk.view
    assert view
    assert view.checked
    clinic, people = view.checked.reading.clinic, view.checked.reading.practitioners
    assert (clinic.name, clinic.phone) == ("Made-up Feet", "01632 960 000")
    assert (clinic.region, clinic.paper, clinic.colour) == ("us", "Letter", "#124466")
    assert [(who.code, who.name, who.role) for who in people] == [
        ("NN", "Nora Notional", "Podiatrist")
    ]
    assert {item.code for item in view.checked.found} <= {"no-plans", "colour-darkened"}
    assert "No plans yet" in window.get("/plans").text
    again = window.post("/set-up", CLINIC)
    assert "is in" in again.text
    assert "already" in again.text


def test_the_square_has_the_colour_that_is_printed(bare: Running) -> None:
    window = bare.window()
    assert 'class="swatch"' in window.get("/set-up").text
    for chosen, printed in (("", "#1f5a8c"), ("mauvish", "#1f5a8c"), ("#AA2200", "#aa2200"),
                            ("Dark Green", "#006400"), ("navyblue", "#000080")):
        page = window.post("/set-up", {"name": "", "colour": chosen}).text
        square = page.partition('class="swatch"')[2].partition(">")[0]
        assert f'value="{printed}"' in square
        said = window.post("/set-up/look", {"colour": chosen}).text
        assert f'"colour":"{printed}"' in said
    assert window.get("/set-up/1.png").body.startswith(b"\x89PNG")


def test_a_colour_that_nobody_knows_is_told_at_its_field_and_nothing_is_written(
    bare: Running,
) -> None:
    window = bare.window()
    page = window.post("/set-up", {**CLINIC, "colour": "<mauvish>"}).text
    at = page.partition('id="colour-said"')[2].partition("</span>")[0]
    assert "&lt;mauvish&gt;" in at
    assert "is not a colour. Type one like dark green or navy" in at
    assert list(bare.desk.around.places[0].iterdir()) == []
    said = json.loads(window.post("/set-up/look", {"colour": "mauvish"}).text)
    assert said["colour_said"].startswith('"mauvish" is not a colour. Type one like')
    assert said["said"] == ""
    assert window.post("/set-up", {**CLINIC, "colour": "dark green"}).status == 303
    assert bare.desk.view
    assert bare.desk.view.checked
    assert bare.desk.view.checked.reading.clinic.colour == "#006400"


def test_what_is_needed_is_said_before_and_has_the_cursor_after(bare: Running) -> None:
    window = bare.window()
    page = window.get("/set-up").text
    assert page.count('aria-required="true"') == len(NEEDED)
    assert words(page).count("needed") == len(NEEDED)
    page = window.post("/set-up", {"name": "Made-up Feet"}).text
    assert re.findall(r'name="(\w+)"[^>]* autofocus', page) == ["phone"]
    assert re.findall(r'name="(\w+)"[^>]* class="wrong"', page) == ["phone", "person"]


def test_the_set_up_names_things_as_the_clinics_page_does(bare: Running) -> None:
    window = bare.window()
    first = _labels(window.get("/set-up").text)
    window.post("/set-up", CLINIC)
    later = _labels(window.get("/clinic").text)
    later |= _labels(window.get("/clinic/people").text)
    other = {"name", "person", *(key for key in first if key.endswith("_2")), "folder"}
    assert first.keys() - other <= later.keys() | {"role", "registration"}
    assert {key: first[key] for key in ("hours", "email", "region", "phone", "colour")} == {
        key: later[key] for key in ("hours", "email", "region", "phone", "colour")
    }


def _labels(page: str) -> dict[str, str]:
    """The bold words above each field, by its name."""
    found = re.findall(
        r'<(?:label class="field|div class="field)[^>]*>\s*'
        r'(?:<label for="colour" class="label">|<span>)([^<]+?) *<.*?name="(\w+)"',
        page, re.DOTALL,
    )  # fmt: skip
    return {name: label for label, name in found}


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ("", "Documents/Clinic plans"),
        ("Praxis Ü", "Documents/Praxis Ü"),
        ('"{desktop}/Feet/2026"', "Desktop/Feet/2026"),
    ],
)
def test_a_clinic_goes_where_it_is_wanted(bare: Running, typed: str, place: str) -> None:
    documents, desktop = bare.desk.around.places
    form = {**CLINIC, "folder": typed.format(desktop=desktop)}
    assert bare.window().post("/set-up", form).headers["location"] == "/plans"
    assert (documents.parent / place / "clinic.xlsx").is_file()


def test_a_folder_that_cannot_be_is_said_and_nothing_typed_is_lost(bare: Running) -> None:
    documents = bare.desk.around.places[0]
    (documents / "notes").write_text("Dear diary")
    page = bare.window().post("/set-up", {**CLINIC, "folder": "notes"}).text
    assert "is a file, not a folder" in words(page)
    assert 'value="notes"' in page
    assert 'value="Nora Notional"' in page


def test_two_people_of_the_same_initials(bare: Running) -> None:
    window, more = bare.window(), {"role_2": "Podiatrist"}
    assert "This is needed." in window.post("/set-up", {**CLINIC, **more}).text
    window.post("/set-up", {**CLINIC, **more, "person_2": "Ned Notional"})
    assert bare.desk.view
    assert bare.desk.view.checked
    people = bare.desk.view.checked.reading.practitioners
    assert [(who.code, who.name, who.role) for who in people] == [
        ("NN", "Nora Notional", ""), ("NN2", "Ned Notional", "Podiatrist"),
    ]  # fmt: skip


def test_the_clinics_first_page_follows_what_is_typed(bare: Running) -> None:
    window = bare.window()
    first = window.post("/set-up/look", CLINIC)
    second = window.post("/set-up/look", {**CLINIC, "colour": "#aa2200"})
    assert first.body != second.body
    address = second.text.partition('":"')[2].partition('"')[0]
    assert window.get(address).body.startswith(b"\x89PNG")
    assert window.get("/dress/99.png").status == 404
    assert window.post("/set-up/look", {"colour": "<b>", "name": "\u0000"}).status in (200, 500)


@pytest.mark.parametrize(
    ("name", "code"),
    [("Pat Pretend", "PP"), ("zoë von Ängstrom", "ZVÄ"), ("42", "A"), ("(Dr) Ada", "A")],
)
def test_initials(name: str, code: str) -> None:
    assert initials(name) == code


def test_a_workbook_is_chosen_from_the_usual_folders(bare: Running) -> None:
    documents, desktop = bare.desk.around.places
    (documents / "2026").mkdir()
    chosen = sample_in(documents / "2026", "Praxis Ü.xlsx")
    for name in ("~$Praxis Ü.xlsx", ".hidden.xlsx", "notes.docx", "Praxis Ü - checked.xlsx"):
        (documents / "2026" / name).touch()
    for folder in ("Before", "Earlier"):  # copies of our own are no clinic to go on with
        (documents / "2026" / folder).mkdir()
        (documents / "2026" / folder / "copy.xlsx").touch()
    (desktop / "link").symlink_to(desktop)  # round and round
    window = bare.window()
    page = window.get("/workbook").text
    assert "Praxis Ü.xlsx" in page
    assert ".hidden.xlsx" not in page
    assert "notes.docx" not in page
    assert "copy.xlsx" not in page
    assert "checked.xlsx" not in page
    assert window.post("/workbook/open", {"file": str(chosen)}).headers["location"] == "/plans"
    assert bare.desk.view
    assert bare.desk.view.file == chosen


@pytest.mark.parametrize(
    "file", ["/nowhere/clinic.xlsx", "{folder}", "{folder}/notes.xlsx", "a\0b"]
)
def test_what_is_no_workbook_is_said(bare: Running, tmp_path: Path, file: str) -> None:
    (tmp_path / "notes.xlsx").write_text("Dear diary")
    window = bare.window()
    found = window.post("/workbook/open", {"file": file.format(folder=tmp_path)})
    assert found.headers["location"] == "/workbook"
    assert "cannot be read." in window.get("/workbook").text


def test_another_workbook_is_never_taken_without_asking(own: Running, tmp_path: Path) -> None:
    """A second start with another file: the window asks, and may stay."""
    other = sample_in(tmp_path, "other.xlsx")
    head: dict[str, str | None] = {"Host": f"127.0.0.1:{own.port}", "X-Bell": own.desk.keys.bell}
    own.ask("POST", "/bell", head, str(other).encode())
    window = own.window()
    assert window.get("/").headers["location"] == "/workbook/which"
    page = words(window.get("/workbook/which").text)
    assert "Stay with clinic.xlsx" in page
    assert "Go on with other.xlsx" in page
    window.post("/workbook/open", {"file": str(other)})
    assert own.desk.view
    assert own.desk.view.file == other
    assert window.get("/").headers["location"] == "/plans"


def test_the_chips_menu(own: Running) -> None:
    window, file = own.window(), own.desk.view and own.desk.view.file
    page = {"Referer": f"{own.origin}/mend?show=look"}
    assert window.post("/workbook/excel", None, **page).headers["location"] == "/mend?show=look"
    away = {"Referer": "http://evil.example/"}
    assert window.post("/workbook/folder", None, **away).headers["location"] == "/plans"
    window.post("/workbook/copy")
    assert file
    checked = file.with_name("clinic - checked.xlsx")
    assert own.opened == [(file, False), (file, True), (checked, False)]
    assert checked.exists()


def test_a_dropped_workbook_is_copied_into_the_clinics_folder(bare: Running) -> None:
    window, content = bare.window(), SAMPLE.read_bytes()
    folder = bare.desk.around.places[0] / "Clinic plans"
    assert window.drop("Montag Ü.xlsx", content).text == '{"go":"/plans"}'
    assert (folder / "Montag Ü.xlsx").read_bytes() == content
    page = words(window.get("/plans").text)
    assert "Clinic plans. Work on that one, Montag Ü.xlsx, from now on." in page
    window.drop("Montag Ü.xlsx", content)
    assert len(list(folder.iterdir())) == 1
    assert not (folder / "Before").exists()


@pytest.mark.parametrize(
    ("decision", "names", "opens"),
    [
        ("place", ["Before", "Montag.xlsx"], "Montag.xlsx"),
        ("both", ["Montag 2.xlsx", "Montag.xlsx"], "Montag 2.xlsx"),
    ],
)
def test_of_two_of_one_name_somebody_says_what_becomes(
    bare: Running, decision: str, names: list[str], opens: str
) -> None:
    window, old, new, folder = two_of_one_name(bare)
    page = window.get("/workbook/same").text
    assert "Take the place of it" in words(page)
    assert "The new one is called Montag 2.xlsx." in words(page)
    assert (folder / "Montag.xlsx").read_bytes() == old  # nothing yet
    form = {"mark": mark_in(page), "decision": decision}
    assert window.post("/workbook/same", form).headers["location"] == "/plans"
    assert sorted(path.name for path in folder.iterdir() if path.name[0] != ".") == names
    kept = [path.read_bytes() for path in folder.rglob("Montag*.xlsx")]
    assert {old, new} <= {*kept}
    assert bare.desk.view
    assert bare.desk.view.file == folder / opens
    assert (folder / opens).read_bytes() == new
    assert window.post("/workbook/same", form).headers["location"] == "/workbook/same"
    assert window.get("/workbook/same").headers["location"] == "/"
    assert window.drop("Montag.xlsx", new).text == '{"go":"/plans"}'  # it lies there


def two_of_one_name(bare: Running) -> tuple[Window, bytes, bytes, Path]:
    """A workbook was dropped, and another one of its name: the bytes of both, and their folder."""
    window, old = bare.window(), SAMPLE.read_bytes()
    window.drop("Montag.xlsx", old)
    other = sample_in(bare.desk.around.places[1])
    mistake(other)
    assert window.drop("Montag.xlsx", other.read_bytes()).text == '{"go":"/workbook/same"}'
    folder = bare.desk.around.places[0] / "Clinic plans"
    return window, old, other.read_bytes(), folder


def mark_in(page: str) -> str:
    return page.partition('name="mark" value="')[2].partition('"')[0]


def test_the_place_is_not_taken_while_excel_has_it_open(bare: Running) -> None:
    window, old, _, folder = two_of_one_name(bare)
    form = {"mark": mark_in(window.get("/workbook/same").text), "decision": "place"}
    (folder / "~$Montag.xlsx").touch()
    assert "Excel has Montag.xlsx open" in words(window.post("/workbook/same", form).text)
    assert (folder / "Montag.xlsx").read_bytes() == old
    (folder / "~$Montag.xlsx").unlink()
    assert window.post("/workbook/same", form).headers["location"] == "/plans"


def test_the_place_is_not_taken_of_one_that_was_saved_meanwhile(bare: Running) -> None:
    window, _, _, folder = two_of_one_name(bare)
    form = {"mark": mark_in(window.get("/workbook/same").text), "decision": "place"}
    mistake(folder / "Montag.xlsx")
    with (folder / "Montag.xlsx").open("ab") as file:
        file.write(b" ")
    theirs = (folder / "Montag.xlsx").read_bytes()
    assert window.post("/workbook/same", form).headers["location"] == "/workbook/same"
    assert (folder / "Montag.xlsx").read_bytes() == theirs
    assert mark_in(window.get("/workbook/same").text) != form["mark"]


def test_what_is_no_workbook_takes_nobodys_place(bare: Running) -> None:
    window = bare.window()
    window.drop("Montag.xlsx", SAMPLE.read_bytes())
    assert "no Excel workbook" in window.drop("Montag.xlsx", b"Dear diary").text
    assert window.get("/workbook/same").headers["location"] == "/"


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("old.xls", b"x", "no Excel workbook"),
        (".xlsx", b"x", "no Excel workbook"),
        ("", b"x", "no Excel workbook"),
        ("..\\..\\up.txt", b"x", "no Excel workbook"),
        ("a\nb.xlsx", b"x", "no Excel workbook"),
        ("notes.xlsx", b"Dear diary", '{"go":"/workbook"}'),
    ],
)
def test_what_else_is_dropped(bare: Running, name: str, content: bytes, says: str) -> None:
    assert says in bare.window().drop(name, content).text


def test_a_dropped_name_leads_nowhere_else(bare: Running) -> None:
    bare.window().drop("../../up.xlsx", SAMPLE.read_bytes())
    found = [path.parent.name for path in bare.desk.around.own.parent.rglob("up.xlsx")]
    assert found == ["Clinic plans"]


def test_a_file_from_elsewhere_is_not_taken(bare: Running) -> None:
    window, content = bare.window(), SAMPLE.read_bytes()
    assert window.drop("a.xlsx", content, X_Token=None).status == 403
    assert window.drop("a.xlsx", content, Origin="http://localhost").status == 403
    assert window.drop("a.xlsx", bytes(FILE_LIMIT + 1)).status == 413
    assert list(bare.desk.around.places[0].iterdir()) == []


def test_the_workbook_is_remembered_as_soon_as_it_is_open(bare: Running) -> None:
    """Not only when the desk ends: it may be killed."""
    bare.window().post("/workbook/sample")
    assert bare.desk.view
    assert remembered(bare.desk.around.own) == bare.desk.view.file
