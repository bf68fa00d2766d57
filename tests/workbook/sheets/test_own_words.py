"""What a clinic types in its own words -> the same words on the page, but for marks of a list."""

from __future__ import annotations

import io
import random
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path

import pytest
from PIL import Image

from clinicplan.handout.press import open_press
from clinicplan.workbook.read import Reading, read_workbook
from clinicplan.workbook.sheets.listmarks import without_marks
from tests.handout import plans
from tests.handout.reading import pages_of_text, structure
from tests.workbook.workbooks import TODAY, book, patient, row, to_bytes

PATTERNS = (
    "Hold for {n}.",
    "Hold for {n} seconds.",
    "{n} seconds hold, then let go",
    "{n} s on, {m} s off × {k}",
    "Repeat {n}-{m} times.",
    "{n}-{m} times each way",
    "{n} – {m} times, resting {k} s in between.",
    "Do {n} to {m}; stop at {k}/10 pain.",
    "Lift {k}.5 kg (or a {k} l bottle) {n} times",
    "{k}.5 kg in each hand: lift & lower, {n}×",
    "-{n} degrees to +{m} degrees, slowly",
    "- {n} degrees, no further",
    "Bend your knee to {n}°, not past {m}°.",
    "Turn ½ way round, pause, then ¾ of the way; count {n}.",
    "Slide the towel {n} cm back, {m} cm forward.",
    "Walk {n}00 m – that's about {m} houses.",
    "Rest {n} min {m} s.",
    "Rest for 1:{m}; drink {n}/{m} of a glass",
    'Say "one, two, ... {n}" out loud',
    "Count “one–thousand” {n} times…",
    "Don't let the heel lift (it's fine if it moves {k} mm).",
    "Toes up/down/left/right, {n} of each",
    "Heel-to-toe, {n} steps; turn; {m} steps back",
    "(Optional) close your eyes for {n} s",
    "({n} times only, until week {k})",
    "[Right foot only] {n} slow circles",
    "3 x {n}, rest {m}\", 2 x a day",
    "{n} x {m} @ {k} kg",
    "{n}% of your weight on the bad foot, {m}% on the good one",
    "Week {k}: {n} reps. Week {m}: as many as feel OK!",
    "If it hurts > {k}/10, do {n}; if < {k}/10, do {m}.",
    "Step 1 is easy, step {m} is not: stay {n} s",
    "Step up {k} stairs, step down {k} stairs – {n} times",
    "Stand on 1 leg, 2nd toe pointing at {n} o'clock.",
    "Press the 1st, 2nd & 3rd toe down {n} times",
    "No. {n} on the red band, no. {m} on the green.",
    "Band No.{n}: pull {m} cm; hold 2...3 s",
    "e.g. {n} times in the a.m., {m} in the p.m.",
    "Up {n}, hold {m}, down {k} = 1 rep",
    "Tempo {k}-0-{k}; {n} reps",
    "Ankle at 90°±{k}°: push {n} N, i.e. gently",
    "Roll the ball (ø {n} cm) from heel to toe",
    "*Slowly* – {n} seconds each way*",
    "As far as you can + {n} s more",
    "Keep £{n} coin flat under the big toe",
    "Push {n}x; relax; pull {m}x; relax. Repeat.",
    "Big toe up, others down; swap. {n}.",
    "Hold it for {n}) not longer than {m})",
    "End with {n} · {m} · {k} breaths",
    "Soak in water of {n} °C for {m} min.",
    "Knees 2,5 cm apart; {n},{k} mm is fine, too",
    "Use a 1/2\" dowel or a tin (400 g) – {n} rolls",
    "{n}/{m} sets done? Well done!",
    "Level {k}/5: toes only – not the heel -",
    "Tap #{n} & #{m} on the mat",
    "Inhale: {n}. Exhale: {m}. Hold: {k}.",
    "Don’t rush: 1 … 2 … 3 … {n}",
    "a) sit, b) lift {n} mm, c) rest {m} s",
    "Zoë's way – naïve but fine: {n} façade steps",
    "Bed -> chair -> bed, {n} times",
    "Squeeze a T-shirt, size {n}-{m}, for {k} s",
    "2-3 x daily for {n} days, then 4-5 x",
)
MARKS: Mapping[str, str] = {
    "none": "{line}",
    "figures": "{at}. {line}",
    "brackets": "{at}) {line}",
    "in brackets": "({at}) {line}",
    "steps": "Step {at}: {line}",
    "dots": "• {line}",
    "dashes": "- {line}",
    "long dashes": "– {line}",
}
STEPS = 12
EXERCISES = 12
"""Exercises of one plan."""


def instructions(seed: int) -> Iterator[str]:
    """Instructions as people write them, no two the same."""
    dice = random.Random(seed)
    known: set[str] = set()
    while True:
        for pattern in PATTERNS:
            n, m, k = dice.randint(1, 99), dice.randint(1, 60), dice.randint(1, 9)
            text = pattern.format(n=n, m=m, k=k)
            if text not in known:
                known.add(text)
                yield text


def as_list(lines: Sequence[str], style: str) -> str:
    return "\n".join(MARKS[style].format(at=at, line=line) for at, line in enumerate(lines, 1))


def typed(source: Iterator[str], many: int) -> list[str]:
    return list(islice(source, many))


def in_words(text: str) -> str:
    """The text on one line; a hyphen at the end of a printed line is one that was typed."""
    return " ".join(text.replace("\ufffe", "- ").split())


def made_plan(source: Iterator[str], number: int, folder: Path) -> tuple[Reading, list[list[str]]]:
    """The reading of a workbook with one plan, and the lines typed as each exercise's steps."""
    styles = list(MARKS)
    steps = [typed(source, STEPS) for _ in range(EXERCISES)]
    cells = [
        {
            "Code": f"own-{at}",
            "Name": f"Exercise {chr(65 + at)}",
            "Steps": as_list(lines, styles[(number + at) % len(styles)]),
            "Why": lines[0],
            "Caution": lines[1],
            "Position": lines[2],
            "Default dose": "10 times, twice a day, every day",
        }
        for at, lines in enumerate(steps)
    ]
    rows = [
        row(Exercise=f"own-{at}", Note_to_the_patient="\n".join(lines[3:6]))
        for at, lines in enumerate(steps)
    ]
    who = patient(Weeks=1, Goals="\n".join(steps[0][:6]), Note_to_the_patient=" ".join(steps[1]))
    path = folder / "plans.xlsx"
    path.write_bytes(to_bytes(book(patients=[who], exercises=rows, My_exercises=cells)))
    return read_workbook(path, catalogue=plans.catalogue(), today=TODAY), steps


def printed(reading: Reading, folder: Path) -> bytes:
    press = open_press(
        reading.clinic, catalogue=plans.catalogue(), templates=plans.templates(),
        own=reading.own, alts=reading.alts, folder=folder,
    )  # fmt: skip
    return press.print(reading.plans[0], issued=TODAY).pdf


def lost(reading: Reading, steps: list[list[str]], folder: Path) -> list[str]:
    """What was typed and does not stand on the page, in its order and as it was typed."""
    page = in_words("\n".join(pages_of_text(printed(reading, folder))))
    wanted = [" ".join(f"{at} {line}" for at, line in enumerate(lines, 1)) for lines in steps]
    wanted += [line for lines in steps for line in (lines[0], lines[1], f"Start {lines[2]}")]
    wanted += [" ".join(lines[3:6]) for lines in steps]
    wanted += [" ".join(steps[0][:6]), " ".join(steps[1])]
    return [text for text in map(in_words, wanted) if text not in page]


def check(plans_made: int, folder: Path) -> None:
    source = instructions(seed=plans_made)
    for number in range(plans_made):
        reading, steps = made_plan(source, number, folder)
        assert len(reading.plans) == 1, [str(item) for item in reading.findings]
        assert lost(reading, steps, folder) == []


def test_two_thousand_instructions_are_printed_as_typed(tmp_path: Path) -> None:
    """14 plans of 12 exercises of 12 steps; goals, notes, whys and cautions are among them."""
    check(14, tmp_path)


@pytest.mark.slow
def test_twenty_thousand_instructions_are_printed_as_typed(tmp_path: Path) -> None:
    check(140, tmp_path)


def test_descriptions_of_pictures_are_kept_as_typed(tmp_path: Path) -> None:
    lines = typed(instructions(seed=3), 8)
    files = [f"{at}.png" for at in range(len(lines))]
    picture = io.BytesIO()
    Image.new("RGB", (40, 30), "white").save(picture, "PNG")
    for file in files:
        (tmp_path / file).write_bytes(picture.getvalue())
    own = {"Code": "own", "Name": "Own", "Steps": "\n".join(lines), "Pictures": "\n".join(files),
           "Picture descriptions": "\n".join(lines)}  # fmt: skip
    path = tmp_path / "plans.xlsx"
    prescribed = row(Exercise="own", Reps=5, Times_a_day=2, Days="every day")
    made = book(exercises=[prescribed], My_exercises=[own])
    path.write_bytes(to_bytes(made))
    reading = read_workbook(path, catalogue=plans.catalogue(), today=TODAY)
    told = [alt for _, _, alt in structure(printed(reading, tmp_path))]
    assert [line for line in lines if line not in told] == []


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Hold for 30.", None),
        ("30 seconds hold", None),
        ("1.5 kg", None),
        ("2-3 times", None),
        ("- 5 degrees", None),
        ("-5 degrees", None),
        ("Bend\n- 5 degrees\nHold", None),
        ("- 5 km\n- 10 km", "5 km\n10 km"),
        ("1. 5 kg", None),
        ("1. 5 kg\n2. 10 kg", "5 kg\n10 kg"),
        ("Hold for\n30.", None),
        ("30. Then rest", None),
        ("3) Hold", None),
        ("3) Hold\n4) Go", "Hold\nGo"),
        ("Sit\nLift\n3. Hold", "Sit\nLift\nHold"),
        ("1) Sit\n1) Lift", "Sit\nLift"),
        ("(10) times", None),
        ("1.Sit", "Sit"),
        ('1. "Sit"', '"Sit"'),
        ("1.-3. toe", None),
        ("1/2 turn", None),
        ("½ turn", None),
        ("-ve knee", None),
        ("-> Lift", None),
        ("*Slowly* now", None),
        ("* Lift", "Lift"),
        ("•5 reps", "5 reps"),
        ("\uf0b7 Lift", "Lift"),
        ("Step 2-3 times over it", None),
        ("Step up 2 steps", None),
        ("Step 1: Sit\nstep 2 - Lift\nStep 3. Hold", "Sit\nLift\nHold"),
        ("Step 1: 10 times", "10 times"),
        ("-\n•\n–", ""),
        ("", ""),
    ],
)
def test_only_the_mark_of_a_list_goes(text: str, lines: str | None) -> None:
    found = "\n".join(without_marks(text.split("\n")))
    assert found == (text if lines is None else lines)
