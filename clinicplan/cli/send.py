"""`clinicplan send`: the handouts of a workbook as letters, each to its own patient, once."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from clinicplan.cli import post, room, show, told
from clinicplan.cli.build import progress, refuse
from clinicplan.errors import UnsentMail, UsageError

if TYPE_CHECKING:
    from clinicplan.catalogue.values import Catalogue
    from clinicplan.mail.deliver import Outcome, Run
    from clinicplan.mail.outbox import Outbox
    from clinicplan.mail.parcel import Office
    from clinicplan.mail.readback import Expected
    from clinicplan.mail.record import Record
    from clinicplan.mail.settings import Settings
    from clinicplan.tasks.build import Run as Made
    from clinicplan.tasks.letters import Sorting
    from clinicplan.workbook.read import Reading


class NothingToWaitFor(UsageError):
    """A time for letters that nobody has asked to be sent."""

    remedy = 'Type: clinicplan send clinic.xlsx --confirm --at "Mon 9:00"'


@dataclass(frozen=True, slots=True)
class Order:
    """What the command was asked for."""

    file: Path
    out: Path
    confirm: bool
    everyone: bool
    drafts: Path | None
    only: tuple[str, ...]
    as_json: bool
    at: datetime | None = None


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
@click.option("--only", multiple=True, metavar="ID", help="Only this plan; may be repeated.")
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
    at: str | None,
    as_json: bool,
) -> int:
    """E-mail each plan of the workbook FILE to its patient.

    Without --confirm nothing is sent: it shows who would get a letter, and who would not. It
    builds first what is missing or has changed. Run again, it goes on where it stopped.
    """
    from clinicplan.tasks.batch import Terms
    from clinicplan.tasks.build import build
    from clinicplan.tasks.ready import MustBeMended, check_ids, make_ready, must_be_mended

    out = room.folder_of(out, file=file)
    due = post.moment(at) if at else None
    if due and not confirm:
        raise NothingToWaitFor("--at says when to send, and nothing is sent without --confirm.")
    order = Order(file, out, confirm, everyone, drafts, only, as_json, due)
    ready = make_ready(file, today=room.today())
    reading, catalogue = ready.reading, ready.catalogue
    check_ids(only, reading)
    try:
        ready.go_on()
    except MustBeMended as error:
        return refuse(error.found, catalogue, as_json=as_json)
    settings = post.settings_for(file)
    office = post.office_for(ready, settings)
    made = build(ready, out, terms=Terms(room.today()), only=only, watch=progress)
    if made.built.stopped:
        return made.exit_code
    if not order.as_json:
        told.show_warnings(ready.found, catalogue)
    code = _at_the_outbox(order, reading, made, office, settings)
    return max(code, int(must_be_mended(ready.found)))


def _at_the_outbox(
    order: Order, reading: Reading, made: Made, office: Office, settings: Settings
) -> int:
    """Sort the plans and show or send; the folder is this run's alone meanwhile."""
    from clinicplan import files
    from clinicplan.mail.record import open_record
    from clinicplan.seal import seal_key, state_folder
    from clinicplan.tasks.letters import sort_out

    with ExitStack() as stack:
        stack.enter_context(files.sole_use(order.out))
        state = state_folder(order.out)
        record = stack.enter_context(open_record(state, post.home(), now=post.now))
        outbox = record.outbox
        outbox.doubt()  # what a run that was killed has left; no other run is alive
        post.check_record(record, order.out, office.catalogue)
        sorting = sort_out(
            reading.plans,
            made.built.manifest,
            folder=order.out,
            key=seal_key(state),
            entries=outbox.entries(),
            people=reading.people,
            clinic=reading.clinic,
            trace=record.trace,
            shared=settings.shared,
            only=order.only,
        )
        record.reconcile(post.own_plan(reading, made.built.manifest))
        for plan in outbox.withdraw(sorting.withdrawn):
            show.warn(told.say(office.catalogue, "send.withdrawn", plan=plan))
        if order.confirm or order.drafts:
            return _send(order, reading, sorting, record=record, office=office, settings=settings)
        return _show(order, reading, sorting, outbox=outbox, office=office)


def _show(
    order: Order, reading: Reading, sorting: Sorting, *, outbox: Outbox, office: Office
) -> int:
    """The dry run: every letter is written and checked, and thrown away again."""
    faults = {item.plan.id: post.rehearse(item, office, outbox) for item in sorting.letters}
    to_mend = told.to_mend(sorting, failed=any(faults.values()))
    code = max(to_mend, told.to_settle(outbox.entries()))
    if order.as_json:
        letters = [{"plan": plan, "faults": found} for plan, found in faults.items()]
        show.as_json({"dry_run": True, "letters": letters, "holds": told.holds_json(sorting)})
        return code
    words = office.catalogue
    rows = [(plan, str(reading.places[plan]), _would(found, words))
            for plan, found in faults.items()]
    show.table([told.say(words, f"send.heading_{key}") for key in ("plan", "row", "what")], rows)
    told.show_holds(sorting, reading, words, out=order.out)
    show.say(told.say(words, "send.dry" if faults else "send.nothing", n=len(faults)))
    told.show_unsettled(outbox, words, out=order.out)
    return code


def _would(faults: tuple[str, ...], words: Catalogue) -> str:
    if faults == (told.PASSWORD_TOLD,):
        return told.say(words, "verdict.password-told")
    if faults:
        return told.say(words, "send.would_fail", faults=", ".join(faults))
    return told.say(words, "send.would")


def _send(
    order: Order,
    reading: Reading,
    sorting: Sorting,
    *,
    record: Record,
    office: Office,
    settings: Settings,
) -> int:
    """Ask, queue and hand over; say what became of each letter."""
    words, outbox = office.catalogue, record.outbox
    if sorting.letters and not order.drafts:
        post.check_settings(settings)
    chosen = sorting.letters
    if not order.drafts and not order.everyone and not post.has_sent(outbox):
        chosen = chosen[:1]
        if len(sorting.letters) > 1:
            show.warn(told.say(words, "send.first"))
    if chosen and not order.drafts and not _agreed(len(chosen), settings, words):
        show.warn(told.say(words, "send.not_asked"))
        return UnsentMail.exit_code
    transport = post.transport(settings, order.drafts, words) if chosen else None
    if order.at and chosen and not order.drafts:
        show.warn(told.say(words, "send.waiting", time=f"{order.at:%a %d %b %H:%M}"))
        post.wait_until(order.at)
        office = replace(office, now=post.now())
    letters, changed = post.enqueue_all(chosen, office, outbox)
    sorting = replace(sorting, holds=(*sorting.holds, *changed))
    if not order.as_json:
        told.show_holds(sorting, reading, words, out=order.out)
    # Before anything leaves: no letter may be locked with a password that nobody has.
    sheet = post.write_sheet(order.out, reading, outbox, words)
    outcomes: list[Outcome] = []
    stop: UnsentMail | None = None
    if transport is not None:
        run = post.run_for(order.file, reading, record, transport, settings)
        stop = _deliver(letters, run, outcomes.append)
    outbox.sweep()
    told.report(
        outcomes, stop, sorting, words=words, as_json=order.as_json, sheet=sheet
    )
    if not order.as_json:
        told.show_unsettled(outbox, words, out=order.out)
    return told.exit_code(outcomes, stop, sorting, outbox)


def _agreed(count: int, settings: Settings, words: Catalogue) -> bool:
    """True where somebody types the number of letters."""
    minutes = -(-count // settings.pace)
    show.warn(told.say(words, "send.pace", n=minutes, pace=settings.pace))
    answer = click.prompt(told.say(words, "send.ask", n=count), err=True, type=str)
    return str(answer).strip() == str(count)


def _deliver(
    letters: list[Expected], run: Run, done: Callable[[Outcome], None]
) -> UnsentMail | None:
    """Hand the letters over, progress shown; what stopped them all, None where nothing did."""
    from clinicplan.mail.deliver import deliver

    try:
        with show.progress("Letters", total=len(letters)) as step:
            for outcome in deliver(letters, run):
                done(outcome)
                step()
    except UnsentMail as error:
        return error
    return None
