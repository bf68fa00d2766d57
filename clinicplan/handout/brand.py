"""A brand folder and what the Clinic sheet changes of it become colour, faces and logo."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from importlib.resources.abc import Traversable
from pathlib import Path

from clinicplan.errors import FaultyTemplate
from clinicplan.handout.images import UnusablePicture, picture_file
from clinicplan.handout.remarks import Remark
from clinicplan.handout.styles import MM
from clinicplan.illustrations.colours import brand_colours
from clinicplan.illustrations.picture import Picture
from clinicplan.plan import Clinic
from clinicplan.toml import Table, like, read_table, text

DEFAULT = "plain"
LOGO_SIZE = (40 * MM, 17 * MM)
_WEIGHTS = ("Regular", "Semibold", "Bold")
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")


class BrandFacts(Table):
    """`brands/<name>/brand.toml`."""

    name = text(default="")
    colour = like(_COLOUR.pattern, "#0E6377")
    logo = text(blank=True)
    face = text()


@dataclass(frozen=True, slots=True, eq=False)
class Brand:
    """A clinic's colour ("#RRGGBB"), the folder of its faces, its logo."""

    colour: str
    face: str
    logo: Picture | None


def read_brand(
    templates: Traversable, clinic: Clinic, *, folder: Path, found: list[Remark]
) -> Brand:
    """The brand that the clinic names, else the plain one; its own colour and logo win.

    What cannot be used is added to `found`, and the plain brand's takes its place.
    """
    home = _home(templates / "brands", clinic.brand or DEFAULT, found)
    facts = _facts(templates, home.name)
    _check_face(templates / "faces", facts["face"], home.name)
    colour = clinic.colour or facts["colour"]
    if not _COLOUR.fullmatch(colour):
        found.append(Remark("colour-unknown", colour[:40]))
        colour = facts["colour"]
    return Brand(colour, facts["face"], _logo(home, facts, clinic, folder, found))


def printed_colour(templates: Traversable, clinic: Clinic) -> str:
    """The colour ("#RRGGBB") of the block on page one: as chosen, darker where none could read."""
    brand = read_brand(templates, replace(clinic, logo=""), folder=Path(), found=[])
    return brand_colours(brand.colour).fill


def typeface_of(templates: Traversable, clinic: Clinic) -> Traversable:
    """The folder of the typeface that the clinic's handouts are set in."""
    home = _home(templates / "brands", clinic.brand or DEFAULT, [])
    face = _facts(templates, home.name)["face"]
    _check_face(templates / "faces", face, home.name)
    return templates / "faces" / face


def _home(brands: Traversable, name: str, found: list[Remark]) -> Traversable:
    """The brand's folder, in whatever case it is written; the plain one's if there is none."""
    folders = {each.name: each for each in brands.iterdir() if each.is_dir()}
    named = {key.casefold(): each for key, each in folders.items()}.get(name.casefold())
    if named is None:
        known = ", ".join(sorted(folders))
        found.append(Remark("brand-unknown", name[:40], known=known))
        return folders[DEFAULT]
    return named


def _facts(templates: Traversable, brand: str) -> dict[str, str]:
    path = f"brands/{brand}/brand.toml"
    facts: dict[str, str] = read_table(templates, path, BrandFacts())
    return facts


def _check_face(faces: Traversable, face: str, brand: str) -> None:
    """Raise FaultyTemplate where the face is not there in its three weights."""
    folder = faces / face
    files = [file.name for file in folder.iterdir()] if face and folder.is_dir() else []
    for weight in _WEIGHTS:
        if not any(file.endswith(f"-{weight}.ttf") for file in files):
            raise FaultyTemplate(f"brands/{brand}/brand.toml: no faces/{face}/…-{weight}.ttf.")


def _logo(
    home: Traversable,
    facts: Mapping[str, str],
    clinic: Clinic,
    folder: Path,
    found: list[Remark],
) -> Picture | None:
    """The logo that the Clinic sheet names, beside the workbook, else the brand's."""
    name = clinic.logo or facts["logo"]
    if not name:
        return None
    try:
        file = folder / clinic.logo if clinic.logo else home / facts["logo"]
        return picture_file(file, print_size=LOGO_SIZE)
    except OSError:
        found.append(Remark("logo-missing", Path(name).name))
    except UnusablePicture as reason:
        found.append(Remark("logo-unusable", Path(name).name, reason=reason))
    return None
