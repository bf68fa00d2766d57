"""What is found in an exercise that is being written becomes words, with buttons that answer."""

from __future__ import annotations

from dataclasses import dataclass, replace

from clinicplan.desk.asked import Button
from clinicplan.desk.pages import Pages
from clinicplan.desk.written import FACTS, OF_EXERCISES, Written, with_field
from clinicplan.findings import Finding
from clinicplan.tasks.check import Checked
from clinicplan.workbook.columns import EXERCISES

FIELDS = frozenset((*OF_EXERCISES, *FACTS)) - {"exercise", "preset"}
"""The fields of an exercise that a button may fill in."""


@dataclass(frozen=True, slots=True)
class Told:
    """What is said of an exercise, with all that may have been meant where that is known."""

    text: str
    answers: tuple[Button, ...] = ()


def told_of(pages: Pages, checked: Checked, item: Finding, *, at: int) -> Told:
    """A finding of the exercise at this place of the plan; -1 has no fields to fill in."""
    text = words_of(item)
    key = _field_of(checked, item)
    if at < 0 or key not in FIELDS:
        return Told(text)
    called = dict(zip(item.fixes, item.called, strict=False))
    buttons = (
        Button(f"answer:{at},{key}={fix}", called.get(fix) or fix or pages.say("mend.empty"))
        for fix in item.fixes
    )
    return Told(text, tuple(buttons))


def answered(written: Written, which: str) -> Written:
    """With what a button says in the field that it is for: `0,hold=5 s`."""
    where, _, text = which.partition("=")
    place, _, key = where.partition(",")
    at = int(place) if place.isdigit() else -1
    if not 0 <= at < len(written.rows) or key not in FIELDS:
        return written
    row = with_field(written.rows[at], key, text)
    return replace(written, rows=(*written.rows[:at], row, *written.rows[at + 1 :]))


def words_of(finding: Finding) -> str:
    """A finding as it is said at the desk."""
    return f"{finding.message} {finding.here or finding.hint}".strip()


def _field_of(checked: Checked, item: Finding) -> str:
    """The column that the answer belongs into, "" where the sheet has none."""
    words = checked.ready.stock.words.get(item.code)
    if words is None or not words.field:
        return ""
    columns = dict(enumerate((column.key for column in EXERCISES.columns), start=1))
    return words.into or columns.get(item.place.column, "")
