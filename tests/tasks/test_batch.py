"""What is made, what stands, and what one bad plan costs: itself."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from multiprocessing import get_context
from pathlib import Path

import pytest

from clinicplan.plan import Plan
from clinicplan.tasks import batch, workers
from clinicplan.tasks.batch import Failed, Job, Outcome, Terms, jobs_for
from clinicplan.tasks.folder import Built, Roll, bring_up_to_date, gone
from clinicplan.tasks.manifest import State, read_manifest
from clinicplan.tasks.teams import Carry
from tests.fake_press import NAME, TODAY, FakePress, plan_of

LATER = date(2026, 12, 24)


def roll_of(plans: Sequence[Plan], *, refused: tuple[str, ...] = ()) -> Roll:
    ids = (*(plan.id for plan in plans), *refused)
    return Roll(len(ids), ids, tuple(plans), {}, "digest")


def by_hand(press: FakePress, folder: Path) -> Carry:
    """One after the other."""

    def carry(jobs: Sequence[Job], done: Callable[[Outcome], None]) -> None:
        batch.run(jobs, press=press, folder=folder, done=done)

    return carry


def build(
    folder: Path,
    *plans: Plan,
    press: FakePress | None = None,
    terms: Terms | None = None,
    only: tuple[str, ...] = (),
    refused: tuple[str, ...] = (),
) -> Built:
    press = press or FakePress()
    return bring_up_to_date(
        roll_of(plans, refused=refused),
        folder,
        press=press,
        terms=terms or Terms(TODAY),
        only=only,
        carry=by_hand(press, folder),
    )


def states(built: Built) -> dict[str, str]:
    return {record.plan: str(record.state) for record in built.manifest.records}


@pytest.mark.parametrize(
    ("goal", "code", "exit_code", "says"),
    [
        ("crash", "handout-crashed", 70, "ValueError in batch.py, line "),
        ("broken", "handout-broken", 70, "A prescription is missing."),
        ("template", "template-faulty", 4, "towel-stretch.toml lacks its name."),
    ],
)
def test_one_bad_plan_costs_only_itself(
    tmp_path: Path, goal: str, code: str, exit_code: int, says: str
) -> None:
    built = build(tmp_path, plan_of(1), plan_of(2, goal=goal), plan_of(3))
    assert states(built) == {"P1": "made", "P2": "failed", "P3": "made"}
    (failed,) = built.failed
    assert (failed.code, failed.exit_code) == (code, exit_code)
    assert says in failed.detail
    assert NAME not in failed.detail
    assert built.manifest.records[1].findings == (code,)
    assert not (tmp_path / "P2.pdf").exists()


def test_a_pdf_that_is_open_elsewhere_is_kept_and_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(tmp_path, plan_of(1), plan_of(2))
    before = (tmp_path / "P1.pdf").read_bytes()
    replace_file = Path.replace

    def locked(path: Path, target: Path) -> Path:
        if target.name == "P1.pdf":
            raise PermissionError(13, "Denied")
        return replace_file(path, target)

    monkeypatch.setattr(Path, "replace", locked)
    built = build(tmp_path, plan_of(1, version=2), plan_of(2, version=2))
    assert states(built) == {"P1": "failed", "P2": "made"}
    assert built.failed[0].code == "handout-in-use"
    assert "P1.pdf is open" in built.failed[0].detail
    assert [record.plan for record in built.older] == ["P1"]
    assert (tmp_path / "P1.pdf").read_bytes() == before
    monkeypatch.undo()
    again = build(tmp_path, plan_of(1, version=2), plan_of(2, version=2))
    assert states(again) == {"P1": "made", "P2": "unchanged"}


@pytest.mark.parametrize(
    ("second", "state", "issued"),
    [
        ({}, "unchanged", TODAY),
        ({"terms": Terms(LATER)}, "unchanged", TODAY),
        ({"terms": Terms(LATER, force=True)}, "made", TODAY),
        ({"terms": Terms(LATER, issued=LATER)}, "made", LATER),
        ({"terms": Terms(LATER, issued=TODAY)}, "unchanged", TODAY),
        ({"terms": Terms(LATER), "press": FakePress("harbour")}, "made", LATER),
    ],
)
def test_a_second_run_makes_only_what_changed(
    tmp_path: Path, second: dict[str, object], state: str, issued: date
) -> None:
    build(tmp_path, plan_of(1))
    built = build(tmp_path, plan_of(1), **second)  # type: ignore[arg-type]  # a table's keywords
    assert states(built) == {"P1": state}
    assert built.manifest.records[0].issued == issued.isoformat()


@pytest.mark.parametrize(
    ("plan", "state"),
    [
        (plan_of(1, version=2), "made"),
        (plan_of(1, email="sam@example.org"), "made"),
        (plan_of(1, goal="Walk"), "made"),
        (plan_of(1), "unchanged"),
    ],
)
def test_a_plan_that_changed_is_made_and_dated_anew(tmp_path: Path, plan: Plan, state: str) -> None:
    build(tmp_path, plan_of(1), plan_of(2))
    built = build(tmp_path, plan, plan_of(2), terms=Terms(LATER))
    assert states(built) == {"P1": state, "P2": "unchanged"}
    issued = {record.plan: record.issued for record in built.manifest.records}
    assert issued["P1"] == (LATER if state == "made" else TODAY).isoformat()
    assert issued["P2"] == TODAY.isoformat()


@pytest.mark.parametrize("harm", ["gone", "touched", "key lost", "newer program"])
def test_what_no_longer_stands_is_made_again_with_its_date(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, harm: str
) -> None:
    build(tmp_path, plan_of(1))
    before = (tmp_path / "P1.pdf").read_bytes()
    if harm == "gone":
        (tmp_path / "P1.pdf").unlink()
    elif harm == "touched":
        (tmp_path / "P1.pdf").write_bytes(before + b" ")
    elif harm == "key lost":
        (tmp_path / ".clinicplan" / "seal.key").unlink()
    else:
        monkeypatch.setattr(batch, "__version__", "99")
    built = build(tmp_path, plan_of(1), terms=Terms(LATER))
    assert states(built) == {"P1": "made"}
    assert (tmp_path / "P1.pdf").exists()
    if harm in ("gone", "touched"):
        assert (tmp_path / "P1.pdf").read_bytes() == before
    if harm == "newer program":
        assert built.manifest.records[0].issued == LATER.isoformat()


def test_only_some_plans(tmp_path: Path) -> None:
    build(tmp_path, plan_of(1), plan_of(2))
    changed = [plan_of(number, version=2) for number in (1, 2, 3)]
    built = build(tmp_path, *changed, only=("P2",))
    assert states(built) == {"P1": "waiting", "P2": "made", "P3": "waiting"}
    assert built.manifest.counts.rows == 3
    # What was not asked for is still known, and still due.
    assert states(build(tmp_path, *changed)) == {"P1": "made", "P2": "unchanged", "P3": "made"}


def test_refused_rows_count_and_their_older_handout_is_named(tmp_path: Path) -> None:
    build(tmp_path, plan_of(1), plan_of(2))
    built = build(tmp_path, plan_of(1), refused=("P2", "P3"))
    assert states(built) == {"P1": "unchanged", "P2": "failed", "P3": "failed"}
    assert [record.plan for record in built.older] == ["P2"]
    # Mended as it was before, it is the same handout.
    assert states(build(tmp_path, plan_of(1), plan_of(2))) == {"P1": "unchanged", "P2": "unchanged"}


def test_a_plan_that_left_the_workbook_keeps_its_handout(tmp_path: Path) -> None:
    build(tmp_path, plan_of(1), plan_of(2))
    for _ in range(2):
        built = build(tmp_path, plan_of(1))
        assert states(built) == {"P1": "unchanged", "P2": "gone"}
        assert [record.file for record in gone(built.manifest, tmp_path)] == ["P2.pdf"]
    assert built.manifest.counts.rows == 1
    assert (tmp_path / "P2.pdf").exists()
    assert states(build(tmp_path, plan_of(1), plan_of(2)))["P2"] == "unchanged"


@pytest.mark.parametrize("has_case", [True, False])
def test_an_id_typed_anew_is_called_gone_only_where_its_file_still_lies_there(
    tmp_path: Path, has_case: bool
) -> None:
    """On Windows p1.pdf is P1.pdf: nobody is told to delete the handout of today."""
    build(tmp_path, plan_of(1), plan_of(2))
    built = build(tmp_path, replace(plan_of(1), id="p1"), plan_of(2))
    if not has_case and not (tmp_path / "P1.pdf").samefile(tmp_path / "p1.pdf"):
        (tmp_path / "P1.pdf").unlink()
        os.link(tmp_path / "p1.pdf", tmp_path / "P1.pdf")  # one file under both names
    said = [record.file for record in gone(built.manifest, tmp_path)]
    assert said == (["P1.pdf"] if has_case else [])


def test_ctrl_c_keeps_what_is_done_and_the_manifest_says_so(tmp_path: Path) -> None:
    plans = [plan_of(1), plan_of(2, goal="interrupt"), plan_of(3)]
    built = build(tmp_path, *plans)
    assert built.stopped
    assert states(built) == {"P1": "made", "P2": "waiting", "P3": "waiting"}
    assert read_manifest(tmp_path) == built.manifest
    plans[1] = plan_of(2)
    assert states(build(tmp_path, *plans)) == {"P1": "unchanged", "P2": "made", "P3": "made"}


def test_nobody_is_named_in_the_folder(tmp_path: Path) -> None:
    plans = [plan_of(1), plan_of(2, goal="crash"), plan_of(3, email="sam@example.org")]
    build(tmp_path, *plans)
    for path in tmp_path.rglob("*"):
        assert "sam" not in path.name.casefold()
        assert path.is_dir() or b"sam" not in path.read_bytes().lower()


# Workers ---------------------------------------------------------------------------------


def processes() -> Executor:
    return ProcessPoolExecutor(2, mp_context=get_context("spawn"))


def jobs_of(plans: Sequence[Plan], folder: Path) -> tuple[Job, ...]:
    jobs, _ = jobs_for(
        plans, press=FakePress(), key=b"k", before={}, folder=folder, terms=Terms(TODAY)
    )
    return jobs


def outcomes(plans: Sequence[Plan], folder: Path, hire: workers.Hire) -> dict[str, Outcome]:
    found: list[Outcome] = []
    workers.run_with_workers(
        jobs_of(plans, folder),
        press=FakePress(),
        folder=folder,
        done=found.append,
        hire=hire,
        workers=2,
    )
    assert len(found) == len(plans)
    return {outcome.plan: outcome for outcome in found}


@pytest.mark.parametrize("hire", [processes, lambda: ThreadPoolExecutor(2)])
def test_workers_make_what_one_after_the_other_makes(tmp_path: Path, hire: workers.Hire) -> None:
    plans = [plan_of(number, goal="crash" * (number == 30)) for number in range(60)]
    alone: list[Outcome] = []
    batch.run(jobs_of(plans, tmp_path), press=FakePress(), folder=tmp_path, done=alone.append)
    assert outcomes(plans, tmp_path, hire) == {outcome.plan: outcome for outcome in alone}


def test_a_killed_worker_loses_only_the_plan_that_killed_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "CHUNK", 4)
    plans = [plan_of(number, goal="kill" * (number in (9, 33))) for number in range(40)]
    found = outcomes(plans, tmp_path, processes)
    failed = [outcome for outcome in found.values() if isinstance(outcome, Failed)]
    assert {outcome.plan: outcome.code for outcome in failed} == {
        "P9": "handout-killed",
        "P33": "handout-killed",
    }
    assert len(list(tmp_path.glob("*.pdf"))) == 38


def test_ctrl_c_with_workers_reports_what_was_under_way(tmp_path: Path) -> None:
    found: list[Outcome] = []

    def stop_after_first(outcome: Outcome) -> None:
        found.append(outcome)
        if len(found) == 1:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        workers.run_with_workers(
            jobs_of([plan_of(number) for number in range(500)], tmp_path),
            press=FakePress(),
            folder=tmp_path,
            done=stop_after_first,
            hire=lambda: ThreadPoolExecutor(2),
            workers=2,
        )
    made = {path.stem for path in tmp_path.glob("*.pdf")}
    assert {outcome.plan for outcome in found} == made
    assert len(made) < 500


def test_a_plan_that_is_unchanged_is_not_even_given_to_the_press(tmp_path: Path) -> None:
    built = build(tmp_path, plan_of(1))
    before = built.manifest.by_plan()
    jobs, unchanged = jobs_for(
        [plan_of(1), plan_of(2)],
        press=FakePress(),
        key=(tmp_path / ".clinicplan" / "seal.key").read_bytes(),
        before=before,
        folder=tmp_path,
        terms=Terms(LATER),
    )
    assert [job.plan.id for job in jobs] == ["P2"]
    assert unchanged == (replace(before["P1"], state=State.UNCHANGED),)
