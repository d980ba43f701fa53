"""Recommendations in the terminal: for one respondent, or by province."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.markup import escape
from rich.table import Table

from dxassess.cli.terminal import console, terminal_language, texts
from dxassess.insight.open_steps import blanks
from dxassess.insight.tasks import decisions_of
from dxassess.law.words import say_acts
from dxassess.places.provinces import place_of
from dxassess.wording.wording import MISSING, Wording, wording

if TYPE_CHECKING:
    from dxassess.insight.analysis import Analysis
    from dxassess.insight.decision import Decision
    from dxassess.insight.groups import Outlay, Raised, Reach
    from dxassess.insight.plan import Plan
    from dxassess.insight.whatif import Case, Effect
    from dxassess.scoring.score import Node

_TOP_OF_ONE, _TOP_OF_MANY = 10, 5


def print_next(analysis: Analysis, case: Case) -> None:
    """A respondent, its score, and the first of its decision list."""
    out, say = console(), _say()
    overall = case.score.overall
    facts = {"name": escape(case.score.name or case.score.code or MISSING), "score": say.score(overall.score)}
    out.print(say.text("facility", **facts, level=_level_of(overall)))
    _print_steps(decisions_of(analysis, case.score)[:_TOP_OF_ONE], analysis.round.day)
    blank = [each.item for each in blanks(case)]
    if blank:
        out.print(say.text("answer_first", n=len(blank), items=", ".join(blank)))


def _print_steps(steps: Sequence[Decision], day: str) -> None:
    say, language = _say(), terminal_language()
    law = [say_acts(step.law, day, say) for step in steps]
    heads = ("item", "recommendation", "first_step", "due", "effort", "gain", "levels")
    table = _table("next", (*heads, "law") if any(law) else heads)
    for step, acts in zip(steps, law, strict=True):
        table.add_row(
            step.item,
            escape(step.text[language]),
            escape(step.first_step[language]) if step.first_step else MISSING,
            say.short_date(step.due or ""),
            str(step.effort),
            say.score(step.gain, signed=True),
            str(step.unlocks or MISSING),
            *((escape(acts) or MISSING,) if any(law) else ()),
        )
    console().print(table)


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


def print_province(analysis: Analysis, province: str) -> None:
    """The first of the decision list of a province."""
    say, language = _say(), terminal_language()
    table = _table(
        "decisions", ("item", "recommendation", "owner", "due", "short", "blocked", "raised", "gain")
    )
    table.title = escape(place_of(province).name)
    for entry in analysis.decisions[province].entries[:_TOP_OF_MANY]:
        names = [type_.name[language] for code, type_ in analysis.round.types.items() if code in entry.owners]
        table.add_row(
            entry.item,
            escape(entry.text[language]),
            escape(say.text("owner.department") if entry.by_department else "; ".join(names)),
            say.short_date(entry.due or ""),
            *map(str, (entry.concerns, entry.holds, entry.raises)),
            say.score(entry.gain, signed=True),
        )
    console().print(table)


def print_raised(province: str, raised: Raised, items: Sequence[str]) -> None:
    """How many respondents of a province these items at their best would raise."""
    name, codes = escape(place_of(province).name), escape(", ".join(items))
    counts = {"n": raised.respondents, "short": raised.short, "raised": raised.raises}
    console().print(_say().text("fix.province", province=name, items=codes, **counts))


def print_reach(province: str, reach: Reach, level: int) -> None:
    """How many facilities of a province are at a level, or could be."""
    name = escape(place_of(province).name)
    counts = {"n": reach.planned, "reached": reach.reached, "effort": reach.effort, "beyond": reach.beyond}
    console().print(_say().text("reach.province", province=name, level=level, **counts))


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
