"""The packages for Windows: what the project asks for, at the versions that are tested here."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from itertools import chain

import start
from tools.windows import ROOT
from tools.windows.packages import LOCK

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]


def pins(text: str) -> dict[str, str]:
    return dict(re.findall(r"^([\w.-]+)==(\S+)", text, re.MULTILINE))


def names_in(requirements: Iterable[str]) -> set[str]:
    return {match[0] for text in requirements if (match := re.match(r"[\w.-]+", text))}


def test_it_has_all_that_start_installs_and_what_only_windows_needs() -> None:
    extras = [PROJECT["optional-dependencies"][extra] for extra in start.EXTRAS.split(",")]
    wanted = names_in(chain(PROJECT["dependencies"], *extras))
    assert wanted | {"pywin32-ctypes", "tzdata"} <= pins(LOCK.read_text("utf-8")).keys()


def test_it_has_nothing_for_other_systems() -> None:
    assert {"secretstorage", "jeepney"} & pins(LOCK.read_text("utf-8")).keys() == set()


def test_every_package_has_the_version_that_the_tests_run_with() -> None:
    tested = pins((ROOT / "requirements-dev.txt").read_text("utf-8"))
    locked = pins(LOCK.read_text("utf-8"))
    assert {name for name in locked.keys() & tested.keys() if locked[name] != tested[name]} == set()


def test_it_has_hashes_and_names_no_host() -> None:
    text = LOCK.read_text("utf-8")
    assert text.count("==") == len(
        re.findall(r"^\S+==\S+ \\\n +--hash=sha256:", text, re.MULTILINE)
    )
    assert "://" not in text
