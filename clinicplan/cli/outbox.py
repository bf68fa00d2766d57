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
    from clinicplan.mail.outbox import Entry, Outbox


class NoOutbox(UsageError):
    """A folder that no letter has been written in."""

    remedy = (
        "With --out, name the folder of handouts that `clinicplan send` was given. Before the "
        "first letter there is no outbox: clinicplan send clinic.xlsx --out plans"
    )


@click.command("outbox", short_help="List what was sent; decide what is in doubt.")
@click.option("--out", required=True, type=click.Path(path_type=Path), help="Folder of handouts.")
@click.option(
    "--resolve",
    nargs=2,
    metavar="ID sent|again",
    help="Say that a letter did arrive (sent), or have it sent once more (again).",
)
@room.json_option
def command(out: Path, resolve: tuple[str, str] | None, as_json: bool) -> int:
    """List the letters of the folder, by plan, with where each one is.

    A letter is in doubt when the connection broke just before the mail server answered. It
    is not sent again by itself: ask the patient, then decide with --resolve. Nor is one that
    was saved as a draft: say with --resolve whether you have sent it.
    """
    from clinicplan.mail.outbox import FILE, open_outbox
    from clinicplan.seal import state_folder

    if not out.is_dir() or not (state_folder(out) / FILE).exists():
        raise NoOutbox(f"There is no outbox in {out}: nothing was sent from there yet.")
    words, _ = room.open_catalogue()
    with open_outbox(state_folder(out), now=post.now) as outbox:
        if resolve:
            _resolve(out, outbox, resolve, words)
        _recover(out, outbox)
        entries = outbox.entries()
    if as_json:
        show.as_json({"letters": [_json(entry) for entry in entries]})
    elif not resolve:
        _list(entries, words)
    return 0


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
