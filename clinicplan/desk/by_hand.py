"""Letters that a clinic sends by itself become drafts beside the workbook, and what lies there."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from clinicplan.desk.desk import Desk
from clinicplan.desk.going import Going, HeldBack, Seen
from clinicplan.desk.mailroom import MailRoom, check_address
from clinicplan.desk.views import View
from clinicplan.mail.folder import drafts_in
from clinicplan.tasks.office import Computer
from clinicplan.tasks.outbox import kept_letters, resolve
from clinicplan.tasks.post import Post
from clinicplan.tasks.send import OtherLetters, Sent, save_drafts

DRAFTS = "drafts"

REPLACED = ("saved", "changed-since-saved")
"""What says of a letter that its draft may be saved anew, in place of the old one."""


class ByHand:
    """The drafts of a desk; they are written as letters are sent, one thing at a time."""

    def __init__(self, desk: Desk, room: MailRoom) -> None:
        self._desk = desk
        self._room = room

    def save(self, view: View, plans: Collection[str]) -> None:
        """Begin to save the letters of these plans that were looked at."""
        if self._room.current(view) is None or self._room.is_going:
            return
        going, folder = Going(), _folder(view)

        def work(post: Post) -> Sent:
            return save_drafts(post, folder, onlooker=self._room.onlooker(going))

        self._room.begin(view, going, work, only=plans)

    def save_one(self, view: View, seen: Seen) -> None:
        """Begin to save the one draft anew, as the plan is now; the old one's file goes."""
        if self._room.is_going:
            return
        going = Going()

        def work(post: Post) -> Sent:
            check_address(post, seen)
            return save_drafts(post, _folder(view), onlooker=self._room.onlooker(going))

        def decided(computer: Computer) -> None:
            with self._room.opened(view, computer, only=(seen.plan,)) as post:
                holds = post.sorting.holds
                plans = post.prepared.ready.reading.plans
            if any(plan.id == seen.plan and plan.patient.email != seen.address for plan in plans):
                raise OtherLetters("The draft would have another address than the one seen.")
            if any(hold.reason not in REPLACED for hold in holds):
                raise HeldBack(holds[0])
            with kept_letters(self._desk.folder, computer=computer) as kept:
                resolve(kept, seen.plan, decision="again", mark=seen.mark)

        self._room.begin(view, going, work, only=(seen.plan,), first=decided)

    def addresses(self) -> dict[str, str]:
        """To whom each draft goes that lies there, by its Message-ID's stem."""
        view = self._desk.view
        return {draft.stem: draft.address for draft in drafts_in(_folder(view))} if view else {}

    @property
    def folder(self) -> str:
        """Where drafts lie, "" where none were saved."""
        view = self._desk.view
        folder = _folder(view) if view else None
        return str(folder) if folder and folder.is_dir() else ""


def _folder(view: View) -> Path:
    return view.file.parent / DRAFTS
