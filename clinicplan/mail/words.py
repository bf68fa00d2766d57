"""A plan and the catalogue's phrases become the words of its letter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from importlib.resources.abc import Traversable
from string import Template

from clinicplan.catalogue.phrases import phrase
from clinicplan.catalogue.values import Catalogue
from clinicplan.errors import FaultyTemplate
from clinicplan.mail.letter import Sender, Steps, Words
from clinicplan.plan import Clinic, Plan
from clinicplan.rules import LONGEST_SENDER


def letter_words(
    plan: Plan,
    *,
    clinic: Clinic,
    catalogue: Catalogue,
    protected: bool,
    calendar: bool,
    personal: bool = False,
) -> Words:
    """What the letter says: that the plan is there and how to open it; nothing of its content.

    `personal` has the practitioner sign with what they are.
    """
    names = {
        "name": plan.patient.name,
        "clinic": clinic.name,
        "phone": plan.practitioner.phone or clinic.phone,
        "practitioner": plan.practitioner.name,
        "role": plan.practitioner.role,
        "attachment": phrase(catalogue, "mail.letter.attachment"),
    }

    def say(key: str) -> str | Steps:
        if key == "protected":
            return how_to_open(catalogue, names)
        return phrase(catalogue, f"mail.letter.{key}", **names)

    keys = _keys(plan, protected=protected, calendar=calendar, personal=personal)
    return Words(
        language=catalogue.language,
        subject=subject(catalogue),
        paragraphs=tuple(say(key) for key in keys),
        signature=signature(clinic),
    )


def how_to_open(catalogue: Catalogue, names: Mapping[str, str]) -> Steps:
    """Why the file is locked, and how it is opened."""
    keys = ("open_file", "password", "type_it", "no_luck")
    return Steps(
        phrase(catalogue, "mail.letter.steps.title"),
        phrase(catalogue, "mail.letter.steps.why"),
        tuple(phrase(catalogue, f"mail.letter.steps.{key}", **names) for key in keys),
    )


def _keys(plan: Plan, *, protected: bool, calendar: bool, personal: bool) -> tuple[str, ...]:
    """The paragraphs of this letter, in their order."""
    wanted = {
        "changed": bool(plan.replaces) or plan.version > 1,
        "protected": protected,
        "calendar": calendar,
        "closing": not (personal and plan.practitioner.role),
        "closing_with_role": personal and bool(plan.practitioner.role),
    }
    order = ("greeting", "opening", "changed", "protected", "open", "calendar", "questions",
             "wrong", "closing", "closing_with_role")
    return tuple(key for key in order if wanted.get(key, True))


def sender_of(plan: Plan, office: Sender, catalogue: Catalogue, *, personal: bool) -> Sender:
    """Who this letter comes from: the clinic, or who wrote the plan, at the clinic's address."""
    if not personal:
        return office
    name = phrase(catalogue, "mail.letter.sender", practitioner=plan.practitioner.name,
                  clinic=office.name)
    return replace(office, name=name if len(name) <= LONGEST_SENDER else plan.practitioner.name)


def subject(catalogue: Catalogue) -> str:
    """The subject of every letter: the same for all, for it can be read on a locked phone."""
    return phrase(catalogue, "mail.letter.subject")


def signature(clinic: Clinic) -> tuple[str, ...]:
    """The clinic's lines at the foot of a letter."""
    lines = (clinic.name, *clinic.address.splitlines(), clinic.phone, clinic.hours,
             clinic.website)
    return tuple(line for line in lines if line.strip())


def read_frame(templates: Traversable) -> Template:
    """The look of a letter's HTML; FaultyTemplate where a place is missing or unknown."""
    try:
        frame = Template((templates / "email" / "letter.html").read_text("utf-8"))
        frame.substitute(
            language="", title="", colour="", head="", body="", signature=""
        )
    except (OSError, UnicodeDecodeError, ValueError, KeyError) as error:
        raise FaultyTemplate("The template email/letter.html cannot be used.") from error
    return frame
