"""A dose told week by week ("wk 1: 3x15, wk 2-3: 3x12") becomes the first dose and its changes."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from clinicplan.doses.changes import BEHIND, new_dose
from clinicplan.doses.manner import COLOURS
from clinicplan.doses.phases import phases
from clinicplan.doses.plain import any_of
from clinicplan.doses.said import Said, Step, Unclear, joined
from clinicplan.doses.spans import WEEK, Stretch
from clinicplan.doses.whole import read_facts
from clinicplan.plan import Dose

_MARK = re.compile(
    rf"(?:\b(?P<from>from|in|for)\s+)?\b{WEEK}(?P<first>[0-9]{{1,2}})"
    rf"(?:\s*(?:[-\u2010-\u2015]|to)\s*(?:{WEEK})?(?P<last>[0-9]{{1,2}})"
    r"|\s*(?P<on>\+|on(?:wards?)?\b))?(?![0-9])\s*(?P<sign>[:=])?\s*",
    re.IGNORECASE,
)
_ENDS = ",;\n"
_CLOSED = re.compile(r"(?<!wk)(?<!min)(?<!sec)\.\s")
"""Behind the last weeks, what a full stop ends is said of all of them, as behind a semicolon."""


def read_weeks(text: str) -> Said | Unclear | None:
    """The dose of the first week that is told, each later one as a change; None: not told so.

    `wk 1: 3x15, wk 2-3: 3x12`, `3x10 s wk 1-2, 3x20 s from wk 3`. What stands before all
    weeks, or after a semicolon behind the last, holds in all of them. Weeks follow one another.
    """
    if told := phases(text):
        return _with_stretches(Said(), told)
    found = _stretches(_all_weeks(_ORDINAL.sub(_numbered, text)))
    if found is None:
        return None
    common, stretches = _with_tail(*found)
    said = read_facts(common) if common else Said()
    if isinstance(said, Unclear):
        return said
    if any(one.last and one.last + 1 != two.first for one, two in pairwise(stretches)):
        return Unclear("progression-unclear", {"value": text.strip()})
    return _with_stretches(said, stretches)


_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4}
_ORDINAL = re.compile(
    r"(?<!every )(?<!each )(?<!after )(?<!until )(?<!from )\b(?:(?:in|for)\s+)?(?:the\s+)?"
    rf"(?:([1-9])(?:st|nd|rd|th)|({any_of(_ORDINALS)}))\s+(?:weeks?|wks?)\b",
    re.IGNORECASE,
)


def _numbered(match: re.Match[str]) -> str:
    """`1st week` as `wk 1`."""
    return f"wk {match[1] or _ORDINALS[match[2].casefold()]}"


def _all_weeks(text: str) -> str:
    """`red wk 1-2, green 3-4, then blue` with the weeks of each."""
    while match := _NEXT_BAND.search(text):
        after = int(match["last"]) + 1
        if match["first"] and int(match["first"]) != after:
            return text
        weeks = f"wk {match['first']}-{match['to']}" if match["first"] else f"from wk {after}"
        before, band = text[: match.end("last")], match["what"] or match["later"]
        text = f"{before}, {band} {weeks}{text[match.end() :]}"
    return text


_NEXT_BAND = re.compile(
    rf"\b(?:{any_of(COLOURS)})(?:\s+band)?\s+{WEEK}[0-9]{{1,2}}\s*[-\u2010-\u2015]\s*(?P<last>[0-9]{{1,2}})"
    rf"\s*,\s*(?:(?P<what>(?:{any_of(COLOURS)})(?:\s+band)?)\s+(?P<first>[0-9]{{1,2}})\s*"
    rf"[-\u2010-\u2015]\s*(?P<to>[0-9]{{1,2}})|then\s+(?P<later>(?:{any_of(COLOURS)})(?:\s+band)?))"
    r"(?=\s*(?:$|[,;]))",
    re.IGNORECASE,
)

_FREQUENCY = {"times", "days"}
_OF_ALL = ("times", "days", "rest", "tempo")
"""What is said behind the last weeks only: of them, or of all?"""


def _with_tail(common: str, stretches: list[Stretch]) -> tuple[str, list[Stretch]]:
    """How often behind the last weeks holds in all, where none of the others says it."""
    *others, last = stretches
    dose, sign, tail = last.text.rpartition(",")
    often = read_facts(tail) if sign and others else None
    if not isinstance(often, Said) or not often.facts().keys() <= _FREQUENCY or often.notes:
        return common, stretches
    said = [read_facts(text) for text in (common, dose, *(one.text for one in others)) if text]
    if any(isinstance(one, Unclear) or _FREQUENCY & one.facts().keys() for one in said):
        return common, stretches
    return "; ".join(filter(None, (common, tail.strip()))), [*others, replace(last, text=dose)]


def _stretches(text: str) -> tuple[str, list[Stretch]] | None:
    """What holds always, and the stretches of weeks; None unless each has words of its own."""
    marks = list(_MARK.finditer(text))
    if not marks or (len(marks) < 2 and not _is_told_alone(marks[0], text)):
        return None
    always: list[str] = []
    stretches = []
    at = 0
    for place, mark in enumerate(marks):
        before = text[at : mark.start()].strip(" ,;\n(")
        first, last = int(mark["first"]), int(mark["last"] or 0)
        if _is_behind(mark, text):
            words, at = before, mark.end()
        else:
            always += [before] if before else []
            words, at = _ahead(text, marks, place)
        if not words:
            return None
        stretches.append(Stretch(first, last, words))
    rest = text[at:].strip(" ,;.\n)")
    if (then := _THEN_ON.fullmatch(rest)) and stretches and not _CLOSED.search(rest):
        stretches.append(Stretch(_end(stretches[-1]) + 1, 0, then[1]))
        rest = ""
    always.append(rest)
    rising = [stretch.first for stretch in stretches]
    if rising != sorted(set(rising)) or rising[0] != 1:
        return None
    return "; ".join(filter(None, always)), stretches


def _end(stretch: Stretch) -> int:
    return stretch.last or stretch.first


_THEN_ON = re.compile(r"(?:and\s+)?then\s+([^;\n]+)", re.IGNORECASE)
"""`5x a day wk 1, then once a day`: from the week after it."""


def _is_told_alone(mark: re.Match[str], text: str) -> bool:
    """True for `wk 1-4: 3x10`, and for `bd wk 1, then od`."""
    if _is_behind(mark, text):
        return bool(_THEN_ON.fullmatch(text[mark.end() :].strip(" ,;.\n)")))
    return bool(mark["last"])


def _is_behind(mark: re.Match[str], text: str) -> bool:
    """True where the weeks stand behind what is done in them: `3x10 wk 1-2,`."""
    rest = text[mark.end() :].lstrip(" )")
    return not mark["sign"] and (not rest or rest[0] in _ENDS)


def _ahead(text: str, marks: list[re.Match[str]], place: int) -> tuple[str, int]:
    """What follows the weeks: up to the next ones, or a semicolon; and where it ends."""
    begin = marks[place].end()
    following = marks[place + 1] if place + 1 < len(marks) else None
    end = following.start() if following else len(text)
    if following and _is_behind(following, text):
        cut = max(text.rfind(sign, begin, end) for sign in _ENDS)
        end = cut if cut > begin else end
    closes = None if following else _CLOSED.search(text, begin, end)
    semicolon = text.find(";", begin, end)
    ends = [end, semicolon if semicolon >= 0 else end, closes.start() if closes else end]
    end = min(ends)
    return text[begin:end].strip(" ,;\n("), end


def _with_stretches(said: Said, stretches: list[Stretch]) -> Said | Unclear:
    """The dose of the first stretch over what holds always, the others as steps."""
    first, *later = stretches
    whole = _with_first(said, first, until=later[0].first - 1 if later else 0)
    if isinstance(whole, Unclear):
        return whole
    ends = {whole.last_week, stretches[-1].last} - {0}
    if len(ends) > 1:
        return Unclear("progression-unclear", {"value": stretches[-1].text})
    steps: list[Step] = []
    for stretch in later:
        new = new_dose(stretch.text, stretch.text)
        if isinstance(new, Unclear):
            return new
        steps.append(Step(stretch.first, new.dose, note=", ".join(new.notes)))
        whole = replace(
            whole,
            each_way=whole.each_way or new.each_way,
            doubts=(*whole.doubts, *new.doubts),
        )
    whole, steps = _for_all(whole, steps)
    late = [name for name in _OF_ALL if steps and getattr(steps[-1].dose, name) is not None]
    doses = (whole.dose, *(step.dose for step in steps[:-1]))
    if any(all(getattr(dose, name) is None for dose in doses) for name in late):
        return Unclear("dose-after-change", {"value": stretches[-1].text})
    typed = (*whole.typed, ("progression", stretches[-1].text)) if steps else whole.typed
    return replace(whole, steps=tuple(steps), last_week=max(ends, default=0), typed=typed)


def _for_all(whole: Said, steps: list[Step]) -> tuple[Said, list[Step]]:
    """How often at the end of three stretches or more, each with an amount: it is of them all.

    Of two it may be what is new in the second: `wk 1 3x10 wk 2 3x15 bd`.
    """
    *before, last = (whole.dose, *(step.dose for step in steps))
    often = Dose(times=last.times, days=last.days)
    is_alone = all(dose.has_amount and not (dose.times or dose.days) for dose in before)
    if len(before) < 2 or often == Dose() or not is_alone or not last.has_amount:
        return whole, steps
    told = replace(whole, dose=often.over(whole.dose))
    ended = replace(steps[-1], dose=replace(last, times=None, days=None))
    return told, [*steps[:-1], ended]


def _with_first(said: Said, first: Stretch, *, until: int) -> Said | Unclear:
    """What holds always with the first stretch; its asides say that they end."""
    own = read_facts(first.text)
    if isinstance(own, Unclear):
        return own
    if own.first_week or own.last_week:
        return Unclear("progression-unclear", {"value": first.text})
    both = joined(said, replace(own, notes=()))
    if isinstance(both, Unclear):
        return both
    return replace(both, notes=(*said.notes, *_dated(first.last or until, own.notes)))


def _dated(end: int, notes: tuple[str, ...]) -> tuple[str, ...]:
    """An aside of the first weeks, with its weeks: it does not hold later."""
    if not end or not notes:
        return notes
    weeks = "Week 1" if end == 1 else f"Weeks 1 to {end}"
    return (f"{weeks}: {', '.join(notes)}",)


_MANNER = {"load", "tempo"}
"""What may come later to a dose that began without it."""


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
        before, sign = text[: match.start()].rstrip(" ,;\n"), text[: match.start()].rstrip()[-1:]
        said, new = read_facts(before), read_facts(match["what"].strip())
        if isinstance(said, Unclear) or isinstance(new, Unclear) or new.first_week:
            continue
        if _is_of_a_list(before, new):
            continue
        moved = f"from week {match['week']}: {match['what'].strip()}"
        is_more = new.facts().keys() <= _MANNER
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
    return before[-1:] in (",", ";", "\n") and before != "" and after[:1] in ("", ",", ";", "\n")
