"""The clinic's name, logo and contact become the head of page one."""

from __future__ import annotations

import re

from clinicplan.handout.look import Look
from clinicplan.handout.measures import FULL, GUTTER
from clinicplan.handout.pdf.pieces import Block, Piece, Placed, joined, one
from clinicplan.handout.pdf.tags import Box
from clinicplan.handout.sketch import Sketch
from clinicplan.handout.styles import MM
from clinicplan.handout.targets import targets_of
from clinicplan.illustrations.picture import Picture
from clinicplan.plan import Clinic

_PARTS = re.compile(r"[^@./]*(?:[@./]+|$)")
"""The parts of an address, each with what ends it."""
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
    beside = _contact_left(look, clinic, left=left)
    contact = _contact(look, clinic, room=FULL - beside)
    name = _name(look, clinic.name, room=beside - GUTTER - left, alone=not left)
    items += [Placed(name, left, 0), Placed(contact, beside, 0)]
    return joined(max(name.height, contact.height - _OVERHANG), items)


def _contact_left(look: Look, clinic: Clinic, *, left: float) -> float:
    """Where the contact begins: so far left that its addresses fit, and the name's words do."""
    styles = look.styles
    addresses = [clinic.email, clinic.website]
    widest = max(look.width(text, styles.contact) for text in addresses)
    word = max(look.width(word, styles.clinic_small) for word in clinic.name.split())
    least = max(look.measures.contact_least, FULL - widest, left + word + GUTTER)
    return min(look.measures.contact, least)


def logo_piece(look: Look, clinic: Clinic, logo: Picture) -> Piece:
    """The logo as large as its box allows, centred on the letterhead's height."""
    logo = look.shown(logo)
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


def _name(look: Look, name: str, *, room: float, alone: bool) -> Piece:
    """At most two lines: a long name is set smaller, a very long one in more lines."""
    styles = look.styles
    for style in (styles.clinic_alone if alone else styles.clinic, styles.clinic_small):
        lines = look.wrapped(name, style, room)
        if len(lines) <= _TALLEST_NAME:
            break
    drop = max(0.0, (look.measures.letterhead - look.height(len(lines), style)) / 2 - 0.5)

    def draw(sketch: Sketch) -> None:
        with sketch.mark("P"):
            sketch.lines(0, -drop, lines, style)

    height = max(look.measures.letterhead, look.height(len(lines), style))
    return look.loose(draw, size=(room, height))


def _contact(look: Look, clinic: Clinic, *, room: float) -> Piece:
    styles = look.styles
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
    """A line, or more; an address that is too long for one is broken after a sign (@ . /)."""
    style = look.styles.contact
    if " " in text:
        return look.wrapped(text, style, room)
    lines = [""]
    for part in _PARTS.findall(text):
        if lines[-1] and look.width(lines[-1] + part, style) > room:
            lines.append("")
        lines[-1] += part
    return tuple(cut for line in lines for cut in look.wrapped(line, style, room))
