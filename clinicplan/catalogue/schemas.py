"""What each file of `templates/` must say, but for exercises and the palette.

Words are in a language, facts hold in all of them. What two files must say alike is looked at
in `read`, when both are there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from marshmallow import ValidationError, fields, post_load

from clinicplan.catalogue.values import (
    Dialling,
    Granted,
    ProgrammeItem,
    RedFlags,
    Region,
    TextRecord,
    Tip,
)
from clinicplan.toml import Named, Table, Values, tables, text, texts, whole, yes

PLURALS = {"zero", "one", "two", "few", "many", "other"}

Phrase = str | Mapping[str, str]
"""A text, or its forms by plural category."""


class ProgrammeWords(Table):
    """A programme's name and summary in one language."""

    name = text()
    summary = text()


class ItemFacts(Table):
    """An exercise of a programme, with the preset that gives its dose."""

    exercise = text()
    preset = text()

    @post_load
    def make(self, said: dict[str, Any], **_: object) -> ProgrammeItem:
        """The item; whether there is such an exercise is looked at later."""
        return ProgrammeItem(**said)


class ProgrammeFacts(Table):
    """`programmes/<code>.toml`."""

    source = text()
    items = tables(ItemFacts)


class ConflictFacts(Table):
    """`[[conflict]]`: an exercise, or some ways to do it, that a caution rules out."""

    exercise = text()
    variants = texts(default=())
    reason = text()


class CautionFacts(Table):
    """`cautions/<code>.toml`."""

    source = text()
    signed_off = text(default="")
    own_balance = text(default="")
    conflict = tables(ConflictFacts)


class GrantedWords(Table):
    """`[<caution>.granted.<reason>]`."""

    keeps_out = text()
    one = text()
    many = text()
    card = text()

    @post_load
    def make(self, said: dict[str, Any], **_: object) -> Granted:
        """The words; whether the advice says that sentence is looked at later."""
        return Granted(**said)


class CautionWords(Table):
    """A caution's name, and the line that the patient reads."""

    name = text()
    advice = text()
    granted = Named(GrantedWords, required=False)
    beside = fields.Dict(text(), text(), load_default=dict)


class TopicWords(Table):
    """An education text."""

    name = text()
    paragraphs = texts()


class SignWords(Table):
    """The warning signs, the same everywhere: two lists for now, the others for the same day."""

    back = texts()
    foot = texts()
    soon = texts()
    diabetes = texts()
    operation = texts()


class HeadingWords(Table):
    """Where to turn, for each list of signs; `numb` is that of diabetes where feet feel little."""

    back = text()
    foot = text()
    soon = text()
    diabetes = text()
    numb = text()
    operation = text()


class DiallingWords(Table):
    """`[region.<code>.dialling]`."""

    country = text()
    trunk = text()
    least = whole()
    most = whole()

    @post_load
    def make(self, said: dict[str, Any], **_: object) -> Dialling:
        """How the country's numbers are dialled."""
        return Dialling(**said)


class RegionWords(Table):
    """`[region.<code>]`."""

    name = text()
    emergency = text()
    closed = text()
    sore = text()
    locale = text(default="")
    words = fields.Dict(fields.String(), text(), load_default=dict)
    headings = fields.Nested(HeadingWords(), required=True)
    dialling = fields.Nested(DiallingWords(), load_default=None)


class RegionsWords(Table):
    """`regions.toml`."""

    heading = text()
    signs = fields.Nested(SignWords(), required=True)
    child = fields.Dict(text(), text(), load_default=dict)
    region = Named(RegionWords)

    @post_load
    def make(self, said: dict[str, Any], **_: object) -> dict[str, Region]:
        """The regions: the signs are the same everywhere, where to turn is a region's own."""
        return {
            code: replace(
                region_of(code, table, heading=said["heading"], signs=said["signs"]),
                child=said["child"],
            )
            for code, table in said["region"].items()
        }


class TipWords(Table):
    """What to know of how to do the exercises."""

    label = text()
    unfelt = text(default="")
    careful = text(default="")
    needs = text(default="")
    text = text()
    ends = yes(default=False)
    urges = yes(default=False)
    surgeons = yes(default=False)
    warms = yes(default=False)

    @post_load
    def make(self, said: dict[str, Any], **_: object) -> Tip:
        """The tip."""
        return Tip(**said)


class RecordWords(Table):
    """`record.toml`: who wrote the texts, and when they are to be looked at again."""

    version = text()
    written = text()
    review = text()
    sources = texts()

    @post_load
    def make(self, said: dict[str, Any], **_: object) -> TextRecord:
        """The record."""
        return TextRecord(**said)


_FOR_SOME = {"operation"}
"""The lists of signs that only some patients read."""


def region_of(
    code: str, said: Values, *, heading: str, signs: Mapping[str, tuple[str, ...]]
) -> Region:
    lists = [
        RedFlags(
            said["headings"][key],
            tuple(sign.replace("{emergency}", said["emergency"]) for sign in list_),
            key,
        )
        for key, list_ in signs.items()
    ]
    return Region(
        code=code,
        name=said["name"],
        heading=heading,
        lists=tuple(item for item in lists if item.code not in _FOR_SOME),
        more=tuple(item for item in lists if item.code in _FOR_SOME),
        emergency=said["emergency"],
        closed=said["closed"],
        sore=said["sore"],
        numb=said["headings"]["numb"],
        locale=said["locale"],
        words=said["words"],
        dialling=said["dialling"],
    )


class Flat(fields.Field[dict[str, Any]]):
    """Texts in tables of any depth become texts by their dotted key."""

    def _deserialize(
        self, value: Any, attr: str | None, data: Any, **kwargs: Any
    ) -> dict[str, Any]:
        if not isinstance(value, dict):
            raise ValidationError("must be a table")
        found = dict(self.items(value))
        texts = (item for key, said in found.items() for item in _texts_of(key, said))
        wrong = {key: ["must be a text"] for key, said in texts if not isinstance(said, str)}
        if wrong:
            raise ValidationError(wrong)
        return found

    def items(self, table: Mapping[str, object]) -> Iterator[tuple[str, object]]:
        """Everything that is no table of others, by its dotted key."""
        for key, value in table.items():
            if isinstance(value, dict) and not self.is_one(value):
                yield from ((f"{key}.{name}", said) for name, said in self.items(value))
            else:
                yield key, value

    def is_one(self, table: Mapping[str, object]) -> bool:
        """True for a table that stays together."""
        return False


def _texts_of(key: str, said: object) -> Iterable[tuple[str, object]]:
    """What must be a text: what is said, or each of its forms."""
    if not isinstance(said, dict):
        return ((key, said),)
    return ((f"{key}.{name}", form) for name, form in said.items())


class Phrases(Flat):
    """Phrases by their dotted key; a table of plural categories stays together."""

    def is_one(self, table: Mapping[str, object]) -> bool:
        """True for the forms of a phrase."""
        return bool(table) and table.keys() <= PLURALS
