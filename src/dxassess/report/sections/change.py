"""What changed since the earlier round, and how sure that is."""

from __future__ import annotations

from collections.abc import Sequence

from dxassess.report.context import Context
from dxassess.report.value.charts import MoveRow, Moves
from dxassess.report.value.model import Block, Cell, Figure, Paragraph, Section, Table
from dxassess.report.value.say import count, number_cell, percent, say, text_cell
from dxassess.report.value.small_groups import veil
from dxassess.report.value.words import Label, Message, Number, Span
from dxassess.statistics.change import NodeChange, ProvinceChange
from dxassess.statistics.province_score import ProvinceScore

LEAST_SHARED = 0.8


def change_section(context: Context, own: ProvinceScore) -> tuple[Section, ...]:
    """The province then and now, with what the facilities in both rounds did apart; nothing without an
    earlier round."""
    change = context.changes.get(own.key)
    if change is None or change.matched < context.least:
        return ()
    rows = [(_name(context, node.code), node) for node in (change.overall, *change.conditions)]
    figure = Figure(
        id="moves-figure",
        title=_title(context, change),
        sub=say("change.sub"),
        alt=say("change.alt", n=count(len(rows))),
        chart=Moves(
            rows=tuple(
                MoveRow(label=label, before=node.before, now=node.now, own=node.code == "overall")
                for label, node in rows
            )
        ),
        note=say(
            "change.note",
            matched=count(change.matched),
            joined=count(change.joined),
            left=count(change.left),
        ),
    )
    return (_section(context, (figure, _table([_row(label, node) for label, node in rows]))),)


def regional_change_section(context: Context) -> tuple[Section, ...]:
    """Every province then and now."""
    if not context.changes:
        return ()
    found = [
        (context.place(p.key).name, context.changes[p.key])
        for p in context.ordered
        if p.key in context.changes
    ]
    rows = [_row(name, change.overall, small=change.matched < context.least) for name, change in found]
    return (_section(context, (_table(rows, head="province"),)),)


def change_sentence(context: Context, own: ProvinceScore) -> tuple[Message, ...]:
    """For page one: how the facilities in both rounds moved; nothing without an earlier round."""
    change = context.changes.get(own.key)
    if change is None or change.overall.within is None or change.matched < context.least:
        return ()
    return (say("change.lead", text=_title(context, change)),)


def _section(context: Context, blocks: tuple[Block, ...]) -> Section:
    warnings: tuple[Block, ...] = ()
    if context.pair is not None and context.pair.share < 1:
        share = percent(context.pair.share)
        enough = context.pair.share >= LEAST_SHARED
        warnings = (
            Paragraph(message=say("change.shared", share=share))
            if enough
            else Paragraph(message=say("change.indicative", share=share), role="warning"),
        )
    return Section(
        id="change",
        title=say("section.change"),
        intro=say("section.change.intro"),
        blocks=(*warnings, *blocks),
    )


def _title(context: Context, change: ProvinceChange) -> Message:
    node, name = change.overall, context.place(change.key).name
    if node.within is None:
        return say("change.title.unknown", province=name)
    return say(
        f"change.title.{_verdict(node)}",
        province=name,
        n=count(change.matched),
        within=_signed(node.within),
        span=_span(node),
    )


def _verdict(node: NodeChange) -> str:
    """Rose or fell only where the interval of the matched facilities' part excludes zero."""
    if node.interval is None or node.within is None:
        return "unknown"
    if node.interval.low > 0:
        return "rose"
    return "fell" if node.interval.high < 0 else "similar"


def _table(rows: Sequence[tuple[Cell, ...]], *, head: str = "condition") -> Table:
    heads = (
        head,
        "before",
        "now",
        "change",
        "within",
        "interval",
        "verdict_change",
        "department",
        "composition",
    )
    return Table(
        id="change-table",
        title=say("change.table"),
        head=tuple(say(f"head.{one}") for one in heads),
        rows=tuple(rows),
        note=say("change.table.note"),
    )


def _row(label: Label, node: NodeChange, *, small: bool = False) -> tuple[Cell, ...]:
    figures = (
        number_cell(node.before),
        number_cell(node.now),
        number_cell(node.change, "signed_score"),
        number_cell(node.within, "signed_score"),
        text_cell(_span(node)),
        text_cell(say(f"moved.{_verdict(node)}")),
        number_cell(node.department, "signed_score"),
        number_cell(node.composition, "signed_score"),
    )
    return text_cell(label, strong=True), *veil(figures, when=small)


def _span(node: NodeChange) -> Span:
    interval = node.interval
    return Span(
        low=interval.low if interval else None,
        high=interval.high if interval else None,
        style="signed_score",
    )


def _signed(value: float | None) -> Number:
    return Number(value=value, style="signed_score")


def _name(context: Context, code: str) -> Label:
    return say("change.overall") if code == "overall" else context.condition_name(code)
