"""Letters that are on their way, were left by a kill, not taken or in doubt, are settled in place.

What counts is read back: from the mailbox, and from the workbook's cells.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from datetime import UTC, datetime
from email import message_from_bytes
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from clinicplan.files import STATE, sole_use
from clinicplan.mail.entry import Decision
from clinicplan.mail.outbox import open_outbox
from tests.desk.browsing import enter
from tests.desk.clinics import Post, clinic
from tests.desk.test_letters import LETTERS, look, send, states
from tests.desk.test_pages import words
from tests.desk.test_watch import until
from tests.desk.windows import Running, Window, running
from tests.mail.certificates import Certificates
from tests.mail.faulty_server import FaultyServer
from tests.mail.imap_server import ImapServer
from tests.mail.test_bounces import ID, REPORT, crlf

ROOT = Path(__file__).parents[2]
SAM, PLAN = "sam.sample@example.org", "HS-0417"
DECIDE = "/letters?show=decide"


@pytest.fixture
def refused(post: Post) -> Post:
    """One whose letter to Sam was refused for its address."""
    look(post[1])
    post[2].faults["", "address"] = "5xx"
    send(post, PLAN, number=1)
    post[2].faults.clear()
    assert states(post[0]) == {PLAN: "refused"}
    return post


def form(window: Window, **more: str) -> dict[str, str | list[str]]:
    """What the form of the first card posts: as the page has it, and this."""
    page = window.get(DECIDE).text
    found = dict(re.findall(r'name="(plan|mark|address|value)" value="([^"]*)"', page))
    return {**found, **more}


def again(post: Post, **more: str) -> str:
    """Send it again by its button, and what the page says when all is over."""
    post[1].post("/letters/again", form(post[1], **{"password": "secret", **more}))
    until(lambda: not post[0].desk.is_busy)
    return words(post[1].get(DECIDE).text)


def readdress(window: Window, address: str) -> str:
    """Type an address beside the refusal, and what the page says."""
    window.post("/letters/address", form(window, value=address))
    return words(window.get(DECIDE).text)


def address_in(running_: Running, plan: str = PLAN) -> object:
    """What the workbook's cell says now."""
    view = running_.desk.view
    assert view
    sheet = load_workbook(view.file)["Patients"]
    email = next(cell.column for cell in sheet[1] if cell.value == "Email")
    row = next(row for row in range(2, sheet.max_row + 1) if sheet.cell(row, 1).value == plan)
    return sheet.cell(row, email).value


def mailbox(server: FaultyServer) -> list[tuple[str, str]]:
    """To whom each letter that was taken is addressed, on the envelope and inside."""
    inside = [str(message_from_bytes(body)["To"]) for body in server.bodies]
    return list(zip(server.recipients, inside, strict=True))


def test_while_letters_go_the_page_says_how_far_they_are(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, window, server = post
    look(window)
    send(post, PLAN, number=1)
    look(window)
    seen: list[str] = []
    addresses = iter(("", "5xx", "", ""))  # the second is refused
    monkeypatch.setattr(server, "fault", lambda step: next(addresses) if step == "address" else "")
    server.on_take = lambda count: seen.append(words(window.get("/letters").text))
    said = send(post, *LETTERS[1:], number=4)
    assert "0 of 4 letters done 0 4 still to go." in seen[0]
    assert "2 of 4 letters done 2 1 sent, 1 refused, 2 still to go." in seen[1]
    assert "You are asked about those that are in doubt or refused" in seen[1]
    assert "2 sent, 1 refused, 1 still to go." in seen[2]
    assert "3 letters sent. 1 refused. Decide about it" in said


def test_after_a_kill_the_page_says_the_same(tmp_path: Path, certificates: Certificates) -> None:
    """The command is killed at its third letter; the desk that is opened then knows it all."""
    with clinic(tmp_path, certificates) as (running_, _, server):
        view, home = running_.desk.view, running_.desk.around.computer.home
        assert view
        child = subprocess.Popen(
            [sys.executable, "-m", "clinicplan", "send", str(view.file), "--confirm", "--all"],
            env={**os.environ, "PYTHONPATH": str(ROOT), "CLINICPLAN_DATA": str(home),
                 "CLINICPLAN_MAIL_PASSWORD": "secret"},
            stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip

        def kill(count: int) -> None:
            if count == 3:
                seen.append(words(running_.window().get("/letters").text))
                child.kill()
                child.wait()

        seen: list[str] = []
        server.on_take = kill
        child.communicate(b"5\n", timeout=120)
        assert "2 sent, 3 still to go. Another window of clinicplan sends them." in seen[0]
        with running(tmp_path, workbook=view.file) as fresh:
            window = fresh.window()
            page = words(window.get("/letters").text)
            assert "Letters 1 to decide" in page
            assert (
                "Not all letters have gone. Of the last ones: 2 sent, 1 in doubt, 2 still" in page
            )
            assert "Decide about it" in page
            window.post("/letters/decide", form(window, decision="sent"))
            assert "3 sent, 2 still to go" in words(window.get("/letters").text)
            look(window)
            again_ = (fresh, window, server)
            send(again_, *LETTERS[3:], number=2)
            assert states(fresh) == dict.fromkeys(LETTERS, "sent")
        assert len(server.recipients) == len(set(server.recipients)) == 5


def test_an_open_window_is_told_when_the_command_was_killed(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A program that was killed writes nothing any more: its lock alone says that it is gone."""
    running_, window, _ = post
    look(window)
    send(post, PLAN, number=1)
    look(window)
    send(post, *LETTERS[1:3], number=2)
    desk, told = running_.desk, list[str]()
    with open_outbox(desk.folder / STATE, now=lambda: datetime.now(UTC)) as outbox:
        outbox.decide(LETTERS[1], Decision.AGAIN)  # as a run has it that has begun
    monkeypatch.setattr(desk.news, "tell", told.append)
    with sole_use(desk.folder):
        until(lambda: "Another window of clinicplan sends them." in page_of(window))
        until(lambda: bool(told))
        told.clear()
    until(lambda: bool(told))
    assert "Another window" not in page_of(window)


def page_of(window: Window) -> str:
    return words(window.get("/letters").text)


def test_a_refused_address_is_corrected_beside_its_refusal_and_sent(refused: Post) -> None:
    running_, window, server = refused
    page = words(window.get(DECIDE).text)
    assert "Letter refused The mail server did not take it, today, 12:00." in page
    assert "Correct the address here" in page
    said = readdress(window, "sam.right@example.org")
    assert "Saved in clinic.xlsx: HS-0417 has this address now. Nothing has been sent yet." in said
    assert address_in(running_) == "sam.right@example.org"
    assert (server.recipients, states(running_)) == ([], {PLAN: "refused"})
    assert "Send it again to sam.right@example.org" in said
    assert "1 letter sent. Nothing to decide" in again(refused)
    assert mailbox(server) == [("sam.right@example.org", "sam.right@example.org")]
    assert states(running_) == {PLAN: "sent"}
    look(window)  # and nothing more goes to Sam, by whatever way
    assert "4 letters sent." in send(refused, *LETTERS, number=4)
    assert len(set(server.recipients)) == len(server.recipients) == 5


def test_an_address_that_was_typed_and_not_saved_is_not_sent_past(refused: Post) -> None:
    """Somebody types the right one and presses Send, whose button says the old one."""
    running_, _, server = refused
    said = again(refused, value="sam.right@example.org")
    assert "HS-0417 has this address now. Nothing has been sent yet." in said
    assert (server.recipients, address_in(running_)) == ([], "sam.right@example.org")
    assert "1 letter sent." in again(refused)
    assert server.recipients == ["sam.right@example.org"]


def test_a_corrected_address_goes_with_the_next_letters(refused: Post) -> None:
    _, window, server = refused
    readdress(window, " sam.right@example.org ")
    assert "5 get a letter" in words(look(window))
    send(refused, PLAN, number=1)
    assert mailbox(server) == [("sam.right@example.org", "sam.right@example.org")]


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("sam at example.org", "is not an e-mail address."),
        ("sam@example.org, pat@example.org", "is not an e-mail address."),
        ("", "Nothing was typed."),
        (SAM, "That is the address it has now, so nothing was written."),
        ("sam@example", "is not an e-mail address."),
    ],
)
def test_what_is_no_better_address_is_not_written(refused: Post, typed: str, says: str) -> None:
    running_, window, server = refused
    view = running_.desk.view
    assert view
    before = view.file.read_bytes()
    page = readdress(window, typed)
    assert says in page
    assert f'value="{typed}"' in window.get(DECIDE).text
    assert (view.file.read_bytes(), server.recipients) == (before, [])


def test_the_address_of_another_patient_is_warned_of_and_gets_nothing(refused: Post) -> None:
    running_, window, server = refused
    other = str(address_in(running_, "HS-0431"))
    said = "nother patient with another surname has th"
    assert f"A{said}is same address." in readdress(window, other)
    assert f"No letter went. A{said}e same address" in again(refused)
    assert (server.recipients, states(running_)) == ([], {PLAN: "refused"})


def test_while_excel_has_the_workbook_the_address_stays_in_its_field(refused: Post) -> None:
    running_, window, _ = refused
    view = running_.desk.view
    assert view
    view.file.with_name(f"~${view.file.name}").write_bytes(b"")
    assert "Close the workbook in Excel" in readdress(window, "sam.right@example.org")
    assert 'value="sam.right@example.org"' in window.get(DECIDE).text
    assert address_in(running_) == SAM


def test_an_address_that_was_corrected_in_excel_meanwhile_stays(refused: Post) -> None:
    running_, window, server = refused
    old = form(window, value="sam.wrong@example.org", password="secret")
    readdress(window, "sam.right@example.org")
    window.post("/letters/address", old)
    assert "The workbook was changed meanwhile" in words(window.get(DECIDE).text)
    assert address_in(running_) == "sam.right@example.org"
    window.post("/letters/again", {**old, "value": old["address"]})  # a button of before
    until(lambda: not running_.desk.is_busy)
    assert "Something has changed since you looked" in words(window.get(DECIDE).text)
    assert server.recipients == []


def test_a_letter_in_doubt_is_settled_where_it_stands(post: Post) -> None:
    """It has not arrived, as the patient says: the identical letter goes, once."""
    running_, window, server = post
    look(window)
    server.faults["", "dot"] = "drop"
    send(post, PLAN, number=1)
    server.faults.clear()
    assert states(running_) == {PLAN: "in doubt"}
    page = words(window.get(DECIDE).text)
    assert "It has arrived Mail password" in page
    assert "It has not: send it again to sam.sample@example.org" in page
    assert "E-mail address" not in page  # nothing is wrong with it
    stale = form(window, decision="again", password="secret")
    assert "1 letter sent. Nothing to decide" in again(post)
    assert len(server.accepted) == 2
    assert len(set(server.accepted)) == 1
    window.post("/letters/decide", stale)
    assert "This letter is no longer where it was" in words(window.get(DECIDE).text)
    window.post("/letters/again", stale)
    until(lambda: not running_.desk.is_busy)
    assert "This letter is no longer where it was" in words(window.get(DECIDE).text)
    assert (states(running_), len(server.accepted)) == ({PLAN: "sent"}, 2)


def test_without_its_password_it_stays_and_is_asked_for(
    refused: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    running_, window, server = refused
    monkeypatch.setattr("clinicplan.mail.signin._stored", lambda user: "")
    assert "only if this computer does not keep it" in words(window.get(DECIDE).text)
    assert "The mail password is not kept on this computer." in again(refused, password="")
    assert re.search(r'type="password"[^>]*aria-invalid', window.get(DECIDE).text)
    assert "1 letter sent." in again(refused)
    assert (states(running_), len(server.recipients)) == ({PLAN: "sent"}, 1)


def test_a_draft_is_told_of_where_it_was_sent_from_the_mail_program(post: Post) -> None:
    running_, window, _ = post
    look(window)
    window.post("/letters/drafts", {"plan": LETTERS[:2]})
    until(lambda: not running_.desk.is_busy)
    marks = {entry.plan: entry.mark for entry in running_.desk.letters()}
    page = words(window.get("/letters?show=sent").text)
    assert page.count("I have sent it I have deleted it: make it ready again") == 2
    for plan, decision in zip(LETTERS, ("sent", "again"), strict=False):
        window.post("/letters/decide", {"plan": plan, "decision": decision, "mark": marks[plan]})
    assert states(running_) == {LETTERS[0]: "sent", LETTERS[1]: "ready"}


def test_a_letter_that_has_not_arrived_is_sent_again_to_the_right_address(post: Post) -> None:
    """The patient calls: nothing has come. By itself it goes nowhere; by its button, once."""
    running_, window, server = post
    look(window)
    send(post, PLAN, number=1)
    view = running_.desk.view
    assert view
    typed_in(view.file, "sam.right@example.org")
    window.post("/workbook/again")
    page = window.get("/letters?show=sent").text
    assert "Has it not arrived?" in words(page)
    assert "Send it again to sam.right@example.org" in words(page)
    assert "1 gets none" not in words(look(window))
    assert "4 letters sent." in send(post, *LETTERS, number=4)
    asked = {entry.plan: entry.mark for entry in running_.desk.letters()}
    one = {"plan": PLAN, "mark": asked[PLAN], "address": "sam.right@example.org",
           "password": "secret", "show": "sent"}  # fmt: skip
    for _ in range(2):  # somebody is impatient, and clicks twice
        window.post("/letters/again", one)
        until(lambda: not running_.desk.is_busy)
    assert server.recipients.count("sam.right@example.org") == 1
    assert len(server.recipients) == 6


def test_what_was_not_to_be_sent_can_go_after_all(refused: Post) -> None:
    running_, window, server = refused
    window.post("/letters/decide", form(window, decision="drop"))
    assert "Not to be sent, as you decided today, 12:00" in words(
        window.get("/letters?show=sent").text
    )
    asked = {entry.plan: entry.mark for entry in running_.desk.letters()}
    window.post("/letters/decide", {"plan": PLAN, "decision": "again", "mark": asked[PLAN]})
    assert states(running_) == {PLAN: "ready"}
    look(window)
    assert "1 letter sent." in send(refused, PLAN, number=1)
    assert server.recipients == [SAM]


def typed_in(file: Path, address: str) -> None:
    """What somebody types into the first patient's cell of Email, in Excel."""
    book = load_workbook(file)
    sheet = book["Patients"]
    email = next(cell.column for cell in sheet[1] if cell.value == "Email")
    sheet.cell(2, email, address)
    book.save(file)


def test_a_folder_that_came_from_another_computer_says_so_and_goes_on_when_asked(
    post: Post,
) -> None:
    """The old computer has sent one; the new one knows nothing of it but from the folder."""
    running_, window, server = post
    look(window)
    send(post, PLAN, number=1)
    home = running_.desk.around.computer.home
    home.rename(home.with_name("the old computer"))
    page = words(window.post("/letters/look").text)
    assert "Nothing was sent: it is not certain what has gone already" in page
    assert "by another computer (or another account)" in page
    assert "data-at-once" not in window.get("/letters").text
    assert window.post("/letters/send", {"plan": PLAN, "number": "1"}).status == 303
    assert len(server.recipients) == 1
    window.post("/letters/take-over")
    assert "4 get a letter" in words(look(window))  # the folder knows of Sam's
    assert "4 letters sent." in send(post, *LETTERS, number=4)
    assert len(set(server.recipients)) == len(server.recipients) == 5


def test_a_letter_that_came_back_is_found_in_the_mailbox_and_mended(
    tmp_path: Path, certificates: Certificates
) -> None:
    mailbox_of_clinic = ImapServer(certificates.server())
    with clinic(tmp_path, certificates) as here:
        running_, window, server = here
        look(window)
        send(here, PLAN, number=1)
        assert "Look in the mailbox" not in window.get("/letters?show=sent").text
        settings = tmp_path / "clinicplan.toml"
        port = mailbox_of_clinic.port
        with settings.open("a") as file:
            file.write(f'imap = "localhost"\nimap_port = {port}\n')
        assert "Look in the mailbox" in window.get("/letters?show=sent").text
        asked = {"show": "sent", "password": "secret"}
        window.post("/letters/returned", asked)
        assert "No other letter has come back." in words(window.get("/letters?show=sent").text)
        mailbox_of_clinic.messages.append(crlf(REPORT.replace(ID, server.accepted[0])))
        assert window.post("/letters/returned", asked).headers["location"] == DECIDE
        page = words(window.get(DECIDE).text)
        assert "1 letter has come back." in page
        assert "Sam Sample HS-0417, version 2 Letter came back" in page
        readdress(window, "sam.right@example.org")
        assert "1 letter sent." in again(here)
        assert [to for to, _ in mailbox(server)] == [SAM, "sam.right@example.org"]
        window.post("/letters/returned", asked)  # the same report once more
        assert states(running_) == {PLAN: "sent"}
    mailbox_of_clinic.stop()


def test_the_windows_hear_of_letters_that_another_program_sends(own: Running) -> None:
    view = own.desk.view
    assert view
    until(lambda: own.desk._letters_seen is not None)
    before = view.number
    with open_outbox(own.desk.folder / STATE, now=lambda: datetime.now(UTC)) as outbox:
        outbox.put("P1", 1, seal="s", data=b"letter")
        until(lambda: own.desk.view is not None and own.desk.view.number > before)


@pytest.mark.browser
@pytest.mark.filterwarnings("ignore")
def test_what_is_half_typed_stays_while_the_page_follows(chromium: Any, refused: Post) -> None:
    desk, _, server = refused
    page = enter(chromium, desk)
    page.goto(f"{desk.origin}{DECIDE}")
    page.fill("[name=value]", "sam.right@example.org")
    page.evaluate("document.activeElement.blur()")
    with page.expect_response(lambda answer: answer.url.endswith(DECIDE)):
        desk.desk.say_changed()
    page.wait_for_timeout(200)
    assert page.input_value("[name=value]") == "sam.right@example.org"
    page.click("text=Save this address")
    page.click("text=Send it again to sam.right@example.org")
    page.fill("[name=password]", "secret")  # it is kept nowhere, and asked for in place
    page.click("text=Send it again to sam.right@example.org")
    page.wait_for_selector("text=1 letter sent.")
    assert server.recipients == ["sam.right@example.org"]
    page.goto(f"{desk.origin}/letters?show=sent")
    page.click("text=Has it not arrived?")
    desk.desk.say_changed()
    page.wait_for_timeout(300)
    assert page.is_visible("text=Send it again to sam.right@example.org")
    assert page.faults == []
