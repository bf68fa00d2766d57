"""`clinicplan mail`: from an address to a test letter, and each step of it by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes
from email.policy import SMTP
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from clinicplan.cli import desk
from clinicplan.errors import FaultyTemplate, UnsentMail
from clinicplan.mail import setup
from clinicplan.mail.parcel import expected, pack
from clinicplan.mail.pdf import open_pdf
from clinicplan.mail.refusals import UnknownServer, UnreachableServer
from clinicplan.mail.settings import Security, Settings, SignIn, read_settings
from clinicplan.mail.setup import (
    FailedCheck,
    answering,
    provider_of,
    read_providers,
    save,
    send_test,
    share,
)
from clinicplan.rules import is_address
from clinicplan.tasks import setup_mail
from tests.mail.certificates import Certificates
from tests.mail.faulty_server import FaultyServer
from tests.mail.postroom import OFFICE, TEMPLATES, Recording, parcel, plan, seal

PROVIDERS = read_providers(TEMPLATES)


@pytest.mark.parametrize(
    ("address", "server", "port"),
    [
        ("sam@gmail.com", "smtp.gmail.com", 587),
        ("Sam@GoogleMail.com", "smtp.gmail.com", 587),
        ("sam@btinternet.com", "mail.btinternet.com", 465),
        ("sam@gmx.de", "mail.gmx.net", 587),
        ("sam@gmail.com.example.org", "", 0),
        ("sam@notgmail.com", "", 0),
        ("sam", "", 0),
    ],
)
def test_the_large_providers_are_known(address: str, server: str, port: int) -> None:
    found = provider_of(address, PROVIDERS)
    assert (found.settings.server if found else "") == server
    assert (found.settings.port if found else 0) == port


def test_no_two_providers_have_one_domain_and_all_are_encrypted() -> None:
    domains = [domain for item in PROVIDERS for domain in item.domains]
    assert len(domains) == len(set(domains))
    assert all(is_address(f"sam@{domain}") for domain in domains)
    assert {(item.settings.port, item.settings.security) for item in PROVIDERS} <= {
        (587, Security.STARTTLS), (465, Security.TLS)
    }
    assert all(item.settings.imap for item in PROVIDERS)


@pytest.mark.parametrize(
    ("address", "server"),
    [("feet@outlook.com", "smtp-mail.outlook.com"), ("feet@clinic.example", None), ("feet", None)],
)
def test_whose_server_it_is_takes_no_exercises(
    address: str, server: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The desk asks it for each page of the form: nothing else of the templates is read."""

    def fail() -> None:
        raise AssertionError("the catalogue was read")

    monkeypatch.setattr(setup_mail, "read_templates", fail)
    found = setup_mail.provider_of(address)
    assert (found and found.settings.server) == server


@pytest.mark.parametrize(
    "text", ["", "provider = 3", "[[provider]]\nname = 'x'", "[[provider]]\ndomains = 'x'",
             "[[provider]]\nname = 'x'\ndomains = ['x']\nsevrer = 'y'"],
)
def test_a_faulty_table_is_told(text: str, tmp_path: Path) -> None:
    (tmp_path / "email").mkdir()
    (tmp_path / "email" / "providers.toml").write_text(text)
    with pytest.raises(FaultyTemplate):
        read_providers(tmp_path)


@pytest.mark.parametrize(
    "settings",
    [
        Settings(),
        Settings("mail.example.org", 465, Security.TLS, user="clinic@example.org"),
        Settings("m", sign_in=SignIn.MICROSOFT, client="1-2", shared=("P-1", 'P "2"\\')),
        Settings("m", calendar=True, practitioner=True, imap="i", imap_port=143),
    ],
)
def test_settings_come_back_as_they_were_written(settings: Settings, tmp_path: Path) -> None:
    path = tmp_path / "clinicplan.toml"
    save(settings, path)
    assert read_settings([path]) == settings
    assert "password" not in path.read_text().replace('"password"', "")


def test_a_certificate_stays_beside_the_settings(tmp_path: Path) -> None:
    path = tmp_path / "clinicplan.toml"
    save(Settings("m", certificate=str(tmp_path / "ca.pem")), path)
    assert 'certificate = "ca.pem"' in path.read_text()
    assert read_settings([path]).certificate == str(tmp_path / "ca.pem")


def test_who_shares_is_added_once() -> None:
    assert share(Settings(shared=("A", "B")), ["B", "C"]).shared == ("A", "B", "C")


def test_a_server_without_a_name_or_an_answer_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UnknownServer):
        answering(Settings("mail.no-such-name.invalid"))
    monkeypatch.setattr(setup, "WAYS", ((1, Security.TLS),))
    with pytest.raises(UnreachableServer):
        answering(Settings("localhost"))


def test_a_test_letter_is_checked_like_any_other() -> None:
    of, transport = plan(1), Recording()
    data = pack(parcel(of), OFFICE, password="")
    due = expected(of, OFFICE, seal=seal(of), pages=2, password="")
    assert send_test(data, due, transport).verdict == "sent"
    assert [envelope.to for envelope in transport.sent] == [of.patient.email]
    with pytest.raises(FailedCheck):
        send_test(data, replace(due, to="other@example.org"), transport)
    assert len(transport.sent) == 1


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch) -> dict[tuple[str, str], str]:
    """A key store in memory."""
    import keyring

    kept: dict[tuple[str, str], str] = {}
    monkeypatch.setattr(keyring, "set_password", lambda s, u, p: kept.update({(s, u): p}))
    monkeypatch.setattr(keyring, "get_password", lambda s, u: kept.get((s, u)))
    return kept


@pytest.fixture
def server(
    certificates: Certificates, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[FaultyServer]:
    running = FaultyServer(certificates.server(), starttls=True, keep=True)
    monkeypatch.setattr(setup, "WAYS", ((1, Security.TLS), (running.port, Security.STARTTLS)))
    (tmp_path / "ca.pem").write_bytes(certificates.authority.read_bytes())
    (tmp_path / "clinicplan.toml").write_text('[mail]\ncertificate = "ca.pem"\n')
    yield running
    running.stop()


def run(folder: Path, *words: str, typed: str) -> Result:
    return CliRunner().invoke(desk, ["mail", str(folder / "clinic.xlsx"), *words], input=typed)


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    path = tmp_path / "clinic.xlsx"
    assert CliRunner().invoke(desk, ["new", str(path), "--sample"]).exit_code == 0
    return path


def test_from_nothing_to_a_test_letter(
    server: FaultyServer, store: dict[tuple[str, str], str], workbook: Path
) -> None:
    """Address (Enter takes the clinic's own), server, password, and yes."""
    typed = "me@example.org\nlocalhost\nsecret\n\n"
    result = run(workbook.parent, typed=typed)
    assert result.exit_code == 0, result.output
    assert store == {("clinicplan", "me@example.org"): "secret"}
    settings = read_settings([workbook.parent / "clinicplan.toml"])
    assert (settings.server, settings.port) == ("localhost", server.port)
    assert (settings.security, settings.user) == (Security.STARTTLS, "me@example.org")
    assert server.recipients == ["me@example.org"]
    password = re.search(r"opens with the password (\S+)", result.stdout)
    assert password
    letter = message_from_bytes(server.bodies[0], policy=SMTP)
    attached = next(letter.iter_attachments()).get_content()
    assert open_pdf(attached) is None
    assert open_pdf(attached, password=password[1])
    assert "clinicplan send" in result.stdout
    assert "secret" not in result.output


def test_what_goes_wrong_is_asked_again(
    server: FaultyServer, store: dict[tuple[str, str], str], workbook: Path
) -> None:
    server.faults["", "sign-in"] = "535"
    typed = "me\nme@example.org\nmail.no-such-name.invalid\nlocalhost\na\nb\nc\n"
    result = run(workbook.parent, typed=typed)
    assert result.exit_code == 5
    assert "That is not an e-mail address" in result.stderr
    assert "There is no server mail.no-such-name.invalid" in result.stderr
    assert result.stderr.count("Type the password again") == 2
    assert store == {}
    assert server.accepted == []
    assert "user" not in (workbook.parent / "clinicplan.toml").read_text()


def test_a_server_that_hangs_up_on_a_wrong_password_is_asked_again(
    server: FaultyServer, store: dict[tuple[str, str], str], workbook: Path
) -> None:
    server.faults["", "sign-in"] = "close"
    result = run(workbook.parent, typed="me@example.org\nlocalhost\na\nb\nc\n")
    assert (result.exit_code, store) == (5, {})
    assert result.stderr.count("Type the password again") == 2


def test_a_computer_without_a_key_store_still_sends(
    server: FaultyServer, workbook: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import keyring
    from keyring.backends.fail import Keyring

    monkeypatch.setattr(keyring, "set_password", Keyring().set_password)  # type: ignore[no-untyped-call]
    result = run(workbook.parent, typed="me@example.org\nlocalhost\nsecret\nn\n")
    assert result.exit_code == 0
    assert "asked for each time" in result.stderr
    assert server.accepted == []


def test_a_test_letter_that_is_not_taken_is_told(
    server: FaultyServer, store: dict[tuple[str, str], str], workbook: Path
) -> None:
    server.faults["", "sender"] = "5xx"
    result = run(workbook.parent, typed="me@example.org\nlocalhost\nsecret\n\n")
    assert result.exit_code == UnsentMail.exit_code
    assert "did not take the test letter" in result.stderr


def test_the_test_letter_once_more(
    server: FaultyServer, store: dict[tuple[str, str], str], workbook: Path
) -> None:
    run(workbook.parent, typed="me@example.org\nlocalhost\nsecret\nn\n")
    again = run(workbook.parent, "--test", typed="secret\n\n")
    assert (again.exit_code, len(server.accepted)) == (0, 1)


def test_who_shares_an_address_needs_no_editor(workbook: Path) -> None:
    result = run(workbook.parent, "--share", "HS-0417", "--share", "HS-0431", typed="")
    assert result.exit_code == 0
    assert read_settings([workbook.parent / "clinicplan.toml"]).shared == ("HS-0417", "HS-0431")
