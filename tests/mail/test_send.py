"""`clinicplan send` and `clinicplan outbox` on the sample workbook, with real handouts."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes
from email.policy import SMTP
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from openpyxl import load_workbook

from clinicplan.cli import desk, send
from clinicplan.mail.pdf import open_pdf
from clinicplan.tasks.letters import Built
from clinicplan.tasks.manifest import Record, State
from clinicplan.tasks.numbers import numbered
from clinicplan.tasks.questions import WHOSE, agree
from clinicplan.tasks.ready import make_ready
from clinicplan.tasks.send import Choice
from tests.mail.certificates import Certificates
from tests.mail.faulty_server import FaultyServer
from tests.mail.postroom import CATALOGUE, plan

SAMPLE = Path(__file__).parents[2] / "sample_plans" / "sample-clinic.xlsx"
LETTERS = ["HS-0417", "HS-0431", "HS-0434", "HS-0435", "HS-0437"]
CANARIES = ("Canary", "canary", "Kanarie")


@dataclass
class Desk:
    """A clinic's folder with its workbook, its settings, its handouts and a mail server."""

    folder: Path
    server: FaultyServer

    @property
    def workbook(self) -> Path:
        return self.folder / "clinic.xlsx"

    @property
    def out(self) -> Path:
        return self.folder / "plans"

    def run(self, *words: str, typed: str = "", password: str = "secret") -> Result:
        return CliRunner().invoke(
            desk, list(words), input=typed, env={"CLINICPLAN_MAIL_PASSWORD": password}
        )

    def send(self, *words: str, typed: str = "") -> Result:
        return self.run("send", str(self.workbook), "--out", str(self.out), *words, typed=typed)

    def outbox(self, *words: str) -> Result:
        return self.run("outbox", "--out", str(self.out), *words)

    def states(self) -> dict[str, str]:
        listed = json.loads(self.outbox("--json").stdout)["letters"]
        return {letter["plan"]: letter["state"] for letter in listed}

    def change(self, change: Callable[[Any, dict[str, int]], None]) -> None:
        """Change the Patients sheet: its cells, and its columns by heading."""
        book = load_workbook(self.workbook)
        sheet = book["Patients"]
        columns = {str(cell.value): cell.column for cell in sheet[1]}
        change(sheet, columns)
        book.save(self.workbook)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample's handouts, made once."""
    folder = tmp_path_factory.mktemp("built")
    shutil.copy(SAMPLE, folder / "clinic.xlsx")
    for picture in SAMPLE.parent.glob("*.png"):
        shutil.copy(picture, folder)
    asked = ["build", str(folder / "clinic.xlsx"), "--out", str(folder / "plans")]
    assert CliRunner().invoke(desk, asked).exit_code == 0
    return folder


@pytest.fixture
def at(
    built: Path, tmp_path: Path, certificates: Certificates, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Desk]:
    folder = tmp_path / "clinic"
    shutil.copytree(built, folder)
    shutil.copy(certificates.authority, folder / "authority.pem")
    server = FaultyServer(certificates.server(), keep=True)
    (folder / "clinicplan.toml").write_text(
        f'[mail]\nserver = "localhost"\nport = {server.port}\nsecurity = "tls"\n'
        'user = "clinic@example.org"\ncertificate = "authority.pem"\npace = 600\ntimeout = 5\n'
    )
    monkeypatch.setattr("time.sleep", lambda seconds: None)
    yield Desk(folder, server)
    server.stop()


def test_a_dry_run_shows_who_and_sends_nothing(at: Desk) -> None:
    result = at.send()
    assert result.exit_code == 0
    assert re.findall(r"^(HS-\d+)\tPatients row", result.stdout, re.MULTILINE) == LETTERS
    assert "HS-0432  no consent" in result.stdout
    assert "HS-0433  no e-mail address" in result.stdout
    assert "5 letters would be sent. Nothing was sent" in result.stdout
    assert at.server.accepted == []
    assert at.outbox().stdout == "The outbox is empty.\n"


def test_the_first_time_one_letter_goes_and_then_the_rest(at: Desk) -> None:
    first = at.send("--confirm", typed="1\n")
    assert (first.exit_code, len(at.server.accepted)) == (0, 1)
    assert "one letter goes first" in first.stderr
    second = at.send("--confirm", typed="4\n")
    assert (second.exit_code, len(at.server.accepted)) == (0, 5)
    assert at.states() == dict.fromkeys(LETTERS, "sent")
    third = at.send("--confirm", "--all")
    assert "There is no letter to send." in third.stdout
    assert len(set(at.server.accepted)) == len(at.server.accepted) == 5


def test_each_handout_reaches_its_own_patient(at: Desk) -> None:
    assert at.send("--confirm", "--all", typed="5\n").exit_code == 0
    sheet = (at.out / "passwords.html").read_text("utf-8")
    rows = {at.workbook: load_workbook(at.workbook)["Patients"]}[at.workbook]
    people = {str(row[4].value): row for row in rows.iter_rows(min_row=2) if row[4].value}
    assert sorted(at.server.recipients) == sorted(
        str(row[4].value) for row in people.values() if str(row[0].value) in LETTERS
    )
    for to, data in zip(at.server.recipients, at.server.bodies, strict=True):
        plan, first, last = (str(cell.value) for cell in people[to][:3])
        found = re.search(rf"<td>{plan}</td>.*?password\">(.*?)</td>", sheet)
        password = found[1] if found else ""
        attached = next(message_from_bytes(data, policy=SMTP).iter_attachments())
        assert (open_pdf(attached.get_content()) is None) is bool(password)
        opened = open_pdf(attached.get_content(), password=password)
        original = open_pdf((at.out / f"{plan}.pdf").read_bytes())
        assert opened is not None
        assert original is not None
        assert f"{first} {last}" in opened.first_page
        assert (opened.seal, opened.pages) == (original.seal, original.pages)
        assert password.encode() not in data or not password


def test_the_passwords_are_on_the_sheet_before_a_letter_leaves(at: Desk) -> None:
    seen: list[bool] = []
    at.server.on_take = lambda count: seen.append((at.out / "passwords.html").exists())
    at.send("--confirm", typed="1\n")
    assert seen == [True]


@pytest.mark.parametrize("typed", ["4\n", "yes\n", "\n5\n"])
def test_another_number_sends_nothing(typed: str, at: Desk) -> None:
    result = at.send("--confirm", "--all", typed=typed)
    sent = len(at.server.accepted)
    assert (result.exit_code, sent) in {(5, 0), (0, 5)}
    assert sent == (5 if typed == "\n5\n" else 0)


def test_only_some(at: Desk) -> None:
    result = at.send("--confirm", "--all", "--only", "HS-0434", typed="1\n")
    assert (result.exit_code, at.states()) == (0, {"HS-0434": "sent"})
    assert at.send("--only", "nobody").exit_code == 2


def test_what_changed_is_built_first_and_sent_as_it_is_now(at: Desk) -> None:
    def other_address(sheet: Any, columns: dict[str, int]) -> None:
        sheet.cell(2, columns["Email"], "sam.new@example.org")

    at.change(other_address)
    at.send("--confirm", "--all", "--only", "HS-0417", typed="1\n")
    assert at.server.recipients == ["sam.new@example.org"]


def test_a_plan_that_changed_after_it_was_sent_needs_a_new_version(at: Desk) -> None:
    at.send("--confirm", "--all", typed="5\n")

    def note(sheet: Any, columns: dict[str, int]) -> None:
        sheet.cell(2, columns["Note to the patient"], "Another note.")

    at.change(note)
    held = at.send()
    assert held.exit_code == 1
    assert "HS-0417  changed since it was sent" in held.stdout

    def version(sheet: Any, columns: dict[str, int]) -> None:
        sheet.cell(2, columns["Version"], 3)

    at.change(version)
    assert at.send("--confirm", typed="1\n").exit_code == 0
    assert len(set(at.server.accepted)) == 6


def test_a_workbook_saved_while_letters_go_out_stops_them(at: Desk) -> None:
    def save(count: int) -> None:
        if count == 2:
            at.change(lambda sheet, columns: None)

    at.server.on_take = save
    result = at.send("--confirm", "--all", typed="5\n")
    assert result.exit_code == 5
    assert "workbook has changed" in result.stderr
    assert len(at.server.accepted) == 2
    at.send("--confirm", typed="3\n")
    assert at.states() == dict.fromkeys(LETTERS, "sent")


def test_a_handout_that_was_exchanged_is_made_anew(at: Desk) -> None:
    """Two files swapped by hand: the build sees it, and the letters carry their own."""
    one, two = at.out / "HS-0417.pdf", at.out / "HS-0431.pdf"
    swapped = one.read_bytes()
    one.write_bytes(two.read_bytes())
    two.write_bytes(swapped)
    assert at.send("--confirm", "--all", typed="5\n").exit_code == 0


def test_a_letter_in_doubt_waits_for_a_decision(at: Desk) -> None:
    at.server.faults["", "dot"] = "close"
    result = at.send("--confirm", "--all", "--only", "HS-0417", typed="1\n")
    assert result.exit_code == 5
    assert "1 letter is in doubt" in result.stdout
    at.server.faults.clear()
    again = at.send("--confirm", "--all", "--only", "HS-0417")
    assert "in doubt: decide" in again.stdout
    listed = at.outbox()
    assert "HS-0417\t2\tin doubt" in listed.stdout
    assert "Ask the patient" in listed.stdout
    assert at.outbox("--resolve", "HS-0417", "maybe").exit_code == 2
    assert at.outbox("--resolve", "HS-0431", "sent").exit_code == 2
    assert at.outbox("--resolve", "HS-0417", "again").exit_code == 0
    at.send("--confirm", "--all", "--only", "HS-0417", typed="1\n")
    assert at.server.bodies[0] == at.server.bodies[1]
    assert at.states() == {"HS-0417": "sent"}


def test_drafts_in_a_folder(at: Desk) -> None:
    drafts = at.folder / "drafts"
    result = at.send("--to-folder", str(drafts))
    assert result.exit_code == 0
    assert "5 drafts written." in result.stdout
    assert sorted(path.stem for path in drafts.glob("*.eml")) == LETTERS
    assert set(at.states().values()) == {"saved"}
    listed = at.outbox().stdout
    assert "saved as a draft" in listed
    assert "--resolve ID again" in listed


@pytest.mark.parametrize("words", [(), ("--confirm", "--all"), ("--to-folder", "drafts")])
def test_a_draft_is_not_called_sent_and_not_made_twice(
    words: tuple[str, ...], at: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(at.folder)
    at.send("--to-folder", "drafts", "--only", "HS-0417", "--only", "HS-0431")
    told = at.send(*words, "--only", "HS-0417", "--only", "HS-0431")
    assert told.exit_code == 0
    assert re.search(r"HS-0417  saved as a draft on \d+ \w+ \d{4}; not sent by", told.stdout)
    assert "sent already" not in told.stdout
    decide = f"clinicplan outbox --out {at.out} --resolve HS-0417"
    assert told.stdout.count(f"{decide} again") == told.stdout.count(f"{decide} sent") == 1
    assert at.server.accepted == []


def test_a_draft_can_be_sent_after_all_and_once(at: Desk) -> None:
    at.send("--to-folder", str(at.folder / "drafts"))
    assert at.outbox("--resolve", "HS-0417", "again").exit_code == 0
    first = at.send("--confirm", typed="1\n")
    assert (first.exit_code, len(at.server.accepted)) == (0, 1)
    assert at.outbox("--resolve", "HS-0431", "sent").exit_code == 0
    states = at.states()
    assert (states["HS-0417"], states["HS-0431"]) == ("sent", "sent")
    at.send("--confirm", "--all", typed="1\n")
    assert len(at.server.accepted) == 1


def test_after_drafts_the_first_real_letter_still_goes_alone(at: Desk) -> None:
    drafts = str(at.folder / "drafts")
    at.send("--to-folder", drafts, "--only", "HS-0434", "--only", "HS-0435")
    at.outbox("--resolve", "HS-0434", "sent")
    first = at.send("--confirm", typed="1\n")
    assert "one letter goes first" in first.stderr
    assert len(at.server.accepted) == 1


def test_a_plan_that_changed_after_its_draft_is_told_so(at: Desk) -> None:
    at.send("--to-folder", str(at.folder / "drafts"), "--only", "HS-0417")

    def note(sheet: Any, columns: dict[str, int]) -> None:
        sheet.cell(2, columns["Note to the patient"], "Another note.")

    at.change(note)
    held = at.send("--only", "HS-0417")
    assert held.exit_code == 1
    assert "HS-0417  changed since it was saved as a draft on" in held.stdout
    assert "raise the plan's Version" in held.stdout
    at.outbox("--resolve", "HS-0417", "again")
    assert at.send("--confirm", "--only", "HS-0417", typed="1\n").exit_code == 0
    assert len(at.server.accepted) == 1


def test_a_folder_with_a_space_is_in_quotes(at: Desk) -> None:
    out = at.folder / "my plans"
    words = ("send", str(at.workbook), "--out", str(out), "--only", "HS-0417")
    at.run(*words, "--to-folder", str(at.folder / "drafts"))
    assert f'--out "{out}" --resolve' in at.run(*words).stdout


@pytest.mark.parametrize(
    ("count", "pace", "told"),
    [
        (1, 20, "This takes about a minute."),
        (20, 20, "This takes about a minute."),
        (21, 20, "At 20 letters a minute, this takes about 2 minutes."),
        (5, 2, "At 2 letters a minute, this takes about 3 minutes."),
    ],
)
def test_how_long_it_takes(
    count: int, pace: int, told: str, capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("click.prompt", lambda *_, **__: str(count))
    letters = (Built(plan(1), Record("P00001", State.MADE), Path()),) * count
    assert send._agreed(Choice(letters, count, pace, everyone=True), CATALOGUE) == count
    assert capsys.readouterr().err.splitlines()[0] == told


def test_one_address_for_two_surnames_is_held(at: Desk) -> None:
    def same(sheet: Any, columns: dict[str, int]) -> None:
        sheet.cell(2, columns["Email"], sheet.cell(3, columns["Email"]).value)

    at.change(same)
    result = at.send()
    assert result.exit_code == 1
    assert "HS-0417  another patient with another surname" in result.stdout
    with (at.folder / "clinicplan.toml").open("a") as settings:
        settings.write('shared = ["HS-0417", "HS-0431"]\n')
    assert "5 letters would be sent" in at.send().stdout


SLIP = "sam.sample@gmial.com"


@pytest.fixture
def slipped(at: Desk) -> Desk:
    """One in whose first row the address looks like a slip."""

    def slip(sheet: Any, columns: dict[str, int]) -> None:
        sheet.cell(2, columns["Email"]).value = SLIP

    at.change(slip)
    return at


def test_an_address_that_looks_like_a_slip_is_held_back_until_somebody_answers(
    slipped: Desk,
) -> None:
    dry = slipped.send()
    assert dry.exit_code == 1
    assert "4 letters would be sent. Nothing was sent" in dry.stdout
    assert "HS-0417  the part after the @ of the e-mail address is almost a" in dry.stdout
    assert f"send {slipped.workbook} --address-is-right HS-0417" in dry.stdout
    assert "sam.sample" not in dry.output
    sent = slipped.send("--confirm", "--all", typed="4\n")
    assert (sent.exit_code, len(slipped.server.recipients)) == (1, 4)
    assert SLIP not in slipped.server.recipients
    assert "HS-0417" not in slipped.states()
    answered = slipped.send("--address-is-right", "HS-0417", "--address-is-right", "HS-0431")
    assert "1 letter would be sent." in answered.stdout
    assert slipped.send("--confirm", typed="1\n").exit_code == 0
    assert slipped.server.recipients.count(SLIP) == 1
    assert [str(message_from_bytes(data)["To"]) for data in slipped.server.bodies][-1] == SLIP
    assert "gmial" not in (slipped.out / ".clinicplan" / "addresses.json").read_text()


def test_a_slip_is_not_saved_as_a_draft_either(slipped: Desk) -> None:
    folder = slipped.folder / "drafts"
    assert slipped.send("--to-folder", str(folder)).exit_code == 1
    assert sorted(file.stem for file in folder.iterdir()) == LETTERS[1:]
    given = ["--to-folder", str(folder), "--address-is-right", "HS-0417"]
    assert slipped.send(*given).exit_code == 0
    assert message_from_bytes((folder / "HS-0417.eml").read_bytes())["To"] == SLIP


def test_an_answer_is_about_one_address_of_one_plan(slipped: Desk) -> None:
    assert slipped.send("--address-is-right", "HS-0499").exit_code == 2
    slipped.send("--address-is-right", "HS-0417")

    def another(sheet: Any, columns: dict[str, int]) -> None:
        sheet.cell(2, columns["Email"]).value = "sam.sample@gmaill.com"
        sheet.cell(3, columns["Email"]).value = "pat@gmial.com"

    slipped.change(another)
    found = json.loads(slipped.send("--json").stdout)
    held = [hold["plan"] for hold in found["holds"] if hold["reason"] == "address-slip"]
    assert held == LETTERS[:2]


def exercises_are_theirs(at: Desk) -> None:
    """Somebody has looked at what is asked of a row typed over, and says so."""
    ready = make_ready(at.workbook, today=datetime.now(tz=UTC).date())
    for item in numbered(ready, at.out).found:
        if item.code in WHOSE:
            agree(at.out, item)


def test_a_row_typed_over_whose_address_stayed_waits_until_somebody_answers(at: Desk) -> None:
    at.send("--confirm", "--all", typed="5\n")

    def over(sheet: Any, columns: dict[str, int]) -> None:
        for heading, value in {"First name": "Ivan", "Last name": "Other", "Version": 3}.items():
            sheet.cell(2, columns[heading]).value = value
        sheet.cell(2, columns["Date of birth"]).value = None

    at.change(over)
    exercises_are_theirs(at)
    held = at.send("--confirm", typed="1\n")
    assert held.exit_code == 1
    assert "HS-0417  the address, or its plan ID, was another patient's" in held.stdout
    assert not {"Sam", "Ivan", "Other", "sam.sample"} & set(re.findall(r"[\w.]+", held.output))
    assert len(at.server.recipients) == 5
    at.send("--same-again", "HS-0417")  # another answer than the one that is asked for
    assert at.send("--confirm", "--address-is-right", "HS-0417", typed="1\n").exit_code == 0
    assert len(at.server.recipients) == 6


def test_a_version_raised_of_the_same_words_waits_until_somebody_answers(at: Desk) -> None:
    at.send("--confirm", "--all", typed="5\n")

    def version(sheet: Any, columns: dict[str, int]) -> None:
        sheet.cell(2, columns["Version"]).value = 3

    at.change(version)
    held = at.send("--confirm", typed="1\n")
    assert held.exit_code == 1
    assert "HS-0417  the letter of" in held.stdout
    assert f"send {at.workbook} --same-again HS-0417" in held.stdout
    assert len(at.server.recipients) == 5
    assert at.send("--confirm", "--same-again", "HS-0417", typed="1\n").exit_code == 0
    assert len(at.server.recipients) == 6


def test_the_address_of_a_row_with_mistakes_is_somebodys(at: Desk) -> None:
    """P-001 has P-002's address, and P-002's row has any mistake: neither gets a letter."""

    def both(sheet: Any, columns: dict[str, int]) -> None:
        sheet.cell(2, columns["Email"], sheet.cell(3, columns["Email"]).value)
        sheet.cell(3, columns["Start date"], "soon")

    at.change(both)
    result = at.send("--confirm", "--all", typed="3\n")
    assert "HS-0417  another patient with another surname" in result.stdout
    assert "[shared-address]" in result.stdout
    assert len(at.server.accepted) == 3
    assert "HS-0417" not in at.states()


def test_a_password_typed_after_the_letter_went_does_not_change_what_opens_it(at: Desk) -> None:
    at.send("--confirm", "--only", "HS-0417", typed="1\n")
    locked = at.server.bodies[0]

    def typed(sheet: Any, columns: dict[str, int]) -> None:
        sheet.cell(2, columns["Password"], "blue-otter-lamp")

    at.change(typed)
    at.send("--confirm", "--all", typed="4\n")
    sheet = (at.out / "passwords.html").read_text("utf-8")
    (password,) = re.findall(r'<td>HS-0417</td>.*?password">(.*?)</td>', sheet)
    attached = next(message_from_bytes(locked, policy=SMTP).iter_attachments())
    assert open_pdf(attached.get_content(), password=password)
    assert "blue-otter-lamp" not in sheet


def test_a_password_out_of_the_letters_own_words_is_told_and_does_not_stick(at: Desk) -> None:
    def type_in(password: str) -> None:
        at.change(lambda sheet, columns: sheet.cell(2, columns["Password"], password))

    type_in("read your plan on a screen")
    assert "its password stands in the words" in at.send("--only", "HS-0417").stdout
    held = at.send("--confirm", "--only", "HS-0417", typed="1\n")
    assert "Choose another" in held.stdout
    assert "tell us" not in held.output
    type_in("blue-otter-lamp")
    assert at.send("--confirm", "--only", "HS-0417", typed="1\n").exit_code == 0
    assert at.states() == {"HS-0417": "sent"}


def test_a_deleted_sheet_of_passwords_does_not_come_back(at: Desk) -> None:
    at.send("--confirm", "--only", "HS-0417", typed="1\n")
    (at.out / "passwords.html").unlink()
    at.send("--confirm", "--only", "HS-0431", typed="1\n")
    sheet = (at.out / "passwords.html").read_text("utf-8")
    assert re.findall(r"<td>(HS-\d+)</td>", sheet) == ["HS-0431"]


def test_as_long_as_a_letter_is_refused_no_run_says_that_all_is_well(at: Desk) -> None:
    at.server.faults["", "address"] = "5xx"
    assert at.send("--confirm", "--only", "HS-0417", typed="1\n").exit_code == 5
    at.server.faults.clear()
    assert at.send("--confirm", "--only", "HS-0431", typed="1\n").exit_code == 5
    later = at.send("--only", "HS-0431")
    assert (later.exit_code, "1 letter waits for somebody to decide" in later.stdout) == (5, True)
    assert at.outbox().exit_code == 5
    csv = at.folder / "failures.csv"
    at.outbox("--failures", str(csv))
    lines = csv.read_text("utf-8-sig").splitlines()
    assert lines[0] == "Plan,Version,State,Since,Detail,What to do"
    assert lines[1].startswith("HS-0417,2,refused,")
    assert at.outbox("--resolve-all", "refused", "drop").exit_code == 0
    assert at.send("--only", "HS-0431").exit_code == 0
    assert "HS-0417  not to be sent" in at.send("--only", "HS-0417").stdout


def test_consent_that_is_withdrawn_takes_the_letter_out(at: Desk) -> None:
    at.server.faults["", "address"] = "4xx"
    at.send("--confirm", "--only", "HS-0417", typed="1\n")
    assert at.states() == {"HS-0417": "ready"}

    def consent(word: str) -> None:
        at.change(lambda sheet, columns: sheet.cell(2, columns["Consent to email"], word))

    consent("no")
    assert "HS-0417 was waiting and is taken out" in at.send().stderr
    assert at.states() == {"HS-0417": "withdrawn"}
    assert not list(at.out.rglob("*.eml")) or at.send("--confirm", "--only", "HS-0431")
    consent("yes")
    at.server.faults.clear()
    assert at.send("--confirm", "--only", "HS-0417", typed="1\n").exit_code == 0
    assert at.states()["HS-0417"] == "sent"


def test_the_whole_sheet_of_passwords_is_there_for_who_asks(at: Desk) -> None:
    at.send("--confirm", "--only", "HS-0417", typed="1\n")
    (at.out / "passwords.html").unlink()
    asked = at.run("outbox", str(at.workbook), "--passwords")
    assert asked.exit_code == 0
    assert "<td>HS-0417</td>" in (at.out / "passwords.html").read_text("utf-8")
    assert at.outbox("--passwords").exit_code == 2


def test_an_id_typed_anew_is_neither_sent_twice_nor_lost_from_the_sheet(at: Desk) -> None:
    at.send("--confirm", "--all", typed="5\n")
    passwords = (at.out / "passwords.html").read_text("utf-8")
    book = load_workbook(at.workbook)
    for sheet in ("Patients", "Exercises"):
        for cell in book[sheet]["A"]:
            cell.value = "hs-0417" if cell.value == "HS-0417" else cell.value
    book.save(at.workbook)
    told = at.send("--confirm", "--all", typed="0\n")
    assert "hs-0417  changed since it was sent" in told.stdout
    assert len(at.server.accepted) == len(LETTERS)
    (at.out / "passwords.html").unlink()
    at.run("outbox", str(at.workbook), "--out", str(at.out), "--passwords")
    assert (at.out / "passwords.html").read_text("utf-8") == passwords


def test_the_folder_of_handouts_lies_beside_the_workbook(at: Desk) -> None:
    at.out.rename(at.folder / "plans")
    assert at.run("build", str(at.workbook)).exit_code == 0
    at.run("send", str(at.workbook), "--confirm", "--only", "HS-0417", typed="1\n")
    listed = at.run("outbox", str(at.workbook), "--json")
    assert [letter["plan"] for letter in json.loads(listed.stdout)["letters"]] == ["HS-0417"]


@pytest.mark.parametrize("change", ["another --out", "a copied folder", "another workbook"])
def test_a_letter_is_not_sent_again_because_something_moved(change: str, at: Desk) -> None:
    at.send("--confirm", "--all", typed="5\n")
    workbook, out = at.workbook, at.out
    if change == "another --out":
        out = at.folder / "plans-2"
    elif change == "a copied folder":
        out = Path(shutil.copytree(at.out, at.folder / "plans-2"))
    else:
        workbook = Path(shutil.copy(at.workbook, at.folder / "copy.xlsx"))
        out = at.folder / "plans-2"
    result = at.run("send", str(workbook), "--out", str(out), "--confirm", "--all", typed="5\n")
    assert len(at.server.accepted) == 5
    assert "sent already" in result.stdout


def test_an_emptied_outbox_sends_nothing_until_somebody_decides(at: Desk) -> None:
    at.send("--confirm", "--only", "HS-0417", typed="1\n")
    (at.out / ".clinicplan" / "outbox.sqlite3").write_bytes(b"")
    result = at.send("--confirm", "--all", typed="5\n")
    assert (result.exit_code, len(at.server.accepted)) == (5, 1)
    assert "emptied or replaced" in result.stderr
    assert "--take-over" in result.stderr
    assert "emptied or replaced" in at.outbox().stderr
    at.outbox("--take-over")
    result = at.send("--confirm", "--all", typed="4\n")
    assert "HS-0417  sent already on" in result.stdout
    assert len(at.server.accepted) == len(set(at.server.accepted)) == 5


def test_the_first_time_it_says_that_it_cannot_know(at: Desk) -> None:
    assert "cannot know" in at.send().stderr
    at.send("--confirm", typed="1\n")
    assert "cannot know" not in at.send().stderr


def test_a_row_with_mistakes_is_not_left_out_in_silence(at: Desk) -> None:
    def broken(sheet: Any, columns: dict[str, int]) -> None:
        sheet.cell(2, columns["Email"], "sam at example")

    at.change(broken)
    result = at.send()
    assert result.exit_code == 1
    assert "Patients!E2  letter  Email is not an e-mail address" in result.stdout
    assert "HS-0417  a mistake in its e-mail address, consent or password" in result.stdout


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ("", "no line [mail]"),
        ("[mail]\n", "no mail server"),
        ('[mail]\nserver = "localhost"\npassword = "x"\n', "holds a password"),
        ('[mail]\nserver = "localhost"\ncertificate = "missing.pem"\n', "cannot be used"),
        ('[mail]\nserver = "localhost"\nsign_in = "token"\n', "CLINICPLAN_MAIL_TOKEN"),
        ('[mail]\nserver = "localhost"\nsign_in = "microsoft"\n', "needs the setting `client`"),
    ],
)
def test_settings_that_do_not_work_are_told_before_anything(
    settings: str, told: str, at: Desk
) -> None:
    (at.folder / "clinicplan.toml").write_text(settings)
    result = at.send("--confirm", "--all", typed="5\n")
    assert result.exit_code in (3, 5)
    assert told in result.stderr
    assert "Type 5" not in result.output
    assert not (at.out / "passwords.html").exists()


def test_an_outbox_that_is_not_there(at: Desk) -> None:
    result = at.run("outbox", "--out", str(at.folder / "nowhere"))
    assert (result.exit_code, "nothing was sent from there" in result.stderr) == (2, True)
    assert "--help" not in result.stderr
    assert "clinicplan send" in result.stderr
    assert not (at.folder / "nowhere").exists()


def test_json_for_a_program(at: Desk) -> None:
    dry = json.loads(at.send("--json").stdout)
    assert [letter["plan"] for letter in dry["letters"]] == LETTERS
    assert {hold["reason"] for hold in dry["holds"]} == {"no-consent", "no-address"}
    sent = json.loads(at.send("--json", "--confirm", "--all", typed="5\n").stdout)
    assert {letter["verdict"] for letter in sent["letters"]} == {"sent"}
    assert sent["passwords"] == str(at.out / "passwords.html")


def with_canaries(sheet: Any, columns: dict[str, int]) -> None:
    """A canary in every cell that a person types freely."""
    for row in range(2, 10):
        number = sheet.cell(row, columns["Plan ID"]).value
        for heading in ("First name", "Last name", "Goals", "Note to the patient"):
            if sheet.cell(row, columns[heading]).value:
                sheet.cell(row, columns[heading], f"Canary Kanarie {number}")
        if sheet.cell(row, columns["Email"]).value:
            sheet.cell(row, columns["Email"], f"canary.{number}@canary.example")
    sheet.cell(4, columns["Email"], "canary at canary")
    sheet.cell(5, columns["Password"], "canary-canary")


FAULTS = [
    (step, kind)
    for step in ("connect", "hello", "sign-in", "sender", "address", "data", "body", "dot")
    for kind in ("drop", "4xx", "5xx", "535", "garbage")
]


@pytest.mark.parametrize(
    ("step", "kind"),
    [
        pytest.param(*fault, marks=[] if number % 10 == 0 else [pytest.mark.slow])
        for number, fault in enumerate(FAULTS)
    ],
)
def test_no_name_gets_out(
    step: str, kind: str, at: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    """Names in every field, a server that fails: nothing of a patient but in the letter itself."""
    caplog.set_level("DEBUG")
    at.change(with_canaries)
    drafts = at.folder / "drafts"
    results = [at.send(), at.send("--json")]
    at.server.faults["", step] = kind
    results.append(at.send("--confirm", "--all", typed="4\n4\n"))
    results += [at.outbox(), at.outbox("--json")]
    at.server.faults.clear()
    results += [at.send("--confirm", typed="4\n"), at.send("--to-folder", str(drafts)), at.outbox()]
    told = caplog.text + "".join(result.output + result.stderr for result in results)
    told += "".join(str(path) for path in at.folder.rglob("*"))
    told += (at.out / "manifest.json").read_text()
    for path in (at.out / ".clinicplan").iterdir():
        told += path.read_bytes().decode("latin-1") if path.is_file() else ""
    assert not [canary for canary in CANARIES if canary in told.replace("canary-canary", "")]
    assert len(at.server.accepted) == len(set(at.server.accepted))
