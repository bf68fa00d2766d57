"""The words of a command line become a run of the program and an exit code.

Each command is a module of this package with a click command called `command`, named in
COMMANDS. It returns its exit code. Heavy libraries are imported inside functions, because
`clinicplan --help` loads all of the modules.
"""

from __future__ import annotations

import gc
import sys
from pathlib import Path

import click

from clinicplan import __version__
from clinicplan.cli import build, check, exercises, mail, new, open, outbox, preview, send, show
from clinicplan.errors import ClinicPlanError

COMMANDS = (
    open.command,
    new.command,
    check.command,
    build.command,
    preview.command,
    mail.command,
    send.command,
    outbox.command,
    exercises.command,
)

INTERRUPTED = 130
OURS = 70


class Desk(click.Group):
    """The group of commands: whatever ends one becomes a sentence and an exit code."""

    def invoke(self, ctx: click.Context) -> None:
        """Run the command and exit with its code."""
        try:
            code = super().invoke(ctx)
        except KeyboardInterrupt:
            code = INTERRUPTED
            show.warn("Stopped.")
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except BrokenPipeError:
            raise  # click ends quietly where the reader of a pipe has gone
        except Exception as error:
            if ctx.params["traceback"]:
                raise
            code = _explain(error)
        ctx.exit(code)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order of the day's work."""
        return list(self.commands)


def _explain(error: Exception) -> int:
    """Say what went wrong and what to do; give the exit code."""
    if isinstance(error, ClinicPlanError):
        show.warn(f"{error}\n{error.remedy}")
        return error.exit_code
    if isinstance(error, OSError) and error.filename:
        from clinicplan.files import unwritable

        # A file or folder that this computer refuses is no fault of ours.
        told = unwritable(error, Path(str(error.filename)), "cannot be read or written")
        return _explain(told)
    from clinicplan.tasks.batch import whereabouts

    # Never the text of a foreign exception: it may quote the patient.
    show.warn(
        f"Something went wrong inside clinicplan: {whereabouts(error)}.\n"
        "This is our fault. Please send us the command that you ran and the line above."
    )
    return OURS


@click.group(
    cls=Desk,
    commands=COMMANDS,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Exit codes: 0 all well, 1 something to mend in the workbook, 2 usage, 3 a file "
    "cannot be read or written, 4 templates faulty, 5 some e-mails not sent, 70 our own "
    "fault, 130 stopped.",
)
@click.version_option(__version__, message="clinicplan %(version)s")
@click.option("--traceback", is_flag=True, help="Show where a fault is (may show patients' data).")
def desk(traceback: bool) -> None:
    """Turn a clinic's workbook into home-exercise handouts.

    Start with `clinicplan new clinic.xlsx`, fill it in, then `clinicplan check clinic.xlsx`
    and `clinicplan build clinic.xlsx`.
    """


_NEW_OBJECTS = 50_000
"""New objects after which Python looks for cycles, not 700: plans and pages are trees, and
looking takes 5 % of a plan's time."""


def main() -> None:
    """Run the command line; the process ends with its exit code."""
    gc.set_threshold(_NEW_OBJECTS)
    show.never_choke(sys.stdout, sys.stderr)
    desk(prog_name="clinicplan")
