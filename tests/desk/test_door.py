"""Nobody but a window of this desk gets in, and what it shows stays with it."""

from __future__ import annotations

import re
import socket

import pytest

from clinicplan.desk.app import address
from clinicplan.desk.door import FORM_LIMIT
from clinicplan.desk.serve import bind
from tests.desk.windows import Running, Window

NAMES = ("Sample", "Testwell", "Ångström", "Invented", "Notreal")


def form(window: Window) -> str:
    return f"token={window.running.desk.keys.token}"


@pytest.mark.parametrize(
    ("changed", "status"),
    [
        ({}, 200),
        ({"Sec_Fetch_Site": "none"}, 200),  # the address was typed
        ({"Sec_Fetch_Site": None}, 200),  # an old browser
        ({"Host": "localhost:{port}"}, 421),
        ({"Host": "127.0.0.1"}, 421),
        ({"Host": "127.0.0.1:{port}."}, 421),
        ({"Host": "evil.example:{port}"}, 421),  # DNS rebinding
        ({"Cookie": None}, 403),
        ({"Cookie": "desk-{port}=x"}, 403),
        ({"Cookie": "desk-1={secret}"}, 403),  # of another port
        ({"Cookie": "desk-{port}=x; desk-{port}={secret}"}, 200),  # planted beside ours
        ({"Sec_Fetch_Site": "cross-site"}, 403),
        ({"Sec_Fetch_Site": "same-site"}, 403),  # another port of this computer
    ],
)
def test_a_page_is_for_a_window_of_ours(
    window: Window, changed: dict[str, str | None], status: int
) -> None:
    port, secret = str(window.running.port), window.running.desk.keys.session
    filled = {
        key: value and value.replace("{port}", port).replace("{secret}", secret)
        for key, value in changed.items()
    }
    for path in ("/plans", "/plan/HS-0417/small/1.png", "/static/desk.css", "/nowhere"):
        expected = 404 if (path, status) == ("/nowhere", 200) else status
        found = window.get(path, **filled)
        assert found.status == expected, path
        if status != 200:
            assert not any(name in found.text for name in NAMES)


@pytest.mark.parametrize(
    ("changed", "status"),
    [
        ({}, 303),
        ({"Content_Type": "application/x-www-form-urlencoded;charset=UTF-8"}, 303),  # a script
        ({"Origin": None}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "http://127.0.0.1:1"}, 403),
        ({"Origin": "http://localhost:{port}"}, 403),
        ({"Sec_Fetch_Site": None}, 403),
        ({"Sec_Fetch_Site": "none"}, 403),
        ({"Sec_Fetch_Site": "same-site"}, 403),
        ({"Cookie": None}, 403),
        ({"Host": "evil.example"}, 421),
        ({"Content_Type": "text/plain"}, 403),  # what a form elsewhere could send: no token
    ],
)
def test_a_form_comes_from_a_page_of_ours(
    window: Window, changed: dict[str, str | None], status: int
) -> None:
    port = str(window.running.port)
    filled = {key: value and value.replace("{port}", port) for key, value in changed.items()}
    before = len(window.running.opened)
    assert window.post("/workbook/excel", None, **filled).status == status
    assert len(window.running.opened) - before == (status == 303)


@pytest.mark.parametrize("token", ["", "x", "é"])
def test_a_form_carries_its_token(window: Window, token: str) -> None:
    assert window.post("/workbook/excel", {"token": token}).status == 403


@pytest.mark.parametrize("method", ["PUT", "DELETE", "OPTIONS", "PATCH", "TRACE"])
def test_other_methods_are_not_taken(window: Window, method: str) -> None:
    assert window.running.ask(method, "/plans", window.headers()).status == 405


def test_looking_changes_nothing(window: Window) -> None:
    """What a form does, no address does."""
    posted = ("/workbook/open", "/workbook/sample", "/workbook/again", "/workbook/excel",
              "/workbook/folder", "/workbook/copy", "/close")  # fmt: skip
    assert {path: window.get(path).status for path in posted} == dict.fromkeys(posted, 405)


def test_a_form_has_a_limit(window: Window) -> None:
    found = window.post("/workbook/excel", {"more": "x" * FORM_LIMIT})
    assert found.status == 413


def test_the_key_is_good_once_and_for_a_minute(own: Running) -> None:
    def enter(path: str, **more: str) -> int:
        head = {"Host": f"127.0.0.1:{own.port}", "Sec-Fetch-Site": "none", **more}
        return own.ask("GET", path.removeprefix(own.origin), head).status

    fresh, late = (address(own.port, own.desk.keys.draw()) for _ in range(2))
    assert enter(fresh) == 303
    assert enter(fresh) == 403
    own.clock.forward(seconds=61)
    assert enter(late) == 403
    assert enter(address(own.port, "x")) == 403
    assert enter("/enter") == 403
    cookie = own.window().cookie
    assert enter(fresh, Cookie=cookie) == 303  # loaded again, or from the history
    assert enter(late, Host="localhost") == 421


def test_the_cookie_is_for_this_run_and_no_script(own: Running) -> None:
    head = {"Host": f"127.0.0.1:{own.port}"}
    path = address(own.port, own.desk.keys.draw()).removeprefix(own.origin)
    found = own.ask("GET", path, head)
    assert found.headers["location"] == "/"
    name, *rest = found.headers["set-cookie"].split("; ")
    assert name == f"desk-{own.port}={own.desk.keys.session}"
    assert sorted(rest) == ["HttpOnly", "Path=/", "SameSite=Strict"]
    assert len({own.desk.keys.session, own.desk.keys.token, own.desk.keys.bell}) == 3
    assert all(len(key) >= 43 for key in (own.desk.keys.session, own.desk.keys.draw()))


@pytest.mark.parametrize(
    ("headers", "status"),
    [({"X-Bell": "{bell}"}, 200), ({"X-Bell": "x"}, 403), ({}, 403),
     ({"X-Bell": "{bell}", "Sec-Fetch-Site": "cross-site"}, 403)],
)  # fmt: skip
def test_only_who_knows_the_bell_rings_it(
    shared: Running, headers: dict[str, str], status: int
) -> None:
    head: dict[str, str | None] = {"Host": f"127.0.0.1:{shared.port}"}
    head |= {name: value.format(bell=shared.desk.keys.bell) for name, value in headers.items()}
    found = shared.ask("POST", "/bell", head)
    assert found.status == status
    assert (f"{shared.origin}/enter?key=" in found.text) is (status == 200)


ALWAYS = {
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors "
)


@pytest.mark.parametrize(
    ("path", "kept", "frame"),
    [
        ("/plans", False, "'none'"),
        ("/nowhere", False, "'none'"),
        ("/plan/HS-0417/small/1.png", False, "'none'"),
        ("/plan/HS-0417/handout.pdf", False, "'self'"),
        ("/clinic/logo.png", False, "'none'"),
        ("/static/desk.css", True, "'none'"),
        ("/static/bold.ttf", True, "'none'"),
        ("/library/toe-walk.png", True, "'none'"),
    ],
)
def test_every_answer_is_guarded(window: Window, path: str, kept: bool, frame: str) -> None:
    found = window.get(path)
    assert found.headers.items() >= ALWAYS.items()
    assert found.headers["content-security-policy"] == POLICY + frame
    kept_for = "private, max-age=3600" if kept else "no-store"
    assert found.headers["cache-control"] == kept_for
    assert "server" not in found.headers
    refused = window.get(path, Cookie=None)
    assert refused.headers.items() >= ALWAYS.items()


def test_it_is_there_for_this_computer_alone() -> None:
    found = bind(0)
    try:
        assert found.getsockname()[0] == "127.0.0.1"
        assert found.family is socket.AF_INET
    finally:
        found.close()


PAGES = ("/plans", "/plans?show=look", "/mend", "/mend?show=look", "/plan/HS-0417",
         "/plan/HS-0417/read", "/workbook", "/nowhere")  # fmt: skip


@pytest.mark.parametrize("path", PAGES)
def test_addresses_and_titles_name_no_patient(window: Window, path: str) -> None:
    page = window.get(path).text
    addresses = re.findall(r'(?:href|src|action|formaction)="([^"]*)"', page)
    titles = re.findall(r"<title>(.*?)</title>", page)
    assert addresses
    assert titles
    named = [text for text in (*addresses, *titles) if any(name in text for name in NAMES)]
    assert named == []


@pytest.mark.parametrize("path", PAGES)
def test_pages_have_nothing_inline_and_nothing_from_elsewhere(window: Window, path: str) -> None:
    page = window.get(path).text
    assert re.findall(r"<style|\sstyle=|\son\w+=|javascript:|https?://", page) == []
    assert re.findall(r"<script(?![^>]* src=\"/static/(?:desk|plan|mending)\.js\")", page) == []
