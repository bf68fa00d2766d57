"""Settings, and what a clinic signs in with, become the way to its mail server or its mailbox."""

from __future__ import annotations

from dataclasses import replace
from imaplib import IMAP4

from clinicplan.mail import mailbox, signin
from clinicplan.mail.settings import Settings, SignIn
from clinicplan.mail.smtp import Route, Smtp, route
from clinicplan.mail.transport import Transport
from clinicplan.tasks.office import Computer, Person


def check_settings(settings: Settings, computer: Computer) -> None:
    """Raise FaultySettings or NoSecret before anybody is asked for anything."""
    route(settings, sign_in=None)
    signin.check_sign_in(settings, environment=computer.environment)


def transport(settings: Settings, computer: Computer, *, person: Person) -> Transport:
    """What carries the letters of these settings. Raises as `to_the_server`."""
    return Smtp(to_the_server(settings, computer, person=person))


def to_the_server(settings: Settings, computer: Computer, *, person: Person) -> Route:
    """The way to the mail server, which is not gone yet.

    Raises FaultySettings, NoSecret, NoMicrosoft and MissingPackage.
    """
    if settings.sign_in is SignIn.NONE:
        return route(settings, sign_in=None)
    secret = _secret(settings, computer, person=person, scope=signin.SCOPE)
    return route(settings, sign_in=signin.shown(secret))


def to_the_mailbox(settings: Settings, computer: Computer, *, person: Person) -> mailbox.Mailbox:
    """The way to the mailbox that answers come to. Raises NoMailbox and as `to_the_server`."""
    way = mailbox.mailbox(settings, prove=_unproven)  # before anybody is asked for anything
    secret = _secret(settings, computer, person=person, scope=signin.READING_SCOPE)
    return replace(way, prove=mailbox.shown(secret))


def _secret(
    settings: Settings, computer: Computer, *, person: Person, scope: str
) -> signin.Secret:
    return signin.find_secret(
        settings,
        environment=computer.environment,
        ask=lambda: person.password(settings),
        show=person.show,
        scope=scope,
    )


def _unproven(link: IMAP4) -> None:
    """Shows nothing."""
