"""What is noted beside the handouts is read again, and a file that is none of ours says nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from clinicplan.files import STATE, BusyFolder, held
from clinicplan.plan import Clinic
from clinicplan.tasks import notes as room
from clinicplan.tasks.moved import still_moved
from clinicplan.tasks.notes import Notes, by_plan, change_one
from clinicplan.tasks.papers import read_papers
from clinicplan.tasks.whose import noted_ids
from clinicplan.workbook.read import Reading

NAMES = ("printed.json", "rows.json", "whose.json")
FOREIGN = ("", "[1", "7", "[7]", "{}", '{"P1": 7}', '{"P1": {"plan": []}}', "[" * 9999, "\xff")


@dataclass(frozen=True)
class Fruit:
    """Something to note of a plan."""

    kind: str
    of: tuple[str, ...] = ()


def fruits(*, indent: int | None = None) -> Notes[Mapping[str, Fruit]]:
    read_as = by_plan(lambda one: Fruit(one["kind"], tuple(one["of"])))
    return Notes("fruits.json", "fruits.lock", read_as, {}, indent)


@pytest.mark.parametrize(
    ("indent", "text"),
    [
        (None, '{"p1": {"kind": "pear", "of": ["a"]}}'),
        (1, '{\n "p1": {\n  "kind": "pear",\n  "of": [\n   "a"\n  ]\n }\n}'),
    ],
)
def test_what_is_noted_lies_there_as_text(tmp_path: Path, indent: int | None, text: str) -> None:
    notes = fruits(indent=indent)
    notes.change(tmp_path, lambda noted: {**noted, "p1": Fruit("pear", ("a",))})
    assert (tmp_path / STATE / "fruits.json").read_text() == text
    assert notes.read(tmp_path) == {"p1": Fruit("pear", ("a",))}


def test_one_is_changed_where_it_is_noted(tmp_path: Path) -> None:
    """A plan of which nothing is noted gets no note."""
    notes = fruits()
    notes.change(tmp_path, lambda noted: {**noted, "p1": Fruit("pear")})
    change_one(notes, tmp_path, "P1", lambda fruit: replace(fruit, kind="plum"))
    change_one(notes, tmp_path, "P2", lambda fruit: replace(fruit, kind="fig"))
    assert notes.read(tmp_path) == {"p1": Fruit("plum")}


@pytest.mark.parametrize("text", FOREIGN)
def test_a_foreign_file_says_nothing(tmp_path: Path, text: str) -> None:
    (tmp_path / STATE).mkdir()
    for name in NAMES:
        (tmp_path / STATE / name).write_bytes(text.encode("latin-1"))
    assert read_papers(tmp_path) == {}
    assert noted_ids(tmp_path) == ()
    assert still_moved(Reading(Clinic("Example Clinic", "")), tmp_path, "P1") is None


def test_two_do_not_note_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "WAIT", 0.05)
    with fruits().alone(tmp_path), pytest.raises(BusyFolder):
        fruits().change(tmp_path, lambda noted: noted)
    with held(tmp_path, lock=tmp_path / STATE / "fruits.lock"):
        assert fruits().read(tmp_path) == {}
