"""What is said of a step whoever takes it, worked out once for a type of respondent and a day (method.md
§9)."""

from __future__ import annotations

from functools import cached_property
from typing import NamedTuple

from dxassess.insight.decision import Decision, Urgency
from dxassess.insight.due_day import due_day
from dxassess.insight.duties import law_behind
from dxassess.insight.steps import Step, StepBook
from dxassess.insight.whatif import ScoredItem
from dxassess.law.acts import Act, acts, duties
from dxassess.questionnaire.items import Item
from dxassess.questionnaire.model import Questionnaire
from dxassess.questionnaire.tolerance import reaches

DUTY_MET = 0.8
"""A duty of the law counts as met from this score of its item on: what is left is improvement."""
_COMMUNE_STATIONS = "TT-43-2025-BYT"
"""The act that put the stations under the communes' People's Committees."""


class _LawOfItem(NamedTuple):
    """What a reader is told of the law behind an item, and the duties in force that bind the type."""

    told: tuple[Act, ...]
    duties: tuple[Act, ...]


class StepRows:
    """The rows of the decision lists of all respondents of one `kind` (a type of facility, or "department")
    that answered one questionnaire, on one day. It keeps what it has worked out, as answers are often alike.
    """

    def __init__(self, questionnaire: Questionnaire, *, kind: str, day: str) -> None:
        self._questionnaire = questionnaire
        self._kind = kind
        self._day = day
        self._book = StepBook()
        self._law: dict[str, _LawOfItem] = {}
        self._rows: dict[tuple[str, float | None, float, bool], Decision] = {}

    def steps(self, item: Item, score: float | None) -> tuple[Step, ...]:
        """`steps_up`, worked out once."""
        return self._book.up(item, score)

    def row(self, placed: ScoredItem, step: Step, *, is_gate: bool) -> Decision:
        """The entry of a step as far as it does not hang on the rest of the answers: it brings nothing yet.
        `is_gate`: the item holds a level."""
        key = (placed.item.code, placed.node.score, step.score, is_gate)
        if key not in self._rows:
            self._rows[key] = self._made(placed, step, is_gate=is_gate)
        return self._rows[key]

    def _made(self, placed: ScoredItem, step: Step, *, is_gate: bool) -> Decision:
        item, law = placed.item, self._law_of(placed.item)
        binding = () if reaches(placed.node.score or 0.0, DUTY_MET) else law.duties
        deadline = next((act.deadline for act in binding if act.deadline_on(self._day) != "none"), None)
        return Decision(
            item=item.code,
            condition=placed.condition.of or placed.condition.code,
            indicator=placed.indicator.code,
            urgency=_urgency(binding, is_gate=is_gate),
            owners=(self._kind,),
            communes=self._communes,
            text=step.advice.text if step.advice else item.text,
            first_step=step.advice.first_step if step.advice else None,
            effort=step.effort,
            money=step.money,
            law=law.told,
            duties=tuple(act.id for act in binding),
            deadline=deadline,
            overdue=deadline is not None and deadline < self._day,
            due=due_day(self._day, effort=step.effort, deadline=deadline),
            holds=int(is_gate),
            now=placed.node.score,
            then=step.score,
            gain=None,
            rise=0.0,
            unlocks=0,
            worth=0.0,
        )

    def _law_of(self, item: Item) -> _LawOfItem:
        if item.code not in self._law:
            self._law[item.code] = _LawOfItem(
                law_behind(item.code, self._questionnaire, kind=self._kind, day=self._day),
                duties(item.law, kind=self._kind, day=self._day),
            )
        return self._law[item.code]

    @cached_property
    def _communes(self) -> bool:
        return acts()[_COMMUNE_STATIONS].binds_on(self._day, self._kind)


def _urgency(binding: tuple[Act, ...], *, is_gate: bool) -> Urgency:
    if binding:
        return "duty"
    return "gate" if is_gate else "gain"
