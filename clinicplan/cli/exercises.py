"""`clinicplan exercises`: the library as a table, one exercise in full, or all as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from clinicplan.cli import room, show
from clinicplan.errors import UsageError

if TYPE_CHECKING:
    from clinicplan.catalogue.values import Catalogue, Exercise, Preset, Variant


@click.command("exercises", short_help="Show the library of exercises.")
@click.argument("name", required=False, default="")
@room.json_option
def command(name: str, as_json: bool) -> int:
    """List the exercises of the library, or show the one with this NAME or code."""
    catalogue, _ = room.open_catalogue()
    if as_json:
        show.as_json(_json(catalogue, name))
    elif name:
        _show_one(_find(name, catalogue), catalogue)
    else:
        _show_all(catalogue)
    return 0


def _find(name: str, catalogue: Catalogue) -> Exercise:
    """The exercise of this code or name, in any case; UsageError names the nearest."""
    by_word = {
        word.casefold(): exercise
        for exercise in catalogue.exercises.values()
        for word in (exercise.name, exercise.code)
    }
    if found := by_word.get(name.strip().casefold()):
        return found
    from difflib import get_close_matches

    near = get_close_matches(name.casefold(), by_word, n=1)
    hint = f" Did you mean {by_word[near[0]].code}?" if near else ""
    raise UsageError(f"There is no exercise {name!r} in the library.{hint}")


def _show_all(catalogue: Catalogue) -> None:
    """Print exercises and programmes, a row each."""
    from clinicplan.catalogue.phrases import phrase

    rows = [(item.code, item.name, item.why) for item in catalogue.exercises.values()]
    show.table(("Code", "Exercise", "What it is for"), rows)
    show.say()
    programmes = [(item.code, item.name, item.summary) for item in catalogue.programmes.values()]
    show.table(("Code", "Programme", "What it is"), programmes)
    show.say()
    show.say(phrase(catalogue, "commands.more"))


def _show_one(exercise: Exercise, catalogue: Catalogue) -> None:
    """Print all that the library says about an exercise."""
    from clinicplan.catalogue.phrases import phrase

    show.say(f"{exercise.name} ({exercise.code})")
    show.say(exercise.why)
    for variant in exercise.variants:
        show.say()
        for line in _steps(variant):
            show.say(f"  {line}")
    show.say()
    show.say(phrase(catalogue, "commands.doses"))
    for preset in exercise.presets:
        words = _words(preset, exercise, catalogue)
        line = phrase(catalogue, "commands.dose_from", words=words, source=preset.source)
        show.say(f"  {preset.code}: {line}")
    show.say()
    for kind in ("caution", "easier", "harder"):
        if text := getattr(exercise, kind):
            show.say(phrase(catalogue, f"commands.label.{kind}", text=text))


def _steps(variant: Variant) -> list[str]:
    """The lines of one way to do an exercise, its code first, as for the left side."""
    lines = [variant.start, *(line for shot in variant.shots for line in shot.lines)]
    sides = {"{side}": "left", "{other}": "right"}
    for hole, side in sides.items():
        lines = [line.replace(hole, side) for line in lines]
    return [f"[{variant.code}]", *(line for line in lines if line)]


def _words(preset: Preset, exercise: Exercise, catalogue: Catalogue) -> str:
    """The dose as the patient reads it."""
    from clinicplan.wording import preset_sentence

    return show.plain(preset_sentence(preset, exercise, catalogue))


def _json(catalogue: Catalogue, name: str) -> dict[str, object]:
    """The library for a program; only one exercise where one is named."""
    from dataclasses import asdict

    chosen = [_find(name, catalogue)] if name else catalogue.exercises.values()
    return {
        "exercises": [_exercise_json(exercise, catalogue) for exercise in chosen],
        "programmes": [asdict(programme) for programme in catalogue.programmes.values()],
    }


def _exercise_json(exercise: Exercise, catalogue: Catalogue) -> dict[str, object]:
    """All of an exercise, its doses with their words."""
    from dataclasses import asdict

    presets = [
        {**asdict(preset), "words": _words(preset, exercise, catalogue)}
        for preset in exercise.presets
    ]
    return {**asdict(exercise), "presets": presets}
