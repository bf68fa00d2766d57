"""Reads the pose files: a name's table, with everything it is `like` merged underneath."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TypeAlias

FOLDER = Path(__file__).with_name("frames")

Table: TypeAlias = dict[str, object]


class RecipeError(Exception):
    """A pose file says something that cannot be drawn."""


def merged(under: Mapping[str, object], over: Mapping[str, object]) -> Table:
    """Both tables; where both have a value the second's counts, tables are merged."""
    out = dict(under)
    for key, value in over.items():
        below = out.get(key)
        if isinstance(below, dict) and isinstance(value, dict):
            out[key] = merged(below, value)
        else:
            out[key] = value
    return out


def _tables(folder: Path) -> dict[str, dict[str, Table]]:
    """All files' [pose.*], [camera.*], [toes.*] and [frame.*], frames knowing their exercise."""
    found: dict[str, dict[str, Table]] = {"pose": {}, "camera": {}, "toes": {}, "frame": {}}
    for path in sorted(folder.glob("*.toml")):
        for kind, tables in tomllib.loads(path.read_text("utf-8")).items():
            for name, table in tables.items():
                if name in found[kind]:
                    raise RecipeError(f"{path.name}: {kind} {name} is there twice")
                found[kind][name] = {"exercise": path.stem, **table}
    return found


class Book:
    """All poses, cameras, toe bends and frames, by name."""

    def __init__(self, folder: Path = FOLDER) -> None:
        tables = _tables(folder)
        self._poses, self._frames = tables["pose"], tables["frame"]
        self.cameras, self.toes = tables["camera"], tables["toes"]

    def __iter__(self) -> Iterator[str]:
        return iter(self._frames)

    def frame(self, name: str, person: str = "") -> Table:
        """A frame with all it is like, as `for` says for a person; refuses an unknown name."""
        whole = self._whole(self._frames, name)
        special = whole.pop("for", {})
        assert isinstance(special, dict)
        return merged(whole, special.get(person, {}))

    def shows(self, name: str, person: str) -> bool:
        """False for a person who cannot be shown in a frame (its `without`)."""
        without = self.frame(name).get("without", [])
        return not isinstance(without, list) or person not in without

    def _whole(self, tables: Mapping[str, Table], name: str) -> Table:
        table = tables.get(name) or self._poses.get(name) or self._frames.get(name)
        if table is None:
            raise RecipeError(f"no pose or frame is called {name}")
        base = table.get("like")
        names = [base] if isinstance(base, str) else base or []
        if not isinstance(names, list):
            raise RecipeError(f"{name}: like must be a name or a list of names")
        whole: Table = {}
        for other in names:
            whole = merged(whole, self._whole(self._poses, str(other)))
        return merged(whole, table)
