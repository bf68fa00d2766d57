"""Why a workbook is left as it is."""

from __future__ import annotations

from clinicplan.errors import ClinicPlanError


class Refused(ClinicPlanError):
    """A change of a workbook that is not made, because something there is not understood."""

    exit_code = 3
    remedy = "Nothing was written. Paste the rows in Excel."
