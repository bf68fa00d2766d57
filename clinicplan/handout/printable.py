"""A clinic's typeface becomes a test of what its handouts can print."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib.resources.abc import Traversable

from clinicplan.handout.brand import typeface_of
from clinicplan.handout.pdf.faces import open_faces
from clinicplan.plan import Clinic

Unprintable = Callable[[str], tuple[str, ...]]


def unprintable_in(templates: Traversable) -> Callable[[Clinic], Unprintable]:
    """For a clinic, what of a text its typeface lacks in any weight, each once; () if it prints.

    Characters, and letters with marks that it cannot place ("6" and an accent). Each typeface is
    opened once.
    """
    opened = cache(lambda name: _unprintable(templates / "faces" / name))
    return lambda clinic: opened(typeface_of(templates, clinic).name)


def _unprintable(typeface: Traversable) -> Unprintable:
    faces = tuple(open_faces(typeface).values())
    plain = frozenset.intersection(*(face.characters for face in faces)) | {"\n"}

    def unprintable(text: str) -> tuple[str, ...]:
        if plain.issuperset(text):
            return ()
        found = (item for face in faces for item in face.missing(text.replace("\n", " ")))
        return tuple(dict.fromkeys(found))

    return unprintable
