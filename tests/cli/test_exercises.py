"""`clinicplan exercises`: what somebody types finds the exercises that they mean."""

from __future__ import annotations

import json
import re

import pytest
from click.testing import CliRunner, Result

from clinicplan.catalogue.read import read_catalogue, templates_folder
from clinicplan.cli import desk

CATALOGUE = read_catalogue(templates_folder())


def ask(*words: str) -> Result:
    return CliRunner().invoke(desk, ["exercises", *words])


def codes(*words: str) -> list[str]:
    """The codes of the exercises that are found."""
    return [item["code"] for item in json.loads(ask(*words, "--json").stdout)["exercises"]]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("towel-stretch", ["towel-stretch"]),
        ("Towel Stretch", ["towel-stretch"]),
        (" TOWEL STRETCH ", ["towel-stretch"]),
        ("toe-walk", ["toe-walk"]),
        ("toe walk", ["toe-walk"]),
        ("toe walk three", ["toe-walk-3-way"]),
        ("heel", ["heel-raise-double", "heel-raise-single", "seated-heel-stretch"]),
        ("heel raise", ["heel-raise-double", "heel-raise-single"]),
        ("Towel", ["lying-towel-raise", "towel-scrunch", "towel-stretch"]),
        ("tow str", ["towel-stretch"]),
        ("plantar", ["band-plantarflexion"]),
    ],
)
def test_a_word_finds_all_exercises_that_have_it(words: str, found: list[str]) -> None:
    assert codes(words) == codes(*words.split()) == found


@pytest.mark.parametrize(
    ("typed", "near"),
    [
        ("towl", ["Towel leg raise", "Towel scrunch", "Towel stretch"]),
        ("tovel-stretch", ["Towel stretch"]),
        ("heal raise", ["Heel raise on both feet", "Heel raise on one leg"]),
        ("pencl", ["Pencil pick-up"]),
        ("cartwheel", []),
        ("heel cartwheel", []),
        ("!?", []),
    ],
)
def test_a_misspelling_is_told_the_nearest_words(typed: str, near: list[str]) -> None:
    result = ask(typed)
    assert result.exit_code == 2
    assert f'There is no exercise "{typed}"' in result.stderr
    told = re.search(r"Did you mean: (.*)\?", result.stderr)
    assert (told[1].split(", ") if told else []) == near
    assert "clinicplan exercises" in result.stderr
    assert "--help" not in result.stderr


def test_the_list_is_in_the_words_of_the_workbooks_lists() -> None:
    listed = ask().stdout
    names = {item.code: item.name for item in CATALOGUE.exercises.values()}
    names |= {item.code: item.name for item in CATALOGUE.programmes.values()}
    assert [name for name in names.values() if name not in listed] == []
    assert [code for code in names if re.search(rf"^{code}\b", listed, re.MULTILINE)] == []


@pytest.mark.parametrize("code", CATALOGUE.exercises)
def test_an_exercise_is_shown_in_words(code: str) -> None:
    exercise = CATALOGUE.exercises[code]
    shown = ask(code).stdout
    for preset in exercise.presets:
        assert CATALOGUE.programmes[preset.code].name in shown
        assert preset.code not in shown
    assert not re.search(r"\.txt|[{}\[\]]|\N{NO-BREAK SPACE}", shown)
    for way in (variant.code for variant in exercise.variants if "-" in variant.code):
        assert way not in shown


def test_the_side_of_the_steps_is_told_where_there_is_one() -> None:
    assert "as for the left side" in ask("towel-stretch").stdout
    assert "left" not in ask("toe-walk").stdout
    assert "On a chair, tennis ball\n" in ask("foot roll").stdout


def test_the_library() -> None:
    listed = ask().stdout
    told = json.loads(ask("--json").stdout)
    assert all(item["name"] in listed for item in [*told["exercises"], *told["programmes"]])
    presets = [preset for item in told["exercises"] for preset in item["presets"]]
    assert len(presets) == 31
    assert sorted(preset["entry"] for preset in presets) == list(range(1, 32))
    for preset in presets:
        assert preset["words"].endswith(".")
        assert preset["source"].endswith(".txt")
    for name in ("towel-stretch", "Towel Stretch", " TOWEL STRETCH "):
        one = ask(name).stdout
        assert "Every day: 3 to 5 times with each foot. Hold 30 seconds." in one
        assert "{side}" not in one
