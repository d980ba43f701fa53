"""The nouns of the tidy tables: columns that say what they hold, tables of plain values."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, get_args

from dxassess.frozen import Frozen

ColumnKind = Literal["text", "code", "date", "count", "level", "number", "score", "share"]
"""What a column holds. "score" and "share" lie in [0, 1] and are never rounded; "count" and "level" are
whole; "number" is in the unit of its item; "code" is a text with few values."""

Empty = Literal["never", "none", "not_stated", "no_place", "no_register"]
"""What an empty cell means. Never zero: "none" is "there is no such value"."""

DataValue = str | int | float | None


class Column(Frozen):
    """A column: its name is the same in every language, the codebook explains it."""

    name: str
    kind: ColumnKind
    empty: Empty


class DataTable(Frozen):
    """A table with one row per observation, in the order of provinces and codes. Values are None, or what
    the column's kind says: str for texts, codes and dates (ISO), int for counts and levels, else float."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[DataValue, ...], ...]

    def values(self, column: str) -> tuple[DataValue, ...]:
        """One column by its name."""
        place = [c.name for c in self.columns].index(column)
        return tuple(row[place] for row in self.rows)


def columns(written: str) -> tuple[Column, ...]:
    """Columns from "name:kind:empty name:kind …"; `empty` is "never" where it is not written."""
    read_columns = []
    for word in written.split():
        name, kind, *empty = word.split(":")
        assert kind in get_args(ColumnKind), kind
        read_columns.append(
            Column.model_validate({"name": name, "kind": kind, "empty": (empty or ["never"])[0]})
        )
    return tuple(read_columns)


def table(name: str, written: str, rows: Iterable[tuple[DataValue, ...]]) -> DataTable:
    """A table whose columns are written as `columns` reads them."""
    return DataTable.unchecked({"name": name, "columns": columns(written), "rows": tuple(rows)})
