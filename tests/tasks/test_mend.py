"""The answer to a finding is in its cell, or the workbook is as it was."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook

from clinicplan.findings import Finding
from clinicplan.tasks.mend import NoReason, Nothing, NotMended, OthersChange, answers_to, mend
from clinicplan.tasks.ready import Ready, make_ready
from clinicplan.tasks.rewrite import ChangedMeanwhile, OpenElsewhere
from clinicplan.workbook.writing.answers import Answer
from tests.desk.monday import MONDAY, typed
from tests.desk.windows import sample_in
from tests.workbook.workbooks import TODAY


@pytest.fixture
def ready(tmp_path: Path) -> Ready:
    file = sample_in(tmp_path)
    typed(file, MONDAY)
    return make_ready(file, today=TODAY)


def asked(ready: Ready, cell: str) -> tuple[Finding, Answer]:
    """The finding at a cell, and its answer."""
    found = answers_to(ready, ready.found)
    return next(pair for pair in found.items() if str(pair[0].place) == cell)


@pytest.mark.parametrize(
    ("cell", "text", "error"),
    [
        ("Patients!L4", "Five exercises", NotMended),
        ("Patients!L4", "Five exercise, every other day", NotMended),
        ("Patients!L4", " ", Nothing),
        ("Patients!M2", "31/31/2026", NotMended),
        ("Patients!M2", "2026-02-30", NotMended),
        ("Patients!M2", "1812-02-03", NotMended),
        ("Exercises!L20", "a while", NotMended),
        ("Exercises!C29", "why", NoReason),
    ],
)
def test_what_does_not_mend_it_leaves_every_byte(
    ready: Ready, cell: str, text: str, error: type[Exception]
) -> None:
    old = ready.file.read_bytes()
    with pytest.raises(error):
        mend(ready, *asked(ready, cell), text=text, today=TODAY)
    assert ready.file.read_bytes() == old
    assert not (ready.file.parent / "Before").exists()


@pytest.mark.parametrize(
    ("spoil", "error"),
    [
        (lambda file: file.with_name("~$clinic.xlsx").write_bytes(b""), OpenElsewhere),
        (lambda file: typed(file, {"Patients!B2": "Noa"}), ChangedMeanwhile),
        (lambda file: file.unlink(), ChangedMeanwhile),
    ],
    ids=["Excel", "saved since", "gone"],
)
def test_nothing_is_written_over_what_somebody_else_has(
    ready: Ready, spoil: Callable[[Path], object], error: type[Exception]
) -> None:
    finding, answer = asked(ready, "Exercises!D12")
    spoil(ready.file)
    before = ready.file.read_bytes() if ready.file.exists() else b""
    with pytest.raises(error):
        mend(ready, finding, answer, text="both", today=TODAY)
    assert (ready.file.read_bytes() if ready.file.exists() else b"") == before


def test_an_answer_that_takes_anothers_exercises_away_is_not_written(ready: Ready) -> None:
    """A plan ID that is there already: two plans would be one."""
    typed(ready.file, {"Patients!A2": "HS/0417"})
    spoilt = make_ready(ready.file, today=TODAY)
    finding, answer = asked(spoilt, "Patients!A2")
    with pytest.raises((NotMended, OthersChange)):
        mend(spoilt, finding, answer, text="HS-0434", today=TODAY)
    assert load_workbook(ready.file)["Patients"]["A2"].value == "HS/0417"


@pytest.mark.parametrize(
    ("cells", "text"),
    [
        ({"Exercises!A9": "HS-0423"}, "HS-0432"),  # the row joins another plan
        ({"Clinic!B{region}": None}, "United Kingdom"),  # a setting of all plans
        ({"Practitioners!B2": "12"}, "Alex Example"),
        ({"My exercises!A2": "arch lift!"}, "arch-lift"),
        ({"Patients!X3": "tulip"}, ""),  # the cell is emptied
    ],
)
def test_what_is_mended_on_each_sheet(
    tmp_path: Path, cells: dict[str, object], text: str
) -> None:
    file = sample_in(tmp_path)
    settings = [cell.value for cell in load_workbook(file)["Clinic"]["A"]]
    region = settings.index("Emergency region") + 1
    cells = {place.format(region=region): value for place, value in cells.items()}
    typed(file, cells)
    ready = make_ready(file, today=TODAY)
    (cell,) = cells
    mend(ready, *asked(ready, cell), text=text, today=TODAY)
    sheet, _, at = cell.partition("!")
    assert load_workbook(file)[sheet][at].value == (text or None)
    after = make_ready(file, today=TODAY)
    assert [plan.id for plan in after.reading.plans] == list(after.reading.ids)


def test_there_is_no_answer_for_what_no_cell_mends(ready: Ready) -> None:
    cells = {str(answer.place) for answer in answers_to(ready, ready.found).values()}
    assert cells == {"Patients!E3", "Patients!L4", "Patients!M2", "Exercises!D12",
                     "Exercises!C17", "Exercises!K22", "Exercises!L20", "Exercises!R8",
                     "Exercises!W29"}  # fmt: skip
    typed(ready.file, {"Patients!B2": "Noa"})
    assert answers_to(ready, ready.found) == {}  # it is not the one that was read


def test_a_warned_dose_may_be_said_better_in_words_of_ones_own(ready: Ready) -> None:
    """Both have the same warning; what is an error afterwards is still not written."""
    typed(ready.file, {"Exercises!E2": "3 x 10 twice a day, or till the song ends"})
    warned = make_ready(ready.file, today=TODAY)
    found = answers_to(warned, warned.found)
    finding, answer = next(pair for pair in found.items() if "own-words" in pair[0].code)
    with pytest.raises(NotMended):
        mend(warned, finding, answer, text="a while", today=TODAY)
    better = "3 sets of 10 twice a day, or until the song ends"
    mend(warned, finding, answer, text=better, today=TODAY)
    assert load_workbook(warned.file)["Exercises"]["E2"].value == better


SLIP = "3 times, hold 30 s"


@pytest.mark.parametrize(
    ("cells", "at", "text", "next_code"),
    [
        ({"Exercises!C2": "Towl stretch", "Exercises!E2": SLIP},
         "Exercises!C2", "Towel stretch", "no-frequency"),
        ({"Exercises!C17": "Towl stretch"}, "Exercises!C17", "Towel stretch", "caution-conflict"),
        ({"Exercises!E2": "a lot", "Exercises!L2": "5 s"},
         "Exercises!E2", "3 times, hold 30 s, every day", "facts-disagree"),
    ],
    ids=["how often", "caution", "another cell"],
)  # fmt: skip
def test_what_was_hidden_behind_a_mistake_is_the_next_question(
    ready: Ready, cells: dict[str, object], at: str, text: str, next_code: str
) -> None:
    """The right word of one cell is written, though its row has another mistake."""
    typed(ready.file, cells)
    both = make_ready(ready.file, today=TODAY)
    assert next_code not in {item.code for item in both.found if str(item.place) == at}
    mend(both, *asked(both, at), text=text, today=TODAY)
    sheet, _, cell = at.partition("!")
    assert load_workbook(both.file)[sheet][cell].value == text
    after = make_ready(both.file, today=TODAY)
    assert [item.code for item in after.found if str(item.place) == at] == [next_code]


def test_a_warned_cell_gets_no_mistake_by_its_answer(ready: Ready) -> None:
    song = "3 x 10 twice a day, or till the song ends"
    typed(ready.file, {"Exercises!E2": song, "Exercises!L2": "5 s"})
    warned = make_ready(ready.file, today=TODAY)
    found = answers_to(warned, warned.found)
    pair = next(pair for pair in found.items() if "own-words" in pair[0].code)
    with pytest.raises(NotMended):
        mend(warned, *pair, text="3 times, hold 30 s, every day", today=TODAY)
