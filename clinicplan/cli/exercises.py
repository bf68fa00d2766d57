"""`clinicplan exercises`: the library as a table, one exercise in full, or all as JSON."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

import click

from clinicplan.cli import room, show
from clinicplan.errors import UsageError

if TYPE_CHECKING:
    from clinicplan.catalogue.values import Catalogue, Exercise, Preset, Programme, Variant

LEFT = {"side": "left", "other": "right"}


class UnknownExercise(UsageError):
    """A word that no exercise of the library is called by."""

    remedy = "All of them are listed by: clinicplan exercises"


@click.command("exercises", short_help="Show the library of exercises.")
@click.argument("words", nargs=-1, metavar="[NAME]")
@room.json_option
def command(words: tuple[str, ...], as_json: bool) -> int:
    """List the exercises of the library, or show those with NAME in their name.

    A part of a name will do: `clinicplan exercises heel`.
    """
    from clinicplan.tasks.ready import read_templates

    catalogue, _ = read_templates()
    name = " ".join(words)
    found = _find(name, catalogue) if name else tuple(catalogue.exercises.values())
    if as_json:
        show.as_json(_json(found, catalogue))
    elif len(found) == 1:
        _show_one(found[0], catalogue)
    else:
        _show_list(found, catalogue, programmes=() if name else catalogue.programmes.values())
    return 0


def _find(name: str, catalogue: Catalogue) -> tuple[Exercise, ...]:
    """The exercise that is called this, else all whose name or code has words that begin so.

    In any case; UnknownExercise names those with the most similar words.
    """
    asked = _split(name)
    every = catalogue.exercises.values()
    called = {tuple(_split(label)): each for each in every for label in (each.name, each.code)}
    if exact := called.get(tuple(asked)):
        return (exact,)
    found = tuple(each for each in every if _has(each, asked))
    if not found:
        near = ", ".join(each.name for each in _near(asked, every))
        hint = f" Did you mean: {near}?" if near else ""
        raise UnknownExercise(f'There is no exercise "{name.strip()}" in the library.{hint}')
    return found


def _split(text: str) -> list[str]:
    """The words of a name or code: "toe-walk-3-way" has four."""
    return re.findall(r"\w+", text.casefold())


def _has(exercise: Exercise, asked: list[str]) -> bool:
    """True where each word that was asked for begins a word of the exercise's name or code."""
    own = _split(f"{exercise.name} {exercise.code}")
    return bool(asked) and all(any(word.startswith(part) for word in own) for part in asked)


def _near(asked: list[str], exercises: Collection[Exercise]) -> list[Exercise]:
    """The exercises that have the words most like those that were asked for."""
    from difflib import get_close_matches

    known = {word for each in exercises for word in _split(f"{each.name} {each.code}")}
    meant = [next(iter(get_close_matches(word, known, n=1, cutoff=0.7)), "") for word in asked]
    return [each for each in exercises if all(meant) and _has(each, meant)]


def _show_list(
    exercises: Iterable[Exercise], catalogue: Catalogue, *, programmes: Collection[Programme]
) -> None:
    """Print exercises, and programmes where there are any, a row each."""
    heads = [_say(catalogue, f"heading.{key}") for key in ("exercise", "why")]
    show.table(heads, [(item.name, item.why) for item in exercises])
    show.say()
    if programmes:
        heads = [_say(catalogue, f"heading.{key}") for key in ("programme", "summary")]
        show.table(heads, [(item.name, item.summary) for item in programmes])
        show.say()
    show.say(_say(catalogue, "more"))


def _say(catalogue: Catalogue, key: str, **values: str) -> str:
    """A phrase of the commands."""
    from clinicplan.catalogue.phrases import phrase

    return phrase(catalogue, f"commands.{key}", **values)


def _show_one(exercise: Exercise, catalogue: Catalogue) -> None:
    """Print all that the library says about an exercise."""
    show.say(f"{exercise.name}\n{exercise.why}")
    if any("{side}" in line for variant in exercise.variants for line in _lines(variant)):
        show.say(_say(catalogue, "as_left"))
    for variant in exercise.variants:
        show.say()
        show.say(_way(variant, catalogue))
        for line in _lines(variant):
            show.say(f"  {line.format_map(LEFT)}")
        if variant.care:
            show.say(f"  {variant.care}")
    show.say()
    show.say(_say(catalogue, "doses"))
    for preset in exercise.presets:
        show.say(f"  {catalogue.programmes[preset.code].name}")
        show.say(f"    {_words(preset, exercise, catalogue)}")
    show.say()
    for kind in ("feel", "slip", "caution", "easier", "harder"):
        if text := getattr(exercise, kind):
            show.say(_say(catalogue, f"label.{kind}", text=text))


def _way(variant: Variant, catalogue: Catalogue) -> str:
    """The position and tool of a way to do an exercise: "On a chair, tennis ball"."""
    from clinicplan.catalogue.phrases import capital

    kinds = {"position": variant.position, "tool": variant.tool}
    words = [catalogue.names[f"{kind}.{code}"] for kind, code in kinds.items() if code]
    return capital(", ".join(words))


def _lines(variant: Variant) -> list[str]:
    """The lines of a way to do an exercise, in their order."""
    lines = (variant.start, *(line for shot in variant.shots for line in shot.lines))
    return [line for line in lines if line]


def _words(preset: Preset, exercise: Exercise, catalogue: Catalogue) -> str:
    """The dose as the patient reads it."""
    from clinicplan.wording.sentences import preset_sentence

    return show.plain(preset_sentence(preset, exercise, catalogue))


def _json(exercises: Iterable[Exercise], catalogue: Catalogue) -> dict[str, object]:
    """The same for a program, with all that the library says."""
    from dataclasses import asdict

    return {
        "exercises": [_exercise_json(exercise, catalogue) for exercise in exercises],
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
