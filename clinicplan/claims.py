"""What the fixed texts of a handout claim, and the words of a clinician that claim otherwise.

One list, by topic: a tip, a caution or a step is ours, and says the same to everybody. Where
somebody typed otherwise of the same thing, it leaves the page, or gives way in words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Claim:
    """The words of a fixed text, and those of a clinician that it would go against."""

    text: re.Pattern[str]
    typed: re.Pattern[str]


def _claim(text: str, typed: str) -> Claim:
    return Claim(re.compile(text, re.IGNORECASE), re.compile(typed, re.IGNORECASE))


def told(words: re.Pattern[str], typed: str) -> bool:
    """True where some line says it, and does not deny it, nor only asks what then."""
    return any(not _DENIED.search(typed[: found.start()]) for found in words.finditer(typed))


_DENIED = re.compile(
    r"(?:\b(?:not|never|no|don['\u2019]?t|do not|without|avoid|instead of|stop|if|when)\b|n't)"
    r"[^.,;:\n]{0,25}$",
    re.IGNORECASE,
)
_NEVER = r"(?:not|never|no|don['\u2019]?t|do not|without|avoid)"
_A_SIDE = r"(?:right|left|other|bad|sore|operated|op)"
_IF = r"(?:\b(?:if|when)\b[^.;\n]*)?"
_FOOT = r"(?:foot|feet|leg|legs|heel|side)"
_STRAIGHT = r"(?:(?:kept?|stays?|is|are|be|must|to|really|quite|fully|completely|both) )*"
BOTH_FEET = _claim(
    r"\bboth feet\b",
    rf"\b{_NEVER} (?:(?:on|with|to|for|through|onto|put|use|any|weight|load|of|your|the) )*"
    rf"(?:{_A_SIDE}\b|(?:both|two) (?:feet|legs|heels)|together\b)|"
    rf"\b{_A_SIDE} (?:{_FOOT} )?(?:stays?|is|must|nothing|not|off|up|rests?|resting)\b|"
    rf"\b(?:(?:{_A_SIDE}|one|single) (?:{_FOOT} )?only|only (?:on )?(?:the |your )?"
    rf"(?:{_A_SIDE}|one))\b|\b(?:boot|cast|plaster|splint|nwb)\b|\bnon[- ]?weight|"
    r"\bno weight\b",
)
"""One foot alone is to be used, or the other is not."""

TIPS = (
    BOTH_FEET,
    _claim(
        r"\bbend your (?!other)\w*\s?knee",
        rf"\bknees? {_STRAIGHT}(?:straight|locked|extended)\b|"
        r"\b(?:straight|locked) (?:knees?|legs?)\b|"
        rf"\blegs? {_STRAIGHT}straight\b|\b{_NEVER} (?:let (?:the |your )?knees? )?"
        r"bend(?:ing)?(?: (?:at|of))?(?: (?:the|your))? ?(?:knees?)?\b",
    ),
    _claim(
        r"\bbend your other knee",
        rf"\b(?:both|other) (?:knees?|legs?) {_STRAIGHT}(?:straight|flat|down)\b|"
        rf"\b(?:knees|legs) {_STRAIGHT}straight\b|\b{_NEVER} bend (?:the |your )?(?:other|knees)\b",
    ),
    _claim(
        r"\bsitting\b|\bsit up\b",
        rf"\b{_NEVER} (?:do (?:it|this|them) )?(?:when |while )?(?:sit|sitting|seated)\b|"
        r"\b(?:standing|stand|lying) only\b|\bonly (?:standing|lying|when you stand)\b",
    ),
    _claim(r"\bsit\b|\bback\b", r"\b(?:lying|lie flat|flat on your back|supine|prone)\b"),
    _claim(
        r"\bwith one hand\b",
        rf"\b{_NEVER} (?:use |with |touch\w* |using )?(?:(?:the|your|any) )?hands?\b|"
        r"\bhands? off\b|\bhands[- ]free\b",
    ),
    _claim(
        r"\bup and down\b",
        r"\b(?:up|down|in|out|side|sideways|inwards?|outwards?)(?:wards?)? only\b|"
        r"\bonly (?:up|down|in|out|side)|\bcircles only\b|\bonly circles\b|"
        rf"\b{_NEVER} (?:(?:go|pull|push|point|bend|move|bring|stretch|it|them|the|your|foot|toes?|"
        r"ankle|ing) ?)*(?:up|down|past|upwards?|downwards?)\b",
    ),
    _claim(
        r"\bspread|\bpress through your big toe",
        rf"\b{_NEVER} (?:\w+ )?spread|\bcurls? only\b|\bonly curl|\bwires?\b|\bpins?\b(?! and)|"
        r"\btoes? (?:apart )?only\b|\bonly (?:the |your )?(?:big|little|small|2nd|second) toes?\b|"
        rf"\b{_NEVER} (?:\w+ ){{0,3}}(?:\w+ )?toes?\b|\boff (?:the |your )?(?:big )?toes?\b|"
        r"\boutside of (?:the |your )?foot\b",
    ),
    _claim(
        r"\b(?:lifting your heel|keep your foot down|heels? (?:on the floor|lower))\b",
        r"\b(?:lift|raise) (?:the |your )?heels?\b|\bheels? (?:off|up|raised|right up|high)\b|"
        r"\b(?:foot|feet|legs?) (?:up|elevated|raised|off)\b|\belevated?\b|\bfull height\b",
    ),
    _claim(
        r"\braise your heels? less\b|\b(?:step|stretch|press|reach|move your toes)[^.]* "
        r"(?:less|shorter)\b|\bshin\b",
        r"\b(?:full (?:height|range)|right (?:to|up to) the top|as (?:high|far) as (?:you can|"
        rf"possible))\b(?!.*\b{_NEVER}\b)",
    ),
    _claim(r"\bthin\b", r"\bthick|\b(?:bath|beach|hand|tea) towel\b"),
    _claim(r"\bpencil\b", r"\b(?:marbles?|socks?|tissues?|hank\w+|beads?|buttons?|cloth)\b"),
    _claim(r"\bloosely\b", r"\btight(?:ly)?\b|\bfull (?:tension|stretch)\b"),
)  # fmt: skip


HOLDING = re.compile(
    rf"\b{_NEVER} (?:(?:use|using|touch\w*|lean\w*|hold\w*|the|a|your|any|on|onto|to|at|of|in|"
    r"front|with) )*(?:walls?|hands?|support|holding|hold)\b|\bhands?[- ](?:free|off)\b|"
    r"\bunsupported\b|\bfree[- ]?standing\b|\baway from (?:the |a )?wall\b|"
    r"\b(?:arms|hands) (?:crossed|folded|on (?:your )?hips)\b|"
    r"\bfinger ?tips?\b|\b(?:one|1|single) hand\b|"
    r"\bhold(?:ing)? (?:on )?(?:only )?(?:lightly|loosely)\b|\blight(?:ly)? (?:hold|touch)\w*",
    re.IGNORECASE,
)
"""What else than the way says to hold on to, or with what: `no wall`, `fingertips`."""

NO_WALL = re.compile(
    rf"\b{_NEVER} (?:(?:use|using|touch\w*|lean\w*|hold\w*|the|a|your|any|on|onto|to|at|of|"
    r"against) )*walls?\b|\bunsupported\b|\bfree[- ]?standing\b|"
    r"\baway from (?:the |a )?wall\b|\bhands[- ]free\b|\b(?:no|without) (?:any )?"
    r"(?:hands|support|holding)\b(?! behind| on hips)|"
    r"\b(?:arms|hands) (?:crossed|folded|on (?:your )?hips)\b",
    re.IGNORECASE,
)
FALLS = re.compile(
    r"\b(?:let|allow)\b[^.,;]*\b(?:fall|drop|thud|bang)\b|\b(?:drop|thump|bang|stamp) "
    r"(?:down|(?:on )?(?:the |your )?heels?)\b|\bheel (?:thuds?|bangs?|stamps?)\b|"
    r"\b(?:quick(?:ly)?|fast|explosive(?:ly)?|rapid(?:ly)?|brisk(?:ly)?|springy)\b"
    r"(?! (?:walk|rest|break|pace))|\b1 ?s(?:ec(?:ond)?s?)? (?:push|up|press|out|pull|there)\b",
    re.IGNORECASE,
)
"""What is not slow. Where one way is, the dose says so itself."""
PRESSED = re.compile(
    r"\bpress?ure (?:\w+ )?(?:firm|hard|strong|deep)\w*|\b(?:firm|hard|strong|deep)(?:ly)? "
    r"(?:press?ure|press|pushing|massage)\b|\b(?:press|roll|push|lean)(?: \w+){0,2} "
    r"(?:firm|hard|deep)(?:ly)?\b",
    re.IGNORECASE,
)
_SOFTLY = (
    r"\b(?:soft|sponge|foam) (?:\w+ )?balls?\b|\bcrps\b|"
    r"\b(?:gentle|light|soft|very little|minimal)(?:ly)? (?:press?ure|touch|rolling)\b|"
    r"\b(?:roll|press|push) (?:\w+ )?(?:gently|lightly|softly)\b"
)

CAUTIONS = (
    Claim(re.compile(r"\b(?:slowly|dropping down fast|rolling fast|fast steps)\b", re.I), FALLS),
    Claim(re.compile(r"\bpressing too hard|\bpress gently", re.I), PRESSED),
    _claim(r"\bfirm, never|\bpress a little more", _SOFTLY),
    _claim(r"\bdo not bounce", r"\b(?:bounc(?:e|es|ing|y)|pulses?|pulsing)\b"),
    _claim(
        r"\bkeep your heel (?:down|on the floor)|\bfoot down\b",
        r"\bheels? (?:off|up|raised|lifted|high)\b|\b(?:lift|raise) (?:the |your )?heels?\b|"
        r"\b(?:foot|feet|legs?) (?:is |are |kept )?(?:up|elevated|raised)\b(?! and down)",
    ),
    _claim(
        r"\bfull weight\b",
        r"\b(?:full|all (?:of )?your|body) ?weight\b|\blean(?:ing)? (?:on to|onto|into) (?:it|the "
        r"ball)\b|\bwhole weight\b",
    ),
    _claim(
        r"\bfoot cramps\b",
        rf"{_IF}\bcramps?(?:ing)?\b(?=[^.;\n]*\b(?:hold|keep|pull|go on|stay|ok|fine|normal|"
        r"carry on|expected|continue)\b)|"
        r"\b(?:hold|keep|pull|go on|carry on)\b[^.;\n]*\bcramps?\b",
    ),
    _claim(r"\bfoot in line\b", r"\b(?:toes?|foot|feet) (?:turned )?(?:in|out)(?:wards?)?\b"),
)
"""Sentences of what to take care of, of what to avoid and of where it is felt."""

PAGE = (
    _claim(
        r"\border of their numbers",
        r"\bany order\b|\balternat(?:e|ing) (?:with|between)\b|\b(?:super ?sets?|circuit)\b|"
        r"\b(?:before|after|instead of|swap with|not with) (?:exercise |ex\.? |no\.? ?|number |"
        r"the (?!end|meal|run|walk|day|week)[a-z]+ (?:steps?|raises?|stretch\w*|rolls?|circles?|"
        r"curls?))|\b(?:do )?(?:this|it|these) (?:one )?(?:first|last)\b(?! thing)",
    ),
    _claim(
        r"\bBetween sets, rest",
        r"\b(?:no|without|minus) (?:a |any )?(?:rests?|breaks?|pauses?)\b(?! days?)",
    ),
    _claim(
        r"\bdo not double up",
        rf"{_IF}\b(?:miss(?:ed)?|skip(?:ped)?|forg[eo]t)\b[^.;\n]*\b(?:make (?:it )?up|"
        r"catch (?:it )?up|double|add|twice|next day|later|extra)\b|\b(?:make up for|catch up)\b",
    ),
    _claim(
        r"\bcall us if you are worse after",
        r"\b(?:ring|call|phone|come back|see (?:me|us)|contact|tell (?:me|us)|let (?:me|us) know)\b"
        r"[^.;\n]*\b(?:worse|no better|not (?:any )?better|not improv\w+)\b|"
        rf"{_IF}\b(?:worse|no better|not (?:any )?better|not improv\w+)\b[^.;\n]*\b(?:ring|call|"
        r"phone|come back|see (?:me|us)|contact|tell (?:me|us)|let (?:me|us) know)\b",
    ),
    _claim(r"\bdo not bounce", r"\b(?:bounc(?:e|es|ing|y)|pulses?|pulsing)\b"),
    _claim(
        r"\bbefore you get up\b",
        r"\b(?:wound|ulcer)s?\b[^.;\n]*\b(?:closed|healed|closes|heals)\b|\bnon[- ]?weight|\bNWB\b|"
        r"\bno weight (?:on|through|bear)|\b(?:in|the|a|leg) cast\b|"
        r"\bkeep[^.;\n]* on (?:the |a )?(?:foot)?stool\b",
    ),
)
"""What page two tells everybody of how to do the exercises."""


def _any(claims: tuple[Claim, ...], *more: re.Pattern[str]) -> re.Pattern[str]:
    """All that may be typed against some of them, as one: most texts have nothing of it."""
    words = [*(claim.typed.pattern for claim in claims), *(each.pattern for each in more)]
    return re.compile("|".join(f"(?:{each})" for each in words), re.IGNORECASE)


_OF_CARD, _OF_PAGE = _any(CAUTIONS, HOLDING), _any(PAGE)
MOVED = _any((), FALLS, PRESSED, NO_WALL)
"""What may change a step."""


def against_card(typed: str) -> list[Claim]:
    """The claims of cautions and the like against which something is typed."""
    return _against(CAUTIONS, typed) if _OF_CARD.search(typed) else []


def against_page(typed: str) -> list[Claim]:
    """Those of page two."""
    return _against(PAGE, typed) if _OF_PAGE.search(typed) else []


def _against(claims: tuple[Claim, ...], typed: str) -> list[Claim]:
    return [claim for claim in claims if told(claim.typed, typed)]
