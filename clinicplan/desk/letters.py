"""Who gets a letter, who gets none and why, what has gone, and what is to be decided, as pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from clinicplan.desk.ahead import ahead_of
from clinicplan.desk.by_hand import ByHand
from clinicplan.desk.deciding import Deciding
from clinicplan.desk.going import Looked
from clinicplan.desk.letter_words import fault_of, help_of, left_over, outcome, so_far, why_none
from clinicplan.desk.mailroom import MailRoom
from clinicplan.desk.pages import Link, Notice, Pages, field, form_of, go_to
from clinicplan.desk.seen import seen
from clinicplan.desk.slips import Doubted, Slips
from clinicplan.desk.views import View
from clinicplan.errors import ClinicPlanError
from clinicplan.files import BusyFolder
from clinicplan.mail.choose import SLIP, Hold
from clinicplan.mail.entry import Entry, State
from clinicplan.mail.record import DoubtfulRecord
from clinicplan.mail.sheet import FILE as SHEET
from clinicplan.rules import is_unlocked
from clinicplan.tasks.check import Checked
from clinicplan.tasks.progress import Progress

HAVE = {"sent": "have", "saved": "have_drafts"}
"""Why somebody gets none who has one, or a draft of one."""

GONE = (State.SENT, State.SAVED, State.DROPPED)


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter that would go, and what is wrong with it ("" for nothing).

    `doubt` is what is asked about its address first, None for nothing.
    """

    plan: str
    name: str
    version: int
    address: str
    is_locked: bool
    fault: str
    doubt: Doubted | None

    @property
    def is_good(self) -> bool:
        """True where it may be ticked."""
        return not self.fault and self.doubt is None


@dataclass(frozen=True, slots=True)
class Reason:
    """Why some get no letter, and who they are; `code` is the hold's, "" for a mistake."""

    text: str
    look: str
    people: tuple[tuple[str, str], ...]
    code: str = ""

    @property
    def has_theirs(self) -> bool:
        """True where they have theirs already."""
        return self.code in HAVE


@dataclass(frozen=True, slots=True)
class Underway:
    """How far letters that are on their way have come, in words; `said` is what one is told.

    `is_ours` where they go from this desk, which can stop them.
    """

    progress: Progress
    so_far: str
    minutes: int
    said: str
    is_ours: bool
    is_stopping: bool


class Letters:
    """The pages about the letters of one desk."""

    def __init__(self, pages: Pages, room: MailRoom) -> None:
        self._pages = pages
        self._room = room
        self._by_hand = ByHand(pages.desk, room)
        self._deciding = Deciding(pages, room, self._by_hand)
        self._slips = Slips(pages, self._deciding)
        self._doubtful = ""

    def routes(self) -> list[Route]:
        """Where these pages are."""
        post = ["POST"]
        return [
            Route("/letters", self.show, methods=["GET"]),
            Route("/letters/look", self.look, methods=post),
            Route("/letters/send", self.send, methods=post),
            Route("/letters/drafts", self.drafts, methods=post),
            Route("/letters/stop", self.stop, methods=post),
            Route("/letters/take-over", self.take_over, methods=post),
            Route("/letters/folder", self.folder, methods=post),
            Route("/letters/passwords", self.passwords, methods=post),
            *self._deciding.routes(),
            *self._slips.routes(),
        ]

    def show(self, request: Request, notice: Notice | None = None) -> Response:
        """To send, to decide, or sent."""
        now = seen(self._pages)
        if not now:
            return go_to("/")
        view, checked = now
        asked = request.query_params.get("show", "send")
        shown = asked if asked in ("send", "decide", "sent") else "send"
        looked, underway = self._room.current(view), self._underway()
        doubts = self._slips.doubted(checked)
        letters = self._letters(view, checked, doubts) if looked else []
        decide = self._deciding.cards(checked, self._room.unsettled)
        gone = [entry for entry in self._pages.desk.letters() if entry.state in GONE]
        gone.sort(key=lambda entry: entry.changed, reverse=True)
        sent = self._deciding.cards(checked, gone)
        good = [letter for letter in letters if letter.is_good]
        count = min(len(good), 1) if looked and looked.first_alone else len(good)
        return self._pages.show(
            "letters.html",
            here="letters",
            notice=notice or self._opened(request) or self._told(shown),
            shown=shown,
            tabs=self._tabs(shown, gone, send=len(good), decide=len(decide), sent=len(sent)),
            looked=looked,
            ahead=None if looked else ahead_of(self._pages.desk, view, checked),
            letters=letters,
            count=count,
            others=len(good) - count,
            doubts=doubts,
            minutes=max(1, round(count * looked.seconds / 60)) if looked else 0,
            reasons=(reasons := self._reasons(view, checked) if looked else []),
            left_out=sum(len(reason.people) for reason in reasons if not reason.has_theirs),
            have=self._have(reasons),
            behind={card.plan: card for card in sent if card.state == "saved"},
            drafts=self._by_hand.folder if looked or shown == "sent" else "",
            decide=decide,
            sent=sent,
            underway=underway,
            outcome=None if underway else self._outcome(),
            asks_password=self._deciding.asks_password,
            can_ask=self._deciding.can_look_for_returned(checked),
            doubtful=self._doubtful if not looked else "",
            has_sheet=(self._pages.desk.folder / SHEET).exists(),
            can_send=view.is_current,
        )

    def look(self, request: Request) -> Response:
        """Write and check every letter, and send none."""
        now = seen(self._pages)
        if not now or not now[0].is_current or self._room.is_going:
            return go_to("/letters")
        self._deciding.forget()
        try:
            self._room.look(now[0])
        except BusyFolder:
            return self.show(request, Notice("look", self._pages.say("print.busy"), ""))
        except DoubtfulRecord as error:
            self._doubtful = error.code
            return self.show(request)
        except ClinicPlanError as error:
            return self.show(request, Notice("mend", str(error), help_of(self._pages, error)))
        self._doubtful = ""
        return go_to("/letters")

    def take_over(self, request: Request) -> Response:
        """Somebody has decided that this computer goes on sending from here."""
        if self._doubtful and not self._room.is_going:
            try:
                self._room.take_over()
            except ClinicPlanError as error:
                return self.show(request, Notice("look", help_of(self._pages, error), ""))
            self._doubtful = ""
        return go_to("/letters")

    def send(self, request: Request) -> Response:
        """Send the ticked letters, where their number was typed."""
        now, plans = seen(self._pages), form_of(request).get("plan", [])
        looked = self._room.current(now[0]) if now else None
        if not now or not looked or self._room.is_going or not now[0].is_current:
            return go_to("/letters")
        plans = self._may_go(now[1], looked, plans)
        count = min(len(plans), 1) if looked.first_alone else len(plans)
        if not count:
            return self.show(request, Notice("look", self._pages.say("letters.nothing"), ""))
        if field(request, "number") != str(count):
            text = self._pages.say("letters.other_number", n=count)
            return self.show(request, Notice("mend", text, ""))
        password = field(request, "password")
        self._room.send(now[0], plans, agreed=count, password=password)
        return go_to("/letters")

    def drafts(self, request: Request) -> Response:
        """Save the ticked letters for a mail program."""
        now, plans = seen(self._pages), form_of(request).get("plan", [])
        looked = self._room.current(now[0]) if now else None
        plans = self._may_go(now[1], looked, plans) if now and looked else []
        if now and plans and now[0].is_current:
            self._by_hand.save(now[0], plans)
        return go_to("/letters")

    def folder(self, request: Request) -> Response:
        """Open the folder of drafts."""
        if self._by_hand.folder:
            self._pages.desk.around.show(Path(self._by_hand.folder), False)
        return go_to("/letters?show=sent")

    def _may_go(self, checked: Checked, looked: Looked, plans: Iterable[str]) -> list[str]:
        """Those of the ticked that were looked at, and whose address nobody is asked about."""
        asked = self._slips.asked(checked)
        return [plan for plan in plans if plan in looked.marks and plan not in asked]

    def stop(self, request: Request) -> Response:
        """No more letters after this one."""
        self._room.stop()
        return go_to("/letters")

    def passwords(self, request: Request) -> Response:
        """Open the sheet of passwords, to be printed for the front desk."""
        sheet = self._pages.desk.folder / SHEET
        if sheet.exists():
            self._pages.desk.around.show(sheet, False)
            return go_to("/letters?opened=sheet")
        return go_to("/letters")

    def _opened(self, request: Request) -> Notice | None:
        """Where the sheet of passwords lies that was opened just now."""
        sheet = self._pages.desk.folder / SHEET
        if request.query_params.get("opened") != "sheet" or not sheet.exists():
            return None
        return Notice("good", self._pages.say("letters.sheet_opened", file=str(sheet)), "")

    def _told(self, shown: str) -> Notice | None:
        """What is to be said of the last decision: on the list that goes on by itself, trouble."""
        notice = self._deciding.notice()
        is_shown = shown != "send" or (notice is not None and notice.look != "good")
        return notice if is_shown else None

    def _underway(self) -> Underway | None:
        """Letters that go now, from here or from another program on this folder."""
        going, progress = self._room.going, self._room.progress
        if going is None or going.is_over:
            if not self._room.goes_elsewhere:
                return None
            return Underway(progress, so_far(self._pages, progress), 0, "", False, False)
        if not going.have_begun:
            return Underway(Progress(), "", 0, going.told, True, going.stop.is_set())
        said, minutes = so_far(self._pages, progress), round(progress.to_go * going.seconds / 60)
        return Underway(progress, said, minutes, going.told, True, going.stop.is_set())

    def _outcome(self) -> Notice | None:
        """What became of the letters that went last, or of those that a killed program left."""
        going = self._room.going
        if going and going.is_over:
            return outcome(self._pages, going, self._room.progress)
        return left_over(self._pages, self._room.progress)

    def _have(self, reasons: Iterable[Reason]) -> str:
        """How many have theirs already, and how many a draft of it; "" for nobody."""
        counts: Counter[str] = Counter()
        for reason in reasons:
            if reason.has_theirs:
                counts[HAVE[reason.code]] += len(reason.people)
        said = (self._pages.say(f"letters.{key}", n=counts[key]) for key in HAVE.values()
                if counts[key])  # fmt: skip
        return ". ".join(said)

    def _tabs(self, shown: str, gone: Collection[Entry], **counts: int) -> list[Link]:
        states = {entry.state for entry in gone}
        has = State.SAVED in states, states != {State.SAVED}
        last = {(True, True): "both", (True, False): "saved"}.get(has, "sent")
        return [
            Link(
                key,
                f"/letters?show={key}",
                count=count,
                look="mend" if key == "decide" and count else "",
                is_here=key == shown,
                text=self._pages.say(f"letters.show.{last if key == 'sent' else key}"),
            )
            for key, count in counts.items()
        ]

    def _names(self, checked: Checked) -> dict[str, str]:
        return {
            person.plan: f"{person.first_name} {person.last_name}"
            for person in checked.reading.people
        }

    def _letters(
        self, view: View, checked: Checked, doubts: Mapping[str, Doubted]
    ) -> list[Letter]:
        looked = self._room.current(view)
        dry = (*looked.dry.letters, *looked.dry.asked) if looked else ()
        rehearsed = {letter.plan: letter for letter in dry}
        return [
            Letter(
                plan.id,
                plan.patient.name,
                plan.version,
                plan.patient.email,
                not is_unlocked(plan.password),
                fault_of(self._pages, rehearsed[plan.id].faults),
                doubts.get(plan.id),
            )
            for plan in checked.reading.plans
            if plan.id in rehearsed
        ]

    def _reasons(self, view: View, checked: Checked) -> list[Reason]:
        """Who gets none, by reason, with the rows that have a mistake."""
        looked, names = self._room.current(view), self._names(checked)
        found: dict[str, list[Hold]] = {}
        holds = looked.dry.sorting.holds if looked else ()
        for hold in (hold for hold in holds if hold.reason != SLIP):  # asked about in the list
            found.setdefault(why_none(self._pages, hold), []).append(hold)
        reasons = [
            Reason(text, "", tuple((hold.plan, names.get(hold.plan, "")) for hold in holds),
                   holds[0].reason)
            for text, holds in found.items()
        ]  # fmt: skip
        good = {plan.id for plan in checked.reading.plans}
        faulty = tuple(
            (person.plan, names[person.plan])
            for person in checked.reading.people
            if person.plan not in good
        )
        if faulty:
            reasons.append(Reason(self._pages.say("letters.faulty"), "mend", faulty))
        return reasons


def routes(pages: Pages, room: MailRoom) -> list[Route]:
    """Where these pages are."""
    return Letters(pages, room).routes()
