"""Doses, prescriptions and a catalogue of phrases only, for the tests of their words."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from clinicplan.catalogue.values import Catalogue, Exercise, TextRecord
from clinicplan.dose import Amount, Bound, Days, Dose, Rhythm, Times, exactly
from clinicplan.plan import Change, Prescription, Side
from clinicplan.wording.words import Wording

PHRASES = Path(__file__).parents[2] / "templates" / "languages" / "en" / "phrases" / "dose.toml"

START = date(2026, 12, 1)


def flattened(table: Mapping[str, object], stem: str) -> Iterator[tuple[str, object]]:
    """The phrases by dotted key; a plural stays a mapping."""
    for key, value in table.items():
        if isinstance(value, dict) and not value.keys() <= {"one", "other"}:
            yield from flattened(value, f"{stem}.{key}")
        else:
            yield f"{stem}.{key}", value


CATALOGUE = Catalogue(
    language="en",
    exercises={},
    programmes={},
    cautions={},
    conditions={},
    footwear={},
    feet_and_back=(),
    regions={},
    phrases=dict(flattened(tomllib.loads(PHRASES.read_text("utf-8")), "dose")),  # type: ignore[arg-type]  # strings and plurals
    names={
        "part.clockwise": "clockwise",
        "part.anticlockwise": "anticlockwise",
        "part.straight": "with feet straight",
        "part.out": "toes out",
        "part.in": "toes in",
        "part.each-way": "each way",
        "part.each-direction": "in each direction",
        "between.wiggle-toes": "wiggle your toes",
    },
    alts={},
    record=TextRecord("", "", "", ()),
)

WORDING = Wording(CATALOGUE)


def exercise(
    code: str = "toe-press", *, limb: str = "foot", together: bool = False, counted: str = "times"
) -> Exercise:
    return Exercise(
        code=code,
        name="Toe press",
        short="Toe press",
        limb=limb,
        together=together,
        balance=False,
        counted=counted,
        tempo=3,
        why="",
        caution="",
        easier="",
        harder="",
        variants=(),
        presets=(),
    )


FOOT, LEG = exercise(), exercise(limb="leg")

CIRCLES, WALK = exercise(counted="circles"), exercise(together=True)

STRETCH = exercise("toe-stretch")

ROUND = ("clockwise", "anticlockwise")

STAGES = ("straight", "out", "in")

TEN = exactly(10)

TWICE = Times(2)

EVERY_DAY = Days(Rhythm.EVERY_DAY)

ALTERNATE = Days(Rhythm.EVERY_OTHER_DAY)


def about(count: int) -> Amount:
    return Amount(count, count, Bound.ABOUT)


def up_to(count: int) -> Amount:
    return Amount(count, count, Bound.UP_TO)


def left_open(wording: str) -> Amount:
    return Amount(0, 0, Bound.OPEN, wording)


def own(words: str) -> Amount:
    """An amount in a clinic's own words."""
    return Amount(bound=Bound.OPEN, words=words)


def prescribed(
    dose: Dose,
    side: Side = Side.EACH,
    *,
    parts: tuple[str, ...] = (),
    between: str = "",
    weeks: tuple[int, int] = (1, 0),
    changes: tuple[Change, ...] = (),
) -> Prescription:
    return Prescription(
        exercise="toe-press",
        variant="",
        side=side,
        dose=dose,
        parts=parts,
        between=between,
        first_week=weeks[0],
        last_week=weeks[1],
        changes=changes,
    )


def plain(text: str) -> str:
    """The text with ordinary spaces, to be compared with what is typed here."""
    return text.replace("\u00a0", " ")


def said(prescription: Prescription, what: Exercise = FOOT) -> str:
    return plain(WORDING.dose_sentence(prescription, what))


SMALL = Dose(reps=TEN, sets=exactly(2), hold=exactly(3), days=ALTERNATE)
