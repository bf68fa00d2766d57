"""Findings become buttons and fields, as far as their answers are known."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial

from clinicplan.catalogue.phrases import long_date
from clinicplan.desk.days import order_in
from clinicplan.desk.pages import Notice, Pages, while_new
from clinicplan.desk.views import View
from clinicplan.errors import ClinicPlanError
from clinicplan.findings import Finding
from clinicplan.tasks.changed import last_of
from clinicplan.tasks.check import Checked
from clinicplan.tasks.mend import REASON, answers_to
from clinicplan.tasks.moved import homes, still_moved
from clinicplan.tasks.owner import TWICE, rivals
from clinicplan.tasks.questions import AGREEABLE, CODES, MOVED, WHOSE
from clinicplan.tasks.rewrite import Saved, undo
from clinicplan.tasks.said import name_in, read_said
from clinicplan.tasks.whose import first_ids, had_by
from clinicplan.workbook.columns import PATIENTS, Kind
from clinicplan.workbook.findings.words import is_day
from clinicplan.workbook.writing.answers import Answer

LONG = (Kind.TEXT, Kind.LINES, Kind.FILES)
"""Kinds of cells that may hold several lines."""

MEND, PRINT = "mend", "print"
"""The lists on which it is said what was done last; else it is said on its plan's page."""


@dataclass(frozen=True, slots=True)
class Button:
    """An answer that is one click: what is written, and what it is called."""

    text: str
    label: str


@dataclass(frozen=True, slots=True)
class Asked:
    """How a finding is answered on a page.

    `mark` is what its forms post. `hint` says what to do, "" where the buttons say it all;
    `is_named` where the field needs its column's name, too. `typed` is what the field holds.
    `is_reason` where it asks why, before it is overridden. `wrong` says what was wrong with what
    was typed last, and `instead` what that may have meant. `excel` is what to type there instead,
    while nothing can be written from here. `agrees` says that it is right as it is, "" where that
    is no answer; `has_cell` is false where no cell takes one. `whose` says for whom a plan ID is
    typed where two rows have the same; then `exercises` are those under it, as they were typed,
    `owners` whose they may be (by row), and `last` says whose its last paper was ("": nobody's).
    `put_back` gives all rows that were torn from their plans the plan IDs that they had.
    """

    mark: str
    heading: str
    is_named: bool
    cell: str
    buttons: tuple[Button, ...]
    typed: str
    is_long: bool
    is_reason: bool
    hint: str = ""
    wrong: str = ""
    instead: tuple[Button, ...] = ()
    excel: str = ""
    agrees: str = ""
    has_cell: bool = True
    whose: str = ""
    exercises: tuple[str, ...] = ()
    owners: tuple[Button, ...] = ()
    last: str = ""
    put_back: str = ""


@dataclass(frozen=True, slots=True)
class Done:
    """What was done last: what its *Undo* says, and what takes it back.

    `digest` is that of the workbook which was written; "" where something else was done. `at` are
    the pages on which it is said: `MEND`, `PRINT`, and plan IDs.
    """

    name: str
    undo: Callable[[], object]
    digest: str = ""
    file: str = ""
    at: Collection[str] = ()

    @property
    def mark(self) -> str:
        """What *Undo* posts: it means this, and nothing that was done in another window since."""
        return hashlib.sha256(f"{self.name}\n{self.digest}".encode()).hexdigest()[:16]


def saved(name: str, what: Saved, *, at: Collection[str]) -> Done:
    """Cells that were written."""
    return Done(name, partial(undo, what), what.digest, what.file.name, at)


@dataclass(frozen=True, slots=True)
class Tried:
    """What was typed last and would not do: for which finding, why, and what would instead."""

    mark: str
    text: str
    why: str
    fixes: tuple[str, ...] = ()


class Answers:
    """What was done last in this run, and the answers to what is shown."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._since = now()
        self.done: Done | None = None
        self.tried: Tried | None = None
        self._notice: Notice | None = None
        self._noticed = 0
        self._at: Collection[str] = ()
        self._reading = 0
        self._answers: Mapping[Finding, Answer] = {}

    def answers(self, view: View, checked: Checked) -> Mapping[Finding, Answer]:
        """The answers of this reading; they are looked up once."""
        if self._reading != view.reading:
            try:
                self._answers = answers_to(checked.ready, checked.found)
            except ClinicPlanError:
                self._answers = {}
            self._reading = view.reading
        return self._answers

    def can_undo(self, checked: Checked, *, at: str) -> Done | None:
        """What was done last and belongs on this page, while the workbook is as it was written."""
        done = self.done
        is_same = done is not None and done.digest in ("", checked.reading.digest)
        return done if done and is_same and at in done.at else None

    def note(
        self, notice: Notice | None, view: View | None, *, at: Collection[str] = ()
    ) -> None:
        """Say this on these pages (() is all) as long as the workbook is as it is now.

        That all went well is said for a while only.
        """
        self._since = self._now()
        self._notice, self._noticed, self._at = notice, view.reading if view else 0, at

    def told(self, view: View, *, at: str = "") -> Notice | None:
        """What is to be said of the last answer on this page."""
        is_here = not self._at or at in self._at
        is_said = is_here and self._noticed == view.reading
        return while_new(self._notice if is_said else None, self._since, now=self._now())


def asked(
    pages: Pages, given: Answers, view: View, found: Iterable[Finding]
) -> dict[Finding, Asked]:
    """How each of these findings is answered; in no cell, where the desk may not write."""
    checked, found = view.checked, tuple(found)
    if not checked or not view.is_current:
        return {}
    answers = given.answers(view, checked) if pages.desk.saves else {}
    can_write = pages.desk.saves and not view.in_excel
    back = _back_again(pages, checked, found) if can_write else {}
    agreed = {
        item: _agreed(pages, checked, item, mark=mark_of(view, item))
        for item in found
        if item.code in CODES and item not in answers
    }
    names = {person.plan: person.name for person in checked.reading.people}
    once: dict[object, Finding] = {}
    for item in found:
        if item in answers:  # one reason does for all that is told of its row, below the last
            is_reason = answers[item].column.key == REASON
            once[answers[item].place if is_reason else item] = item
    agreed |= {
        item: replace(one, put_back=back[item.code == MOVED])
        for item, one in agreed.items()
        if back and item.code in WHOSE
    }
    return agreed | {
        item: _of_rivals(pages, checked, item, asked)
        for item in once.values()
        if (asked := _asked(pages, given, view, item, answers[item], names))
    }


def _back_again(
    pages: Pages, checked: Checked, found: Iterable[Finding]
) -> Mapping[bool, str]:
    """The words that put all back: True for rows that were torn off, False for IDs."""
    codes, folder = {item.code for item in found}, pages.desk.folder
    rows = homes(checked.reading, folder) if MOVED in codes else {}
    ids = first_ids(checked.reading, folder) if codes & {*WHOSE} - {MOVED} else {}
    return {
        True: pages.say("mend.put_back", n=len(rows)) if rows else "",
        False: pages.say("mend.put_ids_back", n=len(ids)) if ids else "",
    }


def _of_rivals(pages: Pages, checked: Checked, item: Finding, one: Asked) -> Asked:
    """The same of a plan ID that stands in two rows: for whom one is typed, whose it may be."""
    here = next((each for each in checked.reading.people if each.row == item.place.row), None)
    if item.code != TWICE or here is None:
        return one
    found, say = rivals(checked.ready, item), pages.say
    return replace(
        one,
        whose=say("mend.new_id", name=here.name, n=here.row),
        exercises=found.exercises,
        owners=tuple(Button(str(each.row), say("mend.whose_button", name=each.name, n=each.row))
                     for each in found.rows),
        last=_last_paper(pages, item.plan),
    )  # fmt: skip


def _last_paper(pages: Pages, plan: str) -> str:
    """Whose the last paper of a plan ID was, "" where nobody knows."""
    paper = last_of(pages.desk.papers().get(plan, ()))
    said = read_said(pages.desk.folder, paper.says) if paper else None
    return pages.say("mend.last_paper", plan=plan, name=name_in(said)) if said else ""


def _agreed(pages: Pages, checked: Checked, item: Finding, *, mark: str) -> Asked:
    """A question that no cell answers: it is right as it is now, or the plan is changed."""
    agrees, hint = pages.say("mend.agree"), item.here
    if item.code in WHOSE:
        name = next(one.name for one in checked.reading.people if one.plan == item.plan)
        agrees = pages.say("mend.agree_theirs", name=name)
        hint = " ".join(filter(None, (_were(pages, checked, item, name=name), hint)))
    return Asked(mark, "", False, "", (), "", False, False, hint=hint, agrees=agrees,
                 has_cell=False)  # fmt: skip


def _were(pages: Pages, checked: Checked, item: Finding, *, name: str) -> str:
    """Whose exercises they were, "" where nobody knows: by the ID that they were under, or that
    another patient of the workbook had.
    """
    if item.code != MOVED:
        before = had_by(checked.reading, pages.desk.folder, item.plan)
        return " ".join(
            pages.say("mend.had", plan=item.plan, name=one.name, n=one.row, now=one.plan)
            for one in before
        )
    rows = still_moved(checked.reading, pages.desk.folder, item.plan)
    if rows is None:
        return ""
    known = {one.plan: one.name for one in checked.reading.people}
    names = [known[plan] for plan in rows.of if plan in known]
    return pages.say("mend.were", whose=", ".join(names), name=name) if names else ""


def _asked(
    pages: Pages,
    given: Answers,
    view: View,
    item: Finding,
    answer: Answer,
    names: Mapping[str, str],
) -> Asked:
    mark, tried = mark_of(view, item), given.tried
    is_own = tried is not None and tried.mark == mark
    is_secret = answer.column.kind is Kind.SECRET  # a password is not shown
    is_id = answer.column.key == "plan_id"
    called = dict(zip(item.fixes, item.called, strict=False))

    def buttons_of(fixes: tuple[str, ...]) -> tuple[Button, ...]:
        return tuple(
            Button(fix, called.get(fix) or label_of(pages, answer, fix, names))
            for fix in _country_first(fixes, view)
        )

    buttons = buttons_of(answer.fixes)
    needs_hint = not buttons or not item.severity.is_to_mend or is_id
    one = Asked(
        mark=mark,
        heading=answer.column.heading,
        is_named=answer.place != item.place and not item.here,
        cell=cell_of(answer),
        buttons=buttons,
        typed=tried.text if tried and is_own else "" if is_secret else answer.text,
        is_long=answer.column.kind in LONG or "\n" in answer.text,
        is_reason=answer.column.key == REASON,
        hint=item.here or (item.hint if needs_hint else ""),
        wrong=tried.why if tried and is_own else "",
        instead=buttons_of(tried.fixes) if tried and is_own else (),
        agrees=pages.say("mend.agree") if _is_agreeable(item) else "",
    )
    if view.in_excel:
        return replace(one, hint=item.hint, excel=_in_excel(pages, one, is_called=bool(called)))
    return one


def _is_agreeable(item: Finding) -> bool:
    """True where no cell says that it is right as it is now."""
    is_whole = item.code in CODES and item.place.sheet == PATIENTS.title
    return item.code == AGREEABLE or is_whole


def _country_first(fixes: tuple[str, ...], view: View) -> tuple[str, ...]:
    """Both readings of a date, that in the clinic's order first."""
    order = order_in(view.checked.reading) if view.checked else "day"
    both = {fix[:4] for fix in fixes if is_day(fix)}
    is_turned = len(fixes) == len(("day", "month")) and len(both) == 1
    return fixes[::-1] if is_turned and order == "month" else fixes


def label_of(pages: Pages, answer: Answer, fix: str, names: Mapping[str, str]) -> str:
    """What the button is called: the words of the workbook, a day as one says it."""
    if not fix:
        return pages.say("mend.empty")
    if answer.column.key == "consent":
        return pages.say("mend.consent")
    if answer.column.key == "version":
        return pages.say("plan.version", n=fix)
    if answer.column.kind is Kind.DATE and is_day(fix):
        return long_date(pages.desk.catalogue, date.fromisoformat(fix))
    if answer.column.key == "plan_id" and fix in names:
        return f"{fix}, {names[fix]}"
    return fix


def _in_excel(pages: Pages, one: Asked, *, is_called: bool) -> str:
    """What to type in Excel while that has the workbook open."""
    labels = (button.text if is_called else button.label for button in one.buttons)
    what = pages.say("mend.or").join(labels)
    key = "mend.in_excel" if what else "mend.in_excel_field"
    return pages.say(key, what=what, cell=one.cell, heading=one.heading)


def mark_of(view: View, item: Finding) -> str:
    """What a form posts for a finding: it means this one in this very workbook."""
    digest = view.checked.reading.digest if view.checked else ""
    said = (digest, str(item.place), item.code, item.message, item.plan)
    return hashlib.sha256("\n".join(said).encode()).hexdigest()[:32]


def cell_of(answer: Answer) -> str:
    """The answer's cell as one reads it in Excel."""
    return str(answer.place).replace("!", " ")
