"""A plan and the catalogue's phrases become the words of its letter."""

from __future__ import annotations

from importlib.resources.abc import Traversable
from string import Template

from clinicplan.catalogue.phrases import phrase
from clinicplan.catalogue.values import Catalogue
from clinicplan.errors import FaultyTemplate
from clinicplan.mail.letter import Words
from clinicplan.plan import Clinic, Plan


def letter_words(
    plan: Plan, *, clinic: Clinic, catalogue: Catalogue, protected: bool, calendar: bool
) -> Words:
    """What the letter says: that the plan is there and how to open it; nothing of its content."""
    names = {
        "name": plan.patient.name,
        "clinic": clinic.name,
        "phone": plan.practitioner.phone or clinic.phone,
        "practitioner": plan.practitioner.name,
    }
    keys = _keys(plan, protected=protected, calendar=calendar)
    return Words(
        language=catalogue.language,
        subject=subject(catalogue),
        paragraphs=tuple(phrase(catalogue, f"mail.letter.{key}", **names) for key in keys),
        signature=signature(clinic),
    )


def _keys(plan: Plan, *, protected: bool, calendar: bool) -> tuple[str, ...]:
    """The paragraphs of this letter, in their order."""
    wanted = {
        "changed": bool(plan.replaces) or plan.version > 1,
        "protected": protected,
        "calendar": calendar,
    }
    order = ("greeting", "opening", "changed", "protected", "open", "calendar", "questions",
             "wrong", "closing")
    return tuple(key for key in order if wanted.get(key, True))


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
        frame.substitute(language="", title="", body="", signature="")
    except (OSError, UnicodeDecodeError, ValueError, KeyError) as error:
        raise FaultyTemplate("The template email/letter.html cannot be used.") from error
    return frame
