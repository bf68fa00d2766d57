"""Plans are sorted into those that get a letter and those that do not, each with its reason."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from clinicplan.mail.address import is_address
from clinicplan.mail.outbox import Entry, State
from clinicplan.mail.protect import SHORTEST, is_birthday, is_unlocked
from clinicplan.plan import Plan
from clinicplan.seal import same_seal


@dataclass(frozen=True, slots=True)
class Hold:
    """Why a plan gets no letter: a code of the phrases `mail.hold`.

    `since` is when its earlier letter came to where it is (ISO, UTC), "" where there is none.
    """

    plan: str
    reason: str
    since: str = ""


MEND = frozenset(
    ("bad-address", "shared-address", "password-birthday", "password-short", "not-built",
     "changed-since-sent", "changed-since-saved", "newer-version-sent")
)
"""Reasons that ask for something to be mended in the workbook."""


def holds(plans: Iterable[Plan], *, shared: tuple[str, ...] = ()) -> dict[str, Hold]:
    """The plans that must not be mailed as they are in the workbook, by plan ID.

    `shared` are plan IDs of which the clinic has said that several people use one address.
    """
    plans = tuple(plans)
    strangers = _strangers(plans) - set(shared)
    reasons = {plan.id: _reason(plan, stranger=plan.id in strangers) for plan in plans}
    return {plan: Hold(plan, reason) for plan, reason in reasons.items() if reason}


def _reason(plan: Plan, *, stranger: bool) -> str:
    patient, password = plan.patient, plan.password
    if not patient.email:
        return "no-address"
    if not patient.consent:
        return "no-consent"
    if not is_address(patient.email):
        return "bad-address"
    if stranger:
        return "shared-address"
    if password and not is_unlocked(password):
        return _weakness(plan)
    return ""


def _weakness(plan: Plan) -> str:
    if is_birthday(plan.password, plan.patient.born):
        return "password-birthday"
    return "password-short" if len(plan.password) < SHORTEST else ""


def _strangers(plans: Iterable[Plan]) -> set[str]:
    """The IDs of plans whose address stands in the row of somebody with another surname."""
    at: dict[str, list[Plan]] = defaultdict(list)
    for plan in plans:
        at[plan.patient.email.strip().casefold()].append(plan)
    at.pop("", None)
    return {
        plan.id
        for group in at.values()
        if len({member.patient.last_name.strip().casefold() for member in group}) > 1
        for plan in group
    }


def earlier(plan: Plan, entries: Iterable[Entry], *, seal: str) -> Hold | None:
    """Why the outbox keeps this plan from being sent (again), None where it does not."""
    own = [entry for entry in entries if entry.plan == plan.id]
    if any(entry.version > plan.version and entry.state in _GONE for entry in own):
        return Hold(plan.id, "newer-version-sent")
    entry = next((entry for entry in own if entry.version == plan.version), None)
    reason = _earlier(entry, same=same_seal(entry.seal, seal)) if entry else ""
    return Hold(plan.id, reason, entry.changed) if entry and reason else None


_GONE = (State.SENT, State.SAVED, State.SENDING, State.IN_DOUBT)


def _earlier(entry: Entry, *, same: bool) -> str:
    """What this version's own letter says to another; `same`: the handout is still that one."""
    match entry.state:
        case State.READY:
            return ""
        case State.REFUSED:
            return "refused" if same else ""
        case State.SENT | State.SAVED:
            return entry.state if same else f"changed-since-{entry.state}"
    return "in-doubt"
