"""Phrases, lists and dates in the catalogue's language."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest

from clinicplan.catalogue.phrases import (
    day_month,
    has_phrase,
    listed,
    locale_of,
    long_date,
    month_names,
    phrase,
    weekday_date,
    weekday_names,
)
from clinicplan.catalogue.values import Catalogue, TextRecord
from clinicplan.errors import FaultyTemplate

PHRASES: Mapping[str, str | Mapping[str, str]] = {
    "dose.locale": "en_GB",
    "hello": "Hello {name}, week {week}.",
    "times": {"one": "{n} time", "other": "{n} times"},
    "lacking": {"one": "{n} time"},
    "broken": "Hello {name",
}


def catalogue(
    language: str = "en", phrases: Mapping[str, str | Mapping[str, str]] = PHRASES
) -> Catalogue:
    return Catalogue(
        language=language,
        exercises={},
        programmes={},
        cautions={},
        conditions={},
        footwear={},
        feet_and_back=(),
        regions={},
        phrases=phrases,
        names={},
        alts={},
        record=TextRecord("", "", "", ()),
    )


ENGLISH = catalogue()
GERMAN = catalogue("de", {})


@pytest.mark.parametrize(
    ("key", "values", "text"),
    [
        ("hello", {"name": "Sam", "week": 3}, "Hello Sam, week 3."),
        ("hello", {"name": "{week}", "week": 3}, "Hello {week}, week 3."),
        ("hello", {"name": "<b>", "week": 3, "unused": 1}, "Hello <b>, week 3."),
        ("times", {"n": 1}, "1 time"),
        ("times", {"n": 2}, "2 times"),
        ("times", {"n": 0}, "0 times"),
    ],
)
def test_phrase_is_filled(key: str, values: dict[str, str | int], text: str) -> None:
    assert phrase(ENGLISH, key, **values) == text


@pytest.mark.parametrize(
    ("key", "values"),
    [
        ("absent", {}),
        ("hello", {"name": "Sam"}),
        ("lacking", {"n": 2}),
        ("broken", {"name": "Sam"}),
    ],
)
def test_faulty_phrase_names_its_key(key: str, values: dict[str, str | int]) -> None:
    with pytest.raises(FaultyTemplate, match=f"'{key}'"):
        phrase(ENGLISH, key, **values)


def test_plural_follows_the_language() -> None:
    polish = catalogue("pl", {"times": {"one": "raz", "few": "{n} razy", "many": "{n} razy!"}})
    assert [phrase(polish, "times", n=n) for n in (1, 2, 5)] == ["raz", "2 razy", "5 razy!"]


def test_some_phrases_are_optional() -> None:
    assert has_phrase(ENGLISH, "hello")
    assert not has_phrase(ENGLISH, "absent")


@pytest.mark.parametrize(
    ("items", "english", "german"),
    [
        (["a"], "a", "a"),
        (["a", "b"], "a and b", "a und b"),
        (["a", "b", "c"], "a, b and c", "a, b und c"),
        ([], "", ""),
    ],
)
def test_list_reads_aloud(items: list[str], english: str, german: str) -> None:
    assert (listed(ENGLISH, items), listed(GERMAN, items)) == (english, german)


@pytest.mark.parametrize(
    ("day", "long", "short", "with_weekday"),
    [
        (date(2026, 12, 1), "1 December 2026", "1 December", "Tuesday 1 December"),
        (date(2028, 2, 29), "29 February 2028", "29 February", "Tuesday 29 February"),
    ],
)
def test_dates_are_british(day: date, long: str, short: str, with_weekday: str) -> None:
    assert long_date(ENGLISH, day) == long
    assert day_month(ENGLISH, day) == short
    assert weekday_date(ENGLISH, day) == with_weekday


def test_names_of_days_and_months() -> None:
    assert weekday_names(ENGLISH)[0] == "Monday"
    assert weekday_names(ENGLISH, width="abbreviated")[6] == "Sun"
    assert month_names(ENGLISH)[11] == "December"
    assert month_names(ENGLISH, width="abbreviated")[0] == "Jan"
    assert month_names(GERMAN)[0] == "Januar"


@pytest.mark.parametrize(
    ("language", "phrases", "locale"),
    [("en", PHRASES, "en_GB"), ("en-US", {}, "en_US"), ("de", {}, "de")],
)
def test_locale_is_the_phrases_own(language: str, phrases: Mapping[str, str], locale: str) -> None:
    assert str(locale_of(catalogue(language, phrases))) == locale
