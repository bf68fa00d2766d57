"""Letters of the outbox become cards: whose, how the last attempt ended, what can be done."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from clinicplan.desk.by_hand import ByHand
from clinicplan.desk.given import moment
from clinicplan.desk.letter_words import went_to
from clinicplan.desk.pages import Pages
from clinicplan.desk.versions import of_others
from clinicplan.errors import ClinicPlanError
from clinicplan.findings import Finding
from clinicplan.mail.entry import Entry, State
from clinicplan.mail.letter import message_stem
from clinicplan.mail.settings import Settings
from clinicplan.plan import Plan
from clinicplan.seal import same_seal
from clinicplan.tasks.check import Checked
from clinicplan.tasks.office import settings_for
from clinicplan.tasks.outbox import where_it_ended
from clinicplan.tasks.papers import Papers, name_on, read_papers

READDRESSED = (State.REFUSED, State.RETURNED)
"""Where an address was wrong."""

OF_ADDRESSES = ("shared-address", "shared-address-family", "email-domain-near")
"""What is warned of at an address."""


@dataclass(frozen=True, slots=True)
class Card:
    """A letter of the outbox: whose, since when, and how its last attempt ended.

    `mark` is what its forms post. `address` is the patient's in the workbook, "" where the plan
    is not there or has a mistake; `typed` what its field holds, `wrong` why that was not written
    and `warned` what is odd about the address that is. `can_write` where it may be corrected
    here, and `can_send` where the letter can go at once. `drafted` is the address on its draft, ""
    where that is not known; `is_lost` where its file no longer lies with the others. `went` says to
    which address a letter has gone, "" where nobody knows. `sends` is the version that goes
    where it is sent again, `is_others` true where it was for another patient than has its ID now.
    `is_past` is true for one that was sent once more since: nothing can be done about it.
    """

    plan: str
    name: str
    version: int
    state: str
    when: str
    detail: str
    mark: str
    address: str
    typed: str
    wrong: str
    warned: str
    can_write: bool
    can_send: bool
    drafted: str
    is_lost: bool
    went: str = ""
    sends: int = 0
    is_others: bool = False
    is_past: bool = False

    @property
    def is_behind(self) -> bool:
        """True where the draft that lies there would go to another address than it has now."""
        return bool(self.drafted and self.address) and self.drafted != self.address


@dataclass(frozen=True, slots=True)
class _Known:
    """What the workbook says of those whose letters are shown, by plan ID."""

    plans: Mapping[str, Plan]
    names: Mapping[str, str]
    warned: Mapping[str, str]
    is_current: bool
    has_server: bool
    drafts: Mapping[str, str]
    papers: Papers
    addresses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tried:
    """An address that was typed last and not written: for which plan, and why not."""

    plan: str
    text: str
    why: str


def cards_of(
    pages: Pages,
    by_hand: ByHand,
    checked: Checked,
    entries: Iterable[Entry],
    *,
    tried: Tried | None,
) -> list[Card]:
    """What is shown of these letters; `tried` is the address that was typed last."""
    entries = tuple(entries)
    has_drafts = any(each.state is State.SAVED for each in entries)
    known = _known(pages, by_hand, checked, has_drafts=has_drafts)
    return [_card(entry, known, pages, tried) for entry in entries]


def _card(entry: Entry, known: _Known, pages: Pages, tried: Tried | None) -> Card:
    desk, plan = pages.desk, known.plans.get(entry.plan)
    papers = [one for one in known.papers.get(entry.plan, ()) if same_seal(one.seal, entry.seal)]
    if is_others := bool(of_others(desk, entry.plan, papers)):
        plan = None  # nothing of today's row is this letter's
    went_by = plan.patient.email if plan else ""
    address = "" if entry.is_past else went_by
    tried = tried if tried and tried.plan == entry.plan else None
    is_draft = entry.state is State.SAVED and not entry.is_past
    return Card(
        entry.plan,
        name_on(desk.folder, papers, entry.seal)
        or known.names.get(entry.plan, ""),
        entry.version,
        entry.state.replace(" ", "-"),
        moment(datetime.fromisoformat(entry.changed), now=desk.around.now(),
               words=desk.catalogue),
        where_it_ended(entry.step, entry.code, desk.catalogue),
        entry.mark,
        address,
        tried.text if tried else address,
        tried.why if tried else "",
        known.warned.get(entry.plan, ""),
        can_write=bool(address) and known.is_current and desk.saves
        and entry.state in READDRESSED,
        can_send=bool(address and plan and plan.patient.consent)
        and known.is_current and known.has_server,
        drafted=known.drafts.get(message_stem(entry.seal), "") if is_draft else "",
        is_lost=is_draft and message_stem(entry.seal) not in known.drafts,
        went=went_to(pages, papers, entry.seal, went_by,
                     among=known.addresses if is_others else None)
        if entry.is_past or entry.state is State.SENT else "",
        sends=plan.version if plan else 0,
        is_others=is_others,
        is_past=entry.is_past,
    )  # fmt: skip


def _known(pages: Pages, by_hand: ByHand, checked: Checked, *, has_drafts: bool) -> _Known:
    view = pages.desk.view
    return _Known(
        {plan.id: plan for plan in checked.reading.plans},
        {each.plan: each.name for each in checked.reading.people},
        _warned(checked.found),
        view is not None and view.is_current,
        bool((settings := mail_settings(pages, checked)) and settings.server),
        by_hand.addresses() if has_drafts else {},
        Papers(read_papers(pages.desk.folder).items()),
        tuple(email for person in checked.reading.people for email in person.emails),
    )


def mail_settings(pages: Pages, checked: Checked) -> Settings | None:
    """The settings for e-mail, None where they cannot be read."""
    try:
        return settings_for(checked.ready.file, pages.desk.around.computer)
    except ClinicPlanError:
        return None


def _warned(found: Iterable[Finding]) -> dict[str, str]:
    """What the workbook's check says of addresses, by plan ID."""
    said: dict[str, list[str]] = {}
    for item in found:
        if item.code in OF_ADDRESSES:
            said.setdefault(item.plan, []).append(f"{item.message} {item.here or item.hint}")
    return {plan: " ".join(texts) for plan, texts in said.items()}
