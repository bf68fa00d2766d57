"""The Clinic pages: settings and people are written into the workbook, or it is as it was."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from openpyxl import load_workbook

from clinicplan.desk.permit import NAME
from tests.desk import logos
from tests.desk.test_pages import words
from tests.desk.test_saving import file_of
from tests.desk.windows import Running, Window, running, sample_in


def form_of(page: str, action: str) -> dict[str, str | list[str]]:
    """What a browser would send of a form that nobody has touched."""
    found = re.search(rf'<form[^>]*action="{action}".*?</form>', page, re.DOTALL)
    assert found, f"no form for {action}"
    sent: dict[str, str | list[str]] = {}
    text = found[0]
    for tag in re.findall(r"<input[^>]*>", text):
        said = dict(re.findall(r'([\w-]+)="([^"]*)"', tag))
        if "name" not in said or said.get("type") == "file" or said["name"] == "token":
            continue
        if said.get("type") in ("checkbox", "radio") and " checked" not in tag:
            continue
        _add(sent, said["name"], unescape(said.get("value", "on")))
    areas = re.findall(r'<textarea name="([^"]*)"[^>]*>(.*?)</textarea>', text, re.DOTALL)
    for name, inside in areas:
        _add(sent, name, unescape(inside))
    lists = re.findall(r'<select name="([^"]*)"[^>]*>(.*?)</select>', text, re.DOTALL)
    for name, inside in lists:
        chosen = re.search(r"<option selected>([^<]*)", inside)
        _add(sent, name, unescape(chosen[1]) if chosen else "")
    return sent


def _add(sent: dict[str, str | list[str]], name: str, text: str) -> None:
    before = sent.get(name, [])
    every = [*([before] if isinstance(before, str) else before), text]
    sent[name] = every if len(every) > 1 else text


def save(window: Window, path: str = "/clinic", **changed: str | list[str]) -> str:
    """Change some fields, save, and what the page says then."""
    form = form_of(window.get(path).text, path)
    assert changed.keys() <= form.keys()
    found = window.post(path, {**form, **changed, "do": "save"})
    return window.get(found.headers["location"]).text if found.status == 303 else found.text


def cell(desk: Running, setting: str) -> object:
    """What the Clinic sheet has beside a setting."""
    sheet = load_workbook(file_of(desk))["Clinic"]
    return next(row[1].value for row in sheet.iter_rows() if row[0].value == setting)


def reading(desk: Running):  # type: ignore[no-untyped-def]  # a Reading
    assert desk.desk.view
    assert desk.desk.view.checked
    return desk.desk.view.checked.reading


def test_a_form_that_nobody_has_touched_changes_nothing(own: Running) -> None:
    window, old = own.window(), file_of(own).read_bytes()
    for path in ("/clinic", "/clinic/people"):
        save(window, path)
    assert file_of(own).read_bytes() == old
    assert not (file_of(own).parent / "Before").exists()


def test_settings_are_saved_and_can_be_taken_back(own: Running) -> None:
    window, old, plans = own.window(), file_of(own).read_bytes(), reading(own).plans
    page = save(
        window,
        name="Müller & Söhne <Füße>",
        phone="0049 30 123",
        address="Gasse 1\r\n12345 Irgendwo",
        colour="#aa2200",
        region="United States (911)" if "United States (911)" in window.get("/clinic").text else "",
        pain_guide="2 and 4",
        visit="yes",
    )
    assert "Saved in clinic.xlsx." in words(page)
    assert "Müller &amp; Söhne &lt;Füße&gt;" in page
    clinic = reading(own).clinic
    assert (clinic.name, clinic.phone) == ("Müller & Söhne <Füße>", "0049 30 123")
    assert (clinic.address, clinic.colour) == ("Gasse 1\n12345 Irgendwo", "#AA2200")
    assert (clinic.pain_guide.carry_on, clinic.visit) == (2, True)
    assert reading(own).plans == plans
    assert cell(own, "Phone") == "0049 30 123"
    (copy,) = (file_of(own).parent / "Before").iterdir()
    assert copy.read_bytes() == old
    assert 'value="undo"' in page
    window.post("/clinic", {"do": "undo"})
    assert file_of(own).read_bytes() == old
    page = window.get("/clinic").text
    assert "clinic.xlsx is as it was before." in words(page)
    assert 'value="undo"' not in page


def test_every_setting_of_the_sheet_is_there(window: Window) -> None:
    from clinicplan.workbook.columns import CLINIC

    sent = form_of(window.get("/clinic").text, "/clinic")
    asked = {column.key for column in CLINIC.columns} - {"people"}  # ticks: nothing sent of none
    assert asked <= sent.keys()
    assert {f"was-{column.key}" for column in CLINIC.columns} <= sent.keys()


def test_an_emptied_setting_is_an_empty_cell(own: Running) -> None:
    save(own.window(), website="", other_formats="")
    assert (cell(own, "Website"), reading(own).clinic.website) == (None, "")


def test_several_people_in_pictures(own: Running) -> None:
    window = own.window()
    offered = re.findall(r'name="people" value="([^"]+)"', window.get("/clinic").text)
    form = form_of(window.get("/clinic").text, "/clinic")
    window.post("/clinic", {**form, "people": offered[:2], "do": "save"})
    assert cell(own, "People in pictures") == "; ".join(offered[:2])
    assert len(reading(own).clinic.people) == 2
    after = file_of(own).read_bytes()
    save(window)
    assert file_of(own).read_bytes() == after


def test_the_clinics_edition_is_that_of_plans_without_one(own: Running) -> None:
    page = save(own.window(), edition="large print")
    assert "Saved in" in page
    assert {plan.edition for plan in reading(own).plans} >= {"large-print"}


@pytest.mark.parametrize(
    ("field", "text", "says"),
    [
        ("name", "", "Name is missing."),
        ("phone", "", "Phone is missing."),
        ("email", "hello at harbour", "e-mail address"),
        ("colour", "mauvish", "six"),
        ("pain_guide", "eight", "two rising numbers"),
        ("paper", "A5", "A4"),
        ("name", "诊所", ""),
        ("logo", "../up.png", ""),
    ],
)
def test_what_the_workbook_could_not_mean_is_said_at_its_field(
    own: Running, field: str, text: str, says: str
) -> None:
    window, old = own.window(), file_of(own).read_bytes()
    page = save(window, **{field: text, "hours": "Never on Sundays"})
    assert "hint bad" in page
    assert says in words(page)
    assert "Never on Sundays" in page
    assert file_of(own).read_bytes() == old


def test_what_excel_has_changed_meanwhile_is_shown_and_not_written_over(own: Running) -> None:
    window = own.window()
    form = form_of(window.get("/clinic").text, "/clinic")
    book = load_workbook(file_of(own))
    for row in book["Clinic"].iter_rows():
        if row[0].value in ("Opening hours", "Website"):
            row[1].value = f"{row[0].value} of Excel"
    book.save(file_of(own))
    own.desk.read_again()
    theirs = file_of(own).read_bytes()
    found = window.post("/clinic", {**form, "hours": "Mine", "name": "New", "do": "save"})
    assert "In the workbook it is now: Opening hours of Excel" in words(found.text)
    assert file_of(own).read_bytes() == theirs
    again = form_of(found.text, "/clinic")
    assert (again["hours"], again["was-hours"]) == ("Mine", "Opening hours of Excel")
    window.post("/clinic", {**again, "do": "save"})
    clinic = reading(own).clinic
    assert (clinic.hours, clinic.name) == ("Mine", "New")
    assert clinic.website == "Website of Excel"  # which nobody touched here


def test_nothing_is_written_while_excel_has_it_open(own: Running) -> None:
    window, old = own.window(), file_of(own).read_bytes()
    file_of(own).with_name("~$clinic.xlsx").touch()
    page = save(window, name="Another")
    assert "Excel has clinic.xlsx open. Nothing was written" in words(page)
    assert 'value="Another"' in page
    assert file_of(own).read_bytes() == old


def test_undo_leaves_what_excel_has_saved_since(own: Running) -> None:
    window = own.window()
    save(window, name="Another")
    book = load_workbook(file_of(own))
    book.save(file_of(own))
    theirs = file_of(own).read_bytes()
    window.post("/clinic", {"do": "undo"})
    assert file_of(own).read_bytes() == theirs
    assert "was changed since" in words(window.get("/clinic").text)


def test_a_setting_that_an_older_workbook_lacks_gets_a_row(own: Running) -> None:
    book = load_workbook(file_of(own))
    sheet = book["Clinic"]
    for row in sheet.iter_rows():
        if row[0].value == "Visit page":
            row[0].value = row[1].value = None
    book.save(file_of(own))
    own.desk.read_again()
    assert "Saved in" in save(own.window(), visit="yes")
    assert (cell(own, "Visit page"), reading(own).clinic.visit) == ("yes", True)


def test_page_one_follows_what_is_typed(own: Running) -> None:
    window = own.window()
    form = form_of(window.get("/clinic").text, "/clinic")
    found = window.post("/clinic/look", {**form, "colour": "#ffee00", "name": "Somewhere else"})
    said = found.text
    address = re.search(r'"picture":"([^"]+)"', said)
    assert address
    assert window.get(address[1]).body.startswith(b"\x89PNG")
    assert window.get("/clinic/page.png").body.startswith(b"\x89PNG")
    assert "light" in said
    assert window.get("/dress/99/logo.png").status == 404


# People


def test_a_person_is_changed_and_another_added(own: Running) -> None:
    window, plans = own.window(), reading(own).plans
    page = window.get("/clinic/people").text
    row = re.search(r'name="name-(\d+)" value="Pat Pretend"', page)
    assert row
    page = save(window, "/clinic/people", **{
        f"role-{row[1]}": "Chiropodist", "name--1": "Pia Pretend", "role--1": "Podiatrist",
    })  # fmt: skip
    assert "Saved in clinic.xlsx." in words(page)
    people = {who.code: who for who in reading(own).practitioners}
    assert people["PP"].role == "Chiropodist"
    assert (people["PP2"].name, people["PP2"].role) == ("Pia Pretend", "Podiatrist")
    after = reading(own).plans
    assert [plan.id for plan in after] == [plan.id for plan in plans]
    assert {plan.practitioner.role for plan in after if plan.practitioner.code == "PP"} == {
        "Chiropodist"
    }


def test_a_name_that_rows_of_patients_use_is_not_changed_alone(own: Running) -> None:
    book = load_workbook(file_of(own))
    sheet = book["Patients"]
    column = next(item.column for item in sheet[1] if item.value == "Practitioner")
    sheet.cell(2, column).value = "Alex Example"
    book.save(file_of(own))
    own.desk.read_again()
    window, old = own.window(), file_of(own).read_bytes()
    row = re.search(r'name="name-(\d+)" value="Alex Example"', window.get("/clinic/people").text)
    assert row
    page = save(window, "/clinic/people", **{f"name-{row[1]}": "Alexa Example"})
    assert "Plan HS-0417 could not be made any more, so nothing was written." in words(page)
    assert file_of(own).read_bytes() == old


def test_a_person_without_a_name_is_asked_for_one(own: Running) -> None:
    page = save(own.window(), "/clinic/people", **{"role--1": "Podiatrist"})
    assert "hint bad" in page
    assert "Saved" not in page


def test_rows_that_have_moved_are_not_written_over(own: Running) -> None:
    window = own.window()
    form = form_of(window.get("/clinic/people").text, "/clinic/people")
    book = load_workbook(file_of(own))
    book["Practitioners"].move_range("A2:E3", rows=1)
    book.save(file_of(own))
    own.desk.read_again()
    theirs = file_of(own).read_bytes()
    row = next(name for name, text in form.items() if text == "Pat Pretend" and "was" not in name)
    found = window.post("/clinic/people", {**form, row: "Somebody", "do": "save"})
    assert "was changed in Excel, too, so nothing was written." in words(found.text)
    assert file_of(own).read_bytes() == theirs


# The logo


def chosen(window: Window, data: bytes, name: str = "Our logo.png") -> dict[str, object]:
    import json

    said: dict[str, object] = json.loads(window.send("/logo", {}, {"logo_file": (name, data)}).text)
    return said


def test_a_logo_is_chosen_and_lies_beside_the_workbook(own: Running) -> None:
    window = own.window()
    said = chosen(window, logos.SVG, "C:\\pictures\\Löwe <b>.svg")
    assert said == {"number": 1, "name": "logo.svg", "said": ""}
    form = form_of(window.get("/clinic").text, "/clinic")
    look = window.post("/clinic/look", {**form, "logo_chosen": "1"}).text
    small = re.search(r'"logo":"([^"]+)"', look)
    assert small
    assert window.get(small[1]).body.startswith(b"\x89PNG")
    assert not file_of(own).with_name("logo.svg").exists()
    window.post("/clinic", {**form, "logo_chosen": "1", "do": "save"})
    assert file_of(own).with_name("logo.svg").read_bytes() == logos.SVG
    assert (cell(own, "Logo file"), reading(own).clinic.logo) == ("logo.svg", "logo.svg")
    chosen(window, logos.png())
    file_of(own).with_name("logo.png").write_bytes(b"somebody else's")
    form = form_of(window.get("/clinic").text, "/clinic")
    window.post("/clinic", {**form, "logo_chosen": "2", "do": "save"})
    assert file_of(own).with_name("logo.png").read_bytes() == b"somebody else's"
    assert cell(own, "Logo file") == "logo-2.png"


def test_a_logo_is_taken_off(own: Running) -> None:
    window = own.window()
    form = form_of(window.get("/clinic").text, "/clinic")
    window.send("/clinic", {**_flat(form), "do": "save"}, {"logo_file": ("l.png", logos.png())})
    assert cell(own, "Logo file") == "logo.png"  # without a script, too
    form = form_of(window.get("/clinic").text, "/clinic")
    page = window.post("/clinic", {**form, "name": "Typed", "do": "take_off"}).text
    assert 'value="Typed"' in page
    assert cell(own, "Logo file") == "logo.png"
    window.post("/clinic", {**form_of(page, "/clinic"), "do": "save"})
    assert (cell(own, "Logo file"), reading(own).clinic.name) == (None, "Typed")


def _flat(form: dict[str, str | list[str]]) -> dict[str, str]:
    return {name: text for name, text in form.items() if isinstance(text, str)}


def test_a_logo_does_not_stay_where_the_cell_could_not_be_written(own: Running) -> None:
    window = own.window()
    form = form_of(window.get("/clinic").text, "/clinic")
    chosen(window, logos.SVG)
    file_of(own).with_name("~$clinic.xlsx").touch()
    page = window.post("/clinic", {**form, "logo_chosen": "1", "do": "save"}).text
    assert "Excel has clinic.xlsx open." in words(page)
    assert not file_of(own).with_name("logo.svg").exists()
    assert 'name="logo_chosen" value="1"' in page


BAD = {
    "script.svg": (logos.SCRIPT, "more than shapes"),
    "laughs.svg": (logos.LAUGHS, "declarations"),
    "fetches.svg": (logos.FETCHES, "cannot be the logo"),
    "bomb.png": (logos.bomb(), "40 million pixels"),
    "IMG_1.HEIC": (logos.HEIC, "HEIC"),
    "notes.png": (logos.TEXT, "not a PNG, JPEG or SVG picture"),
    "cut.png": (logos.png()[:60], "damaged or cut off"),
    "empty.png": (b"", "empty"),
}


@pytest.mark.parametrize("name", BAD)
def test_what_cannot_be_a_logo_is_said(window: Window, name: str) -> None:
    data, says = BAD[name]
    said = str(chosen(window, data, name)["said"])
    assert said.startswith(f"{name} cannot be the logo.")
    assert says in said


def test_a_logo_that_is_too_large_is_not_taken_in(window: Window) -> None:
    from clinicplan.desk.door import FILE_LIMIT

    large = logos.png() + bytes(21 * 2**20)
    assert "larger than 20 MB" in str(chosen(window, large)["said"])
    found = window.send("/logo", {}, {"logo_file": ("a.png", bytes(FILE_LIMIT))})
    assert found.status == 413
    assert found.text


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("multipart/form-data", b"x"),
        ("multipart/form-data; boundary=a", b"--a\r\n\r\nno name\r\n--a--\r\n"),
        ("multipart/form-data; boundary=a", b'--a\r\nx: y; name="b"\r\n\r\nno end'),
        ("multipart/form-data; boundary=a", b'--a\r\nx: y; name="b"\r\n\r\n\xff\r\n--a--'),
        ("multipart/form-data; boundary=a", b"--a--" * 9),
        ("multipart/form-data; boundary=a", b"--a\r\n\r\n" * 3000),
    ],
)
def test_a_form_that_is_no_form_is_refused(own: Running, kind: str, body: bytes) -> None:
    window = own.window()
    head = window.headers(Origin=own.origin, Content_Type=kind, X_Token=own.desk.keys.token)
    assert own.ask("POST", "/logo", head, body).status == 400


def test_a_file_without_the_token_or_from_elsewhere_is_not_taken(window: Window) -> None:
    files = {"logo_file": ("a.svg", logos.SVG)}
    assert window.send("/logo", {"token": "guess"}, files).status == 403
    assert window.send("/logo", {}, files, Origin="http://localhost").status == 403
    assert window.send("/workbook/excel", {"more": "x" * (1 << 20)}, {}).status == 413


def test_bytes_of_a_file_arrive_as_they_are(bare: Running) -> None:
    window = bare.window()
    odd = logos.png() + b"\r\n--\r\n\n\r--- made-up \x00\xff\r\n"
    assert chosen(window, odd)["said"] == ""
    file = bare.desk.around.places[0] / "Clinic plans" / "logo.png"
    form = {"name": "Made-up Feet", "phone": "1", "person": "Nora Notional", "logo_chosen": "1"}
    assert window.post("/set-up", form).headers["location"] == "/plans"
    assert file.read_bytes() == odd


def test_setting_up_with_a_logo(bare: Running) -> None:
    window = bare.window()
    form = {"name": "Made-up Feet", "phone": "", "person": "Nora Notional"}
    page = window.send("/set-up", form, {"logo_file": ("x.gif", logos.TEXT)}).text
    assert "x.gif cannot be the logo." in words(page)
    page = window.send("/set-up", form, {"logo_file": ("Ours.SVG", logos.SVG)}).text
    number = re.search(r'name="logo_chosen" value="(\d+)"', page)
    assert number
    assert "logo.svg" in page
    look = window.post("/set-up/look", {**form, "logo_chosen": number[1]}).text
    assert '"logo":"/dress/' in look
    window.post("/set-up", {**form, "phone": "1", "logo_chosen": number[1]})
    clinic = reading(bare).clinic
    assert clinic.logo == "logo.svg"
    assert file_of(bare).with_name("logo.svg").read_bytes() == logos.SVG
    assert window.get("/clinic/logo.png").body.startswith(b"\x89PNG")
    assert not {"logo-missing", "logo-unusable"} & {
        item.code for item in bare.desk.view.checked.found  # type: ignore[union-attr]  # read
    }


# The switch


def test_the_desk_may_be_told_to_write_nothing(tmp_path: Path) -> None:
    file = sample_in(tmp_path)
    with running(tmp_path, workbook=file) as desk:
        window, old = desk.window(), file.read_bytes()
        form = form_of(window.get("/clinic").text, "/clinic")
        assert "The desk may fill in the workbook" in words(window.get("/clinic/files").text)
        window.post("/clinic/files", {"writes": "no"})
        assert not desk.desk.saves
        assert 'action="/clinic"' not in window.get("/clinic").text
        assert 'action="/clinic/people"' not in window.get("/clinic/people").text
        assert 'value="save"' not in window.get("/new").text
        window.post("/clinic", {**form, "name": "Another", "do": "save"})
        assert file.read_bytes() == old
    with running(tmp_path, workbook=file) as desk:  # another day
        assert not desk.desk.saves
        desk.window().post("/clinic/files", {"writes": "yes"})
        assert desk.desk.saves
        (desk.desk.around.own / NAME).write_text("{")
        assert not desk.desk.saves
    (tmp_path / "own" / NAME).unlink()
    with running(tmp_path, workbook=file, saves=False) as desk:
        window = desk.window()
        assert "started so that it writes nothing" in words(window.get("/clinic/files").text)
        window.post("/clinic/files", {"writes": "yes"})
        assert not desk.desk.saves
        assert not (tmp_path / "own" / NAME).exists()


def test_folders_are_shown(own: Running) -> None:
    window = own.window()
    for which in ("handouts", "own", "nonsense"):
        window.post("/clinic/folder", {"which": which})
    home = own.desk.around.own
    assert own.opened[0] == (file_of(own), True)  # there are no handouts yet
    assert [path for path, _ in own.opened[1:]] in ([home, home], [file_of(own)] * 2)


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("own", "Own exercises Arch lift"),
        ("programmes", "Harbour starter Toe curl and spread, Arch lift"),
        ("letters", "No password is kept in a file."),
        ("files", "clinic.xlsx Show its folder"),
        ("about", "No clinician has reviewed the exercises yet."),
        ("people", "Alex Example AE"),
    ],
)
def test_the_other_pages(window: Window, path: str, says: str) -> None:
    found = window.get(f"/clinic/{path}")
    assert found.status == 200
    assert f'href="/clinic/{path}" aria-current="page"' in found.text
    assert says in words(found.text)
