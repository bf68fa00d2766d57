"""Plans that have changed since they were given out become new versions before they are printed."""

from __future__ import annotations

from collections.abc import Collection

from clinicplan.desk.asked import MEND, PRINT, Answers, saved
from clinicplan.desk.pages import Notice, Pages
from clinicplan.errors import ClinicPlanError
from clinicplan.findings import Finding
from clinicplan.tasks.check import Checked
from clinicplan.tasks.numbers import CHANGED, CODES, count_up

NAMED = 3
"""Plans that are named before they are only counted."""


def count_up_for_print(
    pages: Pages, answered: Answers, checked: Checked, plans: Collection[str]
) -> tuple[Notice, ...]:
    """Write the numbers of these plans into the workbook, if it may be written, and say so.

    Where it may not, they are printed with their numbers all the same, and the warning stays.
    """
    found = [item for item in checked.found if item.code in CODES and item.plan in plans]
    if not found:
        return ()
    is_written = pages.desk.saves and _write(pages, answered, checked, found)
    new = [item for item in found if item.code == CHANGED]
    if not new and is_written:
        return ()
    title = _said(pages, new or found)
    if is_written:
        return (Notice("good", title, pages.say("print.counted", file=checked.ready.file.name)),)
    return (Notice("look", title, pages.say("print.not_counted")),)


def _said(pages: Pages, found: Collection[Finding]) -> str:
    """What each warning says; of many plans how many there are."""
    if len(found) > NAMED:
        return pages.say("print.changed", n=len(found))
    return " ".join(f"{item.plan}: {item.message}" for item in found)


def _write(
    pages: Pages, answered: Answers, checked: Checked, found: Collection[Finding]
) -> bool:
    """True where the cells hold the numbers now; the last answer's *Undo* takes them back."""
    desk = pages.desk
    try:
        with desk.at_press, desk.busy():
            written = count_up(checked.ready, found, today=desk.around.now().date())
    except ClinicPlanError:
        return False
    finally:
        desk.read_again()
    numbers = [fix for item in found for fix in item.fixes]
    one = len(numbers) == 1
    name = pages.say("plan.version", n=numbers[0]) if one else pages.say("print.versions")
    answered.done = saved(name, written, at=(PRINT, MEND, *(item.plan for item in found)))
    return True
