"""Two copies of a folder of handouts are opened before either sends -> nobody gets two letters."""

from __future__ import annotations

import shutil
from dataclasses import replace

import pytest

from clinicplan.mail.record import DoubtfulRecord, Record
from clinicplan.tasks.post import Post, at_the_outbox
from clinicplan.tasks.send import Sent, choose, send
from tests.tasks.test_send import LETTERS, PERSON, Clinic, built, clinic

__all__ = ["built", "clinic"]


def copy_of(clinic: Clinic) -> Clinic:
    """The clinic's folder with all that is in it, on the same computer; nothing has gone yet."""
    with at_the_outbox(clinic.prepare()):
        copy = clinic.folder.with_name("copy")
    shutil.copytree(clinic.folder, copy, ignore=shutil.ignore_patterns("home"))
    (copy / "home").symlink_to(clinic.folder / "home")
    return replace(clinic, folder=copy)


def send_from(post: Post) -> Sent:
    choice = choose(post, everyone=True)
    return send(post, choice, agreed=choice.count, person=PERSON)


def gone(sent: Sent) -> list[str]:
    return [outcome.plan for outcome in sent.outcomes if outcome.receipt.verdict == "sent"]


def test_two_copies_that_wait_for_the_same_morning(clinic: Clinic) -> None:
    """Each had looked while nothing had gone from either; the outboxes have one name."""
    copy = copy_of(clinic)
    with at_the_outbox(clinic.prepare()) as one, at_the_outbox(copy.prepare()) as other:
        first, second = send_from(one), send_from(other)
    assert (gone(first), gone(second)) == (LETTERS, [])
    assert isinstance(second.stop, DoubtfulRecord)
    assert second.stop.code == "older"
    assert len(clinic.server.accepted) == len(LETTERS)
    with pytest.raises(DoubtfulRecord), at_the_outbox(copy.prepare()):
        pass
    assert clinic.look()[1].letters == ()


def test_two_copies_that_hand_over_at_the_very_same_moment(
    clinic: Clinic, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither sees the other when it looks: the ledger lets one of them go, for good."""
    copy = copy_of(clinic)
    with (
        monkeypatch.context() as unseen,
        at_the_outbox(clinic.prepare()) as one,
        at_the_outbox(copy.prepare()) as other,
    ):
        unseen.setattr(Record, "trouble", lambda record: "")
        first, second = send_from(one), send_from(other)
    assert (gone(first), gone(second)) == (LETTERS, [])
    with pytest.raises(DoubtfulRecord), at_the_outbox(copy.prepare()):
        pass
    assert len(clinic.server.accepted) == len(LETTERS)
