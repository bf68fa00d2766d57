"""A half-typed plan is a file for its owner's eyes, and belongs to one workbook."""

from __future__ import annotations

import errno
import json
import os
import stat
from dataclasses import replace
from datetime import date, datetime, time
from pathlib import Path

import pytest

from clinicplan.errors import UnwritableFile
from clinicplan.files import BusyFolder, held
from clinicplan.tasks import drafts
from clinicplan.tasks.began import Began
from clinicplan.tasks.drafts import (
    Home,
    Unsaved,
    discard,
    drafts_folder,
    home_of,
    is_at_home,
    is_lost,
    keep,
    read_drafts,
    read_one,
)
from clinicplan.workbook.xlsx.grid import Formatted, Struck, Trouble

HOME = Home("/clinic/clinic.xlsx", "Harbour Steps")
MIRA = Unsaved({"plan_id": ("HS-0438",), "first_name": ("Mira",), "goals": ("Walk\nSwim",)}, HOME)


BEGAN = Began(
    {"weeks": 6, "born": date(1961, 3, 14), "note": "Walk\nSwim \ud800", "consent": True},
    (
        {"dose": Trouble("cell-formula", "=1"), "reps": Formatted(0.5, "0%"), "hold": 2.5},
        {"side": Struck("left"), "sets": Struck(Formatted(3, "0")), "rest": time(0, 1)},
        {"days": datetime.fromisoformat("2026-11-21T09:00")},
        {},
    ),
)
"""Cells of every kind."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return drafts_folder(tmp_path / "clinic.xlsx")


@pytest.mark.parametrize(
    "draft",
    [
        MIRA,
        replace(MIRA, waits=True, said="The disk is full."),
        replace(MIRA, changes="HS-0417", base="abc"),
        replace(MIRA, changes="HS-0417", base="abc", began=BEGAN),
        replace(MIRA, fields={}),
        replace(MIRA, fields={"exercise": ("a", "b"), "note": ("\u202e \U0001f9b6 \ud800", "")}),
    ],
)
def test_what_was_typed_is_there_again(folder: Path, draft: Unsaved) -> None:
    kept = keep(folder, draft)
    assert kept == replace(draft, number=1)
    assert read_one(folder, 1) == kept
    assert read_drafts(folder).kept == (kept,)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_it_is_its_owners_only_and_no_name_is_in_a_name(folder: Path) -> None:
    keep(folder, MIRA)
    assert [stat.S_IMODE(path.stat().st_mode) for path in (folder.parent, folder)] == [0o700] * 2
    assert {path.name for path in folder.iterdir()} - {"lock"} == {"1.json"}
    assert stat.S_IMODE((folder / "1.json").stat().st_mode) == 0o600


def test_each_has_a_number_of_its_own_and_keeps_it(folder: Path) -> None:
    one, two = keep(folder, MIRA), keep(folder, replace(MIRA, waits=True))
    assert (one.number, two.number) == (1, 2)
    again = keep(folder, replace(one, said="x"))
    assert [item.number for item in read_drafts(folder).kept] == [1, 2]
    assert read_one(folder, 1) == again
    discard(folder, 1)
    discard(folder, 1)
    assert keep(folder, MIRA).number == 3


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"\xff\xfe",
        b"[" * 100_000,
        json.dumps({"form": 2}).encode(),
        json.dumps({"form": 1, "fields": {"a": "b"}}).encode(),
        json.dumps({"form": 1, "fields": {"a": [1]}, "home": {"file": "", "clinic": ""}}).encode(),
    ],
)
def test_a_damaged_one_costs_nothing_but_itself(folder: Path, content: bytes) -> None:
    good = keep(folder, MIRA)
    (folder / "2.json").write_bytes(content)
    (folder / "Mira.json").write_bytes(content)  # not ours
    found = read_drafts(folder)
    assert found.kept == (good,)
    assert found.damaged == (2,)
    assert keep(folder, MIRA).number == 3
    discard(folder, 2)
    assert read_drafts(folder).damaged == ()


def test_cells_keep_their_kind(folder: Path) -> None:
    kept = keep(folder, replace(MIRA, began=BEGAN))
    again = read_one(folder, kept.number)
    assert again
    assert repr(again.began) == repr(BEGAN)  # True is 1, and 3.0 is 3


@pytest.mark.parametrize(
    "began",
    [None, [], "x", {}, {"patient": {}}, {"patient": [], "exercises": []},
     {"patient": {"weeks": None}, "exercises": []}, {"patient": {"weeks": ["date"]},
     "exercises": []}, {"patient": {"born": ["date", "soon"]}, "exercises": []},
     {"patient": {"note": ["struck", ["trouble", "a", "b"]]}, "exercises": []},
     {"patient": {"note": ["formatted", [], "0"]}, "exercises": []},
     {"patient": {"note": [["date"], "a"]}, "exercises": []}],
)  # fmt: skip
def test_without_cells_it_is_as_one_of_an_older_program(folder: Path, began: object) -> None:
    keep(folder, replace(MIRA, changes="HS-0417", base="abc", began=BEGAN))
    said = json.loads((folder / "1.json").read_bytes())
    (folder / "1.json").write_text(json.dumps({**said, "began": began}))
    kept = read_one(folder, 1)
    assert kept == replace(MIRA, changes="HS-0417", base="abc", number=1)


def test_there_are_none_where_there_is_no_folder(folder: Path) -> None:
    assert read_drafts(folder) == drafts.Drafts()
    assert not folder.exists()


def test_what_was_left_half_written_is_taken_away(folder: Path) -> None:
    keep(folder, MIRA)
    (folder / ".1.json.abc.part").write_bytes(b"Mir")
    keep(folder, MIRA)
    assert not list(folder.glob(".*.part"))


def test_a_full_disk_is_said_and_the_draft_before_stays(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = keep(folder, MIRA)

    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(UnwritableFile, match="the disk is full"):
        keep(folder, replace(kept, waits=True))
    assert read_one(folder, 1) == kept


def test_another_desk_that_writes_is_waited_for(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(folder, MIRA)
    monkeypatch.setattr(drafts, "WAIT", 0.05)
    with held(folder, lock=folder / "lock"), pytest.raises(BusyFolder):
        keep(folder, MIRA)
    assert keep(folder, MIRA).number == 2


@pytest.mark.parametrize(
    ("file", "clinic", "at_home", "lost"),
    [
        ("clinic.xlsx", "Harbour Steps", True, False),
        ("clinic.xlsx", "Another clinic", False, True),
        ("other.xlsx", "Harbour Steps", False, False),
        ("copy/clinic.xlsx", "Harbour Steps", False, False),
    ],
    ids=["the same", "another of its name", "another beside it", "a copy of the folder"],
)
def test_a_draft_belongs_to_one_workbook(
    tmp_path: Path, file: str, clinic: str, at_home: bool, lost: bool
) -> None:
    (tmp_path / "clinic.xlsx").write_bytes(b"x")
    draft = replace(MIRA, home=home_of(tmp_path / "clinic.xlsx", clinic="Harbour Steps"))
    here = home_of(tmp_path / file, clinic=clinic)
    assert is_at_home(draft, here) is at_home
    assert is_lost(draft, here) is lost


def test_a_moved_folder_has_lost_drafts(tmp_path: Path) -> None:
    draft = replace(MIRA, home=home_of(tmp_path / "gone" / "clinic.xlsx", clinic="Harbour Steps"))
    here = home_of(tmp_path / "clinic.xlsx", clinic="Harbour Steps")
    assert not is_at_home(draft, here)
    assert is_lost(draft, here)
