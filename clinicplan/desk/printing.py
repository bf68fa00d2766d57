"""Plans that are ticked become one PDF for the printer, and handouts in their folder."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from clinicplan.desk.given import note_printed
from clinicplan.desk.pages import Notice, Pages, field, form_of, go_to
from clinicplan.desk.rows import Row, Standing, rows_of
from clinicplan.desk.showing import seen
from clinicplan.desk.views import View
from clinicplan.errors import ClinicPlanError
from clinicplan.files import BusyFolder
from clinicplan.plan import Patient, Plan
from clinicplan.rules import fold
from clinicplan.tasks.batch import Failed, Terms
from clinicplan.tasks.build import Run, build
from clinicplan.tasks.check import Checked
from clinicplan.tasks.joining import joined

COUNTED = 60
"""Plans whose pages are counted for the list: each is laid out for it."""

KEPT = 3
"""Files for the printer that can be asked for again."""


@dataclass(frozen=True, slots=True)
class Line:
    """A plan in the list; `pages` is 0 where nobody has counted."""

    plan: str
    name: str
    pages: int
    goes_by: Standing
    is_ticked: bool


@dataclass(frozen=True, slots=True)
class Job:
    """A file for the printer: its bytes, the plans in it, its sheets' pages."""

    pdf: bytes
    plans: tuple[str, ...]
    pages: int
    not_made: tuple[Notice, ...]


class Printer:
    """The list of one desk, and the files that it was asked for."""

    def __init__(self, pages: Pages) -> None:
        self._pages = pages
        self._jobs: dict[int, Job] = {}

    def routes(self) -> list[Route]:
        """Where these pages are."""
        return [
            Route("/print", self.choose, methods=["GET"]),
            Route("/print", self.make, methods=["POST"]),
            Route("/print/{number:int}", self.show),
            Route("/print/{number:int}.pdf", self.file),
        ]

    def choose(self, request: Request) -> Response:
        """The list of good plans, ticked but for those that lie printed as they are."""
        return self._choose()

    def _choose(self, notice: Notice | None = None) -> Response:
        now = seen(self._pages)
        if not now:
            return go_to("/")
        lines = self._lines(*now)
        ticked = [line for line in lines if line.is_ticked]
        return self._pages.show(
            "print.html",
            here="print",
            notice=notice,
            lines=lines,
            rows=now[1].reading.rows,
            pages=sum(line.pages for line in lines),
            ticked=len(ticked),
            ticked_pages=sum(line.pages for line in ticked),
            folder=self._pages.desk.folder.name,
            can_print=now[0].is_current,
        )

    def make(self, request: Request) -> Response:
        """Bring the ticked plans' handouts up to date, and join them."""
        asked = form_of(request).get("plan", ())
        return self._answer(asked, order=field(request, "order"))

    def print_plan(self, plan: str) -> Response:
        """The printer's page of this plan alone."""
        return self._answer([plan], order="")

    def _answer(self, asked: Collection[str], *, order: str) -> Response:
        now = seen(self._pages)
        if not now or not now[0].is_current:
            return go_to("/print")
        plans = [plan for plan in now[1].reading.plans if plan.id in asked]
        if not plans:
            return self._choose(Notice("look", self._pages.say("print.nothing"), ""))
        try:
            job = self._make(now[1], plans, order=order)
        except BusyFolder:
            return self._choose(Notice("look", self._pages.say("print.busy"), ""))
        except ClinicPlanError as error:
            return self._choose(Notice("mend", str(error), ""))
        if not job.plans:
            return self._choose(job.not_made[0])
        return go_to(self._add(job))

    def print_draft(self, plan: Plan, pdf: bytes, *, pages: int) -> str:
        """The address of a plan's handout for the printer, though the workbook has it not yet.

        It lies in no folder, so nothing can be sent of it.
        """
        desk = self._pages.desk
        note_printed(desk.folder, (plan,), now=desk.around.now())
        return self._add(Job(pdf, (plan.id,), pages, ()))

    def _add(self, job: Job) -> str:
        """The address of a file for the printer, which is kept for a while."""
        number = max(self._jobs, default=0) + 1
        self._jobs[number] = job
        for old in [key for key in self._jobs if key <= number - KEPT]:
            del self._jobs[old]
        return f"/print/{number}"

    def show(self, request: Request) -> Response:
        """The file, with the printer's window over it."""
        job = self._jobs.get(request.path_params["number"])
        if job is None:
            return self._pages.missing()
        return self._pages.show(
            "printing.html",
            here="print",
            job=job,
            count=len(job.plans),
            file=f"/print/{request.path_params['number']}.pdf",
        )

    def file(self, request: Request) -> Response:
        """The file itself."""
        job = self._jobs.get(request.path_params["number"])
        if job is None:
            return self._pages.missing()
        return Response(job.pdf, media_type="application/pdf")

    def _make(self, checked: Checked, plans: list[Plan], *, order: str) -> Job:
        desk, only = self._pages.desk, [plan.id for plan in plans]
        terms = Terms(desk.around.now().date())
        with desk.at_press, desk.busy():
            run = build(checked.ready, desk.folder, terms=terms, only=only)
            records = list(run.handouts(only))
            if order == "name":
                names = {plan.id: _last_name_first(plan.patient) for plan in plans}
                records.sort(key=lambda record: names[record.plan])
            pdf, parts = joined(records, desk.folder) if records else (b"", ())
        made = {part.plan for part in parts}
        now = desk.around.now()
        note_printed(desk.folder, (plan for plan in plans if plan.id in made), now=now)
        desk.say_changed()
        not_made = tuple(self._notices(run, only))
        return Job(pdf, tuple(part.plan for part in parts), sum(p.pages for p in parts), not_made)

    def _notices(self, run: Run, only: Iterable[str]) -> Iterable[Notice]:
        asked = set(only)
        for failed in run.built.failed:
            if failed.plan in asked:
                yield self._notice(failed)

    def _notice(self, failed: Failed) -> Notice:
        """Why a plan was not made: a file that is open, else a fault with its line."""
        say = self._pages.say
        if failed.code == "handout-in-use":
            return Notice("mend", say("print.open", plan=failed.plan), say("print.open_help"))
        if failed.code == "handout-crashed":
            help_ = say("print.fault_help", line=f"{failed.code}, {failed.detail}")
            return Notice("mend", say("print.fault", plan=failed.plan), help_)
        return Notice("mend", say("print.not_made", plan=failed.plan), failed.detail)

    def _lines(self, view: View, checked: Checked) -> list[Line]:
        good = {plan.id: plan for plan in checked.reading.plans}
        rows = [row for row in rows_of(checked, self._pages.desk.given(), {}) if row.plan in good]
        counts = len(rows) <= COUNTED
        return [
            Line(
                row.plan,
                row.name,
                self._pages.pictures.count(view, good[row.plan]) if counts else 0,
                self._goes_by(row, good[row.plan]),
                not row.standing.is_settled,
            )
            for row in rows
        ]

    def _goes_by(self, row: Row, plan: Plan) -> Standing:
        say = self._pages.say
        if row.standing.look in ("quiet", "doubt", "mend"):
            return row.standing
        by_mail = plan.patient.email and plan.patient.consent
        way = say("print.both" if by_mail else "print.paper")
        if row.to_look_at:
            return Standing("look", say("print.look", way=way, n=row.to_look_at))
        return Standing("", way)


def _last_name_first(patient: Patient) -> tuple[str, str]:
    """What a list of people is sorted by: no case, no accents."""
    return fold(patient.last_name), fold(patient.first_name)
