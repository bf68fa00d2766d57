"""A plan's goals and note become blocks of page one, and with them its session and equipment."""

from __future__ import annotations

from clinicplan.catalogue.phrases import listed
from clinicplan.handout.blocks.first_page import first_name
from clinicplan.handout.blocks.notes import own_bar
from clinicplan.handout.careful import warms_up
from clinicplan.handout.feet import BARE
from clinicplan.handout.look import Look
from clinicplan.handout.measures import COLUMN, FULL, GUTTER, SECOND, WIDE
from clinicplan.handout.pdf.pieces import Block, Piece, Placed, one, stacked
from clinicplan.handout.sketch import Sketch
from clinicplan.handout.styles import MM
from clinicplan.plan import Plan
from clinicplan.sessions import Session
from clinicplan.wording.sessions import session_words

_BESIDE = 2
"""Goals that stand beside a note; more have the whole width, a line each."""
_GAP = 3.6 * MM


def aims(look: Look, plan: Plan) -> Block | None:
    """The goals beside the practitioner's note; either alone takes the width, and many goals do."""
    if not plan.goals and not plan.note:
        return None
    if len(plan.goals) > _BESIDE:
        return stacked(
            (_words(look, look.phrase("goals"), plan.goals, width=FULL), _GAP),
            (_note(look, plan) if plan.note else None, 0),
        )
    items: list[Placed] = []
    heights = []
    if plan.goals:
        width = COLUMN if plan.note else WIDE
        goals = _words(look, look.phrase("goals"), plan.goals, width=width)
        items.append(Placed(goals, 0, 0))
        heights.append(goals.height)
    if plan.note:
        note = _note(look, plan)
        items.append(Placed(note, SECOND if plan.goals else 0, 0))
        heights.append(note.height)
    return Block(max(heights), tuple(items))


def _note(look: Look, plan: Plan) -> Piece:
    heading = look.phrase("note", name=first_name(plan.practitioner.name))
    return _words(look, heading, (plan.note,), width=WIDE, barred=True)


def own_words(look: Look, plan: Plan) -> tuple[tuple[str, str, bool], ...]:
    """The goals and the note, each under its heading, to be set line by line; if it is barred."""
    note = look.phrase("note", name=first_name(plan.practitioner.name))
    parts = ((look.phrase("goals"), "\n".join(plan.goals), False), (note, plan.note, True))
    return tuple(part for part in parts if part[1])


def own_lines(look: Look, text: str) -> tuple[str, ...]:
    """The lines of a long text in columns 1 and 2. Not kept: a patient's own words."""
    return look.private_lines(text, look.styles.body, WIDE)


def lines_within(look: Look, height: float) -> int:
    """How many lines of a long text fit with their heading, 0 where none does."""
    style = look.styles.body
    room = height - look.styles.kicker.size - look.measures.to_words - style.size
    return int(room // style.leading) + 1 if room >= 0 else 0


def own_block(
    look: Look, heading: str, lines: tuple[str, ...], *, barred: bool, width: float = WIDE
) -> Block:
    """Lines of a long text under their heading; a practitioner's are `barred`."""
    piece = _words(look, heading, ("\n".join(lines),), width=width, barred=barred)
    return one(piece)


def needs(
    look: Look, session: Session, equipment: tuple[str, ...], *, feet: tuple[str, ...], label: str
) -> Block | None:
    """How long a session takes, beside what to have at hand and to wear on the feet.

    `feet` are the phrases of what to wear, `label` is that of the minutes.
    """
    items: list[Placed] = []
    heights = []
    beside = 0.0
    if minutes := session_piece(look, session, label=label):
        block, wide = with_warm_up(look, minutes, label=label)
        items.append(Placed(block, 0, 0))
        heights.append(block.height)
        beside = max(SECOND, wide + GUTTER)
    if need := need_piece(look, equipment, feet=feet, width=min(WIDE, FULL - beside)):
        items.append(Placed(need, beside, 0))
        heights.append(need.height)
    return Block(max(heights), tuple(items)) if items else None


WARM_UP, WARM_UP_UNDER = Block(0, ()), Block(0, ())
"""Keep the place of a line that says on which page to warm up: no page is known yet."""
_HIGHEST_PAGE = 99


_WARMED, _ALONE = "session", "session_alone"


def session_label(plan: Plan) -> str:
    """The phrase above the minutes: not everybody is sent to warm up."""
    return _WARMED if warms_up(plan) else _ALONE


def with_warm_up(look: Look, minutes: Piece, *, label: str) -> tuple[Block, float]:
    """How long a session takes, and its width, with room for that line: beside its label.

    In large type it is under all.
    """
    if label == _ALONE:
        return one(minutes), minutes.width
    more = look.styles.minutes_more
    if look.edition.wide:
        top = minutes.height + more.leading - more.size
        under = (Placed(minutes, 0, 0), Placed(WARM_UP_UNDER, 0, -top))
        return Block(top + more.size, under), minutes.width
    style = look.styles.kicker
    begins = look.width(look.phrase(label) + " ", style)
    wide = begins + look.width(look.phrase("session_page", page=_HIGHEST_PAGE), style)
    items = (Placed(minutes, 0, 0), Placed(WARM_UP, begins, 0))
    return Block(minutes.height, items), max(minutes.width, wide)


def need_piece(
    look: Look, equipment: tuple[str, ...], *, feet: tuple[str, ...], width: float
) -> Piece | None:
    """What to have at hand and to wear; None where any feet will do and nothing is needed."""
    key = ("need", equipment, feet, width)
    if not equipment and feet in (BARE, ()):
        return None
    return look.kept(key, lambda: _need(look, equipment, feet=feet, width=width))


def _need(
    look: Look, equipment: tuple[str, ...], *, feet: tuple[str, ...], width: float
) -> Piece:
    sentence = _need_words(look, equipment, feet=feet)
    return _words(look, look.phrase("need"), (sentence,), width=width)


def worn_words(look: Look, equipment: tuple[str, ...], *, feet: tuple[str, ...]) -> str:
    """The same in words, "" where any feet will do: what to have at hand is seen elsewhere."""
    return "" if feet in (BARE, ()) else _need_words(look, equipment, feet=feet)


def _need_words(look: Look, equipment: tuple[str, ...], *, feet: tuple[str, ...]) -> str:
    text = listed(look.catalogue, equipment)
    wear = " ".join(map(look.phrase, feet))
    return f"{text[0].upper()}{text[1:]}. {wear}".rstrip() if text else wear


def session_piece(
    look: Look, session: Session, *, label: str, width: float = COLUMN
) -> Piece | None:
    """How long a session takes; None where nobody can say."""
    if not session.usual:
        return None
    key = (label, session, width)
    return look.kept(key, lambda: _session(look, session, look.phrase(label), width=width))


def _session(look: Look, session: Session, label: str, *, width: float) -> Piece:
    styles = look.styles
    minutes, more = session_words(session, look.catalogue)
    longer = look.wrapped(more, styles.minutes_more, width) if more else ()
    top = styles.kicker.size + look.measures.to_words
    more_top = top + styles.minutes.size + look.measures.to_value
    height = more_top + look.height(len(longer), styles.minutes_more)

    def draw(sketch: Sketch) -> None:
        with sketch.mark("H2"):
            sketch.lines(0, 0, (label,), styles.kicker)
        with sketch.mark("P"):
            sketch.lines(0, -top, (minutes,), styles.minutes)
        if longer:
            with sketch.mark("P"):
                sketch.lines(0, -more_top, longer, styles.minutes_more)

    widest = max(look.width(label, styles.kicker), look.width(minutes, styles.minutes))
    return look.loose(draw, size=(max(width, widest), height))


def _words(
    look: Look, heading: str, texts: tuple[str, ...], *, width: float, barred: bool = False
) -> Piece:
    """A small heading and paragraphs under it. Not kept: these are a patient's own words.

    `barred` are the practitioner's: a bar stands beside them.
    """
    styles = look.styles
    wrapped = look.private_lines
    paragraphs = [wrapped(text, styles.body, width) for text in texts]
    top = styles.kicker.size + look.measures.to_words

    def draw(sketch: Sketch) -> None:
        if barred:
            own_bar(look, sketch, height)
        with sketch.mark("H2"):
            sketch.lines(0, 0, (heading,), styles.kicker)
        y = top
        for lines in paragraphs:
            with sketch.mark("P"):
                sketch.lines(0, -y, lines, styles.body)
            y += len(lines) * styles.body.leading

    height = top + look.height(sum(map(len, paragraphs)), styles.body)
    return look.loose(draw, size=(width, height))
