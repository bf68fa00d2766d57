"""What a page shows becomes the answer to a request, with the frame round it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from jinja2 import Environment
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from clinicplan.catalogue.phrases import phrase
from clinicplan.desk.desk import Desk
from clinicplan.desk.pictures import Pictures
from clinicplan.desk.views import Condition, View
from clinicplan.desk.words import clock, open_templates
from clinicplan.mail.entry import unsettled

PLACES = {"plans": "/plans", "print": "/print", "letters": "/letters", "clinic": "/clinic"}


@dataclass(frozen=True, slots=True)
class Link:
    """A place of the bar, or a filter: where it leads, and how many wait there."""

    key: str
    address: str
    count: int = 0
    look: str = ""
    is_here: bool = False
    text: str = ""


@dataclass(frozen=True, slots=True)
class Chip:
    """The workbook at the right of the bar."""

    file: str
    text: str
    look: str
    new: int


@dataclass(frozen=True, slots=True)
class Notice:
    """What stands above a page: why it is not up to date, or what was done.

    `again` offers to look once more, `back` to take back a draft that was thrown away.
    """

    look: str
    title: str
    text: str
    again: bool = False
    back: bool = False


SAID_FOR = timedelta(minutes=1)
"""How long it is said that something went well."""


def while_new(notice: Notice | None, since: datetime, *, now: datetime) -> Notice | None:
    """The notice; none where it says that something went well, some time ago."""
    is_old = notice is not None and notice.look == "good" and now - since >= SAID_FOR
    return None if is_old else notice


class Pages:
    """The pages of one desk."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.pictures = Pictures(desk)
        self._templates: Environment = open_templates(desk.catalogue)

    def say(self, key: str, **values: str | int) -> str:
        """A phrase of the desk."""
        return phrase(self.desk.catalogue, f"desk.{key}", **values)

    def show(
        self,
        name: str,
        *,
        here: str = "",
        title: str = "",
        status: int = 200,
        notice: Notice | None = None,
        **values: object,
    ) -> Response:
        """The page of this template. Its title never says whose plan it is."""
        view = self.desk.view
        frame: Mapping[str, object] = {
            "title": f"{title or self.say('frame.' + (here or 'desk'))} - {self.say('frame.name')}",
            "token": self.desk.keys.token,
            "number": view.number if view else None,
            "reading": view.reading if view else None,
            "clinic": self._clinic(view),
            "has_logo": bool(view and self.pictures.logo(view)),
            "places": self._places() if view and view.checked else (),
            "chip": self._chip(view) if view else None,
            "here": here,
            "notice": notice or (self.trouble(view) if view else None),
        }
        text = self._templates.get_template(name).render({**frame, **values})
        return HTMLResponse(text, status)

    def missing(self) -> Response:
        """The page for an address that leads nowhere."""
        return self.show("message.html", status=404, heading=self.say("missing.title"),
                         text=self.say("missing.text"))  # fmt: skip

    def fault(self, where: str) -> Response:
        """The page for a fault of ours; it names no patient."""
        return self.show("message.html", status=500, heading=self.say("fault.title"),
                         text=self.say("fault.text"), line=where)  # fmt: skip

    def trouble(self, view: View) -> Notice | None:
        """What keeps the page from being up to date, None where nothing does."""
        if view.is_current:
            return None
        file, read = view.file.name, clock(view.read_at)
        if view.condition is Condition.UNREADABLE:
            title = self.say("unreadable.title", file=file)
            return Notice("mend", title, " ".join(view.said), again=True)
        title = self.say(f"{view.condition}.title", file=file)
        return Notice("look", title, self.say(f"{view.condition}.text", time=read), again=True)

    def _clinic(self, view: View | None) -> str:
        name = view.checked.reading.clinic.name if view and view.checked else ""
        return name or self.say("frame.name")

    def _places(self) -> tuple[Link, ...]:
        waiting = {"letters": len(unsettled(self.desk.letters()))}
        return tuple(Link(key, place, waiting.get(key, 0)) for key, place in PLACES.items())

    def _chip(self, view: View) -> Chip:
        look = {Condition.GONE: "mend", Condition.UNREADABLE: "mend", Condition.LOCKED: "look"}
        text = self.say(f"chip.{view.condition}", time=clock(view.read_at))
        if view.is_current and view.in_excel:
            return Chip(view.file.name, self.say("chip.in_excel", state=text), "look", view.new)
        return Chip(view.file.name, text, look.get(view.condition, "good"), view.new)


def form_of(request: Request) -> dict[str, list[str]]:
    """What was posted; the door has read it."""
    form: dict[str, list[str]] = request.scope.get("desk.form", {})
    return form


def field(request: Request, name: str) -> str:
    """The first value of a field without control characters, "" where it is not there."""
    text = next(iter(form_of(request).get(name, ())), "").replace("\r\n", "\n")
    return "".join(map(_typed, text)).strip()


def _typed(char: str) -> str:
    """The character; a space in place of other blanks, which are between words all the same."""
    if char.isprintable() or char == "\n":
        return char
    return " " if char.isspace() else ""


def file_of(request: Request, name: str) -> tuple[str, bytes]:
    """The name and the bytes of a file that was chosen, both empty where none was."""
    files: dict[str, tuple[str, bytes]] = request.scope.get("desk.files", {})
    return files.get(name, ("", b""))


def go_to(address: str) -> Response:
    """Go on there, so that a page that is loaded again posts nothing twice."""
    return RedirectResponse(address, 303)
