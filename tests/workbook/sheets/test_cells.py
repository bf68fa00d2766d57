"""What is typed into a cell -> its value, or the code that says what is accepted."""

from __future__ import annotations

import tomllib
from datetime import date, time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from marshmallow import ValidationError

from clinicplan.catalogue.read import templates_folder
from clinicplan.dose import Amount, Bound, Days, Dose, Rhythm, Times, exactly
from clinicplan.plan import PainGuide
from clinicplan.workbook.columns import CLINIC, EXERCISES, OWN_EXERCISES, PATIENTS, Sheet
from clinicplan.workbook.read import lists_of
from clinicplan.workbook.sheets.cells.cell import Lists
from clinicplan.workbook.sheets.rows import Cleared, Step
from clinicplan.workbook.sheets.schemas import (
    ClinicSchema,
    ExerciseSchema,
    OwnExerciseSchema,
    PatientSchema,
    RowSchema,
)
from clinicplan.workbook.xlsx.grid import Trouble
from tests.workbook.workbooks import SMALL

LISTS = lists_of(SMALL)
DAY_FIRST = lists_of(SMALL, date_order="day")
MONTH_FIRST = lists_of(SMALL, date_order="month")
SCHEMAS: dict[str, type[RowSchema[Any]]] = {
    schema.sheet.key: schema
    for schema in (ClinicSchema, PatientSchema, ExerciseSchema, OwnExerciseSchema)
}
NONE = Cleared.CLEARED


def read(sheet: Sheet, key: str, typed: object, lists: Lists = LISTS) -> object:
    """The value of a cell, or "!" and the code of its fault."""
    try:
        return SCHEMAS[sheet.key](lists).fields[key].deserialize(typed)
    except ValidationError as error:
        return f"!{error.messages[0]}"


@pytest.mark.parametrize(
    ("key", "typed", "value"),
    [
        ("plan_id", "007", "007"),
        ("plan_id", 7, "7"),
        ("plan_id", "\u00a0HS-1\u200b ", "HS-1"),
        ("plan_id", "HS\u200b-1", "HS-1"),
        ("plan_id", "x" * 41, "!too-long"),
        ("first_name", " José\u00a0", "José"),
        ("first_name", "Jose\u0301", "José"),
        ("first_name", "محمد", "محمد"),
        ("first_name", "Sam\nTom", "Sam Tom"),
        ("first_name", "Sam\u0007", "!control-character"),
        ("first_name", "Sam\u202etxt", "!control-character"),
        ("first_name", "Sam\ud800", "!control-character"),
        ("first_name", date(2026, 1, 1), "!date-misplaced"),
        ("born", date(1956, 4, 3), date(1956, 4, 3)),
        ("born", "1956-04-03", date(1956, 4, 3)),
        ("born", "3 Apr 1956", date(1956, 4, 3)),
        ("born", "3rd of April", "!date-invalid"),
        ("born", "3. April 1956", date(1956, 4, 3)),
        ("born", "03/04/1956", "!date-ambiguous"),
        ("born", "23/04/1956", date(1956, 4, 23)),
        ("born", "04/23/1956", date(1956, 4, 23)),
        ("born", "4/4/1956", date(1956, 4, 4)),
        ("born", "3 Apr 56", date(1956, 4, 3)),
        ("born", "3-Apr-26", "!date-year"),
        ("start", "Dec 1, 2026", date(2026, 12, 1)),
        ("start", "December 1st 2026", date(2026, 12, 1)),
        ("start", "1st of December, 2026", date(2026, 12, 1)),
        ("start", "1-Dec-26", date(2026, 12, 1)),
        ("start", "2026/12/01", date(2026, 12, 1)),
        ("start", "2026.12.1", date(2026, 12, 1)),
        ("start", "2026/12-01", "!date-invalid"),
        ("start", "1/12/26", "!date-ambiguous"),
        ("start", "31/12/26", "!date-ambiguous"),
        ("start", "13/13/2026", "!date-invalid"),
        ("start", "Ma 1, 2026", "!date-invalid"),
        ("start", "1 Decem 2026", date(2026, 12, 1)),
        ("born", "3.4.1956", "!date-ambiguous"),
        ("born", "2026-02-30", "!date-not-in-month"),
        ("start", "31/02/2026", "!date-not-in-month"),
        ("start", "30/04/2026", date(2026, 4, 30)),
        ("born", 20000, "!date-serial"),
        ("born", 20000.5, "!date-serial"),
        ("born", 0, "!date-invalid"),
        ("born", True, "!date-invalid"),
        ("plan_id", 46357, "46357"),
        ("first_name", "42", "!name-of-figures"),
        ("first_name", "Sam\u00adanta", "Samanta"),
        ("note", True, "TRUE"),
        ("note", 46357, "!date-serial"),
        ("note", "10\u00ad15 times, slow\u00adly", "10-15 times, slowly"),
        ("note", "one\u2028two\x0bthree", "one\ntwo\nthree"),
        ("born", time(1, 2), "!date-invalid"),
        ("born", date(1899, 12, 31), "!date-too-early"),
        ("born", Trouble("error-cell", "#REF!"), "!error-cell"),
        ("email", "sam@example.org", "sam@example.org"),
        ("email", " sam.o'neil+a@mail.example.org ", "sam.o'neil+a@mail.example.org"),
        ("email", "sam@example.org\u200b", "!email-invalid"),
        ("email", "sam@example.org\u00a0", "!email-invalid"),
        ("email", "sam@example", "!email-invalid"),
        ("email", "sam@@example.org", "!email-invalid"),
        ("email", "sam@example.org, tess@example.org", "!email-invalid"),
        ("email", "Sam <sam@example.org>", "!email-invalid"),
        ("email", "sam@example.org\nBcc: x@example.org", "!email-invalid"),
        ("email", "=?utf-8?q?sam=40x?=@example.org", "!email-invalid"),
        ("email", "sam..s@example.org", "!email-invalid"),
        ("email", "säm@example.org", "!email-invalid"),
        ("email", 5, "!email-invalid"),
        ("link", "https://youtu.be/dQw4w9WgXcQ", "https://youtu.be/dQw4w9WgXcQ"),
        ("link", " https://example.org/a?v=1#t=2 ", "https://example.org/a?v=1#t=2"),
        ("link", "HTTPS://Example.org", "HTTPS://Example.org"),
        ("link", "none", ""),
        ("link", "n/a", ""),
        ("link", "http://example.org/a", "!link-insecure"),
        ("link", "www.example.org", "!link-insecure"),
        ("link", "youtu.be/dQw4w9WgXcQ", "!link-insecure"),
        ("link", "Watch the film", "!link-unclear"),
        ("link", "https://example.org/a film", "!link-unclear"),
        ("link", "https://example.org\nhttps://example.com", "!link-unclear"),
        ("link", "https://sam:secret@example.org/", "!link-unclear"),
        ("link", "https://sam@example.org/", "!link-unclear"),
        ("link", "https://example.org@evil.example/", "!link-unclear"),
        ("link", "https://example.org:8443/", "!link-unclear"),
        ("link", "https://localhost/film", "!link-unclear"),
        ("link", "https://127.0.0.1/film", "!link-unclear"),
        ("link", "https://[::1]/film", "!link-unclear"),
        ("link", "https://2130706433/", "!link-unclear"),
        ("link", "https://ex\u0430mple.org/", "!link-unclear"),
        ("link", "https://exämple.org/", "!link-unclear"),
        ("link", "https://example", "!link-unclear"),
        ("link", "javascript:alert(1)", "!link-unclear"),
        ("link", "ftp://example.org/film", "!link-unclear"),
        ("link", "file:///C:/film.mp4", "!link-unclear"),
        ("link", 'https://example.org/"><b>', "!link-unclear"),
        ("link", "https://example.org/a\u202eb", "!control-character"),
        ("link", "https://example.org/" + "a" * 81, "!link-too-long"),
        ("link", 7, "!link-unclear"),
        ("consent", "Yes", True),
        ("consent", True, True),
        ("consent", "n", False),
        ("consent", "perhaps", "!not-in-list"),
        ("edition", "Large print", "large-print"),
        ("edition", "large", "large-print"),
        ("condition", "FLAT FEET", "flat-feet"),
        ("condition", "flat-feet", "flat-feet"),
        ("weeks", "4", 4),
        ("weeks", 4, 4),
        ("weeks", 0, "!whole-number"),
        ("weeks", 4.5, "!whole-number"),
        ("weeks", "４", "!whole-number"),
        ("take_care", "Balance or falls; Diabetes", ("balance", "diabetes")),
        ("take_care", "diabetes, balance, diabetes", ("diabetes", "balance")),
        ("take_care", "Vertigo", "!not-in-list"),
        ("take_care", "none", ()),
        ("take_care", "No", ()),
        ("take_care", "-", ()),
        ("take_care", "n/a", ()),
        ("take_care", "none; diabetes", "!not-in-list"),
        ("condition", "nothing", ""),
        ("programme", "None", ""),
        ("email", "none", ""),
        ("email", "–", ""),
        ("consent", "no", False),
        ("footwear", "yes", "supportive"),
        ("footwear", "none", ""),
        ("goals", "Walk.\n\n Run. ", ("Walk.", "Run.")),
        ("goals", "- Walk\n• Run\n\n–Dance\n1. Swim\n2) Ski", (
            "Walk", "Run", "Dance", "Swim", "Ski")),
        ("goals", "3 times round the park\n10 km\n1.5 miles\n-5 kg", (
            "3 times round the park", "10 km", "1.5 miles", "-5 kg")),
        ("goals", "-\n•", ()),
        ("note", "one\n\n\n \u00a0\n\ntwo\nthree", "one\n\ntwo\nthree"),
        ("note", "Well done." + "\n" * 900 + "Tess", "Well done.\n\nTess"),
        ("note", "a" + "\n\u200b" * 900 + "\nb", "a\n\nb"),
        ("note", "1. Sit.", "1. Sit."),
        ("note", "a\tb", "a b"),
        ("note", "two\nlines", "two\nlines"),
    ],
)
def test_a_cell_of_patients(key: str, typed: object, value: object) -> None:
    assert read(PATIENTS, key, typed) == value


@pytest.mark.parametrize(
    ("lists", "value"), [(DAY_FIRST, date(2026, 4, 3)), (MONTH_FIRST, date(2026, 3, 4))]
)
@pytest.mark.parametrize("typed", ["03/04/2026", "3.4.26", "3-4-2026"])
def test_a_date_as_text_follows_the_clinics_order(typed: str, lists: Lists, value: date) -> None:
    assert read(PATIENTS, "start", typed, lists) == value


@pytest.mark.parametrize(
    ("key", "typed", "value"),
    [
        ("start", "31/12/2026", date(2026, 12, 31)),
        ("start", "12/31/2026", "!date-invalid"),
        ("born", "3/4/56", date(1956, 4, 3)),
        ("born", "3/4/26", "!date-year"),
    ],
)
def test_a_date_as_text_where_the_day_is_first(key: str, typed: str, value: object) -> None:
    assert read(PATIENTS, key, typed, DAY_FIRST) == value


@pytest.mark.parametrize(
    ("key", "typed", "value"),
    [
        ("reps", 10, exactly(10)),
        ("reps", "10 – 15", Amount(10, 15)),
        ("reps", "none", NONE),
        ("reps", "-", NONE),
        ("reps", 0, "!count-unclear"),
        ("reps", 2.5, "!count-unclear"),
        ("reps", date(2026, 10, 15), "!date-instead"),
        ("reps", True, "!count-unclear"),
        ("hold", 30, exactly(30)),
        ("hold", 0, NONE),
        ("hold", "as long as you can", Amount(bound=Bound.OPEN, wording="as-long-as-you-can")),
        ("rest", "0 s", NONE),
        ("duration", "0", "!time-unclear"),
        ("duration", "about 30 s", Amount(30, 30, Bound.ABOUT)),
        ("duration", time(0, 1, 30), "!time-instead"),
        ("reps", "as long as you can", "!count-is-time"),
        ("reps", "30 s", "!count-is-time"),
        ("reps", "at least 10", "!no-upper-end"),
        ("reps", "10+", "!no-upper-end"),
        ("hold", "min. 30 s", "!no-upper-end"),
        ("times", "bd", Times(2)),
        ("times", "T.D.S.", Times(3)),
        ("times", "2-3 times", Times(3, least=2)),
        ("times", "2 to 3", Times(3, least=2)),
        ("times", "two or three times a day", Times(3, least=2)),
        ("times", "up to 4 a day", Times(4, bound=Bound.UP_TO)),
        ("times", "max 4x/day", Times(4, bound=Bound.UP_TO)),
        ("times", "2 or more", "!times-open"),
        ("days", "prn", Days(Rhythm.WHEN_NEEDED)),
        ("days", "every third day", Days(Rhythm.EVERY_FEW_DAYS, every=3)),
        ("days", "every 10 days", "!days-rhythm"),
        ("days", "2-3 times a week", Days(Rhythm.PER_WEEK, per_week=2, per_week_most=3)),
        ("days", "Tue-Thu", Days(Rhythm.NAMED, (1, 2, 3))),
        ("times", "morning and evening", Times(2, ("morning", "evening"))),
        ("days", "Mon Wed Fri", Days(Rhythm.NAMED, (0, 2, 4))),
        ("side", "Left", "left"),
        ("side", "both feet", "both"),
        ("progression", "from week 3: 15", (Step(3, Dose(reps=exactly(15))),)),
    ],
)
def test_a_cell_of_exercises(key: str, typed: object, value: object) -> None:
    assert read(EXERCISES, key, typed) == value
    assert read(EXERCISES, key, typed) == value  # what a column remembers is the same


ACCEPTED = {"count": "reps", "seconds": "hold", "times": "times", "days": "days",
            "changes": "progression"}  # fmt: skip


@pytest.mark.parametrize(("name", "key"), ACCEPTED.items())
def test_what_the_start_sheet_says_is_accepted_is(name: str, key: str) -> None:
    phrases = templates_folder() / "languages" / "en" / "phrases" / "workbook.toml"
    texts = tomllib.loads(phrases.read_text("utf-8"))["accepts"][f"{name}_text"].split(" · ")
    assert len(texts) > 2 or key == "progression"
    for text in texts:
        value = read(EXERCISES, key, text)
        assert not isinstance(value, str), text


@pytest.mark.parametrize(
    ("sheet", "key", "typed", "value"),
    [
        (CLINIC, "pain_guide", "3 and 5", PainGuide(3, 5)),
        (CLINIC, "pain_guide", "2, 4", PainGuide(2, 4)),
        (CLINIC, "pain_guide", "0-3, 4-5", PainGuide(3, 5)),
        (CLINIC, "pain_guide", "0 – 3 / 4 – 5 / 6 – 10", PainGuide(3, 5)),
        (CLINIC, "pain_guide", "5 and 3", "!cutoffs-unclear"),
        (CLINIC, "pain_guide", "3", "!cutoffs-unclear"),
        (CLINIC, "colour", "#0e6377", "#0E6377"),
        (CLINIC, "colour", "0E6377", "#0E6377"),
        (CLINIC, "colour", "#fff", "!colour-unclear"),
        (CLINIC, "colour", "mauvish", "!colour-unclear"),
        (CLINIC, "logo", "pictures\\logo.png", "pictures/logo.png"),
        (CLINIC, "logo", "../logo.png", "!file-outside"),
        (CLINIC, "logo", "C:\\logo.png", "!file-outside"),
        (CLINIC, "logo", "/etc/logo.png", "!file-outside"),
        (CLINIC, "logo", "http://example.org/logo.png", "!file-outside"),
        (CLINIC, "paper", "letter", "Letter"),
        (CLINIC, "language", "English", "en"),
        (CLINIC, "region", "USA", "us"),
        (CLINIC, "address", "1 High Street\nSampleton", ("1 High Street", "Sampleton")),
        (CLINIC, "phone", "01632 960417", "01632 960417"),
        (OWN_EXERCISES, "steps", "1. Sit.\n2.Lift.\n(3) Hold.\nStep 4: Rest.\n5 more.",
         ("Sit.", "Lift.", "Hold.", "Rest.", "5 more.")),
        (OWN_EXERCISES, "equipment", "10 marbles\n- a bowl", ("10 marbles", "- a bowl")),
        (CLINIC, "address", "1. Floor\n12 High Street", ("1. Floor", "12 High Street")),
        (OWN_EXERCISES, "equipment", "None", ()),
        (PATIENTS, "note", "n/a", ""),
        (PATIENTS, "note", "None today.", "None today."),
        (PATIENTS, "goals", "none", ()),
        (EXERCISES, "override", "ok", ""),
        (EXERCISES, "override", "???", ""),
        (EXERCISES, "override", "Seen by GP", "Seen by GP"),
        (OWN_EXERCISES, "pictures", "a.png; b.png\nc.png", ("a.png", "b.png", "c.png")),
        (OWN_EXERCISES, "dose", "10 times, twice a day",
         Dose(reps=exactly(10), times=Times(2))),
        (OWN_EXERCISES, "dose", "10 times, left", "!default-dose-more"),
        (OWN_EXERCISES, "dose", "from week 3: 15 times", "!default-dose-more"),
    ],
)
def test_a_cell_of_other_sheets(sheet: Sheet, key: str, typed: object, value: object) -> None:
    assert read(sheet, key, typed) == value


@settings(deadline=None)
@given(some.text(max_size=60) | some.integers() | some.floats() | some.booleans())
def test_no_cell_is_too_odd_for_any_column(typed: object) -> None:
    """A value or a fault: nothing else comes out, whatever is typed."""
    for sheet in (CLINIC, PATIENTS, EXERCISES, OWN_EXERCISES):
        for column in sheet.read_columns:
            read(sheet, column.key, typed)
