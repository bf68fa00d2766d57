"""A clinic's own picture file (PNG, JPEG or SVG) becomes a picture, small and upright.

Pixels are decoded and scaled here once, so nothing of the file as it came reaches a
handout. A drawing of plain paths is compiled as our own illustrations are; any other SVG is
checked for what it may hold, then drawn by svglib.
"""

from __future__ import annotations

import io
import zlib
from xml.etree import ElementTree

from PIL.Image import Image as PILImage

from clinicplan.handout.illustrations import path_operators
from clinicplan.handout.pieces import Picture, resource_name

MOST_BYTES = 20 * 2**20
MOST_PIXELS = 40_000_000
"""About four times a phone's photograph; a larger one is refused before it is decoded."""

_DPI = 300
_SVG = "{http://www.w3.org/2000/svg}"
_ALLOWED = {
    "svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "defs",
    "title", "desc", "metadata", "style",
}  # fmt: skip
_REFUSED_TEXT = ("<!doctype", "<!entity", "javascript:", "@import", "url(http", "<script")


class UnusablePicture(Exception):
    """A picture that cannot be used; its text says why, in words for the clinic."""


def read_picture(data: bytes, *, print_size: tuple[float, float]) -> Picture:
    """The picture in these bytes, with no more pixels than print at 300 dpi in `print_size`.

    `print_size` is in points. Raises UnusablePicture.
    """
    if len(data) > MOST_BYTES:
        raise UnusablePicture("The file is larger than 20 MB.")
    if not data:
        raise UnusablePicture("The file is empty.")
    if _looks_like_svg(data):
        return _drawing(data)
    return _pixels(data, print_size=print_size)


def _looks_like_svg(data: bytes) -> bool:
    return b"<svg" in data[:4096].lower()


# Pixels


def _pixels(data: bytes, *, print_size: tuple[float, float]) -> Picture:
    from PIL import Image, ImageOps, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(data), formats=("PNG", "JPEG")) as image:
            if image.width * image.height > MOST_PIXELS:
                raise UnusablePicture("The picture has more than 40 million pixels.")
            upright = ImageOps.exif_transpose(image)
            width, height = (round(length / 72 * _DPI) for length in print_size)
            upright.thumbnail((width, height), Image.Resampling.LANCZOS)
            return _embedded(upright)
    except UnidentifiedImageError as error:
        raise UnusablePicture("The file is not a PNG, JPEG or SVG picture.") from error
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise UnusablePicture("The picture is damaged or cut off.") from error


def _embedded(image: PILImage) -> Picture:
    """The pixels as RGB, and their transparency as a mask where there is any."""
    has_alpha = image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info
    mask = None
    if has_alpha:
        image = image.convert("RGBA")
        alpha = image.getchannel("A")
        if alpha.getextrema() != (255, 255):
            mask = _image(alpha.tobytes(), image.size, b"/DeviceGray")
    return _image(image.convert("RGB").tobytes(), image.size, b"/DeviceRGB", mask=mask)


def _image(
    raw: bytes, size: tuple[int, int], space: bytes, *, mask: Picture | None = None
) -> Picture:
    data = zlib.compress(raw, 9)
    dictionary = (
        b"/Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace%b/BitsPerComponent 8"
        b"/Filter/FlateDecode" % (*size, space)
    )
    return Picture(
        name=resource_name("I", dictionary + data + (mask.data if mask else b"")),
        data=data,
        box=(0, 0, size[0], size[1]),
        image=dictionary,
        mask=mask,
    )


# Drawings


def _drawing(data: bytes) -> Picture:
    try:
        text = data.decode("utf-8-sig")
        root = _checked(text)
        return _plain(root) or _by_svglib(data)
    except (UnicodeDecodeError, ElementTree.ParseError, ValueError, KeyError) as error:
        raise UnusablePicture("The SVG drawing cannot be read.") from error


def _checked(text: str) -> ElementTree.Element:
    """The drawing's root, if it holds nothing but shapes."""
    lowered = text.lower()
    if any(refused in lowered for refused in _REFUSED_TEXT):
        raise UnusablePicture("The SVG drawing holds more than shapes (scripts or links).")
    root = ElementTree.fromstring(text)
    for element in root.iter():
        name = str(element.tag).removeprefix(_SVG)
        if "}" not in name and name not in _ALLOWED:
            raise UnusablePicture(
                f"The SVG drawing holds <{name}>, which cannot be printed. Export it as plain paths"
                " or as PNG."
            )
    return root


def _plain(root: ElementTree.Element) -> Picture | None:
    """The picture, where it is nothing but absolute paths in flat colours."""
    paths = list(root)
    if any(path.tag != f"{_SVG}path" or not _is_plain(path.attrib) for path in paths):
        return None
    left, top, width, height = map(float, root.attrib["viewBox"].split())
    operators = "\n".join(_painted(path.attrib) for path in paths).encode("ascii")
    return Picture(
        name=resource_name("L", operators),
        data=zlib.compress(operators, 9),
        box=(left, top, left + width, top + height),
    )


_PLAIN_ATTRIBUTES = {
    "d", "fill", "stroke", "stroke-width", "stroke-linecap", "stroke-linejoin", "fill-rule",
}  # fmt: skip


def _is_plain(attributes: dict[str, str]) -> bool:
    colours = (attributes.get("fill", "#000000"), attributes.get("stroke", "none"))
    return (
        attributes.keys() <= _PLAIN_ATTRIBUTES
        and not set(attributes.get("d", "")) - set("MLCZ0123456789., -\n")
        and all(colour == "none" or (colour[:1] == "#" and len(colour) == 7) for colour in colours)
    )


def _painted(attributes: dict[str, str]) -> str:
    fill = attributes.get("fill", "#000000")
    stroke = attributes.get("stroke", "none")
    caps = {"butt": 0, "round": 1, "square": 2}[attributes.get("stroke-linecap", "butt")]
    parts = [path_operators(attributes["d"])]
    if fill != "none":
        parts.insert(0, f"{_rgb(fill)} rg")
    if stroke != "none":
        parts.insert(0, f"{_rgb(stroke)} RG {attributes.get('stroke-width', '1')} w {caps} J")
    painted = {(True, True): "B", (True, False): "f", (False, True): "S"}
    parts.append(painted.get((fill != "none", stroke != "none"), "n"))
    return " ".join(parts)


def _rgb(colour: str) -> str:
    return " ".join(f"{int(colour[i : i + 2], 16) / 255:.3g}" for i in (1, 3, 5))


def _by_svglib(data: bytes) -> Picture:
    """Any other drawing, through svglib; it must have a size and hold no text."""
    try:
        from svglib.svglib import svg2rlg
    except ImportError as error:
        raise UnusablePicture(
            "This SVG drawing needs the svg extra. Export it as PNG, or install clinicplan[svg]."
        ) from error
    from reportlab.graphics import renderPDF
    from reportlab.pdfgen.canvas import Canvas

    drawing = svg2rlg(io.BytesIO(data))
    if drawing is None or drawing.width <= 0 or drawing.height <= 0:
        raise UnusablePicture("The SVG drawing has no size.")
    canvas = Canvas(io.BytesIO())
    canvas.transform(1, 0, 0, -1, 0, drawing.height)
    renderPDF.draw(drawing, canvas, 0, 0)
    operators = "\n".join(canvas._code).encode("ascii")
    return Picture(
        name=resource_name("L", operators),
        data=zlib.compress(operators, 9),
        box=(0, 0, drawing.width, drawing.height),
    )
