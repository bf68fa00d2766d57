"""A press for tests: prints a plan as one line of text, and fails as its plans ask it to."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from clinicplan.dose import Dose, exactly
from clinicplan.errors import BrokenHandout, FaultyTemplate
from clinicplan.findings import Finding
from clinicplan.plan import Patient, Plan, Practitioner, Prescription, Side

TODAY = date(2026, 12, 1)
NAME = "Sam Sample"


@dataclass(frozen=True, slots=True)
class Page:
    """One line instead of a PDF."""

    pdf: bytes
    pages: int = 1


@dataclass(frozen=True, slots=True)
class FakePress:
    """Prints plans; one whose first goal is "crash", "broken", ... does that instead."""

    brand: str = "plain"
    findings: tuple[Finding, ...] = ()
    colour: str = "#1F5A8C"

    def print(self, plan: Plan, *, issued: date, seal: str) -> Page:
        """The plan's ID, date and brand; or the failure that its goal asks for."""
        for goal in plan.goals:
            misbehave(goal)
        return Page(f"{plan.id} {plan.version} {issued} {self.brand} {seal}".encode())

    def beside(self, kind: str, plan: Plan, *, issued: date, seal: str) -> Mapping[str, bytes]:
        """A line for each kind; none for a plan of many exercises, or whose goal is "full"."""
        if "full" in plan.goals or len(plan.prescriptions) > 6:
            return {}
        return {f" {kind}.pdf": f"{kind} of {plan.id} {plan.version} {issued}".encode()}

    def too_long(self, plan: Plan) -> bool:
        """Whatever it is, it fits."""
        return False

    def logo_page(self) -> bytes:
        return b""

    def fingerprint(self, plan: Plan) -> str:
        """A digest of plan and brand."""
        return hashlib.sha256(repr((plan, self.brand)).encode()).hexdigest()


def misbehave(goal: str) -> None:
    """Fail as asked."""
    if goal == "crash":
        raise ValueError(f"no glyph in {NAME}")
    if goal == "broken":
        raise BrokenHandout("A prescription is missing.")
    if goal == "template":
        raise FaultyTemplate("towel-stretch.toml lacks its name.")
    if goal == "kill":
        os._exit(9)
    if goal == "interrupt":
        raise KeyboardInterrupt
    if goal == "slow":
        time.sleep(60)


def plan_of(number: int = 1, *, goal: str = "", version: int = 1, email: str = "") -> Plan:
    """The plan P<number>, with a goal that the press obeys."""
    return Plan(
        id=f"P{number}",
        patient=Patient("Sam", "Sample", email=email),
        practitioner=Practitioner("AE", "Alex Example"),
        start=TODAY,
        prescriptions=(
            Prescription("towel-stretch", "mat-towel", Side.LEFT, Dose(reps=exactly(3))),
        ),
        version=version,
        goals=(goal,) if goal else (),
    )
