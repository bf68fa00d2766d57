"""One plan ID in two rows, or typed over: nobody is given another patient's exercises unasked."""

from __future__ import annotations

import html
import re

import pytest
from openpyxl import load_workbook

from clinicplan.tasks.papers import read_papers
from tests.desk.forms import posted
from tests.desk.test_changing import PLAN, open_plan
from tests.desk.test_mending import type_in
from tests.desk.test_pages import words
from tests.desk.test_since import excel, since
from tests.desk.test_two_papers import print_out
from tests.desk.windows import Running, Window

OTHER_ROW = "Patients_A3"
KEEPS = re.compile(r'<form method="post" action="/mend/keeps".*?</form>', re.DOTALL)
CHOICE = re.compile(r'name="row" value="(\d+)">(.*?)</button>')
AGREE = re.compile(r'<form method="post" action="/mend/agree".*?</form>', re.DOTALL)
PUT_BACK = re.compile(r'<form method="post" action="/mend/put-back".*?</form>', re.DOTALL)
FIELD = re.compile(r'name="(finding|plan|show)" value="([^"]*)"')


def groups(page: str) -> list[str]:
    """What stands under each patient's heading."""
    return [words(part) for part in page.split('<section class="group">')[1:]]


def agree(window: Window, path: str) -> str:
    """Press the button that says whose the exercises are; what it says."""
    (form,) = AGREE.findall(window.get(path).text)
    assert window.post("/mend/agree", dict(FIELD.findall(form))).status == 303
    return html.unescape(re.findall(r"<button[^>]*>(.*?)</button>", form)[0])


def test_two_rows_with_one_id_are_told_each_under_its_own_name(own: Running) -> None:
    excel(own, **{OTHER_ROW: PLAN})
    window = own.window()
    page = window.get("/mend").text
    sam, tess = [part for part in groups(page) if "there more than once" in part]
    assert "Another plan ID for Sam Sample, row 2" in sam
    assert "Another plan ID for Tess Testwell, row 3" in tess
    assert ("ID for Tess" in sam, "ID for Sam" in tess) == (False, False)
    assert "The row that keeps this ID keeps its exercises." in sam
    for who in ("Sam Sample, row 2", "Tess Testwell, row 3"):
        assert f"Another plan ID for {who}" in words(window.get(f"/plan/{PLAN}").text)
    told = [str(item) for item in own.desk.view.checked.found]  # type: ignore[union-attr]  # read
    assert not any("Sam" in item or "Tess" in item for item in told)


def whose(window: Window, who: str) -> str:
    """Say under To mend whose the exercises are; the page that comes back."""
    form = KEEPS.findall(window.get("/mend").text)[0]
    (row,) = [row for row, label in CHOICE.findall(form) if html.unescape(label) == who]
    answer = window.post("/mend/keeps", {**dict(FIELD.findall(form)), "row": row})
    return words(window.get(answer.headers["location"]).text)


def cells(own: Running) -> list[object]:
    """The plan IDs of the first two rows."""
    assert own.desk.view
    page = load_workbook(own.desk.view.file)["Patients"]
    return [page["A2"].value, page["A3"].value]


@pytest.mark.parametrize("is_printed", [False, True])
@pytest.mark.parametrize("who", ["Sam Sample's, row 2", "Tess Testwell's, row 3"])
def test_whose_exercises_they_are_is_asked_with_both_names_and_the_exercises(
    who: str, is_printed: bool, own: Running
) -> None:
    window = own.window()
    if is_printed:
        print_out(window, PLAN)
    excel(own, **{OTHER_ROW: PLAN})
    page = words(window.get("/mend").text)
    assert "Whose exercises are these?" in page
    assert "Towel stretch, left, " in page
    assert "Sam Sample's, row 2 Tess Testwell's, row 3" in page
    assert (f"The last paper of {PLAN} was for Sam Sample." in page) is is_printed
    page = whose(window, who)
    is_sams = who.startswith("Sam")
    other = "Tess Testwell" if is_sams else "Sam Sample"
    assert f"{PLAN} is {who.partition(chr(39))[0]}'s." in page
    assert f"{other} is HS-0438 now, and has none of these exercises." in page
    assert cells(own) == ([PLAN, "HS-0438"] if is_sams else ["HS-0438", PLAN])
    assert f'value="{PLAN}"' in window.get("/print").text  # asked once
    assert len(window.get("/print").text.split('name="plan" value="HS-0438"')) == 1 + is_sams


def test_whose_exercises_they_are_is_taken_back(own: Running) -> None:
    window = own.window()
    excel(own, **{OTHER_ROW: PLAN})
    whose(window, "Tess Testwell's, row 3")
    done = re.findall(r'name="done" value="(\w+)"', window.get("/mend").text)[0]
    window.post("/mend/undo", {"done": done})
    assert cells(own) == [PLAN, PLAN]
    excel(own, Patients_A2="HS-0999")
    assert PLAN not in window.get("/print").text  # nobody has said so any more
    assert "Another patient had this plan ID, too" in words(window.get("/mend").text)
    assert agree(window, "/mend") == "Yes, these exercises are for Tess Testwell"
    assert f'value="{PLAN}"' in window.get("/print").text


def test_an_answer_about_rows_that_have_changed_writes_nothing(own: Running) -> None:
    window = own.window()
    excel(own, **{OTHER_ROW: PLAN})
    form = dict(FIELD.findall(KEEPS.findall(window.get("/mend").text)[0]))
    window.post("/mend/keeps", {**form, "row": "9"})
    excel(own, Patients_B3="Nora")
    window.post("/mend/keeps", {**form, "row": "3"})
    assert cells(own) == [PLAN, PLAN]


def test_a_new_plan_gets_no_id_that_a_patient_has_had(own: Running) -> None:
    window = own.window()
    excel(own, **{OTHER_ROW: "HS-0990"})
    print_out(window, "HS-0990")
    excel(own, **{OTHER_ROW: "HS-0431"})
    page = window.get("/new").text
    assert 'value="HS-0991"' in page


def test_who_keeps_the_id_of_another_ones_papers_waits_until_somebody_says_so(
    own: Running,
) -> None:
    window = own.window()
    print_out(window, PLAN)
    excel(own, **{OTHER_ROW: PLAN})
    type_in(window, "Patients A2", "HS-0999")
    assert PLAN not in window.get("/print").text
    assert window.post("/print", {"plan": PLAN}).headers["location"] == f"/plan/{PLAN}"
    assert PLAN not in words(window.get("/letters").text)
    was = "That paper was for Sam Sample. This plan is for Tess Testwell."
    assert since(window, "/mend") == [was] == since(window, f"/plan/{PLAN}")
    page = words(window.get("/mend").text)
    assert "nobody knows whose the exercises are" in page
    assert agree(window, f"/plan/{PLAN}") == "Yes, these exercises are for Tess Testwell"
    assert f'value="{PLAN}"' in window.get("/print").text
    excel(own, Patients_B3="Nora", Patients_C3="Nobody", Patients_D3="1970-01-02")
    assert PLAN not in window.get("/print").text  # another patient again


@pytest.mark.parametrize(
    ("cells", "is_held"),
    [
        ({"B2": "Pat", "C2": "Pattern"}, True),
        ({"B2": "Pat", "C2": "Pattern", "D2": "1950-01-02"}, True),
        ({"C2": "Married"}, False),
    ],
)
def test_a_row_that_was_typed_over_waits_and_a_new_surname_does_not(
    cells: dict[str, str], is_held: bool, own: Running
) -> None:
    window = own.window()
    print_out(window, PLAN)
    excel(own, **{f"Patients_{cell}": text for cell, text in cells.items()})
    assert (f'value="{PLAN}"' not in window.get("/print").text) is is_held


@pytest.mark.parametrize("was_printed", [False, True])
def test_save_and_print_prints_nothing_while_the_question_is_open(
    was_printed: bool, own: Running
) -> None:
    window = own.window()
    if was_printed:
        print_out(window, PLAN)
    excel(own, **({} if was_printed else {OTHER_ROW: PLAN}))
    excel(own, **{OTHER_ROW: "HS-0431", "Patients_B2": "Pat", "Patients_C2": "Pattern"})
    path, page = open_plan(window)
    for do in ("save:print", "print"):
        answer = window.post(path, {**posted(page), "weeks": "6", "do": do})
        assert not answer.headers["location"].startswith("/print")
        page = window.get(path).text
    assert len(read_papers(own.desk.folder).get(PLAN, ())) == was_printed
    assert "are for Pat Pattern" in words(window.get(f"/plan/{PLAN}").text)
    agree(window, f"/plan/{PLAN}")
    path, page = open_plan(window)
    answer = window.post(path, {**posted(page), "weeks": "7", "do": "save:print"})
    assert answer.headers["location"].startswith("/print/")
    assert "1 plan to print" in window.get(answer.headers["location"]).text
    assert len(read_papers(own.desk.folder)[PLAN]) == was_printed + 1


@pytest.mark.parametrize("do", ["save:print", "print"])
def test_another_name_that_is_typed_at_the_desk_is_asked_about_before_it_is_printed(
    do: str, own: Running
) -> None:
    window = own.window()
    print_out(window, PLAN)
    path, page = open_plan(window)
    other = {"first_name": "Pat", "last_name": "Pattern", "do": do}
    answer = window.post(path, {**posted(page), **other})
    assert not answer.headers["location"].startswith("/print")
    assert len(read_papers(own.desk.folder)[PLAN]) == 1


def test_papers_of_who_had_the_id_before_are_neither_shown_nor_opened(own: Running) -> None:
    window = own.window()
    print_out(window, PLAN)
    excel(own, E2="2 x 7, every day")
    print_out(window, PLAN)
    page = window.get(f"/plan/{PLAN}").text
    addresses = re.findall(rf'href="(/plan/{PLAN}/given/\w+.pdf)"', page)
    assert len(addresses) == 2
    assert "somebody else" not in page
    files = sorted(path.name for path in own.desk.folder.rglob(f"{PLAN}*.pdf"))
    excel(own, Patients_B2="Pat", Patients_C2="Pattern")
    for _ in ("asked", "answered"):
        page = window.get(f"/plan/{PLAN}").text
        assert "2 earlier papers under this ID were for somebody else." in words(page)
        assert "/given/" not in page
        assert "Was it not printed?" not in page
        assert [window.get(address).status for address in addresses] == [404, 404]
        if "/mend/agree" in page:
            agree(window, f"/plan/{PLAN}")
    assert f'value="{PLAN}"' in window.get("/print").text
    print_out(window, PLAN)
    page = window.get(f"/plan/{PLAN}").text
    assert len(re.findall("/given/", page)) == 1
    assert "2 earlier papers" in words(page)
    kept = [path.name for path in own.desk.folder.rglob(f"{PLAN}*.pdf")]
    assert set(files) <= set(kept)
    excel(own, Patients_B2="Sam", Patients_C2="Sample")
    page = window.get(f"/plan/{PLAN}").text
    assert len(re.findall("/given/", page)) == 2
    assert "1 earlier paper under this ID was for somebody else." in words(page)


@pytest.mark.parametrize("is_printed", [False, True])
def test_exercises_that_moved_to_another_ones_plan_are_neither_ticked_nor_printed(
    is_printed: bool, own: Running
) -> None:
    window, other = own.window(), "HS-0433"
    if is_printed:
        print_out(window, "HS-0432")
    assert f'value="{other}"' in window.get("/print").text
    excel(own, A2=other)
    assert f'value="{other}"' not in window.get("/print").text
    assert window.post("/print", {"plan": other}).headers["location"] == f"/plan/{other}"
    page = words(window.get("/mend").text)
    assert f"These exercises were under {PLAN} until now: Towel stretch." in page
    assert "They were Sam Sample’s. Are they for " in page
    excel(own, A2=PLAN)
    assert "until now" not in words(window.get("/mend").text)
    excel(own, A2=other)
    assert agree(window, "/mend").startswith("Yes, these exercises are for ")
    assert f'value="{other}"' in window.get("/print").text
    done = re.findall(r'name="done" value="(\w+)"', window.get("/mend").text)[0]
    window.post("/mend/undo", {"done": done})
    assert f'value="{other}"' not in window.get("/print").text


def test_whose_they_are_stands_above_a_misspelt_exercise(own: Running) -> None:
    window = own.window()
    excel(own, A2="HS-0433", C2="Towel stretch")
    excel(own, C2="Towl stretch")
    for path in ("/mend", "/plan/HS-0433"):
        page = words(window.get(path).text)
        assert page.index("until now: ") < page.index("There is no exercise"), path
    assert agree(window, "/mend").startswith("Yes, these exercises are for ")
    page = words(window.get("/mend").text)
    assert "until now" not in page
    assert "There is no exercise" in page


def test_two_patients_whose_ids_were_swapped_name_one_another(own: Running) -> None:
    window = own.window()
    for plan in ("HS-0432", "HS-0434"):
        print_out(window, plan)
    excel(own, Patients_A4="HS-0434", Patients_A6="HS-0432")
    people = own.desk.view.checked.reading.people  # type: ignore[union-attr]  # read
    names = {one.row: one.name for one in people}
    page = words(window.get("/mend").text)
    assert f"HS-0434 was {names[6]}’s, who stands in row 6 as HS-0432 now." in page
    assert f"HS-0432 was {names[4]}’s, who stands in row 4 as HS-0434 now." in page
    for one in own.desk.view.checked.found:  # type: ignore[union-attr]  # read
        assert not any(name in str(one) for name in names.values())


def put_back(window: Window) -> str:
    """Press the button that puts the rows back; the page that comes."""
    page = window.get("/mend").text
    form = PUT_BACK.findall(page)[0]
    answer = window.post("/mend/put-back", dict(FIELD.findall(form)))
    return words(window.get(answer.headers["location"]).text)


def ids(own: Running) -> list[object]:
    assert own.desk.view
    return [cell.value for cell in load_workbook(own.desk.view.file)["Exercises"]["A"]]


def test_rows_that_were_torn_from_their_plans_are_put_back_by_one_click(own: Running) -> None:
    window = own.window()
    as_given = ids(own)
    excel(own, A2="HS-0433", A8="HS-0434", A9=PLAN)
    page = words(window.get("/mend").text)
    assert page.count("No, put all 3 rows back") == 3
    page = put_back(window)
    assert "3 rows are under their plan IDs again." in page
    assert "until now" not in page
    assert ids(own) == as_given
    done = re.findall(r'name="done" value="(\w+)"', window.get("/mend").text)[0]
    window.post("/mend/undo", {"done": done})
    assert ids(own) != as_given
    assert words(window.get("/mend").text).count("No, put all 3 rows back") == 3


def test_ids_that_changed_places_are_put_back_by_one_click(own: Running) -> None:
    window, before = own.window(), cells(own)
    for plan in map(str, before):
        print_out(window, plan)
    excel(own, Patients_A2=before[1], **{OTHER_ROW: before[0]})
    page = words(window.get("/mend").text)
    assert page.count("No, put the 2 plan IDs back") == 1  # the other has no exercises now
    page = put_back(window)
    assert cells(own) == before
    assert "2 patients have the plan IDs again that were theirs." in page
    assert "nobody knows whose" not in page
    done = re.findall(r'name="done" value="(\w+)"', window.get("/mend").text)[0]
    window.post("/mend/undo", {"done": done})
    assert cells(own) == before[::-1]
    assert "No, put the 2 plan IDs back" in words(window.get("/mend").text)


def test_an_id_that_went_to_a_new_patient_is_not_put_back(own: Running) -> None:
    window, (first, second) = own.window(), cells(own)
    for plan in (first, second):
        print_out(window, str(plan))
    excel(own, Patients_A2="HS-0999", **{OTHER_ROW: first})
    assert "plan IDs back" not in window.get("/mend").text


def test_a_plan_that_lost_all_its_rows_says_where_they_are(own: Running) -> None:
    window, lost = own.window(), "HS-0435"
    rows = {f"A{n}": PLAN for n, one in enumerate(ids(own), 1) if one == lost}
    excel(own, **rows)
    page = words(window.get(f"/plan/{lost}").text)
    assert f"Exercises of this plan stand under {PLAN} now" in page
