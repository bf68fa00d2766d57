"""`palette.toml` becomes the people whom the pictures show, and what each role's colour is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from typing import Any

from marshmallow import ValidationError, post_load, validates, validates_schema

from clinicplan.toml import Named, Table, Values, like, part, read_table, text, yes

FILE = "palette.toml"
COLOUR = r"#[0-9A-Fa-f]{6}"

Roles = Mapping[str, str]
"""A colour ("#RRGGBB") by role."""


@dataclass(frozen=True, slots=True)
class Person:
    """Whom the pictures show: a folder of whole-body frames, a skin and a hair colour.

    One who is `by_choice` is shown only where a plan or its clinic asks for that one alone.
    `one_foot` is somebody who cannot show what takes two. One who is `old` is not shown to a
    child by chance.
    """

    code: str
    skin: str = ""
    hair: str = ""
    by_choice: bool = False
    one_foot: bool = False
    old: bool = False


@dataclass(frozen=True, slots=True)
class Share:
    """How a role's colour comes from the brand's: mixed with white, then with black (0 to 1)."""

    white: float
    black: float


@dataclass(frozen=True, slots=True)
class Palette:
    """The default colours, what skins, hair and the brand replace, and the people.

    The first of the people is the default one.
    """

    roles: Roles
    brand: Mapping[str, Share]
    skin: Mapping[str, Roles]
    hair: Mapping[str, Roles]
    people: tuple[Person, ...]


class ShareFacts(Table):
    """`{ white = 0.72, black = 0.09 }`."""

    white = part()
    black = part()

    @post_load
    def make(self, said: dict[str, Any], **_: object) -> Share:
        """The share."""
        return Share(**said)


class PersonFacts(Table):
    """`[person.<code>]`; the description is for whoever draws."""

    description = text(default="")
    skin = text(default="")
    hair = text(default="")
    by_choice = yes(default=False)
    one_foot = yes(default=False)
    old = yes(default=False)


def _roles() -> Named:
    return Named(like(COLOUR, "#0E6377"), required=False)


class PaletteFacts(Table):
    """`palette.toml`."""

    roles = _roles()
    brand = Named(ShareFacts, required=False)
    skin = Named(_roles(), required=False)
    hair = Named(_roles(), required=False)
    person = Named(PersonFacts)

    @validates("person")
    def shows_somebody(self, said: Values, **_: object) -> None:
        """There is a default person."""
        if not said:
            raise ValidationError("is empty: at least one [person.<code>] is expected")

    @validates_schema
    def people_have_colours(self, said: Values, **_: object) -> None:
        """A person's skin and hair are tables of this file."""
        for code, person in said["person"].items():
            for key in ("skin", "hair"):
                if person[key] and person[key] not in said[key]:
                    why = f'is "{person[key]}", and must be one of: {", ".join(said[key])}'
                    raise ValidationError({"person": {code: {key: [why]}}})

    @post_load
    def make(self, said: dict[str, Any], **_: object) -> Palette:
        """The palette."""
        people = said.pop("person").items()
        return Palette(
            **said,
            people=tuple(
                Person(
                    code,
                    facts["skin"],
                    facts["hair"],
                    facts["by_choice"],
                    facts["one_foot"],
                    facts["old"],
                )
                for code, facts in people
            ),
        )


def read_palette(folder: Traversable) -> Palette:
    """The palette of a folder of illustrations. Raises FaultyTemplate."""
    palette: Palette = read_table(folder, FILE, PaletteFacts())
    return palette
