"""Plans of a few doses, for the tests of their days, sessions and efforts."""

from __future__ import annotations

from datetime import date

from clinicplan.catalogue.values import Exercise
from clinicplan.dose import AS_WRITTEN, Amount, Bound, Days, Dose, Rhythm, Times, exactly
from clinicplan.plan import Change, Patient, Plan, Practitioner, Prescription, Side

EVERY_DAY = Days(Rhythm.EVERY_DAY)
ALTERNATE = Days(Rhythm.EVERY_OTHER_DAY)
TUESDAY = date(2026, 12, 1)


def exercise(*, tempo: int = 3) -> Exercise:
    return Exercise(
        code="raise",
        name="Raise",
        short="Raise",
        limb="leg",
        together=False,
        balance=False,
        counted="times",
        tempo=tempo,
        why="",
        caution="",
        easier="",
        harder="",
        variants=(),
        presets=(),
    )


def plan(*prescriptions: Prescription, start: date = TUESDAY, weeks: int = 4) -> Plan:
    return Plan(
        id="HS-1",
        patient=Patient("Sam", "Sample"),
        practitioner=Practitioner("alex", "Alex Example"),
        start=start,
        prescriptions=prescriptions,
        weeks=weeks,
    )


def prescribed(
    dose: Dose,
    *,
    code: str = "raise",
    side: Side = Side.LEFT,
    parts: tuple[str, ...] = (),
    weeks: tuple[int, int] = (1, 0),
    changes: tuple[Change, ...] = (),
) -> Prescription:
    return Prescription(
        exercise=code,
        variant="",
        side=side,
        dose=dose,
        parts=parts,
        first_week=weeks[0],
        last_week=weeks[1],
        changes=changes,
    )


SMALL, MIDDLE, LARGE = (Dose(reps=exactly(count)) for count in (10, 15, 20))


SECONDS_20, SECONDS_30 = exactly(20), exactly(30)
OWN = Amount(60, 60, Bound.OPEN, words="30 s straight + 30 s bent")


DAILY_5 = prescribed(Dose(duration=exactly(300), times=Times(2), days=EVERY_DAY))
ALTERNATE_4 = prescribed(Dose(duration=exactly(240), days=ALTERNATE))
MORNING_6 = prescribed(Dose(duration=exactly(360), times=Times(1, ("morning",)), days=EVERY_DAY))
EVENING_2 = prescribed(Dose(duration=exactly(120), times=Times(1, ("evening",)), days=EVERY_DAY))
MONDAYS_4 = prescribed(Dose(duration=exactly(240), days=Days(Rhythm.NAMED, (0,))))
MONDAYS_4 = prescribed(Dose(duration=exactly(240), days=Days(Rhythm.NAMED, (0,))))
GROWING = prescribed(
    Dose(duration=exactly(60), days=EVERY_DAY),
    changes=(Change(3, Dose(duration=exactly(180), days=EVERY_DAY)),),
)

IN_WORDS = Amount(bound=Bound.OPEN, wording=AS_WRITTEN, words="8 each leg, 3 times")
OWN_WORDS = prescribed(Dose(reps=IN_WORDS, days=EVERY_DAY))
OWN_DAYS = prescribed(Dose(reps=IN_WORDS, days=Days(Rhythm.AS_WRITTEN)))
OWN_LATER = prescribed(
    Dose(duration=exactly(60), days=EVERY_DAY),
    changes=(Change(3, Dose(reps=IN_WORDS, days=EVERY_DAY)),),
)
