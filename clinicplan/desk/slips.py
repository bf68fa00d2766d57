"""An address that looks like a slip becomes a question beside its letter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from clinicplan.desk.deciding import Deciding, back
from clinicplan.desk.pages import Pages, field
from clinicplan.desk.seen import plan_of, seen
from clinicplan.tasks.addresses import Slip, say_right, slips
from clinicplan.tasks.check import Checked


@dataclass(frozen=True, slots=True)
class Doubted:
    """An address that is asked about: why, and the one that may have been meant.

    `typed` is what its field holds, `wrong` why that was not written; `can_write` where it may
    be put right here.
    """

    plan: str
    address: str
    why: str
    meant: str
    typed: str
    wrong: str
    can_write: bool


class Slips:
    """The addresses of a desk's letters that somebody must look at before they go."""

    def __init__(self, pages: Pages, deciding: Deciding) -> None:
        self._pages = pages
        self._deciding = deciding

    def routes(self) -> list[Route]:
        """Where its forms go; an address that is put right goes to `/letters/address`."""
        return [Route("/letters/right", self.right, methods=["POST"])]

    def asked(self, checked: Checked) -> Mapping[str, Slip]:
        """The slips that nobody has answered, by plan ID: none of them is sent or saved."""
        return slips(self._pages.desk.folder, checked.reading.plans)

    def doubted(self, checked: Checked) -> dict[str, Doubted]:
        """What is shown of them, by plan ID."""
        return {plan: self._doubted(slip) for plan, slip in self.asked(checked).items()}

    def right(self, request: Request) -> Response:
        """Somebody has looked: the address that was shown is the patient's."""
        now = seen(self._pages)
        plan = plan_of(now[1], field(request, "plan")) if now else None
        slip = self.asked(now[1]).get(plan.id) if now and plan else None
        if slip and slip.address == field(request, "address"):
            self._deciding.do(lambda: say_right(self._pages.desk.folder, slip))
            self._pages.desk.say_changed()
        return back(request)

    def _doubted(self, slip: Slip) -> Doubted:
        desk = self._pages.desk
        view, tried = desk.view, self._deciding.tried(slip.plan)
        return Doubted(
            slip.plan,
            slip.address,
            self._pages.say("letters.slip", near=slip.near),
            slip.meant,
            tried.text if tried else slip.address,
            tried.why if tried else "",
            bool(view and view.is_current and desk.saves),
        )
