"""What of a clinic's own cannot be used becomes a finding in the words of the templates."""

from __future__ import annotations

from dataclasses import dataclass

from clinicplan.catalogue.phrases import phrase
from clinicplan.catalogue.values import Catalogue
from clinicplan.findings import Finding, Place, Severity
from clinicplan.illustrations.svg import UnusablePicture


@dataclass(frozen=True, slots=True)
class Remark:
    """What is to be told of the clinic's own: a finding's code, and the name of what it is about.

    `known` are the names that would do, `reason` is why a picture cannot be used.
    """

    code: str
    name: str
    known: str = ""
    reason: UnusablePicture | None = None
    sheet: str = "Clinic"
    severity: Severity = Severity.WARNING


def finding_of(remark: Remark, catalogue: Catalogue) -> Finding:
    """The remark in words, with what to do."""
    reason = reason_of(remark.reason, catalogue) if remark.reason else ""
    message = phrase(
        catalogue, f"brand.found.{remark.code}", name=remark.name, known=remark.known, reason=reason
    )
    hint = phrase(catalogue, f"brand.hint.{remark.code}")
    return Finding(Place(remark.sheet), remark.code, remark.severity, message, hint)


def reason_of(refusal: UnusablePicture, catalogue: Catalogue) -> str:
    """Why a picture cannot be used, as a sentence for the clinic."""
    return phrase(catalogue, f"brand.reason.{refusal.why}", name=refusal.name)
