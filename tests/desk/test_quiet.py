"""Where nothing has changed, windows are told nothing, and what is open in them stays so."""

from __future__ import annotations

import os
import sqlite3
import time
from contextlib import closing
from typing import Any

import pytest

from clinicplan.desk.watch import EVERY
from clinicplan.files import STATE
from clinicplan.mail.tables import FILE
from tests.desk.browsing import enter, go
from tests.desk.clinics import Post
from tests.desk.test_letters import look, send
from tests.desk.test_watch import file_of, mistake, plans, until
from tests.desk.windows import Running, Window

LOOKS = 8
PAGES = ("/plans", "/mend", "/print", "/letters", "/letters?show=sent", "/plan/HS-0417", "/clinic")


def number(desk: Running) -> int:
    assert desk.desk.view
    return desk.desk.view.number


def look_on(desk: Running, window: Window) -> None:
    """Fetch each page, as an open window would, while the desk looks at the workbook."""
    for page in PAGES:
        assert window.get(page).status == 200
        time.sleep(EVERY * LOOKS / len(PAGES))


def test_pages_that_are_looked_at_are_no_news(post: Post) -> None:
    """In a clinic that has sent a letter, keeps others, and has a mistake in its workbook."""
    desk, window, _ = post
    look(window)
    send(post, "HS-0417", number=1)
    look(window)
    mistake(file_of(desk.desk))
    until(lambda: "HS-0417" not in plans(desk.desk))
    look_on(desk, window)
    before = number(desk)
    look_on(desk, window)
    assert number(desk) == before


def test_a_new_time_of_the_same_letters_is_no_news(post: Post) -> None:
    desk, window, _ = post
    look(window)
    send(post, "HS-0417", number=1)
    look_on(desk, window)
    before, outbox = number(desk), desk.desk.folder / STATE / FILE
    os.utime(outbox)
    time.sleep(EVERY * LOOKS)
    assert number(desk) == before
    with closing(sqlite3.connect(outbox)) as base, base:
        base.execute("update letters set state = 'dropped'")
    until(lambda: number(desk) > before)


def changed_seen(page: Any, desk: Running) -> None:
    """Have the window fetch its page, and wait until it has."""
    with page.expect_response(lambda answer: answer.url == page.url):
        desk.desk.say_changed()
    page.wait_for_selector(f'body[data-number="{number(desk)}"]')


@pytest.mark.browser
@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("path", ["/plans", "/print"])
def test_a_menu_stays_open_while_the_page_is_fetched(
    chromium: Any, own: Running, path: str
) -> None:
    page = enter(chromium, own)
    go(page, own, path)
    page.click("#chip summary")
    page.evaluate("() => { one('#chip').marked = true; }")
    changed_seen(page, own)
    assert page.is_visible("text=Close the desk")
    assert page.evaluate("one('#chip').marked"), "nothing has changed, nothing is replaced"
    own.clock.forward(minutes=1)
    mistake(file_of(own.desk))
    page.wait_for_selector("text=read at 12:01")
    assert page.is_visible("text=Close the desk")
    assert page.evaluate("document.activeElement.matches('#chip summary')")


@pytest.mark.browser
@pytest.mark.filterwarnings("ignore")
def test_a_letter_that_was_unticked_stays_so(chromium: Any, post: Post) -> None:
    desk, window, _ = post
    look(window)
    send(post, "HS-0417", number=1)
    look(window)
    page = enter(chromium, desk)
    go(page, desk, "/letters")
    ticked = page.locator("input[name=plan]:checked")
    count = ticked.count()
    page.uncheck("[name=plan][value=HS-0431]")
    page.click("details.reason >> nth=0")
    changed_seen(page, desk)
    page.evaluate("""() => { // the list has changed
      const fetch = window.fetch;
      window.fetch = async (...asked) => {
        const answer = await fetch(...asked);
        return new Response((await answer.text()).replace("</tbody>", "<tr></tr></tbody>"));
      };
    }""")
    for _ in range(2):
        changed_seen(page, desk)
        assert not page.is_checked("[name=plan][value=HS-0431]")
        assert ticked.count() == count - 1
        assert page.get_attribute("details.reason >> nth=0", "open") is not None
