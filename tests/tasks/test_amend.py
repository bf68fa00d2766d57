"""A plan that is saved is in the workbook, or the workbook is as it was."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from clinicplan import files
from clinicplan.errors import UnwritableFile
from clinicplan.plan import Plan
from clinicplan.tasks import amend, rewrite
from clinicplan.tasks.amend import save
from clinicplan.tasks.draft import Draft, read_draft
from clinicplan.tasks.ready import Ready, make_ready
from clinicplan.tasks.rewrite import ChangedMeanwhile, ForReading, GivenBack, OpenElsewhere, undo
from clinicplan.workbook.writing.refused import Refused
from tests.tasks.samples import TODAY

DRAFT = Draft(
    {
        "plan_id": "HS-0999",
        "first_name": "Mira",
        "last_name": "Madeup",
        "practitioner": "PP",
        "start": date(2026, 12, 1),
        "weeks": "4",
        "note": "Take your time.",
    },
    (
        {"exercise": "Heel raise on one leg", "side": "left", "dose": "3 x 10, twice a day"},
        {"exercise": "Towel scrunch", "side": "right", "dose": "10 times, daily"},
    ),
)


def plan_of(ready: Ready, draft: Draft = DRAFT) -> Plan:
    plan = read_draft(ready, draft, today=TODAY, stand_in={"plan_id": "x"}).plan
    assert plan is not None
    return plan


def test_a_saved_plan_is_the_one_that_was_read_back(ready: Ready) -> None:
    plan = plan_of(ready)
    old = ready.file.read_bytes()
    ready.file.chmod(0o644)
    saved = save(ready, DRAFT, plan=plan, today=TODAY)
    again = make_ready(ready.file, today=TODAY).reading
    assert again.plans == (*ready.reading.plans, plan)
    assert again.digest == saved.digest
    assert load_workbook(ready.file)["Patients"].cell(saved.row, 1).value == "HS-0999"
    copies = list((ready.file.parent / "Before").iterdir())
    assert [copy.name for copy in copies] == ["clinic 2026-11-21.xlsx"]
    assert copies[0].read_bytes() == old
    if os.name == "posix":
        assert (ready.file.parent / "Before").stat().st_mode & 0o777 == 0o700
        assert copies[0].stat().st_mode & 0o777 == 0o600
        assert ready.file.stat().st_mode & 0o777 == 0o644


def test_one_copy_a_day_and_the_second_plan_below_the_first(ready: Ready) -> None:
    old = ready.file.read_bytes()
    first = save(ready, DRAFT, plan=plan_of(ready), today=TODAY)
    ready = make_ready(ready.file, today=TODAY)
    other = replace(DRAFT, patient={**DRAFT.patient, "plan_id": "HS-1000", "first_name": "Noa"})
    second = save(ready, other, plan=plan_of(ready, other), today=TODAY)
    assert second.row == first.row + 1
    (copy,) = (ready.file.parent / "Before").iterdir()
    assert copy.read_bytes() == old


def test_undo_gives_all_bytes_back_while_nobody_has_saved(ready: Ready) -> None:
    old = ready.file.read_bytes()
    saved = save(ready, DRAFT, plan=plan_of(ready), today=TODAY)
    undo(saved)
    assert ready.file.read_bytes() == old
    with pytest.raises(ChangedMeanwhile):
        undo(saved)


def lock(name: str) -> Callable[[Ready], object]:
    return lambda ready: ready.file.with_name(name).write_bytes(b"")


def test_undo_leaves_what_excel_has_saved(ready: Ready) -> None:
    saved = save(ready, DRAFT, plan=plan_of(ready), today=TODAY)
    book = load_workbook(ready.file)
    book.save(ready.file)
    theirs = ready.file.read_bytes()
    with pytest.raises(ChangedMeanwhile):
        undo(saved)
    assert ready.file.read_bytes() == theirs


@pytest.mark.parametrize(
    ("spoil", "error"),
    [
        (lock("~$clinic.xlsx"), OpenElsewhere),
        (lock(".~lock.clinic.xlsx#"), OpenElsewhere),
        (lambda ready: ready.file.chmod(0o444), ForReading),
        (lambda ready: ready.file.write_bytes(ready.file.read_bytes()[:-1]), ChangedMeanwhile),
        (lambda ready: ready.file.unlink(), OpenElsewhere),
        (lambda ready: (ready.file.parent / "Before").write_bytes(b""), UnwritableFile),
    ],
    ids=["Excel", "LibreOffice", "read only", "changed", "gone", "no room for copies"],
)
def test_nothing_is_written_over_what_somebody_else_has(
    ready: Ready, spoil: Callable[[Ready], object], error: type[Exception]
) -> None:
    plan = plan_of(ready)
    spoil(ready)
    before = ready.file.read_bytes() if ready.file.exists() else b""
    with pytest.raises(error) as raised:
        save(ready, DRAFT, plan=plan, today=TODAY)
    assert "Mira" not in str(raised.value)
    assert (ready.file.read_bytes() if ready.file.exists() else b"") == before
    assert not (ready.file.parent / "Before").is_dir()


def test_a_plan_id_that_is_there_is_not_written_again(ready: Ready) -> None:
    plan = plan_of(ready)
    there = replace(DRAFT, patient={**DRAFT.patient, "plan_id": ready.reading.ids[0]})
    with pytest.raises(ChangedMeanwhile):
        save(ready, there, plan=replace(plan, id=ready.reading.ids[0]), today=TODAY)


def test_what_says_something_else_goes_back(ready: Ready) -> None:
    """As where the workbook's own formulas or rows make something else of the plan."""
    old = ready.file.read_bytes()
    other = replace(plan_of(ready), weeks=5)
    with pytest.raises(GivenBack):
        save(ready, DRAFT, plan=other, today=TODAY)
    assert ready.file.read_bytes() == old


def test_a_fault_of_ours_after_writing_goes_back(
    ready: Ready, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, plan = ready.file.read_bytes(), plan_of(ready)

    def fault(*_: object, **__: object) -> bool:
        raise ZeroDivisionError

    monkeypatch.setattr(amend, "_is_as_meant", fault)
    with pytest.raises(ZeroDivisionError):
        save(ready, DRAFT, plan=plan, today=TODAY)
    assert ready.file.read_bytes() == old


def test_a_failure_while_writing_leaves_the_old_file(
    ready: Ready, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, plan = ready.file.read_bytes(), plan_of(ready)

    def full(self: Path, _target: Path) -> Path:
        raise OSError(28, "No space left on device")

    (ready.file.parent / "Before").mkdir()
    (ready.file.parent / "Before" / "clinic 2026-11-21.xlsx").write_bytes(old)
    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(files.FullDisk):
        save(ready, DRAFT, plan=plan, today=TODAY)
    monkeypatch.undo()
    assert ready.file.read_bytes() == old
    assert not list(ready.file.parent.glob(".*.part"))


def test_a_sheet_that_is_protected_is_left_alone(tmp_path: Path, ready: Ready) -> None:
    book = load_workbook(ready.file)
    book["Patients"].protection.sheet = True
    book.save(ready.file)
    ready = make_ready(ready.file, today=TODAY)
    old = ready.file.read_bytes()
    with pytest.raises(Refused, match="protected"):
        save(ready, DRAFT, plan=plan_of(ready), today=TODAY)
    assert ready.file.read_bytes() == old


def test_a_link_to_the_workbook_stays_a_link(tmp_path: Path, ready: Ready) -> None:
    link = tmp_path / "link.xlsx"
    link.symlink_to(ready.file)
    save(make_ready(link, today=TODAY), DRAFT, plan=plan_of(ready), today=TODAY)
    assert link.is_symlink()
    assert make_ready(ready.file, today=TODAY).reading.ids[-1] == "HS-0999"


@pytest.mark.parametrize("name", ["~$clinic.xlsx", ".~lock.clinic.xlsx#"])
def test_a_mark_that_was_left_behind_counts_only_until_somebody_has_said_so(
    ready: Ready, name: str
) -> None:
    mark = ready.file.with_name(name)
    mark.touch()
    os.utime(mark, (1_000, 1_000))
    with pytest.raises(OpenElsewhere):
        save(ready, DRAFT, plan=plan_of(ready), today=TODAY)
    with pytest.raises(OpenElsewhere):
        save(ready, DRAFT, plan=plan_of(ready), today=TODAY, since=1_000)
    saved = save(ready, DRAFT, plan=plan_of(ready), today=TODAY, since=1_001)
    assert saved.row
    assert mark.exists()  # not ours to remove
    with pytest.raises(OpenElsewhere):
        undo(saved)


def test_a_mark_that_was_left_behind_does_not_open_a_changed_file(ready: Ready) -> None:
    plan, mark = plan_of(ready), ready.file.with_name("~$clinic.xlsx")
    mark.touch()
    os.utime(mark, (1_000, 1_000))
    book = load_workbook(ready.file)
    book["Patients"]["B2"].value = "Somebody"
    book.save(ready.file)
    theirs = ready.file.read_bytes()
    with pytest.raises(ChangedMeanwhile):
        save(ready, DRAFT, plan=plan, today=TODAY, since=2_000)
    assert ready.file.read_bytes() == theirs


def test_two_desks_do_not_write_at_once(ready: Ready, monkeypatch: pytest.MonkeyPatch) -> None:
    plan, old = plan_of(ready), ready.file.read_bytes()
    monkeypatch.setattr(rewrite, "WAIT", 0.05)
    state = ready.file.parent / files.STATE
    state.mkdir()
    with (
        files.held(state, lock=state / rewrite.LOCK),
        pytest.raises(files.BusyFolder, match="Another clinicplan"),
    ):
        save(ready, DRAFT, plan=plan, today=TODAY)
    assert ready.file.read_bytes() == old
    assert save(ready, DRAFT, plan=plan, today=TODAY).row
