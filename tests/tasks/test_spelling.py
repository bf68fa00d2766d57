"""Addresses that spell another patient's name, and those that only look as if they did."""

from __future__ import annotations

from random import Random

import pytest

from clinicplan.plan import Patient
from clinicplan.rules import Addressee
from clinicplan.tasks.spelling import spelt_by

PEOPLE = (
    Addressee("A", "Jean", "Park"), Addressee("B", "Max", "Ryder"),
    Addressee("C", "Zo\u00eb", "Mu\u00f1oz"), Addressee("D", "Ann", "Lee"),
    Addressee("E", "Jean", "Sample"), Addressee("F", "Jack", "Sample"),
    Addressee("H", "Joanne", "Park-Testwell"), Addressee("I", "Micha\u0142", "Leeson"),
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


def test_a_short_name_that_lies_in_anothers_by_chance_is_not_the_patients() -> None:
    assert spelt("Ann", "Other", "joanne.park-testwell") == "H"
    assert spelt("Tina", "Lee", "michal.leeson") == "I"


def test_what_stands_behind_a_plus_is_no_name() -> None:
    assert spelt("Max", "Ryder", "jean.park+clinic") == "A"


def test_accents_and_case_are_no_difference() -> None:
    assert spelt("Max", "Ryder", "ZOE.MUNOZ") == "C"


@pytest.mark.parametrize(
    ("first", "last", "address"),
    [
        ("Pat", "Park", "jean.park"),  # a couple, a parent: the surname is theirs
        ("Jean", "Other", "jean.park"),
        ("Pat", "Park-Ryder", "jean.park"), ("Mary Jean", "Other", "jean.park"),
        ("Jo", "Testwell", "joanne.park-testwell"),
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


FIRST = ("Sam", "Tess", "Zo\u00eb", "Max", "Eve", "Ned", "Ida", "Tim", "Una", "Gus", "Liv", "Kit",
         "Ann", "Joanna", "Lou", "Steve", "Ian", "Vivian", "\u00c5sa", "No\u00e9", "Pia", "Jo")
LAST = ("Sample", "Testwell", "Muster", "Trial", "Specimen", "Proofe", "Mockley", "Draftson",
        "Lee", "Pretend", "Checkley", "Dummy", "Example", "Quizz", "Leeson", "\u00c5ngstr\u00f6m")


def everybody(random: Random) -> list[tuple[str, str]]:
    """The patients of a clinic: of one surname live as many together as there are."""
    names = [(first, last) for first in FIRST for last in LAST]
    plain = random.sample(names, 36)
    return [*plain, *((first, f"{last}-Park") for first, last in random.sample(plain, 4))]


def own_address(random: Random, first: str, last: str, firsts: tuple[str, ...]) -> str:
    """One of the many that a patient has: their own, a relative's, of work, of fancy."""
    home, dot = last.replace("-Park", ""), random.choice((".", "_", "-", ""))
    return random.choice((
        f"{first}{dot}{last}", f"{last}{dot}{first}", f"{first[0]}{dot}{last}", f"{last}{first[0]}",
        f"{first}{random.randrange(99)}", f"the{home}s", f"{random.choice(firsts)}{dot}{home}",
        f"{random.choice(firsts)[0]}{dot}{home}", "reception", "accounts", "sunny_days", "info",
    ))  # fmt: skip


def test_of_three_hundred_clinics_nobody_is_asked_about_an_address_that_is_their_own() -> None:
    for seed in range(300):
        random = Random(seed)
        people = [
            Patient(first, last, email=f"{own_address(random, first, last, FIRST)}@example.org")
            for first, last in everybody(random)
        ]
        spelt = spelt_by(Addressee(str(at), each.first_name, each.last_name)
                         for at, each in enumerate(people))  # fmt: skip
        assert [each for each in people if spelt.anothers(each)] == []


def test_two_whole_names_that_were_swapped_are_asked_about_in_each_of_them() -> None:
    """But for those of one first or last name."""
    for seed in range(300):
        random = Random(seed)
        people = everybody(random)
        spelt = spelt_by(Addressee(str(at), *name) for at, name in enumerate(people))
        one, other = random.sample(people, 2)
        if one[0] == other[0] or set(one[1].split("-")) & set(other[1].split("-")):
            continue
        swapped = Patient(*one, email=f"{other[0]}.{other[1]}@example.org")
        assert spelt.anothers(swapped) is not None, (one, other)
