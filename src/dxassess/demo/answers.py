"""From how things stand to answers: what a respondent would say to each item, with honest noise."""

from __future__ import annotations

from itertools import pairwise
from math import fsum
from random import Random
from typing import assert_never

from dxassess.demo.grounds import ABOUT, NEEDS, OF_STAFF, OPTIONS, Ground, Threshold, ground_of
from dxassess.demo.situation import Situation
from dxassess.frozen import Frozen
from dxassess.intake.submission import Value
from dxassess.questionnaire.credit import credit
from dxassess.questionnaire.items import Choice, Item, Measured, Multi, Note, Quantity, Ratio, YesNo
from dxassess.questionnaire.model import Questionnaire

# People judge the same thing a little differently, and one answer in 250 is a slip.
ANSWERS_DIFFER, SLIPS = 0.06, 0.004
# What is claimed at a desk by those who boast; what runs (condition 3) they answer as it is.
BOAST, RUNS = 0.93, "C3"
EVIDENCE_FROM = 0.6
NOT_MEANT = 0.04


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
    situation: Situation,
    *,
    random: Random,
    apart: str | None = None,
) -> tuple[Reply, ...]:
    """A reply to every item that the respondent meets, in the order of the questionnaire.

    An item behind a skip stays blank unless the answer before it opens it. With a seed `apart` every item has
    dice of its own by its code, so that its answer does not hang on which others are asked.
    """
    teller = _Teller(questionnaire, respondent, situation, random)
    for condition in questionnaire.conditions:
        for item in condition.items:
            if questionnaire.applies(item.applies, respondent.type, respondent.beds):
                if apart is not None:
                    random.seed(f"{apart} {item.code}")
                teller.reply(item)
    return tuple(teller.replies.values())


class _Teller:
    """A respondent in the middle of its form: `replies` are those given so far, by item."""

    def __init__(
        self, q: Questionnaire, respondent: InventedRespondent, situation: Situation, random: Random
    ) -> None:
        self.questionnaire, self.respondent, self.situation, self.random = q, respondent, situation, random
        self.parts = dict(situation.parts)
        self.facts = dict(respondent.facts)
        self.replies: dict[str, Reply] = {}

    def reply(self, item: Item) -> None:
        if item.asked_if is not None and not self._opens(item):
            self.replies[item.code] = Reply(item=item.code, value=None)
        else:
            self.replies[item.code] = self._reply(item)

    def _opens(self, item: Item) -> bool:
        assert item.asked_if is not None
        score = self._earned(item.asked_if.item)
        return score is not None and item.asked_if.opens(score)

    def _earned(self, code: str) -> float | None:
        before = self.replies.get(code)
        if before is None or before.value is None:
            return None
        return credit(self.questionnaire.item_by_code[code], before.value)

    def _reply(self, item: Item) -> Reply:
        if self.random.random() < self.respondent.blank:
            return Reply(item=item.code, value=None)
        if item.allow_na and self._is_not_meant(item.code):
            return Reply(item=item.code, value=None, not_applicable=True)
        if self.random.random() < SLIPS:
            return Reply(item=item.code, value=self._value(item, self.random.random()))
        share = self._share(item.code)
        evidence = item.evidence is not None and share >= EVIDENCE_FROM and self.random.random() < 0.7
        return Reply(item=item.code, value=self._value(item, share), evidence=evidence)

    def _is_not_meant(self, code: str) -> bool:
        if code in ABOUT:
            return ABOUT[code] in self.situation.lacks
        return self.random.random() < NOT_MEANT

    def _share(self, code: str) -> float:
        """How far the respondent says that this is done, in [0, 1]."""
        if self.situation.boasts and not code.startswith(RUNS):
            return min(1.0, self.random.gauss(BOAST, ANSWERS_DIFFER))
        need = NEEDS.get(code)
        earned = self._earned(need.item) if need else None
        lacking = need is not None and earned is not None and earned < need.at_least
        if lacking or self.facts.get(OF_STAFF.get(code, ""), 1.0) == 0:
            return 0.0
        return self._judged(ground_of(code))

    def _judged(self, ground: Ground) -> float:
        usual = fsum(self.parts.values()) / len(self.parts)
        stands = min((self.parts[name] + further for name, further in ground.items()), default=usual)
        return min(1.0, max(0.0, self.random.gauss(stands, ANSWERS_DIFFER)))

    def _value(self, item: Item, share: float) -> Value | None:
        match item:
            case Choice():
                return min(item.options, key=lambda option: abs((option.score or 0.0) - share)).code
            case Multi():
                return self._chosen(item, share)
            case YesNo():
                return (share >= 0.4) is (item.good == "yes")
            case Quantity():
                return float(min(item.highest, max(0, round(_quantity(item, share)))))
            case Ratio():
                return self._counts(item, share)
            case Note():
                return item.type
            case _:
                assert_never(item)

    def _chosen(self, item: Multi, share: float) -> tuple[str, ...]:
        shares = (
            {} if self.situation.boasts and not item.code.startswith(RUNS) else OPTIONS.get(item.code, {})
        )
        parts = [option.code for option in item.options if not option.exclusive]
        chosen = tuple(code for code in parts if self._is_chosen(shares.get(code), share))
        return chosen or tuple(option.code for option in item.options if option.exclusive)[:1]

    def _is_chosen(self, threshold: Threshold | None, share: float) -> bool:
        if threshold is None:
            return self.random.random() < share
        return self._judged(threshold.ground) >= threshold.least

    def _counts(self, item: Ratio, share: float) -> tuple[float, float] | None:
        """Numerator and denominator; what the cover sheet states is taken from there."""
        above, below = item.numerator, item.denominator
        total = self.facts.get(below.fact) if below.fact else float(1_000 * self.random.randint(8, 160))
        if not total:
            return None
        part = self.facts.get(above.fact) if above.fact else None
        counted = part if part is not None else round(_quantity(item, share) * total / item.scale)
        return float(counted), total


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
