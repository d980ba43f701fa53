"""What changed since the earlier round, and how sure that is."""

from __future__ import annotations

from collections.abc import Sequence

from dxassess.insight.analysis import Analysis
from dxassess.places.provinces import place_of
from dxassess.report.value.charts import MoveRow, Moves
from dxassess.report.value.model import Block, Cell, Figure, Paragraph, Section, Table
from dxassess.report.value.say import count, listed, number_cell, percent, say, score, text_cell
from dxassess.report.value.small_groups import veil
from dxassess.report.value.words import Label, Message, Number, Span
from dxassess.report.view import View
from dxassess.round.compare import Pair
from dxassess.statistics.change import NodeChange, ProvinceChange
from dxassess.statistics.province_score import ProvinceScore

LEAST_SHARED = 0.8


def change_section(view: View, province: ProvinceScore) -> tuple[Section, ...]:
    """The province then and now, with what the facilities in both rounds did apart; nothing without an
    earlier round."""
    change = view.analysis.changes.get(province.key)
    if change is None or change.matched < view.least:
        return ()
    rows = [(_name(view, node.code), node) for node in (change.overall, *change.conditions)]
    figure = Figure(
        id="moves-figure",
        of_groups=True,
        title=_title(change),
        sub=say("change.sub"),
        alt=say("change.alt", n=count(len(rows))),
        chart=Moves(
            rows=tuple(
                MoveRow(label=label, before=node.before, now=node.now, own=node.code == "overall")
                for label, node in rows
            )
        ),
        note=_who(change, named=True),
    )
    is_merged = change.overall.merged is not None
    table = _table([_row(label, node, merged=is_merged) for label, node in rows], merged=is_merged)
    return (_section(view, (*_merger(view.analysis.pair, change), figure, table, *_movers(change))),)


def regional_change_section(view: View) -> tuple[Section, ...]:
    """Every province then and now."""
    if not view.analysis.changes:
        return ()
    named_changes = [
        (place_of(p.key).name, view.analysis.changes[p.key])
        for p in view.analysis.ordered
        if p.key in view.analysis.changes
    ]
    is_merged = any(change.overall.merged is not None for _, change in named_changes)
    rows = [
        _row(name, change.overall, small=_is_small(view, change), merged=is_merged)
        for name, change in named_changes
    ]
    paragraphs = [
        paragraph for _, change in named_changes for paragraph in _merger(view.analysis.pair, change)
    ]
    return (_section(view, (*paragraphs, _table(rows, head="province", merged=is_merged))),)


def change_told(analysis: Analysis, key: str, *, least: int) -> tuple[Message, ...]:
    """The same of a province in a few sentences, of no facility by name; nothing where fewer than `least` are
    in both rounds, or there is no earlier one."""
    change = analysis.changes.get(key)
    if change is None or change.overall.within is None or change.matched < least:
        return ()
    merger = [paragraph.message for paragraph in _merger(analysis.pair, change)]
    return (say("change.lead", text=_title(change)), *merger, _who(change))


def _who(change: ProvinceChange, *, named: bool = False) -> Message:
    """How many are in both rounds, how many in one alone; `named`: and that their names stand behind."""
    numbers = {name: count(getattr(change, name)) for name in ("matched", "joined", "left")}
    is_named = named and change.joined + change.left > 0
    return say("change.note.named" if is_named else "change.note", **numbers)


def _merger(pair: Pair | None, change: ProvinceChange) -> tuple[Paragraph, ...]:
    """Of which provinces one was made since, what that moved, and of which of them the earlier round knows
    nothing; nothing where it was one before."""
    merger = next((one for one in pair.mergers if one.key == change.key), None) if pair else None
    if merger is None:
        return ()
    name = place_of(change.key).name
    former = listed([_place(key) for key in (*merger.heard, *merger.unheard)])
    messages = [say("change.merged", province=name, former=former)]
    if change.overall.merged is not None:
        messages.append(say("change.merged.part", part=_signed(change.overall.merged)))
    if merger.unheard:
        messages.append(say("change.unheard", former=listed([_place(key) for key in merger.unheard])))
    return tuple(Paragraph(message=message) for message in messages)


def _place(key: str) -> Message:
    return say("plain", text=place_of(key).name)


def _movers(change: ProvinceChange) -> tuple[Table, ...]:
    """Who is in one round alone, by name, for the department; nothing where nobody is."""
    rows = [
        (text_cell(name), text_cell(say(f"change.asked.{which}")))
        for which, names in (("now", change.newcomers), ("before", change.leavers))
        for name in names
    ]
    if not rows:
        return ()
    return (
        Table(
            id="movers",
            title=say("change.movers"),
            head=(say("head.facility"), say("head.round")),
            rows=tuple(rows),
        ),
    )


def _is_small(view: View, change: ProvinceChange) -> bool:
    """Whether too few facilities are in both rounds for these readers; from a department nothing is kept."""
    return view.readers != "department" and change.matched < view.least


def change_sentence(view: View, province: ProvinceScore) -> tuple[Message, ...]:
    """For page one: how the facilities in both rounds moved; nothing without an earlier round."""
    change = view.analysis.changes.get(province.key)
    if change is None or change.overall.within is None or change.matched < view.least:
        return ()
    return (say("change.lead", text=_title(change)),)


def _section(view: View, blocks: tuple[Block, ...]) -> Section:
    pair = view.analysis.pair
    if pair is not None and pair.shares:
        blocks = (*_ground(view, pair), *blocks, *_left_out(pair))
    return Section(id="change", title=say("section.change"), intro=say("section.change.intro"), blocks=blocks)


def _ground(view: View, pair: Pair) -> tuple[Block, ...]:
    """How much of the score is compared, in all and for each type; a warning where it is little."""
    enough = pair.share >= LEAST_SHARED
    of_all = say("change.shared" if enough else "change.indicative", share=percent(pair.share))
    shares = [
        say("change.share", name=_type_name(view, one.type), share=percent(one.share)) for one in pair.shares
    ]
    of_types = say("change.shares", shares=listed(shares))
    if any(one.share < LEAST_SHARED for one in pair.shares):
        of_types = say("change.shares.weak", shares=listed(shares), least=percent(LEAST_SHARED))
    return (
        Paragraph(message=of_all, role="body" if enough else "warning"),
        Paragraph(message=of_types, role="note"),
    )


def _type_name(view: View, type_: str) -> Label:
    return view.round.types[type_].name if type_ else say("change.department")


def _left_out(pair: Pair) -> tuple[Block, ...]:
    """What only one of the versions asks."""
    if not pair.unshared:
        return ()
    table = Table(
        id="change-unshared",
        of_groups=True,
        title=say("change.unshared", n=count(len(pair.unshared))),
        head=tuple(say(f"head.{head}") for head in ("code", "item", "asked")),
        rows=tuple(
            (
                Cell(content=one.code, role="code"),
                text_cell(one.text),
                text_cell(say(f"change.asked.{one.asked}")),
            )
            for one in pair.unshared
        ),
        note=say("change.types", types=listed(pair.types)) if pair.types else None,
    )
    return (table,)


def _title(change: ProvinceChange) -> Message:
    node, name = change.overall, place_of(change.key).name
    verdict = _verdict(node)
    if verdict == "unknown":
        return say("change.title.unknown", province=name)
    within = _signed(node.within)
    if verdict != "similar" and node.within is not None:
        within = score(abs(node.within))
    return say(
        f"change.title.{verdict}",
        province=name,
        n=count(change.matched),
        within=within,
        span=_span(node),
    )


def _verdict(node: NodeChange) -> str:
    """Rose or fell only where the interval of the matched facilities' part excludes zero."""
    if node.interval is None or node.within is None:
        return "unknown"
    if node.interval.low > 0:
        return "rose"
    return "fell" if node.interval.high < 0 else "similar"


def _table(rows: Sequence[tuple[Cell, ...]], *, head: str = "condition", merged: bool = False) -> Table:
    """The changes and their parts; what moved as Departments were merged has a column where some were."""
    heads = (
        head,
        "before",
        "now",
        "change",
        "within",
        "interval",
        "verdict_change",
        "department",
        *(("merged",) if merged else ()),
        "composition",
    )
    return Table(
        id="change-table",
        of_groups=True,
        title=say("change.table"),
        head=tuple(say(f"head.{one}") for one in heads),
        rows=tuple(rows),
        note=say("change.table.note.merged" if merged else "change.table.note"),
    )


def _row(label: Label, node: NodeChange, *, small: bool = False, merged: bool = False) -> tuple[Cell, ...]:
    figures = (
        number_cell(node.before),
        number_cell(node.now),
        number_cell(node.change, "signed_score"),
        number_cell(node.within, "signed_score"),
        text_cell(_span(node)),
        text_cell(say(f"moved.{_verdict(node)}")),
        number_cell(node.department, "signed_score"),
        *((number_cell(node.merged, "signed_score"),) if merged else ()),
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


def _name(view: View, code: str) -> Label:
    return say("change.overall") if code == "overall" else view.round.condition_name(code)
