"""A plan that is being written becomes its page: the fields filled in, and what is to be said."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from starlette.responses import Response

from clinicplan.catalogue.phrases import long_date, phrase
from clinicplan.desk.blame import Said, at_fields, is_folded, of_address
from clinicplan.desk.catching_up import choices as choices_of
from clinicplan.desk.catching_up import mark_of
from clinicplan.desk.days import next_of, order_in, typed_as
from clinicplan.desk.meeting import Meeting, is_the_same, meeting
from clinicplan.desk.pages import Notice, Pages
from clinicplan.desk.read_back import known
from clinicplan.desk.saving import Kept, as_it_is
from clinicplan.desk.sheet import Sheet
from clinicplan.desk.shown import minutes, missing, shown_rows
from clinicplan.desk.tiles import cards, filters, tiles
from clinicplan.desk.unsaved import is_waiting
from clinicplan.desk.written import DATES, FACTS, Written, is_day
from clinicplan.files import open_since
from clinicplan.tasks.check import Checked
from clinicplan.tasks.draft import rows_to_paste
from clinicplan.workbook.choices import choices
from clinicplan.workbook.columns import EXERCISES

FACT_NAMES = tuple((key, EXERCISES.column(key).heading) for key in FACTS)
"""What may stand in a cell of its own, and what it is called there."""

LISTS = ("conditions", "cautions", "editions", "people")
"""What a field chooses from."""

COMING = ("start", "review")
"""Days that lie ahead: without a year the next one may be meant."""


def show_sheet(
    pages: Pages, checked: Checked, sheet: Sheet, *, address: str, since: str
) -> Response:
    """The page of a plan; `since` is when Excel seems to have left it open, if that is long ago."""
    written, words = sheet.written, pages.desk.catalogue
    rows = shown_rows(pages, checked, sheet)
    lacking = missing(pages, sheet, rows) if sheet.asked else []
    opened, is_there = sheet.opened, written.value("plan_id") in checked.reading.ids
    title = pages.say("draft.change_title" if opened else "draft.title")
    kept = as_it_is(pages, sheet.kept, sheet.draft, is_saved=sheet.is_saved)
    return pages.show(
        "draft.html",
        here="plans",
        title=opened.held.plan if opened else title,
        heading=title,
        notice=_notice(pages, checked, sheet),
        address=address,
        written=written,
        rows=[row for row in rows if not row.is_left_out],
        left_out=[row for row in rows if row.is_left_out],
        is_mixed=len({row.is_free for row in rows}) > 1,
        tiles=tiles(pages, checked, written, rows),
        filters=filters(pages, known(checked).values()),
        cards=cards(pages, checked, written),
        people=checked.reading.practitioners,
        lists={name: choices(name, words) for name in LISTS},
        whom=_whom(pages, checked, sheet),
        sheet=sheet,
        missing=lacking,
        blame=_blamed(pages, sheet),
        paste=_to_paste(pages, checked, sheet) if not lacking and not is_there else ("", ""),
        minutes=minutes(checked, sheet),
        saves=pages.desk.saves,
        kept=_with_address(kept, sheet) if sheet.kept.saved is None or is_there else Kept(),
        waits=is_waiting(sheet) and (opened is not None or not is_there),
        met=_met(pages, checked, sheet),
        since=since,
        file=checked.ready.file.name,
        version=_version(sheet),
        beside=tuple(opened.beside()) if opened else (),
        facts=FACT_NAMES,
        days=_days(checked, written, pages.desk.around.now().date()),
    )


@dataclass(frozen=True, slots=True)
class Day:
    """A day's field: what it holds, the date by itself and read aloud, and how one types it.

    `text` and `said` are "" where it is none; then `wrong` says so, and `offered` is the day that
    may be meant, where only the year was left out, with the button's `answer`.
    """

    typed: str
    text: str
    said: str
    wrong: str
    order: str
    like: str
    offered: str = ""
    answer: str = ""


def _days(checked: Checked, written: Written, today: date) -> dict[str, Day]:
    """The fields of days, in the clinic's order."""
    order, words = order_in(checked.reading), checked.ready.catalogue
    like = phrase(words, f"desk.draft.day_{order}")
    days = {}
    for key in DATES:
        text = written.value(key)
        is_date = bool(text) and is_day(text)
        said = long_date(words, date.fromisoformat(text)) if is_date else ""
        wrong = phrase(words, "desk.draft.no_day", like=like) if text and not is_date else ""
        day = text if is_date else ""
        days[key] = Day(typed_as(text, order), day, said, wrong, order, like)
        meant = next_of(text, order, today=today) if wrong and key in COMING else None
        if meant:
            offered, answer = long_date(words, meant), f"day:{key}={meant.isoformat()}"
            days[key] = replace(days[key], offered=offered, answer=answer)
    return days


def _to_paste(pages: Pages, checked: Checked, sheet: Sheet) -> tuple[str, str]:
    """The rows to paste where somebody wants them: a refused Save alone asks for none."""
    is_asked = sheet.rows or is_waiting(sheet) or (sheet.asked and not pages.desk.saves)
    if not is_asked or sheet.drafted is None or sheet.draft is None:
        return ("", "")
    return rows_to_paste(checked.ready, sheet.draft)


@dataclass(frozen=True, slots=True)
class Blamed:
    """What is said at each field and which of them are wrong, by key, and why there is no page.

    `is_folded` is true where something is said in the part that is closed at first.
    """

    said: Mapping[str, tuple[Said, ...]]
    wrong: Collection[str]
    is_folded: bool
    no_page: str


def _blamed(pages: Pages, sheet: Sheet) -> Blamed:
    said = at_fields(pages, sheet)
    wrong = {key for key, found in said.items() if any(one.look == "mend" for one in found)}
    folded = is_folded(said) or not is_day(sheet.written.value("review"))
    return Blamed(said, wrong, folded, _no_page(pages, sheet))


def _with_address(kept: Kept, sheet: Sheet) -> Kept:
    """What was saved, with what is to be looked at in the address that letters go to."""
    said = of_address(sheet)
    if not said or not kept.saved or not kept.notice or kept.notice.look != "good":
        return kept
    notice = Notice("look", kept.notice.title, f"{kept.notice.text} {said}".strip())
    return replace(kept, notice=notice)


def _no_page(pages: Pages, sheet: Sheet) -> str:
    """When the first page can stand there: once a day is one, or there is a dose."""
    wrong = [key for key in DATES if not is_day(sheet.written.value(key))]
    if not wrong:
        return pages.say("draft.no_page")
    return pages.say("draft.no_page_day", field=pages.say(f"draft.{wrong[0]}"))


def old_mark(pages: Pages, checked: Checked, *, before: float) -> str:
    """Since when Excel is said to have the workbook open, if since before this; else ""."""
    made, now = open_since(checked.ready.file.resolve()), pages.desk.around.now()
    if made is None or made >= before:
        return ""
    day = datetime.fromtimestamp(made, now.tzinfo)
    return long_date(pages.desk.catalogue, day.date())


def _met(pages: Pages, checked: Checked, sheet: Sheet) -> Meeting | None:
    """What is to be chosen between, where the workbook has another plan of this ID."""
    is_question = sheet.opened is None or sheet.kept.clashes or sheet.is_behind
    if not sheet.asked or sheet.kept.saved or not is_question:
        return None
    opened = sheet.opened
    title = pages.say("draft.changed_both", plan=opened.held.plan) if opened else ""
    if asked := choices_of(pages, checked, sheet):
        return Meeting(title, (), mark_of(asked), asked)
    met = meeting(pages, checked, sheet)
    if met and opened:
        return replace(met, title=title)
    return met


@dataclass(frozen=True, slots=True)
class Whom:
    """Whom the pictures show: the code, "" where that is not known yet, and the words.

    `is_chosen` is false where the clinic's setting has decided.
    """

    code: str
    name: str
    is_chosen: bool


def _whom(pages: Pages, checked: Checked, sheet: Sheet) -> Whom:
    chosen = sheet.written.value("person")
    plan = sheet.drafted.plan if sheet.drafted else None
    code = checked.ready.press.person(plan) if plan and not chosen else chosen
    name = pages.desk.catalogue.names.get(f"person.{code}", chosen)
    return Whom(code, name[:1].lower() + name[1:], bool(chosen))


def _version(sheet: Sheet) -> int:
    """The version that a plan of the workbook would have, 0 where there is nothing to say."""
    plan = sheet.drafted.plan if sheet.drafted else None
    return plan.version if sheet.opened and plan and plan.version > 1 else 0


def _notice(pages: Pages, checked: Checked, sheet: Sheet) -> Notice | None:
    say = pages.say
    if sheet.trouble:
        return Notice("mend", sheet.trouble, "")
    if sheet.unkept:
        return Notice("mend", say("draft.unkept"), sheet.unkept)
    is_new = sheet.opened is None and not sheet.kept.notice
    if sheet.asked and is_new and is_the_same(checked, sheet):
        return Notice("good", say("draft.there", plan=sheet.written.value("plan_id")), "")
    if sheet.unsaved and sheet.unsaved.said and not sheet.kept.notice:
        return Notice("look", sheet.unsaved.said, "")
    return None
