"""A plan that could not be printed becomes a finding at its row of the Patients sheet."""

from __future__ import annotations

from clinicplan.catalogue.phrases import has_phrase, phrase
from clinicplan.findings import Finding, Place, Severity
from clinicplan.tasks.batch import Failed
from clinicplan.tasks.ready import Ready


def as_finding(failed: Failed, ready: Ready) -> Finding:
    """What went wrong with the plan, and what to do where there is something to do."""
    words, hint = ready.catalogue, f"commands.hint.{failed.code}"
    return Finding(
        place=ready.reading.places.get(failed.plan, Place("Patients")),
        code=failed.code,
        severity=Severity.ERROR,
        message=phrase(words, f"commands.failed.{failed.code}", detail=failed.detail),
        hint=phrase(words, hint) if has_phrase(words, hint) else "",
        plan=failed.plan,
    )
