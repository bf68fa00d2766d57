"""300 letters through a real mail server (Exim) into mailboxes, read there by a mail program.

Run as root with exim4 and notmuch (GMime reads the letters) installed; skipped elsewhere.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook

from clinicplan.cli import desk
from clinicplan.mail.pdf import open_pdf
from tests.mail.certificates import Certificates

SAMPLE = Path(__file__).parents[2] / "sample_plans" / "sample-clinic.xlsx"
COUNT = 300
EXIM = shutil.which("exim4") or shutil.which("exim") or "/usr/sbin/exim4"
MISSING = not (Path(EXIM).exists() and shutil.which("notmuch")) or os.geteuid() != 0

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(MISSING, reason="needs root, exim4 and notmuch"),
]

CONFIGURATION = """
primary_hostname = localhost
local_interfaces = 127.0.0.1
daemon_smtp_ports = {port}
spool_directory = {folder}/spool
log_file_path = {folder}/spool/%slog
pid_file_path = {folder}/spool/pid
exim_user = {user}
exim_group = {user}
domainlist local = patients.example
smtp_accept_queue_per_connection = 0
tls_advertise_hosts = *
tls_certificate = {folder}/server.pem
tls_privatekey = {folder}/server.key
auth_advertise_hosts = ${{if eq{{$tls_in_cipher}}{{}}{{}}{{*}}}}
acl_smtp_rcpt = check
acl_smtp_data = accept
begin acl
check:
  deny !authenticated = *
  deny domains = !+local
  accept
begin routers
box:
  driver = accept
  domains = +local
  local_parts = lsearch;{folder}/users
  transport = maildir
begin transports
maildir:
  driver = appendfile
  directory = {folder}/mail/$local_part_data
  maildir_format
  create_directory
  user = {user}
begin authenticators
plain:
  driver = plaintext
  public_name = PLAIN
  server_prompts = :
  server_condition = ${{if and{{{{eq{{$auth2}}{{clinic@example.org}}}}{{eq{{$auth3}}{{secret}}}}}}}}
  server_set_id = $auth2
"""


@dataclass(frozen=True)
class Mta:
    """A running Exim: its port, and the folder with a Maildir for each patient."""

    port: int
    boxes: Path

    def arrived(self) -> int:
        return len(list(self.boxes.glob("*/new/*")))


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        port: int = found.getsockname()[1]
        return port


@pytest.fixture
def mta(certificates: Certificates) -> Iterator[Mta]:
    user = "mail"
    # Exim delivers as an ordinary user, who cannot see into pytest's private folders.
    folder = Path(f"/var/tmp/clinicplan-exim-{os.getpid()}")
    for name in ("spool", "mail"):
        (folder / name).mkdir(parents=True)
        shutil.chown(folder / name, user, user)
    for source in (certificates.certificate, certificates.key):
        name = source.name
        shutil.copy(source, folder / name)
        (folder / name).chmod(0o640)
        shutil.chown(folder / name, "root", user)
    (folder / "users").write_text("".join(f"p{number}: p{number}\n" for number in range(COUNT)))
    port = _free_port()
    (folder / "conf").write_text(CONFIGURATION.format(port=port, folder=folder, user=user))
    with subprocess.Popen([EXIM, "-C", str(folder / "conf"), "-bdf", "-q5s"]) as daemon:
        _wait_for(port)
        yield Mta(port, folder / "mail")
        daemon.terminate()
    shutil.rmtree(folder)


def _wait_for(port: int) -> None:
    for _ in range(100):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise TimeoutError


def write_workbook(path: Path) -> None:
    """The sample workbook with 300 other patients; each second handout has no password."""
    book = load_workbook(SAMPLE)
    patients, exercises = book["Patients"], book["Exercises"]
    exercises.delete_rows(2, exercises.max_row)
    columns = [str(cell.value) for cell in patients[1]]
    patients.delete_rows(2, patients.max_row)
    for number in range(COUNT):
        row = {
            "Plan ID": f"P{number:04}", "First name": f"Sam{number:04}",
            "Last name": f"Sample{number:04}", "Email": f"p{number}@patients.example",
            "Consent to email": "yes", "Practitioner": "AE",
            "Programme": "Three exercises, every day", "Start date": date(2026, 12, 1),
            "Weeks": 4, "Password": "none" if number % 2 else None,
        }
        patients.append([row.get(column) for column in columns])
    for table in patients.tables.values():
        table.ref = f"A1:{patients.cell(COUNT + 1, len(columns)).coordinate}"
    book.save(path)


class Reader:
    """A mail program's eyes: notmuch, which reads with GMime."""

    def __init__(self, boxes: Path, folder: Path) -> None:
        config = folder / "notmuch"
        config.write_text(f"[database]\npath={boxes}\n[new]\ntags=new\n")
        self.environment = {**os.environ, "NOTMUCH_CONFIG": str(config)}
        self.run("new", "--quiet")

    def run(self, *words: str) -> bytes:
        return subprocess.run(
            ["notmuch", *words], env=self.environment, check=True, capture_output=True
        ).stdout

    def letters(self) -> list[str]:
        return self.run("search", "--output=messages", "*").decode().split()

    def letter(self, identifier: str) -> tuple[dict[str, str], Path, str, bytes]:
        """Headers, file, plain text and the attached PDF of a letter."""
        shown = json.loads(self.run("show", "--format=json", "--include-html", identifier))
        message = shown[0][0][0]
        mixed = message["body"][0]["content"]
        alternative, pdf = mixed
        plain = alternative["content"][0]["content"]
        assert pdf["filename"] == "exercise-plan.pdf"
        content = self.run("show", "--format=raw", f"--part={pdf['id']}", identifier)
        return message["headers"], Path(message["filename"][0]), plain, content


def test_300_letters_reach_the_right_mailboxes(
    mta: Mta, certificates: Certificates, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    workbook, out = tmp_path / "clinic.xlsx", tmp_path / "plans"
    write_workbook(workbook)
    for file in (certificates.authority, *SAMPLE.parent.glob("*.png")):
        shutil.copy(file, tmp_path)
    (tmp_path / "clinicplan.toml").write_text(
        f'[mail]\nserver = "localhost"\nport = {mta.port}\nsecurity = "starttls"\npace = 600\n'
        'user = "clinic@example.org"\ncertificate = "ca.pem"\n'
    )
    begin = time.monotonic()
    result = CliRunner().invoke(
        desk,
        ["send", str(workbook), "--out", str(out), "--confirm", "--all", "--json"],
        input=f"{COUNT}\n", env={"CLINICPLAN_MAIL_PASSWORD": "secret"},
    )
    took = time.monotonic() - begin
    report = json.loads(result.stdout)
    assert (result.exit_code, report["holds"]) == (0, [])
    assert [letter["verdict"] for letter in report["letters"]] == ["sent"] * COUNT
    for _ in range(200):
        if mta.arrived() == COUNT:
            break
        time.sleep(0.1)
    sheet = (out / "passwords.html").read_text("utf-8")
    reader = Reader(mta.boxes, tmp_path)
    letters = [reader.letter(identifier) for identifier in reader.letters()]
    assert len(letters) == COUNT
    equal = opened = 0
    for headers, file, plain, pdf in letters:
        number = int(file.relative_to(mta.boxes).parts[0].removeprefix("p"))
        assert headers["To"] == f"p{number}@patients.example"
        assert f"Dear Sam{number:04} Sample{number:04}," in plain
        built = (out / f"P{number:04}.pdf").read_bytes()
        if number % 2:
            assert pdf == built
            equal += 1
            continue
        password = sheet.split(f"<td>P{number:04}</td>")[1].split('password">')[1].split("<")[0]
        unlocked, original = open_pdf(pdf, password=password), open_pdf(built)
        assert unlocked is not None
        assert original is not None
        assert open_pdf(pdf) is None
        assert (unlocked.seal, unlocked.first_page) == (original.seal, original.first_page)
        opened += 1
    assert {file.parts[-3] for _, file, _, _ in letters} == {f"p{n}" for n in range(COUNT)}
    with capsys.disabled():
        print(f"\n{COUNT} letters in {took:.0f} s: {equal} equal to the built file, "
              f"{opened} locked and opened with their own password")
