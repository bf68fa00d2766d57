"""A clinic's SVG drawing becomes a picture of shapes, or a PNG where shapes cannot say it.

It comes from a stranger, so it is checked first: only elements that draw, nothing that is
fetched from elsewhere. A drawing of plain paths is compiled as our own illustrations are.
Other shapes in flat colours go through svglib; see-through colours, gradients, clips and
masks are drawn by resvg. Both come with the `svg` extra.
"""

from __future__ import annotations

import io
import math
import re
import zlib
from xml.etree import ElementTree

from clinicplan.illustrations.frames import path_operators
from clinicplan.illustrations.picture import Picture, resource_name

MOST_BYTES = 2 * 2**20
"""A logo's drawing has some kilobytes; one as large as this is a picture wrapped in SVG."""

_MOST_LEVELS = 100
_MOST_ELEMENTS = 20_000
_SVG = "{http://www.w3.org/2000/svg}"
_SHAPES = {
    "svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "defs",
    "title", "desc", "metadata", "style",
}  # fmt: skip
_PAINTED = {"linearGradient", "radialGradient", "stop", "clipPath", "mask"}
_PLAIN_DOCTYPE = re.compile(r"<!DOCTYPE\s+svg[^\[<>]*>", re.IGNORECASE)
_DECLARATIONS = re.compile(r"<!DOCTYPE|<!ENTITY", re.IGNORECASE)
_FETCHED = re.compile(r"javascript:|@import|<script|url\(\s*[\"']?(?!#)[^\s\"']", re.IGNORECASE)
_SEE_THROUGH = re.compile(r"opacity\s*[:=]\s*[\"']?\s*(?!1(\.0*)?[\s\"';])")
_COVER = re.compile(r"mask|clip-path")
_LENGTH = re.compile(r"\+?(\d+\.?\d*|\.\d+)(px|pt|pc|mm|cm|in)?")
_STUMBLES = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
"""What svglib raises over values that it does not expect."""


class UnusablePicture(Exception):
    """A picture that cannot be used.

    `why` is a key of the reasons in `phrases/brand.toml`, `name` what the reason names.
    """

    def __init__(self, why: str, *, name: str = "") -> None:
        super().__init__(why)
        self.why = why
        self.name = name


def looks_like_svg(data: bytes) -> bool:
    """True where the bytes begin as an SVG drawing does."""
    return b"<svg" in data[:4096].lower()


def read_drawing(data: bytes, *, most: tuple[int, int]) -> Picture | bytes:
    """The drawing as a picture of shapes; else as a PNG file of at most these pixels.

    Raises UnusablePicture.
    """
    if len(data) > MOST_BYTES:
        raise UnusablePicture("svg-large")
    try:
        text = _PLAIN_DOCTYPE.sub("", data.decode("utf-8"), count=1)
        root = _checked(text)
        size = _size(root)
        return _plain(root) or _flat(text, root, size) or _rasterised(root, size, most)
    except (UnicodeDecodeError, ElementTree.ParseError, *_STUMBLES) as error:
        raise UnusablePicture("svg-unreadable") from error


# What it may hold


def _checked(text: str) -> ElementTree.Element:
    """The drawing's root, if it holds nothing but what draws."""
    if _DECLARATIONS.search(text):
        raise UnusablePicture("svg-doctype")
    if _FETCHED.search(text):
        raise UnusablePicture("svg-fetches")
    root = ElementTree.fromstring(text)
    if _is_huge(root):
        raise UnusablePicture("svg-parts")
    for element in root.iter():
        _check(element)
    if _is_nested(root):
        raise UnusablePicture("svg-masks")
    return root


def _is_huge(root: ElementTree.Element) -> bool:
    level, levels, count = [root], 0, 0
    while level:
        levels, count = levels + 1, count + len(level)
        if levels > _MOST_LEVELS or count > _MOST_ELEMENTS:
            return True
        level = [kid for element in level for kid in element]
    return False


def _is_nested(root: ElementTree.Element) -> bool:
    """True where a mask or clip uses others, which can take a renderer for ever."""
    covers = [each for name in ("mask", "clipPath") for each in root.iter(f"{_SVG}{name}")]
    sheets = [sheet.text or "" for sheet in root.iter(f"{_SVG}style")]
    inside = [text for cover in covers for kid in cover.iter() for text in _covering(kid)]
    return bool(inside or (covers and any(_COVER.search(sheet) for sheet in sheets)))


def _covering(element: ElementTree.Element) -> list[str]:
    """The attributes by which a mask or clip is put over an element."""
    return [
        key
        for key, value in element.attrib.items()
        if key in ("mask", "clip-path") or (key == "style" and _COVER.search(value))
    ]


def _check(element: ElementTree.Element) -> None:
    name = str(element.tag).removeprefix(_SVG)
    if name == "text":
        raise UnusablePicture("svg-text")
    if "}" not in name and name not in _SHAPES | _PAINTED:
        raise UnusablePicture("svg-element", name=name[:20])
    for key, value in element.attrib.items():
        if key.rpartition("}")[2] == "href" and not value.startswith("#"):
            raise UnusablePicture("svg-fetches")


def _size(root: ElementTree.Element) -> tuple[float, float]:
    """Width and height in units of its own. The root has both, and a viewBox, after this."""
    numbers = root.get("viewBox", "").replace(",", " ").split()
    if len(numbers) != 4:
        numbers = ["0", "0", *(_length(root.get(key, "")) for key in ("width", "height"))]
    left, top, width, height = map(float, numbers)
    if not (math.isfinite(left + top) and 0 < width < 1e6 and 0 < height < 1e6):
        raise UnusablePicture("svg-size")
    root.attrib |= {
        "viewBox": f"{left:g} {top:g} {width:g} {height:g}",
        "width": f"{width:g}",
        "height": f"{height:g}",
    }
    return width, height


def _length(text: str) -> str:
    """The number of a length; 0 for none, and for a share of an unknown whole ("100%")."""
    match = _LENGTH.fullmatch(text.strip())
    return match[1] if match else "0"


# Plain paths


_ROOT_ATTRIBUTES = {"viewBox", "width", "height", "version", "id"}
_PLAIN_ATTRIBUTES = {
    "d", "fill", "stroke", "stroke-width", "stroke-linecap", "stroke-linejoin", "fill-rule",
}  # fmt: skip
_CAPS = {"butt": 0, "round": 1, "square": 2}
_JOINS = {"miter": 0, "round": 1, "bevel": 2}


def _plain(root: ElementTree.Element) -> Picture | None:
    """The picture, where it is nothing but absolute paths in flat colours."""
    paths = list(root)
    if root.attrib.keys() - _ROOT_ATTRIBUTES:
        return None
    if any(path.tag != f"{_SVG}path" or not _is_plain(path.attrib) for path in paths):
        return None
    left, top, width, height = map(float, root.attrib["viewBox"].split())
    operators = "\n".join(_painted(path.attrib) for path in paths)
    return _shapes(operators, box=(left, top, left + width, top + height))


def _is_plain(attributes: dict[str, str]) -> bool:
    colours = (attributes.get("fill", "#000000"), attributes.get("stroke", "none"))
    return (
        attributes.keys() <= _PLAIN_ATTRIBUTES
        and attributes.get("d", "").startswith("M")
        and not set(attributes["d"]) - set("MLCZ0123456789., -\n")
        and all(colour == "none" or (colour[:1] == "#" and len(colour) == 7) for colour in colours)
    )


def _painted(attributes: dict[str, str]) -> str:
    fill = attributes.get("fill", "#000000")
    stroke = attributes.get("stroke", "none")
    parts = [path_operators(attributes["d"])]
    if fill != "none":
        parts.insert(0, f"{_rgb(fill)} rg")
    if stroke != "none":
        cap = _CAPS[attributes.get("stroke-linecap", "butt")]
        join = _JOINS[attributes.get("stroke-linejoin", "miter")]
        width = float(attributes.get("stroke-width", 1))
        parts.insert(0, f"{_rgb(stroke)} RG {width:g} w {cap} J {join} j")
    even = "*" if attributes.get("fill-rule") == "evenodd" else ""
    ways = {(True, True): f"B{even}", (True, False): f"f{even}", (False, True): "S"}
    parts.append(ways.get((fill != "none", stroke != "none"), "n"))
    return " ".join(parts)


def _rgb(colour: str) -> str:
    return " ".join(f"{int(colour[i : i + 2], 16) / 255:.3g}" for i in (1, 3, 5))


def _shapes(operators: str, *, box: tuple[float, float, float, float]) -> Picture:
    content = operators.encode("ascii")
    name = resource_name("L", content)
    return Picture(name=name, data=zlib.compress(content, 9), box=box)


# Other drawings


def _flat(text: str, root: ElementTree.Element, size: tuple[float, float]) -> Picture | None:
    """Shapes in flat colours, by svglib; None where there is more than it draws faithfully."""
    tags = {str(element.tag).removeprefix(_SVG) for element in root.iter()}
    if tags & _PAINTED or _SEE_THROUGH.search(text):
        return None
    try:
        from svglib.svglib import svg2rlg
    except ImportError as error:
        raise _needs_extra() from error
    from reportlab.graphics import renderPDF
    from reportlab.pdfgen.canvas import Canvas

    drawing = svg2rlg(io.BytesIO(ElementTree.tostring(root)))
    if drawing is None:
        return None
    across, down = size[0] / drawing.width, size[1] / drawing.height
    canvas = Canvas(io.BytesIO())
    canvas.transform(across, 0, 0, -down, 0, size[1])
    renderPDF.draw(drawing, canvas, 0, 0)
    # reportlab sets a typeface before anything is drawn; a picture has none, and no text.
    lines = [line for line in canvas._code if not line.startswith("BT /F1")]
    if any("/" in line for line in lines):
        return None
    return _shapes("\n".join(lines), box=(0, 0, *size))


def _rasterised(
    root: ElementTree.Element, size: tuple[float, float], most: tuple[int, int]
) -> bytes:
    """The drawing as a PNG file, by resvg."""
    try:
        from resvg_py import svg_to_bytes
    except ImportError as error:
        raise _needs_extra() from error
    scale = min(most[0] / size[0], most[1] / size[1])
    width, height = (max(1, round(length * scale)) for length in size)
    text = ElementTree.tostring(root, encoding="unicode")
    return svg_to_bytes(svg_string=text, width=width, height=height, skip_system_fonts=True)


def _needs_extra() -> UnusablePicture:
    return UnusablePicture("svg-extra")
