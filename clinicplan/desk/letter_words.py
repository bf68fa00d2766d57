"""What became of letters, or keeps them here, becomes what a page says of it; never a command."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from clinicplan.catalogue.phrases import has_phrase, long_date, phrase
from clinicplan.desk.going import Going, HeldBack
from clinicplan.desk.pages import Notice, Pages
from clinicplan.errors import ClinicPlanError
from clinicplan.mail.choose import Hold
from clinicplan.seal import same_seal
from clinicplan.tasks.papers import Paper, address_mark
from clinicplan.tasks.progress import Progress

STOPS = {
    "UnwillingServer": "unwilling",
    "RefusedClinic": "refuses",
    "UnsteadyLink": "unsteady",
    "ChangedWorkbook": "changed",
    "SignInRefused": "sign_in",
    "Stopped": "stopped",
    "OtherLetters": "other",
    "OtherNumber": "other",
    "DecidedAlready": "decided",
    "BusyFolder": "busy",
    "NoServer": "no_server",
    "NoSecret": "no_secret",
}
"""What has stopped letters, by the name of its exception: the phrase `desk.stop` of it."""

PARTS = ("sent", "saved", "in_doubt", "refused", "to_go")
PASSWORD_TOLD = ("password-told",)


def why_none(pages: Pages, hold: Hold) -> str:
    """Why a plan gets no letter."""
    words = pages.desk.catalogue
    own = f"desk.hold.{hold.reason}"
    date = long_date(words, datetime.fromisoformat(hold.since)) if hold.since else ""
    key = own if has_phrase(words, own) else f"mail.hold.{hold.reason}"
    text = phrase(words, key, date=date)
    return text[:1].upper() + text[1:]


def fault_of(pages: Pages, faults: tuple[str, ...]) -> str:
    """What our own check finds wrong with a letter, "" for nothing."""
    if not faults:
        return ""
    if faults == PASSWORD_TOLD:
        return phrase(pages.desk.catalogue, "mail.verdict.password-told")
    return pages.say("letters.kept_back", faults=", ".join(faults))


def help_of(pages: Pages, error: ClinicPlanError) -> str:
    """What else is said of a reason that keeps all letters here."""
    key = STOPS.get(type(error).__name__)
    return pages.say(f"stop.{key}") if key else ""


def so_far(pages: Pages, progress: Progress) -> str:
    """How far letters have come: "13 sent, 1 in doubt, 9 still to go"."""
    counts = {part: getattr(progress, part) for part in PARTS}
    return ", ".join(pages.say(f"letters.so_far.{part}", n=n) for part, n in counts.items() if n)


def left_over(pages: Pages, progress: Progress) -> Notice | None:
    """That letters of the last time have not gone: somebody has stopped them, or the computer."""
    if not progress.to_go:
        return None
    said = pages.say("letters.left_text", so_far=so_far(pages, progress))
    return Notice("look", pages.say("letters.left"), said)


def outcome(pages: Pages, going: Going, progress: Progress) -> Notice:
    """What became of the letters that were last sent, or why none were."""
    if going.where:
        return Notice("mend", pages.say("fault.title"), going.where)
    counts = {part: getattr(progress, part) for part in PARTS if going.have_begun}
    said = " ".join(pages.say(f"letters.verdict.{part}", n=n) for part, n in counts.items() if n)
    stop = going.fault or (going.sent.stop if going.sent else None)
    if stop is not None:
        return Notice("look", _why(pages, stop), said)
    if not said:
        holds = going.sent.sorting.holds if going.sent else ()
        reason = why_none(pages, holds[0]) if len(holds) == 1 else ""
        return Notice("look", pages.say("letters.none_went"), reason)
    is_well = progress.done == progress.sent + progress.saved and not progress.to_go
    return Notice("good" if is_well else "look", said, "")


def _why(pages: Pages, stop: ClinicPlanError) -> str:
    if isinstance(stop, HeldBack):
        return f"{pages.say('letters.none_went')} {why_none(pages, stop.hold)}."
    return help_of(pages, stop) or str(stop)


def went_to(
    pages: Pages,
    papers: Iterable[Paper],
    seal: str,
    address: str,
    *,
    among: Iterable[str] | None = None,
) -> str:
    """To which address the letter of this seal has gone, by the address that the plan has now.

    An address is kept as a digest alone; "" where an older program has kept none. That of a letter
    to another patient than has the plan now is looked for `among` all; "" where it is none of them.
    """
    paper = next((one for one in papers if one.to and same_seal(one.seal, seal)), None)
    if paper is None or paper.to == address_mark(""):
        return ""
    if among is not None:
        address = next((each for each in among if paper.to == address_mark(each)), "")
        return pages.say("letters.went", address=address) if address else ""
    is_same = bool(address) and paper.to == address_mark(address)
    return pages.say("letters.went", address=address) if is_same else pages.say("letters.went_else")
