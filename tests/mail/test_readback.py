"""Each guard: a letter that is wrong in one way, and the code that keeps it back."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP

import pikepdf
import pytest

from clinicplan.mail.entry import State
from clinicplan.mail.outbox import Outbox
from clinicplan.mail.parcel import Parcel, expected, pack
from clinicplan.mail.readback import Expected, faults, names
from clinicplan.plan import Plan
from tests.mail.postroom import (
    CALENDAR_OFFICE,
    OFFICE,
    Recording,
    handout,
    parcel,
    plan,
    posted,
    queue,
    seal,
)

SAM, KIM = plan(1), plan(2)
PASSWORD = "kmp4-7xwd-qr3t"


def due(of: Plan = SAM, *, password: str = "") -> Expected:
    return expected(of, OFFICE, seal=seal(of), pages=2, password=password)


def letter(of: Plan = SAM, *, password: str = "") -> bytes:
    return pack(parcel(of), OFFICE, password=password)


def rewritten(change: Callable[[EmailMessage], None], data: bytes = b"") -> bytes:
    message = message_from_bytes(data or letter(), policy=SMTP)
    change(message)
    return message.as_bytes()


def header(name: str, value: str) -> Callable[[EmailMessage], None]:
    def change(message: EmailMessage) -> None:
        del message[name]
        message[name] = value

    return change


def also(name: str, value: str) -> Callable[[EmailMessage], None]:
    def change(message: EmailMessage) -> None:
        message[name] = value

    return change


def second_attachment(message: EmailMessage) -> None:
    message.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="x.pdf")


def other_handout(pdf: bytes) -> bytes:
    return pack(replace(parcel(SAM), pdf=pdf), OFFICE, password="")


def test_a_right_letter_has_no_fault() -> None:
    assert faults(letter(), due()) == ()
    assert faults(letter(password=PASSWORD), due(password=PASSWORD)) == ()


def test_a_right_letter_with_a_calendar_has_no_fault() -> None:
    right = expected(SAM, CALENDAR_OFFICE, seal=seal(SAM), pages=2, password="")
    assert faults(pack(parcel(SAM), CALENDAR_OFFICE, password=""), right) == ()
    assert faults(letter(), right) == ("attachments",)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "headers"),
        (b"\xff\xfe nonsense", "headers"),
        (rewritten(header("To", "kim@example.org")), "address"),
        (rewritten(header("To", "p1@patients.example, kim@example.org")), "address"),
        (rewritten(also("Cc", "kim@example.org")), "headers"),
        (rewritten(also("Bcc", "kim@example.org")), "headers"),
        (letter().replace(b"To: ", b"To: kim@example.org\r\nTo: ", 1), "headers"),
        (letter().replace(b"To: p1@patients.example", b"To: <p1@patients.example"), "headers"),
        (rewritten(header("To", "Kim <p1@patients.example>")), "address"),
        (letter().replace(b"Content-Type: application/pdf", b"Content-Type: text/plain"),
         "attachment-type"),
        (rewritten(header("From", "other@example.org")), "sender"),
        (rewritten(header("Reply-To", "other@example.org")), "reply-to"),
        (rewritten(header("Subject", "Your heel pain")), "subject"),
        (rewritten(header("Message-ID", "<1@example.org>")), "message-id"),
        (rewritten(second_attachment), "attachments"),
        (letter(KIM), "address"),
        (letter().replace(b"Sam00001 Sample00001", b"Sam00002 Sample00002"), "greeting"),
        (other_handout(handout(KIM.patient.name, seal(SAM))), "name"),
        (other_handout(handout(SAM.patient.name, seal(KIM))), "seal"),
        (other_handout(handout(SAM.patient.name, "")), "seal"),
        (other_handout(handout(SAM.patient.name, seal(SAM), pages=3)), "pages"),
        (other_handout(b"%PDF-1.7 torn"), "handout-unreadable"),
        (other_handout(handout(SAM.patient.name, seal(SAM))[:-900]), "handout-unreadable"),
    ],
)
def test_each_fault_is_found(data: bytes, code: str) -> None:
    assert code in faults(data, due())


def test_a_letter_of_another_version_is_found() -> None:
    assert set(faults(letter(), due(replace(SAM, version=2)))) == {"message-id", "seal"}


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (letter(), "not-protected"),
        (letter(password="another-password"), "handout-unreadable"),
        (letter(password=PASSWORD).replace(b"It asks for", PASSWORD.encode()),
         "password-told"),
    ],
)
def test_protection_is_seen_from_outside(data: bytes, code: str) -> None:
    assert code in faults(data, due(password=PASSWORD))


@pytest.mark.parametrize(("revision", "aes"), [(2, False), (3, False), (4, True), (5, True)])
def test_weak_encryption_is_found(revision: int, aes: bool) -> None:
    import io
    import warnings

    target = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        lock = pikepdf.Encryption(
            user=PASSWORD, owner="x", R=revision, aes=aes, metadata=revision > 3  # type: ignore[arg-type]
        )
        with pikepdf.open(io.BytesIO(parcel(SAM).pdf)) as document:
            document.save(target, encryption=lock)
    data = pack(replace(parcel(SAM), pdf=target.getvalue()), OFFICE, password="")
    assert "weak-protection" in faults(data, due(password=PASSWORD))


def test_a_letter_that_fails_its_check_is_kept_back(outbox: Outbox) -> None:
    """The guard at work: the outbox holds Kim's letter under Sam's plan."""
    letters = queue([SAM, KIM], outbox)
    outbox.put(SAM.id, 1, seal=seal(SAM), data=letter(KIM))
    transport = Recording()
    outcomes = posted(letters, outbox, transport)
    assert [envelope.to for envelope in transport.sent] == [KIM.patient.email]
    assert "address" in outcomes[0].faults
    assert [entry.state for entry in outbox.entries()] == [State.REFUSED, State.SENT]


@pytest.mark.parametrize(
    ("text", "name", "found"),
    [
        ("Plan for Sam Sample", "Sam Sample", True),
        ("Plan for Sam\r\nSample, page 1", "Sam Sample", True),
        ("Plan for Sim Sample", "Sam Sample", False),
        ("Zoe\u0308", "Zoë", True),
        ("םלוש", "שולם", True),
        ("Sam\u00adSample", "Sam Sample", True),
        ("anything", "", False),
    ],
)
def test_a_name_is_found_on_the_page(text: str, name: str, found: bool) -> None:
    assert names(text, name) is found


def swaps(count: int, *, people: int, chance: float, seed: int) -> tuple[int, int, int]:
    """So many letters, some with a part of another patient's: injected, unnoticed, false."""
    chosen = random.Random(seed)
    plans = [plan(number) for number in range(people)]
    right = [letter(item) for item in plans]
    injected = unnoticed = false = 0
    for number in range(count):
        own = plans[number % people]
        other = plans[chosen.randrange(people)]
        if chosen.random() >= chance or other is own:
            false += bool(faults(right[number % people], due(own)))
            continue
        injected += 1
        unnoticed += not faults(swapped(own, other, chosen.randrange(5), right), due(own))
    return injected, unnoticed, false


def swapped(own: Plan, other: Plan, part: int, right: list[bytes]) -> bytes:
    """The letter of `own` with one part of another's: letter, PDF, address, name or seal."""
    patient = own.patient
    if part == 0:
        return right[int(other.id[1:])]
    if part == 1:
        return pack(Parcel(own, parcel(other).pdf, 2, seal(own)), OFFICE, password="")
    if part == 2:
        wrong = replace(own, patient=replace(patient, email=other.patient.email))
        return pack(Parcel(wrong, parcel(own).pdf, 2, seal(own)), OFFICE, password="")
    if part == 3:
        pdf = handout(other.patient.name, seal(own))
        return pack(Parcel(own, pdf, 2, seal(own)), OFFICE, password="")
    pdf = handout(patient.name, seal(other))
    return pack(Parcel(own, pdf, 2, seal(own)), OFFICE, password="")


def test_no_swap_goes_unnoticed() -> None:
    injected, unnoticed, false = swaps(400, people=20, chance=0.5, seed=1)
    assert injected > 150
    assert (unnoticed, false) == (0, 0)


@pytest.mark.slow
def test_a_thousand_swaps_in_twenty_thousand_letters() -> None:
    injected, unnoticed, false = swaps(20_000, people=300, chance=0.0505, seed=5)
    print("injected", injected)
    assert injected >= 1_000
    assert (unnoticed, false) == (0, 0)
