"""What a letter says, what it does not say, and what its bytes are."""

from __future__ import annotations

import io
import re
import sys
from dataclasses import replace
from datetime import date, timedelta
from email import message_from_bytes
from email.policy import SMTP
from pathlib import Path
from string import Template
from typing import Any

import pikepdf
import pytest
from icalendar import Calendar

from clinicplan.dose import Days, Dose, Rhythm, Times, exactly
from clinicplan.errors import BrokenHandout, FaultyTemplate
from clinicplan.mail.calendar import times
from clinicplan.mail.entry import Entry, State
from clinicplan.mail.extras import MissingPackage
from clinicplan.mail.letter import Dress, FaultySender, Sender, checked_sender, message_id
from clinicplan.mail.outbox import Outbox
from clinicplan.mail.parcel import Office, expected, pack
from clinicplan.mail.pdf import open_pdf
from clinicplan.mail.protect import protect
from clinicplan.mail.readback import faults, written_at
from clinicplan.mail.settings import FaultySettings
from clinicplan.mail.sheet import password_sheet
from clinicplan.mail.words import letter_words, read_frame
from clinicplan.plan import Plan, Prescription, Side
from tests.mail.postroom import (
    CALENDAR_OFFICE,
    CATALOGUE,
    CLINIC,
    NOW,
    OFFICE,
    SENDER,
    handout,
    parcel,
    plan,
    queue,
    seal,
)

SAM = plan(1)


def text_of(of: Plan, kind: str, office: Office = OFFICE, *, password: str = "") -> str:
    message = message_from_bytes(pack(parcel(of), office, password=password), policy=SMTP)
    part = message.get_body((kind,))
    assert part is not None
    return str(part.get_content()).replace("\r\n", "\n")


def test_the_plain_letter_reads_like_this() -> None:
    assert text_of(SAM, "plain", password="x" * 10) == """\
Dear Sam00001 Sample00001,

Here is your exercise plan from Example Clinic. It is the file at the end of this e-mail.

HOW TO OPEN YOUR PLAN
The file is locked, so that nobody but you can read it, even if somebody else sees this e-mail.
1. Open the file exercise-plan.pdf at the end of this e-mail.
2. It asks for a password. We tell you the password by phone or when you visit us. We never send it by e-mail.
3. Type it exactly as we gave it to you. The dashes belong to it, and small letters stay small. Then press Enter or OK.
4. It does not open? Call us on 01632 960100.

You can read your plan on a screen or print it.

Do you have a question? Please call us on 01632 960100. We are happy to help.

Is this not for you? We are sorry. Please tell us, and then delete this e-mail.

With kind regards,
Tess Testwell
Example Clinic

-- 
Example Clinic
1 Sample Street
Testtown
01632 960100
Monday to Friday, 9 to 5
clinic.example
"""  # noqa: E501, W291  as it is sent


def test_a_new_version_says_that_it_takes_the_old_ones_place() -> None:
    assert "takes the place" not in text_of(SAM, "plain")
    assert "takes the place" in text_of(replace(SAM, version=2), "plain")
    assert "takes the place" in text_of(replace(SAM, replaces="P00000"), "plain")


def test_the_letter_tells_nothing_of_the_plan() -> None:
    told = replace(
        SAM, condition="plantar-fasciitis", goals=("Dance again",), note="Mind the knee",
        take_care=("pregnancy",), password="none",
    )
    data = pack(parcel(told), CALENDAR_OFFICE, password="")
    for part in message_from_bytes(data, policy=SMTP).walk():
        content = "" if part.is_multipart() else str(part.get_content())
        if part.get_content_type() == "application/pdf":
            continue
        for word in ("plantar", "Dance", "knee", "pregnan", "toe", "foot", "feet", "P00001"):
            assert word not in content.lower()
    head = data.split(b"\r\n\r\n")[0]
    assert b"Sam0" not in head
    assert b"Sample0" not in head
    assert b"P00001" not in head


def test_the_same_letter_has_the_same_bytes() -> None:
    assert pack(parcel(SAM), CALENDAR_OFFICE, password="") == pack(
        parcel(SAM), CALENDAR_OFFICE, password=""
    )


def test_the_message_id_is_the_plans_and_versions() -> None:
    one = message_id(seal(SAM), sender=SENDER.address)
    assert one == message_id(seal(SAM), sender=SENDER.address)
    assert one != message_id(seal(replace(SAM, version=2)), sender=SENDER.address)
    assert one.endswith("@example.org>")
    assert seal(SAM)[:8] not in one


def test_markup_in_a_name_is_data() -> None:
    odd = replace(SAM, patient=replace(SAM.patient, first_name="<b>&{clinic}$title"))
    assert "<b>&{clinic}$title Sample00001" in text_of(odd, "plain")
    assert "&lt;b&gt;&amp;{clinic}$title Sample00001" in text_of(odd, "html")


@pytest.mark.parametrize("name", ["Zoë Müller", "张 伟", "محمد علي", "Anne-Marie O'Sample"])
def test_names_in_any_script_arrive(name: str) -> None:
    first, last = name.split(" ")
    odd = replace(SAM, patient=replace(SAM.patient, first_name=first, last_name=last))
    assert f"Dear {name}," in text_of(odd, "plain")


def test_all_lines_are_short_and_ascii() -> None:
    data = pack(parcel(SAM), CALENDAR_OFFICE, password="")
    assert max(map(len, data.split(b"\r\n"))) <= 998
    assert data.isascii()
    assert b"\n" not in data.replace(b"\r\n", b"")


@pytest.mark.parametrize(
    "sender",
    [
        Sender("", "Clinic"),
        Sender("clinic", "Clinic"),
        Sender("clinic@example.org", "Clinic\r\nBcc: x@example.org"),
        Sender("clinic@example.org", "=?utf-8?q?x?="),
        Sender("clinic@example.org", "Clinic", "nobody"),
    ],
)
def test_a_sender_that_cannot_stand_in_a_header_is_refused(sender: Sender) -> None:
    with pytest.raises(FaultySettings):
        checked_sender(sender)


def test_a_locked_handout_opens_with_its_password_only() -> None:
    pdf = handout("Sam Sample", seal(SAM))
    locked = protect(pdf, password="kmp4-7xwd-qr3t")
    assert open_pdf(locked) is None
    assert open_pdf(locked, password="kmp4-7xwd-qr3x") is None
    opened, plain = open_pdf(locked, password="kmp4-7xwd-qr3t"), open_pdf(pdf)
    assert opened is not None
    assert plain is not None
    assert (opened.seal, opened.pages) == (plain.seal, plain.pages)
    assert opened.strong
    assert b"Sam Sample" not in locked
    assert seal(SAM).encode() not in locked


def test_a_locked_handout_is_really_aes_256() -> None:
    locked = protect(handout("Sam Sample", seal(SAM)), password="kmp4-7xwd-qr3t")
    with pikepdf.open(io.BytesIO(locked), password="kmp4-7xwd-qr3t") as document:
        assert (document.encryption.R, document.encryption.bits) == (6, 256)
        assert document.allow.accessibility


@pytest.mark.parametrize(
    ("library", "office", "password"),
    [("pikepdf", OFFICE, "kmp4-7xwd-qr3t"), ("icalendar", CALENDAR_OFFICE, "")],
)
def test_a_library_that_is_not_there_is_told(
    library: str, office: Office, password: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    sam = parcel(SAM)
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(MissingPackage, match="not installed"):
        pack(sam, office, password=password)


def test_what_is_not_a_pdf_is_not_locked() -> None:
    with pytest.raises(BrokenHandout):
        protect(b"no pdf", password="kmp4-7xwd-qr3t")


def test_the_sheet_of_passwords_has_names_for_the_clinic() -> None:
    odd = replace(SAM, patient=replace(SAM.patient, last_name="<Sample>"))
    entry = Entry(odd.id, 2, State.SENT, "s", "d", "", 0, 1, "", True, "kmp4-7xwd-qr3t")
    page = password_sheet(
        [(entry, odd.patient.name)], clinic=CLINIC, catalogue=CATALOGUE, today=date(2026, 1, 5)
    ).decode()
    assert "<td>P00001</td><td>2</td><td>Sam00001 &lt;Sample&gt;</td>" in page
    assert '<td class="password">kmp4-7xwd-qr3t</td>' in page
    assert "never by e-mail" in page


@pytest.mark.parametrize("frame", ["$language $title $body", "$unknown"])
def test_a_frame_with_unknown_places_is_faulty(frame: str, tmp_path: Path) -> None:
    (tmp_path / "email").mkdir()
    (tmp_path / "email" / "letter.html").write_text(frame + " $")
    with pytest.raises(FaultyTemplate):
        read_frame(tmp_path)


def read_events(of: Plan) -> list[Any]:
    content = times(of, clinic=CLINIC, catalogue=CATALOGUE, now=NOW, organizer=SENDER.address)
    return list(Calendar.from_ical(content).walk("VEVENT"))


def events(of: Plan) -> dict[str, list[str]]:
    """Each event's days by its time, as a calendar program unfolds them."""
    found = {}
    for event in read_events(of):
        start = event["dtstart"].dt
        days = [start]
        if "rrule" in event:
            until = event["rrule"]["until"][0]
            while days[-1] < until:
                days.append(days[-1] + timedelta(days=1))
        gone = event.get("exdate")
        out = {item.dt for item in gone.dts} if gone else set()
        found[start.strftime("%H:%M")] = [f"{d:%d}" for d in days if d not in out]
    return found


def dose(times: Times | None, days: Days | None) -> Plan:
    prescription = Prescription(
        "toe-press", "sitting", Side.LEFT, Dose(reps=exactly(10), times=times, days=days)
    )
    return plan(1, prescriptions=(prescription,), weeks=1)


@pytest.mark.parametrize(
    ("of", "expected"),
    [
        (dose(Times(1), Days(Rhythm.EVERY_DAY)),
         {"09:00": ["12", "13", "14", "15", "16", "17", "18"]}),
        (dose(Times(2), Days(Rhythm.NAMED, named=(0, 2, 4))),
         {"09:00": ["12", "14", "16"], "18:00": ["12", "14", "16"]}),
        (dose(Times(1, ("evening",)), Days(Rhythm.EVERY_OTHER_DAY)),
         {"18:00": ["12", "14", "16", "18"]}),
        (dose(Times(3), Days(Rhythm.NAMED, named=(6,))),
         {"09:00": ["18"], "13:00": ["18"], "18:00": ["18"]}),
        (dose(None, Days(Rhythm.NAMED, named=(1,))), {"09:00": ["13"]}),
        (dose(None, None), {}),
    ],
)  # fmt: skip
def test_sessions_stand_in_the_calendar(of: Plan, expected: dict[str, list[str]]) -> None:
    assert events(of) == expected


def test_a_new_version_moves_the_old_events_and_ends_those_that_are_over() -> None:
    def by_id(of: Plan) -> dict[str, tuple[int, str]]:
        return {
            str(event["uid"]): (int(event["sequence"]), str(event["status"]))
            for event in read_events(of)
        }

    first = by_id(dose(Times(2), Days(Rhythm.EVERY_DAY)))
    second = by_id(replace(dose(Times(1), Days(Rhythm.EVERY_DAY)), version=2))
    assert set(first) < set(second)
    assert sorted(first.values()) == [(1, "CONFIRMED"), (1, "CONFIRMED")]
    assert sorted(second.values()) == [*[(2, "CANCELLED")] * 4, (2, "CONFIRMED")]
    assert not set(first) & set(by_id(replace(dose(Times(1), None), id="P00002")))


def test_the_words_of_a_letter_are_all_used() -> None:
    words = letter_words(
        replace(SAM, version=2), clinic=CLINIC, catalogue=CATALOGUE, protected=True, calendar=True
    )
    assert len(words.paragraphs) == 9
    assert isinstance(OFFICE.frame, Template)


def test_a_calendar_says_who_publishes_it() -> None:
    """RFC 5546, 3.2.1: an event that is published has an organizer, and no attendee."""
    for event in read_events(plan(1)):
        assert event["organizer"] == f"mailto:{SENDER.address}"
        assert "attendee" not in event
        assert {"uid", "dtstamp", "dtstart", "summary"} <= {name.lower() for name in event}


@pytest.mark.parametrize(
    "name",
    [
        "Dr. Tess Testwell, Podiatrist (HCPC), Foot and Ankle Clinic",
        'He said "feet", then \\ left, and came back; 60 characters',
        "Łódź, Füße (Klinik) und \"mehr\", Ærø, Þór, 60 Zeichen lang",
        "X" * 60,
        "",
    ],
)
@pytest.mark.parametrize("domain", ["example.org", "a-rather-long-name-of-a-clinic.example.org"])
def test_a_senders_name_comes_back_as_it_is(name: str, domain: str) -> None:
    office = replace(OFFICE, sender=checked_sender(Sender(f"clinic@{domain}", name)))
    data = pack(parcel(plan(1)), office, password="")
    (address,) = message_from_bytes(data, policy=SMTP)["From"].addresses
    assert (address.display_name, address.addr_spec) == (name, f"clinic@{domain}")


@pytest.mark.parametrize("name", ["X" * 61, "Clinic\nBcc: x@example.org", "=?utf-8?q?x?="])
def test_a_senders_name_that_cannot_be_sent_is_told_before_anything(name: str) -> None:
    with pytest.raises(FaultySender) as caught:
        checked_sender(Sender("clinic@example.org", name))
    assert "Clinic sheet" in caught.value.remedy


@pytest.mark.parametrize(("days", "anew"), [(0, False), (1, True), (11, True)])
def test_a_letter_that_waited_long_gets_a_new_date(days: int, anew: bool, outbox: Outbox) -> None:
    """The same Message-ID: a mailbox that has it already shows it once."""
    def queued(office: Office) -> bytes:
        queue([plan(1)], outbox, office=office)
        entry = outbox.entry("P00001", 1)
        assert entry
        return outbox.data(entry)

    first = queued(OFFICE)
    second = queued(replace(OFFICE, now=NOW + timedelta(days=days)))
    assert (written_at(second) > written_at(first)) is anew
    identities = {str(message_from_bytes(data, policy=SMTP)["Message-ID"]) for data in
                  (first, second)}
    assert len(identities) == 1


@pytest.mark.parametrize("data", [b"", b"Date: soon\r\n\r\n", b"\xff" * 20])
def test_a_letter_without_a_date_is_old(data: bytes) -> None:
    assert written_at(data).year == 1970


DRESSED = replace(OFFICE, dress=Dress("Example Clinic", "#0E6377", b"\x89PNG picture", 151))


def test_the_logo_travels_in_the_letter_and_nothing_is_fetched() -> None:
    message = message_from_bytes(pack(parcel(SAM), DRESSED, password=""), policy=SMTP)
    (picture,) = [part for part in message.walk() if part.get_content_maintype() == "image"]
    page = message.get_body(("html",))
    assert page
    text = page.get_content()
    assert f'src="cid:{picture["Content-ID"].strip("<>")}"' in text
    assert picture.get_content() == DRESSED.dress.logo
    assert not re.search(r"(?i)https?:|//|src=\"(?!cid:)|url\(|@import|<link|<script", text)
    assert "#0E6377" in text


def test_a_letter_is_readable_in_the_dark_and_large() -> None:
    page = text_of(SAM, "html", DRESSED, password="x" * 10)
    assert 'name="color-scheme" content="light dark"' in page
    assert "prefers-color-scheme: dark" in page
    assert not re.search(r"[^-]width: ?\d{3,}px|[^-]height: ?\d+px", page)


def test_the_letter_says_why_it_is_locked_and_how_it_opens() -> None:
    for kind in ("plain", "html"):
        locked = text_of(SAM, kind, password="x" * 10)
        assert "locked, so that nobody but you" in locked
        assert "Type it exactly" in locked
        assert "locked" not in text_of(SAM, kind)


def test_who_wrote_the_plan_may_be_who_it_comes_from() -> None:
    office = replace(OFFICE, personal=True)
    data = pack(parcel(SAM), office, password="")
    (address,) = message_from_bytes(data, policy=SMTP)["From"].addresses
    assert address.display_name == "Tess Testwell, Example Clinic"
    assert address.addr_spec == SENDER.address
    assert "Tess Testwell, Podiatrist" in text_of(SAM, "plain", office)
    long = replace(office, sender=replace(SENDER, name="x" * 60))
    (address,) = message_from_bytes(pack(parcel(SAM), long, password=""), policy=SMTP)[
        "From"].addresses
    assert address.display_name == "Tess Testwell"


@pytest.mark.parametrize(
    ("office", "code"),
    [
        (replace(DRESSED, dress=replace(DRESSED.dress, logo=b"another")), "logo"),
        (OFFICE, "logo"),
        (replace(DRESSED, sender=replace(SENDER, name="Somebody Else")), "sender"),
    ],
)
def test_a_letter_in_another_dress_is_kept_back(office: Office, code: str) -> None:
    due = expected(SAM, DRESSED, seal=seal(SAM), pages=2, password="")
    assert faults(pack(parcel(SAM), DRESSED, password=""), due) == ()
    assert code in faults(pack(parcel(SAM), office, password=""), due)
