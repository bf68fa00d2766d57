"""A checked workbook becomes the page To mend: all findings by plan, by what they ask for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from starlette.requests import Request
from starlette.responses import Response

from clinicplan.desk.about import about
from clinicplan.desk.asked import MEND, Answers, asked
from clinicplan.desk.counts import counts_of
from clinicplan.desk.pages import Link, Pages, go_to
from clinicplan.desk.rows import Row, Standing, by_person, rows_of
from clinicplan.desk.seen import seen
from clinicplan.desk.since import Since, since_last
from clinicplan.desk.views import errors_of
from clinicplan.findings import Finding
from clinicplan.plan import Plan
from clinicplan.tasks.check import Checked
from clinicplan.tasks.questions import WHOSE
from clinicplan.workbook.findings.causes import stops_everything


@dataclass(frozen=True, slots=True)
class Group:
    """A plan with its findings; "" is the workbook as a whole."""

    plan: str
    name: str
    standing: Standing | None
    found: tuple[Finding, ...]
    changed: Since | None = None


def mend(pages: Pages, given: Answers, request: Request) -> Response:
    """All findings by plan, with what is ready beside them."""
    if not (now := seen(pages)):
        return go_to("/")
    checked = now[1]
    rows = rows_of(checked, pages.desk.given(), now[0].headings)
    show = request.query_params.get("show", "mend")
    changed = since_last(pages, checked.reading.plans if show == "look" else _of_others(checked))
    groups = _groups(checked, rows, changed)
    shown = show if show in groups else "mend"
    found = _all_of(groups[shown])
    counts = counts_of(checked, rows)
    numbers = {"mend": counts.to_mend, "look": counts.to_look_at, "ready": counts.ready}
    tabs = [
        Link(
            key,
            f"/mend?show={key}",
            count=numbers.get(key, len(items)),
            look="mend" if key == "mend" and items else "",
            is_here=key == shown,
            text=pages.say(f"mend.show.{key}"),
        )
        for key, items in groups.items()
    ]
    whole = any(map(stops_everything, checked.found))
    return pages.show(
        "mend.html",
        here="plans",
        title=pages.say("mend.show.mend"),
        groups=groups[shown],
        asked=asked(pages, given, now[0], found),
        about=about(pages, checked, found),
        can_undo=given.can_undo(checked, at=MEND),
        notice=given.told(now[0], at=MEND),
        can_change=checked.reading.ids if pages.desk.saves else (),
        plan_shown="",
        show=shown,
        tabs=tabs,
        whole=whole,
        counts=counts,
    )


def _of_others(checked: Checked) -> tuple[Plan, ...]:
    """The plans whose last paper was for another patient."""
    asked = {item.plan for item in checked.found if item.code in WHOSE}
    return tuple(plan for plan in checked.ready.waiting if plan.id in asked)


def _all_of(groups: Iterable[Group]) -> list[Finding]:
    return [item for group in groups for item in group.found]


def _groups(
    checked: Checked, rows: Sequence[Row], changed: Mapping[str, Since]
) -> dict[str, list[Group]]:
    """The findings of each plan by what they ask for, and what was `changed` since its paper.

    What is only to be known of a plan stands with its warnings, else with what is ready. A plan
    whose letter alone is held is to be mended, and ready.
    """
    groups: dict[str, list[Group]] = {"mend": [], "look": [], "ready": [], "none": []}
    for row, (_, own) in zip(rows, by_person(checked), strict=True):
        grave = errors_of(own)
        group = partial(Group, row.plan, row.name, row.standing)
        light = tuple(item for item in own if not item.severity.is_to_mend)
        if row.is_to_mend:
            groups["mend"].append(group(grave, changed.get(row.plan)))
        if row.is_ready:
            groups["ready"].append(group(() if row.to_look_at or row.is_to_mend else light))
        if row.to_look_at:
            groups["look"].append(group(light, changed.get(row.plan)))
    plans = {row.plan for row in rows}
    rest = tuple(item for item in checked.found if item.plan not in plans)
    if grave := errors_of(rest):
        groups["mend"].insert(0, Group("", "", None, grave))
    if light := tuple(item for item in rest if item not in grave):
        groups["none"].append(Group("", "", None, light))
    return groups
