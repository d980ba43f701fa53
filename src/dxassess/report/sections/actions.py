"""What to do: the decision list of a province, or of all of them, and what it brings and takes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from math import fsum

from dxassess.insight.assessing import assessing_items
from dxassess.insight.decision import Decision
from dxassess.insight.decision_order import FIRST, PLANNED, quarter_of
from dxassess.law.acts import Act
from dxassess.law.words import telling
from dxassess.report.value.decision_words import (
    decision_point,
    effect,
    effort,
    owner,
    quarter,
    short_day,
    why,
)
from dxassess.report.value.model import Block, Bullet, Cell, Paragraph, Point, Section, Table
from dxassess.report.value.say import count, listed, number_cell, say, score, text_cell
from dxassess.report.value.words import Date, Message
from dxassess.report.view import View
from dxassess.round.round import Round

QUARTER_TABLES = ("first-three", *(f"quarter-{number}" for number in range(1, PLANNED + 1)))
"""The tables of a plan: what page one tells to do first, then the rest, one a quarter."""


def planned(view: View, key: str | None) -> tuple[Decision, ...]:
    """The first of the decision list of a province, or of all (None), without what concerns fewer facilities
    than these readers may be told of."""
    entries = view.analysis.decisions[key].entries[:PLANNED]
    return tuple(entry for entry in entries if entry.by_department or entry.concerns >= view.least)


def actions(view: View, key: str | None) -> tuple[Point, ...]:
    """The first of them, for page one."""
    first = planned(view, key)[:FIRST]
    return tuple(decision_point(view.round, entry, of_all=key is None) for entry in first)


def actions_section(view: View, key: str | None) -> Section:
    """The plan of a province, or of all: the first of the list by quarter, with first step, owner and day;
    the same with reason and effect; what it brings and takes in all; and what is to be answered first."""
    entries = planned(view, key)
    blocks: list[Block] = [*_two_things(view, entries)]
    if entries:
        blocks += [*_quarters(view, entries), _plan_table(view, entries, of_all=key is None)]
        blocks += [Paragraph(message=_together(entries)), *_to_standard(view, key)]
    blocks += _answer_first(view, key)
    return Section(
        id="actions",
        title=say("section.actions"),
        intro=say("section.actions.intro") if entries else None,
        blocks=tuple(blocks) or (Paragraph(message=say("actions.none")),),
    )


def _quarters(view: View, entries: Sequence[Decision]) -> Iterator[Table]:
    """What page one tells, then the rest by the quarters in which it falls due, what has no day at the end:
    one run of numbers, those of page one and of the list."""
    numbered = list(enumerate(entries, start=1))
    by_quarter = [list(group) for _, group in groupby(numbered[FIRST:], key=lambda each: quarter_of(each[1]))]
    groups = [numbered[:FIRST], *by_quarter]
    for table_id, group in zip(QUARTER_TABLES, groups, strict=False):
        heads = ("order", "recommendation", "first_step", "doer", "outlay", "due")
        first = group is groups[0]
        yield Table(
            id=table_id,
            of_groups=True,
            title=say("quarter.first", n=count(len(group)))
            if first
            else _quarter_title(group[0][1].due, len(group)),
            head=tuple(say(f"head.{head}") for head in heads),
            rows=tuple(_step(view, number, entry) for number, entry in group),
            note=say("quarter.note") if group is groups[-1] else None,
        )


def _quarter_title(due: str | None, n: int) -> Message:
    if due is None:
        return say("quarter.undated", n=count(n))
    return say("quarter.title", quarter=quarter(due), n=count(n))


def _step(view: View, number: int, entry: Decision) -> tuple[Cell, ...]:
    return (
        number_cell(number, "count"),
        text_cell(say("quarter.step", text=entry.text, code=entry.item)),
        text_cell(entry.first_step),
        text_cell(owner(view.round, entry)),
        text_cell(effort(entry)),
        text_cell(None if entry.due is None else short_day(entry.due)),
    )


def _plan_table(view: View, entries: Sequence[Decision], *, of_all: bool) -> Table:
    rows = tuple(
        (
            text_cell(entry.item),
            text_cell(entry.text),
            text_cell(entry.first_step),
            text_cell(owner(view.round, entry)),
            text_cell(effort(entry)),
            text_cell(None if entry.due is None else Date(iso=entry.due)),
            text_cell(why(view.round, entry, of_all=of_all)),
            text_cell(effect(view.round, entry, of_all=of_all)),
        )
        for entry in entries
    )
    heads = ("code", "recommendation", "first_step", "owner", "outlay", "due", "reason_for", "expected")
    return Table(
        id="plan",
        of_groups=True,
        title=say("plan.title", n=count(len(entries))),
        head=tuple(say(f"head.{head}") for head in heads),
        rows=rows,
        note=say("plan.note"),
    )


def _two_things(view: View, entries: Sequence[Decision]) -> tuple[Bullet, ...]:
    """By their numbers the first step to know the state, and the first to better it; nothing where the
    questionnaires do not tell the two apart."""
    codes = {item.code for item in assessing_items(view.round)}
    if not codes:
        return ()
    numbered = list(enumerate(entries, start=1))
    know = next((each for each in numbered if each[1].item in codes), None)
    facilities = [each for each in numbered if not each[1].by_department]
    better = next((each for each in facilities if each[1].condition == view.round.facility.state), None)
    messages = []
    if know is not None:
        messages.append(say("actions.assess", number=count(know[0]), code=know[1].item))
    if better is not None:
        messages.append(say("actions.state", number=count(better[0]), code=better[1].item))
    return (Bullet(messages=tuple(messages)),) if messages else ()


def _together(entries: Sequence[Decision]) -> Message:
    """What the whole plan brings and takes: gains of different items add up, as means of their scores do."""
    known = [entry.gain for entry in entries if entry.gain is not None]
    money = [entry.money for entry in entries]
    facts = {
        "n": count(len(entries)),
        "paid": count(money.count(True)),
        "free": count(money.count(False)),
        "unknown": count(money.count(None)),
    }
    return (
        say("plan.total", gain=score(fsum(known)), **facts) if known else say("plan.total.unknown", **facts)
    )


def _to_standard(view: View, key: str | None) -> tuple[Paragraph, ...]:
    """How far the facilities are from the level to reach; nothing where no plan leads there."""
    level = view.round.facility.standard_level
    keys = view.analysis.reaches if key is None else (key,)
    reaches = [view.analysis.reaches[one] for one in keys]
    planned_for = sum(reach.planned for reach in reaches)
    if not planned_for:
        return ()
    message = say(
        "plan.standard",
        n=count(planned_for),
        level=count(level),
        reached=count(sum(reach.reached for reach in reaches)),
        effort=count(sum(reach.effort for reach in reaches)),
        beyond=count(sum(reach.beyond for reach in reaches)),
    )
    return (Paragraph(message=message),)


def _answer_first(view: View, key: str | None) -> tuple[Paragraph, ...]:
    """How many questions were left blank: nothing is advised about those."""
    blanks = view.analysis.decisions[key].answer_first
    if not blanks:
        return ()
    n = sum(blank.respondents for blank in blanks)
    return (Paragraph(message=say("actions.answer_first", n=count(n)), role="note"),)


def steps_table(round_: Round, entries: Sequence[Decision], *, name: str) -> Table:
    """What one respondent should do: every step with its effort, what it brings (levels where some step opens
    one), and the law behind it on the day of the round."""
    law, opens = _law_column(entries, round_.day), any(entry.unlocks for entry in entries)
    heads = ("code", "recommendation", "first_step", "due", "effort", "gain", *(("levels",) if opens else ()))
    rows = (
        (
            text_cell(entry.item),
            text_cell(entry.text),
            text_cell(entry.first_step),
            text_cell(None if entry.due is None else short_day(entry.due)),
            number_cell(entry.effort, "count"),
            number_cell(entry.gain, "signed_score"),
            *((number_cell(entry.unlocks, "count"),) if opens else ()),
        )
        for entry in entries
    )
    return Table(
        id=name,
        head=tuple(say(f"head.{head}") for head in (*heads, *(("law",) if law else ()))),
        rows=tuple((*row, *law[n : n + 1]) for n, row in enumerate(rows)),
    )


def _law_column(entries: Sequence[Decision], day: str) -> tuple[Cell, ...]:
    """What stands behind each item, for a table of advice; no cells where nothing stands behind any."""
    if not any(entry.law for entry in entries):
        return ()
    return tuple(
        text_cell(listed([_told(act, day) for act in entry.law]) if entry.law else None) for entry in entries
    )


def _told(act: Act, day: str) -> Message:
    key, when = telling(act, day)
    return say(f"law.{key}", title=act.title, day=Date(iso=when)) if when else say("plain", text=act.title)
