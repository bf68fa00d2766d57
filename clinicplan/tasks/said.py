"""What a plan says on paper becomes a small record, which tells later what was changed since.

Each fact has its value (a digest, by which facts are compared) and the words that the patient
has read. So a later program, whose words are others, finds no change where nobody has made one.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import MISSING, asdict, dataclass, field, fields, is_dataclass
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any, cast

from clinicplan.catalogue.values import Catalogue, Exercise
from clinicplan.dose import Days, Dose, Rhythm
from clinicplan.files import STATE, digest, open_folder, write_whole
from clinicplan.origins import SIDE, Origin, Origins
from clinicplan.plan import Growth, Plan, Prescription
from clinicplan.tasks.differing import SAID, text_of
from clinicplan.wording.words import Wording, side_word
from clinicplan.workbook.read import Reading
from clinicplan.workbook.sheets.retyped import retyped

FOLDER = "said"
"""Where the records lie, in the private folder of the handouts: each is called by its words."""

FORMAT = 1

OF_PATIENT = ("first_name", "last_name", "born")
OF_PLAN = ("practitioner", "start", "weeks", "review", "session_limit", "condition", "goals",
           "take_care", "footwear", "person", "note", "link")  # fmt: skip
"""What a plan says beside its exercises, in the order in which it is told."""

BESIDE = ("note", "link")
"""What is printed of an exercise beside its dose, in the practitioner's own words."""

LATER = ("changes", "when_easy", "last_week")
"""What a prescription says of later weeks: empty where nothing is typed."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that a plan says: what it is, and how a patient reads it ("": not at all)."""

    value: str
    words: str


@dataclass(frozen=True, slots=True)
class SaidExercise:
    """An exercise of a plan as its paper says it.

    `given` is whose word the side is (an `Origin`), `whose` whose the dose is, where it is all of
    one origin ("": of several). `typed` are the facts of its dose that stand in the plan's own
    row, as one would type them, and `amounts` digests of all its facts, by field of `Dose`.
    `has_preset` is true where the row names a usual dose, `has_later` where it says something
    of later weeks. `beside` is what is printed with it. `later` has what changes, as one would
    type it, by the week that it changes in, and `growth` how it grows: +2 a week. An older program
    has noted neither.
    """

    code: str
    name: str
    side: Fact
    given: str
    dose: Fact
    typed: Mapping[str, str]
    amounts: Mapping[str, str]
    whose: str
    has_preset: bool
    has_later: bool
    beside: Mapping[str, Fact]
    later: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    growth: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """All that a plan's paper says; `facts` by field of `Plan` and `Patient`."""

    plan: str
    facts: Mapping[str, Fact]
    exercises: tuple[SaidExercise, ...]


def said_of(plan: Plan, reading: Reading, catalogue: Catalogue) -> Said:
    """What the plan says, and whose word it is by the workbook that it stands in."""
    exercises = {**catalogue.exercises, **{item.code: item for item in reading.own}}
    facts = {name: _fact(name, getattr(plan.patient, name), catalogue) for name in OF_PATIENT}
    facts |= {name: _fact(name, getattr(plan, name), catalogue) for name in OF_PLAN}
    origins = reading.origins.get(plan.id, ())
    if len(origins) != len(plan.prescriptions):
        origins = (Origins(),) * len(plan.prescriptions)
    wording, own = Wording(catalogue), {item.code for item in reading.own}
    return Said(
        plan.id,
        facts,
        tuple(
            _exercise(item, whose, exercises[item.exercise], wording, own)
            for item, whose in zip(plan.prescriptions, origins, strict=True)
        ),
    )


def name_in(said: Said) -> str:
    """The name of the patient whose paper it was."""
    return " ".join(said.facts[name].words for name in OF_PATIENT[:2])


def says_often_in_words(said: SaidExercise) -> bool:
    """True where the dose is in words of its own, which say how often it is done, too."""
    return said.amounts.get("days") == digest_of(Days(Rhythm.AS_WRITTEN))


def _fact(name: str, value: object, catalogue: Catalogue) -> Fact:
    return Fact(digest_of(value), text_of(name, value, catalogue))


def _exercise(
    item: Prescription, whose: Origins, exercise: Exercise, wording: Wording, own: Iterable[str]
) -> SaidExercise:
    words, origins = wording.catalogue, whose.facts
    beside = {name: Fact(digest_of(text := getattr(item, name)), text) for name in BESIDE}
    beside["position"] = Fact(digest_of(item.variant), _way(item, exercise, words))
    if item.exercise in own:
        beside["about"] = Fact(digest_of(exercise), "")
    return SaidExercise(
        item.exercise,
        exercise.name,
        Fact(item.side or "", side_word(item.side, exercise, words)),
        origins.get(SIDE, Origin.DEFAULT),
        Fact(digest_of(*(getattr(item, name) for name in SAID)),
             wording.dose_sentence(item, exercise)),
        {name: text for name in _names(Dose)
         if origins.get(name) is Origin.TYPED
         and (text := _typed(name, getattr(item.dose, name)))},
        {name: digest_of(value) for name in _names(Dose)
         if (value := getattr(item.dose, name)) is not None},
        _whose(origins),
        Origin.PRESET in origins.values(),
        any(getattr(item, name) for name in LATER),
        beside,
        {} if item.growth else _later(item),
        _growth(item.growth) if item.growth else "",
    )  # fmt: skip


def _growth(growth: Growth) -> str:
    """How a dose grows, as one types it."""
    if not growth.by:
        return f"build up to {growth.until} by week {growth.last_week}"
    often = "a week" if growth.every == 1 else f"every {growth.every} weeks"
    until = f" to {_grows(growth, growth.until)}" if growth.until else ""
    return f"+{_grows(growth, growth.by)} {often}{until}"


def _grows(growth: Growth, number: int) -> str:
    """A count, or a time in the unit that both its numbers are whole in."""
    if growth.fact == "reps":
        return str(number)
    is_whole = not growth.by % 60 and not growth.until % 60
    return f"{number // 60} min" if is_whole else f"{number} s"


def _later(item: Prescription) -> dict[str, dict[str, str]]:
    """What changes in later weeks, by week: the facts that differ from those of the week before."""
    found, before = dict[str, dict[str, str]](), item.dose
    for change in sorted(item.changes, key=lambda each: each.week):
        found[str(change.week)] = {
            name: text
            for name in _names(Dose)
            if (now := getattr(change.dose, name)) is not None
            and now != getattr(before, name) and (text := _typed(name, now))
        }
        before = change.dose
    return found


def _whose(origins: Mapping[str, Origin]) -> str:
    found = {origin for name, origin in origins.items() if name != SIDE}
    return found.pop() if len(found) == 1 else ""


def _names(kind: type) -> tuple[str, ...]:
    return tuple(item.name for item in fields(kind))


def _typed(name: str, value: Any) -> str:
    """The text of a fact that was typed, "" of days that the words of an amount say."""
    is_in_words = name == "days" and value and value.rhythm is Rhythm.AS_WRITTEN
    return "" if is_in_words else retyped(name, value)


def _way(item: Prescription, exercise: Exercise, words: Catalogue) -> str:
    """How it is done, as the desk calls it: "standing, resistance band"."""
    way = next((each for each in exercise.variants if each.code == item.variant), None)
    keys = (f"position.{way.position}", f"tool.{way.tool}") if way else ()
    return ", ".join(name for key in keys if (name := words.names.get(key)))


def digest_of(*values: object) -> str:
    said = "\n".join(map(canonical, values))
    return hashlib.sha256(said.encode("utf-8", "backslashreplace")).hexdigest()[:16]


def canonical(value: object) -> str:
    """The value in characters, without what is as it usually is: a later program's are the same."""
    kind: Any = type(value)
    if own_fields := _fields(kind):
        own = (f"{name}={canonical(one)}" for name, usual in own_fields
               if (one := getattr(value, name)) != usual)  # fmt: skip
        return f"{kind.__name__}({','.join(own)})"
    if kind is tuple and value:
        return f"({','.join(map(canonical, cast(tuple[object, ...], value)))})"
    return repr(value.value if isinstance(value, Enum) else value)


@cache
def _fields(kind: Any) -> tuple[tuple[str, object], ...]:
    """The names of a value's fields, and what each usually is; () where it has none."""
    if not is_dataclass(kind):
        return ()
    return tuple(
        (item.name, item.default_factory() if item.default_factory is not MISSING else item.default)
        for item in fields(kind)
    )


def keep_said(folder: Path, says: str, said: Said) -> None:
    """Keep what these words (a digest, `words_of`) say. Raises UnwritableFile."""
    path = _path(folder, says)
    content = json.dumps({"format": FORMAT, "says": says, **asdict(said)}).encode()
    if digest(path) != hashlib.sha256(content).hexdigest():
        open_folder(path.parent)
        write_whole(path, content)


def forget_said(folder: Path, *, but: Iterable[str]) -> None:
    """Remove the records of words that nobody has on paper; one that is held open goes later."""
    left = set(but)
    for path in _path(folder, "*").parent.glob("*.json*"):
        if path.stem not in left:
            with suppress(OSError):  # a backup or a cloud folder reads it (Windows)
                path.unlink()


def read_said(folder: Path, says: str) -> Said | None:
    """What these words say, None where no record says it: then nothing is known."""
    try:
        content = json.loads(_path(folder, says).read_bytes())
        if content["format"] != FORMAT or content["says"] != says:
            return None
        exercises = tuple(map(_read_exercise, content["exercises"]))
        return Said(str(content["plan"]), _facts(content["facts"]), exercises)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def _read_exercise(noted: Mapping[str, Any]) -> SaidExercise:
    read = dict(noted)
    read |= {name: Fact(**noted[name]) for name in ("side", "dose")}
    return SaidExercise(**{**read, "beside": _facts(noted["beside"])})


def _facts(noted: Mapping[str, Any]) -> dict[str, Fact]:
    return {str(name): Fact(**fact) for name, fact in noted.items()}


def _path(folder: Path, says: str) -> Path:
    return folder / STATE / FOLDER / f"{says}.json"
