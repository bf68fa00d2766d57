"""One file for the printer: whose pages are where, and nothing that was not made."""

from __future__ import annotations

import hashlib
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from reportlab.pdfgen.canvas import Canvas

from clinicplan.tasks.joining import OtherHandout, Part, joined
from clinicplan.tasks.manifest import Record, State


def handout(folder: Path, plan: str, pages: int) -> Record:
    """A handout of so many pages, each with its plan's ID, in the folder."""
    file = BytesIO()
    canvas = Canvas(file, pagesize=(200, 300), invariant=1)
    for number in range(1, pages + 1):
        canvas.drawString(20, 20, f"{plan} page {number}")
        canvas.showPage()
    canvas.save()
    (folder / f"{plan}.pdf").write_bytes(file.getvalue())
    digest = hashlib.sha256(file.getvalue()).hexdigest()
    return Record(plan, State.MADE, f"{plan}.pdf", pages, digest)


def test_each_handout_begins_on_a_right_hand_page(tmp_path: Path) -> None:
    sizes = {"HS-2": 3, "HS-1": 2, "HS-3": 1}
    content, parts = joined([handout(tmp_path, *each) for each in sizes.items()], tmp_path)
    assert parts == (Part("HS-2", 1, 3), Part("HS-1", 5, 2), Part("HS-3", 7, 1))
    with pikepdf.open(BytesIO(content)) as whole:
        texts = [page.Contents.read_bytes() for page in whole.pages]
        assert len(texts) == 7
        assert b"HS-1 page 1" in texts[4]
        assert texts[3] == b""
        with whole.open_outline() as outline:
            titles = [item.title for item in outline.root]
    assert titles == list(sizes)


def test_the_same_handouts_make_the_same_file(tmp_path: Path) -> None:
    records = [handout(tmp_path, "HS-1", 1), handout(tmp_path, "HS-2", 2)]
    assert joined(records, tmp_path) == joined(records, tmp_path)


@pytest.mark.parametrize("harm", ["swapped", "gone"])
def test_a_file_that_is_another_is_never_joined(tmp_path: Path, harm: str) -> None:
    first, second = handout(tmp_path, "HS-1", 1), handout(tmp_path, "HS-2", 1)
    if harm == "swapped":
        (tmp_path / "HS-2.pdf").replace(tmp_path / "HS-1.pdf")
    else:
        (tmp_path / "HS-1.pdf").unlink()
    with pytest.raises(OtherHandout, match=r"HS-1\.pdf"):
        joined([first, second], tmp_path)


def test_nothing_makes_an_empty_file(tmp_path: Path) -> None:
    assert joined([], tmp_path)[1] == ()
