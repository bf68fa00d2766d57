"""How a dose changes, in words ("from week 3: 15; +2 a week; when easy: 15"), becomes facts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from clinicplan.dose import Dose
from clinicplan.doses.plain import plain
from clinicplan.doses.said import FREQUENCY, Said, Step, Unclear, joined
from clinicplan.doses.whole import read_facts
from clinicplan.doses.worded import RISES, by_signs, in_words, open_ended
from clinicplan.plan import Growth

MOST_WEEK = 52
DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

_MONTH = rf"(?:{'|'.join(MONTHS)})[a-z]*\.?"
_DATE = rf"([0-9]{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?({_MONTH})|({_MONTH})\s+([0-9]{{1,2}})"
_WEEK = r"(?:weeks?|wk|w)\s*(?=[0-9])"
_FROM = re.compile(
    rf"(?P<from>from|as of|starting|start|after|in)?\s*(?:the\s+)?{_WEEK}(?P<week>[0-9]{{1,2}})"
    r"(?P<on>\s*(?:on|onwards?))?(?P<sign>\s*[:,=-]\s*|\s+)(?P<rest>.+)"
)
_AFTER = re.compile(
    r"after\s+(?P<week>[0-9]{1,2})\s*(?:weeks?|wks?|/\s*52)\s*[:,-]?\s*(?P<rest>.+)"
)
_FROM_DAY = re.compile(rf"(?:from|as of|starting|on)\s+(?:{_DATE})\s*[:,-]?\s*(?P<rest>.+)")
_STOP = re.compile(r"(?:stop|stop it|no more|end|finish|stop the exercise)")
_STOP_FIRST = re.compile(rf"(?:stop|end|finish)\s+(from|after|in|at)\s+{_WEEK}([0-9]{{1,2}})")
_UNIT = (
    r"(?:\s*(?:more|extra))?(?:\s*(?:reps?|times?|repetitions?)(?:\s*(?:/|per|each|a)\s*set)?)?"
    r"(?:\s*(?:more|extra))?"
)
_EACH_WEEK = r"(?:(?:a|per|each|every|/)\s*(?:week|wk)|weekly)"
_EVERY = rf"(?:{_EACH_WEEK}|(?:every|each)\s+(?P<every>[2-4])\s*(?:weeks|wks))"
_TIME = r"(?:s|secs?|seconds?|mins?|minutes?)"
_BY = (
    rf"(?:(?:\+|add|plus|increase by|increase(?=\s+[0-9]+\s*{_TIME})|go up by|up(?:\s+by)?)\s*"
    rf"(?P<by>[0-9]{{1,2}})"
    rf"(?:\s*(?P<unit>{_TIME})\b(?:\s+(?:more|extra))?|{_UNIT})|"
    rf"(?P<more>[0-9]{{1,2}})\s*(?:(?P<units>{_TIME})\s+)?(?:more|extra){_UNIT})"
)
_REACHED = r"(?:(?:a )?max(?:imum)?\s+(?:of\s+)?|you(?:'re| are)? (?:at|doing|reach|can do)\s+)?"
_STAY = r"(?:,?\s*(?:and |then )+(?:stay|stick|keep|hold) (?:there|at that|it there))?"
_UNTIL = (
    rf"(?:\s*(?:until|till|to|up to)\s+{_WEEK}(?P<last>[0-9]{{1,2}})"
    rf"|\s*[,(]?\s*(?:until|till|up to|to|max\.?)\s+{_REACHED}(?P<until>[0-9]{{1,4}})"
    rf"(?:\s*(?:(?P<counted>reps?|times)|(?P<until_unit>{_TIME})\b))?(?:\s*max)?\)?{_STAY})?"
)
_ADD = re.compile(rf"{_BY}(?P<weekly>\s*{_EVERY})?{_UNTIL}")
_BUILD = re.compile(
    rf"(?:(?:{RISES}|go(?:ing)?)(?:\s+up)?\s+)?to\s+([0-9]{{1,4}})"
    rf"(?:\s*(?:reps?|times|repetitions?))?\s+(?:by|until|over|within)\s+"
    rf"(?:{_WEEK}([0-9]{{1,2}})|([0-9]{{1,2}})\s*(?:weeks|wks))"
)
_BUILD_UP = re.compile(
    rf"(?:{RISES}|go(?:ing)?)(?:\s+up)?\s+to\s+[0-9]+(?:\s*(?:reps?|times))?"
)
_EASY = re.compile(
    r"(?:when|once|if|as soon as)\s+(?:(?:it|this|that)\s*(?:is|'s|gets|feels|becomes)?\s*)?"
    r"(?:too\s+)?easy\s*[:,-]?\s*(?:then\s+|do\s+|try\s+|go to\s+|->\s*)*(?P<rest>.+)"
)
_NOTE = re.compile(r"[,.]?\s*\bnote\s*:\s*(.+)$", re.IGNORECASE | re.DOTALL)
_STARTS = re.compile(
    rf"(?:(?:from|as of|starting|after|in|stop)\s+)?(?:from\s+)?"
    rf"(?<!\ba )(?<!per )(?<!each )(?<!every )(?<!x )(?<!/)\b(?:weeks?|wk|w)\s*[0-9]{{1,2}}\b"
    rf"|after\s+[0-9]{{1,2}}\s*(?:weeks?|wks?|/\s*52)|(?:from|as of|starting|on)\s+(?:{_DATE})"
    rf"|\+\s*[0-9]+\s*(?:more\s*)?(?:reps?|times|repetitions?)?"
    rf"(?:\s*(?:/|per|each|a)\s*set)?\s*{_EACH_WEEK}"
    r"|\+\s*[0-9.]+\s*[a-z]+\s*/\s*(?:week|wk)\b"
    r"|\+\s*[0-9]+\s+(?:reps?\s+)?every\s+[a-z0-9]+\s+(?:days?|sessions?)\b"
    rf"|\+\s*[0-9.]+\s*(?:%|[a-z]+)(?:\s+[a-z]+){{0,2}}\s+(?:{_EACH_WEEK}|(?:each|every)\s)"
    rf"|\b(?:add|increase(?:\s+by)?|go up by)\s+[0-9]|\bup\s+[0-9]+\s*{_TIME}\s*{_EACH_WEEK}"
    rf"|(?<![x\u00d7] )\b[0-9]+\s+(?:{_TIME}\s+)?more\b"
    rf"|\b{RISES}\s+(?:up\s+)?to\b"
    r"|\b(?:when|once|if|as soon as)\s+(?:(?:it|this|that)\b.{0,10})?(?:too\s+)?easy",
    re.IGNORECASE,
)
_COUNTED = r"(?:reps?|times|repetitions|x|s|secs?|seconds?|mins?|minutes?|sets?)\b"
_RANGE_OF_WEEKS = re.compile(
    rf"(?:in\s+)?weeks?\s*[0-9]{{1,2}}\s*(?:-|–|to)\s*[0-9]{{1,2}}\b(?!\s*{_COUNTED})|"
    rf"(?:in\s+)?{_WEEK}[0-9]{{1,2}}\s*(?:[-\u2010-\u2015]|to)\s*(?:{_WEEK})?[0-9]{{1,2}}"
    r"(?=\s*\)?\s*(?:$|[,;]))|"
    rf"{_WEEK}[0-9]{{1,2}}\s*(?:\+|on|onwards?)(?=\s*(?:$|[,;]))|"
    rf"(?:until|till|to|up to|for|by)\s+{_WEEK}[0-9]{{1,2}}|{_WEEK}[0-9]{{1,2}}\s+only|"
    rf"from\s+{_WEEK}[0-9]{{1,2}}(?:\s*onwards?|\s*on\b)?\s*(?:$|[,;\n()+/]|-\s|\.(?:\s|$))",
    re.IGNORECASE,
)


_ENDS = re.compile(r"[;\n]|(?<![. ][a-z])(?<!wk)(?<!min)(?<!sec)\.\s")
"""A change ends with its sentence."""


def read_changes(text: str) -> Said | Unclear:
    """A progression: changes by week or date, growth, and what to do when it is easy.

    Several are separated by semicolons or line ends. Weeks rise. Each must say from when.
    """
    said = Said()
    for clause in filter(None, (part.strip(" .\t") for part in re.split(r"[;\n]", text))):
        for found in _changes_of(clause):
            both = found if isinstance(found, Unclear) else with_steps(said, found)
            if isinstance(both, Unclear):
                return both
            said = both
    return said if said != Said() else Unclear("progression-unclear", {"value": text.strip()})


_NEXT_WEEK = re.compile(rf",\s*(?:then\s+)?(?=(?:from\s+|in\s+)?{_WEEK}[0-9])", re.IGNORECASE)


def _changes_of(clause: str) -> list[Said | Unclear]:
    """The change of a clause, or those of its weeks where commas stand between them."""
    whole = read_change(clause)
    if isinstance(whole, Said):
        return [whole]
    parts = [read_change(part.strip()) for part in _NEXT_WEEK.split(clause)]
    if parts[1:] and all(isinstance(part, Said) for part in parts):
        return parts
    signs = by_signs(clause) if whole.code == "progression-unclear" else None
    return [signs or whole]


def with_steps(said: Said, change: Said) -> Said | Unclear:
    """Both together; Unclear where a week does not come after the one before it."""
    before = [step.week for step in said.steps if step.week]
    if before and any(step.week and step.week <= before[-1] for step in change.steps):
        return Unclear("progression-unclear", {"value": dict(change.typed).get("progression", "")})
    steps = (*said.steps, *change.steps)
    both = joined(replace(said, steps=()), replace(change, steps=()))
    return both if isinstance(both, Unclear) else replace(both, steps=steps)


def read_change(clause: str) -> Said | Unclear:
    """One change: from when, and what is new."""
    text, note = _without_note(clause)
    words = plain(text)
    found = _growth(words) or _build(words) or _easy(words) or _stop(words) or _dated(words)
    found = found or _from_week(words) or _from_week(_week_first(words)) or in_words(text)
    if found is None:
        return Unclear("progression-unclear", {"value": clause})
    if isinstance(found, Unclear):
        return found
    if note and found.steps:
        found = replace(found, steps=(replace(found.steps[0], note=note),))
    return replace(found, typed=tuple((fact, clause) for fact in found.facts()))


BEHIND = re.compile(
    r"(?P<what>(?:[^,;.\n]|\.(?=[0-9]))+?)[ \t]+(?:from|as of|starting)\s+(?:the\s+)?"
    rf"{_WEEK}(?P<week>[0-9]{{1,2}})"
    r"(?:\s*(?:on|onwards?))?",
    re.IGNORECASE,
)


def _week_first(words: str) -> str:
    """`8 rounds from week 4` with its week in front."""
    match = BEHIND.fullmatch(words)
    return f"from week {match['week']}: {match['what']}" if match else ""


def clauses(text: str) -> Iterator[tuple[int, int]]:
    """Where changes stand in a whole dose: from each beginning to the next, or its end.

    A change ends at a semicolon, at a line end, or where the next one begins.
    """
    weeks = [match.span() for match in _RANGE_OF_WEEKS.finditer(text)]
    starts = [
        match.start()
        for match in _STARTS.finditer(text)
        if not any(start <= match.start() < end for start, end in weeks)
        and not _is_sign_of(text, match)
        and not _IS_FROM.search(text[: match.start()])
    ]
    for start, following in pairwise([*starts, len(text)]):
        end = _ENDS.search(text, start, following)
        yield start, end.start() if end else following


_IS_FROM = re.compile(rf"\b(?:from|as of|starting)\s+(?:the\s+)?{_WEEK}[0-9]+\s*[:,]?\s*$", re.I)
"""Behind `from week 3` there is what begins then: `add 2 a week`."""


_BARE_SIGN = re.compile(r"[^,;.:\n]*easy\s*(?:$|[,;.\n])", re.IGNORECASE)

def _is_sign_of(text: str, match: re.Match[str]) -> bool:
    """True for the end of `go to green when easy`: what changes then stands before it."""
    before = text[: match.start()].rstrip(" ")
    is_sign = bool(_BARE_SIGN.match(text, match.start())) and "easy" in match[0].casefold()
    return is_sign and before[-1:] not in ("", ",", ";", ".", "\n")


def closed(clause: str) -> int:
    """Where a clause is complete: at its first comma, if growth or an end stands before it.

    "+2 a week, Mon-Sat" names no days of the growth; "from week 3: 15, hold 10 s" goes on.
    """
    comma = clause.find(",")
    if comma < 0:
        return len(clause)
    bounded = clause.find(",", comma + 1)
    if _added(plain(clause[:bounded] if bounded > 0 else clause)):
        return bounded if bounded > 0 else len(clause)
    words = plain(clause[:comma])
    found = _growth(words) or open_ended(clause[:comma]) or _build(words) or _stop(words)
    found = found or in_words(clause[:comma])
    goes_on = plain(clause[comma + 1 :]).startswith("then ")
    return comma if isinstance(found, Said) and not goes_on else len(clause)


def _without_note(clause: str) -> tuple[str, str]:
    match = _NOTE.search(clause)
    return (clause[: match.start()], match[1].strip()) if match else (clause, "")


def _growth(words: str) -> Said | Unclear | None:
    """`+2 a week`, `2 more each week until week 6`."""
    match = _added(words)
    if match is None:
        return None
    if not match["weekly"]:
        return Unclear("growth-unclear", {"value": words})
    return Said(growth=_grows(match, week=0))


def _added(words: str) -> re.Match[str] | None:
    """So many more; None where minutes would grow to a number of times."""
    match = _ADD.fullmatch(words)
    is_mixed = match and match["counted"] and (match["unit"] or match["units"])
    return None if is_mixed else match


def _grows(match: re.Match[str], *, week: int) -> Growth:
    """So many more each week, from a week to a week or up to a number."""
    last, until = int(match["last"] or 0), int(match["until"] or 0)
    by, every = int(match["by"] or match["more"]), int(match["every"] or 1)
    unit = match["unit"] or match["units"]
    if not unit and not match["until_unit"]:
        return Growth(week, last, by, until, every=every)
    second = _seconds(unit or match["until_unit"])
    until *= _seconds(match["until_unit"] or unit)
    return Growth(week, last, by * second, until, fact="duration", every=every)


def _seconds(unit: str) -> int:
    return 60 if unit.startswith("m") else 1


def _build(words: str) -> Said | Unclear | None:
    """`build up to 12 by week 4`."""
    match = _BUILD.fullmatch(words)
    if match is None:
        is_open = _BUILD_UP.fullmatch(words)
        return Unclear("growth-unclear", {"value": words}) if is_open else None
    return Said(growth=Growth(0, int(match[2] or match[3]), until=int(match[1])))


def _easy(words: str) -> Said | Unclear | None:
    match = _EASY.fullmatch(words)
    if match is None:
        return None
    said = new_dose(match["rest"], words)
    if isinstance(said, Unclear):
        return said
    return Said(when_easy=said.dose) if said.dose != Dose() and not said.notes else None


def _stop(words: str) -> Said | Unclear | None:
    """`from week 4: stop`: the last week is the one before."""
    if match := _STOP_FIRST.fullmatch(words):
        return _until(int(match[2]) - (match[1] != "after"), words)
    match = _FROM.fullmatch(words)
    if match is None:
        return None
    week, rest = int(match["week"]), match["rest"]
    if rest in ("rest", "off", "nothing", "none", "break", "pause", "week off"):
        return Unclear("week-or-onwards", {"value": words, "week": week, "before": week - 1,
                                           "after": week + 1})  # fmt: skip
    if not _STOP.fullmatch(rest):
        return None
    return _until(week - (match["from"] != "after"), words)


def _until(week: int, words: str) -> Said | Unclear:
    return Said(last_week=week) if week >= 1 else Unclear("progression-unclear", {"value": words})


def _dated(words: str) -> Said | Unclear | None:
    match = _FROM_DAY.fullmatch(words)
    if match is None:
        return None
    number, month = match[1] or match[4], (match[2] or match[3])[:3]
    if int(number) > DAYS[MONTHS.index(month)]:
        return None
    new = new_dose(match["rest"], words)
    if isinstance(new, Unclear):
        return new
    step = Step(0, new.dose, note=", ".join(new.notes), day=f"{int(number)} {month}")
    return Said(steps=(step,), each_way=new.each_way, doubts=new.doubts)


_IF = re.compile(
    r"(?:only\s+)?(?:if|when|once|unless|provided|as long as|as)\b|"
    r"(?:post|after|since|following)[ -]?(?:the |your |my )?(?:ops?|operation|operative\w*|surgery|"
    r"injury|injection|fracture|cast)\b"
)
"""With this the weeks are not those of a change: `from week 6 post op` is when it begins."""


_HELD_BACK = re.compile(
    rf"(?:from|starting|start|not before)\s+(?:the\s+)?{_WEEK}(?P<week>[0-9]{{1,2}})"
    r"(?:\s*on(?:wards?)?)?\s*,?\s+"
    r"(?:only\s+)?(?:if|when|once|unless|provided|as long as)\b(?!.*\beas(?:y|ier)\b)"
    r"(?P<condition>[^:;]+)",
    re.IGNORECASE,
)
_LIMIT = re.compile(r"[0-9](?:-[0-9])?\s*/\s*10|[0-9]+\s*%")


def held_back(clause: str) -> Said | None:
    """`from wk 6 only if walking pain free`: all of the dose waits for the week and for that.

    Where more is said, it may be a change; the note has the week, which the condition is part of.
    """
    match = _HELD_BACK.fullmatch(clause)
    week = int(match["week"]) if match else 0
    if match is None or not 1 <= week <= MOST_WEEK:
        return None
    if re.search("[0-9]", plain(_LIMIT.sub("", match["condition"]))):
        return None
    said = read_facts(match["condition"])
    if isinstance(said, Said) and (said.dose.has_amount or FREQUENCY & said.facts().keys()):
        return None
    return Said(first_week=week, notes=(clause,), typed=(("first_week", clause),))


def _from_week(words: str) -> Said | Unclear | None:
    match = _FROM.fullmatch(words) or _AFTER.fullmatch(words)
    if match is None:
        return None
    week, rest = int(match["week"]), match["rest"]
    named = match.groupdict()
    if named.get("from", "after") == "after":
        week += 1
    if not 2 <= week <= MOST_WEEK:
        return None
    if named.get("from") == "in" and not named.get("on"):
        return Unclear("week-or-onwards", {"value": words, "week": week, "before": week - 1,
                                           "after": week + 1})  # fmt: skip
    if named.get("sign", "").strip() == "-" and rest.isdigit():  # `week 3-4` may be two weeks
        return None
    if add := _added(rest):
        return Said(growth=_grows(add, week=week))
    new = new_dose(rest, words)
    if isinstance(new, Unclear):
        return new
    if _IF.match(rest) and not new.dose.has_amount and ":" not in named.get("sign", ""):
        return None
    step = Step(week, new.dose, note=", ".join(new.notes))
    return Said(steps=(step,), each_way=new.each_way, doubts=new.doubts)


def new_dose(text: str, clause: str) -> Said | Unclear:
    """What a change names of the dose, and its notes; its side is no part of it."""
    said = read_facts(text)
    if isinstance(said, Unclear):
        generic = said.code in ("dose-unclear", "dose-piece-unclear")
        return Unclear("progression-unclear", {"value": clause}) if generic else said
    if said.side:
        return Unclear("side-in-change", {"value": clause, "side": said.side})
    is_empty = said.dose == Dose() and not said.notes
    if is_empty or said.cleared or said.first_week or said.last_week:
        return Unclear("progression-unclear", {"value": clause})
    return said
