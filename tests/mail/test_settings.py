"""Settings of the mail server: what is read, what is refused, and where secrets come from."""

from __future__ import annotations

import smtplib
import sys
from pathlib import Path
from types import ModuleType
from typing import Any, ClassVar

import pytest

from clinicplan.mail import signin
from clinicplan.mail.extras import MissingPackage
from clinicplan.mail.settings import FaultySettings, Security, Settings, SignIn, read_settings
from clinicplan.mail.signin import NoMicrosoft, NoSecret, find_password, microsoft_token

GOOD = """
[mail]
server = "mail.example.org"
port = 465
security = "tls"
sign_in = "password"
user = "clinic@example.org"
certificate = "authority.pem"
calendar = true
shared = ["P1", "P2"]
"""


def read(text: str, folder: Path) -> Settings:
    (folder / "clinicplan.toml").write_text(text, "utf-8")
    return read_settings([folder / "clinicplan.toml"])


def test_settings_are_read(tmp_path: Path) -> None:
    assert read(GOOD, tmp_path) == Settings(
        server="mail.example.org", port=465, security=Security.TLS, sign_in=SignIn.PASSWORD,
        user="clinic@example.org", certificate=str(tmp_path / "authority.pem"), calendar=True,
        shared=("P1", "P2"),
    )


def test_a_login_name_may_be_no_address_where_the_sender_is_one(tmp_path: Path) -> None:
    text = "[mail]\nuser = 'clinic7'\nsender = 'clinic@example.org'"
    assert read(text, tmp_path).address == "clinic@example.org"


def test_what_is_left_out_is_as_usual(tmp_path: Path) -> None:
    assert read("[mail]", tmp_path) == Settings()


def test_the_first_file_that_exists_counts(tmp_path: Path) -> None:
    (tmp_path / "b.toml").write_text("[mail]\npace = 7\n")
    (tmp_path / "c.toml").write_text("[mail]\npace = 8\n")
    places = [tmp_path / name for name in ("a.toml", "b.toml", "c.toml")]
    assert read_settings(places).pace == 7
    assert read_settings(places[:1]) == Settings()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[mail]\npassword = 'x'", "holds a password"),
        ("[mail]\nuser_password = 'x'", "holds a password"),
        ("[mail]\nsevrer = 'x'", "sevrer is not known here. .* The nearest is server"),
        ("[mail]\nport = '587'", "port must be a whole number"),
        ("[mail]\nport = true", "port must be a whole number"),
        ("[mail]\nport = 0", "port must be a number from 1 to 65535"),
        ("[mail]\npace = 0", "pace must be a number from 1 to 600"),
        ("[mail]\nsecurity = 'none'", "security must be one of: tls, starttls"),
        ("[mail]\nsign_in = 'oauth'", "sign_in must be one of: password"),
        ("[mail]\nsender = 'clinic'\nuser = 'me'", "sender is not an e-mail address"),
        ("[mail]\ntimeout = 4", "timeout must be a number from 5"),
        ("[mail]\nserver = 5", "server must be a text"),
        ("[mail]\nimap_folder = ' '", "imap_folder must not be empty"),
        ("[mail]\ncalendar = 'yes'", "calendar must be true or false"),
        ("[mail]\nshared = 'P1'", "shared must be a list"),
        ("[mail]\nuser = 'clinic'", "user is not an e-mail address"),
        ("mail = 3", r"no line \[mail\]"),
        ("server = 'x'", r"no line \[mail\]"),
        ("", r"no line \[mail\]"),
        ("[mail", "Line 1|The end of clinicplan.toml"),
        ("[mail]\nserver = mail.example.org", "Line 2 of clinicplan.toml"),
        ("[mail]\nserver = \u201cmail.example.org\u201d", "straight quotes"),
        ("[mail]\nserver 'x'", "Line 2"),
        ("[mail]\nport = ", "2|end"),
    ],
)
def test_what_is_wrong_is_told(text: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(FaultySettings, match=message):
        read(text, tmp_path)


def test_the_settings_never_say_what_stands_in_a_broken_line(tmp_path: Path) -> None:
    with pytest.raises(FaultySettings) as caught:
        read("[mail]\nuser_pass = hunter2hunter2", tmp_path)
    assert "hunter" not in f"{caught.value}{caught.value.remedy}"


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("clinicplan.toml.txt", b"[mail]", "Rename the file to clinicplan.toml"),
        ("clinicplan.toml", "[mail]\nuser = 'ä'".encode("latin-1"), "encoding UTF-8"),
        ("clinicplan.toml", "[mail]".encode("utf-16"), "encoding UTF-8"),
    ],
)
def test_what_an_editor_does_to_the_file_is_told(
    name: str, content: bytes, message: str, tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(FaultySettings, match=message):
        read_settings([tmp_path / "clinicplan.toml"])


@pytest.mark.parametrize(
    ("environment", "stored", "typed", "found"),
    [
        ({"CLINICPLAN_MAIL_PASSWORD": "env"}, "kept", "typed", "env"),
        ({}, "kept", "typed", "kept"),
        ({}, "", "typed", "typed"),
    ],
)
def test_where_the_password_comes_from(
    environment: dict[str, str], stored: str, typed: str, found: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(signin, "_stored", lambda user: stored)
    settings = Settings(user="clinic@example.org")
    assert find_password(settings, environment=environment, ask=lambda: typed) == found


def test_no_password_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(signin, "_stored", lambda user: "")
    with pytest.raises(NoSecret):
        find_password(Settings(user="clinic@example.org"), environment={}, ask=str)


def test_a_computer_without_a_key_store_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    import keyring
    from keyring.backends.fail import Keyring

    monkeypatch.setattr(keyring, "get_password", Keyring().get_password)  # type: ignore[no-untyped-call]
    found = find_password(
        Settings(user="clinic@example.org"), environment={}, ask=lambda: "typed"
    )
    assert found == "typed"
    monkeypatch.setattr(keyring, "set_password", Keyring().set_password)  # type: ignore[no-untyped-call]
    with pytest.raises(NoSecret):
        signin.store_password("clinic@example.org", "x")


class FakeApplication:
    """What msal would do, without Microsoft."""

    made: ClassVar[list[tuple[Any, ...]]] = []
    accounts: ClassVar[list[dict[str, str]]] = []

    def __init__(self, client: str, *, authority: str) -> None:
        self.made.append((client, authority))

    def get_accounts(self) -> list[dict[str, str]]:
        return self.accounts

    def acquire_token_silent(self, scopes: list[str], account: object) -> dict[str, str]:
        return {"access_token": "renewed"}

    def initiate_device_flow(self, scopes: list[str]) -> dict[str, str]:
        assert scopes == ["https://outlook.office.com/SMTP.Send"]
        return {"message": "Go there and type ABC."}

    def acquire_token_by_device_flow(self, flow: dict[str, str]) -> dict[str, str]:
        return {"access_token": "new"}


@pytest.fixture
def microsoft(monkeypatch: pytest.MonkeyPatch) -> None:
    module = ModuleType("msal")
    module.PublicClientApplication = FakeApplication  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "msal", module)
    monkeypatch.setattr(FakeApplication, "accounts", [])


@pytest.mark.usefixtures("microsoft")
def test_microsoft_asks_once_and_then_renews() -> None:
    told: list[str] = []
    settings = Settings(user="clinic@example.org", tenant="clinic.example", client="1-2-3")
    token = microsoft_token(settings, show=told.append)
    assert token() == "new"
    FakeApplication.accounts = [{"username": "clinic@example.org"}]
    assert token() == "renewed"
    assert told == ["Go there and type ABC."]
    assert FakeApplication.made[-1] == ("1-2-3", "https://login.microsoftonline.com/clinic.example")


@pytest.mark.parametrize(
    ("method", "answer", "message"),
    [
        ("initiate_device_flow", {"error": "x"}, "does not start"),
        ("acquire_token_by_device_flow", {"error": "expired"}, "did not let you"),
    ],
)
@pytest.mark.usefixtures("microsoft")
def test_microsoft_refuses(
    method: str, answer: dict[str, str], message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(FakeApplication, method, lambda self, *args, **kwargs: answer)
    token = microsoft_token(Settings(client="1"), show=lambda text: None)
    with pytest.raises(NoSecret, match=message):
        token()


@pytest.mark.parametrize("method", ["__init__", "get_accounts", "initiate_device_flow"])
@pytest.mark.usefixtures("microsoft")
def test_microsoft_out_of_reach_is_a_sentence(
    method: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ConnectionError("login for sam@example.org")

    monkeypatch.setattr(FakeApplication, method, fail)
    with pytest.raises(NoMicrosoft, match="cannot be reached"):
        microsoft_token(Settings(client="1"), show=print)()


def test_microsoft_needs_its_package_and_its_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(FaultySettings, match="client"):
        microsoft_token(Settings(), show=print)
    monkeypatch.setitem(sys.modules, "msal", None)
    with pytest.raises(MissingPackage, match="not installed"):
        microsoft_token(Settings(client="1"), show=print)


def test_msal_has_what_we_call() -> None:
    msal = pytest.importorskip("msal")
    for method in ("get_accounts", "acquire_token_silent", "initiate_device_flow",
                   "acquire_token_by_device_flow"):
        assert callable(getattr(msal.PublicClientApplication, method))


def test_a_token_from_another_program() -> None:
    assert signin.token_of({"CLINICPLAN_MAIL_TOKEN": "abc"})() == "abc"
    with pytest.raises(NoSecret):
        signin.token_of({})


def test_smtplib_is_given_bare_parts() -> None:
    assert smtplib.quoteaddr("sam@example.org") == "<sam@example.org>"
