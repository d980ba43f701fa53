"""Workbooks in batches, and where batches are read: the seam behind which there may be other machines."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from dxassess.frozen import Frozen
from dxassess.intake.gathering.files import Workbook
from dxassess.intake.memory import Outcomes
from dxassess.intake.pool import read_all
from dxassess.intake.read_file import ReaderSettings, take_file

SIZE = 128
"""Workbooks a batch: each costs the start of a reader, a third of a second, where a form takes ten
milliseconds."""


class Batch(Frozen):
    """Workbooks that are read one after the other, by the `number` of the batch in its round."""

    number: int
    workbooks: tuple[Workbook, ...]


class BatchRead(Frozen):
    """What came of a batch: of each workbook its own outcome, then those of what it holds."""

    workbooks: tuple[Workbook, ...]
    outcomes: tuple[Outcomes, ...]


ReadBatches = Callable[[ReaderSettings, Sequence[Batch]], Iterator[BatchRead]]
"""Reads every batch once, in any order; a bad workbook costs itself alone, as it does here."""


def cut(workbooks: Sequence[Workbook], size: int = SIZE) -> tuple[Batch, ...]:
    """The workbooks in batches. The same workbooks give the same batches, whatever was read before."""
    starts = range(0, len(workbooks), size)
    return tuple(
        Batch(number=number, workbooks=tuple(workbooks[start : start + size]))
        for number, start in enumerate(starts)
    )


def read_batch(batch: Batch, settings: ReaderSettings) -> BatchRead:
    """Read a batch in one process apart from this one: a workbook that hangs or stops its reader costs itself
    alone, on any machine."""
    outcomes: dict[str, Outcomes] = {}

    def keep(workbook: Workbook, whole: Outcomes) -> None:
        outcomes[workbook.file] = whole

    read_all(batch.workbooks, partial(take_file, settings=settings), workers=1, on_whole=keep)
    return BatchRead(
        workbooks=batch.workbooks, outcomes=tuple(outcomes[workbook.file] for workbook in batch.workbooks)
    )
