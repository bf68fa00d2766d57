"""What is done in turns until it is repeated becomes the question that keeps it whole.

`Walk till pain 3/5, rest till gone, repeat, 30 min in total`: no part of it is a dose by itself.
"""

from __future__ import annotations

import re

from clinicplan.doses.said import Unclear

_AGAIN = re.compile(
    r"(?:^|[,;.+\n]|\bthen\b|\band\b|->|\u2192)\s*(?:then\s+|and\s+)?"
    r"(?P<again>repeat(?:\s+(?:it|this|that|again|all|(?:the )?cycle))?|"
    r"(?:go|start|walk|run|begin|do it)\s+again|"
    r"and again|carry on|go on)\s*(?=$|[,;.+(\n]|(?:un)?till?\b|for [0-9]+ ?(?:min|hour))",
    re.IGNORECASE,
)
_WAITED = re.compile(
    r"\b(?:rest|stop|pause|sit|stand(?: still)?|wait)(?:\s+[a-z]+){0,2}\s+(?:un)?till?\s+[a-z]",
    re.IGNORECASE,
)


def chained(text: str) -> Unclear | None:
    """What to ask where a dose waits for something, and then begins again."""
    again = _AGAIN.search(text)
    if again is None or not _WAITED.search(text):
        return None
    return Unclear("dose-piece-unclear", {"value": again["again"].casefold()})
