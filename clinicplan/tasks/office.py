"""The computer, its user's settings and the clinic become what all letters have in common."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from clinicplan.files import open_folder
from clinicplan.mail.letter import Dress, Sender, checked_sender
from clinicplan.mail.parcel import Office
from clinicplan.mail.settings import NAME, Settings, read_settings
from clinicplan.mail.words import read_frame
from clinicplan.rules import sender_name
from clinicplan.tasks.preview import page_pictures
from clinicplan.tasks.ready import Ready

PIXELS = 96  # of CSS, to an inch


@dataclass(frozen=True, slots=True)
class Computer:
    """What letters need of the computer that they leave from; a face hands it in.

    `now` is the moment (with its time zone, UTC), `today` the day on the calendar. `seconds`
    runs evenly, `sleep` waits so many. `home` is the user's own folder, where the ledger of
    all letters lies; `settings` the folder of settings for all workbooks. `environment` may
    have the mail password or a token.
    """

    now: Callable[[], datetime]
    today: Callable[[], date]
    seconds: Callable[[], float]
    sleep: Callable[[float], None]
    home: Path
    settings: Path
    environment: Mapping[str, str] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class Person:
    """Who is asked for a mail password that is kept nowhere, and shown Microsoft's code."""

    password: Callable[[Settings], str]
    show: Callable[[str], None]


def settings_for(file: Path, computer: Computer) -> Settings:
    """The settings beside the workbook, else those in the user's own folder."""
    return read_settings((file.parent / NAME, computer.settings / NAME))


def settings_place(file: Path | None, computer: Computer) -> Path:
    """Where settings are written: beside the workbook, else in the user's own folder."""
    if file:
        return file.parent / NAME
    open_folder(computer.settings)
    return computer.settings / NAME


def office_for(ready: Ready, settings: Settings, *, now: datetime) -> Office:
    """What all letters have in common; `now` is when they are written."""
    clinic = ready.reading.clinic
    address = settings.address or clinic.email
    sender = checked_sender(Sender(address, sender_name(clinic), clinic.reply_to))
    return Office(
        clinic,
        sender,
        ready.catalogue,
        read_frame(ready.templates),
        now,
        settings.calendar,
        settings.practitioner,
        _dress(ready),
    )


def _dress(ready: Ready) -> Dress:
    """The clinic's colour and logo, as its handouts have them."""
    name, colour = ready.reading.clinic.name, ready.press.colour
    page = ready.press.logo_page()
    if not page:
        return Dress(name, colour)
    (logo,) = page_pictures(page, dpi=2 * PIXELS)  # sharp on a telephone, too
    return Dress(name, colour, logo, _width(logo) // 2)


def _width(png: bytes) -> int:
    """A PNG picture's width: bytes 16 to 19 of the file."""
    return int.from_bytes(png[16:20], "big")
