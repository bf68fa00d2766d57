"""`clinicplan send`: the handouts of a workbook as letters, each to its own patient, once."""

from __future__ import annotations

from collections.abc import Callable, Collection
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from clinicplan.cli import here, room, show, told
from clinicplan.cli.build import progress, refuse
from clinicplan.errors import UsageError

if TYPE_CHECKING:
    from clinicplan.catalogue.values import Catalogue
    from clinicplan.tasks.letters import Sorting
    from clinicplan.tasks.post import Post, Prepared
    from clinicplan.tasks.send import Choice, Onlooker


class NothingToWaitFor(UsageError):
    """A time for letters that nobody has asked to be sent."""

    remedy = 'Type: clinicplan send clinic.xlsx --confirm --at "Mon 9:00"'


@click.command("send", short_help="E-mail the handouts.")
@room.workbook_argument
@room.out_option
@click.option("--confirm", is_flag=True, help="Really send; it asks for the number of letters.")
@click.option("--all", "everyone", is_flag=True, help="All letters, the first time, too.")
@click.option(
    "--to-folder",
    "drafts",
    type=click.Path(path_type=Path),
    help="Write drafts (.eml) for Outlook or Apple Mail into this folder instead.",
)
@room.only_option
@click.option(
    "--address-is-right",
    "right",
    multiple=True,
    metavar="ID",
    help="This plan's address is asked about, and is right; may be repeated.",
)
@click.option(
    "--same-again",
    "same",
    multiple=True,
    metavar="ID",
    help="Send this plan though its last letter said the same; may be repeated.",
)
@click.option(
    "--at", metavar="TIME", help='Send at "Mon 9:00" or so; this window stays open till then.'
)
@room.json_option
def command(
    file: Path,
    out: Path | None,
    confirm: bool,
    everyone: bool,
    drafts: Path | None,
    only: tuple[str, ...],
    right: tuple[str, ...],
    same: tuple[str, ...],
    at: str | None,
    as_json: bool,
) -> int:
    """E-mail each plan of the workbook FILE to its patient.

    Without --confirm nothing is sent: it shows who would get a letter, and who would not. It
    builds first what is missing or has changed. Run again, it goes on where it stopped.
    """
    from clinicplan.tasks.post import at_the_outbox, prepare
    from clinicplan.tasks.ready import MustBeMended, check_ids, make_ready, must_be_mended

    due = here.moment(at) if at else None
    if due and not confirm:
        raise NothingToWaitFor("--at says when to send, and nothing is sent without --confirm.")
    ready = make_ready(file, today=room.today())
    folder = room.folder_of(out, file=file)
    check_ids((*right, *same), ready.reading)
    try:
        prepared = prepare(ready, folder, computer=here.computer(), only=only, watch=progress)
    except MustBeMended as error:
        return refuse(error.found, ready.catalogue, as_json=as_json)
    if prepared.made.built.stopped:
        return prepared.made.exit_code
    if not as_json:
        told.show_warnings(prepared.ready.found, ready.catalogue)
    _answer(prepared, right=right, same=same)
    with at_the_outbox(prepared) as post:
        told.show_changes(post)
        if drafts:
            code = _save(post, drafts, as_json=as_json)
        elif confirm:
            code = _send(post, everyone=everyone, due=due, as_json=as_json)
        else:
            code = _show(post, as_json=as_json)
    return max(code, int(must_be_mended(ready.found)))


def _answer(prepared: Prepared, *, right: Collection[str], same: Collection[str]) -> None:
    """Keep what was said of the letters that are asked about."""
    from clinicplan.mail.choose import ANOTHERS, SLIP, SPELLS, TWICE
    from clinicplan.tasks.addresses import say_right_of

    say_right_of(prepared.ready, prepared.folder, right, reasons=(SLIP, ANOTHERS, SPELLS))
    say_right_of(prepared.ready, prepared.folder, same, reasons=(TWICE,))


def _show(post: Post, *, as_json: bool) -> int:
    """The dry run."""
    from clinicplan.tasks.fates import would_be
    from clinicplan.tasks.post import rehearse

    dry = rehearse(post)
    if as_json:
        letters = [{"plan": letter.plan, "faults": letter.faults} for letter in dry.letters]
        holds = told.holds_json(dry.sorting)
        show.as_json({"dry_run": True, "letters": letters, "holds": holds})
        return dry.exit_code
    words, places = post.prepared.ready.catalogue, post.prepared.ready.reading.places
    rows = [(letter.plan, str(places[letter.plan]), would_be(letter.faults, words))
            for letter in dry.letters]
    show.table([told.say(words, f"send.heading_{key}") for key in ("plan", "row", "what")], rows)
    told.show_holds(dry.sorting, post.prepared)
    show.say(told.say(words, "send.dry" if rows else "send.nothing", n=len(rows)))
    told.show_unsettled(dry.unsettled, post.prepared)
    return dry.exit_code


def _send(post: Post, *, everyone: bool, due: datetime | None, as_json: bool) -> int:
    """Ask for the number of letters, send them, and say what became of each."""
    from clinicplan.tasks.send import OtherNumber, choose, send

    words = post.prepared.ready.catalogue
    choice = choose(post, everyone=everyone)
    if choice.count < choice.of:
        show.warn(told.say(words, "send.first"))
    try:
        sent = send(
            post,
            choice,
            agreed=_agreed(choice, words),
            person=here.person(words),
            at=due,
            onlooker=_onlooker(post, as_json=as_json),
        )
    except OtherNumber as error:
        show.warn(told.say(words, "send.not_asked"))
        return error.exit_code
    return told.report(sent, post.prepared, as_json=as_json)


def _save(post: Post, drafts: Path, *, as_json: bool) -> int:
    """Save drafts, and say what became of each."""
    from clinicplan.tasks.send import save_drafts

    saved = save_drafts(post, drafts, onlooker=_onlooker(post, as_json=as_json))
    return told.report(saved, post.prepared, as_json=as_json)


def _agreed(choice: Choice, words: Catalogue) -> int:
    """The number of letters that somebody types; 0 for what is none, or where none would go."""
    if not choice.count:
        return 0
    show.warn(told.say(words, "send.pace", n=choice.minutes, pace=choice.pace))
    answer = click.prompt(told.say(words, "send.ask", n=choice.count), err=True, type=str)
    text = str(answer).strip()
    return int(text) if text == str(choice.count) else 0


def _onlooker(post: Post, *, as_json: bool) -> Onlooker:
    """Who sits at the terminal sees what is waited for, who gets no letter, and a bar."""
    from clinicplan.tasks.send import Onlooker

    words = post.prepared.ready.catalogue

    def waiting(due: datetime) -> None:
        show.warn(told.say(words, "send.waiting", time=f"{due:%a %d %b %H:%M}"))

    def queued(sorting: Sorting) -> None:
        if not as_json:
            told.show_holds(sorting, post.prepared)

    return Onlooker(waiting=waiting, queued=queued, letters=_bar)


def _bar(total: int) -> AbstractContextManager[Callable[[], None]]:
    """A progress bar of letters."""
    return show.progress("Letters", total=total)
