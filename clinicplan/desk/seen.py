"""What the desk has read becomes what a page asks for: a plan, the address of a picture."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlencode

from clinicplan.desk.pages import Pages
from clinicplan.desk.views import View
from clinicplan.plan import Plan
from clinicplan.tasks.check import Checked

OWN = "own:"
"""What the frame of a clinic's own picture begins with; its file's name follows."""

PICTURES = {".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg"}
"""What a browser calls the clinic's own pictures, by the end of their names."""


def seen(pages: Pages) -> tuple[View, Checked] | None:
    """What is shown, None where no workbook was read yet."""
    view = pages.desk.view
    return (view, view.checked) if view and view.checked else None


def plan_of(checked: Checked, name: str) -> Plan | None:
    """The plan of this ID, None where it is faulty or not there."""
    return next((plan for plan in checked.reading.plans if plan.id == name), None)


def picture_of(code: str, checked: Checked, *, whom: str = "", way: str = "") -> str:
    """The address of an exercise's picture, "" where there is none.

    `whom` is the code of the person that the plan's pictures show, `way` that of how it is done;
    "" where that is not known.
    """
    if code in checked.ready.catalogue.exercises:
        asked = {key: text for key, text in (("way", way), ("as", whom)) if text}
        return f"/library/{code}.png{'?' if asked else ''}{urlencode(asked)}"
    return f"/own/{code}" if own_file(code, checked) else ""


def own_file(code: str, checked: Checked) -> Path | None:
    """The picture of an exercise of the clinic's own, which lies beside the workbook."""
    own = next((item for item in checked.reading.own if item.code == code), None)
    shots = own.variants[0].shots if own else ()
    names = [shot.frame.removeprefix(OWN) for shot in shots if shot.frame.startswith(OWN)]
    name = next(iter(names), "")
    file = checked.ready.file.parent / name
    is_ours = Path(name).name == name and Path(name).suffix.lower() in PICTURES
    return file if is_ours and file.is_file() else None
