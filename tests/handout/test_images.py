"""A clinic's own pictures: each odd file becomes a picture or a sentence, never a traceback."""

from __future__ import annotations

import io
import random
import sys
import tracemalloc
import zlib
from contextlib import suppress
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageCms, PngImagePlugin
from PIL.Image import Image as PILImage

from clinicplan.handout import images
from clinicplan.handout.images import UnusablePicture, picture_file, read_picture
from clinicplan.handout.styles import MM
from clinicplan.illustrations.picture import Picture

SIZE = (40 * MM, 17 * MM)
MOST = (472, 201)  # pixels of SIZE at 300 dpi
RED, BLUE, WHITE = (255, 0, 0), (0, 0, 255), (255, 255, 255)
NAMESPACE = 'xmlns="http://www.w3.org/2000/svg"'

BALL = '<circle cx="20" cy="10" r="8" fill="#FF0000"/>'
GRADIENT = (
    '<defs><linearGradient id="a"><stop offset="0" stop-color="#F00"/>'
    '<stop offset="1" stop-color="#00F"/></linearGradient></defs>'
    '<rect width="40" height="20" fill="url(#a)"/>'
)

MASK = '<mask id="a"><rect class="a" width="9" height="9" fill="#FFF"/></mask>'
NESTED = MASK + '<mask id="b"><rect width="9" height="9" mask="url(#a)"/></mask>'


def saved(image: PILImage, kind: str = "PNG", **options: object) -> bytes:
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def svg(content: str, size: str = 'viewBox="0 0 40 20"', *, before: str = "") -> bytes:
    return f"{before}<svg {NAMESPACE} {size}>{content}</svg>".encode()


def pixels(picture: Picture) -> PILImage:
    """What a reader makes of a picture's pixels."""
    if b"DCTDecode" in picture.image:
        return Image.open(io.BytesIO(picture.data)).convert("RGB")
    width, height = round(picture.box[2]), round(picture.box[3])
    mode = "L" if b"DeviceGray" in picture.image else "RGB"
    return Image.frombytes(mode, (width, height), zlib.decompress(picture.data))


def colour_at(picture: Picture, x: float, y: float) -> tuple[int, ...]:
    """The colour at a share of the width and height, from the top left."""
    image = pixels(picture)
    colour = image.getpixel((int(x * (image.width - 1)), int(y * (image.height - 1))))
    assert isinstance(colour, tuple)
    return colour


def near(colour: tuple[int, ...], other: tuple[int, ...], *, by: int = 12) -> bool:
    return all(abs(a - b) <= by for a, b in zip(colour, other, strict=True))


def halves(size: tuple[int, int] = (60, 30)) -> PILImage:
    """Red on the left, blue on the right."""
    image = Image.new("RGB", size, RED)
    image.paste(BLUE, (size[0] // 2, 0, *size))
    return image


def photograph(size: tuple[int, int] = (1200, 900)) -> PILImage:
    """Soft shapes with some noise, as a camera gives."""
    dice = random.Random(7)
    small = Image.new("RGB", (24, 18))
    small.putdata([tuple(dice.randrange(256) for _ in range(3)) for _ in range(24 * 18)])
    soft = small.resize(size, Image.Resampling.BICUBIC)
    noise = Image.frombytes("L", size, dice.randbytes(size[0] * size[1])).convert("RGB")
    return Image.blend(soft, noise, 0.04)


def turned(size: tuple[int, int] = (60, 30)) -> bytes:
    """Lies on its side in the file; upright, red is above and blue below."""
    exif = Image.Exif()
    exif[0x0112] = 6
    return saved(halves(size), "JPEG", exif=exif, quality=95)


def sixteen_bits() -> bytes:
    return saved(Image.new("I;16", (30, 30), 0x8000))


def palette_with_hole() -> bytes:
    image = Image.new("P", (40, 20), 0)
    image.putpalette([*RED, *BLUE])
    image.paste(1, (20, 0, 40, 20))
    return saved(image, transparency=1)


def with_text_chunk() -> bytes:
    info = PngImagePlugin.PngInfo()
    info.add_text("Comment", "x" * 2_000_000, zip=True)
    return saved(halves(), pnginfo=info)


def large(side: int) -> bytes:
    """A PNG of one bit a pixel: small as a file, huge once it is unpacked."""
    return saved(Image.new("1", (side, side)), compress_level=9)


# Pixels


@pytest.mark.parametrize(
    ("data", "size"),
    [
        pytest.param(saved(halves()), (60, 30), id="png"),
        pytest.param(saved(halves((3000, 1500))), (402, 201), id="large"),
        pytest.param(saved(halves((9000, 9))), (472, 1), id="very wide"),
        pytest.param(saved(halves((10, 6000))), (1, 201), id="very tall"),
        pytest.param(saved(halves((2, 1))), (2, 1), id="tiny"),
        pytest.param(turned(), (30, 60), id="turned by EXIF"),
        pytest.param(turned((3000, 1500)), (101, 201), id="large and turned"),
        pytest.param(saved(halves(), "JPEG", progressive=True), (60, 30), id="progressive"),
    ],
)
def test_a_picture_has_the_pixels_that_print(data: bytes, size: tuple[int, int]) -> None:
    picture = read_picture(data, print_size=SIZE)
    assert picture.box == (0, 0, *size)
    assert pixels(picture).size == size


@pytest.mark.parametrize(
    ("data", "left", "right"),
    [
        pytest.param(saved(halves()), RED, BLUE, id="RGB"),
        pytest.param(saved(halves().convert("CMYK"), "JPEG", quality=95), RED, BLUE, id="CMYK"),
        pytest.param(saved(halves().convert("P")), RED, BLUE, id="palette"),
        pytest.param(saved(halves().convert("L"), "JPEG"), (76,) * 3, (29,) * 3, id="grey"),
        pytest.param(saved(halves().convert("LA")), (76,) * 3, (29,) * 3, id="grey, alpha"),
        pytest.param(saved(halves().convert("RGBA")), RED, BLUE, id="opaque alpha"),
        pytest.param(sixteen_bits(), (128,) * 3, (128,) * 3, id="16 bits of grey"),
        pytest.param(saved(Image.new("1", (9, 9), 1)), WHITE, WHITE, id="1 bit"),
    ],
)
def test_its_colours_are_kept(data: bytes, left: tuple[int, ...], right: tuple[int, ...]) -> None:
    picture = read_picture(data, print_size=SIZE)
    assert near(colour_at(picture, 0.1, 0.5), left)
    assert near(colour_at(picture, 0.9, 0.5), right)
    assert picture.mask is None


def test_a_turned_photograph_stands_upright() -> None:
    picture = read_picture(turned(), print_size=SIZE)
    assert near(colour_at(picture, 0.5, 0.1), RED)
    assert near(colour_at(picture, 0.5, 0.9), BLUE)


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(palette_with_hole(), id="palette"),
        pytest.param(saved(Image.new("RGB", (40, 20), RED), transparency=RED), id="RGB, one key"),
    ],
)
def test_what_is_transparent_stays_so(data: bytes) -> None:
    picture = read_picture(data, print_size=SIZE)
    assert picture.mask is not None
    assert b"/DeviceGray" in picture.mask.image
    assert pixels(picture.mask).getpixel((39, 10)) == 0


def test_a_picture_is_shown_by_its_profile() -> None:
    screen = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    swapped = screen.replace(b"rXYZ", b"????").replace(b"bXYZ", b"rXYZ").replace(b"????", b"bXYZ")
    picture = read_picture(saved(halves(), icc_profile=swapped), print_size=SIZE)
    assert near(colour_at(picture, 0.1, 0.5), BLUE)


def test_a_damaged_profile_is_left_out() -> None:
    picture = read_picture(saved(halves(), icc_profile=b"not a profile"), print_size=SIZE)
    assert near(colour_at(picture, 0.1, 0.5), RED)


def test_a_photograph_is_kept_small_and_a_logo_exact() -> None:
    photo = read_picture(saved(photograph()), print_size=SIZE)
    logo = read_picture(saved(halves()), print_size=SIZE)
    assert b"/DCTDecode" in photo.image
    assert len(photo.data) * 3 < len(zlib.compress(pixels(photo).tobytes()))
    assert b"/FlateDecode" in logo.image


def test_nothing_of_the_file_but_its_pixels_stays() -> None:
    exif = Image.Exif()
    exif[0x010E] = "Sam Sample, left foot"
    data = saved(photograph(), "JPEG", exif=exif, comment=b"Sam Sample")
    assert b"Sam Sample" in data
    assert b"Sam Sample" not in read_picture(data, print_size=SIZE).data


@pytest.mark.parametrize(
    ("data", "why"),
    [
        pytest.param(b"", "empty", id="empty"),
        pytest.param(saved(halves())[:90], "damaged", id="PNG cut off"),
        pytest.param(saved(photograph(), "JPEG")[:9000], "damaged", id="JPEG cut off"),
        pytest.param(with_text_chunk(), "damaged", id="text of 2 MB inside"),
        pytest.param(saved(halves(), "GIF"), "kind", id="GIF"),
        pytest.param(saved(halves(), "WEBP"), "kind", id="WebP"),
        pytest.param(saved(halves(), "TIFF"), "kind", id="TIFF"),
        pytest.param(b"%PDF-1.7\n1 0 obj", "kind", id="PDF"),
        pytest.param(b"\0\0\0\x18ftypheic", "heic", id="HEIC"),
        pytest.param(b"\x89PNG\r\n\x1a\n", "kind", id="PNG's first bytes"),
        pytest.param(bytes(20 * 2**20 + 1), "large", id="21 MB"),
    ],
)
def test_what_is_no_picture_is_refused(data: bytes, why: str) -> None:
    with pytest.raises(UnusablePicture, match=f"^{why}$"):
        read_picture(data, print_size=SIZE)


@pytest.mark.parametrize("side", [7_000, 13_000, 20_000])
def test_a_huge_picture_is_refused_before_it_is_unpacked(side: int) -> None:
    data = large(side)
    tracemalloc.start()
    with pytest.raises(UnusablePicture, match=r"^pixels$"):
        read_picture(data, print_size=SIZE)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 5 * 2**20


@pytest.mark.parametrize("seed", range(40))
def test_damaged_bytes_are_a_picture_or_refused(seed: int) -> None:
    dice = random.Random(seed)
    whole = (turned(), palette_with_hole(), sixteen_bits(), svg(BALL), svg(GRADIENT))[seed % 5]
    data = bytearray(whole)
    for _ in range(6):
        data[dice.randrange(len(data))] = dice.randrange(256)
    with suppress(UnusablePicture):
        assert read_picture(bytes(data), print_size=SIZE).data


class Endless(io.RawIOBase):
    """A file without an end: it has to be asked for so many bytes."""

    def read(self, most: int = -1) -> bytes:
        assert 0 < most <= images.MOST_BYTES + 1
        return bytes(most)


def test_no_more_of_a_file_is_read_than_a_picture_may_have(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "open", lambda path, mode: Endless())
    with pytest.raises(UnusablePicture, match=r"^large$"):
        picture_file(tmp_path / "film.png", print_size=SIZE)


def test_a_file_is_decoded_once_while_its_bytes_and_its_size_stay(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    decoded: list[bytes] = []

    def counted(data: bytes, *, print_size: tuple[float, float]) -> Picture:
        decoded.append(data)
        return read_picture(data, print_size=print_size)

    monkeypatch.setattr(images, "_READ", {})
    monkeypatch.setattr(images, "read_picture", counted)
    file, one, other = tmp_path / "foot.png", saved(halves()), saved(halves((30, 60)))
    file.write_bytes(one)
    first = picture_file(file, print_size=SIZE)
    (tmp_path / "moved.png").write_bytes(one)
    assert picture_file(tmp_path / "moved.png", print_size=SIZE) is first
    assert picture_file(file, print_size=(9, 9)).box == (0, 0, 38, 19)
    file.write_bytes(other)  # another picture under the same name
    assert picture_file(file, print_size=SIZE).box == (0, 0, 30, 60)
    assert decoded == [one, one, other]


def test_what_was_refused_is_refused_again(tmp_path: Path) -> None:
    file = tmp_path / "foot.png"
    for damage in (b"not a picture", b"", b"not a picture"):
        file.write_bytes(damage)
        with pytest.raises(UnusablePicture):
            picture_file(file, print_size=SIZE)
    file.write_bytes(saved(halves()))
    assert picture_file(file, print_size=SIZE).box == (0, 0, 60, 30)


def test_pictures_of_long_ago_are_not_kept_for_ever(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(images, "_READ", {})
    monkeypatch.setattr(images, "_MOST_READ", 3)
    for width in range(20, 30):
        (tmp_path / "foot.png").write_bytes(saved(halves((width, 10))))
        assert picture_file(tmp_path / "foot.png", print_size=SIZE).box == (0, 0, width, 10)
        assert len(images._READ) <= 3


# Drawings


def rendered(picture: Picture) -> PILImage:
    """A drawing's operators on a page of its own, as a PDF reader shows them."""
    left, top, right, bottom = picture.box
    content = b"1 0 0 -1 0 %.4f cm\n" % (top + bottom) + zlib.decompress(picture.data)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[%.4f %.4f %.4f %.4f]/Contents 4 0 R/Resources<<>>>>"
        % (left, top, right, bottom),
        b"<</Length %d>>\nstream\n%b\nendstream" % (len(content), content),
    ]
    body = b"".join(b"%d 0 obj\n%b\nendobj\n" % pair for pair in enumerate(objects, 1))
    document = pypdfium2.PdfDocument(b"%PDF-1.7\n" + body + b"trailer<</Root 1 0 R>>")
    scale = 200 / (right - left)
    page: PILImage = document[0].render(scale=scale).to_pil()
    return page.convert("RGB")


@pytest.mark.parametrize(
    ("data", "at", "colour"),
    [
        pytest.param(svg('<path fill="#FF0000" d="M0,0L40,0L40,20L0,20Z"/>'), (20, 10), RED,
                     id="plain path"),
        pytest.param(
            svg('<path fill="#0000FF" fill-rule="evenodd"'
                ' d="M0,0L40,0L40,20L0,20ZM10,5L30,5L30,15L10,15Z"/>'),
            (20, 10), WHITE, id="hole by even-odd"),
        pytest.param(svg(BALL), (20, 10), RED, id="circle"),
        pytest.param(svg(BALL), (1, 1), WHITE, id="beside the circle"),
        pytest.param(svg('<path d="M0 0h20v20H0z" fill="#00F"/>'), (10, 10), BLUE,
                     id="relative path"),
        pytest.param(svg('<g transform="translate(20 0)"><rect width="20" height="20"'
                         ' fill="red"/></g>'), (30, 10), RED, id="moved"),
        pytest.param(svg('<style>.a{fill:#0000ff}</style><rect class="a" width="40" height="20"/>'),
                     (20, 10), BLUE, id="style sheet"),
        pytest.param(svg('<rect style="fill:#ff0000;fill-opacity:1" width="40" height="20"/>'),
                     (20, 10), RED, id="as Inkscape writes"),
        pytest.param(svg('<path d="M0,0L40,0L40,20L0,20Z"/>', 'viewBox="0 0 40 20" fill="none"'),
                     (20, 10), WHITE, id="fill of the root"),
        pytest.param(svg(BALL, 'width="40" height="20"'), (20, 10), RED, id="no viewBox"),
        pytest.param(svg(BALL, 'width="80mm" height="40mm" viewBox="0 0 40 20"'), (20, 10), RED,
                     id="millimetres"),
        pytest.param(svg(BALL, 'width="100%" height="100%" viewBox="0,0,40,20"'), (20, 10), RED,
                     id="all of the page"),
        pytest.param(svg(BALL, 'width="90" height="90" viewBox="0 0 40 20"'), (20, 3), RED,
                     id="another shape"),
        pytest.param(svg(BALL, 'width="90" viewBox="0 0 40 20"'), (20, 3), RED, id="only wide"),
        pytest.param(svg('<rect x="100" y="50" width="40" height="20" fill="#F00"/>',
                         'viewBox="100 50 40 20"'), (20, 10), RED, id="begins elsewhere"),
        pytest.param(svg(BALL, before='\ufeff<?xml version="1.0" encoding="UTF-8"?>\n'
                         '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN"'
                         ' "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">'),
                     (20, 10), RED, id="as Illustrator writes"),
    ],
)  # fmt: skip
def test_a_drawing_stays_a_drawing(
    data: bytes, at: tuple[int, int], colour: tuple[int, ...]
) -> None:
    picture = read_picture(data, print_size=SIZE)
    assert not picture.image
    assert b"/" not in zlib.decompress(picture.data)  # it could name nothing: it has no resources
    image = rendered(picture)
    assert image.size == (200, 100)
    shown = image.getpixel((at[0] * 5, at[1] * 5))
    assert isinstance(shown, tuple)
    assert near(shown, colour)


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(GRADIENT, id="gradient"),
        pytest.param('<rect width="40" height="20" opacity="0.5" fill="#F00"/>', id="opacity"),
        pytest.param('<rect width="40" height="20" style="fill:red;fill-opacity:.5"/>',
                     id="opacity in a style"),
        pytest.param(MASK + '<rect width="40" height="20" mask="url(#a)"/>', id="mask"),
        pytest.param('<clipPath id="c"><rect width="9" height="9"/></clipPath>'
                     '<g clip-path="url(#c)"><rect width="40" height="20"/></g>', id="clip"),
    ],
)  # fmt: skip
def test_what_shapes_cannot_say_becomes_pixels(content: str) -> None:
    picture = read_picture(svg(content), print_size=SIZE)
    assert picture.image
    assert picture.box == (0, 0, 402, 201)


def test_a_gradient_runs_from_colour_to_colour() -> None:
    picture = read_picture(svg(GRADIENT), print_size=SIZE)
    assert near(colour_at(picture, 0, 0.5), RED)
    assert near(colour_at(picture, 1, 0.5), BLUE)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        pytest.param(svg("<script>alert(1)</script>"), "svg-fetches", id="script"),
        pytest.param(svg('<image href="http://example.org/a.png"/>'), "svg-element", id="image"),
        pytest.param(svg('<image href="file:///etc/passwd"/>'), "svg-element", id="local image"),
        pytest.param(svg('<linearGradient id="a" href="a.svg#b"/>'), "svg-fetches",
                     id="elsewhere"),
        pytest.param(svg('<rect fill="url( \'a.svg#b\')"/>'), "svg-fetches", id="url"),
        pytest.param(svg("<style>@import 'a.css';</style>"), "svg-fetches", id="import"),
        pytest.param(svg('<use href="#a"/>'), "svg-element", id="use"),
        pytest.param(svg("<foreignObject/>"), "svg-element", id="foreign object"),
        pytest.param(svg("<text>Clinic</text>"), "svg-text", id="text"),
        pytest.param(svg(BALL, before='<!DOCTYPE svg [<!ENTITY a "b">]>'), "svg-doctype",
                     id="DOCTYPE"),
        pytest.param(svg(BALL, before='<!DOCTYPE svg SYSTEM "file:///etc/passwd" [ ]>'),
                     "svg-doctype", id="external DOCTYPE"),
        pytest.param(svg(BALL, ""), "svg-size", id="no size"),
        pytest.param(svg(BALL, 'width="100%" height="100%"'), "svg-size", id="only shares"),
        pytest.param(svg(BALL, 'viewBox="0 0 0 0"'), "svg-size", id="size of nothing"),
        pytest.param(svg(BALL, 'viewBox="0 0 nan inf"'), "svg-size", id="no numbers"),
        pytest.param(svg(BALL, 'viewBox="a b c d"'), "svg-unreadable", id="words for numbers"),
        pytest.param(svg(BALL)[:-9], "svg-unreadable", id="cut off"),
        pytest.param(svg("<g>" * 9000 + "</g>" * 9000), "svg-parts", id="very deep"),
        pytest.param(svg("<g/>" * 30_000), "svg-parts", id="very many"),
        pytest.param(svg("<g/>" * 600_000), "svg-large", id="very large"),
        pytest.param(svg(NESTED), "svg-masks", id="nested masks"),
        pytest.param(svg("<style>.a{mask:url(#a)}</style>" + MASK), "svg-masks",
                     id="masks in a style sheet"),
        pytest.param(svg(BALL).decode().encode("utf-16"), "kind", id="UTF-16"),
        pytest.param(b"<svg \xff>", "svg-unreadable", id="not text"),
    ],
)  # fmt: skip
def test_a_drawing_that_cannot_be_used_is_refused(data: bytes, why: str) -> None:
    with pytest.raises(UnusablePicture, match=f"^{why}$"):
        read_picture(data, print_size=SIZE)


def test_what_a_drawing_may_not_hold_is_named() -> None:
    with pytest.raises(UnusablePicture) as refused:
        read_picture(svg('<use href="#a"/>'), print_size=SIZE)
    assert refused.value.name == "use"


@pytest.mark.parametrize(("missing", "content"), [("svglib.svglib", BALL), ("resvg_py", GRADIENT)])
def test_without_the_extra_a_drawing_is_refused(
    missing: str, content: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, missing, None)
    with pytest.raises(UnusablePicture, match=r"^svg-extra$"):
        read_picture(svg(content), print_size=SIZE)


@pytest.mark.parametrize("data", [saved(photograph()), svg(BALL), svg(GRADIENT)])
def test_the_same_file_is_the_same_picture(data: bytes) -> None:
    one, other = (read_picture(data, print_size=SIZE) for _ in range(2))
    assert (one.name, one.data) == (other.name, other.data)


def test_the_limits_leave_room_for_a_phone() -> None:
    assert images.MOST_PIXELS > 8064 * 4536  # a recent phone at its largest
