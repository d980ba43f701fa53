"""The facilities: by type, by level, what blocks them, and every one in a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dxassess.insight.blockers import BlockingItem, blocking_items
from dxassess.report.sections.within_type import name_of, within_type
from dxassess.report.value.charts import Stack, StackRow
from dxassess.report.value.model import Figure, Paragraph, Section, Table
from dxassess.report.value.say import count, counted, heat_cell, level_cell, number_cell, say, text_cell
from dxassess.report.value.statements import statement_of
from dxassess.report.value.tally import tally
from dxassess.report.value.words import Label, Span
from dxassess.report.view import View
from dxassess.scoring.items import count_asked
from dxassess.scoring.score import Score
from dxassess.statistics.region import mean

TOP_BLOCKERS = 10


def facilities_section(view: View, key: str) -> Section:
    """A province's facilities. Nobody answered: the section says so and shows nothing empty."""
    scores = view.round.facilities_of(key)
    title, intro = say("section.facilities"), counted("section.facilities.intro", len(scores))
    if not scores:
        return Section(
            id="facilities", title=title, intro=None, blocks=(Paragraph(message=say("facilities.none")),)
        )
    blocks = (
        *within_type(view, key),
        levels_figure(view, key),
        blockers_table(view, key),
        _table(view, scores),
    )
    return Section(id="facilities", title=title, intro=intro, blocks=blocks)


def levels_figure(view: View, key: str | None) -> Figure:
    """Overall levels by facility type in a province (None: in all of them), and how many are more than one
    below the standard. Types of which these readers may not see the figures stand together in one row."""
    scores = view.round.facilities if key is None else view.round.facilities_of(key)
    below = max(view.round.facility.standard_level - 1, 1)
    low = tally(view.reaches_level(s.overall, below) for s in scores).contrary
    return Figure(
        id="levels",
        of_groups=True,
        title=low.told("levels.title", level=count(below)),
        sub=say("levels.sub", top=count(view.round.facility.top_level)),
        alt=counted("levels.alt", len(scores)),
        chart=Stack(rows=tuple(_level_rows(view, key, scores))),
        note=say("levels.note"),
    )


def _level_rows(view: View, key: str | None, scores: Sequence[Score]) -> Iterator[StackRow]:
    pooled: list[Score] = []
    for type_ in view.round.types.values():
        members = [score for score in scores if score.type == type_.code]
        small = view.small_types_of_all if key is None else {t for k, t in view.small_types if k == key}
        if type_.code in small:
            pooled += members
        elif members:
            yield _stack(type_.name, members, view.round.facility.top_level)
    if pooled:
        yield _stack(say("types.other"), pooled, view.round.facility.top_level)


def blockers_table(view: View, key: str | None) -> Table:
    """The gates that keep most facilities of a province (None: of all of them) from their next level."""
    scores = view.round.facilities if key is None else view.round.facilities_of(key)
    blockers = shown_blockers(view, scores)
    return Table(
        id="blockers",
        of_groups=True,
        title=say("blockers.title"),
        head=tuple(say(f"head.{head}") for head in ("code", "usual", "condition", "blocked_facilities")),
        rows=tuple(
            (
                text_cell(entry.item),
                text_cell(_state(view, entry.item, scores)),
                text_cell(view.round.condition_name(entry.condition)),
                number_cell(entry.facilities, "count"),
            )
            for entry in blockers[:TOP_BLOCKERS]
        ),
        note=say("blockers.note", n=count(len(blockers))),
    )


def _state(view: View, code: str, scores: Sequence[Score]) -> Label:
    """The state that is the most common short of the best; the question where too few answered it."""
    statement = statement_of(view.round.facility.item_by_code[code], scores)
    if statement is None or statement.answered < view.least:
        return view.round.item_text(code)
    return statement.text


def shown_blockers(view: View, scores: Sequence[Score]) -> tuple[BlockingItem, ...]:
    """What keeps most from their next level, of the items that enough are asked for these readers to see."""
    return tuple(b for b in blocking_items(scores) if count_asked(scores, b.item) >= view.least)


def _table(view: View, scores: Sequence[Score]) -> Table:
    """Every facility under its type, best first, coloured against its own type in the round."""
    middles = {
        (type_, c.code): mean(
            [s.node_by_code[c.code].score for s in view.round.facilities if s.type == type_]
        )
        for type_ in view.round.types
        for c in view.round.conditions
    }
    order = list(view.round.types)
    rows = tuple(
        (
            text_cell(name_of(score)),
            number_cell(score.overall.score),
            level_cell(score.overall.level, least=score.overall.level_is_least),
            text_cell(view.round.types[score.type or ""].name),
            *(heat_cell(node.score, middles[score.type or "", node.code]) for node in score.conditions),
            text_cell(Span(low=score.overall.low, high=score.overall.high)),
        )
        for score in sorted(scores, key=lambda s: order.index(s.type or ""))
    )
    return Table(
        id="facility-table",
        title=say("facilities.table"),
        head=(
            say("head.facility"),
            say("head.score"),
            say("head.level"),
            say("head.type"),
            *(c.short for c in view.round.conditions),
            say("head.bounds"),
        ),
        rows=rows,
        sortable=True,
        group=3,
        note=say("heat.note.type"),
    )


def _stack(label: Label, members: Sequence[Score], top: int) -> StackRow:
    """Facilities by level; a level that may be higher than what is known is not known."""
    levels = [None if score.overall.level_is_least else score.overall.level for score in members]
    counts = [levels.count(level) for level in range(top + 1)]
    unknown = levels.count(None)
    return StackRow(label=label, counts=tuple(counts), unknown=unknown)
