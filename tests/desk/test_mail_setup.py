"""E-mail is set up in the page: tried first, the password in the key store and nowhere else."""

from __future__ import annotations

import contextlib
import re
import sys
import threading
from collections.abc import Iterator
from email import message_from_bytes
from email.policy import SMTP
from pathlib import Path
from types import ModuleType

import pytest
from openpyxl import load_workbook

from clinicplan.mail.pdf import open_pdf
from clinicplan.mail.settings import Security, SignIn, read_settings
from tests.desk.mailing import Post, post_in
from tests.desk.test_pages import words
from tests.desk.test_watch import until
from tests.desk.windows import Window
from tests.mail.certificates import Certificates
from tests.mail.test_settings import FakeApplication

SECRET = "a se cret-42 "
HERE = {"way": "server", "address": "me@example.org", "server": "localhost", "password": SECRET}
CLIENT = "00000000-0000-4000-8000-0000000000aF"


@pytest.fixture
def post(
    tmp_path: Path, certificates: Certificates, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Post]:
    with post_in(tmp_path, certificates, monkeypatch) as found:
        yield found


def page(window: Window) -> str:
    """The page, once nothing is tried any more."""
    for _ in range(10):
        with contextlib.suppress(AssertionError):
            until(lambda: "Trying it" not in window.get("/clinic/letters").text)
            break
    return window.get("/clinic/letters").text


def set_up(window: Window, **changed: str) -> str:
    found = window.post("/clinic/letters", {**HERE, "do": "save", **changed})
    return page(window) if found.status == 303 else found.text


def settings(post: Post):  # type: ignore[no-untyped-def]  # Settings
    return read_settings([post.folder / "clinicplan.toml"])


def test_from_an_address_to_a_letter_to_oneself(post: Post) -> None:
    window = post.desk.window()
    said = set_up(window, do="letter")
    assert "The mail server knows you. This computer keeps the password, locked." in words(said)
    kept = settings(post)
    assert (kept.server, kept.port, kept.security) == (
        "localhost", post.server.port, Security.STARTTLS
    )
    assert (kept.user, kept.certificate) == ("me@example.org", str(post.folder / "ca.pem"))
    assert post.store == {("clinicplan", "me@example.org"): SECRET}
    assert post.server.recipients == ["me@example.org"]
    opens = re.search(r'<b class="figures">([^<]+)</b>', said)
    assert opens
    letter = message_from_bytes(post.server.bodies[0], policy=SMTP)
    attached = next(letter.iter_attachments()).get_content()
    assert open_pdf(attached) is None
    assert open_pdf(attached, password=opens[1])


def test_the_password_is_nowhere_but_in_the_key_store(
    post: Post, capfd: pytest.CaptureFixture[str]
) -> None:
    window = post.desk.window()
    pages = [set_up(window, do="letter"), set_up(window, address="nobody")]
    post.server.faults["", "sign-in"] = "535"
    pages += [set_up(window), window.get("/letters").text, window.get("/clinic").text]
    assert not any(SECRET.strip() in text for text in pages)
    files = [path for path in post.folder.rglob("*") if path.is_file()]
    assert not any(SECRET.strip().encode() in path.read_bytes() for path in files)
    assert SECRET.strip() not in "".join(capfd.readouterr())


def test_sending_nothing_is_the_first_button(post: Post) -> None:
    set_up(post.desk.window())
    assert post.server.accepted == []
    assert settings(post).server == "localhost"


def test_another_letter_to_oneself_needs_no_password_that_is_kept(post: Post) -> None:
    window = post.desk.window()
    set_up(window)
    window.post("/clinic/letters/test", {"password": ""})
    assert "One letter is on its way to me@example.org." in words(page(window))
    assert len(post.server.accepted) == 1
    post.store.clear()
    window.post("/clinic/letters/test", {"password": ""})
    assert "There is no password on this computer for this mailbox." in words(page(window))
    assert len(post.server.accepted) == 1


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"address": "me"}, "Type it like name@example.org."),
        ({"address": "\u202eme@example.org\nBcc: x@y.z"}, "That is not an e-mail address."),
        ({"way": "provider"}, "This mailbox is at none of them."),
        ({"way": "provider", "address": "me@outlook.com"}, "Microsoft's own page."),
        ({"way": "server", "address": "me@outlook.com", "server": ""}, "Microsoft's own page."),
        ({"way": "microsoft", "client": "0000-0000"}, "it has 36 characters"),
    ],
)
def test_what_cannot_be_right_is_said_at_its_field(
    post: Post, changed: dict[str, str], says: str
) -> None:
    before = (post.folder / "clinicplan.toml").read_bytes()
    said = set_up(post.desk.window(), **changed)
    assert says in words(said)
    assert 'aria-invalid="true"' in said
    assert (post.folder / "clinicplan.toml").read_bytes() == before
    assert post.store == {}


@pytest.mark.parametrize(
    ("changed", "fault", "says"),
    [
        ({}, "535", "The mail server did not accept the sign-in."),
        ({}, "close", "Nothing was changed."),
        ({"server": "mail.no-such-name.invalid"}, "", "Nobody knows a mail server of that name."),
        ({"password": ""}, "", "There is no password on this computer for this mailbox."),
    ],
)
def test_what_does_not_work_is_said_and_not_kept(
    post: Post, changed: dict[str, str], fault: str, says: str
) -> None:
    before = (post.folder / "clinicplan.toml").read_bytes()
    if fault:
        post.server.faults["", "sign-in"] = fault
    said = set_up(post.desk.window(), **changed)
    assert says in words(said)
    assert "Nothing was changed." in words(said)
    assert "clinicplan" not in words(said).replace("clinicplan.toml", "")
    assert 'value="me@example.org"' in said  # what was typed stands there still
    assert (post.folder / "clinicplan.toml").read_bytes() == before
    assert post.store == {}


def test_a_letter_that_is_not_taken_is_said(post: Post) -> None:
    post.server.faults["", "sender"] = "5xx"
    said = words(set_up(post.desk.window(), do="letter"))
    assert "did not take the test letter" in said
    assert "The settings are kept." in said
    assert settings(post).server == "localhost"


def test_a_computer_without_a_key_store(post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    import keyring
    from keyring.backends.fail import Keyring

    monkeypatch.setattr(keyring, "set_password", Keyring().set_password)  # type: ignore[no-untyped-call]
    said = words(set_up(post.desk.window()))
    assert "This computer has no safe place for passwords, so it is asked for each time." in said


def test_drafts_need_no_server(post: Post) -> None:
    window = post.desk.window()
    set_up(window)
    page = window.post("/clinic/letters", {"way": "drafts"})
    assert "No letter goes out from here." in words(page.text)  # it is said, and stays chosen
    assert re.search(r'value="drafts" checked', page.text)
    assert settings(post).server == ""
    assert "Letters go out from here" not in window.get("/clinic/letters").text


def test_who_sends_drafts_is_asked_once_from_which_address(post: Post) -> None:
    """The clinic has none: it is typed here, and Letters goes on from there."""
    view = post.desk.desk.view
    assert view
    book = load_workbook(view.file)
    row = next(row for row in book["Clinic"].iter_rows() if row[0].value == "Email")
    row[1].value = None
    book.save(view.file)
    window = post.desk.window()
    window.post("/workbook/again")
    for typed, said in [("", "Type the address that your letters come from."),
                        ("desk", "That is not an e-mail address.")]:  # fmt: skip
        page = window.post("/clinic/letters", {"way": "drafts", "address": typed}).text
        assert said in words(page)
        assert re.search(r'value="drafts" checked', page)
        assert not settings(post).drafts
    window.post("/clinic/letters", {"way": "drafts", "address": "desk@example.org"})
    page = window.get("/clinic/letters").text  # opened anew
    assert re.search(r'value="drafts" checked', page)
    assert 'value="desk@example.org"' in page
    page = window.get("/letters").text
    assert "You send them yourself" in words(page)
    assert "Set up e-mail" not in page
    window.post("/letters/look")
    assert "from desk@example.org" in words(window.get("/letters").text)
    window.post("/letters/drafts", {"plan": ["HS-0417"]})
    until(lambda: not post.desk.desk.is_busy)
    draft = message_from_bytes((view.file.parent / "drafts" / "HS-0417.eml").read_bytes())
    assert "desk@example.org" in str(draft["From"])


def test_another_way_ends_the_drafts(post: Post) -> None:
    window = post.desk.window()
    window.post("/clinic/letters", {"way": "drafts"})
    assert settings(post).drafts
    set_up(window)
    assert not settings(post).drafts


def test_settings_that_are_faulty_are_never_written_over(post: Post) -> None:
    (post.folder / "clinicplan.toml").write_text("[mail]\nserver = ")
    assert "is not written rightly" in words(set_up(post.desk.window()))
    assert (post.folder / "clinicplan.toml").read_text() == "[mail]\nserver = "


def test_microsofts_code_is_shown_while_it_waits(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed = threading.Event()

    class Waiting(FakeApplication):
        def acquire_token_by_device_flow(self, flow: dict[str, str]) -> dict[str, str]:
            assert typed.wait(20)
            return {"error": "declined"}

    module = ModuleType("msal")
    module.PublicClientApplication = Waiting  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "msal", module)
    window = post.desk.window()
    form = {"way": "microsoft", "address": "me@outlook.com", "client": CLIENT, "do": "save"}
    window.post("/clinic/letters", form)
    until(lambda: "Go there and type ABC." in window.get("/clinic/letters").text)
    window.post("/clinic/letters", {**HERE, "do": "letter"})  # one at a time
    assert post.desk.desk.is_busy
    typed.set()
    assert "Microsoft did not let you sign in." in words(page(window))
    assert post.server.accepted == []
    assert settings(post).sign_in is SignIn.PASSWORD


def test_the_providers_are_named(window: Window) -> None:
    said = words(window.get("/clinic/letters").text)
    assert "Gmail, iCloud, Yahoo" in said
    assert "Microsoft 365 or Outlook.com" in said
    assert "make an app password" in said
    assert "Choose From" not in said


def test_the_way_that_most_need_stands_first(post: Post) -> None:
    text = page(post.desk.window())
    assert re.findall(r'name="way" value="(\w+)"', text) == [
        "server", "provider", "microsoft", "drafts"
    ]  # fmt: skip
    assert re.search(r'value="server" checked', text)
