"""PDF objects as bytes: single ones, references, and many small ones packed into a stream."""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from functools import lru_cache
from itertools import accumulate, chain
from operator import add

from clinicplan.handout.pdf.tags import Bases, Template

LEVEL = 2
"""zlib's level for what is compressed anew in every file: 0.75 ms a plan where level 6 takes
1.97, for 4 KB more in a file of 170."""


def places(count: int) -> list[bytes]:
    """The first `count` places in an object stream as the cross-reference table writes them."""
    return _places(count.bit_length())[:count]


@lru_cache(maxsize=16)
def _places(bits: int) -> list[bytes]:
    return [place.to_bytes(2, "big") for place in range(2**bits)]


def whole(number: int, body: bytes) -> bytes:
    """An object that stands in the file by itself."""
    return b"%d 0 obj\n%b\nendobj\n" % (number, body)


def stream(dictionary: bytes, data: bytes) -> bytes:
    """The body of a stream."""
    return b"<<%b/Length %d>>\nstream\n%b\nendstream" % (dictionary, len(data), data)


def references(numbers: Iterable[int]) -> bytes:
    """References to objects, with a space between."""
    found = tuple(numbers)
    return b"%d 0 R " * len(found) % found


class SmallObjects:
    """The small objects of a file, one a line, whose numbers follow one another.

    The first ones are reserved, and set once what they refer to is known. Those of templates
    come after them, and their holes are filled in for the whole file at once.
    """

    __slots__ = ("_holes", "_reserved", "_texts", "first", "next")

    def __init__(self, first: int, *, reserved: int) -> None:
        self.first = first
        self.next = first + reserved
        self._reserved = [b""] * reserved
        self._texts: list[bytes] = []
        self._holes: list[int] = []

    def set(self, number: int, body: bytes) -> None:
        self._reserved[number - self.first] = body

    def add(self, template: Template, bases: Bases) -> None:
        """The elements of a piece."""
        self._texts.append(template.text)
        self._holes += template.counted(bases)
        self.next += template.count

    def packed(self) -> tuple[bytes, bytes]:
        """The dictionary and the data of the stream that holds them."""
        filled = b"\n".join(self._texts) % tuple(self._holes)
        text = b"\n".join([*self._reserved, filled] if filled else self._reserved)
        many = self.next - self.first
        before = accumulate(map(len, text.split(b"\n")), initial=0)
        starts = map(add, before, range(many))  # a line end after each
        pairs = chain.from_iterable(zip(range(self.first, self.next), starts, strict=True))
        index = b"%d %d " * many % tuple(pairs)
        dictionary = b"/Type/ObjStm/N %d/First %d/Filter/FlateDecode" % (many, len(index) + 1)
        return dictionary, zlib.compress(index + b"\n" + text, LEVEL)
