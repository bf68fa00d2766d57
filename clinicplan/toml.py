"""A TOML file and the schema of what it must say become a value, or a sentence on its fault.

Every file that a clinic may change is read here: texts, exercises, brands, the sample, the mail
settings. Schemas are marshmallow's; their messages are written so that they read on after the
key: "limb is "hand", and must be one of: foot, leg".
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from enum import Enum
from importlib.resources.abc import Traversable
from typing import Any

from marshmallow import RAISE, Schema, ValidationError, fields, missing, validate

from clinicplan.errors import FaultyTemplate

Values = Mapping[str, Any]
Field = fields.Field[Any]
LEFT_OUT: Any = missing
"""The default of a key that may be left out without a value in its place."""


class Table(Schema):
    """A table whose keys are all known: a misspelt one would go unnoticed."""

    class Meta:
        """Keys that no field has are refused, and the files' order is kept."""

        unknown = RAISE

    def __init__(self, *, many: bool | None = None) -> None:
        super().__init__(many=many)
        self.error_messages["unknown"] = f"is not known here. Known: {_listed(self.fields)}"
        self.error_messages["type"] = "must be a table"

    def handle_error(self, error: ValidationError, data: Any, **_: object) -> None:
        """Of a key that is misspelt, the one that may be meant is told."""
        strangers = data.keys() - self.fields.keys() if isinstance(data, dict) else ()
        for key in strangers:
            if near := get_close_matches(key, self.fields, n=1):
                unknown = self.error_messages["unknown"]
                error.messages[key] = [f"{unknown}. The nearest is {near[0]}"]


def text(
    *, default: Any = None, blank: bool = False, one_of: Sequence[str] = ()
) -> fields.String:
    """A text that is not blank, unless it may be; without a `default` it must be there.

    One whose default is "" may be blank. What has the default `LEFT_OUT` may be left out, and
    the value's own default counts.
    """
    may_be_blank = blank or (default == "" and not one_of)
    rules: list[Callable[[str], None]] = [] if may_be_blank else [_not_blank]
    if one_of:
        error = 'is "{input}", and must be one of: {choices}'
        rules.append(validate.OneOf(tuple(one_of), error=error))
    field = fields.String(validate=rules, **_presence("a text", default))
    field.error_messages.update(_TEXT)
    return field


def whole(*, default: Any = None, low: int = 1, high: int | None = None) -> fields.Integer:
    """A whole number within bounds; without a `default` it must be there."""
    error = "must be {min} or more" if high is None else "must be a number from {min} to {max}"
    rule = validate.Range(min=low, max=high, error=error)
    number = Whole(strict=True, validate=rule, **_presence("a whole number", default))
    number.error_messages["invalid"] = "must be a whole number"
    return number


def like(pattern: str, example: str) -> fields.String:
    """A text that must be there, and of this pattern as a whole."""
    rule = validate.Regexp(rf"(?:{pattern})\Z", error=f'is "{{input}}", and must be like {example}')
    field = fields.String(validate=rule, **_presence("a text", None))
    field.error_messages.update(_TEXT)
    return field


def member(kind: type[Enum], *, required: bool = False) -> fields.Enum[Any]:
    """A member of an enumeration, by its value."""
    known = ", ".join(f"{member.value}" for member in kind)
    presence = _presence("a text", None if required else LEFT_OUT)
    field = fields.Enum(kind, by_value=True, **presence)
    field.error_messages["unknown"] = f"must be one of: {known}"
    return field


def part() -> fields.Float:
    """A number from 0 to 1, which must be there."""
    rule = validate.Range(min=0, max=1, error="must be a number from 0 to 1")
    field = fields.Float(validate=rule, **_presence("a number", None))
    field.error_messages["invalid"] = "must be a number from 0 to 1"
    return field


def yes(*, default: Any = None) -> Yes:
    """True or false."""
    return Yes(**_presence("true or false", default))


def texts(*, default: Any = None, blank: bool = False) -> Texts:
    """A list of texts, none of them blank unless they may be."""
    return Texts(default, blank=blank)


class Whole(fields.Integer):
    """A whole number as TOML writes it: neither 2.0 nor true is one."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> int:
        if type(value) is not int:
            raise self.make_error("invalid")
        return value


class Yes(fields.Boolean):
    """True or false as TOML writes it: neither 0 nor "no" is one."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> bool:
        if type(value) is not bool:
            raise ValidationError("must be true or false")
        return value


class Texts(fields.Field[tuple[str, ...]]):
    """A list of texts that becomes a tuple."""

    def __init__(self, default: Any, *, blank: bool = False) -> None:
        super().__init__(**_presence("a list", default))
        self._blank = blank

    def _deserialize(
        self, value: Any, attr: str | None, data: Any, **kwargs: Any
    ) -> tuple[str, ...]:
        if not isinstance(value, list):
            raise ValidationError("must be a list")
        if not all(isinstance(item, str) and (self._blank or item.strip()) for item in value):
            raise ValidationError('must be a list of texts: ["...", "..."]')
        return tuple(value)


class Parsed(fields.Field[Any]):
    """A text that `parse` must understand; `examples` are in the message where it does not."""

    def __init__(self, parse: Callable[[str], object | None], examples: str) -> None:
        super().__init__(load_default=None)
        self._parse = parse
        self._examples = examples

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> object:
        if not isinstance(value, str):
            raise ValidationError("must be a text")
        _not_blank(value)
        meaning = self._parse(value)
        if meaning is None:
            why = f'is "{value}", which is not understood. Write it like {self._examples}'
            raise ValidationError(why)
        return meaning


class Named(fields.Dict):
    """A table of things by name: `[variant.chair]`, `[variant.wall]`, or `mat = "a mat"`."""

    def __init__(self, thing: type[Table] | Field, *, required: bool = True) -> None:
        values = thing if isinstance(thing, fields.Field) else fields.Nested(thing())
        presence = _presence("a table", None if required else dict)
        super().__init__(keys=fields.String(), values=values, **presence)
        self.error_messages["invalid"] = "must be a table"


def by_code(table: type[Table], codes: Iterable[str], **others: Field) -> Schema:
    """The schema of a file with such a table under each code, and other keys beside them."""
    named = {code: _under_its_code(table) for code in codes}
    return Table.from_dict({**named, **others}, name="ByCode")()


def tables(table: type[Table], *, required: bool = False) -> fields.List[Any]:
    """A list `[[key]]` of such tables; without `required` it is empty where there is none."""
    presence = _presence("a list of tables", None if required else list)
    field = fields.List(fields.Nested(table()), **presence)
    field.error_messages["invalid"] = "must be a list of tables"
    return field


def read_named(folder: Traversable, path: str, table: type[Table]) -> dict[str, Any]:
    """What a file of nothing but such tables says, by name. Raises FaultyTemplate."""
    found: dict[str, Any] = read_field(folder, path, Named(table))
    return found


def read_field(folder: Traversable, path: str, field: Field) -> Any:
    """What the field makes of a whole file; FaultyTemplate names its first fault."""
    try:
        return field.deserialize(values_of(folder, path))
    except ValidationError as error:
        raise refused(path, error) from None


def read_table(folder: Traversable, path: str, schema: Schema) -> Any:
    """What the schema makes of the file at `path`; FaultyTemplate names its first fault."""
    return loaded(values_of(folder, path), schema, path=path)


def loaded(values: object, schema: Schema, *, path: str) -> Any:
    """What the schema makes of these values of the file at `path`. Raises FaultyTemplate."""
    try:
        return schema.load(values)  # type: ignore[arg-type]  # it says itself what is no table
    except ValidationError as error:
        raise refused(path, error) from None


def refused(path: str, error: ValidationError) -> FaultyTemplate:
    """What is wrong with the file at `path`, as the failure that names it."""
    return FaultyTemplate(f"{path}: {first_fault(error)}.")


def one_of(code: str, known: Iterable[str], *, place: str) -> str:
    """The code, if another file knows it; `place` is the file and key that named it."""
    if code not in (codes := tuple(known)):
        raise FaultyTemplate(f'{place} is "{code}", and must be one of: {", ".join(codes)}.')
    return code


def first_fault(error: ValidationError) -> str:
    """The first fault, its key before it: `preset[2].reps must be a text`."""
    return next(f"{key} {message}" for key, message in faults(error.messages))


def faults(messages: Any, key: str = "") -> Iterator[tuple[str, str]]:
    """Every fault of marshmallow's nested messages, by dotted key; list items count from 1."""
    if isinstance(messages, list):
        yield from ((key, str(message)) for message in messages)
        return
    for name, inner in messages.items():
        if name in ("value", "_schema"):  # marshmallow's own words for what is under a key
            place = key
        elif isinstance(name, int):
            place = f"{key}[{name + 1}]"
        else:
            place = f"{key}.{name}" if key else str(name)
        yield from faults(inner, place)


def values_of(folder: Traversable, path: str) -> dict[str, object]:
    """What a TOML file holds, as it stands."""
    try:
        return tomllib.loads(folder.joinpath(*path.split("/")).read_text(encoding="utf-8"))
    except OSError as fault:
        raise FaultyTemplate(f"{path} is missing or cannot be read.") from fault
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        raise FaultyTemplate(f"{path} is not valid TOML: {fault}.") from fault


def stems(folder: Traversable, path: str) -> tuple[str, ...]:
    """The names of the TOML files of a folder without their ending, in order."""
    place = folder.joinpath(*path.split("/"))
    if not place.is_dir():
        raise FaultyTemplate(f"{path} is missing: a folder of .toml files is expected.")
    names = (entry.name for entry in place.iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in names if name.endswith(".toml")))


def _under_its_code(table: type[Table]) -> Field:
    messages: dict[str, Any] = {"required": "is missing: a table is expected"}
    return fields.Nested(table(), required=True, error_messages=messages)


def _listed(names: Iterable[str]) -> str:
    return ", ".join(sorted(names))


_TEXT = {"invalid": "must be a text"}


def _presence(kind: str, default: object) -> dict[str, Any]:
    """Whether a key may be missing, and what is said where it may not."""
    if default is not None:
        return {"load_default": default}
    return {"required": True, "error_messages": {"required": f"is missing: {kind} is expected"}}


def _not_blank(value: str) -> None:
    if not value.strip():
        raise ValidationError("must not be empty")
