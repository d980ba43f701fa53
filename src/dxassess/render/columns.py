"""How wide the columns of a table are on paper, in sizes of its text."""

from __future__ import annotations

from collections.abc import Sequence
from math import fsum

from dxassess.render.document import Align, PrintedCell, PrintedColumn
from dxassess.render.metrics import text_width

_PAPER = 58.0  # between the margins
_GUTTER = 0.6  # beside what a figure needs
_PADDING = 1.0
_SHORT_TEXT = 10.5  # words no wider than this keep a column as wide as its content
_NAME, _FOLDED = 18.0, 0.6  # names no wider than this stand on two lines at most
_HEAD_ROOMS = (4.8, 3.6, 0.0)  # what heads get to stand on few lines, tried in this order
_TEXT_LEAST, _TEXT_MOST = 9.0, 18.0
_WORD_ROOM = 2.2
_OF_LONGEST = 0.4


def lay_columns(
    heads: Sequence[str], rows: Sequence[Sequence[PrintedCell]], aligns: Sequence[Align]
) -> tuple[PrintedColumn, ...]:
    """Figures and short words get what they need, texts share the rest by their mean length. Heads of
    figures stand on two lines where the texts can spare the room, else on more."""
    cells = [[row[index] for row in rows] for index in range(len(heads))]
    for room in _HEAD_ROOMS:
        columns = tuple(_column(*each, head_room=room) for each in zip(heads, cells, aligns, strict=True))
        if fsum(map(_wanted, columns)) <= _PAPER:
            break
    return _with_words_whole(columns)


def _with_words_whole(columns: Sequence[PrintedColumn]) -> tuple[PrintedColumn, ...]:
    """A column of short texts among long ones gets the room of its longest word; others share the rest."""
    texts = [column for column in columns if column.width is None]
    room, total = _PAPER - fsum(map(_fixed, columns)), fsum(column.weight for column in texts)
    scarce = [column for column in texts if room * column.weight < column.least * total]
    left = room - fsum(column.least for column in scarce)
    others = total - fsum(column.weight for column in scarce)
    if not scarce or left <= 0 or not others:
        return tuple(columns)

    def widened(column: PrintedColumn) -> PrintedColumn:
        return column.model_copy(update={"weight": round(column.least / left * others, 1)})

    return tuple(widened(column) if column in scarce else column for column in columns)


def is_dense(columns: Sequence[PrintedColumn]) -> bool:
    """Whether the table needs smaller type on paper."""
    return fsum(_fixed(column) or max(_TEXT_LEAST, column.least) for column in columns) > _PAPER


def _wanted(column: PrintedColumn) -> float:
    return _fixed(column) or min(column.weight * 1.15, _TEXT_MOST)


def _fixed(column: PrintedColumn) -> float:
    return column.width + _GUTTER if column.width else 0.0


def _column(head: str, cells: Sequence[PrintedCell], align: Align, *, head_room: float) -> PrintedColumn:
    need = max([_head_width(head, head_room), *(text_width(_shown(cell), 1.0, 600) for cell in cells)])
    code = any(cell.role == "code" for cell in cells)
    if align != "left" or need <= _SHORT_TEXT:
        return PrintedColumn(head=head, align=align, width=round(need + _PADDING, 2))
    longest = max((text_width(word, 1.0, 600) for cell in cells for word in cell.text.split()), default=0.0)
    if cells and need <= _NAME and all(cell.role == "strong" for cell in cells):
        return PrintedColumn(head=head, align=align, width=round(max(longest, need * _FOLDED) + _PADDING, 2))
    lengths = [text_width(cell.text, 1.0) for cell in cells]
    # A long text among short ones would stand in a column of its words.
    mean = max(fsum(lengths) / max(len(lengths), 1), max(lengths, default=0.0) * _OF_LONGEST)
    # Texts share the room by their means, but a column too narrow for its longest word would spill over.
    least = max(8.0, _WORD_ROOM * longest if not code else 0.0)
    weight = round(min(max(mean, least), 40.0), 1)
    word = 0.0 if code else round(longest + _PADDING, 2)
    return PrintedColumn(head=head, align=align, width=None, weight=weight, least=word)


def _shown(cell: PrintedCell) -> str:
    return f"{cell.text} {cell.mark}" if cell.mark else cell.text


def _head_width(head: str, room: float) -> float:
    words = [text_width(word, 1.0, 600) for word in head.split()]
    return max([*words, min(text_width(head, 1.0, 600) * 0.6, room)])
