"""The walk: one submission over one questionnaire's tree, once, keeping every step (method.md §2-§4)."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from dxassess.intake.submission import Answer, Submission
from dxassess.questionnaire.credit import credit
from dxassess.questionnaire.items import Item
from dxassess.questionnaire.model import Condition, Indicator, Questionnaire
from dxassess.questionnaire.skips import is_skipped
from dxassess.scoring.aggregate import aggregate
from dxassess.scoring.levels import cap_level, check_gates, lowest_level, reach_by_gates, reach_level
from dxassess.scoring.score import Blocker, Node, NodeState, Score

_NOTHING: Mapping[str, float] = MappingProxyType({})


def score_submission(
    submission: Submission, questionnaire: Questionnaire, *, assumed: Mapping[str, float] = _NOTHING
) -> Score:
    """The score of `submission`, explained down to the cells. An item that is not in the file but
    applies is missing, as if its cell were blank. `assumed` are item scores to score with instead of what
    was answered: the what-if of method.md §9."""
    facts = submission.facts
    return Score(
        file=submission.file,
        respondent=submission.respondent,
        code=facts.facility_code,
        name=facts.name,
        type=facts.type,
        province=f"{facts.vintage}:{facts.province}" if facts.province else None,
        overall=_Walk(submission, questionnaire, assumed).overall(),
    )


class _Walk:
    """The questionnaire and the answers, held while the tree is walked."""

    def __init__(
        self, submission: Submission, questionnaire: Questionnaire, assumed: Mapping[str, float]
    ) -> None:
        self.questionnaire = questionnaire
        self.assumed = assumed
        self.facts = submission.facts
        self.answers: Mapping[str, Answer] = submission.answer_by_item

    def overall(self) -> Node:
        """The root. A condition that applies but has too little data leaves the overall level unknown."""
        q = self.questionnaire
        conditions = [self._condition(condition) for condition in q.conditions]
        node = aggregate(
            code="overall",
            kind="overall",
            weight=1.0,
            children=conditions,
            aggregation=q.aggregation,
            policy=q.missing,
            min_answered=q.min_answered,
        )
        if node.score is None and not q.gates_alone:
            return node.model_copy(update={"blocked_by": self._too_little(node)})
        rated = [child for child in node.children if child.state != "not_applicable"]
        unknown = tuple(b for child in rated if child.level is None for b in child.blocked_by)
        levels = [(child.code, child.level) for child in rated if child.level is not None]
        if unknown or not levels:
            return node.model_copy(update={"blocked_by": unknown})
        if q.gates_alone or node.score is None:
            level, blocked = lowest_level(levels, top=q.levels[-1].level)
        else:
            level, blocked = cap_level(
                reach_level(node.score, levels=q.levels), levels, top=q.levels[-1].level
            )
        return node.model_copy(update={"level": level, "blocked_by": blocked})

    def _condition(self, condition: Condition) -> Node:
        q = self.questionnaire
        node = aggregate(
            code=condition.code,
            kind="condition",
            weight=condition.weight,
            children=[self._indicator(indicator) for indicator in condition.indicators],
            aggregation=condition.aggregation,
            policy=q.missing,
            min_answered=q.min_answered,
        )
        if q.gates_alone:
            return self._by_gates(condition, node)
        if node.score is None:
            return node.model_copy(update={"blocked_by": self._too_little(node)})
        level, blocked = reach_level(
            node.score, levels=q.levels, gates=check_gates(self.questionnaire, condition, node, self.facts)
        )
        return node.model_copy(update={"level": level, "blocked_by": blocked})

    def _by_gates(self, condition: Condition, node: Node) -> Node:
        """The level that the condition allows, whatever it scores; none where it has no say in levels."""
        if node.state == "not_applicable" or not any(item.gates for item in condition.items):
            return node
        gates = check_gates(self.questionnaire, condition, node, self.facts)
        level, blocked = reach_by_gates(levels=self.questionnaire.levels, gates=gates)
        return node.model_copy(update={"level": level, "blocked_by": blocked})

    def _indicator(self, indicator: Indicator) -> Node:
        q = self.questionnaire
        return aggregate(
            code=indicator.code,
            kind="indicator",
            weight=indicator.weight,
            children=[self._item(item) for item in indicator.items],
            aggregation=indicator.aggregation,
            policy=q.missing,
            min_answered=q.min_answered,
        )

    def _item(self, item: Item) -> Node:
        answer = self.answers.get(item.code)
        places = answer.places if answer else ()
        reason = self._not_applicable(item, answer)
        score = self._score(item, answer) if reason is None and item.scored else None
        state: NodeState = "scored"
        if reason is not None:
            state = "not_applicable"
        elif not item.scored:
            state, reason = "not_scored", item.type
        elif score is None:
            state, reason = "missing", "no_answer"
        missing = state == "missing"
        return Node(
            code=item.code,
            kind="item",
            state=state,
            weight=item.weight,
            places=places,
            reason=reason,
            value=score,
            score=score,
            low=0.0 if missing else score,
            high=1.0 if missing else score,
            answered_share={"scored": 1.0, "missing": 0.0}.get(state),
        )

    def _score(self, item: Item, answer: Answer | None) -> float | None:
        if item.code in self.assumed:
            return self.assumed[item.code]
        return credit(item, answer.value) if answer is not None and answer.state == "answered" else None

    def _not_applicable(self, item: Item, answer: Answer | None) -> str | None:
        """Why the item does not apply, or None if it does."""
        excuse = self._excuse(item, answer)
        if excuse is None and is_skipped(
            self.questionnaire, item, excused=self._is_excused, earned=self._earned
        ):
            return "skipped"
        return excuse

    def _excuse(self, item: Item, answer: Answer | None) -> str | None:
        """Why the item does not apply, whatever was answered before it."""
        if not self.questionnaire.applies(item.applies, self.facts.type, self.facts.beds):
            return "not_for_this_type"
        if answer is not None and answer.state == "not_applicable":
            return "respondent_says_not_applicable"
        return None

    def _is_excused(self, item: Item) -> bool:
        return self._excuse(item, self.answers.get(item.code)) is not None

    def _earned(self, item: Item) -> float | None:
        return self._score(item, self.answers.get(item.code))

    def _too_little(self, node: Node) -> tuple[Blocker, ...]:
        if node.state == "not_applicable":
            return ()
        return (
            Blocker(
                kind="too_little_data",
                level=1,
                code=node.code,
                need=self.questionnaire.min_answered,
                have=node.answered_share,
            ),
        )
