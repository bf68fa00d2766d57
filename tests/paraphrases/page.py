"""A printed handout becomes what it says of each exercise: facts, other words, boxes by day.

The reader knows the words of a page, and nothing of the program that set them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.gallery import Gallery
from benchmarks.readback import script_of
from benchmarks.script import Section, Table
from tests.handout.reading import paragraphs

Facts = dict[str, str]


@dataclass(frozen=True, slots=True)
class Card:
    """What a page says of one exercise: `free` are lines that are no fact, as printed."""

    lines: tuple[str, ...]
    facts: Facts
    free: tuple[str, ...]


# Which lines belong to the dose.

_ENDS = re.compile(r"Take care$|If a step differs from|Start(?! on [0-9])|Your diary|Stay safe|"
                   r"Lift the arch|Too hard|Step up onto|Sam Sample$")  # fmt: skip
_NOTE = "Alex says"
_SIDE = re.compile(r"(?:Left|Right|Each|Both) (?:foot|leg|side|feet|legs|sides)$")


def panels(pdf: bytes, names: tuple[str, ...]) -> list[list[str]]:
    """The lines of each exercise's panel, in the order of `names`: side, dose, what is noted."""
    lines = [
        " ".join(text.replace("\u00a0", " ").split())
        for page in paragraphs(pdf)[1:] for text in page
    ]  # fmt: skip
    heads = [lines.index(f"{number} {name}") for number, name in enumerate(names, 1)]
    last = next(place for place, line in enumerate(lines) if line.startswith("Your diary"))
    return [
        _panel(lines[begin + 1 : end])
        for begin, end in zip(heads, [*heads[1:], last], strict=True)
    ]  # fmt: skip


def _panel(card: list[str]) -> list[str]:
    """What stands between the side, or "" where there is none, and the steps; then the note."""
    begin = next((place for place, line in enumerate(card) if _SIDE.match(line)), -1)
    side = card[begin] if begin >= 0 else ""
    said = card[begin + 1 :]
    end = next((place for place, line in enumerate(said) if _ENDS.match(line)), len(said))
    note = said.index(_NOTE) if _NOTE in said else -1
    dose = said[: end if note < 0 else min(end, note)]
    return [side, *dose, *([said[note + 1]] if note >= 0 else [])]


# What a line says.

_NUMBER = r"(about |up to |at least )?(\d+)(?: to (\d+))?"
_UNIT = r"(seconds?|minutes?|hours?|slow breaths?)"
_WITH = (
    r"(?: (?:with|for|on) (?:your |both |each )?(?:left |right )?"
    r"(?:foot|leg|side|feet|legs|sides)"
    r"(?:, changing \w+ after each set)?| on each side| with each (?:foot|leg))?"
)
_COUNTED = r"(?:times|circles|presses|rounds|lengths|pulls|scrunches|pick-ups)"
_LINES: tuple[tuple[str, str], ...] = (
    ("reps", rf"{_NUMBER} {_COUNTED}{_WITH}"),
    ("one", rf"once{_WITH}"),
    ("most", rf"as many times as you can{_WITH}|as long as you can{_WITH}"),
    ("tired", rf"until the muscle is tired{_WITH}"),
    ("way", rf"{_NUMBER} {_COUNTED} (?:clockwise, then|each way,?{_WITH}|"
            rf"in each direction,?{_WITH})"),
    ("", rf"(?:anti)?clockwise{_WITH}|(?:{_NUMBER} {_COUNTED} )?the other way,?{_WITH}"),
    ("sets", rf"{_NUMBER} sets?{_WITH}"),
    ("hold", rf"hold (?:for )?{_NUMBER} {_UNIT}(?: each way| in each position|"
             r" at the (?:top|bottom|end(?: of the movement)?))?"),
    ("rest", rf"rest (?:for )?{_NUMBER} {_UNIT}"
             r"(?: between sets| in between| after each one| between rounds| afterwards)?"),
    ("bout", rf"{_NUMBER} {_UNIT}(?: each time)?{_WITH}"),
    ("far", rf"{_NUMBER} (metres?|steps?)(?: each time)?{_WITH}"),
    ("tempo", r"slowly|slowly and with control|with control"),
    ("load", r"with ((?:the |a |an |your own )?[a-z0-9 .]*(?:band|kg|weight|bell)(?: only)?)"),
    ("tempo", r"(?:go up|move) for (\d+) seconds?, go (?:down|back) for (\d+) seconds?"),
    ("later", rf"from (\d+) december: (?:{_NUMBER} {_COUNTED}|(once))"
              rf"(?: clockwise, then \2?\3[\d a-z]* the other way,?| each way,?)?{_WITH}"
              r"(?:, [2-9] sets)?"),
    ("grows", r"from (\d+) december: (\d+) more each week until week (\d+) week [\d: ,week]+"),
    ("last", r"\d+ december to (\d+) december weeks? 1(?: to (\d+))? only"),
    ("first", r"start on (\d+) december from week (\d+)"),
    ("side", r"(?:with|for|on) (?:your (left|right)|(each|both)) "
             r"(?:foot|leg|side|feet|legs|sides)"),
)  # fmt: skip
_PATTERNS = tuple((fact, re.compile(pattern)) for fact, pattern in _LINES)
_SECONDS = {"second": 1, "minute": 60, "hour": 3600}


def read_card(lines: list[str]) -> Card:
    """The facts of a panel; two lines that contradict one another are no fact either."""
    facts: Facts = {"side": lines[0].split()[0].lower()} if lines[0] else {}
    free: list[str] = []
    often, *tail = _PROVIDED.split(lines[1], maxsplit=1)
    said_often = read_often(often.lower())
    facts |= said_often
    is_unsaid = not said_often and _line(lines[1].lower()) is not None  # own words say how often
    if not is_unsaid:
        free += tail if said_often else [lines[1]]
    for line in lines[1 if is_unsaid else 2 :]:
        said = _line(line.lower())
        if said is None and (tailed := _TAILED.fullmatch(line)):
            said = _line(f"{tailed[1]} {tailed[3]}".lower())
            free += [text for text in (tailed[2], tailed[4]) if text and said]
        if said is None or any(facts.get(key, value) != value for key, value in said.items()):
            free.append(line)
        else:
            facts |= said
    return Card(tuple(lines), facts, tuple(free))


_PROVIDED = re.compile(
    r", (?=(?:but )?(?:only |not )?(?:if|as|unless|when|whenever|where|provided) )"
)
"""Before the condition of how often."""

_TAILED = re.compile(
    rf"(From \d+ December:) ?((?:If|.+?, if) [a-z ]+?)? "
    rf"((?:about )?(?:[\d to]+ {_COUNTED}|once)"
    rf"(?: clockwise, then [\d to]+ {_COUNTED} the other way,?| each way,?)?{_WITH}"
    r"(?:, [2-9] sets)?)"
    r"(?: ((?!(?:with|for|on) (?:your |each |both )|clock|the other).+))?"
)
"""A change, and words that go with it."""


def _line(line: str) -> Facts | None:
    for fact, pattern in _PATTERNS:
        if match := pattern.fullmatch(line):
            return _meaning(fact, match)
    return None


def _meaning(fact: str, match: re.Match[str]) -> Facts:
    said = match.groups()
    if fact in ("reps", "sets"):
        return {fact: _figure(said)}
    if fact == "way":
        return {"reps": _figure(said), "way": "each"}
    if fact in ("hold", "rest", "bout"):
        unit = said[3].rstrip("s")
        if unit not in _SECONDS:
            return {fact: f"{_figure(said)} {said[3]}"}
        return {fact: _figure(said, _SECONDS[unit])}
    if fact == "far":
        return {"bout": f"{_figure(said)} {said[3].rstrip('s')}s"}
    if fact in ("one", "most", "tired"):
        return {"reps": {"one": "1"}.get(fact, fact)}
    if fact == "tempo":
        return {"tempo": f"up {said[0]} down {said[1]}" if said else _tempo(match[0])}
    if fact == "load":
        return {"load": said[0]}
    if fact == "later":
        number = "1" if said[4] else _figure(said[1:])
        return {"later": f"{_week(said[0])}:{number}"}
    if fact == "grows":
        return {"grows": said[1]}
    if fact == "last":
        return {"last": said[1] or "1"}
    if fact == "first":
        return {"first": said[1]}
    return {"side": said[0] or said[1]} if fact == "side" else {}


def _tempo(words: str) -> str:
    return words.replace(" and with", " with")


def _week(day: str) -> int:
    """The week of a plan that starts on 1 December."""
    return (int(day) - 1) // 7 + 1


def _figure(said: tuple[str | None, ...], scale: int = 1) -> str:
    sign = {"about ": "~", "up to ": "<", "at least ": ">", None: ""}[said[0]]
    return sign + "-".join(str(int(end) * scale) for end in said[1:3] if end)


# How often.

_OFTEN: tuple[tuple[str, str, str], ...] = (
    ("times", r"once a day", "1"),
    ("times", r"twice a day", "2"),
    ("times", r"(\d+) times a day", r"\1"),
    ("times", r"(\d+) to (\d+) times a day", r"\1-\2"),
    ("times", r"every morning and evening", "morning+evening"),
    ("times", r"in the morning and in the evening", "morning+evening"),
    ("times", r"every morning and night|in the morning and at night", "morning+night"),
    ("times", r"every morning, first thing|first thing in the morning", "first thing"),
    ("times", r"every day when you wake up|when you wake up", "first thing"),
    ("times", r"every morning|in the morning", "morning"),
    ("times", r"every evening|in the evening", "evening"),
    ("times", r"every night|at night", "night"),
    ("times", r"every day before you go to bed|before you go to bed", "bedtime"),
    ("times", r"every (\d+) hours while you are awake", r"\1 hourly"),
    ("times", r"every hour while you are awake", "1 hourly"),
    ("times", r"after each meal", "each meal"),
    ("days", r"every other day", "every other day"),
    ("days", r"every third day", "every third day"),
    ("days", r"every day except (\w+)", r"not \1"),
    ("days", r"every day", "every day"),
    ("days", r"(?:on )?weekdays \(monday to friday\)", "weekdays"),
    ("days", r"(\d) days? a week", r"\1 a week"),
    ("days", r"(\d) to (\d) days a week", r"\1-\2 a week"),
    ("days", r"when you need it", "need"),
    ("days", r"(?:on )?(\w+days(?:(?:, | and )\w+days)*)", "named"),
)
_OFTEN_PATTERNS = tuple((fact, re.compile(rf"{find}(?:, |$)"), to) for fact, find, to in _OFTEN)


def read_often(words: str) -> Facts:
    """How often in words; {} where it says something else."""
    said: Facts = {}
    while words:
        match = None
        for fact, pattern, value in _OFTEN_PATTERNS:
            if match := pattern.match(words):
                if fact in said:
                    return {}
                said[fact] = match.expand(value)
                if value == "named":
                    said[fact] = "+".join(
                        day.removesuffix("s").title() for day in re.findall(r"\w+days", match[1])
                    )
                if said[fact].startswith("not "):
                    said[fact] = f"not {match[1].title()}"
                break
        if not match:
            return {}
        words = words[match.end() :]
    return said


# The diary.


@dataclass(frozen=True, slots=True)
class Week:
    """Boxes of each exercise by its number: seven counts, or how often its strokes are."""

    boxes: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    lines: Mapping[int, str] = field(default_factory=dict)
    names: Mapping[int, str] = field(default_factory=dict)


def diary(pdf: bytes) -> list[Week]:
    """Each week of the diary."""
    script = script_of(pdf, plan="", gallery=Gallery(Path(), {}))
    return [_read_week(table) for table in _tables(script.blocks) if _is_week(table)]


def _tables(blocks: object) -> Iterator[Table]:
    if isinstance(blocks, Table):
        yield blocks
    elif isinstance(blocks, Section):
        yield from _tables(blocks.blocks)
    elif isinstance(blocks, tuple):
        for block in blocks:
            yield from _tables(block)


def _is_week(table: Table) -> bool:
    words = table.rows[0][0].words
    return words is not None and words.text.startswith("Week ")


def _read_week(table: Table) -> Week:
    boxes, lines, names = {}, {}, {}
    for row in table.rows[1:]:
        head = row[0].words.text if row[0].words else ""
        match = re.match(r"(\d+) (.*)", " ".join(head.split()))
        if not match:
            continue
        number = int(match[1])
        names[number] = match[2]
        if len(row) == 8 and not any(cell.line for cell in row):
            boxes[number] = tuple(cell.boxes for cell in row[1:])
        else:
            lines[number] = match[2].partition("(")[2].rstrip(")")
    return Week(boxes, lines, names)
