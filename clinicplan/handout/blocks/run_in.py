"""Labels and their words become paragraphs, the words going on in the label's own line."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from clinicplan.handout.look import Look
from clinicplan.handout.pdf.pieces import Piece
from clinicplan.handout.sketch import Sketch

Wrap = Callable[..., tuple[str, ...]]
"""Parts a text into lines, as `Look.wrapped` does."""


def run_in(
    look: Look,
    said: Sequence[tuple[str, str]],
    *,
    width: float,
    gap: float | None = None,
    left: float = 0,
    wrap: Wrap | None = None,
) -> Piece:
    """Labels with their words in `width` points, `left` of them free, `gap` between paragraphs.

    A patient's own words are wrapped by `Look.private_lines`.
    """
    gap = look.measures.run_in_gap if gap is None else gap
    note, strong = look.styles.note, look.styles.note_label
    paragraphs = [(label, _lines(look, label, text, width=width, wrap=wrap))
                  for label, text in said]  # fmt: skip
    tops = _tops(look, [len(lines) for _, lines in paragraphs], gap)

    def draw(sketch: Sketch) -> None:
        for (label, (first, *more)), top in zip(paragraphs, tops, strict=False):
            with sketch.mark("P"):
                sketch.lines(left, -top, (label + " ",), strong)
                begins = left + look.width(label + " ", strong)
                beside = (first + (" " if more else ""),) if first else ()
                sketch.lines(begins, -top, beside, note)
                sketch.lines(left, -top - note.leading, tuple(more), note)

    return look.loose(draw, size=(left + width, tops[-1] - gap))


def run_in_height(
    look: Look, said: Sequence[tuple[str, str]], *, width: float, gap: float | None = None
) -> float:
    """How high the same is, in points, without being drawn."""
    gap = look.measures.run_in_gap if gap is None else gap
    counts = [len(_lines(look, label, text, width=width)) for label, text in said]
    return _tops(look, counts, gap)[-1] - gap


def _tops(look: Look, counts: Sequence[int], gap: float) -> list[float]:
    """Where paragraphs of so many lines begin, and where one after them would."""
    tops = [0.0]
    for many in counts:
        tops.append(tops[-1] + look.height(many, look.styles.note) + gap)
    return tops


def run_in_heights(
    look: Look, said: Sequence[tuple[str, str]], *, width: float
) -> tuple[float, ...]:
    """How high each of the paragraphs is, in points."""
    note = look.styles.note
    return tuple(
        look.height(len(_lines(look, label, text, width=width)), note) for label, text in said
    )


def _lines(
    look: Look, label: str, text: str, *, width: float, wrap: Wrap | None = None
) -> tuple[str, ...]:
    """The lines of a text, the first beside its label; "" for it where no word fits there."""
    lead = look.width(label + " ", look.styles.note_label)
    return (wrap or look.wrapped)(text, look.styles.note, width, taken=lead)
