"""A TOML file of the templates folder -> a table that must say what is asked, and no more."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.resources.abc import Traversable
from typing import NoReturn, TypeVar

from clinicplan.errors import FaultyTemplate

Wanted = TypeVar("Wanted", str, int, bool)
KINDS: Mapping[type, str] = {str: "a text", int: "a whole number", bool: "true or false"}


class Table:
    """A table of a TOML file that notes which of its keys were asked for.

    Every reader raises FaultyTemplate with the file, the key and what is expected there.
    `close` refuses a key that nobody asked for: it is a slip that would go unnoticed.
    """

    __slots__ = ("_asked", "_children", "_place", "_values")

    def __init__(self, values: Mapping[str, object], place: str) -> None:
        self._values = values
        self._place = place
        self._asked: set[str] = set()
        self._children: dict[str, Table] = {}

    def text(self, key: str, *, default: str | None = None) -> str:
        """The text of a key. It may only be empty where `default` is too."""
        text = self._one(key, str, default)
        if not text.strip() and default != "":
            self.refuse(key, "must not be empty")
        return text

    def whole(self, key: str) -> int:
        """The whole number of a key, from 1."""
        number = self._one(key, int, None)
        if number < 1:
            self.refuse(key, "must be 1 or more")
        return number

    def yes(self, key: str, *, default: bool | None = None) -> bool:
        """True or false, as the key says."""
        return self._one(key, bool, default)

    def one_of(self, key: str, known: tuple[str, ...], *, default: str | None = None) -> str:
        """The text of a key, which must be one of those known."""
        text = self.text(key, default=default)
        if text not in known and text != default:
            self.refuse(key, f'is "{text}", and must be one of: {", ".join(known)}')
        return text

    def texts(self, key: str, *, default: tuple[str, ...] | None = None) -> tuple[str, ...]:
        """The texts of a key's list, none of them empty."""
        values = self._list(key, default)
        if not all(isinstance(value, str) and value.strip() for value in values):
            self.refuse(key, 'must be a list of texts: ["...", "..."]')
        return tuple(str(value) for value in values)

    def text_lists(self, key: str) -> tuple[tuple[str, ...], ...]:
        """The lists of texts in a key's list."""
        values = self._list(key, None)
        if not all(isinstance(value, list) for value in values):
            self.refuse(key, 'must be a list of lists: [["...", "..."], ["..."]]')
        lists = Table({str(index): value for index, value in enumerate(values, 1)}, self._at(key))
        return tuple(lists.texts(str(index)) for index in range(1, len(values) + 1))

    def table(self, key: str) -> Table:
        """The table under a key."""
        self._asked.add(key)
        value = self._values.get(key)
        if not isinstance(value, dict):
            self.refuse(key, f"is missing: a table [{key}] is expected")
        return self._child(value, self._at(key))

    def tables(self, key: str) -> tuple[Table, ...]:
        """The tables of a list [[key]], none where there is none."""
        values = self._list(key, ())
        if not all(isinstance(value, dict) for value in values):
            self.refuse(key, f"must be a list of tables [[{key}]]")
        return tuple(
            self._child(value, f"{self._at(key)}[{index}]")
            for index, value in enumerate(values, 1)
            if isinstance(value, dict)
        )

    def named(self) -> dict[str, Table]:
        """Every key with the table under it."""
        return {key: self.table(key) for key in self._values if key not in self._asked}

    def all_texts(self) -> dict[str, str]:
        """Every key with the text under it."""
        return {key: self.text(key) for key in self._values}

    def __contains__(self, key: str) -> bool:
        return key in self._values

    def close(self) -> None:
        """Refuse the first key that nobody asked for, here or in a table below."""
        for key in self._values:
            if key not in self._asked:
                self.refuse(key, f"is not known here. Known: {', '.join(sorted(self._asked))}")
        for child in self._children.values():
            child.close()

    def refuse(self, key: str, why: str) -> NoReturn:
        """Raise FaultyTemplate for this key."""
        raise FaultyTemplate(f"{self._at(key)} {why}.")

    def _one(self, key: str, kind: type[Wanted], default: Wanted | None) -> Wanted:
        self._asked.add(key)
        value = self._values.get(key, default)
        if value is None:
            self.refuse(key, f"is missing: {KINDS[kind]} is expected")
        if type(value) is not kind:
            self.refuse(key, f"must be {KINDS[kind]}")
        return kind(value)

    def _list(self, key: str, default: tuple[str, ...] | None) -> list[object]:
        self._asked.add(key)
        value = self._values.get(key, None if default is None else list(default))
        if not isinstance(value, list):
            self.refuse(key, "must be a list" if key in self._values else "is missing: a list")
        return value

    def _child(self, values: Mapping[str, object], place: str) -> Table:
        return self._children.setdefault(place, Table(values, place))

    def _at(self, key: str) -> str:
        return f"{self._place}: {key}" if self._place.endswith(".toml") else f"{self._place}.{key}"


@contextmanager
def opened(folder: Traversable, path: str) -> Iterator[Table]:
    """The table of the file at `path`, refused at the end if a key of it was not read."""
    table = Table(values_of(folder, path), path)
    yield table
    table.close()


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
