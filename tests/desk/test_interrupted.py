"""Excel saves, another window writes, the browser dies: in a real Chromium, nothing is lost.

Run by hand as test_browser.py.
"""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from clinicplan.desk.app import address
from tests.desk.browsing import enter, go
from tests.desk.clinics import clinic
from tests.desk.test_letters import LETTERS, look, send, states
from tests.desk.test_returning import reps_of
from tests.desk.test_unsaved import ids_in, mark_of, waiting_plan
from tests.desk.test_watch import file_of, mistake, until
from tests.desk.windows import Running
from tests.mail.certificates import make_certificates

pytestmark = [pytest.mark.browser, pytest.mark.filterwarnings("ignore")]

PATIENCE = 60_000


@contextmanager
def another(chromium: Any) -> Iterator[tuple[Any, Callable[[], None]]]:
    """A browser beside the others, and what kills all of its processes, as a power cut does."""
    path = os.environ.get("CHROMIUM", "/usr/bin/chromium")
    args = ["--no-sandbox", "--disable-dev-shm-usage"]
    browser = chromium.browser_type.launch(executable_path=path, args=args)
    link = browser.new_browser_cdp_session()

    def end() -> None:
        for process in link.send("SystemInfo.getProcessInfo")["processInfo"]:
            os.kill(process["id"], signal.SIGKILL)

    try:
        yield browser, end
    finally:
        browser.close()


def at(chromium: Any, desk: Running, path: str) -> Any:
    page = enter(chromium, desk)
    page.context.set_default_timeout(PATIENCE)
    go(page, desk, path)
    return page


def test_excel_saves_in_the_middle_of_a_word(chromium: Any, own: Running) -> None:
    page = at(chromium, own, "/new")
    page.fill("[name=first_name]", "Mira")
    page.click("[data-code=heel-raise-single]")
    page.click(".segments label:has-text('Left leg')")
    page.wait_for_selector("[name=dose-0]:focus")
    page.keyboard.type("3 x 10, tw")
    before = own.desk.view
    mistake(file_of(own.desk))
    until(lambda: own.desk.view is not before)
    page.wait_for_selector("text=1 to mend since the last save")
    assert page.locator("[name=dose-0]:focus").count() == 1
    page.keyboard.type("ice a day")
    page.wait_for_selector("text=10 times with your left leg")
    assert page.input_value("[name=dose-0]") == "3 x 10, twice a day"
    assert page.input_value("[name=first_name]") == "Mira"
    assert page.faults == []


def test_two_windows_change_one_plan(chromium: Any, own: Running) -> None:
    """The second one is asked; until it answers, the first one's is in the workbook."""
    pages = []
    for _ in range(2):
        page = at(chromium, own, "/plan/HS-0432")
        page.click("[data-change]")
        page.wait_for_url("**/new/*")
        page.click("button[value='open:0']")
        page.wait_for_selector("[name=reps-0]")
        pages.append(page)
    for page, reps in zip(pages, ("12", "14"), strict=True):
        page.fill("[name=reps-0]", reps)
        page.wait_for_selector(f"text={reps} times with your right leg")
    pages[0].click("button[value=save]")
    pages[0].wait_for_selector("text=Nobody has version 1 yet")
    pages[1].click("button[value=save]")
    pages[1].wait_for_selector("text=Take Excel's")
    assert reps_of(own, 2, 0) == 12
    pages[1].click("text=Take mine")
    pages[1].wait_for_selector("text=Nobody has version 1 yet")
    assert reps_of(own, 2, 0) == 14
    assert [page.faults for page in pages] == [[], []]


def test_what_waits_comes_through_once_in_every_window(chromium: Any, own: Running) -> None:
    _, path = waiting_plan(own)
    pages = [at(chromium, own, path), at(chromium, own, "/plans")]
    pages[0].wait_for_selector("text=Excel has clinic.xlsx open")
    pages[1].wait_for_selector("text=Waits for Excel")
    mark_of(own).unlink()
    pages[0].wait_for_selector("text=Saved in clinic.xlsx, row 10.")
    pages[1].wait_for_selector("text=Waits for Excel", state="detached")
    assert ids_in(own).count("HS-0438") == 1
    assert [page.faults for page in pages] == [[], []]


def test_the_browser_is_killed_while_excel_has_the_workbook(chromium: Any, own: Running) -> None:
    """What was typed and saved comes through without any window."""
    with another(chromium) as (browser, end):
        page = browser.new_page()
        page.goto(address(own.port, own.desk.keys.draw()))
        mark_of(own).touch()
        page.goto(f"{own.origin}/new")
        page.fill("[name=first_name]", "Mira")
        page.fill("[name=last_name]", "Madeup")
        page.fill("[name=weeks]", "4")
        page.click("[data-code=heel-raise-single]")
        page.click(".segments label:has-text('Left leg')")
        page.wait_for_selector("[name=dose-0]:focus")
        page.click("button[value=save]")
        page.wait_for_selector("text=Excel has clinic.xlsx open", timeout=PATIENCE)
        end()
    assert "HS-0438" not in ids_in(own)
    mark_of(own).unlink()
    until(lambda: "HS-0438" in ids_in(own))
    book = load_workbook(file_of(own.desk))
    assert [row[1].value for row in book["Patients"].iter_rows()].count("Mira") == 1


def test_the_browser_is_killed_while_letters_go(
    chromium: Any, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """They go on without a window, each once, and a new window says so."""
    certificates = make_certificates(tmp_path_factory.mktemp("certificates"))
    with clinic(tmp_path, certificates) as post, another(chromium) as (browser, end):
        desk, window, server = post
        look(window)
        send(post, LETTERS[0], number=1)
        page = browser.new_page()
        page.goto(address(desk.port, desk.desk.keys.draw()))
        page.goto(f"{desk.origin}/letters")
        page.wait_for_selector("text=Nothing has been sent.", timeout=PATIENCE)
        page.fill("[name=password]", "secret")
        page.fill("[name=number]", "4")
        second, gone = threading.Event(), threading.Event()

        def hold(count: int) -> None:
            if count == 2:
                second.set()
                gone.wait(60)

        server.on_take = hold
        page.click("button:has-text('Send')", no_wait_after=True)
        assert second.wait(60)
        end()
        gone.set()
        until(lambda: not desk.desk.is_busy)
        assert states(desk) == dict.fromkeys(LETTERS, "sent")
        assert len(server.accepted) == len(set(server.accepted)) == 5
        assert "4 letters sent" in window.get("/letters").text
