"""Plans are sorted into those that get a letter and those that do not, each with its reason."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from clinicplan.mail.entry import GONE, Entry, State
from clinicplan.mail.transport import Step
from clinicplan.plan import Clinic, Plan
from clinicplan.rules import (
    Addressee,
    addressee,
    is_address,
    is_family,
    is_same_plan,
    neighbours,
    password_fault,
)
from clinicplan.seal import same_seal


@dataclass(frozen=True, slots=True)
class Hold:
    """Why a plan gets no letter: a code of the phrases `mail.hold`.

    `since` is when its earlier letter came to where it is (ISO, UTC), "" where there is none.
    """

    plan: str
    reason: str
    since: str = ""


SLIP = "address-slip"
"""The reason of a letter whose address is asked about."""

ANOTHERS = "anothers-address"
"""The reason of one to an address that another patient had, by an earlier paper."""

SPELLS = "spells-another"
"""The reason of one to an address that spells another patient's name, and not its own one's."""

TWICE = "same-as-sent"
"""The reason of a new version that says what the patient's last letter said."""

ASKED = frozenset((SLIP, ANOTHERS, SPELLS, TWICE))
"""The reasons of letters that somebody is asked about first, and which then go."""

FAULTY = "cell-faulty"
"""The reason of a letter that needs a cell with a mistake in it."""

UNSIDED = "side-not-said"
"""The reason of one whose handout would say each side, which nobody typed."""

MEND = frozenset(
    (*ASKED, "bad-address", FAULTY, UNSIDED, "shared-address", "shared-address-family",
     "password-birthday", "password-short", "password-guessable", "not-built", "changed-since-sent",
     "changed-since-saved", "newer-version-sent", "changed-elsewhere", "newer-elsewhere",
     "sent-as-another", "another-id-elsewhere")
)
"""Reasons that ask for something to be mended in the workbook."""


def holds(
    plans: Iterable[Plan],
    *,
    people: Iterable[Addressee],
    clinic: Clinic,
    shared: Collection[str] = (),
    unsent: Collection[str] = (),
) -> dict[str, Hold]:
    """The plans that must not be mailed as they are in the workbook, by plan ID.

    `people` are those of every row of the workbook, also of faulty ones: an address typed in
    the wrong row belongs to somebody. `shared` are plan IDs of which the clinic has said that
    they share their address with one another, `unsent` those with a mistake in a cell that their
    letter needs ("" stands for all).
    """
    plans, people = tuple(plans), tuple(people)
    rows = {each.plan: each for each in people}
    own = [_as_typed(plan, rows) for plan in plans]
    ids = {plan.id for plan in plans}
    everybody = (*own, *(each for each in people if each.plan not in ids))
    reasons = {
        plan.id: FAULTY if not {"", plan.id}.isdisjoint(unsent)
        else _reason(plan, _stranger(plan, others, shared), clinic)
        for plan, others in zip(plans, neighbours(everybody), strict=False)
    }  # fmt: skip
    return {plan: Hold(plan, reason) for plan, reason in reasons.items() if reason}


def _as_typed(plan: Plan, rows: Mapping[str, Addressee]) -> Addressee:
    """Who a plan is for, with the addresses in a cell that is held: they may be another's."""
    own = addressee(plan)
    return own if own.emails else rows.get(plan.id, own)


def _reason(plan: Plan, stranger: str, clinic: Clinic) -> str:
    patient = plan.patient
    if not patient.email:
        return "no-address"
    if not patient.consent:
        return "no-consent"
    if not is_address(patient.email):
        return "bad-address"
    if stranger:
        return stranger
    fault = password_fault(plan.password, addressee(plan), clinic=clinic)
    return f"password-{fault}" if fault else ""


def _stranger(plan: Plan, others: tuple[Addressee, ...], shared: Collection[str]) -> str:
    """Why somebody else at the same address keeps the letter back, "" where nobody does."""
    if plan.id in shared:
        others = tuple(other for other in others if other.plan not in shared)
    if not others:
        return ""
    return "shared-address-family" if is_family(addressee(plan), others) else "shared-address"


def earlier(plan: Plan, entries: Iterable[Entry], *, seal: str) -> Hold | None:
    """Why the outbox keeps this plan from being sent (again), None where it does not.

    An ID that was typed anew in small letters is the same plan's.
    """
    own = [entry for entry in entries if is_same_plan(entry.plan, plan.id)]
    if any(entry.version > plan.version and entry.state in GONE for entry in own):
        return Hold(plan.id, "newer-version-sent")
    own.sort(key=lambda entry: entry.plan != plan.id)
    entry = next((entry for entry in own if entry.version == plan.version), None)
    reason = _earlier(entry, same=same_seal(entry.seal, seal)) if entry else ""
    return Hold(plan.id, reason, entry.changed) if entry and reason else None


def _earlier(entry: Entry, *, same: bool) -> str:
    """What this version's own letter says to another; `same`: the handout is still that one."""
    match entry.state:
        case State.READY | State.WITHDRAWN:
            return ""
        case State.DROPPED:
            return "dropped"
        case State.RETURNED:
            return "returned" if same else ""
        case State.REFUSED:
            # Our own check is made anew each time; what it found may have been mended.
            return "refused" if same and entry.step != Step.CHECK else ""
        case State.SENT | State.SAVED:
            return entry.state if same else f"changed-since-{entry.state}"
    return "in-doubt"
