"""`clinicplan build`: a workbook's plans as PDF handouts in a folder."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from clinicplan.cli import room, show
from clinicplan.errors import UsageError

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from clinicplan.catalogue.values import Catalogue
    from clinicplan.findings import Finding
    from clinicplan.handout.press import Press
    from clinicplan.tasks.batch import Failed, Job, Outcome, Terms
    from clinicplan.tasks.build import Built, Carry
    from clinicplan.tasks.workers import Hire
    from clinicplan.workbook.read import Reading

INTERRUPTED = 130


@click.command("build", short_help="Make the handouts.")
@room.workbook_argument
@room.out_option
@click.option("--only", multiple=True, metavar="ID", help="Only this plan; may be repeated.")
@click.option("--force", is_flag=True, help="Make again what has not changed, too.")
@click.option(
    "--workers",
    type=click.IntRange(1, 64),
    default=1,
    show_default=True,
    help="Processes; more than one pays from a few thousand plans.",
)
@click.option(
    "--cluster",
    default="",
    metavar="ADDRESS",
    help="Print on the workers of this dask scheduler (docs/scale.md).",
)
@click.option(
    "--print",
    "to_print",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Also join the handouts into this PDF, to be printed on both sides.",
)
@click.option("--issued", type=click.DateTime(["%Y-%m-%d"]), help="Date on every handout.")
@room.json_option
def command(
    file: Path,
    out: Path | None,
    only: tuple[str, ...],
    force: bool,
    workers: int,
    cluster: str,
    to_print: Path | None,
    issued: datetime | None,
    as_json: bool,
) -> int:
    """Make a PDF handout of each plan in the workbook FILE.

    Run again, it makes only what has changed. A mistake in one plan never stops the others.
    """
    from clinicplan.tasks.batch import Terms

    out = room.folder_of(out, file=file)
    if cluster:
        file, out = file.absolute(), out.absolute()  # workers have a working folder of their own
    opened = room.open_all(file)
    reading, catalogue, found = opened.reading, opened.catalogue, opened.found
    room.check_ids(only, reading)
    if room.stops_everything(found):
        return refuse(found, catalogue, as_json=as_json)
    terms = Terms(room.today(), issued.date() if issued else None, force)
    built = make(
        reading, out, press=opened.press, terms=terms, only=only, workers=workers, cluster=cluster
    )
    found += tuple(as_finding(failed, reading, catalogue) for failed in built.failed)
    if as_json:
        show.as_json(_json(built, found))
    else:
        _show(built, out, found, catalogue)
    if to_print:
        _join(built, out, to_print, only=only, catalogue=catalogue, say=not as_json)
    return _exit_code(built, found)


def make(
    reading: Reading,
    out: Path,
    *,
    press: Press,
    terms: Terms,
    only: Collection[str] = (),
    workers: int = 1,
    cluster: str = "",
) -> Built:
    """Bring the folder up to date with the workbook, a progress bar beside it."""
    from clinicplan.tasks.build import Roll, bring_up_to_date

    roll = Roll(
        rows=reading.rows,
        ids=reading.ids,
        plans=reading.plans,
        codes=room.codes_by_plan(reading.findings),
        workbook=reading.digest,
    )
    carry = _carry(press, out, workers=workers, cluster=cluster)
    return bring_up_to_date(roll, out, press=press, terms=terms, only=only, carry=carry)


def _carry(press: Press, folder: Path, *, workers: int, cluster: str) -> Carry:
    """How the jobs are done: here, by processes, or by a cluster; with progress anyway."""
    from clinicplan.tasks import batch

    def carry(jobs: Sequence[Job], done: Callable[[Outcome], None]) -> None:
        with show.progress("Handouts", total=len(jobs)) as step:

            def report(outcome: Outcome) -> None:
                done(outcome)
                step()

            if not jobs or (workers == 1 and not cluster):
                batch.run(jobs, press=press, folder=folder, done=report)
                return
            from clinicplan.tasks.workers import run_with_workers

            team = _on_cluster(cluster, folder) if cluster else _on_processes(workers)
            with team as (hire, size):
                run_with_workers(
                    jobs, press=press, folder=folder, done=report, hire=hire, workers=size
                )

    return carry


@contextmanager
def _on_cluster(address: str, folder: Path) -> Iterator[tuple[Hire, int]]:
    """The workers of the scheduler at this address."""
    try:
        from clinicplan.tasks.cluster import joined
    except ModuleNotFoundError as error:
        raise UsageError("--cluster needs: pip install --editable \".[cluster]\"") from error

    with joined(address, folder=folder) as team:
        yield team.hire, team.size


@contextmanager
def _on_processes(workers: int) -> Iterator[tuple[Hire, int]]:
    """So many processes on this computer."""
    try:
        yield lambda: _hire(workers), workers
    except KeyboardInterrupt:
        _dismiss()
        raise


def _hire(workers: int) -> Executor:
    """A pool of fresh processes that leave Ctrl-C to this one."""
    import signal
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    # Spawned, not forked: this process has threads (the progress bar), and Windows spawns.
    return ProcessPoolExecutor(
        workers,
        mp_context=get_context("spawn"),
        initializer=signal.signal,
        initargs=(signal.SIGINT, signal.SIG_IGN),
    )


def _dismiss() -> None:
    """End the workers that Ctrl-C has outlasted."""
    from multiprocessing import active_children

    for child in active_children():
        child.terminate()


def as_finding(failed: Failed, reading: Reading, catalogue: Catalogue) -> Finding:
    """A failed plan as a finding at its row of the Patients sheet."""
    from clinicplan.catalogue.phrases import has_phrase, phrase
    from clinicplan.findings import Finding, Place, Severity

    hint = f"commands.hint.{failed.code}"
    return Finding(
        place=reading.places.get(failed.plan, Place("Patients")),
        code=failed.code,
        severity=Severity.ERROR,
        message=phrase(catalogue, f"commands.failed.{failed.code}", detail=failed.detail),
        hint=phrase(catalogue, hint) if has_phrase(catalogue, hint) else "",
        plan=failed.plan,
    )


def refuse(found: tuple[Finding, ...], catalogue: Catalogue, *, as_json: bool) -> int:
    """Say why nothing was made; the folder and its manifest are left as they were."""
    from clinicplan.catalogue.phrases import phrase

    if as_json:
        show.as_json({"findings": [show.finding_json(finding) for finding in found]})
        return 1
    show.findings(found, catalogue)
    show.say(phrase(catalogue, "commands.none_made"))
    return 1


def _show(built: Built, out: Path, found: tuple[Finding, ...], catalogue: Catalogue) -> None:
    """Print what is to be mended, then what was made."""
    from dataclasses import asdict

    from clinicplan.catalogue.phrases import listed, phrase
    from clinicplan.findings import Severity
    from clinicplan.tasks.build import gone

    show.findings([item for item in found if item.severity is not Severity.ADVICE], catalogue)
    for record in built.older:
        show.say(phrase(catalogue, "commands.older", file=record.file, plan=record.plan))
    for record in gone(built.manifest, out):
        show.say(phrase(catalogue, "commands.gone", file=record.file, plan=record.plan))
    counts = asdict(built.manifest.counts)
    rows = phrase(catalogue, "commands.plans", n=counts.pop("rows"))
    summary = "commands.summary_waiting" if counts["waiting"] else "commands.summary"
    show.say(phrase(catalogue, summary, rows=rows, **counts))
    show.say(phrase(catalogue, "commands.folder", path=str(out)))
    if counts["failed"] > len(built.failed):
        show.say(phrase(catalogue, "commands.good_ones"))
    if built.stopped:
        show.say(phrase(catalogue, "commands.stopped"))
    if counts["failed"]:
        plans = list(_not_made(built))
        if nameless := counts["failed"] - len(plans):
            plans.append(phrase(catalogue, "commands.nameless", n=nameless))
        show.say(phrase(catalogue, "commands.not_made", plans=listed(catalogue, plans)))


def _join(
    built: Built,
    folder: Path,
    file: Path,
    *,
    only: Collection[str],
    catalogue: Catalogue,
    say: bool,
) -> None:
    """Write the run's good handouts as one PDF, and a list of what is in it beside it."""
    try:
        from clinicplan.tasks.joining import joined
    except ModuleNotFoundError as error:
        raise UsageError("--print needs: pip install --editable \".[print]\"") from error
    from clinicplan.catalogue.phrases import phrase
    from clinicplan.files import write_whole
    from clinicplan.tasks.manifest import State

    there = (State.MADE, State.UNCHANGED)
    records = [
        record
        for record in built.manifest.records
        if record.state in there and (not only or record.plan in only)
    ]
    content, parts = joined(records, folder)
    lines = [phrase(catalogue, "commands.print_list", file=file.name)]
    for part in parts:
        lines.append(
            phrase(
                catalogue,
                "commands.print_line",
                plan=part.plan,
                first=part.first,
                last=part.last,
                n=part.pages,
            )
        )
    write_whole(file, content)
    write_whole(file.with_suffix(".txt"), ("\n".join(lines) + "\n").encode())
    if say:
        show.say(phrase(catalogue, "commands.print_file", n=len(parts), path=str(file)))


def _not_made(built: Built) -> tuple[str, ...]:
    """The IDs of the plans without a new handout, those apart that were left for later."""
    from clinicplan.tasks.manifest import State

    return tuple(item.plan for item in built.manifest.records if item.state is State.FAILED)


def _json(built: Built, found: tuple[Finding, ...]) -> dict[str, object]:
    """The same for a program."""
    from dataclasses import asdict

    return {
        "manifest": asdict(built.manifest),
        "not_made": _not_made(built),
        "findings": [show.finding_json(finding) for finding in found],
        "stopped": built.stopped,
    }


def _exit_code(built: Built, found: tuple[Finding, ...]) -> int:
    """The gravest of what happened."""
    if built.stopped:
        return INTERRUPTED
    return max(
        [
            room.to_mend(found),
            *(failed.exit_code for failed in built.failed),
        ]
    )
