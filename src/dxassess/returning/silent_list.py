"""Who has sent nothing yet, as a table for people and as data for other programs."""

from __future__ import annotations

from collections.abc import Sequence

from dxassess.files.table_file import ListColumn, ListFile, table_bytes
from dxassess.places.provinces import province_of
from dxassess.places.register import Entry
from dxassess.report.data.results import to_text
from dxassess.wording.wording import wording

_WIDTHS = {"code": 10, "name": 44, "province": 20}


def silent_content(entries: Sequence[Entry], suffix: str, *, language: str) -> bytes:
    """The list in the format of a suffix: .json, .csv or .xlsx."""
    if suffix.lower() == ".json":
        rows = [
            {"code": entry.code, "name": entry.name, "type": entry.type, "province": entry.province}
            for entry in entries
        ]
        return to_text({"silent": rows}).encode()
    say = wording("returning", language)
    table = ListFile(
        title=say.text("silent.title"),
        columns=tuple(
            ListColumn(head=say.text(f"mail.{key}"), width=width) for key, width in _WIDTHS.items()
        ),
        rows=tuple((entry.code, entry.name, _province(entry)) for entry in entries),
    )
    return table_bytes(table, suffix)


def _province(entry: Entry) -> str:
    province = province_of(entry.province)
    return province.name if province else entry.province
