"""What was printed here, and what became of letters, become where each plan is."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path

from clinicplan import __version__
from clinicplan.catalogue.phrases import phrase, short_day
from clinicplan.catalogue.values import Catalogue
from clinicplan.desk.rows import Standing
from clinicplan.errors import ClinicPlanError
from clinicplan.files import STATE, open_folder, write_whole
from clinicplan.mail.entry import GONE, Entry, State
from clinicplan.mail.outbox import FILE, open_outbox
from clinicplan.plan import Plan
from clinicplan.seal import same_seal
from clinicplan.tasks.manifest import read_manifest

NAME = "printed.json"

LETTERS: Mapping[State, tuple[str, str]] = {
    State.REFUSED: ("mend", "refused"),
    State.RETURNED: ("mend", "returned"),
    State.IN_DOUBT: ("doubt", "in_doubt"),
    State.SENDING: ("doubt", "in_doubt"),
    State.SAVED: ("quiet", "saved"),
    State.SENT: ("quiet", "sent"),
}
"""How a letter's state looks, and its phrase of `desk.state`."""

GRAVEST = ("mend", "doubt", "look", "quiet")


@dataclass(frozen=True, slots=True)
class Printed:
    """When the desk was asked to print a plan (ISO), and which one it was then.

    `digest` is of all that it says on paper; it is compared under the same `program` only.
    """

    version: int
    time: str
    digest: str
    program: str


@dataclass(frozen=True, slots=True)
class Said:
    """One thing that can be said of a plan, and since when."""

    since: datetime
    standing: Standing


def read_printed(folder: Path) -> dict[str, tuple[Printed, ...]]:
    """What was printed from this output folder, by plan ID: each version's last time, in order.

    A damaged file says nothing.
    """
    try:
        said = json.loads((folder / STATE / NAME).read_bytes())
        return {
            str(plan): tuple(Printed(**record) for record in
                             (records if isinstance(records, list) else [records]))
            for plan, records in said.items()
        }  # fmt: skip
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def note_printed(folder: Path, plans: Iterable[Plan], *, now: datetime) -> None:
    """Keep that these plans were printed now."""
    printed = read_printed(folder)
    for plan in plans:
        new = Printed(plan.version, now.isoformat(), digest_of(plan), __version__)
        others = (old for old in printed.get(plan.id, ()) if old.version != plan.version)
        printed[plan.id] = (*others, new)
    open_folder(folder / STATE)
    kept = {plan: [asdict(record) for record in records] for plan, records in printed.items()}
    write_whole(folder / STATE / NAME, json.dumps(kept, indent=1).encode())


def last_printed(printed: Mapping[str, tuple[Printed, ...]], plan: Plan) -> Printed | None:
    """When this version of the plan was printed last."""
    own = (record for record in printed.get(plan.id, ()) if record.version == plan.version)
    return next(own, None)


def has_left(letter: Entry) -> bool:
    """True where somebody has the letter, or may have: one that came back nobody has."""
    return letter.state in GONE or (letter.gone and letter.state is not State.RETURNED)


def went_out(
    plan: str, printed: Iterable[Printed], letters: Iterable[Entry]
) -> dict[int, datetime]:
    """When each version of a plan was given out last: printed here, or a letter that has left."""
    when: dict[int, datetime] = {}
    said = [(item.version, item.time) for item in printed]
    said += [(item.version, item.changed) for item in letters
             if item.plan == plan and has_left(item)]  # fmt: skip
    for version, time in said:
        since = datetime.fromisoformat(time)
        when[version] = max(since, when.get(version, since))
    return when


def digest_of(plan: Plan) -> str:
    """A digest of all that a plan says on paper: not how it is sent."""
    patient = replace(plan.patient, email="", consent=False)
    on_paper = replace(plan, patient=patient, password="")
    return hashlib.sha256(repr(on_paper).encode()).hexdigest()


def is_on_paper(plan: Plan, record: Printed) -> bool:
    """True where what was printed says what the plan says now, its version apart."""
    same = replace(plan, version=record.version)
    return record.program == __version__ and record.digest == digest_of(same)


def read_letters(folder: Path, *, now: Callable[[], datetime]) -> tuple[Entry, ...]:
    """The letters of this output folder; () where there is no outbox, or none to be read."""
    if not (folder / STATE / FILE).exists():
        return ()
    try:
        with open_outbox(folder / STATE, now=now) as outbox:
            return outbox.entries()
    except ClinicPlanError:
        return ()


def given(
    plans: Iterable[Plan],
    folder: Path,
    *,
    letters: Iterable[Entry],
    now: datetime,
    words: Catalogue,
) -> dict[str, Standing]:
    """Where each plan is that has left the desk, by plan ID: the gravest, else the latest."""
    printed, newest = read_printed(folder), _newest(letters)
    seals = _seals(folder) if newest else {}
    found: dict[str, Standing] = {}
    for plan in plans:
        said = []
        if record := last_printed(printed, plan):
            said.append(_printed(plan, record, now=now, words=words))
        if (entry := newest.get(plan.id)) and entry.version == plan.version:
            seal = seals.get(plan.id, "")
            said += _letter(entry, seal=seal, now=now, words=words)
        if said:
            found[plan.id] = min(said, key=_gravity).standing
    return found


def _gravity(said: Said) -> tuple[int, float]:
    return GRAVEST.index(said.standing.look), -said.since.timestamp()


def _printed(plan: Plan, record: Printed, *, now: datetime, words: Catalogue) -> Said:
    since = datetime.fromisoformat(record.time)
    if record.program == __version__ and not is_on_paper(plan, record):
        return Said(since, Standing("look", phrase(words, "desk.state.changed")))
    when = moment(since, now=now, words=words)
    return Said(since, Standing("quiet", phrase(words, "desk.state.printed", when=when)))


def _letter(entry: Entry, *, seal: str, now: datetime, words: Catalogue) -> list[Said]:
    if entry.state not in LETTERS:
        return []
    since = datetime.fromisoformat(entry.changed)
    look, key = LETTERS[entry.state]
    is_changed = entry.state in (State.SENT, State.SAVED) and seal and not same_seal(
        entry.seal, seal
    )
    if is_changed:
        return [Said(since, Standing("look", phrase(words, "desk.state.changed")))]
    when = moment(since, now=now, words=words)
    return [Said(since, Standing(look, phrase(words, f"desk.state.{key}", when=when)))]


def moment(then: datetime, *, now: datetime, words: Catalogue) -> str:
    """When something was: "today, 14:05", "yesterday", "17 Nov"."""
    then = then.astimezone(now.tzinfo)
    today: date = now.date()
    if then.date() == today:
        return phrase(words, "desk.when.today", time=f"{then.hour}:{then:%M}")
    if then.date() == today - timedelta(days=1):
        return phrase(words, "desk.when.yesterday")
    return short_day(words, then.date())


def _newest(letters: Iterable[Entry]) -> dict[str, Entry]:
    """The letter of each plan's latest version."""
    newest: dict[str, Entry] = {}
    for entry in letters:
        if entry.plan not in newest or entry.version > newest[entry.plan].version:
            newest[entry.plan] = entry
    return newest


def _seals(folder: Path) -> dict[str, str]:
    try:
        return {record.plan: record.seal for record in read_manifest(folder).records}
    except ClinicPlanError:
        return {}
