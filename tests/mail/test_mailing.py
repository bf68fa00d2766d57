"""Only what was built from this very workbook goes into a letter."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest

from clinicplan.mailing import sort_out
from clinicplan.manifest import Manifest, Record, State
from clinicplan.plan import Plan
from tests.mail.postroom import KEY, handout, plan, seal

SAM = plan(1)
PDF = handout(SAM.patient.name, seal(SAM))
RECORD = Record(
    SAM.id, State.MADE, f"{SAM.id}.pdf", 2, hashlib.sha256(PDF).hexdigest(), "f", seal(SAM)
)
RENAMED = replace(SAM, patient=replace(SAM.patient, last_name="Simple"))


def reason(of: Plan, *records: Record) -> str:
    """Why the plan gets no letter, "" where it gets one."""
    sorting = sort_out([of], Manifest(records=records), folder=Path(), key=KEY, entries=())
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
    manifest = Manifest(records=(RECORD,))
    sorting = sort_out([SAM], manifest, folder=tmp_path, key=KEY, entries=())
    assert (sorting.letters[0].parcel() is not None) is whole


def test_all_plans_are_looked_at_for_a_shared_address_even_where_few_are_asked_for() -> None:
    kim = plan(2)
    kim = replace(kim, patient=replace(kim.patient, email=SAM.patient.email))
    sorting = sort_out(
        [SAM, kim], Manifest(records=(RECORD,)), folder=Path(), key=KEY, entries=(), only=[SAM.id]
    )
    assert [(hold.plan, hold.reason) for hold in sorting.holds] == [(SAM.id, "shared-address")]
