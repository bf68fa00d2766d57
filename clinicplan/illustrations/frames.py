"""Illustration files become frames: path-only SVG compiled once to drawing operators.

An illustration is drawn for one side of the body; the other side is its mirror image, or
the frame that it names for that. What its colours are is decided by a palette of roles, so
a brand, a skin tone or a grey print needs no other drawing.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources.abc import Traversable
from xml.etree import ElementTree

from clinicplan.catalogue.palette import Person, Share, read_palette
from clinicplan.errors import FaultyTemplate
from clinicplan.illustrations.colours import BLACK, WHITE, Colours, channels, mix
from clinicplan.illustrations.picture import Picture, resource_name
from clinicplan.plan import Side

_COMMAND = re.compile(r"([MLCZ])([^MLCZ]*)")
_NUMBER = re.compile(r"-?\d*\.?\d+")
_THICKNESS = re.compile(r"([\d.]+) w\b")
_CAPS = {"butt": 0, "round": 1, "square": 2}
_JOINS = {"miter": 0, "round": 1, "bevel": 2}


@dataclass(frozen=True, slots=True)
class Rectangle:
    """A part of a frame in its own units: from the top left corner, y down."""

    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """A drawing: its size, what must be seen of it, the edges that it runs off, its side.

    `mirror` names the frame whose mirror image shows the other side ("" for this one).
    `operators` draw it in the colours of any person and brand: "{skin} rg" is to be filled.
    """

    name: str
    width: float
    height: float
    side: str
    content: tuple[float, float, float, float]
    bleed: frozenset[str]
    camera: str
    mirror: str
    operators: str = ""


class Illustrations:
    """The illustrations of a templates folder, each read when it is first asked for."""

    def __init__(self, folder: Traversable) -> None:
        self._folder = folder
        self._palette = read_palette(folder)
        self.people = self._palette.people
        self._frames: dict[tuple[str, str], Frame | None] = {}
        self._drawn = {person.code: _names(folder / person.code) for person in self.people}

    def allowed(self, asked: Sequence[str]) -> tuple[str, ...]:
        """Whom chance may choose of those asked for (nobody: of all); one asked for is chosen."""
        if len(asked) == 1:
            return tuple(asked)
        by_chance = tuple(each.code for each in self.people if not each.by_choice)
        return tuple(code for code in by_chance if code in asked) or by_chance

    def people_for(self, frames: Iterable[str], *, wanted: Container[str]) -> tuple[Person, ...]:
        """The wanted people who are drawn in all of these frames; the default one if none is."""
        default = self.people[0]
        needed = self._drawn[default.code].intersection(frames)
        found = tuple(
            each for each in self.people if each.code in wanted and needed <= self._drawn[each.code]
        )
        return found or (default,)

    def frame(self, name: str, person: Person) -> Frame | None:
        """The frame of this name, of this person where it shows more than feet; None if none."""
        folder = person.code if name in self._drawn[person.code] else ""
        key = name, folder
        if key not in self._frames:
            self._frames[key] = self._read(name, self._folder / folder if folder else self._folder)
        return self._frames[key]

    @staticmethod
    def _read(name: str, folder: Traversable) -> Frame | None:
        file = folder / f"{name}.svg"
        return read_frame(name, file.read_text("utf-8")) if file.is_file() else None

    def palette(self, person: Person, colours: Colours) -> dict[str, str]:
        """From roles to colours ("#RRGGBB") for this person and brand."""
        palette = self._palette
        return {
            **palette.roles,
            **palette.skin.get(person.skin, {}),
            **palette.hair.get(person.hair, {}),
            **{role: _branded(colours.accent, share) for role, share in palette.brand.items()},
        }


def _names(folder: Traversable) -> frozenset[str]:
    """The frames that are drawn in a folder; none where there is no such folder."""
    if not folder.is_dir():
        return frozenset()
    return frozenset(file.name.removesuffix(".svg") for file in folder.iterdir())


def _branded(accent: str, share: Share) -> str:
    return mix(mix(accent, WHITE, share.white), BLACK, share.black)


@lru_cache(maxsize=512)
def read_frame(name: str, svg: str) -> Frame:
    """The frame of an SVG file; raises FaultyTemplate where it is not one of ours.

    Kept by what the file says: the desk opens a press each time the workbook is saved.
    """
    try:
        root = ElementTree.fromstring(svg)
        left, top, width, height = map(float, root.attrib["viewBox"].split())
        content = tuple(map(float, root.attrib["data-content"].split()))
    except (ElementTree.ParseError, KeyError, ValueError) as error:
        raise FaultyTemplate(f"The illustration {name}.svg is not one of clinicplan's.") from error
    if (left, top) != (0, 0) or len(content) != 4:
        raise FaultyTemplate(f"The illustration {name}.svg does not start at 0 0.")
    pen = {key: value for key, value in root.attrib.items() if key.startswith("stroke-line")}
    paths = ({**pen, **path.attrib} for path in root.iter() if path.tag.endswith("path"))
    return Frame(
        name=name,
        width=width,
        height=height,
        side=root.attrib.get("data-side", "none"),
        content=content,
        bleed=frozenset(root.attrib.get("data-bleed", "").split()),
        camera=root.attrib.get("data-camera", name),
        mirror=root.attrib.get("data-mirror", ""),
        operators=" ".join(_operators(paths)),
    )


def is_mirrored(frame: Frame, side: Side) -> bool:
    """True where the frame shows the other side than the one that is wanted."""
    if side not in (Side.LEFT, Side.RIGHT) or frame.side not in ("left", "right"):
        return False
    return frame.side != side.value


def drawn(frame: Frame, palette: Mapping[str, str], *, pen: float = 1) -> Picture:
    """The frame as a picture in these colours, its lines `pen` times as thick as they are.

    Its units and y axis are the frame's own.
    """
    colours = {role: _rgb(colour) for role, colour in palette.items()}
    drawing = frame.operators
    if pen != 1:
        drawing = _THICKNESS.sub(lambda found: f"{float(found[1]) * pen:g} w", drawing)
    return _packed(drawing.format_map(colours).encode("ascii"), (frame.width, frame.height))


@lru_cache(maxsize=512)
def _packed(operators: bytes, size: tuple[float, float]) -> Picture:
    return Picture(
        name=resource_name("P", operators), data=zlib.compress(operators, 6), box=(0, 0, *size)
    )


def _operators(paths: Iterable[Mapping[str, str]]) -> Iterator[str]:
    """The paths' operators, with a place for each role's colour; what stands is not set again."""
    state: dict[str, str] = {}
    for path in paths:
        for key, operator in _painting(path).items():
            if state.get(key) != operator:
                state[key] = operator
                yield operator
        yield path_operators(path["d"])
        yield _paint(path)


def _painting(path: Mapping[str, str]) -> dict[str, str]:
    """What a path needs to be set, by what it sets: its colours by their roles, its pen."""
    roles = dict(name.split("-", 1) for name in path.get("class", "").split())
    needed = {}
    if _has(path, "fill"):
        needed["fill"] = f"{{{roles['f']}}} rg"
    if _has(path, "stroke"):
        needed["stroke"] = f"{{{roles['s']}}} RG"
        needed["width"] = f"{float(path.get('stroke-width', 1)):g} w"
        needed["cap"] = f"{_CAPS[path.get('stroke-linecap', 'butt')]} J"
        needed["join"] = f"{_JOINS[path.get('stroke-linejoin', 'miter')]} j"
    return needed


def _paint(path: Mapping[str, str]) -> str:
    """The operator that paints a path."""
    if _has(path, "fill"):
        return "B*" if _has(path, "stroke") else "f*"
    return "S"


def _has(path: Mapping[str, str], paint: str) -> bool:
    return path.get(paint, "none") != "none"


@lru_cache(maxsize=256)
def _rgb(colour: str) -> str:
    return " ".join(f"{value / 255:.3g}" for value in channels(colour))


def path_operators(path: str) -> str:
    """An SVG path of absolute M, L, C and Z as PDF operators."""
    return " ".join(
        [_path_operators(command, operands) for command, operands in _COMMAND.findall(path)]
    )


def _path_operators(command: str, operands: str) -> str:
    """One command's operators: further points of a move are lines to them."""
    if command == "Z":
        return "h"
    numbers = _numbers(operands)
    if command == "C":
        return " ".join(_ended(numbers, 6, "c"))
    if command == "L":
        return " ".join(_ended(numbers, 2, "l"))
    return " ".join([*_ended(numbers[:2], 2, "m"), *_ended(numbers[2:], 2, "l")])


def _numbers(operands: str) -> list[str]:
    """The numbers of a command; those that stand without a gap (".5.5") are found one by one."""
    numbers = operands.replace(",", " ").replace("-", " -").split()
    return numbers if operands.count(".") <= len(numbers) else _NUMBER.findall(operands)


def _ended(numbers: list[str], count: int, operator: str) -> list[str]:
    """The numbers with the operator after each `count` of them; ValueError where some are left."""
    if len(numbers) % count:
        raise ValueError(f"{len(numbers)} numbers, not by {count}")
    numbers[count - 1 :: count] = [f"{last} {operator}" for last in numbers[count - 1 :: count]]
    return numbers


def crop(frames: Sequence[Frame], *, aspect: float, margin: float) -> Rectangle:
    """What a panel of this aspect (width by height) shows of frames with one camera.

    The content of all frames and `margin` units round it; an edge where the art runs off
    stays the panel's edge.
    """
    bleed = frozenset[str]().union(*(frame.bleed for frame in frames))
    height = frames[0].height
    width = frames[0].width
    left = 0 if "left" in bleed else min(f.content[0] for f in frames) - margin
    top = 0 if "top" in bleed else min(f.content[1] for f in frames) - margin
    right = width if "right" in bleed else max(f.content[2] for f in frames) + margin
    bottom = height if "bottom" in bleed else max(f.content[3] for f in frames) + margin
    wide, high = right - left, bottom - top
    if wide / high < aspect:
        left -= _shift(high * aspect - wide, bleed, near="left", far="right")
        wide = high * aspect
    else:
        top -= _shift(wide / aspect - high, bleed, near="top", far="bottom")
        high = wide / aspect
    return Rectangle(left, top, wide, high)


def _shift(room: float, bleed: frozenset[str], *, near: str, far: str) -> float:
    """How much of the added room goes before the content."""
    if (near in bleed) == (far in bleed):
        return room / 2
    return 0 if near in bleed else room


def fitted(
    seen: Rectangle, *, at: tuple[float, float], width: float, mirrored: bool
) -> tuple[float, ...]:
    """The matrix that puts `seen` into a panel of `width` with its top left corner at `at`."""
    scale = width / seen.width
    vertical = at[1] + seen.top * scale
    if mirrored:
        return (-scale, 0, 0, -scale, at[0] + (seen.left + seen.width) * scale, vertical)
    return (scale, 0, 0, -scale, at[0] - seen.left * scale, vertical)
