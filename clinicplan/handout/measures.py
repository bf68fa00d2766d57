"""The lengths of pages for large type: all that differs from one such edition to another."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Any, TypeVar

from clinicplan.handout.styles import MM

COLUMN = 54 * MM
GUTTER = 6 * MM
WIDE = 2 * COLUMN + GUTTER
FULL = 3 * COLUMN + 2 * GUTTER
SECOND = COLUMN + GUTTER
THIRD = 2 * SECOND
RADIUS = 2 * MM
"""The three columns of a page, what they make together, and where each begins.

All papers have them: a wider one has wider margins.
"""

_Table = TypeVar("_Table", "Measures", "Wide")
Size = tuple[float, float]
"""Width and height in points."""


@dataclass(frozen=True, slots=True)
class Measures:
    """The lengths in blocks that every edition has, in points.

    `rule` and `hairline` are thicknesses. `number`, `step` and `step_of_ten` are where the words
    begin beside a card's number and beside those of steps. `letterhead` is its height, `logo` the
    widest that a logo may be, `contact` where the clinic's contact begins, and `contact_least`
    where it does with a long address. Signs are as high as `soles`, `care` and `change` say.
    """

    rule: float = 1.4
    hairline: float = 0.6
    letterhead: float = 17 * MM
    logo: float = 40 * MM
    contact: float = 120 * MM
    contact_least: float = 120 * MM
    title_inset: float = 7 * MM
    to_value: float = 1.3 * MM
    to_words: float = 1.5 * MM
    number: float = 13 * MM
    soles: float = 8.2 * MM
    care: float = 4.2 * MM
    change: float = 3.4 * MM
    to_steps: float = 2.3 * MM
    step_gap: float = 2.1 * MM
    step: float = 4.3 * MM
    step_of_ten: float = 7.2 * MM
    shots_gap: float = 2.8 * MM
    run_in_gap: float = 1.5 * MM


STANDARD_MEASURES = Measures()


@dataclass(frozen=True, slots=True)
class Wide:
    """The measures of an edition for large type. All lengths are in points.

    `across` pictures, notes and facts of a dose stand side by side, and `heights` are those
    that pictures may have, the largest first. With one across, an exercise goes on from page to
    page, what belongs to its name stands under it, and a week of the diary has a line a day.

    `foot` is the margin under the text, in which the footer stands. `gap` is beside a sign or a
    day, `between` the least between blocks (three times that where a page has room),
    `near` between what belongs together, `lines` between paragraphs. `box` is a box to tick,
    `row` the height of its row, `line` the distance of lines to write on, `notes` the
    height of a single one, `pill` the place for a score. `formats` is the phrase that asks
    whether another form is wanted.
    """

    across: int
    heights: tuple[float, ...]
    picture: float
    title: Size
    foot: float
    gap: float = 6 * MM
    between: float = 4 * MM
    near: float = 4 * MM
    lines: float = 2.4 * MM
    inset: float = 6 * MM
    bullet: float = 6 * MM
    number: float = 9 * MM
    arrow: float = 4 * MM
    soles: float = 6 * MM
    week: float = 11.4 * MM
    dates: float = 7.4 * MM
    spare: float = 1.2 * MM
    box: float = 6.6 * MM
    row: float = 10 * MM
    line: float = 13 * MM
    notes: float = 10 * MM
    pill: Size = (19 * MM, 9 * MM)
    glance_picture: Size = (36 * MM, 27 * MM)
    glance_row: float = 28 * MM
    glance_number: float = 12 * MM
    sign: float = 20 * MM
    bar: float = 15 * MM
    frame: float = 1.6
    formats: str = "formats_larger"


def scaled(table: _Table, factor: float) -> _Table:
    """Every length of a table of measures times `factor`; what is counted or named stays."""
    lengths = {field.name: getattr(table, field.name) for field in fields(table)}
    return replace(table, **{name: _times(value, factor) for name, value in lengths.items()})


def _times(value: Any, factor: float) -> Any:
    if isinstance(value, int | str):
        return value
    return tuple(each * factor for each in value) if isinstance(value, tuple) else value * factor
