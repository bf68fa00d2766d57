"""An arrow, or a question mark, behind how it goes becomes a case in words: `sore -> half`.

Anywhere else (`yellow -> red`, `run -> walk`) it is no condition, and others read it.
"""

from __future__ import annotations

import re

_STATE = (
    "pain\\w*|eas(?:y|ier)|ok|okay|fine|good|well|bad|sore\\w*|stiff\\w*|worse|better|sw[eo]ll\\w*|hurts?|"
    "hurting|flares?|flare-?up|tired|wobbly|unsteady|steady|stable|dizz\\w+|cramps?|cramping|numb\\w*|"
    "tingl\\w+|light|heavy|hard|lags?|comfortable|comfy|able|settled|missed|clean|perfect|shak\\w+|red|hot"
)
_LED = "if|when|whenever|once|unless|until|till|as|after|stop|and|or|but|then|from|week|wk"
_WORD = (
    r"(?:[a-z][a-z'-]*|[<>]=?\s?[0-9]|[0-9]/10|"
    r"[0-9]+\s?(?:s|secs?|seconds|kg|lbs?|reps?|times))"
)
_COLOURS = "yellow|red|green|blue|black|grey|gray|silver|gold|orange|purple"
_ARROW = r"\s*\??\s*(?:[-=]+>|\u2192)\s*(?:then\b\s*)?"
_CASE = re.compile(
    rf"(?P<before>^|[.;:,(\n]\s*)(?!(?:{_LED}|{_COLOURS})\b)"
    rf"(?=(?P<case>{_WORD}(?:\s{_WORD}){{0,5}}?){_ARROW}(?!$))"
    rf"(?=[^>\u2192]*?\b(?:{_STATE})\b[^>\u2192]*[>\u2192])(?P=case){_ARROW}",
    re.IGNORECASE,
)
_VERB = re.compile(r"(?:goes|feels|gets|becomes|stays|is)\b", re.IGNORECASE)
_OWN_CAPITALS = re.compile(r"[A-Z](?:[A-Z]|\b)")


_DOUBTED = (
    "left|right|both|each|maybe|perhaps|which|what|how|is|are|do|does|can|should|could|would|will|"
    "daily|od|bd|tds|qds|weekly|ok|okay|yes|no longer"
)
_ASKED = re.compile(
    rf"(^|[.;]\s+|\n)(?!(?:{_DOUBTED})\b)([a-z][a-z'-]*(?: [a-z0-9'x-]+){{0,5}})\?\s+"
    r"(?=[a-z+])(?!(?:then|daily|od|bd|tds|qds|or|and|every|once|twice|maybe|if so)\b)",
    re.IGNORECASE,
)
"""`Tingles? lower it` is no doubt of the clinic's, but a case."""


def without_questions(text: str) -> str:
    """The text with `Tingles? lower it` as `Tingles: lower it`."""
    return _ASKED.sub(r"\1\2: ", text) if "?" in text else text


def without_arrows(text: str) -> str:
    """The text with `No pain -> add 5 kg` as `If no pain, add 5 kg`."""
    if ">" not in text and "\u2192" not in text:
        return text
    return _CASE.sub(_if, text)


def _if(found: re.Match[str]) -> str:
    case = found["case"]
    if _VERB.match(case):
        case = f"it {case.lower()}"
    begins = not found["before"] or found["before"].rstrip(" ")[-1:] in (".", "\n")
    if begins and not _OWN_CAPITALS.match(case):
        case = case[0].lower() + case[1:]
    return f"{found['before']}{'If' if begins and found['case'][0].isupper() else 'if'} {case}, "
