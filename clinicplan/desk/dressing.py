"""A clinic as it is being typed becomes page one of the sample plan in its dress."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from clinicplan.desk.logos import Logo, Logos
from clinicplan.desk.pages import Pages, file_of
from clinicplan.desk.pictures import LARGE
from clinicplan.desk.pictures import LOGO as LOGO_DPI
from clinicplan.handout.logo_colour import main_colour
from clinicplan.handout.press import Press
from clinicplan.handout.remarks import reason_of
from clinicplan.illustrations.svg import UnusablePicture
from clinicplan.plan import Clinic, Plan, Practitioner
from clinicplan.tasks.preview import page_pictures
from clinicplan.tasks.ready import Ready, make_ready, press_for

FILE = "clinic.xlsx"
SHOWN = 2
"""Pages of the sample on the first page."""

SHEET = "Clinic"
COLOUR = "colour-"
NO_COLOUR = "colour-unknown"
"""What is said of the colour stands at its field; of one that nobody knows, what would be one."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """Page one, its colour, the logo (b"" for none), and what is to be said of them."""

    page: bytes
    colour: str
    logo: bytes
    said: tuple[str, ...]
    colour_said: tuple[str, ...]


class Dressing:
    """The sample plan of one desk, in whatever dress; its page that was drawn last is kept."""

    def __init__(self, pages: Pages) -> None:
        self.logos = Logos()
        self._pages = pages
        self._folder: TemporaryDirectory[str] | None = None
        self._sample: Ready | None = None
        self._drawn: dict[int, Drawn] = {}

    def routes(self) -> list[Route]:
        """Where its pictures are, and where a logo is handed in."""
        return [
            Route("/start/{number:int}.png", self.sample_page),
            Route("/dress/{number:int}.png", self.page),
            Route("/dress/{number:int}/logo.png", self.logo),
            Route("/logo", self.take, methods=["POST"]),
        ]

    def sample(self) -> Ready:
        """The sample's workbook, written and read once; it lies in a folder of its own."""
        from clinicplan.workbook.writing.blank import write_blank  # openpyxl takes long to load

        if self._sample is None:
            desk = self._pages.desk
            self._folder = TemporaryDirectory()
            file = Path(self._folder.name) / FILE
            write_blank(file, catalogue=desk.catalogue, templates=desk.templates, sample=True)
            today = desk.around.now().date()
            self._sample = make_ready(file, today=today, stock=desk.stock)
        return self._sample

    def close(self) -> None:
        """Take the sample's workbook away."""
        if self._folder:
            self._folder.cleanup()

    def dress(
        self, clinic: Clinic, *, who: Practitioner | None, logo: Logo | None, folder: Path
    ) -> Response:
        """Draw page one for this clinic; where its pictures are, and what is to be said.

        `folder` is where the clinic's own logo lies; `logo` is one that was just chosen.
        """
        with self._pages.desk.at_press, TemporaryDirectory() as chosen:
            sample = self.sample()
            plan = sample.reading.plans[0]
            if logo:
                (Path(chosen) / logo.name).write_bytes(logo.data)
                clinic, folder = replace(clinic, logo=logo.name), Path(chosen)
            press = self.press(clinic, folder)
            drawn = self._draw(press, replace(plan, practitioner=who or plan.practitioner))
        number = max(self._drawn, default=0) + 1
        self._drawn = {number: drawn}
        picture = f"/dress/{number}.png"
        small = f"/dress/{number}/logo.png" if drawn.logo else ""
        return JSONResponse({
            "picture": picture,
            "colour": drawn.colour.lower(),
            "logo": small,
            "logo_colour": main_colour(drawn.logo) if drawn.logo else "",
            "said": " ".join(drawn.said),
            "colour_said": " ".join(drawn.colour_said),
        })  # fmt: skip

    def press(self, clinic: Clinic, folder: Path) -> Press:
        """The press that prints the sample's plans for this clinic, whose logo lies in `folder`."""
        sample = self.sample()
        return press_for(
            replace(sample.reading, clinic=clinic),
            catalogue=sample.catalogue,
            templates=sample.templates,
            file=folder / FILE,
        )

    def printed(self, press: Press, *, who: Practitioner | None) -> Response:
        """Page one as this press prints it."""
        with self._pages.desk.at_press:
            plan = self.sample().reading.plans[0]
            plan = replace(plan, practitioner=who or plan.practitioner)
            return _png(self._page(press, plan, 1))

    def take(self, request: Request) -> Response:
        """Keep a logo that was chosen until the form is saved, or say why it cannot be one."""
        name, data = file_of(request, "logo_file")
        try:
            number = self.logos.keep(data)
        except UnusablePicture as reason:
            return JSONResponse({"said": self.refused(name, reason)})
        found = self.logos.find(str(number))
        return JSONResponse({"number": number, "name": found.name if found else "", "said": ""})

    def refused(self, name: str, reason: UnusablePicture) -> str:
        """Why a file cannot be a logo."""
        plain = "".join(char for char in name if char.isprintable())
        why = reason_of(reason, self._pages.desk.catalogue)
        return self._pages.say("clinic.logo_refused", file=plain[:80], reason=why)

    def page(self, request: Request) -> Response:
        """The page that was drawn last."""
        drawn = self._drawn.get(request.path_params["number"])
        return _png(drawn.page) if drawn else self._pages.missing()

    def logo(self, request: Request) -> Response:
        """Its logo."""
        drawn = self._drawn.get(request.path_params["number"])
        return _png(drawn.logo) if drawn and drawn.logo else self._pages.missing()

    def sample_page(self, request: Request) -> Response:
        """A page of the sample's first plan."""
        number = request.path_params["number"]
        if not 1 <= number <= SHOWN:
            return self._pages.missing()
        with self._pages.desk.at_press:
            sample = self.sample()
            return _png(self._page(sample.press, sample.reading.plans[0], number))

    def _draw(self, press: Press, plan: Plan) -> Drawn:
        logo = press.logo_page()
        return Drawn(
            self._page(press, plan, 1),
            press.block_colour,
            next(page_pictures(logo, dpi=LOGO_DPI)) if logo else b"",
            tuple(item.message for item in press.findings
                  if item.place.sheet == SHEET and not item.code.startswith(COLOUR)),
            tuple(f"{item.message} {self._pages.say('clinic.colour_like')}"
                  if item.code == NO_COLOUR else item.message
                  for item in press.findings if item.code.startswith(COLOUR)),
        )  # fmt: skip

    def _page(self, press: Press, plan: Plan, number: int) -> bytes:
        pdf = press.print(plan, issued=self._pages.desk.around.now().date()).pdf
        return next(page_pictures(pdf, dpi=LARGE, first=number, last=number))


def _png(data: bytes) -> Response:
    return Response(data, media_type="image/png")
