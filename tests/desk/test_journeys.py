"""The five journeys in a real Chromium, by mouse and by keyboard alone, clicks and fields counted.

Run by hand: `python -m pytest -s -m browser tests/desk/test_journeys.py`; it ends with the table.
A click is a press of the mouse, or of Enter, Space or another key that does something; a field is
one that is typed in. The symbol that opens the desk and the printer's own Print are counted, though
no test can press them. The seconds of the hand are reckoned by the keystroke-level model; those of
the machine are measured, from the first page to the last one: how long it keeps one waiting.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.desk.browsing import enter
from tests.desk.clinics import clinic
from tests.desk.monday import monday
from tests.desk.windows import Running
from tests.mail.certificates import make_certificates

pytestmark = [pytest.mark.browser, pytest.mark.filterwarnings("ignore")]

SYMBOL = PRINTER = 1

A_CLICK, A_KEY, A_THOUGHT = 1.5, 0.28, 1.35
"""Seconds of a hand that knows the way: a press of the mouse, a key, and before each field."""

PLANNED = {
    "a. sample": (3, 0),
    "a. own clinic": (3, 3),
    "b. programme": (5, 3),
    "b. three pictures": (9, 4),
    "c. Monday, all mended": (14, 2),
    "c. only the good ones": (4, 0),
    "c. one plan": (3, 0),
    "d. letters, the first time": (5, 2),
    "e. a patient returns": (5, 2),
}
"""Clicks and fields of each journey as it was drawn up before anything was built."""

DONE: list[str] = []


@pytest.fixture(scope="module", autouse=True)
def table() -> Iterator[None]:
    """What was counted, when all is over."""
    yield
    names = "Journey | By | Planned: clicks, fields | Counted | Tabs | Hand, s | Machine, s"
    print("", f"| {names} |", "|---|---|---|---|---|---|---|", *DONE, sep="\n")


class Hand:
    """A hand at mouse and keyboard, that counts."""

    def __init__(self, page: Any) -> None:
        page.set_default_timeout(60_000)
        self.page, self.clicks, self.fields, self.tabs, self.keys = page, 0, 0, 0, 0
        self.begun = time.monotonic()

    def click(self, at: str) -> None:
        self.page.click(at)
        self.clicks += 1

    def press(self, key: str, *, shows: str = "") -> None:
        """A key that does something, and what is then to be seen."""
        self.page.keyboard.press(key)
        self.clicks += 1
        self.keys += 1
        if shows:
            self.shows(shows)

    def type(self, text: str) -> None:
        """Into the field where the cursor stands."""
        self.page.keyboard.type(text)
        self.fields += 1
        self.keys += len(text)

    def fill(self, at: str, text: str) -> None:
        self.page.fill(at, text)
        self.fields += 1
        self.keys += len(text)

    def tab_to(self, at: str) -> None:
        """Tab until the cursor stands there."""
        for _ in range(90):
            if self.page.locator(f"{at}:focus").count():
                return
            self.page.keyboard.press("Tab")
            self.tabs += 1
        raise AssertionError(f"no way to {at} by Tab")

    def shows(self, at: str) -> None:
        self.page.wait_for_selector(at)

    def counted(self, journey: str, by: str, *, beside: int = SYMBOL) -> tuple[int, int]:
        """Clicks, with those that no test can press, and fields."""
        took, clicks = time.monotonic() - self.begun, self.clicks + beside
        assert self.page.faults == []
        planned = "{}, {}".format(*PLANNED[journey])
        counted = f"{clicks}, {self.fields}"
        figures = f"{self.tabs} | {self._by_hand(clicks, by):.0f} | {took:.1f}"
        DONE.append(f"| {journey} | {by} | {planned} | {counted} | {figures} |")
        return clicks, self.fields

    def _by_hand(self, clicks: int, by: str) -> float:
        """Seconds of somebody who knows the way, without those of the machine."""
        pressed = A_CLICK * clicks if by == "mouse" else A_KEY * (self.tabs + clicks)
        typed = self.keys if by == "mouse" else self.keys - self.clicks
        return pressed + A_KEY * typed + A_THOUGHT * (self.fields + 1)


def printed(page: Any) -> bool:
    """True where the printer's window has been asked for."""
    page.wait_for_selector("#paper")
    return bool(page.is_visible("[data-print-frame]"))


def test_a_sample_seen(chromium: Any, bare: Running) -> None:
    hand = Hand(enter(chromium, bare))
    hand.click("text=Look round with a sample clinic")
    hand.click("text=Sam Sample")
    hand.shows(".sheets img")
    assert hand.counted("a. sample", "mouse") == (3, 0)


def test_a_sample_seen_by_keyboard(chromium: Any, bare: Running) -> None:
    hand = Hand(enter(chromium, bare))
    hand.tab_to("form[action='/workbook/sample'] button")
    hand.press("Enter", shows="#find:focus")
    hand.tab_to("a[href='/plan/HS-0417']")
    hand.press("Enter", shows=".sheets img")
    assert hand.counted("a. sample", "keyboard") == (3, 0)


def test_a_clinic_of_ones_own(chromium: Any, bare: Running) -> None:
    hand = Hand(enter(chromium, bare))
    hand.click("text=Set up my clinic")
    hand.fill("[name=name]", "Made-up Feet")
    hand.fill("[name=phone]", "01632 960 000")
    hand.fill("[name=person]", "Nora Notional")
    hand.click("text=Save and start")
    hand.shows("text=No plans yet")
    assert hand.counted("a. own clinic", "mouse") == (3, 3)


def test_a_clinic_of_ones_own_by_keyboard(chromium: Any, bare: Running) -> None:
    hand = Hand(enter(chromium, bare))
    hand.tab_to("a[href='/set-up']")
    hand.press("Enter", shows="[name=name]:focus")
    hand.type("Made-up Feet")
    hand.tab_to("[name=phone]")
    hand.type("01632 960 000")
    hand.tab_to("[name=person]")
    hand.type("Nora Notional")
    hand.press("Enter", shows="text=No plans yet")
    assert hand.counted("a. own clinic", "keyboard") == (3, 3)


def test_b_with_a_programme(chromium: Any, own: Running) -> None:
    hand = Hand(enter(chromium, own))
    hand.click("text=New plan")
    hand.fill("[name=first_name]", "Mira")
    hand.fill("[name=last_name]", "Madeup")
    hand.fill("[name=born]", "1945-01-03")
    hand.click(".turn:has-text('Programmes')")
    hand.click("[value='programme:Three exercises, every day']")
    hand.shows("#given-1")
    hand.click("#plan [data-print]")
    assert printed(hand.page)
    assert hand.counted("b. programme", "mouse", beside=PRINTER) == (5, 3)
    assert "Mira" not in hand.page.url


def test_b_with_a_programme_by_keyboard(chromium: Any, own: Running) -> None:
    hand = Hand(enter(chromium, own))
    hand.tab_to("a[href='/new']")
    hand.press("Enter", shows="[name=first_name]:focus")
    hand.type("Mira")
    hand.tab_to("[name=last_name]")
    hand.type("Madeup")
    hand.tab_to("[name=born]")
    hand.type("01031945")
    hand.page.keyboard.press("Control+k")
    hand.page.keyboard.press("Shift+Tab")  # to the shelves
    hand.press("ArrowRight")
    hand.tab_to("[value='programme:Three exercises, every day']")
    hand.press("Enter", shows="#given-1")
    hand.press("Control+p")
    assert printed(hand.page)
    assert hand.counted("b. programme", "keyboard", beside=PRINTER) == (5, 3)


def test_b_with_three_pictures(chromium: Any, own: Running) -> None:
    hand = Hand(enter(chromium, own))
    hand.click("text=New plan")
    hand.fill("[name=first_name]", "Mira")
    hand.fill("[name=last_name]", "Madeup")
    hand.fill("[name=born]", "1945-01-03")
    for at, code in enumerate(("heel-raise-single", "towel-scrunch", "wall-calf-stretch")):
        hand.click(f"[data-code={code}]")
        hand.shows(f"[name=side-{at}]")
        hand.click(".item.now .segments label:has-text('Left')")
        hand.shows(f"[name=dose-{at}]:focus")
        if at == 0:
            hand.type("3 x 10, twice a day")
            hand.shows("text=10 times with your left leg")
    hand.shows("#minutes:has-text('minute')")
    hand.click("#plan [data-print]")
    assert printed(hand.page)
    assert hand.counted("b. three pictures", "mouse", beside=PRINTER) == (9, 4)


def test_b_with_three_pictures_by_keyboard(chromium: Any, own: Running) -> None:
    hand = Hand(enter(chromium, own))
    hand.tab_to("a[href='/new']")
    hand.press("Enter", shows="[name=first_name]:focus")
    for key, text in (("first_name", "Mira"), ("last_name", "Madeup"), ("born", "01031945")):
        hand.tab_to(f"[name={key}]")
        hand.type(text)
    hand.page.keyboard.press("Control+k")
    for at, word in enumerate(("one leg", "scrunch", "wall calf")):
        hand.type(word)
        hand.press("Enter", shows=f"[name=side-{at}]:focus")
        hand.press("Space")
        hand.press("Enter", shows=f"[name=dose-{at}]:focus")
        if at == 0:
            hand.type("3 x 10, twice a day")
            hand.shows("text=10 times with your left leg")
        hand.press("Enter", shows="#find:focus")
    hand.press("Control+p")
    assert printed(hand.page)
    assert hand.counted("b. three pictures", "keyboard", beside=PRINTER) == (15, 7)


def answer(hand: Hand, cell: str, text: str) -> None:
    """Type an answer where a finding stands, and write it."""
    found = hand.page.locator(".finding", has=hand.page.locator(f"[data-copy='{cell}']")).last
    field = found.locator("[name=value]")
    if not field.is_visible():
        found.locator("summary").click()
        hand.clicks += 1
    field.fill(text)
    found.get_by_role("button", name="Save").click()
    hand.clicks, hand.fields = hand.clicks + 1, hand.fields + 1
    hand.keys += len(text)


def test_c_a_monday_is_mended_and_printed(chromium: Any, tmp_path: Path) -> None:
    with monday(tmp_path) as desk:
        hand = Hand(enter(chromium, desk))
        hand.click("#tabs a:has-text('To mend')")
        hand.page.goto(f"{desk.origin}/mend")
        for label, left in (("3 December 2026", 4), ("Five exercises, every other day", 5),
                            ("both", 6)):  # fmt: skip
            hand.page.get_by_role("button", name=label, exact=True).click()
            hand.clicks += 1
            hand.shows(f"h1:has-text('{left} of 8')")
        answer(hand, "Patients E3", "tess.testwell@example.org")
        hand.page.wait_for_selector("[data-copy='Patients E3']", state="detached")
        hand.page.get_by_role("button", name="Toe stretch", exact=True).click()
        hand.clicks += 1
        hand.page.wait_for_selector("[data-copy='Exercises C17']", state="detached")
        answer(hand, "Exercises C29", "Seen walking well on 20 November")
        hand.shows("h1:has-text('7 of 8')")
        answer(hand, "Exercises L20", "20 s")
        hand.page.get_by_role("button", name="10 to 15", exact=True).click()
        hand.clicks += 1
        hand.shows("h1:has-text('8 of 8')")
        hand.click("text=Print the 8 ready plans")
        hand.click("[data-print]")
        assert printed(hand.page)
        assert hand.counted("c. Monday, all mended", "mouse", beside=PRINTER)[0] <= 14


def test_c_only_the_good_ones(chromium: Any, tmp_path: Path) -> None:
    with monday(tmp_path) as desk:
        hand = Hand(enter(chromium, desk))
        hand.click("text=Print")
        hand.click("[data-print]")
        assert printed(hand.page)
        hand.shows("text=3 plans to print")
        assert hand.counted("c. only the good ones", "mouse", beside=PRINTER) == (3, 0)


def test_c_one_plan_by_keyboard(chromium: Any, own: Running) -> None:
    hand = Hand(enter(chromium, own))
    hand.type("zoe")
    hand.press("Enter", shows="text=Read page by page")
    hand.press("Control+p")
    assert printed(hand.page)
    assert hand.counted("c. one plan", "keyboard", beside=PRINTER) == (3, 1)


@pytest.mark.parametrize("by", ["mouse", "keyboard"])
def test_d_letters(
    chromium: Any, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, by: str
) -> None:
    certificates = make_certificates(tmp_path_factory.mktemp("certificates"))
    with clinic(tmp_path, certificates) as (desk, _, server):
        hand = Hand(enter(chromium, desk))
        for number, told in (("1", "1 letter sent"), ("4", "4 letters sent")):
            if by == "mouse":
                if number == "1":
                    hand.click("nav.places a:has-text('Letters')")
                hand.shows("text=Nothing has been sent.")
                hand.fill("[name=password]", "secret")
                hand.fields -= 1  # it is kept, but not by the test's own server
                hand.click("[name=number]")
                hand.type(number)
                hand.click("button:has-text('Send')")
            else:
                if number == "1":
                    hand.tab_to("nav.places a[href='/letters']")
                    hand.press("Enter")
                hand.shows("text=Nothing has been sent.")
                hand.tab_to("[name=password]")
                hand.page.keyboard.type("secret")
                hand.tab_to("[name=number]")
                hand.type(number)
                hand.press("Enter")
            hand.shows(f"text={told}")
        assert len(server.accepted) == 5
        most = 5 if by == "mouse" else 3
        assert hand.counted("d. letters, the first time", by, beside=0) == (most, 2)


@pytest.mark.parametrize("by", ["mouse", "keyboard"])
def test_e_a_patient_returns(chromium: Any, own: Running, by: str) -> None:
    hand = Hand(enter(chromium, own))
    hand.type("0417")
    hand.press("Enter", shows="[data-change]")
    if by == "mouse":
        hand.click("[data-change]")
        hand.click("#plan button[value='open:2']")
    else:
        hand.tab_to("[data-change]")
        hand.press("Enter", shows="#plan")
        hand.tab_to("#plan button[value='open:2']")
        hand.press("Enter")
    hand.shows("[name=dose-2]:focus")
    hand.page.keyboard.press("Control+a")
    hand.type("2 x 12, rest 60 s, every other day")
    hand.shows("text=12 times with each leg")
    if by == "mouse":
        hand.click("#plan [data-print]")
    else:
        hand.press("Control+p")
    assert printed(hand.page)
    assert hand.counted("e. a patient returns", by, beside=PRINTER) == (5, 2)
