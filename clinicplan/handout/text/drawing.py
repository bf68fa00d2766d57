"""A picture of a page becomes SVG, or the PNG or JPEG that it is, to stand in a file of its own."""

from __future__ import annotations

import io
import re
import zlib
from base64 import b64encode
from collections.abc import Iterator

from clinicplan.handout.text.heard import Shown
from clinicplan.illustrations.picture import Picture

_PAINTS = {
    "f": (True, False, False), "F": (True, False, False), "f*": (True, False, True),
    "S": (False, True, False), "s": (False, True, False),
    "B": (True, True, False), "B*": (True, True, True),
    "b": (True, True, False), "b*": (True, True, True),
}  # fmt: skip
"""What paints a path: whether it fills, strokes, and by which rule."""

_CAPS = ("butt", "round", "square")
_JOINS = ("miter", "round", "bevel")
_CURVES = {"m": "M", "l": "L", "c": "C"}
_SIZE = re.compile(rb"/Width (\d+)/Height (\d+)")


def drawn(shown: Shown) -> str:
    """The picture as an SVG element in the page's points, y up as there."""
    matrix = " ".join(f"{value:.4g}" for value in shown.matrix)
    inner = _image(shown.picture) if shown.picture.image else "".join(_paths(shown.picture))
    return f'<g transform="matrix({matrix})">{inner}</g>'


def _paths(picture: Picture) -> Iterator[str]:
    """The drawing's operators, path by path."""
    numbers: list[str] = []
    path: list[str] = []
    state = {"fill": "#000000", "stroke": "#000000", "width": "1", "cap": "butt", "join": "miter"}
    depth, groups = [0], 0
    for word in zlib.decompress(picture.data).decode("ascii").split():
        if word[0] in "-.0123456789":
            numbers.append(word)
            continue
        if word in _CURVES:
            path.append(_CURVES[word] + " ".join(numbers))
        elif word == "re":
            left, bottom, wide, high = numbers
            path.append(f"M{left} {bottom}h{wide}v{high}h{-float(wide):g}z")
        elif word == "h":
            path.append("Z")
        elif word in ("rg", "RG"):
            state["fill" if word == "rg" else "stroke"] = _hex(numbers)
        elif word == "w":
            state["width"] = numbers[0]
        elif word in ("J", "j"):
            key, names = ("cap", _CAPS) if word == "J" else ("join", _JOINS)
            state[key] = names[int(numbers[0])]
        elif word == "q":
            depth.append(0)
        elif word == "Q":
            yield "</g>" * depth.pop()
        elif word == "cm":
            depth[-1] += 1
            yield f'<g transform="matrix({" ".join(numbers)})">'
        elif word == "n":
            path.clear()
        elif word in _PAINTS:
            yield _painted("".join(path), *_PAINTS[word], state=state)
            path.clear()
        numbers.clear()
        groups = sum(depth)
    yield "</g>" * groups


def _painted(
    path: str, fills: bool, strokes: bool, even: bool, *, state: dict[str, str]
) -> str:
    fill = f'fill="{state["fill"]}"' if fills else 'fill="none"'
    rule = ' fill-rule="evenodd"' if even and fills else ""
    if not strokes:
        return f'<path d="{path}" {fill}{rule}/>'
    pen = f'stroke="{state["stroke"]}" stroke-width="{state["width"]}"'
    ends = f'stroke-linecap="{state["cap"]}" stroke-linejoin="{state["join"]}"'
    return f'<path d="{path}" {fill}{rule} {pen} {ends}/>'


def _hex(numbers: list[str]) -> str:
    return "#" + "".join(f"{round(float(value) * 255):02x}" for value in numbers)


def _image(picture: Picture) -> str:
    """Pixels, which fill the unit square with y up."""
    kind, data = _file(picture)
    source = f"data:image/{kind};base64,{b64encode(data).decode('ascii')}"
    place = 'width="1" height="1" preserveAspectRatio="none" transform="matrix(1 0 0 -1 0 1)"'
    return f'<image {place} href="{source}"/>'


def _file(picture: Picture) -> tuple[str, bytes]:
    """The kind and bytes of a file that holds the same pixels."""
    if b"/DCTDecode" in picture.image and not picture.mask:
        return "jpeg", picture.data
    from PIL import Image  # few clinics have pictures of pixels

    size = _size(picture)
    if b"/DCTDecode" in picture.image:
        image = Image.open(io.BytesIO(picture.data)).convert("RGB")
    else:
        mode = "L" if b"/DeviceGray" in picture.image else "RGB"
        image = Image.frombytes(mode, size, zlib.decompress(picture.data))
    if picture.mask:
        image.putalpha(Image.frombytes("L", size, zlib.decompress(picture.mask.data)))
    file = io.BytesIO()
    image.save(file, "PNG", optimize=True)
    return "png", file.getvalue()


def _size(picture: Picture) -> tuple[int, int]:
    found = _SIZE.search(picture.image)
    assert found, "a picture of pixels says how many"
    return int(found[1]), int(found[2])
