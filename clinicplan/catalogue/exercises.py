"""The facts of an exercise and its words in one language -> an Exercise."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib.resources.abc import Traversable
from string import Formatter
from typing import TypeVar

from clinicplan.catalogue.tables import Table, opened
from clinicplan.catalogue.values import Exercise, Preset, Shot, Variant
from clinicplan.doses import parse_count, parse_days, parse_seconds, parse_times
from clinicplan.plan import Dose, Side

Read = TypeVar("Read")

LIMBS = ("foot", "leg")
SIDES = tuple(side.value for side in Side)
PLACES = {"side", "other"}
SHORT_NAME = 18


def read_exercise(
    folder: Traversable, code: str, *, language: str, names: Mapping[str, str]
) -> Exercise:
    """The exercise of this code: what holds in every language, and its words in one."""
    facts_path = f"exercises/{code}.toml"
    words_path = f"languages/{language}/exercises/{code}.toml"
    with opened(folder, facts_path) as facts, opened(folder, words_path) as words:
        variants = _variants(facts, words, names)
        parts = _named(facts, "parts", "part", names)
        return Exercise(
            code=code,
            name=words.text("name"),
            short=_short(words),
            limb=facts.one_of("limb", LIMBS),
            together=facts.yes("together"),
            balance=facts.yes("balance"),
            counted=facts.text("counted"),
            tempo=facts.whole("tempo"),
            why=words.text("why"),
            caution=words.text("caution"),
            easier=words.text("easier"),
            harder=words.text("harder"),
            variants=variants,
            presets=_presets(facts, parts, tuple(item.code for item in variants), names),
            parts=parts,
            thumbnail=facts.text("thumbnail"),
        )


def _short(words: Table) -> str:
    short = words.text("short")
    if len(short) > SHORT_NAME:
        words.refuse("short", f"has {len(short)} characters; the diary has room for {SHORT_NAME}")
    return short


def _variants(facts: Table, words: Table, names: Mapping[str, str]) -> tuple[Variant, ...]:
    """Each way to do it. Facts and words must know the same ones."""
    said = words.table("variant")
    always = facts.yes("balance")
    variants = tuple(
        _variant(code, table, said.table(code), names, always=always)
        for code, table in facts.table("variant").named().items()
    )
    if not variants:
        facts.refuse("variant", "is empty: at least one [variant.<code>] is expected")
    return variants


def _variant(
    code: str, facts: Table, words: Table, names: Mapping[str, str], *, always: bool
) -> Variant:
    frames = facts.texts("frames")
    lines = words.text_lists("shots")
    if len(lines) != len(frames):
        words.refuse("shots", f"has {len(lines)} lists of lines for {len(frames)} frames")
    for line in (line for shot in lines for line in shot):
        _check_places(words, line)
    return Variant(
        code=code,
        position=_one_named(facts, "position", names),
        tool=_one_named(facts, "tool", names),
        equipment=_named(facts, "equipment", "equipment", names),
        start=words.text("start"),
        shots=tuple(Shot(frame, shot) for frame, shot in zip(frames, lines, strict=True)),
        balance=always or facts.yes("balance", default=False),
    )


def _check_places(words: Table, line: str) -> None:
    """Refuse a line with a {place} that the handout does not fill."""
    try:
        unknown = {place for _, place, _, _ in Formatter().parse(line) if place is not None}
    except ValueError:
        unknown = {line}
    if unknown - PLACES:
        words.refuse("shots", f'may hold only {{side}} and {{other}}, not as in "{line}"')


def _presets(
    facts: Table, parts: tuple[str, ...], variants: tuple[str, ...], names: Mapping[str, str]
) -> tuple[Preset, ...]:
    presets = tuple(
        _preset(table, parts=parts, variants=variants, names=names)
        for table in facts.tables("preset")
    )
    if not presets:
        facts.refuse("preset", "is missing: at least one [[preset]] is expected")
    return presets


def _preset(
    facts: Table, *, parts: tuple[str, ...], variants: tuple[str, ...], names: Mapping[str, str]
) -> Preset:
    side = facts.one_of("side", SIDES, default="")
    between = facts.text("between", default="")
    return Preset(
        code=facts.text("code"),
        source=facts.text("source"),
        entry=facts.whole("entry"),
        side=Side(side) if side else None,
        dose=_dose(facts),
        parts=_known(facts, "parts", parts),
        between=_name(facts, "between", f"between.{between}", names) if between else "",
        variants=_known(facts, "variants", variants),
    )


def _dose(facts: Table) -> Dose:
    """The dose as the source gives it: a key that is not there stays unknown."""
    return Dose(
        sets=_amount(facts, "sets", parse_count, '"3", "2-3", "several times"'),
        reps=_amount(facts, "reps", parse_count, '"10", "10-15", "several times"'),
        hold=_amount(facts, "hold", parse_seconds, '"30 s", "3-5 s", "as long as you can"'),
        rest=_amount(facts, "rest", parse_seconds, '"10 s", "about 10 s"'),
        duration=_amount(facts, "duration", parse_seconds, '"20 s", "about 30 s"'),
        times=_amount(facts, "times", parse_times, '"2", "twice a day"'),
        days=_amount(facts, "days", parse_days, '"every day", "Mon Wed Fri"'),
    )


def _amount(
    facts: Table, key: str, parse: Callable[[str], Read | None], examples: str
) -> Read | None:
    if key not in facts:
        return None
    text = facts.text(key)
    amount = parse(text)
    if amount is None:
        facts.refuse(key, f'is "{text}", which is not understood. Write it like {examples}')
    return amount


def _known(facts: Table, key: str, known: tuple[str, ...]) -> tuple[str, ...]:
    """The codes of a key, each of which the exercise must know; () where there is no key."""
    codes = facts.texts(key, default=())
    for code in codes:
        if code not in known:
            facts.refuse(key, f'holds "{code}", and may hold: {", ".join(known)}')
    return codes


def _one_named(facts: Table, key: str, names: Mapping[str, str]) -> str:
    code = facts.text(key, default="")
    if code:
        _name(facts, key, f"{key}.{code}", names)
    return code


def _named(facts: Table, key: str, kind: str, names: Mapping[str, str]) -> tuple[str, ...]:
    codes = facts.texts(key, default=())
    for code in codes:
        _name(facts, key, f"{kind}.{code}", names)
    return codes


def _name(facts: Table, key: str, name: str, names: Mapping[str, str]) -> str:
    """The word for a code, which the language's names.toml must have."""
    if name not in names:
        facts.refuse(key, f'needs the name "{name}", which names.toml of the language lacks')
    return names[name]
