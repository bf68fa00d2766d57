"""The floor: what is left of a handout when everything but compressing and joining is free.

Streams that other handouts of the batch share byte for byte are taken as they are; streams
that only this handout has (its pages, its structure tree, its cross-references) are
compressed anew, at the level that gives the size that clinicplan gives them.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from benchmarks.peers.peer import Peer, one_by_one
from benchmarks.script import Script
from benchmarks.stage import ISSUED, SEAL, open_stage

_STREAM = re.compile(rb"(/Length (\d+)[^>]*>>\nstream\n)")


@dataclass(frozen=True, slots=True)
class Parts:
    """A file in parts: bytes to copy (False) and bytes to compress (True)."""

    parts: tuple[tuple[bool, bytes], ...]
    level: int

    def joined(self) -> bytes:
        """The file again."""
        level = self.level
        return b"".join([zlib.compress(part, level) if new else part for new, part in self.parts])


def open_peer(folder: Path) -> Peer:
    """The floor under the handouts of the benchmark's workbook."""
    stage = open_stage(folder)
    plans = list(stage.plans.values())

    @lru_cache(None)
    def shared() -> Counter[bytes]:
        return Counter(
            stream
            for plan in plans[:100]
            for stream in set(_streams(stage.press.print(plan, issued=ISSUED, seal=SEAL).pdf))
        )

    def prepare(script: Script) -> Parts:
        pdf = stage.press.print(stage.plans[script.plan], issued=ISSUED, seal=SEAL).pdf
        own = [stream for stream in _streams(pdf) if shared()[stream] <= 1]
        return parts_of(pdf, own)

    return Peer(prepare=prepare, set_all=one_by_one(Parts.joined))


def _streams(pdf: bytes) -> list[bytes]:
    """The data of every stream in the file."""
    found = []
    for match in _STREAM.finditer(pdf):
        found.append(pdf[match.end() : match.end() + int(match[2])])
    return found


def parts_of(pdf: bytes, own: list[bytes]) -> Parts:
    """The file in parts; these streams are compressed anew."""
    parts: list[tuple[bool, bytes]] = []
    raw, size, at = [], 0, 0
    for stream in own:
        try:
            plain = zlib.decompress(stream)
        except zlib.error:
            continue
        place = pdf.index(stream, at)
        parts += [(False, pdf[at:place]), (True, plain)]
        raw.append(plain)
        size += len(stream)
        at = place + len(stream)
    parts.append((False, pdf[at:]))
    return Parts(tuple(parts), _level(raw, size))


def _level(raw: list[bytes], size: int) -> int:
    """The level of compression whose size is nearest to this one."""
    sizes = {level: sum(len(zlib.compress(part, level)) for part in raw) for level in (1, 3, 6, 9)}
    return min(sizes, key=lambda level: (abs(sizes[level] - size), level))
