"""An address that looks like a slip becomes a question, until somebody says that it is right.

What was said lies beside the letters as keyed hashes: nobody can read an address from them.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

from clinicplan.files import STATE, held, write_whole
from clinicplan.plan import Plan
from clinicplan.rules import domain_of, near_domain
from clinicplan.seal import seal_key, state_folder
from clinicplan.tasks.ready import Ready, check_ids

NAME = "addresses.json"
GUARD = "addresses.lock"
WAIT = 10.0
"""Seconds that an answer waits for that of another window."""


@dataclass(frozen=True, slots=True)
class Slip:
    """An address that nobody has said is right: whose plan, and the address it is almost.

    `near` is the well-known domain, `meant` the same mailbox there.
    """

    plan: str
    address: str
    near: str
    meant: str


def slips(folder: Path, plans: Iterable[Plan]) -> dict[str, Slip]:
    """The slips among the addresses of these plans, by plan ID; without those that are right.

    Every plan's address is looked at, also where the check sums up its warnings of old plans.
    """
    found = {plan.id: slip for plan in plans if (slip := _slip(plan))}
    right = _said_right(folder) if found else frozenset()
    return {plan: slip for plan, slip in found.items() if _key(folder, slip) not in right}


def say_right(folder: Path, slip: Slip) -> None:
    """Keep that this address of this plan is right. Raises BusyFolder and UnwritableFile.

    The folder is one that letters were written in.
    """
    state = state_folder(folder)
    with held(folder, lock=state / GUARD, wait=WAIT):
        right = sorted({*_said_right(folder), _key(folder, slip)})
        write_whole(state / NAME, json.dumps(right, indent=1).encode())


def say_right_of(ready: Ready, folder: Path, plans: Collection[str]) -> None:
    """Keep that the addresses of these plans are right, as the workbook has them now.

    What does not look like a slip needs no answer. Raises UnknownPlan, and as `say_right` does.
    """
    check_ids(plans, ready.reading)
    asked = slips(folder, (plan for plan in ready.reading.plans if plan.id in plans))
    for slip in asked.values():
        say_right(folder, slip)


def _slip(plan: Plan) -> Slip | None:
    address = plan.patient.email
    near = near_domain(domain_of(address)) if address else ""
    return Slip(plan.id, address, near, f"{address.rpartition('@')[0]}@{near}") if near else None


def _said_right(folder: Path) -> frozenset[str]:
    """The hashes that are kept; a damaged file says nothing, so it is asked again."""
    try:
        said = json.loads((folder / STATE / NAME).read_bytes())
    except (OSError, ValueError, RecursionError):
        return frozenset()
    return frozenset(map(str, said)) if isinstance(said, list) else frozenset()


def _key(folder: Path, slip: Slip) -> str:
    """What an answer is kept by: another address of the plan is asked about anew."""
    said = f"{slip.plan.casefold()}\n{slip.address.casefold()}".encode()
    return hmac.new(seal_key(state_folder(folder)), said, hashlib.sha256).hexdigest()
