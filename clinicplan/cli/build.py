"""`clinicplan build`: a workbook's plans as PDF handouts in a folder."""

from __future__ import annotations

from collections.abc import Callable, Collection
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from clinicplan.cli import room, show

if TYPE_CHECKING:
    from clinicplan.catalogue.values import Catalogue
    from clinicplan.findings import Finding
    from clinicplan.tasks.build import Run


@click.command("build", short_help="Make the handouts.")
@room.workbook_argument
@room.out_option
@room.only_option
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
@click.option(
    "--edition",
    default="",
    metavar="NAME",
    help='All handouts in one edition, like "large print", in a folder of its own.',
)
@click.option(
    "--also",
    type=click.Choice(["one-sheet", "text"]),
    multiple=True,
    help="Beside each handout: both sides of one sheet, or all its words as a page and as text.",
)
@click.option(
    "--exercises-are-right",
    "theirs",
    multiple=True,
    metavar="ID",
    help="Another patient had this ID; its exercises are for the one who has it. May be repeated.",
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
    edition: str,
    also: tuple[str, ...],
    theirs: tuple[str, ...],
    issued: datetime | None,
    as_json: bool,
) -> int:
    """Make a PDF handout of each plan in the workbook FILE.

    Run again, it makes only what has changed. A mistake in one plan never stops the others.
    """
    from clinicplan.tasks.batch import Terms
    from clinicplan.tasks.build import answer, build
    from clinicplan.tasks.ready import MustBeMended, make_ready
    from clinicplan.tasks.teams import Team

    edition = room.edition_of(edition) if edition else ""
    out = room.folder_of(out, file=file, edition=edition)
    if cluster:
        file, out = file.absolute(), out.absolute()  # workers have a working folder of their own
    ready = make_ready(file, today=room.today())
    answer(ready, out, theirs=theirs)
    terms = Terms(room.today(), issued.date() if issued else None, force, edition, also)
    try:
        run = build(
            ready, out, terms=terms, only=only, team=Team(workers, cluster), watch=progress
        )
    except MustBeMended as error:
        return refuse(error.found, ready.catalogue, as_json=as_json)
    if as_json:
        show.as_json(_json(run))
    else:
        _show(run, out, ready.catalogue)
    if to_print:
        _join(run, out, to_print, only=only, catalogue=ready.catalogue, say=not as_json)
    return run.exit_code


def progress(total: int) -> AbstractContextManager[Callable[[], None]]:
    """A progress bar of handouts."""
    return show.progress("Handouts", total=total)


def refuse(found: tuple[Finding, ...], catalogue: Catalogue, *, as_json: bool) -> int:
    """Say why nothing was made; the folder and its manifest are left as they were."""
    from clinicplan.catalogue.phrases import phrase

    if as_json:
        show.as_json({"findings": [show.finding_json(finding) for finding in found]})
        return 1
    show.findings(found, catalogue)
    show.say(phrase(catalogue, "commands.none_made"))
    return 1


def _show(run: Run, out: Path, catalogue: Catalogue) -> None:
    """Print what is to be mended, then what was made."""
    from clinicplan.catalogue.phrases import phrase
    from clinicplan.findings import Severity
    from clinicplan.tasks.folder import gone

    show.findings([item for item in run.found if item.severity is not Severity.ADVICE], catalogue)
    for record in run.built.older:
        show.say(phrase(catalogue, "commands.older", file=record.file, plan=record.plan))
    for record in gone(run.built.manifest, out):
        show.say(phrase(catalogue, "commands.gone", file=record.file, plan=record.plan))
    _show_counts(run, out, catalogue)


def _show_counts(run: Run, out: Path, catalogue: Catalogue) -> None:
    from dataclasses import asdict

    from clinicplan.catalogue.phrases import listed, phrase

    counts = asdict(run.built.manifest.counts)
    rows = phrase(catalogue, "commands.plans", n=counts.pop("rows"))
    summary = "commands.summary_waiting" if counts["waiting"] else "commands.summary"
    show.say(phrase(catalogue, summary, rows=rows, **counts))
    show.say(phrase(catalogue, "commands.folder", path=str(out)))
    if counts["failed"] > len(run.built.failed):
        show.say(phrase(catalogue, "commands.good_ones"))
    if run.built.stopped:
        show.say(phrase(catalogue, "commands.stopped"))
    if counts["failed"]:
        plans = list(run.not_made)
        if nameless := counts["failed"] - len(plans):
            plans.append(phrase(catalogue, "commands.nameless", n=nameless))
        show.say(phrase(catalogue, "commands.not_made", plans=listed(catalogue, plans)))


def _join(
    run: Run,
    folder: Path,
    file: Path,
    *,
    only: Collection[str],
    catalogue: Catalogue,
    say: bool,
) -> None:
    """Write the run's good handouts as one PDF, and a list of what is in it beside it."""
    from clinicplan.catalogue.phrases import phrase
    from clinicplan.files import write_whole
    from clinicplan.tasks.build import for_the_printer

    content, parts = for_the_printer(run, folder, only=only)
    lines = [phrase(catalogue, "commands.print_list", file=file.name)]
    for part in parts:
        place = {"first": part.first, "last": part.last, "n": part.pages}
        lines.append(phrase(catalogue, "commands.print_line", plan=part.plan, **place))
    write_whole(file, content)
    write_whole(file.with_suffix(".txt"), ("\n".join(lines) + "\n").encode())
    if say:
        show.say(phrase(catalogue, "commands.print_file", n=len(parts), path=str(file)))


def _json(run: Run) -> dict[str, object]:
    """The same for a program."""
    from dataclasses import asdict

    return {
        "manifest": asdict(run.built.manifest),
        "not_made": run.not_made,
        "findings": [show.finding_json(finding) for finding in run.found],
        "stopped": run.built.stopped,
    }
