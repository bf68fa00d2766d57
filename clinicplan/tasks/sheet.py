"""The passwords of letters become the clinic's sheet, beside the handouts."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from clinicplan.catalogue.values import Catalogue
from clinicplan.files import write_whole
from clinicplan.mail.entry import Entry
from clinicplan.mail.outbox import Outbox
from clinicplan.mail.parcel import owners_of
from clinicplan.mail.sheet import FILE, password_sheet
from clinicplan.rules import plan_key
from clinicplan.tasks.papers import Papers, has_left, name_on, read_papers
from clinicplan.workbook.read import Reading


def write_sheet(
    folder: Path,
    reading: Reading,
    outbox: Outbox,
    *,
    words: Catalogue,
    today: date,
    every: bool = False,
) -> Path | None:
    """The sheet's path: what is on it still, and what is new; None without any password.

    A sheet that the clinic has deleted does not come back with the next letter; `every` asks
    for all that it knows. Who has a locked letter stays on it, whoever has their row by now.
    """
    path = folder / FILE
    passwords = outbox.passwords
    entries = passwords.all() if every else passwords.for_sheet(kept=path.exists())
    plans = {plan_key(plan.id): plan for plan in reading.plans}
    papers = Papers(read_papers(folder).items())

    def name_of(entry: Entry) -> str:
        """Whose letter it is, "" where nobody has it, or nobody knows."""
        noted = name_on(folder, papers.get(entry.plan, ()), entry.seal)
        plan = plans.get(plan_key(entry.plan))
        if plan and not passwords.is_strange(entry, owners_of(plan)):
            return noted or plan.patient.name
        # A plan ID that somebody else has now, or a row with a mistake, names nobody.
        return noted if has_left(entry) else ""

    found = [(entry, name) for entry in entries if (name := name_of(entry))]
    # What was sent twice with one password is told once.
    told = {(one.plan, one.version, one.password, name): one for one, name in found}
    rows = [(entry, name) for (*_, name), entry in told.items()]
    if not rows:
        return None
    page = password_sheet(rows, clinic=reading.clinic, catalogue=words, today=today)
    write_whole(path, page)
    passwords.on_sheet(entry for entry, _ in rows)
    return path
