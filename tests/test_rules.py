"""What the workbook and the mail room judge alike."""

from __future__ import annotations

from datetime import date

import pytest

from clinicplan.plan import Clinic
from clinicplan.rules import (
    Addressee,
    _is_valid,
    has_encoded_word,
    is_address,
    is_header_text,
    mailbox_of,
    password_fault,
)
from tests.work import at_most

SAM = Addressee("P-1", "Sam", "Sample", date(1960, 12, 31), ("sam@clinic.example",))
CLINIC = Clinic("Harbour Street Foot Clinic", "01632 960417")


@pytest.mark.parametrize(
    ("password", "fault"),
    [
        ("", ""),
        ("none", ""),
        (" None ", ""),
        ("nones", "short"),
        ("31.12.1960", "birthday"),
        ("31 December", "birthday"),
        ("SamSample", "guessable"),
        ("Harbour Street", "guessable"),
        ("password1", "guessable"),
        ("tulip-anchor-violin-92", ""),
    ],
)
def test_a_password_is_judged_once_for_all_rooms(password: str, fault: str) -> None:
    assert password_fault(password, SAM, clinic=CLINIC) == fault


@pytest.mark.parametrize("address", ["Sam@Clinic.example", " sam@clinic.example "])
def test_one_mailbox_has_many_spellings(address: str) -> None:
    assert mailbox_of(address) == "sam@clinic.example"


@pytest.mark.parametrize("text", ["=?utf-8?q?x?=", "a =? b"])
def test_an_encoded_word_is_no_text_for_a_header(text: str) -> None:
    assert has_encoded_word(text)
    assert not is_header_text(text)


LOCALS = ("sam", "s.a-m+x_1", "a" * 64, "a" * 65, "sam.", ".sam", "s..m", "-sam", "s'am", "", "s m")
DOMAINS = ("example.org", "EXAMPLE.ORG", "example", "clinic.local", "x.test", "-a.org", "a..org",
           "1.2.3.4", "a" * 64 + ".org", "xn--a.org", "a_b.org", "", "org.")  # fmt: skip


@pytest.mark.parametrize("domain", DOMAINS)
@pytest.mark.parametrize("local", LOCALS)
def test_an_address_is_judged_as_the_mail_library_judges_it(local: str, domain: str) -> None:
    text = f"{local}@{domain}"
    assert is_address(text) == _is_valid(text)


def test_patients_of_one_mail_server_cost_one_look_at_it() -> None:
    assert is_address("sam@one-server.example.org")
    with at_most(40):
        assert is_address("kim.sample@one-server.example.org")
