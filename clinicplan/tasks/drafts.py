"""A plan that is being typed becomes a file beside its workbook, until the workbook has it.

A file has a number for its name, and in it the fields as they were posted, the workbook that they
were typed for, and whether the plan waits to be written. It holds a patient's data: 0600 in 0700.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from clinicplan.errors import UnwritableFile
from clinicplan.files import (
    LOCK,
    PART,
    STATE,
    held,
    open_folder,
    reason,
    unwritable,
    write_whole,
)
from clinicplan.tasks.began import Began, began_of, lines_of

FOLDER = "drafts"
"""The folder of drafts inside the private one beside the workbook."""

FORM = 1
"""How a file is laid out; one of another form was written by a newer program."""

WAIT = 5.0
"""Seconds that a desk waits for another one that writes a draft in the same folder."""

NUMBER = re.compile(r"[1-9]\d{0,8}", re.ASCII)

Fields = Mapping[str, tuple[str, ...]]
"""The fields of a form as they are posted."""


@dataclass(frozen=True, slots=True)
class Home:
    """Which workbook a draft was typed for: its whole path, and the clinic that it was of."""

    file: str
    clinic: str


@dataclass(frozen=True, slots=True)
class Unsaved:
    """A plan that is being typed, as it lies on the disk; `number` is 0 before it does.

    `waits` is true where it was to be saved, and goes into the workbook once Excel lets go of
    it. `changes` is the ID of the plan that it changes ("": a new one), `base` a digest of
    that plan as it was, and `began` its cells (None: an older program has kept the draft).
    `said` is why it could not be saved.
    """

    fields: Fields
    home: Home
    number: int = 0
    waits: bool = False
    changes: str = ""
    base: str = ""
    said: str = ""
    began: Began | None = None

    @property
    def plan(self) -> str:
        """The plan ID that was typed."""
        return next(iter(self.fields.get("plan_id", ())), "")


@dataclass(frozen=True, slots=True)
class Drafts:
    """All that lies in a folder of drafts, by number; `damaged` are those of no use any more."""

    kept: tuple[Unsaved, ...] = ()
    damaged: tuple[int, ...] = ()


def home_of(file: Path, *, clinic: str) -> Home:
    """The workbook as a draft remembers it."""
    return Home(str(file.resolve()), clinic)


def is_at_home(kept: Unsaved, home: Home) -> bool:
    """True where the draft was typed for this very workbook: not a copy, not one of its name."""
    return Path(kept.home.file) == Path(home.file) and kept.home.clinic == home.clinic


def is_lost(kept: Unsaved, home: Home) -> bool:
    """True where the workbook that it was typed for is not there any more, or is another now."""
    is_same_file = Path(kept.home.file) == Path(home.file)
    return not is_at_home(kept, home) and (is_same_file or not Path(kept.home.file).exists())


def drafts_folder(file: Path) -> Path:
    """Where the drafts of a workbook lie."""
    return file.resolve().parent / STATE / FOLDER


def read_drafts(folder: Path) -> Drafts:
    """The drafts of the folder by number; a damaged one costs itself alone."""
    kept, damaged = [], []
    for number in _numbers(folder):
        draft = read_one(folder, number)
        if draft is not None:
            kept.append(draft)
        elif _file(folder, number).exists():
            damaged.append(number)
    return Drafts(tuple(kept), tuple(damaged))


def read_one(folder: Path, number: int) -> Unsaved | None:
    """The draft of this number, None where there is none or it cannot be read."""
    try:
        return _kept(json.loads(_file(folder, number).read_bytes()), number)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def keep(folder: Path, kept: Unsaved) -> Unsaved:
    """Write the draft; one without a number gets the next. Raises UnwritableFile."""
    content = json.dumps(_content(kept)).encode()
    with _alone(folder):
        number = kept.number or max(_numbers(folder), default=0) + 1
        write_whole(_file(folder, number), content)
    return replace(kept, number=number)


def discard(folder: Path, number: int) -> None:
    """Remove the draft; it may have gone already. Raises UnwritableFile."""
    try:
        _file(folder, number).unlink(missing_ok=True)
    except OSError as error:
        raise UnwritableFile(
            f"The draft {number} cannot be removed: {reason(error)}."
        ) from error


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """The folder for this one write, without what a program that was killed left half written."""
    open_folder(folder.parent)
    open_folder(folder)
    with held(folder, lock=folder / LOCK, wait=WAIT):
        try:
            for part in folder.glob(f".*{PART}"):
                part.unlink(missing_ok=True)
        except OSError as error:
            raise unwritable(error, folder) from error
        yield


def _file(folder: Path, number: int) -> Path:
    return folder / f"{number}.json"


def _numbers(folder: Path) -> list[int]:
    """The numbers that are taken; a folder that cannot be looked into has none."""
    try:
        names = [file.stem for file in folder.glob("*.json")]
    except OSError:
        return []
    return sorted(int(name) for name in names if NUMBER.fullmatch(name))


def _content(kept: Unsaved) -> dict[str, object]:
    """What the file says of the draft; `_kept` makes the same of it."""
    began = {"began": lines_of(kept.began)} if kept.began else {}
    return {
        "form": FORM,
        "home": {"file": kept.home.file, "clinic": kept.home.clinic},
        "fields": dict(kept.fields),
        "waits": kept.waits,
        "changes": kept.changes,
        "base": kept.base,
        "said": kept.said,
        **began,
    }


def _kept(said: Mapping[str, object], number: int) -> Unsaved:
    """The draft that a file says; ValueError, KeyError, TypeError or AttributeError where none."""
    if said["form"] != FORM:
        raise ValueError("another form")
    home, fields = said["home"], said["fields"]
    if not isinstance(home, dict) or not isinstance(fields, dict):
        raise TypeError("no fields")
    waits = said["waits"]
    if not isinstance(waits, bool):
        raise TypeError("neither yes nor no")
    return Unsaved(
        {_text(key): tuple(map(_text, texts)) for key, texts in fields.items()},
        Home(_text(home["file"]), _text(home["clinic"])),
        number,
        waits,
        _text(said["changes"]),
        _text(said["base"]),
        _text(said["said"]),
        began_of(said.get("began")),
    )


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("no text")
    return value
