"""What became of letters, and why some are held, becomes lines, JSON and an exit code."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from clinicplan.cli import show
from clinicplan.errors import UnsentMail

if TYPE_CHECKING:
    from clinicplan.catalogue.values import Catalogue
    from clinicplan.findings import Finding
    from clinicplan.mail.deliver import Outcome
    from clinicplan.mail.entry import Entry
    from clinicplan.mail.outbox import Outbox
    from clinicplan.tasks.letters import Sorting
    from clinicplan.workbook.read import Reading

DONE = ("sent", "saved")  # the verdicts that leave nothing to do
PASSWORD_TOLD = "password-told"  # the one fault that the clinic mends itself


def say(words: Catalogue, key: str, **values: str | int) -> str:
    """A phrase of the mail room."""
    from clinicplan.catalogue.phrases import phrase

    return phrase(words, f"mail.{key}", **values)


def trouble(code: str, out: Path, words: Catalogue) -> str:
    """Why nothing may be sent from this folder, and what to do."""
    help_ = say(words, f"trouble_help.{code}", out=quoted(out))
    return f"{say(words, f'trouble.{code}')}\n{help_}"


def show_warnings(found: Iterable[Finding], words: Catalogue) -> None:
    """What the check warns of, once more before letters go."""
    from clinicplan.findings import Severity

    show.findings([item for item in found if item.severity is not Severity.ADVICE], words)


def show_holds(sorting: Sorting, reading: Reading, words: Catalogue, *, out: Path) -> None:
    """Who gets no letter, and why; then what can be done where the reason does not say it."""
    from clinicplan.catalogue.phrases import has_phrase

    if reading.refused:
        show.say(say(words, "send.rows", n=reading.refused))
    if not sorting.holds:
        return
    show.say(say(words, "send.held", n=len(sorting.holds)))
    for hold in sorting.holds:
        told = say(words, f"hold.{hold.reason}", date=day_of(hold.since, words))
        show.say(f"  {hold.plan}  {told}")
    first = {hold.reason: hold.plan for hold in reversed(sorting.holds)}
    for reason in dict.fromkeys(hold.reason for hold in sorting.holds):
        if has_phrase(words, f"mail.hold_help.{reason}"):
            decide = f"clinicplan outbox --out {quoted(out)} --resolve {first[reason]}"
            show.say(say(words, f"hold_help.{reason}", decide=decide, plan=first[reason]))


def quoted(path: Path) -> str:
    """The path as it is typed at a prompt."""
    return f'"{path}"' if " " in str(path) else str(path)


def day_of(moment: str, words: Catalogue) -> str:
    """The date of a moment (ISO), on this computer's calendar; "" for none."""
    from clinicplan.catalogue.phrases import long_date

    return long_date(words, datetime.fromisoformat(moment).astimezone()) if moment else ""


def holds_json(sorting: Sorting) -> list[dict[str, str]]:
    """The same for a program."""
    from dataclasses import asdict

    return [asdict(hold) for hold in sorting.holds]


def report(
    outcomes: Sequence[Outcome],
    stop: UnsentMail | None,
    sorting: Sorting,
    *,
    words: Catalogue,
    as_json: bool,
    sheet: Path | None,
) -> None:
    """What became of the letters, and what stopped them."""
    if as_json:
        show.as_json(_json(outcomes, stop, sorting, sheet))
        return
    for outcome in outcomes:
        if outcome.receipt.verdict not in DONE:
            show.say(f"{outcome.plan}  {_fate(outcome, words)}")
    for key, count in _counts(outcomes).items():
        if count:
            show.say(say(words, f"send.{key}", n=count))
    if not outcomes and stop is None:
        show.say(say(words, "send.nothing"))
    if sheet:
        show.say(say(words, "send.passwords", file=str(sheet)))
    if stop:
        show.warn(f"{stop}\n{stop.remedy}")


def _fate(outcome: Outcome, words: Catalogue) -> str:
    """A letter's fate in words; a server's own words are never shown: they quote addresses."""
    receipt = outcome.receipt
    if outcome.faults == (PASSWORD_TOLD,):
        return say(words, "verdict.password-told")
    if outcome.faults:
        return say(words, "verdict.held", faults=", ".join(outcome.faults))
    told = say(words, f"verdict.{receipt.verdict.replace(' ', '-')}")
    return f"{told} ({detail(receipt.step, receipt.code, words)})"


def detail(step: str, code: int, words: Catalogue) -> str:
    """Where a letter's last attempt ended, "" where there was none."""
    if not step:
        return ""
    told = say(words, f"step.{step}")
    return say(words, "outbox.detail", step=told, code=code) if code else told


def _counts(outcomes: Sequence[Outcome]) -> dict[str, int]:
    """How many letters had each fate, by the key of its phrase."""
    verdicts = [str(outcome.receipt.verdict) for outcome in outcomes if not outcome.faults]
    keys = {"sent": "sent", "saved": "drafts", "refused": "refused",
            "in doubt": "in_doubt", "later": "later"}
    counts = {key: verdicts.count(verdict) for verdict, key in keys.items()}
    ours = [outcome for outcome in outcomes if set(outcome.faults) - {PASSWORD_TOLD}]
    return {**counts, "failed_check": len(ours)}


def _json(
    outcomes: Sequence[Outcome], stop: UnsentMail | None, sorting: Sorting, sheet: Path | None
) -> dict[str, object]:
    letters = [
        {
            "plan": outcome.plan,
            "verdict": outcome.receipt.verdict,
            "step": outcome.receipt.step,
            "code": outcome.receipt.code,
            "faults": outcome.faults,
        }
        for outcome in outcomes
    ]
    return {
        "dry_run": False,
        "letters": letters,
        "holds": holds_json(sorting),
        "passwords": str(sheet) if sheet else None,
        "stopped": f"{stop} {stop.remedy}" if stop else None,
    }


def to_mend(sorting: Sorting, *, failed: bool = False) -> int:
    """1 where the workbook asks for mending before everybody can get a letter."""
    from clinicplan.mail.choose import MEND

    return int(failed or any(hold.reason in MEND for hold in sorting.holds))


def exit_code(
    outcomes: Sequence[Outcome], stop: UnsentMail | None, sorting: Sorting, outbox: Outbox
) -> int:
    """5 where a letter was not sent, in this run or an earlier one, else the workbook's."""
    if stop:
        return stop.exit_code
    if any(outcome.receipt.verdict not in DONE for outcome in outcomes):
        return UnsentMail.exit_code
    return max(to_mend(sorting), to_settle(outbox.entries()))


def to_settle(entries: Iterable[Entry]) -> int:
    """5 as long as a letter is refused, returned or in doubt and nobody has decided."""
    from clinicplan.mail.entry import unsettled

    return UnsentMail.exit_code if unsettled(entries) else 0


def show_unsettled(outbox: Outbox, words: Catalogue, *, out: Path) -> None:
    """How many letters of earlier runs somebody must see to."""
    from clinicplan.mail.entry import unsettled

    open_ = len(unsettled(outbox.entries()))
    if open_:
        show.say(say(words, "send.unsettled", n=open_, out=quoted(out)))
