"""`clinicplan.toml` becomes the settings of the clinic's own mail server."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

from marshmallow import ValidationError, post_load, pre_load, validates_schema

from clinicplan.errors import UnreadableFile
from clinicplan.rules import is_address
from clinicplan.toml import LEFT_OUT, Table, Values, first_fault, member, text, texts, whole, yes

NAME = "clinicplan.toml"
TABLE = "mail"


class FaultySettings(UnreadableFile):
    """A settings file that does not say what it must."""

    remedy = f"Mend {NAME}; the page on sending e-mail shows one that works."


class NoServer(FaultySettings):
    """Settings without a mail server, or no settings at all."""

    remedy = (
        f"Put a file {NAME} beside the workbook (docs/mail.md shows three), or save drafts "
        "for your mail program: clinicplan send … --to-folder drafts"
    )


class Security(StrEnum):
    """How the way to the server is encrypted: from the first byte, or from STARTTLS on."""

    TLS = "tls"
    STARTTLS = "starttls"


class SignIn(StrEnum):
    """How the clinic signs in: a password, Microsoft's page, a token of its own, or not at all."""

    PASSWORD = "password"
    MICROSOFT = "microsoft"
    TOKEN = "token"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Settings:
    """The clinic's mail server.

    `sender` is the address that letters come from ("": the user name). `pace` is letters a
    minute, `timeout` seconds to wait for an answer. `certificate` is a file beside the
    settings with the authority that a server of one's own has its certificate from. `shared`
    are plan IDs whose address is known to belong to several people. `practitioner` has each
    letter come from who wrote the plan. `imap` is the server of the mailbox that answers come
    to. `tenant` and `client` are what Microsoft calls the clinic and this program. `drafts`: the
    clinic sends its letters by hand.
    """

    server: str = ""
    port: int = 587
    security: Security = Security.STARTTLS
    sign_in: SignIn = SignIn.PASSWORD
    user: str = ""
    sender: str = ""
    pace: int = 20
    timeout: int = 60
    certificate: str = ""
    calendar: bool = False
    shared: tuple[str, ...] = ()
    practitioner: bool = False
    imap: str = ""
    imap_port: int = 993
    imap_folder: str = "INBOX"
    tenant: str = "organizations"
    client: str = ""
    drafts: bool = False

    @property
    def address(self) -> str:
        """The address that letters come from."""
        return self.sender or self.user


def read_settings(places: Iterable[Path]) -> Settings:
    """The settings in the first of these files that exists; the defaults where none does.

    Raises FaultySettings for what cannot be read or is not known. A password is refused
    here: it belongs into the computer's key store.
    """
    for path in places:
        if path.is_file():
            return _beside(path, settings_of(_table(path)))
        _check_neighbour(path)
    return Settings()


def _check_neighbour(path: Path) -> None:
    """Raise FaultySettings for a file that an editor has given an ending of its own."""
    other = path.with_name(path.name + ".txt")
    if other.is_file():
        raise FaultySettings(
            f"The settings are called {other.name}. Rename the file to {path.name} "
            "(in Explorer, show file name extensions first)."
        )


def _table(path: Path) -> Mapping[str, object]:
    """The table of mail in a settings file; FaultySettings says in which line it breaks off."""
    try:
        content = tomllib.loads(path.read_text("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise FaultySettings(
            f"{path.name} is not plain text. Save it in Notepad with the encoding UTF-8."
        ) from error
    except tomllib.TOMLDecodeError as error:
        raise FaultySettings(_broken(path.name, str(error))) from error
    except OSError as error:
        raise FaultySettings(f"{path.name} cannot be read.") from error
    table = content.get(TABLE)
    if not isinstance(table, dict):
        raise FaultySettings(f"{path.name} has no line [{TABLE}] above its settings.")
    return table


def _broken(name: str, told: str) -> str:
    """Where a file stops being TOML; never what stands there, which may be a password."""
    line = re.search(r"at line (\d+)", told)
    where = f"Line {line[1]}" if line else "The end"
    return (
        f"{where} of {name} is not written rightly. A setting is one line like "
        'server = "mail.example.org": the name, an equals sign, and text between straight quotes.'
    )


class SettingsFacts(Table):
    """The keys of the table `[mail]`."""

    server = text(default="")
    port = whole(default=LEFT_OUT, high=65_535)
    security = member(Security)
    sign_in = member(SignIn)
    user = text(default="")
    sender = text(default="")
    pace = whole(default=LEFT_OUT, high=600)
    timeout = whole(default=LEFT_OUT, low=5, high=600)
    certificate = text(default="")
    calendar = yes(default=LEFT_OUT)
    shared = texts(default=LEFT_OUT)
    practitioner = yes(default=LEFT_OUT)
    imap = text(default="")
    imap_port = whole(default=LEFT_OUT, high=65_535)
    imap_folder = text(default=LEFT_OUT)
    tenant = text(default=LEFT_OUT)
    client = text(default="")
    drafts = yes(default=LEFT_OUT)

    @pre_load
    def holds_no_secret(self, said: Any, **_: object) -> Any:
        """A password belongs into the computer's key store."""
        for key in said if isinstance(said, dict) else ():
            if "password" in key or "secret" in key:
                raise ValidationError({key: ["holds a password. Take it out"]})
        return said

    @validates_schema
    def sender_is_an_address(self, said: Values, **_: object) -> None:
        """Letters come from the sender, or from who signs in."""
        address = said["sender"] or said["user"]
        if address and not is_address(address):
            key = "sender" if said["sender"] else "user"
            raise ValidationError("is not an e-mail address", key)

    @post_load
    def make(self, said: dict[str, Any], **_: object) -> Settings:
        """The settings; what is left out is as usual."""
        return Settings(**said)


def settings_of(table: Mapping[str, object]) -> Settings:
    """The table as settings; FaultySettings at the first key that is wrong."""
    try:
        settings: Settings = SettingsFacts().load(table)
    except ValidationError as error:
        raise FaultySettings(f"{NAME}: {first_fault(error)}.") from None
    return settings


def _beside(path: Path, settings: Settings) -> Settings:
    """The settings with the certificate's path taken from where the file lies."""
    if not settings.certificate:
        return settings
    return replace(settings, certificate=str(path.parent / settings.certificate))
