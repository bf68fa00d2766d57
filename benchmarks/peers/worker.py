"""A process of its own for one peer: it sets plans as it is told to, and says what that took."""

from __future__ import annotations

import gc
import json
import resource
import sys
import time
from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path

from benchmarks.peers.peer import Peer
from benchmarks.script import Script
from benchmarks.stage import read_scripts


def main(name: str, folder: Path) -> None:
    """Answer lines like `{"start": 20, "count": 5}` with a line of JSON each."""
    gc.set_threshold(50_000)  # for all who run in Python, as the command line does
    module, _, opener = name.partition(":")
    open_peer: Callable[[Path], Peer | None] = getattr(
        import_module(f"benchmarks.peers.{module}"), opener or "open_peer"
    )
    peer = open_peer(folder)
    if peer is None:
        _say({"missing": True})
        return
    _say({"ready": True})
    scripts = read_scripts(folder)
    out = folder / "out" / name.replace(":", "-")
    out.mkdir(parents=True, exist_ok=True)
    for line in sys.stdin:
        asked = json.loads(line)
        chosen = scripts[asked["start"] : asked["start"] + asked["count"]]
        _say(_set(peer, chosen, out))


def _say(answer: Mapping[str, object]) -> None:
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()


def _set(peer: Peer, scripts: list[Script], out: Path) -> dict[str, float]:
    prepared = [peer.prepare(script) for script in scripts]
    cpu, wall = _cpu(), time.perf_counter()
    pdfs = peer.set_all(prepared)
    for script, pdf in zip(scripts, pdfs, strict=True):
        (out / f"{script.plan}.pdf").write_bytes(pdf)
    return {
        "cpu": _cpu() - cpu,
        "wall": time.perf_counter() - wall,
        "bytes": sum(map(len, pdfs)),
        "memory": _memory(),
    }


def _cpu() -> float:
    """Seconds of processor time of this process and of those that it has waited for."""
    return sum(
        usage.ru_utime + usage.ru_stime
        for usage in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    )


def _memory() -> float:
    """The most memory so far, in MB, of this process or of the largest that it waited for."""
    return max(
        resource.getrusage(who).ru_maxrss / 1024
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
