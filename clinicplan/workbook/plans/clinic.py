"""The Clinic sheet's settings and the Practitioners sheet's rows become clinic and people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from clinicplan.catalogue.values import Catalogue
from clinicplan.findings import Finding, Severity
from clinicplan.plan import Clinic, Practitioner
from clinicplan.rules import LONGEST_SENDER, sender_name
from clinicplan.workbook.choices import fold
from clinicplan.workbook.findings.words import Teller, shown
from clinicplan.workbook.sheets.records import Entry, Table
from clinicplan.workbook.sheets.rows import ClinicRow, PractitionerRow

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


def read_clinic(table: Table[ClinicRow], tell: Teller, *, catalogue: Catalogue) -> Settings:
    """The clinic; what is wrong with a setting concerns every plan."""
    if not table.entries:
        return Settings(Clinic(name="", phone=""), "", ())
    entry = table.entries[0]
    row = entry.row
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
        edition=row.edition,
        people=row.people,
        language=row.language or catalogue.language,
        region=row.region or _usual_region(catalogue),
        pain_guide=row.pain_guide,
        other_formats=row.other_formats,
        sender_name=row.sender_name,
        reply_to=row.reply_to,
        visit=row.visit,
    )
    told = (
        *_told_of_region(entry, clinic, catalogue, tell),
        *_told_of_sender(entry, clinic, tell),
    )
    return Settings(clinic, row.date_order, (*entry.findings, *told))


def _told_of_region(
    entry: Entry[ClinicRow], clinic: Clinic, catalogue: Catalogue, tell: Teller
) -> Iterator[Finding]:
    """An empty region is told: 999 is no help in a country where it is 112."""
    region = catalogue.regions.get(clinic.region)
    if region and "region" in entry.spot.columns and "region" not in entry.spot.filled:
        known = [item.name for item in catalogue.regions.values()]
        yield tell("region-empty", entry.spot.place("region"), known, region=region.name)


def _told_of_sender(
    entry: Entry[ClinicRow], clinic: Clinic, tell: Teller
) -> Iterator[Finding]:
    """A name that is too long to stand in the head of a letter."""
    if len(sender_name(clinic)) > LONGEST_SENDER:
        key = "sender_name" if clinic.sender_name else "name"
        yield tell("sender-name-long", entry.spot.place(key), most=LONGEST_SENDER)


def _usual_region(catalogue: Catalogue) -> str:
    regions = catalogue.regions
    return USUAL_REGION if USUAL_REGION in regions else next(iter(regions), USUAL_REGION)


def read_practitioners(table: Table[PractitionerRow], tell: Teller) -> Staff:
    """The practitioners; a row with an error costs only the plans that name it."""
    people: list[Practitioner] = []
    faulty: set[str] = set()
    findings: list[Finding] = []
    codes: set[str] = set()
    for entry in table.entries:
        row, scope = entry.row, str(entry.spot.place())
        told = [replace(finding, plan=scope) for finding in entry.findings]
        if fold(row.code) in codes:
            place = entry.spot.place("code")
            told.append(tell("duplicate-code", place, plan=scope, value=shown(row.code)))
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
