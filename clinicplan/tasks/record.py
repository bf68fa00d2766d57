"""What a folder and this computer know of letters becomes words, where they do not agree."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from clinicplan.catalogue.phrases import phrase
from clinicplan.catalogue.values import Catalogue
from clinicplan.errors import UnsentMail
from clinicplan.files import quoted
from clinicplan.mail.entry import Entry, unsettled
from clinicplan.mail.record import DoubtfulRecord
from clinicplan.plan import Plan
from clinicplan.seal import same_seal
from clinicplan.tasks.manifest import Manifest


def doubtful(code: str, folder: Path, words: Catalogue) -> DoubtfulRecord:
    """Why nothing may be sent from the folder, and what to do; `code` is `Record.trouble`'s."""
    return DoubtfulRecord(
        phrase(words, f"mail.trouble.{code}"),
        code=code,
        remedy=phrase(words, f"mail.trouble_help.{code}", out=quoted(folder)),
    )


def own_plan(plans: Iterable[Plan], manifest: Manifest) -> Callable[[Entry], Plan | None]:
    """What finds the plan that a letter of the outbox was written for, if it is still that."""
    by_id = {plan.id: plan for plan in plans}
    seals = {record.plan: record.seal for record in manifest.records}

    def find(entry: Entry) -> Plan | None:
        plan = by_id.get(entry.plan)
        same = plan is not None and plan.version == entry.version
        return plan if same and same_seal(entry.seal, seals.get(entry.plan, "")) else None

    return find


def to_settle(entries: Iterable[Entry]) -> int:
    """5 as long as a letter is refused, returned or in doubt and nobody has decided, else 0."""
    return UnsentMail.exit_code if unsettled(entries) else 0
