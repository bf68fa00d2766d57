"""What is measured before it is drawn, and the places that it gets."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import combinations

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from clinicplan.errors import BrokenHandout
from clinicplan.handout.blocks.wide.parts import Listing, Part, fixed, lowered, undivided
from clinicplan.handout.blocks.wide.safety import _largest, wide_flags
from clinicplan.handout.blocks.wide.texts import labelled, listed, wide_tips
from clinicplan.handout.blocks.wide.visit import wide_scores
from clinicplan.handout.editions import EDITIONS
from clinicplan.handout.look import Look
from clinicplan.handout.pdf.pieces import Block
from clinicplan.handout.sections.flow import Flow
from clinicplan.handout.sections.places import Names, Run, around, placed, under
from tests.handout.plans import CLINIC, ISSUED, PLAN, SIX, catalogue, press

TEXTS = tuple(f"Sentence number {n} goes on, and a while longer. " * n for n in (1, 2, 3))
WIDE = [code for code, edition in EDITIONS.items() if edition.wide]


def look_of(edition: str) -> Look:
    made = press(CLINIC)
    table = EDITIONS[edition]
    return made._look_of(table, made._typeface_of(table, frozenset()))


LISTINGS: dict[str, Callable[[Look], Listing]] = {
    "paragraphs": lambda look: labelled(look, "A label", TEXTS),
    "long label": lambda look: labelled(look, "A label that goes on " * 5, TEXTS),
    "list": lambda look: listed(look, "A label", TEXTS),
    "tips": lambda look: wide_tips(look, "A heading", [("Label.", text) for text in TEXTS]),
    "scores": lambda look: wide_scores(look, "A heading", TEXTS),
}


@pytest.mark.parametrize("edition", WIDE)
@pytest.mark.parametrize("name", LISTINGS)
def test_what_is_drawn_is_as_high_as_it_was_measured(name: str, edition: str) -> None:
    listing = LISTINGS[name](look_of(edition))
    for start, stop in combinations(range(len(TEXTS) + 1), 2):
        drawn = listing.make(start, stop, 0.0).height
        assert drawn == pytest.approx(listing.height(start, stop), abs=0.01)


@pytest.mark.parametrize("edition", WIDE)
@pytest.mark.parametrize("room", [300.0, 400.0, 700.0])
def test_a_frame_of_warning_signs_grows_by_what_it_is_given(room: float, edition: str) -> None:
    look = look_of(edition)
    frames = wide_flags(look, catalogue().regions["uk"], room=room)
    for frame in frames:
        assert frame.draw(0.0).height == pytest.approx(frame.height, abs=0.01)
        assert frame.draw(frame.most).height == pytest.approx(frame.height + frame.most, abs=0.01)
    assert max(frame.height for frame in frames) <= max(room, 400)


# Places.


def block(high: float) -> Block:
    return Block(high, ())


def flow_of(*heights: float, again: float = 0) -> Flow:
    flow = Flow(look_of("large-print"), fixed(block(again)) if again else None)
    for high in heights:
        flow.add(fixed(block(high)))
    return flow


def test_a_part_higher_than_a_page_is_refused() -> None:
    with pytest.raises(BrokenHandout):
        flow_of(10_000)


def test_what_begins_a_page_is_on_each_but_the_first() -> None:
    flow = flow_of(500, 500, again=20)
    assert [len(page) for page in flow.pages] == [1, 2]


def test_a_copy_leaves_the_flow_as_it_was() -> None:
    flow = flow_of(100)
    flow.copy().add(fixed(block(100)))
    assert [len(page) for page in flow.pages] == [1]


def test_parts_grow_to_fill_their_page_and_then_gaps_do() -> None:
    flow = flow_of(300)
    flow.add(Part(100, lambda extra: block(100 + extra), most=50))
    (sheet,) = flow.sheets()
    second = sheet.items[1]
    assert second.what.height == 150  # type: ignore[union-attr]  # it holds a block
    assert -second.y - 300 == pytest.approx(2 * look_of("large-print").wide.gap)


def test_a_lowered_part_has_its_room_above_it() -> None:
    drawn = lowered(block(100), 50).draw(30)
    assert (drawn.height, drawn.items[0].y) == (130, -30)


def test_a_list_is_divided_but_never_one_item_alone() -> None:
    listing = Listing((20, 20), (100,) * 9, lambda start, stop, _: block(100 * (stop - start)))
    flow = flow_of(550)
    flow.add_list(listing)
    assert [[part.height for part, *_ in page] for page in flow.pages] == [[550], [720], [220]]


def test_a_whole_list_is_not_divided_where_a_page_holds_it() -> None:
    listing = Listing(
        (20, 20), (100,) * 6, lambda start, stop, _: block(100 * (stop - start)), whole=True
    )
    flow = flow_of(300)
    flow.add_list(listing)
    assert [[part.height for part, *_ in page] for page in flow.pages] == [[300], [620]]


@pytest.mark.parametrize(
    ("left", "things", "expected"),
    [
        ((700, 100), {"a": 80}, [[700], [100, 80]]),
        ((600, 600), {"a": 80, "b": 90}, [[600, 80], [600, 90]]),
        ((100, 700), {"a": 300, "b": 200}, [[100, 300, 200], [700]]),
    ],
)
def test_everything_stands_where_there_is_room(
    left: tuple[float, ...], things: dict[str, float], expected: list[list[float]]
) -> None:
    """The last run takes what is left, in the order in which it is read."""

    def run(high: float) -> Run:
        def fill(names: Names) -> Flow:
            flow = flow_of(high)
            for name in names:
                flow.add_list(undivided(block(things[name])))
            return flow

        return Run(frozenset(things), fill)

    flows = placed([run(high) for high in left], tuple(things))
    pages = [[part.height for part, *_ in page] for flow in flows for page in flow.pages]
    assert pages == expected


@pytest.mark.parametrize(
    ("high", "needs", "used"),
    [(500, "", [[500], [500]]), (500, "a", [[550], [450]]), (700, "a", [[700], [50], [450]])],
)
def test_what_must_be_read_early_stands_early(
    high: float, needs: str, used: list[list[float]]
) -> None:
    """Where it stands later the pages would be fuller, or fewer."""
    things = {"a": undivided(block(50))}
    runs = [
        Run(frozenset("a"), under(flow_of(high), things), needs=frozenset(needs)),
        Run(frozenset("a"), under(flow_of(450), things)),
    ]
    flows = placed(runs, ("a",))
    found = [[sum(part.height for part, *_ in page)] for flow in flows for page in flow.pages]
    assert found == used


def test_no_run_takes_what_it_may_not() -> None:
    taken: list[Names] = []

    def fill(names: Names) -> Flow:
        taken.append(names)
        return flow_of(10)

    placed([Run(frozenset("a"), fill), Run(frozenset(), lambda _: flow_of(10))], ("a", "b"))
    assert sorted(taken) == [(), ("a",)]


@pytest.mark.parametrize(("last", "pages"), [(100, 1), (700, 2)])
def test_runs_are_joined_where_that_saves_a_page(last: float, pages: int) -> None:
    def through(names: Names, most: int) -> Flow | None:
        flow = flow_of(300, last)
        return flow if len(flow.pages) < most else None

    runs = [
        Run(frozenset(), lambda _: flow_of(300), through),
        Run(frozenset(), lambda _: flow_of(last)),
    ]
    assert sum(len(flow.pages) for flow in placed(runs, ())) == pages


@pytest.mark.parametrize("edition", WIDE)
def test_warning_signs_that_have_room_are_in_larger_type(edition: str) -> None:
    look = look_of(edition)
    first, room = catalogue().regions["uk"].lists[:1], look.paper.room
    assert _largest(look, first, room=0, most=2)[0] == 1
    assert _largest(look, first, room=room, most=2)[0] > 1.1
    assert _largest(look, first, room=room, most=1)[0] == 1


def size_of(pdf: bytes, words: str) -> float:
    """The size of the type that the first place with these words is set in, 0 without any."""
    for page in pypdfium2.PdfDocument(pdf):
        text = page.get_textpage()
        if found := text.search(words, match_case=True).get_next():
            return float(pdfium.FPDFText_GetFontSize(text.raw, found[0]))
    return 0


@pytest.mark.parametrize("edition", WIDE)
def test_three_exercises_are_seen_at_one_look(edition: str) -> None:
    plan = replace(PLAN, edition=edition, prescriptions=SIX[3:], goals=("Walk.",), note="")
    pages = pypdfium2.PdfDocument(press().print(plan, issued=ISSUED).pdf)
    texts = [page.get_textpage().get_text_bounded() for page in pages]
    assert sum("Your exercises at a glance" in text for text in texts) == 1


@pytest.mark.parametrize("edition", [code for code in WIDE if code != "giant-print"])
@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_the_three_signs_of_pain_are_on_one_page(edition: str, paper: str) -> None:
    """No page of giant print holds them with what belongs to each, which never leaves it."""
    plan = replace(PLAN, edition=edition)
    pdf = press(replace(CLINIC, paper=paper)).print(plan, issued=ISSUED).pdf
    pages = pypdfium2.PdfDocument(pdf)
    texts = [" ".join(page.get_textpage().get_text_bounded().split()) for page in pages]
    (guide,) = (text for text in texts if "How much pain is all right?" in text)
    assert all(said in guide for said in ("0 to 3 Carry on", "4 to 5 Ease off", "6 to 10 Stop"))


@pytest.mark.parametrize("edition", WIDE)
@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_no_list_of_signs_is_larger_than_another(edition: str, paper: str) -> None:
    printed = press(replace(CLINIC, paper=paper))
    pdf = printed.print(replace(PLAN, edition=edition), issued=ISSUED).pdf
    region = catalogue().regions["uk"]
    sizes = [size_of(pdf, flags.signs[0][:12]) for flags in region.lists]
    assert min(sizes) == max(sizes) > 0


def test_what_stands_for_the_same_things_is_laid_out_once() -> None:
    """The weeks of a diary, the table: they are the same whatever stands under them."""
    asked: list[Names] = []
    things = {name: undivided(block(high)) for name, high in {"a": 50, "b": 60, "c": 600}.items()}

    def add(flow: Flow, above: Names) -> None:
        asked.append(above)
        flow.add(fixed(block(100)))

    way = around(flow_of(200), things, add)
    found = [way(above, below) for above in ((), ("a",)) for below in ((), ("b",), ("b", "a"))]
    assert asked == [(), ("a",)]
    assert [[part.height for part, *_ in flow.pages[0]] for flow in found if flow] == [
        [200, 100], [200, 100, 60], [200, 100, 60, 50],
        [200, 50, 100], [200, 50, 100, 60], [200, 50, 100, 60, 50],
    ]  # fmt: skip
    assert way(("c",), ()) is None
