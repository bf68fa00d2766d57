"""This computer, its clock and who sits at it, as letters need them."""

from __future__ import annotations

import os
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from clinicplan.cli import room, show, told

if TYPE_CHECKING:
    from clinicplan.catalogue.values import Catalogue
    from clinicplan.mail.settings import Settings
    from clinicplan.tasks.office import Computer, Person

HOME_VARIABLE = "CLINICPLAN_DATA"


def now() -> datetime:
    """This moment."""
    return datetime.now(UTC).replace(microsecond=0)


def moment(text: str) -> datetime:
    """The next moment that the words mean, on this computer's clock."""
    from clinicplan.mail.when import moment

    # A time that somebody types is of this place and season: what the clock on the wall says.
    wall = datetime.now().astimezone().replace(microsecond=0, tzinfo=None)
    return moment(text, now=wall).astimezone()


def home() -> Path:
    """The user's own data folder, where the ledger of all letters lies."""
    from platformdirs import user_data_path

    named = os.environ.get(HOME_VARIABLE)
    return Path(named) if named else user_data_path("clinicplan")


def computer() -> Computer:
    """This computer: its clock, its environment, and its user's own folders."""
    from platformdirs import user_config_path

    from clinicplan.tasks.office import Computer

    return Computer(
        now=now,
        today=room.today,
        seconds=time.monotonic,
        sleep=time.sleep,
        home=home(),
        settings=user_config_path("clinicplan"),
        environment=os.environ,
    )


def person(words: Catalogue) -> Person:
    """Who sits at the terminal."""
    from clinicplan.tasks.office import Person

    return Person(lambda settings: password(settings, words), show.warn)


def password(settings: Settings, words: Catalogue) -> str:
    """The mail password, typed where nobody sees it."""
    question = told.say(words, "send.password", user=settings.user, server=settings.server)
    return str(click.prompt(question, hide_input=True, err=True))
