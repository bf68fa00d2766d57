"""Whatever is done to the rows, no letter brings one patient's exercises or note to another.

Edits as they happen in Excel, in any order, with letters between them: what the mail server has
taken is held against whose each exercise, note and address was when it was typed.
"""

from __future__ import annotations

import random
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from clinicplan.tasks.numbers import numbered
from clinicplan.tasks.questions import WHOSE, agree
from clinicplan.tasks.ready import make_ready
from tests.handout.reading import pages_of_text
from tests.mail.certificates import Certificates
from tests.tasks.test_right_hands import mailbox
from tests.tasks.test_send import TODAY, Clinic, built, clinic_in

__all__ = ["built"]

OF_NAME = ("First name", "Last name", "Date of birth")
NOTE = "Note to the patient"
OF = re.compile(r"made for (\w+)")
NAMES = ("Anna", "Bert", "Carl", "Dina", "Egon", "Fritz", "Gerd", "Hans")
STRANGERS = ("Ada", "Bea", "Cora", "Dora")
ROWS = range(2, 10)


class Typist:
    """Somebody at the workbook, who types a patient's own first name into all that is theirs."""

    def __init__(self, clinic: Clinic, seed: int) -> None:
        self.clinic, self.random = clinic, random.Random(seed)
        self.strangers = list(STRANGERS)
        book = load_workbook(clinic.file)
        patients, exercises = book["Patients"], book["Exercises"]
        names = dict[object, str]()
        for row in ROWS:
            plan, first = patients.cell(row, 1).value, NAMES[row - ROWS[0]]
            names[plan] = first
            self._put(patients, row, "First name", first)
            self._put(patients, row, "Last name", f"{first}son")
            self._put(patients, row, NOTE, f"This was made for {first}.")
            self._put(patients, row, "Email", f"{first.lower()}@example.org")
            self._put(patients, row, "Consent to email", "yes")
            self._put(patients, row, "Edition", None)
        for row in range(2, exercises.max_row + 1):
            if whose := names.get(exercises.cell(row, 1).value):
                self._put(exercises, row, NOTE, f"made for {whose}")
        book.save(clinic.file)

    @staticmethod
    def _column(sheet: Any, heading: str) -> int:
        return next(int(cell.column) for cell in sheet[1] if cell.value == heading)

    def _put(self, sheet: Any, row: int, heading: str, value: object) -> None:
        sheet.cell(row, self._column(sheet, heading)).value = value

    def swap(self, sheet: Any, headings: tuple[str, ...], *, of: int = 2) -> None:
        """Some rows' cells in each other's place: two of them, or all (sorted by themselves)."""
        rows = self.random.sample(list(ROWS), of)
        for heading in headings:
            column = self._column(sheet, heading)
            held = [sheet.cell(row, column).value for row in rows]
            for row, value in zip(rows, held[1:] + held[:1], strict=True):
                sheet.cell(row, column).value = value

    def type_over(self, sheet: Any, *, whole: bool) -> None:
        """Another patient in a row: name and address, or all of it (a row that was deleted)."""
        if not self.strangers:
            return
        row, first = self.random.choice(list(ROWS)), self.strangers.pop()
        for heading, value in zip(OF_NAME, (first, "Stranger", None), strict=True):
            self._put(sheet, row, heading, value)
        if self.random.random() < 0.7:
            self._put(sheet, row, "Email", f"{first.lower()}@example.org")
        if whole:
            self._put(sheet, row, NOTE, f"This was made for {first}.")

    def share(self, sheet: Any) -> None:
        """A plan ID that another row has."""
        one, other = self.random.sample(list(ROWS), 2)
        sheet.cell(one, 1).value = sheet.cell(other, 1).value

    def mend(self, sheet: Any) -> None:
        """A new ID for each that is there a second time."""
        seen = set()
        for row in ROWS:
            if (plan := sheet.cell(row, 1).value) in seen:
                sheet.cell(row, 1).value = f"N-{self.random.randrange(1000, 9999)}"
            seen.add(plan)

    def do(self, what: str) -> None:
        book = load_workbook(self.clinic.file)
        sheet = book["Patients"]
        steps = {
            "ids": lambda: self.swap(sheet, ("Plan ID",)),
            "names": lambda: self.swap(sheet, OF_NAME),
            "sorted names": lambda: self.swap(sheet, OF_NAME, of=len(ROWS)),
            "names and addresses": lambda: self.swap(sheet, (*OF_NAME, "Email")),
            "over": lambda: self.type_over(sheet, whole=False),
            "anew": lambda: self.type_over(sheet, whole=True),
            "share": lambda: self.share(sheet),
            "mend": lambda: self.mend(sheet),
        }
        steps[what]()
        book.save(self.clinic.file)

    def read(self) -> None:
        """The workbook is read; who is asked looks, and says yes only where it is so."""
        ready = numbered(make_ready(self.clinic.file, today=TODAY), self.clinic.out)
        waiting = {plan.id: plan for plan in ready.waiting}
        for item in ready.found:
            if item.code in WHOSE and item.plan in waiting:  # a faulty one is mended first
                plan = waiting[item.plan]
                said = (plan.note, *(each.note for each in plan.prescriptions))
                if {*OF.findall(" ".join(said))} <= {plan.patient.first_name}:
                    agree(self.clinic.out, item)

    def send(self, *, knows_addresses: bool) -> None:
        """Letters go; each one's page names its patient, and nothing on it is anybody else's.

        Whose an address is can be known only where something was given out before.
        """
        before = len(self.clinic.server.recipients)
        sent = self.clinic.send(self.clinic.look()[1])
        for outcome in sent.outcomes:
            text = " ".join(pages_of_text((self.clinic.out / f"{outcome.plan}.pdf").read_bytes()))
            plan = next(plan for plan in make_ready(self.clinic.file, today=TODAY).reading.plans
                        if plan.id == outcome.plan)  # fmt: skip
            assert plan.patient.first_name in text
            assert {*OF.findall(text)} <= {plan.patient.first_name}
        for got in mailbox(self.clinic)[before:] if knows_addresses else ():
            assert got.to.partition("@")[0] in got.handout.first_page.lower()


EDITS = ("ids", "names", "sorted names", "names and addresses", "over", "anew", "share", "mend")
STEPS = st.lists(st.sampled_from((*EDITS, "read", "send")), min_size=2, max_size=5)


@settings(
    max_examples=5, deadline=None, derandomize=True, database=None,
    suppress_health_check=[HealthCheck.too_slow],
)  # fmt: skip
@given(steps=STEPS, seed=st.integers(0, 99), begins_sent=st.booleans())
def test_no_letter_brings_what_is_anothers(
    steps: list[str],
    seed: int,
    begins_sent: bool,
    built: Path,
    certificates: Certificates,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    with clinic_in(tmp_path_factory.mktemp("whose"), built, certificates) as clinic:
        typist = Typist(clinic, seed)
        typist.read()
        for what in (*(["send"] if begins_sent else []), *steps, "read", "send"):
            if what == "read":
                typist.read()
            elif what == "send":
                typist.send(knows_addresses=begins_sent)
            else:
                typist.do(what)
