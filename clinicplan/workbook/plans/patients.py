"""The rows of Patients are checked for what does not depend on their exercises."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import partial

from clinicplan.findings import Finding
from clinicplan.plan import Clinic
from clinicplan.rules import (
    Addressee,
    addresses_in,
    domain_of,
    is_family,
    is_unlocked,
    near_domain,
    neighbours,
    password_fault,
)
from clinicplan.workbook.findings.privacy import SHORTEST, Names, name_words, words_of
from clinicplan.workbook.findings.words import Teller
from clinicplan.workbook.plans.request import Tell
from clinicplan.workbook.sheets.records import Entry
from clinicplan.workbook.sheets.rows import PatientRow

FAR_DAYS = 366
"""A start further ahead than a year, or a review so long after the plan, is probably a slip."""

PAST_DAYS = 56
"""A plan is seldom printed more than eight weeks after its start."""

MONTHS = 12

AGES = range(1, 116)
"""Whole years of a patient's age; others are probably a slip of the year."""

HIDDEN_NAME = 5
"""Letters of a name that is found inside a longer word, too: `jsampleton`; Ann is in many."""

PASSWORDS = {
    "birthday": "password-is-birth-date",
    "short": "password-short",
    "guessable": "password-guessable",
}
"""What the rule for passwords finds, as a finding."""

SUMMED = {"plan-over": "plans-over", "start-long-ago": "starts-long-ago"}
MOST_ALIKE = 8
"""More findings of such a code than this are told as one."""

_SAFE_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ._-]*(?<![ .])")
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?", re.IGNORECASE)
"""Names that Windows keeps for devices, with or without an ending."""


PatientEntry = Entry[PatientRow]


def scope_of(entry: PatientEntry) -> str:
    """What findings call this plan: its ID, or its row where the ID cannot be used."""
    row = entry.row
    is_usable = is_safe_id(row.plan_id) and not names_patient(row)
    return row.plan_id if is_usable else str(entry.spot.place())


def usable_ids(entries: Iterable[PatientEntry]) -> tuple[str, ...]:
    """The plan IDs that can name a file, each once, in the order of the sheet."""
    ids = ((entry.row.plan_id, scope_of(entry)) for entry in entries)
    return tuple(dict.fromkeys(plan_id for plan_id, scope in ids if plan_id == scope))


def is_safe_id(plan_id: str) -> bool:
    """True where the ID can name a file on any system."""
    return bool(_SAFE_ID.fullmatch(plan_id)) and not _RESERVED.fullmatch(plan_id)


def names_patient(row: PatientRow) -> bool:
    """True where the plan ID, and so the handout's file name, tells whose plan it is."""
    if sum(map(str.isalpha, row.plan_id)) < SHORTEST:
        return False
    letters = "".join(words_of(row.plan_id))
    words = frozenset(name_words(row.first_name, row.last_name))
    hidden = any(len(word) >= HIDDEN_NAME and word in letters for word in words)
    return hidden or Names(words).are_in(row.plan_id)


def check_patient(
    entry: PatientEntry, tell: Tell, *, today: date, clinic: Clinic
) -> list[Finding]:
    """The findings of one row alone."""
    return [
        tell(code, entry.spot.place(key))
        for code, key in (
            *_faults_of_id(entry.row),
            *_faults_of_dates(entry.row, today),
            *_faults_of_mail(entry, clinic),
        )
    ]


def _faults_of_id(row: PatientRow) -> Iterable[tuple[str, str]]:
    if row.plan_id and not is_safe_id(row.plan_id):
        yield "plan-id-characters", "plan_id"
    if names_patient(row):
        yield "plan-id-names-patient", "plan_id"
    if row.replaces and row.replaces == row.plan_id:
        yield "replaces-itself", "replaces"


def _faults_of_dates(row: PatientRow, today: date) -> Iterable[tuple[str, str]]:
    """What is odd about each date, and whether it is so the other way round, too."""
    checks: Mapping[str, Callable[[date], str]] = {
        "born": partial(_odd_birth, today=today),
        "start": partial(_odd_start, weeks=row.weeks, today=today),
        "review": partial(_odd_review, start=row.start, weeks=row.weeks),
    }
    for key, check in checks.items():
        day: date | None = getattr(row, key)
        if day and (code := check(day)):
            yield code, key
            if not all(check(other) for other in _the_other_way_round(day)):
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


def _odd_review(review: date, *, start: date | None, weeks: int) -> str:
    if start is None:
        return ""
    days = (review - start).days
    if days < 0:
        return "review-before-start"
    return "review-late" if days > 7 * weeks + FAR_DAYS else ""


def _the_other_way_round(day: date) -> tuple[date, ...]:
    """The date with day and month changed over; () where that is none, or the same."""
    is_date = day.day <= MONTHS and day.day != day.month
    return (date(day.year, day.day, day.month),) if is_date else ()


def _faults_of_mail(entry: PatientEntry, clinic: Clinic) -> Iterable[tuple[str, str]]:
    row = entry.row
    if row.email and not row.consent:
        yield "email-without-consent", "email"
    if row.password and is_unlocked(row.password):
        if not row.consent:
            yield "no-password-without-consent", "password"
    elif row.password:
        fault = password_fault(row.password, addressee_of(entry), clinic=clinic)
        if fault:
            yield PASSWORDS[fault], "password"


def addressee_of(entry: PatientEntry) -> Addressee:
    """Who a row is about, with every address in its cell, also in one that is faulty."""
    row = entry.row
    emails = (row.email,) if row.email else _typed_addresses(entry)
    return Addressee(scope_of(entry), row.first_name, row.last_name, row.born, emails)


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
