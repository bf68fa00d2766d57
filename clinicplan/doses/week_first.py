"""A change with its week behind it ("; 1 kg from week 3", "6 weeks, then od") gets it in front."""

from __future__ import annotations

import re

from clinicplan.doses.changes import BEHIND
from clinicplan.doses.said import Said, Unclear
from clinicplan.doses.spans import WEEK
from clinicplan.doses.whole import read_facts

_MANNER = {"load", "tempo"}
"""What may come later to a dose that began without it."""


_OF_A_STAGE = re.compile(
    r"[0-9] ?[x\u00d7] ?[0-9]|\bband\b|[0-9] ?(?:kgs?|lbs?|s|secs?|mins?|minutes?|reps?|times)\b",
    re.IGNORECASE,
)
"""`. 2x25 from week 4`; a bare number, and `review`, are something else behind a full stop."""


def weeks_first(text: str) -> str | Unclear:
    """The text with `; 1 kg from week 3` as `; from week 3: 1 kg`: a change of what is before it.

    So `for 2 weeks, then 1 kg`.

    Where it changes nothing that is said before, it may be the whole that begins in that week: a
    band or an aside behind a comma is asked about, all else is left as it stands.
    """
    text = _THEN.sub(_from_then, text)
    if asked := _begun_or_changed(text):
        return asked
    found = [match for match in BEHIND.finditer(text) if _is_a_part(match, text)]
    for match in reversed(found):
        before, sign = text[: match.start()].rstrip(" ,;.\n"), text[: match.start()].rstrip()[-1:]
        said, new = read_facts(before), read_facts(match["what"].strip())
        if isinstance(said, Unclear) or isinstance(new, Unclear) or new.first_week:
            continue
        if _is_of_a_list(before, new):
            continue
        moved = f"from week {match['week']}: {match['what'].strip()}"
        is_more = new.facts().keys() <= _MANNER
        if sign == "." and not _OF_A_STAGE.search(match["what"]):
            continue
        if new.facts().keys() & said.facts().keys() or (is_more and sign != ","):
            text = f"{before}; {moved}{text[match.end():]}"
        elif is_more:
            whole = f"{match['what'].strip()}, from week {match['week']}"
            values: dict[str, str | int] = {"value": match[0].strip(), "one": whole}
            return Unclear("dose-two-readings", {**values, "other": moved, "worded": 1})
    return text


def _is_of_a_list(before: str, new: Said) -> bool:
    """True for the Friday of `Mon, Wed, Fri from week 3`: all three are from then on."""
    last = read_facts(re.split(r"[,;\n]", before)[-1])
    days = last.dose.days if isinstance(last, Said) else None
    return bool(days and days.named and new.dose.days and new.dose.days.named)


_BEGUN = re.compile(
    rf"(?P<before>.*\S)\s*[,;.]\s*(?P<from>from {WEEK}(?P<week>[0-9]{{1,2}})(?:\s*on(?:wards?)?)?)"
    r"\s*,\s*(?P<what>[^;\n]+)",
    re.IGNORECASE | re.DOTALL,
)
_BESIDE_WEEKS = {"times", "days", "side", "last_week"}


def _begun_or_changed(text: str) -> Unclear | None:
    """`3 x 10, from week 2, hold 5 s`: all of it begins then, or the hold is new from then on."""
    match = _BEGUN.fullmatch(text)
    before = read_facts(match["before"]) if match else None
    what = read_facts(match["what"]) if match else None
    if match is None or not isinstance(before, Said) or not isinstance(what, Said):
        return None
    new = what.facts().keys() - _BESIDE_WEEKS
    if not before.dose.has_amount or not new or new & before.facts().keys():
        return None
    whole = f"{match['what']}; {match['from']}"
    change = f"from week {match['week']}: {match['what']}"
    values: dict[str, str | int] = {"value": f"{match['from']}, {match['what']}", "worded": 1}
    return Unclear("dose-two-readings", {**values, "one": whole, "other": change})


_THEN = re.compile(
    r"[,;]?\s*(?:for\s+)?(?:the\s+)?(?:first\s+)?([0-9]{1,2})\s*(?:weeks|wks|/\s*52)\s*[,;]?\s*"
    r"(?:and\s+)?then\s+",
    re.IGNORECASE,
)


def _from_then(match: re.Match[str]) -> str:
    """`for 6 weeks, then 1 kg` is a change from the seventh."""
    return f"; from week {int(match[1]) + 1}: "


def _is_a_part(match: re.Match[str], text: str) -> bool:
    """True between two signs, with something before it."""
    before, after = text[: match.start()].rstrip(" "), text[match.end() :].lstrip(" ")
    ends = (",", ";", ".", "\n")
    return before != "" and before[-1] in ends and after[:1] in ("", *ends)
