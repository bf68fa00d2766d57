"""A code, its place and values become a finding in the words of the templates."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources.abc import Traversable

from clinicplan.errors import FaultyTemplate
from clinicplan.findings import Finding, Place, Severity

SHOWN = 40
"""A value is cut to this many characters."""


@dataclass(frozen=True, slots=True)
class Words:
    """What a code says, and how much it costs."""

    severity: Severity
    message: str
    hint: str


class Teller:
    """Tells findings in one language."""

    def __init__(self, words: Mapping[str, Words]) -> None:
        self.words = words

    def __call__(self, code: str, place: Place, *, plan: str = "", **values: str | int) -> Finding:
        """The finding of this code; FaultyTemplate where the templates have no such code."""
        words = self.words.get(code)
        if words is None:
            raise FaultyTemplate(f"findings.toml has no words for {code!r}.")
        try:
            message = words.message.format_map(values)
            hint = words.hint.format_map(values)
        except (KeyError, IndexError, ValueError) as error:
            raise FaultyTemplate(f"findings.toml, [{code}]: {error} is not known here.") from error
        return Finding(place, code, words.severity, message, hint, plan)


def read_words(templates: Traversable, *, language: str) -> Mapping[str, Words]:
    """The words of every finding; FaultyTemplate names the entry that is incomplete."""
    file = templates / "languages" / language / "findings.toml"
    try:
        entries = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise FaultyTemplate(f"languages/{language}/findings.toml: {error}.") from error
    return {code: _words(code, entry) for code, entry in entries.items()}


def _words(code: str, entry: Mapping[str, str]) -> Words:
    try:
        return Words(Severity(entry["severity"]), entry["message"], entry.get("hint", ""))
    except (KeyError, ValueError, TypeError) as error:
        raise FaultyTemplate(f"findings.toml, [{code}]: {error}.") from error


def shown(value: object) -> str:
    """A value as a message shows it: one line, at most 40 characters."""
    text = " ".join(str(value).split())
    return text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…"
