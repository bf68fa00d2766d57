"""`clinicplan mail`: asks what it needs to send letters, tries it, and sends one to oneself."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from clinicplan.cli import post, room, show, told
from clinicplan.errors import UnsentMail

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

    from clinicplan.catalogue.values import Catalogue
    from clinicplan.mail.settings import Settings
    from clinicplan.mail.settings import SignIn as SignInWay
    from clinicplan.mail.setup import Provider
    from clinicplan.mail.signin import SignIn as Proof

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
    from clinicplan.mail.setup import save, share
    from clinicplan.tasks.ready import read_templates

    words, templates = read_templates()
    place = post.settings_place(file)
    before = post.settings_for(file or place)
    if shared:
        save(share(before, shared), place)
        show.say(told.say(words, "setup.shared", plans=", ".join(shared), file=str(place)))
        return 0
    settings = before if only_test else _ask(before, file, words, templates)
    settings, proof = _sign_in(settings, words)
    save(settings, place)
    show.say(told.say(words, "setup.saved", file=str(place)))
    _test(settings, file, proof, words=words)
    name = told.quoted(file) if file else "clinic.xlsx"
    show.say(told.say(words, "setup.next", file=name))
    return 0


def _ask(
    before: Settings, file: Path | None, words: Catalogue, templates: Traversable
) -> Settings:
    """The settings for an address: from the table of providers, or asked for and found."""
    from clinicplan.mail.setup import provider_of, read_providers

    show.say(told.say(words, "setup.welcome"))
    address = _address(before.address or _clinic_address(file), words)
    provider = provider_of(address, read_providers(templates))
    if provider:
        known = provider.settings
        show.say(told.say(words, "setup.found", name=provider.name, server=known.server))
        _hint(provider, words)
        settings = replace(before, server=known.server, port=known.port, security=known.security,
                           sign_in=known.sign_in, imap=known.imap, tenant=known.tenant)
    else:
        settings = _own_server(before, address, words)
    return _microsoft(replace(settings, user=address, sender=""), words)


def _hint(provider: Provider, words: Catalogue) -> None:
    if provider.hint:
        show.say(told.say(words, f"setup.hint.{provider.hint}"))


def _clinic_address(file: Path | None) -> str:
    """The address on the workbook's Clinic sheet, as the answer that needs only Enter."""
    from clinicplan.tasks.ready import make_ready

    return make_ready(file, today=room.today()).reading.clinic.email if file else ""


def _address(usual: str, words: Catalogue) -> str:
    from clinicplan.rules import is_address

    while True:
        address = _typed("setup.address", words, usual=usual)
        if is_address(address):
            return address
        show.warn(told.say(words, "setup.no_address"))


def _own_server(before: Settings, address: str, words: Catalogue) -> Settings:
    """The clinic's own server, tried until one answers."""
    from clinicplan.mail.setup import answering, guessed_server
    from clinicplan.rules import domain_of

    usual = before.server if domain_of(before.user) == domain_of(address) else ""
    show.say(told.say(words, "setup.own_server"))
    while True:
        server = _typed("setup.server", words, usual=usual or guessed_server(address))
        asked = replace(before, server=server, sign_in=_way(server))
        try:
            found = answering(asked)
        except UnsentMail as error:
            show.warn(f"{error}\n{told.say(words, 'setup.server_again')}")
            continue
        show.say(told.say(words, "setup.answers", server=server, port=found.port))
        return found


def _way(server: str) -> SignInWay:
    """Microsoft 365 wants its own page, every other server a password."""
    from clinicplan.mail.settings import SignIn

    return SignIn.MICROSOFT if server.endswith(".office365.com") else SignIn.PASSWORD


def _microsoft(settings: Settings, words: Catalogue) -> Settings:
    """With the number that Microsoft knows this program by, where it is needed."""
    from clinicplan.mail.settings import SignIn

    if settings.sign_in is not SignIn.MICROSOFT:
        return settings
    client = _typed("setup.client", words, usual=settings.client)
    return replace(settings, client=client)


def _sign_in(settings: Settings, words: Catalogue) -> tuple[Settings, Proof | None]:
    """A sign-in that the server takes, its password kept; the person may try three times."""
    from clinicplan.mail import mailbox
    from clinicplan.mail.refusals import SignInRefused
    from clinicplan.mail.settings import SignIn
    from clinicplan.mail.setup import find_mailbox, try_sign_in
    from clinicplan.mail.signin import VARIABLE, with_password

    if settings.sign_in is not SignIn.PASSWORD or os.environ.get(VARIABLE):
        proof = post.proof(settings, words)
        try_sign_in(settings, proof)
        return settings, proof
    for attempt in range(TRIES):
        question = told.say(words, "send.password", user=settings.user, server=settings.server)
        password = str(click.prompt(question, hide_input=True, err=True))
        try:
            try_sign_in(settings, with_password(settings.user, password))
        except SignInRefused as error:
            if attempt == TRIES - 1:
                raise
            show.warn(f"{error}\n{told.say(words, 'setup.password_again')}")
            continue
        break
    show.say(told.say(words, "setup.signed_in"))
    _keep(settings.user, password, words)
    show.say(told.say(words, "setup.looking"))
    settings = find_mailbox(settings, mailbox.with_password(settings.user, password))
    if settings.imap:
        show.say(told.say(words, "setup.mailbox"))
    return settings, with_password(settings.user, password)


def _keep(user: str, password: str, words: Catalogue) -> None:
    """Keep the password in the key store; a computer without one asks at each run."""
    from clinicplan.mail.signin import NoSecret, store_password

    try:
        store_password(user, password)
    except NoSecret:
        show.warn(told.say(words, "setup.not_kept"))
        return
    show.say(told.say(words, "setup.kept"))


def _test(
    settings: Settings,
    file: Path | None,
    proof: Proof | None,
    *,
    words: Catalogue,
) -> None:
    """A sample plan in a letter to oneself, locked, just as a patient gets it."""
    from clinicplan.mail.setup import send_test

    if not click.confirm(told.say(words, "setup.ask_test", user=settings.address), default=True,
                         err=True):
        return
    letter, expected = post.test_letter(settings, file)
    send_test(letter, expected, post.smtp(settings, proof))
    show.say(told.say(words, "setup.test_sent", user=settings.address,
                      password=expected.password))


def _typed(key: str, words: Catalogue, *, usual: str = "") -> str:
    question = told.say(words, key)
    return str(click.prompt(question, default=usual or None, err=True, type=str)).strip()
