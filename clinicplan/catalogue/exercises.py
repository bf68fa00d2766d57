"""The facts of an exercise and its words in one language become an Exercise.

Two files say what an exercise is: `exercises/<code>.toml` what holds in every language,
`languages/<language>/exercises/<code>.toml` the words. Each has its schema here; what they
must say alike is looked at when both are joined.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from importlib.resources.abc import Traversable
from string import Formatter
from typing import Any

from marshmallow import ValidationError, fields, post_load, validates, validates_schema

from clinicplan.catalogue.values import Exercise, Preset, Shot, Variant
from clinicplan.dose import Dose
from clinicplan.doses import parse_count, parse_days, parse_seconds, parse_times
from clinicplan.plan import Side
from clinicplan.toml import (
    Named,
    Parsed,
    Table,
    Values,
    Yes,
    read_table,
    refused,
    tables,
    text,
    texts,
    whole,
    yes,
)

LIMBS = ("foot", "leg")
SIDES = tuple(side.value for side in Side)
PLACES = {"side", "other"}
SHORT_NAME = 18

DOSE = {
    "sets": Parsed(parse_count, '"3", "2-3", "several times"'),
    "reps": Parsed(parse_count, '"10", "10-15", "several times"'),
    "hold": Parsed(parse_seconds, '"30 s", "3-5 s", "as long as you can"'),
    "rest": Parsed(parse_seconds, '"10 s", "about 10 s"'),
    "duration": Parsed(parse_seconds, '"20 s", "about 30 s"'),
    "times": Parsed(parse_times, '"2", "twice a day"'),
    "days": Parsed(parse_days, '"every day", "Mon Wed Fri"'),
}
"""The facts of a dose as the source gives them: a key that is not there stays unknown."""


class PresetFacts(Table.from_dict(dict(DOSE), name="DoseFacts")):  # type: ignore[misc]
    """`[[preset]]`: a dose of one source."""

    code = text()
    source = text()
    entry = whole()
    side = text(default="", one_of=(*SIDES, ""))
    parts = texts(default=())
    between = text(default="")
    variants = texts(default=())
    sides_alternate = Yes(load_default=None)
    hold_each = yes(default=False)

    @post_load
    def make(self, said: dict[str, Any], **_: object) -> Preset:
        """The preset; what is done between sets is still a code."""
        dose = Dose(**{key: said.pop(key) for key in DOSE})
        if said.pop("hold_each") and dose.hold:
            dose = replace(dose, hold=replace(dose.hold, each=True))
        side = said.pop("side")
        return Preset(**said, side=Side(side) if side else None, dose=dose)


class VariantFacts(Table):
    """`[variant.<code>]`: a way to do it, and its frames."""

    position = text(default="")
    tool = text(default="")
    equipment = texts(default=())
    frames = texts()
    balance = yes(default=False)


class ExerciseFacts(Table):
    """`exercises/<code>.toml`."""

    limb = text(one_of=LIMBS)
    body = texts()
    together = yes()
    balance = yes()
    counted = text()
    tempo = whole()
    thumbnail = text()
    twin = text(default="")
    parts = texts(default=())
    many_ways = yes(default=False)
    variant = Named(VariantFacts)
    preset = tables(PresetFacts)

    @validates("variant")
    def has_a_variant(self, said: Values, **_: object) -> None:
        """An exercise can be done somehow."""
        if not said:
            raise ValidationError("is empty: at least one [variant.<code>] is expected")

    @validates("preset")
    def has_a_preset(self, said: list[Preset], **_: object) -> None:
        """An exercise has a dose."""
        if not said:
            raise ValidationError("is missing: at least one [[preset]] is expected")

    @validates_schema
    def presets_fit(self, said: Values, **_: object) -> None:
        """A preset names parts and variants of this exercise only."""
        known = {"parts": said["parts"], "variants": tuple(said["variant"])}
        for place, preset in enumerate(said["preset"]):
            for key, codes in known.items():
                for code in getattr(preset, key):
                    if code not in codes:
                        why = f'holds "{code}", and may hold: {", ".join(codes)}'
                        raise ValidationError({"preset": {place: {key: [why]}}})


class Shots(fields.Field[tuple[tuple[str, ...], ...]]):
    """The lines beside each picture; they may hold {side} and {other}."""

    def _deserialize(
        self, value: Any, attr: str | None, data: Any, **kwargs: Any
    ) -> tuple[tuple[str, ...], ...]:
        if not isinstance(value, list) or not all(isinstance(item, list) for item in value):
            raise ValidationError('must be a list of lists: [["...", "..."], ["..."]]')
        lines = [line for shot in value for line in shot]
        if not all(isinstance(line, str) and line.strip() for line in lines):
            raise ValidationError("must hold lists of texts")
        for line in lines:
            if unknown_places(line):
                why = f'may hold only {{side}} and {{other}}, not as in "{line}"'
                raise ValidationError(why)
        return tuple(map(tuple, value))


class VariantWords(Table):
    """`[variant.<code>]`: the start position, and the lines beside each frame."""

    start = text()
    care = text(default="")
    shots = Shots(required=True)


class ExerciseWords(Table):
    """`languages/<language>/exercises/<code>.toml`."""

    name = text()
    short = text()
    why = text()
    caution = text()
    easier = text()
    harder = text()
    feel = text()
    slip = text()
    variant = Named(VariantWords)

    @validates("short")
    def fits_the_diary(self, said: str, **_: object) -> None:
        """The diary's first column has so much room."""
        if len(said) > SHORT_NAME:
            why = f"has {len(said)} characters; the diary has room for {SHORT_NAME}"
            raise ValidationError(why)


def unknown_places(line: str) -> set[str]:
    """The places of a line that the handout does not fill."""
    try:
        places = {place for _, place, _, _ in Formatter().parse(line) if place is not None}
    except ValueError:
        places = {line}
    return places - PLACES


def read_exercise(
    folder: Traversable, code: str, *, language: str, names: Mapping[str, str]
) -> Exercise:
    """The exercise of this code: what holds in every language, and its words in one."""
    facts_path = f"exercises/{code}.toml"
    words_path = f"languages/{language}/exercises/{code}.toml"
    facts = read_table(folder, facts_path, FACTS)
    words = read_table(folder, words_path, WORDS)
    try:
        _check_names(facts, names)
    except ValidationError as error:
        raise refused(facts_path, error) from None
    try:
        _check_variants(facts["variant"], words["variant"])
    except ValidationError as error:
        raise refused(words_path, error) from None
    return _exercise(code, facts, words, names)


def _exercise(code: str, facts: Values, words: Values, names: Mapping[str, str]) -> Exercise:
    """The exercise, all looked at."""
    variants = tuple(
        _variant(key, said, words["variant"][key], always=facts["balance"])
        for key, said in facts["variant"].items()
    )
    kept = {key: facts[key] for key in ("limb", "body", "together", "balance", "counted",
                                        "tempo", "thumbnail", "parts", "many_ways", "twin")}
    said = {key: value for key, value in words.items() if key != "variant"}
    presets = tuple(_named_between(preset, names) for preset in facts["preset"])
    return Exercise(code=code, **kept, **said, variants=variants, presets=presets)


def _variant(code: str, facts: Values, words: Values, *, always: bool) -> Variant:
    """A way to do it; `always` is balance in every way."""
    shots = zip(facts["frames"], words["shots"], strict=True)
    return Variant(
        code=code,
        position=facts["position"],
        tool=facts["tool"],
        equipment=facts["equipment"],
        start=words["start"],
        shots=tuple(Shot(frame, lines) for frame, lines in shots),
        balance=always or facts["balance"],
        care=words["care"],
    )


def _named_between(preset: Preset, names: Mapping[str, str]) -> Preset:
    """The preset with what is done between its sets in words."""
    if not preset.between:
        return preset
    return replace(preset, between=names[f"between.{preset.between}"])


def _check_variants(facts: Values, words: Values) -> None:
    """Facts and words know the same ways, and as many lists of lines as frames."""
    for code in dict.fromkeys((*facts, *words)):
        if code not in words:
            raise ValidationError({"variant": {code: ["is missing: a table is expected"]}})
        if code not in facts:
            raise ValidationError({"variant": {code: ["is not known here: it has no facts"]}})
        lists, frames = len(words[code]["shots"]), len(facts[code]["frames"])
        if lists != frames:
            why = f"has {lists} lists of lines for {frames} frames"
            raise ValidationError({"variant": {code: {"shots": [why]}}})


def _check_names(facts: Values, names: Mapping[str, str]) -> None:
    """Every code of a position, tool, thing or part has its word in the language."""
    for path, name in _names_needed(facts):
        if name not in names:
            why = f'needs the name "{name}", which names.toml of the language lacks'
            raise ValidationError({path: [why]})


def _names_needed(facts: Values) -> Iterator[tuple[str, str]]:
    """Where a code stands, and the name that it needs."""
    for code, said in facts["variant"].items():
        for key in ("position", "tool"):
            yield from _each(f"variant.{code}.{key}", key, [said[key]] if said[key] else [])
        yield from _each(f"variant.{code}.equipment", "equipment", said["equipment"])
    yield from _each("body", "body", facts["body"])
    yield from _each("parts", "part", facts["parts"])
    for place, preset in enumerate(facts["preset"], start=1):
        codes = [preset.between] if preset.between else []
        yield from _each(f"preset[{place}].between", "between", codes)


def _each(path: str, kind: str, codes: Iterable[str]) -> Iterator[tuple[str, str]]:
    return ((path, f"{kind}.{code}") for code in codes)


FACTS = ExerciseFacts()
WORDS = ExerciseWords()
