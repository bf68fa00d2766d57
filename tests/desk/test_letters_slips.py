"""An address that looks like a slip is asked about beside its letter, before anything goes.

What counts is read back: from the mailbox, the drafts and the workbook's cells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.desk.clinics import Post, clinic
from tests.desk.test_letters import LETTERS, look, send, states
from tests.desk.test_letters_settled import address_in, mailbox
from tests.desk.test_pages import words
from tests.desk.test_watch import until
from tests.desk.windows import Running, Window
from tests.mail.certificates import Certificates

PLAN, SLIP, MEANT = "HS-0417", "sam.sample@gmial.com", "sam.sample@gmail.com"
OTHERS = [plan for plan in LETTERS if plan != PLAN]
ASKED = "The part after the @ is almost gmail.com. A letter would reach a stranger, or nobody."


@pytest.fixture
def post(post: Post) -> Post:
    """One where an address that looks like a slip is asked about."""
    type_address(post, SLIP)
    look(post[1])
    return post


def type_address(post: Post, address: str, plan: str = PLAN) -> None:
    """Type it in Excel, and have the desk read the workbook again."""
    view = post[0].desk.view
    assert view
    book = load_workbook(view.file)
    sheet = book["Patients"]
    email = next(cell.column for cell in sheet[1] if cell.value == "Email")
    row = next(row for row in range(2, sheet.max_row + 1) if sheet.cell(row, 1).value == plan)
    sheet.cell(row, email).value = address
    book.save(view.file)
    post[1].post("/workbook/again")


def box(page: str, plan: str = PLAN) -> str:
    """The plan's tick as the page has it."""
    found = re.search(rf'<input type="checkbox" name="plan" value="{plan}"[^>]*>', page)
    assert found
    return found[0]


def answer(window: Window, where: str, **more: str) -> str:
    """Answer as the page's form does; the list that the page shows then."""
    page = window.get("/letters").text
    asked = re.search(rf'value="{SLIP}"><input type="hidden" name="asked" value="(\w+)"', page)
    form = {"plan": PLAN, "show": "send", "address": SLIP, **more}
    form["asked"] = asked[1] if asked else ""
    assert window.post(f"/letters/{where}", form).status == 303
    return window.get("/letters").text


def save_drafts(post: Post, plans: list[str]) -> dict[str, str]:
    """Save these, and to whom each draft that lies there is addressed."""
    post[1].post("/letters/drafts", {"plan": plans})
    until(lambda: not post[0].desk.is_busy)
    return drafts(post[0])


def drafts(running_: Running) -> dict[str, str]:
    view = running_.desk.view
    assert view
    folder = view.file.parent / "drafts"
    found = {file.name: file.read_bytes() for file in folder.glob("*")}
    return {name: str(message_from_bytes(data)["To"]) for name, data in found.items()}


def test_it_is_shown_with_what_mends_it_and_not_ticked(post: Post) -> None:
    page = post[1].get("/letters").text
    assert ASKED in words(page)
    assert "disabled" in box(page)
    assert "checked" not in box(page)
    assert all("checked" in box(page, plan) for plan in OTHERS)
    assert "4 get a letter. 1 waits: is its address right?" in words(page)
    assert f'value="{MEANT}"' in page


@pytest.mark.parametrize("first", [[PLAN], LETTERS])
def test_nothing_is_sent_or_saved_there(post: Post, first: list[str]) -> None:
    """Also where a page posts it that was there before the address was typed."""
    send(post, *first, number=1)
    assert SLIP not in [to for pair in mailbox(post[2]) for to in pair]
    look(post[1])
    assert SLIP not in save_drafts(post, LETTERS).values()
    assert PLAN not in states(post[0])


def test_mended_in_place_it_goes_to_the_right_address(post: Post) -> None:
    answer(post[1], "address", value=MEANT)
    assert address_in(post[0]) == MEANT
    page = look(post[1])
    assert ASKED not in words(page)
    assert "checked" in box(page)
    assert save_drafts(post, [PLAN]) == {f"{PLAN}.eml": MEANT}


def test_right_as_it_is_it_goes_there_and_is_not_asked_again(post: Post) -> None:
    page = answer(post[1], "right")
    assert ASKED not in words(page)
    assert "checked" in box(page)
    kept = (post[0].desk.folder / ".clinicplan" / "addresses.json").read_text()
    assert "gmial" not in kept
    send(post, PLAN, number=1)
    assert mailbox(post[2]) == [(SLIP, SLIP)]


def test_right_is_said_of_one_address(post: Post) -> None:
    answer(post[1], "right")
    type_address(post, "sam.sample@gmaill.com")
    assert "disabled" in box(look(post[1]))
    assert ASKED in words(answer(post[1], "right"))  # a page that is behind says it of the old one


def test_what_is_no_address_is_said_at_its_field(post: Post) -> None:
    page = answer(post[1], "address", value="sam.sample")
    assert address_in(post[0]) == SLIP
    assert "is not an e-mail address" in words(page)
    assert 'value="sam.sample"' in page
    assert 'aria-invalid="true"' in page
    assert "disabled" in box(page)


def test_a_damaged_note_asks_again(post: Post) -> None:
    answer(post[1], "right")
    (post[0].desk.folder / ".clinicplan" / "addresses.json").write_bytes(b"{")
    assert "disabled" in box(post[1].get("/letters").text)


def sent_page(window: Window) -> str:
    return window.get("/letters?show=sent").text


def save_again(post: Post, page: str) -> None:
    """Press its button as the page has it."""
    found = re.search(r'action="/letters/save-again"[^>]*>(.*?)</form>', page, re.DOTALL)
    assert found
    post[1].post("/letters/save-again", dict(re.findall(r'name="(\w+)" value="([^"]*)"', found[1])))
    until(lambda: not post[0].desk.is_busy)


@pytest.mark.parametrize("show", ["sent", "send"])
def test_a_draft_to_another_address_is_saved_again_in_its_place(post: Post, show: str) -> None:
    answer(post[1], "right")
    assert save_drafts(post, [PLAN, "HS-0431"])[f"{PLAN}.eml"] == SLIP
    assert f"It is addressed to {SLIP}." in words(sent_page(post[1]))
    assert "save-again" not in sent_page(post[1])  # it is as the workbook says
    type_address(post, MEANT)
    page = look(post[1]) if show == "send" else sent_page(post[1])
    assert f"Save it again, to {MEANT}" in words(page)
    save_again(post, page)
    assert drafts(post[0])[f"{PLAN}.eml"] == MEANT
    assert len(drafts(post[0])) == 2
    assert states(post[0])[PLAN] == "saved"
    assert "save-again" not in sent_page(post[1])


@pytest.mark.parametrize("name", ["Letter for Bj\u00f6rn (checked).eml", "hs-0417 old.EML"])
def test_a_draft_whose_file_was_renamed_is_known_by_what_is_in_it(post: Post, name: str) -> None:
    answer(post[1], "right")
    save_drafts(post, [PLAN, "HS-0431"])
    folder = post[0].desk.folder.parent / "drafts"
    (folder / f"{PLAN}.eml").rename(folder / Path(name).with_suffix(".eml").name)
    (folder / "broken.eml").write_bytes(b"To: \xff,,;\r\n")  # a bystander
    assert f"It is addressed to {SLIP}." in words(sent_page(post[1]))
    type_address(post, MEANT)
    save_again(post, sent_page(post[1]))
    left = drafts(post[0])
    assert left.pop("broken.eml")
    assert left == {f"{PLAN}.eml": MEANT, "HS-0431.eml": "tess.testwell@example.org"}


def test_of_a_draft_that_was_moved_away_nobody_says_an_address(post: Post) -> None:
    answer(post[1], "right")
    save_drafts(post, [PLAN, "HS-0431"])
    folder = post[0].desk.folder.parent / "drafts"
    (folder / f"{PLAN}.eml").rename(folder.parent / f"{PLAN}.eml")
    other = (folder / "HS-0431.eml").read_bytes()
    (folder / f"{PLAN}.eml").write_bytes(other)  # another patient's, under its name
    page = words(sent_page(post[1]))
    assert page.count("Its file does not lie in the folder of drafts") == 1
    assert f"The workbook says {SLIP}: look whether the draft has that address" in page
    assert page.count("It is addressed to tess.testwell@example.org.") == 1
    assert "save-again" not in sent_page(post[1])


def test_a_new_slip_is_asked_about_before_it_is_saved_again(post: Post) -> None:
    answer(post[1], "right")
    save_drafts(post, [PLAN])
    type_address(post, "sam.sample@gmaill.com")
    save_again(post, sent_page(post[1]))
    assert drafts(post[0]) == {f"{PLAN}.eml": SLIP}
    assert "disabled" in box(look(post[1]))


def test_a_page_that_is_behind_saves_no_draft_to_another_address(post: Post) -> None:
    answer(post[1], "right")
    save_drafts(post, [PLAN])
    type_address(post, MEANT)
    page = sent_page(post[1])
    type_address(post, "sam.other@example.org")
    save_again(post, page)
    assert drafts(post[0]) == {f"{PLAN}.eml": SLIP}
    assert "Something has changed since you looked" in words(post[1].get("/letters").text)


@pytest.fixture
def refused(tmp_path: Path, certificates: Certificates) -> Iterator[Post]:
    """One whose letter was refused, and corrected in Excel to what looks like a slip."""
    with clinic(tmp_path, certificates) as found:
        look(found[1])
        found[2].faults["", "address"] = "5xx"
        send(found, PLAN, number=1)
        found[2].faults.clear()
        type_address(found, SLIP)
        assert states(found[0]) == {PLAN: "refused"}
        yield found


def card(window: Window, show: str = "decide") -> tuple[str, dict[str, str]]:
    """The list as words, and what the form that sends it again posts."""
    page = window.get(f"/letters?show={show}").text
    found = dict(re.findall(r'name="(plan|mark|value|asked)" value="([^"]*)"', page))
    return words(page), {**found, "address": SLIP, "show": show, "password": "secret"}


def test_what_was_refused_is_asked_about_before_it_is_sent_again(refused: Post) -> None:
    said, form = card(refused[1])
    assert ASKED in said
    assert "Send it again to" not in said
    form["value"] = SLIP
    refused[1].post("/letters/again", form)  # a page of before the address was typed
    until(lambda: not refused[0].desk.is_busy)
    assert mailbox(refused[2]) == []
    assert states(refused[0]) == {PLAN: "refused"}
    said, _ = card(refused[1])
    assert "Its address looks like a slip: say first whether it is right" in said
    refused[1].post("/letters/right", form)
    said, form = card(refused[1])
    assert f"Send it again to {SLIP}" in said
    refused[1].post("/letters/again", form)
    until(lambda: not refused[0].desk.is_busy)
    assert mailbox(refused[2]) == [(SLIP, SLIP)]


def test_what_was_sent_to_a_slip_is_asked_about_before_it_is_sent_again(post: Post) -> None:
    answer(post[1], "right")
    send(post, PLAN, number=1)
    (post[0].desk.folder / ".clinicplan" / "addresses.json").unlink()
    said, form = card(post[1], "sent")
    assert ASKED in said
    assert "Send it again to" not in said
    post[1].post("/letters/again", form)
    until(lambda: not post[0].desk.is_busy)
    assert len(mailbox(post[2])) == 1
    answer(post[1], "address", value=MEANT, show="sent")
    assert address_in(post[0]) == MEANT
    assert ASKED not in card(post[1], "sent")[0]


def test_the_first_time_one_goes_alone_also_after_an_answer(post: Post) -> None:
    """Two letters of which one is asked about: the number that is typed is the server's, too."""
    for plan in OTHERS[1:]:
        type_address(post, "", plan)
    look(post[1])
    page = words(answer(post[1], "right"))
    assert "2 get a letter" in page
    assert "1 letter sent" in send(post, PLAN, "HS-0431", number=1)


def test_drafts_are_told_of_with_their_folder_and_their_passwords(post: Post) -> None:
    answer(post[1], "right")
    save_drafts(post, LETTERS[:2])
    page = words(look(post[1]))
    folder = post[0].desk.folder.parent / "drafts"
    assert f"Drafts lie in {folder} Open the folder" in page
    assert "2 have a draft. 3 get none" in page
    assert "Drafts 2" in page  # the tab: nobody here knows whether they were sent
    assert "Sent 2" not in page
    assert "They stand on the sheet for the front desk. Open the password sheet" in page
    assert "Of those on this list, nothing has been sent." in page
    assert "Drafts lie in" in words(sent_page(post[1]))
    post[1].post("/letters/folder")
    assert post[0].opened == [(folder, False)]
    sheet = post[0].desk.folder / "passwords.html"
    opened = post[1].post("/letters/passwords")
    said = words(post[1].get(opened.headers["location"]).text)
    assert f"The password sheet opens in a window of its own. It lies in {sheet}." in said
    assert post[0].opened[1:] == [(sheet, False)]
    send(post, LETTERS[3], number=1)
    assert "Sent and drafts 3" in words(look(post[1]))
    assert "1 has one already. 2 have a draft. 3 get" in words(post[1].get("/letters").text)


def test_before_e_mail_is_looked_at_a_slip_is_no_good_news(post: Post) -> None:
    page = words(post[1].get("/letters").text)
    assert "5 get" not in page
    type_address(post, SLIP)
    page = post[1].get("/letters").text
    assert "1 waits for an answer: you are asked about it first." in words(page)
    answer(post[1], "right")
    assert "looks like a slip" not in words(post[1].get("/letters").text)
