"""The script of docs/python.md does what the page says of it."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from clinicplan.tasks.ready import read_templates
from clinicplan.workbook.writing.blank import write_blank

PAGE = Path(__file__).parents[2] / "docs" / "python.md"


def test_the_script_of_the_page_checks_builds_and_previews(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    catalogue, templates = read_templates()
    write_blank(tmp_path / "clinic.xlsx", catalogue=catalogue, templates=templates, sample=True)
    monkeypatch.chdir(tmp_path)
    script, _ = re.findall(r"^```python\n(.*?)^```", PAGE.read_text("utf-8"), re.DOTALL | re.M)
    exec(compile(script, str(PAGE), "exec"), {})
    said = capsys.readouterr().out.splitlines()
    assert said[-1] == "8 handouts, 0 not made"
    assert len(list((tmp_path / "plans").glob("*.pdf"))) == 8
    assert (tmp_path / "first-page.png").read_bytes().startswith(b"\x89PNG")


def test_what_only_writing_a_workbook_needs_is_loaded_for_that() -> None:
    """It takes as long as reading a hundred plans."""
    code = (
        "import sys, clinicplan.tasks.build, clinicplan.tasks.check, clinicplan.tasks.preview\n"
        "import clinicplan.desk.running, clinicplan.desk.serve\n"
        "sys.exit('openpyxl' in sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", code], cwd=PAGE.parents[1], check=False)
    assert run.returncode == 0
