"""A letter that is sent once more -> what left before is still known, and opened, at any moment."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from clinicplan.mail.bounces import Bounce, apply
from clinicplan.mail.entry import Decision, State, unsettled
from clinicplan.mail.ledger import open_ledger
from clinicplan.mail.letter import message_stem
from clinicplan.mail.outbox import Outbox, open_outbox
from clinicplan.mail.tables import FILE
from clinicplan.mail.transport import Receipt, Step, Verdict
from clinicplan.tasks.papers import each_sending
from tests.mail.postroom import NOW
from tests.mail.test_kill import environment, needs_strace

SEALS = {"one": "aa" * 16, "two": "bb" * 16}
Told = list[tuple[int, str, str]]


def go(outbox: Outbox, version: int, word: str, verdict: Verdict = Verdict.SENT) -> None:
    """A letter locked with this word is queued and handed over."""
    data = f"{version} {word}".encode()
    outbox.put("P1", version, seal=SEALS[word], data=data, password=word)
    entry = outbox.entry("P1", version)
    assert entry
    assert outbox.claim(entry, run="a")
    outbox.settle(entry, Receipt(verdict, Step.DOT, 250), run="a")


def again(outbox: Outbox, decision: Decision = Decision.AGAIN) -> None:
    assert outbox.decide("P1", decision)


def told(outbox: Outbox) -> Told:
    """Each time that a letter left."""
    return [(one.version, str(one.state), one.password) for one in each_sending(outbox.history())]


def opened_by(outbox: Outbox) -> set[str]:
    return {entry.password for entry in outbox.passwords.all()}


def test_a_later_version_leaves_the_first_letter_known(outbox: Outbox) -> None:
    go(outbox, 1, "one")
    again(outbox)
    assert told(outbox) == [(1, "sent", "one")]  # it has not left a second time yet
    go(outbox, 2, "two")
    assert told(outbox) == [(1, "sent", "one"), (2, "sent", "two")]
    assert [entry.version for entry in outbox.entries()] == [2]
    assert opened_by(outbox) == {"one", "two"}


def test_one_version_that_was_sent_three_times_is_there_three_times(outbox: Outbox) -> None:
    for _ in range(2):
        go(outbox, 1, "one")
        again(outbox)
    go(outbox, 1, "one")
    assert told(outbox) == [(1, "sent", "one")] * 3
    assert len(outbox.entries()) == 1


def test_a_row_that_was_typed_over_meanwhile_keeps_the_first_ones_password(outbox: Outbox) -> None:
    go(outbox, 1, "one")
    again(outbox)
    go(outbox, 1, "two")
    assert told(outbox) == [(1, "sent", "one"), (1, "sent", "two")]
    assert opened_by(outbox) == {"one", "two"}


def test_a_letter_that_came_back_is_known_when_another_takes_its_place(outbox: Outbox) -> None:
    go(outbox, 1, "one")
    assert outbox.came_back("P1", 1, code=550)
    go(outbox, 1, "two")
    states = [(one.state, one.password) for one in outbox.history()]
    assert states == [(State.RETURNED, "one"), (State.SENT, "two")]


@pytest.mark.parametrize(
    ("verdict", "back", "state"),
    [(Verdict.IN_DOUBT, False, "in doubt"), (Verdict.SAVED, False, "in doubt"),
     (Verdict.IN_DOUBT, True, "returned")],
)  # fmt: skip
def test_what_was_not_to_be_sent_and_then_is(
    verdict: Verdict, back: bool, state: str, outbox: Outbox
) -> None:
    """It counts once, as what it was: nobody said that it had not left."""
    go(outbox, 1, "one", verdict)
    if back:
        assert outbox.came_back("P1", 1, code=550)
    again(outbox, Decision.DROP)
    for decision in (Decision.AGAIN, Decision.DROP, Decision.AGAIN):
        again(outbox, decision)
    assert [str(one.state) for one in outbox.history()] == [state, "ready"]


def test_a_letter_that_never_left_is_no_past_one(outbox: Outbox) -> None:
    for _ in range(2):
        go(outbox, 1, "one", Verdict.REFUSED)
        again(outbox)
    assert [one.state for one in outbox.history()] == [State.READY]
    assert told(outbox) == []


def test_nobody_must_decide_about_what_is_past(outbox: Outbox) -> None:
    go(outbox, 1, "one", Verdict.IN_DOUBT)
    again(outbox)
    go(outbox, 1, "one")
    assert unsettled(outbox.history()) == ()
    assert told(outbox) == [(1, "in doubt", "one"), (1, "sent", "one")]


@pytest.mark.parametrize("then", [1, 2])
def test_a_report_finds_the_letter_that_it_is_about(
    then: int, outbox: Outbox, tmp_path: Path
) -> None:
    """The first one came back, whoever's letter has gone under its number since."""
    go(outbox, 1, "one")
    again(outbox)
    go(outbox, then, "two")
    report = Bounce("report", message_stem(SEALS["one"]), 550)
    with open_ledger(tmp_path / "home", now=lambda: NOW) as ledger:
        assert apply([report], outbox, ledger) == ("P1",)
        assert apply([report], outbox, ledger) == ()
    assert [(one.state, one.password) for one in outbox.history()] == [
        (State.RETURNED, "one"), (State.SENT, "two")
    ]  # fmt: skip


def test_the_sheet_has_what_is_out_until_it_is_deleted(outbox: Outbox) -> None:
    def sheet(*, kept: bool) -> list[str]:
        rows = outbox.passwords.for_sheet(kept=kept)
        outbox.passwords.on_sheet(rows)
        return [row.password for row in rows]

    go(outbox, 1, "one")
    assert sheet(kept=False) == ["one"]
    again(outbox)
    go(outbox, 2, "two")
    assert sheet(kept=True) == ["one", "two"]
    assert sheet(kept=False) == []


def older(folder: Path) -> Path:
    """The outbox as the program before left it: decided again, and without past sendings."""
    with open_outbox(folder, now=lambda: NOW) as outbox:
        go(outbox, 1, "one")
        again(outbox)
        outbox.put("P2", 1, seal="s", data=b"never left", password="other")
    with sqlite3.connect(folder / FILE) as base:
        base.execute("drop table sendings")
    base.close()
    return folder


def test_an_older_outbox_keeps_what_opens_a_letter_that_is_to_go_again(tmp_path: Path) -> None:
    older(tmp_path)
    for _ in range(2):
        with open_outbox(tmp_path, now=lambda: NOW) as outbox:
            assert told(outbox) == [(1, "in doubt", "one")]
    with open_outbox(tmp_path, now=lambda: NOW) as outbox:
        go(outbox, 2, "two")
        assert opened_by(outbox) == {"one", "two", "other"}


PROGRAM = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from clinicplan.mail.entry import Decision
from clinicplan.mail.outbox import open_outbox
from clinicplan.mail.transport import Receipt, Step, Verdict
folder, what, version, seal = sys.argv[1:]
with open_outbox(Path(folder), now=lambda: datetime(2026, 11, 21, tzinfo=UTC)) as outbox:
    if what == "again":
        assert outbox.decide("P1", Decision.AGAIN)
    outbox.put("P1", int(version), seal=seal, data=b"two", password="two")
    entry = outbox.entry("P1", int(version))
    assert outbox.claim(entry, run="a")
    outbox.settle(entry, Receipt(Verdict.SENT, Step.DOT, 250), run="a")
"""
"""Sends a letter once more. Nothing of the tests is imported: each call of that is traced, too."""

CALLS = ("pwrite64", "fsync", "fdatasync", "unlink", "ftruncate", "rename")


def struck(folder: Path, *more: str, call: str, number: int) -> bool:
    """Run the program, killed at this system call; False where it ended before."""
    ended = subprocess.run(
        ["strace", "-f", "-qq", "-o", "/dev/null", "-e", f"trace={call}",
         "-e", f"inject={call}:signal=KILL:when={number}",
         sys.executable, "-c", PROGRAM, str(folder), *more],
        env=environment(), check=False, capture_output=True,
    )  # fmt: skip
    assert ended.returncode in (0, -9, 137), ended.stderr
    return ended.returncode != 0


@needs_strace
@pytest.mark.parametrize(("what", "version"), [("again", "1"), ("again", "2"), ("older", "2")])
def test_killed_at_any_system_call(what: str, version: str, tmp_path: Path) -> None:
    """The first letter is known once, with what opens it; the second at most once."""
    first, points = tmp_path / "first", 0
    if what == "older":
        older(first)
    else:
        with open_outbox(first, now=lambda: NOW) as outbox:
            go(outbox, 1, "one")
    for call in CALLS:
        for number in range(1, 99):
            shutil.copytree(first, now := tmp_path / f"{call}{number}")
            if not struck(now, what, version, SEALS["two"], call=call, number=number):
                break
            points += 1
            with open_outbox(now, now=lambda: NOW) as outbox:
                outbox.doubt()
                found = told(outbox)
                assert found[0][::2] == (1, "one"), (call, number, found)
                assert [one[::2] for one in found[1:]] in ([], [(int(version), "two")])
                assert "one" in opened_by(outbox)
    assert points > 10
