"""What came of a batch as a file of its own, written where it was read: a machine sends back a line."""

from __future__ import annotations

import io
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from dxassess.errors import DxassessError
from dxassess.files.marks import digest_of
from dxassess.files.write import write_whole
from dxassess.frozen import Frozen
from dxassess.intake.batch import Batch, BatchRead, read_batch
from dxassess.intake.memory import Outcomes
from dxassess.intake.read_file import ReaderSettings
from dxassess.intake.workbook.opening import Refused, read_bytes, sha256
from dxassess.ledger.reading import decode, encode, lasts

_COLUMNS = ("file", "sha256", "reading")
"""Of a part in Parquet: the name of a workbook in the round, its hash, and what came of it, as the ledger of
a round keeps it."""

_MAGIC = b"PAR1"


class BatchPart(Frozen):
    """The readings of a batch: in the file at `path`, or where there is no store as they are."""

    path: Path | None = None
    readings: tuple[bytes, ...] = ()
    made: bool = True


def make_part(batch: Batch, settings: ReaderSettings, store: Path | None, context: str) -> BatchPart:
    """Read a batch into its part in the `store`, a folder; one that stands from the same bytes is not made
    again. `context` stands for all else that decides how they are read."""
    if store is None:
        return BatchPart(readings=_readings(read_batch(batch, settings)))
    path = store / f"{_name(batch, context)}.parquet"
    if _stands(path, batch):
        return BatchPart(path=path, made=False)
    return write_part(read_batch(batch, settings), path)


def write_part(read: BatchRead, path: Path) -> BatchPart:
    """Write what came of a batch as Parquet, whole or not at all."""
    from arro3.core import Array, DataType, Table
    from arro3.io import write_parquet

    files = [workbook.file for workbook in read.workbooks]
    hashes = [outcomes[0].sha256 for outcomes in read.outcomes]
    columns = (
        Array(files, type=DataType.utf8()),
        Array(hashes, type=DataType.utf8()),
        Array(list(_readings(read)), type=DataType.binary()),
    )
    stream = io.BytesIO()
    write_parquet(Table.from_pydict(dict(zip(_COLUMNS, columns, strict=True))), stream)
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, stream.getvalue())
    return BatchPart(path=path)


def read_part(part: BatchPart, batch: Batch) -> BatchRead:
    """What came of the batch. DxassessError where the part is damaged or was taken away."""
    readings = part.readings if part.path is None else _stored(part.path)
    outcomes = _decoded(readings, batch)
    if outcomes is None:
        raise DxassessError("cluster.part_lost", path=str(part.path))
    return BatchRead(workbooks=batch.workbooks, outcomes=outcomes)


def _readings(read: BatchRead) -> tuple[bytes, ...]:
    pairs = zip(read.workbooks, read.outcomes, strict=True)
    return tuple(encode(outcomes, workbook.file) for workbook, outcomes in pairs)


def _name(batch: Batch, context: str) -> str:
    """A hash of the names and contents of all workbooks of a batch."""
    marks = []
    for workbook in batch.workbooks:
        marks.append(workbook.file)
        for page in workbook.pages or (workbook,):
            with suppress(Refused):
                marks.append(sha256(read_bytes(page.path)))
    return digest_of(context, *marks)


def _stands(path: Path, batch: Batch) -> bool:
    """Whether a part is there and whole, and no reader died or was too slow when it was made."""
    outcomes = _decoded(_stored(path), batch)
    return outcomes is not None and all(map(lasts, outcomes))


def _stored(path: Path) -> tuple[bytes, ...]:
    from arro3.core import Table
    from arro3.io import read_parquet

    content = path.read_bytes() if path.is_file() else b""
    if not (content.startswith(_MAGIC) and content.endswith(_MAGIC)):  # else the library would panic
        return ()
    try:
        return tuple(Table.from_arrow(read_parquet(io.BytesIO(content))).column("reading").to_pylist())
    except Exception:  # noqa: BLE001 - the library names no class for what is damaged; it is as good as none
        return ()


def _decoded(readings: Sequence[bytes], batch: Batch) -> tuple[Outcomes, ...] | None:
    if len(readings) != len(batch.workbooks):
        return None
    pairs = zip(readings, batch.workbooks, strict=True)
    outcomes = tuple(decode(content, workbook.file) for content, workbook in pairs)
    return None if any(each is None for each in outcomes) else tuple(filter(None, outcomes))
