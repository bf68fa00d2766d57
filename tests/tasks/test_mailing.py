"""Only what was built from this very workbook goes into a letter."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from clinicplan.mail.ledger import Trace
from clinicplan.plan import Plan
from clinicplan.rules import Addressee
from clinicplan.tasks.letters import Sorting, sort_out
from clinicplan.tasks.manifest import Manifest, Record, State
from tests.mail.postroom import CLINIC, KEY, handout, plan, seal

SAM = plan(1)
PDF = handout(SAM.patient.name, seal(SAM))
RECORD = Record(
    SAM.id, State.MADE, f"{SAM.id}.pdf", 2, hashlib.sha256(PDF).hexdigest(), "f", seal(SAM)
)
RENAMED = replace(SAM, patient=replace(SAM.patient, last_name="Simple"))


def sorted_out(
    plans: list[Plan], *records: Record, folder: Path = Path(), **changes: Any
) -> Sorting:
    """The plans sorted, nothing sent before."""
    asked: dict[str, Any] = {"entries": (), "people": (), "clinic": CLINIC, **changes}
    return sort_out(plans, Manifest(records=records), folder=folder, key=KEY, **asked)


def reason(of: Plan, *records: Record) -> str:
    """Why the plan gets no letter, "" where it gets one."""
    sorting = sorted_out([of], *records)
    assert len(sorting.letters) + len(sorting.holds) == 1
    return sorting.holds[0].reason if sorting.holds else ""


@pytest.mark.parametrize(
    ("of", "records", "expected"),
    [
        (SAM, [RECORD], ""),
        (SAM, [replace(RECORD, state=State.UNCHANGED)], ""),
        (SAM, [replace(RECORD, state=State.FAILED)], "not-built"),
        (SAM, [replace(RECORD, state=State.WAITING)], "not-built"),
        (SAM, [replace(RECORD, state=State.GONE)], "not-built"),
        (SAM, [replace(RECORD, plan="P00002")], "not-built"),
        (SAM, [replace(RECORD, seal="")], "not-built"),
        (SAM, [replace(RECORD, fingerprint="g")], "not-built"),
        (RENAMED, [RECORD], "not-built"),
        (replace(SAM, version=2), [RECORD], "not-built"),
        (SAM, [], "not-built"),
    ],
)
def test_a_handout_counts_only_if_it_is_this_plans(
    of: Plan, records: list[Record], expected: str
) -> None:
    assert reason(of, *records) == expected


@pytest.mark.parametrize(
    ("content", "whole"), [(PDF, True), (PDF[:-1], False), (b"", False), (None, False)]
)
def test_a_file_that_changed_since_it_was_built_is_not_sent(
    content: bytes | None, whole: bool, tmp_path: Path
) -> None:
    if content is not None:
        (tmp_path / f"{SAM.id}.pdf").write_bytes(content)
    sorting = sorted_out([SAM], RECORD, folder=tmp_path)
    assert (sorting.letters[0].parcel() is not None) is whole


def test_all_plans_are_looked_at_for_a_shared_address_even_where_few_are_asked_for() -> None:
    kim = plan(2)
    kim = replace(kim, patient=replace(kim.patient, email=SAM.patient.email))
    sorting = sorted_out([SAM, kim], RECORD, only=[SAM.id])
    assert [(hold.plan, hold.reason) for hold in sorting.holds] == [(SAM.id, "shared-address")]


def test_the_address_of_a_row_with_mistakes_counts_too() -> None:
    kim = Addressee("P00002", "Kim", "Kimwell", emails=(SAM.patient.email.upper(),))
    sorting = sorted_out([SAM], RECORD, people=[kim])
    assert [(hold.plan, hold.reason) for hold in sorting.holds] == [(SAM.id, "shared-address")]


@pytest.mark.parametrize(
    ("found", "built", "expected"),
    [
        ("sent-elsewhere", True, "sent-elsewhere"),
        ("sent-elsewhere", False, "sent-elsewhere"),
        ("changed-elsewhere", True, "changed-elsewhere"),
        ("", True, ""),
    ],
)
def test_what_left_from_another_folder_is_held(found: str, built: bool, expected: str) -> None:
    trace = Trace(found, "2026-01-05T09:30:00+00:00") if found else None
    records = [RECORD] if built else []
    sorting = sorted_out([SAM], *records, trace=lambda plan: trace)
    assert [hold.reason for hold in sorting.holds] == [expected] * bool(expected)
