"""A catalogue -> the same in the words and the date order of a clinic's region.

The texts are British. A region's `words` stand for the words that are said otherwise there
("counter" for "worktop"), in what the library says: codes stay, and so does what a clinic types.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from clinicplan.catalogue.values import (
    Catalogue,
    Caution,
    Exercise,
    Granted,
    Region,
    Shot,
    Tip,
    Topic,
    Variant,
)

Say = Callable[[str], str]
SAID = ("dose.", "handout.")
"""The phrases that a patient reads on the handout."""


def in_region(catalogue: Catalogue, code: str) -> Catalogue:
    """The catalogue as patients of this region read it; unchanged where it has no such region."""
    region = catalogue.regions.get(code)
    if region is None or not (region.words or region.locale):
        return catalogue
    say = _saying(region.words)
    return replace(
        catalogue,
        exercises={key: _exercise(item, say) for key, item in catalogue.exercises.items()},
        cautions={key: _caution(item, say) for key, item in catalogue.cautions.items()},
        conditions=_topics(catalogue.conditions, say),
        footwear=_topics(catalogue.footwear, say),
        feet_and_back=tuple(map(say, catalogue.feet_and_back)),
        regions={**catalogue.regions, code: _signs(region, say)},
        phrases=_phrases(catalogue.phrases, region, say),
        names={key: say(name) for key, name in catalogue.names.items()},
        alts={key: say(alt) for key, alt in catalogue.alts.items()},
        tips=tuple(
            _tip(tip, say)
            for tip in catalogue.tips
        ),
    )


def _saying(words: Mapping[str, str]) -> Say:
    """Puts each word's own in its place, whole words only, never a {place} of a phrase."""
    if not words:
        return str
    known = re.compile(rf"(?<!\{{)\b({'|'.join(map(re.escape, words))})\b")
    return lambda text: known.sub(lambda match: words[match[1]], text)


def _caution(caution: Caution, say: Say) -> Caution:
    conflicts = (
        replace(item, granted=item.granted and _granted(item.granted, say))
        for item in caution.conflicts
    )
    beside = {code: say(advice) for code, advice in caution.beside.items()}
    advice = say(caution.advice)
    return replace(caution, advice=advice, beside=beside, conflicts=tuple(conflicts))


def _tip(tip: Tip, say: Say) -> Tip:
    label, text, unfelt, careful = map(say, (tip.label, tip.text, tip.unfelt, tip.careful))
    return replace(tip, label=label, text=text, unfelt=unfelt, careful=careful)


def _granted(words: Granted, say: Say) -> Granted:
    return Granted(*map(say, (words.keeps_out, words.one, words.many, words.card)))


def _exercise(exercise: Exercise, say: Say) -> Exercise:
    return replace(
        exercise,
        why=say(exercise.why),
        caution=say(exercise.caution),
        easier=say(exercise.easier),
        harder=say(exercise.harder),
        feel=say(exercise.feel),
        slip=say(exercise.slip),
        variants=tuple(_variant(variant, say) for variant in exercise.variants),
    )


def _variant(variant: Variant, say: Say) -> Variant:
    shots = tuple(Shot(shot.frame, tuple(map(say, shot.lines))) for shot in variant.shots)
    return replace(variant, start=say(variant.start), care=say(variant.care), shots=shots)


def _topics(topics: Mapping[str, Topic], say: Say) -> dict[str, Topic]:
    return {
        key: replace(topic, paragraphs=tuple(map(say, topic.paragraphs)))
        for key, topic in topics.items()
    }


def _signs(region: Region, say: Say) -> Region:
    lists = (replace(item, signs=tuple(map(say, item.signs))) for item in region.lists)
    child = {say(sign): say(told) for sign, told in region.child.items()}
    more = (replace(item, signs=tuple(map(say, item.signs))) for item in region.more)
    return replace(region, lists=tuple(lists), more=tuple(more), child=child)


def _phrases(
    phrases: Mapping[str, str | Mapping[str, str]], region: Region, say: Say
) -> dict[str, str | Mapping[str, str]]:
    said = {
        key: say(text) if isinstance(text, str) else {form: say(of) for form, of in text.items()}
        for key, text in phrases.items()
        if key.startswith(SAID)
    }
    locales = dict.fromkeys(("dose.locale", "handout.locale"), region.locale)
    return {**phrases, **said, **(locales if region.locale else {})}
