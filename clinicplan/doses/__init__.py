"""What a person types for a dose becomes amounts, rhythms and changes, or what to ask."""

from __future__ import annotations

from clinicplan.doses.amounts import (
    BOUNDS,
    OPEN_COUNTS,
    OPEN_RESTS,
    OPEN_SECONDS,
    parse_count,
    parse_duration,
    parse_hold,
    parse_rest,
    parse_seconds,
)
from clinicplan.doses.as_written import as_written, in_all_words, what_to_ask
from clinicplan.doses.cells import read_cell
from clinicplan.doses.changes import read_changes
from clinicplan.doses.day_parts import DAY_PARTS
from clinicplan.doses.days import EVERY_DAY, EVERY_OTHER_DAY, NAMED_DAYS, WEEKDAYS, parse_days
from clinicplan.doses.fragments import fragment_of
from clinicplan.doses.growing import grown, grown_fact, reached, week_of
from clinicplan.doses.manner import parse_load, parse_side, parse_tempo
from clinicplan.doses.misspelt import told_slips, without_slips
from clinicplan.doses.provided import with_company, with_condition
from clinicplan.doses.read import read_dose
from clinicplan.doses.said import Doubt, Said, Step, Unclear
from clinicplan.doses.set_aside import set_aside
from clinicplan.doses.slipped_days import slipped_day
from clinicplan.doses.so_often import LATIN_TIMES
from clinicplan.doses.times import parse_times
from clinicplan.doses.which_side import misspelt_side, with_side_asked

__all__ = [
    "BOUNDS",
    "DAY_PARTS",
    "EVERY_DAY",
    "EVERY_OTHER_DAY",
    "LATIN_TIMES",
    "NAMED_DAYS",
    "OPEN_COUNTS",
    "OPEN_RESTS",
    "OPEN_SECONDS",
    "WEEKDAYS",
    "Doubt",
    "Said",
    "Step",
    "Unclear",
    "as_written",
    "fragment_of",
    "grown",
    "grown_fact",
    "in_all_words",
    "misspelt_side",
    "parse_count",
    "parse_days",
    "parse_duration",
    "parse_hold",
    "parse_load",
    "parse_rest",
    "parse_seconds",
    "parse_side",
    "parse_tempo",
    "parse_times",
    "reached",
    "read_cell",
    "read_changes",
    "read_dose",
    "set_aside",
    "slipped_day",
    "told_slips",
    "week_of",
    "what_to_ask",
    "with_company",
    "with_condition",
    "with_side_asked",
    "without_slips",
]
