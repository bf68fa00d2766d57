"""`clinicplan preview`: the pages of one plan's handout as pictures."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from clinicplan.cli import room, show

if TYPE_CHECKING:
    from clinicplan.catalogue.values import Catalogue


@click.command("preview", short_help="Look at one plan's pages.")
@room.workbook_argument
@click.argument("plan", metavar="ID")
@click.option(
    "--out", default=Path(), type=click.Path(path_type=Path), help="Folder for the pictures."
)
@click.option(
    "--dpi", type=click.IntRange(30, 600), default=110, show_default=True, help="Dots per inch."
)
@click.option("--open", "show_it", is_flag=True, help="Open the first page on the desktop.")
def command(file: Path, plan: str, out: Path, dpi: int, show_it: bool) -> int:
    """Write the pages of plan ID in the workbook FILE as PNG pictures."""
    from clinicplan.findings import errors

    opened = room.open_all(file)
    reading, catalogue = opened.reading, opened.catalogue
    room.check_ids([plan], reading)
    wanted = next((item for item in reading.plans if item.id == plan), None)
    if wanted is None or room.stops_everything(opened.found):
        show.findings(errors(opened.found, plan=plan), catalogue)
        return 1
    pdf = opened.press.print(wanted, issued=room.today(), seal="").pdf
    pages = _write(pdf, out, name=plan, dpi=dpi)
    _tell(pages, catalogue)
    if show_it:
        click.launch(str(pages[0]))
    return 0


def _write(pdf: bytes, out: Path, *, name: str, dpi: int) -> list[Path]:
    """The pictures' paths, in the order of the pages."""
    from clinicplan.files import open_folder, write_whole
    from clinicplan.tasks.preview import page_pictures

    open_folder(out)
    paths = []
    for number, picture in enumerate(page_pictures(pdf, dpi=dpi), start=1):
        paths.append(out / f"{name}-{number}.png")
        write_whole(paths[-1], picture)
    return paths


def _tell(paths: list[Path], catalogue: Catalogue) -> None:
    """Name the pictures."""
    from clinicplan.catalogue.phrases import phrase

    for path in paths:
        show.say(phrase(catalogue, "commands.page", path=str(path)))
