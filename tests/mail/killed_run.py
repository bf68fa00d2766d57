"""The letters of a clinic's folder are sent, as the command does it, by a process to be killed."""

from __future__ import annotations

import sys
import time
from datetime import UTC, date, datetime
from pathlib import Path

from clinicplan.mail.settings import Settings
from clinicplan.tasks.office import Computer, Person
from clinicplan.tasks.post import at_the_outbox, prepare
from clinicplan.tasks.ready import make_ready
from clinicplan.tasks.send import choose, send

TODAY = date(2026, 1, 5)


def run(folder: Path) -> None:
    """Send all letters of a clinic's folder, as the command does; in a process of its own."""

    def nobody(settings: Settings) -> str:
        raise AssertionError("Nobody is there to be asked.")

    ready = make_ready(folder / "clinic.xlsx", today=TODAY)
    prepared = prepare(ready, folder / "plans", computer=computer_of(folder))
    with at_the_outbox(prepared) as post:
        choice = choose(post, everyone=True)
        sent = send(post, choice, agreed=choice.count, person=Person(nobody, print))
    sys.exit(sent.exit_code)


def computer_of(folder: Path) -> Computer:
    """A computer that knows of this clinic alone."""
    return Computer(
        now=lambda: datetime.now(UTC),
        today=lambda: TODAY,
        seconds=time.monotonic,
        sleep=time.sleep,
        home=folder / "home",
        settings=folder / "settings",
        environment={"CLINICPLAN_MAIL_PASSWORD": "secret"},
    )
