"""What the tests of the commands share: presses that fail, and what a workbook holds."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path

from click.testing import Result
from reportlab.pdfgen.canvas import Canvas

from clinicplan.catalogue.read import read_catalogue, templates_folder
from clinicplan.plan import Plan
from clinicplan.workbook.read import read_workbook
from tests.fake_press import TODAY, FakePress, Page

ROOT = Path(__file__).parents[2]
IDS = 8  # plans of the sample workbook

Run = Callable[..., Result]


@dataclass(frozen=True, slots=True)
class Stumbling(FakePress):
    """Fails as `failure` asks at the plan `at`."""

    at: str = ""
    failure: type[BaseException] = ValueError

    def print(self, plan: Plan, *, issued: date, seal: str) -> Page:
        if plan.id == self.at:
            raise self.failure("Sam Sample")
        return FakePress.print(self, plan, issued=issued, seal=seal)


class PagePress(FakePress):
    """Prints real PDF pages."""

    def print(self, plan: Plan, *, issued: date, seal: str) -> Page:
        file = BytesIO()
        canvas = Canvas(file, pagesize=(72, 144))
        for _ in range(2):
            canvas.rect(10, 10, 20, 20, fill=1)
            canvas.showPage()
        canvas.save()
        return Page(file.getvalue(), 2)


def plans_in(workbook: Path) -> tuple[Plan, ...]:
    catalogue = read_catalogue(templates_folder())
    return read_workbook(workbook, catalogue=catalogue, today=TODAY).plans


def names_in(workbook: Path) -> list[str]:
    """The patients' names in the workbook."""
    people = [plan.patient for plan in plans_in(workbook)]
    return [name for person in people for name in (person.first_name, person.last_name)]


class EditionPress(PagePress):
    """Prints pages of another edition than was asked for as a fault."""

    def print(self, plan: Plan, *, issued: date, seal: str) -> Page:
        assert plan.edition == "giant-print"
        return PagePress.print(self, plan, issued=issued, seal=seal)


class Slow(FakePress):
    """Needs ten minutes for every plan after the first."""

    def print(self, plan: Plan, *, issued: date, seal: str) -> Page:
        if plan.id != "HS-0417":
            time.sleep(600)
        return FakePress.print(self, plan, issued=issued, seal=seal)
