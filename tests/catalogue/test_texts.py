"""Every text that can reach a patient: plain, careful, short, and complete."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import pytest
from PIL import ImageFont

from clinicplan.catalogue.read import templates_folder
from clinicplan.catalogue.values import Caution, Exercise, Region, Topic, Variant
from tests.catalogue.reading import grade, sentences, words
from tests.catalogue.shipped import EXERCISES, SHIPPED

VARIANTS = [(exercise, variant) for exercise in EXERCISES for variant in exercise.variants]
TOPICS = (*SHIPPED.conditions.values(), *SHIPPED.footwear.values())

# A school grade of 6 is read at about the age of 11, the top of the range aimed at.
HARDEST_GRADE = 6.0
LONGEST_SENTENCE = 20
LONGEST_STEP = 12
POINTS_PER_MM = 72 / 25.4
COLUMN = 54 * POINTS_PER_MM
STEP_HANG = 4.7 * POINTS_PER_MM

BANNED = re.compile(
    r"""\b(
        cur(e|es|ed|ing) | fix(es|ed|ing)? | heal(s|ed|ing)? | guarante\w+ | pain-?killers?
        | prov(en|es|ed) | eliminat\w+ | permanent\w* | forever | miracle | instead\ of\ treat\w+
        | end(s|ed|ing)?\ (your|the|all)\ pain | pain[- ]free | repeat(s|ed)? | never\ hurt
        | (over|above)\ (the|your)\ head
        | e\.g | i\.e | etc | via | per | versus | vs | circa | post | prone | supine | unilateral
        | bilateral | lateral | medial | dorsal | anterior | posterior | flexion | extension
        | (dorsi|plantar)-?flex\w* | phalanx | hallux | lumbar | lumbosacral | gait
    )\b""",
    re.VERBOSE | re.IGNORECASE,
)
NAMES_A_DIAGNOSIS = {"plantar fasciitis"}


def of_variant(variant: Variant) -> Iterator[str]:
    yield from (variant.start, variant.care)
    for shot in variant.shots:
        yield from shot.lines


def of_exercise(exercise: Exercise) -> Iterator[str]:
    yield from (exercise.name, exercise.why, exercise.caution, exercise.easier, exercise.harder)
    yield from (f"Feel it {exercise.feel}", exercise.slip)
    for variant in exercise.variants:
        yield from of_variant(variant)


def _let_in(caution: Caution) -> Iterator[str]:
    for let_in in {item.granted for item in caution.conflicts if item.granted}:
        filled = (let_in.one, let_in.many, let_in.card)
        yield from (text.format(exercises="2", name="Alex") for text in filled)


def of_phrases(file: str) -> Iterator[str]:
    for key, phrase in SHIPPED.phrases.items():
        if key.startswith(f"{file}."):
            yield from (phrase,) if isinstance(phrase, str) else phrase.values()


def everything() -> dict[str, tuple[str, ...]]:
    """What ships, by where it comes from: all that a patient may hold or hear."""
    texts = {f"exercise {item.code}": tuple(of_exercise(item)) for item in EXERCISES}
    texts |= {f"topic {topic.code}": topic.paragraphs for topic in TOPICS}
    texts |= {f"caution {item.code}": (item.advice, *_let_in(item))
              for item in SHIPPED.cautions.values()}  # fmt: skip
    texts |= {
        f"signs {region.code} {index}": list_.signs
        for region in SHIPPED.regions.values()
        for index, list_ in enumerate(region.lists)
    }
    texts["feet and back"] = SHIPPED.feet_and_back
    texts["tips"] = tuple(text for tip in SHIPPED.tips for text in (tip.label, tip.text))
    texts["names"] = tuple(SHIPPED.names.values())
    texts["programmes"] = tuple(item.summary for item in SHIPPED.programmes.values())
    texts["handout"] = tuple(of_phrases("handout"))
    texts["doses"] = tuple(of_phrases("dose"))
    texts["letter"] = tuple(of_phrases("mail.letter"))
    texts["pictures"] = tuple(SHIPPED.alts.values())
    return {name: lines for name, lines in texts.items() if lines}


EVERYTHING = everything()
# Words that stand alone (a list of things, parts of sentences) have no grade of reading.
READ = {name: lines for name, lines in EVERYTHING.items() if name not in ("names", "doses")}


@pytest.mark.parametrize("name", EVERYTHING)
def test_no_promise_and_no_jargon(name: str) -> None:
    said = " ".join(EVERYTHING[name])
    for diagnosis in NAMES_A_DIAGNOSIS:
        said = re.sub(diagnosis, "", said, flags=re.IGNORECASE)
    assert BANNED.findall(said) == []


def test_the_headlines_of_the_articles_never_appear() -> None:
    texts = " ".join(line for lines in EVERYTHING.values() for line in lines).lower()
    texts += " ".join((*SHIPPED.record.sources, *(p.name for p in SHIPPED.programmes.values())))
    for word in ("fix everything", "altogether", ".txt", "http", "www."):
        assert word not in texts


@pytest.mark.parametrize("name", READ)
def test_a_child_of_eleven_can_read_it(name: str) -> None:
    assert grade(READ[name]) <= HARDEST_GRADE


@pytest.mark.parametrize("topic", TOPICS, ids=lambda topic: topic.code)
def test_a_topic_is_two_or_three_short_sentences(topic: Topic) -> None:
    said = sentences(" ".join(topic.paragraphs))
    assert 2 <= len(said) <= 3
    assert max(len(words(sentence)) for sentence in said) <= LONGEST_SENTENCE


@pytest.mark.parametrize("condition", SHIPPED.conditions.values(), ids=lambda topic: topic.code)
def test_a_condition_claims_no_more_than_may_be_so(condition: Topic) -> None:
    said = " ".join(condition.paragraphs)
    assert re.search(r"\bmay\b", said)
    assert not re.search(r"\b(will|always|must|makes)\b", said)


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.code)
def test_why_says_what_it_may_do(exercise: Exercise) -> None:
    claims = sentences(exercise.why)
    assert all(claim.startswith(("May help ", "Helps strengthen ")) for claim in claims)


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.code)
def test_only_steps_name_a_side(exercise: Exercise) -> None:
    said = ("name", "why", "feel", "slip", "caution", "easier", "harder")
    notes = tuple(getattr(exercise, key) for key in said)
    starts = tuple(text for item in exercise.variants for text in (item.start, item.care))
    assert not [text for text in notes + starts if "{" in text or re.search("left|right", text)]
    steps = [line for item in exercise.variants for shot in item.shots for line in shot.lines]
    assert not [line for line in steps if re.search(r"\b(left|right)\b", line)]
    sided = [line for line in steps if "{side}" in line or "{other}" in line]
    assert bool(sided) is not exercise.together


def named(pair: tuple[Exercise, Variant]) -> str:
    return f"{pair[0].code} {pair[1].code}"


@pytest.mark.parametrize("pair", VARIANTS, ids=named)
def test_steps_are_short_and_name_no_dose(pair: tuple[Exercise, Variant]) -> None:
    variant = pair[1]
    assert 2 <= len(variant.shots) <= 4
    for shot in variant.shots:
        assert 1 <= len(shot.lines) <= 3
        for line in shot.lines:
            assert len(words(line)) <= LONGEST_STEP
            assert line.endswith(".")
            assert not re.search(r"\d|second|minute|times|other (foot|leg)|change", line), line


@cache
def face(weight: str, size: float) -> ImageFont.FreeTypeFont:
    path = str(templates_folder().joinpath("faces", "source-sans-3", f"SourceSans3-{weight}.ttf"))
    return ImageFont.truetype(path, int(size * 10))


def lines_of(
    text: str, *, width: float, size: float, indent: float = 0, weight: str = "Regular"
) -> int:
    """The lines that a text takes in a column `width` points wide."""
    space, count, used = face(weight, size).getlength(" ") / 10, 1, indent
    for word in text.split():
        length = face(weight, size).getlength(word) / 10
        if used and used + space + length > width:
            count, used = count + 1, 0.0
        used += length + (space if used else 0)
    return count


@pytest.mark.parametrize("pair", VARIANTS, ids=named)
def test_steps_fit_under_their_picture(pair: tuple[Exercise, Variant]) -> None:
    start = lines_of(pair[1].start, width=COLUMN, size=14, indent=40)
    for index, shot in enumerate(pair[1].shots):
        steps = [
            lines_of(line.format(side="right", other="right"), width=COLUMN - STEP_HANG, size=14)
            for line in shot.lines
        ]
        assert max(steps) <= 3
        assert sum(steps) + (0 if index else start) <= 5, shot.lines


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.code)
def test_the_words_round_the_steps_fit(exercise: Exercise) -> None:
    assert lines_of(exercise.why, width=101 * POINTS_PER_MM, size=12.5) == 1
    assert lines_of(f"Feel it {exercise.feel}", width=101 * POINTS_PER_MM, size=12.5) == 1
    assert lines_of(exercise.short, width=38 * POINTS_PER_MM, size=12) == 1
    assert face("Bold", 22).getlength(exercise.name) / 10 <= 101 * POINTS_PER_MM
    for note in (exercise.caution, exercise.slip, exercise.easier, exercise.harder):
        assert lines_of(note, width=COLUMN, size=12.5) <= 4
    for variant in exercise.variants:
        assert lines_of(variant.care, width=COLUMN, size=12.5) <= 3


@pytest.mark.parametrize("region", SHIPPED.regions.values(), ids=lambda region: region.code)
def test_signs_are_few_and_short(region: Region) -> None:
    for place, list_ in enumerate(region.lists):
        assert len(list_.signs) <= 8
        width = (75 if place < 2 else 164) * POINTS_PER_MM
        assert lines_of(list_.heading, width=width, size=14, weight="Bold") <= 2
        for sign in list_.signs:
            assert lines_of(sign, width=70.8 * POINTS_PER_MM, size=12.5) <= 2, sign


# Every warning sign of the standards looked at, and words that its list must hold.
BACK_SIGNS = [
    "numbness or tingling in your private parts, bottom or inner thighs", "numb when you wipe",
    "trouble starting, stopping or feeling it when you pass water", "leaking", "full bladder",
    "control or feeling of your bowels", "sex", "pain in both legs", "weak", "will not move",
    "change in how you walk", "accident",
]  # fmt: skip
FOOT_SIGNS = [
    "chest pain, or short of breath",
    "suddenly turns pale, cold, numb or blotchy", "calf, and chest pain or short of breath",
    "snap or pop", "odd shape", "cannot move your foot", "cannot stand on it",
]  # fmt: skip
SOON_SIGNS = [
    "slowly turns pale, cold or blotchy", "at rest", "hot, swollen, painful calf", "spreads",
    "shivery", "fever", "worse at night", "weight loss without trying",
]  # fmt: skip
DIABETES_SIGNS = [
    "new pain or throbbing", "wound", "blister", "broken skin", "redness", "heat", "swelling",
    "weeping", "bleeding", "smell", "high sugars", "flu", "shape or colour",
    "a wound that you see but do not feel",
]  # fmt: skip


@pytest.mark.parametrize(
    ("index", "signs"), [(0, BACK_SIGNS), (1, FOOT_SIGNS), (2, SOON_SIGNS), (3, DIABETES_SIGNS)]
)
@pytest.mark.parametrize("region", SHIPPED.regions)
def test_no_warning_sign_is_missing(region: str, index: int, signs: list[str]) -> None:
    said = " ".join(SHIPPED.regions[region].lists[index].signs)
    assert [sign for sign in signs if sign not in said] == []


@pytest.mark.parametrize(
    ("region", "now", "soon", "closed"),
    [
        ("uk", "999 or go to A&E", "GP", "111"),
        ("us", "911 or go to the ER", "doctor", "Closed? Go to urgent care"),
        ("eu", "112 or go to a hospital", "doctor", "Closed? Call the doctor on duty"),
    ],
)
def test_each_region_says_where_to_turn(region: str, now: str, soon: str, closed: str) -> None:
    back, foot, later, diabetes = (list_.heading for list_ in SHIPPED.regions[region].lists)
    assert back.startswith("Back: ")
    assert foot.startswith("Foot, leg or chest: ")
    assert now in back
    assert now in foot
    assert later.startswith("Back, foot or leg: ")
    assert soon in later
    assert closed in later
    assert diabetes.startswith("Diabetes: rest your foot")
    assert soon in diabetes
    assert closed.split()[-1] in diabetes


@pytest.mark.parametrize("caution", SHIPPED.cautions.values(), ids=lambda caution: caution.code)
def test_no_caution_claims_a_signature(caution: Caution) -> None:
    assert caution.signed_off == ""
    assert "not signed off" in caution.source
    assert caution.conflicts


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.code)
def test_a_position_and_a_tool_name_one_variant(exercise: Exercise) -> None:
    ways = [(variant.position, variant.tool) for variant in exercise.variants]
    assert len(set(ways)) == len(ways)


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.code)
def test_the_word_for_a_repetition_is_known(exercise: Exercise) -> None:
    assert f"dose.count.{exercise.counted}" in SHIPPED.phrases


def test_each_preset_allows_a_way_to_do_it() -> None:
    presets = [preset for exercise in EXERCISES for preset in exercise.presets]
    assert all(preset.variants for preset in presets)


def frames() -> set[str]:
    shots = {shot.frame for _, variant in VARIANTS for shot in variant.shots}
    return shots | {exercise.thumbnail for exercise in EXERCISES}


def drawn() -> set[str]:
    folder = templates_folder().joinpath("illustrations")
    files = [*folder.iterdir(), *folder.joinpath("person-a").iterdir()]
    return {file.name.removesuffix(".svg") for file in files if file.name.endswith(".svg")}


def test_every_frame_is_drawn_and_described() -> None:
    finished = drawn() & set(SHIPPED.alts)
    assert frames() <= finished
