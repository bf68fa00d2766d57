"""`clinicplan preview`: a picture of each page."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.cli.runs import EditionPress, PagePress, Run
from tests.fake_press import FakePress


def test_preview_shows_another_edition(
    run: Run, press_with: Callable[[FakePress], None], filled: Path, tmp_path: Path
) -> None:
    press_with(EditionPress())
    words = "preview", filled, "HS-0417", "--out", tmp_path, "--edition"
    assert run(*words, "Giant print").exit_code == 0
    assert run(*words, "braille").exit_code == 2


def test_preview_writes_a_picture_of_each_page(
    run: Run, press_with: Callable[[FakePress], None], filled: Path, mistaken: Path, tmp_path: Path
) -> None:
    press_with(PagePress())
    found = run("preview", filled, "HS-0417", "--out", tmp_path, "--dpi", 72)
    assert found.exit_code == 0
    pictures = sorted(tmp_path.iterdir())
    assert [path.name for path in pictures] == ["HS-0417-1.png", "HS-0417-2.png"]
    assert all(path.read_bytes().startswith(b"\x89PNG") for path in pictures)
    assert pictures[0].read_bytes()[16:24] == bytes([0, 0, 0, 72, 0, 0, 0, 144])
    refused = run("preview", mistaken, "HS-0417", "--out", tmp_path)
    assert refused.exit_code == 1
    assert "Exercises!C3" in refused.output
