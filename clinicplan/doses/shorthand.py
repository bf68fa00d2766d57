"""The abbreviations of a dose ("fwd", "nocte", "q2h", "2xd") become the words they stand for.

Only what has one meaning wherever it stands in a dose: everything else is left as it is typed.
"""

from __future__ import annotations

import re
from functools import lru_cache

from clinicplan.doses.arrows import without_questions
from clinicplan.doses.day_letters import with_days
from clinicplan.doses.days import WEEKDAYS
from clinicplan.doses.days_off import without_days_off
from clinicplan.doses.glossary import CAPITALS, WORDS
from clinicplan.doses.manner import COLOURS
from clinicplan.doses.paces import in_paces, in_seconds
from clinicplan.doses.plain import any_of
from clinicplan.doses.tens import without_tens
from clinicplan.doses.week_lists import with_stretches

_BOUNDARY = (r"(?<![\w'-])", r"(?![\w'-])")
_A_WORD = re.compile(
    rf"{_BOUNDARY[0]}(?:{any_of(WORDS)}){_BOUNDARY[1]}", re.IGNORECASE
)
_IN_CAPITALS = re.compile(rf"{_BOUNDARY[0]}(?:{any_of(CAPITALS)}){_BOUNDARY[1]}")


_DOINGS = (
    r"(?:runs?|running|training|workout|gym|exercise|walks?|work|match|games?|shower|swim|ride|"
    r"ice|skat(?:e|es|ing)|practices?|rehearsals?|shows?|shifts?|class|hockey|football|match)\b"
)

_DAYS = r"(?:mon|tues|wednes|thurs|fri|satur|sun)days?|weekends?|sat|sun"
_ONE_DAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_ON_LEGS = r"(?:heel|calf|raise|squat|stance|stand|balance|bridge|hop|jump|press|rdl)"

_THINGS = (
    r"bands?|weights?|backpack|rucksack|pack|vest|ball|towel|dumbbells?|kettlebell|support|sticks?|"
    r"rail|frame|chair|wall|hands?|knees?|straight|bent|shoes|brace|cane|poles?|help|assistance"
)
"""What is meant behind a w: a week and a watt have none of these."""

_PART_OF_DAY = r"(?:am|pm|mornings?|afternoons?|evenings?|breakfast|lunch|dinner|supper)"

_SO_OFTEN = (
    r"(?:daily|every|od|bd|bid|tds|tid|qds|qid|qd|once|twice|[0-9]|mon|tue|wed|thu|fri|sat|sun)"
)
"""Beside these HS is no bedtime: it may be the hamstring stretch, or heel slides."""

_TIME_OF = (
    r"[0-9]+\s*(?:s|secs?|seconds?|m|mins?|minutes?)\s+(?!each|every|per|a\b|weekly|daily|more|until|"
    r"till|up|to\b|as|if|when|once|or|and|over|by)[a-z]"
)
"""The time of something: `30 min walk inc 5 min warm-up` is no growth."""

_CEASE = (
    r"(?:pause|stop|rest|slow(?:er)?(?: down)?|ease(?: off| up)?|halve|reduce|cut(?: down)?|less|"
    r"skip|leave(?: it)?|avoid|break|do less|go easy)"
)
"""`pause if pain 3x10 bd`: nobody does an exercise only if it hurts."""

_INCH = (
    r"(?:\"|\u2033|\u201d)(?![0-9x])(?!\s*(?:high |low )?(?:step|box|block|edge|platform|wedge|"
    r"lift|heel|ball|roller|band|drop|height|deep|off|apart|pad|reach|above|over|"
    r"lunge|below|tall|wide|thick|forwards?|away|up|high|higher)\b)"
)
"""The sign of seconds, where no inches are meant."""

_PATTERNS = tuple(
    (re.compile(find, re.IGNORECASE), words)
    for find, words in (
        (r"\bhold(?=[0-9])", "hold "),
        (r"(?<=\s)x(?=[1-7]/7\b)", ""),
        (r"\bnot\s+(?:at\s+)?w\s?/\s?e\b\.?", "not at weekends"),
        (r"(?<=\bmeal)[ -]?times?\b", "s"),
        (r"\b(?:e|ea)\s*/\s*(?=(?:way|direction|side|leg|foot)\b)", "each "),
        (r"\btempo:?\s*([0-9])\s*(out|in)[\s,;/]*([0-9])\s*(back|in|out)\b", r"\1 s \2 \3 s \4"),
        (r"(?<=[0-9])(\s?(?:s|secs?|seconds?|m|mins?|minutes?|reps?|sets?|kgs?))[x\u00d7](?=[0-9])",
         r"\1 x"),
        (r"((?:\bx\s?[0-9]{1,2}|\b[0-9]{1,2}\s?x|\bonce|\btwice))\s+e\.?d\b\.?(?!\s*[0-9])",
         r"\1 every day"),
        (r"(?<!from )(?<!rest )(?<!hold )(?<!every )(?<!x )(?<![0-9x-])\b"
         r"([0-9]{1,2}\s*mins?) up to ([0-9]{2} ?mins?)\b"
         r"(?=\s*$|\s*[,;]|\s+(?:[0-9]|daily|od|bd|tds|once|twice|every|eod|alt))"
         r"(?!\s*(?:a|per|each|every|/)\s*day)",
         r"\1, building up to \2,"),
        (r"\bincrease\s+(?=[0-9]{1,2}\s*(?:reps?|repetitions)\s*(?:/|a|per|each|every)\s*(?:wk|week)\b)",
         "increase by "),
        (r"\be\.\s?o\.\s?d\b\.?", "every other day"),
        (r"(?<=[a-z]) min\.? (?=[0-9]+(?:-[0-9]+)? ?(?:x|times) ?(?:/|a|per|day|daily)\b)",
         " at least "),
        (r"(?<![0-9x.-])(?<![x-] )\b1\s?x\s+daily\b", "once daily"),
        (r"(?<=[0-9])\s*bpm\b", " beats a minute"),
        (r"\bever(?= (?:(?:other|second|2nd|third|3rd) )?(?:day|morning|evening|night)s?\b)",
         "every"),
        (r"(?<=[0-9]) ed\b\.?(?=\s*(?:$|[,;]))", " every day"),
        (r"([0-9]\s?(?:s|secs?|seconds?|mins?|minutes?|reps?|sets?|times|x|kg)?|\b(?:each|side|"
         r"leg|foot|left|right|hold|rest|l|r))\s+e\s?[./]?\s?d\b\.?(?=\s*(?:$|[,;)]))",
         r"\1 every day"),
        (r"\bod\s*[-/]\s*bd\b", "1-2 times a day"), (r"\bbd\s*[-/]\s*tds\b", "2-3 times a day"),
        (r"\btds\s*[-/]\s*qds\b", "3-4 times a day"),
        (rf"(?<=[0-9] )c\.?\s+(?=(?:the\s+|a\s+)?(?:(?:{any_of(COLOURS)})\s+)?"
         r"(?:band|weight|ball)\b)", "with "),
        (r"(?<![x\u00d7] )(?<![x\u00d7])\b([0-9]{1,2}(?:\s*(?:reps?|x|times))?)\s*(?:an|per|/)"
         r"\s*(?:hour|hr)\b(?!\s*(?:pace|speed))", r"\1, every hour"),
        (r"^([^0-9]*)([0-9]{1,3}(?:\s*(?:reps?|x|times))?)\s*am\s*(?:,|\+|&|/|and|then|-)?\s*\2\s*pm"
         r"\b(?!\s+(?:with|without|holding|using|slow|fast|heavy|light|hard|easy|seated|sitting|"
         r"standing|lying|(?:left|right)(?!\s*$)|if|unless|when|as|only|once|optional))",
         r"\1\2 am and pm"),
        (r"\bq\.?\s?([2-8])\s?(?:h|hrs?|hourly)\b", r"every \1 hours"),
        (r"\bq\.?\s?1?\s?(?:h|hr)\b", "every hour"),
        (r"\bq\.? (?=(?:(?:other|second|2nd|third|3rd) (?:day|morning|evening|night)|"
         r"[2-6](?:-[2-6])? days|morning|evening|night|bedtime|day|hour|"
         r"meal|session)\b)", "every "),
        (r"(?<![a-z0-9])(?-i:p) (?=(?:breakfast|lunch|dinner|supper|meals?|bath|shower|runs?|"
         r"practice|training)\b)", "after "),
        (r"([0-9])(?:\"|\u2033|\u201d)(?=\s*(?:off|above|below|clearance|reach)\b)", r"\1 inches"),
        (r"(?<=[0-9])#(?!\s*[0-9])", " lb"),
        (r"\bprn (?=(?:pain|sore\w*|stiff\w*|cramps?|spasms?)\b)", "prn for "),
        (rf"(\b(?:holds?|holding|rest|pause|for|x) ?[0-9]+){_INCH}", r"\1 s"),
        (rf"([0-9]){_INCH}(?=\s*(?:holds?|rest|pause|btwn|betw|between)\b)", r"\1 s"),
        (r"(?:(?<=[0-9]) ?(?:/|-)? ?|\b)(?-i:KO)\b(?! ?band)", " kick-off"),
        (r"\bas (?:and|&|n) when (?:you can|able|poss\w*)", "whenever you can"),
        (r"\bas (?:and|&|n) when(?= (?:it|there|you|sore|stiff|tight|pain\w*|ach\w*)\b(?! like))",
         "when"),
        (r"\bas (?:and|&|n) when\b(?: (?:needed|required|you like))?", "when needed"),
        (r"\b(?:sx|symptoms) (?:allowing|permitting)\b", "as symptoms allow"),
        (r"\b5\s*/\s*7,?\s*(?:with )?(?:wkends|weekends|w/ends)\s+(?:off|free)\b", "Mon-Fri"),
        (r"\b(for|every|over|in|after|next|first|another|within|than)\s+([0-9](?:\s*-\s*[0-9])?)\s*/\s*7\b"
         r"(?! ?(?:days?|pain|effort|discomfort)\b)",
         r"\1 \2 days"),
        (r"\b(full|into|to|of|towards|in)\s+(?-i:PF)\b", r"\1 foot down"),
        (r"(?<![\w/-])(?-i:M)-(?=(?:Tue|Wed|Thu|Th|Fri|Sat|Sa|Sun)\b)", "Mon-"),
        (r"\b(?:wk|week) ?([0-9]{1,2}) ?(?:->|\u2192)\s*:", r"from week \1:"),
        (r"(?:(?<=\()|(?<=[a-z] )|(?<=, ))x ?([2-6]) ?(?:a |per |/ ?)?day\b(?!s)",
         r"\1 times a day"),
        (r"\b(?:alt\.?|alternate) (morning|evening|night)s?\b", r"every other \1"),
        (r"\b((?:first|1st) steps?) (?:(?:in|of|on) )?(?:the )?(?:am\b|morn(?:ing)?s?\b)",
         r"\1 in the morning"),
        (r"\b(from|after|until|till?|by) (?:the )?([2-9])(?:nd|rd|th) (?:week|wk)\b"
         r"(?! (?:of|in)\b)", r"\1 week \2"),
        (rf"\bex\.? (?={_DAYS})", "except "), (r"\b2ce\b", "twice"),
        (rf"^({_CEASE} (?:if|when) [a-z'-]+(?: [a-z'-]+){{0,2}}?),? (?=[0-9]+ ?x ?[0-9])", r"\1. "),
        (r"(?<![a-z])(?-i:OM) ?(?:[+&/]|and) ?(?-i:ON)(?![a-z])", "every morning and night"),
        (r"(?<=(?-i:[a-z0-9]) )(?-i:ON)(?=\s*(?:$|[,;.]))(?!.*\b(?:off|rest)\b)", "every night"),
        (r"(?<=(?-i:[a-z0-9]) )(?-i:OM)(?=\s*(?:$|[,;.]))", "every morning"),
        (r"\baft\.? (?=(?:homework|every|each|the|any|shift|work|school|meals?|food|lunch|dinner|"
         r"breakfast|bath|shower|run|running|training|games?|match|sport|class)\b)", "after "),
        (r"=+>", "->"), (r"\bworkdays\b", "work days"),
        (r"\bthen (?:all )?(?:done|finished)(?=\s*(?:$|[.;,]))", "then stop"),
        (r"^([0-9]+ ?s(?:ecs?)? [a-z ]+?) ?/ ?([0-9]+ ?s(?:ecs?)? [a-z ]+?) x ?([2-9]|1[0-9])\b",
         r"\3 rounds of \1 / \2,"),
        (r"\bp/ ?(?=(?:leg|foot|side|arm|hand)\b)", "each "),
        (r"\bq ?([2-6]) ?(?:wks?|weeks?)\b", r"every \1 weeks"),
        (r"(?<=[0-9]x) ([2-6])[ -]?(?:hourly|hrly)\b", r", every \1 hours"),
        (r"\bca\.? (?=[0-9])", "about "), (r"\bstr(?=/in/out\b)", "straight"),
        (r"\b([0-9]{1,2}) \u00e0 ([0-9]{1,2})\b", r"\1-\2"),
        (r"\bincl\.? (?=[a-z])", "including "), (r"\(\+ ?(?=[a-z])", "(also "),
        (r"(?:(?<=[.;,] )|(?<![\s\S]))(?:that )?(too )?\b(easy|light|sore)( too)?\? ?(?=[a-z0-9])",
         r"when \1\2\3: "),
        (r"(?<![0-9-])\b([0-9]+(?: ?(?:s|secs?|seconds?|mins?|minutes?|reps?))?)[ -]?ish\b",
         r"about \1"),
        (r"([0-9] ?[x\u00d7] ?[0-9]+(?:-[0-9]+)?) ?\+ ?(?=[0-9.]+ ?(?:kgs?|lbs?)"
         r"(?: (?:backpack|rucksack|bag|vest|pack))?\s*(?:$|[,;.)]))", r"\1 with "),
        (r"(?<=[0-9]) (?-i:w) (?=[0-9]+ ?(?:s|secs?|seconds?|mins?|minutes?|['\"])(?![a-z]))",
         " with "),
        (r"\b(x ?/ ?(?:wk|week)|times a week) (?-i:w) (?=[a-z])", r"\1 with "),
        (r"\be/o(?= (?:day|morning|evening|night|week)s?\b)", "every other"),
        (r"\bq ?am\b(?!\s*(?:[&/+,]|and)\s*pm)", "every morning"),
        (r"\bq ?pm\b", "every evening"),
        (r"\bq ?am\s*(?:[&+/]|and)\s*pm\b", "am and pm"),
        (r"(?<=[0-9]) ?cts?\b", " counts"),
        (r"(?<![0-9.,-])\b1 ?mi(?= (?:runs?|walks?|jog|easy)\b)", "1 mile"),
        (r"(?<=[0-9]) ?mi(?= (?:runs?|walks?|jog|easy|wk|week|on)\b)", " miles"),
        (r"((?:^|[.;]) )(?-i:PO)(?= (?:wks?|weeks?|days?)\b)", r"\1Post-op"),
        (r"(?<![0-9] )\b(?-i:PO)(?= (?:wks?|weeks?|days?)\b)", "post-op"),
        (rf"\b({_PART_OF_DAY})\s*(?:[+&]|\band\b)\s*hs(?=\s*(?:$|[,.;)]))", r"\1 + bedtime"),
        (r"\bpm \+ bedtime\b", "evening + bedtime"),
        (r"\bevery other (morning|evening)s?\b(?! and)", r"every other day in the \1"),
        (r"\bevery other nights?\b(?! and)", "every other day at night"),
        (rf"\b({_PART_OF_DAY},\s*{_PART_OF_DAY}),\s*hs(?=\s*(?:$|[,.;)]))", r"\1, bedtime"),
        (rf"(\b{any_of(WEEKDAYS)}),?\s+otherwise (?:rest|nothing|off)(?=\s*(?:$|[,.;)]))", r"\1"),
        (r"\b(l|r|left|right|each|ea) ft\b", r"\1 foot"),
        (r"(?<![\w'-])([lr]t?|left|right)(leg|foot|side|heel|knee|ankle|calf|hip|toe)(?![\w'-])",
         r"\1 \2"),
        (r"(?<![0-9*])([0-9]{1,2}(?:\s?(?:s|secs?|seconds?|mins?))?) ?\* ?(?=[0-9])(?![0-9]+ ?\*)",
         r"\1 x "),
        (r"(?<=[a-z0-9]) (?-i:n) (?=[a-z])", " and "),
        (r"(\b[0-9]+ ?(?:s|secs?|mins?) ?x ?[1-9](?: each| ea)?),? (?-i:HS)"
         rf"(?=\s*$|\s*,\s*(?!{_SO_OFTEN})[a-z])", r"\1 at bedtime"),
        (r"\b((?:before|after) [a-z ]+?) ?\+ ?(?-i:HS)\b(?=\s*(?:$|[,;.]))", r"\1 + at bedtime"),
        (r"\b(off days?:? [0-9]+ ?(?:s|secs?|mins?)) (?-i:HS)\b", r"\1 at bedtime"),
        (r"\baft (?=(?:the\s+)?(?:bath|shower|breakfast|lunch|dinner|supper|meals?|school|duty|"
         r"class|practice)\b)", "after "),
        (r"(?<!next )(?<!this )(?<!the )(?<!a )\bw(?:k?nd|/end)\b", "weekends"),
        (r"\bw(?:k?nd|/end)\b", "weekend"),
        (r"\b([5-9]|[1-9][0-9]{1,2}) ?ft\b\.?(?=\s*(?:$|[,;x]|[a-z]))", r"\1 feet"),
        (r"\b(leave(?: it| off| out)*|skip|miss)( for)? 1/7\b", r"\1\2 1 day"),
        (r"\b(leave(?: it| off| out)*|skip|miss)( for)? ([2-6])/7\b", r"\1\2 \3 days"),
        (r"\bq\.?\s?2\s?d\b", "every other day"), (r"\bq\.?\s?([3-6])\s?d\b", r"every \1 days"),
        (r"(?<![0-9.-])\b([2-9])\s?x\s?(?:amrap|amap|as many as you can)\b",
         r"\1 sets of as many as you can"),
        (r"(?<=[0-9])\s?x\s?/?\s?w\b(?=\s*(?:$|[,;.)]|then\b|for\b))", "x/week"),
        (r"(?<!breath )(?<!walk )\btempo:?\s*([1-9])\s*[/-]\s*\1\b(?!\s*[x/-])",
         r"\1 s up, \1 s down"),
        (r"(?<![0-9/])\b([2-9])\s*/\s*\1\s+tempo\b", r"\1 s up, \1 s down"),
        (r"(?<![0-9/])\b([1-9])\s?up\s*/\s*([3-9])\s?down\b", r"\1 s up, \2 s down"),
        (r"(?<![0-9/])\b([3-9])\s?up\s*/\s*([1-9])\s?down\b", r"\1 s up, \2 s down"),
        (r"(?<!slow )\b(tempo:?\s*[1-9]\s*-\s*[1-9])(?=\s+(?:daily|times|a day|per day|x\s?[0-9]))",
         r"\1,"),
        (r"\baft\.?(?=\s+(?:weeks?|wks?|[1-9])\b)", "after"),
        (r"(?<=[0-9])\s*@\s*(?=[0-9]{1,3}\s*%(?!\s*(?:of\s+)?(?:1\s?rm|max)))", " at "),
        (r"\bph(?:ase)?\s?([1-9])\b", r"phase \1"),
        (r"(?<=[0-9])(\s?(?:kgs?|lbs?|s|reps?|m)?)\s+(?-i:w)\s+"
         rf"(?=(?:an?\s+|the\s+|(?:{any_of(COLOURS)})\s+)?(?:{_THINGS})\b)", r"\1 with "),
        (rf"(?:(?<=x[0-9] )hs\b|(?<=[0-9]x )hs\b)(?!\s*{_SO_OFTEN})", "at bedtime"),
        (r"(?<=[0-9]) +[-\u2013] +(?=[1-7] ?(?:x|times|days?) ?(?:/|an? |per |daily|week|wk))",
         ", "),
        (r"\b(daily|every day|od),? (?-i:xc)\.? "
         rf"(?=(?:{_DAYS}|mon|tues?|weds?|thu(?:rs?)?|fri)\b)", r"\1 except "),
        (r"\b(am|morn(?:ing)?)\s*(\+|&|/|and|,)\s*aft\b", r"\1 \2 afternoon"),
        (r"\baft(?=\s*(?:\+|&|/|and)\s*(?:pm|eve|evening|bed|bedtime|night)\b)", "afternoon"),
        (r"\b([0-9]+(?:-[0-9]+)?)\s*x\s*/?\s*d\b", r"\1x/day"),
        (r"\bx\s*([0-9]+)\s*/\s*d\b", r"\1x/day"),
        (r"\b([1-6])\s*/\s*d\b", r"\1x/day"),
        (r"\b([0-9]{1,2})\s*x?\s*dd\b", r"\1x/day"),
        (r"\b([0-9]+)\s*/\s*d\b", r"\1 a day"),
        (r"\b([0-9]+(?:-[0-9]+)?)\s*d\s*/\s*(?:wk|w|week)\b", r"\1 days/week"),
        (r"\b([0-9]+)\s*x\s*daily\b", r"\1x daily"),
        (r"(\bx\s?[0-9]+)daily\b", r"\1 daily"),
        (r"(?<=[0-9x])\s*pw\b", " per week"),
        (r"(?<=[0-9x])\s*pd\b", " per day"),
        (r"\bw/\s*(?=[0-9])", "with "),
        (r"(?<![a-z0-9.])w\s+(?=[0-9]+(?:[.,][0-9]+)?\s*(?:kgs?|lbs?)\b|"
         r"[0-9]+(?:-[0-9]+)?[\s-]*(?:s|secs?|seconds?)\.?[\s-]+(?:holds?|pause)\b)", "with "),
        (r"\b(start|begin)(ing|ning)?\s+w\s+(?=[0-9])", r"\1\2 with "),
        (r"\s*/\s*(?=(?:weeks?|wks?|w)\s*[0-9]{1,2}(?:\s*-\s*[0-9]{1,2})?\s*:?\s+[0-9])", ", "),
        (r"(?<=x wk)\s+(?=(?:week|wk)\s*[0-9])", ", "),
        (r"(?<=[0-9])\s*deg\b\.?", " degrees"),
        (r"\b6\s*(?:/\s*7|(?:d|days?|x)\s*(?:/|a\b|per\b)\s*(?:wk|week))\b[\s,;(]*"
         rf"({_ONE_DAY}|sat|sun)\s+(?:off|free)\b\)?", r"every day except \1"),
        (r"\bb/w\s+(?=[0-9])", "between "), (r"\bb/w(?=\s*(?:$|[,;.\n]|/\s))", "in between"),
        (r"\bnil\s+(?=rest|hold)", "no "),
        (r"\blots?\s+of\s+(?=[0-9]|(?:five|six|eight|ten|twelve|fifteen|twenty|thirty)\b)",
         "sets of "),
        (r"\b(?:(?:both|each)\s+)?(?:L|left)\s*(?:[+&]|and)\s*(?:R|right)\b(?!\s*[0-9])",
         "left and right"),
        (r"\b(?:(?:both|each)\s+)?(?:R|right)\s*(?:[+&]|and)\s*(?:L|left)\b(?!\s*[0-9])",
         "right and left"),
        (r"\bin the morning\s*(?:et|&|\+)\s*at night\b", "in the morning and at night"),
        (r"\bRI\s*:?\s*(?=[0-9])", "rest interval "),
        (r"(?<=[0-9])(\s*(?:secs?|mins?))\."
         r"(?=\s+(?:holds?|rests?|breaks?|pauses?|each|between|x)\b)",
         r"\1"),
        (r"\b((?:before|after)\s+[a-z]+)\s*[+&]\s*(?!before|after)(?=[a-z])", r"\1 and "),
        (r"\b(R|L|right|left)\s*x\s?([0-9]{1,2})[\s,/&+]*(R|L|right|left)\s*x\s?([0-9]{1,2})\b",
         r"\1 \2 times, \3 \4 times"),
        (r"\b([0-9]{1,2}\s*(?:s|secs?|seconds?|mins?|minutes?))\s+twice\b"
         r"(?!\s*(?:daily|(?:a|per|each|every|/)\s*(?:day|week)))"
         r"(?=.*\b(?:am|pm|mornings?|afternoons?|evenings?|nights?|bd|tds|bed)\b)", r"2 x \1"),
        (r"\b((?:after|before)\s+(?:the\s+|your\s+|his\s+|her\s+)?"
         r"(?:bath|shower|dinner|supper|tea|breakfast|lunch)),\s+"
         r"(every\s+(?:night|evening|morning))\b(?!\s*(?:and|\+|&|too|as well))", r"\2 \1"),
        (r"\bhalf a dozen\b", "6"), (r"\ba dozen\b", "12"), (r"\bnil\b", "nothing"),
        (r"[-\u2013\u2014]{1,2}>", "->"),
        (rf"\bsl\s+(?={_ON_LEGS})", "single-leg "), (rf"\bdl\s+(?={_ON_LEGS})", "double-leg "),
        (r"\bhs\s+(?=stretch|curl|bridge)", "hamstring "),
        (r"\biso(?:m)?\b\.?(?=\s+holds?\b)", "isometric"),
        (r"\biso(?:m)?\b\.?", "without moving"),
        (rf"\b(?:TB|t-?band)\s+({any_of(COLOURS)})\b|\b({any_of(COLOURS)})\s+(?:TB|t-?band)\b",
         r"\1\2 band"),
        (r"\b([1-6](?:-[2-7])?)\s*days?\s*/\s*7\b", r"\1 days a week"),
        (r"\bevery\s+([0-9]+)[\s-]*hourly\b", r"every \1 hours"),
        (r"\bM\s?[&+]\s?E\b", "morning and evening"),
        (r"(?<!hold )\b([1-4])\s*s\s*x\s*([0-9]{1,3}(?:-[0-9]+)?)\s*(?-i:r)\b", r"\1 x \2"),
        (r"\b([0-9]{1,3}(?:-[0-9]+)?)\s*r\s*x\s*([1-4])\s*s\b", r"\2 x \1"),
        (r"(?:\+/-|\u00b1)\s*(?=[a-z])", "with or without "),
        (r"\b(next|following|in the|that|this)\s+am\b", r"\1 morning"),
        (rf"\binc\.?\s+(?:by\s+)?(?=[0-9])(?!{_TIME_OF})", "increase by "),
        (r"\b(?:in\s+)?prone\b(?!\s+to\b)", "lying on your front"),
        (r"\b(?:in\s+)?supine\b", "lying on your back"),
        (r"\binc\.?\s+(?=to\b|hold|reps|weight|load|time|speed|band|sets|resistance)", "increase "),
        (rf"\bpost[- ]?(?={_DOINGS})", "after "),
        (rf"\bpre[- ]?(?={_DOINGS})", "before "),
        (r"\bb/[wn]\s+(?=sets?|reps?|rounds?|each|them|sides|days|sessions)", "between "),
        (r"\b(rest|breather|break|pause|gap|apart)\s+b/[wn](?=\s*(?:$|[,;.]))", r"\1 in between"),
        (r"\b(sets?|series|rounds?)\s*\u00e0\s*(?=[0-9])", r"\1 of "),
        (r"\b([0-9]{1,2})\s*(?:a|\u00e0)\s*([0-9]{1,2})(?=\s*(?:x|times|reps)\b)", r"\1-\2"),
        (r"\b([2-5]) non[ -]?consec(?:utive)? days\s*(?:a|per|/|each)\s*(?:week|wk)\b",
         r"\1 days a week, non-consecutive"),
        (r"\bnon[ -]?consec\b(?!\.? ?days)", "non-consecutive"),
        (r"[\s,;]*(?:\bon\s+)?\bnon[ -]?consec(?:utive)?\.? days\b", ", not on consecutive days"),
        (r"\b(?:just|right) (?=before (?:bed|sleep))", ""),
        (r"(?<![0-9x.-])([6-9]|[1-9][0-9])\s?x\s+"
         r"(?=[1-6](?:-[2-9])?\s?(?:x\s*(?:/|a |per |daily|dd\b|day\b)|times (?:a|per) day\b))",
         r"\1 times, "),
        (r"(?<![0-9x.-])\b([5-9]|[1-9][0-9])\s?x\s+(?=(?:od|bd|tds|qds|bid|tid|qid)\b)",
         r"\1 times, "),
        (r"\b([1-6](?:-[2-6])?)\s*days?\s+(?:out\s+)?of\s+(?:7|seven)\b", r"\1 days a week"),
        (r"(?<![x\u00d7-])(?<![x\u00d7] )\b([1-6](?:-[2-6])?)\s+(?:out\s+)?of\s+(?:7|seven)"
         r"(?:\s+days)?\b", r"\1 days a week"),
        (r"(?<=[.;,] )all\s+(?=[1-6]\s?x\s?/?\s?(?:a |per )?(?:week|wk)\b|"
         r"(?:daily|od|bd|tds|qds|every other day|alt days)\b)", ""),
        (r"(?:^(?=[2-8]\b)|(?<![x\u00d7] )(?<![x\u00d7])(?<!sets of )(?<=[a-z0-9,;.)] ))"
         r"([0-9]{1,2}(?:\.5)?) ?in(?:\.|ches)?(?=\s+(?:high\s+)?(?:step|box|block|books?|stool|"
         r"platform|board|lift|wedge|ledge|kerb)\b(?!\s+(?:ups?|downs?|stance|position|shoes?)))",
         r"\1 inch"),
        (r"\b(to|from) ([0-9]{1,2}(?:\.5)?) ?in\.?(?=\s*(?:$|[,;)]))", r"\1 \2 inch"),
        (r"\bdirn?s\b", "directions"),
        (r"\bdirn?\b(?:\.(?=\s*[,;)]|\s+(?-i:[a-z])))?", "direction"),
        (r"\bp\s?[&+]\s?n\b", "pins and needles"),
        (r"^\s*alt\.?\s*$", "alternating"),
        (r"\bHR\s+(?=(?:below|under|above|over|max|up to|at|of|<|>)?\s*[0-9])", "heart rate "),
        (r"\balt\.?\s+(?=legs?\b|sides?\b|feet\b|arms?\b)", "alternate "),
        (r"(?<=[0-9])\s*\u00b4", "'"),
    )
)
"""In this order, where two know the same words: `2/d` (twice) stands before `20/d`, `6/7 (Monday
off)` before `Monday off`, `nil rest` before `nil`, `iso hold` before `iso`, `3 non-consec days a
week` before `non-consec days`. The others do not meet (tried backwards on all doses of the tests).
"""


_ALARM = re.compile(
    r"\b(?:to|the|or|if|stop|call|go|hot|swell\w*|swollen|pain\w*|numb\w*|fever|999|911|112)\b|-",
    re.IGNORECASE,
)
_GO_TO = re.compile(
    r"\b(?:(?:go(?:ing)?|straight|off|present) (?:straight )?to|attend|see|visit|call|ring|"
    r"contact|999|911|112|gp)(?: or| ?/)?(?: the)? ?$",
    re.IGNORECASE,
)
_IN_ALARM = re.compile(
    r" ?/ ?gp\b| or gp\b| if (?:it (?:is|gets) )?"
    r"(?:hot|red|swollen|swells|worse|numb|fever|severe)\b",
    re.IGNORECASE,
)


def _of_capitals(match: re.Match[str]) -> str:
    """The words of the letters; somebody who is sent to `ED` goes to no `every day`."""
    if match[0] != "ED":
        return CAPITALS[match[0]]
    before, behind = match.string[: match.start()], match.string[match.end() :]
    if _GO_TO.search(before) or _IN_ALARM.match(behind):
        return "emergency department" if before.endswith("the ") else "the emergency department"
    return match[0] if _ALARM.search(before) else CAPITALS[match[0]]


_LT, _RT = (re.compile(rf"\b{side}\b\.?", re.IGNORECASE) for side in ("lt", "rt"))
_BOTH_SIDES = re.compile(r"\blt\b.*\brt\b|\brt\b.*\blt\b", re.IGNORECASE | re.DOTALL)
"""`Lt 4 x 30 s, Rt 2 x 30 s`: alone it may be light."""

_BLANKS = re.compile(r"[^\S\n]+")
_LINE_END = re.compile(r" ?\n[ \n]*")


def _of_word(match: re.Match[str]) -> str:
    """What the word stands for, with the capital of a sentence that it begins."""
    words = WORDS[match[0].casefold()]
    is_begun = match[0][0].isupper() and match.string[: match.start()].endswith(". ")
    return f"{words[0].upper()}{words[1:]}" if is_begun else words


@lru_cache(maxsize=4096)
def spelt(text: str) -> str:
    """The text with these abbreviations in words; all else, capitals too, as it was typed.

    Blanks and empty lines that a paste has left are one: patterns would try each of them.
    """
    text = _LINE_END.sub("\n", _BLANKS.sub(" ", text.strip()))
    words = _A_WORD.sub(_of_word, without_tens(text))
    words = _IN_CAPITALS.sub(_of_capitals, words)
    words = with_days(in_seconds(in_paces(words)))
    if _BOTH_SIDES.search(words):
        words = _LT.sub("left", _RT.sub("right", words))
    for pattern, instead in _PATTERNS:
        words = pattern.sub(instead, words)
    return with_stretches(without_days_off(without_questions(words)))
