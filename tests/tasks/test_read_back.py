"""The words that are read back to who types a dose are those that the page has, and no others."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from clinicplan.handout.text.outline import page_about
from clinicplan.origins import Origin
from clinicplan.readback import Given
from clinicplan.schedule import first_day
from clinicplan.tasks.check import Checked, Doses, check
from clinicplan.tasks.ready import make_ready
from tests.doses.test_dose_in_words import SAID
from tests.handout.reading import words
from tests.workbook.workbooks import TODAY, book, patient, to_bytes

REMARKS = [
    ("10 times with shoes on, stop if it hurts, twice a day",
     "With shoes on. Stop if it hurts.", ((Origin.DEFAULT, ("every day",)),)),
    ("3 x 10 daily, hold 5 s", "", ()),
]  # fmt: skip
DOSES = [*(text for text, _ in SAID), *(text for text, *_ in REMARKS)]
OFTEN = {text for text, said in SAID if re.search("times|days", said)}
"""Those that say how often."""


BEGINS = [
    ("3 x 10 daily", ()), ("10 twice a day, week 3-40", (3,)),
    ("10 times twice a day weeks 2-4", (2,)),
    ("10 reps red band; from week 3: green band; from week 5: blue band, 12 reps", (3, 5)),
    ("10, twice a day, +2 a week", (2,)),
]  # fmt: skip


def own_side(text: str) -> str:
    return "" if re.search("each|leg|both", text) else "left"


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory) -> Checked:
    """A plan for each dose, named by its number."""
    made = book(
        patients=[patient(Plan_ID=f"R-{at}", Weeks=8) for at in range(len(DOSES))],
        exercises=[
            {"Plan ID": f"R-{at}", "Exercise": "heel-raise-single", "Side": own_side(text),
             "Dose": text, "Days": "" if text in OFTEN or "da" in text else "daily"}
            for at, text in enumerate(DOSES)
        ],
    )  # fmt: skip
    path = tmp_path_factory.mktemp("read") / "doses.xlsx"
    path.write_bytes(to_bytes(made))
    return check(make_ready(path, today=TODAY))


WHEN = r"(?:start on )?\d+ december (?:to \d+ december )?(?=from week|weeks? )"
"""The days of weeks that stand beside them."""


def bag(text: str) -> Counter[str]:
    """The words: without the days of weeks, and of which week's note it is: its place says that."""
    text = text.lower().replace("\N{NO-BREAK SPACE}", " ")
    text = re.sub(rf"{WHEN}|note from week \d+:", "", text)
    text = re.sub(r"\bfrom (?:week \d+|\d+ \w+)", "from then", text)
    return Counter(re.findall(r"[^\s.,:()]+", text))


def test_what_is_read_back_is_what_the_page_says(checked: Checked) -> None:
    plans, doses = checked.reading.plans, Doses(checked.reading, checked.ready.catalogue)
    assert len(plans) > 0.9 * len(DOSES)
    for plan in plans:
        (line,) = doses.printed(plan)
        pages = checked.ready.press.spoken(plan, issued=TODAY)
        page = pages[page_about(pages, line.name) - 1]
        panel = page.partition(f" {line.name}. ")[2].partition(f" {line.side}. ")[2]
        typed = DOSES[int(plan.id.removeprefix("R-"))]
        assert bag(line.dose) == bag(panel), typed


@pytest.mark.parametrize(("typed", "note", "given"), REMARKS)
def test_a_remark_is_the_note_that_is_printed(
    checked: Checked, typed: str, note: str, given: Given
) -> None:
    plan = next(item for item in checked.reading.plans if item.id == f"R-{DOSES.index(typed)}")
    (line,) = Doses(checked.reading, checked.ready.catalogue).printed(plan)
    assert (line.note, line.given) == (note, given)
    assert note in words(checked.ready.press.print(plan, issued=TODAY).pdf)
    for _, facts in given:
        assert not any(fact in line.dose for fact in facts)


@pytest.mark.parametrize(("typed", "weeks"), BEGINS)
def test_the_weeks_that_the_words_name_are_known(
    checked: Checked, typed: str, weeks: tuple[int, ...]
) -> None:
    """Their days stand on the page."""
    plan = next(item for item in checked.reading.plans if item.id == f"R-{DOSES.index(typed)}")
    (line,) = Doses(checked.reading, checked.ready.catalogue).printed(plan)
    assert line.weeks == weeks
    (page,) = (page for page in checked.ready.press.spoken(plan, issued=TODAY) if "leg. " in page)
    for week in weeks:
        day = first_day(plan.start, week)
        assert f"{day.day} {day:%B}" in page
