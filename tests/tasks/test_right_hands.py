"""Whatever happens on the way, each mailbox has its own patient's handout, as it is now, once.

Nothing is asked of the program here but passwords: each test opens what the server has taken.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from email import message_from_bytes
from email.policy import SMTP
from pathlib import Path

import pytest
from openpyxl import load_workbook

from clinicplan.catalogue.phrases import phrase
from clinicplan.files import BusyFolder
from clinicplan.mail.deliver import ChangedWorkbook
from clinicplan.mail.ledger import FILE as LEDGER
from clinicplan.mail.pdf import Opened, open_pdf
from clinicplan.mail.settings import Settings
from clinicplan.tasks import post
from clinicplan.tasks.fates import why_held
from clinicplan.tasks.numbers import numbered
from clinicplan.tasks.office import Computer, settings_for
from clinicplan.tasks.outbox import kept_letters, resolve
from clinicplan.tasks.questions import WHOSE, agree
from clinicplan.tasks.ready import make_ready
from tests.mail.postroom import CATALOGUE
from tests.tasks.test_send import LETTERS, TODAY, Clinic, built, clinic

__all__ = ["built", "clinic"]

SAM, TESS = "HS-0417", "HS-0431"


@dataclass(frozen=True)
class Got:
    """A letter as its patient has it: to whom, dated when, and the handout, opened."""

    to: str
    dated: datetime
    handout: Opened


def mailbox(clinic: Clinic) -> list[Got]:
    """All that the server has taken, each letter opened with a password of its plan."""
    with kept_letters(clinic.out, computer=clinic.computer) as kept:
        passwords = {entry.password for entry in kept.entries}
    found = []
    for to, body in zip(clinic.server.recipients, clinic.server.bodies, strict=True):
        message = message_from_bytes(body, policy=SMTP)
        assert str(message["To"]) == to
        pdf = next(message.iter_attachments()).get_content()
        opened = [open_pdf(pdf, password=each) for each in passwords]
        handout = open_pdf(pdf) or next(filter(None, opened))  # one has asked for no password
        found.append(Got(to, message["Date"].datetime, handout))
    return found


def people(file: Path) -> dict[str, tuple[str, str]]:
    """By plan ID, the name and the address in the workbook."""
    sheet = load_workbook(file)["Patients"]
    at = {str(cell.value): cell.column - 1 for cell in sheet[1]}
    return {
        str(row[0].value): (f"{row[at['First name']].value} {row[at['Last name']].value}",
                            str(row[at["Email"]].value))
        for row in sheet.iter_rows(min_row=2)
    }  # fmt: skip


def all_is_well(clinic: Clinic, *plans: str) -> bool:
    """True where these patients, and nobody else, have one letter each, which names them."""
    known, got = people(clinic.file), mailbox(clinic)
    wanted = sorted(known[plan][::-1] for plan in plans or LETTERS)
    assert sorted(each.to for each in got) == [to for to, _ in wanted]
    names = dict(wanted)
    assert all(names[each.to] in each.handout.first_page for each in got)
    return True


def typed(clinic: Clinic, row: int, **cells: object) -> None:
    """Type into a row of Patients, in Excel."""
    book = load_workbook(clinic.file)
    sheet = book["Patients"]
    columns = {str(cell.value).lower().replace(" ", "_"): cell.column for cell in sheet[1]}
    for heading, value in cells.items():
        sheet.cell(row, columns[heading], value)
    book.save(clinic.file)


def send_all(clinic: Clinic, *only: str) -> list[str]:
    return [outcome.plan for outcome in clinic.send(clinic.look(*only)[1], *only).outcomes]


def test_an_address_changed_after_the_handouts_were_built(clinic: Clinic) -> None:
    typed(clinic, 2, email="sam.new@example.org")
    send_all(clinic)
    assert all_is_well(clinic)
    assert "sam.new@example.org" in clinic.server.recipients


def test_two_addresses_that_were_typed_into_each_others_rows_and_put_right(clinic: Clinic) -> None:
    """Letters that wait were written for the wrong addresses: they are written anew."""
    known = people(clinic.file)
    typed(clinic, 2, email=known[TESS][1])
    typed(clinic, 3, email=known[SAM][1])
    clinic.server.faults["", "sender"] = "4xx"
    send_all(clinic)
    clinic.server.faults.clear()
    assert clinic.server.accepted == []
    typed(clinic, 2, email=known[SAM][1])
    typed(clinic, 3, email=known[TESS][1])
    send_all(clinic)
    assert all_is_well(clinic)


@pytest.mark.parametrize("taken", [1, 3])
def test_an_address_changed_while_letters_go(taken: int, clinic: Clinic) -> None:
    """Whoever has not got theirs gets it at the new address; nobody gets two."""
    known = people(clinic.file)
    (row,) = [at for at, plan in enumerate(known, start=2) if plan == LETTERS[-1]]
    clinic.server.on_take = lambda count: (
        typed(clinic, row, email="new@example.org") if count == taken else None
    )
    sent = clinic.send(clinic.look()[1])
    assert isinstance(sent.stop, ChangedWorkbook)
    clinic.server.on_take = lambda count: None
    send_all(clinic)
    assert all_is_well(clinic)
    assert "new@example.org" in clinic.server.recipients


def test_a_handout_of_an_earlier_version_does_not_go(clinic: Clinic) -> None:
    """What was built before lies there, and what was queued before waits: neither is sent."""
    clinic.server.faults["", "sender"] = "4xx"
    send_all(clinic, SAM)
    clinic.server.faults.clear()
    old = (clinic.out / f"{SAM}.pdf").read_bytes()
    typed(clinic, 2, version=3, note_to_the_patient="This is the third one.")
    clinic.prepare()
    (clinic.out / f"{SAM}.pdf").write_bytes(old)
    send_all(clinic, SAM)
    (got,) = mailbox(clinic)
    assert "This is the third one." in got.handout.first_page


def test_the_same_patient_in_two_plans_gets_both_letters(clinic: Clinic) -> None:
    known = people(clinic.file)
    book = load_workbook(clinic.file)
    first = {str(cell.value): cell.column for cell in book["Patients"][1]}
    again = {heading: book["Patients"].cell(2, first[heading]).value
             for heading in ("First name", "Last name", "Date of birth", "Email")}  # fmt: skip
    typed(clinic, 3, **{key.lower().replace(" ", "_"): value for key, value in again.items()})
    assert send_all(clinic, SAM, TESS) == [SAM]  # a row that was typed over
    exercises_are_theirs(clinic)
    assert send_all(clinic, SAM, TESS) == [TESS]
    got = mailbox(clinic)
    assert [each.to for each in got] == [known[SAM][1]] * 2
    assert all(known[SAM][0] in each.handout.first_page for each in got)
    assert got[0].handout.seal != got[1].handout.seal
    with kept_letters(clinic.out, computer=clinic.computer) as kept:
        assert len({entry.password for entry in kept.entries}) == 1  # nobody has to know two
    sheet = (clinic.out / "passwords.html").read_text("utf-8")
    assert (SAM in sheet, TESS in sheet) == (True, True)


@pytest.mark.parametrize("last_name", ["Sample", "Other"])
def test_two_people_at_one_address_get_nothing_and_the_others_do(
    last_name: str, clinic: Clinic
) -> None:
    typed(clinic, 3, first_name="Pat", last_name=last_name, email=people(clinic.file)[SAM][1])
    send_all(clinic)
    assert all_is_well(clinic, *LETTERS[2:])


def test_a_row_that_was_typed_over_with_another_patient(clinic: Clinic) -> None:
    """Pat has Sam's plan ID now: nothing goes by itself, and never with Sam's password."""
    send_all(clinic, SAM)
    typed(clinic, 2, first_name="Pat", last_name="Pattern", email="pat@example.org",
          date_of_birth="1961-02-03")  # fmt: skip
    assert send_all(clinic, SAM) == []
    typed(clinic, 2, version=3)
    assert send_all(clinic, SAM) == []  # a number says nothing of whose the exercises are
    exercises_are_theirs(clinic)
    sheet = clinic.out / "passwords.html"
    sheet.unlink()  # printed, and deleted as told
    assert send_all(clinic, SAM) == [SAM]
    with kept_letters(clinic.out, computer=clinic.computer) as kept:
        sams, pats = (entry.password for entry in kept.entries)
    assert sams != pats
    page = sheet.read_text("utf-8")
    assert (pats in page, sams in page) == (True, False)
    sam, pat = mailbox(clinic)
    assert (sam.to, pat.to) == ("sam.sample@example.org", "pat@example.org")
    assert "Sam Sample" in sam.handout.first_page
    assert "Pat Pattern" in pat.handout.first_page


@pytest.mark.parametrize(
    "now",
    [{"first_name": "Pat", "last_name": "Pattern", "email": "pat@example.org",
      "date_of_birth": "1961-02-03"}, {"email": "sam@@"}],
    ids=["typed over", "with a mistake"],
)  # fmt: skip
def test_who_has_a_locked_letter_stays_on_the_sheet(now: dict[str, str], clinic: Clinic) -> None:
    """Sam's letter can be opened, whoever has Sam's row by now, and whatever is wrong in it."""
    send_all(clinic, SAM)
    sams = password_of(clinic)
    typed(clinic, 2, **now)
    send_all(clinic, TESS)
    page = (clinic.out / "passwords.html").read_text("utf-8")
    (row,) = [line for line in page.splitlines() if sams in line]
    assert "Sam Sample" in row
    assert "Pattern" not in page


def test_exercises_that_moved_to_another_ones_plan_are_not_sent(clinic: Clinic) -> None:
    other = "HS-0434"
    send_all(clinic, SAM)
    book = load_workbook(clinic.file)
    book["Exercises"]["A2"] = other
    book.save(clinic.file)
    assert other not in send_all(clinic)
    exercises_are_theirs(clinic)
    assert other in send_all(clinic)


def exercises_are_theirs(clinic: Clinic) -> None:
    """Somebody has looked at what is asked, and says so."""
    found = numbered(make_ready(clinic.file, today=TODAY), clinic.out).found
    for item in found:
        if item.code in WHOSE:
            agree(clinic.out, item)


def came_back(clinic: Clinic) -> None:
    with kept_letters(clinic.out, computer=clinic.computer) as kept:
        (entry,) = kept.entries
        assert kept.record.outbox.came_back(entry.plan, entry.version, code=550)


def to_be_sent_again(clinic: Clinic) -> None:
    with kept_letters(clinic.out, computer=clinic.computer) as kept:
        resolve(kept, SAM, decision="again")


@pytest.mark.parametrize("then", [came_back, to_be_sent_again])
def test_a_row_that_was_typed_over_where_the_same_version_goes_again(
    then: Callable[[Clinic], None], clinic: Clinic
) -> None:
    """Pat's letter is locked with Pat's password; Sam's stays as long as Sam may have a letter."""
    send_all(clinic, SAM)
    then(clinic)
    is_out = then is to_be_sent_again
    typed(clinic, 2, first_name="Pat", last_name="Pattern", email="pat@example.org",
          date_of_birth="1961-02-03")  # fmt: skip
    sams, sheet = password_of(clinic), clinic.out / "passwords.html"
    exercises_are_theirs(clinic)
    assert send_all(clinic, SAM) == [SAM]
    assert clinic.server.recipients == ["sam.sample@example.org", "pat@example.org"]
    assert password_of(clinic) != sams
    page = sheet.read_text("utf-8")
    assert (password_of(clinic) in page, sams in page) == (True, is_out)
    sams_row = [line for line in page.splitlines() if sams in line]
    assert ["Sam Sample" in line for line in sams_row] == [True] * is_out
    with kept_letters(clinic.out, computer=clinic.computer) as kept:
        assert [(one.is_past, one.password == sams) for one in kept.history] == [
            (True, True), (False, False)
        ]  # fmt: skip


def password_of(clinic: Clinic) -> str:
    """What opens the one letter of the outbox."""
    with kept_letters(clinic.out, computer=clinic.computer) as kept:
        (entry,) = kept.entries
        return entry.password


def test_a_plan_id_that_was_typed_anew_in_small_letters_goes_nowhere_twice(
    clinic: Clinic,
) -> None:
    send_all(clinic, SAM)
    book = load_workbook(clinic.file)
    cells = [row[0] for name in ("Patients", "Exercises") for row in book[name].iter_rows()]
    for cell in (cell for cell in cells if cell.value == SAM):
        cell.value = SAM.lower()
    book.save(clinic.file)
    assert send_all(clinic) == LETTERS[1:]
    assert len(set(clinic.server.recipients)) == len(clinic.server.recipients) == 5


@pytest.mark.parametrize("back", [timedelta(hours=1), timedelta(days=2), timedelta(days=400)])
def test_a_clock_that_goes_back(back: timedelta, clinic: Clinic) -> None:
    """Summer time, a wrong day, a flat battery: nobody gets two, and no letter is dated ahead."""
    now = clinic.clock.now
    clinic.clock.now = now + back
    send_all(clinic, SAM)
    clinic.server.faults["", "sender"] = "4xx"
    send_all(clinic, TESS)
    clinic.server.faults.clear()
    clinic.clock.now = now
    assert send_all(clinic) == LETTERS[1:]
    assert send_all(clinic) == []
    assert all_is_well(clinic)
    assert [each.dated <= now + timedelta(hours=20) for each in mailbox(clinic)[1:]] == [True] * 4


def test_a_server_that_answers_after_the_time_limit(
    clinic: Clinic, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It has the letter, and says so too late: in doubt, told, and never sent by itself."""

    def impatient(file: Path, computer: Computer) -> Settings:
        return replace(settings_for(file, computer), timeout=1)

    monkeypatch.setattr(post, "settings_for", impatient)
    clinic.server.faults["", "dot"] = "hang"
    assert send_all(clinic, SAM) == [SAM]
    clinic.server.faults.clear()
    assert clinic.states() == {SAM: "in doubt"}
    assert send_all(clinic) == LETTERS[1:]
    assert all_is_well(clinic)
    with kept_letters(clinic.out, computer=clinic.computer) as kept:
        resolve(kept, SAM, decision="sent")
    assert send_all(clinic) == []


def test_another_run_that_begins_while_letters_go(clinic: Clinic) -> None:
    """The desk and the command at once: the second finds the folder in use, and sends nothing."""
    found: list[object] = []

    def other(count: int) -> None:
        try:
            clinic.look()
        except BusyFolder as error:
            found.append(type(error))

    clinic.server.on_take = other
    send_all(clinic)
    assert found == [BusyFolder] * 5
    assert all_is_well(clinic)


def at(clinic: Clinic, folder: Path) -> Clinic:
    """The clinic in another folder, on the computer that it was on."""
    if not (folder / "home").exists():
        (folder / "home").symlink_to(clinic.folder / "home")
    return replace(clinic, folder=folder)


def renamed(clinic: Clinic) -> Clinic:
    return at(clinic, clinic.folder.rename(clinic.folder.with_name("moved")))


def copied(clinic: Clinic) -> Clinic:
    copy = clinic.folder.with_name("copy")
    shutil.copytree(clinic.folder, copy, ignore=shutil.ignore_patterns("home"))
    return at(clinic, copy)


def without_handouts(clinic: Clinic) -> Clinic:
    copy = clinic.folder.with_name("copy")
    shutil.copytree(clinic.folder, copy, ignore=shutil.ignore_patterns("home", "plans"))
    return at(clinic, copy)


@pytest.mark.parametrize("move", [renamed, copied, without_handouts])
def test_a_workbook_or_folder_that_was_moved_or_copied(
    move: Callable[[Clinic], Clinic], clinic: Clinic
) -> None:
    """The same computer goes on from there: the one that has gone does not go again."""
    send_all(clinic, SAM)
    moved = move(clinic)
    send_all(moved)
    assert send_all(moved) == []
    assert sorted(clinic.server.recipients) == sorted(
        people(moved.file)[plan][1] for plan in LETTERS
    )


def retyped(clinic: Clinic, plan: str) -> None:
    """Sam's plan gets another ID, wherever it stands."""
    book = load_workbook(clinic.file)
    cells = [row[0] for name in ("Patients", "Exercises") for row in book[name].iter_rows()]
    for cell in (cell for cell in cells if cell.value == SAM):
        cell.value = plan
    book.save(clinic.file)


def where_it_was(clinic: Clinic) -> Clinic:
    return clinic


@pytest.mark.parametrize(
    ("move", "plan"),
    [
        (where_it_was, "HS-0471"),
        (renamed, "HS-0471"),
        (copied, "HS-0471"),
        (copied, SAM.lower()),
        (without_handouts, SAM.lower()),
        (without_handouts, "HS-0471"),
    ],
)
def test_a_plan_id_that_was_typed_anew_in_a_folder_that_was_copied(
    move: Callable[[Clinic], Clinic], plan: str, clinic: Clinic
) -> None:
    """The patient has the very same letter: it is held, and a next version goes."""
    send_all(clinic, SAM)
    moved = move(clinic)
    retyped(moved, plan)
    assert plan not in send_all(moved)
    assert clinic.server.recipients.count("sam.sample@example.org") == 1
    typed(moved, 2, version=int(str(cell_of(moved, "version") or 1)) + 1)
    assert send_all(moved) == [plan]


def cell_of(clinic: Clinic, heading: str) -> object:
    """What stands in Sam's row."""
    sheet = load_workbook(clinic.file)["Patients"]
    at = [str(cell.value).lower().replace(" ", "_") for cell in sheet[1]].index(heading)
    return sheet.cell(2, at + 1).value


@pytest.mark.parametrize("move", [where_it_was, without_handouts])
@pytest.mark.parametrize(
    "then", [{"first_name": "Samantha"}, {"weeks": 5}, {"start_date": "2026-12-02"}]
)
def test_another_plan_of_a_patient_whose_old_one_has_left_the_workbook_goes(
    then: dict[str, object], move: Callable[[Clinic], Clinic], clinic: Clinic
) -> None:
    """It says something else, so it is no letter that anybody has."""
    send_all(clinic, SAM)
    moved = move(clinic)
    retyped(moved, "HS-0471")
    typed(moved, 2, **then)
    assert "HS-0471" in send_all(moved)


def test_the_very_same_letter_from_another_folder_is_held_in_words(clinic: Clinic) -> None:
    """Nobody is left to wonder why it did not go, or how it can be sent all the same."""
    send_all(clinic, SAM)
    moved = without_handouts(clinic)
    retyped(moved, "HS-0471")
    dry, _ = moved.look()
    (hold,) = [hold for hold in dry.sorting.holds if hold.plan == "HS-0471"]
    assert (hold.reason, dry.exit_code) == ("another-id-elsewhere", 1)
    told = why_held(hold, CATALOGUE, local=lambda time: time)
    assert told.startswith("the very same left on January 5, 2026, or may have, under another")
    assert "raise the plan's Version" in phrase(CATALOGUE, "mail.hold_help.another-id-elsewhere")


def test_two_people_of_one_programme_and_one_mailbox_get_two_letters(clinic: Clinic) -> None:
    """A couple: the same words to the same address, from another folder and under other IDs."""
    send_all(clinic, SAM)
    moved = without_handouts(clinic)
    retyped(moved, "HS-0472")
    typed(moved, 2, first_name="Kim", date_of_birth="1971-03-04")
    assert "HS-0472" in send_all(moved)
    assert moved.server.recipients.count("sam.sample@example.org") == 2


def test_what_an_older_program_sent_is_known_again_once_its_folder_was_looked_at(
    clinic: Clinic,
) -> None:
    send_all(clinic, SAM)
    with sqlite3.connect(clinic.folder / "home" / LEDGER) as ledger:
        ledger.execute("drop table contents")
    assert send_all(clinic, SAM) == []
    moved = without_handouts(clinic)
    retyped(moved, "HS-0471")
    assert "HS-0471" not in send_all(moved)


def test_what_is_not_to_be_sent_is_not_sent_from_another_folder_either(clinic: Clinic) -> None:
    """Somebody has decided so of Sam's letter; once it is taken back, it may go from anywhere."""
    clinic.server.faults["", "address"] = "5xx"
    send_all(clinic, SAM)
    clinic.server.faults.clear()
    with kept_letters(clinic.out, computer=clinic.computer) as kept:
        resolve(kept, SAM, decision="drop")
    clinic.look(SAM)
    moved = without_handouts(clinic)
    dry, choice = moved.look(SAM)
    assert [hold.reason for hold in dry.sorting.holds] == ["dropped-elsewhere"]
    assert choice.letters == ()
    with kept_letters(clinic.out, computer=clinic.computer) as kept:
        resolve(kept, SAM, decision="again")
    clinic.look(SAM)
    assert send_all(moved, SAM) == [SAM]
