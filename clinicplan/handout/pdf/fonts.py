"""Faces become the font objects that every file begins with, written once for all files."""

from __future__ import annotations

from collections.abc import Mapping

from clinicplan.handout.pdf.faces import Face
from clinicplan.handout.pdf.objects import whole

FONTS = 1
"""The object number of the font resources, which every page and form shares."""

_MOST_HEADS = 64
"""Font subsets kept for characters beyond the stock ones; each is about 30 KB."""


class Fonts:
    """The first objects of every file: faces with the stock characters, written once."""

    def __init__(self, faces: Mapping[str, Face], stock: frozenset[str]) -> None:
        self._faces = faces
        self.stock = stock
        self._heads: dict[frozenset[str], tuple[bytes, ...]] = {}

    def objects(self, added: frozenset[str]) -> tuple[bytes, ...]:
        """The objects 1, 2, … of a file whose texts need these characters as well."""
        head = self._heads.get(added)
        if head is None:
            if len(self._heads) >= _MOST_HEADS:
                self._heads.clear()
            head = self._heads[added] = self._write(self.stock | added)
        return head

    def _write(self, characters: frozenset[str]) -> tuple[bytes, ...]:
        bodies = [b""]
        names = []
        written: dict[int, int] = {}
        for resource, face in self._faces.items():
            if id(face) in written:  # one weight for two
                names.append(b"/%b %d 0 R" % (resource.encode(), written[id(face)]))
                continue
            parts = face.objects(characters)
            first = len(bodies) + 1
            bodies += [
                parts.file,
                parts.glyph_map,
                parts.to_unicode,
                parts.descriptor % first,
                parts.font % (first + 2, first + 3, first + 1),
            ]
            written[id(face)] = first + 4
            names.append(b"/%b %d 0 R" % (resource.encode(), first + 4))
        bodies[0] = b"<<%b>>" % b"".join(names)
        return tuple(whole(number, body) for number, body in enumerate(bodies, FONTS))
