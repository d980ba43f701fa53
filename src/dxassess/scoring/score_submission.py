"""The walk: one submission over one questionnaire's tree, once, keeping every step (method.md §2-§4)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import fsum
from types import MappingProxyType

from dxassess.intake.submission import Answer, Submission
from dxassess.questionnaire.credit import credit
from dxassess.questionnaire.items import Item
from dxassess.questionnaire.model import Aggregation, Condition, Indicator, Questionnaire
from dxassess.questionnaire.skips import standing
from dxassess.scoring.aggregate import APPLIES, aggregate
from dxassess.scoring.levels import Cap, cap_level, check_gates, is_least, rate
from dxassess.scoring.score import Blocker, Kind, Node, NodeState, Score, node_of, with_share

_NOTHING: Mapping[str, float] = MappingProxyType({})
_ANSWERED: Mapping[NodeState, float] = MappingProxyType({"scored": 1.0, "missing": 0.0})


def score_submission(
    submission: Submission,
    questionnaire: Questionnaire,
    *,
    assumed: Mapping[str, float] = _NOTHING,
    answered: Score | None = None,
) -> Score:
    """The score of `submission`, explained down to the cells. An item that is not in the file but
    applies is missing, as if its cell were blank. `assumed` are item scores to score with instead of what
    was answered: the what-if of method.md §9. Where the score of what was `answered` is given, only what the
    assumed items touch is walked again; the outcome is the same."""
    facts = submission.facts
    return Score(
        file=submission.file,
        respondent=submission.respondent,
        code=facts.facility_code,
        name=facts.name,
        type=facts.type,
        province=facts.province_key,
        overall=_Walk(submission, questionnaire, assumed, answered).overall(),
    )


def _untouched(
    answered: Score, questionnaire: Questionnaire, assumed: Mapping[str, float]
) -> Mapping[str, Node]:
    """The nodes that stay as they are, by code: those that neither are an assumed item, nor are asked after
    one, nor stand above such an item. The walk gives them their share of what they belong to again."""
    touched = {code for item in assumed for code in questionnaire.touched_by_item[item]}
    return {code: node for code, node in answered.node_by_code.items() if code not in touched}


class _Walk:
    """The questionnaire and the answers, held while the tree is walked."""

    def __init__(
        self,
        submission: Submission,
        questionnaire: Questionnaire,
        assumed: Mapping[str, float],
        answered: Score | None,
    ) -> None:
        self.questionnaire = questionnaire
        self.assumed = assumed
        self.facts = submission.facts
        self.answers: Mapping[str, Answer] = submission.answer_by_item
        self.kept = {} if answered is None else _untouched(answered, questionnaire, assumed)
        self._concerned: dict[str, bool] = {}
        self._credits: dict[str, float | None] = {}

    def overall(self) -> Node:
        """The root. Its level is capped by those of the conditions; where gates alone decide it is the lowest
        of them."""
        q = self.questionnaire
        conditions = [self.kept.get(each.code) or self._condition(each) for each in q.conditions]
        node = self._node("overall", "overall", 1.0, conditions, q.aggregation)
        levels = {child.code: child.level for child in node.children if child.level is not None}
        if not levels:
            return node
        top = q.levels[-1].level
        reached = (top, ()) if q.gates_alone else rate(node, levels=q.levels)
        caps = [
            Cap(c.code, levels[c.code], 0 if q.gates_alone else c.caps)
            for c in q.conditions
            if c.code in levels
        ]
        level, blocked = cap_level(reached, caps, top=top)
        open_ = {child.code for child in node.children if child.level_is_least}
        score = 0.0 if q.gates_alone else node.score
        return self._rated(node, level, blocked, least=is_least(score, blocked, open_))

    def _condition(self, condition: Condition) -> Node:
        q = self.questionnaire
        children = [self.kept.get(each.code) or self._indicator(each) for each in condition.indicators]
        node = self._node(condition.code, "condition", condition.weight, children, condition.aggregation)
        if node.state == "not_applicable":
            return node
        if q.gates_alone and not any(item.gates for item in condition.items):
            return node
        level, blocked = rate(node, levels=q.levels, gates=check_gates(q, condition, node, self.facts))
        least = node.score is None
        if q.gates_alone:
            least = bool(blocked) and all(blocker.have is None for blocker in blocked)
        return self._rated(node, level, blocked, least=least)

    def _rated(self, node: Node, level: int, blocked: tuple[Blocker, ...], *, least: bool) -> Node:
        """The node with its level. Where it has too little data, that is what to mend first."""
        if node.score is None and not self.questionnaire.gates_alone:
            need, have = self.questionnaire.min_answered, node.answered_share
            first = Blocker(kind="too_little_data", level=level + 1, code=node.code, need=need, have=have)
            blocked = (first, *blocked) if blocked else ()
        return node.model_copy(update={"level": level, "blocked_by": blocked, "level_is_least": least})

    def _indicator(self, indicator: Indicator) -> Node:
        standings = [(item, *self._standing(item)) for item in indicator.items]
        applying = [item for item, state, _ in standings if state in APPLIES]
        total = fsum(item.weight for item in applying)
        children = [
            self._item(item, state, reason, share=item.weight / total if state in APPLIES else 0.0)
            for item, state, reason in standings
        ]
        weight = indicator.weight_over(applying)
        return self._node(indicator.code, "indicator", weight, children, indicator.aggregation)

    def _node(
        self, code: str, kind: Kind, weight: float, children: Sequence[Node], aggregation: Aggregation
    ) -> Node:
        return aggregate(
            code=code,
            kind=kind,
            weight=weight,
            children=children,
            aggregation=aggregation,
            min_answered=self.questionnaire.min_answered,
        )

    def _standing(self, item: Item) -> tuple[NodeState, str | None]:
        node = self.kept.get(item.code)
        return self._state(item) if node is None else (node.state, node.reason)

    def _item(self, item: Item, state: NodeState, reason: str | None, *, share: float) -> Node:
        untouched = self.kept.get(item.code)
        if untouched is not None:
            return with_share(untouched, share)
        answer = self.answers.get(item.code)
        score = self._earned(item) if state == "scored" else None
        credited = 0.0 if self.questionnaire.missing == "not_credited" else None
        missing = state == "missing"
        return node_of(
            item.code,
            "item",
            state,
            weight=item.weight,
            share=share,
            places=answer.places if answer else (),
            reason=reason,
            value=credited if missing else score,
            score=score,
            low=0.0 if missing else score,
            high=1.0 if missing else score,
            answered_share=_ANSWERED.get(state),
        )

    def _state(self, item: Item) -> tuple[NodeState, str | None]:
        """The one state of an item, and why. What applies is settled from the answers as they stand: an
        answer may skip a further question, a blank may not, and what stands in the further question then
        counts no more than the blank before it."""
        if not self._concerns(item):
            return "not_applicable", "not_for_this_type"
        stands = standing(
            self.questionnaire, item, concerns=self._concerns, declined=self._declined, earned=self._earned
        )
        if stands == "open" and item.scored:
            return "missing", "earlier_answer_missing"
        if self._declined(item):
            return "not_applicable", "respondent_says_not_applicable"
        if stands == "skipped":
            return "not_applicable", "skipped"
        if not item.scored:
            return "not_scored", item.type
        return ("missing", "no_answer") if self._earned(item) is None else ("scored", None)

    def _concerns(self, item: Item) -> bool:
        concerned = self._concerned.get(item.applies)
        if concerned is None:
            concerned = self.questionnaire.applies(item.applies, self.facts.type, self.facts.beds)
            self._concerned[item.applies] = concerned
        return concerned

    def _declined(self, item: Item) -> bool:
        answer = self.answers.get(item.code)
        return answer is not None and answer.state == "not_applicable"

    def _earned(self, item: Item) -> float | None:
        """What the answer earns, asked for a few times for every item; None without one."""
        if item.code not in self._credits:
            self._credits[item.code] = self._credit(item)
        return self._credits[item.code]

    def _credit(self, item: Item) -> float | None:
        if item.code in self.assumed:
            return float(self.assumed[item.code])
        answer = self.answers.get(item.code)
        return credit(item, answer.value) if answer is not None and answer.state == "answered" else None
