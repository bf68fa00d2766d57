"""Who gets a letter, and why somebody does not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from clinicplan.mail.choose import Hold, earlier, holds
from clinicplan.mail.entry import Entry, State
from clinicplan.mail.protect import ALPHABET, make_password
from clinicplan.plan import Plan
from clinicplan.rules import (
    Addressee,
    addressee,
    addresses_in,
    domain_of,
    is_address,
    is_birthday,
    is_header_text,
    near_domain,
    password_fault,
)
from tests.mail.postroom import CLINIC, plan


def with_patient(number: int = 1, *, password: str = "", **changes: Any) -> Plan:
    made = plan(number, password=password)
    return replace(made, patient=replace(made.patient, **changes))


@pytest.mark.parametrize(
    ("held", "reason"),
    [
        (with_patient(), ""),
        (with_patient(password="none"), ""),
        (with_patient(password="None "), ""),
        (with_patient(password="blue-otter-lamp"), ""),
        (with_patient(email=""), "no-address"),
        (with_patient(consent=False), "no-consent"),
        (with_patient(consent=False, password="none"), "no-consent"),
        (with_patient(email="sam@example"), "bad-address"),
        (with_patient(password="short"), "password-short"),
        (with_patient(password="03.04.1956", born=date(1956, 4, 3)), "password-birthday"),
        (with_patient(password="born 1956", born=date(1956, 4, 3)), "password-birthday"),
        (with_patient(password="03.04.1957", born=date(1956, 4, 3)), "password-guessable"),
    ],
)
def test_a_plan_is_held_for_a_reason(held: Plan, reason: str) -> None:
    expected = {held.id: Hold(held.id, reason)} if reason else {}
    assert holds([held], people=(), clinic=CLINIC) == expected


SAM = Addressee("P00001", "Sam00001", "Sample00001", emails=("p1@patients.example",))
OTHER, FAMILY = "shared-address", "shared-address-family"


@pytest.mark.parametrize(
    ("changes", "shared", "reason"),
    [
        ({"last_name": "Other"}, (), OTHER),
        ({"last_name": "Other", "email": "P1@Patients.example"}, (), OTHER),
        ({"last_name": "Other"}, ("P00001", "P00002"), ""),
        ({"last_name": "Other"}, ("P00001",), OTHER),
        ({"first_name": "Kim"}, (), FAMILY),
        ({"first_name": "Kim"}, ("P00001", "P00002"), ""),
        ({"born": date(1956, 4, 3)}, (), ""),
        ({"last_name": "sample00001", "first_name": "SAM00001"}, (), ""),
        ({"last_name": "", "first_name": ""}, (), OTHER),
        ({"last_name": "Other", "email": "p2@patients.example"}, (), ""),
    ],
)
@pytest.mark.parametrize("faulty", [False, True])
def test_one_address_for_two_people_is_held(
    changes: dict[str, Any], shared: tuple[str, ...], reason: str, faulty: bool
) -> None:
    """Whether the other row makes a plan or is full of mistakes."""
    as_sam = {"first_name": "Sam00001", "last_name": "Sample00001",
              "email": "p1@patients.example", "born": None}
    kim = with_patient(2, **{**as_sam, **changes})
    plans = [with_patient(1), *([] if faulty else [kim])]
    held = holds(plans, people=[SAM, addressee(kim)], clinic=CLINIC, shared=shared)
    expected = {plan.id: reason for plan in plans} if reason else {}
    assert {plan: hold.reason for plan, hold in held.items()} == expected


def test_two_birth_dates_are_two_people() -> None:
    plans = [with_patient(1, born=date(1956, 4, 3)),
             with_patient(2, first_name="Sam00001", last_name="Sample00001",
                          email="p1@patients.example", born=date(1986, 4, 3))]
    held = holds(plans, people=(), clinic=CLINIC)
    assert {hold.reason for hold in held.values()} == {FAMILY}
    assert len(held) == 2


def test_who_shares_with_one_does_not_share_with_a_third() -> None:
    kim, third = (with_patient(n, email="p1@patients.example") for n in (2, 3))
    held = holds([with_patient(1), kim, third], people=(), clinic=CLINIC,
                 shared=("P00001", "P00002"))
    assert set(held) == {"P00001", "P00002", "P00003"}


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("a@example.org, b@example.org", ("a@example.org", "b@example.org")),
        ("Kim <a@example.org>; (b@example.org)", ("a@example.org", "b@example.org")),
        ("mailto:a@example.org", ("a@example.org",)),
        ("a@example.org.", ("a@example.org",)),
        ("kim at example.org", ()),
        ("", ()),
    ],
)
def test_addresses_in_a_cell_that_holds_more(typed: str, found: tuple[str, ...]) -> None:
    assert addresses_in(typed) == found


@pytest.mark.parametrize(
    ("password", "fault"),
    [
        ("", ""), ("tulip", "short"),
        ("password", "guessable"), ("12345678", "guessable"), ("aaaaaaaa", "guessable"),
        ("Sampleton1956", "birthday"), ("03.04.1956", "birthday"), ("3april1956", "birthday"),
        ("3rd april 1956", "birthday"), ("third of april", "birthday"),
        ("samsampleton", "guessable"), ("S4mpleton!", "guessable"),
        ("HS-0417-HS-0417", "guessable"),
        ("exampleclinic", "guessable"), ("01632960100", "guessable"),
        ("kmp4-7xwd-qr3t", ""), ("blue-otter-lamp", ""), ("correct horse battery", ""),
        ("пароль-жираф-семь", ""), ("x" * 300, "guessable"),
    ],
)
def test_what_a_typed_password_may_be(password: str, fault: str) -> None:
    sam = Addressee("HS-0417", "Sam", "Sampleton", date(1956, 4, 3), ("sam@example.org",))
    assert password_fault(password, sam, clinic=CLINIC) == fault


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
        (State.READY, 0, True, ""),
        (State.WITHDRAWN, 1, True, ""),
        (State.DROPPED, 1, True, "dropped"),
        (State.DROPPED, 1, False, "dropped"),
        (State.RETURNED, 1, True, "returned"),
        (State.RETURNED, 1, False, ""),
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
        ("sam@example.test", False),
        ("sam@clinic.local", False),
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


def test_what_our_own_check_refused_is_checked_anew() -> None:
    entry = Entry("P00001", 1, State.REFUSED, "seal", "", "check", 0, 0, "")
    assert earlier(plan(1), [entry], seal="seal") is None


@pytest.mark.parametrize(
    ("address", "near"),
    [
        ("sam@gmial.com", "gmail.com"),
        ("sam@gmail.co", "gmail.com"),
        ("sam@hotmial.com", "hotmail.com"),
        ("sam@gmail.com", ""),
        ("sam@gmx.net", ""),
        ("sam@example.org", ""),
        ("sam@mail.com", ""),
        ("sam@hotmail.fr", ""),
        ("sam@yahoo.ie", ""),
        ("sam@live.org", ""),
        ("sam@gmail.con", "gmail.com"),
        ("sam", ""),
    ],
)
def test_a_slip_in_a_domain_is_noticed(address: str, near: str) -> None:
    assert near_domain(domain_of(address)) == near
