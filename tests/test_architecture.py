"""The rooms keep to themselves, each library has one home, and only the command line acts."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "clinicplan"
MODULES = sorted(PACKAGE.rglob("*.py"))

# Which room (or module) of clinicplan each third-party library lives in.
HOMES = {
    "babel": {"catalogue"},
    "click": {"cli"},
    "distributed": {"tasks"},
    "email_validator": {"rules"},
    "filelock": {"files"},
    "icalendar": {"mail"},
    "jinja2": {"desk"},
    "keyring": {"mail"},
    "marshmallow": {"catalogue", "mail", "toml", "workbook"},
    "msal": {"mail"},
    "openpyxl": {"workbook"},
    "pikepdf": {"mail", "tasks"},
    "PIL": {"handout"},
    "platformdirs": {"cli"},
    # Reading PDFs back: to show pages, to check a letter's attachment, to draw thumbnails.
    # Rooms must not import one another, and each needs three lines of it.
    "pypdfium2": {"illustrations", "mail", "pdfium", "tasks"},
    "reportlab": {"handout", "illustrations"},
    "resvg_py": {"illustrations"},
    "rich": {"cli"},
    "segno": {"handout"},
    "starlette": {"desk"},
    "svglib": {"illustrations"},
    "uharfbuzz": {"handout"},
    "uvicorn": {"desk"},
    "zxcvbn": {"rules"},
}
DISTRIBUTIONS = {"email-validator": "email_validator", "pillow": "PIL", "resvg-py": "resvg_py"}
UNIMPORTED = {
    "defusedxml": "openpyxl uses it where it is installed",
    "tzdata": "zoneinfo uses it on Windows",
}

VERSION = {"clinicplan.__version__"}
FACES = ("cli", "desk", "__main__")

# What each room may import of the others. A name stands for all below it; the vocabulary
# (WORDS) is open to all. `cli` and `desk` are the faces: nothing imports them.
WORDS = {"dose", "errors", "findings", "origins", "plan"}
DAYS = {"efforts", "schedule", "sessions"}
NOTED = {"as_told", "claims", "footwear", "lasting", "limits", "needed", "pain", "spelt", "waking"}
BASE = {*WORDS, *DAYS, *NOTED, "catalogue", "rules", "steps", "toml"}
SHEETS = {"workbook.choices", "workbook.columns", "workbook.findings", "workbook.xlsx"}
ARROWS = {
    "catalogue": {*WORDS, "doses", "toml"},
    "doses": WORDS,
    "wording": {*WORDS, "catalogue", "schedule", "sessions"},
    "illustrations": {*WORDS, "catalogue.palette", "pdfium"},
    "workbook.xlsx": set(),
    "workbook.findings": {*BASE, "workbook.choices", "workbook.columns", "workbook.xlsx"},
    "workbook.sheets": {*BASE, *SHEETS, "doses"},
    "workbook.plans": {*BASE, *SHEETS, "doses", "workbook.sheets"},
    "workbook.writing": {
        *BASE,
        "files",
        "illustrations",
        "wording",
        "workbook.choices",
        "workbook.columns",
        "workbook.findings",
        "workbook.sheets",
        "workbook.xlsx",
    },
    "workbook": {*BASE, *SHEETS, "workbook.plans", "workbook.sheets"},
    "handout.pdf": {*WORDS, "handout", "illustrations"},
    "handout.blocks": {*BASE, "handout", "illustrations", "wording"},
    "handout.sections": {*BASE, "handout", "illustrations", "wording"},
    "handout": {*BASE, "illustrations", "wording"},
    "mail": {*BASE, "files", "pdfium", "seal"},
    "tasks": {
        *BASE, "files", "handout", "mail", "pdfium", "readback", "seal", "wording", "workbook"
    },
}

# What only the command line may do: print, exit, read the clock, the environment, the folder.
ACTS = re.compile(
    r"^(print|input|exit|quit|sys\.(exit|argv|stdin|stdout|stderr)|"
    r"os\.(environ|environb|getenv|getcwd|getcwdb|chdir|_exit)|Path\.(cwd|home)|"
    r"(datetime\.)?date\.today|(datetime\.)?datetime\.(now|utcnow|today)|"
    r"time\.(time|time_ns|monotonic|perf_counter|localtime|gmtime|sleep|strftime))$"
)


def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def room_of(path: Path) -> str:
    """The first folder below the package, or the module's own name."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported(node: ast.AST) -> Iterator[str]:
    """The modules that an import statement names."""
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        assert node.level == 0, "imports are absolute"
        yield node.module or ""
        yield from (f"{node.module}.{alias.name}" for alias in node.names)


@cache
def imports_of(path: Path) -> frozenset[str]:
    return frozenset(name for node in ast.walk(tree_of(path)) for name in imported(node))


def names_used(path: Path) -> Iterator[tuple[int, str]]:
    """Every name or dotted name in the code, with its line."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Name | ast.Attribute):
            yield node.lineno, ast.unparse(node)


def label(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def is_in(name: str, room: str) -> bool:
    return name == f"clinicplan.{room}" or name.startswith(f"clinicplan.{room}.")


def home_of(path: Path) -> str:
    """The innermost room of ARROWS that the module stands in, else the module's own name."""
    name = f"clinicplan.{'.'.join(path.relative_to(PACKAGE).with_suffix('').parts)}"
    return max((room for room in ARROWS if is_in(name, room)), key=len, default=room_of(path))


@pytest.mark.parametrize("path", MODULES, ids=label)
def test_rooms_import_only_what_lies_below_them(path: Path) -> None:
    home = home_of(path)
    allowed = {home, *ARROWS.get(home, ())}
    known = {name for name in imports_of(path) if name.startswith("clinicplan.")} - VERSION
    if home in ARROWS:
        strangers = {name for name in known if not any(is_in(name, room) for room in allowed)}
    else:  # a module beside the rooms: everybody's, so it stands below them
        strangers = {name for name in known if any(is_in(name, room) for room in FACES)}
    strangers -= {name for name in known if home in FACES}
    assert not strangers, (
        f"{home} may not import {sorted(strangers)}. Hand the value in from above, or move what "
        "both need into a room below both; a new arrow needs its line in ARROWS and in "
        "docs/architecture.md."
    )


@pytest.mark.parametrize("path", MODULES, ids=label)
def test_each_library_has_one_home(path: Path) -> None:
    own = {*sys.stdlib_module_names, "clinicplan"}
    foreign = {name.split(".")[0] for name in imports_of(path)} - own
    strangers = {name for name in foreign if room_of(path) not in HOMES.get(name, ())}
    assert strangers == set()


def test_what_people_write_in_toml_is_read_through_a_schema() -> None:
    """`toml` reads; two others say more of a file that is broken, or have its text already."""
    readers = {label(path) for path in MODULES if "tomllib" in imports_of(path)}
    assert readers == {"toml.py", "mail/settings.py", "workbook/writing/sample.py"}


def names_in(requirements: Iterable[str]) -> set[str]:
    return {match[0] for text in requirements if (match := re.match(r"[\w.-]+", text))}


def test_every_dependency_has_a_home() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    names = names_in(chain(project["dependencies"], *project["optional-dependencies"].values()))
    homeless = {DISTRIBUTIONS.get(name, name) for name in names} - {*HOMES, *UNIMPORTED}
    assert homeless == set()


def test_the_lock_has_every_dependency_and_names_no_host() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    project, groups = settings["project"], settings["dependency-groups"]
    extras = project["optional-dependencies"].values()
    lock = (ROOT / "requirements-dev.txt").read_text(encoding="utf-8")
    locked = names_in(line for line in lock.splitlines() if "==" in line)
    assert names_in(chain(project["dependencies"], *extras, groups["dev"])) - locked == set()
    assert re.findall(r"://|^--", lock, re.MULTILINE) == []


@pytest.mark.parametrize(
    "path", [path for path in MODULES if room_of(path) not in FACES], ids=label
)
def test_below_the_command_line_nothing_acts(path: Path) -> None:
    assert [use for use in names_used(path) if ACTS.match(use[1])] == []


@pytest.mark.parametrize("path", sorted((PACKAGE / "cli").glob("*.py")), ids=label)
def test_the_command_line_imports_heavy_things_inside_functions(path: Path) -> None:
    light = {*sys.stdlib_module_names, "click"} - {"multiprocessing", "concurrent", "importlib"}
    eager = {name for node in tree_of(path).body for name in imported(node)}
    heavy = {
        name
        for name in eager
        if name.split(".")[0] not in light
        and not name.startswith(("clinicplan.cli", "clinicplan.errors", "clinicplan.__version__"))
        and name != "clinicplan"
    }
    assert heavy == set()


@pytest.mark.parametrize("path", MODULES, ids=label)
def test_a_module_opens_with_what_it_makes_of_what(path: Path) -> None:
    text = ast.get_docstring(tree_of(path)) or ""
    assert text.split("\n\n")[0].replace("\n", " ").endswith((".", "?"))


@pytest.mark.parametrize("path", MODULES, ids=label)
def test_functions_stay_short(path: Path) -> None:
    functions = [
        node
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    lengths = {node.name: (node.end_lineno or 0) - node.lineno + 1 for node in functions}
    assert {name: lines for name, lines in lengths.items() if lines > 45} == {}


@pytest.mark.parametrize("path", MODULES, ids=label)
def test_modules_stay_short(path: Path) -> None:
    """Where one has grown, split it by what it holds: its name should say all of it."""
    lines = path.read_text(encoding="utf-8").count("\n")
    assert lines <= 380


@pytest.mark.parametrize("path", MODULES, ids=label)
def test_there_is_one_door_to_a_workbook(path: Path) -> None:
    """`make_ready` looks at all that is printed: no task and no face may forget it."""
    behind = {"read_workbook", "open_press", "unprintable_in"}
    found = {name.rpartition(".")[2] for name in imports_of(path)} & behind
    assert found == set() or room_of(path) in ("handout", "workbook") or path.name == "ready.py"


def test_no_code_among_the_templates() -> None:
    assert list((ROOT / "templates").rglob("*.py")) == []
