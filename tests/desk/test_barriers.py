"""Every page in every state: no barrier that axe-core finds, nothing that moves sideways.

Run by hand as test_browser.py: `python -m pytest -m browser tests/desk/test_barriers.py`. With
LOOKS=folder each of them is left there as a picture, at its width.
"""

from __future__ import annotations

import os
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from clinicplan.desk.views import Condition
from tests.desk.browsing import enter
from tests.desk.clinics import clinic
from tests.desk.mailing import post_in
from tests.desk.monday import monday
from tests.desk.test_changing import print_now
from tests.desk.test_letters import LETTERS, look, send
from tests.desk.test_unsaved import excel_saves, mark_of, pasted, waiting_plan
from tests.desk.test_watch import file_of, until
from tests.desk.windows import Running
from tests.mail.certificates import Certificates

pytestmark = [pytest.mark.browser, pytest.mark.filterwarnings("ignore")]

WIDTHS = ((1440, 900), (768, 1024), (720, 450))
LOOKS = os.environ.get("LOOKS", "")
PATIENCE = 60_000
MEANT = ("status of 4", "status of 500", "ERR_CONNECTION", "ERR_INCOMPLETE")
"""What a browser notes of pages that are not there, and of a desk that was closed."""

GONE_ON = ("net::ERR_ABORTED", "interrupted by another navigation")
"""What Chromium says where the page, done with its waiting, has gone on by itself meanwhile."""

SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@dataclass
class Eyes:
    """Somebody who looks at each state at three widths; `found` is what was in the way."""

    page: Any
    origin: str
    found: list[tuple[object, ...]] = field(default_factory=list)

    def at(self, path: str) -> None:
        """Go there; once more where the page, done with its waiting, went on by itself."""
        from playwright.sync_api import Error

        try:
            self.page.goto(f"{self.origin}{path}")
        except Error as error:
            if not any(map(error.message.__contains__, GONE_ON)):
                raise
            self.page.wait_for_load_state()
            self.page.goto(f"{self.origin}{path}")

    def click(self, what: str) -> None:
        self.page.click(what)

    def see(self, state: str, *, shows: str = "") -> None:
        """Look at what is there now."""
        if shows:
            self.page.wait_for_selector(shows, state="attached")
        for width, height in WIDTHS:
            self.page.set_viewport_size({"width": width, "height": height})
            self._see(state, width)
        self.page.set_viewport_size({"width": WIDTHS[0][0], "height": WIDTHS[0][1]})

    def _see(self, state: str, width: int) -> None:
        from axe_playwright_python.sync_playwright import Axe

        if LOOKS:
            self.page.wait_for_timeout(300)
            name = f"{state} {width}.png".replace(" ", "-")
            self.page.screenshot(path=Path(LOOKS) / name, full_page=True)
        if (across := self.page.evaluate(SIDEWAYS)) > 0:
            self.found.append((state, width, "sideways", across))
        for item in Axe().run(self.page).response["violations"]:
            self.found.append((state, width, item["id"], item["nodes"][0]["target"]))


@pytest.fixture
def eyes(chromium: Any) -> Iterator[Callable[[Running], Eyes]]:
    """Eyes for a desk; when all is over, nothing was in the way."""
    opened: list[Eyes] = []

    def enter_(desk: Running) -> Eyes:
        page = enter(chromium, desk)
        page.context.set_default_timeout(PATIENCE)
        opened.append(Eyes(page, desk.origin))
        return opened[-1]

    yield enter_
    assert [found for each in opened for found in each.found] == []
    for each in opened:
        assert [line for line in each.page.faults if not any(map(line.__contains__, MEANT))] == []
        each.page.context.close()


Open = Callable[[Running], Eyes]


class Moving:
    """A page whose first way there ends with this error, and each further one, too, if asked."""

    def __init__(self, says: str, *, often: int = 1) -> None:
        self.says, self.left, self.asked = says, often, 0

    def goto(self, address: str) -> None:
        from playwright.sync_api import Error

        self.asked, self.left = self.asked + 1, self.left - 1
        if self.left >= 0:
            raise Error(f"Page.goto: {self.says} at {address}")

    def wait_for_load_state(self) -> None:
        """It is there already."""


@pytest.mark.parametrize(
    ("says", "often", "asked", "fails"),
    [
        ("net::ERR_ABORTED", 1, 2, False),
        ('Navigation is interrupted by another navigation to "/print"', 1, 2, False),
        ("net::ERR_ABORTED", 2, 2, True),
        ("net::ERR_CONNECTION_REFUSED", 1, 1, True),
        ("net::ERR_EMPTY_RESPONSE", 1, 1, True),
        ("Timeout 60000ms exceeded.", 1, 1, True),
        ("Page crashed", 1, 1, True),
        ("Target page, context or browser has been closed", 1, 1, True),
    ],
)
def test_eyes_go_on_only_where_the_page_did(
    says: str, often: int, asked: int, fails: bool
) -> None:
    from playwright.sync_api import Error

    page = Moving(says, often=often)
    with pytest.raises(Error, match=re.escape(says)) if fails else nullcontext():
        Eyes(page, "http://127.0.0.1").at("/plans")
    assert page.asked == asked


def test_without_a_workbook(eyes: Open, bare: Running) -> None:
    see = eyes(bare)
    see.see("start")
    see.at("/workbook")
    see.see("choose no workbook")
    see.at("/set-up")
    see.see("set-up")
    see.click("text=Save and start")
    see.see("set-up with nothing typed", shows=".wrong")
    see.page.fill("[name=name]", "Made-up Feet")
    see.page.fill("[name=phone]", "01632 960 000")
    see.page.fill("[name=person]", "Nora Notional")
    see.click("text=Save and start")
    see.see("no plans yet", shows="text=No plans yet")
    for path in ("/mend", "/print", "/letters", "/new"):
        see.at(path)
        see.see(f"empty {path[1:]}")


def test_the_plans_and_their_pages(eyes: Open, own: Running) -> None:
    see = eyes(own)
    see.see("plans", shows="#find")
    see.page.fill("#find", "nobody of that name")
    see.see("plans nobody found")
    see.at("/plans")
    see.click("summary")
    see.see("the chip's menu")
    for path, name in (
        ("/mend", "mend nothing"),
        ("/mend?show=look", "mend to look at"),
        ("/mend?show=none", "mend in no plan"),
        ("/plan/HS-0417", "plan"),
        ("/plan/HS-0417/read", "plan page by page"),
        ("/print", "print"),
        ("/nowhere", "no such page"),
        ("/plan/HS-9999", "no such plan"),
        ("/workbook", "choose"),
    ):
        see.at(path)
        see.see(name)
    see.at("/print")
    for tick in range(1, 9):
        see.page.uncheck(f"#tick-{tick}")
    see.see("print nothing ticked")


def test_what_was_printed(eyes: Open, own: Running) -> None:
    print_now(own, "HS-0417")
    see = eyes(own)
    see.at("/plan/HS-0417")
    see.see("plan printed")
    see.click("[data-print]")
    see.see("printer's page", shows="#paper")
    see.at("/plan/HS-0417")
    see.click("[data-change]")
    see.click("#plan button[value='open:2']")
    see.page.wait_for_selector("[name=dose-2]:focus")
    see.page.fill("[name=dose-2]", "2 x 12, rest 60 s, every other day")
    see.page.wait_for_selector("text=12 times with each leg")
    see.see("change the next version", shows="#which:has-text('version 3')")
    see.click("button[value=save]")
    see.see("change saved", shows="#kept .notice.good")
    see.at("/plan/HS-0417")
    see.see("plan with versions", shows=".version")
    see.at("/plans")
    see.see("plans changed since")


def test_a_new_plan(eyes: Open, own: Running) -> None:
    see = eyes(own)
    see.at("/new")
    see.see("new plan")
    see.page.fill("[name=first_name]", "Mira")
    see.click("[data-code=heel-raise-single]")
    see.see("new plan asks for a side", shows="text=Which leg?")
    see.page.fill("[name=dose-0]", "ten or 15 x every")
    see.page.wait_for_timeout(3000)
    see.see("new plan dose not understood", shows="#reads-0[aria-busy=false]")
    see.page.fill("[name=dose-0]", "3 x 10, twice a day, from week 3: 15")
    see.page.wait_for_selector("text=15 times")
    see.click("button[value=save]")
    see.see("new plan with something missing", shows="#kept [role=alert]")
    see.click(".turn:has-text('Programmes')")
    see.click("[value='programme:Three exercises, every day']")
    see.see("new plan with a programme", shows="#given-1")
    see.page.locator("details.more summary").first.click()
    see.page.check("[name=take_care] >> nth=0")
    see.page.wait_for_timeout(1500)
    see.see("new plan take care")
    see.page.locator(".turn").first.click()
    clash = see.page.locator(".tile:has(.clash)").first
    clash.click()
    see.see("new plan asks for a reason", shows="#asking")
    see.click("button[value=rows]")
    see.see("new plan rows")


def test_the_clinic(eyes: Open, own: Running) -> None:
    see = eyes(own)
    for part in ("", "/people", "/own", "/programmes", "/letters", "/files", "/about"):
        see.at(f"/clinic{part}")
        see.see(f"clinic {part[1:] or 'name and look'}")
    see.at("/clinic")
    see.page.fill("[name=phone]", "")
    see.page.keyboard.press("Enter")
    see.see("clinic phone missing", shows="text=Phone is missing.")
    see.page.fill("[name=phone]", "01632 960 418")
    see.page.keyboard.press("Enter")
    see.see("clinic saved", shows="text=Saved in clinic.xlsx.")


def test_what_is_to_be_mended(eyes: Open, tmp_path: Path) -> None:
    with monday(tmp_path) as desk:
        see = eyes(desk)
        see.see("plans to mend")
        for path, name in (("/mend", "mend"), ("/mend?show=ready", "mend ready"),
                           ("/plan/HS-0435", "plan to mend"), ("/print", "print the good ones"),
                           ("/letters", "letters with mistakes")):  # fmt: skip
            see.at(path)
            see.see(name)
        see.at("/mend")
        see.page.evaluate("document.querySelectorAll('details.another').forEach(d => d.open = 1)")
        see.see("mend by hand")
        field = see.page.locator(".finding [name=value]:visible").first
        field.fill("x")
        field.press("Enter")
        see.see("mend not mended", shows="text=That would not mend it")
        see.page.get_by_role("button", name="both", exact=True).click()
        see.see("mend one mended", shows="text=Saved in clinic.xlsx")


def test_a_side_is_asked_for_under_print(eyes: Open, tmp_path: Path) -> None:
    with monday(tmp_path, {"Exercises!D2": None, "Exercises!E13": "10 x 3, every day"}) as desk:
        see = eyes(desk)
        see.at("/print")
        see.see("print waits for a side", shows="text=1 plan waits: nobody said which side")
        see.click("#waiting button:has-text('right')")
        see.see("print after the answer", shows="text=Print 7 plans")


def test_letters(eyes: Open, tmp_path: Path, certificates: Certificates) -> None:
    with clinic(tmp_path, certificates) as post:
        desk, window, server = post
        see = eyes(desk)
        see.at("/letters")
        see.see("letters to send", shows="text=Nothing has been sent.")
        see.page.fill("[name=number]", "23")
        see.click("button:has-text('Send')")
        see.see("letters wrong number", shows="text=nothing was sent")
        server.faults[("", "dot")] = "drop"
        look(window)
        send(post, "HS-0417", number=1)
        see.at("/letters")
        see.see("letters one in doubt")
        see.at("/letters?show=decide")
        see.see("letters in doubt", shows="text=The connection broke")
        server.faults = {("", "address"): "5xx"}
        look(window)
        send(post, "HS-0431", number=1)
        server.faults = {}
        see.at("/letters?show=decide")
        see.see("letters refused", shows="text=did not take it")
        see.at("/plans")
        see.see("plans with letters in doubt")
        held, let_go = threading.Event(), threading.Event()

        def hold(_: int) -> None:
            held.set()
            let_go.wait(300)

        server.on_take = hold
        window.post("/letters/decide", {"plan": "HS-0417", "decision": "sent"})
        look(window)
        form: dict[str, str | list[str]] = {"plan": LETTERS[2:], "number": "3"}
        window.post("/letters/send", {**form, "password": "secret"})
        try:
            assert held.wait(30)
            see.at("/letters")
            see.see("letters on their way", shows="progress")
        finally:
            let_go.set()
        until(lambda: not desk.desk.is_busy)
        see.at("/letters")
        see.see("letters sent")
        see.at("/letters?show=sent")
        see.see("letters that went")


def test_letters_without_e_mail(eyes: Open, own: Running) -> None:
    see = eyes(own)
    see.at("/letters")
    see.see("letters e-mail not set up", shows="text=Nothing has been sent.")
    see.click("text=Save them as drafts")
    see.see("letters drafts", shows="text=drafts lie in")


def test_e_mail_is_set_up(
    eyes: Open, tmp_path: Path, certificates: Certificates, monkeypatch: pytest.MonkeyPatch
) -> None:
    with post_in(tmp_path, certificates, monkeypatch) as post:
        see = eyes(post.desk)
        see.at("/clinic/letters")
        ways = see.page.locator("[name=way]")
        for at in range(ways.count()):
            ways.nth(at).check()
            see.see(f"e-mail way {at + 1}")
        see.click("text=From a mailbox with our own address")
        see.page.fill("[name=address]", "")
        see.click("text=Save, and send one letter to myself")
        see.see("e-mail address missing", shows=".wrong")
        post.server.faults[("", "login")] = "5xx"
        for state in ("refused", "works"):
            see.page.fill("[name=address]", "me@example.org")
            see.page.fill(".ways [name=password]", "secret")
            see.page.fill("[name=server]", "localhost")
            see.click("text=Save, and send one letter to myself")
            see.page.wait_for_selector(".notice")
            see.see(f"e-mail {state}")
            post.server.faults.clear()


def test_a_plan_waits_for_excel(eyes: Open, own: Running) -> None:
    window, path = waiting_plan(own)
    see = eyes(own)
    see.see("plans one waits for Excel", shows="text=Waits for Excel")
    see.at(path)
    see.see("new plan waits for Excel", shows="text=Excel has clinic.xlsx open")
    patient, exercise = pasted(window, path)
    patient[1][patient[1].index("4")] = "6"
    excel_saves(own, patient, exercise)
    see.see("new plan in Excel, too", shows="text=Take Excel's")
    mark_of(own).unlink()


def test_the_workbook_is_not_as_it_should_be(eyes: Open, own: Running, tmp_path: Path) -> None:
    see, file = eyes(own), file_of(own.desk)
    away, kept = tmp_path / "away.xlsx", file.read_bytes()
    file.rename(away)
    see.see("workbook gone", shows="text=is not in its folder any more")
    away.rename(file)
    file.write_text("Dear diary")
    see.see("workbook unreadable", shows="text=cannot be read")
    file.write_bytes(kept)
    until(lambda: own.desk.view is not None and own.desk.view.condition is Condition.READ)
    own.desk.ask_for(tmp_path / "another.xlsx")
    see.at("/")
    see.see("which workbook")
    own.desk.asked_for = None


def test_our_fault_and_the_end(
    eyes: Open, own: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stumble(*_: object, **__: object) -> None:
        raise ValueError("Sam Sample")

    see, other = eyes(own), eyes(own)
    monkeypatch.setattr("clinicplan.desk.desk.Desk.given", stumble)
    see.at("/plans")
    see.see("our fault")
    monkeypatch.undo()
    see.at("/clinic/about")
    see.click("summary")
    see.click("text=Close the desk")
    see.see("closed", shows="text=The desk is closed")
    other.see("connection lost", shows="#lost:visible")
