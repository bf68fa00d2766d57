"""`clinicplan outbox`: which letters are ready, gone, refused, back or in doubt; decisions."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from clinicplan.cli import here, room, show, told
from clinicplan.errors import UsageError

if TYPE_CHECKING:
    from clinicplan.catalogue.values import Catalogue
    from clinicplan.mail.entry import Entry
    from clinicplan.tasks.outbox import Kept


class NoWorkbook(UsageError):
    """Something was asked for that only the workbook knows."""

    remedy = "Name it: clinicplan outbox clinic.xlsx --passwords"


@click.command("outbox", short_help="List what was sent; decide what is in doubt.")
@click.argument("file", required=False, type=click.Path(path_type=Path))
@room.out_option
@click.option(
    "--resolve",
    nargs=2,
    metavar="ID sent|again|drop",
    help="Say that a letter did arrive (sent), is sent once more (again), or not at all (drop).",
)
@click.option(
    "--resolve-all",
    nargs=2,
    metavar="refused|returned DECISION",
    help="The same for all letters that were refused, or that came back.",
)
@click.option("--bounces", is_flag=True, help="Read the mailbox for letters that came back.")
@click.option(
    "--failures",
    type=click.Path(path_type=Path),
    help="Write the letters that somebody must see to into this CSV file.",
)
@click.option("--passwords", is_flag=True, help="Write the sheet of all passwords once more.")
@click.option("--take-over", is_flag=True, help="From now on this computer sends from here.")
@room.json_option
def command(
    file: Path | None,
    out: Path | None,
    resolve: tuple[str, str] | None,
    resolve_all: tuple[str, str] | None,
    bounces: bool,
    failures: Path | None,
    passwords: bool,
    take_over: bool,
    as_json: bool,
) -> int:
    """List the letters of the workbook FILE (or of a folder), by plan, with where each one is.

    A letter is in doubt when the connection broke just before the mail server answered. It
    is not sent again by itself: ask the patient, then decide with --resolve. Nor is one that
    was saved as a draft: say with --resolve whether you have sent it.
    """
    from clinicplan.tasks.outbox import kept_letters
    from clinicplan.tasks.ready import read_templates
    from clinicplan.tasks.record import doubtful, to_settle

    words, _ = read_templates()
    out = room.folder_of(out, file=file or Path("clinic.xlsx"))
    with kept_letters(out, computer=here.computer()) as kept:
        if passwords and file is None:
            raise NoWorkbook("The sheet of passwords has names on it, which the workbook knows.")
        if take_over:
            _take_over(kept, words)
        if resolve or resolve_all:
            _resolve(kept, words, one=resolve, every=resolve_all)
        if bounces:
            _read_bounces(kept, words, file=file or out)
        if passwords and file:
            _write_passwords(kept, file)
        letters, trouble = kept.history, kept.trouble
    if trouble:
        error = doubtful(trouble, out, words)
        show.warn(f"{error}\n{error.remedy}")
    if failures:
        _write_failures(letters, failures, words)
    if as_json:
        show.as_json({"letters": [_json(entry) for entry in letters]})
    elif not (resolve or resolve_all):
        _list(letters, words)
    return to_settle(letters)


def _take_over(kept: Kept, words: Catalogue) -> None:
    from clinicplan.tasks.outbox import take_over

    take_over(kept)
    show.warn(told.say(words, "outbox.taken_over"))


def _resolve(
    kept: Kept,
    words: Catalogue,
    *,
    one: tuple[str, str] | None,
    every: tuple[str, str] | None,
) -> None:
    """Do what was decided, and say where the letters are now."""
    from clinicplan.tasks.outbox import resolve, resolve_all

    where: list[tuple[str, str]] = []
    if one:
        where.append((one[0], resolve(kept, one[0], decision=one[1])))
    if every:
        plans, state = resolve_all(kept, every[0], decision=every[1])
        where += [(plan, state) for plan in plans]
    for plan, key in where:
        now = told.say(words, f"state.{key}")
        show.warn(told.say(words, "outbox.resolved", plan=plan, state=now))


def _read_bounces(kept: Kept, words: Catalogue, *, file: Path) -> None:
    """Ask the mailbox for letters that came back, and say whose they were."""
    from clinicplan.tasks.office import settings_for
    from clinicplan.tasks.outbox import read_bounces

    settings = settings_for(file, kept.computer)
    plans = read_bounces(kept, settings, person=here.person(words))
    for plan in plans:
        show.warn(told.say(words, "outbox.came_back", plan=plan))
    if not plans:
        show.warn(told.say(words, "outbox.none_back"))


def _write_passwords(kept: Kept, file: Path) -> None:
    """The whole sheet, because somebody has asked for it."""
    from clinicplan.tasks.outbox import write_all_passwords
    from clinicplan.tasks.ready import make_ready

    ready = make_ready(file, today=room.today())
    if path := write_all_passwords(kept, ready):
        show.warn(told.say(ready.catalogue, "send.passwords", file=str(path)))


def _write_failures(entries: tuple[Entry, ...], path: Path, words: Catalogue) -> None:
    """The letters that somebody must see to, for Excel."""
    from clinicplan.files import write_whole
    from clinicplan.tasks.outbox import failures_file

    write_whole(path, failures_file(entries, words, local=datetime.astimezone))
    show.warn(told.say(words, "outbox.failures", file=str(path)))


def _json(entry: Entry) -> dict[str, object]:
    return {
        "plan": entry.plan,
        "version": entry.version,
        "state": entry.state,
        "step": entry.step,
        "code": entry.code,
        "tries": entry.tries,
        "changed": entry.changed,
        "past": entry.is_past,
    }


def _list(entries: tuple[Entry, ...], words: Catalogue) -> None:
    """A row a letter, then what each state that occurs asks for."""
    from clinicplan.tasks.outbox import cells, headings, in_words

    if not entries:
        show.say(told.say(words, "outbox.empty"))
        return
    rows = in_words(entries, words)
    heads = headings(words)[:-1]  # what is to be done stands below, once for each state
    show.table(heads, [cells(row, local=datetime.astimezone) for row in rows])
    now = in_words((entry for entry in entries if not entry.is_past), words)
    for state, remedy in {row.state: row.remedy for row in now}.items():
        show.say(f"{state}: {remedy}")
