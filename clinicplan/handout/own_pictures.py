"""A clinic's own pictures become frames that are shown whole."""

from __future__ import annotations

from clinicplan.catalogue.values import Exercise
from clinicplan.illustrations.frames import Frame
from clinicplan.illustrations.picture import Picture


def own_frames(own: tuple[Exercise, ...]) -> list[str]:
    """The names of the pictures that the clinic's own exercises show, each once."""
    names = {
        shot.frame
        for exercise in own
        for variant in exercise.variants
        for shot in variant.shots
        if shot.frame.startswith("own:")
    }
    return sorted(names)


def own_frame(name: str, picture: Picture) -> Frame:
    """A picture as a frame that is shown whole, without a margin."""
    _, _, right, bottom = picture.box
    return Frame(
        name=name,
        width=right,
        height=bottom,
        side="none",
        content=picture.box,
        bleed=frozenset(),
        camera=name,
        mirror="",
    )
