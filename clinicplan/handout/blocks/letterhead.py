"""The clinic's name, logo and contact become the head of page one."""

from __future__ import annotations

from clinicplan.handout.look import Look
from clinicplan.handout.measures import FULL, GUTTER
from clinicplan.handout.pdf.pieces import Block, Piece, Placed, joined, one
from clinicplan.handout.pdf.tags import Box
from clinicplan.handout.sketch import Sketch
from clinicplan.handout.styles import MM
from clinicplan.handout.targets import targets_of
from clinicplan.illustrations.picture import Picture
from clinicplan.plan import Clinic

_AFTER_LOGO = 4.5 * MM
_TALLEST_NAME = 2
_OVERHANG = 4.3 * MM
"""How far a long contact may reach into the space below: four lines need no more."""


def letterhead(look: Look, clinic: Clinic, logo: Picture | None) -> Block:
    """Logo and name on the left, contact on the right; the same for every patient."""
    head = look.kept("letterhead", lambda: _draw(look, clinic, logo))
    return one(head)


def _draw(look: Look, clinic: Clinic, logo: Picture | None) -> Piece:
    items: list[Placed] = []
    left = 0.0
    if logo:
        piece = logo_piece(look, clinic, logo)
        items.append(Placed(piece, 0, 0))
        left = piece.width + _AFTER_LOGO
    contact = _contact(look, clinic)
    items += [
        Placed(_name(look, clinic.name, left=left), left, 0),
        Placed(contact, look.measures.contact, 0),
    ]
    return joined(max(look.measures.letterhead, contact.height - _OVERHANG), items)


def logo_piece(look: Look, clinic: Clinic, logo: Picture) -> Piece:
    """The logo as large as its box allows, centred on the letterhead's height."""
    left, bottom, right, top = logo.box
    wide, high = right - left, top - bottom
    scale = min(look.measures.logo / wide, look.measures.letterhead / high)
    width, height = wide * scale, high * scale
    drop = (look.measures.letterhead - height) / 2

    def draw(sketch: Sketch) -> None:
        box = Box(0, -drop - height, width, -drop)
        alt = look.phrase("logo", clinic=clinic.name)
        with sketch.mark("Figure", alt=alt, box=box):
            sketch.picture(logo, _matrix(logo, at=(0, -drop), size=(width, height)))

    return look.loose(draw, size=(width, look.measures.letterhead))


def _matrix(
    logo: Picture, *, at: tuple[float, float], size: tuple[float, float]
) -> tuple[float, ...]:
    """Pixels fill the unit square; drawings have units of their own, y down."""
    width, height = size
    if logo.image:
        return (width, 0, 0, height, at[0], at[1] - height)
    left, bottom, right, top = logo.box
    across, down = width / (right - left), height / (top - bottom)
    return (across, 0, 0, -down, at[0] - left * across, at[1] + bottom * down)


def _name(look: Look, name: str, *, left: float) -> Piece:
    """At most two lines: a long name is set smaller, a very long one in more lines."""
    styles = look.styles
    room = look.measures.contact - GUTTER - left
    for style in (styles.clinic if left else styles.clinic_alone, styles.clinic_small):
        lines = look.wrapped(name, style, room)
        if len(lines) <= _TALLEST_NAME:
            break
    drop = max(0.0, (look.measures.letterhead - look.height(len(lines), style)) / 2 - 0.5)

    def draw(sketch: Sketch) -> None:
        with sketch.mark("P"):
            sketch.lines(0, -drop, lines, style)

    return look.loose(draw, size=(room, look.measures.letterhead))


def _contact(look: Look, clinic: Clinic) -> Piece:
    styles = look.styles
    room = FULL - look.measures.contact
    targets = targets_of(look, clinic)
    more = [text for text in (clinic.hours, clinic.email, clinic.website) if text]
    parts = [(text, _contact_lines(look, text, room)) for text in more]
    height = (1 + sum(len(lines) for _, lines in parts)) * styles.contact.leading
    drop = max(0.0, (look.measures.letterhead - height) / 2)

    def draw(sketch: Sketch) -> None:
        # A paragraph each: a listener hears where the number ends and the hours begin.
        call = targets.get(clinic.phone)
        with sketch.element("P"):
            sketch.linked(0, -drop, (clinic.phone,), styles.contact_strong, target=call)
        top = -drop - styles.contact.leading
        for text, lines in parts:
            with sketch.element("P"):
                end = "" if text == clinic.email else " "
                target = targets.get(text)
                sketch.linked(0, top, lines, styles.contact, target=target, end=end)
            top -= len(lines) * styles.contact.leading

    return look.loose(draw, size=(room, height))


def _contact_lines(look: Look, text: str, room: float) -> tuple[str, ...]:
    """A line; an address that is too long for one is broken after its @ sign."""
    style = look.styles.contact
    if look.width(text, style) > room:
        text = text.replace("@", "@ ")
    return look.wrapped(text, style, room)
