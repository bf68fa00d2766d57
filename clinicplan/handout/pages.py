"""A plan becomes a document: its blocks in reading order, placed on as many pages as they need.

Heights are known before anything is placed, so "page 2 of 6" is right at once. Nothing that
belongs together is split: a card, a week, the table, the warning signs.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from clinicplan.handout.blocks import footer
from clinicplan.handout.look import Look
from clinicplan.handout.pdf.pieces import Block, Bookmark, Document, Page, Placed
from clinicplan.handout.sections.card_pages import Cards, card_pages, cards_of
from clinicplan.handout.sections.diary_pages import diary_pages
from clinicplan.handout.sections.opening import Extras, Opening, opening
from clinicplan.handout.sections.pointing import point_to_warm_up
from clinicplan.handout.sections.safety_pages import RECORD_GAP, extras, record, safety_pages
from clinicplan.handout.sections.sheets import Order, Sheet
from clinicplan.handout.sections.visit_part import prepare_visit, scores_of
from clinicplan.handout.sections.wide_pages import wide_sheets
from clinicplan.handout.sketch import Sketch
from clinicplan.handout.styles import MM
from clinicplan.wording.panels import Panel
from clinicplan.wording.words import Wording

_SEAL_SHOWN = 8
"""Characters of the seal that stand in the footer."""
_EMPTY = 0.25
"""The share of a page that looks empty."""

Compose = Callable[[Look, Wording, Order, Sequence[Panel]], list[Sheet]]
"""Puts a plan on sheets."""


def lay_out(
    look: Look,
    wording: Wording,
    order: Order,
    *,
    added: frozenset[str] = frozenset(),
    compose: Compose | None = None,
    numbered: bool = True,
) -> Document:
    """The document of a plan; `added` are its characters beyond the stock ones.

    What has no pages is not `numbered`: it names none. `compose` puts what the plan says on
    sheets, all of it where there is none. Raises BrokenHandout where something cannot fit on a
    page.
    """
    plan = order.plan
    panels = tuple(
        wording.dose_panel(item, order.exercises[item.exercise], start=plan.start)
        for item in plan.prescriptions
    )
    sheets = (compose or _sheets)(look, wording, order, panels)
    if numbered:
        point_to_warm_up(look, sheets)
    return Document(
        title=look.phrase("title"),
        language=look.phrase("locale").replace("_", "-"),
        author=order.clinic.name,
        date=order.issued.isoformat(),
        pages=_pages(look, order, sheets),
        bookmarks=tuple(
            Bookmark(title, number, look.paper.height - look.paper.top + y)
            for number, sheet in enumerate(sheets)
            for title, y in sheet.bookmarks
        ),
        added=added,
        seal=order.seal,
    )


def _sheets(look: Look, wording: Wording, order: Order, panels: Sequence[Panel]) -> list[Sheet]:
    """All that the plan says, on sheets."""
    if look.edition.wide:
        return wide_sheets(look, wording, order, panels)
    more = extras(look, order)
    first = opening(look, wording, order, panels, extras=more)
    cards = cards_of(look, order, panels, after=first.table, before=more.doing)
    weeks = diary_pages(look, wording, order, panels)
    begun = _Begun(first, cards, weeks, more, scores_of(look, order))
    if not cards.led:
        return _composed(look, order, begun.copy(), led=False)
    led = _composed(look, order, begun.copy(), led=True)
    if not _gap(look, led):
        return led
    alone = _composed(look, order, begun.copy(), led=False)
    return min((led, alone), key=lambda sheets: (len(sheets), _gap(look, sheets)))


@dataclass(frozen=True, slots=True, eq=False)
class _Begun:
    """What a handout begins with, and what its end may still change."""

    first: Opening
    cards: Cards
    weeks: list[Sheet]
    more: Extras
    scores: Block

    def copy(self) -> _Begun:
        """The same, with sheets of its own."""
        opened = [sheet.copy() for sheet in self.first.sheets]
        table = self.first.table
        now = table and opened[self.first.sheets.index(table)]
        first = replace(self.first, sheets=opened, table=now)
        return replace(self, first=first, weeks=[sheet.copy() for sheet in self.weeks])


def _composed(look: Look, order: Order, begun: _Begun, *, led: bool) -> list[Sheet]:
    """All sheets; `led` says that how to do the exercises stands before their cards."""
    first, weeks = replace(begun.first, taught=led), begun.weeks
    cards = begun.cards.led if led else None
    exercises = [
        *first.sheets,
        *card_pages(look, cards or begun.cards.alone, after=first.table),
    ]
    hosts = (weeks[-1], exercises[-1], *reversed(first.sheets))
    end = safety_pages(look, order, first, begun.more, hosts=hosts)
    last = record(look, order)
    kept = last.height + RECORD_GAP
    if visit := prepare_visit(
        look, order, begun.scores, diary=weeks[-1], end=end[-1], kept=kept
    ):
        end.append(visit)
    end[-1].add(last, gap=RECORD_GAP)
    sheets = [*exercises, *weeks, *end]
    for sheet in sheets:
        sheet.settle(look.paper.room)
        _mark(sheet, begun.more.doing, look.phrase("doing"))
    return sheets


def _mark(sheet: Sheet, block: Block, title: str) -> None:
    """A bookmark for the block, if it stands here, in its place among the others."""
    tops = [item.y for item in sheet.items if item.what is block]
    sheet.bookmarks += [(title, top) for top in tops]
    if tops:
        sheet.bookmarks.sort(key=_down)


def _down(bookmark: tuple[str, float]) -> float:
    """How far down its page a bookmark is."""
    return -bookmark[1]


def _gap(look: Look, sheets: Sequence[Sheet]) -> float:
    """How empty the emptiest page looks, 0 where none does."""
    emptiest = max(1 - sheet.used / look.paper.room for sheet in sheets)
    return emptiest if emptiest > _EMPTY else 0


def _pages(look: Look, order: Order, sheets: Sequence[Sheet]) -> tuple[Page, ...]:
    """The sheets with their footers, on paper."""
    paper = look.paper
    plan = order.plan
    owner = footer.owner_piece(
        look,
        footer.Owner(
            name=plan.patient.name,
            plan=look.phrase("footer_plan", plan=plan.id, version=plan.version),
            clinic=order.clinic.name,
            phone=order.clinic.phone,
            seal=look.phrase("seal", seal=order.seal[:_SEAL_SHOWN]) if order.seal else "",
        ),
    )
    foot = paper.bottom - 3.5 * MM
    pages = []
    for number, sheet in enumerate(sheets, 1):
        block = Block(paper.room, tuple(sheet.items))
        count = footer.page_piece(look, page=number, pages=len(sheets))
        items = (
            *_ground(look),
            Placed(block, paper.left, paper.height - paper.top),
            Placed(owner, paper.left, foot),
            Placed(count, paper.left, foot),
        )
        pages.append(Page(paper.width, paper.height, items))
    return tuple(pages)


def _ground(look: Look) -> tuple[Placed, ...]:
    """The colour of the page from edge to edge, in an edition that prints one."""
    colour, paper = look.edition.ink.ground, look.paper
    if not colour:
        return ()

    def draw(sketch: Sketch) -> None:
        with sketch.artifact():
            sketch.colour(colour)
            sketch.rect(0, -paper.height, paper.width, paper.height, stroke=0, fill=1)

    size = (paper.width, paper.height)
    return (Placed(look.kept("ground", lambda: look.loose(draw, size=size)), 0, paper.height),)
