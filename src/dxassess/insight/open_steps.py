"""What one respondent can do next: every step that its own answers leave open (method.md §9)."""

from __future__ import annotations

from collections.abc import Mapping

from dxassess.insight.decision import Blank, Decision
from dxassess.insight.order import open_before
from dxassess.insight.step_rows import StepRows
from dxassess.insight.steps import Step
from dxassess.insight.whatif import Case, Effect, effect_of_one
from dxassess.questionnaire.tolerance import reaches


def blanks(case: Case) -> tuple[Blank, ...]:
    """The scored items without an answer, in the order of the questionnaire."""
    return tuple(
        Blank(item=placed.item.code, respondents=1)
        for placed in case.placed
        if placed.node.state == "missing"
    )


def open_steps(
    case: Case, rows: StepRows, *, holding: Mapping[str, float] | None = None
) -> tuple[Decision, ...]:
    """The next step of every item that is answered, short of the best, and rests on nothing that is not under
    way or not answered; in the order of the questionnaire. `rows` are those of its type; `holding` the least
    score of the items whose gates hold a level (None: those of the respondent's own)."""
    needs = _gates(case) if holding is None else holding
    weights = {node.code: node.share for node in case.score.conditions}
    return tuple(
        _with_effect(
            rows.row(placed, step, is_gate=placed.item.code in needs),
            effect_of_one(case, placed, step.score),
            weights,
        )
        for placed in case.placed
        if placed.node.state == "scored"
        and (steps := rows.steps(placed.item, placed.node.score))
        and not open_before(case, placed.item.code)
        for step in (_target(steps, needs.get(placed.item.code, 0.0)),)
    )


def _gates(case: Case) -> dict[str, float]:
    """The items whose gates hold a condition from its next level, with the score that opens it."""
    return {
        blocker.code: blocker.need or 0.0
        for node in case.score.conditions
        for blocker in node.blocked_by
        if blocker.kind == "gate" and blocker.code is not None
    }


def _target(steps: tuple[Step, ...], need: float) -> Step:
    """The next step; where the item's gate holds a level, the first step that opens it."""
    return next((step for step in steps if reaches(step.score, need)), steps[0])


def _with_effect(row: Decision, effect: Effect, weights: Mapping[str, float]) -> Decision:
    """The row of a step with what it brings this respondent."""
    return row.model_copy(
        update={
            "raises": int(effect.unlocks > 0),
            "gain": effect.gain,
            "rise": effect.rise or 0.0,
            "unlocks": effect.unlocks,
            "worth": effect.worth(weights),
        }
    )
