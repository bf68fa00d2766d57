"""So many paraphrases are typed, printed and judged: how many are facts, and what is wrong.

    python -m tests.paraphrases.report 1000 7
    python -m tests.paraphrases.report phrases
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from clinicplan.findings import Finding, Severity
from tests.paraphrases.oracle import Verdict, judge
from tests.paraphrases.page import Card, diary, panels, read_card
from tests.paraphrases.printed import Printed, printed
from tests.paraphrases.swept import every_phrase
from tests.paraphrases.typed import Typed, paraphrase
from tests.workbook.workbooks import TODAY


def judged(
    rows: Sequence[Typed], made: Printed, *, with_diary: bool = True
) -> Iterator[tuple[int, Verdict, Card | None]]:
    """The verdict on each row, with what its page says; None where it was refused."""
    left = set(range(len(rows)))
    for sheet in made.sheets:
        pdf = made.press.print(sheet.plan, issued=TODAY).pdf
        weeks = diary(pdf) if with_diary else []
        pairs = zip(sheet.rows, panels(pdf, sheet.names), strict=True)
        for at, (row, lines) in enumerate(pairs, 1):
            card = read_card(lines)
            left.remove(row)
            verdict = judge(rows[row], card, weeks, at)
            is_told = verdict.kind == "otherwise" and _is_told(verdict, made.findings.get(row, ()))
            yield row, Verdict("asked", verdict.why) if is_told else verdict, card
    for row in sorted(left):
        codes = [item.code for item in made.findings.get(row, ())
                 if item.severity is Severity.ERROR]  # fmt: skip
        kind = "asked" if codes else "refused without a finding"
        yield row, Verdict(kind, ", ".join(codes)), None


def _is_told(verdict: Verdict, findings: Sequence[Finding]) -> bool:
    """True for `10 steps x2 daily`, taken for two once a day, where a finding names both."""
    told = any(item.code == "bouts-taken" for item in findings)
    facts = {why.partition(":")[0] for why in verdict.why.split("; ")}
    return told and facts <= {"times", "bouts"}


def main(arguments: Sequence[str]) -> None:
    """Print the shares, and each row that is no fact of the page."""
    if arguments == ["phrases"]:
        rows = list(every_phrase())
    else:
        count, seed = map(int, arguments)
        rng = random.Random(seed)
        rows = [paraphrase(rng) for _ in range(count)]
    with TemporaryDirectory() as folder:
        made = printed(rows, Path(folder))
        found = sorted(judged(rows, made), key=lambda one: (one[1].kind, one[0]))
    kinds = Counter(verdict.kind for _, verdict, _ in found)
    for row, verdict, card in found:
        if verdict.kind == "facts":
            continue
        codes = [item.code for item in made.findings.get(row, ())]
        cells = {key: text for key, text in rows[row].cells.items() if key != "Exercise"}
        print(f"[{verdict.kind}] {verdict.why}\n    {cells}")
        print(f"    {list(card.lines) if card else ''} {codes}")
    print({kind: f"{count} ({count / len(rows):.1%})" for kind, count in kinds.most_common()})


if __name__ == "__main__":
    main(sys.argv[1:])
