"""A dose that names every day with its times -> days that count as typed."""

from __future__ import annotations

from pathlib import Path

import pytest

from clinicplan.origins import Origin
from tests.workbook.workbooks import book, read, row


@pytest.mark.parametrize(
    ("typed", "is_typed"),
    [
        ("10 reps od", True), ("10 reps O.D.", True), ("10 reps twice daily", True),
        ("60 s x3 every night", True), ("10, every morning and evening", True),
        ("20 s x3 daily", True), ("10, once a day", True),
        ("10 reps bd", False), ("10, twice a day", False), ("10, in the evening", False),
        ("10 reps, 1-2 times a day", False),
    ],
)  # fmt: skip
def test_every_day_is_typed_where_the_times_say_it(
    typed: str, *, is_typed: bool, tmp_path: Path
) -> None:
    made = book(exercises=[row(Exercise="heel-raise-single", Side="left", Dose=typed)])
    ((origins,),) = read(made, tmp_path).origins.values()
    assert origins.facts["days"] is (Origin.TYPED if is_typed else Origin.DEFAULT)
