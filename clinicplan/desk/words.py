"""Values and the templates of `html/` become pages; everything in them is escaped."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from importlib.resources import files
from importlib.resources.abc import Traversable

from jinja2 import Environment, FunctionLoader, StrictUndefined

from clinicplan.catalogue.phrases import long_date, phrase, short_day
from clinicplan.catalogue.values import Catalogue
from clinicplan.desk.rows import cell


def own_files() -> Traversable:
    """The folder of the desk's own pages, stylesheet, script and icon."""
    return files("clinicplan.desk")


def open_templates(words: Catalogue) -> Environment:
    """The pages' templates, with the words of this language at hand as `say(key, ...)`."""
    folder = own_files() / "html"
    environment = Environment(
        loader=FunctionLoader(lambda name: (folder / name).read_text("utf-8")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.globals["say"] = _sayer(words)
    environment.filters |= {
        "cell": cell,
        "long_date": partial(long_date, words),
        "short_day": partial(short_day, words),
        "birth": partial(birth, words),
        "clock": clock,
    }
    return environment


def _sayer(words: Catalogue) -> Callable[..., str]:
    def say(key: str, **values: str | int) -> str:
        return phrase(words, f"desk.{key}", **values)

    return say


def birth(words: Catalogue, day: date) -> str:
    """A date of birth as a row has it: "3 Jan 1945"."""
    return f"{short_day(words, day)} {day.year}"


def clock(moment: datetime) -> str:
    """The time of day as on a clock: "9:04"."""
    return f"{moment.hour}:{moment:%M}"
