"""What became of letters, and why some are held, becomes lines, JSON and an exit code."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from clinicplan.cli import show

if TYPE_CHECKING:
    from clinicplan.catalogue.values import Catalogue
    from clinicplan.findings import Finding
    from clinicplan.mail.entry import Entry
    from clinicplan.tasks.letters import Sorting
    from clinicplan.tasks.post import Post, Prepared
    from clinicplan.tasks.send import Sent


def say(words: Catalogue, key: str, **values: str | int) -> str:
    """A phrase of the mail room."""
    from clinicplan.catalogue.phrases import phrase

    return phrase(words, f"mail.{key}", **values)


def show_warnings(found: Iterable[Finding], words: Catalogue) -> None:
    """What the check warns of, once more before letters go."""
    from clinicplan.findings import Severity

    show.findings([item for item in found if item.severity is not Severity.ADVICE], words)


def show_holds(sorting: Sorting, prepared: Prepared) -> None:
    """Who gets no letter, and why; then what can be done where the reason does not say it."""
    from clinicplan.tasks.fates import why_held

    words, refused = prepared.ready.catalogue, prepared.ready.reading.refused
    if refused:
        show.say(say(words, "send.rows", n=refused))
    if not sorting.holds:
        return
    show.say(say(words, "send.held", n=len(sorting.holds)))
    for hold in sorting.holds:
        show.say(f"  {hold.plan}  {why_held(hold, words, local=datetime.astimezone)}")
    _show_ways(sorting, prepared, words)


def _show_ways(sorting: Sorting, prepared: Prepared, words: Catalogue) -> None:
    """What can be done about each reason, said once, for the first of its plans."""
    from clinicplan.catalogue.phrases import has_phrase
    from clinicplan.files import quoted

    out, file = prepared.folder, quoted(prepared.ready.file)
    first = {hold.reason: hold.plan for hold in reversed(sorting.holds)}
    for reason in dict.fromkeys(hold.reason for hold in sorting.holds):
        if has_phrase(words, f"mail.hold_help.{reason}"):
            plan = first[reason]
            decide = f"clinicplan outbox --out {quoted(out)} --resolve {plan}"
            show.say(say(words, f"hold_help.{reason}", decide=decide, plan=plan, file=file))


def holds_json(sorting: Sorting) -> list[dict[str, str]]:
    """The same for a program."""
    from dataclasses import asdict

    return [asdict(hold) for hold in sorting.holds]


def report(sent: Sent, prepared: Prepared, *, as_json: bool) -> int:
    """Say what became of the letters, and what stopped them; give the exit code."""
    from clinicplan.tasks.fates import DONE, counted, fate

    if as_json:
        show.as_json(_json(sent))
        return sent.exit_code
    words = prepared.ready.catalogue
    for outcome in sent.outcomes:
        if outcome.receipt.verdict not in DONE:
            show.say(f"{outcome.plan}  {fate(outcome, words)}")
    for line in counted(sent.outcomes, words):
        show.say(line)
    if not sent.outcomes and sent.stop is None:
        show.say(say(words, "send.nothing"))
    if sent.sheet:
        show.say(say(words, "send.passwords", file=str(sent.sheet)))
    if sent.stop:
        show.warn(f"{sent.stop}\n{sent.stop.remedy}")
    show_unsettled(sent.unsettled, prepared)
    return sent.exit_code


def _json(sent: Sent) -> dict[str, object]:
    letters = [
        {
            "plan": outcome.plan,
            "verdict": outcome.receipt.verdict,
            "step": outcome.receipt.step,
            "code": outcome.receipt.code,
            "faults": outcome.faults,
        }
        for outcome in sent.outcomes
    ]
    return {
        "dry_run": False,
        "letters": letters,
        "holds": holds_json(sent.sorting),
        "passwords": str(sent.sheet) if sent.sheet else None,
        "stopped": f"{sent.stop} {sent.stop.remedy}" if sent.stop else None,
    }


def show_changes(post: Post) -> None:
    """What was found, and done, when the outbox was opened."""
    words = post.prepared.ready.catalogue
    if post.knows_nothing:
        show.warn(say(words, "send.knows_nothing"))
    for plan in post.withdrawn:
        show.warn(say(words, "send.withdrawn", plan=plan))


def show_unsettled(entries: Sequence[Entry], prepared: Prepared) -> None:
    """How many letters of earlier runs somebody must see to."""
    from clinicplan.files import quoted

    words, out = prepared.ready.catalogue, quoted(prepared.folder)
    if entries:
        show.say(say(words, "send.unsettled", n=len(entries), out=out))
