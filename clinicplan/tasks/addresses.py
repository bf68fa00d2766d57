"""A doubt about a letter becomes a question, until somebody says that it may go.

What was said lies beside the letters as keyed hashes: nobody can read an address from them.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Collection, Iterable
from pathlib import Path

from clinicplan.mail.choose import SLIP, Hold
from clinicplan.mail.entry import Entry
from clinicplan.plan import Plan
from clinicplan.seal import seal_key, state_folder
from clinicplan.tasks.doubts import Doubt, doubts_of
from clinicplan.tasks.notes import Notes
from clinicplan.tasks.papers import read_letters
from clinicplan.tasks.ready import Ready, check_ids
from clinicplan.workbook.read import Reading


def _hashes(said: object) -> tuple[str, ...]:
    if not isinstance(said, list):
        raise TypeError(said)
    return tuple(map(str, said))


_RIGHT: Notes[tuple[str, ...]] = Notes(
    "addresses.json", "addresses.lock", _hashes, (), indent=1
)
"""The hashes that are kept; what is damaged is asked again."""


def doubts(
    folder: Path, plans: Iterable[Plan], *, letters: Iterable[Entry], reading: Reading
) -> dict[str, Doubt]:
    """What is to be asked about the letters of these plans, by plan ID; of each one thing at once.

    Every plan's address is looked at, also where the check sums up its warnings of old plans.
    """
    found = tuple(doubts_of(plans, folder, letters=letters, reading=reading))
    right = frozenset(_RIGHT.read(folder)) if found else frozenset[str]()
    asked = [doubt for doubt in found if right.isdisjoint(_keys(folder, doubt))]
    return {doubt.plan: doubt for doubt in reversed(asked)}


def hold_of(doubt: Doubt) -> Hold:
    """What is said of the letter until somebody has answered."""
    return Hold(doubt.plan, doubt.reason, doubt.since)


def say_right(folder: Path, doubt: Doubt) -> None:
    """Keep that the letter may go in spite of this. Raises BusyFolder and UnwritableFile.

    The folder is one that letters were written in.
    """
    _RIGHT.change(folder, lambda right: tuple(sorted({*right, _keys(folder, doubt)[0]})))


def say_right_of(
    ready: Ready, folder: Path, plans: Collection[str], *, reasons: Collection[str]
) -> None:
    """Keep that letters of these plans may go, as the workbook is now, in spite of these reasons.

    Of each plan that is said which would be asked now; what is not asked needs no answer. Raises
    UnknownPlan, and as `say_right` does.
    """
    check_ids(plans, ready.reading)
    if plans:
        mine = (plan for plan in ready.reading.plans if plan.id in plans)
        asked = doubts(folder, mine, letters=read_letters(folder), reading=ready.reading)
        for doubt in asked.values():
            if doubt.reason in reasons:
                say_right(folder, doubt)


def _keys(folder: Path, doubt: Doubt) -> tuple[str, ...]:
    """What an answer is kept by, and was by an older program: another doubt is asked about anew."""
    key = seal_key(state_folder(folder))
    said = [doubt.mark]
    if doubt.reason == SLIP:
        said.append(f"{doubt.plan.casefold()}\n{doubt.address.casefold()}")
    return tuple(hmac.new(key, each.encode(), hashlib.sha256).hexdigest() for each in said)
