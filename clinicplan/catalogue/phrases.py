"""Keys of the phrase files, numbers, lists and dates -> words in the catalogue's language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.lists import format_list

from clinicplan.catalogue.values import Catalogue
from clinicplan.errors import FaultyTemplate

_WEEKDAY_DATE = "MMMMEEEEd"


def phrase(catalogue: Catalogue, key: str, **values: str | int) -> str:
    """The phrase of this key with its {places} filled; `n` picks the form of a plural.

    Raises FaultyTemplate where the key, the plural form or a value for a place is missing.
    """
    text = catalogue.phrases.get(key)
    if text is not None and not isinstance(text, str):
        text = _plural(catalogue, text, values.get("n", 0))
    if text is None:
        raise FaultyTemplate(f"The phrases ({catalogue.language}) lack {key!r}.")
    try:
        return text.format_map(values)
    except (KeyError, ValueError, IndexError) as fault:
        raise FaultyTemplate(
            f"The phrase {key!r} ({catalogue.language}) has a place that nothing fills: {fault}."
        ) from fault


def has_phrase(catalogue: Catalogue, key: str) -> bool:
    """True where the language has this phrase: some are only said of some exercises."""
    return key in catalogue.phrases


def capital(text: str) -> str:
    """The text with a capital first letter, the rest as it is."""
    return text[:1].upper() + text[1:]


def listed(catalogue: Catalogue, items: Iterable[str]) -> str:
    """One or more items as a list that can be read aloud: "a, b and c"."""
    return format_list(list(items), locale=locale_of(catalogue))


def long_date(catalogue: Catalogue, day: date) -> str:
    """A date with its year: "29 December 2026"."""
    return format_date(day, "long", locale_of(catalogue))


def day_month(catalogue: Catalogue, day: date) -> str:
    """A date without its year: "15 December"."""
    return format_skeleton("MMMMd", day, locale=locale_of(catalogue))


def short_day(catalogue: Catalogue, day: date) -> str:
    """A date without its year, the month shortened: "15 Dec"."""
    return format_skeleton("MMMd", day, locale=locale_of(catalogue))


def month_year(catalogue: Catalogue, day: date) -> str:
    """A month with its year: "November 2026"."""
    return format_skeleton("yMMMM", day, locale=locale_of(catalogue))


def weekday_date(catalogue: Catalogue, day: date) -> str:
    """A date with its weekday, without its year: "Tuesday 1 December", "Tuesday, December 1"."""
    locale = locale_of(catalogue)
    if _WEEKDAY_DATE in locale.datetime_skeletons:
        return format_skeleton(_WEEKDAY_DATE, day, locale=locale)
    # Babel would take the nearest that the locale has, with short names.
    without_year = re.sub(r",?\s*y+", "", locale.date_formats["full"].pattern)
    return format_date(day, without_year, locale)


def full_date(catalogue: Catalogue, day: date) -> str:
    """A date with weekday and year: "Tuesday 1 December 2026", "Tuesday, December 1, 2026"."""
    locale = locale_of(catalogue)
    if _WEEKDAY_DATE in locale.datetime_skeletons:
        return f"{weekday_date(catalogue, day)} {day.year}"
    return format_date(day, "full", locale)


def weekday_names(catalogue: Catalogue, *, width: str = "wide") -> tuple[str, ...]:
    """The seven weekdays, Monday first; `width` is "wide" or "abbreviated" ("Mon")."""
    names = locale_of(catalogue).days["stand-alone"][width]
    return tuple(names[day] for day in range(7))


def month_names(catalogue: Catalogue, *, width: str = "wide") -> tuple[str, ...]:
    """The twelve months, January first; `width` is "wide" or "abbreviated" ("Jan")."""
    names = locale_of(catalogue).months["stand-alone"][width]
    return tuple(names[month] for month in range(1, 13))


def locale_of(catalogue: Catalogue) -> Locale:
    """The locale that the language's phrases are written in (`dose.locale`), else the language.

    English is British here ("a, b and c", "1 December"), which Babel's plain "en" is not.
    """
    return _locale(str(catalogue.phrases.get("dose.locale", catalogue.language)))


@lru_cache(maxsize=1024)
def _plural_form(locale: Locale, number: int) -> str:
    """Babel's plural category of a number in this language."""
    return str(locale.plural_form(number))


@lru_cache(maxsize=16)
def _locale(name: str) -> Locale:
    """Babel's locale of this name: parsing it takes longer than asking it."""
    return Locale.parse(name.replace("-", "_"))


def _plural(catalogue: Catalogue, forms: Mapping[str, str], count: str | int) -> str | None:
    """The form that the language's plural rule picks for a count, or the general one."""
    form = _plural_form(locale_of(catalogue), int(count))
    return forms.get(form, forms.get("other"))
