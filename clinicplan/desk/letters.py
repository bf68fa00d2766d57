"""Who gets a letter, who gets none and why, what has gone, and what is to be decided, as pages."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from clinicplan.desk.ahead import ahead_of
from clinicplan.desk.asked import Answers
from clinicplan.desk.by_hand import ByHand
from clinicplan.desk.cards import Card
from clinicplan.desk.deciding import Deciding
from clinicplan.desk.going import Looked
from clinicplan.desk.letter_words import help_of
from clinicplan.desk.mailroom import MailRoom
from clinicplan.desk.numbering import count_up_for_print
from clinicplan.desk.pages import Link, Notice, Pages, field, form_of, go_to
from clinicplan.desk.recipients import Letter, have_of, letters_of, reasons_of
from clinicplan.desk.seen import seen
from clinicplan.desk.slips import Slips
from clinicplan.desk.underway import outcome_of, underway_of
from clinicplan.errors import ClinicPlanError
from clinicplan.files import BusyFolder
from clinicplan.mail.entry import Entry, State
from clinicplan.mail.record import DoubtfulRecord
from clinicplan.mail.sheet import FILE as SHEET
from clinicplan.tasks.check import Checked

GONE = (State.SENT, State.SAVED, State.DROPPED)


class Letters:
    """The pages about the letters of one desk."""

    def __init__(self, pages: Pages, room: MailRoom, answered: Answers) -> None:
        self._pages = pages
        self._answered = answered
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
            Route("/letters/number", self.number, methods=post),
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
        if not (now := seen(self._pages)):
            return go_to("/")
        (view, checked), shown = now, _shown(request)
        looked, underway = self._room.current(view), underway_of(self._pages, self._room)
        doubts = self._slips.doubted(checked)
        letters = letters_of(self._pages, looked, checked, doubts)
        decide = self._deciding.cards(checked, self._room.unsettled)
        gone = self._gone()
        sent = self._deciding.cards(checked, gone)
        good = [letter for letter in letters if letter.is_good]
        ticks = _ticks(request, good)
        count = min(len(good), 1) if looked and looked.first_alone else len(ticks)
        reasons = reasons_of(self._pages, looked, checked) if looked else []
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
            ticks=ticks,
            others=len(good) - count,
            doubts=doubts,
            minutes=max(1, round(count * looked.seconds / 60)) if looked else 0,
            reasons=reasons,
            left_out=sum(len(reason.people) for reason in reasons if not reason.has_theirs),
            have=have_of(self._pages, reasons),
            behind=_behind(sent),
            drafts=self._by_hand.folder if looked or shown == "sent" else "",
            decide=decide,
            sent=sent,
            underway=underway,
            outcome=None if underway else outcome_of(self._pages, self._room),
            secret=self._deciding.of_passwords(checked),
            doubtful=self._doubtful if not looked else "",
            has_sheet=(self._pages.desk.folder / SHEET).exists(),
            can_send=view.is_current,
            saves=self._pages.desk.saves,
        )

    def _gone(self) -> list[Entry]:
        """What has gone, each time, and what is not to go: the latest first."""
        letters = self._pages.desk.letters()
        gone = [entry for entry in letters if entry.is_past or entry.state in GONE]
        return sorted(gone, key=lambda entry: entry.changed, reverse=True)

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

    def number(self, request: Request) -> Response:
        """Plans that have changed since they were sent become new versions, and so new letters."""
        now, plans = seen(self._pages), form_of(request).get("changed", [])
        if not now or not now[0].is_current or self._room.is_going:
            return go_to("/letters")
        told = count_up_for_print(self._pages, self._answered, now[1], plans)
        if not any(notice.look == "good" for notice in told):
            return self.show(request, told[0] if told else None)
        return self.look(request)

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

def _ticks(request: Request, good: Iterable[Letter]) -> list[str]:
    """The letters that are ticked: all, but after a wrong number those that were."""
    posted = form_of(request)
    left = posted.get("plan", ()) if "number" in posted else None
    return [each.plan for each in good if left is None or each.plan in left]


def _behind(sent: Iterable[Card]) -> dict[str, Card]:
    """The letters that were saved as a draft, and are the patient's still, by plan ID."""
    return {one.plan: one for one in sent
            if one.state == "saved" and not (one.is_others or one.is_past)}  # fmt: skip


def _shown(request: Request) -> str:
    """The list that is asked for."""
    asked = request.query_params.get("show", "send")
    return asked if asked in ("send", "decide", "sent") else "send"


def routes(pages: Pages, room: MailRoom, answered: Answers) -> list[Route]:
    """Where these pages are."""
    return Letters(pages, room, answered).routes()
