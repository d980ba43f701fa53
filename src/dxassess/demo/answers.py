"""From latent maturity to answers: what a respondent of that maturity would say to each item."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from random import Random
from typing import assert_never

from dxassess.frozen import Frozen
from dxassess.intake.submission import Value
from dxassess.questionnaire.credit import credit
from dxassess.questionnaire.items import Choice, Item, Measured, Multi, Note, Quantity, Ratio, YesNo
from dxassess.questionnaire.model import Questionnaire

ITEMS_DIFFER = 0.17
EVIDENCE_FROM = 0.6


class InventedRespondent(Frozen):
    """Who answers: what applies to them (type None: a department), the counts of their cover sheet, and
    how often they leave a cell blank."""

    type: str | None
    beds: float | None
    facts: tuple[tuple[str, float], ...]
    blank: float


class Reply(Frozen):
    """An answer before it is typed into cells. `value` None means that the cells stay blank; a ratio's
    value is both counts, though a count that the cover sheet holds has no cell of its own."""

    item: str
    value: Value | None
    not_applicable: bool = False
    evidence: bool = False


def answer_all(
    questionnaire: Questionnaire,
    respondent: InventedRespondent,
    maturity: Mapping[str, float],
    *,
    random: Random,
) -> tuple[Reply, ...]:
    """A reply to every item that the respondent meets, in the order of the questionnaire.

    An item behind a skip stays blank unless the answer before it opens it.
    """
    replies: dict[str, Reply] = {}
    for condition in questionnaire.conditions:
        for item in condition.items:
            if questionnaire.applies(item.applies, respondent.type, respondent.beds):
                latent = min(1.0, max(0.0, random.gauss(maturity[condition.code], ITEMS_DIFFER)))
                reply = _reply(item, latent, respondent, random)
                is_asked = item.asked_if is None or _opens(questionnaire, replies, item)
                replies[item.code] = reply if is_asked else Reply(item=item.code, value=None)
    return tuple(replies.values())


def _opens(questionnaire: Questionnaire, replies: Mapping[str, Reply], item: Item) -> bool:
    skip = item.asked_if
    before = replies.get(skip.item) if skip else None
    if skip is None or before is None or before.value is None:
        return False
    score = credit(questionnaire.item_by_code[skip.item], before.value)
    return score is not None and skip.opens(score)


def _reply(item: Item, latent: float, respondent: InventedRespondent, random: Random) -> Reply:
    if random.random() < respondent.blank:
        return Reply(item=item.code, value=None)
    if item.allow_na and random.random() < 0.04:
        return Reply(item=item.code, value=None, not_applicable=True)
    evidence = item.evidence is not None and latent >= EVIDENCE_FROM and random.random() < 0.7
    return Reply(item=item.code, value=_value(item, latent, respondent, random), evidence=evidence)


def _value(item: Item, latent: float, respondent: InventedRespondent, random: Random) -> Value | None:
    match item:
        case Choice():
            return min(item.options, key=lambda option: abs((option.score or 0.0) - latent)).code
        case Multi():
            return _chosen(item, latent, random)
        case YesNo():
            return (latent >= 0.4) is (item.good == "yes")
        case Quantity():
            return float(min(item.highest, max(0, round(_quantity(item, latent)))))
        case Ratio():
            return _counts(item, latent, respondent, random)
        case Note():
            return item.type
        case _:
            assert_never(item)


def _chosen(item: Multi, latent: float, random: Random) -> tuple[str, ...]:
    open_to_all = [option for option in item.options if not option.exclusive]
    chosen_codes = tuple(option.code for option in open_to_all if random.random() < latent)
    alone = tuple(option.code for option in item.options if option.exclusive)
    return chosen_codes or alone[:1]


def _counts(
    item: Ratio, latent: float, respondent: InventedRespondent, random: Random
) -> tuple[float, float] | None:
    """Numerator and denominator; what the cover sheet states is taken from there."""
    facts = dict(respondent.facts)
    above, below = item.numerator, item.denominator
    total = facts.get(below.fact) if below.fact else float(1_000 * random.randint(8, 160))
    if not total:
        return None
    part = facts.get(above.fact) if above.fact else None
    return part if part is not None else float(round(_quantity(item, latent) * total / item.scale)), total


def _quantity(item: Measured, score: float) -> float:
    """A quantity that earns about `score`: the inverse of the goalposts or of the break-points."""
    if not item.points:
        floor = item.floor or 0.0
        return floor + score * ((100.0 if item.target is None else item.target) - floor)
    ladder = sorted((y, x) for x, y in item.points)
    for (y0, x0), (y1, x1) in pairwise(ladder):
        if score <= y1:
            return x0 if y1 == y0 else x0 + (x1 - x0) * max(0.0, score - y0) / (y1 - y0)
    return ladder[-1][1]
