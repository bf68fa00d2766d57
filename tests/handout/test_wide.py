"""Pages for large type: what stands where, and that a printer can reach it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from benchmarks.emptiness import measured
from clinicplan.dose import Times, exactly
from clinicplan.handout.blocks.wide.day_lines import _placed
from clinicplan.handout.editions import EDITIONS
from clinicplan.handout.measures import scaled
from clinicplan.handout.styles import MM
from clinicplan.plan import Change, Clinic, Patient, Plan, Prescription, Side
from tests.handout.plans import ALTERNATE, CLINIC, ISSUED, PLAN, RAISE, SIX, TWICE, press
from tests.handout.reading import pages_of_text, rows_of_cells, structure, words
from tests.handout.test_layout import LETTER, overlaps
from tests.handout.test_own_exercises import LONG_NAME, LONG_STEP, SIXTY, own, plan_of, press_of

WIDE = [code for code, edition in EDITIONS.items() if edition.wide]
CAREFUL = ("diabetes", "reduced-feeling", "balance")
MOST_EMPTY = {code: 0.15 if code == "giant-print" else 0.06 for code in WIDE}
"""The share of pages that may be more than a quarter empty."""
UNREACHED = 4.3 * MM
"""What a laser printer leaves white at each edge, at the most usual."""


def pages(plan: Plan, edition: str, clinic: Clinic = CLINIC) -> list[str]:
    pdf = press(clinic).print(replace(plan, edition=edition), issued=ISSUED).pdf
    return [" ".join(text.split()) for text in pages_of_text(pdf)]


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("clinic", [CLINIC, LETTER], ids=["A4", "Letter"])
def test_nothing_stands_where_a_printer_cannot_print(edition: str, clinic: Clinic) -> None:
    plan = replace(PLAN, edition=edition, take_care=CAREFUL)
    pdf = press(clinic).print(plan, issued=ISSUED, seal="0123456789abcdef").pdf
    for page in pypdfium2.PdfDocument(pdf):
        picture = page.render(scale=1, grayscale=True).to_pil().convert("L")
        paper = picture.getpixel((0, 0))  # a ground may reach the edge: what it loses says nothing
        ink = picture.point(lambda light, paper=paper: 255 if light < paper else 0)
        left, top, right, bottom = ink.getbbox() or (0, 0, 0, 0)
        width, height = picture.size
        assert min(left, top, width - right, height - bottom) > UNREACHED


@pytest.mark.parametrize(
    ("edition", "most", "most_letter"),
    [("large-print", 16, 18), ("low-vision", 16, 18), ("giant-print", 30, 31)],
)
def test_six_exercises_take_no_more_pages_than(
    edition: str, most: int, most_letter: int
) -> None:
    careful = replace(PLAN, take_care=CAREFUL)
    assert len(pages(careful, edition)) <= most
    assert len(pages(careful, edition, LETTER)) <= most_letter


@pytest.mark.parametrize("clinic", [CLINIC, LETTER], ids=["A4", "Letter"])
def test_an_exercise_of_large_print_has_a_page(clinic: Clinic) -> None:
    """Also with a change and a note, which stands under both columns where that is lower."""
    text = pages(PLAN, "large-print", clinic)
    assert [page for page in text if re.match(r"\d [\w ]+, continued", page)] == []


@pytest.mark.parametrize("edition", WIDE)
@pytest.mark.parametrize("clinic", [CLINIC, LETTER], ids=["A4", "Letter"])
def test_no_page_is_fuller_than_a_page(edition: str, clinic: Clinic) -> None:
    """Parts spread over a page to its very foot: each number of them is printed."""
    for count in (1, 2, 3, 4, 5, 7, 9, 14):
        plan = replace(PLAN, prescriptions=(SIX * 3)[:count], take_care=CAREFUL[: count % 4])
        assert len(pages(plan, edition, clinic)) > count


CHANGES = tuple(
    Change(week, replace(RAISE, reps=exactly(10 + week)), note="Only if the week before was easy.")
    for week in range(2, 13)
)
GOALS = tuple(f"Goal {n}: walk to the harbour and back, in any weather." for n in range(12))


@pytest.mark.parametrize("edition", WIDE)
@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"prescriptions": (replace(SIX[2], changes=CHANGES),), "weeks": 12}, "22 times"),
        ({"goals": GOALS}, "Goal 11: walk"),
        ({"goals": ("Walk on. " * 300 + "Arrive.",)}, "Arrive."),
        ({"weeks": 26}, "Week 26"),
    ],
    ids=["changes", "goals", "a goal", "weeks"],
)
def test_what_is_more_than_a_page_goes_on(
    edition: str, changes: dict[str, object], said: str
) -> None:
    plan = replace(PLAN, **changes)  # type: ignore[arg-type]  # a test's own keys
    assert said in " ".join(pages(plan, edition))


@pytest.mark.parametrize("edition", WIDE)
@pytest.mark.parametrize("pictures", [(), ("a.png", "b.png")], ids=["words", "pictures"])
def test_steps_and_cautions_without_end_are_all_there(
    edition: str, pictures: tuple[str, ...], tmp_path: Path
) -> None:
    for name in pictures:
        Image.new("RGB", (300, 200), "white").save(tmp_path / name)
    exercise = own(
        steps=(*SIXTY, LONG_STEP),
        pictures=pictures,
        alts=("A.", "B.")[: len(pictures)],
        caution="Stop if it hurts. " * 33,
        name=LONG_NAME,
    )
    plan = plan_of(Prescription("mine", "own", Side.EACH, TWICE, note=LONG_STEP))
    pdf = press_of(exercise, tmp_path).print(replace(plan, edition=edition), issued=ISSUED).pdf
    text = words(pdf)
    assert re.findall(r"part (\d+)", text) == [str(number) for number in range(1, 61)]
    assert len(re.findall(r"word\d+", text)) == 2 * 250
    assert list(overlaps(pdf)) == []


def test_two_weeks_of_a_diary_share_a_page_of_large_print() -> None:
    five = replace(PLAN, prescriptions=(*SIX[:2], *SIX[3:]))
    together = [page for page in pages(five, "large-print") if page.count("Notes") == 2]
    assert len(together) == 2


def test_boxes_that_have_no_room_beside_a_name_stand_under_it() -> None:
    thrice = Prescription("ankle-circles", "chair", Side.EACH, replace(TWICE, times=Times(3)))
    apart = pages(replace(PLAN, prescriptions=(*SIX, thrice)), "large-print")
    assert all(page.count("Notes") < 2 for page in apart)


def test_a_day_of_giant_print_has_boxes_for_its_exercises() -> None:
    every_day = Prescription("ankle-circles", "chair", Side.EACH, TWICE)
    every_other = Prescription("toe-press", "standing", Side.LEFT, ALTERNATE)
    often = Prescription("foot-ball-roll", "ball-chair", Side.LEFT, replace(TWICE, times=Times(5)))
    plan = replace(PLAN, prescriptions=(every_day, every_other, often), weeks=1)
    pdf = press(CLINIC).print(replace(plan, edition="giant-print"), issued=ISSUED).pdf
    said = [alt for _, kind, alt in structure(pdf) if kind == "Figure"]
    of_five = "A box with × 5, to write how many times"
    assert [said.count(alt) for alt in ("1 box to tick", "2 boxes to tick", of_five)] == [4, 7, 7]
    week = next(page for page in pages(plan, "giant-print") if "Week 1" in page)
    assert "1 Ankle circles 2 Toe press, left 3 Foot roll, left" in week
    assert "Tue 1 1 2 3 × 5 Wed 2 1 3 × 5 Thu 3 1 2 3 × 5 " in week


@pytest.mark.parametrize("count", [1, 3, 6, 14])
def test_every_box_of_the_diary_is_in_giant_print(count: int) -> None:
    plan = replace(PLAN, prescriptions=(SIX * 3)[:count])
    figures = []
    for edition in ("large-print", "giant-print"):
        pdf = press(CLINIC).print(replace(plan, edition=edition), issued=ISSUED).pdf
        alone = sum(int(alt.split()[0]) for _, _, alt in structure(pdf) if "to tick" in alt)
        joined = sum(cell.boxes for row in rows_of_cells(pdf) for cell in row if cell.columns > 1)
        figures.append(alone + joined)
    assert figures[0] == figures[1]


OFTEN = tuple(replace(each, dose=replace(TWICE, times=Times(3))) for each in SIX * 2)


@pytest.mark.parametrize(("count", "days"), [(3, [7]), (6, [7]), (8, [4, 3])])
def test_a_week_that_no_page_holds_has_about_as_many_days_on_each(
    count: int, days: list[int]
) -> None:
    plan = replace(PLAN, prescriptions=OFTEN[:count], weeks=2)
    later = pages(plan, "giant-print", LETTER)
    weeks = [page for page in later if "Week 2" in page]
    found = [len(re.findall(r"\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) \d", page)) for page in weeks]
    assert found == days


@pytest.mark.parametrize("clinic", [CLINIC, LETTER], ids=["A4", "Letter"])
@pytest.mark.parametrize("count", [1, 5, 9, 11])
def test_each_page_of_days_says_in_order_which_exercises_its_numbers_are(
    count: int, clinic: Clinic
) -> None:
    """Also the page on which a week goes on."""
    plan = replace(PLAN, prescriptions=OFTEN[:count], weeks=2)
    told = [page for page in pages(plan, "giant-print", clinic) if re.search(r"Week \d", page)]
    numbers = [
        re.findall(r"(?:^|(?<= ))\d+(?= [A-Z][a-z]+[ -][a-z])", page.split("Exercises")[0])
        for page in told
    ]
    assert numbers == [[str(number) for number in range(1, count + 1)]] * len(told)


@pytest.mark.parametrize(
    ("widths", "lines"),
    [
        ((), []),
        ((40,), [0]),
        ((30, 30, 30, 30), [0, 0, 1, 1]),
        ((30, 20, 50, 20, 20), [0, 0, 1, 1, 1]),
        ((20, 20, 20, 20, 20, 20), [0, 0, 0, 1, 1, 1]),
        ((90, 10, 90), [0, 0, 1]),
        ((300, 10), [0, 1]),
    ],
)
def test_no_box_of_a_day_is_left_alone_on_its_line(
    widths: tuple[float, ...], lines: list[int]
) -> None:
    assert [line for _, line in _placed(widths, room=100)] == lines


@pytest.mark.parametrize("clinic", [CLINIC, LETTER], ids=["A4", "Letter"])
def test_a_week_that_has_a_page_to_itself_has_lines_for_notes(clinic: Clinic) -> None:
    plan = replace(PLAN, prescriptions=OFTEN[:5], weeks=12, edition="large-print")
    pdf = press(clinic).print(plan, issued=ISSUED).pdf
    empty = measured(pdf, "", bottom=24).pages
    weeks = [number for number, text in enumerate(pages_of_text(pdf)) if "Notes" in text]
    assert len(weeks) == 12
    assert [number for number in weeks if empty[number] > 0.25] == []


def test_each_day_of_giant_print_has_a_place_for_its_score() -> None:
    pdf = press(CLINIC).print(replace(PLAN, edition="giant-print"), issued=ISSUED).pdf
    said = [alt for _, kind, alt in structure(pdf) if kind == "Figure"]
    assert said.count("A box for your pain score") == 4 * 7


def test_giant_print_tells_a_new_dose_from_its_first_week_on() -> None:
    told = [page for page in pages(PLAN, "giant-print") if "now 15 times" in page]
    assert [page.partition(" December")[0] for page in told] == [
        f"Your diary, continued Week {week}" for week in (3, 4)
    ]


@pytest.mark.parametrize("edition", WIDE)
@pytest.mark.parametrize("clinic", [CLINIC, LETTER], ids=["A4", "Letter"])
def test_few_pages_are_empty_and_no_handout_ends_on_a_scrap(edition: str, clinic: Clinic) -> None:
    bottom = EDITIONS[edition].wide.foot / MM  # type: ignore[union-attr]  # all have one
    shown = []
    for count in (1, 4, 6, 9):
        plan = replace(PLAN, prescriptions=(SIX * 2)[:count], take_care=CAREFUL[: count % 4])
        pdf = press(clinic).print(replace(plan, edition=edition), issued=ISSUED).pdf
        shown.append(measured(pdf, plan.id, bottom=bottom).pages)
    empty = [page for handout in shown for page in handout]
    assert sum(page > 0.25 for page in empty) <= MOST_EMPTY[edition] * len(empty)
    assert [handout[-1] for handout in shown if handout[-1] > 0.5] == []


def test_what_is_not_safety_has_no_heading_of_the_diary_or_of_safety() -> None:
    """What stands where there is room begins no page under the name of what is above it."""
    for edition in WIDE:
        of_safety = r"Stay safe, continued (?!Get help|[46]|Stop and call us if|Worse next)"
        assert [page for page in pages(replace(PLAN, take_care=CAREFUL), edition)
                if re.match(of_safety, page)] == []  # fmt: skip
        wrong = [page for page in pages(replace(PLAN, take_care=CAREFUL), edition)
                 if re.match(r"Your diary, continued (?!Week)", page)]  # fmt: skip
        assert wrong == []


@pytest.mark.parametrize("edition", WIDE)
@pytest.mark.parametrize("clinic", [CLINIC, LETTER], ids=["A4", "Letter"])
@pytest.mark.parametrize("count", range(7, 14))
def test_a_week_of_any_height_fits(edition: str, clinic: Clinic, count: int) -> None:
    often = [replace(each, dose=replace(each.dose, times=Times(3))) for each in SIX * 3]
    plan = replace(PLAN, prescriptions=tuple(often[:count]), weeks=2)
    assert "Week 2" in " ".join(pages(plan, edition, clinic))


@pytest.mark.parametrize("edition", WIDE)
@pytest.mark.parametrize("clinic", [CLINIC, LETTER], ids=["A4", "Letter"])
def test_a_week_of_exercises_that_have_no_days_fits(edition: str, clinic: Clinic) -> None:
    """Each has a line to write on in each week: more of them than a page of giant print holds."""
    often = [replace(each, dose=replace(each.dose, times=None, days=None)) for each in SIX * 2]
    plan = replace(PLAN, prescriptions=(*often, SIX[4]), weeks=2)
    weeks = " ".join(pages(plan, edition, clinic)).split("Your diary", 1)[1]
    assert weeks.count("(ask us how often)") == 2 * len(often)


@pytest.mark.parametrize("edition", WIDE)
@pytest.mark.parametrize("lines", range(1, 40))
def test_page_one_of_any_length_fits(edition: str, lines: int) -> None:
    """A rule under the facts, a gap that is smaller than others: none may be in the way."""
    plan = replace(PLAN, patient=Patient("Sam", "Sample " * lines), goals=(), note="")
    assert len(pages(plan, edition, LETTER)) > len(SIX)


def test_the_diary_says_that_it_goes_on() -> None:
    later = [page for page in pages(PLAN, "large-print") if "Week 3" in page]
    assert [page.startswith("Your diary, continued") for page in later] == [True]


@pytest.mark.parametrize(
    ("edition", "asked"),
    [
        ("large-print", "Larger print, audio or another language?"),
        ("low-vision-cream", "Larger print, audio or another language?"),
        ("giant-print", "Audio or another language?"),
    ],
)
def test_who_has_large_print_is_not_offered_it(edition: str, asked: str) -> None:
    text = " ".join(pages(PLAN, edition))
    assert asked in text
    assert "Large print" not in text


def test_measures_grow_together_but_for_what_is_counted() -> None:
    large = EDITIONS["large-print"].wide
    assert large
    giant = scaled(large, 2)
    across, high = large.pill
    assert (giant.across, giant.box) == (2, 2 * large.box)
    assert giant.pill == (2 * across, 2 * high)


@pytest.mark.parametrize("clinic", [CLINIC, LETTER], ids=["A4", "Letter"])
@pytest.mark.parametrize("start", [date(2026, 12, 1), date(2027, 9, 15)])
def test_an_exercise_of_giant_print_has_two_pages(clinic: Clinic, start: date) -> None:
    """Also the one with two sets, a rest, a change and a note."""
    plan = replace(PLAN, start=start, edition="giant-print")
    pdf = press(clinic).print(plan, issued=ISSUED).pdf
    later = [" ".join(text.split())[0] for text in pages_of_text(pdf)
             if re.match(r"\d [\w ]+, continued", text)]  # fmt: skip
    assert later == list("123456")
    assert list(overlaps(pdf)) == []


@pytest.mark.parametrize("clinic", [CLINIC, LETTER], ids=["A4", "Letter"])
def test_each_week_of_giant_print_says_which_exercises_its_numbers_are(clinic: Clinic) -> None:
    """One that is new stands alone, the others after one another."""
    names = ("Towel stretch, left", "Ankle circles", "Heel raise on one leg", "Toe curl and spread",
             "Foot roll", "Wall calf stretch, right")  # fmt: skip
    weeks = [page for page in pages(PLAN, "giant-print", clinic) if re.search(r"Week \d", page)]
    assert [[name for name in names if name not in page] for page in weeks] == [[]] * 4
    assert "1 Towel stretch, left 2 Ankle circles 3 Heel raise on one leg now 15 times" in weeks[2]


def test_a_name_that_no_line_holds_stands_alone_in_giant_print(tmp_path: Path) -> None:
    exercise = own(steps=("Sit.",), name=LONG_NAME)
    mine = Prescription("mine", "own", Side.EACH, TWICE)
    plan = replace(plan_of(mine), prescriptions=(mine,) * 9, edition="giant-print")
    pdf = press_of(exercise, tmp_path).print(plan, issued=ISSUED).pdf
    assert list(overlaps(pdf)) == []
    assert words(pdf).count("Week 2") >= 1


@pytest.mark.parametrize("edition", WIDE)
@pytest.mark.parametrize("clinic", [CLINIC, LETTER], ids=["A4", "Letter"])
@pytest.mark.parametrize("cares", [(), CAREFUL], ids=["", "careful"])
def test_what_a_sign_of_pain_says_never_leaves_it(
    edition: str, clinic: Clinic, cares: tuple[str, ...]
) -> None:
    """Each is whole on its page, with the morning after beside the one before that to stop."""
    plan = replace(PLAN, take_care=cares)
    told = [" ".join(page.split()) for page in pages(plan, edition, clinic)]
    text = " ".join(told)
    usual = "4 to 5 Ease off", "6 to 10 Stop"
    last, top = ("0 to 3 Look first", "4 to 10 Stop") if cares else usual
    begins = [text.index(each) for each in ("0 to 3 ", last, f"{top} Stop")]
    assert begins == sorted(begins)
    assert any("0 to 3 " in page and last in page for page in told)
    then = "Do no exercises" if cares else "Leave"
    ease = rf"{last} [^?]*Worse next morning\? {then}"
    stop = rf"{top} Stop[^•]*Stop and call us if •"
    assert [each for each in (ease, stop) if not any(re.search(each, page) for page in told)] == []
    after = text.rpartition(top)[2]
    assert "you feel dizzy, fall or nearly fall" in after
    assert "next morning" not in after


@pytest.mark.parametrize("edition", WIDE)
@pytest.mark.parametrize("count", range(1, 15))
def test_how_to_warm_up_is_read_before_the_exercises(edition: str, count: int) -> None:
    told = pages(replace(PLAN, prescriptions=(SIX * 3)[:count]), edition)
    warm_up = next(number for number, page in enumerate(told) if "Warm up first" in page)
    assert warm_up < next(number for number, page in enumerate(told) if "Take care" in page)


def test_days_go_on_under_names_that_need_a_page() -> None:
    """Nothing is repeated over them: on pages of their own each week would leave half of one."""
    more = replace(SIX[5].dose, reps=exactly(5))
    item = replace(SIX[5], changes=(Change(2, more, "Slowly, and not after a bad night."),))
    plan = replace(PLAN, edition="giant-print", prescriptions=(item,) * 14, weeks=3)
    pdf = press(LETTER).print(plan, issued=ISSUED).pdf
    assert max(measured(pdf, "", bottom=24).pages) < 0.5
