"""A plan or an exercise of the library becomes pictures that a browser shows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib.resources.abc import Traversable
from typing import Any, TypeVar

from clinicplan.catalogue.values import Exercise
from clinicplan.desk.desk import Desk
from clinicplan.desk.views import View
from clinicplan.handout.press import Handout
from clinicplan.illustrations.thumbnails import find_illustration, thumbnail
from clinicplan.plan import Plan
from clinicplan.tasks.preview import page_pictures
from clinicplan.workbook.choices import choices

SMALL, LARGE, LOGO = 40, 120, 150
"""Dots per inch: all pages at a glance, one page to read, and the logo in the bar."""

TILE = 288
"""Pixels across an exercise's picture: twice what it takes up, for sharp screens."""

PORTRAIT = "towel-stretch-start"
"""The drawing in which one sees who it is."""

MOST = 400
"""Pictures, handouts and numbers of pages that are kept; a page to read takes about 100 kB."""

Drawn = TypeVar("Drawn")


class Pictures:
    """The pictures of one desk, drawn when they are first asked for."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._kept: dict[tuple[object, ...], Any] = {}

    def page(self, view: View, plan: Plan, *, number: int, dpi: int) -> bytes:
        """A PNG of a page, from 1 on; KeyError where the handout has no such page."""
        handout = self.handout(view, plan)
        if not 1 <= number <= handout.pages:
            raise KeyError(number)
        return self._keep(
            (view.reading, plan.id, number, dpi),
            lambda: next(page_pictures(handout.pdf, dpi=dpi, first=number, last=number)),
        )

    def handout(self, view: View, plan: Plan) -> Handout:
        """The plan as it would be printed now, without a seal."""
        if view.checked is None:
            raise KeyError(plan.id)
        press, issued = view.checked.ready.press, self._desk.around.now().date()
        return self._keep(
            (view.reading, plan.id), lambda: press.print(plan, issued=issued, seal="")
        )

    def beside(self, view: View, plan: Plan, kind: str) -> Mapping[str, bytes]:
        """One sheet, or page and text, by the end of each file's name; {} if it does not fit."""
        if view.checked is None:
            return {}
        press, issued = view.checked.ready.press, self._desk.around.now().date()
        return self._keep(
            (view.reading, plan.id, kind),
            lambda: press.beside(kind, plan, issued=issued, seal=""),
        )

    def spoken(self, view: View, plan: Plan) -> tuple[str, ...]:
        """What each page is about, for those who do not see it."""
        if view.checked is None:
            return ()
        press, issued = view.checked.ready.press, self._desk.around.now().date()
        return self._keep(
            (view.reading, plan.id, "spoken"), lambda: press.spoken(plan, issued=issued)
        )

    def count(self, view: View, plan: Plan) -> int:
        """How many pages the handout has; the handout itself is not kept."""
        if view.checked is None:
            return 0
        press, issued = view.checked.ready.press, self._desk.around.now().date()
        return self._keep(
            (view.reading, plan.id, "pages"), lambda: press.print(plan, issued=issued).pages
        )

    def logo(self, view: View) -> bytes:
        """The clinic's logo, b"" where it has none."""
        if view.checked is None:
            return b""
        press = view.checked.ready.press

        def draw() -> bytes:
            page = press.logo_page()
            return next(page_pictures(page, dpi=LOGO)) if page else b""

        return self._keep((view.reading, "logo"), draw)

    def exercise(self, exercise: Exercise, *, whom: str = "", way: str = "") -> bytes:
        """The exercise's picture, of this person and done this way if there is such a one.

        KeyError where none is drawn.
        """
        templates, is_known = self._desk.templates, whom in self._people
        frame = _frame(exercise, way)
        own = templates / "illustrations" / whom / f"{frame}.svg" if is_known else None
        has_own = own is not None and own.is_file()
        file = own if has_own else find_illustration(templates, frame)
        if file is None:
            raise KeyError(exercise.code)
        drawing: Traversable = file
        return self._keep(
            ("library", frame, whom if has_own else ""),
            lambda: thumbnail(drawing.read_text("utf-8"), width=TILE),
        )

    def person(self, code: str) -> bytes:
        """One of those whom pictures show; KeyError where there is none of this code."""
        if code not in self._people:
            raise KeyError(code)
        file = self._desk.templates / "illustrations" / code / f"{PORTRAIT}.svg"
        drawing = file.read_text("utf-8")
        return self._keep(("person", code), lambda: thumbnail(drawing, width=TILE))

    @property
    def _people(self) -> frozenset[str]:
        return frozenset(item.code for item in choices("people", self._desk.catalogue))

    def _keep(self, key: tuple[object, ...], draw: Callable[[], Drawn]) -> Drawn:
        """What was drawn for this key before, else drawn now. A key has one kind of thing.

        Only drawing waits for the press: while a letter is handed over, what was drawn is there.
        """
        kept = self._kept
        if key not in kept:
            with self._desk.at_press:
                kept = self._kept
                if key not in kept:
                    kept = {**dict(list(kept.items())[1 - MOST :]), key: draw()}
                    self._kept = kept
        drawn: Drawn = kept[key]
        return drawn


def _frame(exercise: Exercise, way: str) -> str:
    """The small picture's frame: the exercise's own, where the way has it or there is no such."""
    shots = next((item.shots for item in exercise.variants if item.code == way), ())
    frames = [shot.frame for shot in shots]
    return exercise.thumbnail if not frames or exercise.thumbnail in frames else frames[-1]
