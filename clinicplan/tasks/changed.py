"""What a plan said on its last paper, and what it says now, become what was changed since.

A fact that was typed and is typed no more has not been decided by anybody: it was lost.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from clinicplan.catalogue.phrases import phrase
from clinicplan.catalogue.values import Catalogue
from clinicplan.origins import SIDE, Origin
from clinicplan.plan import Plan
from clinicplan.rules import is_same_patient, is_same_plan, known_by
from clinicplan.tasks.papers import Paper, words_of
from clinicplan.tasks.said import (
    BESIDE,
    OF_PATIENT,
    OF_PLAN,
    Fact,
    Said,
    SaidExercise,
    name_in,
    read_said,
    said_of,
    says_often_in_words,
)
from clinicplan.workbook.columns import PATIENTS
from clinicplan.workbook.read import Reading

WHOSE_WORD = (Origin.DEFAULT, Origin.USUAL, Origin.PRESET, Origin.PROGRAMME, Origin.PATIENT,
              Origin.TYPED)  # fmt: skip
"""Who may say a side, the last first: what stands in the row itself counts for most."""

OFTEN = ("times", "days")

Pair = tuple[SaidExercise | None, SaidExercise | None]


@dataclass(frozen=True, slots=True)
class Lost:
    """What was typed when the last paper was made, and is typed no more: "side" or "dose".

    `at` is the exercise's place in the plan as it is now, from 0 on.
    """

    kind: str
    at: int
    then: SaidExercise
    now: SaidExercise


@dataclass(frozen=True, slots=True)
class Changed:
    """What differs from the last paper: a line for each thing, as it is read aloud.

    `paper` is that paper. `names` are those of the patient that it was for; `is_anothers` where
    another one has the plan ID now.
    """

    paper: Paper
    lines: tuple[str, ...]
    lost: tuple[Lost, ...] = ()
    names: tuple[str, str] = ("", "")
    is_anothers: bool = False


def last_of(papers: Iterable[Paper]) -> Paper | None:
    """The paper of a plan that counts, None where none was given out."""
    return max(papers, key=lambda paper: (paper.version, paper.since), default=None)


def changed_since(
    plan: Plan,
    papers: Iterable[Paper],
    folder: Path,
    *,
    reading: Reading,
    words: Catalogue,
    says: str = "",
) -> Changed | None:
    """What differs from the plan's last paper; None where nothing does, or nothing is known.

    `papers` are those of this plan, `reading` is the workbook that it stands in; `says` is the
    digest of its words where that is known.
    """
    paper = last_of(papers)
    if paper is None or not paper.says or paper.says == (says or words_of(plan, reading.own)):
        return None
    then = read_said(folder, paper.says)
    if then is None or not is_same_plan(then.plan, plan.id):
        return None
    return compared(then, said_of(plan, reading, words), paper=paper, words=words)


def compared(then: Said, now: Said, *, paper: Paper, words: Catalogue) -> Changed:
    """What differs between a paper and the plan as it is now."""
    first, last, *_ = (then.facts[name].words for name in OF_PATIENT)
    if not _is_same_person(then, now):
        said = phrase(words, "changes.somebody", then=name_in(then), now=name_in(now))
        return Changed(paper, (said,), names=(first, last), is_anothers=True)
    pairs = _pairs(then.exercises, now.exercises)
    lines = (*_of_facts(then.facts, now.facts, words), *_of_exercises(pairs, then, now, words))
    lost = tuple(_lost(pairs))
    return Changed(paper, lines or (phrase(words, "changes.other"),), lost, (first, last))


def meant(changed: Changed, asked: Iterable[Lost], words: Catalogue) -> tuple[str, ...]:
    """The lines but for those of what is `asked` about: nobody knows yet that it was meant."""
    open_ = {line for lost in asked for line in _of_lost(lost, words)}
    return tuple(line for line in changed.lines if line not in open_)


def _of_lost(lost: Lost, words: Catalogue) -> Iterator[str]:
    then, now = lost.then, lost.now
    if lost.kind == SIDE:
        yield from _line(now.name, then.side, now.side, words)
    else:
        yield from _line(now.name, then.dose, Fact(now.dose.value, _dose(now, words)), words)


def _is_same_person(then: Said, now: Said) -> bool:
    """False where another patient has this plan ID now."""
    was, is_ = (known_by(*(said.facts[name].words for name in OF_PATIENT)) for said in (then, now))
    return is_same_patient(was, is_)


def _of_facts(
    then: Mapping[str, Fact], now: Mapping[str, Fact], words: Catalogue
) -> Iterator[str]:
    headings = {column.key: column.heading for column in PATIENTS.columns}
    for name in (*OF_PATIENT, *OF_PLAN):
        if name in then and name in now:
            yield from _line(headings.get(name, name), then[name], now[name], words)


def _of_exercises(pairs: list[Pair], then: Said, now: Said, words: Catalogue) -> Iterator[str]:
    for one, other in pairs:
        if one and other:
            yield from _of_exercise(one, other, words)
        elif other:
            yield phrase(words, "changes.added", exercise=other.name)
        elif one:
            yield phrase(words, "changes.taken_out", exercise=one.name)
    there = [one for one, other in pairs if one and other]
    if there != [one for one in then.exercises if one in there]:
        yield phrase(words, "changes.order")


def _of_exercise(one: SaidExercise, other: SaidExercise, words: Catalogue) -> Iterator[str]:
    yield from _line(other.name, one.side, other.side, words)
    yield from _line(other.name, one.dose, Fact(other.dose.value, _dose(other, words)), words)
    for key in ("position", *BESIDE):
        what = phrase(words, f"changes.{key}", exercise=other.name)
        yield from _line(what, one.beside[key], other.beside[key], words)
    about = one.beside.get("about"), other.beside.get("about")
    if about[0] != about[1]:
        yield phrase(words, "changes.about", exercise=other.name)


def _dose(said: SaidExercise, words: Catalogue) -> str:
    """The dose in words, with what is to be said where nobody has typed it."""
    if said.typed or said.has_preset:
        return said.dose.words
    key = "usual" if said.whose == Origin.USUAL else "nothing_typed"
    return phrase(words, f"changes.{key}", dose=_quoted(said.dose.words, words))


def _line(what: str, then: Fact, now: Fact, words: Catalogue) -> Iterator[str]:
    """The line of a fact, if it is another one and reads otherwise."""
    if then.value == now.value or then.words == now.words:
        return
    key = "was" if then.words and now.words else "gone" if then.words else "new"
    said = {"then": _quoted(then.words, words), "now": _quoted(now.words, words)}
    yield phrase(words, f"changes.{key}", what=what, **said)


def _quoted(text: str, words: Catalogue) -> str:
    """The text; in quotation marks where it is sentences."""
    is_sentences = text.endswith((".", "!", "?"))
    return phrase(words, "changes.quoted", text=text) if is_sentences else text


def _pairs(
    then: tuple[SaidExercise, ...], now: tuple[SaidExercise, ...]
) -> list[Pair]:
    """Each exercise with its like: of the same side if there is one, else in their order."""
    left, found = list(then), dict[int, SaidExercise]()
    for is_like in (_is_same_side, _is_same_exercise):
        for at, item in enumerate(now):
            like = next((one for one in left if at not in found and is_like(one, item)), None)
            if like:
                found[at] = like
                left.remove(like)
    return [*((found.get(at), item) for at, item in enumerate(now)), *((one, None) for one in left)]


def _is_same_exercise(one: SaidExercise, other: SaidExercise) -> bool:
    return one.code == other.code


def _is_same_side(one: SaidExercise, other: SaidExercise) -> bool:
    return one.code == other.code and one.side.value == other.side.value


def _lost(pairs: Iterable[Pair]) -> Iterator[Lost]:
    for at, (then, now) in enumerate(pairs):
        if then is None or now is None:
            continue
        if _has_lost_side(then, now):
            yield Lost("side", at, then, now)
        if then.dose.words != now.dose.words and _has_lost_dose(then, now):
            yield Lost("dose", at, then, now)


def _has_lost_side(then: SaidExercise, now: SaidExercise) -> bool:
    """True where another side is printed, and somebody has said the one of then more plainly."""
    rank = {str(origin): at for at, origin in enumerate(WHOSE_WORD)}
    is_other = bool(then.side.words) and then.side.value != now.side.value
    return is_other and rank.get(now.given, 0) < rank.get(then.given, 0)


def _has_lost_dose(then: SaidExercise, now: SaidExercise) -> bool:
    """True where something of the dose was emptied, and not typed anew.

    That is all of it; how often; or, where all that is still typed is as it was, any other fact
    and what is said of later weeks. A usual dose that is named now is as good as typed, and words
    of its own say all that they say.
    """
    if not (now.typed or now.has_preset):
        return bool(then.typed or then.has_preset)
    if now.has_preset and not then.has_preset:
        return False
    gone = [
        name
        for name in then.typed
        if name not in now.typed and then.amounts.get(name) != now.amounts.get(name)
    ]
    says_often = any(name in now.typed for name in OFTEN) or says_often_in_words(now)
    is_later_gone = bool(then.typed) and then.has_later and not now.has_later
    return (any(name in gone for name in OFTEN) and not says_often) or (
        (bool(gone) or is_later_gone)
        and all(then.typed.get(name) == text for name, text in now.typed.items())
    )
