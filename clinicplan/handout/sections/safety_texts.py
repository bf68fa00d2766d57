"""An order becomes the texts that keep its patient safe, in the words of its region."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from clinicplan.catalogue.phrases import month_year
from clinicplan.catalogue.values import Region
from clinicplan.handout.blocks.pain_guide import Advice
from clinicplan.handout.careful import is_unfelt
from clinicplan.handout.look import Look
from clinicplan.handout.sections.sheets import Order
from clinicplan.plan import Plan


def advice_of(look: Look, order: Order) -> Advice:
    """What to do with how much pain, the morning after, and when to stop."""
    region = region_of(look, order)
    now = {"emergency": region.emergency, "closed": region.closed}
    stops = tuple(look.phrase(f"stop_{number}") for number in (1, 2, 3))
    go = "pain_go_unfelt" if feels_less(order) else "pain_go_text"
    keys = {"go": go, "ease": "pain_ease_text", "stop": "pain_stop_text"}
    return Advice(
        bands=tuple((band, look.phrase(key, **now)) for band, key in keys.items()),
        morning=(look.phrase("next_morning"), look.phrase("next_morning_text", **now)),
        stop=(look.phrase("stop"), stops),
        urgent=look.phrase("pain_urgent", **now),
    )


def feels_less(order: Order) -> bool:
    """Whether no pain does not say that all is well."""
    return is_unfelt(order.plan)


def region_of(look: Look, order: Order) -> Region:
    """The region of the clinic: whom to ring, and when."""
    return look.catalogue.regions[order.clinic.region]


def tips_of(look: Look, plan: Plan) -> tuple[tuple[str, str], ...]:
    """How to do the exercises: what each tip is about, and its words.

    A plan without a last day is not told what to do when it ends; who feels less is not urged on.
    """
    unfelt = is_unfelt(plan)
    return tuple(
        [
            (tip.label, tip.text)
            for tip in look.catalogue.tips
            if (plan.weeks or not tip.ends) and not (unfelt and tip.urges)
        ]
    )


def care_texts(look: Look, order: Order) -> tuple[str, ...]:
    """What this patient takes extra care of."""
    cautions, region = look.catalogue.cautions, region_of(look, order)
    said = [cautions[code].advice for code in order.plan.take_care if code in cautions]
    return tuple(
        text.replace("{closed}", region.closed).replace("{sore}", region.sore) for text in said
    )


def education_of(look: Look, order: Order) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Feet and back with the patient's condition, and beside it the shoes that were chosen."""
    catalogue, plan = look.catalogue, order.plan
    condition = catalogue.conditions.get(plan.condition)
    texts = (*catalogue.feet_and_back, *(condition.paragraphs if condition else ()))
    yield look.phrase("feet_and_back"), texts
    shoes = catalogue.footwear.get(plan.footwear)
    if shoes:
        yield look.phrase("shoes"), shoes.paragraphs


def record_text(look: Look, order: Order) -> str:
    """The words of the record."""
    about, who, clinic = look.catalogue.record, order.plan.practitioner, order.clinic
    written, review = (
        month_year(look.catalogue, date.fromisoformat(f"{when}-01"))
        for when in (about.written, about.review)
    )
    key = "written" if who.role else "written_plain"
    address = ", ".join(line.strip(" ,") for line in clinic.address.splitlines() if line.strip())
    return " ".join(
        (
            *(
                [look.phrase("clinic_address", clinic=clinic.name, address=address)]
                if address
                else []
            ),
            look.phrase(key, name=who.name, role=who.role[:1].lower() + who.role[1:]),
            look.phrase("text_record", version=about.version, written=written, review=review),
            look.phrase("sources", sources="; ".join(about.sources)),
            look.phrase("feedback"),
        )
    )
