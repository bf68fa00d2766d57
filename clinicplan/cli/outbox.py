"""`clinicplan outbox`: which letters are ready, gone, refused, back or in doubt; decisions."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from clinicplan.cli import post, room, show, told
from clinicplan.errors import UsageError

if TYPE_CHECKING:
    from clinicplan.catalogue.values import Catalogue
    from clinicplan.mail.entry import Decision, Entry, State
    from clinicplan.mail.outbox import Outbox
    from clinicplan.mail.record import Record


class NoOutbox(UsageError):
    """A folder that no letter has been written in."""

    remedy = (
        "Name the workbook, or with --out the folder of handouts that `clinicplan send` was "
        "given. Before the first letter there is no outbox: clinicplan send clinic.xlsx"
    )


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
    from clinicplan.mail.record import open_record
    from clinicplan.seal import state_folder

    out = room.folder_of(out, file=file or Path("clinic.xlsx"))
    _check_folder(out)
    if passwords and file is None:
        raise NoWorkbook("The sheet of passwords has names on it, which the workbook knows.")
    words = _words()
    with open_record(state_folder(out), post.home(), now=post.now) as record:
        if take_over:
            _take_over(out, record, words)
        _recover(out, record.outbox)
        if resolve or resolve_all:
            _resolve(out, record.outbox, words, one=resolve, every=resolve_all)
        if bounces:
            _read_bounces(out, record, file=file, words=words)
        if passwords and file:
            _write_passwords(out, record.outbox, file=file, words=words)
        entries, trouble = record.outbox.entries(), record.trouble()
    if trouble:
        show.warn(told.trouble(trouble, out, words))
    if failures:
        _write_failures(entries, failures, words)
    if as_json:
        show.as_json({"letters": [_json(entry) for entry in entries]})
    elif not (resolve or resolve_all):
        _list(entries, words)
    return told.to_settle(entries)


def _words() -> Catalogue:
    from clinicplan.tasks.ready import read_templates

    return read_templates()[0]


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
    show.warn(told.say(words, "outbox.taken_over"))


def _recover(out: Path, outbox: Outbox) -> None:
    """Put in doubt what a killed run has left; a living run keeps its letter."""
    from clinicplan.files import BusyFolder, sole_use

    with suppress(BusyFolder), sole_use(out):
        outbox.doubt()


def _resolve(
    out: Path,
    outbox: Outbox,
    words: Catalogue,
    *,
    one: tuple[str, str] | None,
    every: tuple[str, str] | None,
) -> None:
    """Do what was decided, and say where the letters are now."""
    from clinicplan.files import sole_use
    from clinicplan.mail.decide import resolve, resolve_all

    plans: list[str] = []
    with sole_use(out):
        if one:
            decision = _decision(one[1])
            resolve(outbox, one[0], decision=decision)
            plans.append(one[0])
        if every:
            decision = _decision(every[1])
            plans += resolve_all(outbox, _together(every[0]), decision=decision)
    for plan in plans:
        state = {"sent": "sent", "again": "ready", "drop": "dropped"}[decision]
        now = told.say(words, f"state.{state}")
        show.warn(told.say(words, "outbox.resolved", plan=plan, state=now))


def _decision(text: str) -> Decision:
    from clinicplan.mail.entry import Decision

    try:
        return Decision(text)
    except ValueError:
        raise UsageError(f"A letter is `sent`, `again` or `drop`, not {text!r}.") from None


def _together(text: str) -> State:
    """The states whose letters may be decided together; of one in doubt, somebody asks."""
    from clinicplan.mail.entry import State

    if text not in (State.REFUSED, State.RETURNED):
        raise UsageError(f"--resolve-all takes `refused` or `returned`, not {text!r}.")
    return State(text)


def _read_bounces(out: Path, record: Record, *, file: Path | None, words: Catalogue) -> None:
    """Ask the mailbox for letters that came back, and say whose they were."""
    from clinicplan.files import sole_use

    with sole_use(out):
        plans = post.read_bounces(record, file or out, words)
    for plan in plans:
        show.warn(told.say(words, "outbox.came_back", plan=plan))
    if not plans:
        show.warn(told.say(words, "outbox.none_back"))


def _write_passwords(out: Path, outbox: Outbox, *, file: Path, words: Catalogue) -> None:
    """The whole sheet, because somebody has asked for it."""
    from clinicplan.tasks.ready import make_ready

    ready = make_ready(file, today=room.today())
    path = post.write_sheet(out, ready.reading, outbox, ready.catalogue, every=True)
    if path:
        show.warn(told.say(words, "send.passwords", file=str(path)))


def _write_failures(entries: tuple[Entry, ...], path: Path, words: Catalogue) -> None:
    """The letters that somebody must see to, for Excel."""
    import csv
    import io

    from clinicplan.files import write_whole
    from clinicplan.mail.entry import unsettled

    text = io.StringIO(newline="")
    table = csv.writer(text)
    table.writerow([told.say(words, f"outbox.heading_{key}") for key in (*HEADINGS, "remedy")])
    for entry in unsettled(entries):
        table.writerow([*_row(entry, words), told.say(words, f"state_help.{_key(entry.state)}")])
    write_whole(path, text.getvalue().encode("utf-8-sig"))
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
    }


HEADINGS = ("plan", "version", "state", "changed", "detail")


def _list(entries: tuple[Entry, ...], words: Catalogue) -> None:
    """A row a letter, then what each state that occurs asks for."""
    if not entries:
        show.say(told.say(words, "outbox.empty"))
        return
    heads = [told.say(words, f"outbox.heading_{key}") for key in HEADINGS]
    show.table(heads, [_row(entry, words) for entry in entries])
    for state in dict.fromkeys(_key(entry.state) for entry in entries):
        show.say(f"{told.say(words, f'state.{state}')}: {told.say(words, f'state_help.{state}')}")


def _key(state: str) -> str:
    """The key of a state's words."""
    return state.replace(" ", "-")


def _row(entry: Entry, words: Catalogue) -> tuple[str, ...]:
    state = told.say(words, f"state.{_key(entry.state)}")
    since = datetime.fromisoformat(entry.changed).astimezone()
    detail = told.detail(entry.step, entry.code, words) if entry.state not in told.DONE else ""
    return entry.plan, str(entry.version), state, f"{since:%Y-%m-%d %H:%M}", detail
