"""What became of letters, or would, becomes words and counts; no word of a server is among them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from datetime import datetime

from clinicplan.catalogue.phrases import long_date, phrase
from clinicplan.catalogue.values import Catalogue
from clinicplan.mail.choose import Hold
from clinicplan.mail.deliver import Outcome
from clinicplan.mail.transport import Verdict
from clinicplan.tasks.outbox import where_it_ended

DONE = (Verdict.SENT, Verdict.SAVED)
"""The verdicts that leave nothing to do."""

PASSWORD_TOLD = "password-told"
"""The one fault of a letter that the clinic mends itself."""

COUNTS = {
    Verdict.SENT: "sent",
    Verdict.SAVED: "drafts",
    Verdict.REFUSED: "refused",
    Verdict.IN_DOUBT: "in_doubt",
    Verdict.LATER: "later",
}


def why_held(hold: Hold, words: Catalogue, *, local: Callable[[datetime], datetime]) -> str:
    """Why a plan gets no letter; `local` is the clinic's clock."""
    since = long_date(words, local(datetime.fromisoformat(hold.since))) if hold.since else ""
    return phrase(words, f"mail.hold.{hold.reason}", date=since)


def would_be(faults: Collection[str], words: Catalogue) -> str:
    """What a dry run says of a letter with these faults."""
    if not faults:
        return phrase(words, "mail.send.would")
    if set(faults) == {PASSWORD_TOLD}:
        return phrase(words, "mail.verdict.password-told")
    return phrase(words, "mail.send.would_fail", faults=", ".join(faults))


def fate(outcome: Outcome, words: Catalogue) -> str:
    """What became of a letter; a server's own words are never shown: they quote addresses."""
    receipt = outcome.receipt
    if not outcome.faults:
        told = phrase(words, f"mail.verdict.{receipt.verdict.replace(' ', '-')}")
        ended = where_it_ended(receipt.step, receipt.code, words)
        return told if receipt.verdict in DONE else f"{told} ({ended})"
    if set(outcome.faults) == {PASSWORD_TOLD}:
        return phrase(words, "mail.verdict.password-told")
    return phrase(words, "mail.verdict.held", faults=", ".join(outcome.faults))


def counted(outcomes: Iterable[Outcome], words: Catalogue) -> tuple[str, ...]:
    """A sentence for each fate that letters had, with their number."""
    outcomes = tuple(outcomes)
    verdicts = [outcome.receipt.verdict for outcome in outcomes if not outcome.faults]
    ours = [outcome for outcome in outcomes if set(outcome.faults) - {PASSWORD_TOLD}]
    counts = {key: verdicts.count(verdict) for verdict, key in COUNTS.items()}
    counts["failed_check"] = len(ours)
    return tuple(phrase(words, f"mail.send.{key}", n=n) for key, n in counts.items() if n)
