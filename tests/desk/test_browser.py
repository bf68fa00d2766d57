"""The desk in a real Chromium: journeys by mouse and keyboard, three widths, axe, hostile pages.

Run by hand: `python -m pytest -m browser tests/desk/test_browser.py`, with the dependency group
`browser` and a Chromium (its path in CHROMIUM, else /usr/bin/chromium).
"""

from __future__ import annotations

import threading
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from tests.desk import logos
from tests.desk.browsing import enter, go
from tests.desk.mailing import post_in
from tests.desk.test_changing import print_now, rewritten
from tests.desk.test_unsaved import excel_saves, mark_of, pasted, waiting_plan
from tests.desk.test_watch import mistake, until
from tests.desk.windows import Running, running
from tests.mail.certificates import make_certificates

pytestmark = [pytest.mark.browser, pytest.mark.filterwarnings("ignore")]

WIDTHS = ((1440, 900), (768, 1024), (720, 450))
OF_CLINIC = ("/clinic/people", "/clinic/own", "/clinic/programmes", "/clinic/letters",
             "/clinic/files", "/clinic/about")  # fmt: skip
PAGES = ("/plans", "/mend", "/mend?show=look", "/plan/HS-0417", "/plan/HS-0417/read", "/print",
         "/letters", "/letters?show=decide", "/letters?show=sent", "/clinic", *OF_CLINIC, "/new",
         "/workbook", "/set-up", "/nowhere")  # fmt: skip
SERIOUS = ("serious", "critical", "moderate")


@pytest.mark.parametrize("size", WIDTHS, ids=str)
def test_no_page_has_a_barrier_or_moves_sideways(
    chromium: Any, own: Running, size: tuple[int, int]
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page, axe, found = enter(chromium, own), Axe(), []
    page.set_viewport_size({"width": size[0], "height": size[1]})
    for path in PAGES:
        go(page, own, path)
        across = page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        found += [(path, "sideways", across)] if across > 0 else []
        for item in axe.run(page).response["violations"]:
            if item["impact"] in SERIOUS:
                where = item["nodes"][0]["target"]
                found.append((path, item["id"], where))
    assert found == []
    faults = [line for line in page.faults if "404" not in line]
    assert faults == []


def test_the_start_page_has_no_barrier(chromium: Any, bare: Running) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = enter(chromium, bare)
    found = [item["id"] for item in Axe().run(page).response["violations"]]
    assert found == []
    assert page.faults == []


def test_a_first_start_in_three_clicks(chromium: Any, bare: Running) -> None:
    page = enter(chromium, bare)
    page.click("text=Look round with a sample clinic")
    page.click("text=Sam Sample")
    page.wait_for_selector("text=Read page by page")
    assert page.locator(".sheets img").count() > 5
    assert page.title() == "HS-0417 - Exercise plans"


def test_setting_up_shows_the_page_as_one_types(chromium: Any, bare: Running) -> None:
    page = enter(chromium, bare)
    page.click("text=Set up my clinic")
    before = page.get_attribute("#look", "src")
    page.fill("[name=name]", "Made-up Feet")
    page.fill("[name=phone]", "01632 960 000")
    page.fill("[name=person]", "Nora Notional")
    for _ in range(200):
        if page.get_attribute("#look", "src") != before:
            break
        page.wait_for_timeout(50)
    assert "/dress/" in page.get_attribute("#look", "src")
    page.click("text=Save and start")
    page.wait_for_selector("text=No plans yet")


def test_a_half_typed_plan_survives_a_closed_window(chromium: Any, own: Running) -> None:
    page = enter(chromium, own)
    page.click("text=New plan")
    page.fill("[name=first_name]", "Mira")
    page.fill("[name=last_name]", "Madeup")
    page.wait_for_url("**/new/1")
    page.context.close()
    page = enter(chromium, own)
    assert page.is_visible("text=Not in the workbook yet")
    page.click("text=Mira Madeup")
    page.wait_for_url("**/new/1")
    assert page.input_value("[name=last_name]") == "Madeup"
    assert page.faults == []


def test_a_plan_that_waits_is_written_before_ones_eyes(chromium: Any, own: Running) -> None:
    page, (_, path) = enter(chromium, own), waiting_plan(own)
    go(page, own, path)
    assert page.is_visible("text=Excel has clinic.xlsx open")
    mark_of(own).unlink()
    page.wait_for_selector("text=Saved in clinic.xlsx, row 10.")
    assert page.locator("text=Excel has clinic.xlsx open").count() == 0
    assert page.faults == []


def test_excels_is_taken_before_ones_eyes(chromium: Any, own: Running) -> None:
    page, (window, path) = enter(chromium, own), waiting_plan(own)
    patient, exercise = pasted(window, path)
    patient[1][patient[1].index("4")] = "6"
    excel_saves(own, patient, exercise)
    page.set_viewport_size({"width": 720, "height": 450})
    go(page, own, path)
    page.click("text=Take Excel's")
    page.wait_for_url("**/plan/HS-0438")
    assert page.faults == []


@pytest.mark.parametrize("size", WIDTHS, ids=str)
def test_drafts_have_no_barrier(chromium: Any, own: Running, size: tuple[int, int]) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page, axe, found = enter(chromium, own), Axe(), []
    page.set_viewport_size({"width": size[0], "height": size[1]})
    window, path = waiting_plan(own)
    for shown in ("Waits for Excel", "Excel has clinic.xlsx open", "Take Excel's"):
        if shown == "Take Excel's":
            patient, exercise = pasted(window, path)
            patient[1][patient[1].index("4")] = "6"
            excel_saves(own, patient, exercise)
        go(page, own, "/plans" if shown == "Waits for Excel" else path)
        page.wait_for_selector(f"text={shown}", state="attached")
        across = page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        found += [(shown, "sideways", across)] if across > 0 else []
        found += [(shown, item["id"], 0) for item in axe.run(page).response["violations"]
                  if item["impact"] in SERIOUS]  # fmt: skip
    assert found == []
    assert page.faults == []


def test_an_own_clinic_with_a_logo_in_five_clicks(
    chromium: Any, bare: Running, tmp_path: Path
) -> None:
    (tmp_path / "Our mark.svg").write_bytes(logos.SVG)
    page = enter(chromium, bare)
    page.click("text=Set up my clinic")
    page.fill("[name=name]", "Made-up Feet")
    page.fill("[name=phone]", "01632 960 000")
    page.fill("[name=person]", "Nora Notional")
    with page.expect_file_chooser() as chooser:
        page.click("label:has-text('Choose a file')")
    chooser.value.set_files(tmp_path / "Our mark.svg")
    page.wait_for_selector("text=logo.svg")
    page.wait_for_selector("#logo-picture[src^='/dress/'], #logo-picture[src*='/dress/']")
    page.click("text=Save and start")
    page.wait_for_selector("text=No plans yet")
    assert page.locator(".home img").count() == 1
    assert page.faults == []
    assert bare.desk.view
    assert bare.desk.view.file.with_name("logo.svg").read_bytes() == logos.SVG


def test_what_cannot_be_a_logo_is_said_at_once(
    chromium: Any, own: Running, tmp_path: Path
) -> None:
    (tmp_path / "notes.png").write_bytes(logos.TEXT)
    page = enter(chromium, own)
    go(page, own, "/clinic")
    page.set_input_files("[name=logo_file]", tmp_path / "notes.png")
    page.wait_for_selector("text=notes.png cannot be the logo.")
    page.set_input_files("[name=logo_file]", {
        "name": "a.svg", "mimeType": "image/svg+xml", "buffer": logos.SVG
    })  # fmt: skip
    page.wait_for_selector("text=logo.svg")
    page.fill("[name=phone]", "")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=Phone is missing.")
    page.wait_for_selector("#logo-picture[src*='/dress/']")  # it is chosen still
    page.click("text=Take off")
    page.wait_for_selector("text=Choose a file")
    page.fill("[name=phone]", "01632 960 417")
    page.fill("[name=hours]", "Mondays")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=Saved in clinic.xlsx.", timeout=60_000)
    assert page.input_value("[name=hours]") == "Mondays"
    page.click("text=Undo")
    page.wait_for_selector("text=clinic.xlsx is as it was before.")
    assert page.input_value("[name=hours]") == "Monday to Friday, 9 to 5"
    assert page.faults == []


def test_the_clinics_page_follows_the_colour(chromium: Any, own: Running) -> None:
    page = enter(chromium, own)
    go(page, own, "/clinic")
    page.fill("#colour", "#ffee00")
    page.wait_for_selector("#look[src*='/dress/']")
    page.wait_for_selector("#colour-said:has-text('light')")
    assert page.input_value(".swatch") == "#ffee00"


def test_a_clinic_is_set_up_in_its_logos_colour(
    chromium: Any, bare: Running, tmp_path: Path
) -> None:
    Image.new("RGB", (90, 40), "#7A2152").save(tmp_path / "mark.png")
    page = enter(chromium, bare)
    go(page, bare, "/set-up")
    page.click("text=Save and start")
    page.wait_for_selector(".wrong[name=name]:focus")
    page.fill("[name=name]", "Made-up Feet")
    assert not page.is_visible("#no-name")
    assert page.get_attribute("[name=name]", "aria-invalid") is None
    assert page.is_visible("#no-phone")  # which is empty still
    assert page.input_value(".swatch") == "#1f5a8c"
    page.set_input_files("[name=logo_file]", tmp_path / "mark.png")
    page.click("text=Take it from the logo")
    until(lambda: page.input_value(".swatch") == "#7a2152")
    assert page.input_value("#colour") == "#7A2152"
    page.wait_for_selector("text=Take it from the logo", state="hidden")
    page.fill("#colour", "")
    until(lambda: page.input_value(".swatch") == "#1f5a8c")
    assert page.faults == []


@pytest.mark.parametrize("path", ["/", "/set-up"])
def test_the_first_pages_move_only_where_they_must(
    chromium: Any, bare: Running, path: str
) -> None:
    page = enter(chromium, bare)
    go(page, bare, path)
    tall, wide = page.evaluate(
        "(({scrollHeight, scrollWidth}) => [scrollHeight - innerHeight, scrollWidth - innerWidth])"
        "(document.documentElement)"
    )
    assert wide <= 0
    assert tall <= 0 or path != "/"


def test_mail_is_set_up_in_the_page(
    chromium: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "clinic").mkdir()
    certificates = make_certificates(tmp_path)
    with post_in(tmp_path / "clinic", certificates, monkeypatch) as post:
        page = enter(chromium, post.desk)
        go(page, post.desk, "/clinic/letters")
        page.click("text=From Microsoft 365 or Outlook.com")
        assert not page.is_visible("[name=password]")
        page.click("text=From a mailbox with our own address")
        page.fill("[name=address]", "me@example.org")
        page.fill(".ways [name=password]", "secret")
        page.fill("[name=server]", "localhost")
        page.click("text=Save, and send one letter to myself")
        page.wait_for_selector("text=One letter is on its way to me@example.org.", timeout=60_000)
        assert post.store == {("clinicplan", "me@example.org"): "secret"}
        assert post.server.recipients == ["me@example.org"]
        assert "secret" not in page.content()
        assert page.faults == []


def test_find_by_keyboard_alone(chromium: Any, own: Running) -> None:
    page = enter(chromium, own)
    page.keyboard.type("ang")  # the cursor stands there; no accent is needed
    assert page.locator("tr[data-row]:visible").count() == 1
    page.keyboard.press("Escape")
    assert page.locator("tr[data-row]:visible").count() == 8
    page.keyboard.type("zoe")
    page.keyboard.press("Enter")
    page.wait_for_url("**/plan/HS-0432")
    page.keyboard.press("Control+k")
    page.wait_for_url("**/plans")
    page.keyboard.type("nobody of that name")
    assert page.is_visible("text=Nobody found")


def test_the_skip_link_comes_first(chromium: Any, own: Running) -> None:
    page = enter(chromium, own)
    go(page, own, "/clinic")
    page.keyboard.press("Tab")
    assert page.inner_text(":focus") == "Skip to the page"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_two_windows_follow_a_save(chromium: Any, own: Running) -> None:
    pages = [enter(chromium, own), enter(chromium, own)]
    go(pages[1], own, "/mend")
    pages[0].fill("#find", "sample")
    assert own.desk.view
    mistake(own.desk.view.file)
    pages[0].wait_for_selector("text=To mend: exercise")
    pages[1].wait_for_selector("text=There is no exercise")
    assert pages[0].input_value("#find") == "sample"
    assert pages[0].locator("tr[data-row]:visible").count() == 2
    assert pages[0].is_visible("text=1 to mend since the last save")


def test_ticks_stay_while_the_workbook_is_saved(chromium: Any, own: Running) -> None:
    page = enter(chromium, own)
    go(page, own, "/print")
    page.uncheck("#tick-2")
    assert page.inner_text("aside h2").startswith("Ticked: 7 of ")
    assert own.desk.view
    mistake(own.desk.view.file)
    page.wait_for_selector("text=7 of 8 plans are ready")
    assert page.inner_text("aside h2").startswith("Ticked: 6 of ")
    assert not page.is_checked("[name=plan][value=HS-0431]")
    page.click("[data-print]")
    page.wait_for_selector("text=6 plans to print")


def test_what_is_being_made_says_so_and_goes_on_by_itself(chromium: Any, own: Running) -> None:
    """Print is pressed, and pressed again while pictures are drawn."""
    page = enter(chromium, own)
    go(page, own, "/plan/HS-0434")
    page.evaluate("""() => {
      const own = one("[data-print]");
      [0, 1].forEach(() => own.click());
      sessionStorage.said = own.innerText;
    }""")
    page.wait_for_selector("text=1 plan to print")
    assert page.url.endswith("/print/1")
    assert page.evaluate("sessionStorage.said") == "Being made: it opens by itself"
    page.go_back()
    page.wait_for_selector("[data-print]:has-text('Print')")
    assert page.faults == []


def test_the_pages_come_with_the_last_answer(chromium: Any, own: Running) -> None:
    """Nobody prints what they have not seen: no page is to be opened anew for them."""
    print_now(own, "HS-0417")
    rewritten(own, lambda book: book["Exercises"].__setitem__("D2", None))
    page = enter(chromium, own)
    go(page, own, "/plan/HS-0417")
    assert not page.is_visible("#pages")
    page.click("text=Left foot, as before")
    page.wait_for_selector("#pages img")
    assert page.is_visible("[data-print]")
    assert page.faults == []


def test_a_new_plan_by_mouse(chromium: Any, own: Running) -> None:
    page = enter(chromium, own)
    page.click("text=New plan")
    page.fill("[name=first_name]", "Mira")
    page.fill("[name=last_name]", "Madeup")
    page.click("button[value='add:heel-raise-single']")
    page.wait_for_selector("text=Which leg?")
    page.click(".segments label:has-text('Left leg')")
    page.fill("[name=dose-0]", "3 x 10, twice a day, from week 3: 15")
    page.wait_for_selector("text=15 times with your left leg, 3 sets")
    assert page.input_value("[name=first_name]") == "Mira"
    page.wait_for_selector("img[src$='/large/2.png']")
    page.click("text=Copy it for Excel")
    page.wait_for_selector("#row-patient")
    assert "Mira\tMadeup" in page.input_value("#row-patient")
    assert "Mira" not in page.url


@pytest.mark.parametrize("size", WIDTHS, ids=str)
def test_the_answer_is_seen_while_one_types(
    chromium: Any, own: Running, size: tuple[int, int]
) -> None:
    """What the patient reads stands between the field and the footer, without scrolling."""
    page = enter(chromium, own)
    go(page, own, "/new")
    for at, code in enumerate(("heel-raise-single", "towel-scrunch", "ankle-circles")):
        page.click(f"[data-code={code}]")
        page.wait_for_selector(f"[name=side-{at}]")
        page.fill(f"[name=dose-{at}]", "3 x 10, twice a day")
        page.wait_for_selector(f"#reads-{at}:has-text('Twice a day')")
    width, height = size
    page.set_viewport_size({"width": width, "height": height})
    if width < 1216:
        page.click("#turn-plan")
    page.click("[name=side-2][value=left]", force=True)
    page.focus("[name=dose-2]")
    page.keyboard.type(", max 10 times, 5 times a day")
    assert page.locator("#reads-2[aria-busy=true]").count() == 1  # it is not yet an answer to that
    page.wait_for_selector("#reads-2[aria-busy=false]")
    field, answer, foot = (
        page.locator(what).bounding_box() for what in ("[name=dose-2]", "#reads-2", ".foot")
    )
    assert field["y"] >= 0
    assert answer["y"] + answer["height"] <= foot["y"] + 1
    assert page.faults == []


def test_a_new_plan_by_keyboard_alone(chromium: Any, own: Running) -> None:
    page = enter(chromium, own)
    go(page, own, "/new")
    page.focus("#find")
    page.keyboard.type("one leg")
    page.keyboard.press("Enter")  # the only tile that is left
    page.wait_for_selector("text=Which leg?")
    page.keyboard.press("Space")  # the cursor stands in the side
    page.keyboard.press("Tab")
    page.keyboard.type("10 times, daily")
    page.wait_for_selector("text=10 times with your left leg.")
    page.keyboard.press("Enter")  # back to Find
    assert page.evaluate("document.activeElement.id") == "find"
    page.keyboard.type("scrunch")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=2. Towel scrunch")
    page.keyboard.press("Alt+ArrowUp")
    page.wait_for_selector("text=1. Towel scrunch")
    assert page.input_value("[name=dose-1]") == "10 times, daily"


def test_without_javascript_every_form_still_posts(chromium: Any, own: Running) -> None:
    page = enter(chromium, own, java_script_enabled=False)
    page.click("text=New plan")
    page.fill("[name=first_name]", "Mira")
    page.click("button[value='add:toe-walk']")
    page.fill("[name=dose-0]", "3 min, daily")
    page.click("button[value=look]:not(.unseen)")
    assert "3 minutes" in page.inner_text("#reads-0").replace("\u00a0", " ")
    assert page.input_value("[name=first_name]") == "Mira"
    go_without = partial(page.goto)
    go_without(f"{own.origin}/print")
    page.click("[data-print]")
    assert "8 plans to print" in page.inner_text("h1")
    go_without(f"{own.origin}/letters")
    page.click("text=Or look who gets one")
    assert page.is_visible("text=Nothing has been sent.")
    go_without(f"{own.origin}/plans")
    page.click("summary")
    page.click("text=Close the desk")
    assert page.is_visible("text=The desk is closed")


def test_closing_is_seen_in_every_window(chromium: Any, tmp_path: Path) -> None:
    from tests.desk.windows import sample_in

    with running(tmp_path, workbook=sample_in(tmp_path)) as desk:
        pages = [enter(chromium, desk), enter(chromium, desk)]
        pages[0].click("summary")
        pages[0].click("text=Close the desk")
        pages[0].wait_for_selector("text=Everything is saved.")
        pages[1].wait_for_selector("#lost:visible")


HOSTILE = """<!doctype html><title>hostile</title>
<img id="img" src="{desk}/clinic/logo.png" onload="this.id='seen'">
<iframe src="{desk}/plans"></iframe>
<form id="f" method="post" action="{desk}/close" target="x"><input name="token" value="x"></form>
<script>
const told = (name, value) => {{ document.title += " " + name + "=" + value; }};
fetch("{desk}/plans", {{ credentials: "include" }}).then((a) => a.text())
  .then((t) => told("read", t.length), () => told("read", "no"));
fetch("{desk}/close", {{ method: "POST", mode: "no-cors", credentials: "include",
  body: new URLSearchParams({{ token: "x" }}) }}).then(() => told("post", "done"));
const events = new EventSource("{desk}/events", {{ withCredentials: true }});
events.onmessage = () => told("events", "yes");
</script>"""


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_a_hostile_page_in_the_same_browser_sees_and_does_nothing(
    chromium: Any, own: Running, host: str
) -> None:
    """One of another port is of the same site, so the cookie alone would not keep it out."""

    class Hostile(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            page = HOSTILE.format(desk=own.origin).encode()
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.send_header("Set-Cookie", f"desk-{own.port}=planted; Path=/plans")
            self.send_header("Content-Length", str(len(page)))
            self.end_headers()
            self.wfile.write(page)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Hostile)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        page = enter(chromium, own)
        other = page.context.new_page()
        other.goto(f"http://{host}:{server.server_port}/")
        other.wait_for_timeout(2500)
        assert "read=no" in other.title()
        assert "events" not in other.title()
        assert other.locator("#seen").count() == 0
        assert "Sam Sample" not in "".join(frame.content() for frame in other.frames)
        other.evaluate("const f = document.getElementById('f'); f.target = ''; f.submit()")
        other.wait_for_timeout(1000)
        assert "does not belong to the desk" in other.content()
        page.reload()
        assert page.is_visible("text=Sam Sample")
        until(lambda: own.desk.news.windows >= 1)
    finally:
        server.shutdown()
        server.server_close()


def test_find_forgives_one_slip(chromium: Any, own: Running) -> None:
    page = enter(chromium, own)
    rows = page.locator("tr[data-row]:visible")
    for typed, count in (("sampel", 1), ("smple", 1), ("saample", 1), ("saxple", 1), ("smaxle", 0)):
        page.fill("#find", "sample")
        known = rows.count()
        page.fill("#find", typed)
        assert rows.count() == (known if count else 0), typed
    page.fill("#find", "ange")  # a slip opens no plan: somebody looks whose it is
    page.fill("#find", "zoei")
    page.keyboard.press("Enter")
    assert page.url.endswith("/plans")
    assert page.faults == []


def test_a_new_plan_that_was_saved_and_printed_is_once_in_the_list(
    chromium: Any, own: Running
) -> None:
    page = enter(chromium, own)
    page.add_init_script("window.print = () => {}")
    go(page, own, "/new")
    page.fill("[name=first_name]", "Mira")
    page.fill("[name=last_name]", "Madeup")
    page.fill("[name=weeks]", "4")
    page.click("button[value='add:towel-stretch']")
    page.click(".segments label:has-text('Left foot')")
    page.fill("[name=dose-0]", "3 x 10, every day")
    page.wait_for_selector("#reads-0:has-text('10 times')")
    page.click("button[value='save:print']")
    page.wait_for_url("**/print/**")
    page.wait_for_timeout(1500)  # what the window had on its way has come
    go(page, own, "/plans")
    assert page.locator("text=Not in the workbook yet").count() == 0


def test_enter_in_find_takes_what_is_called_so_before_what_is_told_so(
    chromium: Any, own: Running
) -> None:
    page = enter(chromium, own)
    go(page, own, "/new")
    page.keyboard.press("Control+k")
    page.keyboard.type("towel str")
    page.keyboard.press("Enter")
    page.wait_for_selector(".tile.in")
    assert page.get_attribute(".tile.in", "data-name") == "Towel stretch"
