"""Who gets a letter, who gets none and why, what has gone, and what is to be decided, as pages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from clinicplan.catalogue.phrases import has_phrase, long_date, phrase
from clinicplan.desk.ahead import ahead_of
from clinicplan.desk.given import moment
from clinicplan.desk.mailroom import Going, MailRoom
from clinicplan.desk.pages import Link, Notice, Pages, field, form_of, go_to
from clinicplan.desk.seen import seen
from clinicplan.desk.views import View
from clinicplan.errors import ClinicPlanError
from clinicplan.files import BusyFolder
from clinicplan.mail.choose import Hold
from clinicplan.mail.entry import Entry, State
from clinicplan.mail.sheet import FILE as SHEET
from clinicplan.rules import is_unlocked
from clinicplan.tasks.check import Checked
from clinicplan.tasks.outbox import where_it_ended

GONE = (State.SENT, State.SAVED)
DECISIONS = ("sent", "again", "drop")
PASSWORD_TOLD = ("password-told",)
STOPS = {
    "UnwillingServer": "unwilling",
    "RefusedClinic": "refuses",
    "UnsteadyLink": "unsteady",
    "ChangedWorkbook": "changed",
    "SignInRefused": "sign_in",
    "Stopped": "stopped",
    "OtherLetters": "other",
    "OtherNumber": "other",
    "NoServer": "no_server",
    "NoSecret": "no_secret",
}
"""What has stopped letters, by the name of its exception: the phrase `desk.stop` of it."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter that would go, and what is wrong with it ("" for nothing)."""

    plan: str
    name: str
    version: int
    address: str
    is_locked: bool
    fault: str


@dataclass(frozen=True, slots=True)
class Reason:
    """Why some get no letter, and who they are."""

    text: str
    look: str
    people: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A letter of the outbox: whose, since when, and how its last attempt ended."""

    plan: str
    name: str
    version: int
    state: str
    when: str
    detail: str


class Letters:
    """The pages about the letters of one desk."""

    def __init__(self, pages: Pages, room: MailRoom) -> None:
        self._pages = pages
        self._room = room

    def routes(self) -> list[Route]:
        """Where these pages are."""
        post = ["POST"]
        return [
            Route("/letters", self.show, methods=["GET"]),
            Route("/letters/look", self.look, methods=post),
            Route("/letters/send", self.send, methods=post),
            Route("/letters/drafts", self.drafts, methods=post),
            Route("/letters/stop", self.stop, methods=post),
            Route("/letters/decide", self.decide, methods=post),
            Route("/letters/passwords", self.passwords, methods=post),
        ]

    def show(self, request: Request, notice: Notice | None = None) -> Response:
        """To send, to decide, or sent."""
        now = seen(self._pages)
        if not now:
            return go_to("/")
        view, checked = now
        asked = request.query_params.get("show", "send")
        shown = asked if asked in ("send", "decide", "sent") else "send"
        names = self._names(checked)
        looked, going = self._room.current(view), self._room.going
        letters = self._letters(view, checked) if looked else []
        decide = self._rows(self._room.unsettled, names)
        gone = [entry for entry in self._pages.desk.letters() if entry.state in GONE]
        sent = self._rows(sorted(gone, key=lambda entry: entry.changed, reverse=True), names)
        good = [letter for letter in letters if not letter.fault]
        count = min(len(good), 1) if looked and looked.first_alone else len(good)
        return self._pages.show(
            "letters.html",
            here="letters",
            notice=notice,
            shown=shown,
            tabs=self._tabs(shown, send=len(good), decide=len(decide), sent=len(sent)),
            looked=looked,
            ahead=None if looked else ahead_of(self._pages.desk, view, checked),
            letters=letters,
            count=count,
            others=len(good) - count,
            minutes=max(1, round(count * looked.seconds / 60)) if looked else 0,
            reasons=(reasons := self._reasons(view, checked) if looked else []),
            left_out=sum(len(reason.people) for reason in reasons),
            decide=decide,
            sent=sent,
            going=going if self._room.is_going else None,
            outcome=self._outcome(going) if going and going.is_over else None,
            has_sheet=(self._pages.desk.folder / SHEET).exists(),
            can_send=view.is_current,
        )

    def look(self, request: Request) -> Response:
        """Write and check every letter, and send none."""
        now = seen(self._pages)
        if not now or not now[0].is_current or self._room.is_going:
            return go_to("/letters")
        try:
            self._room.look(now[0])
        except BusyFolder:
            return self.show(request, Notice("look", self._pages.say("print.busy"), ""))
        except ClinicPlanError as error:
            return self.show(request, Notice("mend", str(error), self._help(error)))
        return go_to("/letters")

    def send(self, request: Request) -> Response:
        """Send the ticked letters, where their number was typed."""
        now, plans = seen(self._pages), form_of(request).get("plan", [])
        looked = self._room.current(now[0]) if now else None
        if not now or not looked or self._room.is_going or not now[0].is_current:
            return go_to("/letters")
        plans = [plan for plan in plans if plan in looked.marks]
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
        plans = [plan for plan in plans if looked and plan in looked.marks]
        if now and plans and now[0].is_current:
            self._room.save(now[0], plans)
        return go_to("/letters")

    def stop(self, request: Request) -> Response:
        """No more letters after this one."""
        self._room.stop()
        return go_to("/letters")

    def decide(self, request: Request) -> Response:
        """Somebody has decided about a letter."""
        plan, decision = field(request, "plan"), field(request, "decision")
        if decision in DECISIONS and not self._room.is_going:
            try:
                self._room.decide(plan, decision)
            except BusyFolder:
                return self.show(request, Notice("look", self._pages.say("print.busy"), ""))
            except ClinicPlanError as error:
                return self.show(request, Notice("mend", str(error), ""))
        return go_to("/letters?show=decide")

    def passwords(self, request: Request) -> Response:
        """Open the sheet of passwords, to be printed for the front desk."""
        sheet = self._pages.desk.folder / SHEET
        if sheet.exists():
            self._pages.desk.around.show(sheet, False)
        return go_to("/letters")

    def _tabs(self, shown: str, **counts: int) -> list[Link]:
        return [
            Link(
                key,
                f"/letters?show={key}",
                count=count,
                look="mend" if key == "decide" and count else "",
                is_here=key == shown,
                text=self._pages.say(f"letters.show.{key}"),
            )
            for key, count in counts.items()
        ]

    def _names(self, checked: Checked) -> dict[str, str]:
        return {
            person.plan: f"{person.first_name} {person.last_name}"
            for person in checked.reading.people
        }

    def _letters(self, view: View, checked: Checked) -> list[Letter]:
        looked = self._room.current(view)
        plans = {plan.id: plan for plan in checked.reading.plans}
        return [
            Letter(
                plan.id,
                plan.patient.name,
                plan.version,
                plan.patient.email,
                not is_unlocked(plan.password),
                self._fault(rehearsed.faults),
            )
            for rehearsed in (looked.dry.letters if looked else ())
            if (plan := plans.get(rehearsed.plan))
        ]

    def _fault(self, faults: tuple[str, ...]) -> str:
        if not faults:
            return ""
        if faults == PASSWORD_TOLD:
            return phrase(self._pages.desk.catalogue, "mail.verdict.password-told")
        return self._pages.say("letters.kept_back", faults=", ".join(faults))

    def _reasons(self, view: View, checked: Checked) -> list[Reason]:
        """Who gets none, by reason, with the rows that have a mistake."""
        looked, names = self._room.current(view), self._names(checked)
        found: dict[str, list[Hold]] = {}
        for hold in looked.dry.sorting.holds if looked else ():
            found.setdefault(self._reason(hold), []).append(hold)
        reasons = [
            Reason(text, "", tuple((hold.plan, names.get(hold.plan, "")) for hold in holds))
            for text, holds in found.items()
        ]
        good = {plan.id for plan in checked.reading.plans}
        faulty = tuple(
            (person.plan, names[person.plan])
            for person in checked.reading.people
            if person.plan not in good
        )
        if faulty:
            reasons.append(Reason(self._pages.say("letters.faulty"), "mend", faulty))
        return reasons

    def _reason(self, hold: Hold) -> str:
        """Why a plan gets no letter; never a command."""
        words = self._pages.desk.catalogue
        own = f"desk.hold.{hold.reason}"
        date = long_date(words, datetime.fromisoformat(hold.since)) if hold.since else ""
        key = own if has_phrase(words, own) else f"mail.hold.{hold.reason}"
        text = phrase(words, key, date=date)
        return text[:1].upper() + text[1:]

    def _rows(self, entries: Iterable[Entry], names: dict[str, str]) -> list[Row]:
        words, now = self._pages.desk.catalogue, self._pages.desk.around.now()
        return [
            Row(
                entry.plan,
                names.get(entry.plan, ""),
                entry.version,
                entry.state.replace(" ", "-"),
                moment(datetime.fromisoformat(entry.changed), now=now, words=words),
                where_it_ended(entry.step, entry.code, words),
            )
            for entry in entries
        ]

    def _outcome(self, going: Going) -> Notice:
        """What became of the letters that were last sent, or why none were."""
        say, counts = self._pages.say, going.verdicts
        if going.where:
            return Notice("mend", say("fault.title"), going.where)
        said = [
            say(f"letters.verdict.{verdict.replace(' ', '-')}", n=counts[verdict])
            for verdict in ("sent", "saved", "in doubt", "refused", "later")
            if counts[verdict]
        ]
        stop = going.fault or (going.sent.stop if going.sent else None)
        if stop is not None:
            key = STOPS.get(type(stop).__name__)
            why = say(f"stop.{key}", n=sum(counts.values())) if key else str(stop)
            return Notice("look", why, " ".join(said))
        if not said:
            return Notice("look", say("letters.none_went"), "")
        is_well = set(counts) <= {"sent", "saved"}
        return Notice("good" if is_well else "look", " ".join(said), "")

    def _help(self, error: ClinicPlanError) -> str:
        key = STOPS.get(type(error).__name__)
        return self._pages.say(f"stop.{key}", n=0) if key else ""


def routes(pages: Pages, room: MailRoom) -> list[Route]:
    """Where these pages are."""
    return Letters(pages, room).routes()
