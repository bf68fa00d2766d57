"""What a clinic typed opens what it says, and nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from clinicplan.handout.editions import EDITIONS
from clinicplan.handout.targets import number_of, page_target, targets_of
from clinicplan.plan import Clinic
from tests.handout.plans import ALEX, CLINIC, ISSUED, PLAN, catalogue, press
from tests.handout.reading import links, loose_marks, words
from tests.handout.test_press import is_accessible


@pytest.mark.parametrize(
    ("typed", "region", "number"),
    [
        ("01632 960 417", "uk", "+441632960417"),
        ("(01632) 960-417", "uk", "+441632960417"),
        ("01632\u00a0960\u00a0417", "uk", "+441632960417"),
        ("+44 (0)1632 960 417", "uk", "+441632960417"),
        ("0044 1632 960417", "uk", "+441632960417"),
        ("+49 30 901820", "uk", "+4930901820"),
        ("020 7946 0018", "uk", "+442079460018"),
        ("(555) 010-4477", "us", "+15550104477"),
        ("1-555-010-4477", "us", "+15550104477"),
        ("+353 1 234 5678", "eu", "+35312345678"),
        ("01 234 5678", "eu", ""),
        ("111", "uk", ""),
        ("0800 1111", "uk", ""),
        ("01632 960417 / 960418", "uk", ""),
        ("01632 960417 or 960418", "uk", ""),
        ("01632 960417 ext 5", "uk", ""),
        ("ask at the desk", "uk", ""),
        ("+44", "uk", ""),
        ("", "uk", ""),
        ("01632 960417", "nowhere", ""),
    ],
)
def test_a_number_is_dialled_from_anywhere(typed: str, region: str, number: str) -> None:
    known = catalogue().regions.get(region)
    assert number_of(typed, known.dialling if known else None) == number


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("www.harbour.example", "https://www.harbour.example"),
        ("harbour.example/feet?x=1", "https://harbour.example/feet?x=1"),
        ("https://harbour.example/", "https://harbour.example/"),
        ("http://harbour.example", ""),
        ("javascript:alert(1)", ""),
        ("https://user@harbour.example", ""),
        ("https://harbour.example:8080/", ""),
        ("find us on the web", ""),
        ("harbour.example and more", ""),
        ("hárbour.example", ""),
    ],
)
def test_only_what_is_an_address_is_opened(typed: str, address: str) -> None:
    target = page_target(press()._look, typed)
    assert (target.address if target else "") == address


WHOLE = replace(
    CLINIC,
    website="harbourstreet.example",
    other_formats="Ask for large print: hello@harbourstreet.example or 01632 960 417.",
)


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_phone_mail_and_website_are_links_where_they_stand(paper: str, edition: str) -> None:
    plan = replace(PLAN, edition=edition)
    pdf = press(replace(WHOLE, paper=paper)).print(plan, issued=ISSUED).pdf
    first = [link for link in links(pdf) if link[0] == 1]
    assert first == [
        (1, "tel:+441632960417", "Call 01632 960 417"),
        (1, "mailto:hello@harbourstreet.example", "Write to hello@harbourstreet.example"),
        (1, "https://harbourstreet.example", "Open harbourstreet.example"),
        (1, "tel:+441632960418", "Call 01632 960 418"),
    ]
    assert [uri for page, uri, _ in links(pdf) if page > 1] == [
        "tel:+441632960418",
        "mailto:hello@harbourstreet.example",
        "tel:+441632960417",
    ]
    assert loose_marks(pdf) == []
    assert is_accessible(pdf)


@pytest.mark.parametrize(
    "clinic",
    [Clinic("A", "ask"), Clinic("A", "01 23", region="eu", website="see our shop window")],
)
def test_what_cannot_be_opened_is_printed_and_is_no_link(clinic: Clinic) -> None:
    plan = replace(PLAN, practitioner=replace(ALEX, phone=""))
    pdf = press(clinic).print(plan, issued=ISSUED).pdf
    assert links(pdf) == []
    assert clinic.phone in words(pdf)
    assert clinic.website in words(pdf)
    assert is_accessible(pdf)


def test_a_mailbox_with_odd_characters_is_escaped() -> None:
    clinic = replace(CLINIC, email="a?b%c+d&e@harbour.example")
    target = targets_of(press()._look, clinic)[clinic.email]
    assert target.address == "mailto:a%3Fb%25c+d%26e@harbour.example"
