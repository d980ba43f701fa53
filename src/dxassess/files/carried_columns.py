"""What people wrote into a list, carried into the list that replaces it: columns to fill in and columns that
they added, row by row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

ListCell = str | float | int | None
ListRow = tuple[ListCell, ...]


class ListShape(NamedTuple):
    """The columns of a list. `heads` are as they are written, `known` their heads in every language. A row is
    about the same thing as one of before by the columns `key`, all the more if `text` is the same too: then
    the columns `fixed` are the same as well, unless a person changed them. `fill` are for people to fill in
    or to change; some are `suggested` by the program. In the column `done`, if there is one, it writes `over`
    where nothing is to be done any more; that is told in every language, first as it is written now."""

    heads: tuple[str, ...]
    known: tuple[tuple[str, ...], ...]
    key: tuple[int, ...]
    text: int
    fixed: tuple[int, ...]
    fill: tuple[int, ...]
    suggested: tuple[int, ...] = ()
    done: int | None = None
    over: tuple[str, ...] = ()


class CarriedList(NamedTuple):
    """The new list with what people wrote. `whole`: nothing else of theirs was in the list of before, so that
    this one may take its place."""

    heads: tuple[str, ...]
    rows: tuple[ListRow, ...]
    whole: bool


def carry_columns(
    former: Sequence[Sequence[ListCell]],
    rows: Sequence[ListRow],
    shape: ListShape,
    *,
    hidden: Sequence[ListRow] = (),
) -> CarriedList | None:
    """`rows` with what people wrote into the list `former`, of which the first row are the heads. What they
    wrote about things that are no more stands at the foot, as done; before it what they wrote about those
    that are `hidden` this time. None where `former` is no such list."""
    if not former:
        return None
    at = _columns(former[0], shape)
    if not {*shape.key, shape.text} <= at.keys():
        return None
    lines = _Lines(former, at, shape)
    matched = _match(lines, (*rows, *hidden), shape)
    carried, left = [], set(range(len(lines.rows)))
    for number, row in enumerate(rows):
        line = matched.get(number)
        left.discard(-1 if line is None else line)
        carried.append(lines.carried(row, line))
    unseen = sorted(line for number, line in matched.items() if number >= len(rows))
    carried += [lines.as_it_was(line) for line in unseen if lines.has_words(line)]
    carried += [lines.over(line) for line in sorted(left - set(unseen)) if lines.has_words(line)]
    whole = all(lines.agrees(row, matched[number]) for number, row in enumerate(rows) if number in matched)
    return CarriedList((*shape.heads, *lines.added_heads), tuple(carried), whole)


class _Lines:
    """The rows of the list of before, by the columns of the shape."""

    def __init__(self, former: Sequence[Sequence[ListCell]], at: Mapping[int, int], shape: ListShape) -> None:
        width = max(map(len, former))
        self.rows = [(*row, *[None] * (width - len(row))) for row in former[1:]]
        self.at = at
        self.shape = shape
        heads = (*former[0], *[None] * (width - len(former[0])))
        self.added = [
            column
            for column in range(width)
            if column not in at.values() and any(_plain(cells[column]) for cells in (heads, *self.rows))
        ]
        self.added_heads = tuple(_plain(heads[column]) for column in self.added)

    def cell(self, line: int, column: int) -> ListCell:
        """What stands in a column of the shape, None where the list of before did not have it."""
        return _blank_as_none(self.rows[line][self.at[column]]) if column in self.at else None

    def carried(self, row: ListRow, line: int | None) -> ListRow:
        """A new row with the words of a line."""
        if line is None:
            return (*row, *[None] * len(self.added))
        words = {column: self.cell(line, column) for column in self.shape.fill}
        if self.shape.done is not None and _plain(words[self.shape.done]) in self.shape.over:
            words[self.shape.done] = None
        suggested = self.shape.suggested
        filled = [
            cell if column in suggested and words[column] is None else words.get(column, cell)
            for column, cell in enumerate(row)
        ]
        return (*filled, *self._added(line))

    def as_it_was(self, line: int) -> ListRow:
        """A line as it stands in the list of before."""
        return (*(self.cell(line, column) for column in range(len(self.shape.heads))), *self._added(line))

    def over(self, line: int) -> ListRow:
        """A line about what is no more."""
        cells = list(self.as_it_was(line)[: len(self.shape.heads)])
        if self.shape.done is not None and _plain(cells[self.shape.done]) in ("", *self.shape.over):
            cells[self.shape.done] = self.shape.over[0]
        return (*cells, *self._added(line))

    def has_words(self, line: int) -> bool:
        """Whether a person wrote something into a line."""
        columns = [column for column in self.shape.fill if column not in self.shape.suggested]
        words = [self.cell(line, column) for column in columns]
        return any(_plain(word) not in ("", *self.shape.over) for word in (*words, *self._added(line)))

    def agrees(self, row: ListRow, line: int) -> bool:
        """Whether nobody changed what the program wrote: not to be told where the text is another."""
        shape = self.shape
        if _plain(self.cell(line, shape.text)) != _plain(row[shape.text]):
            return True
        columns = [column for column in shape.fixed if column in self.at]
        return all(_plain(self.cell(line, column)) == _plain(row[column]) for column in columns)

    def _added(self, line: int) -> list[ListCell]:
        return [_blank_as_none(self.rows[line][column]) for column in self.added]


def _columns(heads: Sequence[ListCell], shape: ListShape) -> dict[int, int]:
    """Where each column of the shape stands."""
    at: dict[int, int] = {}
    for place, head in enumerate(heads):
        for names in shape.known:
            column = next((c for c, name in enumerate(names) if name == _plain(head) and c not in at), None)
            if column is not None:
                at[column] = place
                break
    return at


def _match(lines: _Lines, rows: Sequence[ListRow], shape: ListShape) -> dict[int, int]:
    """The line of each row, by its number: first those whose text is the same, then in their order."""
    matched: dict[int, int] = {}
    for columns in ((*shape.key, shape.text), shape.key):
        open_lines: dict[tuple[str, ...], list[int]] = defaultdict(list)
        taken_lines = set(matched.values())
        for line in range(len(lines.rows)):
            if line not in taken_lines:
                open_lines[tuple(_plain(lines.cell(line, column)) for column in columns)].append(line)
        for number, row in enumerate(rows):
            same = open_lines[tuple(_plain(row[column]) for column in columns)]
            if number not in matched and same:
                matched[number] = same.pop(0)
    return matched


def _blank_as_none(cell: ListCell) -> ListCell:
    return None if cell == "" else cell


def _plain(cell: ListCell) -> str:
    """A cell as it is compared: spreadsheets know no whole numbers and trim nothing."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return " ".join(str(cell).split())
