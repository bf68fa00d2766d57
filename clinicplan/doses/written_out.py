"""The shorthand of a dose ("3x10 b.d., wk 1-2") becomes words that a patient can read.

No number of it becomes another, and none is left out: what has two meanings stays as it is typed.
"""

from __future__ import annotations

import re
from functools import partial
from math import prod

from clinicplan.doses.conditions import IF
from clinicplan.doses.days import NAMED_DAYS, WEEKDAYS
from clinicplan.doses.manner import BANDS, COLOURS
from clinicplan.doses.plain import any_of
from clinicplan.doses.shorthand import spelt

_STOP = r"(?:\.(?=\s*[,;)]|\s+(?!then\b)(?-i:[a-z])))?"
"""The full stop of an abbreviation; before a capital, a number or the end it is a sentence's."""

_NO_DATE = r"(?<!from )(?<!until )(?<!till )(?<!on )(?<!by )"

_BY_ITSELF = r"(?:(?<![0-9])(?<![0-9] )\bx\s*|(?<=[0-9] )x)"
"""The x of `x3/day` and `10 x3/day`, not that of `4 x 5/day`."""

_SPANS = r"(?:wks?|weeks?|days?|months?)"

_FIGURE = (
    rf"(?:[0-9]+(?:\s*[x\u00d7-]\s*[0-9]+)?(?:\s*(?:kgs?|lbs?|s|secs?|seconds?|mins?|minutes?|%|x|"
    rf"reps?|repetitions?|sets?|times|steps?|legs?|feet|foot)(?![a-z]))?(?:\s+total)?|"
    rf"(?:{any_of(COLOURS)})(?:\s+bands?)?(?![a-z]))"
)
"""So much: `5`, `3x10`, `20 s`, `red band`."""

_ARROW = r"\s*(?:-+>|\u2192)\s*"
_COLOUR = re.compile(any_of(COLOURS), re.IGNORECASE)

_GROWS = re.compile(
    rf"(?<![0-9.,/>\u2192])(?<![>\u2192] )\b({_FIGURE})((?:{_ARROW}{_FIGURE})+)"
    r"(?=\s*(?:$|[-,;.:)+]|(?:as|if|when|by|over|in|per|a|each|every|daily|once|twice|max|only|od|bd|"
    r"tds|qds|and|or|for|with)\b))",
    re.IGNORECASE,
)
"""`5 -> 10 -> 15` grows from week to week; one after the other it would be thirty."""

_SMALL = any_of(("three", "four", "five", "six", "eight", "ten", "fifteen", "twenty", "thirty"))
"""Seconds of a hold, in a word."""

_TO_TEN = r"(?:10|[0-9])(?:\s*-\s*(?:10|[0-9]))?"
_TO_TWENTY = r"(?:1[1-9]|20)(?:\s*-\s*(?:1[1-9]|20))?"

_LIFTED = r" with a weight you can lift \1\2 times"
"""`at 15RM`; that of one lift is known in gyms as 1RM, and stays."""

_WRITTEN_OUT = (
    (r"\b(the|those|all|your|when) ([0-9]{1,2})s (?=(?:are|is|feels?|gets?|become|easy|go)\b)",
     r"\1 \2 "),
    (r"(?<!in )(?<!every )(?<!each )(?<!i )\bam "
     r"(?=(?:pain|sore\w*|stiff\w*|ache|symptoms|swelling)\b)",
     "morning "),
    (r"\bin (?:the )?am\b(?!\s*(?:and|or|&|\+|/|,|pm))", "in the morning"),
    (r"\b(?:right |all the way )?to (?:the )?end[- ](?:of[- ](?:the[- ])?)?range\b",
     "as far as it goes"),
    (r"\b(?:at|in|into) (?:the )?end[- ](?:of[- ](?:the[- ])?)?range\b",
     "at the end of the movement"),
    (r"[\s,;]*(?:\bon )?\b(?:not on |not |non[- ]?)consecutive(?: days)?\b(?! \w)",
     ", on days that do not follow one another"),
    (r"[\s,]*(?:-+>|\u2192)\s*(?:then\b\s*)?", ", then "),
    (r"\b([0-9]+)\s*x\s+(?=(?:o\.?d|b\.?d|b\.?i\.?d|t\.?d\.?s|t\.?i\.?d|q\.?d\.?s|q\.?i\.?d)\b)",
     r"\1 times, "),
    (r"\bRIR\s*:?\s*([1-9](?:\s*-\s*[0-9])?)\b|\b([1-9](?:\s*-\s*[0-9])?)\s*RIR\b",
     r"stop while you could still do \1\2 more"),
    (rf"\b(?:rpe|borg)\s*:?\s*({_TO_TEN})(?:\s*/\s*10)?(?![0-9/])", r"effort \1 out of 10"),
    (rf"\b(?:rpe|borg)\s*:?\s*({_TO_TWENTY})(?:\s*/\s*20)?(?![0-9/])", r"effort \1 out of 20"),
    (rf"\b(?:vas|nrs|nprs)\s*:?\s*(?:max\.?|up to|<=|at most)\s*({_TO_TEN})"
     r"(?:\s*/\s*10)?(?![0-9/])", r"pain at most \1 out of 10"),
    (rf"\b(?:vas|nrs|nprs)\s*:?\s*({_TO_TEN})(?:\s*/\s*10)?(?![0-9/])", r"pain \1 out of 10"),
    (r"([<>\u2264\u2265]=?\s*[0-9](?:\s*-\s*[0-9])?)\s*/\s*10\b(?!\s*/)", r"\1 out of 10"),
    (r"\b(?:tempo:? ?)?([1-9])-([1-9])-\1 tempo\b|\btempo:? ?([1-9])-([1-9])-\3\b(?!-)",
     r"\1\3 seconds there, \2\4 seconds hold, \1\3 seconds back"),
    (rf"\b(?:o\.?d|once daily)\b{_STOP}", "once a day"),
    (rf"\b(?:b\.?d|b\.?i\.?d)\b{_STOP}", "twice a day"),
    (rf"\b(?:t\.?d\.?s|t\.?i\.?d)\b{_STOP}", "3 times a day"),
    (rf"\b(?:q\.?d\.?s|q\.?i\.?d)\b{_STOP}", "4 times a day"),
    (r"\b(?:eod|alt days)\b", "every other day"),
    (rf"\bp\.?r\.?n\b{_STOP}", "when needed"),
    (r"(?<=\+)(\s*[0-9]+)\s*/\s*(day|week|wk)\b", r"\1 each \2"),
    (r"(?<![0-9.x-])\b([1-9][0-9])\s*[x\u00d7]\s*([2-5])\s*(?:/\s*|a |per |times a )day\b",
     r"\1, \2 times a day"),
    (r"\b([0-9]+)\s*/\s*day\b", r"\1 a day"),
    (r"\b([0-9]+(?:-[0-9]+)?)\s*(?:x\s*/?|/)\s*(?:a |per )?(day|week|wk)\b", r"\1 times a \2"),
    (rf"{_BY_ITSELF}([0-9]+(?:-[0-9]+)?)\s*(?:/|(?:a|per) )\s*(day|week|wk)\b", r"\1 times a \2"),
    (rf"{_BY_ITSELF}([0-9]+(?:-[0-9]+)?) daily\b", r"\1 times daily"),
    (r"\b([0-9]+(?:-[0-9]+)?)x daily\b", r"\1 times daily"),
    (r"(?<=[a-z0-9])\s*/\s*(?=(?:day|week|wk|session)\b(?!\s*[0-9]))", " a "),
    (r"(?<![0-9.+-])\b1 times a ", "once a "), (r"(?<![0-9.+-])\b2 times a ", "twice a "),
    (r"\b(days|sessions)\s*(?:/|per)\s*(?:week|wk)\b", r"\1 a week"),
    (r"(?<=[0-9]) (?=[0-9]+(?:-[0-9]+)? times a (?:day|week|wk)\b)", ", "),
    (rf"(?<![a-z0-9])(?<![0-9] )x\s*(?=[0-9]+\s*(?:/\s*52|{_SPANS}\b)(?!\s*[0-9]))", "for "),
    (r"\b1\s*/\s*52\b", "1 week"), (r"\b([0-9]+)\s*/\s*52\b", r"\1 weeks"),
    (rf"{_NO_DATE}\b1\s*/\s*12\b", "1 month"), (rf"{_NO_DATE}\b([2-9])\s*/\s*12\b", r"\1 months"),
    (r"\b([89]|[1-9][0-9])\s*/\s*7\b", r"\1 days"),
    (r"\b([1-9])\s*/\s*60\b", r"\1 min"),
    (r"(?<![0-9.])1wk\b", "1 week"), (r"(?<=[0-9])wk\b", " weeks"),
    (rf"\bwks\b{_STOP}", "weeks"), (r"(?<=[0-9])\s*(?:wks|weeks)\b", " weeks"),
    (r"\bwk\.?\s*(?=[0-9])", "week "),
    (r"\bw(?=[0-9]{1,2}\b(?!\s*(?:kg|lbs?|s|secs?|min|%)\b))", "week "),
    (rf"\bwk\b{_STOP}", "week"),
    (r"\b(if|as) nec\b\.?", r"\1 necessary"),
    (r"\bb/w\b", "in between"), (r"(?<![a-z/])(?<![0-9] )w(?=\s)", "with"),
    (r"\b(weeks? [0-9]{1,2}(?:\s*-\s*[0-9]{1,2})?) (?=[0-9])", r"\1: "),
    (r"(^|[.;,]\s+)(week [0-9]{1,2}) (?=(?!on|onwards?|to|and|only|or|off|for|till|until|"
     r"then|post|after)[a-z]+ )", r"\1\2: "),
    (r"(?<=[0-9]) (?=week [0-9]{1,2}: )", "; "),
    (r"\bweek ([0-9]{1,2})(?: \+(?=\s*[:,]| ?[a-z])|\+(?=\s*[:,a-z]| [0-9]))", r"from week \1"),
    (r"\bweek ([0-9]{1,2}) on(?:wards?)?(?=\s*[:,]|\s+[0-9])", r"from week \1"),
    (r"\bfrom (from week)\b", r"\1"), (r"\bm\s?/?\s?w\s?/?\s?f\b", "Monday, Wednesday, Friday"),
    (r"(from week [0-9]{1,2}) (?=[0-9])", r"\1: "),
    (r"(?<![a-z])r(?=[0-9])", "right "), (r"(?<![a-z])l(?=[0-9])", "left "),
    (r"(?<=[0-9])r(?![a-z0-9])", " right"), (r"(?<=[0-9])l(?![a-z0-9])", " left"),
    (r"(?<![a-z0-9])(?:(?-i:R)|r(?!\s*[0-9]+\s*(?:s|secs?|m|mins?)\b))(?![a-z0-9])", "right"),
    (r"(?<![a-z0-9])l(?![a-z0-9])", "left"),
    (r"(?<![a-z])w/\s*(?=[a-z])", "with "),
    (rf"(?<=[0-9])secs?\b{_STOP}", " seconds"), (rf"\bsecs?\b{_STOP}", "seconds"),
    (r"(?<=[0-9])\s*s\b", " seconds"),
    (rf"(?<![a-z0-9.])c\s+(?=(?:(?:{any_of(BANDS)})\s+)?"
     r"(?:bands?|weights?|support|stick|frame)\b)", "with "),
    (rf"(?<=[0-9])\s*mins?\b{_STOP}", " minutes"), (r"\bmins\b", "minutes"),
    (r"(?<![0-9.])(?<![0-9] )(\b[0-9]{1,2}\s*[x\u00d7]\s*[0-9]+(?:-[0-9]+)?)\s+"
     r"(?=(?:[1-4]\s*[x\u00d7]\s*)?[0-9]+(?:[.,][0-9]+)?\s*(?:kg|lb)s?\b)", r"\1, "),
    (r"\b(times a day|a day|daily) (?=rest (?:when|if|as|until)\b)", r"\1, "),
    (r"(?<=[0-9]) at ([2-9]|[12][0-9]) ?RM\b|(?<=[0-9])\s*@\s*([2-9]|[12][0-9]) ?RM\b",
     _LIFTED),
    (r"(?<=seconds)\s*x\s?([0-9]{1,2})(?=\s+(?:knees?|legs?|straight|bent|left|right|standing|"
     r"sitting|lying|slow)\b)", r", \1 times"),
    (r"(?<=[0-9])\s*hrs?\b", " hours"),
    (r"(?<![x\u00d7][0-9])(?<![x\u00d7] [0-9])(?<=[0-9])\s*h\b(?!\s*[x\u00d7])", " hours"),
    (r"\b(?-i:hrs)\b", "hours"), (r"\b(?-i:hr)\b", "hour"),
    (r"(?<=[0-9])\s*['\u2032\u2019](?![\w'\u2019])", " minutes"),
    (r"(?<=[0-9])\s*(?:sets?)\s*x\s*(?=[0-9])", r" sets of "),
    (r"(?<=[0-9])\s*rep\.(?=\s*,)", " repetitions"), (r"(?<![a-z])e/s\b", "each side"),
    (r"\breps\b", "repetitions"), (r"\brep\b", "repetition"),
    (r"~\s*(?=[0-9])", "about "),
    (r"(?:>=|\u2265)\s*(?=[0-9])", "at least "), (r"(?:<=|\u2264)\s*(?=[0-9])", "at most "),
    (r">\s*(?=[0-9])", "more than "), (r"<\s*(?=[0-9])", "less than "),
    (r"\b1 ?rm\b", "1RM"), (r"\bmvc\b", "of your full effort"), (r"\bof of your\b", "of your"),
    (r"\b(?:rpe|borg)\b", "effort"), (r"\b(?:nrs|vas|nprs)\b", "pain"),
    (r"\bpain pain\b", "pain"), (r"\beffort effort\b", "effort"),
    (r"\bbw\b", "body weight"), (r"\bmin\.?\s+(?=[0-9]+\s)", "at least "),
    (r"(?<=[0-9])\s*/\s*(?=(?:leg|side|foot|arm|hand|way|direction|ankle|knee)\b)", " each "),
    (r"(?<=[a-z]{2} )(?<!every )(?<!each )(?<!next )(?<!the )(?<!pm )(?<!and )(?<!or )"
     r"am\b(?!\s*(?:and|or|&|\+|/|,|pm))", "in the morning"),
    (r"\bp/(?=(?:leg|side|foot|arm|hand)\b)", "each "),
    (r"(?<=[0-9])\*(?=[0-9])", "x"),
    (r"\s+&\s+", " and "),
    (rf"\bpost[- ]?op\b{_STOP}", "after the operation"),
    (r"\bappts?\b", "appointment"),
    (r"\bexcl?\b\.?", "except"), (r"\bincl?\b\.?", "including"),
    (r"\b(hold(?:ing)?)\s+(?:for\s+)?([0-9]{1,2})\s*[x\u00d7]\s*([0-9]{1,2})\b"
     r"(?!\s*(?:\.?[0-9]|[x\u00d7/%'\"-]|(?:s|secs?|seconds?|m|mins?|minutes?|breaths?|counts?|kg)\b))",
     r"\1 \2 seconds, \3 times"),
    (rf"\b(hold(?:ing)?)\s+(?:for\s+)?([0-9]{{1,2}}|{_SMALL})"
     r"(?=\s*(?:$|[,.;)](?![0-9]| build)|(?:and|then|relax|rest|release|each|daily|once|"
     r"twice|every|in bed|if)\b))", r"\1 \2 seconds"),
    (r"(\b[0-9]+ seconds (?:up|out|down|in|there)) "
     r"(?=[0-9]+ seconds (?:back|down|up|in|out|hold)\b)", r"\1, "),
    (r"(?<=[0-9])\s+[x\u00d7](?=[0-9])", " \u00d7"),
    (r"(?<=[0-9])(?:\s*[x\u00d7]\s+|[x\u00d7])(?=[0-9])", " \u00d7 "),
    (r"\s*@\s*(?=[0-9a-z])", " at "),
    (r"(?<=[a-z0-9])\s*\+\s*(?=[a-z0-9])", " + "),
)  # fmt: skip
"""What prescriptions have, and what a patient reads: never another number."""

_NOT_A_UNIT = (
    r"(?!\s*(?:\.?[0-9]|[x\u00d7/%@\"']|-(?! [a-z])|"
    r"(?:m|km|cm|mm|kg|s|secs?|mins?|seconds?|minutes?|hours?|metres?|meters?|steps?|breaths?|counts?|times)\b))"
)
_SETS = re.compile(
    rf"(?<![0-9][.-])\b([0-9]{{1,2}}(?:-[0-9])?)\s*[x\u00d7]\s*([0-9]+(?:-[0-9]+)?)\b{_NOT_A_UNIT}",
    re.IGNORECASE,
)
_NOT_BEFORE_SETS = re.compile(
    r"\b(?:run|walk|jog|cycle|swim|row|march|sprint)\b|(?:[0-9]|\b(?:on|off|rest|hard|fast|in|out|"
    r"for|up|down|level|stage|phase|size|grade|number|no|day|week|wk|step|steps|set|sets|rpe|pain|effort|"
    r"about|at|every|each|within|minus|plus|of|per|least|most|than|over|under|hold|x))\s*$|[-\u00d7/<>=~+]\s*$",
    re.IGNORECASE,
)
"""What a number of sets does not follow: the 1 of `run 2/walk 1 x8` is a minute."""

_TIMED = re.compile(r"[0-9]\s*[x\u00d7]\s*[0-9]+(?:-[0-9]+)?\s*seconds?\b")
_LEAST_HELD = 15
"""Seconds of a hold beside others; fewer are repetitions (our judgement)."""

MOST_SETS = 9
"""Sets that somebody does; `15 x 3` are fifteen repetitions in three sets (our judgement)."""

_PHRASE_ENDS = re.compile(
    r"[,;:.(+\u2192]|\b(?:when|if|until|till?|then|(?:drop|go|back|return|reduc|progress|build|increas|"
    r"mov|cut|step)(?:e|es|ing|ping|s)?(?: (?:back|up|down|it|on))* to)\b",
    re.IGNORECASE,
)
_BEHIND_SO_OFTEN = (
    r"(?=\s*(?:$|[,;.:)+]|(?:a|on|in|at|before|after|only|if|when|then|and|or|per|each|every|with|"
    r"while|for|as|daily|hourly|once|twice|wk|week|hold|clockwise|anticlockwise)\b))"
)
_SO_OFTEN = re.compile(
    rf"(?:(?<=[a-z)\"]),?\s+|(?<=[,;:.(])\s*|^)[x\u00d7]\s?([0-9]{{1,2}}(?:-[0-9]+)?)"
    rf"{_BEHIND_SO_OFTEN}|"
    r"(?<![0-9.])\b([0-9]{1,2}(?:-[0-9]+)?)\s?x(?=\s+[a-z(]|\s*[,;.()]|\s*$)",
    re.IGNORECASE,
)
"""`5 right + 5 left x4`, `only 1x if swollen`."""

_SO_LONG = re.compile(
    r"(?<![0-9.\u00d7-])(?<!\u00d7 )\b([1-9][0-9]?) \u00d7 "
    r"([0-9]{1,3}(?:-[0-9]{1,3})? (?:seconds?|minutes?))\b(?! (?:\u00d7|on\b|off\b))"
)
"""`4 x 30 seconds`: in how many goes, and how long each."""

_SETS_SETS = re.compile(r"(\b[0-9]+ sets?) sets?\b")
"""`15 x 3 sets`."""

_ROUNDS = re.compile(
    r"(\b(?:run|walk|jog|cycle|swim|row|march|sprint|on|off|rest|easy|hard|in|out) [0-9]+) "
    r"\u00d7([0-9]+)(?=\s*(?:$|[.,;(]))",
    re.IGNORECASE,
)
"""`run 2/walk 1 x8`: the rounds."""

_BY_COUNTED = re.compile(
    r"(?:(?<=[a-z)]),?|(?<=[0-9]),)\s+[x\u00d7]\s*"
    r"(?=[0-9]+(?:-[0-9]+)? (?:repetitions?|sets?|times|rounds?)\b)",
    re.IGNORECASE,
)
_ONE = re.compile(
    r"(?<![0-9.,-])(?<![0-9] )(?<![0-9]/)1 (?:second|minute|hour|repetition|session)s\b"
)
_TWO_COUNTS = re.compile(
    r"\b(once|twice|[0-9]+ times) (?=(?:once|twice|[0-9]+ times) (?:a|per) (?:day|week)\b)"
)
"""`twice twice a day`."""

_TIMES = {"1": "once", "2": "twice"}

_PATTERNS = tuple((re.compile(find, re.IGNORECASE), words) for find, words in _WRITTEN_OUT)


def written_out(text: str) -> str:
    """The text with its abbreviations in words."""
    words = _GROWS.sub(_grown, spelt(_in_one_line(text)))
    if not _LEFT.search(words):
        words = _R.sub(rf"\1{_KEPT}", words)
    for pattern, instead in _PATTERNS:
        words = pattern.sub(partial(_instead, instead), words)
    words = _ROUNDS.sub(r"\1, \2 times", _SETS.sub(_sets, words))
    words = _SO_LONG.sub(_so_long, words)
    words = _SETS_SETS.sub(r"\1", words)
    words = _SO_OFTEN.sub(_so_often, _BY_COUNTED.sub(", ", words))
    words = _TWO_COUNTS.sub(r"\1, ", words)
    words = _ONE.sub(lambda match: match[0][:-1], words)
    words = _SENTENCE.sub(lambda match: match[0].upper(), words).replace(_KEPT, "r")
    return " ".join(words.split()).strip(" ,;.!")


_LEFT = re.compile(r"[0-9]\s*l(?:eft|t)?\b|\bl(?:eft|t)?\s*[0-9]", re.IGNORECASE)
_R = re.compile(
    r"((?<![0-9.])[0-9]{1,3}|(?<![x\u00d7.0-9])(?<![x\u00d7] )\b[0-9]{1,3} )r(?![\w/.'-])"
)
"""`10r` is ten repetitions, or the right side: with no left beside it only its writer knows."""

_KEPT = "\ue000"
"""Where an r stays as it is typed: no letter of any text."""


_SENTENCE = re.compile(
    r"(?<=[a-z0-9)][a-z0-9)]\. )(?<!\bvs\. )(?<!\bno\. )(?<!\betc\. )[a-z]", re.IGNORECASE
)
"""The first letter behind a full stop; that of `e.g. a step` is none."""


def _in_one_line(text: str) -> str:
    """The text without its line ends: what they told apart, a full stop or a comma does."""
    text = re.sub(r"(?<=[^\s.,;:!+/-])\s*\n\s*(?=[A-Z0-9])", ". ", text)
    text = re.sub(r"(?<=[^\s.,;:!+/-])\s*\n\s*(?=[a-z])", ", ", text)
    return " ".join(text.split())


def _grown(match: re.Match[str]) -> str:
    """`5 -> 10 -> 15` as words of what one begins with, and what it comes to."""
    figures = [match[1], *re.split(_ARROW, match[2])[1:]]
    if _COLOUR.fullmatch(figures[0]):
        figures[0] = f"the {figures[0]} band"
    first, then, *later = figures
    before = match.string[: match.start()].rstrip()
    sizes = [prod(map(int, re.findall("[0-9]+", figure))) for figure in figures]
    if sizes != sorted(sizes):
        return ", later ".join(figures)
    more = "".join(f", then {figure}" for figure in later)
    if before[-1:] in ("", ",", ";", ".", ":"):
        begin = "Start" if before[-1:] == "." else "start"
        return f"{begin} with {first}, build up to {then}{more}"
    return f"{first}, building up to {then}{more}"


_TOO = re.compile(r"\s+(?:once|twice|[0-9-]+ times) (?:a|per|each) ", re.IGNORECASE)
_DAILY = re.compile(r"\s*(?:daily|(?:a|per|each|every) ?day)\b", re.IGNORECASE)
_MORE = re.compile(r"\s+(?:more|extra|less|fewer)\s+[a-z]", re.IGNORECASE)
_IF = re.compile(rf"(?:.*[,;.(]\s*|\s*)(?:{IF}|until|till)\s[^,;.(]*", re.IGNORECASE | re.DOTALL)
_THEN = re.compile(r",?\s*(?:then\b|-*>|\u2192|=)", re.IGNORECASE)
_SOME_DAYS = re.compile(
    rf"\s+(?:every (?:other|second|third|2nd|3rd|[2-6])|{any_of((*WEEKDAYS, *NAMED_DAYS))})\b",
    re.IGNORECASE,
)
_COUNTED_SETS = re.compile(r"\s*(?:sets?|rounds?)\b", re.IGNORECASE)


def _sets(match: re.Match[str]) -> str:
    """`3 x 10` as sets, where it stands by itself; else as it is typed."""
    phrase = _PHRASE_ENDS.split(match.string[: match.start()])[-1]
    if _TIMED.search(match.string) and int(match[2].split("-")[0]) >= _LEAST_HELD:
        return match[0]  # `week 1: 5 x 30 s, week 2: 6 x 30`
    is_of_more = _MORE.match(match.string, match.end())  # `5x8 more books`
    if is_of_more or _NOT_BEFORE_SETS.search(phrase):
        return match[0]
    sets, of = int(match[1].split("-")[-1]), match[2]
    if sets > MOST_SETS and _DAILY.match(match.string, match.end()):  # sets, or times a day?
        return match[0]
    if _COUNTED_SETS.match(match.string, match.end()):  # `8 x 3 sets`
        return f"{match[1]} repetitions, {of}"
    if sets > MOST_SETS:
        is_turned = of in ("2", "3", "4", "5")
        return f"{sets} repetitions, {of} sets" if is_turned else match[0]
    return f"{match[1]} {'set' if sets == 1 else 'sets'} of {of}"


def _so_long(match: re.Match[str]) -> str:
    """`4 x 30 seconds` as 4 times for 30 seconds."""
    return f"{'once' if match[1] == '1' else f'{match[1]} times'} for {match[2]}"


def _so_often(match: re.Match[str]) -> str:
    """`x4` behind words as `, 4 times`; `2x` before them as `twice`."""
    number = match[1] or match[2]
    before = match.string[: match.start()]
    is_counted = number == "2" and not match[2] and bool(before)  # `45 s x 2`: of each time
    times = f"{number} times" if is_counted else _TIMES.get(number, f"{number} times")
    if match[2] and match.string[match.end() : match.end() + 1] == "(":
        return f"{times} "
    if match[2] or not before:
        return times
    if number == "2" and _TOO.match(match.string, match.end()):  # `45 s x 2 bd`
        return ", 2 times,"
    times += "," if _SOME_DAYS.match(match.string, match.end()) else ""
    is_begun = before[-1] in "(:;.," or before.split()[-1].casefold() in ("then", "and", "or")
    if _THEN.match(match.string, match.end()):  # `once full range x10 -> band`
        is_begun = is_begun or bool(_IF.fullmatch(before))
    return f" {times}" if is_begun else f", {times}"


def _instead(words: str, match: re.Match[str]) -> str:
    """The words, with a capital where the abbreviation was typed with one: Wk is Week."""
    said, was = match.expand(words), match[0]
    return f"{said[:1].upper()}{said[1:]}" if was[:1].isupper() and was[1:2].islower() else said
