"""Results as a file for other programs and for analysts: the format by suffix."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path, PurePath

from dxassess.errors import DxassessError
from dxassess.files.harmless import harmless
from dxassess.render.document import Document
from dxassess.render.tables_csv import archive
from dxassess.render.tables_parquet import check_parquet, partitioned
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
    if wants_store(path):
        check_parquet()


def wants_tables(path: Path) -> bool:
    """Whether the format of `path` holds the tidy tables (`write_tables`), not the results as one piece."""
    return path.suffix.lower() in TABLE_SUFFIXES


def wants_store(path: PurePath) -> bool:
    """Whether `path` names a folder in which the tables of many rounds stand side by side."""
    return path.suffix.lower() == ".parquet"


def wants_front(path: Path) -> bool:
    """Whether the format of `path` opens with a page for people."""
    return path.suffix.lower() == ".xlsx"


def wants_rows(path: Path) -> bool:
    """Whether the format of `path` holds one flat table of scores (`write_rows`)."""
    return path.suffix.lower() == ".csv"


def results_file(results: Json) -> str:
    """The text of `results` (report.results) as they are."""
    return to_text(results)


def rows_file(rows: Iterable[ScoreRow]) -> str:
    """The text of the scores (report.scores) as CSV for a spreadsheet. Empty cells mean "no score"."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, quoting=csv.QUOTE_ALL)
    writer.writerow(SCORE_HEAD)
    writer.writerows(
        [[harmless(v) if isinstance(v, str) else "" if v is None else v for v in r] for r in rows]
    )
    return "\ufeff" + stream.getvalue()


def table_files(
    name: str, tables: Sequence[DataTable], *, round_key: str, front: Document | None = None
) -> dict[str, bytes]:
    """The tidy tables of a round as files, by their names: an .xlsx with a sheet each behind the `front`, a
    .zip with a CSV file each, or .parquet files by round and province that belong into a folder of that
    name."""
    if wants_store(PurePath(name)):
        return dict(partitioned(tables, round_key))
    suffix = PurePath(name).suffix.lower()
    return {name: workbook(tables, front) if suffix == ".xlsx" else archive(tables)}
