"""What was changed since a plan's last paper becomes what its pages say of it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from clinicplan.desk.given import moment
from clinicplan.desk.pages import Pages
from clinicplan.plan import Plan


@dataclass(frozen=True, slots=True)
class Since:
    """Which paper the plan is compared with, and a line for each thing that differs."""

    title: str
    lines: tuple[str, ...]


def since_last(pages: Pages, plans: Collection[Plan]) -> dict[str, Since]:
    """What was changed since each plan's last paper, by plan ID; only where something was."""
    now, words = pages.desk.around.now(), pages.desk.catalogue
    return {
        plan: Since(
            pages.say("since.title", n=changed.paper.version,
                      when=moment(changed.paper.since, now=now, words=words)),
            changed.lines,
        )
        for plan, changed in pages.desk.changed(plans).items()
    }  # fmt: skip
