"""What the page must say to be safe and complete, read from the printed page."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from clinicplan.catalogue.regional import in_region
from clinicplan.catalogue.values import Exercise, Variant
from clinicplan.dose import Days, Dose, Rhythm, exactly
from clinicplan.handout.editions import EDITIONS
from clinicplan.plan import Clinic, PainGuide, Plan, Prescription, Side
from tests.handout.plans import (
    ALTERNATE,
    CLINIC,
    ISSUED,
    PLAN,
    SIX,
    STRETCH,
    TWICE,
    catalogue,
    press,
)
from tests.handout.reading import pages_of_text, words

WAYS = [(item, way) for item in catalogue().exercises.values() for way in item.variants]
STRETCHES = {
    "towel-stretch", "wall-calf-stretch", "lying-towel-raise", "seated-heel-stretch", "toe-stretch",
}  # fmt: skip
HOLD = {
    "hold": "Keep hold of a worktop, rail or heavy table. A chair only against a wall.",
    "wall": "Keep both hands on the wall.",
    "walking": "Keep one hand on the wall or worktop all the way.",
}
STANDING = {
    ("ankle-circles", "standing"): "hold",
    ("foot-ball-roll", "ball-standing"): "hold",
    ("heel-raise-double", "wall"): "wall",
    ("heel-raise-double", "chair"): "hold",
    ("heel-raise-single", "chair"): "hold",
    ("heel-raise-single", "wall"): "wall",
    ("toe-pencil", "standing"): "hold",
    ("toe-press", "standing"): "hold",
    ("toe-walk", "walking"): "walking",
    ("toe-walk-3-way", "walking"): "walking",
    ("wall-calf-stretch", "wall"): "wall",
}


def printed(plan: Plan, clinic: Clinic = CLINIC) -> str:
    return words(press(clinic).print(plan, issued=ISSUED).pdf)


def card(exercise: Exercise, way: Variant, *, side: Side = Side.LEFT) -> str:
    """The text of this way's card alone."""
    item = Prescription(
        exercise.code, way.code, Side.BOTH if exercise.together else side, exercise.presets[0].dose
    )
    pdf = press().print(replace(PLAN, prescriptions=(item,)), issued=ISSUED).pdf
    return " ".join(pages_of_text(pdf)[1].split())


def in_order(said: str, text: str) -> bool:
    """True where all words of it follow one another: a reader may mix lines of two columns."""
    return bool(re.search(r".*?".join(map(re.escape, said.split())), text))


def named(pair: tuple[Exercise, Variant]) -> str:
    return f"{pair[0].code} {pair[1].code}"


@pytest.mark.parametrize("pair", WAYS, ids=named)
def test_a_card_says_where_to_feel_it_what_goes_wrong_and_when_to_do_more(
    pair: tuple[Exercise, Variant],
) -> None:
    exercise, _ = pair
    text = card(*pair)
    assert f"Feel it {exercise.feel}" in text
    for said in (
        f"Avoid: {exercise.slip}",
        f"Too hard? {exercise.easier}",
        f"After two easy exercise days: {exercise.harder}",
    ):
        assert in_order(said, text), said


@pytest.mark.parametrize("pair", WAYS, ids=named)
def test_a_card_says_what_to_hold_wherever_one_stands(pair: tuple[Exercise, Variant]) -> None:
    kind = STANDING.get((pair[0].code, pair[1].code))
    text = card(*pair)
    assert [key for key, said in HOLD.items() if said in text] == ([kind] if kind else [])


@pytest.mark.parametrize("pair", WAYS, ids=named)
def test_a_stretch_breathes_and_does_not_bounce(pair: tuple[Exercise, Variant]) -> None:
    assert ("Breathe. Do not bounce." in card(*pair)) is (pair[0].code in STRETCHES)


@pytest.mark.parametrize("pair", WAYS, ids=named)
def test_a_card_on_the_floor_names_its_bed_or_chair(pair: tuple[Exercise, Variant]) -> None:
    on_floor = pair[1].position in ("floor", "lying")
    assert ("Hard to get down?" in card(*pair)) is on_floor


@pytest.mark.parametrize("pair", WAYS, ids=named)
@pytest.mark.parametrize("side", [Side.LEFT, Side.RIGHT])
def test_the_other_side_is_never_the_side(pair: tuple[Exercise, Variant], side: Side) -> None:
    exercise, way = pair
    other = Side.RIGHT if side is Side.LEFT else Side.LEFT
    text = card(exercise, way, side=side)
    lines = [line for shot in way.shots for line in shot.lines]
    assert "{" not in text
    if exercise.together:
        assert not re.search(r"\b(left|right)\b", text)
        return
    for line in lines:
        assert line.format(side=side, other=other) in text


# Order and agreement of steps, doses and pictures


def test_the_limit_comes_before_the_movement() -> None:
    exercise = catalogue().exercises["lying-towel-raise"]
    text = card(exercise, exercise.variants[0])
    assert text.index("Go no higher than knee over hip.") < text.index("Raise that leg slowly")


@pytest.mark.parametrize("pair", WAYS, ids=named)
def test_steps_say_hold_only_where_the_articles_hold(pair: tuple[Exercise, Variant]) -> None:
    """Entry 9 holds for no time that its article gives; entry 6 has no hold, and prints none."""
    exercise, way = pair
    holds = any(re.search(r"\bHold\.", line) for shot in way.shots for line in shot.lines)
    if holds:
        given = [preset.dose.hold is not None for preset in exercise.presets]
        assert all(given) or exercise.code in ("lying-towel-raise", "toe-stretch")


@pytest.mark.parametrize(
    ("exercise", "way", "frame", "said"),
    [
        ("ankle-circles", "chair", "ankle-circles-up", "toes up"),
        ("ankle-circles", "chair", "ankle-circles-down", "toes down"),
        ("ankle-circles", "standing", "ankle-circles-down", "toes down"),
        ("ankle-circles", "lying", "ankle-circles-lying-start", "Hold your thigh"),
        ("ankle-circles", "lying", "ankle-circles-anticlockwise", "the other way"),
        ("band-plantarflexion", "chair", "band-press-chair-start", "heel on the floor"),
        ("band-plantarflexion", "floor", "band-press-floor-start", "Bend your {other} knee"),
        ("band-pull-back", "floor", "band-pull-back-start", "Bend your {other} knee"),
        ("seated-heel-stretch", "floor", "seated-heel-stretch-start", "against your {side} thigh"),
        ("foot-ball-roll", "bottle-chair", "bottle-roll-circles", "small circles"),
        ("foot-ball-roll", "massage-ball-chair", "massage-ball-circles", "small circles"),
        ("towel-stretch", "floor", "towel-stretch-start", "between toes and heel"),
    ],
)
def test_the_words_beside_a_picture_say_what_it_shows(
    exercise: str, way: str, frame: str, said: str
) -> None:
    shots = catalogue().exercises[exercise].variant(way).shots
    assert said in " ".join(line for shot in shots if shot.frame == frame for line in shot.lines)


BOTH_WORDS = re.compile(r"\b(both|two) (feet|legs|heels)\b|\byour (feet|legs)\b", re.IGNORECASE)
TWO_AT_ONCE = {
    # One walks on both, a foot at a time.
    ("toe-walk-3-way", "walking"): ["Walk with your feet straight."],
}  # fmt: skip


@pytest.mark.parametrize("pair", WAYS, ids=named)
def test_no_step_of_one_side_tells_both(pair: tuple[Exercise, Variant]) -> None:
    exercise, way = pair
    if exercise.together:
        return
    steps = [line for shot in way.shots for line in shot.lines]
    told = [line for line in steps if BOTH_WORDS.search(line)]
    assert told == TWO_AT_ONCE.get((exercise.code, way.code), [])


@pytest.mark.parametrize("side", [Side.LEFT, Side.RIGHT, Side.EACH])
def test_the_foot_that_scrunches_is_the_one_on_the_towel(side: Side) -> None:
    exercise = catalogue().exercises["towel-scrunch"]
    text = card(exercise, exercise.variant("chair"), side=side)
    foot = "left" if side is Side.LEFT else "right"
    assert f"Put your {foot} foot on it." in text


def test_a_frozen_bottle_is_rolled_in_a_sock() -> None:
    start = catalogue().exercises["foot-ball-roll"].variant("bottle-chair").start
    assert start.endswith("Wear a sock.")


# The safety page

NUMBERS = {"uk": ("999", "A&E"), "us": ("911", "ER"), "eu": ("112", "hospital")}


@pytest.mark.parametrize("region", NUMBERS)
def test_each_region_has_its_own_number_and_no_other(region: str) -> None:
    text = printed(PLAN, replace(CLINIC, region=region))
    for other, (number, _) in NUMBERS.items():
        assert bool(re.search(rf"\b{number}\b", text)) is (other == region)
    assert NUMBERS[region][1] in text


@pytest.mark.parametrize("region", NUMBERS)
def test_a_sudden_cold_foot_is_an_emergency_and_a_slow_one_is_for_the_doctor(region: str) -> None:
    text = printed(PLAN, replace(CLINIC, region=region))
    places = [
        text.index(said)
        for said in (
            "Foot, leg or chest: call",
            "a foot that suddenly turns pale, cold, numb or blotchy",
            "painful calf, and chest pain or short of breath",
            "Back, foot or leg: call",
            "a foot that slowly turns pale",
            "Diabetes: rest your foot",
        )
    ]
    assert places == sorted(places)


@pytest.mark.parametrize("region", NUMBERS)
def test_chest_pain_stops_the_exercise_and_calls_for_help(region: str) -> None:
    text = printed(PLAN, replace(CLINIC, region=region))
    number = NUMBERS[region][0]
    alone = f"How much pain is all right? Chest pain or short of breath: call {number} now. 0 to"
    assert alone in text
    assert "Stop Stop that exercise. Call us on 01632 960 418." in text
    urgent = text.index("Foot, leg or chest: call")
    assert text.index("• chest pain, or short of breath") < text.index("suddenly turns pale")
    assert urgent < text.index("• chest pain, or short of breath")


@pytest.mark.parametrize("edition", EDITIONS)
def test_whom_to_call_for_chest_pain_stands_above_the_scores(edition: str) -> None:
    text = printed(replace(PLAN, edition=edition))
    assert "right? Chest pain or short of breath: call 999 now. 0 to" in text
    assert text.count("Chest pain or short of breath") == 1


def test_the_clinics_own_pain_limits_are_on_the_page() -> None:
    text = printed(PLAN, replace(CLINIC, pain_guide=PainGuide(2, 6)))
    assert all(score in text for score in ("0 to 2", "3 to 6", "7 to 10"))


@pytest.mark.parametrize(
    ("cares", "said"), [((), False), (("reduced-feeling",), True), (("diabetes",), True)]
)
def test_little_pain_is_no_leave_to_go_on_where_feet_feel_little(
    cares: tuple[str, ...], said: bool
) -> None:
    text = printed(replace(PLAN, take_care=cares))
    assert ("Look first You may not feel that something hurts. Carry on only with" in text) is said
    assert ("Carry on A mild ache is fine." in text) is not said


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize(("cares", "shown"), [(("reduced-feeling",), True), (("balance",), False)])
def test_who_keeps_the_feet_covered_is_told_why_the_pictures_do_not(
    edition: str, cares: tuple[str, ...], *, shown: bool
) -> None:
    text = printed(replace(PLAN, edition=edition, take_care=cares))
    said = "The pictures show bare feet. Keep yours covered."
    assert (f"Not bare feet. {said}" in text) is shown


def test_feet_are_covered_where_an_exercise_needs_nothing_else() -> None:
    plan = replace(PLAN, prescriptions=SIX[3:4], take_care=("reduced-feeling",))
    assert "Not bare feet." in printed(plan)


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize(("cares", "urged"), [((), True), (("reduced-feeling",), False)])
def test_who_feels_less_is_not_told_to_press_until_it_is_felt(
    edition: str, cares: tuple[str, ...], *, urged: bool
) -> None:
    rolled = next(item for item in SIX if item.exercise == "foot-ball-roll")
    exercise = catalogue().exercises["foot-ball-roll"]
    plan = replace(PLAN, edition=edition, prescriptions=(rolled,), take_care=cares)
    text = printed(plan)
    assert (f"After two easy exercise days: {exercise.harder}" in text) is urged
    assert (exercise.feel in text) is urged
    assert exercise.easier in text


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize(("cares", "urged"), [((), True), (("reduced-feeling",), False)])
def test_who_feels_less_is_urged_on_by_no_exercise(
    edition: str, cares: tuple[str, ...], *, urged: bool
) -> None:
    """Not by those that no caution is against, and not by how to do them all."""
    exercises = [catalogue().exercises[item.exercise] for item in SIX]
    text = printed(replace(PLAN, edition=edition, take_care=cares))
    tips = [tip.text for tip in catalogue().tips if tip.urges]
    assert len(tips) == 2
    told = [*tips, *(each.feel for each in exercises), *(each.harder for each in exercises)]
    assert {words in text for words in told if words} == {urged}
    assert ("After two easy exercise days" in text) is urged


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize(
    ("region", "call"),
    [
        ("uk", "call your foot team, GP or 111 now."),
        ("us", "call your doctor or urgent care now."),
        ("eu", "call your doctor or the doctor on duty now."),
    ],
)
def test_who_has_a_sore_that_is_not_felt_is_told_whom_to_call(
    edition: str, region: str, call: str
) -> None:
    plan = replace(PLAN, edition=edition, take_care=("reduced-feeling",))
    text = printed(plan, replace(CLINIC, region=region))
    assert f"A red mark, a blister or a sore? Stop, and {call}" in text
    assert "{sore}" not in text


LONG = replace(ALTERNATE, duration=exactly(600))
SHORT = replace(TWICE, duration=exactly(120))


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize(
    ("doses", "said"),
    [
        ((SHORT, LONG), "About 2 minutes 15 minutes with exercise 2"),
        ((SHORT, LONG, LONG), "About 2 minutes 25 minutes with exercises 2 and 3"),
        (
            (SHORT, LONG, replace(LONG, days=Days(Rhythm.NAMED, (0,)))),
            "25 minutes if exercises 2 and 3 fall on one day",
        ),
        ((SHORT, *[LONG] * 5), "About 55 minutes 2 minutes on days with exercise 1 only"),
        ((*[SHORT] * 5, *[LONG] * 5), "10 minutes on days with fewer exercises"),
    ],
)
def test_which_sessions_are_longer(edition: str, doses: tuple[Dose, ...], said: str) -> None:
    rolled = next(item for item in SIX if item.exercise == "foot-ball-roll")
    items = tuple(replace(rolled, side=Side.LEFT, dose=dose) for dose in doses)
    assert said in printed(replace(PLAN, edition=edition, prescriptions=items))


@pytest.mark.parametrize("code", catalogue().cautions)
def test_what_to_take_care_of_is_on_the_page(code: str) -> None:
    region = catalogue().regions[CLINIC.region]
    advice = catalogue().cautions[code].advice
    advice = advice.replace("{closed}", region.closed).replace("{sore}", region.sore)
    assert advice in printed(replace(PLAN, take_care=(code,), prescriptions=SIX[1:]))


@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize("count", [1, 2, 6])
def test_every_plan_says_how_to_do_its_exercises(paper: str, count: int) -> None:
    text = printed(replace(PLAN, prescriptions=SIX[-count:]), replace(CLINIC, paper=paper))
    for tip in catalogue().tips:
        has_it = tip.needs != "sets" or count == 6
        assert text.count(f"{tip.label} {tip.text}") == has_it
    for word in ("5 to 10 minutes", "double up", "two easy exercise days", "6 weeks",
                 "3 to 5 days a week", "health professional", "Before you get up",
                 "order of their numbers"):  # fmt: skip
        assert word in text


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize("count", [1, 3, 6, 12])
def test_page_one_says_where_the_warm_up_is(edition: str, paper: str, count: int) -> None:
    items = tuple(replace(item, note="") for item in (SIX * 2)[:count])
    plan = replace(PLAN, edition=edition, prescriptions=items)
    pdf = press(replace(CLINIC, paper=paper)).print(plan, issued=ISSUED).pdf
    pages = [" ".join(text.split()) for text in pages_of_text(pdf)]
    (told,) = (page for page, text in enumerate(pages, 1) if "Warm up first. Walk" in text)
    pointer = f"Warm-up: page {told}" if EDITIONS[edition].wide else f"(page {told})"
    assert [number for number, text in enumerate(pages) if pointer in text] in ([0], [1])
    assert "(page" not in press().beside("text", plan, issued=ISSUED, seal="")[".txt"].decode()


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize(("weeks", "ends"), [(4, True), (0, False)])
def test_a_plan_without_a_last_day_has_no_end_but_more_pages(
    edition: str, weeks: int, *, ends: bool
) -> None:
    text = printed(replace(PLAN, edition=edition, weeks=weeks, review=None))
    assert ("When your plan ends." in text) is ends
    assert ("When it is full, ask us for more pages." in text) is not ends


@pytest.mark.parametrize("edition", EDITIONS)
def test_who_is_to_stop_with_the_plan_is_not_told_to_go_on(edition: str) -> None:
    first, *others = PLAN.prescriptions
    over = (replace(first, last_week=4), *others)
    text = printed(replace(PLAN, edition=edition, weeks=4, prescriptions=over))
    assert "When your plan ends." not in text


@pytest.mark.parametrize(("count", "pages"), [(1, 5), (2, 5), (4, 6), (6, 7)])
def test_all_that_is_said_costs_few_pages(count: int, pages: int) -> None:
    pdf = press().print(replace(PLAN, prescriptions=SIX[:count]), issued=ISSUED).pdf
    assert len(pages_of_text(pdf)) == pages


# A region's words

AMERICAN = replace(CLINIC, region="us")


def test_a_clinic_in_america_has_counters_and_american_dates() -> None:
    item = Prescription("toe-press", "standing", Side.LEFT, STRETCH)
    text = printed(replace(PLAN, prescriptions=(item,)), AMERICAN)
    assert "Keep hold of a counter, rail or heavy table." in text
    assert "from Tuesday, December 1 to Monday, December 28, 2026" in text
    assert "Born March 14, 1961" in text
    assert not re.search(r"worktop|colour|anticlock", text)


def test_what_the_clinic_typed_stays_as_typed() -> None:
    note = "Hold the worktop, colour 7."
    assert note in printed(replace(PLAN, note=note), AMERICAN)


def test_what_is_let_in_is_told_in_the_words_of_the_region() -> None:
    """Behind the same sentence: its words have become the region's, too."""
    us = catalogue().regions["us"]
    regions = {**catalogue().regions, "us": replace(us, words={**us.words, "floor": "ground"})}
    balance = in_region(replace(catalogue(), regions=regions), "us").cautions["balance"]
    let_in = next(item.granted for item in balance.conflicts if item.granted)
    assert "not the ground" in let_in.keeps_out
    assert let_in.keeps_out in balance.advice
    assert "on the ground" in let_in.one


def test_codes_stay_and_other_regions_are_as_they_were() -> None:
    american = in_region(catalogue(), "us")
    exercise = american.exercises["ankle-circles"]
    assert exercise.parts == ("clockwise", "anticlockwise")
    assert exercise.variant("lying").shots[2].frame == "ankle-circles-anticlockwise"
    assert american.names["part.anticlockwise"] == "counterclockwise"
    assert all(in_region(catalogue(), code) is catalogue() for code in ("uk", "eu", "mars"))
