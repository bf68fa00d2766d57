"""A plan becomes the head of page one: its title, whom it is for and from, which it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from clinicplan.handout.blocks.pictures import draw_picture
from clinicplan.handout.look import Look
from clinicplan.handout.measures import COLUMN, FULL, RADIUS, SECOND, THIRD
from clinicplan.handout.pdf.pieces import Block, Piece, Placed
from clinicplan.handout.pdf.tags import Box, Target
from clinicplan.handout.sketch import Sketch
from clinicplan.handout.styles import MM
from clinicplan.handout.targets import draw_lines, phone_target
from clinicplan.illustrations.colours import RULE
from clinicplan.illustrations.frames import Frame
from clinicplan.illustrations.picture import Picture
from clinicplan.plan import Plan, Side

_TITLE_WIDTH = 102 * MM
_SLIM_TITLE_WIDTH = 114 * MM
_OPTICAL = 1.5
"""Points by which the title stands lower, so that it looks centred."""
_LONG_NAME = 2
"""Lines in a column beyond which the patient's name gets a line of the whole width."""


@dataclass(frozen=True, slots=True, eq=False)
class Hero:
    """The picture on page one: a frame, its drawing, and the side that it shows."""

    frame: Frame
    picture: Picture
    side: Side


@dataclass(frozen=True, slots=True)
class Dates:
    """The plan's dates in words, as they stand on page one; "" where there is none."""

    weeks: str
    first: str
    last: str
    born: str
    review: str
    issued: str


@dataclass(frozen=True, slots=True)
class Sizes:
    """The two ways to set the title: over two lines, or slim in one where room is wanted.

    `block` is how high it is, `words` how wide its words' part, in points.
    """

    block: float
    words: float
    slim: bool


ROOMY = Sizes(49 * MM, _TITLE_WIDTH, slim=False)
SLIM = Sizes(33 * MM, _SLIM_TITLE_WIDTH, slim=True)


# The brand block: title and dates, and the picture of the first exercise.


def title_block(look: Look, dates: Dates, hero: Hero | None, *, sizes: Sizes) -> Block:
    """The title in the brand's colour, the picture on its tint beside it."""
    key = ("title", sizes, hero and (hero.picture.name, hero.side))
    ground = look.kept(key, lambda: _title_ground(look, hero, sizes=sizes))
    words_key = ("title-words", dates.weeks, dates.first, dates.last, sizes)
    words = look.kept(words_key, lambda: _title_words(look, dates, sizes=sizes))
    return Block(sizes.block, (Placed(ground, 0, 0), Placed(words, look.measures.title_inset, 0)))


def _title_ground(look: Look, hero: Hero | None, *, sizes: Sizes) -> Piece:
    colours = look.colours
    high = sizes.block
    picture = FULL - sizes.words

    def draw(sketch: Sketch) -> None:
        with sketch.artifact():
            with sketch.saved():
                sketch.clip(0, 0, (FULL, high), radius=RADIUS)
                sketch.panel(0, 0, (FULL, high), colours.tint, radius=0)
                sketch.panel(0, 0, (sizes.words, high), colours.fill, radius=0)
                if hero:
                    _draw_hero(sketch, hero, left=sizes.words, width=picture, high=high)
            sketch.edge(0, 0, (FULL, high), colours.tint, radius=RADIUS)

    return look.loose(draw, size=(FULL, high))


def _draw_hero(sketch: Sketch, hero: Hero, *, left: float, width: float, high: float) -> None:
    """The picture fills its half of the block, without a panel of its own."""
    frame = replace(hero.frame, bleed=hero.frame.bleed & {"top", "bottom"})
    box = Box(left, -high, left + width, 0)
    draw_picture(sketch, frame, hero.picture, box=box, side=hero.side, frames=(frame,), paper=False)


def _title_words(look: Look, dates: Dates, *, sizes: Sizes) -> Piece:
    styles = look.styles
    title = styles.title_slim if sizes.slim else styles.title
    room = sizes.words - look.measures.title_inset
    lines = look.wrapped(look.phrase("title"), title, room)
    if not sizes.slim:
        lines = (look.phrase("title_1"), look.phrase("title_2"))
    gap = 2.6 * MM if sizes.slim else 4 * MM
    words = look.height(len(lines), title)
    height = words + gap + look.height(2, styles.dates)
    top = (sizes.block - height) / 2 + _OPTICAL

    def draw(sketch: Sketch) -> None:
        with sketch.mark("H1"):
            sketch.lines(0, -top, lines, title)
        with sketch.mark("P"):
            _draw_dates(look, sketch, dates, top=-top - words - gap)

    return look.loose(draw, size=(sizes.words, sizes.block))


def _draw_dates(look: Look, sketch: Sketch, dates: Dates, *, top: float) -> None:
    styles = look.styles
    if not dates.last:
        sketch.lines(0, top, (look.phrase("from_open", start=dates.first),), styles.dates)
        return
    start = look.phrase("from", start=dates.first) + " "
    sketch.lines(0, top, (dates.weeks + " ",), styles.dates_strong)
    after = look.width(dates.weeks + " ", styles.dates_strong)
    sketch.lines(after, top, (start,), styles.dates)
    end = look.phrase("to", end=dates.last)
    sketch.lines(0, top - styles.dates.leading, (end,), styles.dates)


# The facts strip: for, from, plan.


def facts(look: Look, plan: Plan, dates: Dates) -> Block:
    """Whom the plan is for, who wrote it, and which plan it is, in three columns."""
    name = look.private_lines(plan.patient.name, look.styles.fact, COLUMN)
    born = [look.phrase("born", date=dates.born)] if dates.born else []
    review = [look.phrase("review", date=dates.review)] if dates.review else []
    if len(name) <= _LONG_NAME:
        return _columns(look, plan, dates, _fact(look, "for", name, [*born, *review]))
    wide = look.private_lines(plan.patient.name, look.styles.fact, FULL)
    above = _fact(look, "for", wide, [], width=FULL)
    first = (
        _fact(look, "born_label", (dates.born,), review)
        if dates.born
        else (_fact(look, "review_label", (dates.review,), []) if dates.review else None)
    )
    below = _columns(look, plan, dates, first)
    shift = above.height + 3 * MM
    return Block(shift + below.height, (Placed(above, 0, 0), Placed(below, 0, -shift)))


def fact_pieces(
    look: Look, plan: Plan, dates: Dates, *, width: float
) -> tuple[Piece, Piece, Piece]:
    """The three facts, each so many points wide."""
    about = (("born", dates.born), ("review", dates.review))
    more = [look.phrase(key, date=when) for key, when in about if when]
    person = _fact(look, "for", (plan.patient.name,), more, width=width)
    return person, _practitioner(look, plan, width=width), _which(look, plan, dates, width=width)


def _columns(look: Look, plan: Plan, dates: Dates, first: Piece | None) -> Block:
    practitioner = look.kept(("practitioner", plan.practitioner), lambda: _practitioner(look, plan))
    which = _which(look, plan, dates)
    columns = ((first, 0.0), (practitioner, SECOND), (which, THIRD))
    there = [(piece, x) for piece, x in columns if piece]
    height = max(piece.height for piece, _ in there)
    return Block(height, tuple(Placed(piece, x, 0) for piece, x in there))


def _which(look: Look, plan: Plan, dates: Dates, *, width: float = COLUMN) -> Piece:
    version = look.phrase("plan_version", plan=plan.id, version=plan.version)
    more = [look.phrase("issued", date=dates.issued)]
    if plan.replaces:
        more.append(look.phrase("replaces", plan=plan.replaces))
    return _fact(look, "plan", (version,), more, width=width)


def _practitioner(look: Look, plan: Plan, *, width: float = COLUMN) -> Piece:
    who = plan.practitioner
    role = ", ".join(text for text in (who.role, who.registration) if text)
    call = phone_target(look, who.phone) if who.phone else None
    return _fact(
        look,
        "practitioner",
        (who.name,),
        [text for text in (role, who.phone) if text],
        width=width,
        targets={who.phone: call} if call else None,
    )


def _fact(
    look: Look,
    label: str,
    value: tuple[str, ...],
    more: list[str],
    *,
    width: float = COLUMN,
    targets: Mapping[str, Target] | None = None,
) -> Piece:
    """A small label and a value in bold, and lines below it, each a paragraph of its own.

    `targets` are what links in those lines open.
    """
    styles = look.styles
    wrapped = look.private_lines
    values = [line for text in value for line in wrapped(text, styles.fact, width)]
    parts = [wrapped(text, styles.fact_more, width) for text in more]
    heading = look.phrase(label)
    value_top = styles.label.size + look.measures.to_value
    more_top = value_top + look.height(len(values), styles.fact) + look.measures.to_value
    height = more_top + look.height(sum(map(len, parts)), styles.fact_more)

    def draw(sketch: Sketch) -> None:
        with sketch.mark("P"):
            sketch.lines(0, 0, (heading + " ",), styles.label)
            sketch.lines(0, -value_top, values, styles.fact)
        top = -more_top
        for lines in parts:
            draw_lines(look, sketch, lines, styles.fact_more, at=(0, top), targets=targets or {})
            top -= len(lines) * styles.fact_more.leading

    return look.loose(draw, size=(width, height))


def first_name(name: str) -> str:
    """What the patient calls the practitioner: the first word, unless it is a title."""
    first, _, rest = name.partition(" ")
    return name if first.rstrip(".").lower() in _TITLES or not rest else first


_TITLES = {"dr", "mr", "mrs", "ms", "miss", "mx", "prof", "professor", "sister"}


def hairline(look: Look) -> Piece:
    """The line between two parts of the page."""
    return look.rule(FULL, weight=look.measures.hairline, colour=RULE)
