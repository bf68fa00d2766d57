"""The manifest is read as it was written, adds up, and says when it is damaged."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from clinicplan.errors import UnreadableFile
from clinicplan.tasks.manifest import (
    NAME,
    Counts,
    Manifest,
    Record,
    State,
    counted,
    read_manifest,
    write_manifest,
)

RECORD = Record("P1", State.MADE, "P1.pdf", 4, "ab", "cd", "ef", "2026-12-01", ("no-amount",))
MANIFEST = Manifest("0.1.0", "aa", "2026-12-01", Counts(1, 1, 0, 0, 0), (RECORD,))


def test_it_is_read_as_it_was_written(tmp_path: Path) -> None:
    assert read_manifest(tmp_path) == Manifest()
    write_manifest(MANIFEST, tmp_path)
    assert read_manifest(tmp_path) == MANIFEST
    assert read_manifest(tmp_path).by_plan() == {"P1": RECORD}


@pytest.mark.parametrize(
    ("states", "rows", "counts"),
    [
        ("", 0, Counts(0, 0, 0, 0, 0)),
        ("made made unchanged", 3, Counts(3, 2, 1, 0, 0)),
        ("made failed waiting", 3, Counts(3, 1, 0, 1, 1)),
        ("made gone gone", 1, Counts(1, 1, 0, 0, 0)),
        # Two rows that no record stands for: without a plan ID, and with a double one.
        ("made failed", 4, Counts(4, 1, 0, 3, 0)),
    ],
)
def test_the_counts_add_up_to_the_rows(states: str, rows: int, counts: Counts) -> None:
    records = [Record(f"P{n}", State(state)) for n, state in enumerate(states.split())]
    found = counted(records, rows=rows)
    assert found == counts
    assert found.made + found.unchanged + found.failed + found.waiting == found.rows


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"format": 2}, "another version"),
        ({"format": None}, "another version"),
        ({"counts": []}, "damaged"),
        ({"counts": {"rows": 1}}, "damaged"),
        ({"records": {}}, "damaged"),
        ({"records": ["P1"]}, "damaged"),
        ({"records": [{"plan": "P1"}]}, "damaged"),
        ({"state": "lost"}, "damaged"),
        ({"plan": 7}, "damaged"),
        ({"issued": "yesterday"}, "damaged"),
        ({"file": "../P1.pdf"}, "damaged"),
        ({"findings": "x"}, "damaged"),
    ],
)
def test_what_it_must_not_say(tmp_path: Path, change: dict[str, object], says: str) -> None:
    write_manifest(MANIFEST, tmp_path)
    content = json.loads((tmp_path / NAME).read_bytes())
    target = content if set(change) <= set(content) else content["records"][0]
    target.update(change)
    (tmp_path / NAME).write_text(json.dumps(content))
    with pytest.raises(UnreadableFile, match=says) as caught:
        read_manifest(tmp_path)
    assert "Delete it" in caught.value.remedy


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff\xfe", b"null", b"3"])
def test_a_damaged_file_is_a_sentence(tmp_path: Path, content: bytes) -> None:
    (tmp_path / NAME).write_bytes(content)
    with pytest.raises(UnreadableFile, match="damaged"):
        read_manifest(tmp_path)
