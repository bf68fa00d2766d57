"""A drawing or a photograph becomes a value that any page can place by its name."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """A drawing without text or structure, compressed once, used by its name.

    `box` is left, bottom, right, top in points; `image` is set for photographs and logos
    made of pixels: the rest of the image's dictionary, for which `data` are the pixels.
    """

    name: str
    data: bytes
    box: tuple[float, float, float, float]
    image: bytes = b""
    mask: Picture | None = None


def resource_name(kind: str, content: bytes) -> str:
    """A name that is the same wherever the same content is drawn."""
    return f"{kind}{hashlib.sha256(content).hexdigest()[:10]}"
