"""Who gets a letter, and why somebody does not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from clinicplan.mail.address import is_address, is_header_text
from clinicplan.mail.choose import Hold, earlier, holds
from clinicplan.mail.outbox import Entry, State
from clinicplan.mail.protect import ALPHABET, is_birthday, make_password
from clinicplan.plan import Plan
from tests.mail.postroom import plan


def with_patient(number: int = 1, *, password: str = "", **changes: Any) -> Plan:
    made = plan(number, password=password)
    return replace(made, patient=replace(made.patient, **changes))


@pytest.mark.parametrize(
    ("held", "reason"),
    [
        (with_patient(), ""),
        (with_patient(password="none"), ""),
        (with_patient(password="None "), ""),
        (with_patient(password="a long password"), ""),
        (with_patient(email=""), "no-address"),
        (with_patient(consent=False), "no-consent"),
        (with_patient(consent=False, password="none"), "no-consent"),
        (with_patient(email="sam@example"), "bad-address"),
        (with_patient(password="short"), "password-short"),
        (with_patient(password="03.04.1956", born=date(1956, 4, 3)), "password-birthday"),
        (with_patient(password="born 1956", born=date(1956, 4, 3)), "password-birthday"),
        (with_patient(password="03.04.1957", born=date(1956, 4, 3)), ""),
    ],
)
def test_a_plan_is_held_for_a_reason(held: Plan, reason: str) -> None:
    expected = {held.id: Hold(held.id, reason)} if reason else {}
    assert holds([held]) == expected


@pytest.mark.parametrize(
    ("surname", "address", "shared", "held"),
    [
        ("Other", "p1@patients.example", (), {"P00001", "P00002"}),
        ("Other", "P1@Patients.example ", (), {"P00001", "P00002"}),
        ("Other", "p1@patients.example", ("P00001", "P00002"), set()),
        ("Other", "p1@patients.example", ("P00001",), {"P00002"}),
        ("sample00001", "p1@patients.example", (), set()),
        ("Other", "p2@patients.example", (), set()),
    ],
)
def test_one_address_for_two_surnames_is_held(
    surname: str, address: str, shared: tuple[str, ...], held: set[str]
) -> None:
    kim = with_patient(2, last_name=surname, email=address)
    assert set(holds([with_patient(1), kim], shared=shared)) == held


@pytest.mark.parametrize(
    ("state", "version", "same", "reason"),
    [
        (State.READY, 1, True, ""),
        (State.READY, 1, False, ""),
        (State.SENT, 1, True, "sent"),
        (State.SENT, 1, False, "changed-since-sent"),
        (State.SAVED, 1, True, "saved"),
        (State.SAVED, 1, False, "changed-since-saved"),
        (State.REFUSED, 1, True, "refused"),
        (State.REFUSED, 1, False, ""),
        (State.IN_DOUBT, 1, True, "in-doubt"),
        (State.IN_DOUBT, 1, False, "in-doubt"),
        (State.SENDING, 1, True, "in-doubt"),
        (State.SENT, 2, True, "newer-version-sent"),
        (State.IN_DOUBT, 2, True, "newer-version-sent"),
        (State.SAVED, 2, True, "newer-version-sent"),
        (State.REFUSED, 2, True, ""),
        (State.SENT, 0, True, ""),
    ],
)
def test_what_was_sent_before_decides(
    state: State, version: int, same: bool, reason: str
) -> None:
    entry = Entry("P00001", version, state, "seal" if same else "old", "", "", 0, 0, "")
    other = Entry("P00002", 1, State.SENT, "seal", "", "", 0, 0, "")
    hold = earlier(plan(1), [entry, other], seal="seal")
    assert (hold.reason if hold else "") == reason


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("sam@example.org", True),
        ("sam.o'sample+feet@mail.example.org", True),
        ("", False),
        ("sam", False),
        ("sam@example", False),
        ("sam@@example.org", False),
        (" sam@example.org", False),
        ("sam@example.org ", False),
        ("Sam <sam@example.org>", False),
        ("sam@example.org, kim@example.org", False),
        ("sam@example.org;kim@example.org", False),
        ("sam@example.org\nBcc: kim@example.org", False),
        ("sam@example.org>\x00", False),
        ("s\u200bam@example.org", False),
        ("\uff53am@example.org", False),
        ("s\u00e4m@example.org", False),
        ("sam@ex\u00e4mple.org", False),
        ("sam@example\u3002org", False),
        ("sam@[127.0.0.1]", False),
        ("sam@example.org.", False),
        (".sam@example.org", False),
        ("s..am@example.org", False),
        ("mailto:sam@example.org", False),
        ("sam@example.org)kim@example.net", False),
        ('"sam sample"@example.org', False),
        ("=?utf-8?q?sam?=@example.org", False),
        ("sam=?x@example.org", False),
        ("-@-.org", False),
        ("a" * 65 + "@example.org", False),
        ("sam@" + "a." * 126 + "org", False),
    ],
)
def test_an_address_is_taken_as_it_is_or_not_at_all(text: str, good: bool) -> None:
    assert is_address(text) is good


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("Example Clinic", True),
        ("Łódź Füße", True),
        ("Example\r\nBcc: kim@example.org", False),
        ("=?utf-8?q?Hi=0ABcc:_kim=40example.org?=", False),
        ("Example\u2028Clinic", False),
    ],
)
def test_what_may_stand_in_a_header(text: str, good: bool) -> None:
    assert is_header_text(text) is good


def test_a_made_password_is_hard_to_guess_and_easy_to_read_out() -> None:
    import math

    made = {make_password() for _ in range(200)}
    assert len(made) == 200
    assert all(len(word) == 14 and set(word) <= {*ALPHABET, "-"} for word in made)
    assert not set("0o1il") & set(ALPHABET)
    assert 12 * math.log2(len(ALPHABET)) > 50


def test_without_a_birthday_no_password_is_one() -> None:
    assert not is_birthday("03041956", None)
