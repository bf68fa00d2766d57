"""A checked workbook becomes the files that its pages show: handouts, and pictures."""

from __future__ import annotations

from functools import partial

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from clinicplan.desk.pages import Pages
from clinicplan.desk.pictures import LARGE, SMALL
from clinicplan.desk.seen import PICTURES, own_file, plan_of, seen
from clinicplan.desk.versions import files_of


def routes(pages: Pages) -> list[Route]:
    """Where these files are."""
    return [
        Route("/plan/{plan}/handout.pdf", partial(handout, pages)),
        Route("/plan/{plan}/one-sheet.pdf", partial(beside, pages, "one-sheet", " one-sheet.pdf")),
        Route("/plan/{plan}/text.html", partial(beside, pages, "text", ".html")),
        Route("/plan/{plan}/text.txt", partial(beside, pages, "text", ".txt")),
        Route("/plan/{plan}/given/{sha256}.pdf", partial(given_pdf, pages)),
        Route("/plan/{plan}/{size}/{number:int}.png", partial(picture, pages)),
        Route("/library/{exercise}.png", partial(exercise, pages)),
        Route("/library/person/{person}.png", partial(person, pages)),
        Route("/own/{exercise}", partial(own_picture, pages)),
        Route("/clinic/logo.png", partial(logo, pages)),
    ]


def handout(pages: Pages, request: Request) -> Response:
    """The plan as a PDF, as it would be printed now."""
    now = seen(pages)
    plan = plan_of(now[1], request.path_params["plan"]) if now else None
    if not now or not plan:
        return pages.missing()
    return Response(pages.pictures.handout(now[0], plan).pdf, media_type="application/pdf")


def beside(pages: Pages, kind: str, end: str, request: Request) -> Response:
    """What `build --also` makes of the plan: to be read here, or as a file to give away."""
    now = seen(pages)
    plan = plan_of(now[1], request.path_params["plan"]) if now else None
    made = pages.pictures.beside(now[0], plan, kind).get(end) if now and plan else None
    if plan is None or made is None:
        return pages.missing()
    if end.endswith(".pdf"):
        return Response(made, media_type="application/pdf")
    name = {"content-disposition": f'attachment; filename="{plan.id}{end}"'}
    return Response(made, media_type="application/octet-stream", headers=name)


def given_pdf(pages: Pages, request: Request) -> Response:
    """A handout that was given out, as it was."""
    name, sha256 = request.path_params["plan"], request.path_params["sha256"]
    now = seen(pages)
    if not now or name not in now[1].reading.ids:
        return pages.missing()
    path = files_of(pages.desk, name).get(sha256)
    if path is None:
        return pages.missing()
    return Response(path.read_bytes(), media_type="application/pdf")


def picture(pages: Pages, request: Request) -> Response:
    """A picture of a page."""
    now = seen(pages)
    asked = request.path_params
    plan = plan_of(now[1], asked["plan"]) if now else None
    dpi = {"small": SMALL, "large": LARGE}.get(asked["size"])
    if not now or not plan or not dpi:
        return pages.missing()
    try:
        drawn = pages.pictures.page(now[0], plan, number=asked["number"], dpi=dpi)
    except KeyError:
        return pages.missing()
    return Response(drawn, media_type="image/png")


def exercise(pages: Pages, request: Request) -> Response:
    """The library's picture of an exercise."""
    found = pages.desk.catalogue.exercises.get(request.path_params["exercise"])
    try:
        whom, way = (request.query_params.get(key, "") for key in ("as", "way"))
        drawn = pages.pictures.exercise(found, whom=whom, way=way) if found else b""
    except KeyError:
        drawn = b""
    return Response(drawn, media_type="image/png") if drawn else pages.missing()


def person(pages: Pages, request: Request) -> Response:
    """Somebody whom the pictures may show."""
    try:
        drawn = pages.pictures.person(request.path_params["person"])
    except KeyError:
        return pages.missing()
    return Response(drawn, media_type="image/png")


def own_picture(pages: Pages, request: Request) -> Response:
    """The picture of an exercise of the clinic's own, as it lies beside the workbook."""
    now = seen(pages)
    file = own_file(request.path_params["exercise"], now[1]) if now else None
    if file is None:
        return pages.missing()
    return Response(file.read_bytes(), media_type=PICTURES[file.suffix.lower()])


def logo(pages: Pages, request: Request) -> Response:
    """The clinic's logo."""
    drawn = pages.pictures.logo(pages.desk.view) if pages.desk.view else b""
    return Response(drawn, media_type="image/png") if drawn else pages.missing()
