"""A questionnaire as the rows of its sheets."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from dxassess.authoring.cells import NOTHING, Raw, to_cell
from dxassess.authoring.columns import ABOUT, BookColumn, BookTable, field_of, tables
from dxassess.frozen import Frozen
from dxassess.questionnaire.model import Questionnaire


class BookRow(NamedTuple):
    """A row: the code of what it belongs to ("" at the top), then a cell for each column."""

    owner: str
    cells: tuple[Raw, ...]


def rows(questionnaire: Questionnaire) -> dict[str, tuple[BookRow, ...]]:
    """The rows of every sheet by its name, in the order of the questionnaire."""
    by_sheet: dict[str, list[tuple[str, Frozen]]] = {ABOUT: [("", questionnaire)]}
    for table in tables()[1:]:
        by_sheet[table.sheet] = [
            pair for owner in table.owners for pair in _held(by_sheet[owner], table.field)
        ]
    return {
        table.sheet: tuple(BookRow(owner, _cells(value, table)) for owner, value in by_sheet[table.sheet])
        for table in tables()
    }


def _held(owners: list[tuple[str, Frozen]], field: str) -> Iterator[tuple[str, Frozen]]:
    for _, owner in owners:
        code = "" if isinstance(owner, Questionnaire) else str(getattr(owner, "code", ""))
        yield from ((code, part) for part in getattr(owner, field, ()))


def _cells(value: Frozen, table: BookTable) -> tuple[Raw, ...]:
    return tuple(_cell(value, column) for column in table.columns)


def _cell(value: Frozen, column: BookColumn) -> Raw:
    """Blank for a default, as in the shipped files; a mark where nothing at all is not the default."""
    *above, last = column.path
    holder = value
    for name in above:
        inner: Frozen | None = getattr(holder, name, None)
        if inner is None:
            return None
        holder = inner
    last = field_of(type(holder), last)
    if last not in type(holder).model_fields:
        return None
    field_value = getattr(holder, last)
    if field_value in (None, ()):
        return None if column.blank_is_none else NOTHING
    info = type(holder).model_fields[last]
    if not info.is_required() and field_value == info.default:
        return None
    return to_cell(field_value, column.kind)
