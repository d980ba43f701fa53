"""Tidy tables as Parquet files, by the optional libraries arro3-core and arro3-io: a folder for every table,
in it one for every round, in that one for every province, as DuckDB, Polars and Spark read them."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from dxassess.errors import DxassessError
from dxassess.report.data.partitions import by_province, is_cut, schema_text
from dxassess.report.data.table import ColumnKind, DataTable, DataValue

if TYPE_CHECKING:
    from arro3.core import Array

SCHEMA_FILE = "schema.json"
_NOWHERE = "__HIVE_DEFAULT_PARTITION__"
"""What the readers of such folders take for no value."""

_EPOCH = date(1970, 1, 1)


def check_parquet() -> None:
    """Raise DxassessError, which says what to install, where the libraries are missing."""
    try:
        import arro3.core
        import arro3.io  # noqa: F401 - whether it is there is the question
    except ImportError as problem:
        raise DxassessError("output.no_parquet", reason=str(problem)) from problem


def partitioned(tables: Iterable[DataTable], round_key: str) -> Iterator[tuple[str, bytes]]:
    """The `tables` of a round as files by their names, and the schema by which they are read. Beside those of
    other rounds and provinces they are read as one."""
    schemas = []
    for table in tables:
        schemas.append(table.model_copy(update={"rows": ()}))
        place = f"{table.name}/round={round_key}"
        if is_cut(table):
            for province, part in by_province(table):
                yield f"{place}/province={quote(province or _NOWHERE)}/{table.name}.parquet", parquet(part)
        else:
            yield f"{place}/{table.name}.parquet", parquet(table)
    yield SCHEMA_FILE, schema_text(schemas).encode()


def parquet(table: DataTable) -> bytes:
    """`table` as a Parquet file: texts as they are (nothing here runs as a formula), dates as dates, null
    where there is no value."""
    from arro3.core import Table
    from arro3.io import write_parquet

    columns: dict[str, Any] = {c.name: _array(c.kind, table.values(c.name)) for c in table.columns}
    stream = io.BytesIO()
    write_parquet(Table.from_pydict(columns), stream)
    return stream.getvalue()


def _array(kind: ColumnKind, values: Sequence[DataValue]) -> Array:
    from arro3.core import Array, DataType

    if kind == "date":
        days = [(date.fromisoformat(v) - _EPOCH).days if isinstance(v, str) else None for v in values]
        return Array(days, type=DataType.int32()).cast(DataType.date32())
    if kind in {"count", "level"}:
        return Array(values, type=DataType.int64())
    return Array(values, type=DataType.utf8() if kind in {"text", "code"} else DataType.float64())
