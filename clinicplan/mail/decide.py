"""What somebody decides about letters, one or all of a kind, is done in the outbox."""

from __future__ import annotations

from clinicplan.errors import UsageError
from clinicplan.mail.entry import Decision, State
from clinicplan.mail.outbox import Outbox


class NothingToDecide(UsageError):
    """A plan whose letter waits to be sent, or that has none."""

    remedy = "`clinicplan outbox` without --resolve lists the letters and where each one is."


def resolve(outbox: Outbox, plan: str, *, decision: Decision) -> None:
    """Do what somebody has decided about a letter; UsageError if nothing waits."""
    if not outbox.decide(plan, decision):
        raise NothingToDecide(f"No letter of plan {plan} waits for a decision.")


def resolve_all(outbox: Outbox, state: State, *, decision: Decision) -> tuple[str, ...]:
    """The same for all letters in this state, and whose they were."""
    plans = [entry.plan for entry in outbox.entries() if entry.state is state]
    done = tuple(plan for plan in dict.fromkeys(plans) if outbox.decide(plan, decision))
    if not done:
        raise NothingToDecide(f"No letter is {state}.")
    return done
