"""The outbox: each change of state happens once, and only from the state that it may."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from clinicplan.errors import UsageError
from clinicplan.mail.decide import resolve, resolve_all
from clinicplan.mail.entry import Decision, Entry, State, unsettled
from clinicplan.mail.outbox import Outbox, open_outbox
from clinicplan.mail.tables import DamagedOutbox
from clinicplan.mail.transport import Receipt, Step, Verdict
from tests.mail.postroom import NOW, held_open


def put(outbox: Outbox, *, seal: str = "s", data: bytes = b"letter", version: int = 1) -> Entry:
    outbox.put("P1", version, seal=seal, data=data)
    entry = outbox.entry("P1", version)
    assert entry is not None
    return entry


def settled(outbox: Outbox, verdict: Verdict) -> Entry:
    """A letter that was claimed, and then had this verdict."""
    entry = put(outbox)
    assert outbox.claim(entry, run="a")
    outbox.settle(entry, Receipt(verdict, Step.DOT, 250), run="a")
    found = outbox.entry("P1", 1)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("verdict", "state"),
    [
        (Verdict.SENT, State.SENT),
        (Verdict.SAVED, State.SAVED),
        (Verdict.LATER, State.READY),
        (Verdict.REFUSED, State.REFUSED),
        (Verdict.IN_DOUBT, State.IN_DOUBT),
        (Verdict.TAKEN, State.SENDING),
    ],
)
def test_a_verdict_settles_a_claimed_letter(
    verdict: Verdict, state: State, outbox: Outbox
) -> None:
    assert settled(outbox, verdict).state is state


@pytest.mark.parametrize(
    "verdict", [Verdict.SENT, Verdict.SAVED, Verdict.REFUSED, Verdict.IN_DOUBT]
)
def test_a_settled_letter_cannot_be_claimed(verdict: Verdict, outbox: Outbox) -> None:
    assert not outbox.claim(settled(outbox, verdict), run="b")


def test_one_of_two_runs_gets_a_letter(tmp_path: Path) -> None:
    with (
        open_outbox(tmp_path, now=lambda: NOW) as one,
        open_outbox(tmp_path, now=lambda: NOW) as two,
    ):
        entry = put(one)
        assert [one.claim(entry, run="a"), two.claim(entry, run="b")] == [True, False]
        two.settle(entry, Receipt(Verdict.REFUSED, Step.ADDRESS, 550), run="b")
        assert [item.state for item in one.entries()] == [State.SENDING]


def test_a_changed_letter_cannot_be_claimed_by_its_old_row(outbox: Outbox) -> None:
    old = put(outbox, data=b"old")
    put(outbox, data=b"new")
    assert not outbox.claim(old, run="a")


@pytest.mark.parametrize(
    ("verdict", "seal", "replaced"),
    [
        (Verdict.LATER, "s", True),
        (Verdict.REFUSED, "s", False),
        (Verdict.REFUSED, "other", True),
        (Verdict.SENT, "other", False),
        (Verdict.SAVED, "other", False),
        (Verdict.IN_DOUBT, "other", False),
        (Verdict.TAKEN, "other", False),
    ],
)
def test_what_may_take_a_letters_place(
    verdict: Verdict, seal: str, replaced: bool, outbox: Outbox
) -> None:
    settled(outbox, verdict)
    assert outbox.put("P1", 1, seal=seal, data=b"new") is replaced


def test_a_new_version_takes_the_place_of_one_that_has_not_left(outbox: Outbox) -> None:
    put(outbox, version=1)
    put(outbox, version=2)
    assert [entry.version for entry in outbox.entries()] == [2]


def test_what_was_being_sent_when_the_run_was_killed_is_in_doubt(outbox: Outbox) -> None:
    entry = put(outbox)
    outbox.claim(entry, run="killed")
    assert outbox.doubt(run="another") == 0
    assert outbox.doubt() == 1
    assert [item.state for item in outbox.entries()] == [State.IN_DOUBT]


def test_a_slow_run_may_still_settle_what_another_put_in_doubt(outbox: Outbox) -> None:
    entry = put(outbox)
    outbox.claim(entry, run="slow")
    outbox.doubt()
    outbox.settle(entry, Receipt(Verdict.SENT, Step.DOT, 250), run="slow")
    assert [item.state for item in outbox.entries()] == [State.SENT]


@pytest.mark.parametrize("damage", [b"", b"other"])
def test_bytes_that_are_not_what_was_queued_are_not_given_out(
    damage: bytes, outbox: Outbox, tmp_path: Path
) -> None:
    entry = put(outbox)
    assert outbox.data(entry) == b"letter"
    next(tmp_path.rglob("*.eml")).write_bytes(damage)
    assert outbox.data(entry) == b""


@pytest.mark.parametrize(
    ("verdict", "decision", "state"),
    [
        (Verdict.REFUSED, "drop", State.DROPPED),
        (Verdict.IN_DOUBT, "drop", State.DROPPED),
        (Verdict.LATER, "drop", State.DROPPED),
        (Verdict.IN_DOUBT, "sent", State.SENT),
        (Verdict.IN_DOUBT, "again", State.READY),
        (Verdict.REFUSED, "again", State.READY),
        (Verdict.SENT, "again", State.READY),
        (Verdict.SAVED, "sent", State.SENT),
        (Verdict.SAVED, "again", State.READY),
    ],
)
def test_decisions(verdict: Verdict, decision: str, state: State, outbox: Outbox) -> None:
    settled(outbox, verdict)
    resolve(outbox, "P1", decision=Decision(decision))
    assert [entry.state for entry in outbox.entries()] == [state]


@pytest.mark.parametrize("plan", ["P1", "P2"])
def test_a_decision_that_nothing_waits_for_is_refused(plan: str, outbox: Outbox) -> None:
    put(outbox)
    with pytest.raises(UsageError, match="No letter") as caught:
        resolve(outbox, plan, decision=Decision.AGAIN)
    assert "clinicplan outbox" in caught.value.remedy


def test_a_letter_in_doubt_keeps_its_bytes_and_a_sent_one_does_not(
    outbox: Outbox, tmp_path: Path
) -> None:
    entry = settled(outbox, Verdict.IN_DOUBT)
    outbox.sweep()
    assert outbox.data(entry) == b"letter"
    resolve(outbox, "P1", decision=Decision.SENT)
    outbox.sweep()
    assert not list(tmp_path.rglob("*.eml"))


def test_a_letter_that_another_program_reads_is_swept_the_next_time(
    outbox: Outbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On Windows it cannot be deleted then: what became of the letters is told all the same."""
    settled(outbox, Verdict.SENT)
    with monkeypatch.context() as held:
        held.setattr(Path, "unlink", held_open)
        outbox.sweep()
    assert list(tmp_path.rglob("*.eml"))
    outbox.sweep()
    assert not list(tmp_path.rglob("*.eml"))


def test_the_first_password_of_a_plan_stays(outbox: Outbox) -> None:
    assert outbox.passwords.of("P1") == ""
    assert outbox.passwords.keep("P1", "one") == "one"
    assert outbox.passwords.keep("P1", "two") == "one"


def test_it_is_private_and_survives_a_power_cut(outbox: Outbox, tmp_path: Path) -> None:
    base = sqlite3.connect(tmp_path / "state" / "outbox.sqlite3")
    assert base.execute("pragma journal_mode").fetchone() == ("delete",)
    base.close()
    assert outbox._base.execute("pragma synchronous").fetchone() == (3,)
    assert (tmp_path / "state" / "outbox.sqlite3").stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "state").stat().st_mode & 0o777 == 0o700


def test_a_damaged_outbox_is_never_taken_for_an_empty_one(tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir()
    (tmp_path / "outbox.sqlite3").write_bytes(b"not a database, for certain" * 100)
    with pytest.raises(DamagedOutbox) as caught, open_outbox(tmp_path, now=lambda: NOW):
        pass
    assert "Do not delete" in caught.value.remedy


def rows(outbox: Outbox) -> dict[tuple[str, int], State]:
    return {(entry.plan, entry.version): entry.state for entry in outbox.entries()}


def fated(outbox: Outbox, plan: str, verdict: Verdict, *, version: int = 1) -> None:
    """A letter that was handed over, and what became of it."""
    outbox.put(plan, version, seal=f"{plan} {version}", data=f"{plan} {version}".encode())
    entry = outbox.entry(plan, version)
    assert entry
    outbox.claim(entry, run="a")
    outbox.settle(entry, Receipt(verdict, Step.ADDRESS, 550), run="a")


@pytest.mark.parametrize(
    ("state", "decision", "after"),
    [
        (State.REFUSED, Decision.AGAIN, State.READY),
        (State.REFUSED, Decision.DROP, State.DROPPED),
        (State.RETURNED, Decision.DROP, State.DROPPED),
    ],
)
def test_letters_of_a_state_are_settled_together(
    state: State, decision: Decision, after: State, outbox: Outbox
) -> None:
    for number in range(4):
        sent = state is State.RETURNED or number == 3
        fated(outbox, f"P{number}", Verdict.SENT if sent else Verdict.REFUSED)
    if state is State.RETURNED:
        for number in range(3):
            assert outbox.came_back(f"P{number}", 1, code=550)
    assert resolve_all(outbox, state, decision=decision) == ("P0", "P1", "P2")
    assert set(rows(outbox).values()) == {after, State.SENT}
    with pytest.raises(UsageError, match="No letter is"):
        resolve_all(outbox, state, decision=decision)


def test_what_somebody_must_see_to(outbox: Outbox) -> None:
    fated(outbox, "P1", Verdict.REFUSED)
    fated(outbox, "P2", Verdict.REFUSED)
    fated(outbox, "P2", Verdict.SENT, version=2)  # the newer version went
    fated(outbox, "P3", Verdict.IN_DOUBT)
    fated(outbox, "P4", Verdict.SENT)
    fated(outbox, "P5", Verdict.REFUSED)
    fated(outbox, "p5", Verdict.SENT)  # the ID was typed anew, and its letter went
    assert [entry.plan for entry in unsettled(outbox.entries())] == ["P1", "P3"]


def test_a_letter_that_the_workbook_no_longer_lets_go_is_taken_out(outbox: Outbox) -> None:
    put(outbox)
    assert outbox.withdraw(["P1", "P2"]) == ("P1",)
    assert rows(outbox) == {("P1", 1): State.WITHDRAWN}
    outbox.sweep()
    entry = put(outbox, data=b"once more")
    assert entry.state is State.READY
    assert outbox.claim(entry, run="a")


@pytest.mark.parametrize(
    ("verdict", "came", "state"),
    [
        (Verdict.SENT, True, State.RETURNED),
        (Verdict.IN_DOUBT, True, State.RETURNED),
        (Verdict.SAVED, True, State.RETURNED),
        (Verdict.REFUSED, False, State.REFUSED),
        (Verdict.LATER, False, State.READY),
    ],
)
def test_only_what_has_gone_can_come_back(
    verdict: Verdict, came: bool, state: State, outbox: Outbox
) -> None:
    settled(outbox, verdict)
    assert outbox.came_back("P1", 1, code=550) is came
    assert rows(outbox) == {("P1", 1): state}


def test_a_letter_that_failed_our_own_check_may_be_made_anew(outbox: Outbox) -> None:
    entry = put(outbox)
    outbox.settle(entry, Receipt(Verdict.REFUSED, Step.CHECK), run="a")
    assert outbox.put("P1", 1, seal="s", data=b"mended")


def test_a_password_goes_with_its_patient_and_not_with_a_plan_id(outbox: Outbox) -> None:
    """Rows are typed over: who gets the ID of somebody else's plan gets another password."""
    sam = ("name sam sample", "born 1950-01-02", "at sam@example.org")
    assert outbox.passwords.keep("P1", "one", sam) == "one"
    for known in (
        ("name sam simple", "born 1950-01-02", "at sam@example.org"),  # a slip is corrected
        ("name sam sample", "at sam@new.example"),
        ("name sam married", "at sam@example.org"),
    ):
        assert outbox.passwords.of("P1", known) == "one"
    pat = ("name pat pattern", "born 1960-03-04", "at pat@example.org")
    assert outbox.passwords.of("P1", pat) == ""
    assert outbox.passwords.keep("P1", "two", pat) == "two"
    assert (outbox.passwords.of("P1", sam), outbox.passwords.of("P1", pat)) == ("one", "two")
    assert outbox.passwords.of("P2", sam) == "one"


@pytest.mark.parametrize(
    ("owners", "password"),
    [
        (("name sam sample", "born 1950-01-02", "at sam@new.example"), "one"),
        (("name sam sample", "born 1950-01-02"), "one"),
        (("name sam sample", "at sam@example.org"), "one"),
        (("name sam sample", "born 1980-05-06", "at sam@example.org"), ""),  # father and son
        (("name pat sample", "born 1950-01-02", "at sam@example.org"), ""),
        (("name sam sample",), ""),
        ((), ""),
    ],
)
def test_a_patient_has_one_password_in_all_plans(
    owners: tuple[str, ...], password: str, outbox: Outbox
) -> None:
    outbox.passwords.keep("P1", "one", ("name sam sample", "born 1950-01-02", "at sam@example.org"))
    assert outbox.passwords.of("P2", owners) == password


def test_a_password_of_before_is_the_patients_who_asks_first(outbox: Outbox) -> None:
    outbox.passwords.keep("P1", "one")
    assert outbox.passwords.keep("P1", "two", ("name sam sample",)) == "one"
    assert outbox.passwords.keep("P1", "two", ("name pat pattern",)) == "two"
