"""Letters: looked at, agreed to by their number, sent once, stopped, and decided about."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook

from clinicplan.files import sole_use
from clinicplan.mail.entry import State
from tests.desk.clinics import Post, clinic
from tests.desk.test_pages import words
from tests.desk.test_watch import mistake, until
from tests.desk.windows import Running, Window, running, sample_in
from tests.mail.certificates import Certificates

LETTERS = ["HS-0417", "HS-0431", "HS-0434", "HS-0435", "HS-0437"]


@pytest.fixture(scope="module")
def shared_post(
    tmp_path_factory: pytest.TempPathFactory, certificates: Certificates
) -> Iterator[Post]:
    """One for all tests that send nothing, looked at."""
    with clinic(tmp_path_factory.mktemp("post"), certificates) as found:
        look(found[1])
        yield found


def look(window: Window) -> str:
    """Who would get a letter, as the page has it."""
    found = window.post("/letters/look")
    assert found.status == 303, words(found.text)
    return window.get("/letters").text


def send(post: Post, *plans: str, number: int | str, password: str = "secret") -> str:
    """Send these, and what the page says when all is over."""
    running_, window, _ = post
    form: dict[str, str | list[str]] = {"plan": list(plans)}
    form |= {"number": str(number), "password": password}
    found = window.post("/letters/send", form)
    if found.status == 303:
        until(lambda: not running_.desk.is_busy)
        return words(window.get("/letters").text)
    return words(found.text)


def states(running_: Running) -> dict[str, str]:
    return {entry.plan: str(entry.state) for entry in running_.desk.letters()}


def test_looking_at_the_page_makes_nothing(window: Window) -> None:
    page = words(window.get("/letters").text)
    assert "Who gets a letter?" in page
    assert "To send To decide 0" in page  # nobody has counted
    assert "E-mail is not set up on this computer." in page
    assert "Set up e-mail" in page
    assert "5 of 8 ready plans have the patient's e-mail address and agreement." in page
    assert "1 has an address, but nobody has noted that the patient agrees." in page
    assert "2 have no address and go on paper." in page
    assert not window.running.desk.folder.exists()


def test_settings_that_are_laid_beside_the_workbook_are_seen(own: Running) -> None:
    """Also where somebody has looked before; and that they went, or are others."""
    window, desk = own.window(), own.desk
    assert desk.view
    place = desk.view.file.parent / "clinicplan.toml"
    look(window)
    page = words(window.get("/letters").text)
    assert "E-mail is not set up on this computer." in page
    said = [('[mail]\nserver = "localhost"\nsender = "one@example.org"\n', "one@example.org"),
            ('[mail]\nserver = "localhost"\nsender = "two@example.org"\n', "two@example.org")]
    for text, sender in said:
        number = desk.view.number
        place.write_text(text)
        until(lambda before=number: desk.view.number > before)  # type: ignore[misc]
        assert "E-mail is not set up" not in words(window.get("/letters").text)
        look(window)
        assert f"from {sender}" in words(window.get("/letters").text).casefold()
    number = desk.view.number
    place.unlink()
    until(lambda: bool(desk.view and desk.view.number > number))
    assert "E-mail is not set up on this computer." in words(window.get("/letters").text)


@pytest.mark.parametrize(
    ("settings", "address", "said", "unsaid"),
    [
        ('[mail]\nserver = 7\n', "clinic@example.org", "clinicplan.toml", "is not set up on this"),
        ('[mail]\nserver = "localhost"\n', None, "nobody would know who writes", "come from"),
    ],
)
def test_what_keeps_letters_here_is_said_alone(
    own: Running, settings: str, address: str | None, said: str, unsaid: str
) -> None:
    view = own.desk.view
    assert view
    (view.file.parent / "clinicplan.toml").write_text(settings)
    book = load_workbook(view.file)
    row = next(row for row in book["Clinic"].iter_rows() if row[0].value == "Email")
    row[1].value = address
    book.save(view.file)
    window = own.window()
    window.post("/workbook/again")
    page = words(window.get("/letters").text)
    assert said in page
    assert unsaid not in page


def test_who_would_get_one_is_named_before_e_mail_is_set_up(own: Running) -> None:
    page = own.window().get("/letters").text
    said = words(page)
    assert "That is done under Clinic, E-mail." in said
    assert "5 patients would get a letter As soon as e-mail is set up." in said
    assert "Sam Sample HS-0417 sam.sample@example.org" in said
    assert said.index("E-mail is not set up") < said.index("5 patients would get a letter")
    assert said.count("@example.org") == len(LETTERS)


def test_a_mistyped_address_holds_the_letter_and_not_the_paper(post: Post) -> None:
    running_, window, _ = post
    view = running_.desk.view
    assert view
    book = load_workbook(view.file)
    sheet = book["Patients"]
    columns = {cell.value: cell.column for cell in sheet[1]}
    sheet.cell(2, columns["Email"]).value = "sam at example"
    sheet.cell(3, columns["Consent to email"]).value = "he said so"
    book.save(view.file)
    window.post("/workbook/again")
    held = [str(sheet.cell(row, columns["Plan ID"]).value) for row in (2, 3)]
    assert held == ["HS-0417", "HS-0431"]
    mend = words(window.get("/mend").text)
    assert "8 of 8 plans are ready" in mend
    assert "Email is not an e-mail address" in mend
    assert "The plan is printed all the same; its letter waits for this." in mend
    for page in ("/plans", "/print"):
        assert "Letter to mend: email" in words(window.get(page).text)
    for page in ("/print", "/plans?show=open"):
        assert all(plan in window.get(page).text for plan in held)
    assert "2 have a mistake in what only their letters need" in words(window.get("/letters").text)
    page = look(window)
    assert not {*held} & {*re.findall(r'name="plan" value="([^"]+)"', page)}
    assert "address, consent or password has a mistake: see To mend 2" in words(page)


def test_no_letter_says_each_side_by_itself(post: Post) -> None:
    running_, window, _ = post
    view = running_.desk.view
    assert view
    book = load_workbook(view.file)
    for name in ("Patients", "Exercises"):
        sheet = book[name]
        columns = {cell.value: cell.column for cell in sheet[1]}
        for row in range(2, sheet.max_row + 1):
            if sheet.cell(row, columns["Plan ID"]).value == "HS-0417":
                sheet.cell(row, columns["Side"]).value = None
    book.save(view.file)
    window.post("/workbook/again")
    page = look(window)
    assert "HS-0417" not in re.findall(r'name="plan" value="([^"]+)"', page)
    assert "Nobody has said which side: answer it above Print's list 1" in words(page)


def test_who_gets_one_and_who_gets_none(post: Post) -> None:
    running_, window, server = post
    page = look(window)
    assert re.findall(r'name="plan" value="([^"]+)"', page) == LETTERS
    said = words(page)
    assert "Nothing has been sent. Each letter has been written" in said
    assert "5 get a letter from clinic@example.org" in said
    assert "Sam Sample HS-0417, version 2 sam.sample@example.org password" in said
    assert "No e-mail address 2" in said
    assert "No consent to e-mail in the workbook 1" in said
    assert "clinicplan" not in said.replace("clinicplan.toml", "")  # no command
    assert (server.accepted, states(running_)) == ([], {})


def test_where_nobody_gets_one_nothing_was_written(own: Running) -> None:
    """No mail is set up and no row has an address: nothing is claimed, and the way is shown."""
    view = own.desk.view
    assert view
    book = load_workbook(view.file)
    sheet = book["Patients"]
    email = next(cell.column for cell in sheet[1] if cell.value == "Email")
    for row in range(2, sheet.max_row + 1):
        sheet.cell(row, email).value = None
    book.save(view.file)
    window = own.window()
    window.post("/workbook/again")
    page = look(window)
    assert "Nobody gets a letter." in words(page)
    assert "has been written and checked" not in page
    assert "from " not in words(page).partition("Nothing has been sent.")[2].partition("Nobody")[0]
    assert "E-mail is not set up on this computer. Set up e-mail" in words(page)
    assert 'href="/clinic/letters"' in page


def test_the_first_letter_goes_alone_and_then_the_rest(post: Post) -> None:
    running_, window, server = post
    assert "One letter goes first" in look(window)
    assert "1 letter sent." in send(post, *LETTERS, number=1)
    assert states(running_) == {"HS-0417": "sent"}
    assert "Letters to send: 5" not in words(look(window))
    page = words(window.get("/letters").text)
    assert "Sent already 1" in page
    assert "4 letters sent." in send(post, *LETTERS[1:], number=4)
    assert states(running_) == dict.fromkeys(LETTERS, "sent")
    assert len(server.accepted) == len(set(server.accepted)) == 5
    assert sorted(server.recipients)[0].startswith("ivo.invented@")
    assert "Nobody else gets a letter." in words(look(window))
    sent = words(window.get("/letters?show=sent").text)
    assert sent.count("Sent today, 12:00") == 5
    assert "Sent today, 12:00" in words(window.get("/plans").text)
    assert window.post("/letters/passwords").status == 303
    assert running_.opened == [(running_.desk.folder / "passwords.html", False)]


@pytest.mark.parametrize("plans", [[], ["HS-0432"], ["HS-9999"]])
def test_nobody_ticked_gets_nothing(shared_post: Post, plans: list[str]) -> None:
    """HS-0432 has given no consent, and HS-9999 is not there."""
    running_, _, server = shared_post
    found = send(shared_post, *plans, number=len(plans))
    assert "No letter is ticked, so nothing was sent." in found
    assert (server.accepted, states(running_)) == ([], {})


@pytest.mark.parametrize("number", ["5", "", "one", "1 2", "01", "-1"])
def test_another_number_sends_nothing(shared_post: Post, number: str) -> None:
    running_, _, server = shared_post
    found = send(shared_post, *LETTERS, number=number)
    assert "That is not 1, so nothing was sent." in found
    assert (server.accepted, states(running_)) == ([], {})


def test_after_another_number_the_ticks_are_as_they_were(post: Post) -> None:
    window = post[1]
    assert "To send the first letter alone, type 1" in words(look(window))
    send(post, LETTERS[0], number=1)
    left = LETTERS[1:]
    assert f"To send the ticked letters, type their number: {len(left)}" in words(look(window))
    form: dict[str, str | list[str]] = {"plan": left[1:3], "number": "4"}
    page = window.post("/letters/send", form).text
    assert "That is not 2, so nothing was sent." in words(page)
    assert re.findall(r'name="plan" value="([^"]+)"[^>]* checked', page) == left[1:3]
    assert re.findall(r'name="plan" value="([^"]+)"', page) == left
    assert " disabled" not in "".join(re.findall(r'<input[^>]* name="plan"[^>]*>', page))
    assert "type their number: 2" in words(page)


def test_that_letters_went_well_is_said_for_a_while(post: Post) -> None:
    look(post[1])
    assert "1 letter sent." in send(post, LETTERS[0], number=1)
    post[0].clock.forward(seconds=59)
    assert "1 letter sent." in words(look(post[1]))
    post[0].clock.forward(seconds=1)
    assert "1 letter sent." not in words(post[1].get("/letters").text)


def test_only_who_is_ticked(post: Post) -> None:
    running_, window, _ = post
    look(window)
    send(post, "HS-0434", "HS-0435", number=1)
    assert states(running_) == {"HS-0434": "sent"}
    look(window)
    send(post, "HS-0437", "HS-0435", number=2)
    assert states(running_) == dict.fromkeys(["HS-0434", "HS-0435", "HS-0437"], "sent")


def test_what_was_not_looked_at_is_not_sent(post: Post) -> None:
    """No list, or a list of the workbook before it was saved: nothing goes."""
    running_, window, server = post
    assert "Who gets a letter?" in send(post, *LETTERS, number=1)
    look(window)
    view = running_.desk.view
    assert view
    mistake(view.file)
    until(lambda: bool((now := running_.desk.view) and now.reading != view.reading))
    assert "Who gets a letter?" in send(post, *LETTERS, number=1)
    assert (server.accepted, states(running_)) == ([], {})
    page = words(look(window))
    assert "Plan has a mistake 1 HS-0417 Sam Sample" in page


def test_without_its_password_nothing_goes(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    running_, window, server = post
    monkeypatch.setattr("clinicplan.mail.signin._stored", lambda user: "")
    look(window)
    page = send(post, *LETTERS, number=1, password="")
    assert "The mail password is not kept on this computer." in page
    assert (server.accepted, states(running_)) == ([], {})


def test_a_letter_in_doubt_waits_for_somebody_to_decide(post: Post) -> None:
    running_, window, server = post
    look(window)
    server.faults[("", "dot")] = "drop"
    assert "1 in doubt" in send(post, "HS-0417", number=1)
    server.faults.clear()
    assert "In doubt: did it arrive?" in words(window.get("/plans").text)
    assert "Letters 1 to decide" in words(window.get("/plans").text)
    page = window.get("/letters?show=decide").text
    assert "The connection broke at the last moment, today, 12:00." in words(page)
    assert "In doubt: see To decide" in words(look(window))
    window.post("/letters/decide", {"plan": "HS-0417", "decision": "sideways"})
    assert states(running_) == {"HS-0417": "in doubt"}
    window.post("/letters/decide", {"plan": "HS-0417", "decision": "sent"})
    assert states(running_) == {"HS-0417": "sent"}
    assert "Nothing to decide" in window.get("/letters?show=decide").text


def test_a_refused_letter_is_sent_again_or_dropped(post: Post) -> None:
    running_, window, server = post
    look(window)
    server.faults[("", "address")] = "5xx"
    assert "1 refused." in send(post, "HS-0417", number=1)
    server.faults.clear()
    assert "The mail server did not take it" in window.get("/letters?show=decide").text
    window.post("/letters/decide", {"plan": "HS-0417", "decision": "drop"})
    assert states(running_) == {"HS-0417": str(State.DROPPED)}
    assert "Not to be sent, as you have decided" in words(look(window))


def test_sending_is_stopped_between_two_letters(post: Post) -> None:
    running_, window, server = post
    look(window)
    send(post, "HS-0417", number=1)
    look(window)

    def stop(count: int) -> None:
        if count == 3:
            assert "of 4 letters done" in words(window.get("/letters").text)
            window.post("/letters/stop")

    server.on_take = stop
    page = send(post, *LETTERS[1:], number=4)
    assert "Sending has stopped, as you asked." in page
    gone = [plan for plan, state in states(running_).items() if state == "sent"]
    assert len(gone) == len(server.accepted) == 3
    look(window)
    left = [plan for plan in LETTERS if plan not in gone]
    assert "2 letters sent." in send(post, *left, number=2)
    assert len(set(server.accepted)) == 5


def test_drafts_for_a_mail_program(post: Post) -> None:
    running_, window, server = post
    look(window)
    window.post("/letters/drafts", {"plan": LETTERS[:2]})
    until(lambda: not running_.desk.is_busy)
    assert "2 drafts lie in the folder drafts." in words(window.get("/letters").text)
    drafts = running_.desk.folder.parent / "drafts"
    assert {path.name for path in drafts.glob("*.eml")} == {"HS-0417.eml", "HS-0431.eml"}
    assert server.accepted == []


def test_where_no_mail_is_set_up(own: Running) -> None:
    window = own.window()
    page = words(look(window))
    assert "5 get a letter" in page
    assert "E-mail is not set up on this computer. Until it is set up" in page
    assert "type their number" not in page
    assert "Save them as drafts" in page


def test_a_folder_in_use(own: Running) -> None:
    own.desk.folder.mkdir()
    with sole_use(own.desk.folder):
        found = own.window().post("/letters/look")
    assert "data-at-once" not in found.text  # or the page would ask again and again
    assert "Another window of clinicplan is at work in this folder." in found.text


def test_the_desk_is_not_closed_over_letters_on_their_way(post: Post) -> None:
    _, window, server = post
    look(window)
    answers: list[str] = []
    server.on_take = lambda count: answers.append(
        window.post("/close").headers.get("location", "closed")
    )
    send(post, "HS-0417", number=1)
    assert answers == ["/letters"]
    assert window.get("/plans").status == 200


SERVER = '[mail]\nserver = "localhost"\n'


@pytest.mark.parametrize(
    ("settings", "cells", "says", "offers"),
    [
        ("", {}, "5 of 8 ready plans have the patient's e-mail address and agreement.",
         ["Set up e-mail", "Or look who gets one, and save them as drafts"]),
        # one thing at a time: what comes after it would not work yet
        ("", {"Clinic": ""}, "E-mail is not set up on this computer.", ["Set up e-mail"]),
        (SERVER, {"Clinic": ""}, "The clinic has no e-mail address, so nobody would know who "
         "writes.", ["Type it under Clinic"]),
        ("", {"Patients": "no"}, "0 of 8 ready plans have the patient's e-mail address and "
         "agreement. 5 have an address", ["Set up e-mail"]),
        (SERVER, {"Patients": "no"}, "0 of 8 ready plans", ["Look who gets a letter"]),
    ],
)  # fmt: skip
def test_what_keeps_letters_back_is_said_before_the_button(
    tmp_path: Path, settings: str, cells: dict[str, str], says: str, offers: list[str]
) -> None:
    file = sample_in(tmp_path)
    if settings:
        (tmp_path / "clinicplan.toml").write_text(settings)
    book = load_workbook(file)
    for row in book["Clinic"].iter_rows() if "Clinic" in cells else ():
        if row[0].value == "Email":
            row[1].value = None
    for number in range(2, 10) if "Patients" in cells else ():
        book["Patients"].cell(number, 6).value = cells["Patients"]
    book.save(file)
    with running(tmp_path, workbook=file) as desk:
        page = desk.window().get("/letters").text
    assert says in words(page)
    form = page[page.index("/letters/look"):].partition("</form>")[0]
    found = re.findall(r'<(?:a|button) class="button[^>]*>(.*?)</(?:a|button)>', form)
    assert found == offers
    assert ("data-at-once" in page) is (cells == {})
    assert "standing long mend" not in page  # nothing is wrong yet


def test_settings_that_cannot_be_read_are_said_before_the_button(tmp_path: Path) -> None:
    (tmp_path / "clinicplan.toml").write_text("[mail]\npassword = 1\n")
    with running(tmp_path, workbook=sample_in(tmp_path)) as desk:
        page = desk.window().get("/letters").text
    assert "standing long mend" in page
    assert 'href="/clinic/letters"' in page
