"""The illustrator's lines: no gap where one goes on, no black wedge, no pixel steps, no scrap."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

np = pytest.importorskip("numpy")
for library in ("scipy", "skimage", "numba"):
    pytest.importorskip(library)

from tools.illustrator import details, ghosts  # noqa: E402
from tools.illustrator.chains import Chain, joined  # noqa: E402
from tools.illustrator.curves import smoothed  # noqa: E402
from tools.illustrator.edges import Kind, Labels, absorb  # noqa: E402
from tools.illustrator.geometry import Place, vec  # noqa: E402
from tools.illustrator.head import FaceLine  # noqa: E402
from tools.illustrator.shapes import Group  # noqa: E402

EYE = FaceLine(((0, 30), (4, 33), (0, 36)), 0)
MOUTH = FaceLine(tuple((-60, z) for z in (-21, -14, -7, 0, 7, 14, 21)), 0.8)


def chain(kind: Kind, *nodes: tuple[int, int], free: tuple[bool, bool] = (False, False)) -> Chain:
    """A chain from the first node to the last, a node each pixel."""
    (x0, y0), (x1, y1) = nodes
    steps = max(abs(x1 - x0), abs(y1 - y0))
    way = (x1 - x0) // steps, (y1 - y0) // steps
    whole = tuple((x0 + way[0] * n, y0 + way[1] * n) for n in range(steps + 1))
    return Chain(whole, kind, (0,) * steps, (1,) * steps, free=free)


OUTLINE = (chain(Kind.OUTER, (0, 0), (30, 0)), chain(Kind.OUTER, (30, 0), (60, 0)))
"""Two pieces of one outline, which meet at (30, 0)."""
INWARD = chain(Kind.DEPTH, (30, 0), (30, 20), free=(False, True))


@pytest.mark.parametrize(
    ("chains", "longest"),
    [
        pytest.param(OUTLINE, [60], id="two-pieces"),
        pytest.param((*OUTLINE, INWARD), [20, 60], id="an-inner-line-starts-there"),
        pytest.param(
            (*OUTLINE, chain(Kind.OUTER, (30, 0), (30, 20))), [20, 60], id="three-outlines-meet"
        ),
        pytest.param(
            (OUTLINE[0], chain(Kind.OUTER, (30, 0), (30, 20)), chain(Kind.OUTER, (30, 0), (0, 30))),
            [20, 30, 30], id="three-and-none-goes-on",
        ),
        pytest.param(
            (chain(Kind.DEPTH, (0, 0), (30, 0)), chain(Kind.FAINT, (30, 0), (36, 0)),
             chain(Kind.DEPTH, (36, 0), (60, 0))), [60], id="a-faint-gap-is-closed",
        ),
        pytest.param(
            (*OUTLINE, chain(Kind.FAINT, (30, 0), (30, 6), free=(False, True))), [60],
            id="a-faint-end-is-dropped",
        ),
        pytest.param(
            (chain(Kind.DEPTH, (0, 0), (30, 0)), chain(Kind.FAINT, (30, 0), (60, 0)),
             chain(Kind.DEPTH, (60, 0), (90, 0))), [30, 30], id="a-long-faint-one-is-no-gap",
        ),
    ],
)  # fmt: skip
def test_lines_go_on_where_they_meet(chains: tuple[Chain, ...], longest: list[int]) -> None:
    assert sorted(len(c.nodes) - 1 for c in joined(chains, 5)) == longest


class Flat:
    """As much of a sight as `absorb` looks at."""

    def __init__(self, label: Any) -> None:
        self.label = label
        self.depth = label.astype(float)
        self.normal = np.zeros((*label.shape, 3))


def flat_labels(*, slim: bool, sleeve: bool) -> Labels:
    """Two labels, each of a role and a thing of its own, but for a sleeve of the same shirt."""
    no, kind = np.zeros(2, bool), np.array([0, 0 if sleeve else 1])
    strips = np.array([0, int(sleeve)])
    return Labels(kind, kind, no, np.zeros((2, 2), bool), np.array([False, slim]), strips)


@pytest.mark.parametrize(
    ("what", "elsewhere", "left"),
    [
        pytest.param("paper", True, 0, id="a-gap-of-paper-between-two-limbs"),
        pytest.param("thing", True, 0, id="a-scrap-of-a-thing-behind"),
        pytest.param("thing", False, 4 * 20, id="all-that-is-seen-of-a-thing"),
        pytest.param("slim", True, 4 * 20, id="a-pencil-is-thin-all-along"),
        pytest.param("sleeve", False, 0, id="a-strip-of-the-far-sleeve-along-the-chest"),
    ],
)
def test_what_is_too_thin_to_show_is_filled(what: str, elsewhere: bool, left: int) -> None:
    label = np.zeros((60, 60), int)
    value = -1 if what == "paper" else 1
    label[:10] = value if elsewhere else 0
    label[30:34, 20:40] = value
    sight = Flat(label)
    labels = flat_labels(slim=what == "slim", sleeve=what == "sleeve")
    absorb(sight, labels, thin=1, small=4, gap=3)  # type: ignore[arg-type]
    assert (sight.label[20:] == value).sum() == left
    assert (sight.label[:10] == value).all() == elsewhere


def test_a_nearly_level_line_has_no_steps() -> None:
    """One pixel down every thirty: drawn straight."""
    nodes = [(x, x // 30) for x in range(150)]
    line = smoothed(np.array(nodes, float), closed=False, sigma=2.5, corner=50)
    slopes = np.diff(line[:, 1]) / np.diff(line[:, 0])
    assert slopes.max() - slopes.min() < 1e-6


def test_a_bend_is_not_straightened() -> None:
    nodes = [(x, 0) for x in range(60)] + [(60 + n, n) for n in range(60)]
    line = smoothed(np.array(nodes, float), closed=False, sigma=2.5, corner=50)
    assert line[:, 1].min() == pytest.approx(0, abs=1)
    assert line[:, 1].max() == pytest.approx(59, abs=1)
    assert abs(np.interp(60, line[:, 0], line[:, 1])) < 2


@pytest.mark.parametrize(("part", "hidden"), [("towel", True), ("band", True), ("mat", False)])
def test_what_is_held_lies_before_a_pale_figure(part: str, hidden: bool) -> None:
    model = SimpleNamespace(groups=[Group("leg"), Group(part)])
    sight = SimpleNamespace(model=model, label=np.array([-1, 0, 1]))
    assert ghosts.held(sight).tolist() == [False, False, hidden]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("line", "edge", "shown"),
    [
        pytest.param(EYE, 0, 3, id="an-eye-in-front"),
        pytest.param(EYE, 50, 3, id="an-eye-round-the-edge-moves"),
        pytest.param(EYE, 90, 0, id="an-eye-on-the-far-side"),
        pytest.param(MOUTH, -50, 7, id="a-whole-mouth"),
        pytest.param(MOUTH, 0, 4, id="the-near-half-of-a-mouth"),
        pytest.param(MOUTH, 80, 0, id="no-mouth-from-behind"),
    ],
)
def test_a_face_seen_from_the_side_is_not_blank(
    line: FaceLine, edge: float, shown: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is nearer the far side than `edge`, mm, does not show."""
    monkeypatch.setattr(details, "_skin", lambda _i, _h, points: [vec(0, y, z) for y, z in points])
    view = SimpleNamespace(into=vec(-1, 0, 0))
    sight = SimpleNamespace(view=view, sees=lambda point, _: point[2] >= edge)
    found = details._seen(SimpleNamespace(sight=sight), Place(vec(0, 0, 0), np.eye(3)), line)  # type: ignore[arg-type]
    assert len(found) == shown
