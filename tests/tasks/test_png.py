"""The pixels of a page, as a browser reads them."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image

from clinicplan.tasks.png import as_png

RED, PAPER = b"\xa3\x24\x1c", b"\xf6\xf3\xee"


@pytest.mark.parametrize(
    ("lines", "size"),
    [
        ([RED], (1, 1)),
        ([RED + PAPER, PAPER + RED], (2, 2)),
        ([bytes(range(30))] * 3, (10, 3)),
    ],
    ids=["a point", "four points", "a gradient"],
)
@pytest.mark.parametrize("gap", [b"", b"\x55\x55\x55"], ids=["close", "with a gap"])
def test_what_is_drawn_is_read(lines: list[bytes], size: tuple[int, int], gap: bytes) -> None:
    made = as_png(b"".join(line + gap for line in lines), width=size[0],
                  stride=len(lines[0] + gap))  # fmt: skip
    with Image.open(BytesIO(made)) as picture:
        picture.load()  # checks the sums, too
        assert (picture.format, picture.mode, picture.size) == ("PNG", "RGB", size)
        assert picture.tobytes() == b"".join(lines)
