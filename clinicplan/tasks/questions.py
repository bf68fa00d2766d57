"""What a plan has lost since its last paper becomes a question, to be answered before it goes out.

A side is answered in its cell. A dose is typed anew, or somebody says that it is right as it is
now: that is kept beside the papers, for there is no cell that says so. So is it where the paper
was for another patient, another has had the plan ID (`whose`), or its rows were under another's
(`moved`): whose the exercises under it are, only somebody who knows can say.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from clinicplan.catalogue.phrases import long_date, phrase
from clinicplan.errors import ClinicPlanError
from clinicplan.findings import Finding, Place
from clinicplan.origins import SIDE, Origins
from clinicplan.plan import Patient, Plan
from clinicplan.rules import Addressee, plan_key
from clinicplan.tasks import moved, whose
from clinicplan.tasks.amend import cells_of
from clinicplan.tasks.as_typed import as_typed
from clinicplan.tasks.changed import Changed, Lost, changed_since, last_of, meant
from clinicplan.tasks.given_back import dose_of, gives_back, sides_of
from clinicplan.tasks.moved import Moved
from clinicplan.tasks.notes import Notes, by_plan
from clinicplan.tasks.papers import LOCK, Paper
from clinicplan.tasks.ready import Ready, check_ids
from clinicplan.workbook.columns import PATIENTS
from clinicplan.workbook.findings.privacy import WITHHELD, Names, is_personal, names_of, unmarked
from clinicplan.workbook.findings.words import Teller
from clinicplan.workbook.read import Reading

KEPT = 20
"""Answers of a plan that are kept; a new paper makes them old."""

_AGREED: Notes[Mapping[str, tuple[str, ...]]] = Notes(
    "agreed.json", LOCK, by_plan(lambda keys: tuple(map(str, keys))), {}, indent=1
)
"""What somebody has agreed to, by plan ID; what is damaged is asked again."""

TRIED = 12
"""Doses of a reading that are looked at as they were; each takes some hundredths of a second."""

SOMEBODY = "paper-of-another"
"""The last paper under this plan ID was for another patient."""

NOBODYS = "id-of-another"
"""Another patient had this plan ID, too, when the workbook was read before."""

MOVED = "exercises-of-another"
"""Rows of Exercises that were under another patient's plan ID stand under this one."""

GONE = "exercises-gone"
"""Of a plan that has lost rows to another, where it is asked whose they are: it waits for that."""

WHOSE = (SOMEBODY, NOBODYS, MOVED)
"""What asks whose the exercises are."""

CODES = ("side-emptied", "dose-emptied", *WHOSE)
AGREEABLE = "dose-emptied"
"""No cell says that the usual dose is meant: somebody agrees."""

UNSAID = ("side-not-said", "side-own-each")
"""What asks the same as a lost side does, in general."""


def unsided_in(found: Iterable[Finding]) -> frozenset[str]:
    """The plans of which nobody has said for which side an exercise is."""
    return frozenset(item.plan for item in found if item.code in UNSAID)


def with_questions(
    ready: Ready,
    folder: Path,
    papers: Mapping[str, Collection[Paper]],
    *,
    says: Mapping[str, str],
    past: Reading | None = None,
) -> Ready:
    """The same with the plans held back that have lost something since their last paper.

    `folder` is that of the handouts, `papers` what was given out of each plan, and `says` the
    digest of what each of them says now; `past` is the reading before this one, where it is known.
    """
    agreed, found = _AGREED.read(folder), list[Finding]()
    nobodys = whose.unsettled(ready.reading, folder)
    given = (plan for plan, said in says.items()
             if (last := last_of(papers.get(plan, ()))) and last.says == said)  # fmt: skip
    rows = moved.moved_in(ready.reading, folder, given=tuple(given), past=past)
    for plan in ready.reading.plans:
        own = papers.get(plan.id, ())
        changed = _changed(ready, folder, plan, own, says=says[plan.id]) if own else None
        asked: list[Finding] = []
        if changed and (changed.lost or changed.is_anothers):
            asks = max(TRIED - len(found), 0)
            asked += (item for item in _asked(ready, plan, changed, asks=asks)
                      if key_of(item) not in agreed.get(plan.id, ()))  # fmt: skip
        if not any(item.code == SOMEBODY for item in asked):
            if own_rows := rows.get(plan_key(plan.id)):
                asked.append(_moved(ready, plan.id, plan.patient, own_rows))
            elif plan.id in nobodys:
                asked.append(_nobodys(ready, plan.id, plan.patient))
            elif takers := _takers(ready, plan.id, rows):
                asked.append(_gone(ready, plan.id, takers))
        found += asked
    found += _of_faulty(ready, rows, nobodys)
    return _held_back(ready, found) if found else ready


def _of_faulty(
    ready: Ready, rows: Mapping[str, Moved], nobodys: Collection[str]
) -> Iterator[Finding]:
    """Whose the exercises of plans are that cannot be made: no mistake of theirs hides it."""
    good = {plan_key(plan.id) for plan in ready.reading.plans}
    people = Counter(plan_key(person.plan) for person in ready.reading.people)
    for person in ready.reading.people:
        key = plan_key(person.plan)
        if not key or key in good or people[key] > 1:  # of two with one ID it is asked there
            continue
        if own_rows := rows.get(key):
            yield _moved(ready, person.plan, person, own_rows)
        elif person.plan in nobodys:
            yield _nobodys(ready, person.plan, person)
        elif takers := _takers(ready, person.plan, rows):
            yield _gone(ready, person.plan, takers)


def key_of(finding: Finding) -> str:
    """What a question is kept by once somebody has agreed: this one, in these words."""
    said = (finding.plan, finding.code, finding.message, *filter(None, (finding.about,)))
    return hashlib.sha256("\n".join(said).encode()).hexdigest()[:32]


def agree(folder: Path, finding: Finding) -> None:
    """Keep that the plan is right as it is now. Raises BusyFolder and UnwritableFile."""
    if finding.code in WHOSE:
        whose.say(folder, finding.plan, finding.about)
        moved.say(folder, finding.plan)
    _note(folder, finding.plan, key_of(finding), is_agreed=True)


def ask_again(folder: Path, finding: Finding) -> None:
    """Forget that somebody has agreed. Raises BusyFolder and UnwritableFile."""
    if finding.code == NOBODYS:
        whose.forget(folder, finding.plan)
    if finding.code in WHOSE:
        moved.forget(folder, finding.plan)
    _note(folder, finding.plan, key_of(finding), is_agreed=False)


def lost_since(
    ready: Ready, folder: Path, plan: Plan, papers: Collection[Paper], *, origins: Iterable[Origins]
) -> tuple[Finding, ...]:
    """What is to be asked of a plan that is not in the workbook yet, of these origins."""
    reading = replace(ready.reading, origins={plan.id: tuple(origins)})
    own = replace(ready, reading=reading)
    changed = _changed(own, folder, plan, papers) if papers else None
    found = _asked(own, plan, changed, asks=0) if changed else ()
    agreed = _AGREED.read(folder).get(plan.id, ())
    asked = tuple(item for item in found if key_of(item) not in agreed)
    if any(item.code == SOMEBODY for item in asked):
        return asked
    if rows := moved.still_moved(ready.reading, folder, plan.id):
        return (*asked, _moved(own, plan.id, plan.patient, rows))
    if whose.is_of_another(folder, plan):
        return (*asked, _nobodys(own, plan.id, plan.patient))
    return asked


def agree_whose(ready: Ready, folder: Path, plans: Collection[str]) -> None:
    """Keep that the exercises of these plans are their patients', where that is asked.

    `ready` has been asked about (`with_questions`). Raises UnknownPlan, BusyFolder and
    UnwritableFile.
    """
    check_ids(plans, ready.reading)
    for item in ready.found:
        if item.code in WHOSE and item.plan in plans:
            agree(folder, item)


def meant_in(ready: Ready, plan: Plan, changed: Changed) -> tuple[str, ...]:
    """What was changed since the plan's last paper, but for what somebody is asked about."""
    found = (item for item in ready.found if item.plan == plan.id and item.code in CODES)
    open_ = {key_of(item) for item in found}
    if not open_ or changed.is_anothers:
        return changed.lines
    questions = zip(changed.lost, _asked(ready, plan, changed, asks=0), strict=True)
    asked = (lost for lost, item in questions if key_of(item) in open_)
    return meant(changed, asked, ready.catalogue)


def _changed(
    ready: Ready, folder: Path, plan: Plan, papers: Collection[Paper], *, says: str = ""
) -> Changed | None:
    reading, words = ready.reading, ready.catalogue
    return changed_since(plan, papers, folder, reading=reading, words=words, says=says)


def _held_back(ready: Ready, found: list[Finding]) -> Ready:
    """Their plans are refused, and what asks for a side in general is not said beside it."""
    plans = {item.plan for item in found}
    sides = {(item.plan, item.place.row) for item in found if item.code == "side-emptied"}
    reading = ready.reading
    kept = tuple(plan for plan in reading.plans if plan.id not in plans)

    def as_told(told: Iterable[Finding]) -> tuple[Finding, ...]:
        rest = (item for item in told
                if item.code not in UNSAID or (item.plan, item.place.row) not in sides)  # fmt: skip
        first = (item for item in found if item.code in WHOSE)  # whose they are, then what is wrong
        return (*first, *rest, *(item for item in found if item.code not in WHOSE))

    return replace(
        ready,
        reading=replace(reading, plans=kept, refused=reading.rows - len(kept),
                        findings=as_told(reading.findings)),
        found=as_told(ready.found),
        waiting=(*ready.waiting, *(plan for plan in reading.plans if plan.id in plans)),
    )  # fmt: skip


def _asked(ready: Ready, plan: Plan, changed: Changed, *, asks: int) -> Iterator[Finding]:
    """The question about each thing that was lost, at its cell."""
    tell = Teller(ready.stock.words)
    people = ((who.first_name, who.last_name) for who in ready.reading.people)
    names = names_of((*people, changed.names), catalogue=ready.catalogue)
    then = long_date(ready.catalogue, changed.paper.since)
    if changed.is_anothers:
        told = tell(SOMEBODY, _row(ready, plan.id), plan=plan.id, then=then, id=plan.id)
        yield replace(_as_told(told), about=whose.about(plan.patient))
    for number, lost in enumerate(changed.lost):
        place = _place(ready, plan, lost)
        exercise = _said(_called(plan, lost), names)
        if lost.kind == SIDE:
            words = {"old": _inside(lost.then.side.words), "now": _inside(lost.now.side.words)}
            told = tell("side-emptied", place, plan=plan.id, exercise=exercise, then=then, **words)
            fixes = sides_of(ready, lost)
            if place.sheet == PATIENTS.title:  # the side of the whole plan, for it has no row
                fixes = dict(list(fixes.items())[:1]) if gives_back(ready, plan, changed) else {}
        else:
            words = {"old": _said(lost.then.dose.words, names),
                     "now": _said(lost.now.dose.words, names)}  # fmt: skip
            told = tell("dose-emptied", place, plan=plan.id, exercise=exercise, then=then, **words)
            texts = [text for text in as_typed(lost.then, words=ready.catalogue)
                     if _said(text, names) == text]  # fmt: skip
            fixes = dose_of(ready, plan, lost, texts) if number < asks and place.column else {}
        yield replace(_as_told(told), fixes=tuple(fixes), called=tuple(fixes.values()))


def _as_told(told: Finding) -> Finding:
    """The finding without marks: what it repeats has been looked at, or is a plan ID."""
    return replace(told, message=unmarked(told.message), hint=unmarked(told.hint))


def _nobodys(ready: Ready, plan: str, patient: Patient | Addressee) -> Finding:
    """The question about a plan whose exercises may be another patient's."""
    told = Teller(ready.stock.words)(NOBODYS, _row(ready, plan), plan=plan, id=plan)
    return replace(_as_told(told), about=whose.about(patient))


def _moved(ready: Ready, plan: str, patient: Patient | Addressee, rows: Moved) -> Finding:
    """The question about a plan with rows that were another patient's."""
    people = ((who.first_name, who.last_name) for who in ready.reading.people)
    names = names_of(people, catalogue=ready.catalogue)
    called = [_said(ready.reading.asked_for[place][1], names) for place in rows.places]
    more = phrase(ready.catalogue, "changes.more", n=len(called) - 1) if called[1:] else ""
    words = {"what": "".join((*called[:1], more)), "of": ", ".join(rows.of), "id": plan}
    place = rows.places[0] if rows.places else _row(ready, plan)
    told = Teller(ready.stock.words)(MOVED, place, plan=plan, **words)
    return replace(_as_told(told), about=whose.about(patient))


def _takers(ready: Ready, plan: str, rows: Mapping[str, Moved]) -> list[str]:
    """The plans that rows of this one stand under now, and nobody has said whose they are."""
    return [
        person.plan
        for person in ready.reading.people
        if (own := rows.get(plan_key(person.plan))) and plan_key(plan) in map(plan_key, own.of)
    ]


def _gone(ready: Ready, plan: str, takers: Iterable[str]) -> Finding:
    """What is told of a plan that would be printed without the exercises that it has lost."""
    told = Teller(ready.stock.words)(GONE, _row(ready, plan), plan=plan, of=", ".join(takers))
    return _as_told(told)


def _called(plan: Plan, lost: Lost) -> str:
    """The exercise; where the plan has it twice, with its side, position and tool, too."""
    now = lost.now
    if [item.exercise for item in plan.prescriptions].count(now.code) == 1:
        return now.name
    side = "" if lost.kind == SIDE else now.side.words
    more = map(_inside, (side, now.beside["position"].words))
    return ", ".join(filter(None, (now.name, *more)))


def _inside(words: str) -> str:
    """The words of a side in the middle of a sentence: "right leg"."""
    return words[:1].lower() + words[1:]


def _said(text: str, names: Names) -> str:
    """The text as a finding may repeat it: nobody's name or date is in it."""
    return WITHHELD if is_personal(text) or names.are_in(text) else text


def _place(ready: Ready, plan: Plan, lost: Lost) -> Place:
    """The cell of the side or the dose; the plan's row where the exercise has none."""
    own = ready.reading.origins[plan.id][lost.at]
    if own.place is None:
        place = _row(ready, plan.id)
        return replace(place, column=_column_of_side(ready, plan)) if lost.kind == SIDE else place
    return replace(own.place, column=own.columns.get(lost.kind, 0))


def _row(ready: Ready, plan: str) -> Place:
    """The plan's row."""
    people = (who.row for who in ready.reading.people if who.plan == plan)
    return ready.reading.places.get(plan, Place(PATIENTS.title, next(people, 0)))


def _column_of_side(ready: Ready, plan: Plan) -> int:
    """Where the sheet Patients has the side of a whole plan, 0 where it has none."""
    with suppress(ClinicPlanError):
        return cells_of(ready, plan.id).patients.columns.get(SIDE, 0)
    return 0


def _note(folder: Path, plan: str, key: str, *, is_agreed: bool) -> None:
    def noted(agreed: Mapping[str, tuple[str, ...]]) -> Mapping[str, tuple[str, ...]]:
        others = tuple(each for each in agreed.get(plan, ()) if each != key)
        return {**agreed, plan: (*others, key)[-KEPT:] if is_agreed else others}

    _AGREED.change(folder, noted)
