"""What the user cannot mend in the workbook: one small exception for each situation."""

from __future__ import annotations


class ClinicPlanError(Exception):
    """A failure with a sentence for the person at the desk, a remedy and an exit code.

    `str(error)` is safe to show and to log: it never carries a patient's name.
    """

    exit_code = 70
    remedy = "This is our fault. Please send us the command that you ran and this message."


class UsageError(ClinicPlanError):
    """The command was asked for something that does not exist."""

    exit_code = 2
    remedy = "Run the same command with --help to see what it takes."


class UnreadableFile(ClinicPlanError):
    """A file that cannot be opened, or is not the kind of file that it claims to be."""

    exit_code = 3
    remedy = "Open the file in Excel, save it as .xlsx, and try again."


class UnwritableFile(ClinicPlanError):
    """A file or folder that cannot be written."""

    exit_code = 3
    remedy = "Close the file if it is open elsewhere, or choose another folder with --out."


class FaultyTemplate(ClinicPlanError):
    """A file of the templates folder that does not say what it must."""

    exit_code = 4
    remedy = "Undo the last change in the templates folder, or install clinicplan again."


class UnsentMail(ClinicPlanError):
    """Some letters were not sent; the same command resumes."""

    exit_code = 5
    remedy = "Run the same command again: letters that were sent are not sent twice."


class BrokenHandout(ClinicPlanError):
    """A handout failed its own check (a prescription missing, a mark off the page)."""

    exit_code = 70
