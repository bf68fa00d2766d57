"""What an own exercise is called becomes the part that the handout names with its side.

"Right side" beside `side lying abduction` would be read as how to lie, and `sideways jump` as
where to jump to; `Right leg` is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

SIDE = "side"
"""The word where the part is not known, or is no limb."""

_PARTS = {
    "leg": (
        "leg legs legged hip hips knee knees calf calves thigh thighs quad quads hamstring "
        "hamstrings ham hams nordic glute glutes gluteal gluteals groin adductor adductors shin "
        "shins achilles "
        "soleus gastroc gastrocnemius piriformis psoas tibial sciatic slr ktw clam clams "
        "clamshell clamshells itb"
    ),
    "foot": (
        "foot feet toe toes hallux ankle ankles heel heels heal heals arch arches sole soles "
        "plantar instep dorsiflexion plantarflexion eversion inversion forefoot midfoot tandem "
        "fhl fhb fdl fdb ehl edl edb tmt hallucis bunion tib tibialis peroneal peroneals peroneus"
    ),
    "arm": (
        "arm arms shoulder shoulders elbow elbows forearm forearms bicep biceps tricep triceps "
        "deltoid scapula scapular"
    ),
    "hand": "hand hands wrist wrists grip finger fingers thumb thumbs fist fists",
    SIDE: (
        "neck head chin chest back spine spinal trunk waist tummy abdominal abdominals abs core "
        "jaw rib ribs thoracic lumbar cervical pelvis pelvic eye eyes face tongue"
    ),
}
_OF_WORD = {word: part for part, words in _PARTS.items() for word in words.split()}
_MOVEMENTS = {
    "leg": (
        "hop hops hopping jump jumps jumping land landing landings balance balancing stand stands "
        "stance step steps step-up step-ups stepping lunge lunges lunging squat squats squatting "
        "bridge bridges bridging excursion flamingo abd abduction add adduction kick kicks kicking "
        "sl skater skaters pistol pogo pogos deadlift deadlifts rdl"
    ),
    "foot": "wobble skip skipping rope releve relev\u00e9 releves relev\u00e9s",
}
_OF_MOVEMENT = {word: part for part, words in _MOVEMENTS.items() for word in words.split()}
"""What is done with a limb, where the name has no part of the body.

None is of an arm: toes are curled, too, and whoever means an arm names it.
"""

_BIG_TOE = re.compile(r"\b(?:1st|first|[1-5])\s*mtpj?s?\b|\bmtpj?s?\b", re.I)
_ELSEWHERE = tuple(
    (re.compile(find, re.IGNORECASE), part)
    for find, part in (
        (r"\btriceps surae\b", "calf"), (r"\bbiceps femoris\b", "hamstring"),
        (r"\bdeltoid lig\w*", "ankle"), (r"\bshoulder bridge", "bridge"),
        (r"\brotator cuff\b", "shoulder"),
    )
)  # fmt: skip
"""What these are of, though their words are of another part, or of several."""

_BACK_AGAIN = re.compile(
    r"\b(?:fwds?|forwards?|out|there|up|down|step\w*|walk\w*|pull\w*|push\w*|and|&|then)"
    r"(?:\s*(?:and|then|[/&+-])\s*|\s+)back\b",
    re.I,
)
"""`hops fwd/back`: no part of the body."""

_NERVE = {"nerve", "nerves", "neural", "slider", "sliders", "glide", "glides", "floss", "flossing"}
_OF_LEG = {"peroneal", "peroneus", "tib", "tibial", "sural", "sciatic", "saphenous", "femoral"}
"""With a nerve of the leg, all of the leg is moved."""

_TURNS = {"roll", "rolls", "rolling", "rotation", "rotations", "twist", "twists", "sway", "sways"}
"""With hips or knees, what goes to each side of the body: `knee rolls`."""

_OF_TRUNK = frozenset(
    ("trunk", "spine", "spinal", "lumbar", "thoracic", "neck", "cervical", "head", "waist", "body")
)
_TURNED = frozenset(
    ("rotation", "rotations", "rotate", "twist", "twists", "turn", "turns", "tilt", "tilts", "bend",
     "bends", "flexion", "glide", "glides")
)
_ROLLED = frozenset(("roll", "rolls", "rolling", "rock", "rocks", "rocking", "sway", "sways"))
_SIDEWAYS = frozenset(("side", "sideways", "lateral", "laterally"))
_STEPPED = frozenset(
    ("step", "steps", "stepping", "walk", "walks", "walking", "shuffle", "shuffles", "shuffling",
     "gallop", "gallops")
)
_ALWAYS_SIDEWAYS = frozenset(
    ("crab", "grapevine", "carioca", "sidestep", "sidesteps", "sidestepping", "side-step",
     "side-steps", "side-stepping")
)
_ON_ONE_LEG = frozenset(("up", "ups", "down", "downs", "tap", "taps", "one", "single", "leg", "sl"))
"""`side step ups` are done with a leg."""

_WHOLE_TURNS = frozenset(("spot", "full", "quarter", "around", "place"))
_EACH_WAY_ALONE = frozenset(
    ("walk", "walks", "walking", "march", "marching", "tandem", "staggered", "monster")
)
_EYES = re.compile(r"\beyes? (?:shut|closed|open)\b", re.I)
_LYING = re.compile(r"\b(?:side|sides|sideways|side-?lying|lateral|lying|laterally)\b", re.I)
_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")
_IN_STEPS = re.compile(
    r"(?:\{side\}|\{other\}|\b(?:left|right|one|other|same|opposite))[ -]([a-z]+)", re.I
)
_BODY = ({"leg", "foot"}, {"arm", "hand"})


def part_of(name: str, steps: Iterable[str] = ()) -> str:
    """ "leg", "foot", "arm" or "hand", as the name says, else the steps; "side" where neither does.

    Parts of one limb are the whole of it; those of two limbs, or of the trunk, are a side.
    """
    words = _words(name)
    if words & _NERVE and words & _OF_LEG:
        return "leg"
    beside = {match[1].casefold() for line in steps for match in _IN_STEPS.finditer(line)}
    for found in (_parts(words, _OF_WORD), _parts(words, _OF_MOVEMENT), _parts(beside, _OF_WORD)):
        if found:
            return SIDE if found == {"leg"} and words & _TURNS else _one(found)
    return SIDE


def goes_to_each_side(name: str) -> bool:
    """True for a movement of the trunk or of both knees, to one side of the body and the other.

    `10 each side` of it is ten to each side, and no leg's.
    """
    words = _words(name)
    is_rolled = words & _ROLLED and words & {"knee", "knees", "trunk", "pelvic", "back"}
    is_bent = "side" in words and words & {"bend", "bends", "flexion"}
    return bool(is_rolled or is_bent or (words & _OF_TRUNK and words & _TURNED))


def goes_sideways(name: str) -> bool:
    """True for `side steps`, `crab walk` and whole turns: each side of them is a way, and no leg.
    """
    words = _words(name)
    is_turn = words & _TURNED and words & _WHOLE_TURNS
    is_stepped = words & _SIDEWAYS and words & _STEPPED
    return bool(is_turn or is_stepped or words & _ALWAYS_SIDEWAYS) and not words & _ON_ONE_LEG


def is_walked(name: str) -> bool:
    """True for a walk, and for what goes sideways: its steps speak of one foot and the other.

    `heel to toe walking`, `side steps`; not `one leg march`.
    """
    words = _words(name)
    is_walk = words & {"walk", "walks", "walking", "march", "marching"}
    return goes_sideways(name) or bool(is_walk and not words & {"single", "one", "sl"})


def is_there_and_back(name: str) -> bool:
    """True for a walk, or a stance of two feet: beside `each way` of it, `each` leg says nothing.
    """
    words = _words(name)
    return bool(words & _EACH_WAY_ALONE) and not words & {"single", "one", "sl"}


def _words(name: str) -> set[str]:
    for find, part in _ELSEWHERE:
        name = find.sub(part, name)
    bare = _BIG_TOE.sub(" toe ", _BACK_AGAIN.sub(" ", _EYES.sub(" ", name.casefold())))
    found = set(_WORD.findall(bare.replace("/", " ")))
    return found | {word for both in found for word in both.split("-")}


def _parts(words: Iterable[str], known: dict[str, str]) -> set[str]:
    return {known[word] for word in words if word in known}


def _one(found: set[str]) -> str:
    if len(found) == 1:
        return found.pop()
    return next((whole for whole, limb in zip(("leg", "arm"), _BODY, strict=True)
                 if found <= limb), SIDE)  # fmt: skip


def may_be_a_way(name: str) -> bool:
    """True for a name beside which "Right side" may be how one lies, or where one goes."""
    return bool(_LYING.search(name))
