"""What stands at the door: help, version, the guide to all commands, and how quickly they come."""

from __future__ import annotations

import gc
import subprocess
import sys

import pytest

from clinicplan import __version__
from clinicplan.cli import desk, main
from tests.cli.runs import ROOT, Run


def test_help_and_version(run: Run) -> None:
    for command in ("", "new", "check", "build", "preview", "exercises"):
        found = run(*command.split(), "--help")
        assert (found.exit_code, found.stderr) == (0, "")
        assert "Usage: clinicplan" in found.stdout
    assert run("--version").stdout == f"clinicplan {__version__}\n"


def test_python_looks_seldom_for_cycles(monkeypatch: pytest.MonkeyPatch) -> None:
    before = gc.get_threshold()
    monkeypatch.setattr("clinicplan.cli.desk", lambda prog_name: None)
    try:
        main()
        assert gc.get_threshold()[0] >= 10_000
    finally:
        gc.set_threshold(*before)


def test_help_loads_nothing_heavy() -> None:
    code = "import sys, clinicplan.cli; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=True, text=True, cwd=ROOT
    ).stdout.split()
    heavy = {
        "babel",
        "openpyxl",
        "reportlab",
        "PIL",
        "pypdfium2",
        "rich",
        "marshmallow",
        "multiprocessing",
        "importlib.resources",
        "clinicplan.dose",
        "clinicplan.plan",
        "clinicplan.tasks.batch",
    }
    assert not heavy & set(loaded)


def test_every_command_and_option_is_in_the_guide() -> None:
    guide = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    commands = [desk, *desk.commands.values()]
    options = {
        option
        for command in commands
        for parameter in command.params
        for option in parameter.opts
        if option.startswith("--")
    }
    missing = [
        option
        for option in sorted(options)
        if f"`{option}" not in guide and f" {option}" not in guide
    ]
    assert missing == []
    assert [name for name in desk.commands if f"`clinicplan {name}" not in guide] == []
