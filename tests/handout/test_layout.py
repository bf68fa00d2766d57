"""Where things stand: no text on other text, no text lost, no page more than is needed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from clinicplan.catalogue.values import Exercise, Shot, Variant
from clinicplan.dose import Load, Times, exactly
from clinicplan.handout.blocks.card import CardText, card
from clinicplan.handout.blocks.shots.panels import SMALL
from clinicplan.handout.measures import COLUMN
from clinicplan.handout.press import Press, open_press
from clinicplan.handout.styles import MM
from clinicplan.plan import Change, Clinic, Patient, Plan, Prescription, Side
from tests.handout.plans import (
    CLINIC,
    ISSUED,
    PLAN,
    RAISE,
    SIX,
    STRETCH,
    catalogue,
    press,
    templates,
)
from tests.handout.reading import pages_of_text, rows_of_cells, words

LONG_CLINIC = replace(
    CLINIC,
    name="The Harbour Street and Upper Samplesbury Foot, Ankle and Lower Limb Clinic",
    email="appointments-and-questions@harbourstreet-foot.example",
    website="harbourstreet-foot.example",
    address="12 Harbour Street\nSamplesbury\nEX1 2MP",
)
LETTER = replace(CLINIC, paper="Letter")
LONG_NAME = Patient("Maximiliana-Alexandrina", "Featherstone-Cholmondeley von Beispielhausen " * 4)
NOTE = " ".join(f"word{number}" for number in range(400))
TWELVE = SIX + SIX
TEN_STEPS = tuple(f"Step number {number}." for number in range(1, 12))

FOUR_LINES = replace(
    PLAN,
    prescriptions=(
        *SIX[:3],
        *(replace(item, dose=replace(item.dose, times=Times(12))) for item in SIX[3:]),
    ),
)
"""A diary with all that can be said above it, and weeks that just fit a page."""

STAGED = replace(
    SIX[2],
    dose=replace(RAISE, load=Load(most_times=15), rest=exactly(90)),
    changes=tuple(
        Change(week, replace(RAISE, reps=exactly(20 - week), load=Load(most_times=20 - week),
                             sets=exactly(2 + week % 2)))
        for week in range(2, 10)
    ),
)  # fmt: skip
"""A dose in nine stages: beside its pictures it would be higher than a page."""

LAID_OUT = {
    "nine stages": (CLINIC, replace(PLAN, prescriptions=(STAGED, SIX[0]), weeks=12)),
    "four lines": (CLINIC, FOUR_LINES),
    "six": (CLINIC, PLAN),
    "letter": (LETTER, PLAN),
    "letter, nine": (LETTER, replace(PLAN, prescriptions=TWELVE[:9])),
    "eight": (CLINIC, replace(PLAN, prescriptions=TWELVE[:8])),
    "twelve": (CLINIC, replace(PLAN, prescriptions=TWELVE)),
    "thirty": (CLINIC, replace(PLAN, prescriptions=(TWELVE * 3)[:30])),
    "long clinic": (LONG_CLINIC, PLAN),
    "long name": (LONG_CLINIC, replace(PLAN, patient=LONG_NAME)),
    "long note": (CLINIC, replace(PLAN, note=NOTE)),
    "long exercise note": (
        CLINIC,
        replace(PLAN, prescriptions=tuple(replace(item, note=NOTE) for item in SIX)),
    ),
    "often": (
        CLINIC,
        replace(
            PLAN,
            prescriptions=tuple(
                replace(item, dose=replace(item.dose, times=Times(count)), changes=())
                for count, item in enumerate(SIX, 1)
            ),
        ),
    ),
}


def pdf_of(clinic: Clinic, plan: Plan) -> bytes:
    return press(clinic).print(plan, issued=ISSUED, seal="0123456789abcdef").pdf


@pytest.mark.parametrize("name", LAID_OUT)
def test_no_text_stands_on_other_text(name: str) -> None:
    assert list(overlaps(pdf_of(*LAID_OUT[name]))) == []


def overlaps(pdf: bytes) -> Iterator[str]:
    """Every character whose middle lies within another character's box."""
    for number, page in enumerate(pypdfium2.PdfDocument(pdf), 1):
        text = page.get_textpage()
        boxes = [(index, text.get_charbox(index)) for index in range(text.count_chars())]
        inked = [(index, box) for index, box in boxes if box[0] < box[2] and box[1] < box[3]]
        rows: dict[int, list[tuple[int, tuple[float, float, float, float]]]] = {}
        for index, box in inked:
            for row in range(int(box[1] // 8), int(box[3] // 8) + 1):
                rows.setdefault(row, []).append((index, box))
        for index, (left, bottom, right, top) in inked:
            x, y = (left + right) / 2, (bottom + top) / 2
            for other, (west, south, east, north) in rows.get(int(y // 8), []):
                if other != index and west < x < east and south < y < north:
                    yield f"page {number}: {text.get_text_range(index, 1)!r}"


@pytest.mark.parametrize("name", LAID_OUT)
def test_nothing_reaches_into_the_footer(name: str) -> None:
    between = (14.2 * MM, 18.3 * MM)
    for page in pypdfium2.PdfDocument(pdf_of(*LAID_OUT[name])):
        text = page.get_textpage()
        boxes = [text.get_charbox(index) for index in range(text.count_chars())]
        middles = [(bottom + top) / 2 for left, bottom, right, top in boxes if left < right]
        assert not [y for y in middles if between[0] < y < between[1]]


@pytest.mark.parametrize("name", ["long note", "long exercise note"])
def test_a_long_note_is_printed_to_its_last_word(name: str) -> None:
    text = words(pdf_of(*LAID_OUT[name]))
    said = [word for word in text.split() if word.startswith("word")]
    times = 6 if "exercise" in name else 1
    assert said == NOTE.split() * times


def test_a_note_that_two_pages_share_says_so() -> None:
    pages = pages_of_text(pdf_of(CLINIC, replace(PLAN, note=NOTE)))
    assert "A note from Alex" in pages[0]
    assert "A note from Alex, continued" in pages[1]


@pytest.mark.parametrize(
    ("name", "pages"), [("six", 7), ("eight", 9), ("twelve", 12), ("letter", 10)]
)
def test_no_page_more_than_is_needed(name: str, pages: int) -> None:
    assert len(pages_of_text(pdf_of(*LAID_OUT[name]))) == pages


def test_where_the_table_moves_on_the_guide_to_pain_fills_page_one() -> None:
    pages = pages_of_text(pdf_of(*LAID_OUT["twelve"]))
    assert [number for number, page in enumerate(pages) if "How much pain" in page] == [0]
    assert "How much pain is all right?" in pages[0]
    assert "Page 1 tells you how much pain is all right." in " ".join(pages[10].split())
    assert "Your exercises at a glance" in pages[1]


@pytest.mark.parametrize(
    ("clinic", "count", "page"), [(CLINIC, 1, 1), (LETTER, 6, 1), (LETTER, 12, 2), (CLINIC, 6, -1)]
)
def test_how_to_do_them_comes_before_the_exercises_where_it_costs_no_page(
    clinic: Clinic, count: int, page: int
) -> None:
    plan = replace(PLAN, prescriptions=TWELVE[:count])
    pages = [" ".join(text.split()) for text in pages_of_text(pdf_of(clinic, plan))]
    assert [text for text in pages if "How to do your exercises" in text] == [pages[page]]
    if page > 0:
        assert pages[page].index("Warm up first.") < pages[page].index("1 Towel stretch")


def test_signs_that_have_their_page_to_themselves_are_larger() -> None:
    plans = (replace(PLAN, prescriptions=SIX[:count]) for count in (3, 6))
    assert [size_of(plan, "numbness or tingling") for plan in plans] == [14, 12.5]


def size_of(plan: Plan, words: str) -> float:
    """How large a line is set, in points."""
    for page in pypdfium2.PdfDocument(pdf_of(CLINIC, plan)):
        for each in page.get_objects([1], textpage=page.get_textpage()):
            if words in each.extract():
                return round(float(each.get_font_size()), 1)
    return 0


def test_a_diary_row_with_a_new_dose_keeps_its_name() -> None:
    plan = replace(PLAN, prescriptions=(replace(SIX[2], side=Side.LEFT),))
    text = words(pdf_of(CLINIC, plan))
    assert text.count("Heel raise on one leg, left now 15 times") == 2


@pytest.mark.parametrize(
    ("page", "line"), [(6, "10 Toe curl and spread"), (8, "10 Toe curl and spread")]
)
def test_a_number_of_two_figures_stands_clear_of_the_name(page: int, line: str) -> None:
    text = pypdfium2.PdfDocument(pdf_of(*LAID_OUT["twelve"]))[page].get_textpage()
    found = text.search(line).get_next()
    assert found is not None
    number, name = (text.get_charbox(found[0] + index) for index in (1, 3))
    assert name[0] - number[2] > 2


@pytest.mark.parametrize(("times", "said"), [(3, False), (5, True)])
def test_what_to_do_with_one_box_for_many_times(times: int, said: bool) -> None:
    item = replace(SIX[0], dose=replace(STRETCH, times=Times(times)))
    text = words(pdf_of(CLINIC, replace(PLAN, prescriptions=(item,))))
    text = text.replace("\u00a0", " ")
    assert (f"In a box with × {times}, write how many you did." in text) is said


def test_a_later_week_says_all_that_is_new_about_its_dose() -> None:
    more = replace(RAISE, reps=exactly(15))
    longer = replace(more, sets=exactly(3))
    item = replace(SIX[2], side=Side.LEFT, changes=(Change(2, more), Change(3, longer)))
    text = words(pdf_of(CLINIC, replace(PLAN, prescriptions=(item,)))).replace("\u00a0", " ")
    assert text.count("Heel raise on one leg, left now 15 times") == 3
    assert text.count("left now 15 times, 3 sets") == 2
    assert "New doses from 9 Dec." in text


@pytest.mark.parametrize("note", ["", "Go slowly, and not after a bad night."])
def test_a_new_dose_with_a_note_sends_the_reader_to_its_card(note: str) -> None:
    more = replace(RAISE, reps=exactly(15))
    item = replace(SIX[2], side=Side.LEFT, changes=(Change(3, more, note=note),))
    text = words(pdf_of(CLINIC, replace(PLAN, prescriptions=(item,)))).replace("\u00a0", " ")
    assert text.count("now 15 times") == 2
    assert text.count("now 15 times: first read the note on its card") == (2 if note else 0)
    assert note in text


def test_an_exercise_of_which_nobody_said_how_often_has_no_boxes() -> None:
    item = replace(SIX[0], dose=replace(STRETCH, times=None, days=None))
    pdf = pdf_of(CLINIC, replace(PLAN, prescriptions=(item, SIX[5])))
    text = words(pdf)
    assert text.count("Towel stretch, left (ask us how often)") == 4
    assert sum(cell.boxes for row in rows_of_cells(pdf) for cell in row) == 2 * 4 * 7


@pytest.mark.parametrize(
    ("variant", "frame"),
    [("ball-chair", "ball-roll-heel"), ("massage-ball-chair", "massage-ball-circles")],
)
def test_the_small_picture_shows_the_way_that_was_chosen(variant: str, frame: str) -> None:
    item = replace(SIX[4], variant=variant)
    look = press()._look
    drawn = {
        f"/{found[1].name}"
        for person in look.illustrations.people
        if (found := look.picture(frame, person))
    }
    plan = replace(PLAN, prescriptions=(SIX[0], item))
    with pikepdf.open(BytesIO(pdf_of(CLINIC, plan))) as document:
        assert drawn & set(document.pages[0].Resources.XObject.keys())


def test_the_small_picture_shows_the_foot_that_the_card_shows() -> None:
    def drawn(side: Side) -> bytes:
        plan = replace(PLAN, prescriptions=(SIX[0], replace(SIX[4], side=side)))
        with pikepdf.open(BytesIO(pdf_of(CLINIC, plan))) as document:
            content = document.pages[0].Contents.read_bytes()
        name = next(iter(matched(content)))
        return next(line for line in content.split(b"\n") if line.endswith(name + b" Do Q"))

    def matched(content: bytes) -> list[bytes]:
        frame = "ball-roll-heel"
        look = press()._look
        names = (look.picture(frame, person) for person in look.illustrations.people)
        every = [f"/{found[1].name}".encode() for found in names if found]
        return [name for name in every if name + b" Do" in content]

    assert drawn(Side.EACH) == drawn(Side.RIGHT) != drawn(Side.LEFT)


def test_a_week_without_exercises_keeps_its_pain_scores() -> None:
    item = replace(SIX[0], first_week=2, last_week=3)
    plan = replace(PLAN, prescriptions=(item,))
    page = pages_of_text(pdf_of(CLINIC, plan))[2]
    assert page.count("Pain, 0 to 10") == 4
    assert page.count("Towel stretch, left") == 2


def test_the_clinics_address_stands_in_the_small_print() -> None:
    text = words(pdf_of(LONG_CLINIC, PLAN))
    assert "Lower Limb Clinic, 12 Harbour Street, Samplesbury, EX1 2MP." in text


def test_a_long_address_is_broken_where_a_reader_expects_it() -> None:
    page = pages_of_text(pdf_of(LONG_CLINIC, PLAN))[0]
    assert "appointments-and-questions@" in page
    assert "\nharbourstreet-foot.example" in page.replace("\r", "")


@pytest.mark.parametrize("name", ["long clinic", "long name"])
def test_a_footer_keeps_clear_of_the_pages_number(name: str) -> None:
    page = pypdfium2.PdfDocument(pdf_of(*LAID_OUT[name]))[1]
    text = page.get_textpage()
    foot = text.get_text_bounded(left=0, bottom=0, right=page.get_width(), top=19 * MM)
    said = " ".join(foot.split())
    assert "Plan HS-0417, version 2 The Harbour Street and Upper Samplesbury F…, 01632" in said
    assert text.get_text_bounded(left=166 * MM, bottom=0, right=210 * MM, top=19 * MM).split() == [
        "Ref",
        "01234567",
        "Page",
        "2",
        "of",
        {"long clinic": "7", "long name": "8"}[name],
    ]


# Cards

TALL = {
    ("towel-scrunch", "chair"),
    ("toe-walk-3-way", "walking"),
    ("ankle-circles", "standing"),
    ("ankle-circles", "lying"),
    ("toe-pencil", "standing"),
    ("toe-stretch", "chair"),
    ("toe-stretch", "floor"),
}
"""Ways with too much to say for half a page: long doses, and four pictures with what to hold."""
VARIANTS = [
    (exercise.code, variant.code)
    for exercise in catalogue().exercises.values()
    for variant in exercise.variants
    if (exercise.code, variant.code) not in TALL
]


def height_of(item: Prescription) -> float:
    """The height of its card in mm, with the smaller pictures."""
    opened = press()
    exercise = catalogue().exercises[item.exercise]
    panel = opened._wording.dose_panel(item, exercise, start=PLAN.start)
    person = opened._look.illustrations.people[0]
    text = CardText(number=1, panel=panel, practitioner="Alex", person=person)
    return card(opened._look, item, exercise, text=text, panels=SMALL).height / MM


@pytest.mark.parametrize(("exercise", "variant"), VARIANTS)
def test_a_card_leaves_room_for_another_on_its_page(exercise: str, variant: str) -> None:
    known = catalogue().exercises[exercise]
    preset = known.presets[0]
    side = Side.BOTH if known.together else Side.EACH
    item = Prescription(exercise, variant, side, preset.dose, parts=preset.parts)
    # The steps of a third picture stand beneath it, so that they caption no other one.
    shots = len(known.variant(variant).shots)
    assert height_of(item) < (150 if shots % 2 else 130)


def test_steps_stand_beneath_their_own_picture() -> None:
    item = Prescription("lying-towel-raise", "lying", Side.LEFT, STRETCH)
    text = pypdfium2.PdfDocument(pdf_of(CLINIC, replace(PLAN, prescriptions=(item, item))))
    found = {line: left_of(text, line) for line in ("Bend your left knee", "Stop when you feel")}
    assert len(set(found.values())) == 1


def left_of(pdf: pypdfium2.PdfDocument, line: str) -> int:
    """Where a line begins on its page, in points."""
    for page in pdf:
        text = page.get_textpage()
        if hit := text.search(line).get_next():
            return round(float(text.get_charbox(hit[0])[0]))
    return 0


def test_notes_fill_the_hole_beside_a_long_dose() -> None:
    changes = tuple(
        Change(week, replace(RAISE, reps=exactly(reps))) for week, reps in ((3, 12), (5, 15))
    )
    assert height_of(replace(SIX[2], changes=changes, note="")) < 143


# A clinic's own exercises


def own(code: str, *shots: tuple[str, tuple[str, ...]], caution: str = "") -> Exercise:
    way = Variant("own", "", "", (), "Sit.", tuple(Shot(*shot) for shot in shots))
    return Exercise(
        code=code,
        name="Marble pick-up",
        short="Marble pick-up",
        limb="foot",
        together=False,
        balance=False,
        counted="times",
        tempo=5,
        why="",
        caution=caution,
        easier="",
        harder="",
        variants=(way,),
        presets=(),
        own=True,
    )


def own_press(folder: Path, exercise: Exercise) -> Press:
    return open_press(
        CLINIC, catalogue=catalogue(), templates=templates(), own=(exercise,), folder=folder
    )


def own_pdf(folder: Path, exercise: Exercise) -> bytes:
    item = Prescription(exercise.code, "own", Side.LEFT, STRETCH)
    plan = replace(PLAN, prescriptions=(item,), condition="", footwear="")
    return own_press(folder, exercise).print(plan, issued=ISSUED).pdf


def test_steps_without_pictures_have_the_width_of_two_columns(tmp_path: Path) -> None:
    line = "Draw the ball of the foot towards the heel, and keep the toes long."
    page = pypdfium2.PdfDocument(own_pdf(tmp_path, own("a", ("", (line,)))))[1]
    text = page.get_textpage()
    found = text.search("Draw the ball").get_next()
    assert found is not None
    start = text.get_charbox(found[0])
    end = max(text.get_charbox(found[0] + index)[2] for index in range(len(line)))
    assert end - start[0] > COLUMN


def test_ten_steps_stand_clear_of_their_numbers(tmp_path: Path) -> None:
    text = words(own_pdf(tmp_path, own("a", ("", TEN_STEPS))))
    assert "10 Step number 10. 11 Step number 11." in text


@pytest.mark.parametrize("braces", ["{hard}", "{}", "{0}", "{side!r}", "{"])
def test_braces_in_a_clinics_own_steps_print_as_typed(tmp_path: Path, braces: str) -> None:
    exercise = own("a", ("", (f"Press {braces} now.",)), caution=f"Not {braces}.")
    text = words(own_pdf(tmp_path, exercise))
    assert f"Press {braces} now." in text
    assert f"Not {braces}." in text


def test_a_photograph_has_a_hairline_round_it(tmp_path: Path) -> None:
    Image.new("RGB", (80, 60), "#FFFFFF").save(tmp_path / "white.png")
    page = pypdfium2.PdfDocument(own_pdf(tmp_path, own("a", ("own:white.png", ("Press.",)))))[1]
    shown = page.render(scale=2).to_pil().convert("L")
    across = shown.crop((2 * 49, 2 * 220, 2 * 292, 2 * 221))
    assert across.getextrema()[0] < 235


@pytest.mark.parametrize("corner", [0, 100])
def test_a_clinics_own_drawing_is_shown_whole(tmp_path: Path, corner: int) -> None:
    left, right, bottom = corner, corner + 80, corner + 60
    shape = f"M{left},{left}L{right},{left}L{right},{bottom}L{left},{bottom}Z"
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{left} {left} 80 60">'
        f'<path fill="#112233" d="{shape}"/></svg>'
    )
    (tmp_path / "drawn.svg").write_text(svg, encoding="utf-8")
    page = pypdfium2.PdfDocument(own_pdf(tmp_path, own("a", ("own:drawn.svg", ("Press.",)))))[1]
    shown = page.render(scale=1).to_pil().convert("RGB")
    dark = shown.tobytes().count(bytes((0x11, 0x22, 0x33)))
    assert dark > 0.8 * 153 * 115


def test_an_own_picture_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    exercise = own("a", ("own:gone.png", ("Press.",)))
    codes = [finding.code for finding in own_press(tmp_path, exercise).findings]
    assert codes == ["picture-unusable"]


def test_an_exercise_has_one_name_at_a_glance_on_its_card_and_in_the_diary() -> None:
    plan = replace(PLAN, prescriptions=(SIX[2], SIX[3]), weeks=1)
    said = words(press().print(plan, issued=ISSUED).pdf)
    for name in ("Heel raise on one leg", "Toe curl and spread"):
        assert said.count(name) == 3
    assert "Toe curl, spread" not in said


@pytest.mark.parametrize(("weeks", "count"), [(4, 6), (6, 6), (8, 7)])
def test_three_exercises_of_six_weeks_are_three_sheets_of_paper(weeks: int, count: int) -> None:
    """A diary of six weeks stands on one page, and six pages are three sheets."""
    plan = replace(PLAN, prescriptions=(SIX[0], SIX[1], SIX[3]), weeks=weeks)
    assert press().print(plan, issued=ISSUED).pages == count


def test_a_note_that_page_one_has_no_room_for_is_not_alone_on_its_page() -> None:
    """The guide to pain joins it, and the warning signs say on which page that is."""
    cares = ("diabetes", "reduced-feeling", "balance")
    goals = tuple(f"Climb {many} stairs to the bakery without a rest." for many in range(30, 36))
    note = " ".join(["Your right foot was stiffer than the other one. Take your time, Sam."] * 5)
    plan = replace(PLAN, prescriptions=TWELVE, take_care=cares, goals=goals, note=note)
    pdf = press(LETTER).print(plan, issued=ISSUED).pdf
    _, second, third, *_ = (" ".join(page.split()) for page in pages_of_text(pdf))
    assert "A note from Alex" in second
    assert "How much pain is all right?" in second
    assert third.startswith("Your exercises at a glance")
    assert "Page 2 tells you how much pain is all right." in words(pdf)


def test_numbers_of_two_figures_stand_clear_of_the_names_at_a_glance() -> None:
    pdf = press().print(replace(PLAN, prescriptions=TWELVE), issued=ISSUED).pdf
    pages = [page.get_textpage() for page in pypdfium2.PdfDocument(pdf)]
    (text,) = [page for page in pages if "Your exercises at a glance" in page.get_text_range()]
    found = text.search("10 Toe curl").get_next()
    assert found is not None
    number, name = (text.get_charbox(found[0] + index) for index in (1, 3))
    assert name[0] - number[2] > 5
