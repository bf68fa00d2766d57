"""The templates folder -> the catalogue in one language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from marshmallow import fields, post_load

from clinicplan.catalogue.exercises import read_exercise
from clinicplan.catalogue.people import read_people
from clinicplan.catalogue.values import (
    Catalogue,
    Caution,
    Conflict,
    Dialling,
    Exercise,
    Programme,
    ProgrammeItem,
    RedFlags,
    Region,
    TextRecord,
    Tip,
    Topic,
)
from clinicplan.errors import FaultyTemplate
from clinicplan.toml import (
    Field,
    Named,
    Table,
    Values,
    by_code,
    loaded,
    one_of,
    read_table,
    stems,
    tables,
    text,
    texts,
    values_of,
    whole,
)

PLURALS = {"zero", "one", "two", "few", "many", "other"}


class ProgrammeWords(Table):
    """A programme's name and summary in one language."""

    name = text()
    summary = text()


class ItemFacts(Table):
    """An exercise of a programme, with the preset that gives its dose."""

    exercise = text()
    preset = text()

    @post_load
    def make(self, said: dict[str, Any], **_: object) -> ProgrammeItem:
        """The item; whether there is such an exercise is looked at later."""
        return ProgrammeItem(**said)


class ProgrammeFacts(Table):
    """`programmes/<code>.toml`."""

    source = text()
    minutes = whole(default=0)
    items = tables(ItemFacts)


class ConflictFacts(Table):
    """`[[conflict]]`: an exercise, or some ways to do it, that a caution rules out."""

    exercise = text()
    variants = texts(default=())
    reason = text()


class CautionFacts(Table):
    """`cautions/<code>.toml`."""

    source = text()
    signed_off = text(default="")
    own_balance = text(default="")
    conflict = tables(ConflictFacts)


class CautionWords(Table):
    """A caution's name, and the line that the patient reads."""

    name = text()
    advice = text()


class TopicWords(Table):
    """An education text."""

    name = text()
    paragraphs = texts()


class SignWords(Table):
    """The warning signs, the same everywhere: two lists for now, two for the same day."""

    back = texts()
    foot = texts()
    soon = texts()
    diabetes = texts()


class HeadingWords(Table):
    """Where to turn, for each list of signs."""

    back = text()
    foot = text()
    soon = text()
    diabetes = text()


class DiallingWords(Table):
    """`[region.<code>.dialling]`."""

    country = text()
    trunk = text()
    least = whole()
    most = whole()

    @post_load
    def make(self, said: dict[str, Any], **_: object) -> Dialling:
        """How the country's numbers are dialled."""
        return Dialling(**said)


class RegionWords(Table):
    """`[region.<code>]`."""

    name = text()
    emergency = text()
    locale = text(default="")
    words = fields.Dict(fields.String(), text(), load_default=dict)
    headings = fields.Nested(HeadingWords(), required=True)
    dialling = fields.Nested(DiallingWords(), load_default=None)


class RegionsWords(Table):
    """`regions.toml`."""

    heading = text()
    signs = fields.Nested(SignWords(), required=True)
    region = Named(RegionWords)

    @post_load
    def make(self, said: dict[str, Any], **_: object) -> dict[str, Region]:
        """The regions: the signs are the same everywhere, where to turn is a region's own."""
        return {
            code: _region(code, table, heading=said["heading"], signs=said["signs"])
            for code, table in said["region"].items()
        }


class TipWords(Table):
    """What to know of how to do the exercises."""

    label = text()
    text = text()

    @post_load
    def make(self, said: dict[str, Any], **_: object) -> Tip:
        """The tip."""
        return Tip(**said)


class RecordWords(Table):
    """`record.toml`: who wrote the texts, and when they are to be looked at again."""

    version = text()
    written = text()
    review = text()
    sources = texts()

    @post_load
    def make(self, said: dict[str, Any], **_: object) -> TextRecord:
        """The record."""
        return TextRecord(**said)


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
    names = dict(_flat(values_of(folder, f"{words}/names.toml"), f"{words}/names.toml"))
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
        alts=_alts(folder, f"{words}/illustrations.toml"),
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
    return Programme(code=code, **words, source=facts["source"],
                     items=tuple(facts["items"]), minutes=facts["minutes"])


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
    return Caution(
        code=code,
        **words,
        source=facts["source"],
        signed_off=facts["signed_off"],
        conflicts=tuple(
            _conflict(said, reasons, exercises, place=f"{path}: conflict[{number}]")
            for number, said in enumerate(facts["conflict"], start=1)
        ),
        own_balance=reasons.get(facts["own_balance"], ""),
    )


def _conflict(
    said: Values, reasons: Mapping[str, str], exercises: Mapping[str, Exercise], *, place: str
) -> Conflict:
    exercise = one_of(said["exercise"], exercises, place=f"{place}.exercise")
    reason = one_of(said["reason"], reasons, place=f"{place}.reason")
    known = {variant.code for variant in exercises[exercise].variants}
    if unknown := set(said["variants"]) - known:
        why = f"holds {sorted(unknown)}, and may hold {sorted(known)}"
        raise FaultyTemplate(f"{place}.variants {why}.")
    return Conflict(exercise, reasons[reason], said["variants"])


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


def _region(
    code: str, said: Values, *, heading: str, signs: Mapping[str, tuple[str, ...]]
) -> Region:
    return Region(
        code=code,
        name=said["name"],
        heading=heading,
        lists=tuple(
            RedFlags(
                said["headings"][key],
                tuple(sign.replace("{emergency}", said["emergency"]) for sign in list_),
            )
            for key, list_ in signs.items()
        ),
        emergency=said["emergency"],
        locale=said["locale"],
        words=said["words"],
        dialling=said["dialling"],
    )


def _tips(folder: Traversable, path: str) -> tuple[Tip, ...]:
    values = values_of(folder, path)
    said = loaded(values, by_code(TipWords, values), path=path)
    return tuple(said[code] for code in values)


def _alts(folder: Traversable, path: str) -> dict[str, str]:
    return dict(_flat(values_of(folder, path), path))


def _phrases(folder: Traversable, path: str) -> dict[str, str | Mapping[str, str]]:
    """Every phrase by "<file>.<key>"; a table of plural categories stays together."""
    return {
        f"{stem}.{key}": phrase
        for stem in stems(folder, path)
        for key, phrase in _phrases_of(
            values_of(folder, f"{path}/{stem}.toml"), f"{path}/{stem}.toml"
        )
    }


def _phrases_of(
    values: Mapping[str, object], path: str
) -> Iterator[tuple[str, str | Mapping[str, str]]]:
    for key, value in values.items():
        if not isinstance(value, dict):
            yield key, _phrase(value, key, path)
        elif value and value.keys() <= PLURALS:
            yield key, {name: _phrase(form, f"{key}.{name}", path) for name, form in value.items()}
        else:
            yield from ((f"{key}.{name}", item) for name, item in _phrases_of(value, path))


def _flat(values: Mapping[str, object], path: str) -> Iterator[tuple[str, str]]:
    """Every text of a file by its dotted key."""
    for key, value in values.items():
        if isinstance(value, dict):
            yield from ((f"{key}.{name}", text) for name, text in _flat(value, path))
        else:
            yield key, _phrase(value, key, path)


def _phrase(value: object, key: str, path: str) -> str:
    if not isinstance(value, str):
        raise FaultyTemplate(f"{path}: {key} must be a text.")
    return value
