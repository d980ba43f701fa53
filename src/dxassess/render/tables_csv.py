"""Tidy tables as CSV files in one ZIP archive."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Sequence
from hashlib import sha256

from dxassess.files.harmless import harmless
from dxassess.files.outputs import NOTE, Noted, note_of
from dxassess.report.data.table import DataTable

_DAY = (1980, 1, 1, 0, 0, 0)  # the same tables give the same bytes


def archive(tables: Sequence[DataTable]) -> bytes:
    """A ZIP archive with `<table>.csv` for each: UTF-8 with a byte order mark, so that Excel reads
    Vietnamese; commas; decimal points; empty where there is no value. A note says that they are outputs,
    so that no folder of forms takes them for forms."""
    contents = {f"{table.name}.csv": _csv(table).encode("utf-8-sig") for table in tables}
    note = note_of(Noted({name: sha256(content).hexdigest() for name, content in contents.items()}))
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as packed:
        for name, content in (*contents.items(), (NOTE, note.encode())):
            entry = zipfile.ZipInfo(name, _DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            packed.writestr(entry, content)
    return stream.getvalue()


def _csv(table: DataTable) -> str:
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow([column.name for column in table.columns])
    writer.writerows([[harmless(v) if isinstance(v, str) else v for v in row] for row in table.rows])
    return stream.getvalue()
