"""`clinicplan open`: the desk, pages in the browser for all that the commands do."""

from __future__ import annotations

import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

import click

from clinicplan.cli import here, room, show
from clinicplan.errors import UsageError

if TYPE_CHECKING:
    from clinicplan.desk.desk import Surroundings

OWN = "desk"


@click.command("open", short_help="Open the desk: all of this in the browser.")
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.option("--no-browser", is_flag=True, help="Open no window; print the desk's address.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=0, help="Listen there.  [default: a free one]"
)
@click.option(
    "--no-save", is_flag=True, help="Never write into the workbook; give rows to paste."
)
def command(file: Path | None, no_browser: bool, port: int, no_save: bool) -> int:
    """Open the desk with the workbook FILE, in the browser of this computer.

    Without FILE it opens the workbook of the last time, or shows how to begin. It is there for
    this computer alone. Close it with its own button, by closing its windows, or with Ctrl-C.
    """
    try:
        from clinicplan.desk.running import only_desk, ring
    except ModuleNotFoundError as error:
        raise UsageError('The desk needs: pip install --editable ".[desk]"') from error
    from clinicplan.files import BusyFolder

    around = replace(surroundings(), saves=not no_save)
    try:
        with only_desk(around.own):
            _run(file, around, port=port, no_browser=no_browser)
    except BusyFolder:
        _open_window(ring(around.own, file, pause=time.sleep), no_browser=no_browser)
    return 0


def surroundings() -> Surroundings:
    """This computer, as the desk needs to know it."""
    from platformdirs import user_desktop_path, user_documents_path

    from clinicplan.desk.desk import Surroundings

    return Surroundings(
        now=lambda: datetime.now().astimezone(),
        show=lambda path, in_folder: _show(path, in_folder=in_folder),
        places=(user_documents_path(), user_desktop_path()),
        own=here.home() / OWN,
        computer=here.computer(),
        handouts=room.FOLDER,
    )


def _show(path: Path, *, in_folder: bool) -> None:
    """Open a file on the desktop, or its folder.

    What Linux opens it with is kept off the desk's own output: without a desktop that may be a
    program that prints the file, and the sheet of passwords is such a file.
    """
    if sys.platform != "linux":
        click.launch(str(path), locate=in_folder)
        return
    words = ["xdg-open", str(path.parent if in_folder else path)]
    Thread(target=_quietly, args=(words,), daemon=True).start()


def _quietly(words: list[str]) -> None:
    """Run a program to its end, with nothing to read and nowhere to write."""
    nowhere = subprocess.DEVNULL
    with suppress(OSError):
        subprocess.run(words, stdin=nowhere, stdout=nowhere, stderr=nowhere, check=False)


def _run(file: Path | None, around: Surroundings, *, port: int, no_browser: bool) -> None:
    import logging

    from clinicplan.desk.app import address
    from clinicplan.desk.desk import Desk
    from clinicplan.desk.running import Running, announce, remembered
    from clinicplan.desk.serve import bind, port_of, serve

    logging.disable(logging.CRITICAL)  # a library's words about a fault may quote a patient
    socket = bind(port)
    desk = Desk(around)
    chosen = file.absolute() if file else remembered(around.own)
    if chosen:
        desk.open(chosen)

    def begun() -> None:
        announce(around.own, Running(port_of(socket), desk.keys.bell))
        _open_window(address(port_of(socket), desk.keys.draw()), no_browser=no_browser)

    serve(desk, socket, begun=begun)


def _open_window(address: str, *, no_browser: bool) -> None:
    """Open the address in the browser, or say it."""
    import webbrowser

    if no_browser or not webbrowser.open(address):
        show.say(f"The desk is at {address}")
