"""Batches read on a running cluster of dask.distributed.

Its machines see the round's folder under the same name and have this program. Each reads its batches in a
process apart, as one machine alone does: a workbook that hangs or stops its reader costs itself alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dxassess.cluster.part import make_part, read_part
from dxassess.errors import DxassessError
from dxassess.intake.batch import Batch, BatchRead, ReadBatches
from dxassess.intake.read_file import ReaderSettings, rejection
from dxassess.intake.workbook.opening import Refused
from dxassess.ledger.reading import FORMAT
from dxassess.ledger.shelf import key_of

if TYPE_CHECKING:
    from distributed import Client

_SECONDS_TO_CONNECT = 20
_DAEMONIC = "daemonic processes are not allowed to have children"


def on_dask(address: str, *, store: Path | None = None) -> ReadBatches:
    """Batches read by the cluster whose scheduler listens at `address`. Their parts are kept in the `store`,
    a folder that all machines see; a second start makes only those that are missing.

    A machine that goes is replaced by the others; a batch that takes several with it is cut into single
    workbooks, and one that does so alone is rejected with READER_CRASH. Reading raises DxassessError where
    nobody answers at the address, or its machines cannot do the work."""

    def spread(settings: ReaderSettings, batches: Sequence[Batch]) -> Iterator[BatchRead]:
        with connected(address) as client:
            yield from _Reading(client, settings, store).run(batches)

    return spread


class _Reading:
    """One reading of a round: the cluster, and the batches that are on their way."""

    def __init__(self, client: Client, settings: ReaderSettings, store: Path | None) -> None:
        self._client = client
        self._store = store
        questionnaires = (known.questionnaire.model_dump_json() for known in settings.instruments)
        self._context = key_of("part", FORMAT, str(settings.vintage), *questionnaires)
        # A result of the cluster's own: it goes to each machine once, and is made again where it was lost.
        self._settings = client.submit(given, settings, pure=False)
        self._batches: dict[Any, Batch] = {}

    def run(self, batches: Sequence[Batch]) -> Iterator[BatchRead]:
        from distributed import KilledWorker, as_completed

        arriving: Any = as_completed([self._sent(batch) for batch in batches], loop=self._client.loop)
        for future in arriving:
            batch = self._batches.pop(future)
            problem = future.exception() if future.status != "finished" else None
            if problem is None:
                yield read_part(future.result(), batch)
            elif not isinstance(problem, KilledWorker):
                raise told(problem)
            elif len(batch.workbooks) == 1:
                yield _lost(batch)
            else:
                arriving.update([self._sent(single) for single in _singles(batch)])

    def _sent(self, batch: Batch) -> Any:  # noqa: ANN401 - the library's futures carry no type of their result
        future = self._client.submit(make_part, batch, self._settings, self._store, self._context, pure=False)
        self._batches[future] = batch
        return future


def given(settings: ReaderSettings) -> ReaderSettings:
    """What a machine is given for all batches."""
    return settings


def _singles(batch: Batch) -> Iterator[Batch]:
    for workbook in batch.workbooks:
        yield batch.model_copy(update={"workbooks": (workbook,)})


def _lost(batch: Batch) -> BatchRead:
    outcomes = tuple((rejection(workbook, Refused("READER_CRASH")),) for workbook in batch.workbooks)
    return BatchRead(workbooks=batch.workbooks, outcomes=outcomes)


def told(problem: BaseException) -> BaseException:
    """What machines of a cluster raised, in our words where it is theirs."""
    if isinstance(problem, DxassessError):
        return problem
    if _DAEMONIC in str(problem):
        return DxassessError("cluster.daemonic")
    return DxassessError("cluster.failed", reason=f"{type(problem).__name__}: {problem}")


def connected(address: str) -> Client:
    """The cluster whose scheduler listens at `address`. DxassessError where nobody answers."""
    try:
        from distributed import Client
    except ImportError as problem:
        raise DxassessError("cluster.no_library", reason=str(problem)) from problem
    try:
        return Client(address, timeout=_SECONDS_TO_CONNECT, set_as_default=False)
    except (OSError, ValueError) as problem:
        raise DxassessError("cluster.no_answer", address=address, reason=str(problem)) from problem
