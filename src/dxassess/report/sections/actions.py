"""What to do: the items that raise most facilities, and what the department itself should do next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from dxassess.insight.advice import Advice, advise
from dxassess.insight.steps import steps_up
from dxassess.insight.unlock import Unlock, join_unlocks, spend
from dxassess.insight.whatif import Case
from dxassess.questionnaire.model import Recommendation
from dxassess.report.context import Context
from dxassess.report.value.model import Block, Paragraph, Point, Section, Table
from dxassess.report.value.say import count, number_cell, say, score, text_cell
from dxassess.report.value.words import Number

_ROWS = 8
_FIRST = 3
_OWN_ROWS = 5
_EFFORT_PER_FACILITY = 3


def actions(context: Context, key: str | None) -> tuple[Point, ...]:
    """Three things to do first in a province, or in all of them: they answer what the page found. The item
    whose gate holds most facilities back; the item of the weakest condition that raises most; the first step
    of the department itself. Where one of them does not exist, the item that raises most of all others."""
    worth = _worth(context, key)
    chosen = _chosen(worth, context.weakest(key))
    own = _own_advice(context, key)[:1]
    kept = chosen[: _FIRST - len(own)]
    cases = _cases(context, key)
    return (*(_for_facilities(context, cases, unlock) for unlock in kept), *map(_for_department, own))


def _chosen(worth: Sequence[Unlock], weakest: str | None) -> list[Unlock]:
    """The blocker, the best of the weakest condition, then the others in their order."""
    blocking = max(worth, key=lambda unlock: unlock.blocks, default=None)
    first = [blocking] if blocking is not None and blocking.blocks else []
    first += [unlock for unlock in worth if unlock.condition == weakest and unlock not in first][:1]
    return [*first, *(unlock for unlock in worth if unlock not in first)]


def _for_facilities(context: Context, cases: tuple[Case, ...], unlock: Unlock) -> Point:
    advice = usual_advice(cases, unlock.item)
    return Point(
        title=say("action.facilities", text=advice.text if advice else context.item_text(unlock.item)),
        text=say("action.blocked", code=unlock.item, n=count(unlock.raises), blocked=count(unlock.blocks))
        if unlock.blocks
        else say("action.text", code=unlock.item, n=count(unlock.raises)),
        section="actions",
    )


def _for_department(advice: Advice) -> Point:
    title = say("action.department", text=advice.text.text if advice.text else advice.item)
    text = say("action.own", code=advice.item, gain=Number(value=advice.gain, style="signed_score"))
    return Point(title=title, text=text, section="actions")


def actions_section(context: Context, key: str | None) -> Section:
    """The unlock table of a province, or of all, what a budget buys, and the department's own next steps."""
    cases = _cases(context, key)
    blocks: list[Block] = []
    unlocks = _worth(context, key)[:_ROWS]
    if unlocks:
        blocks += [_unlock_block(context, cases, unlocks), _budget(context, key)]
    own = _own_advice(context, key)
    if own:
        blocks.append(_own_steps(context, own[:_OWN_ROWS]))
    if not blocks:
        blocks.append(Paragraph(message=say("actions.none")))
    return Section(
        id="actions",
        title=say("section.actions"),
        intro=say("section.actions.intro" if own else "section.actions.intro.facilities"),
        blocks=tuple(blocks),
    )


def _own_advice(context: Context, key: str | None) -> tuple[Advice, ...]:
    """What the department of a province should do; nothing for all provinces together."""
    department = None if key is None else context.department_of(key)
    if department is None or context.round.department is None:
        return ()
    submission = context.submission(department)
    return advise(Case(submission=submission, questionnaire=context.round.department, score=department))


def _cases(context: Context, key: str | None) -> tuple[Case, ...]:
    scores = context.round.facilities if key is None else context.scores_of(key)
    return tuple(context.cases[score.file] for score in scores)


def _worth(context: Context, key: str | None) -> tuple[Unlock, ...]:
    found = join_unlocks(context.unlocks.values()) if key is None else context.unlocks[key]
    scores = context.round.facilities if key is None else context.scores_of(key)
    return tuple(
        unlock
        for unlock in found
        if (unlock.raises or unlock.blocks) and context.asked(scores, unlock.item) >= context.least
    )


def _unlock_block(context: Context, cases: tuple[Case, ...], unlocks: tuple[Unlock, ...]) -> Table:
    rows = []
    for unlock in unlocks:
        advice = usual_advice(cases, unlock.item)
        rows.append(
            (
                text_cell(unlock.item),
                text_cell(advice.text if advice else context.item_text(unlock.item)),
                text_cell(advice.first_step if advice else None),
                number_cell(advice.effort if advice else None, "count"),
                number_cell(unlock.short, "count"),
                number_cell(unlock.blocks, "count"),
                number_cell(unlock.raises, "count"),
            )
        )
    heads = ("code", "recommendation", "first_step", "effort", "short", "blocked", "raised")
    return Table(
        id="unlock",
        title=say("unlock.title", n=count(unlocks[0].raises), code=unlocks[0].item),
        head=tuple(say(f"head.{head}") for head in heads),
        rows=tuple(rows),
        note=say("unlock.note"),
    )


def _budget(context: Context, key: str | None) -> Paragraph:
    """What the cheapest plans buy: as much effort as three steps of the lightest kind for each facility."""
    keys = context.plans if key is None else (key,)
    plans = [plan for one in keys for plan in context.plans[one]]
    outlay = spend(plans, _EFFORT_PER_FACILITY * len(_cases(context, key)))
    return Paragraph(
        message=say(
            "budget",
            n=count(len(outlay.plans)),
            budget=count(int(outlay.budget)),
            spent=count(outlay.spent),
            others=count(outlay.open),
        )
    )


def _own_steps(context: Context, advice: tuple[Advice, ...]) -> Table:
    return steps_table(context, advice, name="own-steps").model_copy(
        update={"title": say("own_steps.title"), "note": say("own_steps.note", weight=score(1.0))}
    )


def steps_table(context: Context, advice: Sequence[Advice], *, name: str) -> Table:
    """What one respondent should do: every step with its effort, and what it brings."""
    heads = ("code", "recommendation", "first_step", "effort", "gain", "levels")
    return Table(
        id=name,
        head=tuple(say(f"head.{head}") for head in heads),
        rows=tuple(
            (
                text_cell(entry.item),
                text_cell(entry.text.text if entry.text else context.item_text(entry.item)),
                text_cell(entry.text.first_step if entry.text else None),
                number_cell(entry.effort, "count"),
                number_cell(entry.gain, "signed_score"),
                number_cell(entry.unlocks, "count"),
            )
            for entry in advice
        ),
    )


def usual_advice(cases: tuple[Case, ...], item: str) -> Recommendation | None:
    """The advice for the state that most of those short of the best are in; ties: the lower state."""
    states: Counter[float] = Counter()
    advice: dict[float, Recommendation | None] = {}
    for case in cases:
        for placed in case.placed:
            steps = steps_up(placed.item, placed.node.score) if placed.item.code == item else ()
            if steps:
                now = round(placed.node.score or 0.0, 9)
                states[now] += 1
                advice[now] = steps[0].advice
    if not states:
        return None
    return advice[min(states, key=lambda now: (-states[now], now))]
