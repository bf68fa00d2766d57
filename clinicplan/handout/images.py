"""A clinic's own picture file (PNG, JPEG or SVG) becomes a picture, small and upright.

Pixels are decoded and scaled here once, so nothing of the file as it came reaches a handout.
What an SVG drawing becomes is decided in `svg.py`.
"""

from __future__ import annotations

import hashlib
import io
import re
import warnings
import zlib
from dataclasses import replace
from importlib.resources.abc import Traversable

from PIL.Image import Image as PILImage

from clinicplan.illustrations import svg
from clinicplan.illustrations.colours import grey_of
from clinicplan.illustrations.picture import Picture, resource_name
from clinicplan.illustrations.svg import UnusablePicture

__all__ = ["MOST_BYTES", "MOST_PIXELS", "UnusablePicture", "picture_file", "read_picture"]

MOST_BYTES = 20 * 2**20
MOST_PIXELS = 40_000_000
"""About four times a phone's photograph; a larger one is refused before it is decoded."""

_DPI = 300
_SIDEWAYS = 5
"""The EXIF orientations from this one on swap width and height."""

_HEIC = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1")
"""How a phone's pictures are marked; films begin like them with other marks."""
_COLOUR = re.compile(rb"\b([\d.]+ [\d.]+ [\d.]+) (rg|RG)\b")
"""A drawing's operator that sets a colour."""
_QUALITY = 88
_WORTH_IT = 3
"""A JPEG has to be this many times smaller than the exact pixels to be taken instead.

Photographs are 5 to 10 times smaller, logos and line drawings hardly at all.
"""

_MOST_READ = 128
_READ: dict[tuple[bytes, tuple[float, float]], Picture] = {}
"""The pictures of files that were read before, by SHA-256 and size.

The desk opens a press each time the workbook is saved, and the pictures are as they were then: a
phone's photograph takes a tenth of a second to scale.
"""


def picture_file(file: Traversable, *, print_size: tuple[float, float]) -> Picture:
    """The picture in this file, of which no more is read than a picture may have.

    The same bytes are decoded once. Raises OSError and UnusablePicture.
    """
    with file.open("rb") as stream:
        data = stream.read(MOST_BYTES + 1)
    key = hashlib.sha256(data).digest(), print_size
    found = _READ.get(key)
    if found is None:
        found = read_picture(data, print_size=print_size)
        if len(_READ) >= _MOST_READ:
            _READ.clear()
        _READ[key] = found
    return found


def read_picture(data: bytes, *, print_size: tuple[float, float]) -> Picture:
    """The picture in these bytes, with no more pixels than print at 300 dpi in `print_size`.

    `print_size` is in points. Raises UnusablePicture.
    """
    if len(data) > MOST_BYTES:
        raise UnusablePicture("large")
    if not data:
        raise UnusablePicture("empty")
    width, height = (round(length / 72 * _DPI) for length in print_size)
    if not svg.looks_like_svg(data):
        return _pixels(data, (width, height))
    drawing = svg.read_drawing(data, most=(width, height))
    return drawing if isinstance(drawing, Picture) else _pixels(drawing, (width, height))


def _pixels(data: bytes, most: tuple[int, int]) -> Picture:
    """The PNG or JPEG picture in these bytes, in no more pixels than `most`."""
    from PIL import Image, UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # our own limit is lower than Pillow's
            with Image.open(io.BytesIO(data), formats=("PNG", "JPEG")) as image:
                if image.width * image.height > MOST_PIXELS:
                    raise Image.DecompressionBombError
                return _embedded(_upright(image, most))
    except UnidentifiedImageError as error:
        if data[4:8] == b"ftyp" and data[8:12] in _HEIC:
            raise UnusablePicture("heic") from error
        raise UnusablePicture("kind") from error
    except Image.DecompressionBombError as error:
        raise UnusablePicture("pixels") from error
    except (OSError, ValueError, SyntaxError) as error:
        raise UnusablePicture("damaged") from error


def in_grey(picture: Picture) -> Picture:
    """The same picture without colour, pixels or drawing, each shade as light as it was."""
    if not picture.image:
        content = _COLOUR.sub(_grey_operator, zlib.decompress(picture.data))
        return replace(
            picture, name=resource_name("G", content), data=zlib.compress(content, 9)
        )
    if b"/DeviceGray" in picture.image:
        return picture
    pixels = _decoded(picture).convert("L")
    if picture.mask:
        return _exact(pixels, mask=picture.mask)
    return _photograph(pixels) or _exact(pixels)


def _grey_operator(found: re.Match[bytes]) -> bytes:
    """A colour of a drawing as the operator that sets its grey."""
    colour = "#" + "".join(f"{round(255 * float(each)):02X}" for each in found.group(1).split())
    shade = int(grey_of(colour)[1:3], 16) / 255
    return f"{shade:.3g} {shade:.3g} {shade:.3g} ".encode() + found.group(2)


def _decoded(picture: Picture) -> PILImage:
    """The RGB pixels of a picture as a page holds it."""
    from PIL import Image

    if b"/DCTDecode" in picture.image:
        return Image.open(io.BytesIO(picture.data), formats=("JPEG",))
    _, _, width, height = map(int, picture.box)
    return Image.frombytes("RGB", (width, height), zlib.decompress(picture.data))


def _upright(image: PILImage, most: tuple[int, int]) -> PILImage:
    """The image as it is meant to be seen, scaled to `most` pixels."""
    from PIL import ExifTags, Image, ImageOps

    if image.getexif().get(ExifTags.Base.Orientation, 1) >= _SIDEWAYS:
        most = most[1], most[0]
    scaled = _scalable(image)
    scaled.thumbnail(most, Image.Resampling.LANCZOS)
    return ImageOps.exif_transpose(scaled)


def _scalable(image: PILImage) -> PILImage:
    """The image in a mode whose pixels can be averaged: L, LA, RGB, RGBA or CMYK."""
    if image.mode.startswith("I"):  # 16 bits of grey, which convert() would clip to white
        return image.point(lambda value: value / 256).convert("L")
    if image.mode == "PA" or "transparency" in image.info:
        return image.convert("RGBA")
    return image if image.mode in ("L", "LA", "RGB", "RGBA", "CMYK") else image.convert("RGB")


def _embedded(image: PILImage) -> Picture:
    """The pixels as sRGB, and their transparency as a mask where there is any."""
    if not image.has_transparency_data:
        colours = _in_srgb(image)
        return _photograph(colours) or _exact(colours)
    alpha = image.getchannel("A")
    colours = _in_srgb(image.convert("RGB"))
    if alpha.getextrema() == (255, 255):
        return _photograph(colours) or _exact(colours)
    return _exact(colours, mask=_exact(alpha))


def _in_srgb(image: PILImage) -> PILImage:
    """The image's colours as a screen shows them, by its profile where it has a usable one."""
    from PIL import ImageCms

    profile = image.info.get("icc_profile")
    if profile:
        try:
            screen = ImageCms.createProfile("sRGB")
            shown = ImageCms.profileToProfile(
                image, ImageCms.getOpenProfile(io.BytesIO(profile)), screen, outputMode="RGB"
            )
        except (ImageCms.PyCMSError, OSError):
            return image.convert("RGB")  # a profile that is damaged or of another kind
        if shown:
            return shown
    return image.convert("RGB")


def _photograph(image: PILImage) -> Picture | None:
    """The RGB image as JPEG, where that is much smaller; None for what is better kept exact."""
    from PIL import Image

    file = io.BytesIO()
    bare = Image.frombytes(image.mode, image.size, image.tobytes())  # no comment of the camera's
    bare.save(file, "JPEG", quality=_QUALITY, subsampling=0, optimize=True)
    if len(file.getbuffer()) * _WORTH_IT > len(zlib.compress(image.tobytes())):
        return None
    return _image(file.getvalue(), image, b"/DCTDecode")


def _exact(image: PILImage, *, mask: Picture | None = None) -> Picture:
    """The RGB or grey image, pixel by pixel."""
    return _image(zlib.compress(image.tobytes(), 9), image, b"/FlateDecode", mask=mask)


def _image(data: bytes, image: PILImage, packing: bytes, *, mask: Picture | None = None) -> Picture:
    space = b"/DeviceGray" if image.mode == "L" else b"/DeviceRGB"
    dictionary = (
        b"/Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace%b/BitsPerComponent 8"
        b"/Filter%b" % (*image.size, space, packing)
    )
    return Picture(
        name=resource_name("I", dictionary + data + (mask.data if mask else b"")),
        data=data,
        box=(0, 0, *image.size),
        image=dictionary,
        mask=mask,
    )
