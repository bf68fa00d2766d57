"""Plans, handouts and an office for the tests of the mail room, all of them invented."""

from __future__ import annotations

import io
import os
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path
from string import Template
from typing import Any

import pikepdf
from reportlab.pdfgen.canvas import Canvas

from clinicplan.catalogue.values import Catalogue, TextRecord
from clinicplan.dose import Days, Dose, Rhythm, Times, exactly
from clinicplan.mail.deliver import Outcome, Run, deliver
from clinicplan.mail.ledger import Letter
from clinicplan.mail.letter import Sender
from clinicplan.mail.outbox import Outbox
from clinicplan.mail.parcel import Office, Parcel, enqueue, password_of
from clinicplan.mail.readback import Expected
from clinicplan.mail.transport import Envelope, Receipt, Step, Transport, Verdict
from clinicplan.mail.words import read_frame
from clinicplan.plan import Clinic, Patient, Plan, Practitioner, Prescription, Side
from clinicplan.seal import INFO_KEY, seal_of

TEMPLATES = Path(__file__).parents[2] / "templates"
KEY = bytes(range(32))
NOW = datetime(2026, 1, 5, 9, 30, tzinfo=UTC)
SENDER = Sender("clinic@example.org", "Example Clinic", "reception@example.org")
CLINIC = Clinic(
    name="Example Clinic", phone="01632 960100", address="1 Sample Street\nTesttown",
    hours="Monday to Friday, 9 to 5", website="clinic.example",
)
TESS = Practitioner("TT", "Tess Testwell", "Podiatrist", "HCPC CH00000")


def catalogue() -> Catalogue:
    """A catalogue with the mail room's phrases only."""
    text = (TEMPLATES / "languages/en/phrases/mail.toml").read_text("utf-8")
    return Catalogue(
        language="en", exercises={}, programmes={}, cautions={}, conditions={}, footwear={},
        feet_and_back=(), regions={}, phrases=dict(_flat("mail", tomllib.loads(text))),
        names={}, alts={}, record=TextRecord("1", "", "", ()),
    )


def _flat(stem: str, table: Mapping[str, Any]) -> list[tuple[str, Any]]:
    found: list[tuple[str, Any]] = []
    for key, value in table.items():
        plural = isinstance(value, dict) and "other" in value
        inner = isinstance(value, dict) and not plural
        found += _flat(f"{stem}.{key}", value) if inner else [(f"{stem}.{key}", value)]
    return found


CATALOGUE = catalogue()


def frame() -> Template:
    """The look of letters, as shipped."""
    return read_frame(TEMPLATES)


OFFICE = Office(CLINIC, SENDER, CATALOGUE, frame(), NOW)
CALENDAR_OFFICE = replace(OFFICE, with_calendar=True)


def plan(number: int = 1, **changes: Any) -> Plan:
    """The plan of invented patient so-and-so, with an exercise twice a day."""
    patient = Patient(
        f"Sam{number:05}", f"Sample{number:05}", email=f"p{number}@patients.example", consent=True
    )
    dose = Dose(reps=exactly(10), times=Times(2), days=Days(Rhythm.EVERY_DAY))
    made = Plan(
        id=f"P{number:05}", patient=patient, practitioner=TESS, start=date(2026, 1, 12), weeks=2,
        prescriptions=(Prescription("toe-press", "sitting", Side.LEFT, dose),), password="none",
    )
    return replace(made, **changes)


def seal(of: Plan) -> str:
    """The plan's seal."""
    return seal_of(of, key=KEY, fingerprint="f")


@lru_cache(maxsize=5000)
def handout(name: str, sealed: str, *, pages: int = 2) -> bytes:
    """A PDF that names the patient on its first page and carries a seal."""
    drawn = io.BytesIO()
    canvas = Canvas(drawn, invariant=1)
    for page in range(pages):
        canvas.drawString(72, 720, f"Exercise plan for {name}, page {page + 1}")
        canvas.showPage()
    canvas.save()
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(drawn.getvalue())) as document:
        document.docinfo[INFO_KEY] = sealed
        document.save(target, static_id=True)
    return target.getvalue()


def parcel(of: Plan) -> Parcel:
    """The plan with its handout."""
    return Parcel(of, handout(of.patient.name, seal(of)), 2, seal(of))


def queue(plans: list[Plan], outbox: Outbox, *, office: Office = OFFICE) -> list[Expected]:
    """Letters of these plans, waiting in the outbox."""
    return [
        enqueue(
            parcel(item), office, outbox=outbox,
            password=password_of(item, outbox=outbox, make=lambda: "kmp4-7xwd-qr3t"),
        )
        for item in plans
    ]


@dataclass
class Recording:
    """A transport that keeps what it is given, and answers as it is told."""

    answer: Callable[[Envelope], Verdict] = lambda envelope: Verdict.SENT
    sent: list[Envelope] = field(default_factory=list)
    closed: bool = False
    step: Step = Step.DOT

    def send(self, envelope: Envelope, *, commit: Callable[[], bool]) -> Receipt:
        verdict = self.answer(envelope)
        if verdict in (Verdict.SENT, Verdict.IN_DOUBT) and not commit():
            return Receipt(Verdict.TAKEN, Step.DOT)
        if verdict is Verdict.SENT:
            self.sent.append(envelope)
        return Receipt(verdict, self.step, 250 if verdict is Verdict.SENT else 0)

    def close(self) -> None:
        self.closed = True


class Unwitnessed:
    """Nobody else needs to know of a letter."""

    def claim(self, letter: Letter) -> bool:
        return True

    def settle(self, letter: Letter, verdict: Verdict, *, gone: bool) -> None:
        pass


def run_of(outbox: Outbox, transport: Transport, *, name: str = "run", **changes: Any) -> Run:
    """A run that neither waits nor looks at a workbook."""
    run = Run(
        name, outbox, Unwitnessed(), transport,
        same_workbook=lambda: True, pace=lambda: None, pause=lambda seconds: None,
    )
    return replace(run, **changes)


def posted(letters: list[Expected], outbox: Outbox, transport: Transport) -> list[Outcome]:
    """What became of the letters in a run."""
    return list(deliver(letters, run_of(outbox, transport)))


def held_open(path: Path, *, missing_ok: bool = False) -> None:
    """What deleting a letter does on Windows while another program has it open."""
    if path.suffix == ".eml":
        raise PermissionError(13, "used by another process", str(path))
    if path.exists() or not missing_ok:
        os.unlink(path)  # noqa: PTH108 - it stands in for Path's own
