"""The rows in templates/sample and sample_plans/mistakes.toml become sample_plans/*.xlsx.

Run it in the project's folder after a change to a template or a column:
python -m tools.samples
"""

from __future__ import annotations

from pathlib import Path

from clinicplan.catalogue.read import read_catalogue
from clinicplan.files import write_whole
from clinicplan.workbook.blank import fill_workbook, write_blank
from clinicplan.workbook.sample import in_words, read_filling

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    """Write both workbooks anew, and the pictures that the sample needs beside it."""
    templates, folder = ROOT / "templates", ROOT / "sample_plans"
    catalogue = read_catalogue(templates)
    write_blank(
        folder / "sample-clinic.xlsx", catalogue=catalogue, templates=templates, sample=True
    )
    text = (folder / "mistakes.toml").read_text("utf-8")
    filling = in_words(read_filling(text, name="mistakes.toml"), catalogue)
    write_whole(
        folder / "mistakes.xlsx", fill_workbook(filling, catalogue=catalogue, templates=templates)
    )


if __name__ == "__main__":
    main()
