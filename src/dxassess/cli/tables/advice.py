"""Recommendations in the terminal: for one respondent, or by province."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.markup import escape
from rich.table import Table

from dxassess.cli.terminal import console, terminal_language, texts
from dxassess.insight.advice import advise
from dxassess.insight.duties import law_behind
from dxassess.law.words import say_acts
from dxassess.places.provinces import place_of
from dxassess.places.register import DEPARTMENT
from dxassess.wording.wording import MISSING, Wording, wording

if TYPE_CHECKING:
    from dxassess.insight.analysis import Analysis
    from dxassess.insight.plan import Plan
    from dxassess.insight.unlock import Outlay
    from dxassess.insight.whatif import Case, Effect
    from dxassess.scoring.score import Node

_TOP_OF_ONE, _TOP_OF_MANY = 10, 5


def print_next(analysis: Analysis, case: Case) -> None:
    """A respondent, its score, and what it should do next."""
    out, say, language = console(), _say(), terminal_language()
    overall = case.score.overall
    facts = {"name": escape(case.score.name or case.score.code or MISSING), "score": say.score(overall.score)}
    out.print(say.text("facility", **facts, level=_level_of(overall)))
    steps = advise(case)[:_TOP_OF_ONE]
    law = [_law(analysis, case, advice.item) for advice in steps]
    heads = ("item", "recommendation", "first_step", "effort", "gain", "levels")
    table = _table("next", (*heads, "law") if any(law) else heads)
    for advice, acts in zip(steps, law, strict=True):
        recommendation = advice.text
        table.add_row(
            advice.item,
            escape(
                recommendation.text[language]
                if recommendation
                else analysis.round.item_text(advice.item)[language]
            ),
            escape(recommendation.first_step[language]) if recommendation else MISSING,
            str(advice.effort),
            say.score(advice.gain, signed=True),
            str(advice.unlocks or MISSING),
            *((escape(acts) or MISSING,) if any(law) else ()),
        )
    out.print(table)


def _law(analysis: Analysis, case: Case, item: str) -> str:
    """The acts behind an item on the day of the round, in words."""
    kind = case.score.type if case.score.respondent == "facility" else DEPARTMENT
    day = analysis.round.day
    return say_acts(law_behind(item, case.questionnaire, kind=kind, day=day), day, _say())


def print_effect(effect: Effect, items: Sequence[str]) -> None:
    """What these items at their best would change."""
    say = _say()
    console().print(
        say.text("effect", items=escape(", ".join(items)), gain=say.score(effect.gain, signed=True))
    )
    for (code, before), (_, after) in zip(effect.before, effect.after, strict=True):
        if before != after:
            console().print(say.text("effect.level", code=code, before=_level(before), after=_level(after)))


def print_plan(analysis: Analysis, plan: Plan | None, level: int) -> None:
    """The steps to a level; that there is no way where `plan` is None."""
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


def print_unlocks(analysis: Analysis, province: str) -> None:
    """The items that raise most facilities of a province."""
    table = _table("unlock", ("item", "question", "short", "blocked", "raised"))
    table.title = escape(place_of(province).name)
    for unlock in analysis.unlocks[province][:_TOP_OF_MANY]:
        question = escape(analysis.round.item_text(unlock.item)[terminal_language()])
        table.add_row(unlock.item, question, *map(str, (unlock.short, unlock.blocks, unlock.raises)))
    console().print(table)


def print_outlay(outlay: Outlay) -> None:
    """Whom a budget raises."""
    raised = ", ".join(f"{code} ({plan.effort})" for code, plan in outlay.plans) or MISSING
    facts = {"n": len(outlay.plans), "spent": outlay.spent, "others": outlay.open}
    console().print(_say().text("spend", **facts, names=escape(raised)))


def _table(name: str, heads: Sequence[str]) -> Table:
    table = Table(title=_say().text(f"table.{name}"), title_justify="left")
    for head in heads:
        table.add_column(_say().text(f"head.{head}"), overflow="fold")
    return table


def _level_of(node: Node) -> str:
    """The level of a node; "at least" where it may be higher than what is known."""
    level = _level(node.level)
    return texts().text("score.level.least", level=level) if node.level_is_least else level


def _level(level: int | None) -> str:
    return MISSING if level is None else str(level)


def _say() -> Wording:
    return wording("advice", terminal_language())
