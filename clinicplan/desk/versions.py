"""What was given out of a plan becomes the version that it has next, and the list of all."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from clinicplan.desk.desk import Desk
from clinicplan.desk.given import LETTERS, has_left, is_on_paper, moment, read_printed, went_out
from clinicplan.desk.pages import Pages
from clinicplan.desk.rows import Standing
from clinicplan.plan import Plan
from clinicplan.tasks.earlier import earlier_handouts


@dataclass(frozen=True, slots=True)
class Version:
    """A version of a plan: what became of it, and where its PDF is ("": not kept)."""

    number: int
    standing: Standing | None
    address: str = ""


def given_out(desk: Desk, plan: str) -> dict[int, datetime]:
    """When each version of the plan was given out last."""
    return went_out(plan, read_printed(desk.folder).get(plan, ()), desk.letters())


def next_version(desk: Desk, plan: Plan) -> int:
    """The version that a plan has once it is changed so: a new one where somebody has this one.

    What lies printed and says the very same needs no new one.
    """
    given = given_out(desk, plan.id)
    last = max(given, default=0)
    if last < plan.version:
        return plan.version
    is_sent = any(item.plan == plan.id and item.version == last and has_left(item)
                  for item in desk.letters())  # fmt: skip
    printed = [item for item in read_printed(desk.folder).get(plan.id, ()) if item.version == last]
    if printed and not is_sent and all(is_on_paper(plan, item) for item in printed):
        return last  # it says the same, or it was printed before it could be saved
    return last + 1


def with_version(plan: Plan, version: int) -> Plan:
    """The plan as this version."""
    return plan if plan.version == version else replace(plan, version=version)


def versions_of(pages: Pages, plan: str, *, now_at: int, standing: Standing | None,
                is_made: bool) -> Iterable[Version]:  # fmt: skip
    """All versions that are known of: the present one (0: nobody knows), then the earlier ones."""
    desk = pages.desk
    if now_at:
        yield Version(now_at, standing, f"/plan/{plan}/handout.pdf" if is_made else "")
    given, kept = given_out(desk, plan), earlier_handouts(desk.folder, plan)
    for number in sorted({*given, *kept}, reverse=True):
        if number < now_at or not now_at:
            address = f"/plan/{plan}/version/{number}.pdf" if number in kept else ""
            yield Version(number, _standing(pages, plan, number), address)


def _standing(pages: Pages, plan: str, number: int) -> Standing | None:
    """What became of an earlier version: its letter, else when it was printed."""
    now, words = pages.desk.around.now(), pages.desk.catalogue
    for item in pages.desk.letters():
        if (item.plan, item.version) == (plan, number) and item.state in LETTERS:
            look, key = LETTERS[item.state]
            when = moment(datetime.fromisoformat(item.changed), now=now, words=words)
            return Standing(look, pages.say(f"state.{key}", when=when))
    for record in read_printed(pages.desk.folder).get(plan, ()):
        if record.version == number:
            when = moment(datetime.fromisoformat(record.time), now=now, words=words)
            return Standing("quiet", pages.say("state.printed", when=when))
    return None
