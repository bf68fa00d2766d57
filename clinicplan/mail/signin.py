"""The clinic's password or token is found and shown to the mail server."""

from __future__ import annotations

import smtplib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from clinicplan.errors import UnsentMail
from clinicplan.mail.extras import MissingPackage
from clinicplan.mail.settings import FaultySettings, Settings
from clinicplan.mail.settings import SignIn as Way

if TYPE_CHECKING:
    from msal import PublicClientApplication

VARIABLE = "CLINICPLAN_MAIL_PASSWORD"
TOKEN_VARIABLE = "CLINICPLAN_MAIL_TOKEN"
KEYRING_SERVICE = "clinicplan"
SCOPE = "https://outlook.office.com/SMTP.Send"
READING_SCOPE = "https://outlook.office.com/IMAP.AccessAsUser.All"
AUTHORITY = "https://login.microsoftonline.com"


class NoSecret(UnsentMail):
    """There is no password or token to sign in with."""

    remedy = "Store the password in this computer's key store, or type it when you are asked."


class NoMicrosoft(UnsentMail):
    """Microsoft does not answer, or there is no internet."""

    remedy = "Look whether the internet is there, then run the same command again."


SignIn = Callable[[smtplib.SMTP], None]


@dataclass(frozen=True, slots=True)
class Secret:
    """What a clinic signs in with: a password, or what gives a fresh token each time."""

    user: str
    password: str = field(default="", repr=False)
    token: Callable[[], str] | None = field(default=None, repr=False)


def find_secret(
    settings: Settings,
    *,
    environment: Mapping[str, str],
    ask: Callable[[], str],
    show: Callable[[str], None],
    scope: str = SCOPE,
) -> Secret:
    """The secret that the settings' way of signing in needs, where it needs one.

    `ask` is for a password that is nowhere, `show` tells where to type Microsoft's code.
    """
    if settings.sign_in is Way.MICROSOFT:
        token = microsoft_token(settings, show=show, scope=scope)
        token()  # now, and not while a server waits for somebody to type a code
        return Secret(settings.user, token=token)
    if settings.sign_in is Way.TOKEN:
        return Secret(settings.user, token=token_of(environment))
    return Secret(settings.user, find_password(settings, environment=environment, ask=ask))


def shown(secret: Secret) -> SignIn:
    """The secret as a mail server is shown it."""
    if secret.token:
        return with_token(secret.user, secret.token)
    return with_password(secret.user, secret.password)


def with_password(user: str, password: str) -> SignIn:
    """A sign-in with user name and password, in the strongest way that the server knows."""

    def sign_in(link: smtplib.SMTP) -> None:
        link.login(user, password)

    return sign_in


def with_token(user: str, token: Callable[[], str]) -> SignIn:
    """A sign-in with an OAuth token (XOAUTH2), asked for anew at each connection."""

    def sign_in(link: smtplib.SMTP) -> None:
        answer = f"user={user}\x01auth=Bearer {token()}\x01\x01"
        # A server that refuses the token explains why, and waits for an empty answer.
        answers = iter((answer, ""))
        link.ehlo_or_helo_if_needed()
        link.auth("XOAUTH2", lambda challenge=None: next(answers, ""))

    return sign_in


def find_password(
    settings: Settings, *, environment: Mapping[str, str], ask: Callable[[], str]
) -> str:
    """The password: from the environment, the computer's key store, or somebody's fingers."""
    password = environment.get(VARIABLE) or _stored(settings.user) or ask()
    if not password:
        raise NoSecret(f"There is no password for {settings.user}.")
    return password


def _stored(user: str) -> str:
    """The password in the key store, "" where there is none, or no key store."""
    try:
        import keyring  # an extra; without it the password is typed
        from keyring.errors import KeyringError
    except ImportError:
        return ""
    try:
        return keyring.get_password(KEYRING_SERVICE, user) or ""
    except KeyringError:
        return ""


def store_password(user: str, password: str) -> None:
    """Keep the password in the computer's key store; NoSecret where there is none."""
    try:
        import keyring
        from keyring.errors import KeyringError
    except ImportError:
        raise NoSecret("The key store needs the package keyring.") from None
    try:
        keyring.set_password(KEYRING_SERVICE, user, password)
    except KeyringError:
        raise NoSecret("This computer has no key store that can be used.") from None


def token_of(environment: Mapping[str, str]) -> Callable[[], str]:
    """A token that another program has fetched and put into the environment."""
    token = environment.get(TOKEN_VARIABLE, "")
    if not token:
        raise NoSecret(f"The environment has no {TOKEN_VARIABLE}.")
    return lambda: token


def check_sign_in(settings: Settings, *, environment: Mapping[str, str]) -> None:
    """Raise FaultySettings or NoSecret for what a sign-in lacks that nobody can type."""
    if settings.sign_in is Way.MICROSOFT:
        _client(settings)
    if settings.sign_in is Way.TOKEN:
        token_of(environment)


def _client(settings: Settings) -> str:
    """What Microsoft calls this program; FaultySettings where the settings do not say."""
    if not settings.client:
        raise FaultySettings("Microsoft 365 needs the setting `client`.")
    return settings.client


@contextmanager
def _asking_microsoft() -> Iterator[None]:
    """Turn a failed connection into a sentence; msal's are those of requests, OSErrors too."""
    try:
        yield
    except OSError as error:
        raise NoMicrosoft("Microsoft's sign-in page cannot be reached.") from error


def microsoft_token(
    settings: Settings, *, show: Callable[[str], None], scope: str = SCOPE
) -> Callable[[], str]:
    """Tokens of Microsoft 365: `show` tells where to type which code, once a run.

    They are kept in memory only, and renewed there while the run lasts.
    """
    client = _client(settings)
    try:
        from msal import PublicClientApplication
    except ImportError:
        raise MissingPackage("The sign-in to Microsoft 365 is not installed.") from None
    with _asking_microsoft():
        application = PublicClientApplication(
            client, authority=f"{AUTHORITY}/{settings.tenant}"
        )
    return lambda: _fresh_token(application, show, scope)


@_asking_microsoft()
def _fresh_token(
    application: PublicClientApplication, show: Callable[[str], None], scope: str
) -> str:
    """A token that is still good: the one in memory, a renewed one, or a new sign-in's."""
    account = next(iter(application.get_accounts()), None)  # whoever has signed in this run
    found = account and application.acquire_token_silent([scope], account=account)
    if not found:
        flow = application.initiate_device_flow(scopes=[scope])
        if "message" not in flow:
            raise NoSecret("Microsoft does not start the sign-in. Check `tenant` and `client`.")
        show(flow["message"])
        found = application.acquire_token_by_device_flow(flow)
    if "access_token" not in found:
        raise NoSecret("Microsoft did not let you sign in.")
    return str(found["access_token"])
