"""Writes the table that a clinician signs: each step with its picture, in docs/picture-review.md.

Run `python -m tools.illustrator.review`. A line that is signed stays signed as long as its words
and its drawing stay as they are; where either changes it has to be looked at anew.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from clinicplan.catalogue.read import read_catalogue
from clinicplan.catalogue.values import Catalogue

ROOT = Path(__file__).resolve().parents[2]
FILE = ROOT / "docs" / "picture-review.md"
UNSIGNED = ("", "", "")

HEAD = """\
# Pictures to be signed

{state}

For a clinician: one line is one picture beside the words that a patient reads under it. Look at
the picture (the [contact sheet](illustrations/contact-sheet.pdf) shows them by name, a handout
shows them with their words) and put a mark under *right* or *wrong*, and your name and the date
under *signed*. Wrong is: a patient would do it wrongly, the wrong limb, joint, tool or support,
or words and picture do not agree.

The table is written by `python -m tools.illustrator.review`. It keeps what is signed while words
and drawing stay as they are; *drawing* is a fingerprint of the picture, for all people.

| exercise | way | words beside the picture | picture | drawing | right | wrong | signed |
|---|---|---|---|---|---|---|---|
"""


@dataclass(frozen=True, slots=True)
class Line:
    """A picture beside its words."""

    exercise: str
    way: str
    words: str
    frame: str
    drawing: str

    def cells(self) -> tuple[str, ...]:
        """What the table shows of it."""
        return self.exercise, self.way, self.words, f"`{self.frame}`", self.drawing


def lines_of(catalogue: Catalogue, pictures: Path) -> Iterator[Line]:
    """Every shot of every way to do every exercise, in the order of the library."""
    for exercise in catalogue.exercises.values():
        for variant in exercise.variants:
            for number, shot in enumerate(variant.shots):
                said = ((variant.start,) if number == 0 else ()) + shot.lines
                drawing = fingerprint(pictures, shot.frame)
                yield Line(exercise.name, variant.code, " ".join(said), shot.frame, drawing)


def fingerprint(pictures: Path, frame: str) -> str:
    """Eight characters that change with any drawing of a frame."""
    digest = hashlib.sha256()
    for file in sorted(pictures.rglob(f"{frame}.svg")):
        digest.update(file.relative_to(pictures).as_posix().encode() + file.read_bytes())
    return digest.hexdigest()[:8]


def signatures(text: str) -> dict[tuple[str, ...], tuple[str, ...]]:
    """What stands in the last three cells of each line of a table, by the others."""
    found: dict[tuple[str, ...], tuple[str, ...]] = {}
    for line in text.splitlines():
        cells = tuple(cell.strip() for cell in line.strip("|").split("|"))
        if len(cells) == 8 and cells[3].startswith("`"):
            found[cells[:5]] = cells[5:]
    return found


def table(lines: Iterator[Line], signed: Mapping[tuple[str, ...], tuple[str, ...]]) -> str:
    """The page, with the signatures that still hold."""
    rows = [(line.cells(), signed.get(line.cells(), UNSIGNED)) for line in lines]
    count = sum(marks != UNSIGNED for _, marks in rows)
    state = f"**{count} of {len(rows)} lines are signed.**"
    if not count:
        state = f"**Nobody has signed any of these {len(rows)} lines yet.** No picture is reviewed."
    body = "".join(f"| {' | '.join((*cells, *marks))} |\n" for cells, marks in rows)
    return HEAD.format(state=state) + body


def page() -> str:
    """The page as it should stand in docs."""
    before = FILE.read_text("utf-8") if FILE.is_file() else ""
    lines = lines_of(read_catalogue(ROOT / "templates"), ROOT / "templates" / "illustrations")
    return table(lines, signatures(before))


if __name__ == "__main__":
    FILE.write_text(page(), "utf-8", newline="\n")
    sys.stdout.write(f"{FILE}\n")
