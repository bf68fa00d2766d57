"""What lies in an output folder: a record for each plan, kept as `manifest.json`."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from datetime import date
from enum import StrEnum
from pathlib import Path

from clinicplan.errors import UnreadableFile
from clinicplan.files import write_whole

NAME = "manifest.json"
FORMAT = 1


class State(StrEnum):
    """What the last run did for a plan.

    WAITING plans were not asked for (`--only`) or not reached before the run was stopped;
    GONE plans are no longer in the workbook.
    """

    MADE = "made"
    UNCHANGED = "unchanged"
    FAILED = "failed"
    WAITING = "waiting"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Beside:
    """A file that lies beside a handout: its kind ("one-sheet"), name and SHA-256.

    Both are "" where what was asked for did not fit.
    """

    kind: str
    file: str = ""
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """One plan's state, and the handout of it that lies in the folder ("" where none does).

    After a failure, `file` to `issued` still describe the older handout. `findings` are
    codes. `also` are the files beside it, none of which is ever sent. `version` is the plan's
    that the handout is of, 0 where an older program made it. A record never holds a name: only
    the plan's ID.
    """

    plan: str
    state: State
    file: str = ""
    pages: int = 0
    sha256: str = ""
    fingerprint: str = ""
    seal: str = ""
    issued: str = ""
    findings: tuple[str, ...] = ()
    also: tuple[Beside, ...] = ()
    version: int = 0


@dataclass(frozen=True, slots=True)
class Counts:
    """The rows of the Patients sheet, each counted once: `rows` is the sum of the others."""

    rows: int
    made: int
    unchanged: int
    failed: int
    waiting: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """All records of a folder. `workbook` is the SHA-256 of the workbook they come from.

    `edition` is the one that all its handouts were made in, "" for what the workbook says.
    """

    version: str = ""
    workbook: str = ""
    built: str = ""
    counts: Counts = Counts(0, 0, 0, 0, 0)
    records: tuple[Record, ...] = ()
    edition: str = ""

    def by_plan(self) -> dict[str, Record]:
        """The records by plan ID."""
        return {record.plan: record for record in self.records}


def counted(records: Iterable[Record], *, rows: int) -> Counts:
    """The counts of so many rows.

    Rows that no record stands for (a row without a plan ID, the second of two with the same
    one) were refused, so they count as failed.
    """
    states = [record.state for record in records]
    made, unchanged, waiting = map(states.count, (State.MADE, State.UNCHANGED, State.WAITING))
    return Counts(rows, made, unchanged, rows - made - unchanged - waiting, waiting)


def write_manifest(manifest: Manifest, folder: Path) -> None:
    """Write the manifest into the folder."""
    said = {field.name: getattr(manifest, field.name) for field in fields(manifest)}
    encoder = json.JSONEncoder(indent=1, ensure_ascii=False, default=asdict)
    content = bytearray()
    # Piece by piece: the pieces of 10,000 records take ten times the memory of the text.
    for piece in encoder.iterencode({"format": FORMAT, **said}):
        content += piece.encode()
    content += b"\n"
    write_whole(folder / NAME, bytes(content))


def read_manifest(folder: Path) -> Manifest:
    """The folder's manifest, an empty one where there is none.

    Raises UnreadableFile where the file is damaged or was written by a later clinicplan.
    """
    path = folder / NAME
    try:
        content = json.loads(path.read_bytes())
        if content["format"] != FORMAT:
            raise _Damaged(f"{path} was written by another version of clinicplan.")
        return _manifest(content)
    except FileNotFoundError:
        return Manifest()
    except OSError as error:
        raise UnreadableFile(f"{path} cannot be read.") from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise _Damaged(f"{path} is damaged.") from error


class _Damaged(UnreadableFile):
    """A manifest that says nothing we can use."""

    remedy = "Delete it and run the same command again: every handout is then made anew."


def _manifest(content: dict[str, object]) -> Manifest:
    """The manifest in parsed JSON; KeyError, TypeError or ValueError where it is not one."""
    counts, records = content["counts"], content["records"]
    if not isinstance(counts, dict) or not isinstance(records, list):
        raise TypeError
    return Manifest(
        version=str(content["version"]),
        workbook=str(content["workbook"]),
        built=str(content["built"]),
        counts=Counts(**counts),
        records=tuple(_record(record) for record in records),
        edition=_text(content.get("edition", "")),
    )


def _record(content: dict[str, object]) -> Record:
    """One record of parsed JSON."""
    findings = content["findings"]
    if not isinstance(findings, list):
        raise TypeError
    record = Record(
        plan=_text(content["plan"]),
        state=State(_text(content["state"])),
        file=_text(content["file"]),
        pages=int(str(content["pages"])),
        sha256=_text(content["sha256"]),
        fingerprint=_text(content["fingerprint"]),
        seal=_text(content["seal"]),
        issued=_text(content["issued"]),
        findings=tuple(_text(code) for code in findings),
        also=tuple(Beside(**{key: _text(value) for key, value in said.items()})
                   for said in _listed(content.get("also", []))),
        version=int(str(content.get("version", 0))),
    )
    if record.issued:
        date.fromisoformat(record.issued)
    for name in (record.file, *(beside.file for beside in record.also)):
        if Path(name).name != name:
            raise ValueError(record.plan)
    return record


def _listed(value: object) -> list[dict[str, object]]:
    """The value, if it is a list."""
    if not isinstance(value, list):
        raise TypeError
    return value


def _text(value: object) -> str:
    """The value, if it is text."""
    if not isinstance(value, str):
        raise TypeError
    return value
