"""What a finding offers in place of its cell: each is written, mends it, and breaks nothing."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from clinicplan.findings import Finding, Place, Severity
from clinicplan.workbook.columns import SHEETS, Kind, Sheet
from clinicplan.workbook.findings.mending import in_cell
from clinicplan.workbook.read import Reading
from clinicplan.workbook.writing.amend import amend
from clinicplan.workbook.writing.change import Change
from clinicplan.workbook.writing.places import as_typed
from clinicplan.workbook.xlsx.book import open_book
from tests.workbook.findings.mistaken import dose
from tests.workbook.findings.test_findings import MISTAKES, WORDS
from tests.workbook.workbooks import PERSON, book, patient, read, row, to_bytes

OFFERED: dict[str, tuple[str, ...]] = {
    "date-instead": ("10 to 15",),
    "date-ambiguous": ("2026-04-03", "2026-03-04"),
    "day-and-month": ("2026-12-01",),
    "not-in-list": ("left", "right", "each", "both"),
    "not-in-list-near": ("left",),
    "phone-number": ("01632960417", "1632960417"),
    "region-empty": ("United Kingdom", "USA"),
    "time-without-unit": ("5 s", "5 min"),
    "seconds-or-minutes": ("2 s", "2 min"),
    "count-or-tired": ("10", "until tired"),
    "seconds-or-times": ("3 x 30 s", "3 x 30 times"),
    "part-of-day-unclear": ("afternoon", "evening"),
    "tempo-direction": ("10, 3 s up, hold 2 s, 1 s down", "10, 1 s up, hold 2 s, 3 s down"),
    "figures-of-day": ("10, morning and evening",),
    "minutes-or-metres": ("10 min", "10 metres"),
    "side-which": ("left", "right"),
    "side-in-words": ("left", "right"),
    "said-with-doubt": ("right",),
    "weeks-or-months": ("12", "13"),
    "dose-two-readings": ("10, 30 s, hold 5 min", "10, 30 s hold, 5 min"),
    "dose-two-meanings": ("3x10 gentle at bedtime", "3x10 gentle heel slides"),
    "dose-unit-missing": ("5 s on, 5 s off x20, daily", "5 min on, 5 min off x20, daily"),
    "range-backwards": ("15-20 gentle ones, daily", "20, then 15 gentle ones, daily"),
    "dose-score-of-what": ("10 gently daily. pain 0-3 carry on, >5 halve reps",),
    "load-without-unit": ("5 kg", "5 lb", "5 RM"),
    "hold-missing": ("30 s", "none"),
    "hold-left-out": ("3 s", "none"),
    "unknown-plan-near": ("P-1",),
    "unknown-plan-alike": ("HS-0417",),
    "unknown-exercise-near": ("Towel stretch",),
    "unknown-preset": ("Three a day",),
    "unknown-position": ("on a chair", "standing", "lying down"),
    "unknown-tool": ("pencil", "ball"),
    "unknown-practitioner-near": ("alex",),
    "unknown-programme-near": ("Three a day",),
    "programme-alike": ("Harbour starter",),
    "side-together": ("both",),
    "side-alternate-each": ("each",),
    "reps-first": ("3 x 15",),
    "days-taken": ("2 x 10, 5 days a week",),
    "bouts-taken": ("3 x 30 s, once a day", "30 s, 3 times a day"),
    "minutes-taken": ("walk 4 min run 1 min x5, 3x week", "walk 4 s run 1 s x5, 3x week"),
    "seconds-taken": ("30 s on 30 s off x6, daily", "30 min on 30 min off x6, daily"),
    "slip-taken": ("3 x 10 every day",),
    "sets-taken": ("3 x 20 bd",),
    "week-goes-on": ("3",),
    "qd-taken": ("10 times once a day", "10 times 4 times a day"),
    "tempo-without-unit": ("10, 3 s up 3 s down then 6 heavier eod",),
    "count-in-time": ("20 pumps in 15 mins, qds", "20 x 15 mins, qds"),
    "side-not-clear": ("left", "right", "each"),
    "side-at-once": ("each",),
    "side-both-sides": ("each", "both together"),
    "side-both-each": ("each", "both together"),
    "side-not-said": ("left", "right", "each"),
    "side-of-programme": ("left", "right", "each"),
    "side-own-not-said": ("left", "right", "each"),
    "side-own-each": ("left", "right", "each"),
    "email-without-consent": ("yes",),
    "no-password-without-consent": ("",),
    "password-is-birth-date": ("",),
    "password-short": ("",),
    "password-guessable": ("",),
}
"""What the mistakes of `test_findings.py` are offered; the others are typed, or mended in Excel."""


LACKING = {"no-amount", "no-frequency", "no-frequency-aside"}
"""What some of the mistakes' rows lack anyway: told once all of their cells are understood."""


def first(reading: Reading, code: str) -> Finding:
    return next(item for item in reading.findings if item.code == code)


def sheet_of(place: Place) -> Sheet:
    return next(sheet for sheet in SHEETS if sheet.title == place.sheet)


def typed(made: Workbook, place: Place, fix: str) -> str | int | date:
    """The fix as one would type it under its heading, which the Clinic sheet has beside it."""
    sheet = sheet_of(place)
    at = (place.row, 1) if place.sheet == "Clinic" else (1, place.column)
    heading = made[place.sheet].cell(*at).value
    column = next(column for column in sheet.columns if column.heading == heading)
    if column.kind is Kind.DATE:
        return date.fromisoformat(fix)
    return as_typed(sheet, column.key, fix)


def answered(made: Workbook, finding: Finding) -> Place:
    """The cell that the answer belongs into."""
    into = WORDS[finding.code].into
    if not into:
        return finding.place
    heads = [cell.value for cell in made[finding.place.sheet][1]]
    at = heads.index(sheet_of(finding.place).column(into).heading) + 1
    return Place(finding.place.sheet, finding.place.row, at)


def mended(made: Workbook, place: Place, fix: str) -> bytes:
    """The workbook with the fix in that cell, written as the desk writes."""
    data = to_bytes(made)
    opened = open_book(data)
    listed = next(item for item in opened.sheets if item.title == place.sheet)
    rows = {row.number: row.values for row in opened.open(listed).rows()}
    before = rows[place.row].get(place.column, "")
    return amend(data, [Change(place, typed(made, place, fix), before)])


def errors(reading: Reading) -> set[tuple[str, str]]:
    return {(str(item.place), item.code) for item in reading.findings
            if item.severity is Severity.ERROR and item.code not in LACKING}  # fmt: skip


@pytest.mark.parametrize(
    ("code", "made"),
    [(code, made) for code, made, *_ in MISTAKES if isinstance(made, Workbook)],
    ids=[code for code, made, *_ in MISTAKES if isinstance(made, Workbook)],
)
def test_each_fix_mends_its_finding_and_breaks_nothing(
    code: str, made: Workbook, tmp_path: Path
) -> None:
    before = read(made, tmp_path)
    for finding in before.findings:
        for fix in finding.fixes:
            after = read(mended(made, answered(made, finding), fix), tmp_path)
            still = {(item.place, item.code, item.message) for item in after.findings}
            assert (finding.place, finding.code, finding.message) not in still
            assert errors(after) <= errors(before)


def test_what_is_offered_for_each_mistake(tmp_path: Path) -> None:
    found = {
        code: first(read(made, tmp_path), code).fixes
        for code, made, *_ in reversed(MISTAKES)
        if code not in ("date-out-of-range", "damaged-cell")
    }
    assert {code: fixes for code, fixes in found.items() if fixes} == OFFERED


@pytest.mark.parametrize(
    ("cells", "code", "fixes"),
    [
        # the rest of the cell stays
        ({"Dose": "3 x 10, dayly", "Days": None}, "slip-taken", ("3 x 10, daily",)),
        ({"Dose": "3x30, daily", "Exercise": "towel-stretch"}, "seconds-or-times",
         ("3 x 30 s, daily", "3 x 30 times, daily")),
        ({"Reps": "10, red"}, "colour-without-band", ()),
        # slips of the keyboard
        ({"Days": "Mon Wde Fri"}, "days-unclear", ("Mon Wed Fri",)),
        ({"Days": "Mon, Wedensday"}, "days-unclear", ("Mon, wednesday",)),
        ({"Days": "Monda Wde"}, "days-unclear", ()),  # two slips are a riddle
        ({"Times a day": "twise"}, "times-unclear", ("twice",)),
        ({"Days": "when you like"}, "days-unclear", ()),
        # what is meant is not all there: nothing is offered
        ({"Dose": "pm, then pm again"}, "part-of-day-unclear", ()),
        ({"Days": "", "Dose": "10 daily 5/7"}, "days-or-week", ()),
        ({"Sets": "10 reps"}, "sets-or-reps", ()),
        ({"Side": "LR"}, "not-in-list-near", ("each",)),
        ({"Tempo": "3-2-1"}, "tempo-direction",
         ("3 s up, hold 2 s, 1 s down", "1 s up, hold 2 s, 3 s down")),
    ],
)  # fmt: skip
def test_a_fix_is_the_whole_cell(
    cells: dict[str, object], code: str, fixes: tuple[str, ...], tmp_path: Path
) -> None:
    named = {key.replace(" ", "_"): value for key, value in cells.items()}
    found = [item for item in read(dose(**named), tmp_path).findings if item.code == code]
    assert [item.fixes for item in found[:1]] == ([fixes] if found else []), found
    assert found or not fixes


@pytest.mark.parametrize(
    ("cell", "piece", "fixes"),
    [
        ("5", "5", ("5 s",)),
        ("3 X 10, PM", "pm", ("3 X 10, 5 s",)),
        ("3x30", "3 x 30", ("5 s",)),
        ("3 \u00d7 30", "3 x 30", ("5 s",)),
        ("15, 5", "5", ("15, 5 s",)),
        ("1.5, 5.5", "5", ()),
        ("105", "10 5", ()),
        ("5, 5", "5", ()),
        ("five", "5", ()),
        ("10r, daily", "r", ("10 5 s, daily",)),
        ("10 r, daily", "r", ("10 5 s, daily",)),
        ("10xr, daily", "r", ()),
        ("10r each r", "r", ()),
        ("", "", ()),
    ],
)
def test_a_piece_is_found_once_or_nothing_is_offered(
    cell: str, piece: str, fixes: tuple[str, ...]
) -> None:
    assert in_cell(cell, piece, ["5 s"]) == fixes


def test_no_fix_would_break_something_else(tmp_path: Path) -> None:
    """12 March would be a review before the start: only the other date is offered."""
    made = book(patients=[patient(Start_date=date(2026, 11, 30), Review_date="03/12/2026")])
    assert first(read(made, tmp_path), "date-ambiguous").fixes == ("2026-12-03",)


def test_a_workbook_of_mistakes_costs_no_more_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("clinicplan.workbook.findings.words.FIX_LIMIT", 2)
    patients = [patient(Plan_ID=f"P-{n}", Start_date="03/12/2026") for n in range(4)]
    found = read(book(patients=patients), tmp_path).findings
    told = [bool(item.fixes) for item in found if item.code == "date-ambiguous"]
    assert told == [True, True, False, False]


def test_a_doubt_of_the_programme_is_not_mended_in_the_plans_row(tmp_path: Path) -> None:
    made = book(
        patients=[patient(Programme="Ours")],
        exercises=[row(Exercise="toe-walk", Duration="20 s", Days="daily")],
        Programmes=[{"Programme": "Ours", "Exercise": "toe-walk", "Duration": "10 m",
                     "Days": "daily"}],
    )  # fmt: skip
    found = [item for item in read(made, tmp_path).findings if item.code == "minutes-or-metres"]
    assert all(not item.fixes or item.place.sheet == "Programmes" for item in found)


@pytest.mark.parametrize(
    "sheets",
    [
        {"patients": [patient(Date_of_birth="03/04/1956")]},
        {"patients": [patient(Start_date="03/04/1956")]},
        {"patients": [patient(Email="sam.sample at example.org")]},
        {"patients": [patient(Email="sam.sample@gmial.com", Consent_to_email="yes")]},
        {"exercises": [row(Dose="3 x 10 pm, for Sample", Days="daily")]},
        {"practitioners": [{**PERSON, "Code": "Sample"}], "patients": [patient(
            Practitioner="Samplee")]},
    ],
)  # fmt: skip
def test_no_fix_tells_who_a_patient_is(sheets: dict[str, object], tmp_path: Path) -> None:
    reading = read(book(**sheets), tmp_path)  # type: ignore[arg-type]
    told = " ".join(fix for item in reading.findings for fix in item.fixes).casefold()
    for word in ("sample", "@", "1956"):
        assert word not in told
