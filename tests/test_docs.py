"""The words round the product: what they name exists, and what exists is named."""

from __future__ import annotations

import ast
import re
import shutil
import tomllib
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import click
import pypdfium2
import pytest
from PIL import Image

from clinicplan import __version__
from clinicplan.cli import desk
from clinicplan.errors import ClinicPlanError
from clinicplan.handout.brand import read_brand
from clinicplan.handout.editions import EDITIONS, STANDARD
from clinicplan.handout.pdf.faces import Face
from clinicplan.plan import Clinic
from tools import desk_pictures, pictures, samples

ROOT = Path(__file__).parent.parent
PAGES = (
    ROOT / "README.md",
    ROOT / "CHANGELOG.md",
    ROOT / "sample_plans" / "README.md",
    *sorted((ROOT / "docs").glob("*.md")),
)
FRONT = (ROOT / "README.md").read_text(encoding="utf-8")
ELSEWHERE = ("http://", "https://", "mailto:")


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def links(text: str) -> list[str]:
    """Where the links and pictures of a page lead to."""
    return re.findall(r"\]\(([^)\s]+)\)", re.sub(r"```.*?```", "", text, flags=re.DOTALL))


def anchors(path: Path) -> set[str]:
    """The fragments that a page's headings can be reached by."""
    headings = re.findall(r"^#+ (.+)$", text_of(path), flags=re.MULTILINE)
    plain = [re.sub(r"[^\w\- ]", "", heading.lower()) for heading in headings]
    return {heading.replace(" ", "-") for heading in plain}


def commands(text: str) -> Iterator[str]:
    """Every command line of ours in code, from the word after `clinicplan` on."""
    spans = re.findall(r"`([^`\n]+)`", text)
    blocks = re.findall(r"^ {4,}(\S.*)$", text, flags=re.MULTILINE)
    for code in (*spans, *blocks):
        if match := re.match(r"(?:\.venv[\\/](?:Scripts|bin)[\\/])?clinicplan (.+)", code):
            yield match[1]


def options(command: click.Command) -> set[str]:
    return {option for parameter in command.params for option in parameter.opts} | {"--help"}


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_links_lead_to_what_is_there(page: Path) -> None:
    dead = []
    for link in links(text_of(page)):
        if link.startswith(ELSEWHERE):
            continue
        file, _, fragment = unquote(link).partition("#")
        target = page.parent / file if file else page
        if not target.exists() or (fragment and fragment not in anchors(target)):
            dead.append(link)
    assert dead == []


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_commands_and_options_are_ours(page: Path) -> None:
    unknown = []
    for line in commands(text_of(page)):
        words = line.split()
        name = next((word for word in words if not word.startswith("-")), "")
        known = options(desk)
        if name in desk.commands:
            known |= options(desk.commands[name])
        elif name.strip("…") and not name.isupper():
            unknown.append(line)
        unknown += [f"{name} {word}" for word in words if word[:2] == "--" and word not in known]
    assert unknown == []


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_modules_to_run_are_there(page: Path) -> None:
    modules = re.findall(r"python3? -m ((?:tools|benchmarks|clinicplan)[\w.]*)", text_of(page))
    scripts = re.findall(r"(?:python3?|py) (\w+\.py)", text_of(page))
    files = [ROOT / script for script in scripts]
    for module in modules:
        path = ROOT / module.rstrip(".").replace(".", "/")
        files.append(path / "__main__.py" if path.is_dir() else path.with_suffix(".py"))
    assert [file for file in files if not file.is_file()] == []


@pytest.mark.parametrize("name", desk.commands)
def test_every_command_and_option_has_a_line(name: str) -> None:
    text = "\n".join(text_of(page) for page in PAGES)
    assert f"clinicplan {name}" in text
    long = {option for option in options(desk.commands[name]) if option.startswith("--")}
    assert {option for option in long if not re.search(rf"{option}\b", text)} == set()


def test_every_page_is_in_the_index() -> None:
    index = {link.partition("#")[0] for link in links(text_of(ROOT / "docs" / "README.md"))}
    pages = {page.name for page in (ROOT / "docs").glob("*.md")} - {"README.md"}
    assert pages - index == set()


def test_every_picture_is_there_shown_and_described() -> None:
    drawn = {f"handout-{name}" for name in pictures.PAGES}
    drawn |= {f"workbook-{sheet.lower()}" for sheet in pictures.SHEETS}
    drawn |= {f"desk-{name}" for name in desk_pictures.PAGES}
    shown = {*EDITIONS, "one-sheet"} - {STANDARD.code} - pictures.NOT_SHOWN
    drawn |= {f"edition-{code}" for code in shown}
    files = {path.stem: path for path in pictures.PICTURES.glob("*.png")}
    assert files.keys() == drawn
    for name, path in files.items():
        with Image.open(path) as picture:
            assert picture.width >= 600
        assert re.search(rf"!\[[^\]]{{20,}}\]\(docs/pictures/{name}\.png\)", FRONT)


def test_every_exit_code_is_in_words() -> None:
    kinds = [ClinicPlanError]
    codes = {0, 1, 130}
    while kinds:
        kind = kinds.pop()
        codes.add(kind.exit_code)
        kinds += kind.__subclasses__()
    told = {int(code) for code in re.findall(r"^\| (\d+) \|", FRONT, flags=re.MULTILINE)}
    assert codes - told == set()


def test_every_sample_plan_is_told() -> None:
    ids = [row["plan_id"] for row in sample_rows()]
    for page in ("README.md", "sample_plans/README.md"):
        told = re.findall(r"^\| (HS-\d+) \|", text_of(ROOT / page), flags=re.MULTILINE)
        assert told == ids


def test_a_sample_plan_is_told_to_ask_for_large_print_only_if_it_does() -> None:
    large = {row["plan_id"] for row in sample_rows() if "large" in row.get("edition", "")}
    for page in ("README.md", "sample_plans/README.md"):
        told = re.findall(r"^\| (HS-\d+) \|.*large print", text_of(ROOT / page), flags=re.MULTILINE)
        assert set(told) == large


def test_every_state_of_a_letter_is_explained() -> None:
    words = ROOT / "templates" / "languages" / "en" / "phrases" / "mail.toml"
    states = tomllib.loads(text_of(words))["state"].values()
    page = text_of(ROOT / "docs" / "mail.md")
    assert [state for state in states if f"\n| {state} |" not in page] == []


def test_modules_that_the_map_names_are_there() -> None:
    """By their paths, or by the end of them: a module that moves is looked for in vain."""
    page = text_of(ROOT / "docs" / "architecture.md")
    named = set(re.findall(r"`([\w/]+\.py)`", page))
    rooms = [ROOT / name for name in ("benchmarks", "clinicplan", "tests", "tools")]
    there = [path.as_posix() for room in rooms for path in room.rglob("*.py")]
    assert "workbook/plans/printing.py" in named
    gone = {name for name in named if not any(path.endswith(f"/{name}") for path in there)}
    assert gone == set()


def sample_rows() -> list[dict[str, str]]:
    sample = ROOT / "templates" / "sample" / "clinic.toml"
    rows: list[dict[str, str]] = tomllib.loads(text_of(sample))["patients"]
    return rows


def makers(tree: ast.Module) -> set[str]:
    """What gives a finding: the class, and the module's functions that say so."""
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    told = {each.name: ast.unparse(each.returns) for each in functions if each.returns}
    return {"Finding", *(name for name, kind in told.items() if kind == "Finding")}


def made_in_code(path: Path) -> set[str]:
    """The codes of the findings that a module makes itself, without the findings' table."""
    tree = ast.parse(text_of(path))
    names = makers(tree)
    texts: list[ast.expr] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func) in names:
            texts += node.args[:2]
            texts += [word.value for word in node.keywords if word.arg == "code"]
    found = [str(node.value) for node in texts if isinstance(node, ast.Constant)]
    return {text for text in found if re.fullmatch("[a-z]+(-[a-z]+)*", text)}


def finding_codes() -> set[str]:
    """All codes: those of the table, those of handouts that fail, and those made elsewhere."""
    words = ROOT / "templates" / "languages" / "en"
    codes = set(tomllib.loads(text_of(words / "findings.toml")))
    codes |= set(tomllib.loads(text_of(words / "phrases" / "commands.toml"))["failed"])
    codes |= set(tomllib.loads(text_of(words / "phrases" / "brand.toml"))["found"])
    for path in (ROOT / "clinicplan").rglob("*.py"):
        if path.parent.name != "workbook":  # all of that room's are in the table
            codes |= made_in_code(path)
    return codes


def test_every_finding_has_a_line() -> None:
    page = text_of(ROOT / "docs" / "findings.md")
    told = re.findall(r"^\| `([\w-]+)` \|", page, flags=re.MULTILINE)
    assert sorted(told) == sorted(finding_codes())
    assert {"unprintable", "logo-missing", "picture-unusable", "handout-in-use"} <= set(told)


@pytest.mark.parametrize(
    ("letters", "printed"),
    [
        ("ŁódźŽižkaÅseÞórŒuvreĞüneşŐrsFfônȘtefan", True),  # European names in Latin letters
        ("NguyễnThịHươngĐặngQuỳnhTrầnBảo", True),  # Vietnamese
        ("ΓιώργοςΪΰΆέήίόύώ", True),
        ("ЮлияЁжЇжакЄваҐанокЉубаЊегошЂорђеЋирЏемалЎ", True),  # Russian, Ukrainian, Serbian
        ("\u0645", False),  # Arabic
        ("\u05d0", False),  # Hebrew
        ("\u738b", False),  # Chinese
        ("\u0905", False),  # Devanagari
    ],
)
def test_the_scripts_that_the_pages_promise_can_be_printed(letters: str, printed: bool) -> None:
    folder = ROOT / "templates" / "faces" / "source-sans-3"
    for number, path in enumerate(sorted(folder.glob("*.ttf"))):
        assert (not Face(f"T{number}", path).missing(letters)) is printed


def test_the_changelog_has_this_version() -> None:
    assert f"## {__version__}" in text_of(ROOT / "CHANGELOG.md")


def test_the_brand_of_the_page_about_brands_works(tmp_path: Path) -> None:
    page = text_of(ROOT / "docs" / "own-brand.md")
    (toml,) = re.findall(r"```toml\n(.*?)```", page, flags=re.DOTALL)
    shutil.copytree(ROOT / "templates" / "faces", tmp_path / "faces")
    ours = tmp_path / "brands" / "ours"
    shutil.copytree(ROOT / "templates" / "brands" / "harbour", ours)
    (ours / "brand.toml").write_text(toml, encoding="utf-8")
    clinic = Clinic("Harbour Street Foot Clinic", "01632 960 417", brand="ours")
    brand = read_brand(tmp_path, clinic, folder=tmp_path, found=[])
    assert brand.colour == "#5B3A8C"
    assert brand.logo


def test_the_sample_handouts_are_what_is_printed_now() -> None:
    if not samples.HANDOUTS.is_dir():
        pytest.skip("the sample handouts are not there yet: python -m tools.samples")
    lying = {path.stem: read_back(path.read_bytes()) for path in samples.HANDOUTS.iterdir()}
    printed = {plan: read_back(handout.pdf) for plan, handout in samples.handouts()}
    assert lying.keys() == printed.keys()
    differing = [plan for plan in printed if lying[plan] != printed[plan]]
    assert differing == [], "run: python -m tools.samples"


def read_back(pdf: bytes) -> list[str]:
    """The words of each page, save the seal's first characters, which hang on every byte."""
    document = pypdfium2.PdfDocument(pdf)
    texts = [page.get_textpage().get_text_range() for page in document]
    return [re.sub(r"(?:Check|Ref) [0-9a-f]{8}", "", " ".join(text.split())) for text in texts]
