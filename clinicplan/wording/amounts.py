"""One amount of a dose -> its words: "10 to 15 times", "hold about 30 seconds", "20 metres".

Amounts are few: their words are found once and kept. They are numbers, stock words and a
clinic's own, never a patient's.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from clinicplan.catalogue.phrases import phrase
from clinicplan.catalogue.values import Catalogue
from clinicplan.dose import Amount, Bound, Measure


@lru_cache(maxsize=4096)
def count_words(amount: Amount, key: str, catalogue: Catalogue) -> str:
    """A count with its noun: "3 to 5 times", "about 10 circles", "several times"."""
    if amount.words:
        return _own_words(amount, catalogue)
    if amount.is_open:
        place = "sets" if key == "count.sets" else "count"
        return phrase(catalogue, f"dose.open.{amount.wording}.{place}")
    low = amount.high if amount.bound is Bound.UP_TO else amount.low
    number = _range(low, amount.high, catalogue)
    words = phrase(catalogue, f"dose.{key}", n=amount.high, amount=number)
    return _bounded(words, amount, catalogue)


@lru_cache(maxsize=4096)
def time_words(amount: Amount, place: str, catalogue: Catalogue) -> str:
    """A bout, a hold or a rest: "30 seconds", "hold about 30 seconds", "rest a few seconds"."""
    if amount.place:
        held = time_words(replace(amount, place=""), place, catalogue)
        return phrase(catalogue, f"dose.held-at.{amount.place}", held=held)
    if amount.words:
        words = _own_words(amount, catalogue)
        return phrase(catalogue, f"dose.time.{place}-words", words=words)
    if amount.is_open:
        return phrase(catalogue, f"dose.open.{amount.wording}.{place}")
    low = amount.high if amount.bound is Bound.UP_TO else amount.low
    if amount.measure is not Measure.PLAIN:
        words = with_unit(f"measure.{amount.measure}", low, amount.high, catalogue)
        words = _bounded(words, amount, catalogue)
        return phrase(catalogue, f"dose.time.{place}-for", seconds=words)
    words = _bounded(_length(low, amount.high, catalogue), amount, catalogue)
    return phrase(catalogue, f"dose.time.{place}", seconds=words)


def _own_words(amount: Amount, catalogue: Catalogue) -> str:
    """The clinic's words as they stand, behind the number that they count, if there is one."""
    if amount.is_open:
        return amount.words
    number = _range(amount.low, amount.high, catalogue)
    words = phrase(catalogue, "dose.time.of-words", amount=number, words=amount.words)
    return _bounded(words, amount, catalogue)


def _length(low: int, high: int, catalogue: Catalogue) -> str:
    """Seconds as a patient counts them: whole minutes and hours as such, up to two in seconds."""
    if high and not low % 3600 and not high % 3600:
        return with_unit("hours", low // 3600, high // 3600, catalogue)
    is_whole = bool(high) and not low % 60 and not high % 60
    if not is_whole and (high < 120 or low < high):
        return with_unit("seconds", low, high, catalogue)
    minutes = with_unit("minutes", low // 60, high // 60, catalogue)
    if not high % 60:
        return minutes
    return f"{minutes} {with_unit('seconds', high % 60, high % 60, catalogue)}"


def with_unit(unit: str, low: int, high: int, catalogue: Catalogue) -> str:
    """A number or a range with its unit."""
    return phrase(catalogue, f"dose.{unit}", n=high, amount=_range(low, high, catalogue))


def length_words(amount: Amount, catalogue: Catalogue) -> str:
    """A bare time: "30 seconds", "5 to 10 minutes"."""
    return _length(amount.low, amount.high, catalogue)


def number_of(amount: Amount, catalogue: Catalogue) -> str:
    """The bare number of an amount: "10", "10 to 15"."""
    return _range(amount.low, amount.high, catalogue)


def _range(low: int, high: int, catalogue: Catalogue) -> str:
    """A number, or a range of two."""
    return str(high) if low == high else phrase(catalogue, "dose.range", low=low, high=high)


def _bounded(words: str, amount: Amount, catalogue: Catalogue) -> str:
    """An amount with how firm it is."""
    if amount.bound not in (Bound.ABOUT, Bound.UP_TO):
        return words
    return phrase(catalogue, f"dose.bound.{amount.bound}", what=words)
