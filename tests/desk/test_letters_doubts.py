"""A letter to what was another's address, or with the same words once more, waits for an answer.

What counts is read back from the mailbox.
"""

from __future__ import annotations

import re
from typing import Any

import pytest
from openpyxl import load_workbook

from clinicplan.mail.choose import ANOTHERS, TWICE
from tests.desk.clinics import Post
from tests.desk.test_letters import LETTERS, look, send
from tests.desk.test_letters_settled import mailbox
from tests.desk.test_letters_slips import box, drafts, save_drafts
from tests.desk.test_pages import words
from tests.desk.test_two_papers import print_out
from tests.desk.test_watch import until
from tests.desk.test_whose_exercises import agree
from tests.desk.windows import Window

PLAN, ADDRESS = "HS-0431", "tess.testwell@example.org"
WAS = "This address was Tess Testwell's (HS-0431, {left} today, 12:00). Is it Ivan Other's?"
SAME = "Version {n}, which left today, 12:00, says exactly this. Send it again?"


def typed(post: Post, **cells: Any) -> None:
    """Type into the plan's (first) row in Excel, and have the desk read the workbook again."""
    view = post[0].desk.view
    assert view
    book = load_workbook(view.file)
    page = book["Patients"]
    line = next(row for row in page.iter_rows() if row[0].value == PLAN)[0].row
    columns = {cell.value: cell.column for row in page["1:2"] for cell in row}
    for heading, value in cells.items():
        page.cell(line, columns[heading.replace("_", " ")]).value = value
    book.save(view.file)
    post[1].post("/workbook/again")


def type_over(post: Post, **more: Any) -> str:
    """Another patient in the same row, whose the exercises are; what the page of letters says."""
    typed(post, First_name="Ivan", Last_name="Other", Date_of_birth=None, **more)
    agree(post[1], f"/plan/{PLAN}")
    return look(post[1])


def seen(page: str) -> str:
    """The words of the page, at noon."""
    return re.sub(r"today, \d+:\d\d", "today, 12:00", words(page))


def answer(window: Window, page: str) -> str:
    """Say that the letter may go, as the page's form does."""
    (asked,) = re.findall(rf'value="{ADDRESS}"><input type="hidden" name="asked" value="(\w+)"',
                          page.partition("/letters/address")[0])  # fmt: skip
    form = {"plan": PLAN, "show": "send", "address": ADDRESS, "asked": asked}
    assert window.post("/letters/right", form).status == 303
    return window.get("/letters").text


@pytest.mark.parametrize("left", ["printed", "sent"])
@pytest.mark.parametrize("again", [False, True])
def test_a_row_typed_over_whose_address_stayed_is_asked_about(
    post: Post, left: str, again: bool
) -> None:
    """Also where the other patient's paper was printed since: that says nothing of an address."""
    look(post[1])
    if left == "sent":
        send(post, PLAN, number=1)
    else:
        print_out(post[1], PLAN)
    had = mailbox(post[2]).count((ADDRESS, ADDRESS))
    page = type_over(post, Version=5)
    if again:
        print_out(post[1], PLAN)
        page = look(post[1])
    assert WAS.format(left=left) in seen(page)
    assert "checked" not in box(page, PLAN)
    send(post, *LETTERS, number=1)  # a page that was there before posts it all the same
    send(post, PLAN, number=1)
    assert ADDRESS not in save_drafts(post, [PLAN]).values()
    assert mailbox(post[2]).count((ADDRESS, ADDRESS)) == had
    page = look(post[1])
    page = answer(post[1], page)
    assert "Is it Ivan Other's?" not in words(page)
    send(post, PLAN, number=1)
    assert mailbox(post[2]).count((ADDRESS, ADDRESS)) == had + 1


def test_with_an_address_of_their_own_nothing_is_asked(post: Post) -> None:
    print_out(post[1], PLAN)
    page = type_over(post, Email="ivan@example.org")
    assert "Is it Ivan Other's?" not in words(page)
    assert "checked" in box(page, PLAN)


def test_an_address_that_spells_another_patients_name_is_asked_about(post: Post) -> None:
    """Nothing was given out before: the two were typed into each other's rows."""
    view = post[0].desk.view
    assert view
    book = load_workbook(view.file)
    book["Patients"]["E2"], book["Patients"]["E3"] = ADDRESS, "sam.sample@example.org"
    book.save(view.file)
    post[1].post("/workbook/again")
    page = look(post[1])
    asked = f"This address spells the name of Tess Testwell ({PLAN}). Is it Sam Sample's?"
    assert asked in words(page)
    assert "checked" not in box(page, "HS-0417")
    send(post, PLAN, "HS-0417", number=1)
    assert not {"sam.sample@example.org", ADDRESS} & {to for to, _ in mailbox(post[2])}


def test_addresses_that_were_swapped_between_two_patients_are_asked_about(post: Post) -> None:
    """Neither is gone from the workbook, and no two have one address."""
    sams = "sam.sample@example.org"
    print_out(post[1], PLAN, "HS-0417")
    typed(post, Email="tess@example.org")  # her new one is nobody's
    assert "This address was" not in words(look(post[1]))
    view = post[0].desk.view
    assert view
    book = load_workbook(view.file)
    book["Patients"]["E2"], book["Patients"]["E3"] = ADDRESS, sams
    book.save(view.file)
    post[1].post("/workbook/again")
    page = look(post[1])
    assert "This address was Tess Testwell's" in words(page)
    assert "This address was Sam Sample's" in words(page)
    send(post, PLAN, "HS-0417", number=1)
    assert mailbox(post[2]) == []


def test_an_address_is_known_again_under_another_plan_id(post: Post) -> None:
    print_out(post[1], PLAN)
    view = post[0].desk.view
    assert view
    book = load_workbook(view.file)
    for sheet in ("Patients", "Exercises"):
        for row in book[sheet].iter_rows():
            if row[0].value == PLAN:
                row[0].value = "HS-0999"
                if sheet == "Patients":
                    row[1].value, row[2].value = "Ivan", "Other"
    book.save(view.file)
    post[1].post("/workbook/again")
    page = look(post[1])
    assert WAS.format(left="printed") in seen(page)
    assert "checked" not in box(page, "HS-0999")


def test_a_name_that_was_put_right_is_nobody_else(post: Post) -> None:
    """Two of first name, last name and birth date agree."""
    typed(post, Date_of_birth="3 May 1960")
    print_out(post[1], PLAN)
    typed(post, Last_name="Testwel")
    assert "This address was" not in words(look(post[1]))


def test_what_was_just_sent_as_the_next_version_is_sent(post: Post) -> None:
    """The program counts it up itself: the cell Version stays as it was."""
    print_out(post[1], PLAN)
    typed(post, Note_to_the_patient="Slowly.")
    look(post[1])
    send(post, PLAN, number=1)
    assert mailbox(post[2]) == [(ADDRESS, ADDRESS)]
    page = look(post[1])
    assert "Changed since it was sent" not in words(page)
    assert f'value="{PLAN}"' not in page
    assert "1 has one already" in words(page)


def test_a_version_raised_of_the_same_words_is_asked_about(post: Post) -> None:
    look(post[1])
    send(post, PLAN, number=1)
    typed(post, Version=3)
    page = look(post[1])
    assert SAME.format(n=1) in seen(page)
    assert "1 says what its last letter said: send it again?" in words(page)
    assert "checked" not in box(page, PLAN)
    send(post, PLAN, number=1)
    assert mailbox(post[2]) == [(ADDRESS, ADDRESS)]
    look(post[1])
    answer(post[1], post[1].get("/letters").text)
    send(post, PLAN, number=1)
    assert mailbox(post[2]) == [(ADDRESS, ADDRESS)] * 2
    typed(post, Version=4)
    assert SAME.format(n=3) in seen(look(post[1]))


def test_other_words_or_another_address_are_another_letter(post: Post) -> None:
    look(post[1])
    send(post, PLAN, number=1)
    typed(post, Version=3, Email="tess@example.org")
    assert "checked" in box(look(post[1]), PLAN)
    typed(post, Email=ADDRESS)
    typed(post, Note_to_the_patient="Slowly.")
    assert "checked" in box(look(post[1]), PLAN)


def test_no_name_is_kept_with_an_answer(post: Post) -> None:
    print_out(post[1], PLAN)
    page = type_over(post)
    answer(post[1], page)
    kept = (post[0].desk.folder / ".clinicplan" / "addresses.json").read_text()
    noted = (post[0].desk.folder / ".clinicplan" / "printed.json").read_text()
    assert not {"Tess", "Ivan", "tess.testwell"} & set(re.findall(r"[\w.]+", kept + noted))
    assert {ANOTHERS, TWICE}.isdisjoint(kept.split())
    assert drafts(post[0]) == {}


def test_a_letter_that_waits_is_told_with_the_plans_and_with_whom_its_address_is_shared(
    post: Post,
) -> None:
    window, why = post[1], "Its letter waits: {} has the same address."
    assert "Its letter waits" not in words(window.get("/plans").text)
    print_out(window, PLAN)
    typed(post, Email="sam.sample@example.org")
    for who, plan in (("Sam Sample", PLAN), ("Tess Testwell", "HS-0417")):
        for page in ("/plans", f"/plan/{plan}"):
            assert why.format(who) in words(window.get(page).text)
    page = look(window)
    shared = re.findall(r'<details class="reason"[^>]*? open>.*?</details>', page, re.DOTALL)
    assert [("HS-0417 Sam Sample" in words(one), f"{PLAN} Tess Testwell" in words(one))
            for one in shared if "same address" in one] == [(True, True)]  # fmt: skip
    typed(post, Email="tess@gmial.com")
    waits = "Its letter waits: its address looks like a slip"
    assert waits in words(window.get(f"/plan/{PLAN}").text)
    typed(post, Consent_to_email=None)
    assert "Its letter waits" not in words(window.get("/plans").text)


def test_sent_says_when_and_to_which_address(post: Post) -> None:
    look(post[1])
    send(post, PLAN, number=1)
    where = f"to {ADDRESS}"
    assert f"Sent today, 12:00 {where}" in seen(post[1].get("/letters?show=sent").text)
    assert f"Sent today, 12:00 {where}" in seen(post[1].get(f"/plan/{PLAN}").text)
    typed(post, Email="tess@example.org")
    told = "to another address than the workbook has now"
    for page in ("/letters?show=sent", f"/plan/{PLAN}"):
        assert told in words(post[1].get(page).text)
    kept = (post[0].desk.folder / ".clinicplan" / "printed.json").read_text()
    assert "@" not in kept


def test_sent_names_whom_the_letter_was_for_whoever_has_the_row_now(post: Post) -> None:
    look(post[1])
    send(post, PLAN, number=1)
    typed(post, First_name="Pat", Last_name="Pattern", Date_of_birth="1950-01-02")
    page = seen(post[1].get("/letters?show=sent").text)
    assert "Tess Testwell" in page
    assert "Pattern" not in page
    assert f"to {ADDRESS}" in page  # it stands in the row as before
    typed(post, Email="pat@example.org")
    assert "to another address" not in seen(post[1].get("/letters?show=sent").text)


def test_a_letter_that_was_another_patients_is_not_sent_again_to_who_has_the_row(
    post: Post
) -> None:
    look(post[1])
    send(post, PLAN, number=1)
    assert f"Send it again to {ADDRESS}" in seen(post[1].get("/letters?show=sent").text)
    typed(post, First_name="Pat", Last_name="Pattern", Date_of_birth="1950-01-02",
          Email="pat@example.org")  # fmt: skip
    agree(post[1], f"/plan/{PLAN}")
    sent = seen(post[1].get("/letters?show=sent").text)
    assert "Send it again" not in sent
    assert "Send version" not in sent
    plan = post[1].get(f"/plan/{PLAN}").text
    assert "1 earlier paper under this ID was for somebody else." in words(plan)
    assert "/given/" not in plan


def test_sending_again_says_which_version_goes(post: Post) -> None:
    look(post[1])
    send(post, PLAN, number=1)
    typed(post, Note_to_the_patient="Slowly at first.")
    page = post[1].get("/letters?show=sent").text
    (first,) = post[0].desk.letters()
    assert f"Send version {first.version + 1} to {ADDRESS}" in seen(page)
    assert "Send it again" not in seen(page)
    form = dict(re.findall(r'name="(plan|mark|address)" value="([^"]*)"', page))
    post[1].post("/letters/again", {**form, "show": "sent", "password": "secret"})
    until(lambda: not post[0].desk.is_busy)
    assert [each[0] for each in mailbox(post[2])] == [ADDRESS] * 2
    assert max(each.version for each in post[0].desk.letters()) == first.version + 1
    sent = seen(post[1].get("/letters?show=sent").text)
    assert f"Earlier: sent today, 12:00 to {ADDRESS}" in sent
    assert sent.count(f"to {ADDRESS}") >= 2
    plan = seen(post[1].get(f"/plan/{PLAN}").text)
    assert plan.count(f"Sent today, 12:00 to {ADDRESS}") == 2


def test_a_version_that_was_sent_twice_is_listed_twice(post: Post) -> None:
    look(post[1])
    send(post, PLAN, number=1)
    page = post[1].get("/letters?show=sent").text
    form = dict(re.findall(r'name="(plan|mark|address)" value="([^"]*)"', page))
    post[1].post("/letters/again", {**form, "show": "sent", "password": "secret"})
    until(lambda: not post[0].desk.is_busy)
    assert [each[0] for each in mailbox(post[2])] == [ADDRESS] * 2
    sent = seen(post[1].get("/letters?show=sent").text)
    assert f"Earlier: sent today, 12:00 to {ADDRESS}" in sent
    plan = seen(post[1].get(f"/plan/{PLAN}").text)
    assert plan.count(f"Sent today, 12:00 to {ADDRESS}") == 2


def test_what_has_changed_since_it_was_sent_becomes_a_new_letter_by_one_click(post: Post) -> None:
    look(post[1])
    send(post, PLAN, number=1)
    typed(post, Note_to_the_patient="Slowly at first.")
    page = look(post[1])
    assert "Changed since it was sent: a new letter goes once you say so" in words(page)
    main = words(page.partition('class="card flush"')[0])
    assert "A plan has changed since its letter went." in main, "above the list, not beside it"
    assert "Make it a new letter" in main
    changed = re.findall(r'name="changed" value="([^"]*)"', page)
    assert changed == [PLAN]
    assert f'name="plan" value="{PLAN}"' not in page
    post[1].post("/letters/number", {"changed": changed})
    page = post[1].get("/letters").text
    assert f'name="plan" value="{PLAN}"' in page
    assert "Changed since it was sent" not in words(page)
    assert [each[0] for each in mailbox(post[2])] == [ADDRESS], "nothing goes by that click"


def test_what_keeps_a_letter_from_going_again_is_said_beside_it(post: Post) -> None:
    look(post[1])
    send(post, PLAN, number=1)
    page = post[1].get("/letters?show=sent").text
    assert 'type="password"' in page.partition("Has it not arrived?")[2]
    form = dict(re.findall(r'name="(plan|mark|address)" value="([^"]*)"', page))
    post[1].post("/letters/again", {**form, "show": "sent"})
    until(lambda: not post[0].desk.is_busy)
    assert len(mailbox(post[2])) == 1
    page = post[1].get("/letters?show=sent").text
    assert "Type it in the field Mail password, and send again." in words(page)
    assert re.search(r"<details[^>]* open>.*?Has it not arrived", page), "its field is shown"


def test_who_does_not_agree_any_more_has_no_button_to_send_again(post: Post) -> None:
    look(post[1])
    send(post, PLAN, number=1)
    assert "/letters/again" in post[1].get("/letters?show=sent").text
    typed(post, Consent_to_email="no")
    assert "/letters/again" not in post[1].get("/letters?show=sent").text
