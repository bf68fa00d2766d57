"""How long a session takes becomes the words that page one and the desk have for it."""

from __future__ import annotations

from clinicplan.catalogue.phrases import listed, phrase
from clinicplan.catalogue.values import Catalogue
from clinicplan.sessions import Session

MOST_NAMED = 4
"""Exercises that are named as making a session longer; more are the ordinary session."""


def session_words(session: Session, words: Catalogue) -> tuple[str, str]:
    """As "About 7 minutes", and when it is another time; "" for what nobody can say."""
    if not session.usual:
        return "", ""
    left_out = _left_out(session, words)
    if session.shortest:
        most = _minutes(session.longest, words)
        about = phrase(words, "handout.minutes_between", least=session.shortest, minutes=most)
        return about, ". ".join((phrase(words, "handout.session_differs"), *left_out))
    usual = session.longest if len(session.longer_for) > MOST_NAMED else session.usual
    about = phrase(words, "handout.minutes_about", minutes=_minutes(usual, words))
    others = [_of_other_days(session, words)] if session.longest > session.usual else []
    return about, ". ".join((*others, *left_out))


def _left_out(session: Session, words: Catalogue) -> tuple[str, ...]:
    """That the minutes are without exercises of which no calendar knows the days."""
    if not session.without:
        return ()
    key = "session_without_one" if len(session.without) == 1 else "session_without"
    numbers = listed(words, map(str, session.without))
    return (phrase(words, f"handout.{key}", exercises=numbers),)


def _of_other_days(session: Session, words: Catalogue) -> str:
    """How long it takes on days with more exercises, or where those are many, with fewer."""
    longer, shorter = session.longer_for, session.usual_for
    if len(longer) <= MOST_NAMED:
        key = "session_longer" if session.together else "session_longer_if"
        minutes, named = session.longest, longer
    else:
        key = "session_shorter" if len(shorter) <= MOST_NAMED else "session_shorter_many"
        minutes, named = session.usual, shorter
    key += "_one" if len(named) == 1 else ""
    numbers = listed(words, map(str, named))
    return phrase(words, f"handout.{key}", minutes=_minutes(minutes, words), exercises=numbers)


def _minutes(minutes: int, words: Catalogue) -> str:
    return phrase(words, "handout.minutes", n=minutes)
