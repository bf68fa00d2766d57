"""Whether a change makes a new version: who has the one that is there, and what they read."""

from __future__ import annotations

from dataclasses import replace

import pytest

from clinicplan.desk import given as given_module
from clinicplan.desk.given import given
from clinicplan.desk.pages import Pages
from clinicplan.desk.rows import Standing
from clinicplan.desk.versions import given_out, next_version, versions_of
from clinicplan.mail.entry import Entry, State
from clinicplan.plan import Plan
from clinicplan.tasks.papers import Way, in_letter, note, printed, read_papers
from tests.desk.windows import Running

QUIET = Standing("quiet", "Opened for printing today, 12:00. E-mail saved as a draft")
DRAFT = "E-mail saved as a draft"
OLDER = Standing("look", "E-mail draft is older than the last change")


def plan_of(own: Running) -> Plan:
    """HS-0417, whose version in the workbook is 2."""
    return own.desk.view.checked.reading.plans[0]  # type: ignore[union-attr]  # read


def letter(state: State, version: int = 2, plan: str = "HS-0417") -> Entry:
    return Entry(plan, version, state, "seal", "digest", "", 0, 1, "2026-11-20T09:00:00+00:00")


@pytest.mark.parametrize(
    ("letters", "version"),
    [
        ([], 2),
        ([letter(State.SENT)], 3),
        ([letter(State.SAVED)], 3),
        ([letter(State.IN_DOUBT)], 3),
        ([letter(State.SENDING)], 3),
        ([letter(State.READY)], 2),
        ([letter(State.REFUSED)], 2),
        ([letter(State.RETURNED)], 2),
        ([letter(State.WITHDRAWN)], 2),
        ([replace(letter(State.READY), gone=True)], 3),  # in doubt once, to be sent again
        ([replace(letter(State.DROPPED), gone=True)], 3),
        ([replace(letter(State.RETURNED), gone=True)], 2),
        ([letter(State.SENT, 1)], 2),
        ([letter(State.SENT, 1), letter(State.SENT, 4)], 5),
        ([letter(State.SENT, plan="HS-0431")], 2),
    ],
)
def test_a_letter_that_has_left_makes_a_new_version(
    own: Running, monkeypatch: pytest.MonkeyPatch, letters: list[Entry], version: int
) -> None:
    monkeypatch.setattr(own.desk, "letters", lambda: tuple(letters))
    assert next_version(own.desk, replace(plan_of(own), weeks=9)) == version


def test_what_is_on_paper_makes_a_new_version_if_it_says_something_else(own: Running) -> None:
    plan = plan_of(own)
    patient = replace(plan.patient, email="s@example.net", consent=False)
    note(own.desk.folder, [printed(plan, now=own.clock())])
    for changed, version in (
        (replace(plan, patient=patient, password="apple-pear-plum"), 2),
        (replace(plan, weeks=9), 3),
        (replace(plan, patient=replace(plan.patient, last_name="Samples")), 3),
        (replace(plan, version=3, weeks=9), 3),
    ):
        assert next_version(own.desk, changed) == version


def test_each_version_is_listed_once_with_its_last_time(own: Running) -> None:
    plan, folder = plan_of(own), own.desk.folder
    for version, sha256 in ((1, "a"), (2, "b"), (2, "b"), (2, "c"), (2, "c"), (2, "c")):
        note(folder, [printed(replace(plan, version=version), now=own.clock(), sha256=sha256)])
        own.clock.forward(minutes=1)
    assert [item.version for item in read_papers(folder)[plan.id]] == [1, 2, 2, 2, 2]
    assert set(given_out(own.desk, plan.id)) == {1, 2}
    shown = list(versions_of(Pages(own.desk), plan.id, now_at=2, standing=None, made=plan))
    assert [(each.number, each.is_now, [paper.printed[11:16] for paper in each.given])
            for each in shown] == [
        (2, False, ["12:05", "12:02"]), (1, False, ["12:00"])
    ]  # fmt: skip
    other = replace(plan, weeks=9)
    shown = list(versions_of(Pages(own.desk), plan.id, now_at=3, standing=None, made=other))
    assert [(each.number, each.is_now, each.given[0].address) for each in shown[:2]] == [
        (3, True, "/plan/HS-0417/handout.pdf"), (2, False, "")
    ]  # fmt: skip


def test_a_version_is_one_however_it_went_and_whatever_is_not_the_plan(
    own: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Printed, saved as a draft, and then the address and the clinic's phone were others."""
    plan, now = plan_of(own), own.clock()
    patient = replace(plan.patient, email="s@example.net")
    sent = in_letter(plan, now=now, sha256="b", seal="old")
    note(own.desk.folder, [printed(plan, now=now, sha256="a"), sent])
    monkeypatch.setattr(own.desk, "letters", lambda: (replace(letter(State.SAVED), seal="old"),))
    for seal, standing, said in (
        ("old", QUIET, [DRAFT, "Opened for printing today, 12:00"]),
        ("new", OLDER, [OLDER.text, DRAFT, "Opened for printing today, 12:00"]),
    ):
        monkeypatch.setattr(given_module, "_seals", lambda folder, seal=seal: {plan.id: seal})
        changed = replace(plan, patient=patient)
        found = given([changed], own.desk.folder, letters=own.desk.letters(), now=now,
                      words=own.desk.catalogue)[plan.id]  # fmt: skip
        assert found == standing
        (one,) = versions_of(Pages(own.desk), plan.id, now_at=2, standing=found, made=changed)
        assert one.number == 2
        assert not one.is_now
        assert sorted(paper.standing.text for paper in one.given if paper.standing) == sorted(said)


def test_what_an_older_program_kept_is_understood(own: Running) -> None:
    file = own.desk.folder / ".clinicplan" / "printed.json"
    file.parent.mkdir(parents=True)
    first = '{"version": 2, "time": "2026-11-20T09:00:00+00:00", "digest": "d", "program": "0.1"}'
    for noted in (first, f"[{first}]"):
        file.write_text(f'{{"HS-0417": {noted}}}')
        (paper,) = read_papers(own.desk.folder)["HS-0417"]
        assert (paper.version, paper.says, paper.way) == (2, "", Way.PRINTED)


def test_nobody_hears_of_a_paper_that_never_was(own: Running) -> None:
    window = own.window()
    page = window.get("/plan/HS-0431").text
    assert "of version 1, as it is now" in page
    assert "as it was given out" not in page
    window.post("/print", {"plan": "HS-0431"})
    page = window.get("/plan/HS-0431").text
    assert "of version 1, as it was given out" in page
    assert "as it is now" not in page
