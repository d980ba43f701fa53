"""Results as a file for other programs and for analysts: the format by suffix."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from dxassess.errors import DxassessError
from dxassess.files.harmless import harmless
from dxassess.files.write import write_whole
from dxassess.render.tables_csv import archive
from dxassess.render.tables_parquet import check_parquet, parquet
from dxassess.render.tables_xlsx import workbook
from dxassess.report.data.results import Json, to_text
from dxassess.report.data.table import DataTable

HEAD = (
    "unit",
    "code",
    "name",
    "type",
    "province",
    "node",
    "score",
    "low",
    "high",
    "level",
    "blocked_by",
    "file",
)
WHOLE_SUFFIXES = (".json", ".csv")
TABLE_SUFFIXES = (".xlsx", ".zip", ".parquet")
Row = tuple[str | float | int | None, ...]


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


def write_results(path: Path, results: Json) -> None:
    """Write `results` (report.results) to `path`: .json as it is, .csv a row per unit and node.

    Empty cells mean "no score". Raises OutputError if it cannot be written.
    """
    if path.suffix.lower() == ".json":
        write_whole(path, to_text(results))
    else:
        write_whole(path, "\ufeff" + _csv(list(_rows(results))))


def write_tables(path: Path, tables: Sequence[DataTable]) -> None:
    """Write the tidy tables to `path`: .xlsx a sheet each, .zip a CSV file each, .parquet a folder with a
    Parquet file each. Raises OutputError if it cannot be written."""
    suffix = path.suffix.lower()
    if suffix == ".parquet":
        for name, content in [(table.name, parquet(table)) for table in tables]:
            write_whole(path / f"{name}.parquet", content)
    else:
        write_whole(path, workbook(tables) if suffix == ".xlsx" else archive(tables))


def _rows(results: Mapping[str, Any]) -> Iterator[Row]:
    for unit in ("facilities", "departments", "provinces"):
        for entry in results[unit]:
            nodes = {"overall": entry["overall"], **entry["conditions"]}
            province = entry.get("province", f"{entry.get('vintage')}:{entry['code']}")
            who = (unit, entry["code"], entry["name"], entry.get("type"), province)
            for code, node in nodes.items():
                blocked = "; ".join(_blocker(blocker) for blocker in node["blocked_by"])
                numbers = (node["score"], node["low"], node["high"], node["level"])
                yield (*who, code, *numbers, blocked, entry.get("file"))


def _blocker(blocker: Mapping[str, Any]) -> str:
    return ":".join(
        str(part) for part in (blocker["kind"], blocker["level"], blocker["code"]) if part is not None
    )


def _csv(rows: Sequence[Row]) -> str:
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, quoting=csv.QUOTE_ALL)
    writer.writerow(HEAD)
    writer.writerows(
        [[harmless(v) if isinstance(v, str) else "" if v is None else v for v in r] for r in rows]
    )
    return stream.getvalue()
