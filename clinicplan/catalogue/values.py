"""What the catalogue holds, in one language: exercises, programmes, cautions, texts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from clinicplan.dose import Dose
from clinicplan.plan import Side


@dataclass(frozen=True, slots=True)
class Shot:
    """A picture and the lines beside it.

    `frame` names an illustration ("" for none); a clinic's own picture is named
    "own:" and its file. Lines may hold {side} and {other} ("left", "right").
    """

    frame: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Variant:
    """A way to do an exercise: position and tool, what is needed, start position, shots.

    The start position is printed before the first shot's lines. `equipment` are codes.
    `balance` asks for the line about what to hold when it is done this way. `care` is to be
    taken care of this way only: the way round the floor, for one ("" where there is nothing).
    `held_as_told` where a plan says itself what to hold on to.
    """

    code: str
    position: str
    tool: str
    equipment: tuple[str, ...]
    start: str
    shots: tuple[Shot, ...]
    balance: bool = False
    care: str = ""
    held_as_told: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """A person of the pictures. `by_choice`: shown only where somebody asks for them.

    `one_foot`: the other foot is artificial and cannot exercise. `missing` are the pictures of
    a whole person that are not drawn for this one.
    """

    code: str
    by_choice: bool = False
    one_foot: bool = False
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Preset:
    """A dose as one source article gives it: what it leaves open stays open.

    `code` is the programme that it belongs to, `source` the article's file name, `entry`
    its row (1 to 31) in the table of entries. `variants` are the ways the article allows,
    the first is the default. `sides_alternate` says that the sides change after each set, or
    (False) that one side is finished first; None where the article does not say.
    """

    code: str
    source: str
    entry: int
    side: Side | None
    dose: Dose
    parts: tuple[str, ...] = ()
    between: str = ""
    variants: tuple[str, ...] = ()
    sides_alternate: bool | None = None


@dataclass(frozen=True, slots=True)
class Exercise:
    """An exercise as the patient reads it, and its presets.

    `limb` is "foot" or "leg"; "side" where an exercise of the clinic's own is of another part, or
    nobody said. `together` says that both sides move at once, so a side cannot be chosen.
    `balance` asks for the line about what to hold in every variant; a variant may also ask
    for it alone. `counted` names what a repetition is ("times", "circles", "rounds"); `tempo` is
    our estimate of the seconds that one takes (docs/content.md). `parts` are the directions or
    stages that the exercise knows, whether or not a preset names them; `many_ways` says that a
    repetition goes more ways than one, which have no names to be told by ("5 each way"). `short`
    is the name in the diary (at most 18 characters). `thumbnail` is the frame for small pictures.
    `twin` is the code of the exercise that does the same with both sides together ("" for none).
    `feel` goes on after "Feel it", `slip` is a common mistake and what to do instead; a clinic's
    own exercises have neither. `link` is the https address of a film or page about one of these.
    `body` are the parts of the body that its own text names, by which it is found; a clinic's own
    have none. `sided` is False for one of these of which nobody said that it is done with one side
    at a time: then a dose names no side.
    """

    code: str
    name: str
    short: str
    limb: str
    together: bool
    balance: bool
    counted: str
    tempo: int
    why: str
    caution: str
    easier: str
    harder: str
    variants: tuple[Variant, ...]
    presets: tuple[Preset, ...]
    parts: tuple[str, ...] = ()
    many_ways: bool = False
    thumbnail: str = ""
    own: bool = False
    twin: str = ""
    feel: str = ""
    slip: str = ""
    link: str = ""
    body: tuple[str, ...] = ()
    sided: bool = True

    def variant(self, code: str) -> Variant:
        """The variant of this code, or the first where there is none of it."""
        return next((item for item in self.variants if item.code == code), self.variants[0])

    def preset(self, code: str) -> Preset | None:
        """The preset of this code, None where there is none of it."""
        return next((item for item in self.presets if item.code == code), None)


@dataclass(frozen=True, slots=True)
class ProgrammeItem:
    """One exercise of a programme, with the preset that gives its dose."""

    exercise: str
    preset: str


@dataclass(frozen=True, slots=True)
class Programme:
    """A set of exercises that belong together; `source` is the article's file name."""

    code: str
    name: str
    summary: str
    source: str
    items: tuple[ProgrammeItem, ...]


@dataclass(frozen=True, slots=True)
class Granted:
    """What a patient reads where a practitioner has let in what a caution's advice keeps out.

    `keeps_out` is the sentence of the advice that would deny it; `one` and `many` go on after it,
    with {exercises} and {name}; `card` stands on the exercise's card.
    """

    keeps_out: str
    one: str
    many: str
    card: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """An exercise that should not be combined with a caution, and why.

    `granted` is None where the caution's advice does not speak of it.
    """

    exercise: str
    reason: str
    variants: tuple[str, ...] = ()
    granted: Granted | None = None

    def concerns(self, exercise: str, variant: str) -> bool:
        """Whether it is about this exercise, done this way."""
        return self.exercise == exercise and (not self.variants or variant in self.variants)


@dataclass(frozen=True, slots=True)
class Caution:
    """Something to take care of ("reduced-feeling"), and the exercises that it rules out.

    `advice` is the line that the patient reads; `source` says where the rule comes from;
    `signed_off` names the clinician who has approved it, "" while nobody has. `own_balance`
    is why it rules out a clinic's own exercises that are marked Balance, "" where it does not.
    `beside` is the advice where that of another caution, by its code, has said the rest of it.
    """

    code: str
    name: str
    advice: str
    source: str
    signed_off: str
    conflicts: tuple[Conflict, ...]
    own_balance: str = ""
    beside: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Topic:
    """An education text: the patient's condition, or footwear, in short paragraphs."""

    code: str
    name: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tip:
    """How to do the exercises, whichever they are: what it is about, and a sentence or two.

    `ends` says that it is only for a plan that has a last day, `urges` that it is for nobody who
    feels less or was operated on: it asks to do more, or to go by what is felt. `surgeons` asks
    for what after an operation only the surgeon does, `warms` to warm up, which nobody does
    before waking up. `needs` names what the plan must have for it: "sets", "harder", "stock".
    `unfelt` is said instead to who feels less, `careful` to whom an ache may be a warning.
    """

    label: str
    text: str
    ends: bool = False
    urges: bool = False
    surgeons: bool = False
    needs: str = ""
    warms: bool = False
    unfelt: str = ""
    careful: str = ""


@dataclass(frozen=True, slots=True)
class RedFlags:
    """A list of warning signs with the region's words for where to go."""

    heading: str
    signs: tuple[str, ...]
    code: str = ""


@dataclass(frozen=True, slots=True)
class Dialling:
    """How a country's telephone numbers are dialled from abroad.

    `country` is its code ("44"), `trunk` what is dialled before a number at home alone ("0"),
    `least` and `most` how many digits follow that.
    """

    country: str
    trunk: str
    least: int
    most: int


@dataclass(frozen=True, slots=True)
class Region:
    """Emergency wording of a region ("uk", "us", "eu"): its number, and the warning signs.

    `words` are the region's words for the language's ("counter" for "worktop"), `locale` is
    how it writes dates and lists, "" as the language does. `closed` says whom to call when the
    clinic does not answer, `sore` whom to call about a foot that feels little and has a sore
    place. `more` are the signs that not every patient reads, by the code of what they are for.
    `numb` heads the signs of diabetes where the feet feel little. `child` has signs that are told
    to a child in other words. `dialling` is None where the region is more than one country.
    """

    code: str
    name: str
    heading: str
    lists: tuple[RedFlags, ...]
    emergency: str = ""
    closed: str = ""
    more: tuple[RedFlags, ...] = ()
    sore: str = ""
    numb: str = ""
    child: Mapping[str, str] = field(default_factory=dict)
    locale: str = ""
    words: Mapping[str, str] = field(default_factory=dict)
    dialling: Dialling | None = None


@dataclass(frozen=True, slots=True)
class TextRecord:
    """Who wrote the texts, their version, when they are to be reviewed, and sources."""

    version: str
    written: str
    review: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Catalogue:
    """All content in one language. Mappings are by code and keep the files' order.

    `phrases` are the small texts by dotted key; a plural is a mapping by Babel's plural
    category in its place. `names` are the words for positions, tools, equipment and parts
    by "kind.code". `alts` are pictures' descriptions by frame.
    """

    language: str
    exercises: Mapping[str, Exercise]
    programmes: Mapping[str, Programme]
    cautions: Mapping[str, Caution]
    conditions: Mapping[str, Topic]
    footwear: Mapping[str, Topic]
    feet_and_back: tuple[str, ...]
    regions: Mapping[str, Region]
    phrases: Mapping[str, str | Mapping[str, str]]
    names: Mapping[str, str]
    alts: Mapping[str, str]
    record: TextRecord
    tips: tuple[Tip, ...] = ()
    people: Mapping[str, Figure] = field(default_factory=dict)
