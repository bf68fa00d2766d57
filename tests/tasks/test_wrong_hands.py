"""Workbooks restored, copied, swapped and moved about: nobody's letter is another's, unasked.

What counts is read back from the mailbox.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from openpyxl import load_workbook

from clinicplan.mail.choose import SPELLS
from clinicplan.mail.record import DoubtfulRecord
from clinicplan.tasks.addresses import say_right_of
from clinicplan.tasks.numbers import numbered
from clinicplan.tasks.office import Computer
from clinicplan.tasks.ready import make_ready
from tests.tasks.test_right_hands import (
    SAM,
    TESS,
    all_is_well,
    exercises_are_theirs,
    people,
    send_all,
    typed,
)
from tests.tasks.test_send import LETTERS, TODAY, Clinic, built, clinic

__all__ = ["built", "clinic"]


def held(clinic: Clinic) -> dict[str, str]:
    return {hold.plan: str(hold.reason) for hold in clinic.look()[0].sorting.holds}


def swap_addresses(clinic: Clinic) -> None:
    known = people(clinic.file)
    typed(clinic, 2, email=known[TESS][1], version=5)
    typed(clinic, 3, email=known[SAM][1], version=5)


def test_a_backup_from_before_a_row_was_typed_over(clinic: Clinic) -> None:
    """Sam has the ID again that Pat has a letter of: asked about, and no letter and no paper."""
    before = clinic.file.read_bytes()
    typed(clinic, 2, first_name="Pat", last_name="Pattern", email="pat@example.org",
          date_of_birth="1961-02-03")  # fmt: skip
    exercises_are_theirs(clinic)
    assert send_all(clinic, SAM) == [SAM]
    clinic.file.write_bytes(before)
    found = numbered(make_ready(clinic.file, today=TODAY), clinic.out).found
    assert "paper-of-another" in {item.code for item in found if item.plan == SAM}
    assert send_all(clinic) == LETTERS[1:]
    assert "sam.sample@example.org" not in clinic.server.recipients


def test_a_backup_from_before_a_plan_was_changed(clinic: Clinic) -> None:
    """The patient has the newer text, so the older one does not go by itself."""
    before = clinic.file.read_bytes()
    typed(clinic, 2, note_to_the_patient="A newer note.")
    assert send_all(clinic, SAM) == [SAM]
    clinic.file.write_bytes(before)
    assert held(clinic)[SAM] == "changed-since-sent"
    assert send_all(clinic) == LETTERS[1:]


@pytest.mark.parametrize("sheet", ["Patients", "Exercises"])
@pytest.mark.parametrize("sent", [(), (SAM,)])
def test_a_row_that_is_inserted_in_the_middle(
    sheet: str, sent: tuple[str, ...], clinic: Clinic
) -> None:
    if sent:
        send_all(clinic, *sent)
    book = load_workbook(clinic.file)
    book[sheet].insert_rows(4)
    book.save(clinic.file)
    send_all(clinic)
    book = load_workbook(clinic.file)
    if sheet == "Patients":
        book[sheet].delete_rows(4)  # the names are read without it
        book.save(clinic.file)
    assert all_is_well(clinic)


def test_two_addresses_that_were_swapped_once_both_had_letters(clinic: Clinic) -> None:
    send_all(clinic, SAM, TESS)
    swap_addresses(clinic)
    assert {held(clinic)[plan] for plan in (SAM, TESS)} == {"anothers-address"}
    assert send_all(clinic) == LETTERS[2:]


def test_two_addresses_that_were_swapped_before_anything_was_sent(clinic: Clinic) -> None:
    """Each spells the other patient's name: asked about, and it goes once somebody has looked."""
    swap_addresses(clinic)
    assert {held(clinic)[plan] for plan in (SAM, TESS)} == {"spells-another"}
    assert send_all(clinic) == LETTERS[2:]
    assert not {"sam.sample@example.org", "tess.testwell@example.org"} & {
        *clinic.server.recipients
    }
    ready = make_ready(clinic.file, today=TODAY)
    say_right_of(ready, clinic.out, [TESS], reasons=(SPELLS,))
    assert held(clinic).keys() & {SAM, TESS} == {SAM}


@dataclass
class Elsewhere(Clinic):
    """The same folder, seen from another computer."""

    home: Path = Path()

    @property
    def computer(self) -> Computer:
        one = super().computer
        return Computer(one.now, one.today, one.seconds, one.sleep, self.home, one.settings,
                        one.environment)  # fmt: skip


def test_two_computers_with_one_folder(clinic: Clinic, tmp_path: Path) -> None:
    """One of them sends; the other says so, and sends nothing."""
    other = Elsewhere(clinic.folder, clinic.server, clinic.clock, tmp_path / "other")
    send_all(clinic, SAM)
    with pytest.raises(DoubtfulRecord):
        other.look()
    assert send_all(clinic) == LETTERS[1:]
    assert all_is_well(clinic)
