"""What to do: the items that raise most facilities, and what the department itself should do next."""

from __future__ import annotations

from collections.abc import Sequence

from dxassess.insight.advice import Advice
from dxassess.insight.assessing import assessing_items
from dxassess.insight.duties import law_behind
from dxassess.insight.unlock import Unlock, join_unlocks, spend, usual_advice
from dxassess.insight.whatif import Case
from dxassess.law.acts import Act
from dxassess.law.words import telling
from dxassess.places.register import DEPARTMENT
from dxassess.questionnaire.model import Questionnaire
from dxassess.report.value.model import Block, Bullet, Cell, Paragraph, Point, Section, Table
from dxassess.report.value.say import count, listed, number_cell, say, score, text_cell
from dxassess.report.value.words import Date, Message, Number
from dxassess.report.view import View
from dxassess.round.round import Round
from dxassess.scoring.items import count_asked

_ROWS = 8
_FIRST = 3
_OWN_ROWS = 5
_EFFORT_PER_FACILITY = 3


def actions(view: View, key: str | None) -> tuple[Point, ...]:
    """Three things to do first in a province, or in all of them: they answer what the page found. The item
    whose gate holds most facilities back; the item of the weakest condition that raises most; the first step
    of the department itself. Where one of them does not exist, the item that raises most of all others."""
    worthwhile = _worth(view, key)
    best = _chosen(worthwhile, view.analysis.weakest(key))
    own_advice = _own_advice(view, key)[:1]
    for_facilities = best[: _FIRST - len(own_advice)]
    cases = view.analysis.cases_of(key)
    return (
        *(_for_facilities(view, cases, unlock) for unlock in for_facilities),
        *map(_for_department, own_advice),
    )


def _chosen(worthwhile: Sequence[Unlock], weakest: str | None) -> list[Unlock]:
    """The blocker, the best of the weakest condition, then the others in their order."""
    blocking = max(worthwhile, key=lambda unlock: unlock.blocks, default=None)
    first = [blocking] if blocking is not None and blocking.blocks else []
    first += [unlock for unlock in worthwhile if unlock.condition == weakest and unlock not in first][:1]
    return [*first, *(unlock for unlock in worthwhile if unlock not in first)]


def _for_facilities(view: View, cases: tuple[Case, ...], unlock: Unlock) -> Point:
    advice = usual_advice(cases, unlock.item)
    return Point(
        title=say("action.facilities", text=advice.text if advice else view.round.item_text(unlock.item)),
        text=say("action.blocked", code=unlock.item, n=count(unlock.raises), blocked=count(unlock.blocks))
        if unlock.blocks
        else say("action.text", code=unlock.item, n=count(unlock.raises)),
        section="actions",
    )


def _for_department(advice: Advice) -> Point:
    title = say("action.department", text=advice.text.text if advice.text else advice.item)
    text = say("action.own", code=advice.item, gain=Number(value=advice.gain, style="signed_score"))
    return Point(title=title, text=text, section="actions")


def actions_section(view: View, key: str | None) -> Section:
    """The unlock table of a province, or of all, what a budget buys, and the department's own next steps."""
    cases = view.analysis.cases_of(key)
    blocks: list[Block] = []
    unlocks = _worth(view, key)[:_ROWS]
    if unlocks:
        blocks += [_unlock_block(view, cases, unlocks), _budget(view, key)]
    own_advice = _own_advice(view, key)
    blocks = [*_two_things(view, unlocks, own_advice), *blocks]
    if own_advice:
        blocks.append(_own_steps(view, own_advice[:_OWN_ROWS]))
    if not blocks:
        blocks.append(Paragraph(message=say("actions.none")))
    return Section(
        id="actions",
        title=say("section.actions"),
        intro=say("section.actions.intro" if own_advice else "section.actions.intro.facilities"),
        blocks=tuple(blocks),
    )


def _two_things(view: View, unlocks: tuple[Unlock, ...], advice: tuple[Advice, ...]) -> tuple[Bullet, ...]:
    """The first step to know the state, and the first to better it; nothing where the questionnaires do not
    tell the two apart."""
    codes = {item.code for item in assessing_items(view.round)}
    if not codes:
        return ()
    know = next((a for a in advice if a.item in codes and a.text is not None), None)
    better = next((u for u in unlocks if u.condition == view.round.facility.state), None)
    messages = []
    if know is not None and know.text is not None:
        messages.append(say("actions.assess", code=know.item, text=know.text.text))
    if better is not None:
        item = view.round.item_text(better.item)
        messages.append(say("actions.state", code=better.item, item=item, n=count(better.raises)))
    return (Bullet(messages=tuple(messages)),) if messages else ()


def _own_advice(view: View, key: str | None) -> tuple[Advice, ...]:
    """What the department of a province should do; nothing for all provinces together."""
    return () if key is None else view.analysis.department_advice.get(key, ())


def _worth(view: View, key: str | None) -> tuple[Unlock, ...]:
    unlocks = join_unlocks(view.analysis.unlocks.values()) if key is None else view.analysis.unlocks[key]
    scores = view.round.facilities if key is None else view.round.facilities_of(key)
    return tuple(
        unlock
        for unlock in unlocks
        if (unlock.raises or unlock.blocks) and count_asked(scores, unlock.item) >= view.least
    )


def _unlock_block(view: View, cases: tuple[Case, ...], unlocks: tuple[Unlock, ...]) -> Table:
    rows = []
    for unlock in unlocks:
        advice = usual_advice(cases, unlock.item)
        rows.append(
            (
                text_cell(unlock.item),
                text_cell(advice.text if advice else view.round.item_text(unlock.item)),
                text_cell(advice.first_step if advice else None),
                number_cell(advice.effort if advice else None, "count"),
                number_cell(unlock.short, "count"),
                number_cell(unlock.blocks, "count"),
                number_cell(unlock.raises, "count"),
            )
        )
    codes = [unlock.item for unlock in unlocks]
    law = _law_column(codes, view.round.facility, kind=None, day=view.round.day)
    heads = ("code", "recommendation", "first_step", "effort", "short", "blocked", "raised")
    return Table(
        id="unlock",
        of_groups=True,
        title=say("unlock.title", n=count(unlocks[0].raises), code=unlocks[0].item),
        head=tuple(say(f"head.{head}") for head in (*heads, *(("law",) if law else ()))),
        rows=tuple((*row, *law[n : n + 1]) for n, row in enumerate(rows)),
        note=say("unlock.note"),
    )


def _budget(view: View, key: str | None) -> Paragraph:
    """What the cheapest plans buy: as much effort as three steps of the lightest kind for each facility."""
    keys = view.analysis.plans if key is None else (key,)
    plans = [plan for one in keys for plan in view.analysis.plans[one]]
    outlay = spend(plans, _EFFORT_PER_FACILITY * len(view.analysis.cases_of(key)))
    return Paragraph(
        message=say(
            "budget",
            n=count(len(outlay.plans)),
            budget=count(int(outlay.budget)),
            spent=count(outlay.spent),
            others=count(outlay.open),
        )
    )


def _own_steps(view: View, advice: tuple[Advice, ...]) -> Table:
    return steps_table(view.round, advice, name="own-steps", kind=DEPARTMENT).model_copy(
        update={
            "of_groups": True,
            "title": say("own_steps.title"),
            "note": say("own_steps.note", weight=score(1.0)),
        }
    )


def steps_table(round_: Round, advice: Sequence[Advice], *, name: str, kind: str | None) -> Table:
    """What one respondent should do: every step with its effort, what it brings, and the law behind it on the
    day of the round. `kind` is the type of facility, or a department."""
    questionnaire = round_.department if kind == DEPARTMENT else round_.facility
    law = _law_column([entry.item for entry in advice], questionnaire, kind=kind, day=round_.day)
    heads = ("code", "recommendation", "first_step", "effort", "gain", "levels", *(("law",) if law else ()))
    rows = (
        (
            text_cell(entry.item),
            text_cell(entry.text.text if entry.text else round_.item_text(entry.item)),
            text_cell(entry.text.first_step if entry.text else None),
            number_cell(entry.effort, "count"),
            number_cell(entry.gain, "signed_score"),
            number_cell(entry.unlocks, "count"),
        )
        for entry in advice
    )
    return Table(
        id=name,
        head=tuple(say(f"head.{head}") for head in heads),
        rows=tuple((*row, *law[n : n + 1]) for n, row in enumerate(rows)),
    )


def _law_column(
    codes: Sequence[str], questionnaire: Questionnaire | None, *, kind: str | None, day: str
) -> tuple[Cell, ...]:
    """What stands behind each item, for a table of advice; no cells where nothing stands behind any."""
    if questionnaire is None:
        return ()
    acts_of_items = [law_behind(code, questionnaire, kind=kind, day=day) for code in codes]
    if not any(acts_of_items):
        return ()
    return tuple(
        text_cell(listed([_told(act, day) for act in acts]) if acts else None) for acts in acts_of_items
    )


def _told(act: Act, day: str) -> Message:
    key, when = telling(act, day)
    return say(f"law.{key}", title=act.title, day=Date(iso=when)) if when else say("plain", text=act.title)
