"""The vocabulary of a dose: amounts, days, times of the day, load, tempo."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from enum import StrEnum


class Bound(StrEnum):
    """How firm an amount is."""

    EXACT = "exact"
    ABOUT = "about"
    UP_TO = "up-to"
    OPEN = "open"


AS_WRITTEN = "as-written"
"""The wording of an amount that is a whole dose in the clinic's own words."""


class Measure(StrEnum):
    """What an amount counts, where its field does not say: slow breaths, metres, steps."""

    PLAIN = ""
    BREATHS = "breaths"
    COUNTS = "counts"
    METRES = "metres"
    STEPS = "steps"


@dataclass(frozen=True, slots=True)
class Amount:
    """A count, or seconds: `10`, `10 to 15`, `about 30`, `up to 15`, or an open wording.

    An open amount has no number: `wording` is its phrase ("as-long-as-you-can",
    "a-few-seconds", "several-times", "as-many-as-you-can", "until-tired",
    "as-long-as-you-need"), and `low` and `high` are 0. A plain `measure` is times or sets
    in a count and seconds in a time; a hold may be in breaths or slow counts, and what is
    walked, which stands as a duration, in metres or steps.

    `words` are a clinic's own, printed as typed: beside numbers what is counted ("lengths of
    corridor"); of an open amount all of it ("40 s straight + 40 s bent"), whose `low` and `high`
    are then what it comes to, for sums, or 0.

    `each` is True for a hold that a preset gives for each position of a repetition. `place` is
    where in the movement a hold is ("top", "bottom", "end", "end-range"), "" where nobody said.
    """

    low: int = 0
    high: int = 0
    bound: Bound = Bound.EXACT
    wording: str = ""
    measure: Measure = Measure.PLAIN
    words: str = ""
    each: bool = False
    place: str = ""

    @property
    def is_open(self) -> bool:
        """True where there is no number to count to."""
        return self.bound is Bound.OPEN


def exactly(count: int) -> Amount:
    """The amount of just this many."""
    return Amount(count, count)


class Rhythm(StrEnum):
    """On which days an exercise is done."""

    EVERY_DAY = "every-day"
    EVERY_OTHER_DAY = "every-other-day"
    EVERY_FEW_DAYS = "every-few-days"
    NAMED = "named"
    PER_WEEK = "per-week"
    WHEN_NEEDED = "when-needed"
    OCCASION = "occasion"
    AS_WRITTEN = "as-written"


@dataclass(frozen=True, slots=True)
class Days:
    """The days of an exercise: a rhythm, and what it needs to be said.

    `named` are weekdays (0 is Monday). `per_week` is days a week, `per_week_most` the upper
    end of "2 to 3 days a week" (0: no range). `every` is 3 for every third day. `occasion` is
    what the clinic typed ("on training days"). `AS_WRITTEN`: the words of the amount say the days.
    `provided` is a condition of all of them ("only if pain free"), in the clinic's words.
    `first` is the days of the plan after which there are no more (10: "for 10 days"), 0 for none.
    """

    rhythm: Rhythm
    named: tuple[int, ...] = ()
    per_week: int = 0
    per_week_most: int = 0
    every: int = 0
    occasion: str = ""
    provided: str = ""
    first: int = 0

    @property
    def is_fixed(self) -> bool:
        """True where a calendar can show the days."""
        return self.rhythm not in (Rhythm.WHEN_NEEDED, Rhythm.OCCASION, Rhythm.AS_WRITTEN)


@dataclass(frozen=True, slots=True)
class Times:
    """Times a day: how many, and when, if that was said ("morning", "midday", "evening").

    `every_hours` is 2 for every two hours while awake; `occasion` is said in words ("after
    each meal", "before and after you run"). `count` is what sums and boxes reckon with: the
    upper end of "2 to 3 times a day", whose `least` is 2 (0: exactly as many), and of "up to
    3 times a day", whose `bound` says so. `is_daily` is true of an occasion that each day has
    ("before breakfast and before bed"): its words tell, so that it is not compared. `provided` is
    a condition of all of them, as in `Days`.
    """

    count: int
    named: tuple[str, ...] = ()
    least: int = 0
    bound: Bound = Bound.EXACT
    every_hours: int = 0
    occasion: str = ""
    is_daily: bool = field(default=False, compare=False, repr=False)
    provided: str = ""

    @property
    def is_fixed(self) -> bool:
        """True where a diary can have a box for each time."""
        return not self.every_hours and (not self.occasion or self.is_daily)


@dataclass(frozen=True, slots=True)
class Load:
    """What is lifted or pulled: `words` as they stand after "with" ("the red band", "5 kg").

    `most_times` is 12 for "12 RM", a weight that can be lifted 12 times and not 13; then
    there are no words.
    """

    words: str = ""
    most_times: int = 0


@dataclass(frozen=True, slots=True)
class Tempo:
    """How fast a repetition goes: seconds there, held and back, or a wording ("slow").

    `words` are a clinic's own ("4 s down"), printed as typed.
    """

    there: int = 0
    held: int = 0
    back: int = 0
    wording: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Dose:
    """How much and how often. Every field may be unknown (None): unknown stays unknown.

    `reps` counts movements, `hold` and `rest` are seconds, `duration` is a timed bout in
    seconds (or a distance, see `Measure`), `sets` is sets, rounds or bouts. `rest` is between
    sets where there are several sets of reps, else after each repetition.
    """

    sets: Amount | None = None
    reps: Amount | None = None
    hold: Amount | None = None
    rest: Amount | None = None
    duration: Amount | None = None
    load: Load | None = None
    tempo: Tempo | None = None
    times: Times | None = None
    days: Days | None = None

    def over(self, fallback: Dose) -> Dose:
        """This dose, with what it leaves open taken from `fallback`."""
        return Dose(
            **{
                field.name: own if (own := getattr(self, field.name)) is not None
                else getattr(fallback, field.name)
                for field in fields(Dose)
            }
        )

    def with_amount(self, name: str, amount: Amount) -> Dose:
        """This dose, with another amount of one of its facts: "reps", "duration" or "hold"."""
        return Dose(**{field.name: getattr(self, field.name) for field in fields(Dose)}
                    | {name: amount})  # fmt: skip

    @property
    def provided(self) -> str:
        """The condition of how often, "" for none."""
        found = (part.provided for part in (self.days, self.times) if part)
        return next(filter(None, found), "")

    @property
    def is_as_written(self) -> bool:
        """True where it is said in the clinic's own words, all of it or all but how often."""
        return self.reps is not None and self.reps.wording == AS_WRITTEN

    @property
    def has_amount(self) -> bool:
        """True where the patient is told how much: reps, a hold or a timed bout."""
        return any(amount is not None for amount in (self.reps, self.hold, self.duration))
