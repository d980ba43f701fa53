"""What if an item scored more? The rise of the overall score and of the levels, exactly (method.md §9)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from math import fsum

from dxassess.frozen import Frozen
from dxassess.intake.submission import Submission
from dxassess.questionnaire.items import Item
from dxassess.questionnaire.model import Condition, Indicator, Questionnaire
from dxassess.scoring.levels import Cap, GateCheck, check_gates, level_capped, level_reached
from dxassess.scoring.score import Node, Score
from dxassess.scoring.score_submission import score_submission

Levels = tuple[tuple[str, int | None], ...]
"""A level by node: "overall" first, then the conditions."""


OVERALL = "overall"


class Effect(Frozen):
    """What a change does: the rise of the overall score (in [0, 1]; None without a score before or after)
    and the levels before and after. `rise`: that of what the condition of a single changed item is credited
    (None: of several items, or there is none)."""

    gain: float | None
    rise: float | None = None
    before: Levels
    after: Levels

    @property
    def unlocks(self) -> int:
        """Levels that the change opens, over the conditions and the overall level together."""
        return sum(self._opened.values())

    def worth(self, weights: Mapping[str, float]) -> float:
        """Levels that the change opens, each counted as its node weighs; the overall level as 1."""
        return fsum(
            levels * (1.0 if code == OVERALL else weights[code]) for code, levels in self._opened.items()
        )

    @cached_property
    def _opened(self) -> dict[str, int]:
        if self.after == self.before:
            return {}
        pairs = zip(self.before, self.after, strict=True)
        return {code: max(0, (new or 0) - (old or 0)) for (code, old), (_, new) in pairs}


class ScoredItem(Frozen):
    """An item that applies and can score, with where it stands. `share` is its part of the overall score."""

    condition: Condition
    indicator: Indicator
    item: Item
    node: Node
    share_of_condition: float
    share: float


class Case(Frozen):
    """A submission with its questionnaire and score: what every what-if starts from."""

    submission: Submission
    questionnaire: Questionnaire
    score: Score

    @cached_property
    def placed(self) -> tuple[ScoredItem, ...]:
        """The scored items that apply, in the order of the questionnaire. What follows a missing answer comes
        once that is given."""
        nodes = self.score.node_by_code
        return tuple(
            ScoredItem.unchecked(
                {
                    "condition": condition,
                    "indicator": indicator,
                    "item": item,
                    "node": nodes[item.code],
                    "share_of_condition": nodes[indicator.code].share * nodes[item.code].share,
                    "share": nodes[condition.code].share
                    * nodes[indicator.code].share
                    * nodes[item.code].share,
                }
            )
            for condition in self.questionnaire.conditions
            for indicator in condition.indicators
            for item in indicator.items
            if item.scored
            and nodes[item.code].state in ("scored", "missing")
            and nodes[item.code].reason != "earlier_answer_missing"
        )

    @cached_property
    def gates(self) -> dict[str, tuple[GateCheck, ...]]:
        """The gates that concern this respondent, by condition."""
        nodes, facts = self.score.node_by_code, self.submission.facts
        return {
            condition.code: check_gates(self.questionnaire, condition, nodes[condition.code], facts)
            for condition in self.questionnaire.conditions
        }

    @cached_property
    def shut_gates(self) -> dict[str, tuple[GateCheck, ...]]:
        """Those of the gates that are not met."""
        return {code: tuple(check for check in gates if not check.met) for code, gates in self.gates.items()}

    @cached_property
    def gates_by_item(self) -> dict[str, tuple[GateCheck, ...]]:
        """The gates that concern this respondent, by item."""
        by_item: dict[str, tuple[GateCheck, ...]] = {}
        for check in (check for gates in self.gates.values() for check in gates):
            by_item[check.item] = (*by_item.get(check.item, ()), check)
        return by_item

    @cached_property
    def openers(self) -> frozenset[str]:
        """Items whose answer decides whether another is asked."""
        return frozenset(i.asked_if.item for i in self.questionnaire.items if i.asked_if is not None)

    @cached_property
    def shut(self) -> dict[str, tuple[float, ...]]:
        """The least scores of an item that would open another one which does not count now, by its code."""
        nodes = self.score.node_by_code
        openings: dict[str, tuple[float, ...]] = {}
        for child in self.questionnaire.items:
            skip = child.asked_if
            if skip is not None and nodes[child.code].reason in ("skipped", "earlier_answer_missing"):
                openings[skip.item] = (*openings.get(skip.item, ()), skip.at_least)
        return openings

    @cached_property
    def linear(self) -> bool:
        """Whether scores add up: arithmetic everywhere, what is missing not credited, every score known.
        Then a change moves the totals by its share, and need not be scored again."""
        q = self.questionnaire
        indicators = [i.aggregation for c in q.conditions for i in c.indicators]
        kinds = {q.aggregation, *(c.aggregation for c in q.conditions), *indicators}
        rated = [n for n in (self.score.overall, *self.score.conditions) if n.state != "not_applicable"]
        return (
            q.missing == "not_credited"
            and not q.gates_alone
            and kinds == {"arithmetic"}
            and all(node.score is not None for node in rated)
        )

    def assume(self, changes: Mapping[str, float]) -> Score:
        """The score if the items of `changes` scored so."""
        return score_submission(self.submission, self.questionnaire, assumed=changes, answered=self.score)

    @cached_property
    def levels(self) -> Levels:
        """Where it stands now."""
        return _levels(self.score)


def effect_of(case: Case, changes: Mapping[str, float]) -> Effect:
    """The effect of any changes, by scoring again."""
    return _effect(case, case.assume(changes))


def effect_of_one(case: Case, placed_item: ScoredItem, score: float) -> Effect:
    """The effect of one item scoring `score`: equal to scoring again, but in a fraction of the time where
    scores add up."""
    if not case.linear or placed_item.item.code in case.openers:
        return _effect_again(case, placed_item, score)
    rise = score - (placed_item.node.score or 0.0)
    return Effect.unchecked(
        {
            "gain": placed_item.share * rise,
            "rise": placed_item.share_of_condition * rise,
            "before": case.levels,
            "after": _levels_after(case, placed_item, score, rise=rise),
        }
    )


def _levels_after(case: Case, placed_item: ScoredItem, score: float, *, rise: float) -> Levels:
    """The levels with one item at `score`, which is so much more, where scores add up."""
    code, levels = placed_item.condition.code, case.questionnaire.levels
    # A gate that is met holds nothing, but the item's own may be shut by less than it has now.
    gates: Sequence[GateCheck] = case.shut_gates[code]
    own_gates = case.gates_by_item.get(placed_item.item.code, ())
    if own_gates:
        others = [check for check in gates if check.item != placed_item.item.code]
        gates = [*others, *(check.model_copy(update={"score": score}) for check in own_gates)]
    before = dict(case.levels)
    reached = (case.score.node_by_code[code].score or 0.0) + placed_item.share_of_condition * rise
    after = before | {code: level_reached(reached, levels=levels, gates=gates)}
    overall = (case.score.overall.score or 0.0) + placed_item.share * rise
    caps = [
        Cap(condition.code, level, condition.caps)
        for condition in case.questionnaire.conditions
        if (level := after[condition.code]) is not None
    ]
    after[OVERALL] = level_capped(level_reached(overall, levels=levels), caps)
    return case.levels if after == before else tuple(after.items())


def _effect_again(case: Case, placed_item: ScoredItem, score: float) -> Effect:
    again, code = case.assume({placed_item.item.code: score}), placed_item.condition.code
    values = [node.value for each in (case.score, again) for node in each.conditions if node.code == code]
    rise = _difference(*values)
    return _effect(case, again).model_copy(update={"rise": rise})


def _effect(case: Case, after: Score) -> Effect:
    gain = _difference(case.score.overall.score, after.overall.score)
    return Effect(gain=gain, before=case.levels, after=_levels(after))


def _difference(before: float | None, after: float | None) -> float | None:
    return None if before is None or after is None else after - before


def _levels(score: Score) -> Levels:
    return tuple((node.code, node.level) for node in (score.overall, *score.conditions))
