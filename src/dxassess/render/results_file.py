"""Results as a file for other programs and for analysts: the format by suffix."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

from dxassess.errors import DxassessError
from dxassess.files.harmless import harmless
from dxassess.files.write import write_whole
from dxassess.render.tables_csv import archive
from dxassess.render.tables_parquet import check_parquet, parquet
from dxassess.render.tables_xlsx import workbook
from dxassess.report.data.results import Json, to_text
from dxassess.report.data.scores import SCORE_HEAD, ScoreRow
from dxassess.report.data.table import DataTable

WHOLE_SUFFIXES = (".json", ".csv")
TABLE_SUFFIXES = (".xlsx", ".zip", ".parquet")


def check_suffix(path: Path) -> None:
    """Raise DxassessError unless the suffix of `path` names a format that this installation can write,
    before any work is done."""
    if path.suffix.lower() not in WHOLE_SUFFIXES + TABLE_SUFFIXES:
        raise DxassessError("results.suffix", suffix=path.suffix or path.name)
    if path.suffix.lower() == ".parquet":
        check_parquet()


def wants_tables(path: Path) -> bool:
    """Whether the format of `path` holds the tidy tables (`write_tables`), not the results as one piece."""
    return path.suffix.lower() in TABLE_SUFFIXES


def wants_rows(path: Path) -> bool:
    """Whether the format of `path` holds one flat table of scores (`write_rows`)."""
    return path.suffix.lower() == ".csv"


def write_results(path: Path, results: Json) -> None:
    """Write `results` (report.results) to `path` as they are. OutputError if it cannot be written."""
    write_whole(path, to_text(results))


def write_rows(path: Path, rows: Iterable[ScoreRow]) -> None:
    """Write the scores (report.scores) to `path` as CSV for a spreadsheet. Empty cells mean "no score".
    OutputError if it cannot be written."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, quoting=csv.QUOTE_ALL)
    writer.writerow(SCORE_HEAD)
    writer.writerows(
        [[harmless(v) if isinstance(v, str) else "" if v is None else v for v in r] for r in rows]
    )
    write_whole(path, "\ufeff" + stream.getvalue())


def write_tables(path: Path, tables: Sequence[DataTable]) -> None:
    """Write the tidy tables to `path`: .xlsx a sheet each, .zip a CSV file each, .parquet a folder with a
    Parquet file each. Raises OutputError if it cannot be written."""
    suffix = path.suffix.lower()
    if suffix == ".parquet":
        for name, content in [(table.name, parquet(table)) for table in tables]:
            write_whole(path / f"{name}.parquet", content)
    else:
        write_whole(path, workbook(tables) if suffix == ".xlsx" else archive(tables))
