"""The type of the standard edition: what each kind of text looks like, in points.

Sizes are those of the look: 14 for steps, 13 and more for doses, 12 and more for reading,
11 only for furniture. Colours are named by role and become "#RRGGBB" with the brand.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace

from clinicplan.handout.sketch import Style
from clinicplan.illustrations.colours import INK, MUTED, WHITE, Colours

MM = 72 / 25.4
"""Points in a millimetre."""


@dataclass(frozen=True, slots=True)
class Styles:
    """Every style of a handout. The weights are R (400), S (600) and B (700)."""

    title: Style = Style("B", 33, 35, "on-fill")
    title_slim: Style = Style("B", 26, 29, "on-fill")
    dates: Style = Style("R", 15, 20, "on-fill")
    dates_strong: Style = Style("S", 15, 20, "on-fill")
    page_heading: Style = Style("B", 26, 29, INK)
    clinic: Style = Style("B", 17, 20, INK)
    clinic_alone: Style = Style("B", 20, 23, INK)
    clinic_small: Style = Style("B", 14, 17, INK)
    section: Style = Style("B", 17, 21, INK)
    small_heading: Style = Style("B", 14, 18, INK)
    fact: Style = Style("B", 14, 17, INK)
    fact_more: Style = Style("R", 12, 15.5, INK)
    label: Style = Style("R", 11, 14, MUTED)
    contact: Style = Style("R", 11, 15, MUTED)
    contact_strong: Style = Style("S", 11, 15, INK)
    kicker: Style = Style("B", 12.5, 16, "accent")
    body: Style = Style("R", 12.5, 17, INK)
    minutes: Style = Style("B", 17, 20, INK)
    minutes_more: Style = Style("R", 12, 15, INK)
    glance_number: Style = Style("B", 17, 20, "accent")
    glance_name: Style = Style("B", 14, 17, INK)
    glance_side: Style = Style("R", 12, 14, INK)
    glance_dose: Style = Style("R", 12.5, 15.5, INK)
    glance_often: Style = Style("S", 12.5, 15.5, INK)
    card_number: Style = Style("B", 36, 34, "accent")
    card_name: Style = Style("B", 22, 25, INK)
    card_name_long: Style = Style("B", 19, 22, INK)
    why: Style = Style("R", 12.5, 16.5, MUTED)
    side: Style = Style("B", 17, 20, INK)
    step: Style = Style("R", 14, 17.5, INK)
    step_number: Style = Style("B", 14, 17.5, "accent")
    often: Style = Style("B", 17, 20, "accent")
    figure: Style = Style("B", 17, 20, INK)
    figure_long: Style = Style("B", 15, 18, INK)
    qualifier: Style = Style("R", 13, 16, INK)
    change_date: Style = Style("B", 13, 17, INK)
    change: Style = Style("R", 13, 17, INK)
    note: Style = Style("R", 12.5, 16.5, INK)
    said: Style = Style("R", 14, 17.5, INK)
    note_label: Style = Style("B", 12.5, 16.5, INK)
    said_label: Style = Style("B", 12.5, 16.5, "accent")
    week: Style = Style("B", 15, 17, INK)
    month: Style = Style("R", 12, 13, MUTED)
    weekday: Style = Style("R", 11.5, 13, MUTED)
    day: Style = Style("B", 11.5, 13, INK)
    row_number: Style = Style("B", 12, 13, "accent")
    row: Style = Style("R", 12, 13, INK)
    row_changed: Style = Style("B", 12, 13, INK)
    diary_continued: Style = Style("B", 14, 17, INK)
    pain_range: Style = Style("B", 20, 22, INK)
    pain_word: Style = Style("B", 14, 17, INK)
    help_heading: Style = Style("B", 17, 21, WHITE)
    bullet: Style = Style("B", 12.5, 16.5, INK)
    formats: Style = Style("S", 16, 20, INK)
    formats_ask: Style = Style("R", 16, 20, INK)
    furniture: Style = Style("R", 11, 14, MUTED)
    furniture_strong: Style = Style("S", 11, 14, INK)


def branded(styles: Styles, colours: Colours) -> Styles:
    """The styles with the brand's colours in the place of their roles."""
    roles = {"accent": colours.accent, "on-fill": colours.on_fill}
    return replace(
        styles,
        **{
            field.name: replace(style, colour=roles[style.colour])
            for field in fields(styles)
            if (style := getattr(styles, field.name)).colour in roles
        },
    )
