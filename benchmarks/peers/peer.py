"""What every peer is: a preparation that is not timed, and a setting that is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias

from benchmarks.script import Script

Prepared: TypeAlias = Any  # each peer's own form of a script
Set: TypeAlias = Callable[[list[Prepared]], list[bytes]]


@dataclass(frozen=True, slots=True)
class Peer:
    """`prepare` gives a script in the peer's own form, `set_all` sets several of them."""

    prepare: Callable[[Script], Prepared]
    set_all: Set


def one_by_one(set_one: Callable[[Prepared], bytes]) -> Set:
    """Setting several is setting each."""
    return lambda prepared: [set_one(item) for item in prepared]
