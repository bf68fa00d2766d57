"""The tables of columns and findings in docs/ are those of the program."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from clinicplan.catalogue.read import templates_folder
from clinicplan.workbook.columns import SHEETS, Column, Layout, Sheet
from clinicplan.workbook.findings.words import Words, read_words

DOCS = Path(__file__).parents[2] / "docs"


def cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def row_of(column: Column) -> str:
    heading = f"**{column.heading}**" if column.required else column.heading
    return f"| {heading} | {column.kind.value} | {cell(column.doc)} |"


def section(sheet: Sheet) -> str:
    lines = [f"### {sheet.title}", "", sheet.doc, ""]
    if sheet.row:
        lines[2] = f"One row is {sheet.row}. {sheet.doc}"
    if sheet.columns:
        first = "Setting" if sheet.layout is Layout.SETTINGS else "Column"
        lines += [f"| {first} | Holds | |", "|---|---|---|"]
        lines += [*(row_of(column) for column in sheet.columns), ""]
    return "\n".join(lines)


def line(code: str, words: Words) -> str:
    said = " ".join((words.message, words.hint)).strip()
    return f"| `{code}` | {words.severity.value} | {cell(said)} |"


def findings() -> str:
    words = read_words(templates_folder(), language="en")
    lines = ["| Code | | What it says |", "|---|---|---|"]
    return "\n".join([*lines, *(line(code, entry) for code, entry in words.items()), ""])


@pytest.mark.parametrize(
    ("file", "mark", "table"),
    [
        ("workbook.md", "sheets", "\n".join(section(sheet) for sheet in SHEETS)),
        ("findings.md", "findings", findings()),
    ],
)
def test_docs_have_the_programs_own_table(
    file: str, mark: str, table: str, request: pytest.FixtureRequest
) -> None:
    path = DOCS / file
    text = path.read_text(encoding="utf-8")
    start, end = f"<!-- {mark} -->\n", "<!-- end -->"
    now = re.sub(f"{start}.*{end}", lambda _: f"{start}\n{table}\n{end}", text, flags=re.DOTALL)
    if request.config.getoption("--update-goldens"):
        path.write_text(now, encoding="utf-8", newline="\n")
    else:
        assert text == now, "pytest tests/workbook/test_docs.py --update-goldens writes it anew"
