"""The people of the pictures: builds and hair, read from people.toml."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

FILE = Path(__file__).with_name("people.toml")


@dataclass(frozen=True, slots=True)
class Person:
    """One figure's shape; bones are the same for all, so a pose fits everyone.

    Widths are mm half-widths, the rest multiplies the slim figure's.
    """

    code: str
    chest: float
    """Half-width of the ribcage."""
    shoulders: float
    """Half-width between the shoulder joints."""
    belly: float
    belly_ahead: float
    """How far the belly stands out in front, mm."""
    bust: bool
    limbs: float
    hips: float
    hair: str
    beard: bool = False
    stoop: float = 0.0
    """Degrees that the upper back leans more."""
    shorts: float = 0.58
    """How much of the thigh they cover."""
    sleeves: float = 0.52
    """How much of the upper arm they cover; over 1, of the forearm."""
    trousers: float = 0.0
    """How high up the shin they end, mm; 0 for shorts."""
    stick: bool = False
    """A walking stick stands or lies beside."""
    prosthesis: bool = False
    """The lower leg that does not exercise is artificial."""


def people() -> tuple[Person, ...]:
    """Everyone in people.toml, the default one first."""
    table = tomllib.loads(FILE.read_text("utf-8"))
    return tuple(Person(code, **shape) for code, shape in table.items())
