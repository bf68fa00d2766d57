"""How letters go out from this computer becomes a page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from clinicplan.desk.pages import Pages, go_to
from clinicplan.desk.showing import seen
from clinicplan.errors import ClinicPlanError
from clinicplan.tasks.office import settings_for

OF_LETTERS = ("server", "port", "user", "address", "sign_in")
"""Settings of e-mail that are shown; none of them is a secret."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A setting and what it is."""

    name: str
    value: str


def routes(pages: Pages) -> list[Route]:
    """Where this page is."""
    return [Route("/clinic/letters", partial(letters, pages))]


def letters(pages: Pages, request: Request) -> Response:
    """How letters go out."""
    if not seen(pages):
        return go_to("/")
    facts = list(_facts(pages))
    return pages.show("clinic_letters.html", here="clinic", part="letters", letters=facts)


def _facts(pages: Pages) -> Iterator[Fact]:
    """How letters go out, as far as it is set up."""
    view, computer = pages.desk.view, pages.desk.around.computer
    if view is None:
        return
    try:
        settings = settings_for(view.file, computer)
    except ClinicPlanError as error:
        yield Fact(pages.say("clinic.faulty"), str(error))
        return
    for key in OF_LETTERS:
        value = str(getattr(settings, key, "") or "")
        if value and settings.server:
            yield Fact(pages.say(f"clinic.letters.{key}"), value)
