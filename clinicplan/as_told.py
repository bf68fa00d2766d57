"""A way to do an exercise, and what is typed for it, become the way as the patient is to read it.

Where it is done in bed it does not start on the floor; a toe that is named leads the steps, and
those of the other toes or directions are left out; of two tools both are named.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from clinicplan.catalogue.values import Exercise, Shot, Variant
from clinicplan.claims import FALLS, MOVED, NO_WALL, PRESSED
from clinicplan.limits import all_typed
from clinicplan.needed import needed_besides
from clinicplan.plan import Plan, Prescription
from clinicplan.waking import BEFORE_RISING, is_only_on_waking

_NEVER = r"(?:not|never|no|don['\u2019]?t|do not|without|avoid|except)"
_DENIED = re.compile(rf"\b{_NEVER}\b[^.,;]{{0,25}}$", re.IGNORECASE)

_IN_BED = re.compile(
    rf"{BEFORE_RISING.pattern}|"
    r"\b(?:in|(?<!up )(?<!foot )(?<!feet )(?<!raised )on) (?:the |your )?bed\b",
    re.IGNORECASE,
)
_SITTING = re.compile(
    r"(?<!after )(?<!been )(?<!while )(?<!long )(?<!when )(?<!if )(?<!before )\b"
    r"(?<!min )(?<!mins )(?<!minutes )(?<!minute )(?<!rest )(?<!rests )(?<!between )"
    r"(?:sitting|seated|sit down for (?:it|this))\b(?! for | too | long| more| >| down| rest| "
    r"pause| break| between| in between)",
    re.IGNORECASE,
)
_FROZEN = re.compile(r"\bfrozen (?:water )?bottle\b|\bice bottle\b", re.IGNORECASE)
_BESIDES = {
    "towel": re.compile(r"\b(?:rolled(?:[- ]up)?|folded) towel\b", re.IGNORECASE),
    "ball": re.compile(
        r"\bball (?:squeezed )?(?:betw(?:een)?|betn|btw)\b|"
        r"\bsqueez\w+ (?:a |the )?(?:tennis )?ball\b",
        re.IGNORECASE,
    ),
}  # fmt: skip
"""What a note takes to an exercise besides, in words that mean nothing else."""
_BALLS = ("ball", "massage-ball")
_OWN_BALL = re.compile(
    r"\b(?:soft|softer|squash|sponge|foam|rubber|frozen|cold|hockey|cricket|ping[- ]?pong|"
    r"juggling|bouncy|exercise|bigger|smaller|therapy)[ -](?:[a-z]+ )?balls?\b",
    re.IGNORECASE,
)
"""A ball of another kind than the list's."""
_RAISES = ("heel-raise-double", "heel-raise-single")
"""Exercises whose start alone names what to hold on to."""
_SLOW = re.compile(r",? slow(?:ly)?\b", re.IGNORECASE)
_ON_FOOT = ("standing", "walking")
_ON_FLOOR = re.compile(r"\bfloor\b", re.IGNORECASE)

_TOED = frozenset(("toe-stretch", "toe-curl-spread", "toe-press", "towel-scrunch"))
"""Exercises whose steps are of all toes."""
_ONE = r"(?:big|great|gt|little|second|third|fourth|fifth|2nd|3rd|4th|5th)"
_MANY = r"(?:small|little|lesser)"
_TOE = rf"(?P<toe>(?:{_ONE}(?:\s*(?:,|&|\+|/|\bn\b|and)\s*{_ONE})*|{_MANY}) ?toes?|hallux)"
_WHOSE = r"(?:(?:the|your|each|both|with|of|for|on|right|left|r|l|only|just|at|a|time) )*"
_OWN_TOE = re.compile(
    rf"{_WHOSE}{_TOE}(?: only| alone)?(?P<way>,? (?:up|down)(?:wards?)?(?: (?:and|&|\+) "
    r"(?:up|down)(?:wards?)?)?)?\s*",
    re.IGNORECASE,
)
_SAID_TOE = re.compile(
    rf"\b(?:only|just|each|both) (?:the |your )?{_TOE}|{_TOE.replace('<toe>', '<first>')} "
    r"(?:only|alone)\b",
    re.IGNORECASE,
)
_NO_TOE = re.compile(rf"^{_NEVER} (?:the |your )?{_TOE}", re.IGNORECASE)
_CLAUSE = re.compile(r"[.;!?\n]+\s*|,\s+")
_ONLY_WAY = re.compile(
    r"\b(?P<way>up|down)(?:wards?)? only\b(?! as| to| if| when| till)|"
    r"\bonly (?P<then>up|down)(?:wards?)?\b(?! as| to| if| when| till| and| &)|"
    r"^(?:[0-9]+ ?(?:s|secs?|seconds?) )?(?P<bare>up|down)(?:wards?)?$",
    re.IGNORECASE | re.MULTILINE,
)
_BENT_WAY = re.compile(
    r"\b(?:bend|curl|push|press|pull|stretch|draw|move)(?:ing|s)? "
    r"(?:(?:it|them|the|your|this|that|big|toes?|2nd|second|gently) )*(?:(?P<there>up|down)\b"
    r"(?! and| &| to\b|/)|(?P<then>up|down)wards\b)",
    re.IGNORECASE,
)
_SOMETIMES = re.compile(
    r"\b(?:if|when|whenever|also|then|or|first|last|after|before|weeks?|wks?|days?)\b",
    re.IGNORECASE,
)
_EITHER_WAY = re.compile(r"\b(up|down)(?:wards?)?\b", re.IGNORECASE)
_ONLY = re.compile(r"\b(?:only|not|never|no|just)\b", re.IGNORECASE)
_WAYS = {
    "up": re.compile(r"\btoes? up\b", re.IGNORECASE),
    "down": re.compile(r"\b(?:bend|curl)\b[^.]*\bdown\b", re.IGNORECASE),
    "spread": re.compile(r"^spread\b", re.IGNORECASE),
}  # fmt: skip
"""What a step of a toe exercise does."""


def as_told(
    plan: Plan, exercises: Mapping[str, Exercise], names: Mapping[str, str]
) -> Mapping[str, Exercise]:
    """The exercises of a plan with their ways as they are told, and all that is needed.

    The steps of one that is asked for twice stay.
    """
    changed: dict[str, Exercise] = {}
    codes = [item.exercise for item in plan.prescriptions]
    for item in plan.prescriptions:
        exercise = changed.get(item.exercise, exercises[item.exercise])
        before = after = exercise.variant(item.variant)
        name = exercise.name
        if not exercise.own and codes.count(item.exercise) == 1:
            after = told_way(exercise, before, item, names)
            toe = _toe(exercise, all_typed(item))[0] if after is not before else ""
            name = f"{name}: {toe}" if toe else name
        if besides := needed_besides(exercise, after, item):
            after = replace(after, equipment=(*after.equipment, *besides))
        if after is not before:
            ways = tuple(after if way is before else way for way in exercise.variants)
            changed[item.exercise] = replace(exercise, name=name, variants=ways)
    return {**exercises, **changed} if changed else exercises


def told_way(
    exercise: Exercise, variant: Variant, item: Prescription, names: Mapping[str, str]
) -> Variant:
    """The way with what is typed for it in its start, its steps and what is needed."""
    typed = all_typed(item)
    if exercise.own or not typed.strip():
        return variant
    variant = _with_both_tools(exercise, variant, typed, names)
    variant = _with_own_ball(variant, typed)
    variant = _of_toes(exercise, variant, typed, names)
    variant = _moved_as_told(exercise, variant, typed, names)
    if more := [code for code, words in _BESIDES.items() if _told(words, typed)]:
        needed = tuple(dict.fromkeys((*variant.equipment, *more)))
        variant = replace(variant, equipment=needed)
    if _told(_IN_BED, typed):
        return _in_bed(variant, names, only=is_only_on_waking(item))
    is_seated = variant.position in _ON_FOOT and _told(_SITTING, typed)
    if is_seated and all(way.position != "chair" for way in exercise.variants):
        return _seated(variant, names)
    return variant


def _told(words: re.Pattern[str], typed: str) -> bool:
    """True where some line says it, and does not deny it."""
    return any(not _DENIED.search(typed[: found.start()]) for found in words.finditer(typed))


def _in_bed(variant: Variant, names: Mapping[str, str], *, only: bool) -> Variant:
    """The start in bed; where it is done at other times as well, that on floor or chair, too."""
    floor, back = names["step.on-floor"], names["step.on-back"]
    if floor in variant.start:
        start = variant.start.replace(floor, names["step.up-in-bed"])
    elif back in variant.start:
        start = variant.start.replace(back, names["step.back-in-bed"])
        only = True
    elif variant.position == "chair" and not any(map(_ON_FLOOR.search, _lines(variant))):
        start = names["step.bed-or-back"]
    else:
        return variant
    if not only:
        return replace(variant, start=f"{start} {names['step.not-in-bed']} {variant.start}")
    needed = tuple(each for each in variant.equipment if each not in ("mat", "chair"))
    return replace(variant, start=start, equipment=needed, care="")


def _seated(variant: Variant, names: Mapping[str, str]) -> Variant:
    """Both starts of what is shown standing, and is done sitting as well."""
    start = f"{names['step.sitting']} {names['step.standing']} {variant.start}"
    return replace(variant, start=start, equipment=(*variant.equipment, "chair"))


def _with_both_tools(
    exercise: Exercise, variant: Variant, typed: str, names: Mapping[str, str]
) -> Variant:
    """Ball and frozen bottle, where the way is that of the ball and the bottle is named, too."""
    if variant.tool not in _BALLS or not _told(_FROZEN, typed):
        return variant
    bottle = next((way for way in exercise.variants if way.tool == "frozen-bottle"), variant)
    care = " ".join(filter(None, (variant.care, bottle.care)))
    ball, both = names["step.ball"], names["step.ball-or-bottle"]
    needed = dict.fromkeys((variant.equipment[0], "frozen-bottle", *variant.equipment[1:]))
    return replace(
        variant,
        start=f"{variant.start} {names['step.sock']}",
        equipment=tuple(needed),
        care=care,
        shots=_reworded(variant, {ball: both}),
    )


def _with_own_ball(variant: Variant, typed: str) -> Variant:
    """The ball of a note in the place of the list's: a soft one is no tennis ball."""
    if "ball" not in variant.equipment or not _told(_OWN_BALL, typed):
        return variant
    needed = ("own-ball" if code == "ball" else code for code in variant.equipment)
    return replace(variant, equipment=tuple(needed))


def _moved_as_told(
    exercise: Exercise, variant: Variant, typed: str, names: Mapping[str, str]
) -> Variant:
    """The way without the wall, without `slowly`, or without `gently`, where it is typed so."""
    if not MOVED.search(typed):
        return variant
    if variant.tool == "wall" and exercise.code in _RAISES and _told(NO_WALL, typed):
        needed = tuple(each for each in variant.equipment if each != "wall")
        variant = replace(variant, start=names["step.no-wall"], equipment=needed)
    if _told(FALLS, typed):
        shots = [replace(shot, lines=tuple(_SLOW.sub("", line) for line in shot.lines))
                 for shot in variant.shots]  # fmt: skip
        variant = replace(variant, shots=tuple(shots))
    if _told(PRESSED, typed):
        gently = names["step.press-gently"]
        shots = [replace(shot, lines=tuple(line for line in shot.lines if line != gently))
                 for shot in variant.shots]  # fmt: skip
        variant = replace(variant, shots=tuple(shots))
    return variant


def _of_toes(exercise: Exercise, variant: Variant, typed: str, names: Mapping[str, str]) -> Variant:
    """The limit to a toe or a direction before the steps; the others' steps are left out."""
    if exercise.code not in _TOED:
        return variant
    (toe, denied), way = _toe(exercise, typed), _way(typed)
    if not (toe or denied or way):
        return variant
    lead = [names["step.only"].format(what=toe)] if toe else []
    lead += [names["step.not"].format(what=denied)] if denied else []
    lead += [names[f"step.only-{way}"]] if way else []
    left_out = [code for code in _WAYS if way and code != way]
    left_out += ["spread"] if toe and not toe.endswith("s") else []
    shots = tuple(shot for shot in variant.shots if not _does(shot, left_out))
    if toe or way:
        them = f"{{side}} {names['step.toes']}"
        pairs = {} if not toe else {f"all your {them}": f"your {them}"}
        pairs["Bend them"] = f"Bend your {them}"
        pairs |= {them: f"{{side}} {toe}"} if toe else {}
        shots = _reworded(replace(variant, shots=shots), pairs)
    return replace(variant, start=" ".join((*lead, variant.start)), shots=shots)


def _does(shot: Shot, ways: list[str]) -> bool:
    return any(_WAYS[way].search(line) for way in ways for line in shot.lines)


def _reworded(variant: Variant, pairs: Mapping[str, str]) -> tuple[Shot, ...]:
    def new(line: str) -> str:
        for old, words in pairs.items():
            line = line.replace(old, words)
        return line

    return tuple(replace(shot, lines=tuple(map(new, shot.lines))) for shot in variant.shots)


def _lines(variant: Variant) -> list[str]:
    return [line for shot in variant.shots for line in shot.lines]


def _toe(exercise: Exercise, typed: str) -> tuple[str, str]:
    """The toes to which an exercise is limited, and those that are left out; "" for none."""
    if exercise.code not in _TOED:
        return "", ""
    only, denied = "", ""
    for clause in _CLAUSE.split(typed):
        if found := _NO_TOE.search(clause):
            denied = denied or _plain(found["toe"])
        elif found := _OWN_TOE.fullmatch(clause):
            only = only or _plain(found["toe"])
        elif (found := _SAID_TOE.search(clause)) and not _DENIED.search(clause[: found.start()]):
            only = only or _plain(found["toe"] or found["first"])
    return only, denied


def _plain(toe: str) -> str:
    """`gt toe` as `big toe`, `2nd + 3rd toe` as `2nd and 3rd toes`."""
    words = re.sub(r"\b(?:gt|great) toe|\bhallux", "big toe", toe.lower())
    words = re.sub(r"\s*(?:&|\+|/|,|\bn\b)\s*", " and ", words).removesuffix("s")
    is_many = " and " in words or re.match(r"(?:small|lesser) ", words)
    return f"{words}s" if is_many else words


def _way(typed: str) -> str:
    """The one direction in which the toes go, "" where none is said alone."""
    found = {
        (each["way"] or each["then"] or each["bare"]).lower()
        for clause in _CLAUSE.split(typed)
        for each in _ONLY_WAY.finditer(clause)
    }
    said = {
        (each["there"] or each["then"]).lower()
        for clause in _CLAUSE.split(typed)
        for each in _BENT_WAY.finditer(clause)
        if not (_DENIED.search(clause[: each.start()]) or _SOMETIMES.search(clause))
    }
    found |= said
    if len({*map(str.lower, _EITHER_WAY.findall(typed))}) > 1:
        found -= {"up", "down"} if not _ONLY.search(typed) else set()
    toed = [each["way"] or "" for clause in _CLAUSE.split(typed)
            if (each := _OWN_TOE.fullmatch(clause))]  # fmt: skip
    found |= {way for text in toed for way in re.findall("up|down", text.lower())}
    return found.pop() if len(found) == 1 else ""
