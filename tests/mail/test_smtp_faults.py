"""Every step of a letter's way fails in every way, at the first, a middle and the last letter."""

from __future__ import annotations

import smtplib
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any, ClassVar

import pytest

from clinicplan.errors import UnsentMail
from clinicplan.mail.deliver import UnwillingServer, deliver
from clinicplan.mail.entry import State
from clinicplan.mail.outbox import Outbox, open_outbox
from clinicplan.mail.readback import Expected
from clinicplan.mail.refusals import (
    ServerRefused,
    SignInRefused,
    UnencryptedPort,
    UnknownServer,
    UnreachableServer,
    UntrustedServer,
)
from clinicplan.mail.settings import Security
from clinicplan.mail.signin import with_password
from clinicplan.mail.smtp import Route, Smtp
from clinicplan.mail.transport import Envelope, Receipt
from tests.mail.certificates import Certificates
from tests.mail.faulty_server import FaultyServer
from tests.mail.postroom import NOW, plan, queue, run_of

LINK = ("drop", "close", "421", "4xx", "garbage", "hang")
LATER, REFUSED, DOUBT, SENT = State.READY, State.REFUSED, State.IN_DOUBT, State.SENT

EXPECTED: dict[tuple[str, str], State | type[UnsentMail]] = {
    **{(step, kind): LATER
       for step in ("connect", "hello", "encrypt", "sign-in", "sender", "address", "data")
       for kind in LINK},
    ("connect", "5xx"): ServerRefused,
    ("hello", "5xx"): ServerRefused,
    ("encrypt", "5xx"): UntrustedServer,
    ("offer", "none"): UntrustedServer,
    ("sign-in", "535"): SignInRefused,
    ("sender", "5xx"): REFUSED,
    ("address", "5xx"): REFUSED,
    ("data", "5xx"): REFUSED,
    ("dot", "4xx"): LATER,
    ("dot", "421"): LATER,
    ("dot", "5xx"): REFUSED,
    ("dot", "drop"): DOUBT,
    ("dot", "close"): DOUBT,
    ("dot", "hang"): DOUBT,
    ("dot", "garbage"): DOUBT,
    ("dot", "half"): DOUBT,
    ("dot", "multiline"): DOUBT,
    ("after", "drop"): SENT,
    ("after", "close"): SENT,
}
COUNT = 5
PLACES = {"first": 1, "middle": 3, "last": COUNT}


def quick(step: str, kind: str) -> bool:
    """The shorter cut: all of the dot, and one of each sort elsewhere."""
    return kind in ("drop", "421", "5xx", "535", "none") or (step == "dot" and kind != "hang")


TABLE = [
    pytest.param(
        step, kind, place, expected,
        id=f"{step}-{kind}-{place}",
        marks=[] if place == "middle" and quick(step, kind) else [pytest.mark.slow],
    )
    for (step, kind), expected in EXPECTED.items()
    for place in PLACES
]


class OneEach:
    """A connection for each letter, so that the first steps are tried at each letter, too."""

    def __init__(self, server: FaultyServer, route: Route) -> None:
        self.server, self.smtp = server, Smtp(route)

    def send(self, envelope: Envelope, *, commit: Callable[[], bool]) -> Receipt:
        self.server.current = envelope.plan
        receipt = self.smtp.send(envelope, commit=commit)
        self.smtp.close()
        return receipt

    def close(self) -> None:
        self.smtp.close()


@pytest.fixture
def server(certificates: Certificates) -> Iterator[FaultyServer]:
    running = FaultyServer(certificates.server())
    yield running
    running.stop()


def route_to(
    server: FaultyServer, certificates: Certificates, *, timeout: float = 0.25
) -> Route:
    return Route(
        "localhost", server.port, Security.STARTTLS if server.starttls else Security.TLS,
        certificates.trust(), timeout, with_password("clinic@example.org", "not a secret"), 0.03,
    )


def one_run(letters: list[Expected], outbox: Outbox, transport: OneEach) -> str:
    try:
        for _ in deliver(letters, run_of(outbox, transport)):
            pass
    except UnsentMail as error:
        return f"{type(error).__name__}: {error} {error.remedy}"
    return ""


@pytest.mark.parametrize(("step", "kind", "place", "expected"), TABLE)
def test_the_step_that_fails_decides(
    step: str,
    kind: str,
    place: str,
    expected: State | type[UnsentMail],
    certificates: Certificates,
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level("DEBUG")
    server = FaultyServer(certificates.server(), starttls=step in ("encrypt", "offer"))
    target = f"P{PLACES[place]:05}"
    server.faults[target, step] = kind
    with open_outbox(tmp_path / "state", now=lambda: NOW) as outbox:
        letters = queue([plan(number + 1) for number in range(COUNT)], outbox)
        transport = OneEach(server, route_to(server, certificates))
        told = one_run(letters, outbox, transport)
        states = {entry.plan: entry.state for entry in outbox.entries()}
        if isinstance(expected, State):
            assert told == ""
            assert states.pop(target) is expected
            assert set(states.values()) == {State.SENT}
        else:
            assert told.startswith(expected.__name__)
            before = sorted(states)[: PLACES[place] - 1]
            assert {name for name, state in states.items() if state is State.SENT} == set(before)
            assert set(states.values()) <= {State.SENT, State.READY}
        server.faults.clear()
        told += one_run(letters, outbox, transport)
        copies = Counter(server.accepted)
        for letter in letters:
            entry = outbox.entry(letter.plan, 1)
            assert entry is not None
            assert copies[letter.message_id] <= 1
            if entry.state is not State.IN_DOUBT:
                assert copies[letter.message_id] == (entry.state is State.SENT)
        rows = outbox.entries()
    server.stop()
    out, err = capfd.readouterr()
    files = " ".join(str(path) for path in tmp_path.rglob("*"))
    traces = f"{told} {out} {err} {caplog.text} {rows} {files}"
    assert not [word for word in ("Sam0", "Sample0", "patients.example") if word in traces]


def test_a_letter_that_breaks_off_in_the_middle_is_not_in_doubt(
    server: FaultyServer, certificates: Certificates
) -> None:
    """Larger than all buffers on the way, so that the break is felt before the dot."""
    server.faults["", "body"] = "drop"
    asked = False
    big = Envelope("P1", "clinic@example.org", "p1@patients.example", b"x" * 78 + b"\r\n")
    big = Envelope(big.plan, big.sender, big.to, big.data * 300_000)
    smtp = Smtp(route_to(server, certificates, timeout=5))

    def commit() -> bool:
        nonlocal asked
        asked = True
        return True

    assert smtp.send(big, commit=commit).verdict == "later"
    assert not asked


@pytest.mark.parametrize("kind", ["drop", "close", "421"])
@pytest.mark.parametrize("size", [100, 3_000, 30_000, 300_000])
def test_a_link_that_breaks_in_the_body_is_not_in_doubt(
    kind: str, size: int, server: FaultyServer, certificates: Certificates
) -> None:
    """However small the letter: it never arrived, so it may be sent again."""
    server.faults["", "body"] = kind
    asked: list[str] = []

    def commit() -> bool:
        asked.append("commit")
        return True

    letter = Envelope("P1", "clinic@example.org", "p1@patients.example", b"x" * 78 + b"\r\n")
    letter = replace(letter, data=letter.data * (size // 80 + 1))
    smtp = Smtp(replace(route_to(server, certificates, timeout=5), look=0.3))
    receipt = smtp.send(letter, commit=commit)
    assert (receipt.verdict, receipt.step) == ("later", "body")
    assert (asked, server.accepted) == ([], [])


def test_the_encryptions_own_talk_is_no_break(
    server: FaultyServer, certificates: Certificates, outbox: Outbox
) -> None:
    (letter,) = queue([plan(1)], outbox)
    transport = OneEach(server, replace(route_to(server, certificates), look=0.3))
    assert one_run([letter], outbox, transport) == ""
    assert server.recipients == ["p1@patients.example"]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"server": "mail.no-such-name.invalid"}, UnknownServer),
        ({"port": 1}, UnreachableServer),
        ({"security": Security.TLS}, UnencryptedPort),
    ],
)
def test_what_waiting_does_not_mend_is_told_at_once(
    change: dict[str, Any], told: type[UnsentMail], certificates: Certificates, outbox: Outbox
) -> None:
    plain = FaultyServer(certificates.server(), starttls=True)
    letters = queue([plan(1), plan(2)], outbox)
    waits: list[float] = []
    smtp = Smtp(replace(route_to(plain, certificates, timeout=5), **change))
    with pytest.raises(told) as caught:
        list(deliver(letters, run_of(outbox, smtp, pause=waits.append)))
    plain.stop()
    assert waits == []
    assert "Wait a while" not in caught.value.remedy
    assert {entry.state for entry in outbox.entries()} == {State.READY}


def test_a_server_that_goes_away_in_the_middle_is_waited_for(
    server: FaultyServer, certificates: Certificates, outbox: Outbox
) -> None:
    letters = queue([plan(number) for number in range(1, 5)], outbox)
    waits: list[float] = []
    smtp = OneEach(server, route_to(server, certificates))
    server.on_take = lambda count: server.stop()
    with pytest.raises(UnwillingServer):
        list(deliver(letters, run_of(outbox, smtp, pause=waits.append)))
    assert waits


def test_a_letter_too_big_for_the_server_is_refused_before_it_is_sent(
    server: FaultyServer, certificates: Certificates
) -> None:
    big = Envelope("P1", "clinic@example.org", "p1@patients.example", b"x" * 30_000_001)
    smtp = Smtp(route_to(server, certificates, timeout=5))
    receipt = smtp.send(big, commit=lambda: True)
    smtp.close()
    assert (receipt.verdict, receipt.code) == ("refused", 552)
    assert server.accepted == []


def test_a_stopped_letter_is_never_ended_by_a_goodbye(
    server: FaultyServer, certificates: Certificates
) -> None:
    """Ctrl-C just before the dot: the server must see a broken link, not a whole letter."""
    smtp = Smtp(route_to(server, certificates, timeout=5))

    def stop() -> bool:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        smtp.send(Envelope("P1", "a@example.org", "b@example.org", b"Subject: x\r\n"), commit=stop)
    smtp.close()
    assert server.accepted == []


def test_a_letter_that_another_run_has_leaves_nothing_behind(
    server: FaultyServer, certificates: Certificates
) -> None:
    """It was handed over but for its dot: the next letter must not become its end."""
    server.keep = True
    smtp = Smtp(route_to(server, certificates, timeout=1))
    data = b"Subject: x\r\nMessage-ID: <%d@y>\r\n\r\nhello\r\n"
    for number, verdict in ((1, "taken"), (2, "sent")):
        letter = Envelope("P1", "a@example.org", f"p{number}@patients.example", data % number)
        assert smtp.send(letter, commit=lambda: number == 2).verdict == verdict  # noqa: B023
    smtp.close()
    assert (server.recipients, server.bodies) == (["p2@patients.example"], [data % 2])


def test_the_next_letter_uses_the_same_connection(
    server: FaultyServer, certificates: Certificates, outbox: Outbox
) -> None:
    letters = queue([plan(1), plan(2), plan(3)], outbox)
    server.faults["P00002", "address"] = "5xx"
    smtp = Smtp(route_to(server, certificates, timeout=5))

    class Watched:
        links: ClassVar[set[int]] = set()

        def send(self, envelope: Envelope, *, commit: Callable[[], bool]) -> Receipt:
            server.current = envelope.plan
            receipt = smtp.send(envelope, commit=commit)
            self.links.add(id(smtp._link))
            return receipt

        def close(self) -> None:
            smtp.close()

    list(deliver(letters, run_of(outbox, Watched())))
    assert len(Watched.links) == 1
    assert server.recipients == ["p1@patients.example", "p3@patients.example"]


def test_dots_at_the_start_of_lines_arrive_as_they_are(
    server: FaultyServer, certificates: Certificates
) -> None:
    server.keep = True
    data = b"Subject: x\r\nMessage-ID: <x@y>\r\n\r\n.\r\n..\r\n.a\r\nRCPT TO:<b@c>\r\n"
    smtp = Smtp(route_to(server, certificates, timeout=5))
    smtp.send(Envelope("P1", "a@example.org", "b@example.org", data), commit=lambda: True)
    smtp.close()
    assert server.bodies == [data]


def test_smtplib_still_takes_the_name_to_verify_from_where_we_set_it() -> None:
    with suppress(OSError):
        link = smtplib.SMTP()
        assert link._host == ""  # type: ignore[attr-defined]
