"""A plan that was given out and has changed is the next version, whoever makes its handout."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from clinicplan.mail.entry import Entry, State
from clinicplan.tasks import numbers
from clinicplan.tasks.batch import Terms
from clinicplan.tasks.build import build
from clinicplan.tasks.manifest import read_manifest
from clinicplan.tasks.numbers import count_up, numbered
from clinicplan.tasks.papers import Paper, Way, note, printed, words_of
from clinicplan.tasks.ready import Ready, make_ready
from clinicplan.tasks.rewrite import GivenBack
from clinicplan.workbook.writing.refused import Refused
from tests.tasks.samples import PLAN, TODAY, ready_in

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
SOMETHING_ELSE = "x" * 64


def given(ready: Ready, version: int, says: str = SOMETHING_ELSE, plan: str = PLAN) -> Path:
    """The folder of handouts, in which it is noted that this was given out."""
    folder = ready.file.parent / "plans"
    note(folder, [(plan, Paper(version, NOW.isoformat(), says))])
    return folder


def told(ready: Ready) -> list[str]:
    return [str(item) for item in ready.found if item.code in numbers.CODES]


def test_the_warning_is_at_the_cell_of_the_version(ready: Ready) -> None:
    sheet = load_workbook(ready.file)["Patients"]
    (heading,) = (at for line in sheet["1:2"] for at in line if at.value == "Version")
    cell = f"Patients!{heading.column_letter}2"
    found = numbered(ready, given(ready, 2))
    assert told(found) == [
        f"{cell}  Version 2 was given out on 20 November 2026 and says something else: this is "
        "version 3. Write 3 here. The handout has that number already. [version-given-out]"
    ]
    assert [plan.version for plan in found.reading.plans[:2]] == [3, ready.reading.plans[1].version]
    assert numbered(found, ready.file.parent / "plans") == found  # once is enough
    same = words_of(ready.reading.plans[0], ready.reading.own)
    found = numbered(ready, given(ready, 5, same))
    assert told(found) == [
        f"{cell}  This was given out on 20 November 2026 as version 5. Write 5 here, so that the "
        "workbook says so, too. [version-behind]"
    ]


def test_a_workbook_of_which_nothing_was_given_out_stays_as_it_is(
    tmp_path: Path, ready: Ready
) -> None:
    assert numbered(ready, tmp_path / "plans") is ready
    given(ready, 4, plan="HS-9999")  # of a plan that has left the workbook
    assert numbered(ready, tmp_path / "plans") is ready
    assert not (tmp_path / "plans" / ".clinicplan" / "outbox.sqlite3").exists()


def test_a_build_prints_the_number_and_warns(ready: Ready) -> None:
    run = build(ready, given(ready, 2), terms=Terms(TODAY))
    assert {item.code for item in run.found} >= {"version-given-out"}
    assert run.exit_code == 0
    versions = {item.plan: item.version for item in run.built.manifest.records}
    assert versions == {plan.id: plan.version for plan in ready.reading.plans} | {PLAN: 3}


def test_the_numbers_are_written_and_nothing_else(ready: Ready) -> None:
    given(ready, 2)
    other = ready.reading.plans[1]
    folder = given(ready, other.version, plan=other.id)
    found = numbered(ready, folder)
    saved = count_up(ready, [item for item in found.found if item.code in numbers.CODES],
                     today=TODAY)  # fmt: skip
    again = make_ready(ready.file, today=TODAY)
    assert saved.digest == again.reading.digest
    assert again.reading.plans == found.reading.plans
    assert numbered(again, folder) == again


def protected(book: Workbook) -> None:
    book["Patients"].protection.sheet = True


def hidden(book: Workbook) -> None:
    book["Patients"].row_dimensions[2].hidden = True


@pytest.mark.parametrize("spoil", [protected, hidden])
def test_a_cell_that_cannot_be_written_is_left_alone(
    tmp_path: Path, spoil: Callable[[Workbook], None]
) -> None:
    ready = ready_in(tmp_path, spoil)
    found = numbered(ready, given(ready, 2))
    assert found.reading.plans[0].version == 3
    old = ready.file.read_bytes()
    own = [item for item in found.found if item.code in numbers.CODES]
    with pytest.raises((Refused, GivenBack)):
        count_up(ready, own, today=TODAY)
    assert ready.file.read_bytes() == old


def test_an_email_that_is_mended_is_no_new_version(ready: Ready) -> None:
    plan = ready.reading.plans[0]
    folder = ready.file.parent / "plans"
    note(folder, [printed(plan, now=NOW, own=ready.reading.own)])
    patient = replace(plan.patient, email="else@example.org")
    changed = replace(ready.reading, plans=(replace(plan, patient=patient),))
    assert told(numbered(replace(ready, reading=changed), folder)) == []


def test_a_letter_that_has_left_counts(
    tmp_path: Path, ready: Ready, monkeypatch: pytest.MonkeyPatch
) -> None:
    letter = Entry(PLAN, 2, State.SENT, "seal", "", "", 0, 1, NOW.isoformat())
    note(tmp_path / "plans", [(PLAN, Paper(2, NOW.isoformat(), "x", "", "seal", Way.LETTER))])
    for state, version in ((State.SENT, 3), (State.REFUSED, 2), (State.IN_DOUBT, 3)):
        entries = (replace(letter, state=state),)
        monkeypatch.setattr(numbers, "read_letters", lambda folder, entries=entries: entries)
        assert numbered(ready, tmp_path / "plans").reading.plans[0].version == version


def test_the_record_of_a_plan_says_its_number(ready: Ready) -> None:
    folder = given(ready, 7)
    build(ready, folder, terms=Terms(TODAY), only=[PLAN])
    assert read_manifest(folder).by_plan()[PLAN].version == 8
