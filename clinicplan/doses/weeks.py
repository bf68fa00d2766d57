"""A dose told week by week ("wk 1: 3x15, wk 2-3: 3x12") becomes the first dose and its changes."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from clinicplan.dose import Days, Dose, Rhythm, Times
from clinicplan.doses.changes import new_dose
from clinicplan.doses.manner import COLOURS
from clinicplan.doses.phases import phases
from clinicplan.doses.plain import any_of
from clinicplan.doses.said import FREQUENCY, Doubt, Said, Step, Unclear, joined
from clinicplan.doses.series import as_series
from clinicplan.doses.spans import WEEK, Stretch, of_weeks
from clinicplan.doses.stages import two_manners, two_stages
from clinicplan.doses.whole import read_facts

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
    if (staged := _in_stages(text)) is not None:
        return staged
    found = _stretches(_all_weeks(_ORDINAL.sub(_numbered, text)))
    if found is None:
        return None
    common, stretches = _with_tail(*found)
    said = read_facts(common) if common else Said()
    if stretches[0].first > 1 and not _begins_then(said, stretches[0]):
        return None
    if isinstance(said, Unclear):
        return said
    if any(one.last and one.last + 1 != two.first for one, two in pairwise(stretches)):
        return Unclear("progression-unclear", {"value": text.strip()})
    if series := as_series(said, stretches):
        return series
    whole = _with_stretches(said, stretches)
    single = _single(text) if stretches[-1].last == 0 else ""
    if isinstance(whole, Unclear) or not single:
        return whole
    values = (("value", single), ("week", str(stretches[-1].first)))
    return replace(whole, doubts=(*whole.doubts, Doubt("progression", GOES_ON, values)))


GOES_ON = "week-goes-on"
"""The doubt's code of a last week that is named alone: `20 wk 1, 40 wk 2, 60 wk 3`."""


def _single(text: str) -> str:
    """The last week as typed, where each of them is named alone; "" for `wk 3 on`, `wk 2-3`."""
    marks = list(_MARK.finditer(text))
    alone = not any(mark["last"] or mark["on"] or mark["from"] for mark in marks)
    return marks[-1][0].strip(" :=") if alone and len(marks) > 2 else ""


def _in_stages(text: str) -> Said | None:
    """`wk 1: 3x10 od, then 3x15 bd`, where both stages are a whole dose; else None."""
    stages = two_stages(text)
    first, then = map(read_facts, (one.text for one in stages)) if stages else (None, None)
    if not stages or not isinstance(first, Said) or not isinstance(then, Said):
        return None
    if not _are_whole(first, then):
        return None
    begun, later = _each_so_often(first.dose, then.dose)
    step = Step(stages[1].first, later, note=", ".join(then.notes))
    return replace(
        first,
        dose=begun,
        notes=_dated(stages[0].last, first.notes),
        steps=(step,),
        each_way=first.each_way or then.each_way,
        doubts=(*first.doubts, *then.doubts),
        typed=(*first.typed, ("progression", stages[1].text)),
    )


def read_manners(text: str) -> Said | None:
    """`10 bd. sitting 2 wks then standing`: the dose, with each of both and its weeks; else None.
    """
    found = two_manners(text)
    manners = [read_facts(words) for words in (found.first, found.then)] if found else []
    said = read_facts(found.dose) if found else None
    if found is None or not isinstance(said, Said) or not said.dose.has_amount:
        return None
    if not all(isinstance(one, Said) and one.notes and not one.facts() for one in manners):
        return None
    step = Step(found.last + 1, Dose(), note=found.then)
    notes = (*said.notes, *_dated(found.last, (found.first,)))
    typed = (*said.typed, ("progression", f"{found.first}, then {found.then}"))
    return replace(said, notes=notes, steps=(step,), typed=typed)


_COUNTED = frozenset(("reps", "duration", "hold"))
_OF_A_STAGE = frozenset((*_COUNTED, *FREQUENCY, "sets", "rest", "load", "tempo"))


def _are_whole(first: Said, then: Said) -> bool:
    """True where the second stage has all that is counted in the first, and each says how often.

    A side or weeks within a stage, and a hold that ends without a word, are for their reader.
    """
    if not (first.dose.has_amount and then.dose.has_amount) or first.cleared or then.cleared:
        return False
    said, new = first.facts().keys(), then.facts().keys()
    if said - _OF_A_STAGE - {"side"} or new - _OF_A_STAGE or first.without or then.without:
        return False
    return said & _COUNTED <= new and bool(said & FREQUENCY) and not then.ask_often


def _each_so_often(first: Dose, then: Dose) -> tuple[Dose, Dose]:
    """Both, where what one says of how often is no part of the other: `bd, then eod` is once."""
    if then.times is None and then.days is None:
        return first, then
    return (
        _so_often(first, has_times=bool(then.times), has_days=bool(then.days)),
        _so_often(then, has_times=bool(first.times), has_days=bool(first.days)),
    )


def _so_often(dose: Dose, *, has_times: bool, has_days: bool) -> Dose:
    """The dose with the facts that the other stage has: once, and every day."""
    if has_times and dose.times is None:
        dose = replace(dose, times=Times(1))
    return replace(dose, days=Days(Rhythm.EVERY_DAY)) if has_days and dose.days is None else dose


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

_OF_ALL = ("times", "days", "rest", "tempo")
"""What is said behind the last weeks only: of them, or of all?"""


def _with_tail(common: str, stretches: list[Stretch]) -> tuple[str, list[Stretch]]:
    """How often behind the last weeks holds in all, where none of the others says it."""
    *others, last = stretches
    if not common and (told := _with_dose_behind(stretches)):
        return told
    dose, sign, tail = last.text.rpartition(",")
    often = read_facts(tail) if sign and others else None
    if not isinstance(often, Said) or not often.facts().keys() <= FREQUENCY or often.notes:
        return common, stretches
    said = [read_facts(text) for text in (common, dose, *(one.text for one in others)) if text]
    if any(isinstance(one, Unclear) or FREQUENCY & one.facts().keys() for one in said):
        return common, stretches
    return "; ".join(filter(None, (common, tail.strip()))), [*others, replace(last, text=dose)]


def _with_dose_behind(stretches: list[Stretch]) -> tuple[str, list[Stretch]] | None:
    """`wk 1-2 floor, wk 3-4 on cushion, 30 s x3 daily`: the dose of all stands behind the last."""
    *others, last = stretches
    manner, sign, dose = last.text.partition(",")
    said = read_facts(dose) if sign and others else None
    if not isinstance(said, Said) or not said.dose.has_amount:
        return None
    asides = [read_facts(text) for text in (manner, *(one.text for one in others))]
    is_told = all(isinstance(one, Said) and one.notes and not one.facts() for one in asides)
    return (dose.strip(), [*others, replace(last, text=manner)]) if is_told else None


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
    if rising != sorted(set(rising)):
        return None
    if rising[0] != 1 and (_COUNTED_WEEKS.search(text) or not _begin_late(stretches)):
        return None
    return "; ".join(filter(None, always)), stretches


_COUNTED_WEEKS = re.compile(r"[0-9]\s*(?:weeks?|wks?)\s*[0-9]|\bafter\b", re.IGNORECASE)
"""The four of `after 2 wks 4x10` is no week."""


def _begin_late(stretches: list[Stretch]) -> bool:
    """True for `2 x week wk 8, 3 x week from wk 9`: one run of weeks, which begins later."""
    run = pairwise(stretches)
    return len(stretches) > 1 and all(_end(one) + 1 == two.first for one, two in run)


def _begins_then(said: Said | Unclear, first: Stretch) -> bool:
    """True where the dose is not whole without its first weeks: it begins with them."""
    own = read_facts(first.text)
    if isinstance(said, Unclear) or isinstance(own, Unclear):
        return False
    if own.facts().keys() & said.facts().keys():
        return False
    is_whole = said.dose.has_amount and bool(said.dose.times or said.dose.days)
    return not is_whole


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
    whole, steps = _for_all(_with_lasting(whole, said, first, steps), steps)
    late = [name for name in _OF_ALL if steps and getattr(steps[-1].dose, name) is not None]
    doses = (whole.dose, *(step.dose for step in steps[:-1]))
    if any(all(getattr(dose, name) is None for dose in doses) for name in late):
        return Unclear("dose-after-change", {"value": stretches[-1].text})
    typed = (*whole.typed, ("progression", stretches[-1].text)) if steps else whole.typed
    begins = first.first if first.first > 1 else whole.first_week
    last = max(ends, default=0)
    return replace(whole, steps=tuple(steps), first_week=begins, last_week=last, typed=typed)


def _with_lasting(whole: Said, said: Said, first: Stretch, steps: list[Step]) -> Said:
    """The same, its asides for always where later weeks say only how often: `gently bd, then od`.
    """
    own = read_facts(first.text)
    often = [step.dose == Dose(times=step.dose.times, days=step.dose.days) for step in steps]
    if not steps or not all(often) or any(step.note for step in steps):
        return whole
    return replace(whole, notes=(*said.notes, *own.notes)) if isinstance(own, Said) else whole


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
    asides = _dated(first.last or until, own.notes, begin=first.first)
    return replace(both, notes=(*said.notes, *asides))


def _dated(end: int, notes: tuple[str, ...], *, begin: int = 1) -> tuple[str, ...]:
    """An aside of the first weeks, with its weeks: it does not hold later."""
    return (of_weeks(max(begin, 1), end, ", ".join(notes)),) if end and notes else notes
