"""What looks like a plain dose, or a plain note, and may mean more -> asked, or told."""

from __future__ import annotations

from itertools import product

import pytest

from clinicplan.dose import Days, Rhythm, Times
from clinicplan.doses import Said, Unclear, as_written, read_dose, set_aside
from clinicplan.doses.conduct import is_how
from clinicplan.doses.everyday import everyday
from clinicplan.doses.occasions import rows, with_amounts


def _printed(typed: str) -> Said | None:
    """What a Dose cell makes of it; None where it is asked about."""
    said = read_dose(typed)
    if isinstance(said, Said):
        return said
    return set_aside(typed, said) or as_written(typed, said)


@pytest.mark.parametrize(
    "typed",
    [
        "run 1 min walk 2 min x6 daily",
        "20 s on 10 s off x8 daily",
        "20 s on 10 s off 8x every day",
        "2 min jog 1 min walk x10 daily",
        "walk 5 min run 1 min x5 daily",
        "30 on 30 off x6 daily",
    ],
)
def test_rounds_of_a_day_are_not_times_a_day(typed: str) -> None:
    assert isinstance(read_dose(typed), Unclear)
    assert _printed(typed) is None


def test_a_row_of_occasions_stands_where_it_was_typed() -> None:
    text = "10 after a bath/shower, 5 before bed and on waking"
    (row,) = rows(text)
    assert text[row.begin : row.end] == "before bed and on waking"
    assert row.items == ("before bed", "on waking")


@pytest.mark.parametrize("typed", ["run 1 min walk 2 min x6 eod", "20 s on 10 s off x8, daily"])
def test_rounds_are_counted(typed: str) -> None:
    said = read_dose(typed)
    assert isinstance(said, Said)
    assert said.dose.reps is not None


@pytest.mark.parametrize(
    ("typed", "in_turn"),
    [
        ("10 min cycle/10 min walk daily", False),
        ("walk 10 min / run 10 min eod", False),
        ("5 mins jog/1 min walk x4 eod", True),
    ],
)
def test_a_stroke_is_one_after_the_other_only_in_rounds(typed: str, in_turn: bool) -> None:
    assert ("then" in everyday(typed)) is in_turn


@pytest.mark.parametrize(
    ("typed", "is_even"),
    [
        ("20 am & 20 pm", True),
        ("20 pumps am & 20 pm", True),
        ("5 s 10 am, 10 pm", True),
        ("2 x 10 am, 2 x 10 pm, 10 at lunch", False),
        ("10 left am & 10 pm", False),
        ("10 s am & 10 pm", False),
        ("10 slow am & 10 pm", False),
        ("10 am & 10 pm with band", False),
        ("10 before training, 10 after training slow", False),
        ("20 am & 20 pm daily", True),
    ],
)
def test_as_much_at_each(typed: str, is_even: bool) -> None:
    row = with_amounts(typed)
    assert row is not None
    assert row.is_even is is_even


@pytest.mark.parametrize(
    ("note", "is_plain"),
    [
        ("knees soft", True),
        ("holding a chair", True),
        ("don't lock the knee", True),
        ("as able", False),
        ("rest day between", False),
        ("don't do it on workdays", False),
        ("don't start yet", False),
        ("during flares only", False),
        ("with partner only", False),
        ("with band or weight", False),
        ("keep to ten", False),
        ("wearing boot for a fortnight", False),
    ],
)
def test_a_note_that_may_be_a_limit_is_told(note: str, is_plain: bool) -> None:
    assert is_how(note) is is_plain


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("3x10 bd, weekends as able", "twice a day, weekends as able"),
        ("3x10 daily, twice a day if able", "daily, twice a day if able"),
        ("3x10 daily (twice if able)", "daily (twice if able)"),
        ("3x10 daily (bd if no pain)", "daily (twice a day if no pain)"),
        ("3x10 mon/wed/fri, sat if able", "mon/wed/fri, sat if able"),
        ("3x12 mon/wed/fri, sat so long as no pain", "mon/wed/fri, sat so long as no pain"),
        ("10 am, 20 pm as long as it is dry", "10 am, 20 pm as long as it is dry"),
        ("3x10 mon/wed/fri, Sat optional", "mon/wed/fri, Sat optional"),
        ("10 before breakfast, lunch as able", "before breakfast, lunch as able"),
        ("3x10 daily then 1 min hold if able", "daily then 1 minute hold if able"),
        ("3x10 most days, tds if able", "most days, 3 times a day if able"),
        ("3x10 daily, leave out on Sundays if tired", "daily, leave out on Sundays if tired"),
        ("3x10 twice a day unless working then once", "twice a day, unless working then once"),
        ("3x10 daily only once pain free", "daily, only once pain free"),
        ("3x10 bd, rest day between", "twice a day, rest day between"),
        ("3x10 daily with rest day between", "daily, with rest day between"),
        ("3x10 bd with rest days", "twice a day, with rest days"),
        ("3x10 each day you run", "each day you run"),
        ("3x10 every morning you can", "every morning you can"),
        ("3x10 morning or night", "morning or night"),
        ("10 morning, noon or night", "morning, noon or night"),
        ("3x10 daily, single leg from week 4 3x8", "daily, single leg from week 4: 3 sets of 8"),
        ("3x10 bd, if not able then od", "twice a day, if not able then once a day"),
        ("3x10 daily, go up 5 and drop to eod if ok",
         "daily, go up 5 and drop to every other day if ok"),
        ("3x10 daily plus once after football", "daily, plus once after football"),
        ("10 am, 10 pm if ok", "10 am, 10 pm if ok"),
        ("3x10 weekdays, bd weekends", "weekdays, twice a day weekends"),
        ("3x10 Mon-Fri, twice a day Sat", "Mon-Fri, twice a day Sat"),
        ("3x10 daily, ideally twice", "daily, ideally twice"),
        ("3x10 daily then 1 min hold", "daily then 1 minute hold"),
        ("3x10 daily, from week 3 3x15 if able", "from week 3: 3 sets of 15 if able"),
        ("3x10 most days, 5kg if able", "most days, 5kg if able"),
        ("3x10 daily, also before football", "daily, also before football"),
        ("3x10 bd if sore od", "twice a day if sore once a day"),
        ("3x10 bd, on matchdays", "twice a day, on matchdays"),
        ("3x10 daily, don't do it on workdays", "daily, don't do it on work days"),
        ("3x10 daily, don't start yet", "daily, don't start yet"),
        ("3x10 bd during flares only", "twice a day, during flares only"),
        ("3x10 bd, using heavier weight weekly", "twice a day, using heavier weight weekly"),
        ("3x10 mon/wed/fri Sat optional", "mon/wed/fri Sat optional"),
        ("3x10 daily, once easy x2", "daily, once easy, 2 times"),
        ("10 each way x 2 daily", "10 each way 2 times daily"),
        ("10, hold rail in the morning", "10, hold rail in the morning"),
        ("5 after each meal or when stiff", "5 after each meal or when stiff"),
    ],
)  # fmt: skip
def test_how_often_with_a_condition_is_printed_whole(typed: str, words: str) -> None:
    said = _printed(typed)
    assert said is not None
    dose = said.dose
    printed = f"{dose.reps.words if dose.reps else ''} {dose.days.occasion if dose.days else ''}"
    assert words in printed
    assert not dose.times
    assert dose.days is not None
    assert dose.days.rhythm in (Rhythm.AS_WRITTEN, Rhythm.OCCASION)


@pytest.mark.parametrize(
    ("typed", "words", "times", "days"),
    [
        ("3x10 daily, 5kg if able", "5kg if able", 1, Rhythm.EVERY_DAY),
        ("3x10 daily, 5kg as long as it is easy", "5kg as long as it is easy", 1,
         Rhythm.EVERY_DAY),
        ("3x10 daily, try 5kg", "try 5kg", 1, Rhythm.EVERY_DAY),
        ("3x10 daily, 5kg ideally", "5kg ideally", 1, Rhythm.EVERY_DAY),
        ("3x10 daily, both legs if able", "both legs if able", 1, Rhythm.EVERY_DAY),
        ("3x10 bd, hold 5s as tolerated", "hold 5 seconds as tolerated", 2, None),
        ("3x10 building to 3x15 daily", "building to 3 sets of 15", 1, Rhythm.EVERY_DAY),
        ("3x10, last set 15, daily", "last set 15", 1, Rhythm.EVERY_DAY),
        ("3x10 daily. First week half", "First week half", 1, Rhythm.EVERY_DAY),
        ("10 min cycle or 10 min walk daily", "or 10 minutes walk", 1, Rhythm.EVERY_DAY),
    ],
)
def test_how_much_with_a_condition_is_in_own_words(
    typed: str, words: str, times: int, days: Rhythm | None
) -> None:
    said = _printed(typed)
    assert said is not None
    assert said.dose.reps is not None
    assert words in said.dose.reps.words
    assert (said.dose.load, said.dose.hold, said.side) == (None, None, "")
    assert said.dose.times == Times(times)
    assert said.dose.days == (Days(days) if days else None)


@pytest.mark.parametrize(
    "typed",
    [
        "10 daily, only once the boot is off",
        "10 daily only once boot is off",
        "10 am & 10 pm Mon-Fri, am only weekends",
        "10 am & pm Mon-Fri, am Sat",
    ],
)
def test_one_of_two_days_is_asked_about(typed: str) -> None:
    assert _printed(typed) is None


@pytest.mark.parametrize(
    ("typed", "notes"),
    [
        ("3x10 bd, if able", ("if able",)),
        ("3x10 twice a day if tolerated", ("if tolerated",)),
        ("3x10, bd if able", ("if able",)),
        ("3x10 daily once", ()),
        ("3x10 3x a week, rest day between", ("rest day between",)),
        ("3x10 daily, no rest days", ("no rest days",)),
        ("20 steps bd, hold wall if needed", ("hold wall if needed",)),
        ("10s x3 daily, each foot in front", ("each foot in front",)),
        ("10 each foot b.d. unless it hurts", ("unless it hurts",)),
        ("20s x3 gently, after football, otherwise evenings", ("gently",)),
        ("3x10 when sore", ()),
        ("3x10 on rest days", ()),
        ("3x10 am mon wed fri", ()),
        ("5 daily, leave out in a flare", ("leave out in a flare",)),
        ("10 each way twice daily", ()),
        ("3x10 bd, on the stairs if able", ("on the stairs if able",)),
        ("hold 5 s, 10 times bd", ()),
        ("3x10 bd mon, wed, fri", ()),
        ("3x10 mon, wed, fri bd", ()),
        ("10 secs each way x3 daily", ()),
        ("3x10 with band in the morning", ()),
        ("3x10 Sun and Wed, sitting at first", ("sitting at first",)),
    ],
)
def test_what_stays_read(typed: str, notes: tuple[str, ...]) -> None:
    said = read_dose(typed)
    assert isinstance(said, Said)
    assert said.notes == notes


BASES = ("3x10 daily", "3x10 bd", "3x10 mon/wed/fri")
FACTS = ("5kg", "with band", "hold 5s", "tds", "Sat", "pm", "left leg", "on the stairs")
CONDITIONS = ("if able", "as tolerated", "optional", "only if pain free", "once pain free")
JOINTS = ((", ", ""), (" ", ""), (" (", ")"), (". ", ""), (" + ", ""), (" then ", ""))


@pytest.mark.parametrize("condition", CONDITIONS)
@pytest.mark.parametrize("fact", FACTS)
def test_no_condition_is_torn_off_its_fact(fact: str, condition: str) -> None:
    for base, (joint, end) in product(BASES, JOINTS):
        typed = f"{base}{joint}{fact} {condition}{end}"
        said = _printed(typed)
        if said is None:
            continue
        days = said.dose.days.occasion if said.dose.days else ""
        words = [said.dose.reps.words if said.dose.reps else "", days, *said.notes]
        last = {"hold 5s": "seconds", "tds": "day"}.get(fact, fact.split()[-1])
        whole = f"{last} {condition}".casefold()
        assert any(whole in part.casefold().replace(",", "") for part in words), typed
