"""A prescription and its origins become its words, and who gave what nobody typed.

`check` shows the words with a mark at each such fact. The desk shows the words as they are
printed, and says the rest apart from them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from clinicplan.catalogue.phrases import phrase
from clinicplan.catalogue.values import Exercise
from clinicplan.dose import Dose
from clinicplan.origins import SIDE, Origin, Origins
from clinicplan.plan import Prescription, Side
from clinicplan.wording.facts import Fact, Task, fact_groups
from clinicplan.wording.frequency import how_often
from clinicplan.wording.sentences import aloud, dose_sentences
from clinicplan.wording.words import Wording, side_word

Marks = Mapping[str, str]
"""The words beside a fact that was not typed, by field of `Dose`."""


Given = tuple[tuple[Origin, tuple[str, ...]], ...]
"""Who gave what nobody typed: each origin with the words of its facts, () where it gave all."""


@dataclass(frozen=True, slots=True)
class Printed:
    """An exercise of a plan as the patient reads it, and what is known of it besides.

    `note` is what is printed as a note. `given` and `total`, the repetitions of all directions
    or stages together, are not printed. `weeks` are those that something begins in: on paper
    stands the day.
    """

    name: str
    side: str
    dose: str
    note: str
    given: Given = ()
    total: str = ""
    weeks: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """An exercise of a plan as `check` shows it: its name, the side, and the dose."""

    name: str
    side: str
    dose: str


def read_back(
    prescription: Prescription, exercise: Exercise, origins: Origins, wording: Wording
) -> Line:
    """The line of a prescription, with marks."""
    catalogue = wording.catalogue
    side = side_word(prescription.side, exercise, catalogue)
    origin = _origin_of_side(side, exercise, origins)
    if origin is not Origin.TYPED:
        side = _marked(side, phrase(catalogue, f"commands.origin.{origin}"))
    return Line(exercise.name, side, _dose(prescription, exercise, origins, wording))


def printed(
    prescription: Prescription, exercise: Exercise, origins: Origins, wording: Wording
) -> Printed:
    """A prescription as it is printed; who gave what stands apart from it."""
    side = side_word(prescription.side, exercise, wording.catalogue)
    origin = _origin_of_side(side, exercise, origins)
    given: dict[Origin, tuple[str, ...]] = {}
    if origin is not Origin.TYPED:
        given[origin] = (side[:1].lower() + side[1:],)
    return Printed(
        exercise.name,
        side,
        wording.dose_sentence(prescription, exercise),
        prescription.note,
        _given(prescription, exercise, origins, wording, given),
        _total(prescription, wording),
        _weeks(prescription),
    )


def _weeks(prescription: Prescription) -> tuple[int, ...]:
    """The weeks after the first that the words name; of those that grow week by week, the first."""
    begins = (prescription.first_week,) if prescription.first_week > 1 else ()
    changes = tuple(change.week for change in prescription.changes)
    return (*begins, *(changes[:1] if prescription.growth else changes))


def _origin_of_side(side: str, exercise: Exercise, origins: Origins) -> Origin:
    """Who gave the side; one that nobody can choose is as good as typed."""
    if not side or exercise.together:
        return Origin.TYPED
    return origins.facts.get(SIDE, Origin.TYPED)


def own_exercise(exercise: Exercise, wording: Wording) -> list[str]:
    """An exercise of the clinic's own as it will be printed: its name, then a line each."""
    catalogue = wording.catalogue
    (variant,) = exercise.variants
    steps = [line for shot in variant.shots for line in shot.lines]
    said = {
        "start": variant.start,
        "equipment": ", ".join(variant.equipment),
        "why": exercise.why,
        "caution": exercise.caution,
        "dose": _usual(exercise, wording),
    }
    start, *more = (
        phrase(catalogue, f"commands.own.{name}", text=text) if text else ""
        for name, text in said.items()
    )
    numbered = (
        phrase(catalogue, "commands.own.step", number=number, text=step)
        for number, step in enumerate(steps, start=1)
    )
    title = phrase(catalogue, "commands.own.title", name=exercise.name, code=exercise.code)
    return [line for line in (title, start, *numbered, *more) if line]


def _usual(exercise: Exercise, wording: Wording) -> str:
    """The usual dose in words, "" where there is none."""
    dose = next((preset.dose for preset in exercise.presets if preset.dose != Dose()), None)
    if dose is None:
        return ""
    side = Side.BOTH if exercise.together else Side.EACH if exercise.sided else None
    return wording.dose_sentence(Prescription(exercise.code, "", side, dose), exercise)


def _dose(
    prescription: Prescription, exercise: Exercise, origins: Origins, wording: Wording
) -> str:
    """The dose with a mark at each fact, or with one for all of them where all are alike."""
    catalogue = wording.catalogue
    whole = wording.dose_sentence(prescription, exercise)
    found = {name: item for name, item in origins.facts.items() if name != SIDE}
    alike = set(found.values())
    if alike <= {Origin.TYPED} and not _total(prescription, wording):
        return whole
    plain = _sentences(prescription, exercise, wording)
    later = whole.removeprefix(plain)
    if later == whole:
        return whole
    if len(alike) == 1:
        said = _sentences(prescription, exercise, wording, marks={})
        (origin,) = alike
        if origin is Origin.TYPED:
            return said + later
        return f"{said} {phrase(catalogue, f'commands.origin_all.{origin}')}{later}"
    marks = {
        name: phrase(catalogue, f"commands.origin.{origin}")
        for name, origin in found.items()
        if origin is not Origin.TYPED
    }
    return _sentences(prescription, exercise, wording, marks=marks) + later


def _given(
    prescription: Prescription,
    exercise: Exercise,
    origins: Origins,
    wording: Wording,
    side: Mapping[Origin, tuple[str, ...]],
) -> Given:
    """Who gave what of the first week's dose, those first that gave the `side`."""
    others = {name: item for name, item in origins.facts.items() if name != SIDE}
    found, alike = dict(side), set(others.values())
    if alike <= {Origin.TYPED}:
        return tuple(found.items())
    if len(alike) == 1:
        found[alike.pop()] = ()
        return tuple(found.items())
    words = _facts_apart(prescription, exercise, wording)
    for name, origin in others.items():
        if origin is not Origin.TYPED and name in words:
            found[origin] = (*found.get(origin, ()), words[name])
    return tuple(found.items())


def _facts_apart(
    prescription: Prescription, exercise: Exercise, wording: Wording
) -> dict[str, str]:
    """The words of each fact of the first week's dose, by field of `Dose`."""
    dose, catalogue = prescription.dose, wording.catalogue
    halves = {name: replace(Dose(), **{name: getattr(dose, name)}) for name in ("times", "days")}
    words = {name: said for name, half in halves.items() if (said := how_often(half, catalogue))}
    for group in fact_groups(dose, Task.of(exercise, prescription), catalogue):
        for fact in group:
            words.setdefault(fact.of, fact.figure)
    return words


def _sentences(
    prescription: Prescription,
    exercise: Exercise,
    wording: Wording,
    *,
    marks: Marks | None = None,
) -> str:
    """What a patient reads of the first week's dose; with marks, totals are added, too."""
    catalogue, dose = wording.catalogue, prescription.dose
    task = Task.of(exercise, prescription)
    said = [_group(group, marks or {}) for group in fact_groups(dose, task, catalogue)]
    if marks is not None and (total := _total(prescription, wording)):
        said[0] = _marked(said[0], phrase(catalogue, "commands.in_all", amount=total))
    often = _often(dose, wording, marks or {})
    sentences = dose_sentences(dose, task, catalogue, said=said, often=often)
    return aloud(sentences)


def _group(group: Iterable[Fact], marks: Marks) -> str:
    """Facts read on without a stop, with the marks of those that were not typed."""
    facts = tuple(group)
    words = " ".join(f"{fact.figure} {fact.qualifier}".strip() for fact in facts)
    of = {fact.of: None for fact in facts if fact.of in marks}
    return _marked(words, ", ".join(marks[name] for name in of)) if of else words


def _often(dose: Dose, wording: Wording, marks: Marks) -> str:
    """How often, each half with its mark; every day goes without saying, so it is named."""
    words = how_often(dose, wording.catalogue)
    if words and dose.times and marks.get("times") == marks.get("days", ""):
        return _marked(words, marks["times"])
    for name in ("times", "days"):
        if name not in marks:
            continue
        half = replace(Dose(), **{name: getattr(dose, name)})
        said = how_often(half, wording.catalogue)
        if said in words:
            words = words.replace(said, _marked(said, marks[name]), 1)
        else:
            words = _marked(words, f"{said}: {marks[name]}")
    return words


def _total(prescription: Prescription, wording: Wording) -> str:
    """The repetitions of all directions or stages together, "" where there is but one."""
    reps, parts = prescription.dose.reps, prescription.ways
    if reps is None or reps.is_open or parts < 2:
        return ""
    low, high = reps.low * parts, reps.high * parts
    if low == high:
        return str(high)
    return phrase(wording.catalogue, "dose.range", low=low, high=high)


def _marked(words: str, mark: str) -> str:
    return f"{words} ({mark})"
