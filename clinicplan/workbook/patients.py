"""The rows of Patients are checked for what does not depend on their exercises."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date

from clinicplan.findings import Finding
from clinicplan.workbook.choices import fold
from clinicplan.workbook.records import Entry
from clinicplan.workbook.rows import PatientRow
from clinicplan.workbook.telling import Teller
from clinicplan.workbook.wanted import Tell

SHORTEST_PASSWORD = 8
FAR_DAYS = 366
"""A start further away than a year, back or ahead, is probably a slip."""

_SAFE_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ._-]*(?<![ .])")
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?", re.IGNORECASE)
"""Names that Windows keeps for devices, with or without an ending."""


PatientEntry = Entry[PatientRow]


def scope_of(entry: PatientEntry) -> str:
    """What findings call this plan: its ID, or its row where the ID cannot be used."""
    plan_id = entry.row.plan_id
    return plan_id if is_safe_id(plan_id) else str(entry.spot.place())


def is_safe_id(plan_id: str) -> bool:
    """True where the ID can name a file on any system."""
    return bool(_SAFE_ID.fullmatch(plan_id)) and not _RESERVED.fullmatch(plan_id)


def check_patient(entry: PatientEntry, tell: Tell, *, today: date) -> list[Finding]:
    """The findings of one row alone."""
    return [
        tell(code, entry.spot.place(key))
        for code, key in (
            *_faults_of_id(entry.row),
            *_faults_of_dates(entry.row, today),
            *_faults_of_mail(entry.row),
        )
    ]


def _faults_of_id(row: PatientRow) -> Iterable[tuple[str, str]]:
    if row.plan_id and not is_safe_id(row.plan_id):
        yield "plan-id-characters", "plan_id"
    name = fold(row.last_name)
    if len(name) > 2 and name in fold(row.plan_id):
        yield "plan-id-names-patient", "plan_id"
    if row.replaces and row.replaces == row.plan_id:
        yield "replaces-itself", "replaces"


def _faults_of_dates(row: PatientRow, today: date) -> Iterable[tuple[str, str]]:
    if row.born and row.born > today:
        yield "born-in-future", "born"
    if row.start and row.review and row.review < row.start:
        yield "review-before-start", "review"
    if row.start and abs((row.start - today).days) > FAR_DAYS:
        yield "start-far-away", "start"


def _faults_of_mail(row: PatientRow) -> Iterable[tuple[str, str]]:
    if row.email and not row.consent:
        yield "email-without-consent", "email"
    password = row.password
    if not password:
        return
    if password.casefold() == "none":
        if not row.consent:
            yield "no-password-without-consent", "password"
    elif _is_birth_date(password, row.born):
        yield "password-is-birth-date", "password"
    elif len(password) < SHORTEST_PASSWORD:
        yield "password-short", "password"


def _is_birth_date(password: str, born: date | None) -> bool:
    digits = re.sub(r"[^0-9]", "", password)
    if born is None or not digits:
        return False
    ways = ("%d%m%Y", "%m%d%Y", "%Y%m%d", "%d%m%y", "%m%d%y", "%y%m%d")
    return digits in {born.strftime(way) for way in ways}


def check_together(entries: Iterable[PatientEntry], tell: Teller) -> list[Finding]:
    """The findings of rows that do not go together: one ID twice, one address for two."""
    entries = tuple(entries)
    ids = Counter(entry.row.plan_id.casefold() for entry in entries if entry.row.plan_id)
    surnames = defaultdict(set)
    for entry in entries:
        if entry.row.email:
            surnames[entry.row.email.casefold()].add(fold(entry.row.last_name))
    twice = [
        tell("duplicate-plan-id", entry.spot.place("plan_id"), plan=scope_of(entry))
        for entry in entries
        if ids[entry.row.plan_id.casefold()] > 1
    ]
    shared = [
        tell("shared-address", entry.spot.place("email"), plan=scope_of(entry))
        for entry in entries
        if len(surnames.get(entry.row.email.casefold(), ())) > 1
    ]
    return twice + shared
