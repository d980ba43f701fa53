"""Results as a table for other programs and for analysts: JSON, CSV or XLSX by suffix."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from dxassess.errors import DxassessError
from dxassess.report.results import Json, to_text
from dxassess.write import write_whole

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
SUFFIXES = (".json", ".csv", ".xlsx")
_FORMULA_STARTS = ("=", "+", "-", "@", "|", "%", "\uff1d", "\uff0b", "\uff0d", "\uff20", "\t", "\r", "\n")
Row = tuple[str | float | int | None, ...]


def check_suffix(path: Path) -> None:
    """Raise DxassessError unless the suffix of `path` names a format, before any work is done."""
    if path.suffix.lower() not in SUFFIXES:
        raise DxassessError("output.suffix", suffix=path.suffix or path.name)


def write_results(path: Path, results: Json) -> None:
    """Write `results` (report.results) to `path`: .json as it is, .csv and .xlsx a row per unit and node.

    Empty cells mean "no score". Raises DxassessError for another suffix, OutputError if it cannot be
    written.
    """
    check_suffix(path)
    suffix = path.suffix.lower()
    if suffix == ".json":
        write_whole(path, to_text(results))
    elif suffix == ".csv":
        write_whole(path, "\ufeff" + _csv(list(_rows(results))))
    else:
        write_whole(path, _xlsx(list(_rows(results))))


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
    writer.writerows([["" if v is None else _harmless(v) for v in row] for row in rows])
    return stream.getvalue()


def _harmless(value: str | float) -> str | float:
    """Text that a spreadsheet would run as a formula gets an apostrophe before it; numbers never."""
    if isinstance(value, str) and value.lstrip(" ").startswith(_FORMULA_STARTS):
        return "'" + value
    return value


def _xlsx(rows: Sequence[Row]) -> bytes:
    from datetime import datetime

    import xlsxwriter

    stream = io.BytesIO()
    book = xlsxwriter.Workbook(
        stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    # A fixed day: the same results give the same bytes.
    book.set_properties({"created": datetime(2026, 1, 1)})  # noqa: DTZ001 - the file format has no time zones
    sheet = book.add_worksheet("results")
    sheet.freeze_panes(1, 0)
    sheet.write_row(0, 0, HEAD, book.add_format({"bold": True}))
    for number, row in enumerate(rows, start=1):
        for column, value in enumerate(row):
            if isinstance(value, str):
                sheet.write_string(number, column, value)
            elif value is not None:
                sheet.write_number(number, column, value)
    sheet.autofilter(0, 0, len(rows), len(HEAD) - 1)
    sheet.set_column(2, 2, 40)
    book.close()
    return stream.getvalue()
