"""Tidy tables cut by round and province, so that many of both can be kept side by side, and the schema by
which other programs read them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from dxassess.report.data.changes import no_changes
from dxassess.report.data.table import Column, DataTable, DataValue
from dxassess.round.round import Round

SCHEMA = 1
"""Version of the layout: folders, names of columns, their kinds. Columns may be added without a new one."""

PROVINCE = "province"
UNDATED = "undated"


def round_key(round_: Round) -> str:
    """What a round is told apart by: its id, else its day, else "undated"."""
    return round_.settings.id or round_.day or UNDATED


def is_cut(table: DataTable) -> bool:
    """Whether a table is cut by province: it then has a column that names it."""
    return PROVINCE in (column.name for column in table.columns)


def by_province(table: DataTable) -> Iterator[tuple[str | None, DataTable]]:
    """The rows of every province without the column that names it, in the order of their codes, those of no
    known province last, under None. A table without rows is one part, so that its columns are known."""
    place = [column.name for column in table.columns].index(PROVINCE)
    parts: dict[str | None, list[tuple[DataValue, ...]]] = {}
    for row in table.rows:
        key = row[place]
        parts.setdefault(None if key is None else str(key), []).append(row[:place] + row[place + 1 :])
    columns = table.columns[:place] + table.columns[place + 1 :]
    for key in sorted(parts or {None: []}, key=lambda key: (key is None, key or "")):
        yield key, DataTable(name=table.name, columns=columns, rows=tuple(parts.get(key, ())))


def schema_text(tables: Sequence[DataTable]) -> str:
    """The published schema (docs/tables.json): of every table what it is cut by, and its columns. It tells
    of all tables that a round may have."""
    names = {table.name for table in tables}
    all_tables = (*tables, *(table for table in no_changes() if table.name not in names))
    schema = {
        "schema": SCHEMA,
        "tables": {
            table.name: {
                "partitions": ["round", PROVINCE] if is_cut(table) else ["round"],
                "columns": [_told(column) for column in table.columns],
            }
            for table in sorted(all_tables, key=lambda table: table.name)
        },
    }
    return json.dumps(schema, indent=1) + "\n"


def _told(column: Column) -> dict[str, object]:
    return {"name": column.name, "kind": column.kind, "empty": column.empty}
