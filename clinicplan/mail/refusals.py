"""What keeps every letter from a mail server becomes a sentence and what to do."""

from __future__ import annotations

from clinicplan.errors import UnsentMail


class SignInRefused(UnsentMail):
    """The server does not take the user name with this password or token."""

    remedy = "Check user and password (or sign in again), then run the same command again."


class ServerRefused(UnsentMail):
    """The server does not want to talk to us at all."""

    remedy = "Check server and port in clinicplan.toml, or ask whoever looks after your e-mail."


class UntrustedServer(UnsentMail):
    """A server that cannot prove who it is, or does not encrypt."""

    remedy = "Do not send from here. Check server, port and security in clinicplan.toml."


class UnknownServer(UnsentMail):
    """A server's name that nobody knows, or no internet to ask in."""

    remedy = (
        "Is the internet there? Then the name is wrong: correct `server` in clinicplan.toml, "
        "or run clinicplan mail. Then run the same command again."
    )


class UnreachableServer(UnsentMail):
    """A server that does not take the first connection of a run."""

    remedy = (
        "Is the internet there? Then check server and port in clinicplan.toml, or ask whoever "
        "looks after your e-mail whether this network lets letters out. Then run the same "
        "command again: no letter is sent twice."
    )


class UnencryptedPort(UnsentMail):
    """A port that does not speak TLS from the first byte."""

    remedy = (
        'Check port and security in clinicplan.toml: usually 587 with "starttls", or 465 with '
        '"tls". clinicplan mail finds out which.'
    )
