"""What the tests of the pictures read: every file, the palette, the alt texts, the recipes."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "templates" / "illustrations"
TOOL = ROOT / "tools" / "illustrator"
DOCS = ROOT / "docs"

FILES = sorted(FOLDER.rglob("*.svg"))


def table(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text("utf-8"))


PALETTE = table(FOLDER / "palette.toml")
ALT: dict[str, str] = table(ROOT / "templates" / "languages" / "en" / "illustrations.toml")
PEOPLE = list(PALETTE["person"])


def label(path: Path) -> str:
    return path.relative_to(FOLDER).with_suffix("").as_posix()


def paths(path: Path) -> list[dict[str, str]]:
    """The attributes of a picture's paths."""
    root = ElementTree.fromstring(path.read_text("utf-8"))
    return [dict(child.attrib) for child in root]


def recipes() -> dict[str, tuple[str, dict[str, Any]]]:
    """Every frame that the illustrator can draw: its file's name and its table."""
    found = {}
    for path in sorted((TOOL / "frames").glob("*.toml")):
        for name, frame in table(path).get("frame", {}).items():
            found[name] = path.name, frame
    return found
