"""A handout that somebody has on paper is kept before another one takes its place."""

from __future__ import annotations

import hashlib
import os
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from clinicplan import files
from clinicplan.tasks.batch import Terms
from clinicplan.tasks.build import Run, build
from clinicplan.tasks.earlier import FOLDER, earlier_handouts, keep, keep_replaced, name_of
from clinicplan.tasks.manifest import read_manifest, write_manifest
from clinicplan.tasks.papers import Paper, note, printed, take_back
from clinicplan.tasks.ready import Ready
from tests.tasks.samples import PLAN, TODAY

GIVEN = b"%PDF version 2"
NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
NAMES = {hashlib.sha256(GIVEN).hexdigest(): "P-1 version 2, 2026-11-21"}


def test_what_was_given_out_is_kept_beside_no_other(tmp_path: Path) -> None:
    (tmp_path / "P-1.pdf").write_bytes(GIVEN)
    path = keep_replaced(tmp_path, "P-1.pdf", NAMES, by=b"%PDF version 3")
    assert path == tmp_path / FOLDER / "P-1 version 2, 2026-11-21.pdf"
    assert path.read_bytes() == GIVEN
    assert [(item.version, item.path) for item in earlier_handouts(tmp_path, "P-1")] == [(2, path)]
    assert earlier_handouts(tmp_path, "P-10") == earlier_handouts(tmp_path, "P") == ()
    assert keep_replaced(tmp_path, "P-1.pdf", NAMES, by=b"%PDF version 3") == path
    assert len(list((tmp_path / FOLDER).iterdir())) == 1
    if os.name == "posix":
        assert path.stat().st_mode & 0o777 == 0o600
        assert path.parent.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize("name", ["the same again", "nobody has it", "no file"])
def test_what_need_not_be_kept_is_not(tmp_path: Path, name: str) -> None:
    if name != "no file":
        (tmp_path / "P-1.pdf").write_bytes(b"%PDF x" if name == "nobody has it" else GIVEN)
    by = GIVEN if name == "the same again" else b"%PDF version 3"
    assert keep_replaced(tmp_path, "P-1.pdf", NAMES, by=by) is None
    assert not (tmp_path / FOLDER).exists()


def test_two_of_one_name_lie_side_by_side(tmp_path: Path) -> None:
    for content in (b"one", b"two", b"one"):
        keep(tmp_path, "P-1 version 2, 2026-11-21", content)
    assert [(item.path.name, item.version) for item in earlier_handouts(tmp_path, "P-1")] == [
        ("P-1 version 2, 2026-11-21.pdf", 2), ("P-1 version 2, 2026-11-21, 2.pdf", 2)
    ]  # fmt: skip


def test_names_of_before_are_understood(tmp_path: Path) -> None:
    (tmp_path / FOLDER).mkdir()
    for name in ("P-1 version 2.pdf", "P-1 version 2, 2.pdf", "P-1 version x.pdf", "P-1.pdf"):
        (tmp_path / FOLDER / name).write_bytes(GIVEN)
    assert [item.version for item in earlier_handouts(tmp_path, "P-1")] == [2, 2]


def given(ready: Ready, folder: Path, *, only: tuple[str, ...] = (PLAN,)) -> bytes:
    """The plan's handout, made and opened for printing."""
    build(ready, folder, terms=Terms(TODAY), only=only)
    records = read_manifest(folder).by_plan()
    plans = {plan.id: plan for plan in ready.reading.plans}
    note(folder, [printed(plans[id_], now=NOW, sha256=records[id_].sha256) for id_ in only])
    return (folder / f"{PLAN}.pdf").read_bytes()


def changed(ready: Ready) -> Ready:
    """The workbook with other weeks in the plan, as somebody types them in Excel."""
    plans = tuple(
        replace(plan, weeks=plan.weeks + 1) if plan.id == PLAN else plan
        for plan in ready.reading.plans
    )
    return replace(ready, reading=replace(ready.reading, plans=plans))


def again(ready: Ready, folder: Path) -> Run:
    return build(ready, folder, terms=Terms(TODAY))


def test_whatever_replaces_it_a_handout_that_was_given_out_is_kept(ready: Ready) -> None:
    folder = ready.file.parent / "plans"
    was = given(ready, folder)
    again(ready, folder)
    assert not (folder / FOLDER).exists()  # the same bytes, and nobody has the other plans
    again(changed(ready), folder)
    (kept,) = (folder / FOLDER).iterdir()
    assert kept.name == f"{PLAN} version 2, 2026-11-21.pdf"
    assert kept.read_bytes() == was != (folder / f"{PLAN}.pdf").read_bytes()


@pytest.mark.parametrize("is_noted", [True, False])
def test_an_id_typed_anew_writes_over_nothing_where_names_have_no_case(
    ready: Ready, is_noted: bool
) -> None:
    """On Windows hs-0417.pdf is HS-0417.pdf, which somebody has on paper."""
    folder = ready.file.parent / "plans"
    was = given(ready, folder)
    if not is_noted:  # an older program has not noted which file it was
        note(folder, [(PLAN, Paper(2, NOW.isoformat()))])
        take_back(folder, [PLAN], time=NOW.isoformat())
        note(folder, [(PLAN, Paper(2, NOW.isoformat()))])
    os.link(folder / f"{PLAN}.pdf", folder / f"{PLAN.lower()}.pdf")  # one file under both names
    anew = tuple(replace(plan, id=plan.id.lower()) if plan.id == PLAN else plan
                 for plan in changed(ready).reading.plans)  # fmt: skip
    origins = {PLAN.lower(): ready.reading.origins[PLAN], **ready.reading.origins}
    again(replace(ready, reading=replace(ready.reading, plans=anew, origins=origins)), folder)
    kept = earlier_handouts(folder, PLAN)
    assert [item.path.read_bytes() for item in kept] == [was]
    assert kept == earlier_handouts(folder, PLAN.lower())


def test_a_run_that_is_killed_between_the_two_loses_nothing(
    ready: Ready, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = ready.file.parent / "plans"
    was, whole = given(ready, folder), files.write_whole

    def killed_at(name: str) -> None:
        def write(path: Path, content: bytes) -> None:
            if path.name == name:
                raise KeyboardInterrupt
            whole(path, content)

        monkeypatch.setattr(files, "write_whole", write)
        monkeypatch.setattr("clinicplan.tasks.earlier.write_whole", write)
        monkeypatch.setattr("clinicplan.tasks.manifest.write_whole", write)
        monkeypatch.setattr("clinicplan.tasks.folder._carry_out", _carried)

    def _carried(jobs, outcomes, carry) -> bool:  # type: ignore[no-untyped-def]  # as there
        carry(jobs, lambda outcome: outcomes.__setitem__(outcome.plan, outcome))
        return False

    new = changed(ready)
    for name in (f"{PLAN} version 2, 2026-11-21.pdf", f"{PLAN}.pdf", "manifest.json"):
        killed_at(name)
        with pytest.raises(KeyboardInterrupt):
            again(new, folder)
        monkeypatch.undo()
        lying = {path.read_bytes() for path in (folder, *folder.glob(FOLDER))
                 for path in path.glob("*.pdf")}  # fmt: skip
        assert was in lying
    again(new, folder)
    assert [path.read_bytes() for path in (folder / FOLDER).iterdir()] == [was]


def test_where_it_cannot_be_kept_it_is_not_replaced(ready: Ready) -> None:
    folder = ready.file.parent / "plans"
    was = given(ready, folder)
    (folder / FOLDER).write_text("a file where the folder would be")
    run = again(changed(ready), folder)
    assert [failed.plan for failed in run.built.failed] == [PLAN]
    assert (folder / f"{PLAN}.pdf").read_bytes() == was
    assert run.built.manifest.counts.made == len(ready.reading.plans) - 1  # no other is held up


def test_what_an_older_program_has_noted_is_kept_by_its_version(ready: Ready) -> None:
    folder = ready.file.parent / "plans"
    was = given(ready, folder)
    (folder / ".clinicplan" / "printed.json").write_text(
        f'{{"{PLAN}": {{"version": 2, "time": "{NOW.isoformat()}", "digest": "", "program": ""}}}}'
    )
    again(changed(ready), folder)
    assert [path.read_bytes() for path in (folder / FOLDER).iterdir()] == [was]


def test_half_a_file_of_a_killed_run_goes(ready: Ready) -> None:
    folder = ready.file.parent / "plans"
    (folder / FOLDER).mkdir(parents=True)
    (folder / FOLDER / ".P-1 version 2.pdf.x.part").write_bytes(b"half")
    again(ready, folder)
    assert list((folder / FOLDER).iterdir()) == []


def test_the_name_says_plan_version_and_day() -> None:
    paper = Paper(12, "2026-11-21T23:30:00+01:00")
    assert name_of("HS-0417", paper) == "HS-0417 version 12, 2026-11-21"


def test_no_run_takes_it_for_a_handout(ready: Ready) -> None:
    folder = ready.file.parent / "plans"
    build(ready, folder, terms=Terms(TODAY), only=[PLAN])
    assert read_manifest(folder).by_plan()[PLAN].version == 2
    before = (folder / f"{PLAN}.pdf").read_bytes()
    path = keep(folder, f"{PLAN} version 2, 2026-11-21", before)
    run = build(ready, folder, terms=Terms(TODAY, force=True), only=[PLAN])
    assert [record.file for record in run.handouts([PLAN])] == [f"{PLAN}.pdf"]
    files = [record.file for record in read_manifest(folder).records]
    assert not any(FOLDER in name for name in files)
    assert path.read_bytes() == before


def test_a_manifest_of_before_learns_the_version(ready: Ready) -> None:
    folder = ready.file.parent / "plans"
    build(ready, folder, terms=Terms(TODAY), only=[PLAN])
    manifest = read_manifest(folder)
    old = tuple(replace(record, version=0) for record in manifest.records)
    write_manifest(replace(manifest, records=old), folder)
    build(ready, folder, terms=Terms(TODAY), only=[PLAN])
    assert read_manifest(folder).by_plan()[PLAN].version == 2
