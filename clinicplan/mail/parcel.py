"""A plan and its built handout become a queued letter, checked against the plan's own row."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from string import Template

from clinicplan.catalogue.phrases import phrase
from clinicplan.catalogue.values import Catalogue
from clinicplan.mail.calendar import has_times, times
from clinicplan.mail.entry import State
from clinicplan.mail.letter import PLAIN, Attachment, Dress, Sender, message_id, write_letter
from clinicplan.mail.outbox import Outbox
from clinicplan.mail.protect import protect
from clinicplan.mail.readback import Expected, digest, faults, written_at
from clinicplan.mail.words import letter_words, sender_of, subject
from clinicplan.plan import Clinic, Plan
from clinicplan.rules import fold, is_unlocked, mailbox_of

FRESH = timedelta(hours=20)
"""A letter that waits longer gets a new Date: mailboxes sort by it, and filters distrust it.

So does one that is dated ahead: it was written while the computer's clock was wrong.
"""

KINDS = ("name", "born", "at")


@dataclass(frozen=True, slots=True)
class Parcel:
    """A plan with the handout that was built from it, and how many pages it has.

    `says` is the ledger's (see `Letter`).
    """

    plan: Plan
    pdf: bytes
    pages: int
    seal: str
    says: str = ""


@dataclass(frozen=True, slots=True)
class Office:
    """What all letters of a run have in common; `now` is when they are written.

    `personal` has each letter come from who wrote the plan.
    """

    clinic: Clinic
    sender: Sender
    catalogue: Catalogue
    frame: Template
    now: datetime
    with_calendar: bool = False
    personal: bool = False
    dress: Dress = PLAIN


def known_password(plan: Plan, *, outbox: Outbox) -> str:
    """The password of this plan: typed, or made for an earlier letter; "" where there is none.

    A letter that has left, or may have, keeps the one that it was locked with, for good; but
    nobody gets a letter that is locked with the password of who had the plan's ID before.
    """
    entry, owners = outbox.entry(plan.id, plan.version), owners_of(plan)
    if entry and entry.gone and entry.password and not outbox.passwords.is_strange(entry, owners):
        return entry.password
    if is_unlocked(plan.password):
        return ""
    return plan.password or outbox.passwords.of(plan.id, owners)


def password_of(plan: Plan, *, outbox: Outbox, make: Callable[[], str]) -> str:
    """The password that locks this plan's letter, made and kept if need be; "" for no lock."""
    known = known_password(plan, outbox=outbox)
    if known or is_unlocked(plan.password):
        return known
    return outbox.passwords.keep(plan.id, make(), owners_of(plan))


def owners_of(plan: Plan) -> tuple[str, ...]:
    """What tells a plan's patient from the next who gets its ID: name, birthday, address.

    A name that was misspelt, or a new address, leaves it the same patient.
    """
    patient = plan.patient
    told = (fold(patient.name), patient.born and patient.born.isoformat(),
            mailbox_of(patient.email))  # fmt: skip
    return tuple(f"{kind} {text}" for kind, text in zip(KINDS, told, strict=True) if text)


def expected(
    plan: Plan, office: Office, *, seal: str, pages: int, password: str
) -> Expected:
    """What the letter must be when it is read back."""
    words = office.catalogue
    calendar = phrase(words, "mail.letter.calendar_attachment") if _has_times(plan, office) else ""
    return Expected(
        plan=plan.id,
        version=plan.version,
        to=plan.patient.email,
        name=plan.patient.name,
        seal=seal,
        sender=office.sender.address,
        sender_name=_sender(plan, office).name,
        reply_to=office.sender.reply_to,
        subject=subject(words),
        message_id=message_id(seal, sender=office.sender.address),
        attachment=phrase(words, "mail.letter.attachment"),
        pages=pages,
        password=password,
        calendar=calendar,
        logo=digest(office.dress.logo) if office.dress.logo else "",
    )


def _sender(plan: Plan, office: Office) -> Sender:
    return sender_of(plan, office.sender, office.catalogue, personal=office.personal)


def _has_times(plan: Plan, office: Office) -> bool:
    """True where the letter brings the times for the patient's calendar."""
    return office.with_calendar and has_times(plan)


def pack(parcel: Parcel, office: Office, *, password: str) -> bytes:
    """The bytes of the letter to this patient."""
    plan = parcel.plan
    words = letter_words(
        plan, clinic=office.clinic, catalogue=office.catalogue,
        protected=bool(password), calendar=_has_times(plan, office), personal=office.personal,
    )
    return write_letter(
        words,
        sender=_sender(plan, office),
        to=plan.patient.email,
        identifier=message_id(parcel.seal, sender=office.sender.address),
        date=office.now,
        attachments=_attachments(parcel, office, password),
        frame=office.frame,
        dress=office.dress,
    )


def _attachments(parcel: Parcel, office: Office, password: str) -> tuple[Attachment, ...]:
    pdf = protect(parcel.pdf, password=password) if password else parcel.pdf
    name = phrase(office.catalogue, "mail.letter.attachment")
    handout = Attachment(name, "application/pdf", pdf)
    if not _has_times(parcel.plan, office):
        return (handout,)
    return handout, Attachment(
        phrase(office.catalogue, "mail.letter.calendar_attachment"),
        "text/calendar",
        times(parcel.plan, clinic=office.clinic, catalogue=office.catalogue, now=office.now,
              organizer=office.sender.address),
    )


def enqueue(parcel: Parcel, office: Office, *, outbox: Outbox, password: str) -> Expected:
    """Put the letter into the outbox, unless one that is right waits there already."""
    plan = parcel.plan
    due = expected(plan, office, seal=parcel.seal, pages=parcel.pages, password=password)
    due = replace(due, says=parcel.says)
    entry = outbox.entry(plan.id, plan.version)
    # One that was taken out of the queue is put back; the outbox refuses what it must not.
    written = outbox.data(entry) if entry and entry.state is State.READY else b""
    if faults(written, due) or abs(office.now - written_at(written)) > FRESH:
        data = pack(parcel, office, password=password)
        outbox.put(
            plan.id, plan.version, seal=parcel.seal, data=data, password=password
        )
    return due
