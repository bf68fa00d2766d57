"""What a clinic says of itself becomes a workbook of its own, and the first page in its dress."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from clinicplan.desk.dressing import FILE, Dressing
from clinicplan.desk.logos import Logo, place_for, put
from clinicplan.desk.pages import Notice, Pages, field, file_of, go_to
from clinicplan.errors import ClinicPlanError
from clinicplan.files import open_folder, write_whole
from clinicplan.handout.brand import printed_colour
from clinicplan.illustrations.svg import UnusablePicture
from clinicplan.plan import Clinic, Practitioner
from clinicplan.workbook.choices import choices, colour_of, fold
from clinicplan.workbook.columns import CLINIC, PRACTITIONERS
from clinicplan.workbook.meaning import meaning_of

ASKED = ("name", "phone", "address", "hours", "email", "website", "colour", "paper", "region")
"""What is asked about the clinic, by the keys of its sheet."""

PERSON = ("person", "role", "registration")
"""What is asked about a person: the fields of the first, and with `SECOND` those of another."""

SECOND = "_2"
PEOPLE = (*PERSON, *(f"{key}{SECOND}" for key in PERSON))
NEEDED = ("name", "phone", "person")
FOLDER = "folder"
"""Where the workbook goes, if not where it goes of itself."""

CHOSEN = "logo_chosen"
"""The number of the logo that was chosen."""

Said = dict[str, str]


class Setup:
    """The set-up of one desk."""

    def __init__(self, pages: Pages, dressing: Dressing) -> None:
        self._pages = pages
        self._dressing = dressing

    def routes(self) -> list[Route]:
        """Where these pages are."""
        return [
            Route("/set-up", self.form, methods=["GET"]),
            Route("/set-up", self.make, methods=["POST"]),
            Route("/set-up/look", self.look, methods=["POST"]),
            Route("/set-up/1.png", self.page),
        ]

    def form(self, request: Request) -> Response:
        """The form, empty."""
        return self._form({})

    def make(self, request: Request) -> Response:
        """Write the workbook, and open it; the form again where something is missing."""
        said, show = self._said(request), self._form
        name, data = file_of(request, "logo_file")
        try:
            if data:
                said[CHOSEN] = str(self._dressing.logos.keep(data))
        except UnusablePicture as reason:
            said[CHOSEN] = ""
            show = partial(show, refused=self._dressing.refused(name, reason))
            return show(said)
        if field(request, "do") == "take_off":
            return show({**said, CHOSEN: ""})
        missing = missing_in(said)
        if said["colour"] and not meaning_of(
            said["colour"], CLINIC, "colour", words=self._pages.desk.catalogue
        ):
            return show(said, missing=missing, no_colour=said["colour"])
        return show(said, missing=missing) if missing else self._make(said)

    def look(self, request: Request) -> Response:
        """Draw page one of the sample in this dress, and say where the picture is."""
        said, sample = self._said(request), self._dressing.sample()
        plan = sample.reading.plans[0]
        return self._dressing.dress(
            dressed(sample.reading.clinic, self._coloured(said)),
            who=person_of(said, plan.practitioner),
            logo=self._dressing.logos.find(said[CHOSEN]),
            folder=sample.file.parent,
        )

    def page(self, request: Request) -> Response:
        """Page one of the sample in the dress of a clinic that has said nothing yet."""
        sample = self._dressing.sample()
        nothing = dict.fromkeys(ASKED, "")
        press = self._dressing.press(dressed(sample.reading.clinic, nothing), sample.file.parent)
        return self._dressing.printed(press, who=None)

    def _coloured(self, said: Said) -> Said:
        """The same with a colour that was named as it is printed."""
        return {**said, "colour": colour_of(said["colour"], self._pages.desk.catalogue)}

    def _said(self, request: Request) -> Said:
        return {key: field(request, key) for key in (*ASKED, *PEOPLE, CHOSEN, FOLDER)}

    def _place(self, said: Said) -> Path:
        """The folder that was typed (a name alone is one in Documents), else ours there."""
        documents = self._pages.desk.around.places[0]
        return documents / (said[FOLDER].strip('"') or self._pages.say("setup.folder"))

    def _make(self, said: Said) -> Response:
        desk, logo = self._pages.desk, self._dressing.logos.find(said[CHOSEN])
        file = self._place(said) / FILE
        if file.exists():
            title = self._pages.say("setup.there", file=file.name, folder=str(file.parent))
            notice = Notice("look", title, self._pages.say("setup.there_help"))
            return self._form(said, notice=notice)
        try:
            open_folder(file.parent)
            if logo:
                path = place_for(logo, file.parent)
                put(logo, path)
                said = {**said, "logo": path.name}
            write_whole(file, self._filled(said))
        except ClinicPlanError as error:
            return self._form(said, notice=Notice("mend", str(error), error.remedy))
        desk.open(file)
        return go_to("/plans")

    def _form(
        self,
        said: Said,
        *,
        missing: list[str] | None = None,
        notice: Notice | None = None,
        refused: str = "",
        no_colour: str = "",
    ) -> Response:
        words, desk = self._pages.desk.catalogue, self._pages.desk
        said = dict.fromkeys((*ASKED, *PEOPLE, CHOSEN, FOLDER), "") | said
        colour = Clinic(said["name"], said["phone"], colour=colour_of(said["colour"], words))
        logo = self._dressing.logos.find(said.get(CHOSEN, ""))
        return self._pages.show(
            "setup.html",
            title=self._pages.say("setup.title"),
            said=said,
            labels={key: CLINIC.column(key).heading for key in ASKED},
            person_labels={key: PRACTITIONERS.column(own).heading
                           for key, own in zip(PERSON, ("name", *PERSON[1:]), strict=True)},
            needed=NEEDED,
            missing=missing or [],
            printed=printed_colour(desk.templates, colour),
            folders=list(_folders(desk.around.places)),
            notice=notice,
            logo=_name(logo),
            refused=refused,
            no_colour=no_colour,
            papers=choices("papers", words),
            regions=choices("regions", words),
        )  # fmt: skip

    def _filled(self, said: Said) -> bytes:
        """The new workbook."""
        # openpyxl takes long to load, and most days nobody sets up a clinic.
        from clinicplan.workbook.writing.blank import fill_workbook
        from clinicplan.workbook.writing.sample import Filling, in_words

        desk = self._pages.desk
        clinic = {key: said[key] for key in (*ASKED, "logo") if said.get(key)}
        filling = in_words(
            Filling(clinic=clinic, rows={"practitioners": rows_of(said)}), desk.catalogue
        )
        return fill_workbook(filling, catalogue=desk.catalogue, templates=desk.templates)


def _name(logo: Logo | None) -> str:
    return logo.name if logo else ""


def missing_in(said: Said) -> list[str]:
    """The fields that are needed and empty; another person of whom anything is said has a name."""
    second = f"person{SECOND}"
    others = any(said.get(f"{key}{SECOND}") for key in PERSON)
    return [key for key in (*NEEDED, *([second] if others else ())) if not said.get(key)]


def rows_of(said: Said) -> tuple[dict[str, str], ...]:
    """Who writes the plans, as rows of Practitioners."""
    rows: list[dict[str, str]] = []
    for end in ("", SECOND):
        name, role, registration = (said.get(f"{key}{end}", "") for key in PERSON)
        if name:
            code = free_code(name, {fold(row["code"]) for row in rows})
            person = {"code": code, "name": name, "role": role, "registration": registration}
            rows.append({key: value for key, value in person.items() if value})
    return tuple(rows)


def free_code(name: str, taken: set[str]) -> str:
    """The initials, with a number where another person has them; `taken` are folded."""
    code, number = initials(name), 1
    while fold(code) in taken:
        number += 1
        code = f"{initials(name)}{number}"
    return code


def _folders(places: tuple[Path, ...]) -> Iterator[Path]:
    """The folders that people may want it in: the usual ones, and those right inside them."""
    for place in places:
        yield place
        try:
            inside = sorted(place.iterdir())
        except OSError:
            continue
        yield from (path for path in inside if path.is_dir() and not path.name.startswith("."))


def initials(name: str) -> str:
    """A short code for a person: "Pat Pretend" becomes PP."""
    return "".join(word[0] for word in name.split() if word[0].isalpha()).upper() or "A"


def person_of(said: Said, example: Practitioner) -> Practitioner:
    """Who writes the plans, as far as it was typed; else the sample's."""
    if not said["person"]:
        return example
    name, role, number = (said[key] for key in PERSON)
    return Practitioner(initials(name), name, role, number)


def dressed(clinic: Clinic, said: Said) -> Clinic:
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


def routes(pages: Pages, dressing: Dressing) -> list[Route]:
    """Where these pages are."""
    return Setup(pages, dressing).routes()
