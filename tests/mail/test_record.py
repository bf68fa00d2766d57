"""The record of what was sent survives being emptied, copied, moved and cut, or refuses."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from clinicplan.mail.deliver import deliver
from clinicplan.mail.entry import Decision, State
from clinicplan.mail.ledger import FILE, KEY_FILE, DamagedLedger, Letter, open_ledger
from clinicplan.mail.outbox import Outbox, open_outbox
from clinicplan.mail.record import MARK, open_record, read_mark
from clinicplan.mail.tables import DamagedOutbox
from clinicplan.mail.transport import Receipt, Step, Verdict
from tests.mail.postroom import NOW, Recording, plan, queue, run_of

PLANS = [plan(1), plan(2)]


def sent(folder: Path, home: Path, *, plans: int = 2) -> tuple[str, list[str]]:
    """What the record says, and which letters go out from this folder."""
    with open_record(folder / ".clinicplan", home, now=lambda: NOW) as record:
        if trouble := record.trouble():
            return trouble, []
        transport = Recording()
        going = [item for item in PLANS[:plans] if record.trace(item) is None]
        letters = queue(going, record.outbox)
        for _ in deliver(letters, run_of(record.outbox, transport, witness=record)):
            pass
        return "", [envelope.plan for envelope in transport.sent]


def emptied(folder: Path) -> Path:
    (folder / ".clinicplan" / "outbox.sqlite3").write_bytes(b"")
    return folder


def deleted(folder: Path) -> Path:
    (folder / ".clinicplan" / "outbox.sqlite3").unlink()
    return folder


def log_left_behind(folder: Path) -> Path:
    base = folder / ".clinicplan" / "outbox.sqlite3"
    base.with_name("outbox.sqlite3-wal").write_bytes(b"\x37\x7f\x06\x82" + bytes(28))
    base.unlink()
    return folder


def all_deleted(folder: Path) -> Path:
    shutil.rmtree(folder / ".clinicplan")
    return folder


def another(folder: Path) -> Path:
    return folder.with_name("another")


def renamed(folder: Path) -> Path:
    return folder.rename(folder.with_name("renamed"))


def copied(folder: Path) -> Path:
    return Path(shutil.copytree(folder, folder.with_name("copy")))


def copied_without_hidden(folder: Path) -> Path:
    hidden = shutil.ignore_patterns(".*")
    return Path(shutil.copytree(folder, folder.with_name("copy"), ignore=hidden))


def copied_without_mark(folder: Path) -> Path:
    (folder / ".clinicplan" / MARK).unlink()
    return folder


def mark_cut(folder: Path) -> Path:
    (folder / ".clinicplan" / MARK).write_bytes(b'{"outbox": "')
    return folder


@pytest.mark.parametrize(
    ("change", "trouble"),
    [
        (lambda folder: folder, ""),
        (emptied, "emptied"),
        (deleted, "emptied"),
        (log_left_behind, "emptied"),
        (mark_cut, "emptied"),
        (all_deleted, ""),
        (another, ""),
        (renamed, ""),
        (copied, ""),
        (copied_without_hidden, ""),
        (copied_without_mark, ""),
    ],
)
def test_nothing_is_sent_again_because_a_file_has_moved(
    change: Callable[[Path], Path], trouble: str, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    assert sent(tmp_path / "plans", home) == ("", ["P00001", "P00002"])
    assert sent(change(tmp_path / "plans"), home) == (trouble, [])


@pytest.mark.parametrize("size", [100, 512, 1024, 4096, 8192, 12288, 16384, 20480])
def test_a_cut_outbox_is_never_taken_for_an_empty_one(size: int, tmp_path: Path) -> None:
    sent(tmp_path / "plans", tmp_path / "home")
    path = tmp_path / "plans" / ".clinicplan" / "outbox.sqlite3"
    path.write_bytes(path.read_bytes()[:size])
    with suppress(DamagedOutbox):
        assert sent(tmp_path / "plans", tmp_path / "home")[1] == []


def test_a_copy_that_has_fallen_behind_sends_nothing(tmp_path: Path) -> None:
    home = tmp_path / "home"
    sent(tmp_path / "plans", home, plans=1)
    old = copied(tmp_path / "plans")
    assert sent(tmp_path / "plans", home) == ("", ["P00002"])
    assert sent(old, home) == ("older", [])


@pytest.mark.parametrize("has_lost", [False, True])
def test_another_computer_sends_nothing_from_this_folder(has_lost: bool, tmp_path: Path) -> None:
    home = tmp_path / "home"
    sent(tmp_path / "plans", home, plans=1)
    if has_lost:
        shutil.rmtree(home)
    else:
        home = tmp_path / "another home"
    assert sent(tmp_path / "plans", home) == ("computer", [])


def test_a_computer_that_took_over_goes_on_and_the_other_one_stops(tmp_path: Path) -> None:
    ours, theirs = tmp_path / "ours", tmp_path / "theirs"
    sent(tmp_path / "plans", ours, plans=1)
    with open_record(tmp_path / "plans" / ".clinicplan", theirs, now=lambda: NOW) as record:
        record.take_over()
        assert record.trouble() == ""
    assert sent(tmp_path / "plans", theirs) == ("", ["P00002"])
    assert sent(tmp_path / "plans", ours) == ("computer", [])


@pytest.mark.parametrize("change", [emptied, deleted])
def test_taking_over_an_emptied_record_still_sends_nothing_twice(
    change: Callable[[Path], Path], tmp_path: Path
) -> None:
    home = tmp_path / "home"
    sent(tmp_path / "plans", home, plans=1)
    folder = change(tmp_path / "plans")
    with open_record(folder / ".clinicplan", home, now=lambda: NOW) as record:
        record.take_over()
    assert sent(folder, home) == ("", ["P00002"])


def test_two_folders_at_once_send_a_letter_once(tmp_path: Path) -> None:
    """Both have sorted before either sends: the ledger decides at the last moment."""
    home, transports = tmp_path / "home", [Recording(), Recording()]
    with (
        open_record(tmp_path / "a", home, now=lambda: NOW) as one,
        open_record(tmp_path / "b", home, now=lambda: NOW) as two,
    ):
        for record, transport in zip((one, two), transports, strict=True):
            letters = queue(PLANS, record.outbox)
            runs = run_of(record.outbox, transport, witness=record)
            outcomes = list(deliver(letters, runs))
        assert {outcome.receipt.verdict for outcome in outcomes} == {Verdict.TAKEN}
        assert {entry.state for entry in two.outbox.entries()} == {State.READY}
    assert [len(transport.sent) for transport in transports] == [2, 0]


def test_who_cannot_know_says_so(tmp_path: Path) -> None:
    with open_record(tmp_path / "a", tmp_path / "home", now=lambda: NOW) as record:
        assert record.knows_nothing()
    sent(tmp_path / "plans", tmp_path / "home")
    with open_record(tmp_path / "b", tmp_path / "home", now=lambda: NOW) as record:
        assert not record.knows_nothing()


LETTER = Letter("P1", 2, "Sam Sample", "sam@example.org")


@pytest.mark.parametrize(
    ("asked", "reason"),
    [
        (LETTER, "sent-elsewhere"),
        (replace(LETTER, name="SAM  Sample", address="Sam@Example.org"), "sent-elsewhere"),
        (replace(LETTER, name="Sam Simple"), "changed-elsewhere"),
        (replace(LETTER, address="sam@example.net"), "changed-elsewhere"),
        (replace(LETTER, version=1), "newer-elsewhere"),
        (replace(LETTER, version=3), ""),
        (replace(LETTER, plan="p1"), "sent-elsewhere"),  # its ID was typed anew
        (replace(LETTER, plan="p1", name="Sam Simple"), "changed-elsewhere"),
        (replace(LETTER, plan="p1", version=1), "newer-elsewhere"),
        (replace(LETTER, plan="P2"), ""),
        (replace(LETTER, name="Kim Other", address="kim@example.org"), ""),
    ],
)
def test_what_the_ledger_knows_again(asked: Letter, reason: str, tmp_path: Path) -> None:
    with open_ledger(tmp_path, now=lambda: NOW) as ledger:
        assert ledger.claim(LETTER, outbox="one", count=1)
        ledger.keep(LETTER, outbox="one", state=State.SENT)
        trace = ledger.trace(asked, outbox="two", own=())
        assert (trace.reason if trace else "") == reason
        assert ledger.trace(asked, outbox="one", own=(asked.version, 2)) is None
        assert ledger.claim(asked, outbox="two", count=1) is not bool(reason)


SAID = replace(LETTER, says="all that it says")


@pytest.mark.parametrize(
    ("asked", "is_held"),
    [
        (replace(SAID, plan="P2"), True),
        (replace(SAID, plan="P2", name="Sam Simple", address="sam@example.net"), True),
        (replace(SAID, plan="P2", version=1), True),
        (replace(SAID, plan="P2", version=3), False),  # somebody has decided
        (replace(SAID, plan="P2", says="all that another says"), False),
        (replace(SAID, plan="P2", says=""), False),
    ],
)
def test_the_very_same_letter_is_known_again_under_another_id(
    asked: Letter, is_held: bool, tmp_path: Path
) -> None:
    """Two programs at once, too: the later finds it when it is about to leave."""
    with open_ledger(tmp_path, now=lambda: NOW) as ledger:
        ledger.claim(SAID, outbox="one", count=1)
        trace = ledger.trace(asked, outbox="two", own=())
        assert (trace.reason if trace else "") == "another-id-elsewhere" * is_held
        assert ledger.trace(asked, outbox="one", own=()) is None  # its own outbox knows better
        assert ledger.claim(asked, outbox="two", count=1) is not is_held
        ledger.release(SAID.plan, SAID.version, outbox="one")  # it came back
        ledger.release(asked.plan, asked.version, outbox="two")
        assert ledger.claim(asked, outbox="two", count=2)


@pytest.mark.parametrize(
    ("then", "now"), [("P1-a", "p1-A"), ("HS-1", "hs-1"), ("hs-1", "HS-1"), ("HS-1", "Hs-1")]
)
def test_an_id_that_was_typed_anew_is_known_again(then: str, now: str, tmp_path: Path) -> None:
    with open_ledger(tmp_path, now=lambda: NOW) as ledger:
        ledger.claim(replace(LETTER, plan=then), outbox="one", count=1)
        assert ledger.trace(replace(LETTER, plan=now), outbox="two", own=())
        assert not ledger.claim(replace(LETTER, plan=now), outbox="two", count=1)


@pytest.mark.parametrize(("then", "now"), [("HS-1", "hs-1"), ("hs-1", "HS-1"), ("Hs-1", "Hs-1")])
def test_an_older_program_wrote_the_id_down_as_it_was_typed(
    then: str, now: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_ledger(tmp_path, now=lambda: NOW) as ledger:
        with monkeypatch.context() as older:
            older.setattr("clinicplan.mail.ledger.plan_key", str)
            ledger.claim(replace(LETTER, plan=then), outbox="one", count=1)
        assert ledger.trace(replace(LETTER, plan=now), outbox="two", own=())
        assert not ledger.claim(replace(LETTER, plan=now), outbox="two", count=1)


@pytest.mark.parametrize(
    ("verdict", "reason"),
    [
        (Verdict.SENT, "sent-elsewhere"),
        (Verdict.SAVED, "saved-elsewhere"),
        (Verdict.IN_DOUBT, "in-doubt-elsewhere"),
        (Verdict.LATER, ""),
        (Verdict.REFUSED, ""),
    ],
)
def test_what_reached_nobody_is_not_in_the_ledger(
    verdict: Verdict, reason: str, tmp_path: Path
) -> None:
    with open_record(tmp_path / "a", tmp_path / "home", now=lambda: NOW) as record:
        (letter,) = queue([PLANS[0]], record.outbox)
        entry = record.outbox.entry(letter.plan, 1)
        assert entry
        identity = Letter(letter.plan, 1, letter.name, letter.to)
        record.outbox.claim(entry, run="a")
        record.claim(identity)
        record.outbox.settle(entry, Receipt(verdict, Step.DOT), run="a")
        record.settle(identity, verdict, gone=False)
    with open_record(tmp_path / "b", tmp_path / "home", now=lambda: NOW) as record:
        trace = record.trace(PLANS[0])
        assert (trace.reason if trace else "") == reason


def test_a_run_killed_between_outbox_and_ledger_is_made_good(tmp_path: Path) -> None:
    home = tmp_path / "home"
    with open_record(tmp_path / "a", home, now=lambda: NOW) as record:
        queue([PLANS[0]], record.outbox)
        entry = record.outbox.entry("P00001", 1)
        assert entry
        record.outbox.claim(entry, run="killed")
    with open_record(tmp_path / "a", home, now=lambda: NOW) as record:
        assert record.trouble() == ""
        record.outbox.doubt()
        record.reconcile(lambda entry: PLANS[0])
    with open_record(tmp_path / "b", home, now=lambda: NOW) as record:
        trace = record.trace(PLANS[0])
        assert trace
        assert trace.reason == "in-doubt-elsewhere"


def test_a_letter_that_cannot_be_witnessed_does_not_go(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from clinicplan.mail.record import UnkeptRecord

    def full(*_: object, **__: object) -> bool:
        raise sqlite3.OperationalError("database or disk is full")

    with open_record(tmp_path / "a", tmp_path / "home", now=lambda: NOW) as record:
        monkeypatch.setattr("clinicplan.mail.ledger.Ledger.claim", full)
        transport = Recording()
        letters = queue(PLANS, record.outbox)
        with pytest.raises(UnkeptRecord):
            list(deliver(letters, run_of(record.outbox, transport, witness=record)))
        assert transport.sent == []
        assert {entry.state for entry in record.outbox.entries()} == {State.READY}


def test_the_ledger_alone_tells_nothing(tmp_path: Path) -> None:
    with open_ledger(tmp_path, now=lambda: NOW) as ledger:
        ledger.claim(SAID, outbox="one", count=1)
    held = (tmp_path / FILE).read_bytes().lower()
    told = (b"it says", b"sam", b"sample", b"example.org", b"p1")
    assert not [word for word in told if word in held]
    assert (tmp_path / FILE).stat().st_mode & 0o777 == 0o600
    assert (tmp_path / KEY_FILE).stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    ("name", "content"),
    [
        (KEY_FILE, None), (KEY_FILE, b""), (KEY_FILE, bytes(32)), (FILE, b"no database" * 99),
    ],
)
def test_a_damaged_ledger_is_never_taken_for_an_empty_one(
    name: str, content: bytes | None, tmp_path: Path
) -> None:
    with open_ledger(tmp_path, now=lambda: NOW) as ledger:
        ledger.claim(LETTER, outbox="one", count=1)
    (tmp_path / name).unlink()
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(DamagedLedger), open_ledger(tmp_path, now=lambda: NOW):
        pass


def test_an_emptied_ledger_is_another_computer(tmp_path: Path) -> None:
    sent(tmp_path / "plans", tmp_path / "home", plans=1)
    (tmp_path / "home" / FILE).write_bytes(b"")
    assert sent(tmp_path / "plans", tmp_path / "home") == ("computer", [])


def test_an_outbox_of_an_earlier_clinicplan_is_read(tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir()
    base = sqlite3.connect(tmp_path / "outbox.sqlite3")
    base.execute("pragma journal_mode = wal")
    base.executescript(
        "create table letters (plan text not null, version integer not null, state text not null,"
        " seal text not null, digest text not null, step text not null default '',"
        " code integer not null default 0, tries integer not null default 0,"
        " changed text not null, claim text not null default '', primary key (plan, version));"
        "insert into letters (plan, version, state, seal, digest, changed)"
        " values ('P1', 1, 'sent', 's', 'd', 'then'), ('P2', 1, 'refused', 's', 'd', 'then');"
    )
    base.close()
    with open_outbox(tmp_path, now=lambda: NOW) as outbox:
        assert [(entry.plan, entry.gone) for entry in outbox.entries()] == [
            ("P1", True), ("P2", False)
        ]


def test_the_mark_says_nothing_of_the_computer(tmp_path: Path) -> None:
    import platform

    sent(tmp_path / "plans", tmp_path / "home", plans=1)
    mark = tmp_path / "plans" / ".clinicplan" / MARK
    assert platform.node().encode() not in mark.read_bytes()
    assert read_mark(mark)
    assert read_mark(tmp_path / "none") is None


def locked_with(outbox: Outbox, typed: str) -> str:
    """The password that the letter is queued with where this one is typed."""
    queue([plan(1, password=typed)], outbox)
    entry = outbox.entry("P00001", 1)
    assert entry
    return entry.password


@pytest.mark.parametrize(
    ("verdict", "second"),
    [
        (None, "blue-otter-lamp"),
        (Verdict.LATER, "blue-otter-lamp"),
        (Verdict.SENT, "kmp4-7xwd-qr3t"),
        (Verdict.SAVED, "kmp4-7xwd-qr3t"),
        (Verdict.IN_DOUBT, "kmp4-7xwd-qr3t"),
    ],
)
def test_a_password_belongs_to_the_letter_that_it_locked(
    verdict: Verdict | None, second: str, outbox: Outbox
) -> None:
    assert locked_with(outbox, "") == "kmp4-7xwd-qr3t"
    entry = outbox.entry("P00001", 1)
    assert entry
    if verdict:
        outbox.claim(entry, run="a")
        outbox.settle(entry, Receipt(verdict, Step.DOT), run="a")
    assert locked_with(outbox, "blue-otter-lamp") == second
    outbox.decide("P00001", Decision.AGAIN)
    assert locked_with(outbox, "blue-otter-lamp") == second


def test_what_was_on_a_deleted_sheet_does_not_come_back(outbox: Outbox) -> None:
    def sheet(*, kept: bool) -> list[tuple[str, int]]:
        rows = outbox.passwords.for_sheet(kept=kept)
        outbox.passwords.on_sheet(rows)
        return [(row.plan, row.version) for row in rows]

    queue([plan(1, password="")], outbox)
    assert sheet(kept=False) == [("P00001", 1)]
    queue([plan(2, password="")], outbox)
    assert sheet(kept=True) == [("P00001", 1), ("P00002", 1)]
    assert sheet(kept=False) == []
    queue([plan(1, password="", version=2)], outbox)  # with the password that was told already
    assert sheet(kept=False) == []
    queue([plan(2, password="blue-otter-lamp", version=2)], outbox)
    assert sheet(kept=False) == [("P00002", 2)]
