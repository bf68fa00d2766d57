"""The vocabulary of a plan: clinic, practitioner, patient, dose, prescription, plan."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from datetime import date
from enum import StrEnum


class Side(StrEnum):
    """Which foot or leg: one of them, one after the other, or both together."""

    LEFT = "left"
    RIGHT = "right"
    EACH = "each"
    BOTH = "both"


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
    """

    rhythm: Rhythm
    named: tuple[int, ...] = ()
    per_week: int = 0
    per_week_most: int = 0
    every: int = 0
    occasion: str = ""

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
    3 times a day", whose `bound` says so.
    """

    count: int
    named: tuple[str, ...] = ()
    least: int = 0
    bound: Bound = Bound.EXACT
    every_hours: int = 0
    occasion: str = ""

    @property
    def is_fixed(self) -> bool:
        """True where a diary can have a box for each time."""
        return not self.every_hours and not self.occasion


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

    @property
    def has_amount(self) -> bool:
        """True where the patient is told how much: reps, a hold or a timed bout."""
        return any(amount is not None for amount in (self.reps, self.hold, self.duration))


@dataclass(frozen=True, slots=True)
class Change:
    """From this week of the plan (1 is the first) the whole dose is `dose`.

    `note` is the practitioner's note that comes with it.
    """

    week: int
    dose: Dose
    note: str = ""


@dataclass(frozen=True, slots=True)
class Growth:
    """Repetitions that grow by `by` each week from `week` to `last_week`, both ends of a range.

    The prescription's `changes` have each week's dose; this is what to say of them in a line.
    `until` is the number that it builds up to, 0 where nobody named one.
    """

    week: int
    last_week: int
    by: int = 0
    until: int = 0


EACH_WAY = "each-way"
"""The part of an exercise that names no directions, and is done in each of its two."""

EACH_DIRECTION = "each-direction"
"""The part of a clinic's own exercise, whose directions nobody has counted: none is summed."""


@dataclass(frozen=True, slots=True)
class Prescription:
    """One exercise of one plan, with every fallback already applied.

    `exercise` is a code of the catalogue or of the clinic's own exercises. `variant` is the
    way it is done (position and tool), a key of the exercise's variants. `parts` are the
    directions or stages that each take the whole dose ("clockwise", "anticlockwise"), ()
    where the exercise has none or nobody said that they do; `EACH_WAY` alone is two that have no
    names. `between` is what to do between sets.
    `sides_alternate` says that the sides change after each set, or (False) that one side does
    all of them first; None where nobody said. `first_week` to `last_week` (0: to the end) are
    the weeks in which it is done. `side` is None where nobody said that it has one. `when_easy` is
    the dose that follows when this one has become easy, in no week of its own. `link` is the
    https address of a film or page about it.
    """

    exercise: str
    variant: str
    side: Side | None
    dose: Dose
    parts: tuple[str, ...] = ()
    between: str = ""
    sides_alternate: bool | None = None
    first_week: int = 1
    last_week: int = 0
    changes: tuple[Change, ...] = ()
    growth: Growth | None = None
    when_easy: Dose | None = None
    note: str = ""
    override: str = ""
    link: str = ""

    @property
    def ways(self) -> int:
        """How often a session takes the dose with one foot: once for each direction or stage."""
        return 2 if self.parts == (EACH_WAY,) else max(len(self.parts), 1)


@dataclass(frozen=True, slots=True)
class Practitioner:
    """Who wrote the plan. `registration` is the body and number: "HCPC CH00000"."""

    code: str
    name: str
    role: str = ""
    registration: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Patient:
    """Whose plan it is."""

    first_name: str
    last_name: str
    born: date | None = None
    email: str = ""
    consent: bool = False

    @property
    def name(self) -> str:
        """First and last name, as the clinic typed them."""
        return f"{self.first_name} {self.last_name}"


@dataclass(frozen=True, slots=True)
class PainGuide:
    """The clinic's cut-offs on a scale of 0 to 10: carry on, ease off, stop.

    Up to `carry_on` is green, up to `ease_off` amber, above it red. The default is the
    commonest of the clinics looked at (decisions: 0-3, 4-5, 6-10).
    """

    carry_on: int = 3
    ease_off: int = 5


@dataclass(frozen=True, slots=True)
class Clinic:
    """What the Clinic sheet says. `logo` is a path as typed, beside the workbook.

    `people` are those whom the pictures may show, () for all of them. `edition` is that of plans
    whose row has none. `visit` asks for what to bring to the next visit in every handout; else
    it is where a page has the room.
    """

    name: str
    phone: str
    address: str = ""
    hours: str = ""
    email: str = ""
    website: str = ""
    logo: str = ""
    brand: str = ""
    colour: str = ""
    paper: str = "A4"
    edition: str = "standard"
    language: str = "en"
    region: str = "uk"
    people: tuple[str, ...] = ()
    pain_guide: PainGuide = PainGuide()
    other_formats: str = ""
    sender_name: str = ""
    reply_to: str = ""
    visit: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """One patient's plan: everything that the handout and the letter say about it.

    `weeks` is 0 where the plan has no end. `condition` is an education topic of the
    catalogue, `take_care` are caution codes, `footwear` is "supportive", "minimalist" or "".
    `person` is whom the pictures show, "" where nobody was asked for.
    `link` is the https address of a film or page about the plan.
    `edition` is a code of the handout's editions ("large-print"). `password` is as typed: ""
    (one is made when the plan is mailed), "none", or the password itself; it is never shown.
    """

    id: str
    patient: Patient
    practitioner: Practitioner
    start: date
    prescriptions: tuple[Prescription, ...]
    version: int = 1
    weeks: int = 0
    review: date | None = None
    session_limit: int = 0
    condition: str = ""
    goals: tuple[str, ...] = ()
    programme: str = ""
    take_care: tuple[str, ...] = ()
    footwear: str = ""
    person: str = ""
    note: str = ""
    replaces: str = ""
    link: str = ""
    language: str = "en"
    edition: str = "standard"
    password: str = field(default="", repr=False)
