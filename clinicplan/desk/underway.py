"""What the mail room is doing becomes how far letters have come, and what became of the last."""

from __future__ import annotations

from dataclasses import dataclass

from clinicplan.desk.letter_words import left_over, outcome, so_far
from clinicplan.desk.mailroom import MailRoom
from clinicplan.desk.pages import SAID_FOR, Notice, Pages, while_new
from clinicplan.mail.signin import NoSecret
from clinicplan.tasks.progress import Progress


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


def underway_of(pages: Pages, room: MailRoom) -> Underway | None:
    """Letters that go now, from here or from another program on this folder."""
    going, progress = room.going, room.progress
    if going is None or going.is_over:
        if not room.goes_elsewhere:
            return None
        return Underway(progress, so_far(pages, progress), 0, "", False, False)
    if not going.have_begun:
        return Underway(Progress(), "", 0, going.told, True, going.stop.is_set())
    said, minutes = so_far(pages, progress), round(progress.to_go * going.seconds / 60)
    return Underway(progress, said, minutes, going.told, True, going.stop.is_set())


def outcome_of(pages: Pages, room: MailRoom) -> Notice | None:
    """What became of the letters that went last, or of those that a killed program left."""
    going = room.going
    if going and going.is_over:
        now = pages.desk.around.now()
        said = outcome(pages, going, room.progress)
        if isinstance(going.fault, NoSecret) and now - (going.over_since or now) >= SAID_FOR:
            return None  # its field says the same
        return while_new(said, going.over_since or now, now=now)
    return left_over(pages, room.progress)
