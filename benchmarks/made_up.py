"""A seed becomes the workbook of an invented clinic, as many patients as are asked for.

Patients, goals, notes and doses all differ from row to row, so that nothing is fast only
because two plans are alike.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random

from clinicplan.catalogue.read import read_catalogue, templates_folder
from clinicplan.files import write_whole
from clinicplan.workbook.writing.blank import fill_workbook
from clinicplan.workbook.writing.forms import Row
from clinicplan.workbook.writing.sample import Filling

FIRST_DAY = date(2026, 12, 1)

CLINIC: Row = {
    "name": "Harbour Street Foot Clinic",
    "address": "12 Harbour Street\nSampleton SA1 2MP",
    "phone": "01632 960 417",
    "hours": "Monday to Friday, 9 to 5",
    "email": "hello@harbourstreet.example",
    "website": "harbourstreet.example",
    "brand": "harbour",
    "region": "uk",
    "other_formats": "Call us for this plan in large print or as audio.",
}
PRACTITIONERS: tuple[Row, ...] = (
    {"code": "AE", "name": "Alex Example", "role": "Podiatrist", "registration": "HCPC CH00000",
     "phone": "01632 960 418"},
    {"code": "PP", "name": "Pat Pretend", "role": "Chiropodist", "registration": "HCPC CH00001",
     "phone": "01632 960 419"},
    {"code": "RR", "name": "Robin Rehearsal", "role": "Podiatrist", "registration": "HCPC CH00002",
     "phone": "01632 960 420"},
)  # fmt: skip
_FIRST = ("Sam", "Tess", "Zoë", "Max", "Eve", "Ned", "Ida", "Tim", "Una", "Gus", "Liv", "Kit",
          "Bea", "Jon", "Amy", "Lou", "Wim", "Åsa", "Noé", "Pia")  # fmt: skip
_LAST = ("Sample", "Testwell", "Muster", "Trial", "Specimen", "Proofe", "Mockley", "Draftson",
         "Pretend", "Checkley", "Dummy", "Example", "Quizz", "Tryout", "Pilot", "Ångström-Muster")

_COUNTED = ("toe-curl-spread", "heel-raise-single", "towel-scrunch", "ankle-circles",
            "wall-calf-stretch", "towel-stretch", "toe-press", "toe-pencil", "toe-stretch",
            "band-plantarflexion", "band-pull-back", "heel-raise-double")
_TIMED = ("foot-ball-roll", "toe-walk", "toe-walk-3-way")
_HELD = ("lying-towel-raise", "seated-heel-stretch")
_EXERCISES = (*_COUNTED, *_TIMED, *_HELD)
_TOGETHER = ("toe-walk", "toe-walk-3-way", "heel-raise-double")
_CONDITIONS = ("plantar-fasciitis", "heel-spurs", "flat-feet", "high-arches", "supination", "")

_AIMS = ("Walk {n} minutes to the {place}.", "Stand for {n} minutes at the {place}.",
         "Climb {n} stairs to the {place} without a rest.", "Be back at the {place} in {n} days.",
         "Carry the shopping {n} steps from the {place}.")  # fmt: skip
_PLACES = ("harbour", "market", "library", "allotment", "school gate", "bus stop", "bowling green",
           "choir room", "post office", "bakery", "park bench", "swimming bath")
_NOTES = ("You managed {n} on your {foot} foot at the {place}, {name}: well done.",
          "Keep the {foot} heel on the floor, {name}, and count aloud to {n}.",
          "Your {foot} foot was {n} degrees stiffer than the other one. Take your time, {name}.",
          "If {n} is too many after a day at the {place}, {name}, do half of it.",
          "Start with your {foot} foot; {n} slow ones are better than a hurried {place} of them.")


def write_workbook(path: Path, *, patients: int, exercises: int, seed: int = 1) -> Path:
    """Write the workbook of so many patients with so many exercises each; gives the path."""
    templates = templates_folder()
    content = fill_workbook(
        filling(patients, exercises=exercises, seed=seed),
        catalogue=read_catalogue(templates),
        templates=templates,
    )
    write_whole(path, content)
    return path


def filling(patients: int, *, exercises: int, seed: int) -> Filling:
    """The rows of the workbook: the same for the same seed."""
    random = Random(seed)
    people, prescribed = [], []
    for number in range(patients):
        plan = f"MP-{number:05}"
        who = _patient(random, plan, number=number)
        people.append(who)
        prescribed += list(_prescribed(random, plan, name=str(who["first_name"]), many=exercises))
    return Filling(
        clinic=CLINIC,
        rows={
            "practitioners": PRACTITIONERS,
            "patients": tuple(people),
            "exercises": tuple(prescribed),
        },
    )


def patient_of(seed: int, *, plan: str) -> Row:
    """A patient's row, without exercises."""
    return _patient(Random(seed), plan, number=seed)


def _patient(random: Random, plan: str, *, number: int) -> Row:
    first = random.choice(_FIRST)
    start = FIRST_DAY + timedelta(days=random.randrange(28))
    weeks = random.choice((2, 3, 4, 4, 4, 6, 6, 8))
    return {
        "plan_id": plan,
        "first_name": first,
        "last_name": f"{random.choice(_LAST)}-{random.choice(_LAST)}",
        "born": date(1940, 1, 1) + timedelta(days=random.randrange(22_000)),
        "email": f"patient{number}@example.org",
        "consent": "yes",
        "practitioner": random.choice(("AE", "PP", "RR")),
        "condition": random.choice(_CONDITIONS),
        "goals": "\n".join(_sentence(random, _AIMS, first) for _ in range(random.randint(1, 2))),
        "start": start,
        "weeks": weeks,
        "review": start + timedelta(weeks=weeks),
        "footwear": random.choice(("supportive", "minimalist", "")),
        "note": " ".join(_sentence(random, _NOTES, first) for _ in range(random.randint(1, 2))),
    }


def _sentence(random: Random, patterns: tuple[str, ...], name: str) -> str:
    return random.choice(patterns).format(
        n=random.randint(3, 60),
        place=random.choice(_PLACES),
        foot=random.choice(("left", "right")),
        name=name,
    )


def _prescribed(random: Random, plan: str, *, name: str, many: int) -> Iterator[Row]:
    """So many exercises, none twice for the same side."""
    sides = [(code, "") for code in _TOGETHER]
    sides += [(code, "each") for code in _EXERCISES if code not in _TOGETHER]
    chosen = random.sample(sides, min(many, len(sides)))
    extra = [code for code in _COUNTED if code not in _TOGETHER]
    twice = random.sample(extra, many - len(chosen))
    for code, both in [*chosen, *((code, "left") for code in twice)]:
        side = both and random.choice((both, "left", "right"))
        if code in twice:
            side = "left" if both == "left" else "right"
        yield {
            "plan_id": plan,
            "exercise": code,
            "side": side,
            **_dose(random, code),
            "note": _sentence(random, _NOTES, name) if random.random() < 0.25 else "",
        }


def _dose(random: Random, code: str) -> Row:
    """A dose that suits the exercise, one of some thousands."""
    often: Row = {
        "times": random.choice(("once", "twice", "3")),
        "days": random.choice(("every day", "every other day", "3 days a week", "Mon Wed Fri")),
    }
    rest = {"rest": f"{random.randrange(5, 65, 5)} s"} if random.random() < 0.4 else {}
    sets = {"sets": str(random.randint(2, 4))} if random.random() < 0.4 else {}
    if code in _TIMED:
        return {**often, **rest, **sets, "duration": f"{random.randrange(10, 95, 5)} s"}
    hold = {"hold": f"{random.randint(2, 40)} s"}
    if code in _HELD:
        return {**often, **rest, **hold, "reps": str(random.randint(2, 6))}
    reps = random.randint(3, 18)
    more = {"progression": f"from week 2: {reps + 2} times"} if random.random() < 0.15 else {}
    held = hold if random.random() < 0.5 else {}
    return {**often, **rest, **sets, **held, **more, "reps": str(reps)}
