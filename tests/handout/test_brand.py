"""A brand: what the Clinic sheet says wins, what cannot be used is told, nothing stops a run."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

import clinicplan
from clinicplan.errors import FaultyTemplate
from clinicplan.findings import Finding
from clinicplan.handout.brand import Brand, read_brand
from clinicplan.handout.remarks import Remark, finding_of, reason_of
from clinicplan.illustrations.svg import UnusablePicture
from clinicplan.plan import Clinic
from tests.handout.plans import CLINIC, catalogue, templates

PLAIN = Clinic("Harbour Street Foot Clinic", "01632 960 417")


def read(clinic: Clinic, folder: Path) -> tuple[Brand, list[Finding]]:
    found: list[Remark] = []
    brand = read_brand(templates(), clinic, folder=folder, found=found)
    return brand, [finding_of(remark, catalogue()) for remark in found]


@pytest.mark.parametrize(
    ("clinic", "colour", "has_logo"),
    [
        pytest.param(PLAIN, "#1F5A8C", False, id="none"),
        pytest.param(CLINIC, "#0E6377", True, id="its folder"),
        pytest.param(replace(PLAIN, brand="Harbour"), "#0E6377", True, id="in capitals"),
        pytest.param(replace(PLAIN, colour="#7A3B2E"), "#7A3B2E", False, id="own colour"),
        pytest.param(replace(PLAIN, logo="logo.png"), "#1F5A8C", True, id="own logo"),
        pytest.param(replace(CLINIC, colour="#7A3B2E"), "#7A3B2E", True, id="brand and colour"),
    ],
)
def test_the_clinics_own_wins(clinic: Clinic, colour: str, has_logo: bool, tmp_path: Path) -> None:
    Image.new("RGB", (60, 30)).save(tmp_path / "logo.png")
    brand, found = read(clinic, tmp_path)
    assert (brand.colour, brand.logo is not None, found) == (colour, has_logo, [])


def test_an_own_logo_takes_the_place_of_the_brands(tmp_path: Path) -> None:
    Image.new("RGB", (60, 30)).save(tmp_path / "logo.png")
    ours, _ = read(replace(CLINIC, logo="logo.png"), tmp_path)
    theirs, _ = read(CLINIC, tmp_path)
    assert ours.logo
    assert theirs.logo
    assert ours.logo.name != theirs.logo.name


@pytest.mark.parametrize(
    ("clinic", "code", "sentence"),
    [
        (replace(PLAIN, brand="habour"), "brand-unknown", "only: harbour, plain."),
        (replace(PLAIN, brand=".."), "brand-unknown", 'no brand ".."'),
        (replace(PLAIN, colour="mauvish"), "colour-unknown", '"mauvish" is not a colour.'),
        (replace(PLAIN, logo="nowhere.png"), "logo-missing", '"nowhere.png" cannot be read.'),
        (replace(PLAIN, logo="."), "logo-missing", "cannot be read."),
        (replace(PLAIN, logo="film.png"), "logo-unusable", "The file is not a PNG"),
    ],
)
def test_what_cannot_be_used_is_told(
    clinic: Clinic, code: str, sentence: str, tmp_path: Path
) -> None:
    (tmp_path / "film.png").write_bytes(b"\0\0\0\x18ftypmp42")
    brand, found = read(clinic, tmp_path)
    assert [(item.code, item.place.sheet) for item in found] == [(code, "Clinic")]
    assert sentence in found[0].message
    assert (brand.colour, brand.logo) == ("#1F5A8C", None)


@pytest.mark.parametrize(
    ("toml", "sentence"),
    [
        ("colour = ", "brands/ours/brand.toml is not valid TOML"),
        ('colour = "#0E6377"\nlogo = ""', "brands/ours/brand.toml: face is missing"),
        ('colour = "teal"\nlogo = ""\nface = "source-sans-3"', 'is "teal", and must be like #0'),
        ('colour = "#0E6377"\nlogo = ""\nface = "comic"', "no faces/comic"),
        ('colour = "#0E6377"\nlogo = ""\nface = ""', "face must not be empty"),
        ('colour = "#0E6377"\nface = "source-sans-3"', "logo is missing"),
        ('colour = "#0E6377"\nlogo = ""\nfont = "source-sans-3"', "face is missing|font is not"),
    ],
)
def test_a_faulty_brand_is_refused_by_name(toml: str, sentence: str, tmp_path: Path) -> None:
    shutil.copytree(Path(str(templates())) / "faces", tmp_path / "faces")
    shutil.copytree(Path(str(templates())) / "brands", tmp_path / "brands")
    (tmp_path / "brands" / "ours").mkdir()
    (tmp_path / "brands" / "ours" / "brand.toml").write_text(toml, encoding="utf-8")
    with pytest.raises(FaultyTemplate, match=sentence):
        read_brand(tmp_path, replace(PLAIN, brand="ours"), folder=tmp_path, found=[])


def test_every_reason_has_its_sentence() -> None:
    """And no sentence is left that nothing raises."""
    whys = raised_as("UnusablePicture")
    assert whys == phrases_of("brand.reason")
    told = [reason_of(UnusablePicture(why, name="use"), catalogue()) for why in whys]
    assert all(text.endswith(".") and "{" not in text for text in told)
    assert reason_of(UnusablePicture("svg-element", name="use"), catalogue()).count("<use>") == 1


def test_every_remark_has_its_words() -> None:
    assert raised_as("Remark") == phrases_of("brand.found") == phrases_of("brand.hint")


def raised_as(name: str) -> set[str]:
    """The codes that the package gives to calls of this name."""
    call = re.compile(rf'\b{name}\("([\w-]+)"')
    room = Path(clinicplan.__file__).parent
    return {code for path in room.rglob("*.py") for code in call.findall(path.read_text("utf-8"))}


def phrases_of(table: str) -> set[str]:
    found = catalogue().phrases
    return {key.rpartition(".")[2] for key in found if key.startswith(f"{table}.")}
