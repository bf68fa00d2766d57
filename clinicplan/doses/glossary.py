"""What the abbreviations of a dose stand for, in words that a patient can follow.

Only what has one meaning wherever it stands in a dose is written out. What has two is asked
about, and both are named.
"""

from __future__ import annotations

WORDS = {
    "rle": "right leg", "lle": "left leg", "ble": "both legs",
    "fwd": "forward", "fwds": "forward", "fwrd": "forward", "bwd": "backward", "bwds": "backward",
    "bkwd": "backward", "backwd": "backward", "backwds": "backward", "forwd": "forward",
    "dly": "daily", "dialy": "daily",
    "bds": "twice a day", "qhs": "at bedtime", "qod": "every other day", "thrice": "3 times",
    "nocte": "at night",
    "b/fast": "breakfast", "b'fast": "breakfast", "bfast": "breakfast", "brekkie": "breakfast",
    "mane": "in the morning", "e/w": "each way",
    "ea": "each", "ea.": "each", "cw": "clockwise", "acw": "anticlockwise", "ccw": "anticlockwise",
    "anticw": "anticlockwise", "rpt": "repeat", "tol": "tolerated", "tol.": "tolerated",
    "btwn": "between", "nr": "near", "btw": "between", "poss": "possible",
    "poss.": "possible", "inj": "injection", "inj.": "injection", "rd": "round", "rds": "rounds",
    "f/b": "followed by", "w/o": "without", "til": "until", "thru": "through",
    "b4": "before", "sess": "sessions", "hrly": "hourly", "morn": "morning", "eve": "evening",
    "p/w": "per week", "p.w.": "per week", "p.d.": "per day", "p/d": "per day", "p/wk": "per week",
    "mth": "month", "mths": "months", "wkly": "weekly", "bilat": "bilateral",
    "esp": "especially", "esp.": "especially", "approx": "about", "approx.": "about",
    "cont": "continue", "cont.": "continue", "wt": "weight", "wts": "weights",
    "pls": "please", "comf": "comfortable", "exc": "except", "exc.": "except",
    "excl": "except", "excl.": "except", "mrngs": "mornings",
    "sek": "seconds", "sek.": "seconds", "wdh": "reps", "wdh.": "reps", "tgl": "daily",
    "tgl.": "daily", "o/h": "overhead", "hld": "hold", "abt": "about", "nightly": "every night",
    "db": "dumbbell", "dbs": "dumbbells", "kb": "kettlebell", "kbs": "kettlebells",
    "incr": "increase", "incr.": "increase",
    "nite": "night", "arvo": "afternoon", "mrng": "morning", "aday": "a day",
    "upto": "up to",
    "anticlock": "anticlockwise", "anti-clockwise": "anticlockwise",
    "w/u": "warm-up", "c/d": "cool-down", "b/c": "because", "b/t": "between", "f/u": "follow-up",
    "hep": "home exercises", "adl": "daily activities", "adls": "daily activities",
    "inbetween": "in between",
    "ecc": "slow way back", "ecc.": "slow way back", "amap": "as many as you can",
    "frm": "from", "nxt": "next", "whn": "when", "betn": "between", "rpts": "repeats",
    "evng": "evening", "evngs": "evenings", "aftn": "afternoon", "mng": "morning", "mrg": "morning",
    "oob": "out of bed", "yd": "yards", "yds": "yards", "rst": "rest", "r/v": "review",
    "wknds": "weekends",
    "betw": "between", "betwn": "between", "evg": "evening", "evgs": "evenings",
    "eveng": "evening", "brkfst": "breakfast", "brkfast": "breakfast", "bkfst": "breakfast",
    "brekky": "breakfast", "jt": "joint", "jts": "joints", "reqd": "needed", "req'd": "needed",
    "chk": "check", "mvmt": "movement", "mvt": "movement", "mvmts": "movements",
    "exs": "exercises", "prog": "progress", "w/out": "without", "wkend": "weekend",
    "wkends": "weekends", "w/end": "weekend", "w/ends": "weekends", "cnt": "count",
    "cnts": "counts", "hvy": "heavy", "lite": "light", "grn": "green", "ylw": "yellow",
    "yel": "yellow", "blk": "black", "shd": "should", "hv": "have", "thn": "then",
    "dn": "down", "excpet": "except", "dag": "day", "smth": "something",
    "aftr": "after", "bfore": "before", "strght": "straight", "str8": "straight",
    "spd": "speed", "lvl": "level", "flr": "floor", "twl": "towel", "fngr": "finger",
    "fngrs": "fingers", "supt": "support", "tog": "together",
    "wkdays": "weekdays", "wkdys": "weekdays", "nites": "nights", "mrns": "mornings",
    "morns": "mornings", "arvos": "afternoons", "tonite": "tonight", "tmrw": "tomorrow",
    "p&n": "pins and needles", "p+n": "pins and needles", "trng": "training",
    "trg": "training", "wlk": "walk", "stndg": "standing", "stdg": "standing", "stnd": "stand",
    "sympt": "symptoms", "symps": "symptoms", "sx": "symptoms", "hallux": "big toe",
    "bilaterally": "on both sides", "ankl": "ankle", "tmes": "times", "hlf": "half",
    "slw": "slow", "slwly": "slowly", "rlx": "relax", "sqz": "squeeze", "strtch": "stretch",
    "bckwd": "backward", "frwd": "forward", "frwrd": "forward", "circs": "circles",
    "resis": "resistance", "tband": "band", "t-band": "band", "cush": "cushion",
    "dbl": "double", "sgl": "single", "sngl": "single", "mthly": "monthly", "befor": "before",
    "alternatedays": "alternate days", "altdays": "alternate days", "eachside": "each side",
    "eachleg": "each leg", "eachway": "each way",
    "xtrainer": "cross-trainer", "x-trainer": "cross-trainer",
    "ht": "height", "ext rot": "turn outwards", "int rot": "turn inwards",
    "flex/ext": "bend and straighten", "ext/flex": "bend and straighten",
    "df/pf": "foot up and down", "pf/df": "foot up and down", "abd/add": "out and in",
    "add/abd": "in and out", "inv/ev": "sole in and out", "ev/inv": "sole out and in",
    "tiw": "3 times a week", "ir/er": "turn in and out", "er/ir": "turn out and in",
}  # fmt: skip
"""By the word in lower case, with its full stop where it has one."""

CAPITALS = {
    "EO": "eyes open", "EC": "eyes closed", "SLR": "straight leg raise",
    "AMRAP": "as many as you can", "SOS": "when needed", "WBAT": "weight-bearing as tolerated",
    "NWB": "no weight on it", "FWB": "full weight on it", "PWB": "part of your weight on it",
    "ROM": "range of movement", "AROM": "moving it yourself", "WB": "with weight on it",
    "TTWB": "only your toes touch the floor", "STS": "sit to stand", "UL": "arm", "LL": "leg",
    "LBP": "low back pain", "DF": "foot up", "IR": "turn inwards", "ED": "every day",
    "BF": "barefoot", "AA": "Helped", "AAROM": "helped movement", "HSR": "heavy slow resistance",
}  # fmt: skip
"""What says this in capitals only."""

TWO_MEANINGS = {
    "HS": ("at bedtime", "heel slides"), "SL": ("single-leg", "lying on the side"),
    "S/L": ("single-leg", "lying on the side"), "DL": ("on both legs", "deadlift"),
    "SLS": ("single-leg stand", "single-leg squat"), "PF": ("foot down", "pain-free"),
    "ER": ("turn outwards", "emergency room"), "ABD": ("out to the side", "tummy"),
    "EXT": ("straighten", "turn outwards"), "INT": ("turn inwards", "in intervals"),
    "CON": ("the way up", "continue"), "TA": ("Achilles tendon", "deep tummy muscle"),
    "R": ("reps", "right"), "EOW": ("every other week", "at the end of the week"),
    "BIWEEKLY": ("twice a week", "every 2 weeks"), "BI-WEEKLY": ("twice a week", "every 2 weeks"),
}  # fmt: skip
"""By the abbreviation in capitals: its two meanings."""
