"""The Clinic sheet's settings and the Practitioners sheet's rows become clinic and people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from marshmallow import Schema

from clinicplan.catalogue.values import Catalogue
from clinicplan.findings import Finding, Severity
from clinicplan.plan import Clinic, Practitioner
from clinicplan.workbook.choices import fold
from clinicplan.workbook.columns import CLINIC, PRACTITIONERS
from clinicplan.workbook.loading import load_row
from clinicplan.workbook.rows import ClinicRow, PractitionerRow
from clinicplan.workbook.tables import Table
from clinicplan.workbook.telling import Teller, shown

USUAL_REGION = "uk"


@dataclass(frozen=True, slots=True)
class Settings:
    """The clinic, and how the workbook writes dates as text: "day", "month" or "" (unsaid)."""

    clinic: Clinic
    date_order: str
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Staff:
    """The practitioners by each folded way to write them, and the names of faulty rows."""

    known: Mapping[str, Practitioner]
    faulty: frozenset[str]
    findings: tuple[Finding, ...]


def read_clinic(table: Table, *, schema: Schema, catalogue: Catalogue, tell: Teller) -> Settings:
    """The clinic; what is wrong with a setting concerns every plan."""
    if not table.records:
        return Settings(Clinic(name="", phone=""), "", ())
    row, findings = load_row(table.records[0], ClinicRow, schema=schema, sheet=CLINIC, tell=tell)
    clinic = Clinic(
        name=row.name,
        phone=row.phone,
        address="\n".join(row.address),
        hours=row.hours,
        email=row.email,
        website=row.website,
        logo=row.logo,
        brand=row.brand,
        colour=row.colour,
        paper=row.paper,
        people=row.people,
        language=row.language or catalogue.language,
        region=row.region or _usual_region(catalogue),
        pain_guide=row.pain_guide,
        other_formats=row.other_formats,
        sender_name=row.sender_name,
        reply_to=row.reply_to,
    )
    return Settings(clinic, row.date_order, findings)


def _usual_region(catalogue: Catalogue) -> str:
    regions = catalogue.regions
    return USUAL_REGION if USUAL_REGION in regions else next(iter(regions), USUAL_REGION)


def read_practitioners(table: Table, *, schema: Schema, tell: Teller) -> Staff:
    """The practitioners; a row with an error costs only the plans that name it."""
    people: list[Practitioner] = []
    faulty: set[str] = set()
    findings: list[Finding] = []
    codes: set[str] = set()
    for record in table.records:
        scope = str(record.place())
        row, told = load_row(
            record, PractitionerRow, schema=schema, sheet=PRACTITIONERS, tell=tell, plan=scope
        )
        if fold(row.code) in codes:
            twice = tell("duplicate-code", record.place("code"), plan=scope, value=shown(row.code))
            told = (*told, twice)
        codes.add(fold(row.code))
        findings += told
        person = Practitioner(row.code, row.name, row.role, row.registration, row.phone)
        if any(finding.severity is Severity.ERROR for finding in told):
            faulty |= {fold(row.code), fold(row.name)} - {""}
        else:
            people.append(person)
    known = {name: person for name, person in _by_name(people).items() if name not in faulty}
    return Staff(known, frozenset(faulty), tuple(findings))


def _by_name(people: list[Practitioner]) -> dict[str, Practitioner]:
    """The practitioners by code, and by name where only one has it; codes win over names."""
    names = Counter(fold(person.name) for person in people)
    named = {fold(item.name): item for item in people if names[fold(item.name)] == 1}
    return named | {fold(item.code): item for item in people}
