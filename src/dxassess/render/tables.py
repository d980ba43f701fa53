"""Tables in one language: figures, shades, links and how wide columns must be."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from dxassess.render.columns import is_dense, lay_columns
from dxassess.render.document import Align, PrintedBlock, PrintedCell, PrintedTable
from dxassess.render.rounding import as_printed, band_ends
from dxassess.render.voice import Voice
from dxassess.report.value import model, words

_HEAT_CUTS = (-0.15, -0.05, 0.05, 0.15)
HEAT_MARKS = {"h0": "▼", "h1": "▽", "h3": "△", "h4": "▲"}
"""Colours of heat look alike in a grey print: the mark of each shade, filled where it is far."""
_ANCHOR = re.compile(r"#[A-Za-z][\w.-]*", re.ASCII)
_SIBLING = re.compile(r"(?:\.\./)?(?:\w[\w.-]*/)*\w[\w.-]*", re.ASCII)


def laid_alike(blocks: Sequence[PrintedBlock]) -> tuple[PrintedBlock, ...]:
    """The blocks of a section; tables under the same heads are parts of one and have the same columns."""
    by_heads: dict[tuple[str, ...], list[PrintedTable]] = defaultdict(list)
    for block in blocks:
        if isinstance(block, PrintedTable):
            by_heads[_heads(block)].append(block)
    columns = {
        heads: lay_columns(
            heads,
            [row for table in parts for row in table.rows],
            [column.align for column in parts[0].columns],
        )
        for heads, parts in by_heads.items()
        if len(parts) > 1
    }
    return tuple(
        block.model_copy(
            update={"columns": columns[_heads(block)], "dense": is_dense(columns[_heads(block)])}
        )
        if isinstance(block, PrintedTable) and _heads(block) in columns
        else block
        for block in blocks
    )


def _heads(table: PrintedTable) -> tuple[str, ...]:
    return tuple(column.head for column in table.columns)


def compose_table(table: model.Table, voice: Voice) -> PrintedTable:
    """`table` with words and figures."""
    rows = tuple(tuple(_cell(cell, voice) for cell in row) for row in table.rows)
    heads = [voice.say(head) for head in table.head]
    columns = lay_columns(
        heads, rows, [_align([row[index] for row in table.rows]) for index in range(len(heads))]
    )
    groups = [row[table.group].text for row in rows] if table.group is not None else []
    return PrintedTable(
        id=table.id,
        title=voice.say(table.title) if table.title else None,
        columns=columns,
        rows=rows,
        own=table.own,
        sortable=table.sortable,
        group=table.group,
        groups=tuple(dict.fromkeys(groups)),
        heat=any(cell.shade.startswith("h") for row in rows for cell in row),
        dense=is_dense(columns),
        note=voice.say(table.note) if table.note else None,
    )


def shade_of(value: float, middle: float) -> str:
    """The class of heat: h0 over 15 points below `middle`, h2 within 5 points of it, h4 over 15 above."""
    distance = round(value - middle, 10)
    return f"h{sum(distance > cut if cut > 0 else distance >= cut for cut in _HEAT_CUTS)}"


def safe_href(href: str | None) -> str | None:
    """An anchor of this page, or a file beside it; anything else is no link."""
    safe = href is not None and (_ANCHOR.fullmatch(href) or _SIBLING.fullmatch(href))
    return href if safe else None


def _cell(cell: model.Cell, voice: Voice) -> PrintedCell:
    value = cell.content.value if isinstance(cell.content, words.Number) else None
    shade = ""
    if cell.role == "heat" and value is not None and cell.middle is not None:
        shade = shade_of(value, cell.middle)
    elif cell.role == "level" and value is not None:
        shade = f"m{int(value)}"
    return PrintedCell(
        text=voice.say(cell.content),
        role=cell.role,
        shade=shade,
        mark=HEAT_MARKS.get(shade, ""),
        sort=_sort_value(cell.content),
        href=safe_href(cell.href),
    )


def _sort_value(content: words.Cellable) -> float | None:
    """The figure that is printed first in the cell: what is embedded says no more than what is read."""
    match content:
        case words.Span(low=float(low), high=float(high), style="band"):
            return float(band_ends(low, high)[0])
        case words.Number(value=float(value)) | words.Span(low=float(value), high=float()):
            return float(as_printed(value, content.style))
    return None


def _align(contents: list[model.Cell]) -> Align:
    if contents and all(cell.role in ("heat", "level") for cell in contents):
        return "center"
    figures = all(
        isinstance(cell.content, words.Number | words.Span | None) or cell.role == "number"
        for cell in contents
    )
    return "right" if contents and figures else "left"
