"""Random rows are typed, printed, and read back from the page: it says what was typed.

The reader here shares nothing with the program: it knows the words of a page, and what a
clinician means by the text of a cell.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from clinicplan.catalogue.read import read_catalogue, templates_folder
from clinicplan.dose import Days, Dose, Rhythm, Times, exactly
from clinicplan.findings import Severity
from clinicplan.handout.press import open_press
from clinicplan.plan import Change, Clinic, Patient, Plan, Practitioner, Prescription, Side
from clinicplan.workbook.read import read_workbook
from tests.handout.reading import paragraphs, words
from tests.workbook.workbooks import TODAY, book, patient, to_bytes

CATALOGUE = read_catalogue(templates_folder())
Meaning = dict[str, str]
Pool = Mapping[str, str]

PLANS = 60
ROWS = 4
SEED = 20261121
IN_ONE_CELL = 0.4
"""So many of the rows have their dose in one cell."""

# What is typed, and what it means: figures, "~" about, "<" up to, words for what is open.
COUNTS: Pool = {
    "10": "10", "12 reps": "12", "x15": "15", "8-12": "8-12", "8 – 12": "8-12", "ten": "10",
    "about 20": "~20", "up to 30": "<30", "several times": "several", "AMRAP": "most",
    "until tired": "tired", "1": "1",
}  # fmt: skip
SETS: Pool = {"3": "3", "2-3": "2-3", "2 sets": "2", "x4": "4", "": ""}
HOLDS: Pool = {
    "": "", "5 s": "5", "30": "30", "0:45": "45", "1 min": "60", "½ min": "30", "3-5 s": "3-5",
    "about 10 s": "~10", "5 breaths": "5 breaths", "a slow count of 6": "count 6", "1:30": "90",
    "30s hold": "30", "as long as you can": "long",
}  # fmt: skip
RESTS: Pool = {
    "": "", "10 s": "10", "1 min": "60", "30 between sets": "30", "as needed": "need",
    "2 min": "120", "none": "",
}  # fmt: skip
TIMED: Pool = {
    "20 s": "20", "2 min": "120", "1-2 min": "60-120", "90 s": "90", "about 30 s": "~30",
    "20 metres": "20 m", "30-40 steps": "30-40 steps",
}  # fmt: skip
TIMES: Pool = {
    "": "", "2": "2", "twice daily": "2", "bd": "2", "x3": "3", "tds": "3", "once": "1",
    "am and pm": "morning+evening", "before bed": "bedtime", "at night": "night",
    "first thing in the morning": "first thing", "every 2 hours": "2 hourly",
    "after meals": "each meal", "before and after running": "before and after you run",
}  # fmt: skip
DAYS: Pool = {
    "": "", "daily": "every day", "EOD": "every other day", "every 3 days": "every third day",
    "Mon-Sat": "not Sunday", "not Wednesdays": "not Wednesday", "Mon–Fri": "weekdays",
    "MWF": "Monday+Wednesday+Friday", "Fri to Mon": "Monday+Friday+Saturday+Sunday",
    "3x/week": "3 a week", "2-3 days a week": "2-3 a week", "as needed": "need",
    "training days": "training days", "weekly": "1 a week",
}  # fmt: skip
SIDES: Pool = {"L": "left", "right side": "right", "l/r": "each", "each leg": "each", "": "each"}
LATER: Pool = {"": "", "from week 2: 25": "25", "week 3 – 40 reps": "40"}
NOTES = ("", "", "pillow behind the back", "breathe out slowly", "stop if it hurts")
"""What is printed as typed, on its own card and on no other."""

UNFIXED = ("2 hourly", "each meal", "before and after you run", "need", "training days")
EXERCISES = {"toe-press": "foot", "heel-raise-single": "leg"}


def rows(rng: random.Random, whole: str = "") -> Iterator[tuple[dict[str, object], Meaning]]:
    """A row for each exercise and side of one plan, with what it means.

    `whole` is the side of the whole plan, "" where its row on Patients has none.
    """
    for exercise, sides in (("toe-press", ("L", "R")), ("heel-raise-single", ("L", "R"))):
        if rng.random() < 0.5:
            sides = (rng.choice([*SIDES]),)  # type: ignore[assignment]
        if whole:
            sides = ("",)  # type: ignore[assignment]
        for side in sides:
            cells, meaning = one_row(rng)
            cells |= {"Exercise": exercise, "Side": side}
            if exercise == "toe-press" and "Dose" in cells:
                meaning = held(meaning)
            yield with_note(rng, cells), meaning | {"side": SIDES.get(side or whole, "right")}


def held(meaning: Meaning) -> Meaning:
    """Several short times of what is pressed are so many holds, where one cell says both."""
    if "sets" not in meaning or meaning.get("duration") not in ("20", "~30"):
        return meaning
    others = {fact: said for fact, said in meaning.items() if fact not in ("sets", "duration")}
    return others | {"reps": meaning["sets"], "hold": meaning["duration"]}


def with_note(rng: random.Random, cells: dict[str, object]) -> dict[str, object]:
    """The same with a note beside it, or within the dose where it is one cell."""
    note = rng.choice(NOTES)
    if not note:
        return cells
    if "Dose" in cells and rng.random() < IN_ONE_CELL:
        return cells | {"Dose": f"{note}, {cells['Dose']}"}
    return cells | {"Note to the patient": note}


def note_of(cells: Mapping[str, object]) -> str:
    """The note that was typed with a row, in its cell or in its dose."""
    typed = f"{cells.get('Note to the patient')} {cells.get('Dose')}"
    return next((note for note in NOTES if note and note in typed), "")


def one_row(rng: random.Random) -> tuple[dict[str, object], Meaning]:
    """Cells, and what doses.md says of them: nothing is filled in but "every day"."""
    kind = rng.choice(["reps", "reps", "reps", "duration", "hold"])
    columns = {"Sets": ("sets", SETS), "Rest": ("rest", RESTS), "Times a day": ("times", TIMES),
               "Days": ("days", DAYS)}  # fmt: skip
    if kind == "reps":
        columns |= {"Reps": ("reps", COUNTS), "Hold": ("hold", HOLDS)}
    elif kind == "duration":
        columns["Duration"] = ("duration", TIMED)
    else:
        columns["Hold"] = ("hold", {text: held for text, held in HOLDS.items() if held})
    cells: dict[str, object] = {}
    meaning: Meaning = {}
    for heading, (fact, pool) in columns.items():
        text = rng.choice([*pool])
        cells[heading], meaning[fact] = text or None, pool[text]
    if not meaning["times"] and not meaning["days"]:
        cells["Days"], meaning["days"] = "every day", "every day"
    elif not meaning["days"] and meaning["times"] not in UNFIXED:
        meaning["days"] = "every day"
    if kind == "reps" and meaning["reps"] in ("10", "12", "8-12"):
        text = rng.choice([*LATER])
        cells["Progression"], meaning["later"] = text or None, LATER[text]
    if rng.random() < IN_ONE_CELL:
        if cells["Days"] == "daily" and not meaning["times"]:
            meaning["times"] = "1"  # beside an amount it is how often a day, too
        cells = {"Dose": in_one_cell(rng, cells)}
    return cells, {fact: said for fact, said in meaning.items() if said}


def in_one_cell(rng: random.Random, cells: Mapping[str, object]) -> str:
    """The same as one would say it: facts in any order, their names where they need one."""
    said: dict[str, Callable[[str], str]] = {
        "Sets": lambda text: text if "set" in text else f"{text.removeprefix('x')} sets",
        "Hold": lambda text: text if "hold" in text else f"hold {text}",
        "Rest": lambda text: "no rest" if text == "none" else
        text if "between" in text else f"rest {text}",
        "Times a day": lambda text: f"{text.strip('x')} times a day" if text in ("2", "x3") else
        f"{text} a day" if text == "once" else text,
        "Duration": lambda text: f"for {text}",
    }  # fmt: skip
    facts = [
        said.get(heading, str)(str(text))
        for heading, text in cells.items() if text and heading != "Progression"
    ]  # fmt: skip
    rng.shuffle(facts)
    later = cells.get("Progression")
    return ", ".join([*facts, str(later)] if later else facts)


# The reader of a page.

NUMBER = r"(about |up to )?(\d+)(?: to (\d+))?"
UNITS = {"second": 1, "minute": 60}
FACTS = (
    ("reps", re.compile(rf"{NUMBER} times")),
    ("reps", re.compile(r"once|several times|as many times as you can|"
                        r"until the muscle is tired")),
    ("sets", re.compile(rf"{NUMBER} sets?")),
    ("hold", re.compile(rf"hold (?:for )?{NUMBER} (seconds?|minutes?|slow breaths?)")),
    ("hold", re.compile(r"hold (?:for a slow count of (\d+)|as long as you can)")),
    ("rest", re.compile(rf"rest {NUMBER} (seconds?|minutes?)")),
    ("rest", re.compile(r"rest as long as you need")),
    ("duration", re.compile(rf"{NUMBER} (seconds?|minutes?|metres?|steps?)")),
    ("side", re.compile(r"with (your left|your right|each) (?:foot|leg)")),
    ("", re.compile(r"between sets|in between|after each one|afterwards")),
)  # fmt: skip
OFTEN = (
    ("times", re.compile(r"(once|twice|\d+ times) a day(?: \(|,)?")),
    ("times", re.compile(r"(?:every |in the )(morning) and (?:in the )?(evening),?")),
    ("times", re.compile(r"(?:every day )?before you go to bed,?")),
    ("times", re.compile(r"every night,?|at night,?")),
    ("times", re.compile(r"every morning, first thing|first thing in the morning,?")),
    ("times", re.compile(r"every (\d) hours while you are awake,?")),
    ("times", re.compile(r"after each meal,?|before and after you run,?")),
    ("days", re.compile(r"(?:on )?weekdays \(monday to friday\)")),
    ("days", re.compile(r"every day except (\w+)")),
    ("days", re.compile(r"every (?:other |third )?day")),
    ("days", re.compile(r"(?:on )?((?:\w+days?(?:, | and )?)+)(?= |$)")),
    ("days", re.compile(r"(\d)(?: to (\d))? days? a week")),
    ("days", re.compile(r"when you need it|on training days")),
)

OFTEN_FIRST = re.compile("|".join(pattern.pattern for _, pattern in OFTEN), re.IGNORECASE)
"""How a panel begins; in the table on page one, the amount comes first."""


def read_panel(text: str) -> Meaning:
    """What the panel of a card says: how often, facts, and the number that comes later."""
    said: Meaning = {}
    now, _, later = text.partition(" from ")
    rest = now
    for patterns in (OFTEN, FACTS):
        while found := next(
            ((fact, match) for fact, pattern in patterns if (match := pattern.match(rest))), None
        ):
            fact, match = found
            if fact == "reps" and {"duration", "hold"} & said.keys():
                fact = "sets"  # of a bout or of a hold
            value = canonical(fact, match)
            assert said.get(fact, value) == value, text
            said[fact] = value
            rest = rest[match.end() :].strip()
    said.pop("", None)
    if "days" not in said and said.get("times") not in UNFIXED:
        said["days"] = "every day"  # twice a day, every night
    if later and (match := re.match(r"\d+ december: (\d+) times", later)):
        said["later"] = match[1]
    return said


def canonical(fact: str, match: re.Match[str]) -> str:
    """The meaning of one phrase of a page."""
    whole = match[0].strip(" ,(")
    if fact in ("sets", "reps") and match.re.groups == 3:
        return figure(match)
    if fact == "reps":
        return {"once": "1", "several times": "several", "as many times as you can": "most",
                "until the muscle is tired": "tired"}[whole]  # fmt: skip
    if fact in ("hold", "rest", "duration"):
        return length(match)
    if fact == "side":
        return match[1].replace("your ", "")
    if fact == "times":
        return time_of_day(whole, match)
    return day(whole, match) if fact == "days" else ""


def figure(match: re.Match[str], scale: int = 1) -> str:
    sign = {"about ": "~", "up to ": "<", None: ""}[match[1]]
    ends = [str(int(end) * scale) for end in (match[2], match[3]) if end]
    return sign + "-".join(ends)


def length(match: re.Match[str]) -> str:
    if match.re.groups == 0:
        return "need"
    if match.re.groups == 1:
        return f"count {match[1]}" if match[1] else "long"
    unit = match[4].rstrip("s")
    if unit in UNITS:
        return figure(match, UNITS[unit])
    return f"{figure(match)} " + {"slow breath": "breaths", "metre": "m", "step": "steps"}[unit]


def time_of_day(whole: str, match: re.Match[str]) -> str:
    if "a day" in whole:
        count = match[1].removesuffix(" times")
        return {"once": "1", "twice": "2"}.get(count, count)
    if "hours" in whole:
        return f"{match[1]} hourly"
    words = {"bed": "bedtime", "night": "night", "first thing": "first thing",
             "evening": "morning+evening", "meal": "each meal",
             "run": "before and after you run"}  # fmt: skip
    return next(meaning for word, meaning in words.items() if word in whole)


def day(whole: str, match: re.Match[str]) -> str:
    if whole.startswith("every day except"):
        return f"not {match[1].title()}"
    if "weekdays" in whole:
        return "weekdays"
    if whole.endswith("a week"):
        return f"{match[1]}-{match[2]} a week" if match[2] else f"{match[1]} a week"
    if whole in ("when you need it", "on training days"):
        return {"when you need it": "need"}.get(whole, "training days")
    if whole.startswith("every"):
        return whole
    return "+".join(name.removesuffix("s").title() for name in re.findall(r"\w+days", whole))


def panels(pdf: bytes) -> dict[tuple[str, str], str]:
    """The text of each card's panel by the exercise's limb and the side beside its name."""
    found: dict[tuple[str, str], str] = {}
    for page in paragraphs(pdf):
        text = " ".join(" ".join(page).replace("\u00a0", " ").split())
        pieces = re.split(r"(Left|Right|Each) (foot|leg) (?=[A-Z0-9])", text)[1:]
        for side, limb, panel in zip(pieces[::3], pieces[1::3], pieces[2::3], strict=True):
            if OFTEN_FIRST.match(panel):
                found.setdefault((limb, side.lower()), panel.lower())
    return found


@pytest.fixture(scope="module")
def typed() -> list[list[tuple[dict[str, object], Meaning]]]:
    rng = random.Random(SEED)
    return [list(rows(rng, whole_side(number))) for number in range(PLANS)]


def whole_side(number: int) -> str:
    """The side of this whole plan: every fourth has one."""
    return ("L", "right side", "l/r")[number // 4 % 3] if number % 4 == 3 else ""


def test_the_page_says_what_was_typed(
    typed: list[list[tuple[dict[str, object], Meaning]]], tmp_path: Path
) -> None:
    made = book(
        patients=[
            patient(Plan_ID=f"R-{number}", Weeks=4, Side=whole_side(number))
            for number in range(PLANS)
        ],
        exercises=[
            {"Plan ID": f"R-{number}", **cells}
            for number, plan in enumerate(typed) for cells, _ in plan
        ],
    )  # fmt: skip
    path = tmp_path / "random.xlsx"
    path.write_bytes(to_bytes(made))
    reading = read_workbook(path, catalogue=CATALOGUE, today=TODAY)
    assert [item for item in reading.findings if item.severity is Severity.ERROR] == []
    press = open_press(
        reading.clinic, catalogue=CATALOGUE, templates=templates_folder(), folder=tmp_path
    )
    for number, plan in enumerate(reading.plans):
        shown = panels(press.print(plan, issued=TODAY).pdf)
        for cells, meaning in typed[number]:
            limb = EXERCISES[str(cells["Exercise"])]
            panel = shown[limb, meaning["side"]]
            assert read_panel(panel) == as_said(meaning), (cells, panel)
            said = [note for note in NOTES if note and note in panel]
            assert said == [note for note in (note_of(cells),) if note], (cells, panel)


def as_said(meaning: Meaning) -> Meaning:
    """How a page says it: a hold that nobody repeats is once; once a day on Mondays, Mondays.

    What is each hour or each meal goes without "every day".
    """
    said = dict(meaning)
    if not {"reps", "duration", "sets"} & meaning.keys():
        said["reps"] = "1"
    told = ("every day", "need", "training days")
    is_told = meaning.get("days") in told or str(meaning.get("days")).endswith(" a week")
    if meaning.get("times") == "1" and not is_told:
        del said["times"]
    if meaning.get("times") in ("2 hourly", "each meal") and meaning.get("days") == "every day":
        del said["days"]
    return said


@pytest.mark.parametrize(
    ("panel", "said"),
    [
        ("twice a day, on mondays and fridays 10 times with your left foot hold 5 seconds",
         {"times": "2", "days": "Monday+Friday", "reps": "10", "side": "left", "hold": "5"}),
        ("every day except sunday 3 to 5 times with each leg 2 sets with each leg rest 2 minutes "
         "between sets from 8 december: 12 times with each leg",
         {"days": "not Sunday", "reps": "3-5", "side": "each", "sets": "2", "rest": "120",
          "later": "12"}),
        ("after each meal once with your right foot hold for a slow count of 6",
         {"times": "each meal", "reps": "1", "side": "right", "hold": "count 6"}),
    ],
)  # fmt: skip
def test_the_reader_reads(panel: str, said: Meaning) -> None:
    assert read_panel(panel) == said


# The reader is no use if it reads the same whatever is printed.

SURE = Prescription(
    "heel-raise-single", "chair", Side.RIGHT,
    Dose(sets=exactly(3), reps=exactly(10), hold=exactly(5), rest=exactly(60), times=Times(2),
         days=Days(Rhythm.NAMED, named=(0, 1, 2, 3, 4, 5))),
    changes=(Change(3, Dose(sets=exactly(3), reps=exactly(15), hold=exactly(5), rest=exactly(60),
                            times=Times(2), days=Days(Rhythm.NAMED, named=(0, 1, 2, 3, 4, 5)))),),
    note="Hold on with both hands.",
)  # fmt: skip


def with_dose(**facts: Any) -> Prescription:
    return replace(
        SURE,
        dose=replace(SURE.dose, **facts),
        changes=tuple(replace(it, dose=replace(it.dose, **facts)) for it in SURE.changes),
    )


@pytest.mark.parametrize(
    ("mutated", "region"),
    [
        pytest.param(replace(SURE, side=Side.LEFT), "uk", id="the other side"),
        pytest.param(replace(SURE, side=Side.EACH), "uk", id="side dropped"),
        pytest.param(replace(SURE, changes=(replace(SURE.changes[0], week=4),)), "uk",
                     id="a week late"),
        pytest.param(replace(SURE, changes=()), "uk", id="change lost"),
        pytest.param(with_dose(rest=None), "uk", id="rest lost"),
        pytest.param(with_dose(hold=None), "uk", id="hold lost"),
        pytest.param(with_dose(hold=exactly(8)), "uk", id="a preset's hold"),
        pytest.param(with_dose(hold=exactly(300)), "uk", id="minutes for seconds"),
        pytest.param(with_dose(sets=None), "uk", id="sets lost"),
        pytest.param(with_dose(times=Times(3)), "uk", id="once more a day"),
        pytest.param(with_dose(days=Days(Rhythm.EVERY_DAY)), "uk", id="Sunday not left out"),
        pytest.param(replace(SURE, note=""), "uk", id="note lost"),
        pytest.param(SURE, "us", id="another country's number"),
    ],
)  # fmt: skip
def test_the_reader_sees_what_is_printed_otherwise(
    mutated: Prescription, region: str, tmp_path: Path
) -> None:
    assert read_all(mutated, region, tmp_path) != read_all(SURE, "uk", tmp_path)


def read_all(prescription: Prescription, region: str, folder: Path) -> tuple[object, ...]:
    """What the reader makes of a handout: the dose, when it changes, the note, whom to call."""
    clinic = Clinic("Harbour Street Foot Clinic", "01632 960417", region=region)
    press = open_press(
        clinic, catalogue=CATALOGUE, templates=templates_folder(), folder=folder
    )
    plan = Plan("R-1", Patient("Sam", "Sample"), Practitioner("AE", "Alex Example"), TODAY,
                (prescription,), weeks=6)  # fmt: skip
    pdf = press.print(plan, issued=TODAY).pdf
    ((where, panel),) = panels(pdf).items()
    text = words(pdf)
    return (where, read_panel(panel), re.findall(r"from (\d+ \w+):", panel),
            "Hold on with both hands." in text, *(number in text for number in ("999", "911")))


def test_the_reader_reads_all_of_a_sure_handout(tmp_path: Path) -> None:
    assert read_all(SURE, "uk", tmp_path) == (
        ("leg", "right"),
        {"sets": "3", "reps": "10", "hold": "5", "rest": "60", "times": "2",
         "days": "not Sunday", "side": "right", "later": "15"},
        ["5 december"], True, True, False,
    )  # fmt: skip
