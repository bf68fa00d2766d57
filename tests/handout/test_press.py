"""Whole handouts: nothing prescribed is lost, nothing leaves its page, all of it is tagged."""

from __future__ import annotations

import pickle
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from importlib.resources import as_file
from importlib.resources.abc import Traversable
from io import BytesIO
from pathlib import Path

import page as page_validation
import pikepdf
import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clinicplan.dose import Days, Dose, Rhythm, Times, exactly
from clinicplan.errors import FaultyTemplate
from clinicplan.handout.press import open_press
from clinicplan.plan import Patient, Plan, Prescription, Side
from clinicplan.wording.words import side_word
from tests.handout.plans import CLINIC, ISSUED, PLAN, SIX, catalogue, press, templates
from tests.handout.reading import loose_marks, pages_of_text, structure, words

LONG_NAME = Patient("Maximiliana-Alexandrina", "Featherstone-Cholmondeley von Beispielhausen")
BARE = Plan(
    "B-1",
    Patient("Bo", "Bare"),
    replace(PLAN.practitioner, role="", registration="", phone=""),
    PLAN.start,
    SIX[:1],
)
PLANS = {
    "six": PLAN,
    "long-name": replace(PLAN, patient=LONG_NAME),
    "accents": replace(PLAN, patient=Patient("Zoë", "Ångström-Łukasiewicz")),
    "bare": BARE,
    "left": replace(PLAN, prescriptions=tuple(replace(p, side=Side.LEFT, note="") for p in SIX)),
    "twelve": replace(PLAN, prescriptions=SIX + SIX),
    "long-note": replace(PLAN, note="Go gently at first, and rest when you need to. " * 40),
    "long-exercise-note": replace(
        PLAN, prescriptions=(replace(SIX[0], note="Keep the towel flat. " * 20),)
    ),
    "open-end": replace(PLAN, weeks=0, review=None),
    "twelve-weeks": replace(PLAN, weeks=12, start=date(2026, 12, 10)),
    "markup": replace(PLAN, note="<b>5 & 6</b> {side} %d (a\\b) <img src='x'>"),
    "cares": replace(PLAN, take_care=("reduced-feeling", "balance"), footwear=""),
}


def printed(plan: Plan) -> bytes:
    return press().print(plan, issued=ISSUED).pdf


def is_accessible(pdf: bytes) -> bool:
    """Whether no rule of PDF/UA-1 fails, by a checker that is not ours."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "handout.pdf"
        path.write_bytes(pdf)
        return bool(page_validation.is_pdf_compliant(str(path), profile="ua1"))


@pytest.mark.parametrize("name", PLANS)
def test_every_handout_is_accessible(name: str) -> None:
    pdf = printed(PLANS[name])
    assert is_accessible(pdf)
    assert loose_marks(pdf) == []


@pytest.mark.parametrize("name", PLANS)
def test_nothing_leaves_its_page(name: str) -> None:
    assert outside(printed(PLANS[name])) == []


def outside(pdf: bytes) -> list[str]:
    """Every character that is nearer than 5 mm to its page's edge, or beyond it."""
    margin = 5 * 72 / 25.4
    found = []
    for number, page in enumerate(pypdfium2.PdfDocument(pdf), 1):
        width, height = page.get_size()
        text = page.get_textpage()
        for index in range(text.count_chars()):
            left, bottom, right, top = text.get_charbox(index)
            if left < right and not (
                margin < left
                and right < width - margin
                and margin < bottom
                and top < height - margin
            ):
                found.append(f"page {number}: {text.get_text_range(index, 1)!r}")
    return found


def test_the_plan_of_the_mock_pages_reads_as_it_should(
    check_golden: Callable[[str, str], None],
) -> None:
    text = pages_of_text(printed(PLAN))
    check_golden("handout-six.txt", "\n\f\n".join(text) + "\n")


def test_the_structure_of_a_plan(check_golden: Callable[[str, str], None]) -> None:
    lines = [
        f"{'  ' * depth}{kind} {alt}".rstrip() for depth, kind, alt in structure(printed(PLAN))
    ]
    check_golden("handout-six-structure.txt", "\n".join(lines) + "\n")


def test_a_left_plan_says_and_shows_the_left() -> None:
    text = words(printed(PLANS["left"]))
    assert "with your right" not in text
    assert "Right foot" not in text
    assert "Put a towel under your left foot, between toes and heel." in text
    assert text.count("Left foot") == 2 * 4  # in the table and on the card
    alts = [alt for _, kind, alt in structure(printed(PLANS["left"])) if kind == "Figure"]
    assert sum("left" in alt for alt in alts) > sum("right" in alt for alt in alts)


def test_user_text_is_data() -> None:
    assert "<b>5 & 6</b> {side} %d (a\\b) <img src='x'>" in words(printed(PLANS["markup"]))


def test_the_patient_is_on_every_page_and_nowhere_else() -> None:
    pdf = printed(PLAN)
    pages = pages_of_text(pdf)
    assert all("Sam Sample" in page for page in pages)
    assert all(f"Page {number} of {len(pages)}" in page for number, page in enumerate(pages, 1))
    with pikepdf.open(BytesIO(pdf)) as document:
        said = "".join(str(value) for _, value in document.docinfo.items())
    assert "Sample" not in said


def test_the_seal_is_in_the_properties_and_the_footer() -> None:
    seal = "0123456789abcdef"
    pdf = press().print(PLAN, issued=ISSUED, seal=seal).pdf
    with pikepdf.open(BytesIO(pdf)) as document:
        assert str(document.docinfo["/ClinicPlanSeal"]) == seal
    assert all("Ref 01234567" in page for page in pages_of_text(pdf))


def test_pages_are_counted() -> None:
    handout = press().print(PLAN, issued=ISSUED)
    assert handout.pages == len(pypdfium2.PdfDocument(handout.pdf))


def test_what_is_not_said_leaves_no_trace() -> None:
    text = words(printed(PLANS["bare"]))
    for word in ("None", "Born", "Review", "Replaces", "Your goals", "A note", "Shoes"):
        assert word not in text


def test_a_patients_own_words_are_not_kept() -> None:
    own = open_press(CLINIC, catalogue=catalogue(), templates=templates(), folder=Path())
    secret = replace(
        PLAN,
        patient=Patient("Canary", "Quillfeather"),
        note="Canary note",
        goals=("Canary goal",),
        prescriptions=(replace(SIX[0], note="Canary prescription"),),
    )
    own.print(secret, issued=ISSUED)
    kept = repr(list(own._look._kept)) + repr(own._look.wrapped.cache_info())
    assert "Canary" not in kept
    hits = own._look.wrapped.cache_info().currsize
    own.print(replace(secret, note="Another note", patient=Patient("Wren", "Other")), issued=ISSUED)
    assert own._look.wrapped.cache_info().currsize == hits


def test_a_reopened_press_prints_the_same() -> None:
    again = pickle.loads(pickle.dumps(press()))
    assert again.print(PLAN, issued=ISSUED).pdf == printed(PLAN)
    assert again.fingerprint(PLAN) == press().fingerprint(PLAN)


@pytest.mark.parametrize(
    "changed",
    [
        {"note": "Other"},
        {"patient": Patient("Sam", "Sampel")},
        {"weeks": 5},
        {"prescriptions": (replace(SIX[0], side=Side.RIGHT), *SIX[1:])},
    ],
)
def test_a_changed_plan_has_another_fingerprint(changed: dict[str, object]) -> None:
    assert press().fingerprint(replace(PLAN, **changed)) != press().fingerprint(PLAN)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "file",
    [
        "illustrations/palette.toml",
        "illustrations/toe-stretch-up.svg",
        "illustrations/person-b/toe-walk-step.svg",
        "faces/source-sans-3/SourceSans3-Semibold.ttf",
    ],
)
def test_a_changed_template_has_another_fingerprint(tmp_path: Path, file: str) -> None:
    with as_file(templates()) as folder:
        shutil.copytree(folder, tmp_path, dirs_exist_ok=True)
    (tmp_path / file).write_bytes((tmp_path / file).read_bytes() + b"\n")
    changed = open_press(CLINIC, catalogue=catalogue(), templates=tmp_path, folder=Path())
    assert changed.fingerprint(PLAN) != press().fingerprint(PLAN)


@pytest.mark.parametrize(
    ("key", "is_printed"),
    [("desk.draft.save", False), ("mail.hold.sent", False), ("handout.minutes_about", True)],
)
def test_only_words_that_are_printed_count(key: str, *, is_printed: bool) -> None:
    words = replace(catalogue(), phrases={**catalogue().phrases, key: "Otherwise {minutes}"})
    other = open_press(CLINIC, catalogue=words, templates=templates(), folder=Path())
    assert (other.fingerprint(PLAN) != press().fingerprint(PLAN)) is is_printed


def test_the_drawings_are_read_whole_only_for_a_fingerprint_and_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    read: list[object] = []

    def noted(folder: Traversable) -> list[Traversable]:
        read.append(folder)
        return []

    monkeypatch.setattr("clinicplan.handout.fingerprint._files", noted)
    own = open_press(CLINIC, catalogue=catalogue(), templates=templates(), folder=Path())
    own.print(PLAN, issued=ISSUED)
    assert not read
    own.fingerprint(PLAN)
    once = len(read)
    own.fingerprint(BARE)
    assert len(read) == once > 0


def test_the_fingerprint_leaves_the_password_out() -> None:
    assert press().fingerprint(replace(PLAN, password="four words")) == press().fingerprint(PLAN)


def test_a_text_of_the_templates_that_the_typeface_lacks_is_their_fault() -> None:
    texts = replace(catalogue(), phrases={**catalogue().phrases, "handout.title": "Snow ☃"})
    with pytest.raises(FaultyTemplate, match="lacks characters of the texts: ☃"):
        open_press(CLINIC, catalogue=texts, templates=templates(), folder=Path())


NAME = "Żółkiewski Gađa Füße"
"""Has letters that no text of the templates has."""


@pytest.mark.parametrize("edition", ["standard", "large-print", "low-vision"])
def test_letters_that_only_the_clinic_has_are_in_the_file(edition: str) -> None:
    own = replace(catalogue().exercises["towel-stretch"], code="own", name="Łuk stopy, ćwiczenie")
    shown = replace(PLAN.prescriptions[0], exercise="own", variant=own.variants[0].code)
    opened = open_press(
        replace(CLINIC, name=NAME), catalogue=catalogue(), templates=templates(),
        own=(own,), folder=Path(),
    )  # fmt: skip
    plan = replace(PLAN, prescriptions=(shown,), edition=edition)
    said = words(opened.print(plan, issued=ISSUED).pdf)
    assert NAME in said
    assert own.name in said


def test_letter_paper() -> None:
    pdf = press(replace(CLINIC, paper="Letter")).print(PLAN, issued=ISSUED).pdf
    sizes = {page.get_size() for page in pypdfium2.PdfDocument(pdf)}
    assert [(round(w), round(h)) for w, h in sizes] == [(612, 792)]
    assert outside(pdf) == []
    assert is_accessible(pdf)


@pytest.mark.parametrize(
    ("colour", "codes"),
    [("#FFD500", ["colour-darkened"]), ("#0E6377", []), ("teal", ["colour-unknown"])],
)
def test_what_the_clinic_should_know_of_its_colour(colour: str, codes: list[str]) -> None:
    opened = press(replace(CLINIC, colour=colour))
    assert [finding.code for finding in opened.findings] == codes


# Random plans


AMOUNTS = st.none() | st.integers(1, 99).map(exactly)
RHYTHMS = st.sampled_from(
    [None, Days(Rhythm.EVERY_DAY), Days(Rhythm.EVERY_OTHER_DAY), Days(Rhythm.NAMED, (0, 3))]
)
DOSES = st.builds(
    Dose,
    sets=AMOUNTS,
    reps=AMOUNTS,
    hold=AMOUNTS,
    rest=AMOUNTS,
    times=st.none() | st.integers(1, 5).map(Times),
    days=RHYTHMS,
)


@st.composite
def prescriptions(draw: st.DrawFn) -> Prescription:
    exercise = draw(st.sampled_from(sorted(catalogue().exercises.values(), key=lambda e: e.code)))
    variant = draw(st.sampled_from(exercise.variants)).code
    sides = [Side.BOTH] if exercise.together else [Side.LEFT, Side.RIGHT, Side.EACH]
    note = draw(st.sampled_from(["", "Go slowly.", "Hold on to the worktop with one hand. " * 3]))
    return Prescription(
        exercise.code, variant, draw(st.sampled_from(sides)), draw(DOSES), note=note
    )


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    return replace(
        PLAN,
        prescriptions=tuple(draw(st.lists(prescriptions(), min_size=1, max_size=12))),
        weeks=draw(st.integers(0, 8)),
        version=draw(st.integers(1, 9)),
    )


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(plans())
def test_random_plans_lose_nothing(plan: Plan) -> None:
    pdf = printed(plan)
    text = words(pdf)
    headings = [kind for _, kind, _ in structure(pdf)]
    assert headings.count("Sect") == len(plan.prescriptions) + 1  # and the warning signs
    for number, prescription in enumerate(plan.prescriptions, 1):
        exercise = catalogue().exercises[prescription.exercise]
        assert f"{number} {exercise.name}" in text
        assert side_word(prescription.side, exercise, catalogue()) in text
        panel = press()._wording.dose_panel(prescription, exercise, start=plan.start)
        for fact in panel.facts:
            assert fact.figure.replace("\u00a0", " ") in text
        if prescription.note:
            assert prescription.note.strip() in text
    assert outside(pdf) == []
    assert loose_marks(pdf) == []
    assert printed(plan) == pdf


COVERED = "Socks or shoes that do not slip. Socks where your toes must move. Not bare feet."


@pytest.mark.parametrize(
    ("cares", "said"),
    [
        ((), "Bare feet, or socks that do not slip."),
        (("pregnancy",), "Bare feet, or socks that do not slip."),
        (("balance",), "Stand only in shoes that hold your foot, with a firm sole that grips."),
        (("diabetes",), COVERED),
        (("poor-circulation",), COVERED),
        (("balance", "reduced-feeling"), "Not bare feet. Stand only in shoes that hold your foot"),
    ],
)
def test_nobody_with_numb_feet_is_told_to_go_barefoot(cares: tuple[str, ...], said: str) -> None:
    text = words(printed(replace(PLAN, take_care=cares)))
    assert said in text
    assert ("Bare feet" in text) == said.startswith("Bare")
