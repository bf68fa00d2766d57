"""What was printed here, and what became of letters, become where each plan is."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from clinicplan.catalogue.phrases import phrase, short_day
from clinicplan.catalogue.values import Catalogue, Exercise
from clinicplan.desk.rows import Standing
from clinicplan.errors import ClinicPlanError
from clinicplan.mail.entry import Entry, State
from clinicplan.plan import Plan
from clinicplan.rules import plan_key
from clinicplan.seal import same_seal
from clinicplan.tasks.changed import last_of
from clinicplan.tasks.manifest import read_manifest
from clinicplan.tasks.papers import Paper, Way, given_out, words_of

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
class Said:
    """One thing that can be said of a plan, and since when."""

    since: datetime
    standing: Standing


def given(
    plans: Iterable[Plan],
    folder: Path,
    *,
    letters: Iterable[Entry],
    now: datetime,
    words: Catalogue,
    own: Collection[Exercise] = (),
) -> dict[str, Standing]:
    """Where each plan is that has left the desk, by plan ID: the gravest, else how it went.

    `own` are the clinic's own exercises. A plan whose last paper says something else has changed,
    whichever number the workbook gives it.
    """
    letters = tuple(letters)
    papers, newest = given_out(folder, letters), _newest(letters)
    seals = _seals(folder) if newest else {}
    found: dict[str, Standing] = {}
    for plan in plans:
        mine = papers.get(plan.id, ())
        said = _papers(plan, mine, own, now=now, words=words)
        if (entry := newest.get(plan_key(plan.id))) and entry.version == plan.version:
            is_known = any(item.says and same_seal(item.seal, entry.seal) for item in mine)
            seal = seals.get(plan.id, "")
            said += _letter(entry, seal=seal, is_known=is_known, now=now, words=words)
        if said:
            found[plan.id] = _of_all(said, words)
    return found


def _of_all(said: Iterable[Said], words: Catalogue) -> Standing:
    """The gravest; where nobody has to do anything, by which ways it went."""
    first, *others = (one.standing for one in sorted(said, key=_gravity))
    if not first.is_settled or not others:
        return first
    text = phrase(words, "desk.state.and_before", last=first.text, before=others[0].text)
    return Standing(first.look, text)


def _gravity(said: Said) -> tuple[int, float]:
    return GRAVEST.index(said.standing.look), -said.since.timestamp()


def _changed(version: int, words: Catalogue) -> Standing:
    return Standing("look", phrase(words, "desk.state.changed", n=version))


def _papers(
    plan: Plan,
    papers: Collection[Paper],
    own: Collection[Exercise],
    *,
    now: datetime,
    words: Catalogue,
) -> list[Said]:
    """That the last paper says something else, or that this version was opened for printing."""
    last = last_of(papers)
    if last is None:
        return []
    says = words_of(plan, own)
    if any(item.says not in ("", says) for item in papers if item.version == last.version):
        return [Said(last.since, _changed(last.version, words))]
    printed = [item for item in papers
               if item.version == plan.version and item.way is Way.PRINTED]  # fmt: skip
    return [Said(item.since, standing_of(item, (), now=now, words=words)) for item in printed[-1:]]


def standing_of(
    paper: Paper, letters: Iterable[Entry], *, now: datetime, words: Catalogue
) -> Standing:
    """What became of a paper: of one in a letter what the letter's state is."""
    key, look = "printed", "quiet"
    if paper.way is Way.LETTER:
        states = [item.state for item in letters
                  if same_seal(item.seal, paper.seal) and item.changed == paper.time]  # fmt: skip
        look, key = next((LETTERS[item] for item in states if item in LETTERS), (look, "sent"))
    when = moment(paper.since, now=now, words=words)
    return Standing(look, phrase(words, f"desk.state.{key}", when=when))


def _letter(
    entry: Entry, *, seal: str, is_known: bool, now: datetime, words: Catalogue
) -> list[Said]:
    """What became of a letter; `is_known` where it is known what it says.

    A draft that is there may differ in what is not printed: it would go to an older address.
    """
    if entry.state not in LETTERS:
        return []
    since = datetime.fromisoformat(entry.changed)
    look, key = LETTERS[entry.state]
    is_changed = entry.state in (State.SENT, State.SAVED) and seal and not same_seal(
        entry.seal, seal
    )
    if is_changed and not is_known:
        return [Said(since, _changed(entry.version, words))]
    if is_changed and entry.state is State.SAVED:
        return [Said(since, Standing("look", phrase(words, "desk.state.saved_before")))]
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
    for entry in (letter for letter in letters if not letter.is_past):
        own = plan_key(entry.plan)
        if own not in newest or entry.version > newest[own].version:
            newest[own] = entry
    return newest


def _seals(folder: Path) -> dict[str, str]:
    try:
        return {record.plan: record.seal for record in read_manifest(folder).records}
    except ClinicPlanError:
        return {}
