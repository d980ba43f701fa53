"""Recommendations in the terminal: for one respondent, or by province."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.markup import escape
from rich.table import Table

from dxassess.cli.terminal import console, terminal_language
from dxassess.errors import DxassessError
from dxassess.insight.advice import advise
from dxassess.insight.plan import Plan, shortest_plan
from dxassess.insight.unlock import spend
from dxassess.insight.whatif import Case, Effect, effect_of
from dxassess.places.provinces import place_of
from dxassess.wording.wording import MISSING, Wording, wording

if TYPE_CHECKING:
    from dxassess.insight.analysis import Analysis

_TOP_OF_ONE, _TOP_OF_MANY = 10, 5


def advise_facility(analysis: Analysis, code: str, *, to_level: int | None, fix: Sequence[str]) -> None:
    """Print what a respondent should do next; with `to_level` its shortest plan, with `fix` what those
    items at their best would change. DxassessError if nobody has the code or an item is not theirs."""
    case = _case(analysis, code)
    out, say, language = console(), _say(), terminal_language()
    overall = case.score.overall
    facts = {"name": case.score.name or code, "score": say.score(overall.score)}
    out.print(say.text("facility", **facts, level=_level(overall.level)))
    table = _table("next", ("item", "recommendation", "first_step", "effort", "gain", "levels"))
    for advice in advise(case)[:_TOP_OF_ONE]:
        told = advice.text
        table.add_row(
            advice.item,
            escape(told.text[language] if told else analysis.round.item_text(advice.item)[language]),
            escape(told.first_step[language]) if told else MISSING,
            str(advice.effort),
            say.score(advice.gain, signed=True),
            str(advice.unlocks or MISSING),
        )
    out.print(table)
    if fix:
        _print_effect(case, fix)
    if to_level is not None:
        _print_plan(analysis, shortest_plan(case, to_level), to_level)


def advise_provinces(analysis: Analysis, *, budget: float | None) -> None:
    """Print for every province of which a facility answered the items that raise most facilities, and what a
    budget of effort buys. DxassessError if nobody answered."""
    out, say = console(), _say()
    heard = {facility.province for facility in analysis.round.facilities}
    if not heard:
        raise DxassessError("report.nothing")
    for province in analysis.ordered:
        if province.key not in heard:
            continue
        table = _table("unlock", ("item", "question", "short", "blocked", "raised"))
        table.title = place_of(province.key).name
        for unlock in analysis.unlocks[province.key][:_TOP_OF_MANY]:
            question = escape(analysis.round.item_text(unlock.item)[terminal_language()])
            table.add_row(unlock.item, question, *map(str, (unlock.short, unlock.blocks, unlock.raises)))
        out.print(table)
        if budget is not None:
            outlay = spend(analysis.plans[province.key], budget)
            named = ", ".join(f"{code} ({plan.effort})" for code, plan in outlay.plans) or MISSING
            facts = {"n": len(outlay.plans), "spent": outlay.spent, "others": outlay.open}
            out.print(say.text("spend", **facts, names=named))


def _case(analysis: Analysis, code: str) -> Case:
    for score in (*analysis.round.facilities, *analysis.round.departments):
        if score.code == code:
            asked = analysis.round.facility if score.respondent == "facility" else analysis.round.department
            if asked is not None:
                return Case(submission=analysis.round.submission_of(score), questionnaire=asked, score=score)
    raise DxassessError("respondent.unknown", code=code)


def _print_effect(case: Case, items: Sequence[str]) -> None:
    known = {placed.item.code for placed in case.placed}
    strange = [item for item in items if item not in known]
    if strange:
        raise DxassessError("item.unknown", items=", ".join(strange))
    effect: Effect = effect_of(case, dict.fromkeys(items, 1.0))
    say = _say()
    console().print(say.text("effect", items=", ".join(items), gain=say.score(effect.gain, signed=True)))
    for (code, before), (_, after) in zip(effect.before, effect.after, strict=True):
        if before != after:
            console().print(say.text("effect.level", code=code, before=_level(before), after=_level(after)))


def _print_plan(analysis: Analysis, plan: Plan | None, level: int) -> None:
    say, language = _say(), terminal_language()
    if plan is None:
        console().print(say.text("plan.none", level=level))
        return
    score = say.score(plan.after.overall.score)
    console().print(say.text("plan", n=len(plan.steps), level=level, effort=plan.effort, score=score))
    table = _table("plan", ("item", "recommendation", "to_score", "effort"))
    for step in plan.steps:
        text = step.advice.text[language] if step.advice else analysis.round.item_text(step.item)[language]
        table.add_row(step.item, escape(text), say.score(step.score), str(step.effort))
    console().print(table)


def _table(name: str, heads: Sequence[str]) -> Table:
    table = Table(title=_say().text(f"table.{name}"), title_justify="left")
    for head in heads:
        table.add_column(_say().text(f"head.{head}"), overflow="fold")
    return table


def _level(level: int | None) -> str:
    return MISSING if level is None else str(level)


def _say() -> Wording:
    return wording("advice", terminal_language())
