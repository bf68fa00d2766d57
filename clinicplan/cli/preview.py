"""`clinicplan preview`: the pages of one plan's handout as pictures."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click

from clinicplan.cli import room, show


@click.command("preview", short_help="Look at one plan's pages.")
@room.workbook_argument
@click.argument("plan", metavar="ID")
@click.option(
    "--out", default=Path(), type=click.Path(path_type=Path), help="Folder for the pictures."
)
@click.option(
    "--dpi", type=click.IntRange(30, 600), default=110, show_default=True, help="Dots per inch."
)
@click.option("--edition", default="", metavar="NAME", help='As in "large print"; else its own.')
@click.option("--open", "show_it", is_flag=True, help="Open the first page on the desktop.")
def command(file: Path, plan: str, out: Path, dpi: int, edition: str, show_it: bool) -> int:
    """Write the pages of plan ID in the workbook FILE as PNG pictures."""
    from clinicplan.catalogue.phrases import phrase
    from clinicplan.findings import errors
    from clinicplan.tasks.preview import preview
    from clinicplan.tasks.ready import MustBeMended, make_ready

    edition = room.edition_of(edition) if edition else ""
    ready = make_ready(file, today=room.today())
    try:
        pictures = preview(ready, plan, today=room.today(), dpi=dpi, edition=edition)
        pages = _write(pictures, out, name=plan)
    except MustBeMended as error:
        show.findings(errors(error.found, plan=plan), ready.catalogue)
        return error.exit_code
    for page in pages:
        show.say(phrase(ready.catalogue, "commands.page", path=str(page)))
    if show_it:
        click.launch(str(pages[0]))
    return 0


def _write(pictures: Iterable[bytes], out: Path, *, name: str) -> list[Path]:
    """The pictures' paths, in the order of the pages."""
    from clinicplan.files import open_folder, write_whole

    open_folder(out)
    paths = []
    for number, picture in enumerate(pictures, start=1):
        paths.append(out / f"{name}-{number}.png")
        write_whole(paths[-1], picture)
    return paths
