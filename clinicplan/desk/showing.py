"""A checked workbook becomes the pages Plans and Plan, and a plan to be read page by page."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from clinicplan.catalogue.phrases import day_month, long_date, phrase
from clinicplan.desk.about import about
from clinicplan.desk.asked import Answers, asked
from clinicplan.desk.counts import counts_of
from clinicplan.desk.held_letters import held_letters
from clinicplan.desk.pages import Link, Notice, Pages, go_to, while_new
from clinicplan.desk.reads import Reads, reads_of
from clinicplan.desk.rows import Row, by_plan, rows_of
from clinicplan.desk.seen import picture_of, plan_of, seen
from clinicplan.desk.sheet import Sheets
from clinicplan.desk.shown import SHOWN
from clinicplan.desk.since import since_last
from clinicplan.desk.to_mend import mend
from clinicplan.desk.unsaved import lines
from clinicplan.desk.versions import count_of_others, versions_of
from clinicplan.desk.views import Condition, View
from clinicplan.findings import Finding
from clinicplan.origins import Origins
from clinicplan.plan import Plan
from clinicplan.sessions import session_minutes
from clinicplan.tasks.check import Checked, Doses, exercises_of
from clinicplan.wording.sessions import session_words

EMPTY = "toe-curl-spread"
"""The exercise whose picture stands where there are no plans yet."""


def routes(pages: Pages, sheets: Sheets, given: Answers) -> list[Route]:
    """Where these pages are."""
    return [
        Route("/plans", partial(plans, pages, sheets)),
        Route("/mend", partial(mend, pages, given)),
        Route("/plan/{plan}", partial(plan_page, pages, given)),
        Route("/plan/{plan}/read", partial(read, pages)),
    ]


@dataclass(frozen=True, slots=True)
class ExerciseLine:
    """An exercise of a plan as the patient reads it, with the address of its picture.

    `ways` say which words of the clinic's have chosen the way that the pictures show.
    """

    name: str
    reads: Reads
    picture: str
    ways: tuple[str, ...]


def plans(pages: Pages, sheets: Sheets, request: Request) -> Response:
    """The list of all plans, the newest row first."""
    if not (now := seen(pages)):
        return go_to("/")
    rows = rows_of(now[1], pages.desk.given(), now[0].headings)[::-1]
    kinds: dict[str, Callable[[Row], bool]] = {
        "all": lambda row: True,
        "mend": lambda row: row.is_to_mend,
        "look": lambda row: bool(row.to_look_at),
        "open": lambda row: row.is_to_give_out,
    }
    counts = counts_of(now[1], rows)
    numbers = {"all": counts.rows, "mend": counts.to_mend, "look": counts.to_look_at,
               "open": counts.to_give_out}  # fmt: skip
    asked = request.query_params.get("show", "all")
    shown = asked if asked in kinds else "all"
    tabs = [
        Link(
            key,
            "/mend" if key == "mend" else f"/plans?show={key}",
            count=numbers[key],
            look="mend" if key == "mend" and counts.to_mend else "",
            is_here=key == shown,
            text=pages.say(f"plans.show.{key}"),
        )
        for key in kinds
    ]
    rows = tuple(filter(kinds[shown], rows))
    drafts = lines(pages, now[1], sheets) if shown in ("all", "open") else []
    notice = _told(pages, now[0], sheets) or _dropped(pages)
    return pages.show("plans.html", here="plans", rows=rows, tabs=tabs, notice=notice,
                      drafts=drafts, total=now[1].reading.rows, picture=EMPTY,
                      waits=held_letters(pages, now[1]))  # fmt: skip


def _told(pages: Pages, view: View, sheets: Sheets) -> Notice | None:
    """What became of a draft, until the workbook is read again; what went well, for a while."""
    if not view.is_current or not sheets.told or sheets.told[1] != view.reading:
        return None
    notice, _, since = sheets.told
    return while_new(notice, since, now=pages.desk.around.now())


def _dropped(pages: Pages) -> Notice | None:
    """Where a workbook lies that was dropped on a page, until it is saved for the first time."""
    view, dropped = pages.desk.view, pages.desk.dropped
    if not view or dropped != view.file or view.condition is not Condition.FRESH:
        return None
    title = pages.say("drop.copied", folder=str(dropped.parent))
    return Notice("good", title, pages.say("drop.work_there", file=dropped.name))


def plan_page(pages: Pages, given: Answers, request: Request) -> Response:
    """One plan: what is to be mended, what the patient reads, and how its pages look."""
    if not (now := seen(pages)):
        return go_to("/")
    view, checked = now
    name = request.path_params["plan"]
    rows = rows_of(checked, pages.desk.given(), view.headings)
    row = next((row for row in rows if row.plan == name), None)
    if row is None:
        return pages.missing()
    plan = plan_of(checked, name)
    read = plan or next((each for each in checked.ready.waiting if each.id == name), None)
    return pages.show(
        "plan.html",
        here="plans",
        title=name,
        row=row,
        plan=plan,
        found=(found := _gravest_first(by_plan(checked.found).get(name, ()))),
        asked=asked(pages, given, view, found),
        about=about(pages, checked, found),
        can_undo=given.can_undo(checked, at=name),
        notice=given.told(view, at=name),
        plan_shown=name,
        show="",
        lines=_lines(pages, read, checked) if read else (),
        changed=since_last(pages, (read,)).get(name) if read else None,
        pages=pages.pictures.handout(view, plan).pages if plan else 0,
        summary=_summary(pages, row, read),
        reads=_session(pages, read, checked) if read else "",
        place=str(checked.reading.places.get(name, "")),
        can_change=pages.desk.saves and name in checked.reading.ids,
        versions=tuple(versions_of(pages, name, now_at=row.version, standing=row.standing,
                                   made=plan, own=checked.reading.own)),
        others=count_of_others(pages.desk, name),
        waits=held_letters(pages, checked).get(name, ""),
    )  # fmt: skip


def _gravest_first(found: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(found, key=lambda item: not item.severity.is_to_mend))


def _lines(pages: Pages, plan: Plan, checked: Checked) -> list[ExerciseLine]:
    lines = Doses(checked.reading, checked.ready.catalogue).printed(plan)
    whom, origins = checked.ready.press.person(plan), checked.reading.origins.get(plan.id, ())
    shown = [item for item in checked.found if item.plan == plan.id and item.code in SHOWN]
    origins = origins or (Origins(),) * len(plan.prescriptions)
    return [
        ExerciseLine(
            line.name,
            reads_of(pages, line, start=plan.start),
            picture_of(item.exercise, checked, whom=whom, way=item.variant),
            tuple(one.message for one in shown if from_.place and one.place.row == from_.place.row),
        )
        for line, item, from_ in zip(lines, plan.prescriptions, origins, strict=True)
    ]


def _summary(pages: Pages, row: Row, plan: Plan | None) -> str:
    """Plan, birth date, weeks and review in a line."""
    words = pages.desk.catalogue
    version = row.version if row.version > 1 else 0
    said = [row.plan + (pages.say("plans.version", n=version) if version else "") + "."]
    if row.born:
        said.append(pages.say("plan.born", date=long_date(words, row.born)))
    if plan:
        key = "plan.weeks" if plan.weeks else "plan.from"
        said.append(pages.say(key, n=plan.weeks, date=long_date(words, plan.start)))
    if plan and plan.review:
        said.append(pages.say("plan.review", date=day_month(words, plan.review)))
    return " ".join(said)


def _session(pages: Pages, plan: Plan, checked: Checked) -> str:
    exercises = exercises_of(checked.reading, checked.ready.catalogue)
    session = session_minutes(plan, exercises)
    about, more = session_words(session, pages.desk.catalogue)
    said = ", ".join(filter(None, (about, more)))
    on_paper = phrase(pages.desk.catalogue, "handout.session")
    minutes = pages.say("plan.minutes", session=on_paper, words=said[:1].lower() + said[1:])
    whom = pages.desk.catalogue.names[f"person.{checked.ready.press.person(plan)}"]
    shown = pages.say("draft.person_now", who=whom[:1].lower() + whom[1:])
    reads = pages.say("plan.reads")
    return f"{reads} {minutes} {shown}." if about else f"{reads} {shown}."


def read(pages: Pages, request: Request) -> Response:
    """All pages of a plan, large, one below the other."""
    now = seen(pages)
    plan = plan_of(now[1], request.path_params["plan"]) if now else None
    if not now or not plan:
        return pages.missing()
    spoken = pages.pictures.spoken(now[0], plan)
    return pages.show("read.html", here="plans", title=plan.id, plan=plan, spoken=spoken)
