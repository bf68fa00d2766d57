"""Name and look of the clinic as a form: what is typed there is shown on a page, and saved."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from clinicplan.desk.clinic_fields import FIRST, WAS, asked_of, settings
from clinicplan.desk.dressing import Dressing
from clinicplan.desk.logos import Logo, place_for, put
from clinicplan.desk.pages import Notice, Pages, field, file_of, go_to
from clinicplan.desk.seen import seen
from clinicplan.desk.settling import Settling
from clinicplan.errors import ClinicPlanError
from clinicplan.findings import Finding
from clinicplan.handout.brand import printed_colour
from clinicplan.illustrations.svg import UnusablePicture
from clinicplan.tasks.check import Checked
from clinicplan.tasks.ready import Ready, read_typed
from clinicplan.tasks.rewrite import Saved
from clinicplan.tasks.settle import (
    Tried,
    Wish,
    Wishes,
    clashes,
    save_settings,
    settings_in,
    shown,
    try_settings,
    with_wishes,
)
from clinicplan.workbook.choices import colour_of
from clinicplan.workbook.columns import CLINIC

DRESS = ("colour", "brand")
"""What the colour of a page depends on."""

CHOSEN = "logo_chosen"
"""The number of the logo that was chosen."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the form says: the settings that were changed, and the logo that was chosen."""

    wishes: Wishes
    chosen: str = ""


@dataclass(frozen=True, slots=True)
class Trouble:
    """What keeps the form from being saved."""

    notice: Notice | None = None
    faults: Mapping[str, Finding] | None = None
    theirs: Collection[str] = ()
    refused: str = ""


class Look:
    """Name and look of one clinic."""

    def __init__(self, pages: Pages, dressing: Dressing, settling: Settling) -> None:
        self._pages = pages
        self._dressing = dressing
        self._settling = settling

    def routes(self) -> list[Route]:
        """Where this page is."""
        return [
            Route("/clinic", self.show, methods=["GET"]),
            Route("/clinic", self.post, methods=["POST"]),
            Route("/clinic/look", self.look, methods=["POST"]),
            Route("/clinic/page.png", self.page),
        ]

    def show(self, request: Request) -> Response:
        """The form, as the workbook says it."""
        return self._form(Asked({}), Trouble(self._settling.notice()))

    def post(self, request: Request) -> Response:
        """Save what was changed, take the last save back, or take the logo off the form."""
        now, what = seen(self._pages), field(request, "do")
        if not now or not self._pages.desk.saves:
            return go_to("/clinic")
        if what == "undo":
            self._settling.take_back()
            return go_to("/clinic")
        asked = Asked(asked_of(request), field(request, CHOSEN))
        name, data = file_of(request, "logo_file")
        try:
            if data:
                asked = replace(asked, chosen=str(self._dressing.logos.keep(data)))
        except UnusablePicture as reason:
            return self._form(asked, Trouble(refused=self._dressing.refused(name, reason)))
        if what == "take_off":
            off = {"logo": Wish(field(request, f"{WAS}logo"), "")}
            return self._form(Asked({**asked.wishes, **off}), Trouble())
        trouble = self._save(now[1], asked)
        return self._form(asked, trouble) if trouble else go_to("/clinic")

    def look(self, request: Request) -> Response:
        """Draw page one of the sample plan as these settings would have it."""
        now = seen(self._pages)
        if not now:
            return self._pages.missing()
        ready, today = now[1].ready, self._today()
        try:
            typed = with_wishes(settings_in(ready).values, asked_of(request))
            with self._pages.desk.at_press:
                sample = self._dressing.sample()
                clinic = read_typed(sample, ((CLINIC, [typed]),), today=today).clinic
        except ClinicPlanError:
            return self._pages.missing()
        people = ready.reading.practitioners
        colour = clinic.colour or str(typed.get("colour", ""))  # what is none is told
        return self._dressing.dress(
            replace(clinic, name=clinic.name or sample.reading.clinic.name, colour=colour),
            who=people[0] if people else None,
            logo=self._dressing.logos.find(field(request, CHOSEN)),
            folder=ready.file.parent,
        )

    def page(self, request: Request) -> Response:
        """Page one of the sample plan in the clinic's dress, as the workbook has it."""
        now = seen(self._pages)
        if not now:
            return self._pages.missing()
        people = now[1].reading.practitioners
        return self._dressing.printed(now[1].ready.press, who=people[0] if people else None)

    def _today(self) -> date:
        return self._pages.desk.around.now().date()

    def _save(self, checked: Checked, asked: Asked) -> Trouble | None:
        """Try the settings, then write them; what keeps them out of the workbook."""
        ready, words = checked.ready, self._pages.desk.catalogue
        logo = self._dressing.logos.find(asked.chosen)
        file = place_for(logo, ready.file.parent) if logo else None
        try:
            held, wishes = settings_in(ready), asked.wishes
            if file:
                was = shown(held, CLINIC.column("logo"), words)
                wishes = {**wishes, "logo": Wish(was, file.name)}
            if theirs := clashes(held, CLINIC, wishes, words):
                title = self._pages.say("draft.changed", file=ready.file.name)
                notice = Notice("look", title, self._pages.say("clinic.compare"))
                return Trouble(notice, theirs=theirs)
            with self._pages.desk.at_press:
                tried = try_settings(ready, wishes, today=self._today())
        except ClinicPlanError as error:
            return Trouble(self._settling.told(error))
        if tried.faults:
            return Trouble(faults={key: fault for (_, key), fault in tried.faults.items()})
        if not wishes:
            return None
        said = self._settling.save(lambda: self._write(ready, wishes, tried, logo, file))
        return Trouble(said) if said else None

    def _write(
        self, ready: Ready, wishes: Wishes, tried: Tried, logo: Logo | None, file: Path | None
    ) -> Saved:
        """The logo first, then the cells; where these cannot be written it goes again."""
        is_new = put(logo, file) if logo and file else False
        saved = None
        try:
            saved = save_settings(ready, wishes, tried=tried, today=self._today())
        finally:
            if saved is None and is_new and file:
                file.unlink(missing_ok=True)
        return saved

    def _form(self, asked: Asked, trouble: Trouble) -> Response:
        now = seen(self._pages)
        if not now:
            return go_to("/")
        desk = self._pages.desk
        try:
            held = settings_in(now[1].ready)
        except ClinicPlanError:
            held = None
        fields = settings(
            held,
            asked.wishes,
            words=desk.catalogue,
            templates=desk.templates,
            faults=trouble.faults or {},
            theirs=trouble.theirs,
        ) if held else {}  # fmt: skip
        more = [item for key, item in fields.items() if key not in FIRST]
        logo = self._dressing.logos.find(asked.chosen)
        clinic = now[1].reading.clinic
        colour, brand = (
            asked.wishes[key].now if key in asked.wishes else getattr(clinic, key) for key in DRESS
        )
        return self._pages.show(
            "clinic.html",
            here="clinic",
            part="look",
            notice=trouble.notice,
            fields=[fields[key] for key in FIRST if key in fields],
            more=more,
            is_open=any(item.fault or item.theirs is not None for item in more),
            chosen=asked.chosen if logo else "",
            logo=logo.name if logo else "",
            refused=trouble.refused,
            printed=printed_colour(
                desk.templates,
                replace(clinic, colour=colour_of(colour, desk.catalogue), brand=brand),
            ),
            is_typed=bool(asked.wishes or logo),
            saves=desk.saves and held is not None,
            can_undo=self._settling.can_take_back(),
        )
