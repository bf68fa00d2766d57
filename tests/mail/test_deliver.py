"""A run: what it does after each verdict, when it waits, when it stops, and that it resumes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from clinicplan.errors import UnsentMail
from clinicplan.mail.decide import resolve
from clinicplan.mail.deliver import (
    ChangedWorkbook,
    RefusedClinic,
    UnsteadyLink,
    UnwillingServer,
    deliver,
    pacer,
)
from clinicplan.mail.entry import Decision, State
from clinicplan.mail.folder import UNSENT, Drafts
from clinicplan.mail.outbox import Outbox, open_outbox
from clinicplan.mail.transport import Envelope, Receipt, Step, Verdict
from tests.mail.postroom import NOW, Recording, held_open, plan, posted, queue, run_of

FIVE = [plan(number) for number in range(1, 6)]


def states(outbox: Outbox) -> list[str]:
    return [entry.state for entry in outbox.entries()]


def answers(**verdicts: Verdict) -> Recording:
    """A transport that has these verdicts for plan IDs, and else takes all."""
    return Recording(lambda envelope: verdicts.get(envelope.plan, Verdict.SENT))


def test_each_letter_goes_to_its_own_patient_once(outbox: Outbox) -> None:
    letters = queue(FIVE, outbox)
    transport = Recording()
    posted(letters, outbox, transport)
    assert posted(letters, outbox, transport) == []
    assert [envelope.to for envelope in transport.sent] == [p.patient.email for p in FIVE]
    assert transport.closed
    assert states(outbox) == ["sent"] * 5


def test_the_same_command_goes_on_where_it_stopped(outbox: Outbox) -> None:
    letters = queue(FIVE, outbox)
    first = Recording()
    run = deliver(letters, run_of(outbox, first))
    next(run), next(run)
    run.close()
    second = Recording()
    posted(letters, outbox, second)
    assert [e.plan for e in first.sent + second.sent] == [p.id for p in FIVE]
    assert first.closed


@pytest.mark.parametrize(
    ("verdict", "state"),
    [
        (Verdict.LATER, "ready"),
        (Verdict.REFUSED, "refused"),
        (Verdict.IN_DOUBT, "in doubt"),
    ],
)
def test_one_letters_trouble_costs_no_other_letter(
    verdict: Verdict, state: str, outbox: Outbox
) -> None:
    posted(queue(FIVE, outbox), outbox, answers(P00003=verdict))
    assert states(outbox) == ["sent", "sent", state, "sent", "sent"]


def test_a_letter_in_doubt_is_not_repeated_until_somebody_decides(outbox: Outbox) -> None:
    letters = queue(FIVE[:1], outbox)
    entry = outbox.entry("P00001", 1)
    assert entry is not None
    before = outbox.data(entry)
    posted(letters, outbox, answers(P00001=Verdict.IN_DOUBT))
    again = Recording()
    posted(queue(FIVE[:1], outbox), outbox, again)
    assert again.sent == []
    resolve(outbox, "P00001", decision=Decision.AGAIN)
    posted(queue(FIVE[:1], outbox), outbox, again)
    assert [envelope.data for envelope in again.sent] == [before]


def test_it_waits_longer_and_longer_and_then_stops(outbox: Outbox) -> None:
    letters = queue(FIVE, outbox)
    waits: list[float] = []
    transport = Recording(lambda envelope: Verdict.LATER)
    run = run_of(outbox, transport, pause=waits.append)
    with pytest.raises(UnwillingServer, match="does not go on"):
        list(deliver(letters, run))
    assert waits == [5, 20, 80]
    assert states(outbox) == ["ready"] * 5


def test_a_letter_that_has_to_wait_is_tried_three_times_at_the_end(outbox: Outbox) -> None:
    tried: Counter[str] = Counter()

    def answer(envelope: Envelope) -> Verdict:
        tried[envelope.plan] += 1
        return Verdict.LATER if envelope.plan == "P00001" else Verdict.SENT

    posted(queue(FIVE, outbox), outbox, Recording(answer))
    assert tried == {"P00001": 3, "P00002": 1, "P00003": 1, "P00004": 1, "P00005": 1}


def test_two_doubts_in_a_row_stop_the_run(outbox: Outbox) -> None:
    with pytest.raises(UnsteadyLink):
        posted(queue(FIVE, outbox), outbox, Recording(lambda envelope: Verdict.IN_DOUBT))
    assert states(outbox) == ["in doubt", "in doubt", "ready", "ready", "ready"]


@pytest.mark.parametrize(
    ("step", "expected"),
    [
        (Step.SENDER, ["refused"] * 3 + ["ready"] * 2),
        (Step.DOT, ["refused"] * 3 + ["ready"] * 2),
        (Step.ADDRESS, ["refused"] * 5),
    ],
)
def test_a_server_that_refuses_the_clinic_is_not_asked_for_each_letter(
    step: Step, expected: list[str], outbox: Outbox
) -> None:
    transport = Recording(lambda envelope: Verdict.REFUSED, step=step)
    with suppress(RefusedClinic):
        posted(queue(FIVE, outbox), outbox, transport)
    assert states(outbox) == expected


def test_a_workbook_that_was_saved_meanwhile_stops_the_run(outbox: Outbox) -> None:
    letters = queue(FIVE, outbox)
    transport = Recording()
    run = run_of(outbox, transport, same_workbook=lambda: len(transport.sent) < 2)
    with pytest.raises(ChangedWorkbook, match="has changed"):
        list(deliver(letters, run))
    assert states(outbox) == ["sent", "sent", "ready", "ready", "ready"]


@pytest.mark.parametrize("error", [KeyboardInterrupt, MemoryError])
def test_whatever_ends_a_run_leaves_the_open_letter_in_doubt(
    error: type[BaseException], outbox: Outbox
) -> None:
    letters = queue(FIVE[:2], outbox)

    class Dies(Recording):
        def send(self, envelope: Envelope, *, commit: Callable[[], bool]) -> Receipt:
            commit()
            raise error

    with pytest.raises(error):
        posted(letters, outbox, Dies())
    assert states(outbox) == ["in doubt", "ready"]


def test_two_runs_at_once_send_nothing_twice(tmp_path: Path) -> None:
    """Two outboxes on one database, their letters interleaved."""
    with (
        open_outbox(tmp_path, now=lambda: NOW) as one,
        open_outbox(tmp_path, now=lambda: NOW) as two,
    ):
        letters = queue([plan(number) for number in range(40)], one)
        transport = Recording()
        runs = [
            deliver(letters, run_of(box, transport, name=name))
            for box, name in ((one, "a"), (two, "b"))
        ]
        while any(next(run, None) for run in runs):
            pass
        assert Counter(Counter(e.plan for e in transport.sent).values()) == {1: 40}
        assert set(states(one)) == {"sent"}


def test_the_pace_is_kept() -> None:
    now, slept = [100.0], list[float]()

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        now[0] += seconds

    pace = pacer(20, clock=lambda: now[0], sleep=sleep)
    pace()
    now[0] += 1
    pace()
    now[0] += 10
    pace()
    pace()
    assert slept == [2.0, 3.0]


def test_drafts_are_whole_files_that_open_as_unsent(outbox: Outbox, tmp_path: Path) -> None:
    folder = tmp_path / "drafts"
    folder.mkdir()
    posted(queue(FIVE[:2], outbox), outbox, Drafts(folder))
    assert sorted(path.name for path in folder.iterdir()) == ["P00001.eml", "P00002.eml"]
    assert all(path.read_bytes().startswith(UNSENT) for path in folder.iterdir())
    assert all(path.stat().st_mode & 0o777 == 0o600 for path in folder.iterdir())
    assert states(outbox) == ["saved", "saved"]


def test_a_draft_that_cannot_be_written_stays_ready(outbox: Outbox, tmp_path: Path) -> None:
    with pytest.raises(UnsentMail):
        posted(queue(FIVE, outbox), outbox, Drafts(tmp_path / "missing"))
    assert states(outbox) == [State.READY] * 5


def test_an_older_draft_that_a_mail_program_holds_keeps_the_new_one_out(
    outbox: Outbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else two lie there, the new one is told as not written, and somebody sends both."""
    (tmp_path / "p00001.eml").write_bytes(b"an older draft, its ID typed in small letters")
    with monkeypatch.context() as held:
        held.setattr(Path, "unlink", held_open)
        posted(queue(FIVE[:1], outbox), outbox, Drafts(tmp_path))
    assert [path.name for path in tmp_path.glob("*.eml")] == ["p00001.eml"]
    assert states(outbox) == [State.READY]
    posted(queue(FIVE[:1], outbox), outbox, Drafts(tmp_path))
    assert [path.name for path in tmp_path.glob("*.eml")] == ["P00001.eml"]
    assert states(outbox) == [State.SAVED]
