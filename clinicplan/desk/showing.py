"""A checked workbook becomes the pages Plans, To mend and Plan, and their pictures."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from clinicplan.catalogue.phrases import day_month, long_date
from clinicplan.desk.asked import Answers, asked
from clinicplan.desk.pages import Link, Notice, Pages, go_to
from clinicplan.desk.pictures import LARGE, SMALL
from clinicplan.desk.reads import Reads, reads_of
from clinicplan.desk.rows import Row, Standing, by_plan, rows_of
from clinicplan.desk.sheet import Sheets
from clinicplan.desk.since import Since, since_last
from clinicplan.desk.unsaved import lines
from clinicplan.desk.versions import files_of, versions_of
from clinicplan.desk.views import Condition, View, errors_of
from clinicplan.findings import Finding, Severity
from clinicplan.plan import Plan
from clinicplan.schedule import session_minutes
from clinicplan.tasks.check import Checked, Doses, exercises_of
from clinicplan.tasks.numbers import changed_since

EMPTY = "toe-curl-spread"
"""The exercise whose picture stands where there are no plans yet."""

OWN = "own:"
"""What the frame of a clinic's own picture begins with; its file's name follows."""

PICTURES = {".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg"}


def routes(pages: Pages, sheets: Sheets, given: Answers) -> list[Route]:
    """Where these pages are."""
    return [
        Route("/plans", partial(plans, pages, sheets)),
        Route("/mend", partial(mend, pages, given)),
        Route("/plan/{plan}", partial(plan_page, pages, given)),
        Route("/plan/{plan}/read", partial(read, pages)),
        Route("/plan/{plan}/handout.pdf", partial(handout, pages)),
        Route("/plan/{plan}/one-sheet.pdf", partial(beside, pages, "one-sheet", " one-sheet.pdf")),
        Route("/plan/{plan}/text.html", partial(beside, pages, "text", ".html")),
        Route("/plan/{plan}/text.txt", partial(beside, pages, "text", ".txt")),
        Route("/plan/{plan}/given/{sha256}.pdf", partial(given_pdf, pages)),
        Route("/plan/{plan}/{size}/{number:int}.png", partial(picture, pages)),
        Route("/library/{exercise}.png", partial(exercise, pages)),
        Route("/own/{exercise}", partial(own_picture, pages)),
        Route("/clinic/logo.png", partial(logo, pages)),
    ]


@dataclass(frozen=True, slots=True)
class Group:
    """A plan with its findings; "" is the workbook as a whole."""

    plan: str
    name: str
    standing: Standing | None
    found: tuple[Finding, ...]
    changed: Since | None = None


@dataclass(frozen=True, slots=True)
class ExerciseLine:
    """An exercise of a plan as the patient reads it, with the address of its picture."""

    name: str
    reads: Reads
    picture: str


def seen(pages: Pages) -> tuple[View, Checked] | None:
    """What is shown, None where no workbook was read yet."""
    view = pages.desk.view
    return (view, view.checked) if view and view.checked else None


def plans(pages: Pages, sheets: Sheets, request: Request) -> Response:
    """The list of all plans, the newest row first."""
    if not (now := seen(pages)):
        return go_to("/")
    rows = rows_of(now[1], pages.desk.given(), now[0].headings)[::-1]
    kinds: dict[str, Callable[[Row], bool]] = {
        "all": lambda row: True,
        "mend": _is_to_mend,
        "look": lambda row: not row.to_mend and bool(row.to_look_at),
        "open": lambda row: not row.standing.is_settled and not _is_to_mend(row),
    }
    asked = request.query_params.get("show", "all")
    shown = asked if asked in kinds else "all"
    tabs = [
        Link(
            key,
            "/mend" if key == "mend" else f"/plans?show={key}",
            count=(count := sum(map(kind, rows))),
            look="mend" if key == "mend" and count else "",
            is_here=key == shown,
            text=pages.say(f"plans.show.{key}"),
        )
        for key, kind in kinds.items()
    ]
    rows = tuple(filter(kinds[shown], rows))
    drafts = lines(pages, now[1], sheets) if shown in ("all", "open") else []
    notice = _told(now[0], sheets) or _dropped(pages)
    return pages.show("plans.html", here="plans", rows=rows, tabs=tabs, notice=notice,
                      drafts=drafts, total=now[1].reading.rows, picture=EMPTY)  # fmt: skip


def _is_to_mend(row: Row) -> bool:
    """True for a plan that cannot be given out as it is, or whose letter was refused."""
    return bool(row.to_mend) or row.standing.look == "mend"


def _told(view: View, sheets: Sheets) -> Notice | None:
    """What became of a draft without a click, until the workbook is read again."""
    if not view.is_current or not sheets.told or sheets.told[1] != view.reading:
        return None
    return sheets.told[0]


def _dropped(pages: Pages) -> Notice | None:
    """Where a workbook lies that was dropped on a page, until it is saved for the first time."""
    view, dropped = pages.desk.view, pages.desk.dropped
    if not view or dropped != view.file or view.condition is not Condition.FRESH:
        return None
    title = pages.say("drop.copied", folder=str(dropped.parent))
    return Notice("good", title, pages.say("drop.work_there", file=dropped.name))


def mend(pages: Pages, given: Answers, request: Request) -> Response:
    """All findings by plan, with what is ready beside them."""
    if not (now := seen(pages)):
        return go_to("/")
    checked = now[1]
    rows = rows_of(checked, {}, now[0].headings)
    groups = _groups(checked, rows, since_last(pages, _raised(checked)))
    show = request.query_params.get("show", "mend")
    shown = show if show in groups else "mend"
    tabs = [
        Link(
            key,
            f"/mend?show={key}",
            count=len(items),
            look="mend" if key == "mend" and items else "",
            is_here=key == shown,
            text=pages.say(f"mend.show.{key}"),
        )
        for key, items in groups.items()
    ]
    whole = any(not item.plan for item in errors_of(checked.found))
    ready = {plan.id for plan in checked.reading.plans}
    return pages.show(
        "mend.html",
        here="plans",
        title=pages.say("mend.show.mend"),
        groups=groups[shown],
        asked=asked(pages, given, now[0], _all_of(groups[shown])),
        can_undo=given.can_undo(checked),
        notice=given.told(now[0]),
        can_change=checked.reading.ids if pages.desk.saves else (),
        plan_shown="",
        show=shown,
        tabs=tabs,
        whole=whole,
        total=checked.reading.rows,
        ready=len(ready),
        faulty=checked.reading.rows - len(ready),
        look=sum(group.plan in ready for group in groups["look"]),
    )


def _all_of(groups: Iterable[Group]) -> list[Finding]:
    return [item for group in groups for item in group.found]


def _raised(checked: Checked) -> tuple[Plan, ...]:
    """The plans of which something is told because they were given out and have changed."""
    raised = changed_since(checked.found)
    return tuple(plan for plan in checked.reading.plans if plan.id in raised)


def _groups(
    checked: Checked, rows: Iterable[Row], changed: Mapping[str, Since]
) -> dict[str, list[Group]]:
    """The findings of each plan by what they ask for, and what was `changed` since its paper."""
    found = by_plan(checked.found)
    groups: dict[str, list[Group]] = {"mend": [], "look": [], "ready": [], "none": []}
    for row in rows:
        own = found.pop(row.plan, ())
        grave = errors_of(own)
        group = partial(Group, row.plan, row.name, row.standing)
        if grave or row.standing.look == "mend":
            groups["mend"].append(group(grave))
        else:
            groups["ready"].append(group(()))
        if light := tuple(item for item in own if item.severity is not Severity.ERROR):
            groups["look"].append(group(light, changed.get(row.plan)))
    rest = tuple(item for items in found.values() for item in items)
    if grave := errors_of(rest):
        groups["mend"].insert(0, Group("", "", None, grave))
    if light := tuple(item for item in rest if item not in grave):
        groups["none"].append(Group("", "", None, light))
    return groups


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
        found=(found := by_plan(checked.found).get(name, ())),
        asked=asked(pages, given, view, found),
        can_undo=given.can_undo(checked),
        notice=given.told(view),
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
    )  # fmt: skip


def given_pdf(pages: Pages, request: Request) -> Response:
    """A handout that was given out, as it was."""
    name, sha256 = request.path_params["plan"], request.path_params["sha256"]
    now = seen(pages)
    if not now or name not in now[1].reading.ids:
        return pages.missing()
    path = files_of(pages.desk.folder, name).get(sha256)
    if path is None:
        return pages.missing()
    return Response(path.read_bytes(), media_type="application/pdf")


def plan_of(checked: Checked, name: str) -> Plan | None:
    """The plan of this ID, None where it is faulty or not there."""
    return next((plan for plan in checked.reading.plans if plan.id == name), None)


def _lines(pages: Pages, plan: Plan, checked: Checked) -> list[ExerciseLine]:
    lines = Doses(checked.reading, checked.ready.catalogue).printed(plan)
    return [
        ExerciseLine(
            line.name,
            reads_of(pages, line, start=plan.start),
            picture_of(item.exercise, checked),
        )
        for line, item in zip(lines, plan.prescriptions, strict=True)
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
    minutes = session_minutes(plan, exercises).usual
    reads = pages.say("plan.reads")
    return f"{reads} {pages.say('plan.minutes', n=minutes)}" if minutes else reads


def read(pages: Pages, request: Request) -> Response:
    """All pages of a plan, large, one below the other."""
    now = seen(pages)
    plan = plan_of(now[1], request.path_params["plan"]) if now else None
    if not now or not plan:
        return pages.missing()
    spoken = pages.pictures.spoken(now[0], plan)
    return pages.show("read.html", here="plans", title=plan.id, plan=plan, spoken=spoken)


def handout(pages: Pages, request: Request) -> Response:
    """The plan as a PDF, as it would be printed now."""
    now = seen(pages)
    plan = plan_of(now[1], request.path_params["plan"]) if now else None
    if not now or not plan:
        return pages.missing()
    return Response(pages.pictures.handout(now[0], plan).pdf, media_type="application/pdf")


def beside(pages: Pages, kind: str, end: str, request: Request) -> Response:
    """What `build --also` makes of the plan: to be read here, or as a file to give away."""
    now = seen(pages)
    plan = plan_of(now[1], request.path_params["plan"]) if now else None
    made = pages.pictures.beside(now[0], plan, kind).get(end) if now and plan else None
    if plan is None or made is None:
        return pages.missing()
    if end.endswith(".pdf"):
        return Response(made, media_type="application/pdf")
    name = {"content-disposition": f'attachment; filename="{plan.id}{end}"'}
    return Response(made, media_type="application/octet-stream", headers=name)


def picture(pages: Pages, request: Request) -> Response:
    """A picture of a page."""
    now = seen(pages)
    asked = request.path_params
    plan = plan_of(now[1], asked["plan"]) if now else None
    dpi = {"small": SMALL, "large": LARGE}.get(asked["size"])
    if not now or not plan or not dpi:
        return pages.missing()
    try:
        drawn = pages.pictures.page(now[0], plan, number=asked["number"], dpi=dpi)
    except KeyError:
        return pages.missing()
    return Response(drawn, media_type="image/png")


def exercise(pages: Pages, request: Request) -> Response:
    """The library's picture of an exercise."""
    found = pages.desk.catalogue.exercises.get(request.path_params["exercise"])
    try:
        drawn = pages.pictures.exercise(found) if found else b""
    except KeyError:
        drawn = b""
    return Response(drawn, media_type="image/png") if drawn else pages.missing()


def picture_of(code: str, checked: Checked) -> str:
    """The address of an exercise's picture, "" where there is none."""
    if code in checked.ready.catalogue.exercises:
        return f"/library/{code}.png"
    return f"/own/{code}" if _own_file(code, checked) else ""


def _own_file(code: str, checked: Checked) -> Path | None:
    """The picture of an exercise of the clinic's own, which lies beside the workbook."""
    own = next((item for item in checked.reading.own if item.code == code), None)
    shots = own.variants[0].shots if own else ()
    names = [shot.frame.removeprefix(OWN) for shot in shots if shot.frame.startswith(OWN)]
    name = next(iter(names), "")
    file = checked.ready.file.parent / name
    is_ours = Path(name).name == name and Path(name).suffix.lower() in PICTURES
    return file if is_ours and file.is_file() else None


def own_picture(pages: Pages, request: Request) -> Response:
    """The picture of an exercise of the clinic's own, as it lies beside the workbook."""
    now = seen(pages)
    file = _own_file(request.path_params["exercise"], now[1]) if now else None
    if file is None:
        return pages.missing()
    return Response(file.read_bytes(), media_type=PICTURES[file.suffix.lower()])


def logo(pages: Pages, request: Request) -> Response:
    """The clinic's logo."""
    drawn = pages.pictures.logo(pages.desk.view) if pages.desk.view else b""
    return Response(drawn, media_type="image/png") if drawn else pages.missing()
