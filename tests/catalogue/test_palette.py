"""`palette.toml` -> colours and people, or a sentence on its fault."""

from __future__ import annotations

from pathlib import Path

import pytest

from clinicplan.catalogue.palette import Person, Share, read_palette
from clinicplan.catalogue.read import templates_folder
from clinicplan.errors import FaultyTemplate

GOOD = """
[roles]
skin = "#F7E6DA"
[brand]
mat = { white = 0.84, black = 0 }
[skin.dark]
skin = "#6B4A35"
[hair.grey]
[person.ann]
skin = "dark"
hair = "grey"
by_choice = true
"""


def read(text: str, folder: Path) -> object:
    (folder / "palette.toml").write_text(text, encoding="utf-8")
    return read_palette(folder)


def test_a_palette_is_read(tmp_path: Path) -> None:
    (tmp_path / "palette.toml").write_text(GOOD, encoding="utf-8")
    palette = read_palette(tmp_path)
    assert palette.people == (Person("ann", "dark", "grey", by_choice=True),)
    assert palette.brand == {"mat": Share(0.84, 0)}
    assert palette.skin["dark"] == {"skin": "#6B4A35"}


def test_everybody_of_ours_has_their_colours() -> None:
    palette = read_palette(templates_folder() / "illustrations")
    assert all(person.skin and person.hair for person in palette.people)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("#F7E6DA", "pink", 'roles.skin is "pink", and must be like #0E6377'),
        ("0.84", "1.5", "brand.mat.white must be a number from 0 to 1"),
        (", black = 0", "", "brand.mat.black is missing: a number is expected"),
        ('skin = "dark"', 'skin = "light"', 'person.ann.skin is "light", and must be one of: dark'),
        ("by_choice", "by_choise", "The nearest is by_choice"),
        ("by_choice = true", "by_choice = 1", "person.ann.by_choice must be true or false"),
        (GOOD, "", "person is missing: a table is expected"),
        (GOOD, "[person]", "person is empty"),
        ("[roles]", "[roles", "palette.toml is not valid TOML"),
    ],
)
def test_a_faulty_palette_is_told(old: str, new: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(FaultyTemplate) as caught:
        read(GOOD.replace(old, new), tmp_path)
    assert message in str(caught.value)
