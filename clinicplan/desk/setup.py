"""What a clinic says of itself becomes a workbook of its own, and the first page in its dress."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from clinicplan.desk.pages import Notice, Pages, field, go_to
from clinicplan.desk.pictures import LARGE
from clinicplan.errors import ClinicPlanError
from clinicplan.files import open_folder, write_whole
from clinicplan.handout.press import Press
from clinicplan.plan import Clinic, Plan, Practitioner
from clinicplan.tasks.preview import page_pictures
from clinicplan.tasks.ready import Ready, make_ready, press_for
from clinicplan.workbook.choices import choices
from clinicplan.workbook.writing.sample import Filling, in_words

FILE = "clinic.xlsx"
ASKED = ("name", "phone", "address", "hours", "email", "website", "colour", "paper", "region")
"""What is asked about the clinic, by the keys of its sheet."""

PERSON = ("person", "role", "registration")
NEEDED = ("name", "phone", "person")
SHOWN = 2
"""Pages of the sample on the first page."""


class Setup:
    """The set-up of one desk, with the sample plan that its pages are shown with."""

    def __init__(self, pages: Pages) -> None:
        self._pages = pages
        self._sample: Ready | None = None
        self._drawn: dict[int, bytes] = {}

    def routes(self) -> list[Route]:
        """Where these pages are."""
        return [
            Route("/set-up", self.form, methods=["GET"]),
            Route("/set-up", self.make, methods=["POST"]),
            Route("/set-up/look", self.look, methods=["POST"]),
            Route("/set-up/page/{number:int}.png", self.page),
            Route("/start/{number:int}.png", self.sample_page),
        ]

    def form(self, request: Request) -> Response:
        """The form, empty."""
        return self._form({})

    def make(self, request: Request) -> Response:
        """Write the workbook, and open it; the form again where something is missing."""
        said = {key: field(request, key) for key in (*ASKED, *PERSON)}
        missing = [key for key in NEEDED if not said[key]]
        desk = self._pages.desk
        file = desk.around.places[0] / self._pages.say("setup.folder") / FILE
        if missing:
            return self._form(said, missing=missing)
        if file.exists():
            title = self._pages.say("setup.there", file=file.name, folder=str(file.parent))
            notice = Notice("look", title, self._pages.say("setup.there_help"))
            return self._form(said, notice=notice)
        try:
            open_folder(file.parent)
            write_whole(file, self._filled(said))
        except ClinicPlanError as error:
            return self._form(said, notice=Notice("mend", str(error), error.remedy))
        desk.open(file)
        return go_to("/plans")

    def look(self, request: Request) -> Response:
        """Draw page one of the sample in this dress, and say where the picture is."""
        said = {key: field(request, key) for key in (*ASKED, *PERSON)}
        sample, pages = self._ready(), self._pages
        clinic, plan = dressed(sample.reading.clinic, said), sample.reading.plans[0]
        plan = replace(plan, practitioner=person_of(said, plan.practitioner))
        with pages.desk.at_press:
            press = press_for(
                replace(sample.reading, clinic=clinic),
                catalogue=sample.catalogue,
                templates=sample.templates,
                file=sample.file,
            )
            number = max(self._drawn, default=0) + 1
            self._drawn = {number: self._draw(press, plan)}
        return JSONResponse({"picture": f"/set-up/page/{number}.png"})

    def page(self, request: Request) -> Response:
        """The picture that was drawn last."""
        drawn = self._drawn.get(request.path_params["number"])
        return Response(drawn, media_type="image/png") if drawn else self._pages.missing()

    def sample_page(self, request: Request) -> Response:
        """A page of the sample's first plan."""
        number = request.path_params["number"]
        if not 1 <= number <= SHOWN:
            return self._pages.missing()
        with self._pages.desk.at_press:
            sample = self._ready()
            drawn = self._draw(sample.press, sample.reading.plans[0], number)
        return Response(drawn, media_type="image/png")

    def _form(
        self,
        said: dict[str, str],
        *,
        missing: list[str] | None = None,
        notice: Notice | None = None,
    ) -> Response:
        words = self._pages.desk.catalogue
        return self._pages.show(
            "setup.html",
            title=self._pages.say("setup.title"),
            said={key: said.get(key, "") for key in (*ASKED, *PERSON)},
            missing=missing or [],
            notice=notice,
            papers=choices("papers", words),
            regions=choices("regions", words),
        )

    def _draw(self, press: Press, plan: Plan, number: int = 1) -> bytes:
        pdf = press.print(plan, issued=self._pages.desk.around.now().date()).pdf
        return next(page_pictures(pdf, dpi=LARGE, first=number, last=number))

    def _filled(self, said: dict[str, str]) -> bytes:
        """The new workbook."""
        from clinicplan.workbook.writing.blank import fill_workbook  # openpyxl takes long to load

        desk = self._pages.desk
        filling = in_words(filling_of(said), desk.catalogue)
        return fill_workbook(filling, catalogue=desk.catalogue, templates=desk.templates)

    def _ready(self) -> Ready:
        """The sample, read once."""
        from clinicplan.workbook.writing.blank import write_blank

        if self._sample is None:
            desk = self._pages.desk
            with TemporaryDirectory() as folder:
                file = Path(folder) / FILE
                write_blank(file, catalogue=desk.catalogue, templates=desk.templates, sample=True)
                self._sample = make_ready(file, today=desk.around.now().date())
        return self._sample


def filling_of(said: dict[str, str]) -> Filling:
    """What stands in the new workbook: the clinic, and who writes the plans."""
    clinic = {key: said[key] for key in ASKED if said.get(key)}
    person = {
        "code": initials(said["person"]),
        "name": said["person"],
        "role": said.get("role", ""),
        "registration": said.get("registration", ""),
    }
    row = {key: value for key, value in person.items() if value}
    return Filling(clinic=clinic, rows={"practitioners": (row,)})


def initials(name: str) -> str:
    """A short code for a person: "Pat Pretend" becomes PP."""
    return "".join(word[0] for word in name.split() if word[0].isalpha()).upper() or "A"


def person_of(said: dict[str, str], example: Practitioner) -> Practitioner:
    """Who writes the plans, as far as it was typed; else the sample's."""
    if not said["person"]:
        return example
    name, role, number = (said[key] for key in PERSON)
    return Practitioner(initials(name), name, role, number)


def dressed(clinic: Clinic, said: dict[str, str]) -> Clinic:
    """The sample's clinic with what was typed in its place; nothing of the sample's stays."""
    return replace(
        clinic,
        name=said["name"] or clinic.name,
        phone=said["phone"],
        address=said["address"],
        hours=said["hours"],
        email=said["email"],
        website=said["website"],
        colour=said["colour"],
        brand="",
        paper=said["paper"] or clinic.paper,
        region=said["region"] or clinic.region,
    )


def routes(pages: Pages) -> list[Route]:
    """Where these pages are."""
    return Setup(pages).routes()


