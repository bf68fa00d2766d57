"""The ways people type each part of a dose, by what is meant."""

from __future__ import annotations

WORDS = {
    "1": "one", "2": "two", "3": "three", "4": "four", "5": "five", "6": "six", "8": "eight",
    "10": "ten", "12": "twelve", "15": "fifteen", "20": "twenty", "30": "thirty",
}  # fmt: skip

SETS_OF_REPS = (
    "{s}x{r}", "{s}x{r}", "{s}x{r}", "{s} x {r}", "{s} x {r}", "{s} x {r}", "{s}\u00d7{r}",
    "{s} X {r}", "{s}*{r}", "{s} sets of {r}", "{s} sets of {r}", "{s} sets x {r} reps",
    "{s} sets of {r} reps", "{r} reps x {s} sets", "{r} reps, {s} sets", "{s} sets, {r} reps",
    "{s} sets {r} reps", "{s}x{r} reps", "{s} x {r} reps", "{r} reps {s} sets", "{S} sets of {R}",
    "{s} lots of {r}", "Sets: {s} Reps: {r}", "{s} sets \u00d7 {r} repetitions",
    "{s} x {r} repetitions", "{r} repetitions x {s} sets", "{s} set of {r}", "{s} sets of {r} rep",
    "{s} series of {r}", "{s} series x {r}", "{s} x {r} Wdh", "{s} rounds of {r}", "{r} x {s} sets",
    "{s} sets {r} times", "{r} times x {s} sets", "{r} times, {s} sets", "{s} sets of {r} times",
    "{s} sets - {r} reps", "{s} sets @ {r} reps", "{s}sets x {r}reps", "{s}sets of {r}", "{s} x{r}",
    "do {s} sets of {r}", "{r} reps for {s} sets", "{r} reps/{s} sets", "{s} sets/{r} reps",
    "{R} reps, {S} sets", "{r} (x{s})", "{r} reps (x{s} sets)", "{r}reps x{s}sets",
)  # fmt: skip
REPS = (
    "{r} reps", "{r} reps", "{r} times", "x{r}", "x {r}", "{r}x", "{r}", "{r} repetitions",
    "{r} reps.", "{R}", "{R} times", "{r} X", "do {r}", "reps: {r}", "{r} repeats", "{r}reps",
    "perform {r} reps", "{r} rep", "repeat {r} times", "repeat x{r}", "repeat {r}x", "{r} goes",
    "{r} of these", "\u00d7{r}", "{r} Wdh.", "do {r} of them", "Reps {r}", "about {r}",
)  # fmt: skip
HOLD = (
    "hold {h} s", "hold {h}s", "hold {h} sec", "hold {h} secs", "hold {h} seconds", "{h} s hold",
    "{h}s hold", "{h} sec hold", "{h} second hold", "{h}-second hold", "{h}-sec hold",
    "hold for {h} s", "hold for {h} seconds", "holding {h} s", 'hold {h}"', "hold {h}''",
    "Hold: {h} sec", "held {h} s", "hold each for {h} s", "hold each rep {h} s", "hold {h}",
    "with {h} s hold", "with a {h} second hold", "w/ {h}s hold", "and hold {h} s", "(hold {h} s)",
    "({h} s hold)", "hold {H} seconds", "{h}s holds", "hold for {h}secs", "HOLD {h} SEC",
    "hold {h} seconds each", "hold {h} sec each time", "hold each one for {h} seconds",
    "holding for {h} seconds", "holding each for {h} s", "{h} sec. hold", "hold of {h} s",
    "hold {h} sek", "iso hold {h}s", "hold - {h} secs", "hold {h} s at the top", "hold={h}s",
)  # fmt: skip
REPS_OF_HOLD = (
    "{r} x {h} s hold", "{r}x{h}s hold", "{r} x {h} sec hold", "{r} reps x {h} sec hold",
    "{r} x {h} sec holds", "{h}s hold x {r}", "{h} sec hold x{r}", "hold {h} s x {r}",
    "hold {h} s, {r} times", "hold {h} sec, repeat {r} times", "hold {h} s, repeat x{r}",
    "{r} holds of {h} s", "{r} x {h}-second holds", "hold for {h} seconds and repeat {r} times",
    "hold for {h} seconds, {r} times", "{h} seconds hold, {r} repetitions", "{r} x hold {h} s",
    "hold {h}s, {r} reps", "hold {h} sec; {r} reps", "{r} reps of {h} s holds",
    "{h} s hold x {r} reps",
    '{r} x {h}" hold', "hold {h}s x{r}", "{r} times, holding {h} seconds", "{r} times hold {h} sec",
)  # fmt: skip
SETS_OF_HOLDS = (
    "{s} x {r} x {h} s hold", "{s}x{r}x{h}s hold", "{s} x {r} x {h} sec hold",
    "{s}x{r} ({h}s hold)",
    "{s} sets of {r} x {h}s hold", "{s}x{r} with {h} s hold", "{s} sets of {r} holding {h} s",
    '{s}x{r}, {h}" hold', "{s}x{r} hold {h}s", "{s} sets of {r}, each held {h} seconds",
    "{r} x {h}s hold x {s} sets", "{r} x {h} s hold, {s} sets", "{s} sets: {r} x {h} s hold",
    "{s} x {r}, {h} second holds", "{s}x{r}x{h}s", "{s}x{r}x{h}",
)  # fmt: skip
MINUTES = (
    "{m} min", "{m} mins", "{m} minutes", "{m}min", "for {m} min", "for {m} minutes", "{m}'",
    "{m} min.", "{M} minutes", "{m}mins", "{m} minutes each time", "{m} minute", "do for {m} mins",
    "do it for {m} minutes", "total {m} min", "{m} Minuten", "{m}-minute session",
)  # fmt: skip
BOUTS = (
    "{s} x {d} s", "{s}x{d}sec", "{s} x {d} secs", "{s} sets of {d} s", "{s} bouts of {d} s",
    "{s} x {d} seconds", "{s} sets x {d} sec", "{s} lots of {d} seconds", "{s} times {d} seconds",
    "{s} rounds of {d} s", "{d} s x {s}", "{d} sec x {s} sets", "{s} goes of {d} sec",
    "{s} sets of {D} seconds", '{s} x {d}"', "{s}x{d}s", "{s} x {d}-second bouts",
)  # fmt: skip
BOUTS_OF_MINUTES = (
    "{s} x {m} min", "{s}x{m}min", "{s} x {m} mins", "{s} sets of {m} min", "{s} bouts of {m} min",
    "{s} x {m} minutes", "{s} lots of {m} minutes", "{s} rounds of {m} min", "{s}x{m}'",
)  # fmt: skip
DISTANCES = (
    "{d} metres", "{d} meters", "{d} mtrs", "{d} metres each time", "walk {d} metres",
    "{s} x {d} metres", "{s} lengths of {d} m", "{s}x{d} metres", "for {d} metres",
)  # fmt: skip
STEPS = ("{d} steps", "{d} paces", "take {d} steps", "{s} x {d} steps", "walk {d} steps")
EACH_WAY = (
    "{r} each way", "{r} in each direction", "{r} each direction", "{r} x each way",
    "{r} reps each way", "{r} circles each way", "{r} each dir", "{r} ea way", "{r} e/w",
    "{r} times each way", "{r} circles in each direction", "{r} times in each direction",
    "{r} clockwise and {r} anticlockwise", "{r} CW, {r} ACW", "{r} cw + {r} acw", "{r} either way",
    "{r} per direction", "{r} both ways", "{r} both directions", "{r}x each direction",
    "{r} clockwise, {r} anti-clockwise",
)  # fmt: skip
MOST = (
    "AMRAP", "as many as you can", "as many as possible", "to failure", "max reps",
    "{s} x AMRAP", "{s} sets to failure", "{s} x max", "{s} sets of as many as you can",
    "{s}xAMRAP",
    "{s} sets AMRAP", "as many reps as you can", "as many reps as possible",
    "{s} sets of max reps",
)  # fmt: skip
TIRED = ("until tired", "to fatigue", "until fatigued", "{s} x to fatigue", "{s} sets until tired",
         "till the muscle is tired", "until fatigue")  # fmt: skip
REST = (
    "rest {t} s", "rest {t}s", "{t}s rest", "{t} s rest between sets", "rest {t} sec between sets",
    "{t} sec rest", "rest for {t} seconds", "rest: {t}s", "{t} s rest b/w sets",
    "{t}s between sets",
    "with {t} s rest", "{t} s rest in between", "rest {t} seconds between each", "{t} s break",
    "{t}s pause", "pause {t} s", "rest period {t} s", "rest interval {t}s", 'rest {t}"',
    "{t} seconds rest btw sets", "{t} secs rest between", "{t} second rest",
    "resting {t} s between",
    "{t} seconds rest in between sets", "rest {t} secs b/w", "{t} s Pause", "break of {t} s",
    "take {t} s rest between sets", "wait {t} s between sets", "{t} s recovery", "RI {t}s",
)  # fmt: skip
REST_MINUTES = (
    "{m} min rest", "rest {m} min", "rest {m}'", "{m} minute rest between sets", "{M} minute rest",
    "rest {m} min between sets", "{m}min rest", "{m} min break between sets", "rest {m} minutes",
    "{m}' rest",
)  # fmt: skip
LOADS = {
    "red band": ("red band", "with red band", "w/ red band", "red theraband", "with the red band",
                 "with a red band", "red resistance band", "using red band", "band: red", "red TB",
                 "(red band)", "against red band", "Red Band"),
    "5 kg": ("5 kg", "@ 5kg", "with 5 kg", "5kg", "with 5kg", "5 kg weight", "holding 5 kg",
             "5 kg dumbbell", "+ 5 kg", "@5 kg", "load 5 kg", "weight 5kg", "w/ 5kg", "5 kgs",
             "5 kilos", "with 5 kg weight", "at 5 kg", "5kg DB"),
    "body weight": ("bodyweight", "body weight", "BW", "body weight only", "bodyweight only"),
}  # fmt: skip
TEMPOS = {
    "slowly": ("slow", "slowly", "slow tempo", "tempo slow", "nice and slow", "do slowly",
               "go slow", "SLOW"),
    "slowly with control": ("slow and controlled", "slow & controlled", "slow controlled",
                            "slowly and with control", "slow, controlled"),
    "with control": ("controlled", "with control", "controlled tempo"),
    "up 3 down 3": ("3 s up, 3 s down", "up 3 s, down 3 s", "3s up 3s down",
                    "3 sec up, 3 sec down", "tempo 3 up 3 down", "3 seconds up and 3 seconds down"),
}  # fmt: skip
TIMES = {
    "1": ("daily", "daily", "daily", "od", "OD", "once daily", "once a day", "1x/day", "1x daily",
          "every day", "each day", "per day", "o.d.", "everyday", "once per day", "1 x day",
          "once/day", "1/day", "a day", "t\u00e4glich", "every single day", "once every day",
          "1 time a day", "one time per day", "7 days a week", "7x/week", "every day of the week"),
    "2": ("bd", "BD", "twice a day", "2x/day", "2x daily", "twice daily", "2 x day", "b.d.", "bid",
          "2xd", "2x/d", "x2/day", "x2 daily", "two times a day", "BID", "b.i.d.", "2 times a day",
          "2 times per day", "2/day", "twice/day", "2 x daily", "2 x a day", "2 x per day",
          "twice per day", "twice every day", "bds", "2 X day", "2x a day", "x 2 a day", "2x tgl",
          "2 times daily", "twice each day", "2x per day", "x2 per day", "2 times/day"),
    "3": ("tds", "TDS", "three times a day", "3x/day", "3x daily", "tid", "3 x day", "t.d.s.",
          "3 times a day", "3xd", "x3/day", "x3 daily", "3 times daily", "TID", "3/day",
          "three times daily", "thrice daily", "thrice a day", "3 x daily", "3 x per day",
          "3 times per day", "3 times/day", "3x a day", "3x per day"),
    "4": ("qds", "QDS", "4x/day", "4 times a day", "qid", "four times a day", "4x daily",
          "4 x day", "q.d.s.", "4 times daily", "4 times per day"),
    "morning+evening": ("am + pm", "am and pm", "AM/PM", "am & pm", "morning and evening",
                        "morning & evening", "every morning and evening",
                        "a.m. and p.m.", "in the morning and evening", "morning + evening",
                        "mornings and evenings", "AM and PM", "AM & PM", "morn & eve"),
    "morning+night": ("mane et nocte", "mane and nocte", "morning and night"),
    "night": ("nocte", "at night", "every night", "nightly", "each night"),
    "morning": ("mane", "every morning", "in the morning", "each morning", "mornings", "am",
                "AM"),
    "evening": ("every evening", "in the evening", "each evening", "evenings"),
    "bedtime": ("before bed", "at bedtime", "before bedtime", "before going to bed"),
    "first thing": ("first thing in the morning", "on waking", "first thing"),
    "2 hourly": ("every 2 hours", "every 2 hrs", "2 hourly", "q2h", "every two hours", "2-hourly",
                 "every 2h", "2 hrly"),
    "1 hourly": ("every hour", "hourly", "each hour", "every 1 hour", "q1h"),
    "2-3": ("2-3x/day", "2-3 times a day", "2-3 x day", "2 to 3 times a day",
         "two to three times a day",
            "2\u20133x daily", "2-3 times daily", "2 or 3 times a day"),
    "each meal": ("after meals", "after each meal", "after every meal"),
}  # fmt: skip
DAYS = {
    "every other day": ("every other day", "EOD", "eod", "alt days", "alternate days", "qod",
                        "on alternate days", "every 2nd day", "every second day", "alternate day",
                        "each other day", "every 2 days", "Alternate Days", "alternating days",
                        "e.o.d.", "every alternate day"),
    "every third day": ("every third day", "every 3rd day", "every 3 days", "each third day"),
    "weekdays": ("Mon-Fri", "mon-fri", "weekdays", "Monday to Friday", "M-F", "weekdays only",
                 "Mon to Fri", "on weekdays", "Mon\u2013Fri", "Mon - Fri", "working days"),
    "Monday+Wednesday+Friday": (
        "MWF", "Mon/Wed/Fri", "Mon, Wed, Fri", "M/W/F", "Mon Wed Fri", "Mon, Wed & Fri", "M, W, F",
        "Mondays, Wednesdays and Fridays", "on Mon, Wed and Fri", "Monday, Wednesday, Friday",
        "Mon + Wed + Fri", "M W F", "mon wed fri", "Mon-Wed-Fri", "on Mondays, Wednesdays, Fridays",
        "every Mon, Wed, Fri"),
    "Tuesday+Thursday": ("Tue/Thu", "Tue & Thu", "Tues and Thurs", "Tuesdays and Thursdays",
                         "T/Th", "Tue, Thu", "Tue + Thu", "tues/thurs", "Tue and Thu"),
    "Saturday+Sunday": ("weekends", "at weekends", "Sat and Sun", "weekends only", "Sat/Sun",
                        "Sat & Sun", "on weekends"),
    "not Sunday": ("not Sundays", "Mon-Sat", "except Sundays", "every day except Sunday",
                   "not on Sundays", "daily except Sunday", "excl. Sunday", "no Sundays",
                   "daily exc Sun", "every day but Sunday", "except Sun"),
    "3 a week": ("3x/week", "3 x week", "3x weekly", "three times a week", "3 times/wk",
                 "3 days a week", "x3/week", "3 x per week", "3 d/wk", "thrice weekly", "3x/wk",
                 "3 times per week", "3 times a week", "3 days/week", "3x a week", "3 p/w", "3x pw",
                 "3 sessions a week", "3 sessions per week", "3 times weekly", "3/week",
                 "3 days per week", "3 x a week", "three days a week", "3 times each week",
                 "3 non-consecutive days a week", "3 sessions/wk", "3 d/week"),
    "2 a week": ("2x/week", "twice a week", "twice weekly", "2 x week", "2 days a week", "2x/wk",
                 "2 times a week", "2x weekly", "two times a week", "2 times per week",
                 "twice per week", "twice/week"),
    "2-3 a week": ("2-3x/week", "2-3 times a week", "2-3 days a week", "2 to 3 times a week",
                   "2\u20133 x week", "2-3x per week", "2-3 days/week", "2-3 x/wk"),
    "1 a week": ("once a week", "weekly", "once weekly", "1x/week", "1x week", "once per week"),
    "need": ("prn", "PRN", "as needed", "when needed", "when you need it", "as required"),
}  # fmt: skip
LATER = (
    "from week {w}: {n}", "from wk {w}: {n}", "from week {w} {n} reps", "week {w}: {n}",
    "wk{w}: {n}",
    "week {w} on: {n}", "wk {w}+ {n} reps", "then {n} from week {w}", "from week {w} {n}",
    "increase to {n} in week {w}", "{n} from week {w}", "{n} reps from wk {w}",
    "progress to {n} reps from week {w}", "after {p} weeks {n}", "after {p} weeks: {n} reps",
    "W{w}: {n}", "week {w} onwards {n}", "from week {w} do {n}", "increase to {n} from week {w}",
    "from week {w} on {n}", "wk {w} {n} reps", "in week {w} go up to {n}",
    "from week {w}: {n} reps",
    "week {w}+: {n}", "increase to {n} reps after {p} weeks", "after {p}/52 {n} reps",
    "then from week {w} {n}", "starting week {w}: {n} reps",
)  # fmt: skip
GROWS = (
    "+{n} a week", "+{n} reps per week", "+{n}/week", "add {n} each week", "add {n} reps a week",
    "increase by {n} each week", "increase by {n} reps weekly", "{n} more each week",
    "+{n} each wk",
    "add {n} per week", "go up by {n} a week", "progress by {n} reps per week",
    "increase {n} reps/week", "increase by {n} a week", "add {n} reps every week", "+{n} reps/wk",
    "+{n} weekly", "increase reps by {n} each week",
)  # fmt: skip
LAST = (
    "for {n} weeks", "for {n} wks", "x {n}/52", "for {n}/52", "x{n} weeks",
    "for the first {n} weeks",
    "first {n} weeks", "weeks 1-{n}", "wk 1-{n}", "weeks 1 to {n}", "x {n} weeks", "{n} weeks",
    "for {n} weeks only", "first {n} weeks only", "wks 1-{n}", "for {N} weeks", "{n}/52",
    "for {n} wk", "week 1-{n}", "until end of week {n}", "stop after {n} weeks", "x {n} wks",
    "weeks 1-{n} only", "continue for {n} weeks", "for the next {n} weeks", "duration {n} weeks",
)  # fmt: skip
FIRST = ("from week {n}", "start in week {n}", "starting week {n}", "from wk {n}", "begin week {n}",
         "from week {n} on", "from week {n} onwards", "start week {n}", "not before week {n}",
         "begin in week {n}", "start from week {n}")  # fmt: skip
SIDES = {
    "left": ("L", "left", "L leg", "left leg", "left only", "on the left", "left side", "Lt",
             "L only", "left leg only", "with left leg"),
    "right": ("R", "right", "R leg", "right leg", "right only", "on the right", "right side", "Rt",
              "R only", "right leg only", "with right leg"),
    "each": ("each leg", "each side", "each", "per leg", "per side", "/leg", "/side", "each foot",
             "on each leg", "both legs", "both sides", "bilat", "L+R", "left and right", "e/s",
             "L & R", "each limb", "both L and R", "ea leg", "each leg separately"),
}  # fmt: skip
NOTES = (
    "stop if it hurts", "pain free only", "in shoes", "barefoot", "hold on to the worktop",
    "knee straight", "keep heel down", "don't bounce", "on a step", "at the sink",
    "as pain allows", "breathe normally", "if tolerated", "no pushing", "with eyes closed",
    "gently", "stop if pain over 4/10", "pain max 3/10", "at 50% effort", "keep your back straight",
    "use a chair for balance", "no weights", "as tolerated", "within comfort", "knee bent",
    "don't hold your breath", "only if pain-free", "stop if dizzy", "toes pointing forward",
    "mild stretch only", "not into pain", "look straight ahead", "within pain limits",
    "full range", "easy effort", "keep knees soft", "ice after if sore", "on the bed",
    "in standing", "lying down", "good form", "watch your knee", "weight on the outside of foot",
    "RPE 6", "quality not quantity", "no limping", "use the rail", "in trainers",
)  # fmt: skip
