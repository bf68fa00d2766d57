"""clinicplan itself: from a plan (not from a script) to a tagged PDF."""

from __future__ import annotations

from pathlib import Path

from benchmarks.peers.peer import Peer, one_by_one
from benchmarks.stage import ISSUED, SEAL, open_stage


def open_peer(folder: Path) -> Peer:
    """The press of the benchmark's workbook; what it takes is the plan of this ID."""
    stage = open_stage(folder)
    return Peer(
        prepare=lambda script: stage.plans[script.plan],
        set_all=one_by_one(lambda plan: stage.press.print(plan, issued=ISSUED, seal=SEAL).pdf),
    )
