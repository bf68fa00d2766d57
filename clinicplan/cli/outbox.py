"""`clinicplan outbox`: which letters are ready, sent, saved, refused or in doubt; decisions."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from clinicplan.cli import post, room, show
from clinicplan.errors import UsageError

if TYPE_CHECKING:
    from clinicplan.catalogue.values import Catalogue
    from clinicplan.mail.entry import Entry
    from clinicplan.mail.outbox import Outbox
    from clinicplan.mail.record import Record


class NoOutbox(UsageError):
    """A folder that no letter has been written in."""

    remedy = (
        "With --out, name the folder of handouts that `clinicplan send` was given. Before the "
        "first letter there is no outbox: clinicplan send clinic.xlsx --out plans"
    )


@click.command("outbox", short_help="List what was sent; decide what is in doubt.")
@click.argument("file", required=False, type=click.Path(path_type=Path))
@room.out_option
@click.option(
    "--resolve",
    nargs=2,
    metavar="ID sent|again",
    help="Say that a letter did arrive (sent), or have it sent once more (again).",
)
@click.option("--take-over", is_flag=True, help="From now on this computer sends from here.")
@room.json_option
def command(
    file: Path | None,
    out: Path | None,
    resolve: tuple[str, str] | None,
    take_over: bool,
    as_json: bool,
) -> int:
    """List the letters of the workbook FILE (or of a folder), by plan, with where each one is.

    A letter is in doubt when the connection broke just before the mail server answered. It
    is not sent again by itself: ask the patient, then decide with --resolve. Nor is one that
    was saved as a draft: say with --resolve whether you have sent it.
    """
    from clinicplan.mail.record import open_record
    from clinicplan.seal import state_folder

    out = room.folder_of(out, file=file or Path())
    _check_folder(out)
    words, _ = room.open_catalogue()
    with open_record(state_folder(out), post.home(), now=post.now) as record:
        outbox = record.outbox
        if take_over:
            _take_over(out, record, words)
        if resolve:
            _resolve(out, outbox, resolve, words)
        _recover(out, outbox)
        entries, trouble = outbox.entries(), record.trouble()
    if trouble:
        show.warn(post.trouble(trouble, out, words))
    if as_json:
        show.as_json({"letters": [_json(entry) for entry in entries]})
    elif not resolve:
        _list(entries, words)
    return 0


def _check_folder(out: Path) -> None:
    """Raise NoOutbox where nothing in the folder speaks of letters; nothing is made there."""
    from clinicplan.files import STATE
    from clinicplan.mail.outbox import FILE
    from clinicplan.mail.record import MARK

    if not any((out / STATE / name).exists() for name in (FILE, MARK)):
        raise NoOutbox(f"There is no outbox in {out}: nothing was sent from there yet.")


def _take_over(out: Path, record: Record, words: Catalogue) -> None:
    from clinicplan.files import sole_use

    with sole_use(out):
        record.take_over()
    show.warn(post.say(words, "outbox.taken_over"))


def _resolve(out: Path, outbox: Outbox, asked: tuple[str, str], words: Catalogue) -> None:
    from clinicplan.files import sole_use
    from clinicplan.mail.outbox import resolve

    plan, decision = asked
    if decision not in ("sent", "again"):
        raise UsageError(f"--resolve takes an ID and `sent` or `again`, not {decision!r}.")
    with sole_use(out):
        outbox.doubt()
        resolve(outbox, plan, decision=decision)
    state = {"sent": "sent", "again": "ready"}[decision]
    told = post.say(words, f"state.{state}")
    show.warn(post.say(words, "outbox.resolved", plan=plan, state=told))


def _recover(out: Path, outbox: Outbox) -> None:
    """Put in doubt what a killed run has left; a living run keeps its letter."""
    from clinicplan.files import BusyFolder, sole_use

    with suppress(BusyFolder), sole_use(out):
        outbox.doubt()


def _json(entry: Entry) -> dict[str, object]:
    return {
        "plan": entry.plan,
        "version": entry.version,
        "state": entry.state,
        "step": entry.step,
        "code": entry.code,
        "tries": entry.tries,
        "changed": entry.changed,
    }


def _list(entries: tuple[Entry, ...], words: Catalogue) -> None:
    """A row a letter, then what each state that occurs asks for."""
    if not entries:
        show.say(post.say(words, "outbox.empty"))
        return
    keys = ("plan", "version", "state", "changed", "detail")
    heads = [post.say(words, f"outbox.heading_{key}") for key in keys]
    show.table(heads, [_row(entry, words) for entry in entries])
    for state in dict.fromkeys(_key(entry.state) for entry in entries):
        show.say(f"{post.say(words, f'state.{state}')}: {post.say(words, f'state_help.{state}')}")


def _key(state: str) -> str:
    """The key of a state's words."""
    return state.replace(" ", "-")


def _row(entry: Entry, words: Catalogue) -> tuple[str, ...]:
    state = post.say(words, f"state.{_key(entry.state)}")
    since = datetime.fromisoformat(entry.changed).astimezone()
    detail = post.detail(entry.step, entry.code, words) if entry.state not in post.DONE else ""
    return entry.plan, str(entry.version), state, f"{since:%Y-%m-%d %H:%M}", detail
