"""What is wrong in a file of the templates folder, and the message that names it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from clinicplan.catalogue.read import read_catalogue, templates_folder
from clinicplan.errors import FaultyTemplate
from tests.catalogue.shipped import SHIPPED

CIRCLES = "exercises/ankle-circles.toml"
WORDS = "languages/en/exercises/ankle-circles.toml"
Edit = Callable[[str, str, str], None]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the templates that ship, without faces and pictures."""
    source = Path(str(templates_folder()))
    unread = shutil.ignore_patterns("faces", "illustrations", "brands")
    return Path(shutil.copytree(source, tmp_path / "templates", ignore=unread))


@pytest.fixture
def edit(folder: Path) -> Edit:
    """Replace a piece of a file, which must be there, by another."""

    def replace(path: str, old: str, new: str) -> None:
        text = (folder / path).read_text(encoding="utf-8")
        assert old in text
        (folder / path).write_text(text.replace(old, new, 1), encoding="utf-8")

    return replace


FAULTS = [
    (CIRCLES, 'limb = "foot"', 'limb = "hand"', 'limb is "hand", and must be one of: foot, leg'),
    (CIRCLES, "together = false", "", "together is missing: true or false is expected"),
    (CIRCLES, "together = false", 'together = "no"', "together must be true or false"),
    (CIRCLES, "together = false", "together = 0", "together must be true or false"),
    (CIRCLES, "tempo = 2", "tempo = 0", "tempo must be 1 or more"),
    (CIRCLES, "tempo = 2", "tempo = true", "tempo must be a whole number"),
    (CIRCLES, "tempo = 2", "tempo = 2\nspeed = 3", "speed is not known here. Known: balance,"),
    (CIRCLES, "entry = 29", "entry = 29\nload = 1", "preset[2].load is not known here"),
    (CIRCLES, 'reps = "5-10"', 'reps = "a lot"', 'preset[2].reps is "a lot", which is not under'),
    (CIRCLES, 'reps = "5-10"', "reps = 5", "preset[2].reps must be a text"),
    (CIRCLES, 'duration = "about 30 s"', 'duration = ""', "preset[1].duration must not be empty"),
    (CIRCLES, 'days = "every day"', 'days = "often"', 'preset[1].days is "often"'),
    (CIRCLES, 'times = "twice a day"', 'times = "daily or so"', "preset[3].times"),
    (CIRCLES, 'side = "each"', 'side = "outer"', 'preset[1].side is "outer", and must be one of'),
    (CIRCLES, 'variants = ["chair", "standing"]', 'variants = ["bed"]', 'variants holds "bed"'),
    (CIRCLES, 'parts = ["clockwise", "anticlockwise"]\nvariants', 'parts = ["up"]\nvariants',
     'preset[1].parts holds "up", and may hold: clockwise, anticlockwise'),
    (CIRCLES, "[[preset]]", '[[preset]]\ncode = "x"\nsource = "y"\nentry = 1\n\n[[preset]]',
     'the preset "x" belongs to no programme'),
    (CIRCLES, 'position = "lying"', 'position = "afloat"', 'the name "position.afloat"'),
    (CIRCLES, 'equipment = ["mat"]', 'equipment = ["raft"]', 'the name "equipment.raft"'),
    (CIRCLES, 'equipment = ["mat"]', 'equipment = "mat"', "variant.lying.equipment must be a list"),
    (CIRCLES, "[variant.lying]", "[variant.floating]", 'preset[3].variants holds "lying"'),
    (CIRCLES, "[variant.lying]", "[variant.lying", "is not valid TOML"),
    ("exercises/towel-scrunch.toml", "wiggle-toes", "hum", 'the name "between.hum"'),
    (WORDS, 'why = "May help your ankle move more freely."', "", "why is missing: a text is exp"),
    (WORDS, "Only move your foot up and down.", " ", "easier must not be empty"),
    (WORDS, 'short = "Ankle circles"', 'short = "Circles with the ankle"', "short has 22 charact"),
    (WORDS, "{side}", "{sides}", "shots may hold only {side} and {other}"),
    (WORDS, "{side}", "{side", "shots may hold only {side} and {other}"),
    (WORDS, "{side}", "{}", "shots may hold only {side} and {other}"),
    (WORDS, '    ["Point your toes up."],\n', "", "shots has 3 lists of lines for 4 frames"),
    (WORDS, '["Point your toes up."]', '"Then"', "shots must be a list of lists"),
    (WORDS, 'feel = "all round', 'feels = "all round', "feel is missing: a text is expected"),
    (WORDS, 'slip = "turning your whole leg."', 'slip = ""', "slip must not be empty"),
    (WORDS, 'care = "Hard to', 'caring = "Hard to', "variant.lying.caring is not known here"),
    ("exercises/towel-scrunch.toml", "sides_alternate = false", 'sides_alternate = "no"',
     "preset[1].sides_alternate must be true or false"),
    ("exercises/toe-stretch.toml", "hold_each = true", 'hold_each = "yes"',
     "preset[1].hold_each must be true or false"),
    ("programmes/five-alternate-days.toml", "items = [", "minutes = 20\nitems = [",
     "minutes is not known here"),
    ("languages/en/tips.toml", 'label = "Rest."', 'label = ""', "rest.label must not be empty"),
    ("languages/en/tips.toml", '[rest]\nlabel', '[rest]\nlable', "rest.la"),
    ("languages/en/regions.toml", 'worktop = "counter"', "worktop = 1", "region.us.words"),
    ("languages/en/regions.toml", "soon = [", "later = [", "signs.soon is missing: a list"),
    (WORDS, "[variant.lying]", "[variant.lying]\nhint = 'x'", "variant.lying.hint is not known"),
    (WORDS, "[variant.lying]", "[variant.bed]", "variant.lying is missing"),
    ("programmes/three-daily.toml", '"towel-stretch"', '"towel"', 'exercise is "towel"'),
    ("programmes/three-daily.toml", 'preset = "three-daily"', 'preset = "x"', 'preset is "x"'),
    ("languages/en/programmes.toml", "[ten-open]", "[ten]", "ten-open is missing: a table"),
    ("cautions/diabetes.toml", '"foot-ball-roll"', '"ball"', 'conflict[1].exercise is "ball"'),
    ("cautions/diabetes.toml", '"bottle-chair"', '"ice"', "conflict[1].variants holds ['ice']"),
    ("cautions/diabetes.toml", '"cold-diabetes"', '"cold"', 'conflict[1].reason is "cold"'),
    ("cautions/diabetes.toml", "source", "sauce", "source is missing"),
    ("languages/en/cautions.toml", "granted.fall-floor", "granted.fell", 'granted is "fell"'),
    ("languages/en/cautions.toml", 'keeps_out = "Use', 'keeps_out = "Take', "a part of its advice"),
    ("languages/en/cautions.toml", "[open-wound]", "[wound]", "open-wound is missing: a table"),
    ("languages/en/conditions.toml", "[flat-feet]\nname", "[flat-feet]\nnome", "flat-feet.name is"),
    ("languages/en/regions.toml", 'emergency = "911"', "", "region.us.emergency is missing"),
    ("languages/en/regions.toml", "back = [", "front = [", "signs.back is missing: a list"),
    ("languages/en/record.toml", 'version = "1.1"', "version = 1.1", "version must be a text"),
    ("languages/en/names.toml", 'mat = "a mat or rug"', "", 'the name "equipment.mat"'),
    ("languages/en/phrases/dose.toml", 'locale = "en_GB"', "locale = 1", "locale must be a text"),
]  # fmt: skip


@pytest.mark.parametrize(("path", "old", "new", "message"), FAULTS)
def test_a_fault_is_named_with_its_file(
    path: str, old: str, new: str, message: str, folder: Path, edit: Edit
) -> None:
    edit(path, old, new)
    with pytest.raises(FaultyTemplate) as fault:
        read_catalogue(folder)
    assert message in str(fault.value)
    assert Path(path).name in str(fault.value) or "names.toml" in str(fault.value)


@pytest.mark.parametrize(
    "path", [WORDS, "languages/en/names.toml", "languages/en/footwear.toml", "languages/en/phrases"]
)
def test_a_missing_file_is_named(path: str, folder: Path) -> None:
    shutil.rmtree(folder / path) if (folder / path).is_dir() else (folder / path).unlink()
    with pytest.raises(FaultyTemplate, match=rf"{path} is missing"):
        read_catalogue(folder)


def test_a_language_that_is_not_there_is_named(folder: Path) -> None:
    with pytest.raises(FaultyTemplate, match="languages/xx is missing"):
        read_catalogue(folder, language="xx")


def test_a_file_that_is_no_text_is_named(folder: Path) -> None:
    (folder / WORDS).write_bytes(b"\xff\xfe\x00")
    with pytest.raises(FaultyTemplate, match=r"ankle-circles\.toml is not valid TOML"):
        read_catalogue(folder)


def test_a_second_language_needs_no_new_facts(folder: Path) -> None:
    shutil.copytree(folder / "languages/en", folder / "languages/fr")
    name = 'name = "Ankle circles"'
    words = folder / "languages/fr/exercises/ankle-circles.toml"
    words.write_text(words.read_text("utf-8").replace(name, 'name = "Cercles"'), encoding="utf-8")
    catalogue = read_catalogue(folder, language="fr")
    assert catalogue.language == "fr"
    assert catalogue.exercises["ankle-circles"].name == "Cercles"


def test_phrases_of_all_files_are_joined_by_dotted_keys(folder: Path) -> None:
    (folder / "languages/en/phrases/extra.toml").write_text(
        'plain = "a"\n[deep.er]\nkey = "b"\n[many]\none = "c"\nother = "d"\n', encoding="utf-8"
    )
    phrases = read_catalogue(folder).phrases
    assert phrases["extra.plain"] == "a"
    assert phrases["extra.deep.er.key"] == "b"
    assert phrases["extra.many"] == {"one": "c", "other": "d"}


def test_the_shipped_catalogue_is_whole() -> None:
    assert len(SHIPPED.exercises) == 17
    assert set(SHIPPED.regions) == {"uk", "us", "eu"}
    assert set(SHIPPED.footwear) == {"supportive", "minimalist"}
    assert len(SHIPPED.conditions) == 21
    assert SHIPPED.record.version == "1.1"
    assert "{emergency}" not in str(SHIPPED.regions)


def test_a_twin_is_an_exercise_for_both_sides_together() -> None:
    exercises = read_catalogue(templates_folder()).exercises
    twins = {code: exercises[item.twin] for code, item in exercises.items() if item.twin}
    assert twins
    assert all(twin.together and not exercises[code].together for code, twin in twins.items())
