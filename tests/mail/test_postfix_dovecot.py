"""100 letters through Postfix into Dovecot's mailboxes, and the bounces read back over IMAP.

Run as root with postfix and dovecot-imapd installed; skipped elsewhere. Each starts an instance
of its own in a temporary folder, on free ports of the loopback, and is stopped again.
"""

from __future__ import annotations

import imaplib
import json
import os
import pwd
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from email import message_from_bytes
from email.policy import SMTP
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from openpyxl import load_workbook

from clinicplan.cli import desk
from clinicplan.mail.pdf import open_pdf
from tests.mail.certificates import Certificates

SAMPLE = Path(__file__).parents[2] / "sample_plans" / "sample-clinic.xlsx"
COUNT = 100
BOUNCING = range(0, COUNT, 10)
MISSING = not (shutil.which("postfix") and shutil.which("dovecot")) or os.geteuid() != 0

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(MISSING, reason="needs root, postfix and dovecot-imapd"),
]

MAIN = """
compatibility_level = 3.6
queue_directory = {folder}/queue
data_directory = {folder}/data
maillog_file = {folder}/log
maillog_file_prefixes = {folder}
mail_owner = postfix
setgid_group = postdrop
myhostname = mx.example.org
mydestination =
mynetworks =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
virtual_mailbox_domains = patients.example, example.org
virtual_mailbox_base = {folder}/mail
virtual_mailbox_maps = texthash:{folder}/boxes
virtual_uid_maps = static:{uid}
virtual_gid_maps = static:{gid}
virtual_minimum_uid = 1
smtpd_reject_unlisted_recipient = no
smtpd_tls_cert_file = {folder}/server.pem
smtpd_tls_key_file = {folder}/server.key
smtpd_tls_security_level = encrypt
smtpd_tls_auth_only = yes
smtpd_sasl_auth_enable = yes
smtpd_sasl_type = dovecot
smtpd_sasl_path = inet:127.0.0.1:{auth}
smtpd_relay_restrictions = permit_sasl_authenticated, reject
smtpd_client_connection_rate_limit = 0
message_size_limit = 20000000
"""
MASTER = """
127.0.0.1:{smtp} inet n - n - - smtpd
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 5 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
smtp unix - - n - - smtp
error unix - - n - - error
retry unix - - n - - error
discard unix - - n - - discard
virtual unix - n n - - virtual
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
postlog unix-dgram n - n - 1 postlogd
"""
DOVECOT = """
protocols = imap
base_dir = {folder}/run
state_dir = {folder}/run
log_path = {folder}/dovecot.log
ssl = required
ssl_cert = <{folder}/server.pem
ssl_key = <{folder}/server.key
listen = 127.0.0.1
auth_mechanisms = plain login
mail_location = maildir:{folder}/mail/%d/%n
first_valid_uid = 1
passdb {{
  driver = static
  args = password=secret
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={folder}/mail/%d/%n
}}
service imap-login {{
  inet_listener imap {{
    port = 0
  }}
  inet_listener imaps {{
    port = {imap}
  }}
}}
service auth {{
  inet_listener {{
    address = 127.0.0.1
    port = {auth}
  }}
}}
"""


@dataclass(frozen=True)
class Post:
    """The running servers."""

    smtp: int
    imap: int
    folder: Path

    def arrived(self) -> int:
        return len(list(self.folder.glob("mail/*/*/new/*")))


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        port: int = found.getsockname()[1]
        return port


def wait_for(port: int) -> None:
    for _ in range(200):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError


@pytest.fixture
def post(certificates: Certificates) -> Iterator[Post]:
    folder = Path(f"/var/tmp/clinicplan-postfix-{os.getpid()}")
    for name in ("queue", "data", "mail", "run", "conf"):
        (folder / name).mkdir(parents=True)
    shutil.chown(folder / "data", "postfix")
    shutil.chown(folder / "mail", "mail", "mail")
    for source in (certificates.certificate, certificates.key):
        shutil.copy(source, folder / source.name)
    (folder / "boxes").write_text(
        "".join(f"{address(n)} patients.example/p{n}/\n" for n in range(COUNT)
                if n not in BOUNCING)
        + "clinic@example.org example.org/clinic/\n"
    )
    ports = {"smtp": free_port(), "imap": free_port(), "auth": free_port()}
    box = pwd.getpwnam("mail")
    values = {"folder": folder, "uid": box.pw_uid, "gid": box.pw_gid, **ports}
    (folder / "conf" / "main.cf").write_text(MAIN.format(**values))
    (folder / "conf" / "master.cf").write_text(MASTER.format(**values))
    (folder / "dovecot.conf").write_text(DOVECOT.format(**values))
    postfix = ["postfix", "-c", str(folder / "conf")]
    with subprocess.Popen(["dovecot", "-F", "-c", str(folder / "dovecot.conf")]) as dovecot:
        subprocess.run([*postfix, "start"], check=True, capture_output=True)
        wait_for(ports["smtp"])
        wait_for(ports["imap"])
        yield Post(ports["smtp"], ports["imap"], folder)
        subprocess.run([*postfix, "stop"], check=False, capture_output=True)
        dovecot.terminate()
    shutil.rmtree(folder)


def address(number: int) -> str:
    return f"p{number}@patients.example"


def write_workbook(path: Path) -> None:
    """The sample workbook with 100 other patients; every tenth has no mailbox."""
    book = load_workbook(SAMPLE)
    patients, exercises = book["Patients"], book["Exercises"]
    exercises.delete_rows(2, exercises.max_row)
    columns = [str(cell.value) for cell in patients[1]]
    patients.delete_rows(2, patients.max_row)
    for number in range(COUNT):
        row = {
            "Plan ID": f"P{number:04}", "First name": f"Sam{number:04}",
            "Last name": f"Sample{number:04}", "Email": address(number),
            "Consent to email": "yes", "Practitioner": "AE",
            "Programme": "Three exercises, every day", "Start date": date(2026, 12, 1),
            "Weeks": 4, "Password": "none" if number % 2 else None,
        }
        patients.append([row.get(column) for column in columns])
    for table in patients.tables.values():
        table.ref = f"A1:{patients.cell(COUNT + 1, len(columns)).coordinate}"
    book.save(path)


def run(*words: str, typed: str = "") -> Result:
    environment = {"CLINICPLAN_MAIL_PASSWORD": "secret"}
    return CliRunner().invoke(desk, list(words), input=typed, env=environment)


def letters_of(post: Post, user: str, certificates: Certificates) -> list[bytes]:
    """What a mail program finds in a mailbox."""
    with imaplib.IMAP4_SSL("localhost", post.imap, ssl_context=certificates.trust()) as link:
        link.login(user, "secret")
        link.select("INBOX", readonly=True)
        numbers = link.search(None, "ALL")[1][0].split()
        fetched = [link.fetch(number.decode(), "(BODY.PEEK[])")[1][0] for number in numbers]
    return [part[1] for part in fetched if isinstance(part, tuple)]


def test_100_letters_arrive_or_come_back(
    post: Post, certificates: Certificates, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    workbook, out = tmp_path / "clinic.xlsx", tmp_path / "plans"
    write_workbook(workbook)
    for file in (certificates.authority, *SAMPLE.parent.glob("*.png")):
        shutil.copy(file, tmp_path)
    (tmp_path / "clinicplan.toml").write_text(
        f'[mail]\nserver = "localhost"\nport = {post.smtp}\nsecurity = "starttls"\npace = 600\n'
        f'user = "clinic@example.org"\ncertificate = "ca.pem"\nimap = "localhost"\n'
        f"imap_port = {post.imap}\ncalendar = true\n"
    )
    begin = time.monotonic()
    sent = run("send", str(workbook), "--confirm", "--all", "--json", typed=f"{COUNT}\n")
    took = time.monotonic() - begin
    report = json.loads(sent.stdout)
    assert (sent.exit_code, report["holds"]) == (0, []), report["stopped"]
    assert [letter["verdict"] for letter in report["letters"]] == ["sent"] * COUNT
    for _ in range(300):
        if post.arrived() == COUNT:  # 90 letters, and 10 reports for the clinic
            break
        time.sleep(0.1)
    sheet = (out / "passwords.html").read_text("utf-8")
    for number in set(range(COUNT)) - set(BOUNCING):
        (data,) = letters_of(post, address(number), certificates)
        letter = message_from_bytes(data, policy=SMTP)
        assert letter["To"] == address(number)
        plain = letter.get_body(("plain",))
        assert plain
        assert f"Dear Sam{number:04} Sample{number:04}," in plain.get_content()
        handout, times = letter.iter_attachments()
        assert times.get_content_type() == "text/calendar"
        built = open_pdf((out / f"P{number:04}.pdf").read_bytes())
        password = ""
        if number % 2 == 0:
            row = sheet.split(f"<td>P{number:04}</td>")[1]
            password = row.split('password">')[1].split("<")[0]
            assert open_pdf(handout.get_content()) is None
        opened = open_pdf(handout.get_content(), password=password)
        assert opened
        assert built
        assert (opened.seal, opened.first_page) == (built.seal, built.first_page)
    back = run("outbox", str(workbook), "--bounces", "--json")
    states = {row["plan"]: row["state"] for row in json.loads(back.stdout)["letters"]}
    expected = {f"P{n:04}": "returned" if n in BOUNCING else "sent" for n in range(COUNT)}
    assert (back.exit_code, states) == (5, expected)
    again = run("outbox", str(workbook), "--bounces")
    assert "No letter came back since the last look" in again.stderr
    with capsys.disabled():
        print(f"\n{COUNT} letters in {took:.0f} s: {COUNT - len(BOUNCING)} arrived as built, "
              f"{len(BOUNCING)} came back")
