"""What `send` and `outbox` need of this computer: clock, secrets, files, folders."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from clinicplan.cli import room, show, told

if TYPE_CHECKING:

    from clinicplan.catalogue.values import Catalogue
    from clinicplan.mail.choose import Hold
    from clinicplan.mail.deliver import Run
    from clinicplan.mail.entry import Entry
    from clinicplan.mail.letter import Dress
    from clinicplan.mail.mailbox import Proof as MailboxProof
    from clinicplan.mail.outbox import Outbox
    from clinicplan.mail.parcel import Office
    from clinicplan.mail.readback import Expected
    from clinicplan.mail.record import Record
    from clinicplan.mail.settings import Settings
    from clinicplan.mail.signin import SignIn as Proof
    from clinicplan.mail.transport import Transport
    from clinicplan.plan import Plan
    from clinicplan.tasks.letters import Built
    from clinicplan.tasks.manifest import Manifest
    from clinicplan.tasks.ready import Ready
    from clinicplan.workbook.read import Reading


PIXELS = 96  # of CSS, to an inch
HOME_VARIABLE = "CLINICPLAN_DATA"


def now() -> datetime:
    """This moment."""
    return datetime.now(UTC).replace(microsecond=0)


def settings_for(file: Path) -> Settings:
    """The settings beside the workbook, else those in the user's own folder."""
    from platformdirs import user_config_path

    from clinicplan.mail.settings import NAME, read_settings

    return read_settings((file.parent / NAME, user_config_path("clinicplan") / NAME))


def settings_place(file: Path | None) -> Path:
    """Where settings are written: beside the workbook, else in the user's own folder."""
    from platformdirs import user_config_path

    from clinicplan.files import open_folder
    from clinicplan.mail.settings import NAME

    if file:
        return file.parent / NAME
    open_folder(user_config_path("clinicplan"))
    return user_config_path("clinicplan") / NAME


def test_letter(settings: Settings, file: Path | None) -> tuple[bytes, Expected]:
    """A letter to oneself in this clinic's dress, with a handout of the invented clinic."""
    import secrets
    from tempfile import TemporaryDirectory

    from clinicplan.mail.parcel import Parcel, expected, pack
    from clinicplan.mail.protect import make_password
    from clinicplan.seal import KEY_BYTES, seal_of
    from clinicplan.tasks.ready import make_ready, read_templates
    from clinicplan.workbook.writing.blank import write_blank

    with TemporaryDirectory() as folder:
        path = Path(folder) / "sample.xlsx"
        words, templates = read_templates()
        write_blank(path, catalogue=words, templates=templates, sample=True)
        sample = make_ready(path, today=room.today())
        plan = sample.reading.plans[0]
        plan = replace(plan, patient=replace(plan.patient, email=settings.address), password="")
        key, says = secrets.token_bytes(KEY_BYTES), sample.press.fingerprint(plan)
        seal = seal_of(plan, key=key, fingerprint=says)
        printed = sample.press.print(plan, issued=room.today(), seal=seal)
        office = office_for(make_ready(file, today=room.today()) if file else sample, settings)
    password = make_password()
    due = expected(plan, office, seal=seal, pages=printed.pages, password=password)
    letter = pack(Parcel(plan, printed.pdf, printed.pages, seal), office, password=password)
    return letter, due


def office_for(opened: Ready, settings: Settings) -> Office:
    """What all letters have in common."""
    from clinicplan.mail.letter import Sender, checked_sender
    from clinicplan.mail.parcel import Office
    from clinicplan.mail.words import read_frame
    from clinicplan.rules import sender_name

    clinic = opened.reading.clinic
    address = settings.address or clinic.email
    sender = checked_sender(Sender(address, sender_name(clinic), clinic.reply_to))
    return Office(
        clinic, sender, opened.catalogue, read_frame(opened.templates), now(), settings.calendar,
        settings.practitioner, _dress(opened),
    )


def _dress(opened: Ready) -> Dress:
    """The clinic's colour and logo, as its handouts have them."""
    from clinicplan.mail.letter import Dress
    from clinicplan.tasks.preview import page_pictures

    name, colour = opened.reading.clinic.name, opened.press.colour
    page = opened.press.logo_page()
    if not page:
        return Dress(name, colour)
    (logo,) = page_pictures(page, dpi=2 * PIXELS)  # sharp on a telephone, too
    return Dress(name, colour, logo, _width(logo) // 2)


def _width(png: bytes) -> int:
    """A PNG picture's width: bytes 16 to 19 of the file."""
    return int.from_bytes(png[16:20], "big")


def moment(text: str) -> datetime:
    """The next moment that the words mean, on this computer's clock."""
    from clinicplan.mail.when import moment

    return moment(text, now=_wall_clock()).astimezone()


def _wall_clock() -> datetime:
    """What the clock on the wall says: a time that somebody types is of this place and season."""
    return datetime.now().astimezone().replace(microsecond=0, tzinfo=None)


def wait_until(due: datetime) -> None:
    """Wait, with the window open, until letters may go."""
    from clinicplan.mail.when import wait_until

    wait_until(due, clock=now, sleep=time.sleep)


def home() -> Path:
    """The user's own data folder, where the ledger of all letters lies."""
    from platformdirs import user_data_path

    named = os.environ.get(HOME_VARIABLE)
    return Path(named) if named else user_data_path("clinicplan")


def check_record(record: Record, out: Path, words: Catalogue) -> None:
    """Raise DoubtfulRecord where the folder and this computer disagree; say where none knows."""
    from clinicplan.mail.record import DoubtfulRecord

    code = record.trouble()
    if code:
        error = DoubtfulRecord(told.say(words, f"trouble.{code}"))
        error.remedy = told.say(words, f"trouble_help.{code}", out=told.quoted(out))
        raise error
    if record.knows_nothing():
        show.warn(told.say(words, "send.knows_nothing"))


def own_plan(reading: Reading, manifest: Manifest) -> Callable[[Entry], Plan | None]:
    """What finds the plan that a letter of the outbox was written for, if it is still that."""
    from clinicplan.seal import same_seal

    plans = {plan.id: plan for plan in reading.plans}
    seals = {record.plan: record.seal for record in manifest.records}

    def find(entry: Entry) -> Plan | None:
        plan = plans.get(entry.plan)
        same = plan is not None and plan.version == entry.version
        return plan if same and same_seal(entry.seal, seals.get(entry.plan, "")) else None

    return find


def check_settings(settings: Settings) -> None:
    """Raise FaultySettings or NoSecret before anybody is asked for anything."""
    from clinicplan.mail.signin import check_sign_in
    from clinicplan.mail.smtp import route

    route(settings, sign_in=None)
    check_sign_in(settings, environment=os.environ)


def transport(settings: Settings, drafts: Path | None, words: Catalogue) -> Transport:
    """The folder of drafts, or the clinic's mail server with its sign-in."""
    from clinicplan.files import open_folder
    from clinicplan.mail.folder import Drafts

    if drafts:
        open_folder(drafts)
        return Drafts(drafts)
    return smtp(settings, proof(settings, words))


def smtp(settings: Settings, shown: Proof | None) -> Transport:
    """The clinic's mail server, with a sign-in."""
    from clinicplan.mail.smtp import Smtp, route

    return Smtp(route(settings, sign_in=shown))


def proof(settings: Settings, words: Catalogue) -> Proof | None:
    """How the clinic shows who it is."""
    from clinicplan.mail import signin
    from clinicplan.mail.settings import SignIn

    if settings.sign_in is SignIn.NONE:
        return None
    if settings.sign_in is SignIn.MICROSOFT:
        token = signin.microsoft_token(settings, show=show.warn)
        token()  # now, and not while the mail server waits for somebody to type a code
        return signin.with_token(settings.user, token)
    if settings.sign_in is SignIn.TOKEN:
        return signin.with_token(settings.user, signin.token_of(os.environ))
    return signin.with_password(settings.user, _password(settings, words))


def read_bounces(record: Record, file: Path, words: Catalogue) -> tuple[str, ...]:
    """The plans whose letters the clinic's mailbox reports as undeliverable."""
    from clinicplan.mail.bounces import bounce_in
    from clinicplan.mail.mailbox import mailbox, reports

    settings = settings_for(file)
    sent = [entry.changed for entry in record.outbox.entries() if entry.gone]
    if not sent:
        return ()
    way = mailbox(settings, prove=_mailbox_proof(settings, words) if settings.imap else _nobody)
    # Clocks and time zones differ by a day at most.
    since = (datetime.fromisoformat(min(sent)) - timedelta(days=1)).date()
    found = (bounce_in(data) for data in reports(way, since=since))
    return record.bounced([bounce for bounce in found if bounce])


def _nobody(link: object) -> None:
    """Shows nothing to a mailbox that is not there."""


def _mailbox_proof(settings: Settings, words: Catalogue) -> MailboxProof:
    """How the clinic shows its mailbox who it is: as to the server that letters go to."""
    from clinicplan.mail import mailbox, signin
    from clinicplan.mail.settings import SignIn

    if settings.sign_in is SignIn.MICROSOFT:
        scope = signin.READING_SCOPE
        token = signin.microsoft_token(settings, show=show.warn, scope=scope)
        return mailbox.with_token(settings.user, token)
    if settings.sign_in is SignIn.TOKEN:
        return mailbox.with_token(settings.user, signin.token_of(os.environ))
    return mailbox.with_password(settings.user, _password(settings, words))


def _password(settings: Settings, words: Catalogue) -> str:
    """The mail password: from the environment, the key store, or typed."""
    from clinicplan.mail.signin import find_password

    question = told.say(words, "send.password", user=settings.user, server=settings.server)
    return find_password(
        settings,
        environment=os.environ,
        ask=lambda: str(click.prompt(question, hide_input=True, err=True)),
    )


def run_for(
    file: Path, reading: Reading, record: Record, transport: Transport, settings: Settings
) -> Run:
    """A run at the pace of the settings (drafts go at once); it looks at the workbook."""
    import secrets

    from clinicplan.files import digest
    from clinicplan.mail.deliver import Run, pacer
    from clinicplan.mail.smtp import Smtp

    paced = isinstance(transport, Smtp)
    return Run(
        name=secrets.token_hex(8),
        outbox=record.outbox,
        witness=record,
        transport=transport,
        same_workbook=lambda: digest(file) == reading.digest,
        pace=pacer(settings.pace, clock=time.monotonic, sleep=time.sleep)
        if paced else lambda: None,
        pause=time.sleep if paced else lambda seconds: None,
    )


def has_sent(outbox: Outbox) -> bool:
    """True where letters have gone to the mail server before; drafts do not count."""
    from clinicplan.mail.entry import State
    from clinicplan.mail.transport import Step

    gone = (State.SENT, State.IN_DOUBT)
    return any(
        entry.state in gone and entry.step != Step.DRAFT for entry in outbox.entries()
    )


def rehearse(built: Built, office: Office, outbox: Outbox) -> tuple[str, ...]:
    """What would be wrong with a plan's letter; nothing of it is kept."""
    from clinicplan.mail.parcel import expected, known_password, pack
    from clinicplan.mail.protect import make_password
    from clinicplan.mail.readback import faults
    from clinicplan.rules import is_unlocked

    parcel = built.parcel()
    if parcel is None:
        return ("handout-changed",)
    password = known_password(built.plan, outbox=outbox)
    if not password and not is_unlocked(built.plan.password):
        password = make_password()
    due = expected(
        built.plan, office, seal=parcel.seal, pages=parcel.pages, password=password
    )
    return faults(pack(parcel, office, password=password), due)


def enqueue_all(
    chosen: Iterable[Built], office: Office, outbox: Outbox
) -> tuple[list[Expected], list[Hold]]:
    """The letters in the outbox; a handout that is no longer the one that was built is held."""
    from clinicplan.mail.choose import Hold
    from clinicplan.mail.parcel import enqueue, password_of
    from clinicplan.mail.protect import make_password

    letters, changed = [], []
    for built in chosen:
        parcel = built.parcel()
        if parcel is None:
            changed.append(Hold(built.plan.id, "not-built"))
            continue
        password = password_of(built.plan, outbox=outbox, make=make_password)
        letters.append(enqueue(parcel, office, outbox=outbox, password=password))
    return letters, changed


def write_sheet(
    out: Path, reading: Reading, outbox: Outbox, words: Catalogue, *, every: bool = False
) -> Path | None:
    """The clinic's sheet of passwords: what is on it still, and what is new; None without any.

    A sheet that the clinic has deleted does not come back with the next letter; `every` asks
    for all that it knows.
    """
    from clinicplan.files import write_whole
    from clinicplan.mail.sheet import FILE, password_sheet

    path = out / FILE
    entries = outbox.locked() if every else outbox.for_sheet(kept=path.exists())
    names = {plan.id: plan.patient.name for plan in reading.plans}
    rows = [(entry, names[entry.plan]) for entry in entries if entry.plan in names]
    if not rows:
        return None
    page = password_sheet(rows, clinic=reading.clinic, catalogue=words, today=room.today())
    write_whole(path, page)
    outbox.on_sheet(entry for entry, _ in rows)
    return path
