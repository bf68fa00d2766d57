"""A doubt about a letter becomes a question beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from clinicplan.desk.deciding import Deciding, back
from clinicplan.desk.given import moment
from clinicplan.desk.pages import Pages, field
from clinicplan.desk.seen import plan_of, seen
from clinicplan.mail.choose import SPELLS, TWICE
from clinicplan.tasks.addresses import doubts, say_right
from clinicplan.tasks.check import Checked
from clinicplan.tasks.doubts import Doubt


@dataclass(frozen=True, slots=True)
class Doubted:
    """A letter that is asked about: why, and the address that may have been meant ("": unknown).

    `mark` is the doubt's; `is_twice` where the address is not what is asked about. `typed` is what
    its field holds, `wrong` why that was not written; `can_write` where it may be put right here.
    """

    plan: str
    address: str
    mark: str
    is_twice: bool
    why: str
    meant: str
    typed: str
    wrong: str
    can_write: bool


class Slips:
    """The letters of a desk that somebody must look at before they go."""

    def __init__(self, pages: Pages, deciding: Deciding) -> None:
        self._pages = pages
        self._deciding = deciding

    def routes(self) -> list[Route]:
        """Where its forms go; an address that is put right goes to `/letters/address`."""
        return [Route("/letters/right", self.right, methods=["POST"])]

    def asked(self, checked: Checked) -> Mapping[str, Doubt]:
        """The doubts that nobody has answered, by plan ID: none of them is sent or saved."""
        desk, reading = self._pages.desk, checked.reading
        return doubts(desk.folder, reading.plans, letters=desk.letters(), reading=reading)

    def doubted(self, checked: Checked) -> dict[str, Doubted]:
        """What is shown of them, by plan ID."""
        return {
            doubt.plan: self._doubted(doubt, checked) for doubt in self.asked(checked).values()
        }

    def right(self, request: Request) -> Response:
        """Somebody has looked: the letter may go to the address that was shown."""
        now = seen(self._pages)
        plan = plan_of(now[1], field(request, "plan")) if now else None
        doubt = self.asked(now[1]).get(plan.id) if now and plan else None
        if doubt and doubt.mark == field(request, "asked"):
            self._deciding.do(lambda: say_right(self._pages.desk.folder, doubt))
            self._pages.desk.say_changed()
        return back(request)

    def _doubted(self, doubt: Doubt, checked: Checked) -> Doubted:
        desk = self._pages.desk
        view, tried = desk.view, self._deciding.tried(doubt.plan)
        names = {plan.id: plan.patient.name for plan in checked.reading.plans}
        return Doubted(
            doubt.plan,
            doubt.address,
            doubt.mark,
            doubt.reason == TWICE,
            self._why(doubt, names[doubt.plan]),
            doubt.meant,
            tried.text if tried else doubt.address,
            tried.why if tried else "",
            bool(view and view.is_current and desk.saves),
        )

    def _why(self, doubt: Doubt, name: str) -> str:
        desk, say, paper = self._pages.desk, self._pages.say, doubt.paper
        if doubt.reason == SPELLS:
            return say("letters.spells", whose=doubt.whose, plan=doubt.of, name=name)
        if paper is None:
            return say("letters.slip", near=doubt.near)
        when = moment(paper.since, now=desk.around.now(), words=desk.catalogue)
        if doubt.reason == TWICE:
            return say("letters.twice", n=paper.version, when=when)
        left = say(f"letters.left_as.{paper.way}", when=when)
        key = "anothers" if doubt.is_known else "anothers_plan"
        return say(f"letters.{key}", whose=doubt.whose, plan=doubt.of, left=left, name=name)
