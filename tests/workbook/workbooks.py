"""Small workbooks and a small catalogue, made by hand."""

from __future__ import annotations

import io
import tomllib
import zipfile
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from openpyxl import Workbook

from clinicplan.catalogue.read import templates_folder
from clinicplan.catalogue.values import (
    Catalogue,
    Caution,
    Conflict,
    Exercise,
    Figure,
    Preset,
    Programme,
    ProgrammeItem,
    Region,
    Shot,
    TextRecord,
    Topic,
    Variant,
)
from clinicplan.dose import Amount, Bound, Days, Dose, Rhythm, Times, exactly
from clinicplan.plan import Side
from clinicplan.workbook.columns import SHEETS
from clinicplan.workbook.read import Reading, read_workbook

TODAY = date(2026, 11, 21)
DAILY = Days(Rhythm.EVERY_DAY)
EVERY_OTHER_DAY = Days(Rhythm.EVERY_OTHER_DAY)

Cells = Mapping[str, object]

CLINIC: Cells = {
    "Name": "Harbour Street Foot Clinic",
    "Phone": "01632 960417",
    "Emergency region": "United Kingdom",
}
PERSON: Cells = {"Code": "AE", "Name": "Alex Example"}
PATIENT: Cells = {
    "Plan ID": "P-1",
    "First name": "Sam",
    "Last name": "Sample",
    "Practitioner": "AE",
    "Start date": date(2026, 12, 1),
    "Weeks": 4,
}
ROW: Cells = {"Plan ID": "P-1", "Exercise": "towel-stretch"}
OWN: Cells = {"Code": "arch-lift", "Name": "Arch lift", "Steps": "Lift the arch.\nLet go."}

UNSAID = {("Patients", "Side"): "each"}
"""What a row has where its cells do not say, by sheet and heading."""


def patient(**changes: object) -> dict[str, object]:
    """The patient with these cells changed; a key's underscores are its heading's spaces."""
    return dict(PATIENT) | _headed(changes)


def row(**changes: object) -> dict[str, object]:
    """A row of Exercises, or of Programmes, with these cells."""
    return dict(ROW) | _headed(changes)


def _headed(cells: Mapping[str, object]) -> dict[str, object]:
    return {key.replace("_", " "): value for key, value in cells.items()}


def book(
    *,
    clinic: Cells = CLINIC,
    practitioners: Iterable[Cells] = (PERSON,),
    patients: Iterable[Cells] = (PATIENT,),
    exercises: Iterable[Cells] = (ROW,),
    **more: Iterable[Cells],
) -> Workbook:
    """A workbook; `more` are further sheets, underscores in their names being spaces.

    The headings of the cells come first, then all others that the sheet should have. A plan
    whose cells have no Side is for each: else every row without one would be asked about.
    """
    made = Workbook()
    made.remove(made.active)
    settings = made.create_sheet("Clinic")
    settings.append(["Setting", "Value"])
    for heading in _headings("Clinic", (clinic,)):
        settings.append([heading, clinic.get(heading)])
    tables = {"Practitioners": practitioners, "Patients": patients, "Exercises": exercises}
    for title, rows in (tables | more).items():
        sheet = made.create_sheet(title.replace("_", " "))
        rows = tuple(rows)
        headings = _headings(sheet.title, rows)
        sheet.append(headings)
        for cells in rows:
            sheet.append([cells.get(heading, UNSAID.get((title, heading))) for heading in headings])
    return made


def _headings(title: str, rows: Iterable[Cells]) -> list[str]:
    usual = (item.heading for sheet in SHEETS if sheet.title == title for item in sheet.columns)
    return list(dict.fromkeys((*(heading for cells in rows for heading in cells), *usual)))


def to_bytes(made: Workbook) -> bytes:
    """The workbook as a file."""
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def read(made: Workbook | bytes, folder: Path, *, name: str = "plans.xlsx") -> Reading:
    """What the reader makes of the workbook, saved in the folder."""
    path = folder / name
    path.write_bytes(made if isinstance(made, bytes) else to_bytes(made))
    return read_workbook(path, catalogue=SMALL, today=TODAY)


def part(data: bytes, name: str) -> bytes:
    """A part of the zip."""
    return zipfile.ZipFile(io.BytesIO(data)).read(name)


def changed(
    data: bytes, parts: Mapping[str, bytes | None], *, compression: int = zipfile.ZIP_DEFLATED
) -> bytes:
    """The zip with parts replaced or added; None takes one away."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", compression) as new:
        kept = {name: old.read(name) for name in old.namelist()}
        for name, content in (kept | dict(parts)).items():
            if content is not None:
                new.writestr(name, content)
    return stream.getvalue()


def _variant(
    code: str, position: str, tool: str = "", *, balance: bool = False, step: str = "Move."
) -> Variant:
    equipment = (tool,) if tool else ()
    return Variant(code, position, tool, equipment, "Sit.", (Shot("", (step,)),), balance)


def _exercise(
    code: str,
    name: str,
    *variants: Variant,
    presets: tuple[Preset, ...],
    together: bool = False,
    parts: tuple[str, ...] = (),
    twin: str = "",
) -> Exercise:
    return Exercise(
        code=code, name=name, short=name[:18], limb="foot", together=together, balance=False,
        counted="times", tempo=3, why="", caution="", easier="", harder="", variants=variants,
        presets=presets, parts=parts, twin=twin,
    )  # fmt: skip


STRETCH = _exercise(
    "towel-stretch",
    "Towel stretch",
    _variant("floor", "floor", "towel"),
    presets=(
        Preset("daily", "a.txt", 1, Side.EACH,
               Dose(reps=Amount(3, 5), hold=exactly(30), days=DAILY)),
    ),
)  # fmt: skip
CIRCLES = _exercise(
    "ankle-circles",
    "Ankle circles",
    _variant("chair", "chair"),
    _variant("standing", "standing", balance=True),
    _variant("lying", "lying"),
    presets=(
        Preset("daily", "a.txt", 2, Side.EACH,
               Dose(duration=Amount(30, 30, Bound.ABOUT), days=DAILY),
               ("clockwise", "anticlockwise"), variants=("chair", "standing")),
        Preset("alternate", "b.txt", 29, Side.EACH,
               Dose(sets=exactly(5), reps=Amount(5, 10), days=EVERY_OTHER_DAY),
               ("clockwise", "anticlockwise"), variants=("lying",)),
        Preset("plain", "c.txt", 10, Side.EACH,
               Dose(duration=exactly(15), days=DAILY), variants=("lying",)),
    ),
    parts=("clockwise", "anticlockwise"),
)  # fmt: skip
WALK = _exercise(
    "toe-walk",
    "Toe walk",
    _variant("walking", "walking"),
    presets=(
        Preset("alternate", "b.txt", 5, Side.BOTH,
               Dose(sets=exactly(5), duration=exactly(20), rest=Amount(10, 10, Bound.ABOUT),
                    times=Times(2), days=DAILY)),
    ),
    together=True,
)  # fmt: skip
PENCIL = _exercise(
    "toe-pencil",
    "Pencil pick-up",
    _variant("chair", "chair", "pencil"),
    _variant("ball", "chair", "ball"),
    presets=(
        Preset("alternate", "b.txt", 7, None,
               Dose(hold=Amount(bound=Bound.OPEN, wording="a-few-seconds"))),
    ),
)  # fmt: skip

RAISE = _exercise(
    "heel-raise-single",
    "Heel raise, one leg",
    _variant("chair", "standing", "chair", step="Hold a worktop. Raise your heel."),
    _variant("wall", "standing", "wall"),
    presets=(
        Preset("alternate", "b.txt", 27, Side.EACH,
               Dose(sets=Amount(2, 3), reps=Amount(10, 12), rest=exactly(60),
                    days=EVERY_OTHER_DAY)),
    ),
    twin="toe-walk",
)  # fmt: skip

PRESS = _exercise(
    "toe-press",
    "Toe press",
    _variant("chair", "chair", step="Press. Hold."),
    presets=(
        Preset("daily", "a.txt", 4, Side.EACH,
               Dose(reps=exactly(10), hold=exactly(3), days=DAILY)),
    ),
)  # fmt: skip

CALF = _exercise(
    "wall-calf-stretch",
    "Wall calf stretch",
    _variant("wall", "standing", "wall", step="Lean in. Hold."),
    presets=(
        Preset("daily", "a.txt", 3, Side.EACH,
               Dose(reps=exactly(3), hold=exactly(30), days=DAILY)),
    ),
)  # fmt: skip

WORDS = templates_folder() / "languages" / "en" / "phrases" / "workbook.toml"
SUMS: Mapping[str, str] = tomllib.loads(WORDS.read_text("utf-8"))["sum"]

SMALL = Catalogue(
    language="en",
    exercises={item.code: item for item in (STRETCH, CIRCLES, WALK, PENCIL, RAISE, PRESS, CALF)},
    programmes={
        "daily": Programme("daily", "Three a day", "", "a.txt", (
            ProgrammeItem("towel-stretch", "daily"), ProgrammeItem("ankle-circles", "daily"))),
        "alternate": Programme("alternate", "Every other day", "", "b.txt", (
            ProgrammeItem("toe-walk", "alternate"), ProgrammeItem("ankle-circles", "alternate"))),
    },
    cautions={
        "balance": Caution("balance", "Balance or falls", "Hold on.", "ours", "", (
            Conflict("toe-walk", "There is nothing to hold on to."),
            Conflict("ankle-circles", "It is done on one leg.", ("standing",))),
            own_balance="It may lead to a fall."),
        "diabetes": Caution("diabetes", "Diabetes", "Look at your feet.", "ours", "", ()),
    },
    conditions={"flat-feet": Topic("flat-feet", "Flat feet", ())},
    footwear={
        "supportive": Topic("supportive", "Supportive shoes", ()),
        "minimalist": Topic("minimalist", "Thin, flexible shoes", ()),
    },
    feet_and_back=(),
    regions={"uk": Region("uk", "United Kingdom", "", ()), "us": Region("us", "USA", "", ())},
    phrases={f"workbook.sum.{key}": text for key, text in SUMS.items()},
    names={"position.chair": "on a chair", "position.standing": "standing",
           "step.hold": "Hold", "step.sitting": "For sitting:", "step.standing": "For standing:",
           "position.lying": "lying down",
           "tool.pencil": "pencil", "tool.ball": "ball",
           "person.default": "Somebody", "person.one-foot": "Somebody with one foot"},
    alts={},
    record=TextRecord("1", "", "", ()),
    # every step here has the picture "": it cannot be shown with one foot
    people={"default": Figure("default"),
            "one-foot": Figure("one-foot", by_choice=True, one_foot=True, missing=("",))},
)  # fmt: skip
