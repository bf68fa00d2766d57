"""Findings become the exercise that each is about, where they do not name it themselves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from clinicplan.desk.pages import Pages
from clinicplan.findings import Finding, Place
from clinicplan.rules import fold
from clinicplan.tasks.check import Checked


def about(pages: Pages, checked: Checked, found: Iterable[Finding]) -> dict[Finding, str]:
    """What stands before a finding's words: its exercise, and its row where the plan has several.

    Nothing where its words name the exercise, and the plan has it once.
    """
    rows = checked.reading.asked_for
    times, say = Counter((fold(plan), fold(name)) for plan, name in rows.values()), pages.say
    said = {}
    for item in found:
        plan, name = rows.get(Place(item.place.sheet, item.place.row), ("", ""))
        is_named = not name or fold(name) in fold(item.message)
        is_one_of_several = bool(name) and times[fold(plan), fold(name)] > 1
        parts = ([] if is_named else [name]) + (
            [say("mend.row", n=item.place.row)] if is_one_of_several else []
        )
        text = ", ".join(parts)
        if text:
            said[item] = f"{text[:1].upper()}{text[1:]}:"
    return said
