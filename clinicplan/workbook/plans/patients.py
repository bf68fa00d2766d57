"""The rows of Patients are checked against the day, the clinic and one another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import partial

from clinicplan.findings import Finding
from clinicplan.footwear import is_too_thin
from clinicplan.pain import pain_rules, stop_rules
from clinicplan.plan import Clinic, PainGuide
from clinicplan.rules import (
    Addressee,
    addresses_in,
    domain_of,
    is_family,
    near_domain,
    neighbours,
    password_fault,
)
from clinicplan.workbook.columns import PATIENTS
from clinicplan.workbook.findings.words import Teller
from clinicplan.workbook.plans.request import Tell
from clinicplan.workbook.sheets.dates import is_right_turned, turned
from clinicplan.workbook.sheets.links import link_names_patient
from clinicplan.workbook.sheets.of_letters import eased
from clinicplan.workbook.sheets.plan_ids import is_safe_id, names_patient
from clinicplan.workbook.sheets.records import Entry
from clinicplan.workbook.sheets.rows import PatientRow

FAR_DAYS = 366
"""A start further ahead than a year is probably a slip."""

PAST_DAYS = 56
"""A plan is seldom printed more than eight weeks after its start."""

AGES = range(1, 116)
"""Whole years of a patient's age; others are probably a slip of the year."""

PASSWORDS = {
    "birthday": "password-is-birth-date",
    "short": "password-short",
    "guessable": "password-guessable",
}
"""What the rule for passwords finds, as a finding."""

SUMMED = {"plan-over": "plans-over", "start-long-ago": "starts-long-ago"}
MOST_ALIKE = 8
"""More findings of such a code than this are told as one."""

PatientEntry = Entry[PatientRow]


def scope_of(entry: PatientEntry) -> str:
    """What findings call this plan: its ID, or its row where the ID cannot be used."""
    row = entry.row
    is_told = names_patient(row.plan_id, row.first_name, row.last_name)
    is_usable = is_safe_id(row.plan_id) and not is_told
    return row.plan_id if is_usable else str(entry.spot.place())


def usable_ids(entries: Iterable[PatientEntry]) -> tuple[str, ...]:
    """The plan IDs that can name a file, each once, in the order of the sheet."""
    ids = ((entry.row.plan_id, scope_of(entry)) for entry in entries)
    return tuple(dict.fromkeys(plan_id for plan_id, scope in ids if plan_id == scope))


def check_patient(
    entry: PatientEntry, tell: Tell, *, today: date, clinic: Clinic
) -> list[Finding]:
    """The findings of one row that depend on the day or the clinic."""
    found = [
        tell(code, entry.spot.place(key), _turned(code, key, entry.row))
        for code, key in (
            *_faults_of_dates(entry.row, today),
            *_faults_of_password(entry, clinic),
            *_faults_of_link(entry.row),
        )
    ]
    if is_too_thin(entry.row.footwear, entry.row.take_care):
        heading = PATIENTS.column("footwear").heading
        found.append(tell("shoes-too-thin", entry.spot.place("footwear"), heading=heading))
    return [*eased(found, entry.spot, PATIENTS), *_against_pain(entry, tell, clinic.pain_guide)]


def _against_pain(entry: PatientEntry, tell: Tell, guide: PainGuide) -> Iterator[Finding]:
    """Rules of pain in the note and the goals with which the printed guide does not agree."""
    row = entry.row
    of_goals = (rule for goal in row.goals for rule in stop_rules(goal, guide))
    limits = {"high": guide.carry_on, "next": guide.carry_on + 1, "most": guide.ease_off}
    for key, rules in (("note", pain_rules(row.note, guide)), ("goals", of_goals)):
        heading = PATIENTS.column(key).heading
        for rule in rules:
            place = entry.spot.place(key)
            yield tell("plan-against-pain", place, heading=heading, value=rule, **limits)


def _turned(code: str, key: str, row: PatientRow) -> tuple[str, ...]:
    """The date with day and month changed over, where that may have been meant."""
    day = row.start if code == "day-and-month" and key == "start" else None
    return (str(turned(day)),) if day else ()


def _faults_of_link(row: PatientRow) -> Iterable[tuple[str, str]]:
    if link_names_patient(row.link, row):
        yield "link-names-patient", "link"


def _faults_of_dates(row: PatientRow, today: date) -> Iterable[tuple[str, str]]:
    """What is odd about each date, and whether it is so the other way round, too."""
    checks: Mapping[str, Callable[[date], str]] = {
        "born": partial(_odd_birth, today=today),
        "start": partial(_odd_start, weeks=row.weeks, today=today),
    }
    for key, check in checks.items():
        day: date | None = getattr(row, key)
        if day and (code := check(day)):
            yield code, key
            if is_right_turned(day, check):
                yield "day-and-month", key


def _odd_birth(born: date, *, today: date) -> str:
    if born > today:
        return "born-in-future"
    age = today.year - born.year - ((today.month, today.day) < (born.month, born.day))
    return "" if age in AGES else "age-unusual"


def _odd_start(start: date, *, weeks: int, today: date) -> str:
    days = (start - today).days
    if days > FAR_DAYS:
        return "start-far-away"
    if weeks and days + 7 * weeks <= 0:
        return "plan-over"
    return "start-long-ago" if days < -PAST_DAYS else ""


def _faults_of_password(entry: PatientEntry, clinic: Clinic) -> Iterable[tuple[str, str]]:
    if fault := password_fault(entry.row.password, addressee_of(entry), clinic=clinic):
        yield PASSWORDS[fault], "password"


def addressee_of(entry: PatientEntry) -> Addressee:
    """Who a row is about, with every address in its cell, also in one that is faulty."""
    row = entry.row
    emails = (row.email,) if row.email else _typed_addresses(entry)
    number = entry.spot.place("plan_id").row
    return Addressee(scope_of(entry), row.first_name, row.last_name, row.born, emails, number)


def _typed_addresses(entry: PatientEntry) -> tuple[str, ...]:
    if "email" not in entry.spot.filled:
        return ()
    typed = " ".join(str(value) for value in entry.spot.private if "@" in str(value))
    return addresses_in(typed)


def check_together(entries: Iterable[PatientEntry], tell: Teller) -> list[Finding]:
    """The findings of rows that do not go together: one ID twice, one address for two."""
    entries = tuple(entries)
    ids = Counter(entry.row.plan_id.casefold() for entry in entries if entry.row.plan_id)
    twice = [
        tell("duplicate-plan-id", entry.spot.place("plan_id"), plan=scope_of(entry))
        for entry in entries
        if ids[entry.row.plan_id.casefold()] > 1
    ]
    people = [addressee_of(entry) for entry in entries]
    shared = [
        tell(
            "shared-address-family" if is_family(person, others) else "shared-address",
            entry.spot.place("email"),
            plan=scope_of(entry),
        )
        for entry, person, others in zip(entries, people, neighbours(people), strict=True)
        if others
    ]
    return [*twice, *shared, *_slips(entries, tell)]


def _slips(entries: Iterable[PatientEntry], tell: Teller) -> Iterator[Finding]:
    """A domain that is all but a well-known one; each is compared once."""
    near: dict[str, str] = {}
    for entry in entries:
        if not entry.row.email:
            continue
        domain = domain_of(entry.row.email)
        if domain not in near:
            near[domain] = near_domain(domain)
        if near[domain]:
            place = entry.spot.place("email")
            yield tell("email-domain-near", place, plan=scope_of(entry), near=near[domain])


def summed(findings: Iterable[Finding], tell: Teller) -> list[Finding]:
    """The findings, with one in place of many that say the same of old plans.

    A workbook grows: with a line for each plan that was, nobody would see the others.
    """
    findings = list(findings)
    counts = Counter(item.code for item in findings if item.code in SUMMED)
    for code, count in counts.items():
        if count > MOST_ALIKE:
            first = min(item.place for item in findings if item.code == code)
            findings = [item for item in findings if item.code != code]
            findings.append(tell(SUMMED[code], first, count=count))
    return findings
