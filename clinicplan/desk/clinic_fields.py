"""The settings of the Clinic sheet become the fields of a form, and a form what was changed."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from importlib.resources.abc import Traversable

from starlette.requests import Request

from clinicplan.catalogue.values import Catalogue
from clinicplan.desk.pages import field, form_of
from clinicplan.findings import Finding
from clinicplan.tasks.settle import Wish, Wishes, shown
from clinicplan.workbook.choices import choices
from clinicplan.workbook.columns import CLINIC, Column, Kind
from clinicplan.workbook.writing.entered import Entered

FIRST = ("name", "phone", "email", "website", "hours", "region", "logo", "colour", "address",
         "paper")  # fmt: skip
"""Settings that stand open, in the order of the form; the others are folded away below them."""

WIDTHS = {"people": 12, "other_formats": 12} | dict.fromkeys(FIRST[::2], 7)
NARROW = 5
HALF = 6
WAS = "was-"
BRANDS = "brands"
MORE = {
    "phone": "phone_more",
    "email": "email_more",
    "website": "website_more",
    "hours": "hours_more",
    "address": "address_more",
}
"""The phrase `desk.setup` that says more about a setting, here and where a clinic is set up."""


@dataclass(frozen=True, slots=True)
class Setting:
    """A field of the form: what it held, and what it says now.

    `fault` is what is wrong with it; `theirs` what the workbook has there meanwhile, None where
    nobody else has changed it. `more` is the phrase beside its label.
    """

    key: str
    label: str
    hint: str
    kind: str
    width: int
    was: str
    now: str
    options: tuple[str, ...] = ()
    fault: str = ""
    theirs: str | None = None
    is_needed: bool = False
    more: str = ""

    @property
    def ticked(self) -> tuple[str, ...]:
        """The entries of a list of which there may be several."""
        return tuple(part.strip() for part in self.now.split(";") if part.strip())


def asked_of(request: Request) -> Wishes:
    """The settings of a form that say something else than they did when it was shown."""
    form, wishes = form_of(request), {}
    for column in CLINIC.columns:
        key, was = column.key, field(request, f"{WAS}{column.key}")
        if f"{WAS}{key}" not in form:
            continue
        now = field(request, key)
        if column.kind is Kind.CHOICES and now == next(iter(form.get(key, ())), ""):
            now = "; ".join(part for part in form.get(key, ()) if part.isprintable() and part)
        if now != was:
            wishes[key] = Wish(was, now)
    return wishes


def settings(
    held: Entered,
    wishes: Wishes,
    *,
    words: Catalogue,
    templates: Traversable,
    faults: Mapping[str, Finding],
    theirs: Collection[str],
) -> dict[str, Setting]:
    """Every setting, by key: those of the form first."""
    keys = dict.fromkeys((*FIRST, *(column.key for column in CLINIC.columns)))
    return {
        key: _setting(CLINIC.column(key), held, wishes, words, templates, faults, theirs)
        for key in keys
    }


def _setting(
    column: Column,
    held: Entered,
    wishes: Wishes,
    words: Catalogue,
    templates: Traversable,
    faults: Mapping[str, Finding],
    theirs: Collection[str],
) -> Setting:
    key, is_there = column.key, shown(held, column, words)
    now = wishes[key].now if key in wishes else is_there
    options = tuple(_options(column, words, templates))
    finding = faults.get(key)
    width = WIDTHS.get(key, NARROW if key in FIRST else HALF)
    return Setting(
        key=key,
        label=column.heading,
        hint=column.prompt,
        kind=_kind(column, now, options),
        width=width,
        was=is_there,
        now=now,
        options=options if now in ("", *options) else (*options, now),
        fault=f"{finding.message} {finding.hint}".strip() if finding else "",
        theirs=is_there if key in theirs else None,
        is_needed=column.required,
        more=MORE.get(key, ""),
    )


def _options(column: Column, words: Catalogue, templates: Traversable) -> Iterator[str]:
    if column.choices == BRANDS:
        yield from sorted(each.name for each in (templates / BRANDS).iterdir() if each.is_dir())
    else:
        yield from (item.label for item in choices(column.choices, words))


def _kind(column: Column, now: str, options: tuple[str, ...]) -> str:
    """How the setting is asked for; what no field of one line could hold is never cut."""
    if column.key in ("logo", "colour"):
        return column.key
    if column.kind is Kind.CHOICES:
        known = all(part.strip() in options for part in now.split(";") if part.strip())
        return "several" if known else "text"
    if options:
        return "choice"
    is_long = column.kind is Kind.LINES or "\n" in now
    return "lines" if is_long else "text"
