"""What is in a mailbox and what is on paper never have one number and two texts."""

from __future__ import annotations

from datetime import UTC, datetime
from email import message_from_bytes
from email.message import Message
from io import BytesIO

import pikepdf
import pytest

from clinicplan.tasks import send as sending
from clinicplan.tasks.batch import Terms
from clinicplan.tasks.build import build
from clinicplan.tasks.manifest import read_manifest
from clinicplan.tasks.outbox import kept_letters, resolve
from clinicplan.tasks.papers import note, printed, read_papers
from clinicplan.tasks.ready import make_ready
from tests.handout.reading import pages_of_text
from tests.tasks.test_send import TODAY, Clinic, built, clinic

__all__ = ["built", "clinic"]

PLAN, OTHER = "HS-0417", "HS-0431"
NOW = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)


def printed_now(clinic: Clinic, plan: str = PLAN) -> bytes:
    """The plan's handout, made and opened for printing."""
    ready = make_ready(clinic.file, today=TODAY)
    build(ready, clinic.out, terms=Terms(TODAY), only=[plan])
    record = read_manifest(clinic.out).by_plan()[plan]
    (mine,) = [item for item in ready.reading.plans if item.id == plan]
    note(clinic.out, [printed(mine, now=NOW, sha256=record.sha256, own=ready.reading.own)])
    return (clinic.out / record.file).read_bytes()


def send_to(clinic: Clinic, *only: str) -> list[str]:
    return [outcome.plan for outcome in clinic.send(clinic.look(*only)[1], *only).outcomes]


def in_mailbox(clinic: Clinic, plan: str = PLAN, *, letter: int = 0) -> str:
    """What the handout in a letter says, the first one that the server took."""
    with kept_letters(clinic.out, computer=clinic.computer) as kept:
        password = [entry.password for entry in kept.entries if entry.plan == plan][-1]
    message: Message = message_from_bytes(clinic.server.bodies[letter])
    (pdf,) = [part.get_payload(decode=True) for part in message.walk()
              if part.get_content_type() == "application/pdf"]  # fmt: skip
    assert isinstance(pdf, bytes)
    opened = BytesIO()
    with pikepdf.open(BytesIO(pdf), password=password) as locked:
        locked.save(opened, encryption=False)
    return " ".join(pages_of_text(opened.getvalue()))


def versions(clinic: Clinic) -> dict[str, list[int]]:
    with kept_letters(clinic.out, computer=clinic.computer) as kept:
        found: dict[str, list[int]] = {}
        for entry in kept.entries:
            found.setdefault(entry.plan, []).append(entry.version)
        return found


def test_a_plan_that_was_printed_and_changed_goes_as_the_next_version(clinic: Clinic) -> None:
    given = printed_now(clinic)
    clinic.change("Note to the patient", "Another note than the one on paper.")
    assert send_to(clinic, PLAN, OTHER) == [PLAN, OTHER]
    assert versions(clinic) == {PLAN: [3], OTHER: [1]}  # and the bystander as it is
    said = in_mailbox(clinic)
    assert "version 3" in said
    assert "Another note than the one on paper." in said
    kept = clinic.out / "Earlier" / f"{PLAN} version 2, 2026-01-05.pdf"
    assert kept.read_bytes() == given
    assert clinic.look(PLAN)[0].letters == ()  # it is the version that has gone


def test_no_second_letter_goes_by_itself(clinic: Clinic) -> None:
    assert send_to(clinic, PLAN) == [PLAN]
    clinic.change("Note to the patient", "Another note.")
    (hold,) = clinic.look(PLAN)[0].sorting.holds
    assert (hold.reason, bool(hold.since)) == ("changed-since-sent", True)
    clinic.change("Version", "3")
    assert send_to(clinic, PLAN) == [PLAN]
    assert versions(clinic) == {PLAN: [2, 3]}
    first = clinic.out / "Earlier" / f"{PLAN} version 2, 2026-01-05.pdf"
    assert first.exists()


def test_a_letter_in_doubt_is_decided_first(clinic: Clinic) -> None:
    clinic.server.faults["", "dot"] = "close"
    send_to(clinic, PLAN)
    assert clinic.states() == {PLAN: "in doubt"}
    clinic.change("Note to the patient", "Another note.")
    assert [hold.reason for hold in clinic.look(PLAN)[0].sorting.holds] == ["in-doubt"]
    with kept_letters(clinic.out, computer=clinic.computer) as kept:
        resolve(kept, PLAN, decision="again")
    clinic.server.faults.clear()
    assert send_to(clinic, PLAN) == [PLAN]
    assert versions(clinic)[PLAN][-1] == 3


def test_what_a_letter_says_is_noted_before_it_leaves(
    clinic: Clinic, monkeypatch: pytest.MonkeyPatch
) -> None:
    noted: list[int] = []
    clinic.server.on_take = lambda count: noted.append(len(read_papers(clinic.out)))
    assert send_to(clinic, PLAN, OTHER) == [PLAN, OTHER]
    assert noted == [2, 2]

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    clinic.change("Version", "3")
    clinic.change("Note to the patient", "Something new.")
    monkeypatch.setattr(sending, "_deliver", killed)
    with pytest.raises(KeyboardInterrupt):
        send_to(clinic, PLAN)
    monkeypatch.undo()
    clinic.change("Note to the patient", "Another note.")  # nobody has version 3
    assert send_to(clinic, PLAN) == [PLAN]
    assert versions(clinic)[PLAN][-1] == 3
