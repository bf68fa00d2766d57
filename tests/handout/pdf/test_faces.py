"""A typeface's file -> faces: parsed once, and each face has for its own what it changes."""

from __future__ import annotations

import os
import shutil
import sys
import threading
from pathlib import Path

import pytest
from reportlab.pdfbase.ttfonts import TTFont

from clinicplan.catalogue.read import templates_folder
from clinicplan.handout.pdf import faces
from clinicplan.handout.pdf.faces import Face, FontObjects

SANS = Path(str(templates_folder())) / "faces" / "source-sans-3"
REGULAR, BOLD = SANS / "SourceSans3-Regular.ttf", SANS / "SourceSans3-Bold.ttf"
PLAIN, MARKED = frozenset("Ada 10"), frozenset("Ada 10") | {"e\u0323\u0300"}


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that are parsed; nothing is kept of what was parsed before."""
    told: list[str] = []

    def counted(name: str, path: str, *, shapable: bool) -> object:
        told.append(path)
        return TTFont(name, path, shapable=shapable)

    faces._parsed.cache_clear()
    monkeypatch.setattr(faces, "TTFont", counted)
    return told


def test_a_file_is_parsed_once_while_it_stays(tmp_path: Path, parsed: list[str]) -> None:
    file = Path(shutil.copy(REGULAR, tmp_path / "face.ttf"))
    one, same = Face("R", file), Face("R", file)
    shutil.copy(BOLD, file)
    os.utime(file, ns=(1, 1))
    other = Face("R", file)
    assert parsed == [str(file), str(file)]
    assert one.width("Heel") == same.width("Heel") < other.width("Heel")


@pytest.mark.parametrize("asked", [(PLAIN, MARKED), (MARKED, PLAIN), (MARKED, MARKED)])
def test_what_one_face_embeds_is_no_matter_to_another(
    asked: tuple[frozenset[str], frozenset[str]], parsed: list[str]
) -> None:
    alone = []
    for each in asked:
        faces._parsed.cache_clear()
        alone.append(Face("R", REGULAR).objects(each))
    one, other = Face("R", REGULAR), Face("R", REGULAR)
    assert [one.objects(asked[0]), other.objects(asked[1])] == alone
    assert one._face.charToGlyph is not other._face.charToGlyph
    assert len(parsed) == 2  # one for each that was alone, the last of them for both others


def test_two_faces_of_a_file_are_embedded_at_the_same_time(parsed: list[str]) -> None:
    """A desk's pages and its prints are made in threads, each by a press of its own."""
    wanted = [frozenset(map(chr, range(33, last))) for last in range(60, 120, 4)]
    alone = Face("R", REGULAR)
    known = [alone.objects(each) for each in wanted]
    got: dict[int, list[FontObjects]] = {}

    def embed(number: int) -> None:
        face = Face("R", REGULAR)
        got[number] = [face.objects(each) for each in wanted]

    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    try:
        threads = [threading.Thread(target=embed, args=(number,)) for number in range(3)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    finally:
        sys.setswitchinterval(before)
    assert got == dict.fromkeys(range(3), known)
    assert len(parsed) == 1
