"""What a patient must heed is on every paper: cautions, notes, sides, what to wear."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pypdfium2
import pytest
from pypdfium2 import raw

from clinicplan.catalogue.values import Caution
from clinicplan.dose import AS_WRITTEN, Amount, Bound, Days, Dose, Rhythm, Times, exactly
from clinicplan.errors import BrokenHandout
from clinicplan.handout.editions import EDITIONS
from clinicplan.handout.press import Handout
from clinicplan.plan import Change, Clinic, Patient, Plan, Prescription, Side
from tests.handout.plans import ALTERNATE, CLINIC, ISSUED, PLAN, RAISE, SIX, catalogue, press
from tests.handout.reading import pages_of_text, rows_of_cells, structure, words
from tests.handout.test_layout import LETTER, NOTE, overlaps
from tests.handout.test_press import is_accessible

ONE_SHEET = "one-sheet"
PAPERS = [*EDITIONS, ONE_SHEET]
NOTED = (
    replace(SIX[0], note="Only in your shoes, never barefoot."),
    replace(SIX[5], note="Not while the calf is hot: ring us."),
    replace(SIX[3], note="Look at your toes before and after."),
)
HEEDED = replace(
    PLAN,
    prescriptions=NOTED,
    take_care=tuple(catalogue().cautions),
    note="Keep the dressing dry until the stitches are out.",
)
MANY = ("diabetes", "reduced-feeling", "balance", "recent-surgery")


def printed(plan: Plan, paper: str) -> Handout:
    if paper == ONE_SHEET:
        return press().one_sheet(plan, issued=ISSUED)
    return press().print(replace(plan, edition=paper), issued=ISSUED)


def pages(plan: Plan, paper: str) -> list[str]:
    texts = pages_of_text(printed(plan, paper).pdf)
    return [" ".join(text.replace("\u00a0", " ").split()) for text in texts]


FLOOR = "Use a chair or a firm bed, not the floor."


def advice(caution: Caution, plan: Plan) -> str:
    """What a caution says: the rest of it, where another one has said the first of it."""
    return next(
        (caution.beside[code] for code in plan.take_care if code in caution.beside), caution.advice
    )


def cares(plan: Plan) -> list[str]:
    region = catalogue().regions["uk"]
    said = [advice(catalogue().cautions[code], plan) for code in plan.take_care]
    if plan.prescriptions[0].variant == "floor":
        let_in = f"{FLOOR} Only exercise 1 is on the floor: Alex chose it for you."
        said = [text.replace(FLOOR, let_in) for text in said]
    return [text.format(closed=region.closed, sore=region.sore) for text in said]


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize(
    "note",
    [
        "Sitting only, no standing exercises.",
        "Boot off for this, no weight on the foot!",
        "Seated only",
        "You are on crutches for now.",
        "NWB",
    ],
)
def test_who_is_to_stay_off_the_feet_walks_for_no_warm_up(note: str, paper: str) -> None:
    seated = replace(PLAN, prescriptions=(replace(SIX[0], note=note), *SIX[1:3]))
    text = " ".join(pages(seated, paper))
    assert "ove your feet and legs on a chair for 5 to 10 minutes." in text
    assert "alk gently for" not in text


@pytest.mark.parametrize("paper", PAPERS)
def test_who_may_fall_warms_up_on_a_chair(paper: str) -> None:
    plan = replace(PLAN, prescriptions=SIX[1:2], take_care=("balance",))
    text = " ".join(pages(plan, paper))
    assert "ove your feet and legs on a chair for 5 to 10 minutes." in text
    assert "alk gently for" not in text


@pytest.mark.parametrize("paper", PAPERS)
def test_every_caution_note_and_side_is_on_every_paper(paper: str) -> None:
    text = (
        " ".join(pages(HEEDED, paper)).replace("• ", "").replace("Take extra care, continued ", "")
    )
    said = [*cares(HEEDED), HEEDED.note, *(item.note for item in NOTED)]
    assert [each for each in said if each not in _without_feet(text)] == []
    assert [side for side in ("Left", "Right leg", "Each foot") if side not in text] == []
    assert "On your feet: what your surgeon has allowed, whatever the pictures show." in text
    assert "Keep yours covered." in text
    assert list(overlaps(printed(HEEDED, paper).pdf)) == []


def _without_feet(text: str) -> str:
    """The text without what stands at a page's foot, which parts what goes on over it."""
    return text.replace("Sam Sample ", "")


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("take_care", [("recent-surgery",), MANY])
def test_what_to_take_care_of_begins_on_page_one(paper: str, take_care: tuple[str, ...]) -> None:
    plan = replace(HEEDED, take_care=take_care)
    first = pages(plan, paper)[0]
    assert "Take extra care" in first
    assert cares(plan)[0] in first.replace("• ", "")


@pytest.mark.parametrize("paper", PAPERS)
def test_what_is_let_in_against_a_caution_is_told_in_one_story(paper: str) -> None:
    """The advice names the exercises that go against it, and their cards say who chose that."""
    lying = Prescription("lying-towel-raise", "lying", Side.LEFT, SIX[0].dose)
    cold = Prescription("foot-ball-roll", "bottle-chair", Side.LEFT, SIX[4].dose)
    takes = ("balance", "pregnancy", "diabetes", "poor-circulation")
    plan = replace(PLAN, prescriptions=(SIX[0], lying, cold), take_care=takes, note="")
    text = " ".join(pages(plan, paper))
    assert f"{FLOOR} Only exercises 1 and 2 are on the floor: Alex chose them for you." in text
    assert "back for long. Only exercise 2 is on your back: Alex chose it for you." in text
    assert "off your feet. Only exercise 3 uses something cold: Alex chose it for you." in text
    assert "never go barefoot. Only exercise 3 uses something cold: Alex" in text
    assert text.count("Alex chose the floor for this one. Have someone near.") == 2
    assert text.count("Alex chose the cold bottle for you.") == 1
    seated = replace(SIX[1], variant="chair"), SIX[3]
    kept_out = " ".join(pages(replace(plan, prescriptions=seated), paper))
    assert FLOOR in kept_out
    assert "Alex chose" not in kept_out


def test_it_begins_there_beside_a_note_that_needs_pages() -> None:
    first = pages(replace(HEEDED, note=NOTE), "standard")[0]
    assert [each for each in cares(HEEDED) if each not in first.replace("• ", "")] == []


@pytest.mark.parametrize("paper", PAPERS)
def test_after_an_operation_nobody_is_sent_for_a_walk_or_told_to_do_more(paper: str) -> None:
    plan = replace(PLAN, prescriptions=SIX[:4], take_care=("recent-surgery",))
    text = " ".join(pages(plan, paper))
    told = (
        "Warm up first",
        "Walk gently",
        "put on your shoes",
        "After two easy exercise days",
        "warm-up",
    )
    assert [each for each in told if each in text] == []
    assert "weeps, smells, turns red or hot" in text
    assert "call your foot team, GP or 111 now." in text
    bare = "Bare feet, or socks that do not slip."
    assert bare not in text
    assert "Warm up first" in " ".join(pages(replace(plan, take_care=()), paper))


def test_the_tips_fit_the_plan() -> None:
    text = " ".join(pages(replace(PLAN, prescriptions=(SIX[0],)), "standard"))
    assert "Between sets" not in text
    operated = replace(PLAN, prescriptions=(SIX[3],), take_care=("recent-surgery",))
    told = " ".join(pages(operated, "standard"))
    assert [each for each in ("When your plan ends", "Keep yours covered") if each in told] == []
    usual = " ".join(pages(replace(PLAN, prescriptions=(SIX[2],)), "standard"))
    assert [each for each in ("Between sets", "When your plan ends") if each not in usual] == []


@pytest.mark.parametrize("paper", PAPERS)
def test_what_is_done_on_waking_is_not_warmed_up_for(paper: str) -> None:
    waking = replace(SIX[0], dose=replace(SIX[0].dose, times=Times(1, named=("waking",))))
    noted = replace(SIX[5], note="Before you get out of bed.")
    text = " ".join(pages(replace(PLAN, prescriptions=(waking, SIX[3], noted)), paper))
    said = "for 5 to 10 minutes."
    assert "When you wake up, exercises 1 and 3 need no warm-up: start them gently." in text
    assert said in text
    one = " ".join(pages(replace(PLAN, prescriptions=(waking, SIX[3])), paper))
    assert "When you wake up, exercise 1 needs no warm-up: start it gently." in one
    alone = " ".join(pages(replace(PLAN, prescriptions=(waking,)), paper))
    assert [each for each in ("arm up first", "warm-up", said) if each in alone] == []


@pytest.mark.parametrize("paper", PAPERS)
def test_who_feels_less_warms_up_on_a_chair_and_looks_at_the_feet_first(paper: str) -> None:
    plan = replace(PLAN, prescriptions=SIX[3:4], take_care=("reduced-feeling",))
    text = " ".join(pages(plan, paper))
    assert "If walking hurts" not in text
    assert "ove your feet and legs on a chair for 5 to 10 minutes." in text
    assert "Carry on A mild" not in text
    assert "Look first" in text


NOW = ("Back: call 999", "Foot, leg or chest: call 999")
SOON, DIABETES = "Back, foot or leg: call your GP now", "Diabetes: rest your foot."


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize(
    ("take_care", "later"), [((), (SOON, DIABETES)), (("diabetes",), (DIABETES, SOON))]
)
def test_what_threatens_life_comes_first_and_then_diabetes_where_there_is_one(
    paper: str, take_care: tuple[str, ...], later: tuple[str, ...]
) -> None:
    text = " ".join(pages(replace(PLAN, prescriptions=SIX[:3], take_care=take_care), paper))
    assert "redness that spreads, or a wound that opens, weeps or smells" in text
    begin = text.index("Get help now")
    found = [text.index(heading, begin) for heading in (*NOW, *later)]
    assert found == sorted(found)


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize(
    ("born", "told"),
    [(date(2018, 9, 9), False), (date(2013, 12, 2), False), (date(2013, 12, 1), True),
     (None, True)],
)  # fmt: skip
def test_a_child_is_not_asked_about_sex(paper: str, born: date | None, *, told: bool) -> None:
    plan = replace(PLAN, prescriptions=SIX[:3], patient=Patient("Sam", "Sample", born))
    text = " ".join(pages(plan, paper))
    assert ("problems with sex" in text) is told
    assert "numb when you wipe" in text


@pytest.mark.parametrize("plan_id", [f"HS-{number}" for number in range(9)])
def test_a_child_is_shown_nobody_old(plan_id: str) -> None:
    young = replace(PLAN, id=plan_id, patient=Patient("Sam", "Sample", date(2018, 9, 9)))
    assert not press()._person(young).old
    asked = replace(young, person="person-d")
    assert press()._person(asked).old


def test_words_for_safety_come_before_pictures_and_all_of_them_or_no_sheet() -> None:
    long = replace(HEEDED, note=" ".join(NOTE.split()[:300]))
    with pytest.raises(BrokenHandout):
        press().one_sheet(long, issued=ISSUED)
    assert press().beside(ONE_SHEET, long, issued=ISSUED, seal="") == {}


def test_where_nobody_is_named_the_pictures_show_one_of_the_patients_age() -> None:
    plans = [replace(PLAN, id=f"HS-{number}") for number in range(12)]
    born = {True: date(1948, 5, 1), False: date(1980, 5, 1)}
    shown = {
        old: {press()._person(_born(plan, born[old])).code for plan in plans} for old in born
    }
    assert [len(codes) for codes in shown.values()] == [1, 1]
    assert press()._person(_born(PLAN, born[True])).old
    assert not press()._person(_born(PLAN, born[False])).old
    assert press()._person(_born(PLAN, None)) == press()._person(_born(PLAN, born[False]))


def _born(plan: Plan, day: date | None) -> Plan:
    return replace(plan, patient=replace(plan.patient, born=day))


@pytest.mark.parametrize("clinic", [CLINIC, LETTER], ids=["A4", "Letter"])
@pytest.mark.parametrize("take_care", [(), MANY])
def test_no_list_of_signs_is_a_heading_alone(clinic: Clinic, take_care: tuple[str, ...]) -> None:
    plan = replace(PLAN, prescriptions=SIX[: 3 if take_care else 6], take_care=take_care)
    text = " ".join(words(press(clinic).one_sheet(plan, issued=ISSUED).pdf).split())
    signs = [sign for flags in catalogue().regions["uk"].lists for sign in flags.signs]
    assert [sign for sign in signs if sign not in text] == []


def test_the_day_that_is_named_is_the_first_with_a_box() -> None:
    """Every other day: week 4 begins on a day without it, and so does week 2."""
    item = replace(
        SIX[2], first_week=2, changes=(Change(4, replace(RAISE, reps=exactly(15))),), note=""
    )
    text = " ".join(pages(replace(PLAN, prescriptions=(item,)), "standard"))
    assert "Start on 9 December" in text
    assert "From 23 December" in text or "New dose from 23 Dec" in text


def changed_to(note: str, days: Days | None = None) -> Prescription:
    """A raise that has 15 repetitions from week 2 on, with a note, or on some days."""
    dose = replace(RAISE, reps=exactly(15), days=days or RAISE.days)
    return replace(SIX[2], changes=(Change(2, dose, note),), note="")


@pytest.mark.parametrize("paper", PAPERS)
def test_a_condition_stands_wherever_its_change_does(paper: str) -> None:
    plan = replace(PLAN, prescriptions=(changed_to("Only if pain free."),))
    text = " ".join(pages(plan, paper))
    assert paper == ONE_SHEET or "New dose from 9 Dec, only if pain free." in text
    assert "15 times, only if pain free" in text
    assert "first read" not in text
    some = Days(Rhythm.OCCASION, occasion="if pain free")
    text = " ".join(pages(replace(plan, prescriptions=(changed_to("", some),)), paper))
    assert paper == ONE_SHEET or "New dose from 8 Dec, if pain free." in text
    assert "(if pain free) now 15 times" in text or "now 15 times (if pain free)" in text


@pytest.mark.parametrize("edition", ["standard", "large-print", "giant-print"])
def test_a_note_that_is_more_than_a_condition_is_read_on_the_card(edition: str) -> None:
    long = "Only if pain free. Then go slowly, and stop when it is sore the next morning."
    for note in (long, "Go slowly now."):
        plan = replace(PLAN, prescriptions=(changed_to(note),))
        text = " ".join(pages(plan, edition))
        assert "New dose from 9 Dec: first read its card." in text
        assert "15 times: first read the note on its card" in text


@pytest.mark.parametrize("paper", ["standard", "greyscale"])
def test_a_new_dose_stands_out_in_its_first_week_alone(paper: str) -> None:
    pdf = printed(replace(PLAN, prescriptions=(SIX[0], changed_to(""))), paper).pdf
    assert words(pdf).count("15 times") > 3
    assert _bold(pdf, "Heel raise on one leg") == 1


def _bold(pdf: bytes, text: str) -> int:
    """How often the text is set in a bold or half-bold face, on the diary's pages."""
    found = 0
    for page in pypdfium2.PdfDocument(pdf):
        of_text = page.get_textpage()
        if "Pain, 0 to 10" not in of_text.get_text_range():
            continue
        searcher = of_text.search(text)
        while place := searcher.get_next():
            found += raw.FPDFText_GetFontWeight(of_text, place[0]) >= 600
    return found


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize(
    ("clinic", "shown"),
    [
        (CLINIC, "Harbour"),
        (replace(CLINIC, name="Bunions, Corns and Nails of Upper Samplesbury-on-Sea"), "Bunions,"),
        (replace(CLINIC, name="Bunion Clinic", phone="0044 1632 960 417, or 960 418"), "Bunion"),
    ],
)
def test_every_page_says_whose_it_is_and_of_which_clinic(
    paper: str, clinic: Clinic, shown: str
) -> None:
    long = Patient("Maximiliana Alexandrina", "Testington-Exampleworth of Upper Samplesbury")
    for patient in (PLAN.patient, long):
        plan = replace(PLAN, prescriptions=SIX[:2], patient=patient)
        opened = press(clinic)
        if paper == ONE_SHEET:
            pdf = opened.one_sheet(plan, issued=ISSUED).pdf
        else:
            pdf = opened.print(replace(plan, edition=paper), issued=ISSUED).pdf
        feet = [" ".join(text.split())[-250:] for text in pages_of_text(pdf)]
        said = (shown, plan.id, plan.patient.first_name.split()[0], "Page ")
        assert [(foot, each) for foot in feet for each in said if each not in foot] == []
        assert list(overlaps(pdf)) == []


@pytest.mark.parametrize("paper", PAPERS)
def test_so_many_days_a_week_may_be_others(paper: str) -> None:
    days = Days(Rhythm.PER_WEEK, per_week=3)
    items = (SIX[0], replace(SIX[2], dose=replace(RAISE, days=days), changes=()))
    said = "Exercise 2: other days of the week will do as well."
    assert said in " ".join(pages(replace(PLAN, prescriptions=items), paper))
    apart = (*items[:1], replace(items[1], note="On days that do not follow one another"))
    assert said.replace(".", ", with a day between.") in " ".join(
        pages(replace(PLAN, prescriptions=apart), paper)
    )
    every_other = (SIX[0], replace(SIX[2], dose=ALTERNATE))
    assert "other days of the week" not in " ".join(
        pages(replace(PLAN, prescriptions=every_other), paper)
    )


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize(
    ("times", "days", "often", "many"),
    [
        (Times(0, every_hours=2), None, "very 2 hours", 7),
        (Times(1, occasion="when you sit down"), None, "hen you sit down", 7),
        (None, None, "sk us how often", 7),
        (None, Days(Rhythm.WHEN_NEEDED), "hen you need it", 7),
        (Times(0, every_hours=3), Days(Rhythm.EVERY_OTHER_DAY), "very 3 hours", 3.5),
        (Times(0, every_hours=3), Days(Rhythm.PER_WEEK, per_week=3), "very 3 hours", 7),
    ],
)
def test_what_nobody_can_count_has_a_long_box_on_each_day(
    paper: str, times: Times | None, days: Days | None, often: str, many: float
) -> None:
    item = replace(SIX[0], dose=replace(SIX[0].dose, times=times, days=days), changes=())
    pdf = printed(replace(PLAN, prescriptions=(item, SIX[1])), paper).pdf
    said = [alt for _, _, alt in structure(pdf) if alt.startswith("A long box")]
    joined = sum(cell.columns for row in rows_of_cells(pdf) for cell in row
                 if cell.alt.startswith("A long box each day"))  # fmt: skip
    alone = [alt for alt in said if "each day" not in alt]
    weeks = 4 if paper != ONE_SHEET else words(pdf).count("Notes") or 4
    assert joined + len(alone) == weeks * many
    assert "In a long box, make a stroke each time." in " ".join(words(pdf).split())
    assert often in words(pdf)


@pytest.mark.parametrize("paper", PAPERS)
def test_own_words_that_name_all_days_have_room_on_these(paper: str) -> None:
    said = "Mon 4 sets of 6, 15 kg, Wed 2 sets of 15, Fri 3 sets of 10"
    own = Amount(bound=Bound.OPEN, wording=AS_WRITTEN, words=said)
    item = replace(SIX[0], dose=Dose(reps=own, days=Days(Rhythm.AS_WRITTEN)), changes=())
    pdf = printed(replace(PLAN, prescriptions=(item,)), paper).pdf
    long = [alt for _, _, alt in structure(pdf) if alt.startswith("A long box")]
    weeks = 4 if paper != ONE_SHEET else words(pdf).count("Notes") or 4
    assert len(long) == 3 * weeks


def test_who_has_no_long_box_is_not_told_of_one() -> None:
    assert "long box" not in words(printed(PLAN, "standard").pdf)


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("goals", [PLAN.goals, ()])
def test_it_is_heard_under_headings_that_skip_no_level(paper: str, goals: tuple[str, ...]) -> None:
    plan = replace(HEEDED, prescriptions=SIX[3:4], goals=goals, note="", take_care=MANY)
    assert is_accessible(printed(plan, paper).pdf)


@pytest.mark.parametrize(("care", "printed_"), [((), True), (("diabetes",), False)])
def test_thin_shoes_are_not_advised_where_the_feet_need_cover(
    care: tuple[str, ...], *, printed_: bool
) -> None:
    thin = replace(PLAN, footwear="minimalist", take_care=care)
    assert ("thin, flexible shoes" in " ".join(pages(thin, "standard"))) is printed_
