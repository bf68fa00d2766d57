"""One run in one edition: its own folder, and nothing of it among what is sent."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pytest

from clinicplan.plan import Plan
from clinicplan.tasks import batch
from clinicplan.tasks.batch import Job, Outcome, Terms
from clinicplan.tasks.folder import Built, OtherEdition, Roll, bring_up_to_date
from clinicplan.tasks.manifest import NAME, read_manifest
from tests.fake_press import TODAY, FakePress, Page, plan_of

PLANS = (plan_of(1), replace(plan_of(2), edition="giant-print"))
NORMAL, LARGE, GREY = (Terms(TODAY, edition=name) for name in ("", "large-print", "greyscale"))


@dataclass(frozen=True, slots=True)
class EditionPress(FakePress):
    """Prints nothing but a plan's edition."""

    def print(self, plan: Plan, *, issued: date, seal: str) -> Page:
        return Page(plan.edition.encode())


def build(folder: Path, terms: Terms) -> Built:
    press = EditionPress()

    def carry(jobs: Sequence[Job], done: Callable[[Outcome], None]) -> None:
        batch.run(jobs, press=press, folder=folder, done=done)

    roll = Roll(2, ("P1", "P2"), PLANS, {}, "digest")
    return bring_up_to_date(roll, folder, press=press, terms=terms, carry=carry)


def printed(folder: Path) -> list[str]:
    return [(folder / f"P{number}.pdf").read_text() for number in (1, 2)]


@pytest.mark.parametrize(
    ("terms", "made"),
    [
        (NORMAL, ["standard", "giant-print"]),
        (LARGE, ["large-print", "large-print"]),
        (GREY, ["greyscale", "greyscale"]),
    ],
)
def test_a_run_makes_what_the_rows_say_or_one_edition(
    tmp_path: Path, terms: Terms, made: list[str]
) -> None:
    assert build(tmp_path, terms).manifest.counts.made == 2
    assert printed(tmp_path) == made
    assert read_manifest(tmp_path).edition == terms.edition
    assert build(tmp_path, terms).manifest.counts.unchanged == 2


@pytest.mark.parametrize(("first", "then"), [(NORMAL, LARGE), (LARGE, NORMAL), (LARGE, GREY)])
def test_a_folder_never_holds_two_kinds(tmp_path: Path, first: Terms, then: Terms) -> None:
    build(tmp_path, first)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir() if path.is_file()}
    with pytest.raises(OtherEdition) as error:
        build(tmp_path, then)
    assert error.value.exit_code == 2
    assert {name: (tmp_path / name).read_bytes() for name in before} == before


def test_a_manifest_of_an_earlier_clinicplan_is_of_no_edition(tmp_path: Path) -> None:
    build(tmp_path, NORMAL)
    manifest = tmp_path / NAME
    said = manifest.read_text("utf-8").replace('"edition": ""', '"later": ""')
    manifest.write_text(said, "utf-8")
    assert build(tmp_path, NORMAL).manifest.counts.unchanged == 2
