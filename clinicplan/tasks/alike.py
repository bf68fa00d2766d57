"""A reading of a workbook becomes what a save must leave alone: mistakes, and what all share."""

from __future__ import annotations

from collections.abc import Callable

from clinicplan.findings import Place
from clinicplan.workbook.read import Reading


def mistakes(
    reading: Reading, *, where: Callable[[str], bool] = lambda plan: True
) -> frozenset[tuple[str, str, Place]]:
    """What must be mended: whose it is, what, and in which cell; of the plan IDs asked for."""
    return frozenset(
        (item.plan, item.code, item.place)
        for item in reading.findings
        if item.severity.is_to_mend and where(item.plan)
    )


def shared(reading: Reading) -> tuple[object, ...]:
    """What every plan may take from."""
    return reading.clinic, reading.practitioners, reading.own, reading.programmes
