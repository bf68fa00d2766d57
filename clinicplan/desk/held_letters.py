"""A workbook and the clinic's letters become which letters wait here, and why, with the names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from clinicplan.catalogue.phrases import listed
from clinicplan.desk.letter_words import why_none
from clinicplan.desk.pages import Pages
from clinicplan.errors import ClinicPlanError
from clinicplan.mail.choose import Hold, holds
from clinicplan.plan import Plan
from clinicplan.rules import Addressee, neighbours, plan_key
from clinicplan.tasks.addresses import doubts, hold_of
from clinicplan.tasks.check import Checked
from clinicplan.tasks.office import settings_for
from clinicplan.tasks.papers import has_left

SHARED = ("shared-address", "shared-address-family")
"""Reasons of a letter whose address another patient has, too."""


def held_letters(pages: Pages, checked: Checked) -> dict[str, str]:
    """Why letters wait that would go else, by plan ID; a letter that has left waits for nothing."""
    desk, reading = pages.desk, checked.reading
    letters = desk.letters()
    gone = {(plan_key(entry.plan), entry.version) for entry in letters if has_left(entry)}
    plans = [plan for plan in reading.plans
             if plan.patient.email and plan.patient.consent
             and (plan_key(plan.id), plan.version) not in gone]  # fmt: skip
    found = {plan: hold_of(doubt) for plan, doubt in
             doubts(desk.folder, plans, letters=letters, reading=reading).items()}  # fmt: skip
    found |= _shared(plans, pages, checked)
    names = _names_of(reading.people) if found else {}
    return {plan: _text(pages, hold, names.get(plan, ())) for plan, hold in found.items()}


def _shared(plans: Iterable[Plan], pages: Pages, checked: Checked) -> dict[str, Hold]:
    """The plans whose address another patient has, too, and nobody has said that they share it."""
    try:
        settings = settings_for(checked.ready.file, pages.desk.around.computer)
        shared = settings.shared
    except ClinicPlanError:
        shared = ()
    people = checked.reading.people
    plain = [replace(plan, password="") for plan in plans]  # passwords have findings of their own
    found = holds(plain, people=people, clinic=checked.reading.clinic, shared=shared)
    return {plan: hold for plan, hold in found.items() if hold.reason in SHARED}


def _names_of(people: tuple[Addressee, ...]) -> Mapping[str, tuple[str, ...]]:
    """Who else has the address of a plan's patient, by plan ID."""
    pairs = zip(people, neighbours(people), strict=True)
    return {one.plan: tuple(dict.fromkeys(other.name for other in others))
            for one, others in pairs if others}  # fmt: skip


def _text(pages: Pages, hold: Hold, others: tuple[str, ...]) -> str:
    why = why_none(pages, hold)
    why = why[:1].lower() + why[1:]
    if hold.reason in SHARED and others:
        who = listed(pages.desk.catalogue, list(others))
        return pages.say("letters.waits_shared", who=who)
    return pages.say("letters.waits", why=why)
