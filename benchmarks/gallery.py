"""The illustrations become plain SVG files, cropped and coloured, that every peer can draw."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.resources.abc import Traversable
from pathlib import Path
from xml.etree import ElementTree

from clinicplan.catalogue.palette import Person
from clinicplan.handout.brand import read_brand
from clinicplan.illustrations.colours import PAPER, brand_colours
from clinicplan.illustrations.frames import Illustrations, drawn
from clinicplan.plan import Clinic

Box = tuple[float, float, float, float]
"""Left, top, width, height in a frame's units."""

Paths = tuple[Mapping[str, str], ...]
"""The attributes of a drawing's paths, as its file has them."""


@dataclass(slots=True)
class Gallery:
    """A folder of SVG files, made as they are asked for by a drawing's name in the PDF."""

    folder: Path
    frames: Mapping[str, tuple[Paths, Mapping[str, str]]]
    made: dict[str, str] = field(default_factory=dict)

    def file(self, name: str, *, seen: Box, mirrored: bool) -> str:
        """The name of the SVG file that shows this part of the drawing."""
        key = f"{name} {seen} {mirrored}"
        if key not in self.made:
            file = f"{hashlib.sha256(key.encode()).hexdigest()[:12]}.svg"
            paths, palette = self.frames[name]
            svg = _svg(paths, palette, seen=seen, mirrored=mirrored)
            (self.folder / file).write_text(svg, "utf-8")
            self.made[key] = file
        return self.made[key]


def open_gallery(folder: Path, clinic: Clinic, *, templates: Traversable, beside: Path) -> Gallery:
    """The gallery of all illustrations in the clinic's colours; `beside` is its workbook's folder.

    The folder is made where it is not there.
    """
    folder.mkdir(parents=True, exist_ok=True)
    colours = brand_colours(read_brand(templates, clinic, folder=beside, found=[]).colour)
    drawings = templates / "illustrations"
    illustrations = Illustrations(drawings)
    frames = {}
    for person in illustrations.people:
        palette = illustrations.palette(person, colours)
        for name in _names(drawings):
            if frame := illustrations.frame(name, person):
                frames[drawn(frame, palette).name] = (_paths(drawings, name, person), palette)
    return Gallery(folder, frames)


def _paths(folder: Traversable, name: str, person: Person) -> Paths:
    """The paths of a frame's file, this person's where there is one."""
    own = folder / person.code / f"{name}.svg"
    file = own if own.is_file() else folder / f"{name}.svg"
    return tuple(path.attrib for path in ElementTree.fromstring(file.read_text("utf-8")))


def _names(folder: Traversable) -> set[str]:
    names = set()
    for item in folder.iterdir():
        if item.is_dir():
            names |= _names(item)
        elif item.name.endswith(".svg"):
            names.add(item.name.removesuffix(".svg"))
    return names


def _svg(drawing: Paths, palette: Mapping[str, str], *, seen: Box, mirrored: bool) -> str:
    left, top, width, height = (f"{value:.2f}" for value in seen)
    paths = "".join(_path(path, palette) for path in drawing)
    if mirrored:
        paths = f'<g transform="matrix(-1 0 0 1 {2 * seen[0] + seen[2]:.2f} 0)">{paths}</g>'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{left} {top} {width} {height}"'
        f' width="{width}" height="{height}">'
        f'<rect x="{left}" y="{top}" width="{width}" height="{height}" fill="{PAPER}"/>'
        f"{paths}</svg>\n"
    )


def _path(path: Mapping[str, str], palette: Mapping[str, str]) -> str:
    """A path with colours in place of its roles."""
    roles = dict(name.split("-", 1) for name in path.get("class", "").split())
    kept = {key: value for key, value in path.items() if key not in ("class", "fill", "stroke")}
    fill = palette[roles["f"]] if path.get("fill", "none") != "none" else "none"
    stroke = palette[roles["s"]] if path.get("stroke", "none") != "none" else "none"
    written = " ".join(f'{key}="{value}"' for key, value in kept.items())
    return f'<path {written} fill="{fill}" stroke="{stroke}"/>'
