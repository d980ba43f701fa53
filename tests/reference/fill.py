"""Any respondent's answers to any questionnaire, from one number."""

from __future__ import annotations

from random import Random
from typing import assert_never

from dxassess.intake.submission import Answer, Facts, State, Submission, Value
from dxassess.questionnaire.items import Choice, Item, Multi, Note, Quantity, Ratio, YesNo
from dxassess.questionnaire.model import Questionnaire


def fill(
    name: str,
    asked: Questionnaire,
    random: Random,
    *,
    province: str = "80",
    type_: str | None = None,
    diligence: float | None = None,
    **facts: object,
) -> Submission:
    """A submission that leaves some items blank, some out and says of some that they do not apply; by a
    facility of any type if none is named. `diligence`: the share of the items that are answered."""
    diligence = random.choice((0.6, 0.9, 1.0)) if diligence is None else diligence
    ease = random.random()
    drawn = [(item, _state(item, random, diligence)) for item in asked.items if random.random() < 0.97]
    answers = [
        Answer(
            item=i.code,
            state=s,
            value=_value(i, random, ease) if s == "answered" else None,
            evidence="a photo" if i.evidence and random.random() < 0.7 else None,
        )
        for i, s in drawn
    ]
    cover: dict[str, object] = {"province": province, "vintage": "gso2004", "facility_code": name}
    if asked.types:
        cover["type"] = random.choice(asked.types).code if type_ is None else type_
    cover |= {key: random.choice((None, 0.0, 20.0, 300.0)) for key in ("beds_planned", "beds_actual")}
    return Submission(
        file=f"{name}.xlsx",
        sha256=f"{random.getrandbits(256):064x}",
        respondent=asked.respondent,
        questionnaire=asked.id,
        version=asked.version,
        facts=Facts.model_validate({**cover, **facts}),
        answers=tuple(answers),
    )


def _state(item: Item, random: Random, diligence: float) -> State:
    if item.allow_na and random.random() < 0.15 * bool(diligence):
        return "not_applicable"
    return "answered" if random.random() < diligence else "missing"


def _value(item: Item, random: Random, ease: float) -> Value:
    match item:
        case Choice():
            return random.choice(item.options).code
        case Multi():
            alone = [option.code for option in item.options if option.exclusive]
            some = tuple(o.code for o in item.options if not o.exclusive and random.random() < ease)
            return some or tuple(alone)
        case YesNo():
            return random.random() < ease
        case Ratio():
            return (float(random.randint(0, 100)), float(random.randint(1, 40)))
        case Note():
            return "2026-01-01"
        case Quantity():
            return round(random.uniform(-10, 110), random.choice((0, 1, 6)))
        case _:
            assert_never(item)
