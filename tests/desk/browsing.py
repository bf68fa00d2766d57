"""A page of a desk in a real Chromium."""

from __future__ import annotations

from typing import Any

from clinicplan.desk.app import address
from tests.desk.windows import Running


def enter(chromium: Any, desk: Running, **options: Any) -> Any:
    """A page of the desk in a browser of its own; what goes wrong on it is kept."""
    context = chromium.new_context(viewport={"width": 1440, "height": 900}, **options)
    context.set_default_timeout(20_000)
    # A headless browser has no printer's window, and dies of it.
    context.add_init_script("window.print = () => { window.asked = true; }")
    page = context.new_page()
    page.faults = []
    page.on("pageerror", lambda error: page.faults.append(str(error)))
    page.on("console", lambda line: page.faults.append(line.text) if line.type == "error" else None)
    page.goto(address(desk.port, desk.desk.keys.draw()))
    return page


def go(page: Any, desk: Running, path: str) -> None:
    page.goto(f"{desk.origin}{path}")
    if path == "/letters":
        page.wait_for_selector("text=Nothing has been sent.")
