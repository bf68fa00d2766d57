"""Letters from a script of one's own: no command line, a mail server on the loopback."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from email import message_from_bytes
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from clinicplan.errors import ClinicPlanError
from clinicplan.files import BusyFolder, sole_use
from clinicplan.mail.deliver import ChangedWorkbook, Outcome
from clinicplan.mail.record import DoubtfulRecord
from clinicplan.mail.settings import NoServer, Settings
from clinicplan.mail.signin import NoSecret
from clinicplan.mail.transport import Receipt, Step, Verdict
from clinicplan.mail.when import MissedTime
from clinicplan.tasks.batch import Terms
from clinicplan.tasks.build import build
from clinicplan.tasks.fates import counted, fate
from clinicplan.tasks.office import Computer, Person
from clinicplan.tasks.outbox import (
    NoOutbox,
    failures_file,
    in_words,
    kept_letters,
    resolve,
    resolve_all,
    take_over,
    write_all_passwords,
)
from clinicplan.tasks.post import DryRun, Prepared, at_the_outbox, prepare, rehearse
from clinicplan.tasks.ready import make_ready, read_templates
from clinicplan.tasks.send import (
    Choice,
    Onlooker,
    OtherLetters,
    OtherNumber,
    Sent,
    Stopped,
    choose,
    save_drafts,
    send,
)
from clinicplan.workbook.writing.blank import write_blank
from tests.mail.certificates import Certificates
from tests.mail.faulty_server import FaultyServer
from tests.mail.postroom import CATALOGUE

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "python.md"
TODAY = date(2026, 1, 5)
LETTERS = ["HS-0417", "HS-0431", "HS-0434", "HS-0435", "HS-0437"]


def nobody_asked(settings: Settings) -> str:
    raise NoSecret("Nobody was to be asked.")


PERSON = Person(nobody_asked, print)


@dataclass
class Clock:
    """A clock that goes on only where somebody sleeps."""

    now: datetime = datetime(2026, 1, 5, 9, 30, tzinfo=UTC)
    slept: list[float] = field(default_factory=list)

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += timedelta(seconds=seconds)


@dataclass
class Clinic:
    """A clinic's folder, its mail server, and its computer."""

    folder: Path
    server: FaultyServer
    clock: Clock = field(default_factory=Clock)

    @property
    def out(self) -> Path:
        return self.folder / "plans"

    @property
    def file(self) -> Path:
        return self.folder / "clinic.xlsx"

    @property
    def computer(self) -> Computer:
        return Computer(
            now=lambda: self.clock.now,
            today=lambda: TODAY,
            seconds=lambda: self.clock.now.timestamp(),
            sleep=self.clock.sleep,
            home=self.folder / "home",
            settings=self.folder / "settings",
            environment={"CLINICPLAN_MAIL_PASSWORD": "secret"},
        )

    def prepare(self, *only: str) -> Prepared:
        ready = make_ready(self.file, today=TODAY)
        return prepare(ready, self.out, computer=self.computer, only=only)

    def look(self, *only: str, everyone: bool = True) -> tuple[DryRun, Choice]:
        with at_the_outbox(self.prepare(*only)) as post:
            return rehearse(post), choose(post, everyone=everyone)

    def send(
        self, choice: Choice, *only: str, agreed: int | None = None, **asked: Any
    ) -> Sent:
        """What becomes of the choice; the number is right unless another is agreed to."""
        number = choice.count if agreed is None else agreed
        with at_the_outbox(self.prepare(*only)) as post:
            return send(post, choice, agreed=number, **{"person": PERSON, **asked})

    def states(self) -> dict[str, str]:
        with kept_letters(self.out, computer=self.computer) as kept:
            return {entry.plan: str(entry.state) for entry in kept.entries}

    def change(self, heading: str, value: str) -> None:
        """Type something into the first patient's row."""
        book = load_workbook(self.file)
        sheet = book["Patients"]
        columns = {str(cell.value): cell.column for cell in sheet[1]}
        sheet.cell(2, columns[heading], value)
        book.save(self.file)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample workbook and its handouts, made once."""
    folder = tmp_path_factory.mktemp("built")
    catalogue, templates = read_templates()
    write_blank(folder / "clinic.xlsx", catalogue=catalogue, templates=templates, sample=True)
    ready = make_ready(folder / "clinic.xlsx", today=TODAY)
    build(ready, folder / "plans", terms=Terms(TODAY))
    return folder


@contextmanager
def clinic_in(parent: Path, built: Path, certificates: Certificates) -> Iterator[Clinic]:
    """A clinic with a mail server, in a folder of its own."""
    folder = Path(shutil.copytree(built, parent / "clinic"))
    shutil.copy(certificates.authority, folder / "authority.pem")
    server = FaultyServer(certificates.server(), keep=True)
    (folder / "clinicplan.toml").write_text(
        f'[mail]\nserver = "localhost"\nport = {server.port}\nsecurity = "tls"\npace = 20\n'
        'user = "clinic@example.org"\ncertificate = "authority.pem"\ntimeout = 5\n'
    )
    try:
        yield Clinic(folder, server)
    finally:
        server.stop()


@pytest.fixture
def clinic(built: Path, tmp_path: Path, certificates: Certificates) -> Iterator[Clinic]:
    with clinic_in(tmp_path, built, certificates) as found:
        yield found


def test_a_dry_run_says_who_and_sends_nothing(clinic: Clinic) -> None:
    dry, choice = clinic.look()
    assert [(letter.plan, letter.faults) for letter in dry.letters] == [
        (plan, ()) for plan in LETTERS
    ]
    assert {hold.reason for hold in dry.sorting.holds} == {"no-consent", "no-address"}
    assert (choice.count, choice.of, choice.minutes, dry.exit_code) == (5, 5, 1, 0)
    assert (clinic.server.accepted, clinic.states()) == ([], {})


def test_the_first_letter_goes_alone_and_then_the_rest_at_the_pace(clinic: Clinic) -> None:
    _, first = clinic.look(everyone=False)
    assert (first.count, first.of) == (1, 5)
    assert clinic.send(first).exit_code == 0
    _, rest = clinic.look(everyone=False)
    sent = clinic.send(rest)
    assert [outcome.plan for outcome in sent.outcomes] == LETTERS[1:]
    assert clinic.clock.slept == [3.0] * 3  # 20 a minute; the first one need not wait
    assert clinic.states() == dict.fromkeys(LETTERS, "sent")
    assert clinic.send(clinic.look()[1]).outcomes == ()
    assert len(set(clinic.server.accepted)) == len(clinic.server.accepted) == 5


@pytest.mark.parametrize("number", [0, 1, 4, 6, -5])
def test_another_number_sends_and_queues_nothing(number: int, clinic: Clinic) -> None:
    choice = clinic.look()[1]
    with pytest.raises(OtherNumber):
        clinic.send(choice, agreed=number)
    assert (clinic.server.accepted, clinic.states()) == ([], {})
    assert not (clinic.out / "passwords.html").exists()


@pytest.mark.parametrize(
    ("heading", "value"),
    [
        ("Email", "sam.new@example.org"),
        ("Note to the patient", "Another note."),
        ("Version", "9"),
        ("Consent to email", "no"),
        ("Start date", "soon"),
    ],
)
def test_what_changed_since_it_was_looked_at_is_looked_at_again(
    heading: str, value: str, clinic: Clinic
) -> None:
    """The number may be the same: it is the letters that were agreed to."""
    choice = clinic.look("HS-0417", "HS-0431")[1]
    clinic.change(heading, value)
    with pytest.raises(OtherLetters):
        clinic.send(choice, "HS-0417", "HS-0431")
    assert clinic.server.accepted == []


def test_what_does_not_change_a_letter_is_no_reason_to_stop(clinic: Clinic) -> None:
    choice = clinic.look("HS-0417")[1]
    clinic.change("Password", "blue-otter-lamp")
    assert clinic.send(choice, "HS-0417").exit_code == 0
    assert "blue-otter-lamp" in (clinic.out / "passwords.html").read_text("utf-8")


def test_what_was_looked_at_twice_is_still_the_same(clinic: Clinic) -> None:
    """The handouts were made by the first look, and were there at the second."""
    shutil.rmtree(clinic.out)
    choice = clinic.look()[1]
    assert len(clinic.send(choice).outcomes) == 5


def test_a_second_click_sends_nothing_more(clinic: Clinic) -> None:
    choice = clinic.look()[1]
    clinic.send(choice)
    with pytest.raises(OtherLetters):
        clinic.send(choice)
    assert len(clinic.server.accepted) == 5


def test_stopped_between_two_letters_and_gone_on_with(clinic: Clinic) -> None:
    seen: list[str] = []
    onlooker = Onlooker(
        letters=lambda total: nullcontext(lambda: seen.append(f"of {total}")),
        stop=lambda: len(seen) == 2,
    )
    sent = clinic.send(clinic.look()[1], onlooker=onlooker)
    assert isinstance(sent.stop, Stopped)
    assert (sent.exit_code, seen) == (5, ["of 5", "of 5"])
    assert [outcome.receipt.verdict for outcome in sent.outcomes] == ["sent", "sent"]
    assert clinic.states() == {
        **dict.fromkeys(LETTERS[:2], "sent"), **dict.fromkeys(LETTERS[2:], "ready")
    }
    again = clinic.send(clinic.look()[1])
    assert ([outcome.plan for outcome in again.outcomes], again.exit_code) == (LETTERS[2:], 0)
    assert len(set(clinic.server.accepted)) == len(clinic.server.accepted) == 5


def test_stopped_where_nothing_waits(clinic: Clinic) -> None:
    """Before the first letter no pace holds it back, and a folder takes drafts at once."""
    choice, onlooker = clinic.look()[1], Onlooker(stop=lambda: True)
    assert isinstance(clinic.send(choice, onlooker=onlooker).stop, Stopped)
    with at_the_outbox(clinic.prepare()) as post:
        assert isinstance(save_drafts(post, clinic.folder, onlooker=onlooker).stop, Stopped)
    assert (clinic.server.accepted, clinic.clock.slept) == ([], [])
    assert clinic.states() == dict.fromkeys(LETTERS, "ready")


@pytest.mark.parametrize("taken", [1, 3, 5])
def test_killed_when_the_server_has_just_taken_a_letter(taken: int, clinic: Clinic) -> None:
    """The command is killed before it is answered: the letter is in doubt, the rest go once."""
    command = [sys.executable, "-m", "clinicplan", "send", str(clinic.file), "--confirm", "--all"]
    child = subprocess.Popen(
        command,
        env={
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "CLINICPLAN_DATA": str(clinic.computer.home),
            "CLINICPLAN_MAIL_PASSWORD": "secret",
        },
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )

    def kill(count: int) -> None:
        if count == taken:
            child.kill()
            child.wait()

    clinic.server.on_take = kill
    child.communicate(b"5\n", timeout=120)
    assert (child.returncode, len(clinic.server.accepted)) == (-signal.SIGKILL, taken)
    assert (clinic.out / "passwords.html").exists()
    dry, choice = clinic.look()
    assert [hold.reason for hold in dry.sorting.holds if hold.reason.startswith("in")] == [
        "in-doubt"
    ]
    assert len(clinic.send(choice).outcomes) == 5 - taken
    assert len(set(clinic.server.accepted)) == len(clinic.server.accepted) == 5
    assert clinic.states() == dict.fromkeys(LETTERS, "sent") | {LETTERS[taken - 1]: "in doubt"}


def test_stopped_while_the_server_asks_to_wait(clinic: Clinic) -> None:
    """A stop is heard in the pause, before the letter is tried again."""
    clinic.server.faults["", "address"] = "4xx"
    onlooker = Onlooker(stop=lambda: bool(clinic.clock.slept))
    with at_the_outbox(clinic.prepare("HS-0417")) as post:
        sent = send(post, choose(post), agreed=1, person=PERSON, onlooker=onlooker)
    assert isinstance(sent.stop, Stopped)
    assert (clinic.clock.slept, clinic.states()) == ([5.0], {"HS-0417": "ready"})


def test_the_passwords_are_written_before_a_letter_leaves(clinic: Clinic) -> None:
    seen: list[bool] = []
    clinic.server.on_take = lambda count: seen.append((clinic.out / "passwords.html").exists())
    sent = clinic.send(clinic.look()[1])
    assert (seen, sent.sheet) == ([True] * 5, clinic.out / "passwords.html")


def test_who_gets_no_letter_is_known_before_one_leaves(clinic: Clinic) -> None:
    seen: list[tuple[int, int]] = []
    onlooker = Onlooker(queued=lambda sorting: seen.append(
        (len(sorting.holds), len(clinic.server.accepted))
    ))
    clinic.send(clinic.look()[1], onlooker=onlooker)
    assert seen == [(3, 0)]


@pytest.mark.parametrize("hours", [1, 60])
def test_letters_wait_for_their_time(hours: int, clinic: Clinic) -> None:
    due, told = clinic.clock.now + timedelta(hours=hours), list[datetime]()
    clinic.send(clinic.look()[1], at=due, onlooker=Onlooker(waiting=told.append))
    assert (told, len(clinic.server.accepted)) == ([due], 5)
    assert f"Date: {due:%a, %d %b %Y}".encode() in clinic.server.bodies[0]


def test_a_time_that_was_missed_and_one_that_is_taken_back(clinic: Clinic) -> None:
    choice, now = clinic.look()[1], clinic.clock.now
    with pytest.raises(MissedTime):
        clinic.send(choice, at=now - timedelta(hours=3))
    with pytest.raises(Stopped):
        clinic.send(choice, at=now + timedelta(hours=3), onlooker=Onlooker(stop=lambda: True))
    assert (clinic.server.accepted, clinic.states()) == ([], {})


def test_a_workbook_saved_after_it_was_read_sends_nothing(clinic: Clinic) -> None:
    """A face that keeps what it has read does not send what is no longer so."""
    prepared = clinic.prepare()
    clinic.change("Note to the patient", "Another note.")
    with at_the_outbox(prepared) as post:
        sent = send(post, choose(post), agreed=1, person=PERSON)
    assert isinstance(sent.stop, ChangedWorkbook)
    assert clinic.server.accepted == []


def test_a_handout_exchanged_after_it_was_built_is_kept_back(clinic: Clinic) -> None:
    prepared = clinic.prepare("HS-0417", "HS-0431")
    shutil.copy(clinic.out / "HS-0431.pdf", clinic.out / "HS-0417.pdf")
    with at_the_outbox(prepared) as post:
        assert rehearse(post).letters[0].faults == ("handout-changed",)
        choice = choose(post, everyone=True)
        sent = send(post, choice, agreed=2, person=PERSON)
    assert [outcome.plan for outcome in sent.outcomes] == ["HS-0431"]
    assert ("HS-0417", "not-built") in [(hold.plan, hold.reason) for hold in sent.sorting.holds]


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ("[mail]\n", NoServer),
        ('[mail]\nserver = "localhost"\nsign_in = "token"\n', NoSecret),
    ],
)
def test_without_a_way_to_send_there_is_a_dry_run_and_no_choice(
    settings: str, told: type[ClinicPlanError], clinic: Clinic
) -> None:
    (clinic.folder / "clinicplan.toml").write_text(settings)
    with at_the_outbox(clinic.prepare()) as post:
        assert len(rehearse(post).letters) == 5
        with pytest.raises(told):
            choose(post)


def test_a_password_is_asked_for_after_the_number(clinic: Clinic) -> None:
    prepared = clinic.prepare()
    prepared = replace(prepared, computer=replace(prepared.computer, environment={}))
    with at_the_outbox(prepared) as post:
        with pytest.raises(OtherNumber):
            send(post, choose(post), agreed=2, person=PERSON)
        with pytest.raises(NoSecret):
            send(post, choose(post), agreed=1, person=PERSON)
    assert clinic.states() == {}


def test_a_folder_that_another_run_holds_is_left_alone(clinic: Clinic) -> None:
    prepared = clinic.prepare()
    with sole_use(clinic.out), pytest.raises(BusyFolder), at_the_outbox(prepared):
        pass


def test_drafts_need_no_number_and_are_not_made_twice(clinic: Clinic) -> None:
    drafts = clinic.folder / "drafts"
    for count in (5, 0):
        with at_the_outbox(clinic.prepare()) as post:
            assert len(save_drafts(post, drafts).outcomes) == count
    assert sorted(path.stem for path in drafts.glob("*.eml")) == LETTERS
    assert clinic.server.accepted == []


def told_by(*faults: str, verdict: Verdict = Verdict.REFUSED, code: int = 0) -> Outcome:
    return Outcome("P00001", Receipt(verdict, Step.CHECK if faults else Step.ADDRESS, code), faults)


@pytest.mark.parametrize(
    ("outcome", "words", "counts"),
    [
        (told_by(verdict=Verdict.SENT), "sent", ["1 letter sent."]),
        (told_by(code=550), "refused (naming the address, the server said 550)",
         ["1 letter was refused: see `clinicplan outbox`."]),
        (told_by(verdict=Verdict.LATER), "not now, stays ready (naming the address)",
         ["1 letter stays ready: run the same command again."]),
        (told_by("password-told"), "kept back: its password stands in the words of the letter. "
         "Choose another, or leave the cell empty", []),
        (told_by("to", "password-told"),
         "kept back: the letter failed our own check (to, password-told)",
         ["1 letter failed our own check and was kept back. Please tell us."]),
        (told_by(verdict=Verdict.TAKEN), "another run has it (naming the address)", []),
    ],
)
def test_a_fate_in_words(outcome: Outcome, words: str, counts: list[str]) -> None:
    assert fate(outcome, CATALOGUE) == words
    assert list(counted([outcome], CATALOGUE)) == counts


def refused(clinic: Clinic) -> None:
    """One letter was refused for its address."""
    clinic.server.faults["", "address"] = "5xx"
    with at_the_outbox(clinic.prepare("HS-0417")) as post:
        assert send(post, choose(post), agreed=1, person=PERSON).exit_code == 5
    clinic.server.faults.clear()


def test_the_outbox_is_listed_and_decided(clinic: Clinic) -> None:
    with pytest.raises(NoOutbox), kept_letters(clinic.folder, computer=clinic.computer):
        pass
    refused(clinic)
    words, _ = read_templates()
    with kept_letters(clinic.out, computer=clinic.computer) as kept:
        (row,) = in_words(kept.entries, words)
        assert (row.plan, row.state, row.since) == ("HS-0417", "refused", clinic.clock.now)
        file = failures_file(kept.entries, words, local=lambda moment: moment)
        assert file.decode("utf-8-sig").splitlines()[1].startswith(
            "HS-0417,2,refused,2026-01-05 09:30,"
        )
        assert resolve(kept, "HS-0417", decision="drop") == "dropped"
        assert failures_file(kept.entries, words, local=lambda moment: moment).count(b"\n") == 1
    assert clinic.states() == {"HS-0417": "dropped"}


@pytest.mark.parametrize(
    "decide",
    [
        lambda kept: resolve(kept, "HS-0417", decision="maybe"),
        lambda kept: resolve(kept, "HS-0431", decision="sent"),
        lambda kept: resolve_all(kept, "in doubt", decision="again"),
        lambda kept: resolve_all(kept, "returned", decision="again"),
    ],
)
def test_what_nobody_may_decide_changes_nothing(
    decide: Callable[[object], object], clinic: Clinic
) -> None:
    refused(clinic)
    kept_now = kept_letters(clinic.out, computer=clinic.computer)
    with kept_now as kept, pytest.raises(ClinicPlanError):
        decide(kept)
    assert clinic.states() == {"HS-0417": "refused"}


def test_the_whole_sheet_of_passwords_for_who_asks(clinic: Clinic) -> None:
    clinic.send(clinic.look(everyone=False)[1])
    (clinic.out / "passwords.html").unlink()
    with kept_letters(clinic.out, computer=clinic.computer) as kept:
        path = write_all_passwords(kept, make_ready(clinic.file, today=TODAY))
    assert path
    assert "HS-0417" in path.read_text("utf-8")


def test_a_record_in_doubt_stops_every_face_until_somebody_decides(clinic: Clinic) -> None:
    clinic.send(clinic.look(everyone=False)[1])
    (clinic.out / ".clinicplan" / "outbox.sqlite3").write_bytes(b"")
    with pytest.raises(DoubtfulRecord) as told:
        clinic.look()
    assert (told.value.code, "--take-over" in told.value.remedy) == ("emptied", True)
    with kept_letters(clinic.out, computer=clinic.computer) as kept:
        assert kept.trouble == "emptied"
        take_over(kept)
        assert kept.trouble == ""
    assert [letter.plan for letter in clinic.look()[0].letters] == LETTERS[1:]


def test_the_script_of_the_page_sends(
    clinic: Clinic, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _, script = re.findall(r"^```python\n(.*?)^```", PAGE.read_text("utf-8"), re.DOTALL | re.M)
    monkeypatch.chdir(clinic.folder)
    monkeypatch.setenv("CLINICPLAN_MAIL_PASSWORD", "secret")
    monkeypatch.setattr("builtins.input", lambda question: "1")
    ready = make_ready(Path("clinic.xlsx"), today=TODAY)
    exec(compile(script, str(PAGE), "exec"), {"ready": ready})
    assert capsys.readouterr().out.splitlines()[-1] == "HS-0417 sent"
    assert len(clinic.server.accepted) == 1


def test_what_lies_beside_a_handout_is_not_sent(clinic: Clinic) -> None:
    ready = make_ready(clinic.file, today=TODAY)
    build(ready, clinic.out, terms=Terms(TODAY, also=("one-sheet", "text")))
    assert (clinic.out / "HS-0417 one-sheet.pdf").is_file()
    assert clinic.send(clinic.look()[1]).exit_code == 0
    for body in clinic.server.bodies:
        parts = [str(part.get_filename()) for part in message_from_bytes(body).walk()]
        assert sum(name.endswith(".pdf") for name in parts) == 1
        assert [name for name in parts if name.endswith((".html", ".txt", "one-sheet.pdf"))] == []
    assert len(clinic.server.bodies) == len(LETTERS)
