"""A film or page is printed as a code that a phone reads, its address, and a link that opens it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pypdfium2
import pytest
import zxingcpp

from clinicplan.handout.blocks.web_link import address_lines, short
from clinicplan.handout.editions import EDITIONS
from clinicplan.plan import Clinic, Plan
from tests.handout.plans import CLINIC, ISSUED, PLAN, SIX, press
from tests.handout.reading import links, loose_marks, pages_of_text, structure
from tests.handout.test_layout import LETTER, overlaps
from tests.handout.test_press import is_accessible, outside

FILM = "https://youtu.be/dQw4w9WgXcQ"
PAGE = "https://www.harbourstreet.example/heel-pain/"
LONG = "https://harbourstreet.example/" + "a-very-long-path/" * 3 + "?v=1"
NOTE = "Start with your right leg. " * 12


def with_link(film: str, *, at: int = 0, **changes: object) -> Plan:
    items = list(changes.pop("prescriptions", SIX))  # type: ignore[call-overload]
    items[at] = replace(items[at], link=film)
    return replace(PLAN, prescriptions=tuple(items), **changes)  # type: ignore[arg-type]


PLANS = {
    "first": with_link(FILM),
    "two": with_link(LONG, at=2, prescriptions=with_link(FILM).prescriptions),
    "plan": replace(PLAN, link=PAGE),
    "both": with_link(PAGE, link=FILM, weeks=12, take_care=("diabetes", "balance")),
    "poster": with_link(FILM, prescriptions=SIX[:1]),
    "long poster": with_link(LONG, prescriptions=SIX[3:4], link=LONG),
    "with a note": with_link(LONG, at=2, prescriptions=(*SIX[:2], replace(SIX[2], note=NOTE))),
}


def scanned(pdf: bytes) -> Iterator[tuple[int, str, float]]:
    """What a phone reads on each page (from 1): the address, and the code's width in mm."""
    scale = 2.0
    document = pypdfium2.PdfDocument(pdf)
    for number in sorted({page for page, _, words in links(pdf) if words.startswith("Open")}):
        page = document[number - 1]
        for found in zxingcpp.read_barcodes(page.render(scale=scale).to_pil()):
            corners = found.position
            wide = (corners.top_right.x - corners.top_left.x) / scale * 25.4 / 72
            yield number, found.text, wide


def asked(plan: Plan) -> list[str]:
    return [link for link in (*(item.link for item in plan.prescriptions), plan.link) if link]


CASES = [
    *((name, "standard", clinic) for name in PLANS for clinic in (CLINIC, LETTER)),
    *(("with a note", edition, CLINIC) for edition in EDITIONS if edition != "standard"),
    *(("both", edition, CLINIC) for edition in EDITIONS if edition != "standard"),
    ("both", "large-print", LETTER),
]


@pytest.mark.parametrize(("name", "edition", "clinic"), CASES)
def test_a_phone_reads_each_code_and_each_can_be_touched(
    name: str, edition: str, clinic: Clinic
) -> None:
    plan = replace(PLANS[name], edition=edition)
    pdf = press(clinic).print(plan, issued=ISSUED).pdf
    read = list(scanned(pdf))
    assert sorted(text for _, text, _ in read) == sorted(asked(plan))
    assert min(wide for _, _, wide in read) >= 19.5
    pages = pages_of_text(pdf)
    touched = links(pdf)
    for page, address, _ in read:
        assert short(address) in "".join(pages[page - 1].split()).replace("\ufffe", "-")
        assert touched.count((page, address, f"Open {short(address)}")) == 2
    assert list(overlaps(pdf)) == []
    assert edition != "standard" or outside(pdf) == []


@pytest.mark.parametrize("name", ["both", "long poster"])
def test_a_handout_with_links_can_be_read(name: str) -> None:
    pdf = press().print(PLANS[name], issued=ISSUED).pdf
    assert loose_marks(pdf) == []
    assert is_accessible(pdf)
    assert pdf == press().print(PLANS[name], issued=ISSUED).pdf
    said = [alt for _, kind, alt in structure(pdf) if kind == "Figure" and "QR" in alt]
    assert said == [f"QR code that opens {short(link)}" for link in asked(PLANS[name])]


def test_a_plan_without_links_has_no_code() -> None:
    assert list(scanned(press().print(PLAN, issued=ISSUED).pdf)) == []


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        (FILM, "youtu.be/dQw4w9WgXcQ"),
        (PAGE, "www.harbourstreet.example/heel-pain"),
        ("HTTPS://example.org", "example.org"),
    ],
)
def test_an_address_is_printed_short(address: str, shown: str) -> None:
    assert short(address) == shown


@pytest.mark.parametrize("address", [short(LONG), "a" * 200, "x.org", "a.b/" * 30])
def test_no_letter_of_an_address_is_lost_where_its_lines_break(address: str) -> None:
    look = press()._look
    lines = list(address_lines(look, address, look.styles.note, 90))
    assert "".join(lines) == address
    assert max(look.width(line, look.styles.note) for line in lines) <= 90
