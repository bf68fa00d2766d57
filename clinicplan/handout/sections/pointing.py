"""Sheets that are laid out become sheets whose first one says on which page to warm up."""

from __future__ import annotations

from collections.abc import Sequence

from clinicplan.handout.blocks.goals import WARM_UP, WARM_UP_UNDER
from clinicplan.handout.look import Look
from clinicplan.handout.pdf.pieces import Block, Piece, Placed
from clinicplan.handout.sections.sheets import Sheet
from clinicplan.handout.sketch import Style

Lines = tuple[tuple[Block, Piece], ...]
"""Each line, and the place that is kept for it."""

_MOST = 2
"""Items of the blocks that such a place is in, at the most: others are not searched."""


def point_to_warm_up(look: Look, sheets: Sequence[Sheet]) -> None:
    """Fills the place that was kept for it with the page that has how to do the exercises."""
    title = look.phrase("doing")
    pages = [number for number, sheet in enumerate(sheets, 1)
             if any(name == title for name, _ in sheet.bookmarks)]  # fmt: skip
    if not pages:
        return
    page, styles = pages[0], look.styles
    lines = (
        (WARM_UP, _line(look, "session_page", page, styles.kicker)),
        (WARM_UP_UNDER, _line(look, "session_page_under", page, styles.minutes_more)),
    )
    for sheet in sheets[:page]:
        items = [_filled(item, lines) for item in sheet.items]
        if items != sheet.items:
            sheet.items = items
            return


def _line(look: Look, key: str, page: int, style: Style) -> Piece:
    text = look.phrase(key, page=page)
    return look.kept((key, page), lambda: look.text((text,), style))


def _filled(item: Placed, lines: Lines) -> Placed:
    """The item with a line in the place kept for it."""
    for place, line in lines:
        if item.what is place:
            return item._replace(what=line)
    if not isinstance(item.what, Block) or len(item.what.items) > _MOST:
        return item
    items = tuple([_filled(each, lines) for each in item.what.items])
    if items == item.what.items:
        return item
    return item._replace(what=item.what._replace(items=items))
