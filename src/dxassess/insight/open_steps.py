"""What one respondent can do next: every step that its own answers leave open (method.md §9)."""

from __future__ import annotations

from collections.abc import Mapping

from dxassess.insight.decision import Blank, Decision, Urgency
from dxassess.insight.due_day import due_day
from dxassess.insight.duties import law_behind
from dxassess.insight.order import open_before
from dxassess.insight.steps import Step, steps_up
from dxassess.insight.whatif import Case, Effect, ScoredItem, effect_of_one
from dxassess.law.acts import Act, acts, duties
from dxassess.questionnaire.tolerance import reaches

DUTY_MET = 0.8
"""A duty of the law counts as met from this score of its item on: what is left is improvement."""
_COMMUNE_STATIONS = "TT-43-2025-BYT"
"""The act that put the stations under the communes' People's Committees."""


def blanks(case: Case) -> tuple[Blank, ...]:
    """The scored items without an answer, in the order of the questionnaire."""
    return tuple(
        Blank(item=placed.item.code, respondents=1)
        for placed in case.placed
        if placed.node.state == "missing"
    )


def open_steps(
    case: Case, *, kind: str, day: str, holding: Mapping[str, float] | None = None
) -> tuple[Decision, ...]:
    """The next step of every item that is answered, short of the best, and rests on nothing that is not under
    way or not answered; in the order of the questionnaire. `kind` is the type of facility or "department";
    `holding` the least score of the items whose gates hold a level (None: those of the respondent's own)."""
    needs = _gates(case) if holding is None else holding
    return tuple(
        _decision(case, placed, _target(placed, needs), needs, kind=kind, day=day)
        for placed in case.placed
        if placed.node.state == "scored"
        and steps_up(placed.item, placed.node.score)
        and not open_before(case, placed.item.code)
    )


def _gates(case: Case) -> dict[str, float]:
    """The items whose gates hold a condition from its next level, with the score that opens it."""
    return {
        blocker.code: blocker.need or 0.0
        for node in case.score.conditions
        for blocker in node.blocked_by
        if blocker.kind == "gate" and blocker.code is not None
    }


def _target(placed: ScoredItem, needs: Mapping[str, float]) -> Step:
    """The next step; where the item's gate holds a level, the first step that opens it."""
    steps = steps_up(placed.item, placed.node.score)
    need = needs.get(placed.item.code, 0.0)
    return next((step for step in steps if reaches(step.score, need)), steps[0])


def _decision(
    case: Case, placed: ScoredItem, step: Step, needs: Mapping[str, float], *, kind: str, day: str
) -> Decision:
    item, effect = placed.item, effect_of_one(case, placed, step.score)
    is_met = reaches(placed.node.score or 0.0, DUTY_MET)
    binding = () if is_met else duties(item.law, kind=kind, day=day)
    deadline = next((act.deadline for act in binding if act.deadline_on(day) != "none"), None)
    return Decision(
        item=item.code,
        condition=placed.condition.of or placed.condition.code,
        indicator=placed.indicator.code,
        urgency=_urgency(binding, is_gate=item.code in needs),
        owners=(kind,),
        communes=acts()[_COMMUNE_STATIONS].binds_on(day, kind),
        text=step.advice.text if step.advice else item.text,
        first_step=step.advice.first_step if step.advice else None,
        effort=step.effort,
        law=law_behind(item.code, case.questionnaire, kind=kind, day=day),
        duties=tuple(act.id for act in binding),
        deadline=deadline,
        overdue=deadline is not None and deadline < day,
        due=due_day(day, effort=step.effort, deadline=deadline),
        holds=int(item.code in needs),
        raises=int(effect.unlocks > 0),
        now=placed.node.score,
        then=step.score,
        gain=effect.gain,
        rise=effect.rise or 0.0,
        unlocks=effect.unlocks,
        worth=_worth(case, effect),
    )


def _urgency(binding: tuple[Act, ...], *, is_gate: bool) -> Urgency:
    if binding:
        return "duty"
    return "gate" if is_gate else "gain"


def _worth(case: Case, effect: Effect) -> float:
    return effect.worth({node.code: node.share for node in case.score.conditions})
