"""What a clinic typed becomes what a link opens: a telephone, a mailbox, a page of the web."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import quote

from clinicplan.catalogue.values import Dialling
from clinicplan.handout.look import Look
from clinicplan.handout.pdf.tags import Target
from clinicplan.handout.sketch import Sketch, Style
from clinicplan.plan import Clinic

_PHONE = re.compile(r"\+?[\d\s().–-]+")
_ABROAD = range(8, 16)
"""Digits of an international number (ITU-T E.164 has at most 15)."""
_PAGE = re.compile(
    r"(?:https://)?((?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}(?:/[\w.~%/?=&#+-]*)?)",
    re.ASCII | re.IGNORECASE,
)


def number_of(text: str, dialling: Dialling | None) -> str:
    """A telephone number in its international form ("+441632960417").

    "" where it cannot be told: two numbers in a cell, an extension, a short number, or a country
    whose numbers nobody has described.
    """
    if not _PHONE.fullmatch(text.strip()):
        return ""
    digits = re.sub(r"\D", "", text.replace("(0)", ""))
    abroad = next((mark for mark in ("+", "00") if text.strip().startswith(mark)), "")
    if abroad:
        number = digits.removeprefix("00")
        return f"+{number}" if len(number) in _ABROAD else ""
    if dialling is None:
        return ""
    national = digits.removeprefix(dialling.trunk)
    fits = dialling.least <= len(national) <= dialling.most
    return f"+{dialling.country}{national}" if fits else ""


def phone_target(look: Look, text: str) -> Target | None:
    """What calls a number; None where its international form cannot be told."""
    region = look.catalogue.regions.get(look.region)
    number = number_of(text, region.dialling if region else None)
    return Target(f"tel:{number}", look.phrase("link_phone", phone=text)) if number else None


def page_target(look: Look, text: str) -> Target | None:
    """What opens a website; None where what was typed is no address that is safe to open."""
    found = _PAGE.fullmatch(text)
    return Target(f"https://{found[1]}", look.phrase("link_page", page=text)) if found else None


def targets_of(look: Look, clinic: Clinic) -> dict[str, Target]:
    """What each of the clinic's contacts opens, by its words."""
    mail = Target(f"mailto:{quote(clinic.email, safe='@+')}", _mail_words(look, clinic.email))
    found = {
        clinic.phone: phone_target(look, clinic.phone),
        clinic.email: mail if clinic.email else None,
        clinic.website: page_target(look, clinic.website),
    }
    return {words: target for words, target in found.items() if target}


def _mail_words(look: Look, address: str) -> str:
    return look.phrase("link_mail", address=address)


def unbroken(text: str, targets: Mapping[str, Target]) -> str:
    """The text, without a place to break a line within a contact that is named in it."""
    for words in targets:
        text = text.replace(words, _whole(words))
    return text


def _whole(words: str) -> str:
    return words.replace(" ", "\u00a0")


def draw_lines(
    look: Look,
    sketch: Sketch,
    lines: Sequence[str],
    style: Style,
    *,
    at: tuple[float, float],
    targets: Mapping[str, Target],
) -> None:
    """A paragraph's lines, what is named in them a link; a space ends each but the last."""
    x, top = at
    targets = {**targets, **{_whole(words): target for words, target in targets.items()}}
    if not any(words in line for line in lines for words in targets):
        with sketch.mark("P"):
            sketch.lines(x, top, lines, style)
        return
    last = len(lines) - 1
    with sketch.element("P"):
        for number, line in enumerate(lines):
            left = x
            for part, target in _parts(line if number == last else line + " ", targets):
                sketch.linked(left, top - number * style.leading, (part,), style, target=target)
                left += look.width(part, style)


def _parts(
    line: str, targets: Mapping[str, Target]
) -> Iterator[tuple[str, Target | None]]:
    """A line in parts: the first contact that is named in it, and what is before and after."""
    for words, target in targets.items():
        before, found, after = line.partition(words)
        if found:
            if before:
                yield before, None
            yield found, target
            if after:
                yield from _parts(after, targets)
            return
    yield line, None
