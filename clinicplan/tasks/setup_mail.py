"""An address, a server's name and a password become settings that work, and a letter to oneself.

Nobody is asked here: a face asks, and hands in what was typed, one step after the other.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from secrets import token_bytes
from tempfile import TemporaryDirectory

from clinicplan.catalogue.read import templates_folder
from clinicplan.mail import mailbox, setup
from clinicplan.mail.parcel import Parcel, expected, pack
from clinicplan.mail.protect import make_password
from clinicplan.mail.readback import Expected
from clinicplan.mail.settings import Settings, SignIn
from clinicplan.mail.setup import Provider
from clinicplan.mail.signin import VARIABLE, NoSecret, Secret, shown, store_password
from clinicplan.mail.smtp import Route, Smtp, route
from clinicplan.rules import domain_of
from clinicplan.seal import KEY_BYTES, seal_of
from clinicplan.tasks.office import Computer, Person, office_for
from clinicplan.tasks.ready import Ready, make_ready, read_templates
from clinicplan.tasks.sign_in import to_the_server


def provider_of(address: str) -> Provider | None:
    """The large provider that the address belongs to, None where it has a server of its own."""
    return setup.provider_of(address, setup.read_providers(templates_folder()))


def as_provider_says(before: Settings, provider: Provider) -> Settings:
    """The settings with the provider's server, its mailbox, and its way to sign in."""
    known = provider.settings
    return replace(
        before,
        server=known.server,
        port=known.port,
        security=known.security,
        sign_in=known.sign_in,
        imap=known.imap,
        tenant=known.tenant,
    )


def usual_server(before: Settings, address: str) -> str:
    """What the address's own server is called, most likely."""
    same = domain_of(before.user) == domain_of(address)
    return (before.server if same else "") or setup.guessed_server(address)


def with_server(before: Settings, server: str) -> Settings:
    """The settings with this server, and the port at which it answers.

    Raises UnsentMail where it does not. Microsoft 365 wants its own page to sign in, every
    other server a password.
    """
    way = SignIn.MICROSOFT if server.endswith(".office365.com") else SignIn.PASSWORD
    return setup.answering(replace(before, server=server, sign_in=way))


def with_address(settings: Settings, address: str) -> Settings:
    """The settings with letters coming from this address, whose mailbox it is."""
    return replace(settings, user=address, sender="")


def needs_client(settings: Settings) -> bool:
    """True where Microsoft must be told what it knows this program by (`client`)."""
    return settings.sign_in is SignIn.MICROSOFT


def wants_password(settings: Settings, computer: Computer) -> bool:
    """True where somebody must type the password that the server wants."""
    return settings.sign_in is SignIn.PASSWORD and not computer.environment.get(VARIABLE)


def sign_in(settings: Settings, computer: Computer, *, person: Person) -> Route:
    """The way to a server that is signed in to without a typed password, tried."""
    return _tried(to_the_server(settings, computer, person=person))


def sign_in_with(settings: Settings, password: str) -> Route:
    """The way to the server with this password, tried. Raises SignInRefused."""
    return _tried(route(settings, sign_in=shown(Secret(settings.user, password))))


def _tried(way: Route) -> Route:
    """The way, gone and come back; raises what keeps every letter from being sent."""
    Smtp(way).try_it()
    return way


def keep_password(settings: Settings, password: str) -> bool:
    """Keep the password in the key store; False for a computer without one."""
    try:
        store_password(settings.user, password)
    except NoSecret:
        return False
    return True


def with_mailbox(settings: Settings, password: str) -> Settings:
    """The settings with the mailbox that the same password opens; half a minute at most."""
    return setup.find_mailbox(settings, mailbox.shown(Secret(settings.user, password)))


def send_test_letter(
    settings: Settings, way: Route, *, clinic: Ready | None, computer: Computer
) -> str:
    """Send oneself a sample plan, locked, just as a patient gets it; what opens it.

    The letter looks like the clinic's, or like the sample's where there is none. Raises
    FailedCheck, and UnsentMail where the server does not take it.
    """
    letter, due = _test_letter(settings, clinic, computer)
    setup.send_test(letter, due, Smtp(way))
    return due.password


def _test_letter(
    settings: Settings, clinic: Ready | None, computer: Computer
) -> tuple[bytes, Expected]:
    """A letter to oneself with a handout of the invented clinic."""
    with TemporaryDirectory() as folder:
        sample = _sample(Path(folder), computer)
        plan = sample.reading.plans[0]
        plan = replace(plan, patient=replace(plan.patient, email=settings.address), password="")
        key, says = token_bytes(KEY_BYTES), sample.press.fingerprint(plan)
        seal = seal_of(plan, key=key, fingerprint=says)
        printed = sample.press.print(plan, issued=computer.today(), seal=seal)
        office = office_for(clinic or sample, settings, now=computer.now())
    password = make_password()
    due = expected(plan, office, seal=seal, pages=printed.pages, password=password)
    letter = pack(Parcel(plan, printed.pdf, printed.pages, seal), office, password=password)
    return letter, due


def _sample(folder: Path, computer: Computer) -> Ready:
    """The workbook of the invented clinic, written into the folder and ready."""
    from clinicplan.workbook.writing.blank import write_blank  # openpyxl takes long to load

    path = folder / "sample.xlsx"
    catalogue, templates = read_templates()
    write_blank(path, catalogue=catalogue, templates=templates, sample=True)
    return make_ready(path, today=computer.today())
