"""Page one: what to do first answers what the page found, and no sentence says more than is known."""

from __future__ import annotations

import pytest
from tests.statistics.invent import invent

from dxassess.report.context import Context
from dxassess.report.page.build import build_reports
from dxassess.report.sections.actions import actions
from dxassess.report.value.words import Message, Number
from dxassess.round.round import Round
from dxassess.statistics.score_provinces import score_provinces


def context_of(round_: Round) -> Context:
    return Context(round=round_, provinces=tuple(score_provinces(round_)))


def fact(message: Message, name: str) -> object:
    found = dict(message.facts)[name]
    return found.value if isinstance(found, Number) else found


@pytest.mark.parametrize("seed", range(6))
def test_what_to_do_first_answers_what_was_found(seed: int) -> None:
    context = context_of(invent(seed))
    for province in context.provinces:
        unlocks = {unlock.item: unlock for unlock in context.unlocks[province.key]}
        found = actions(context, province.key)
        keys = [point.title.key for point in found]
        has_department = context.department_of(province.key) is not None
        assert keys.count("action.department") == (has_department and "action.department" in keys)
        items = [str(fact(p.text, "code")) for p in found if p.title.key == "action.facilities"]
        assert len(set(items)) == len(items)
        most = max((u.blocks for u in unlocks.values()), default=0)
        if most and items:
            assert unlocks[items[0]].blocks == most
        weakest = context.weakest(province.key)
        if weakest in {u.condition for u in unlocks.values() if u.raises} and items:
            assert weakest in {unlocks[item].condition for item in items}


@pytest.mark.parametrize("seed", range(6))
def test_ranks_and_standards_are_told_as_far_as_they_are_known(seed: int) -> None:
    round_ = invent(seed)
    context = context_of(round_)
    for report in build_reports(round_, context.provinces):
        if report.kind != "province":
            continue
        own = next(p for p in context.provinces if context.place(p.key).stem == report.stem)
        told = {sentence.key: sentence for sentence in report.lead}
        ranked = context.ranks.get(own.key)
        assert ("lead.rank" in told) == (ranked is not None and ranked.rank_low < ranked.rank_high)
        assert ("lead.rank.one" in told) == (ranked is not None and ranked.rank_low == ranked.rank_high)
        reached = [n.score is not None and n.score >= context.standard - 1e-9 for n in own.conditions]
        kind = (
            "lead.standard.all" if all(reached) else "lead.standard" if any(reached) else "lead.standard.none"
        )
        assert kind in told
        unheard = any(c.type and c.registered and not c.accepted for c in own.coverage_by_type)
        assert ("lead.unheard" in told) == unheard
