"""A plan that is being written becomes a page with its doses in words and its handout beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from clinicplan.catalogue.values import Exercise
from clinicplan.desk.pages import Notice, Pages, form_of, go_to
from clinicplan.desk.pictures import LARGE, SMALL
from clinicplan.desk.saving import Kept, as_it_is, keep, take_back, taken
from clinicplan.desk.showing import picture_of, seen
from clinicplan.desk.written import Row, Written, added, draft_of, moved, removed, written_of
from clinicplan.errors import ClinicPlanError
from clinicplan.findings import Severity
from clinicplan.plan import Plan, Side
from clinicplan.schedule import session_minutes
from clinicplan.tasks.check import Checked, exercises_of
from clinicplan.tasks.draft import Drafted, Tried, next_id, read_draft, rows_to_paste
from clinicplan.tasks.preview import page_pictures, page_with
from clinicplan.wording.words import side_word
from clinicplan.workbook.choices import choices
from clinicplan.workbook.draft import Typed

KEPT = 12
"""Plans that are being written at once; the oldest is forgotten first."""

SIDES = (Side.LEFT, Side.RIGHT, Side.EACH)


@dataclass(frozen=True, slots=True)
class Tile:
    """An exercise that can be chosen."""

    code: str
    name: str
    about: str
    words: str
    position: str
    is_balance: bool
    picture: str
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """An exercise of the plan: its fields, what the patient reads, and what is to be said."""

    row: Row
    name: str
    picture: str
    side: str
    sides: tuple[tuple[str, str], ...]
    presets: tuple[tuple[str, str], ...]
    asks_side: bool
    reads: str
    faults: tuple[str, ...]
    looks: tuple[str, ...]
    needs_reason: bool


@dataclass(slots=True)
class Sheet:
    """A plan that is being written: its fields, what they mean, and its last good handout."""

    written: Written
    drafted: Drafted | None = None
    pdf: bytes = b""
    pages: int = 0
    is_old: bool = False
    page: int = 1
    drawn: int = 0
    asked: bool = False
    trouble: str = ""
    kept: Kept = field(default_factory=Kept)
    pictures: dict[tuple[int, int, int], bytes] = field(default_factory=dict)


class Drafting:
    """The plans that are being written at one desk. They are kept while it runs, nowhere else."""

    def __init__(self, pages: Pages) -> None:
        self._pages = pages
        self._sheets: dict[int, Sheet] = {}
        self._count = 0

    def routes(self) -> list[Route]:
        """Where these pages are."""
        return [
            Route("/new", self.blank, methods=["GET"]),
            Route("/new", self.change, methods=["POST"]),
            Route("/new/{number:int}", self.show, methods=["GET"]),
            Route("/new/{number:int}", self.change, methods=["POST"]),
            Route("/new/{number:int}/handout.pdf", self.handout),
            Route("/new/{number:int}/{drawn:int}/{size}/{page:int}.png", self.picture),
        ]

    def blank(self, request: Request) -> Response:
        """A new plan, with what can be known of it filled in."""
        now = seen(self._pages)
        if not now:
            return go_to("/")
        return self._show(now[1], Sheet(self._first(now[1])), address="/new")

    def show(self, request: Request) -> Response:
        """The plan as it is."""
        now, sheet = seen(self._pages), self._sheets.get(request.path_params["number"])
        if not now or sheet is None:
            return go_to("/new") if now else go_to("/")
        return self._show(now[1], sheet, address=request.url.path)

    def change(self, request: Request) -> Response:
        """Take the fields over, do what the button asks for, and read the plan anew."""
        now = seen(self._pages)
        if not now:
            return go_to("/")
        form, number = form_of(request), request.path_params.get("number", 0)
        if number not in self._sheets:
            self._count = number = self._count + 1
            self._sheets[number] = Sheet(self._first(now[1]))
            self._sheets = dict(list(self._sheets.items())[-KEPT:])
        sheet = self._sheets[number]
        if sheet.kept.saved is None:
            sheet.kept = Kept()
        open_ = next(iter(form.get("open", ())), "")
        sheet.written = written_of(form, open_=int(open_) if open_.isdigit() else -1)
        what, _, which = next(iter(form.get("do", ())), "look").partition(":")
        self._do(sheet, what, which, now[1])
        self._read(now[1], sheet)
        self._keep(sheet, what, now[1])
        return go_to(f"/new/{number}")

    def handout(self, request: Request) -> Response:
        """The handout as it would be printed, to be looked at."""
        sheet = self._sheets.get(request.path_params["number"])
        if sheet is None or not sheet.pdf:
            return self._pages.missing()
        return Response(sheet.pdf, media_type="application/pdf")

    def picture(self, request: Request) -> Response:
        """A page of the last good handout."""
        asked = request.path_params
        sheet = self._sheets.get(asked["number"])
        dpi = {"small": SMALL, "large": LARGE}.get(asked["size"])
        if sheet is None or dpi is None or not 1 <= asked["page"] <= sheet.pages:
            return self._pages.missing()
        key = (sheet.drawn, asked["page"], dpi)
        if key not in sheet.pictures:
            with self._pages.desk.at_press:
                pictures = page_pictures(sheet.pdf, dpi=dpi, first=key[1], last=key[1])
                sheet.pictures[key] = next(pictures)
        return Response(sheet.pictures[key], media_type="image/png")

    def _do(self, sheet: Sheet, what: str, which: str, checked: Checked) -> None:
        """What a button of the form asks for."""
        written, at = sheet.written, int(which) if which.isdigit() else -1
        found = _exercises(checked).get(which)
        if what == "add" and found:
            sheet.written = added(written, found)
        elif what == "page":
            sheet.page = at
        elif what in ("rows", "save"):
            sheet.asked = True
        elif 0 <= at < len(written.rows):
            steps = {
                "remove": lambda: removed(written, at),
                "up": lambda: moved(written, at, -1),
                "down": lambda: moved(written, at, 1),
                "open": lambda: replace(written, open=at),
            }
            if what in steps:
                sheet.written = steps[what]()

    def _read(self, checked: Checked, sheet: Sheet) -> None:
        """Read the plan, and print it where nothing must be mended."""
        exercises = _exercises(checked)
        draft = draft_of(sheet.written, exercises, self._pages.desk.catalogue)
        today, before = self._pages.desk.around.now().date(), sheet.written.open
        stand_in = self._stand_in(checked, today)
        try:
            with self._pages.desk.at_press:  # a plan of very many exercises is laid out to see
                drafted = read_draft(checked.ready, draft, today=today, stand_in=stand_in)
        except ClinicPlanError as error:
            sheet.trouble = str(error)
            return
        sheet.drafted, sheet.trouble = drafted, ""
        sheet.is_old = drafted.plan is None
        if drafted.plan is not None:
            self._print(checked, sheet, drafted.plan, name=_name_at(sheet, exercises, before))

    def _keep(self, sheet: Sheet, what: str, checked: Checked) -> None:
        """Save the plan or take it back, where the button asks for it and nothing is missing."""
        if what == "undo":
            sheet.kept, sheet.asked = take_back(self._pages, sheet.kept), False
        elif what == "save" and self._pages.desk.around.saves and not sheet.trouble:
            is_there = sheet.written.value("plan_id") in checked.reading.ids
            if is_there and not sheet.kept.saved:
                sheet.kept = taken(self._pages, sheet.written.value("plan_id"))
            if sheet.drafted is None or is_there:
                return
            if not self._missing(sheet, self._rows(checked, sheet)):
                words = self._pages.desk.catalogue
                draft = draft_of(sheet.written, _exercises(checked), words)
                sheet.kept = keep(self._pages, checked, draft, sheet.drafted)

    def _print(self, checked: Checked, sheet: Sheet, plan: Plan, *, name: str) -> None:
        """The handout anew, and the page of the exercise that is being written."""
        today = self._pages.desk.around.now().date()
        with self._pages.desk.at_press:
            printed = checked.ready.press.print(plan, issued=today)
            if printed.pdf != sheet.pdf:
                sheet.pdf, sheet.pages = printed.pdf, printed.pages
                sheet.drawn, sheet.pictures = sheet.drawn + 1, {}
            if name:
                sheet.page = page_with(sheet.pdf, name, first=2) or sheet.page
        sheet.page = min(max(sheet.page, 1), sheet.pages)

    def _first(self, checked: Checked) -> Written:
        """What can be known of a new plan: its ID, its first day, its weeks and who writes it."""
        plans, people = checked.reading.plans, checked.reading.practitioners
        last = plans[-1] if plans else None
        who = last.practitioner if last else people[0] if people else None
        patient = {
            "plan_id": next_id(checked.reading.ids),
            "start": self._pages.desk.around.now().date().isoformat(),
            "weeks": str(last.weeks) if last and last.weeks else "",
            "practitioner": who.code if who else "",
        }
        return Written({key: text for key, text in patient.items() if text})

    def _stand_in(self, checked: Checked, today: date) -> Typed:
        """What stands in needed cells as long as they are empty, so that doses can be read."""
        say, people = self._pages.say, checked.reading.practitioners
        return {
            "plan_id": next_id(checked.reading.ids),
            "first_name": say("draft.first_name"),
            "last_name": say("draft.last_name"),
            "practitioner": people[0].code if people else "",
            "start": today,
        }

    def _show(self, checked: Checked, sheet: Sheet, *, address: str) -> Response:
        written, words = sheet.written, self._pages.desk.catalogue
        rows = self._rows(checked, sheet)
        missing = self._missing(sheet, rows) if sheet.asked else []
        is_there = written.value("plan_id") in checked.reading.ids
        can_paste = sheet.asked and not missing and sheet.drafted and not is_there
        exercises = _exercises(checked)
        draft = draft_of(written, exercises, words)
        paste = rows_to_paste(checked.ready, draft) if can_paste else ("", "")
        return self._pages.show(
            "draft.html",
            here="plans",
            title=self._pages.say("draft.title"),
            notice=self._notice(sheet, is_there=is_there),
            address=address,
            written=written,
            rows=rows,
            tiles=self._tiles(checked, written),
            positions=self._positions(exercises),
            people=checked.reading.practitioners,
            programmes=[*words.programmes.values(), *checked.reading.programmes],
            conditions=choices("conditions", words),
            cautions=choices("cautions", words),
            editions=choices("editions", words),
            sheet=sheet,
            missing=missing,
            paste=paste,
            minutes=self._minutes(checked, sheet),
            saves=self._pages.desk.around.saves,
            kept=as_it_is(self._pages, sheet.kept, draft)
            if sheet.kept.saved is None or is_there else Kept(),
        )

    def _notice(self, sheet: Sheet, *, is_there: bool) -> Notice | None:
        if sheet.trouble:
            return Notice("mend", sheet.trouble, "")
        if sheet.asked and is_there and not sheet.kept.notice:
            plan = sheet.written.value("plan_id")
            return Notice("good", self._pages.say("draft.there", plan=plan), "")
        return None

    def _missing(self, sheet: Sheet, rows: list[Shown]) -> list[str]:
        """What keeps the plan from being given to the workbook, in words."""
        say, written = self._pages.say, sheet.written
        needed = ("plan_id", "first_name", "last_name", "practitioner", "start")
        said = [say("draft.needed", field=say(f"draft.{key}"))
                for key in needed if not written.value(key)]  # fmt: skip
        if not written.rows and not written.value("programme"):
            said.append(say("draft.no_exercises"))
        said += [say("draft.side_needed", exercise=row.name) for row in rows if row.asks_side]
        said += [f"{row.name}: {fault}" for row in rows for fault in row.faults]
        found = sheet.drafted.found if sheet.drafted else ()
        said += [
            f"{item.message} {item.hint}".strip()
            for _, item in found
            if item.severity is Severity.ERROR
        ]
        return said

    def _rows(self, checked: Checked, sheet: Sheet) -> list[Shown]:
        tried = sheet.drafted.tried if sheet.drafted else ()
        blank, exercises = Tried((), ()), _exercises(checked)
        return [
            self._row(
                checked,
                sheet.written,
                row,
                exercises.get(row.exercise),
                tried[at] if at < len(tried) else blank,
            )
            for at, row in enumerate(sheet.written.rows)
        ]

    def _row(
        self,
        checked: Checked,
        written: Written,
        row: Row,
        exercise: Exercise | None,
        tried: Tried,
    ) -> Shown:
        words = self._pages.desk.catalogue
        faults = [item for item in tried.found if item.severity is Severity.ERROR]
        looks = [item for item in tried.found if item.severity is Severity.WARNING]
        sides = () if exercise is None or exercise.together else SIDES
        line = tried.lines[-1] if tried.lines else None
        in_programme = bool(written.value("programme")) and len(tried.lines) > 0
        return Shown(
            row=row,
            name=exercise.name if exercise else row.exercise,
            picture=picture_of(row.exercise, checked),
            side=line.side if line else "",
            sides=tuple((str(side), side_word(side, exercise, words)) for side in sides)
            if exercise else (),
            presets=tuple((item.code, words.programmes[item.code].name)
                          for item in (exercise.presets if exercise else ())
                          if item.code in words.programmes),
            asks_side=bool(sides) and not row.side and not in_programme,
            reads=line.dose if line else "",
            faults=tuple(f"{item.message} {item.hint}".strip() for item in faults),
            looks=tuple(f"{item.message} {item.hint}".strip() for item in looks),
            needs_reason=bool(row.override) or any(
                item.code.startswith("caution-conflict") for item in faults
            ),
        )  # fmt: skip

    def _tiles(self, checked: Checked, written: Written) -> list[Tile]:
        numbers: dict[str, list[int]] = {}
        for at, row in enumerate(written.rows, start=1):
            numbers.setdefault(row.exercise, []).append(at)
        every = _exercises(checked).values()
        return [self._tile(item, numbers.get(item.code, []), checked) for item in every]

    def _tile(self, item: Exercise, numbers: list[int], checked: Checked) -> Tile:
        words, first = self._pages.desk.catalogue, item.variants[0]
        names = words.names
        ways = [names.get(f"position.{first.position}", ""), names.get(f"tool.{first.tool}", "")]
        is_balance = item.balance or first.balance
        about = ", ".join(way for way in ways if way)
        if is_balance:
            about = f"{about}, {self._pages.say('draft.balance')}" if about else ""
        return Tile(
            item.code,
            item.name,
            about[:1].upper() + about[1:],
            f"{item.short} {item.why}",
            first.position,
            is_balance,
            picture_of(item.code, checked),
            tuple(numbers),
        )

    def _positions(self, exercises: Mapping[str, Exercise]) -> list[tuple[str, str]]:
        names = self._pages.desk.catalogue.names
        codes = dict.fromkeys(item.variants[0].position for item in exercises.values())
        return [(code, name) for code in codes if code and (name := names.get(f"position.{code}"))]

    def _minutes(self, checked: Checked, sheet: Sheet) -> int:
        plan = sheet.drafted.plan if sheet.drafted else None
        return session_minutes(plan, _exercises(checked)).usual if plan else 0


def _exercises(checked: Checked) -> dict[str, Exercise]:
    return exercises_of(checked.reading, checked.ready.catalogue)


def _name_at(sheet: Sheet, exercises: Mapping[str, Exercise], at: int) -> str:
    """What the exercise that is being written is called."""
    if not 0 <= at < len(sheet.written.rows):
        return ""
    found = exercises.get(sheet.written.rows[at].exercise)
    return found.name if found else ""


def routes(pages: Pages) -> list[Route]:
    """Where these pages are."""
    return Drafting(pages).routes()
