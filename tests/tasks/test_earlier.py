"""A handout that is replaced is kept: that of this very version, as it was made."""

from __future__ import annotations

import hashlib
import os
from dataclasses import replace
from pathlib import Path

import pytest

from clinicplan.tasks.batch import Terms
from clinicplan.tasks.build import build
from clinicplan.tasks.earlier import FOLDER, earlier_handouts, keep_earlier
from clinicplan.tasks.manifest import Manifest, Record, State, read_manifest, write_manifest
from clinicplan.tasks.ready import Ready
from tests.tasks.test_change import PLAN, TODAY, ready, ready_in

__all__ = ["ready"]

GIVEN = b"%PDF version 2"


def folder_of(tmp_path: Path, *, version: int = 2, content: bytes = GIVEN) -> Path:
    """A folder of handouts with one of this version, and what the manifest says of it."""
    (tmp_path / "P-1.pdf").write_bytes(content)
    digest = hashlib.sha256(GIVEN).hexdigest()
    record = Record("P-1", State.MADE, "P-1.pdf", sha256=digest, version=version)
    write_manifest(Manifest(records=(record,)), tmp_path)
    return tmp_path


def test_the_handout_is_kept_beside_no_other(tmp_path: Path) -> None:
    folder = folder_of(tmp_path)
    path = keep_earlier(folder, "P-1", version=2)
    assert path == folder / FOLDER / "P-1 version 2.pdf"
    assert path.read_bytes() == GIVEN
    assert earlier_handouts(folder, "P-1") == {2: path}
    assert earlier_handouts(folder, "P-10") == earlier_handouts(folder, "P") == {}
    assert keep_earlier(folder, "P-1", version=2) == path
    assert len(list((folder / FOLDER).iterdir())) == 1
    if os.name == "posix":
        assert path.stat().st_mode & 0o777 == 0o600
        assert path.parent.stat().st_mode & 0o777 == 0o700


def test_another_one_of_the_same_version_is_kept_beside_it(tmp_path: Path) -> None:
    folder = folder_of(tmp_path)
    first = keep_earlier(folder, "P-1", version=2)
    record = read_manifest(folder).records[0]
    (folder / "P-1.pdf").write_bytes(b"%PDF anew")
    digest = hashlib.sha256(b"%PDF anew").hexdigest()
    write_manifest(Manifest(records=(replace(record, sha256=digest),)), folder)
    second = keep_earlier(folder, "P-1", version=2)
    assert first
    assert second
    assert first.read_bytes() == GIVEN
    assert second.read_bytes() == b"%PDF anew"
    assert second.name == "P-1 version 2, 2.pdf"


@pytest.mark.parametrize("name", ["another version", "another file", "no file", "no plan",
                                  "no manifest", "damaged", "an older program"])  # fmt: skip
def test_what_is_not_that_handout_is_not_kept(tmp_path: Path, name: str) -> None:
    folder, plan, version = folder_of(tmp_path), "P-1", 2
    if name == "another version":
        version = 1
    elif name == "another file":
        folder_of(tmp_path, content=b"%PDF of somebody else")
    elif name == "no file":
        (folder / "P-1.pdf").unlink()
    elif name == "no plan":
        plan = "P-2"
    elif name == "no manifest":
        (folder / "manifest.json").unlink()
    elif name == "damaged":
        (folder / "manifest.json").write_text("{")
    elif name == "an older program":
        folder_of(tmp_path, version=0)
    assert keep_earlier(folder, plan, version=version) is None
    assert not (folder / FOLDER).exists()


def test_no_run_takes_it_for_a_handout(ready: Ready) -> None:
    folder = ready.file.parent / "plans"
    build(ready, folder, terms=Terms(TODAY), only=[PLAN])
    record = read_manifest(folder).by_plan()[PLAN]
    assert record.version == 2
    path = keep_earlier(folder, PLAN, version=2)
    assert path
    before = path.read_bytes()
    run = build(ready, folder, terms=Terms(TODAY, force=True), only=[PLAN])
    assert [record.file for record in run.handouts([PLAN])] == [f"{PLAN}.pdf"]
    files = [record.file for record in read_manifest(folder).records]
    assert not any(FOLDER in name for name in files)
    assert path.read_bytes() == before


def test_a_manifest_of_before_learns_the_version(tmp_path: Path) -> None:
    ready = ready_in(tmp_path)
    folder = ready.file.parent / "plans"
    build(ready, folder, terms=Terms(TODAY), only=[PLAN])
    manifest = read_manifest(folder)
    old = tuple(replace(record, version=0) for record in manifest.records)
    write_manifest(replace(manifest, records=old), folder)
    build(ready, folder, terms=Terms(TODAY), only=[PLAN])
    assert read_manifest(folder).by_plan()[PLAN].version == 2
