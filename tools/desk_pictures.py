"""The desk with the sample clinic becomes pictures of three of its pages in docs/pictures.

Run it in the project's folder: python -m tools.desk_pictures. It needs the dependency group
`browser` and a Chromium (its path in CHROMIUM, else /usr/bin/chromium).
"""

from __future__ import annotations

import os
import shutil
import tempfile
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image

from clinicplan.desk.app import address
from tests.desk.windows import Running, running
from tools.pictures import save
from tools.samples import SAMPLE, SAMPLES

WIDTH, HEIGHT = 1280, 800
PAGES = {"plans": "/plans", "plan": "/plan/HS-0417", "print": "/print"}


def main() -> None:
    """Draw the pages anew."""
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory() as name, running(_clinic(Path(name)), workbook=None) as desk:
        desk.desk.open(Path(name) / "Clinic plans" / "clinic.xlsx")
        with sync_playwright() as playwright:
            path = os.environ.get("CHROMIUM", "/usr/bin/chromium")
            browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
            page = browser.new_page()
            page.set_viewport_size({"width": WIDTH, "height": HEIGHT})
            page.goto(address(desk.port, desk.desk.keys.draw()))
            for title, at in PAGES.items():
                _draw(page, desk, title, at)
            browser.close()


def _clinic(folder: Path) -> Path:
    """A folder with the sample workbook in it, and its pictures."""
    clinic = folder / "Clinic plans"
    clinic.mkdir()
    shutil.copy(SAMPLE, clinic / "clinic.xlsx")
    for picture in SAMPLES.glob("*.png"):
        shutil.copy(picture, clinic)
    return folder


def _draw(page: Any, desk: Running, title: str, at: str) -> None:
    page.goto(f"{desk.origin}{at}")
    page.wait_for_timeout(1500)  # pictures of pages are drawn when they are asked for
    save(Image.open(BytesIO(page.screenshot())), f"desk-{title}")


if __name__ == "__main__":
    main()
