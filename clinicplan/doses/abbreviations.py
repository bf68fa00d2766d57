"""The abbreviations of a dose become patterns, each with the words that a patient reads for it.

No number becomes another. They are replaced in this order, each in what is there by then.
"""

from __future__ import annotations

import re

from clinicplan.doses.manner import BANDS
from clinicplan.doses.plain import any_of

_STOP = r"(?:\.(?=\s*[,;)]|\s+(?!then\b)(?-i:[a-z])))?"
"""The full stop of an abbreviation; before a capital, a number or the end it is a sentence's."""

_NO_DATE = r"(?<!from )(?<!until )(?<!till )(?<!on )(?<!by )"

_BY_ITSELF = r"(?:(?<![0-9])(?<![0-9] )\bx\s*|(?<=[0-9] )x)"
"""The x of `x3/day` and `10 x3/day`, not that of `4 x 5/day`."""

_SPANS = r"(?:wks?|weeks?|days?|months?)"
_EFFORT, _PAIN = "rpe|borg", "vas|nrs|nprs"

_SMALL = any_of(("three", "four", "five", "six", "eight", "ten", "fifteen", "twenty", "thirty"))
"""Seconds of a hold, in a word."""

_TO_TEN = r"(?:10|[0-9])(?:\s*-\s*(?:10|[0-9]))?"
_TO_TWENTY = r"(?:1[1-9]|20)(?:\s*-\s*(?:1[1-9]|20))?"

_LIFTED = r" with a weight you can lift \1\2 times"
"""`at 15RM`; that of one lift is known in gyms as 1RM, and stays."""

_LATIN = r"o\.?d|b\.?d|b\.?i\.?d|t\.?d\.?s|t\.?i\.?d|q\.?d\.?s|q\.?i\.?d"
_ON_LIMBS = "knees?|legs?|straight|bent|left|right|standing|sitting|lying|slow"
_NO_STAGE = "on|onwards?|to|and|only|or|off|for|till|until|then|post|after"
"""What follows the number of a week that is no heading of its words: `week 3 onwards`."""

_AS_LONG = "s|secs?|seconds?|m|mins?|minutes?|breaths?|counts?|kg"
_NOT_SO_LONG = rf"(?!\s*(?:\.?[0-9]|[x\u00d7/%'\"-]|(?:{_AS_LONG})\b))"
_NUMBER = r"[0-9]{1,2}(?:\.5)?"
_NUMBERS = (
    rf"{_NUMBER}(?:\s*(?:[-/]|to)\s*{_NUMBER}|(?:,\s*{_NUMBER})*\s*(?:and|&)\s*{_NUMBER})?"
)
"""`3/4`, `2, 4 and 6`, `1 to 3`."""

_BEHIND_HOLD = "and|then|relax|rest|release|each|daily|once|twice|every|in bed|if"

_MONTHS = (
    "January", "February", "March", "April", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip

_WRITTEN_OUT = (
    *((rf"(?<=[0-9] )(?:the )?{month[:3]}{'t?' if month[0] == 'S' else ''}"
       r"\b(?:\.(?! (?-i:[A-Z])))?(?! ?[0-9])", month)
      for month in _MONTHS),
    (r"\b(the|those|all|your|when) ([0-9]|1[0-9])s (?=(?:are|is|feels?|gets?|become|easy|go)\b)",
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
    (rf"\b([0-9]+)\s*x\s+(?=(?:{_LATIN})\b)", r"\1 times, "),
    (r"\bRIR\s*:?\s*([1-9](?:\s*-\s*[0-9])?)\b|\b([1-9](?:\s*-\s*[0-9])?)\s*RIR\b",
     r"stop while you could still do \1\2 more"),
    (rf"\b(?:{_EFFORT})\s*:?\s*({_TO_TEN})(?:\s*/\s*10)?(?![0-9/])", r"effort \1 out of 10"),
    (rf"\b(?:{_EFFORT})\s*:?\s*({_TO_TWENTY})(?:\s*/\s*20)?(?![0-9/])", r"effort \1 out of 20"),
    (rf"\b(?:{_PAIN})\s*:?\s*(?:max\.?|up to|<=|at most)\s*({_TO_TEN})"
     r"(?:\s*/\s*10)?(?![0-9/])", r"pain at most \1 out of 10"),
    (rf"\b(?:{_PAIN})\s*:?\s*({_TO_TEN})(?:\s*/\s*10)?(?![0-9/])", r"pain \1 out of 10"),
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
    (r"\b(a day|daily) (?=[0-9]+ (?:weeks?|wks?)\b"
     r"(?! (?:post|after|before|later|from|since|ago|in|on|old|apart|rest|off|out)))",
     r"\1 for "),
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
    (rf"(^|[.;,]\s+)(week [0-9]{{1,2}}) (?=(?!{_NO_STAGE})[a-z]+ )", r"\1\2: "),
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
    (rf"(?<=seconds)\s*x\s?([0-9]{{1,2}})(?=\s+(?:{_ON_LIMBS})\b)", r", \1 times"),
    (r"(?<=[0-9])\s*hrs?\b", " hours"),
    (r"(?<![x\u00d7][0-9])(?<![x\u00d7] [0-9])(?<=[0-9])\s*h\b(?!\s*[x\u00d7])", " hours"),
    (r"\b(?-i:hrs)\b", "hours"), (r"\b(?-i:hr)\b", "hour"),
    (r"(?<=[0-9])\s*['\u2032\u2019](?![\w'\u2019])", " minutes"),
    (r"(?<=[0-9])\s*(?:sets?)\s*x\s*(?=[0-9])", r" sets of "),
    (r"(?<=[0-9])\s*rep\.(?=\s*,)", " repetitions"), (r"(?<![a-z])e/s\b", "each side"),
    (r"\breps\b", "repetitions"), (r"\brep\b", "repetition"),
    (r"(?<=[a-z])(?=[<>\u2264\u2265])", " "),
    (r"~\s*(?=[0-9])", "about "),
    (r"(?:>=|\u2265)\s*(?=[0-9])", "at least "), (r"(?:<=|\u2264)\s*(?=[0-9])", "at most "),
    (r">\s*(?=[0-9])", "more than "), (r"<\s*(?=[0-9])", "less than "),
    (r"\b1 ?rm\b", "1RM"), (r"\bmvc\b", "of your full effort"), (r"\bof of your\b", "of your"),
    (rf"\b(?:{_EFFORT})\b", "effort"), (r"\b(?:nrs|vas|nprs)\b", "pain"),
    (r"\bpain pain\b", "pain"), (r"\beffort effort\b", "effort"),
    (r"\bbw\b", "body weight"), (r"\bmin\.?\s+(?=[0-9]+\s)", "at least "),
    (r"(?<=[0-9])\s*/\s*(?=(?:leg|side|foot|arm|hand|way|direction|ankle|knee)\b)", " each "),
    (r"(?<=[a-z]{2} )(?<!every )(?<!each )(?<!next )(?<!the )(?<!pm )(?<!and )(?<!or )"
     r"am\b(?!\s*(?:and|or|&|\+|/|,|pm))", "in the morning"),
    (r"\bp/(?=(?:leg|side|foot|arm|hand)\b)", "each "),
    (r"(?<=[0-9])\*(?=[0-9])", "x"),
    (r"\s+&\s+", " and "),
    (r"\bslow way back (?=[0-9])", "slow way back: "),
    (r"\bam(?=\s+[0-9])", "AM"), (r"\bpm(?=\s+[0-9])", "PM"),
    (r"\b(up|in) ?x ?([0-9]+)([ ,/+&]*(?:then |and )?)(down|out) ?x ?([0-9]+)\b"
     r"(?!\s*(?:s|secs?|seconds?|m|mins?|minutes?)\b)",
     r"\1 \2 times\3\4 \5 times"),
    (r"(?<![0-9.,x\u00d7-])(?<![x\u00d7] )\b1 times\b(?! (?:a|per|each|every)\b)", "once"),
    (r"\bpost[- ]?op\.? (week|day)s? ([0-9]{1,2})\+", r"from \1 \2 after the operation"),
    (rf"\bpost[- ]?op\.? ((?:weeks?|days?) {_NUMBERS})(?!\.?[0-9]|\s*(?:[x\u00d7/-]|to\b)\s*\w)",
     r"\1 after the operation"),
    (rf"\bpost[- ]?op\b{_STOP}", "after the operation"),
    (r"\bappts?\b", "appointment"),
    (r"\bexcl?\b\.?", "except"), (r"\bincl?\b\.?", "including"),
    (rf"\b(hold(?:ing)?)\s+(?:for\s+)?([0-9]{{1,2}})\s*[x\u00d7]\s*([0-9]{{1,2}})\b{_NOT_SO_LONG}",
     r"\1 \2 seconds, \3 times"),
    (rf"\b(hold(?:ing)?)\s+(?:for\s+)?([0-9]{{1,2}}|{_SMALL})"
     rf"(?=\s*(?:$|[,.;)](?![0-9]| build)|(?:{_BEHIND_HOLD})\b))", r"\1 \2 seconds"),
    (r"(\b[0-9]+ seconds (?:up|out|down|in|there)) "
     r"(?=[0-9]+ seconds (?:back|down|up|in|out|hold)\b)", r"\1, "),
    (r"(?<=[0-9])\s+[x\u00d7](?=[0-9])", " \u00d7"),
    (r"(?<=[0-9])(?:\s*[x\u00d7]\s+|[x\u00d7])(?=[0-9])", " \u00d7 "),
    (r"\s*@\s*(?=[0-9a-z])", " at "),
    (r"(?<=[a-z0-9])\s*\+\s*(?=[a-z0-9])", " + "),
)  # fmt: skip

ABBREVIATIONS = tuple((re.compile(find, re.IGNORECASE), words) for find, words in _WRITTEN_OUT)
"""What prescriptions have, and what a patient reads."""
