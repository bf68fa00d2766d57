"""Whether a change makes a new version: who has the one that is there, and what they read."""

from __future__ import annotations

from dataclasses import replace

import pytest

from clinicplan.desk.given import note_printed, read_printed
from clinicplan.desk.pages import Pages
from clinicplan.desk.versions import given_out, next_version, versions_of
from clinicplan.mail.entry import Entry, State
from clinicplan.plan import Plan
from tests.desk.windows import Running


def plan_of(own: Running) -> Plan:
    """HS-0417, whose version in the workbook is 2."""
    return own.desk.view.checked.reading.plans[0]  # type: ignore[union-attr]  # read


def letter(state: State, version: int = 2, plan: str = "HS-0417") -> Entry:
    return Entry(plan, version, state, "seal", "digest", "", 0, 1, "2026-11-20T09:00:00+00:00")


@pytest.mark.parametrize(
    ("letters", "version"),
    [
        ([], 2),
        ([letter(State.SENT)], 3),
        ([letter(State.SAVED)], 3),
        ([letter(State.IN_DOUBT)], 3),
        ([letter(State.SENDING)], 3),
        ([letter(State.READY)], 2),
        ([letter(State.REFUSED)], 2),
        ([letter(State.RETURNED)], 2),
        ([letter(State.WITHDRAWN)], 2),
        ([replace(letter(State.READY), gone=True)], 3),  # in doubt once, to be sent again
        ([replace(letter(State.DROPPED), gone=True)], 3),
        ([replace(letter(State.RETURNED), gone=True)], 2),
        ([letter(State.SENT, 1)], 2),
        ([letter(State.SENT, 1), letter(State.SENT, 4)], 5),
        ([letter(State.SENT, plan="HS-0431")], 2),
    ],
)
def test_a_letter_that_has_left_makes_a_new_version(
    own: Running, monkeypatch: pytest.MonkeyPatch, letters: list[Entry], version: int
) -> None:
    monkeypatch.setattr(own.desk, "letters", lambda: tuple(letters))
    assert next_version(own.desk, replace(plan_of(own), weeks=9)) == version


def test_what_is_on_paper_makes_a_new_version_if_it_says_something_else(own: Running) -> None:
    plan = plan_of(own)
    patient = replace(plan.patient, email="s@example.net", consent=False)
    note_printed(own.desk.folder, [plan], now=own.clock())
    for changed, version in (
        (replace(plan, patient=patient, password="apple-pear-plum"), 2),
        (replace(plan, weeks=9), 3),
        (replace(plan, patient=replace(plan.patient, last_name="Samples")), 3),
        (replace(plan, version=3, weeks=9), 3),
    ):
        assert next_version(own.desk, changed) == version


def test_each_version_keeps_when_it_was_printed_last(own: Running) -> None:
    plan, folder = plan_of(own), own.desk.folder
    for version in (1, 2, 2):
        note_printed(folder, [replace(plan, version=version)], now=own.clock())
    assert [item.version for item in read_printed(folder)[plan.id]] == [1, 2]
    assert set(given_out(own.desk, plan.id)) == {1, 2}
    shown = list(versions_of(Pages(own.desk), plan.id, now_at=2, standing=None, is_made=True))
    assert [(item.number, bool(item.address)) for item in shown] == [(2, True), (1, False)]


def test_what_an_older_program_kept_is_understood(own: Running) -> None:
    folder = own.desk.folder
    note_printed(folder, [plan_of(own)], now=own.clock())
    file = folder / ".clinicplan" / "printed.json"
    file.write_text(file.read_text().replace("[\n", "").replace("]", "").replace("}\n }", "}}"))
    assert [item.version for item in read_printed(folder)["HS-0417"]] == [2]
