"""What if one item scored more? The rise of the overall score and of the levels, exactly (method.md §9)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from dxassess.frozen import Frozen
from dxassess.intake.submission import Submission
from dxassess.questionnaire.model import Condition, Indicator, Item, Questionnaire
from dxassess.scoring.score import Node, Score
from dxassess.scoring.score_submission import score_submission


class Effect(Frozen):
    """What a change does: the rise of the overall score (in [0, 1]), and the levels before and after by
    node ("overall" or a condition's code). `gain` is None if there is no score before or after."""

    gain: float | None
    before: tuple[tuple[str, int | None], ...]
    after: tuple[tuple[str, int | None], ...]

    @property
    def unlocks(self) -> int:
        """Levels that the change opens, over the conditions and the overall level together."""
        pairs = zip(self.before, self.after, strict=True)
        return sum(max(0, (new or 0) - (old or 0)) for (_, old), (_, new) in pairs)


class Asked(Frozen):
    """A submission with its questionnaire and score: what a what-if starts from."""

    submission: Submission
    questionnaire: Questionnaire
    score: Score

    @cached_property
    def items(self) -> tuple[tuple[Condition, Indicator, Item, Node], ...]:
        """The scored items that apply, with where they belong, in the order of the questionnaire."""
        nodes = self.score.node_by_code
        return tuple(
            (condition, indicator, item, nodes[item.code])
            for condition in self.questionnaire.conditions
            for indicator in condition.indicators
            for item in indicator.items
            if item.scored and nodes[item.code].state in ("scored", "missing")
        )

    def assume(self, changes: Mapping[str, float]) -> Score:
        """The score if the items of `changes` scored so."""
        return score_submission(self.submission, self.questionnaire, assumed=changes)


def effect(asked: Asked, changes: Mapping[str, float]) -> Effect:
    """The effect of `changes`, by scoring again."""
    after = asked.assume(changes)
    old, new = asked.score.overall.score, after.overall.score
    return Effect(
        gain=None if old is None or new is None else new - old,
        before=_levels(asked.score),
        after=_levels(after),
    )


def _levels(score: Score) -> tuple[tuple[str, int | None], ...]:
    return tuple((node.code, node.level) for node in (score.overall, *score.conditions))
