"""What one types in answer to a finding becomes its cell, or the workbook stays as it was.

Before a byte is written the changed workbook is read: the finding is gone, its cell has no other
mistake, and no other plan says anything else. A mistake of the row that was hidden behind it may
show: it is the next question. It is written with the guards of `rewrite`.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from clinicplan.errors import UnreadableFile
from clinicplan.findings import Finding
from clinicplan.tasks.alike import mistakes, shared
from clinicplan.tasks.ready import Ready, read_typed
from clinicplan.tasks.rewrite import ChangedMeanwhile, GivenBack, Saved, rewrite
from clinicplan.workbook.columns import EXERCISES, PATIENTS
from clinicplan.workbook.read import Reading
from clinicplan.workbook.writing.amend import amend
from clinicplan.workbook.writing.answers import Answer, answers, is_of_cell
from clinicplan.workbook.writing.change import Change
from clinicplan.workbook.xlsx.book import open_book
from clinicplan.workbook.xlsx.container import WrongFile

REASON = "override"
"""The column of a reason to give an exercise all the same."""

LEAST_WORDS = 2
LEAST_LETTERS = 8


class NotMended(GivenBack):
    """What was typed would not mend it, so nothing was written; `found` says why."""

    def __init__(self, found: tuple[Finding, ...]) -> None:
        super().__init__("That would not mend it, so nothing was written.")
        self.found = found


class OthersChange(GivenBack):
    """What was typed would change another plan, so nothing was written."""


class NoReason(GivenBack):
    """A reason is a few words."""


class Nothing(GivenBack):
    """Nothing was typed: a cell is emptied only where that is what may have been meant."""


def answers_to(ready: Ready, found: Iterable[Finding]) -> Mapping[Finding, Answer]:
    """The cell for the answer to each finding that a cell's value would mend.

    None where the workbook is not the one that was read. Raises UnreadableFile.
    """
    try:
        data = ready.file.read_bytes()
        if hashlib.sha256(data).hexdigest() != ready.reading.digest:
            return {}
        return answers(open_book(data), found, words=ready.stock.words)
    except (OSError, WrongFile) as error:
        raise UnreadableFile(f"{ready.file.name} cannot be read.") from error


def mend(
    ready: Ready, finding: Finding, answer: Answer, *, text: str, today: date, since: float = 0
) -> Saved:
    """Write the text into the answer's cell, which mends the finding.

    Raises what `rewrite` raises; NotMended, OthersChange, NoReason or Nothing where it would
    not do.
    """
    if answer.column.key == REASON and not is_reason(text):
        raise NoReason("Say why in a few words.")
    if not text.strip() and text not in answer.fixes:
        raise Nothing("Nothing was typed, so nothing was written.")
    change = answer.change(text)
    if change.after == answer.now:
        raise NotMended((finding,))
    meant = _Meant(finding, answer, text)
    _try(ready, change, meant, today=today)
    return rewrite(ready, lambda _: (change,), as_meant=meant.is_so, today=today, since=since)


def is_reason(text: str) -> bool:
    """True for a few words: nobody overrides a caution with a dot."""
    return len(text.split()) >= LEAST_WORDS and sum(map(str.isalpha, text)) >= LEAST_LETTERS


@dataclass(frozen=True, slots=True)
class _Meant:
    """A finding, and what its answer's cell is to hold."""

    finding: Finding
    answer: Answer
    text: str

    def is_so(self, before: Reading, after: Reading) -> bool:
        """True where the finding is gone, and all else is as it was but for its plan."""
        return not self.left(before, after) and self.keeps_others(before, after)

    def left(self, before: Reading, after: Reading) -> tuple[Finding, ...]:
        """What would still be wrong there: the same thing, or another mistake in the cell.

        A warning about a cell does not keep other words out of it that it is about as well: a
        dose in the clinic's own words may be said better in other words of their own. Behind a
        mistake there may be others that are told at its cell, and are of its row.
        """
        same = (self.finding.place, self.finding.code)
        was, now = (Counter((item.place, item.code) for item in reading.findings)
                    for reading in (before, after))  # fmt: skip
        if now[same] >= was[same] and not self._is_reworded():
            return tuple(item for item in after.findings if (item.place, item.code) == same)
        return tuple(
            item
            for item in after.findings
            if item.place == self.answer.place
            and item.severity.is_to_mend
            and not was[item.place, item.code]
            and not self._was_hidden(item)
        )

    def _was_hidden(self, item: Finding) -> bool:
        """True for what is told at the cell, is not of what it holds, and is told only now."""
        is_mistake = self.finding.severity.is_to_mend
        return is_mistake and not is_of_cell(item, self.answer.column)

    def _is_reworded(self) -> bool:
        """True for words of somebody's own in the cell that was only warned about."""
        is_own = self.text not in self.answer.fixes and self.finding.place == self.answer.place
        return is_own and not self.finding.severity.is_to_mend

    def keeps_others(self, before: Reading, after: Reading) -> bool:
        """True where only the plan that is meant may have become another.

        What all plans share is written for all of them: none may go, or another way of a plan
        come by a setting.
        """
        sheet = self.answer.sheet
        if sheet not in (PATIENTS, EXERCISES):
            return {plan.id for plan in before.plans} <= {plan.id for plan in after.plans}
        own = {self.finding.plan.casefold()}
        if self.answer.column.key == "plan_id":
            own.add(self.text.casefold())

        def elsewhere(plan: str) -> bool:
            return plan.casefold() not in own

        return (
            _plans(before, where=elsewhere) == _plans(after, where=elsewhere)
            and mistakes(after, where=elsewhere) <= mistakes(before, where=elsewhere)
            and shared(before) == shared(after)
        )


def _plans(reading: Reading, *, where: Callable[[str], bool]) -> tuple[object, ...]:
    return tuple(plan for plan in reading.plans if where(plan.id))


def _try(ready: Ready, change: Change, meant: _Meant, *, today: date) -> None:
    """Read the workbook as it would be; the file stays as it is."""
    try:
        data = ready.file.read_bytes()
    except OSError as error:
        raise ChangedMeanwhile(f"{ready.file.name} cannot be read now.") from error
    if hashlib.sha256(data).hexdigest() != ready.reading.digest:
        raise ChangedMeanwhile(f"{ready.file.name} was changed in the meantime.")
    before = read_typed(ready, (), today=today, content=data)
    after = read_typed(ready, (), today=today, content=amend(data, (change,)))
    if left := meant.left(before, after):
        raise NotMended(left)
    if not meant.keeps_others(before, after):
        raise OthersChange("That would change more than this plan, so nothing was written.")
