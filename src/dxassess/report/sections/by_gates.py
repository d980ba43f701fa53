"""Levels that gates alone decide: who is at which, what holds facilities there, what is not known. Nothing of
the score, which such a framework does not have."""

from __future__ import annotations

from collections.abc import Sequence

from dxassess.insight.closed_gates import (
    closed_gates,
    holding_conditions,
    holding_gates,
    unanswered_gates,
)
from dxassess.report.sections.within_type import name_of
from dxassess.report.value.charts import Stack, StackRow
from dxassess.report.value.model import Cell, Figure, Table
from dxassess.report.value.say import count, counted, level_cell, listed, number_cell, say, text_cell
from dxassess.report.value.tally import Tally, tally
from dxassess.report.value.words import Label, Message
from dxassess.report.view import View
from dxassess.scoring.score import Score


def in_order(view: View, scores: Sequence[Score]) -> tuple[Score, ...]:
    """By type, then the highest level first; ties by code, never by a score."""
    order = list(view.round.types)
    return tuple(
        sorted(
            scores, key=lambda s: (order.index(s.type or ""), -(s.overall.level or 0), s.code or "", s.file)
        )
    )


def at_standard(view: View, scores: Sequence[Score]) -> Tally:
    """How many reach the level that is aimed at, of those of which it is known."""
    level = view.round.facility.standard_level
    return tally(view.reaches_level(score.overall, level) for score in scores)


def levels_by_type(view: View, scores: Sequence[Score]) -> Figure:
    """How many are at which level, by type."""
    level, top = view.round.facility.standard_level, view.round.facility.top_level
    rows = [
        _stack(type_.name, [score for score in scores if score.type == type_.code], top)
        for type_ in view.round.types.values()
    ]
    return Figure(
        id="levels",
        title=at_standard(view, scores).told("by_gates.levels", level=count(level)),
        sub=say("by_gates.levels.sub", top=count(top)),
        alt=counted("levels.alt", len(scores)),
        chart=Stack(rows=tuple(row for row in rows if any(row.counts) or row.unknown)),
        note=say("by_gates.levels.note"),
    )


def _stack(label: Label, members: Sequence[Score], top: int) -> StackRow:
    """A level that may be higher than what is known is not known."""
    levels = [None if score.overall.level_is_least else score.overall.level for score in members]
    counts = tuple(levels.count(level) for level in range(top + 1))
    return StackRow(label=label, counts=counts, unknown=levels.count(None))


def gates_table(view: View, scores: Sequence[Score]) -> Table:
    """Every gate that holds somebody at a level."""
    rows = tuple(
        (
            Cell(content=gate.item, role="code"),
            text_cell(view.round.item_text(gate.item)),
            text_cell(view.round.condition_name(gate.condition)),
            number_cell(gate.missed, "count"),
            number_cell(gate.unanswered, "count"),
        )
        for gate in closed_gates(scores)
    )
    own_heads = ("criterion", "group", "missed", "unanswered")
    return Table(
        id="gates",
        title=counted("by_gates.gates", len(rows)),
        head=(say("head.code"), *(say(f"by_gates.head.{head}") for head in own_heads)),
        rows=rows,
        note=say("by_gates.gates.note"),
    )


def levels_table(view: View, scores: Sequence[Score]) -> Table:
    """Every facility with its level and what holds it there."""
    heads = ("head.facility", "head.type", "head.level", "by_gates.head.held_by", "by_gates.head.next")
    return Table(
        id="facility-levels",
        title=say("by_gates.facilities"),
        head=tuple(say(head) for head in heads),
        rows=tuple(
            (
                text_cell(name_of(score), strong=True),
                text_cell(view.round.types[score.type or ""].name),
                level_cell(score.overall.level, least=score.overall.level_is_least),
                text_cell(_groups(view, score)),
                text_cell(_needs(score)),
            )
            for score in scores
        ),
        sortable=True,
        group=1,
        note=say("by_gates.facilities.note"),
    )


def _groups(view: View, score: Score) -> Message | None:
    names = [view.round.condition_name(code) for code in holding_conditions(score)]
    return listed(names) if names else None


def _needs(score: Score) -> Message | None:
    """The criteria of the next level that are not met, and those that are not answered; None where no level
    is known."""
    if score.overall.level is None:
        return None
    gates = holding_gates(score)
    if not gates:
        return say("top")
    parts = [
        say(f"by_gates.{name}", criteria=listed([say("plain", text=code) for code in codes]))
        for name, codes in (
            ("missed", [gate.code or "" for gate in gates if gate.have is not None]),
            ("unanswered", [gate.code or "" for gate in gates if gate.have is None]),
        )
        if codes
    ]
    needs = parts[0] if len(parts) == 1 else say("by_gates.both", missed=parts[0], unanswered=parts[1])
    return say("by_gates.next", level=count(score.overall.level + 1), needs=needs)


def open_table(view: View, scores: Sequence[Score]) -> tuple[Table, ...]:
    """Who has not answered criteria on which the level hangs, and which; nothing where everybody has."""
    unanswered = [(score, unanswered_gates(score, view.round.facility)) for score in scores]
    rows = tuple(
        (
            text_cell(name_of(score), strong=True),
            number_cell(len(codes), "count"),
            text_cell(listed([say("plain", text=code) for code in codes])),
        )
        for score, codes in unanswered
        if codes
    )
    if not rows:
        return ()
    heads = ("head.facility", "by_gates.head.open", "by_gates.head.criteria")
    return (
        Table(
            id="open-gates",
            title=say("by_gates.open", n=count(len(rows))),
            head=tuple(say(head) for head in heads),
            rows=rows,
            note=say("by_gates.open.note"),
        ),
    )


def silent_table(view: View, key: str) -> tuple[Table, ...]:
    """The registered facilities of a province that are asked and whose form did not come or cannot be used;
    nothing where all came."""
    rows = tuple(
        (text_cell(entry.name), text_cell(view.round.types[entry.type].name))
        for entry in view.round.silent
        if entry.province == key and entry.type in view.round.types
    )
    if not rows:
        return ()
    return (
        Table(
            id="silent",
            title=say("by_gates.silent", n=count(len(rows))),
            head=(say("head.facility"), say("head.type")),
            rows=rows,
        ),
    )
