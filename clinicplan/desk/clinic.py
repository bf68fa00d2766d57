"""What the workbook and this computer say of the clinic becomes a page to look at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from clinicplan import __version__
from clinicplan.catalogue.values import Catalogue, Programme
from clinicplan.desk.pages import Pages, go_to
from clinicplan.desk.rows import names_of_exercises
from clinicplan.desk.showing import seen
from clinicplan.errors import ClinicPlanError
from clinicplan.mail.settings import Settings
from clinicplan.plan import Clinic, PainGuide
from clinicplan.tasks.office import settings_for
from clinicplan.workbook.choices import choices
from clinicplan.workbook.columns import CLINIC

OF_LETTERS = ("server", "port", "user", "address", "sign_in")
"""Settings of e-mail that are shown; none of them is a secret."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A setting and what it is."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class OwnProgramme:
    """A programme of the clinic's own, with the names of its exercises."""

    name: str
    exercises: tuple[str, ...]


def routes(pages: Pages) -> list[Route]:
    """Where this page is."""
    return [Route("/clinic", partial(clinic, pages))]


def clinic(pages: Pages, request: Request) -> Response:
    """All of it, in sections."""
    now = seen(pages)
    if not now:
        return go_to("/")
    view, checked = now
    reading, named = checked.reading, names_of_exercises(checked)
    return pages.show(
        "clinic.html",
        here="clinic",
        facts=list(_facts(reading.clinic, pages.desk.catalogue)),
        people=reading.practitioners,
        own=[(item, checked.own.get(item.code, ())) for item in reading.own],
        programmes=[_programme(item, named) for item in reading.programmes],
        letters=list(_letters(pages)),
        file=view.file,
        folder=pages.desk.folder,
        own_folder=pages.desk.around.own,
        version=__version__,
        record=pages.desk.catalogue.record,
    )


def _facts(clinic: Clinic, words: Catalogue) -> Iterator[Fact]:
    """What the sheet Clinic says, in its own words and order; what is empty is left out."""
    for column in CLINIC.columns:
        labels = {item.code: item.label for item in choices(column.choices, words)}
        value = _shown(getattr(clinic, column.key, None), labels)
        if value:
            yield Fact(column.heading, value)


def _shown(value: object, labels: Mapping[str, str]) -> str:
    if isinstance(value, tuple):
        return ", ".join(labels.get(str(item), str(item)) for item in value)
    if isinstance(value, PainGuide):
        return f"{value.carry_on} · {value.ease_off}"
    if isinstance(value, bool) or not isinstance(value, str | int):
        return ""
    return labels.get(str(value), str(value))


def _programme(item: Programme, named: Mapping[str, str]) -> OwnProgramme:
    return OwnProgramme(
        item.name, tuple(named.get(each.exercise, each.exercise) for each in item.items)
    )


def _letters(pages: Pages) -> Iterator[Fact]:
    """How letters go out, as far as it is set up."""
    view, computer = pages.desk.view, pages.desk.around.computer
    if view is None:
        return
    try:
        settings: Settings = settings_for(view.file, computer)
    except ClinicPlanError as error:
        yield Fact(pages.say("clinic.faulty"), str(error))
        return
    for key in OF_LETTERS:
        value = str(getattr(settings, key, "") or "")
        if value and settings.server:
            yield Fact(pages.say(f"clinic.letters.{key}"), value)
