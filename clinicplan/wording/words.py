"""Prescriptions -> the words that the patient reads: a panel, a glance, a sentence.

What nobody prescribed stays unknown: an unknown frequency is said to be open, never guessed.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache, partial

from clinicplan.catalogue.phrases import phrase
from clinicplan.catalogue.values import Catalogue, Exercise
from clinicplan.plan import Prescription, Side
from clinicplan.wording.change_notes import with_notes, without_mere_notes
from clinicplan.wording.glances import Glance, glance_of
from clinicplan.wording.orders import order_of
from clinicplan.wording.panels import Panel, noted, panel_of
from clinicplan.wording.sentences import sentence_of


class Wording:
    """The words of one catalogue, each said once and kept: clinics prescribe few doses.

    It keeps the last `kept` of each.
    """

    def __init__(self, catalogue: Catalogue, *, kept: int = 2048) -> None:
        """Words of `catalogue`, none said yet."""
        self.catalogue = catalogue
        self._panel = lru_cache(kept)(partial(panel_of, catalogue=catalogue))
        self._glance = lru_cache(kept)(partial(glance_of, catalogue=catalogue))
        self._sentence = lru_cache(kept)(partial(sentence_of, catalogue=catalogue))

    def dose_panel(self, prescription: Prescription, exercise: Exercise, *, start: date) -> Panel:
        """The dose of the first week, and each later change with the date that it starts.

        `start` is the first day of the plan: those without weeks and changes share a panel.
        """
        order = order_of(prescription, exercise)
        panel = self._panel(order, start if order.is_dated else date.min)
        return noted(panel, prescription)

    def glance(self, prescription: Prescription, exercise: Exercise) -> Glance:
        """The dose of the first week in short lines: amount, sets, load, hold, tempo, rest."""
        return self._glance(order_of(prescription, exercise))

    def dose_sentence(
        self, prescription: Prescription, exercise: Exercise, *, start: date | None = None
    ) -> str:
        """The whole prescription read aloud, with its weeks and its changes, dated if `start` is.

        "Twice a day: 10 times with each foot. Hold 3 seconds. From week 3: 15 times with each
        foot."
        """
        order = order_of(without_mere_notes(prescription), exercise)
        sentence = self._sentence(order, start if order.is_dated else None)
        return with_notes(sentence, prescription, start, self.catalogue)


def side_word(side: Side | None, exercise: Exercise, catalogue: Catalogue) -> str:
    """The side as it stands beside the exercise's name: "Left foot", "Each leg"; "" for none."""
    if side is None:
        return ""
    return phrase(catalogue, f"dose.side.{exercise.limb}.{side}")
