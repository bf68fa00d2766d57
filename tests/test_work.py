"""The counter of calls that other tests hold the reader to."""

from __future__ import annotations

import pytest

from tests.work import TooMuchWork, at_most


def squares(count: int) -> list[int]:
    return [abs(number) for number in range(count)]


@pytest.mark.parametrize("count", [0, 5, 900])
def test_work_within_its_limit_is_done(count: int) -> None:
    with at_most(1_000):
        assert len(squares(count)) == count


def test_more_work_is_stopped() -> None:
    with pytest.raises(TooMuchWork, match="more than 1,000 calls"), at_most(1_000):
        squares(2_000)


def test_nothing_is_counted_afterwards() -> None:
    with at_most(1_000):
        squares(5)
    assert len(squares(2_000)) == 2_000
