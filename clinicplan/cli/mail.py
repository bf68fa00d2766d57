"""`clinicplan mail`: asks what it needs to send letters, tries it, and sends one to oneself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from clinicplan.cli import here, room, show, told
from clinicplan.errors import UnsentMail

if TYPE_CHECKING:
    from clinicplan.catalogue.values import Catalogue
    from clinicplan.mail.settings import Settings
    from clinicplan.mail.smtp import Route
    from clinicplan.tasks.office import Computer
    from clinicplan.tasks.ready import Ready

    Clinic = Callable[[], Ready | None]

TRIES = 3


@click.command("mail", short_help="Set up the sending of letters.")
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.option(
    "--share",
    "shared",
    multiple=True,
    metavar="ID",
    help="These plans' patients share one address; give it for each of them.",
)
@click.option("--test", "only_test", is_flag=True, help="Only send the test letter once more.")
def command(file: Path | None, shared: tuple[str, ...], only_test: bool) -> int:
    """Set up the sending of letters, for the workbook FILE or for all of yours.

    It asks for the address that letters come from, finds the mail server or asks for it, tries
    the sign-in, keeps the password in this computer's key store, and sends a letter with a
    sample plan to yourself. Nothing goes to a patient.
    """
    from clinicplan.files import quoted
    from clinicplan.mail.setup import save, share
    from clinicplan.tasks.office import settings_for, settings_place
    from clinicplan.tasks.ready import read_templates

    words, computer = read_templates()[0], here.computer()
    place = settings_place(file, computer)
    before = settings_for(file or place, computer)
    if shared:
        save(share(before, shared), place)
        show.say(told.say(words, "setup.shared", plans=", ".join(shared), file=str(place)))
        return 0
    clinic = cache(partial(_ready, file))  # read once, and only where it is needed
    settings = before if only_test else _ask(before, clinic, words)
    settings, way = _sign_in(settings, computer, words)
    save(settings, place)
    show.say(told.say(words, "setup.saved", file=str(place)))
    _test(settings, way, computer, words=words, clinic=clinic)
    show.say(told.say(words, "setup.next", file=quoted(file) if file else "clinic.xlsx"))
    return 0


def _ask(before: Settings, clinic: Clinic, words: Catalogue) -> Settings:
    """The settings for an address: from the table of providers, or asked for and found."""
    from clinicplan.tasks.setup_mail import (
        as_provider_says,
        needs_client,
        provider_of,
        with_address,
    )

    show.say(told.say(words, "setup.welcome"))
    address = _address(before.address or _clinic_address(clinic), words)
    if provider := provider_of(address):
        settings = as_provider_says(before, provider)
        show.say(told.say(words, "setup.found", name=provider.name, server=settings.server))
        if provider.hint:
            show.say(told.say(words, f"setup.hint.{provider.hint}"))
    else:
        settings = _own_server(before, address, words)
    settings = with_address(settings, address)
    if needs_client(settings):
        client = _typed("setup.client", words, usual=settings.client)
        settings = replace(settings, client=client)
    return settings


def _ready(file: Path | None) -> Ready | None:
    """The clinic's own workbook, where one was named."""
    from clinicplan.tasks.ready import make_ready

    return make_ready(file, today=room.today()) if file else None


def _clinic_address(clinic: Clinic) -> str:
    """The address on the workbook's Clinic sheet, as the answer that needs only Enter."""
    ready = clinic()
    return ready.reading.clinic.email if ready else ""


def _address(usual: str, words: Catalogue) -> str:
    from clinicplan.rules import is_address

    while True:
        address = _typed("setup.address", words, usual=usual)
        if is_address(address):
            return address
        show.warn(told.say(words, "setup.no_address"))


def _own_server(before: Settings, address: str, words: Catalogue) -> Settings:
    """The clinic's own server, tried until one answers."""
    from clinicplan.tasks.setup_mail import usual_server, with_server

    show.say(told.say(words, "setup.own_server"))
    while True:
        server = _typed("setup.server", words, usual=usual_server(before, address))
        try:
            found = with_server(before, server)
        except UnsentMail as error:
            show.warn(f"{error}\n{told.say(words, 'setup.server_again')}")
            continue
        show.say(told.say(words, "setup.answers", server=server, port=found.port))
        return found


def _sign_in(settings: Settings, computer: Computer, words: Catalogue) -> tuple[Settings, Route]:
    """A sign-in that the server takes, its password kept, and the mailbox that it opens."""
    from clinicplan.tasks.setup_mail import keep_password, sign_in, wants_password, with_mailbox

    if not wants_password(settings, computer):
        return settings, sign_in(settings, computer, person=here.person(words))
    password, way = _password(settings, words)
    show.say(told.say(words, "setup.signed_in"))
    if keep_password(settings, password):
        show.say(told.say(words, "setup.kept"))
    else:
        show.warn(told.say(words, "setup.not_kept"))
    show.say(told.say(words, "setup.looking"))
    settings = with_mailbox(settings, password)
    if settings.imap:
        show.say(told.say(words, "setup.mailbox"))
    return settings, way


def _password(settings: Settings, words: Catalogue) -> tuple[str, Route]:
    """A password that the server takes; the person may try three times."""
    from clinicplan.mail.refusals import SignInRefused
    from clinicplan.tasks.setup_mail import sign_in_with

    left = TRIES
    while True:
        password = here.password(settings, words)
        try:
            return password, sign_in_with(settings, password)
        except SignInRefused as error:
            left -= 1
            if not left:
                raise
            show.warn(f"{error}\n{told.say(words, 'setup.password_again')}")


def _test(
    settings: Settings, way: Route, computer: Computer, *, words: Catalogue, clinic: Clinic
) -> None:
    """A sample plan in a letter to oneself, where the person wants it."""
    from clinicplan.tasks.setup_mail import send_test_letter

    question = told.say(words, "setup.ask_test", user=settings.address)
    if not click.confirm(question, default=True, err=True):
        return
    password = send_test_letter(settings, way, clinic=clinic(), computer=computer)
    show.say(told.say(words, "setup.test_sent", user=settings.address, password=password))


def _typed(key: str, words: Catalogue, *, usual: str = "") -> str:
    question = told.say(words, key)
    return str(click.prompt(question, default=usual or None, err=True, type=str)).strip()
