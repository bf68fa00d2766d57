"""Letters that come back: reports are known, read from a mailbox, and counted once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from clinicplan.mail.bounces import Bounce, bounce_in
from clinicplan.mail.choose import earlier
from clinicplan.mail.deliver import deliver
from clinicplan.mail.entry import State
from clinicplan.mail.letter import message_id
from clinicplan.mail.mailbox import (
    ClosedMailbox,
    Mailbox,
    NoMailbox,
    mailbox,
    reports,
    with_password,
)
from clinicplan.mail.record import Record, open_record
from clinicplan.mail.settings import Security, Settings
from tests.mail.certificates import Certificates
from tests.mail.imap_server import ImapServer
from tests.mail.postroom import NOW, SENDER, Recording, plan, queue, run_of, seal

ID = message_id(seal(plan(1)), sender=SENDER.address)
STEM = ID[1:41]

REPORT = f"""\
From: MAILER-DAEMON@mx.example.org
To: clinic@example.org
Subject: Undelivered Mail Returned to Sender
Message-ID: <report-1@mx.example.org>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

Your letter could not be delivered.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.org

Final-Recipient: rfc822; p1@patients.example
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 no such user

--b
Content-Type: message/rfc822

From: clinic@example.org
Message-ID: {ID}
Subject: Your exercise plan

Dear you
--b--
"""
HEADERS_ONLY = REPORT.replace("message/rfc822\n", "text/rfc822-headers\n")


def crlf(text: str) -> bytes:
    return text.replace("\n", "\r\n").encode()


@pytest.mark.parametrize(
    ("text", "stem", "code"),
    [
        (REPORT, STEM, 550),
        (HEADERS_ONLY, STEM, 550),
        (REPORT.replace("Action: failed", "Action: FAILED (for good)"), "", 0),
        (REPORT.replace("Action: failed", "action: Failed"), STEM, 550),
        (REPORT.replace("Diagnostic-Code: smtp; 550 5.1.1 no such user\n", ""), STEM, 0),
        (REPORT.replace("550 5.1.1 no such", "552 5.2.2 mailbox full"), STEM, 552),
        (REPORT.replace("Action: failed", "Action: delayed"), "", 0),
        (REPORT.replace("Action: failed", "Action: delivered"), "", 0),
        (REPORT.replace(ID, "<somebody@else.example>"), "", 0),
        (REPORT.replace(f"Message-ID: {ID}\n", ""), "", 0),
        ("Subject: I am away\nAuto-Submitted: auto-replied\n\nUntil Monday", "", 0),
        (f"Subject: Re: Your exercise plan\nIn-Reply-To: {ID}\n\nThank you", "", 0),
        ("", "", 0),
        ("Content-Type: multipart/report; report-type=delivery-status\n\nno parts", "", 0),
        (REPORT[:500], "", 0),
    ],
)
def test_what_is_a_report_of_a_letter_that_came_back(text: str, stem: str, code: int) -> None:
    found = bounce_in(crlf(text))
    assert (found.stem if found else "", found.code if found else 0) == (stem, code)


@pytest.mark.parametrize("junk", [b"\xff\xfe" * 50, b"Content-Type: \xff\r\n\r\n", b"\0" * 9])
def test_no_message_of_a_stranger_breaks_anything(junk: bytes) -> None:
    assert bounce_in(junk) is None


def test_a_cut_or_changed_report_never_breaks_anything() -> None:
    whole = crlf(REPORT)
    for size in range(0, len(whole), 7):
        bounce_in(whole[:size])
        bounce_in(whole[size:])


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    """Two letters that went out."""
    with open_record(tmp_path / "state", tmp_path / "home", now=lambda: NOW) as opened:
        letters = queue([plan(1), plan(2)], opened.outbox)
        list(deliver(letters, run_of(opened.outbox, Recording(), witness=opened)))
        yield opened


def test_a_letter_that_came_back_counts_once_and_may_go_to_a_new_address(record: Record) -> None:
    bounce = Bounce("report", STEM, 550)
    assert record.bounced([bounce, bounce, Bounce("other", "0" * 40)]) == ("P00001",)
    entry = record.outbox.entry("P00001", 1)
    assert entry
    assert (entry.state, entry.step, entry.code) == (State.RETURNED, "bounce", 550)
    hold = earlier(plan(1), record.outbox.entries(), seal=seal(plan(1)))
    assert hold
    assert hold.reason == "returned"
    moved = plan(1)
    moved = replace(moved, patient=replace(moved.patient, email="new@patients.example"))
    assert earlier(moved, record.outbox.entries(), seal=seal(moved)) is None
    transport = Recording()
    list(deliver(queue([moved], record.outbox), run_of(record.outbox, transport, witness=record)))
    assert [envelope.to for envelope in transport.sent] == ["new@patients.example"]
    assert record.bounced([bounce]) == ()


def test_what_came_back_may_be_sent_from_another_folder(record: Record, tmp_path: Path) -> None:
    record.bounced([Bounce("report", STEM)])
    with open_record(tmp_path / "other", tmp_path / "home", now=lambda: NOW) as other:
        assert other.trace(plan(1)) is None
        trace = other.trace(plan(2))
        assert trace
        assert trace.reason == "sent-elsewhere"


@pytest.fixture
def server(certificates: Certificates) -> Iterator[ImapServer]:
    running = ImapServer(certificates.server())
    yield running
    running.stop()


def way_to(server: ImapServer, certificates: Certificates, *, password: str = "secret") -> Mailbox:
    return Mailbox("localhost", server.port, Security.TLS, certificates.trust(),
                   with_password("clinic@example.org", password), timeout=5)


def test_only_reports_are_fetched_and_nothing_is_changed(
    server: ImapServer, certificates: Certificates
) -> None:
    private = crlf("Subject: private\n\nhello")
    server.messages += [private, crlf(REPORT), private, crlf(HEADERS_ONLY)]
    found = list(reports(way_to(server, certificates), since=date(2026, 1, 5)))
    assert [bounce_in(data) for data in found] == [
        bounce_in(crlf(REPORT)), bounce_in(crlf(HEADERS_ONLY))
    ]
    assert "UID SEARCH SINCE 05-Jan-2026" in server.asked
    assert any(line.startswith("EXAMINE") for line in server.asked)
    fetched = [line for line in server.asked if "BODY.PEEK[])" in line]
    assert [line.split()[2] for line in fetched] == ["2", "4"]
    assert not [line for line in server.asked if "STORE" in line or " BODY[" in line]


def test_an_empty_mailbox(server: ImapServer, certificates: Certificates) -> None:
    assert list(reports(way_to(server, certificates), since=date(2026, 1, 5))) == []


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"prove": with_password("clinic@example.org", "wrong")}, "does not open"),
        ({"server": "imap.no-such-name.invalid"}, "no server"),
        ({"port": 1}, "does not answer"),
    ],
)
def test_a_mailbox_that_does_not_open_is_told(
    change: dict[str, object], told: str, server: ImapServer, certificates: Certificates
) -> None:
    way = replace(way_to(server, certificates), **change)  # type: ignore[arg-type]  # of each field's type
    with pytest.raises(ClosedMailbox, match=told):
        list(reports(way, since=date(2026, 1, 5)))


def test_a_stranger_in_the_mailboxs_place_is_not_trusted(server: ImapServer) -> None:
    import ssl

    way = Mailbox("localhost", server.port, Security.TLS, ssl.create_default_context(),
                  with_password("u", "p"), timeout=5)
    with pytest.raises(ClosedMailbox, match="not to be trusted"):
        list(reports(way, since=date(2026, 1, 5)))


def test_settings_without_a_mailbox_are_told() -> None:
    with pytest.raises(NoMailbox):
        mailbox(Settings(), prove=with_password("u", "p"))
