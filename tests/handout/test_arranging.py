"""Heights of blocks, and which of them share a page."""

from __future__ import annotations

from random import Random

import pytest

from clinicplan.handout.arranging import Room, arranged, fewest
from clinicplan.handout.pdf.pieces import Block
from clinicplan.handout.sections.sheets import Sheet

PAGE = Room(100, 0, gap=4, widest=12)


@pytest.mark.parametrize(
    ("heights", "groups"),
    [
        ((), (0,)),
        ((40,), (0, 1)),
        ((40, 50), (0, 2)),
        ((48, 49), (0, 1, 1)),
        ((48, 48), (0, 2)),
        ((30, 30, 30), (0, 3)),
        ((70, 40, 50), (0, 1, 2)),
        ((40, 50, 70), (0, 2, 1)),
        ((45, 45, 45), (0, 2, 1)),
        ((130,), (0, 1)),
        ((130, 60, 30), (0, 1, 2)),
    ],
)
def test_the_fewest_pages_and_of_these_the_fullest(
    heights: tuple[float, ...], groups: tuple[int, ...]
) -> None:
    found = arranged(heights, PAGE, grows=[True] * len(heights))
    assert found.groups == groups
    assert found.pages == len(groups) - 1 == fewest(heights, PAGE)


def test_the_block_that_grows_is_the_one_that_stands_alone() -> None:
    heights, grows = (45, 45, 45), [False, False, True]
    assert arranged(heights, PAGE, grows=grows).groups == (0, 2, 1)
    assert arranged(heights, PAGE, grows=grows[::-1]).groups == (0, 1, 2)


def test_a_page_that_was_begun_takes_what_fits_if_that_saves_one() -> None:
    begun = Room(100, 50, gap=4, widest=12)
    assert arranged((40, 80), begun, grows=[True, True]).groups == (1, 1)
    assert arranged((60, 80), begun, grows=[True, True]).groups == (0, 1, 1)
    assert arranged((20, 20), begun, grows=[True, True]).groups == (2,)


@pytest.mark.parametrize("begun", [0, 30, 50.5, 100])
def test_the_fewest_pages_are_counted_as_they_are_arranged(begun: float) -> None:
    random, room = Random(1), Room(100, begun, gap=4, widest=12)
    for many in range(40):
        heights = [random.choice((10, 22.5, 31, 48, 50.5, 96, 130)) for _ in range(many % 12)]
        pages = arranged(heights, room, grows=[True] * len(heights)).pages
        assert fewest(heights, room) == pages, heights


def test_a_block_grows_where_it_stands_and_what_is_under_it_moves_down() -> None:
    sheet = Sheet([], [], grown=lambda room: Block(room, ()), grows=1)
    for title, height in (("above", 10), ("small", 20), ("under", 5)):
        sheet.add(Block(height, ()), gap=5, title=title)
    sheet.settle(100)
    assert [item.y for item in sheet.items] == [0, -15, -95]
    assert sheet.bookmarks == [("above", 0), ("small", -15), ("under", -95)]
    assert sheet.used == 100


def test_a_sheets_copy_is_filled_alone() -> None:
    sheet = Sheet([], [])
    sheet.copy().add(Block(10, ()), title="there")
    assert (sheet.items, sheet.bookmarks, sheet.used) == ([], [], 0)
