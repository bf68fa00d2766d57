"""The templates folder -> the catalogue in one language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from clinicplan.catalogue.exercises import read_exercise
from clinicplan.catalogue.tables import Table, opened, stems, values_of
from clinicplan.catalogue.values import (
    Catalogue,
    Caution,
    Conflict,
    Exercise,
    Programme,
    ProgrammeItem,
    RedFlags,
    Region,
    TextRecord,
    Topic,
)
from clinicplan.errors import FaultyTemplate

PLURALS = {"zero", "one", "two", "few", "many", "other"}


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
        regions=_regions(folder, words),
        phrases=_phrases(folder, f"{words}/phrases"),
        names=names,
        alts=_alts(folder, f"{words}/illustrations.toml"),
        record=_record(folder, words),
    )


def _programmes(
    folder: Traversable, words: str, exercises: Mapping[str, Exercise]
) -> dict[str, Programme]:
    with opened(folder, f"{words}/programmes.toml") as said:
        programmes = {
            code: _programme(folder, code, said.table(code), exercises)
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
    folder: Traversable, code: str, words: Table, exercises: Mapping[str, Exercise]
) -> Programme:
    with opened(folder, f"programmes/{code}.toml") as facts:
        return Programme(
            code=code,
            name=words.text("name"),
            summary=words.text("summary"),
            source=facts.text("source"),
            items=tuple(_item(item, exercises) for item in facts.tables("items")),
        )


def _item(facts: Table, exercises: Mapping[str, Exercise]) -> ProgrammeItem:
    exercise = facts.one_of("exercise", tuple(exercises))
    presets = tuple(preset.code for preset in exercises[exercise].presets)
    return ProgrammeItem(exercise, facts.one_of("preset", presets))


def _cautions(
    folder: Traversable, words: str, exercises: Mapping[str, Exercise]
) -> dict[str, Caution]:
    with opened(folder, f"{words}/cautions.toml") as said:
        reasons = said.table("reason").all_texts()
        return {
            code: _caution(folder, code, said.table(code), reasons, exercises)
            for code in stems(folder, "cautions")
        }


def _caution(
    folder: Traversable,
    code: str,
    words: Table,
    reasons: Mapping[str, str],
    exercises: Mapping[str, Exercise],
) -> Caution:
    with opened(folder, f"cautions/{code}.toml") as facts:
        return Caution(
            code=code,
            name=words.text("name"),
            advice=words.text("advice"),
            source=facts.text("source"),
            signed_off=facts.text("signed_off", default=""),
            conflicts=tuple(
                _conflict(table, reasons, exercises) for table in facts.tables("conflict")
            ),
            own_balance=reasons.get(facts.text("own_balance", default=""), ""),
        )


def _conflict(
    facts: Table, reasons: Mapping[str, str], exercises: Mapping[str, Exercise]
) -> Conflict:
    exercise = facts.one_of("exercise", tuple(exercises))
    known = {variant.code for variant in exercises[exercise].variants}
    variants = facts.texts("variants", default=())
    if unknown := set(variants) - known:
        facts.refuse("variants", f"holds {sorted(unknown)}, and may hold {sorted(known)}")
    return Conflict(exercise, reasons[facts.one_of("reason", tuple(reasons))], variants)


def _conditions(folder: Traversable, words: str) -> tuple[tuple[str, ...], dict[str, Topic]]:
    with opened(folder, f"{words}/conditions.toml") as said:
        return said.texts("feet_and_back"), _topics(said)


def _footwear(folder: Traversable, words: str) -> dict[str, Topic]:
    with opened(folder, f"{words}/footwear.toml") as said:
        return _topics(said)


def _topics(said: Table) -> dict[str, Topic]:
    return {
        code: Topic(code, table.text("name"), table.texts("paragraphs"))
        for code, table in said.named().items()
    }


def _regions(folder: Traversable, words: str) -> dict[str, Region]:
    with opened(folder, f"{words}/regions.toml") as said:
        heading = said.text("heading")
        signs = {key: said.table("signs").texts(key) for key in ("back", "foot", "diabetes")}
        return {
            code: _region(code, table, heading=heading, signs=signs)
            for code, table in said.table("region").named().items()
        }


def _region(
    code: str, said: Table, *, heading: str, signs: Mapping[str, tuple[str, ...]]
) -> Region:
    """A region's lists: the signs are the same everywhere, where to turn is its own."""
    emergency = said.text("emergency")
    headings = said.table("headings")
    return Region(
        code=code,
        name=said.text("name"),
        heading=heading,
        lists=tuple(
            RedFlags(
                headings.text(key), tuple(sign.replace("{emergency}", emergency) for sign in list_)
            )
            for key, list_ in signs.items()
        ),
    )


def _record(folder: Traversable, words: str) -> TextRecord:
    with opened(folder, f"{words}/record.toml") as said:
        return TextRecord(
            version=said.text("version"),
            written=said.text("written"),
            review=said.text("review"),
            sources=said.texts("sources"),
        )


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
