"""The sample clinic, and the workbook full of mistakes."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from clinicplan.catalogue.read import read_catalogue, templates_folder
from clinicplan.catalogue.values import Catalogue
from clinicplan.dose import Days, Dose, Rhythm, Times, exactly
from clinicplan.errors import FaultyTemplate
from clinicplan.findings import Severity
from clinicplan.plan import Change, Plan, Prescription, Side
from clinicplan.workbook.columns import SHEETS
from clinicplan.workbook.read import Reading, read_workbook
from clinicplan.workbook.writing.blank import fill_workbook, write_blank
from clinicplan.workbook.writing.sample import in_words, read_filling, read_sample

SAMPLES = Path(__file__).parents[3] / "sample_plans"
TODAY = date(2026, 11, 21)
DAILY, ALTERNATE = Days(Rhythm.EVERY_DAY), Days(Rhythm.EVERY_OTHER_DAY)


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return read_catalogue(templates_folder())


@pytest.fixture(scope="module")
def reading(catalogue: Catalogue, tmp_path_factory: pytest.TempPathFactory) -> Reading:
    path = tmp_path_factory.mktemp("sample") / "sample.xlsx"
    write_blank(path, catalogue=catalogue, templates=templates_folder(), sample=True)
    return read_workbook(path, catalogue=catalogue, today=TODAY)


@pytest.fixture(scope="module")
def first(reading: Reading) -> Plan:
    return reading.plans[0]


def test_eight_plans_without_an_error(reading: Reading) -> None:
    wrong = [item for item in reading.findings if item.severity is Severity.ERROR]
    assert wrong == []
    assert len(reading.plans) == reading.rows == 8
    assert reading.clinic.name == "Harbour Street Foot Clinic"
    assert reading.clinic.phone == "01632 960 417"
    assert reading.clinic.brand == "harbour"
    assert [item.code for item in reading.practitioners] == ["AE", "PP"]


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        (0, ("towel-stretch", Side.LEFT,
             Dose(reps=exactly(3), hold=exactly(30), rest=exactly(10), times=Times(2),
                  days=DAILY))),
        (1, ("ankle-circles", Side.EACH, Dose(reps=exactly(5), times=Times(2), days=DAILY))),
        (2, ("heel-raise-single", Side.EACH,
             Dose(sets=exactly(2), reps=exactly(10), rest=exactly(60), days=ALTERNATE))),
        (3, ("toe-curl-spread", Side.EACH,
             Dose(reps=exactly(10), hold=exactly(3), times=Times(2), days=DAILY))),
        (4, ("foot-ball-roll", Side.EACH, Dose(duration=exactly(30), days=ALTERNATE))),
        (5, ("wall-calf-stretch", Side.EACH,
             Dose(reps=exactly(3), hold=exactly(30), rest=exactly(10), times=Times(2),
                  days=DAILY))),
    ],
)
def test_the_doses_of_the_first_plan(
    first: Plan, at: int, expected: tuple[str, Side, Dose]
) -> None:
    found: Prescription = first.prescriptions[at]
    assert (found.exercise, found.side, found.dose) == expected


def test_the_first_plan(first: Plan) -> None:
    raised = first.prescriptions[2]
    assert raised.changes == (Change(3, Dose(reps=exactly(15)).over(raised.dose)),)
    assert first.prescriptions[1].parts == ("clockwise", "anticlockwise")
    assert (first.id, first.version, first.patient.name) == ("HS-0417", 2, "Sam Sample")
    assert (first.start, first.weeks, first.review) == (
        date(2026, 12, 1), 4, date(2026, 12, 29)
    )
    assert first.goals == ("Walk to the harbour.", "Stand for a whole shift.")
    assert first.note.startswith("Your heel is less sore this time, Sam.")


def test_the_sample_shows_what_the_workbook_can_hold(
    reading: Reading, catalogue: Catalogue
) -> None:
    plans = reading.plans
    assert {plan.programme for plan in plans} >= set(catalogue.programmes)
    assert max(len(plan.patient.name) for plan in plans) == 68
    assert any(not plan.patient.name.isascii() for plan in plans)
    assert {plan.patient.consent for plan in plans} == {True, False}
    assert {plan.footwear for plan in plans} == {"supportive", "minimalist", ""}
    assert {item.side for plan in plans for item in plan.prescriptions} == set(Side)
    assert any(plan.take_care and any(item.override for item in plan.prescriptions)
               for plan in plans)
    assert any(plan.replaces for plan in plans)
    assert any(not plan.weeks for plan in plans)
    assert any(item.first_week > 1 for plan in plans for item in plan.prescriptions)
    assert [item.code for item in reading.own] == ["arch-lift"]


def test_a_picture_that_is_there_is_left_as_it_is(catalogue: Catalogue, tmp_path: Path) -> None:
    mine = tmp_path / "arch-lift-1.png"
    mine.write_bytes(b"mine")
    written = write_blank(
        tmp_path / "s.xlsx", catalogue=catalogue, templates=templates_folder(), sample=True
    )
    assert mine.read_bytes() == b"mine"
    assert [path.name for path in written] == ["s.xlsx", "arch-lift-1.png", "arch-lift-2.png"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[clinic", "not TOML"),
        ("[[patient]]\nplan_id = '1'", "clinic.toml: patient is not known here. Known: clinic, "),
        ("[[patients]]\nplan = '1'", "clinic.toml: patients[1].plan is not known here. Known: "),
        ("[clinic]\nfax = '1'", "clinic.toml: clinic.fax is not known here. Known: "),
    ],
)
def test_a_faulty_sample_is_explained(text: str, message: str) -> None:
    with pytest.raises(FaultyTemplate, match=re.escape(message)):
        read_filling(text, name="clinic.toml")


def test_codes_become_the_words_of_the_lists(catalogue: Catalogue) -> None:
    text = "[[patients]]\nplan_id = 'each'\ntake_care = 'balance; pregnancy; my own'"
    row = in_words(read_filling(text, name="t"), catalogue).rows["patients"][0]
    names = [catalogue.cautions[code].name for code in ("balance", "pregnancy")]
    assert row == {"plan_id": "each", "take_care": "; ".join([*names, "my own"])}


def cells(book: Workbook) -> dict[str, list[object]]:
    return {
        sheet.title: [[cell.value for cell in row] for row in book[sheet.title].iter_rows()]
        for sheet in SHEETS
        if sheet.read
    }


@pytest.mark.parametrize("name", ["sample-clinic", "mistakes"])
def test_the_workbooks_in_sample_plans_are_up_to_date(catalogue: Catalogue, name: str) -> None:
    """Where this fails: python -m tools.samples"""
    templates = templates_folder()
    if name == "mistakes":
        text = (SAMPLES / "mistakes.toml").read_text("utf-8")
        filling = in_words(read_filling(text, name=name), catalogue)
    else:
        filling = in_words(read_sample(templates), catalogue)
    fresh = fill_workbook(filling, catalogue=catalogue, templates=templates)
    kept = load_workbook(SAMPLES / f"{name}.xlsx")
    assert cells(kept) == cells(load_workbook(BytesIO(fresh)))


def test_the_mistakes_are_those_of_the_readme(catalogue: Catalogue, tmp_path: Path) -> None:
    path = tmp_path / "mistakes.xlsx"
    shutil.copyfile(SAMPLES / "mistakes.xlsx", path)
    reading = read_workbook(path, catalogue=catalogue, today=TODAY)
    table = re.findall(
        r"^\| ([^|]+) \| .* \| `([a-z-]+)` \|$",
        (SAMPLES / "README.md").read_text("utf-8"), re.MULTILINE,
    )
    found = Counter((str(finding.place), finding.code) for finding in reading.findings)
    assert found == Counter(table)
    assert [plan.id for plan in reading.plans] == ["M-01", "M-02", "M-10"]
