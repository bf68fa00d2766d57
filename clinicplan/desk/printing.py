"""Plans that are ticked become one PDF for the printer, and handouts in their folder."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from clinicplan.catalogue.values import Exercise
from clinicplan.desk.about import about
from clinicplan.desk.asked import PRINT, Answers, Done
from clinicplan.desk.asked import asked as asked_of
from clinicplan.desk.counts import counts_of
from clinicplan.desk.numbering import count_up_for_print
from clinicplan.desk.pages import Notice, Pages, field, form_of, go_to
from clinicplan.desk.print_list import lines_of, waiting_of
from clinicplan.desk.rows import by_plan, rows_of
from clinicplan.desk.seen import seen
from clinicplan.desk.unsure import asks_side
from clinicplan.errors import ClinicPlanError
from clinicplan.files import BusyFolder
from clinicplan.plan import Patient, Plan
from clinicplan.rules import fold
from clinicplan.tasks.batch import Failed, Terms
from clinicplan.tasks.build import Run, build
from clinicplan.tasks.check import Checked
from clinicplan.tasks.draft import Drafted
from clinicplan.tasks.earlier import keep, name_of
from clinicplan.tasks.joining import joined
from clinicplan.tasks.manifest import Record
from clinicplan.tasks.papers import Paper, note, printed, put_back, take_back
from clinicplan.tasks.said import said_of

KEPT = 3
"""Files for the printer that can be asked for again."""


@dataclass(frozen=True, slots=True)
class Job:
    """A file for the printer: its bytes, the plans in it, its sheets' pages.

    `told` is what is to be said of it: plans that were not made, new numbers. `time` is when it
    was noted as opened (ISO), and `name` what the file is called.
    """

    pdf: bytes
    plans: tuple[str, ...]
    pages: int
    told: tuple[Notice, ...]
    time: str
    name: str


class Printer:
    """The list of one desk, and the files that it was asked for."""

    def __init__(self, pages: Pages, answered: Answers) -> None:
        self._pages = pages
        self._answered = answered
        self._jobs: dict[int, Job] = {}

    def routes(self) -> list[Route]:
        """Where these pages are."""
        return [
            Route("/print", self.choose, methods=["GET"]),
            Route("/print", self.make, methods=["POST"]),
            Route("/print/{number:int}", self.show),
            Route("/print/{number:int}/nothing", self.nothing, methods=["POST"]),
            Route("/print/{number:int}/{name}", self.file),
            Route("/plan/{plan}/nothing", self.not_printed, methods=["POST"]),
        ]

    def choose(self, request: Request) -> Response:
        """The list of good plans, ticked but for those that lie printed as they are."""
        return self._choose()

    def _choose(self, notice: Notice | None = None) -> Response:
        now = seen(self._pages)
        if not now:
            return go_to("/")
        every = rows_of(now[1], self._pages.desk.given(), now[0].headings)
        waiting = waiting_of(now[1], every)
        lines = lines_of(self._pages, *now, [row for row in every if row.is_ready])
        ticked = [line for line in lines if line.is_ticked]
        asks = [item for group in waiting for item in group.found]
        return self._pages.show(
            "print.html",
            here="print",
            notice=notice or self._answered.told(now[0], at=PRINT),
            lines=lines,
            counts=counts_of(now[1], every),
            pages=sum(line.pages for line in lines),
            waiting=waiting,
            asked=asked_of(self._pages, self._answered, now[0], asks),
            about=about(self._pages, now[1], asks),
            to_look_at=sum(line.to_look_at > 0 for line in ticked),
            unsure=sum(line.is_unsure and not line.goes_by.is_settled for line in lines),
            ticked_pages=sum(line.pages for line in ticked),
            folder=self._pages.desk.folder.name,
            can_undo=self._answered.can_undo(now[1], at=PRINT),
            plan_shown="",
            show="print",
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
        plans = _plans(now[1], asked)
        if not plans and len(asked) == 1 and (one := next(iter(asked))) in now[1].reading.ids:
            self._say_what_it_waits_for(now[1], one)
            return go_to(f"/plan/{quote(one, safe='')}")
        if not plans:
            return self._choose(Notice("look", self._pages.say("print.nothing"), ""))
        told = count_up_for_print(self._pages, self._answered, now[1], asked)
        if told and (again := seen(self._pages)):
            now, plans = again, _plans(again[1], asked)
        try:
            job = self._make(now[1], plans, order=order, told=told)
        except BusyFolder:
            return self._choose(Notice("look", self._pages.say("print.busy"), ""))
        except ClinicPlanError as error:
            return self._choose(Notice("mend", str(error), ""))
        if not job.plans:
            return self._choose(job.told[-1] if job.told else None)
        return go_to(self._add(job))

    def print_draft(self, checked: Checked, drafted: Drafted, pdf: bytes, *, pages: int) -> str:
        """The address of a plan's handout for the printer, though the workbook has it not yet.

        It lies among those that are kept, and in no manifest, so nothing can be sent of it. ""
        where there is no plan.
        """
        desk, plan = self._pages.desk, drafted.plan
        if plan is None:
            return ""
        reading = replace(checked.reading, origins={plan.id: drafted.origins})
        sha256, now = hashlib.sha256(pdf).hexdigest(), desk.around.now()
        paper = printed(plan, now=now, sha256=sha256, own=reading.own)
        keep(desk.folder, name_of(*paper), pdf)
        said = {plan.id: said_of(plan, reading, desk.catalogue)}
        note(desk.folder, (paper,), said=said)
        return self._add(self._job(pdf, (plan.id,), pages=pages, now=now))

    def _job(
        self,
        pdf: bytes,
        plans: tuple[str, ...],
        *,
        pages: int,
        now: datetime,
        told: tuple[Notice, ...] = (),
    ) -> Job:
        """The file for the printer, called so that one knows it again and knows nobody by it."""
        what = plans[0] if len(plans) == 1 else ""
        key, when = "print.file_of" if what else "print.file", f"{now:%Y-%m-%d %H%M}"
        name = self._pages.say(key, plan=what, when=when)
        return Job(pdf, plans, pages, told, now.isoformat(), f"{name}.pdf")

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
            number=request.path_params["number"],
            file=f"/print/{request.path_params['number']}/{quote(job.name)}",
        )

    def file(self, request: Request) -> Response:
        """The file itself."""
        job = self._jobs.get(request.path_params["number"])
        if job is None or request.path_params["name"] != job.name:
            return self._pages.missing()
        named = {"content-disposition": f'inline; filename="{job.name}"'}
        return Response(job.pdf, media_type="application/pdf", headers=named)

    def nothing(self, request: Request) -> Response:
        """Nothing came out of the printer: the plans of a file are where they were."""
        job = self._jobs.get(request.path_params["number"])
        if job is None:
            return self._choose()
        return self._choose(self._take_back(job.plans, time=job.time))

    def not_printed(self, request: Request) -> Response:
        """The same of one version of a plan, by its page, which says so."""
        plan, desk = request.path_params["plan"], self._pages.desk
        self._answered.note(self._take_back([plan], time=field(request, "time")), desk.view)
        return go_to(f"/plan/{quote(plan, safe='')}")

    def _take_back(self, plans: Collection[str], *, time: str) -> Notice:
        """What is to be said of it; *Undo* puts them back."""
        desk, say = self._pages.desk, self._pages.say
        try:
            taken = take_back(desk.folder, plans, time=time)
        except ClinicPlanError as error:
            return Notice("mend", str(error), error.remedy)
        desk.read_again()
        if not taken.papers:
            return Notice("look", say("print.not_there"), "")
        (plan, paper), n = taken.papers[0], len(taken.papers)
        name = say("print.back_name", n=n, plan=plan, version=paper.version)
        self._answered.done = Done(name, partial(put_back, desk.folder, taken), at=(PRINT, *plans))
        return Notice("good", say("print.set_back", n=n, plan=plan, version=paper.version), "")

    def _make(
        self, checked: Checked, plans: list[Plan], *, order: str, told: tuple[Notice, ...]
    ) -> Job:
        desk, only = self._pages.desk, [plan.id for plan in plans]
        terms = Terms(desk.around.now().date())
        with desk.at_press, desk.busy():
            run = build(checked.ready, desk.folder, terms=terms, only=only)
            records = list(run.handouts(only))
            if order == "name":
                names = {plan.id: _last_name_first(plan.patient) for plan in plans}
                records.sort(key=lambda record: names[record.plan])
            pdf, parts = joined(records, desk.folder) if records else (b"", ())
            now = desk.around.now()
            papers = tuple(_papers(plans, records, now=now, own=checked.reading.own))
            said = {plan.id: said_of(plan, checked.reading, desk.catalogue) for plan in plans}
            note(desk.folder, papers, said=said)
        desk.say_changed()
        made, told = tuple(part.plan for part in parts), (*told, *self._notices(run, only))
        return self._job(pdf, made, pages=sum(part.pages for part in parts), now=now, told=told)

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

    def _say_what_it_waits_for(self, checked: Checked, plan: str) -> None:
        """On the plan's page, where that is answered."""
        if asks_side(by_plan(checked.found).get(plan, ())):
            said = Notice("look", self._pages.say("print.side_first"), "")
            self._answered.note(said, self._pages.desk.view, at=(plan,))


def _plans(checked: Checked, asked: Collection[str]) -> list[Plan]:
    """The good plans among these; not where nobody has said which side."""
    found = by_plan(checked.found)
    return [
        plan
        for plan in checked.reading.plans
        if plan.id in asked and not asks_side(found.get(plan.id, ()))
    ]


def _papers(
    plans: Iterable[Plan], records: Iterable[Record], *, now: datetime, own: Iterable[Exercise]
) -> Iterator[tuple[str, Paper]]:
    """What is to be noted of the handouts that were made of these plans."""
    made, own = {record.plan: record for record in records}, tuple(own)
    for plan in plans:
        if record := made.get(plan.id):
            numbered = replace(plan, version=record.version)
            yield printed(numbered, now=now, sha256=record.sha256, own=own)


def _last_name_first(patient: Patient) -> tuple[str, str]:
    """What a list of people is sorted by: no case, no accents."""
    return fold(patient.last_name), fold(patient.first_name)
