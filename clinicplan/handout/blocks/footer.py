"""Whose plan it is, and which page of how many, for the foot of every page."""

from __future__ import annotations

from dataclasses import dataclass, replace

from clinicplan.handout.look import Look
from clinicplan.handout.marks import is_mark
from clinicplan.handout.measures import FULL
from clinicplan.handout.pdf.pieces import Piece
from clinicplan.handout.sketch import FIRST_BASELINE, Sketch, Style
from clinicplan.handout.styles import MM
from clinicplan.illustrations.colours import RULE

HEIGHT = 10 * MM
_TOP = 1.6 * MM
_PAGE_ROOM = 30 * MM
"""What the page's number and the seal take on the right."""
_APART = "   "
_SMALLEST = 12
"""Points, below which nothing gets that has to be read."""
_LEAST = 8
"""Letters of a clinic's name that tell whose page it is."""


@dataclass(frozen=True, slots=True)
class Owner:
    """The words of a footer: the patient's name, the plan, the clinic and its phone."""

    name: str
    plan: str
    clinic: str
    phone: str
    seal: str = ""


def owner_piece(look: Look, owner: Owner) -> Piece:
    """The left part, the same on every page of one plan; a page's furniture, not its text.

    Two lines: whose plan it is, and under it which plan, and whose phone to call. The clinic
    stands with its phone, beside the patient's name, or as much of it as the second line holds.
    Large type gets as small as it must, for a name to be whole, but not smaller than reading is.
    """
    styles = look.styles
    widest = look.width(look.phrase("footer_page", page=88, pages=88), styles.furniture_strong)
    room = FULL - max(_PAGE_ROOM, widest + 3 * MM)
    strong = _fitting(look, owner.name, styles.furniture_strong, room)
    name = _shortened(look, owner.name, strong, room)
    beside, rest = _clinic_and_plan(look, owner, room, name=name)
    style = _fitting(look, rest, styles.furniture, room)
    rest = _shortened(look, rest, style, room)
    after = look.width(name + _APART, strong)
    baseline = -_TOP - FIRST_BASELINE * styles.furniture.size
    second = baseline - styles.furniture.leading

    def draw(sketch: Sketch) -> None:
        with sketch.artifact():
            sketch.rule(0, 0, FULL, weight=look.measures.hairline, colour=RULE)
            sketch.text(0, baseline, name + " ", strong)
            if beside:
                sketch.text(after, baseline, beside + " ", styles.furniture)
            sketch.text(0, second, rest, style)
            if owner.seal:
                right = FULL - look.width(owner.seal, styles.furniture)
                sketch.text(right, second, owner.seal, styles.furniture)

    return look.loose(draw, size=(FULL, HEIGHT))


def _clinic_and_plan(look: Look, owner: Owner, room: float, *, name: str) -> tuple[str, str]:
    """The clinic where it stands beside the name, else "", and the second line."""
    style = look.styles.furniture
    whole = f"{owner.plan}{_APART}{owner.clinic}, {owner.phone}"
    if look.width(whole, style) <= room:
        return "", whole
    phoned = f"{owner.plan}{_APART}{owner.phone}"
    taken = look.width(name + _APART, look.styles.furniture_strong)
    if taken + look.width(owner.clinic, style) <= room and look.width(phoned, style) <= room:
        return owner.clinic, phoned
    if look.width(whole, _fitting(look, whole, style, room)) <= room:
        return "", whole
    left = room - look.width(f"{owner.plan}{_APART}, {owner.phone}", style)
    if left >= look.width(owner.clinic[:_LEAST] + "…", style):
        clinic = _shortened(look, owner.clinic, style, left)
        return "", f"{owner.plan}{_APART}{clinic}, {owner.phone}"
    return "", _shortened(look, f"{owner.plan}{_APART}{owner.clinic}", style, room)


def _fitting(look: Look, text: str, style: Style, room: float) -> Style:
    """The style in the size in which the text fits, and not smaller than `_SMALLEST`."""
    least = min(1.0, _SMALLEST / style.size)
    share = room / max(look.width(text, style), room)
    return replace(style, size=style.size * max(share, least)) if share < 1 > least else style


def _shortened(look: Look, text: str, style: Style, room: float) -> str:
    """As much of a text as fits: page one has it whole."""
    if look.width(text, style) <= room:
        return text
    ends = (n for n in range(len(text) - 1, 0, -1) if not is_mark(text[n]))
    end = next(n for n in ends if look.width(text[:n] + "…", style) <= room)
    return text[:end].rstrip() + "…"


def page_piece(look: Look, *, page: int, pages: int) -> Piece:
    """The right part: "Page 2 of 6"."""

    def make() -> Piece:
        style = look.styles.furniture_strong
        text = look.phrase("footer_page", page=page, pages=pages)
        baseline = -_TOP - FIRST_BASELINE * style.size

        def draw(sketch: Sketch) -> None:
            with sketch.artifact():
                sketch.text(FULL - look.width(text, style), baseline, text, style)

        return look.loose(draw, size=(FULL, HEIGHT))

    return look.kept(("page", page, pages), make)
