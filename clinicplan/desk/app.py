"""The pages of a desk become one application, with the door before it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from functools import partial
from pathlib import Path

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route, Router
from starlette.types import Receive, Scope, Send

from clinicplan.catalogue.phrases import phrase
from clinicplan.desk import choosing, clinic, letters, mending, served, setup, showing, whose
from clinicplan.desk.asked import Answers
from clinicplan.desk.desk import Desk
from clinicplan.desk.door import BELL, ENTRANCE, HOST, Door
from clinicplan.desk.drafting import Drafting
from clinicplan.desk.dressing import Dressing
from clinicplan.desk.dropping import Dropping
from clinicplan.desk.mailroom import MailRoom
from clinicplan.desk.pages import Pages, go_to
from clinicplan.desk.printing import Printer
from clinicplan.desk.sheet import Sheets
from clinicplan.desk.shelf import Shelf
from clinicplan.desk.waiting import Waiting
from clinicplan.desk.words import own_files

REFUSALS = (400, 403, 405, 413, 421)
FACES = {"regular": "Regular", "semibold": "Semibold", "bold": "Bold"}
KINDS = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
OWN = ("desk.css", "desk.js", "plan.js", "mending.js", "desk.svg", "down.svg")


def application(desk: Desk, *, port: int) -> Door:
    """All that the browser can ask of this desk, at this port."""
    pages, room = Pages(desk), MailRoom(desk)
    dressing, answered = Dressing(pages), Answers(desk.around.now)

    def end() -> None:
        room.stop()
        dressing.close()

    sheets, printer = Sheets(), Printer(pages, answered)
    waiting = Waiting(pages, sheets)
    desk.at_the_end, desk.at_rest, desk.has_waiting = end, waiting.look, waiting.has_some
    routes = [
        Route("/", partial(front, pages)),
        Route("/events", partial(events, desk)),
        Route("/static/{name}", partial(static, pages)),
        Route("/close", partial(close, pages, room), methods=["POST"]),
        Route(BELL, partial(bell, desk, port), methods=["POST"]),
        *showing.routes(pages, sheets, answered),
        *served.routes(pages),
        *mending.routes(pages, answered),
        *whose.routes(pages, answered),
        *choosing.routes(pages),
        *Dropping(pages).routes(),
        *dressing.routes(),
        *setup.routes(pages, dressing),
        *printer.routes(),
        *clinic.routes(pages, dressing, room),
        *letters.routes(pages, room, answered),
        *Drafting(pages, sheets, waiting=waiting, printer=printer).routes(),
        *Shelf(pages, sheets, waiting=waiting).routes(),
    ]
    inner = Router(routes, redirect_slashes=False, default=partial(_missing, pages))
    sentences = {code: phrase(desk.catalogue, f"desk.refused.{code}") for code in REFUSALS}
    door = Door(inner, keys=desk.keys, port=port, sentences=sentences, fault=pages.fault)
    inner.routes.append(Route(ENTRANCE, partial(enter, desk, door)))
    return door


def address(port: int, key: str) -> str:
    """The address that opens a window, once."""
    return f"http://{HOST}:{port}{ENTRANCE}?key={key}"


def enter(desk: Desk, door: Door, request: Request) -> Response:
    """Let a window in by its key, or one that has been in before."""
    if not desk.keys.admits(request.query_params.get("key", "")):
        if door.has_cookie(request.scope):
            return go_to("/")
        return PlainTextResponse(phrase(desk.catalogue, "desk.refused.403"), 403)
    answer = go_to("/")
    answer.headers["set-cookie"] = door.cookie()
    return answer


def bell(desk: Desk, port: int, request: Request) -> Response:
    """Give a second start of the program the address of a new window."""
    asked = request.scope["desk.body"].decode("utf-8", "replace").strip()
    if asked:
        desk.ask_for(Path(asked))
    return PlainTextResponse(address(port, desk.keys.draw()))


def front(pages: Pages, request: Request) -> Response:
    """Where a window begins: with the plans, or with the choice of a workbook."""
    view = pages.desk.view
    if pages.desk.asked_for:
        return go_to("/workbook/which")
    if view and (view.checked or not view.is_current):
        return go_to("/plans") if view.checked else go_to("/workbook")
    return choosing.start(pages, request)


def events(desk: Desk, request: Request) -> Response:
    """What happens, as it happens: the number of the view, each time that it changes."""

    async def stream() -> AsyncIterator[str]:
        if desk.view:
            yield f"data: {desk.view.number}\n\n"
        async for event in desk.news.listen():
            yield event

    return StreamingResponse(stream(), media_type="text/event-stream")


def static(pages: Pages, request: Request) -> Response:
    """The typeface, the stylesheet, the script and the icon."""
    name = request.path_params["name"]
    if name in OWN:
        content = (own_files() / "static" / name).read_bytes()
        return Response(content, media_type=KINDS[Path(name).suffix])
    face = FACES.get(name.removesuffix(".ttf"))
    if face is None:
        return pages.missing()
    file = pages.desk.templates / "faces" / "source-sans-3" / f"SourceSans3-{face}.ttf"
    return Response(file.read_bytes(), media_type="font/ttf")


def close(pages: Pages, room: MailRoom, request: Request) -> Response:
    """End the program; what was saved is in the workbook. Letters on their way go first."""
    if room.is_going:
        return go_to("/letters")
    waits = pages.desk.has_waiting()
    pages.desk.leave()
    return pages.show("closed.html", title=pages.say("closed.title"), waits=waits)


async def _missing(pages: Pages, scope: Scope, receive: Receive, send: Send) -> None:
    await pages.missing()(scope, receive, send)
