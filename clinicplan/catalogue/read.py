"""The templates folder -> the catalogue in one language."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from marshmallow import fields

from clinicplan.catalogue.exercises import read_exercise
from clinicplan.catalogue.people import read_people
from clinicplan.catalogue.schemas import (
    CautionFacts,
    CautionWords,
    Flat,
    Phrase,
    Phrases,
    ProgrammeFacts,
    ProgrammeWords,
    RecordWords,
    RegionsWords,
    TipWords,
    TopicWords,
)
from clinicplan.catalogue.values import (
    Catalogue,
    Caution,
    Conflict,
    Exercise,
    Granted,
    Programme,
    Tip,
    Topic,
)
from clinicplan.errors import FaultyTemplate
from clinicplan.toml import (
    Field,
    Values,
    by_code,
    loaded,
    one_of,
    read_field,
    read_named,
    read_table,
    stems,
    text,
    texts,
    values_of,
)


def templates_folder() -> Traversable:
    """The templates that came with the program, or the checkout's where it runs from one."""
    packaged = files("clinicplan").joinpath("templates")
    return packaged if packaged.is_dir() else Path(__file__).parents[2] / "templates"


def read_catalogue(folder: Traversable, *, language: str = "en") -> Catalogue:
    """All content in one language.

    Raises FaultyTemplate where a file is missing, lacks a text, says something unknown or
    does not fit another (a programme's exercise, a preset's part, a frame without lines).
    """
    words = f"languages/{language}"
    if not folder.joinpath(*words.split("/")).is_dir():
        raise FaultyTemplate(f"{words} is missing: there are no texts in this language.")
    names = _texts(folder, f"{words}/names.toml")
    exercises = {
        code: read_exercise(folder, code, language=language, names=names)
        for code in stems(folder, "exercises")
    }
    feet_and_back, conditions = _conditions(folder, words)
    return Catalogue(
        language=language,
        exercises=exercises,
        programmes=_programmes(folder, words, exercises),
        cautions=_cautions(folder, words, exercises),
        conditions=conditions,
        footwear=_footwear(folder, words),
        feet_and_back=feet_and_back,
        regions=read_table(folder, f"{words}/regions.toml", RegionsWords()),
        phrases=_phrases(folder, f"{words}/phrases"),
        names=names,
        alts=_texts(folder, f"{words}/illustrations.toml"),
        record=read_table(folder, f"{words}/record.toml", RecordWords()),
        tips=_tips(folder, f"{words}/tips.toml"),
        people=read_people(folder),
    )


def _programmes(
    folder: Traversable, words: str, exercises: Mapping[str, Exercise]
) -> dict[str, Programme]:
    schema = by_code(ProgrammeWords, stems(folder, "programmes"))
    said = read_table(folder, f"{words}/programmes.toml", schema)
    programmes = {
        code: _programme(folder, code, said[code], exercises)
        for code in stems(folder, "programmes")
    }
    for exercise in exercises.values():
        for preset in exercise.presets:
            if preset.code not in programmes:
                raise FaultyTemplate(
                    f'exercises/{exercise.code}.toml: the preset "{preset.code}" belongs to no '
                    f"programme; there are: {', '.join(programmes)}."
                )
    return programmes


def _programme(
    folder: Traversable, code: str, words: Values, exercises: Mapping[str, Exercise]
) -> Programme:
    path = f"programmes/{code}.toml"
    facts = read_table(folder, path, ProgrammeFacts())
    for number, item in enumerate(facts["items"], start=1):
        place = f"{path}: items[{number}]"
        one_of(item.exercise, exercises, place=f"{place}.exercise")
        presets = [preset.code for preset in exercises[item.exercise].presets]
        one_of(item.preset, presets, place=f"{place}.preset")
    return Programme(code=code, **words, source=facts["source"], items=tuple(facts["items"]))


def _cautions(
    folder: Traversable, words: str, exercises: Mapping[str, Exercise]
) -> dict[str, Caution]:
    codes = stems(folder, "cautions")
    reason = fields.Dict(fields.String(), text(), required=True)
    schema = by_code(CautionWords, codes, reason=reason)
    said = read_table(folder, f"{words}/cautions.toml", schema)
    return {
        code: _caution(folder, code, said[code], said["reason"], exercises) for code in codes
    }


def _caution(
    folder: Traversable,
    code: str,
    words: Values,
    reasons: Mapping[str, str],
    exercises: Mapping[str, Exercise],
) -> Caution:
    path = f"cautions/{code}.toml"
    facts = read_table(folder, path, CautionFacts())
    granted = _granted(words, reasons, place=f"cautions.toml: {code}.granted")
    return Caution(
        code=code,
        name=words["name"],
        advice=words["advice"],
        beside=words["beside"],
        source=facts["source"],
        signed_off=facts["signed_off"],
        conflicts=tuple(
            _conflict(said, reasons, exercises, granted, place=f"{path}: conflict[{number}]")
            for number, said in enumerate(facts["conflict"], start=1)
        ),
        own_balance=reasons.get(facts["own_balance"], ""),
    )


def _granted(words: Values, reasons: Mapping[str, str], *, place: str) -> Mapping[str, Granted]:
    """What is said where an exercise is let in, by the reason that kept it out."""
    found: Mapping[str, Granted] = words["granted"]
    for reason, said in found.items():
        one_of(reason, reasons, place=place)
        if said.keeps_out not in words["advice"]:
            raise FaultyTemplate(f"{place}.{reason}.keeps_out must be a part of its advice.")
    return found


def _conflict(
    said: Values,
    reasons: Mapping[str, str],
    exercises: Mapping[str, Exercise],
    granted: Mapping[str, Granted],
    *,
    place: str,
) -> Conflict:
    exercise = one_of(said["exercise"], exercises, place=f"{place}.exercise")
    reason = one_of(said["reason"], reasons, place=f"{place}.reason")
    known = {variant.code for variant in exercises[exercise].variants}
    if unknown := set(said["variants"]) - known:
        why = f"holds {sorted(unknown)}, and may hold {sorted(known)}"
        raise FaultyTemplate(f"{place}.variants {why}.")
    return Conflict(exercise, reasons[reason], said["variants"], granted.get(reason))


def _conditions(folder: Traversable, words: str) -> tuple[tuple[str, ...], dict[str, Topic]]:
    said = _topics(folder, f"{words}/conditions.toml", feet_and_back=texts())
    return said.pop("feet_and_back"), said


def _footwear(folder: Traversable, words: str) -> dict[str, Topic]:
    return _topics(folder, f"{words}/footwear.toml")


def _topics(folder: Traversable, path: str, **others: Field) -> dict[str, Any]:
    """Each topic by its code, in the file's order, and the other keys."""
    values = values_of(folder, path)
    codes = [code for code in values if code not in others]
    said: dict[str, Any] = loaded(values, by_code(TopicWords, codes, **others), path=path)
    return said | {code: Topic(code, **said[code]) for code in codes}


def _tips(folder: Traversable, path: str) -> tuple[Tip, ...]:
    return tuple(read_named(folder, path, TipWords).values())


def _texts(folder: Traversable, path: str) -> dict[str, str]:
    """Every text of a file by its dotted key."""
    found: dict[str, str] = read_field(folder, path, Flat())
    return found


def _phrases(folder: Traversable, path: str) -> dict[str, Phrase]:
    """Every phrase by "<file>.<key>"; a table of plural categories stays together."""
    return {
        f"{stem}.{key}": phrase
        for stem in stems(folder, path)
        for key, phrase in read_field(folder, f"{path}/{stem}.toml", Phrases()).items()
    }
