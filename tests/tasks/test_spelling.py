"""Addresses that spell another patient's name, and those that only look as if they did."""

from __future__ import annotations

import pytest

from clinicplan.plan import Patient
from clinicplan.rules import Addressee
from clinicplan.tasks.spelling import spelt_by

PEOPLE = (
    Addressee("A", "Jean", "Park"), Addressee("B", "Max", "Ryder"),
    Addressee("C", "Zo\u00eb", "Mu\u00f1oz"), Addressee("D", "Ann", "Lee"),
    Addressee("E", "Jean", "Sample"), Addressee("F", "Jack", "Sample"),
)  # fmt: skip
SPELT = spelt_by(PEOPLE)


def spelt(first: str, last: str, address: str) -> str:
    other = SPELT.anothers(Patient(first, last, email=f"{address}@example.org"))
    return other.plan if other else ""


@pytest.mark.parametrize(
    "address", ["jean.park", "Jean_Park", "jpark", "j.park", "park.jean", "parkj", "jean-park99"]
)
def test_an_address_that_spells_another_patient(address: str) -> None:
    assert spelt("Max", "Ryder", address) == "A"


def test_accents_and_case_are_no_difference() -> None:
    assert spelt("Max", "Ryder", "ZOE.MUNOZ") == "C"


@pytest.mark.parametrize(
    ("first", "last", "address"),
    [
        ("Pat", "Park", "jean.park"),  # a couple, a parent: the surname is theirs
        ("Jean", "Other", "jean.park"),
        ("Max", "Ryder", "max.ryder"), ("Max", "Ryder", "sunnydays"), ("Max", "Ryder", "park"),
        ("Max", "Ryder", "info"), ("Max", "Ryder", "alee"),  # so few letters may be anything
        ("Max", "Ryder", "jsample"),  # Jean's, or Jack's
        ("Max", "Ryder", "jean.park.max"),
    ],
)  # fmt: skip
def test_an_address_that_may_be_the_patients(first: str, last: str, address: str) -> None:
    assert spelt(first, last, address) == ""


def test_the_own_plan_under_another_id_spells_nobody_else() -> None:
    twice = spelt_by((*PEOPLE, Addressee("G", "Jean", "Park")))
    assert twice.anothers(Patient("Jean", "Park", email="jpark@example.org")) is None
