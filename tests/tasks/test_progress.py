"""How far a run of letters has come, read from the rows of the outbox."""

from __future__ import annotations

import pytest

from clinicplan.mail.entry import Entry, State
from clinicplan.tasks.progress import Progress, progress_of


def entry(state: State, *, latest: bool = True) -> Entry:
    return Entry("P1", 1, state, "s", "d", "", 0, 0, "2026-01-05T09:30:00+00:00", latest=latest)


@pytest.mark.parametrize(
    ("states", "progress"),
    [
        ("", Progress()),
        ("sent sent ready", Progress(sent=2, to_go=1)),
        ("sent sending ready ready", Progress(sent=1, to_go=3)),
        ("saved in_doubt refused returned", Progress(saved=1, in_doubt=1, refused=2)),
        ("dropped withdrawn sent", Progress(sent=1)),  # nothing more is said of the first two
    ],
)
def test_what_is_said_of_the_letters_of_the_last_run(states: str, progress: Progress) -> None:
    last = [entry(State[state.upper()]) for state in states.split()]
    earlier = [entry(State.SENT, latest=False), entry(State.READY, latest=False)]
    assert progress_of([*earlier, *last]) == progress
    assert progress.total == progress.done + progress.to_go
