"""Workers that read files apart from the program: one that hangs or dies costs its file alone."""

from __future__ import annotations

import os
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from multiprocessing.connection import wait
from pathlib import Path

from dxassess.findings.catalogue import FindingCode
from dxassess.intake.gathering.files import Workbook
from dxassess.intake.memory import Outcomes
from dxassess.intake.read_file import Taken, rejection
from dxassess.intake.submission import FileOutcome
from dxassess.intake.workbook.opening import Refused
from dxassess.intake.workers import (
    DEADLINE,
    MOST_FALSE_STARTS,
    PATIENCE,
    Worker,
    in_time,
    may_fork,
    no_workers,
)

Read = Callable[[Workbook], Taken]
OnWhole = Callable[[Workbook, Outcomes], None]

_MOST_WORKERS = 4
_MEGABYTE, _MOST_WEIGHT = 1_000_000, 4
_FEW = 8
_MOST_LOST = 3
"""How many members of an archive may stop their readers; then nobody reads the rest of it."""


def read_all(
    workbooks: Sequence[Workbook],
    read: Read,
    *,
    workers: int | None = None,
    deadline: float = DEADLINE,
    patience: float = PATIENCE,
    on_file: Callable[[FileOutcome], None] | None = None,
    on_whole: OnWhole | None = None,
) -> tuple[FileOutcome, ...]:
    """The outcomes of every workbook, in the order given, then those of what archives among them hold;
    `on_file` hears of each as it is ready, `on_whole` of each workbook of `workbooks` with all its outcomes,
    those of what it holds behind its own, as soon as nothing of it is left to read.

    `read` runs in `workers` processes (as many as there are processors, at most 4) and must be picklable.
    A file that takes more than `deadline` seconds of a processor, or `patience` seconds in all, is rejected
    with TIMEOUT, one that kills its worker with READER_CRASH. What is left of an archive of which three
    members stopped their readers is rejected unread.
    """
    size = min(workers or os.cpu_count() or 1, _MOST_WORKERS, len(workbooks))
    outcomes_of: dict[int, Outcomes] = {}
    wholes = _Wholes(workbooks, on_whole)
    pool = _Pool(workbooks, in_time(partial(_as_bytes, read), deadline), size=size, patience=patience)
    try:
        for index, outcomes in pool.run():
            outcomes_of[index] = outcomes
            wholes.take(pool.path_of(index), outcomes, left=pool.left_of(index))
            if on_file is not None:
                for outcome in outcomes:
                    on_file(outcome)
    finally:
        pool.stop()
    return tuple(outcome for index in sorted(outcomes_of) for outcome in outcomes_of[index])


class _Wholes:
    """Outcomes put together by the file on disk that they came from."""

    def __init__(self, workbooks: Sequence[Workbook], on_whole: OnWhole | None) -> None:
        self._workbooks = {workbook.path: workbook for workbook in workbooks}
        self._outcomes: defaultdict[Path, Outcomes] = defaultdict(tuple)
        self._on_whole = on_whole

    def take(self, path: Path, outcomes: Outcomes, *, left: int) -> None:
        """Note outcomes of the file at `path`, of which so many jobs are `left`."""
        if self._on_whole is None:
            return
        self._outcomes[path] += outcomes
        if not left:
            self._on_whole(self._workbooks[path], self._outcomes.pop(path))


class _Pool:
    """Jobs by number. Reading an archive adds jobs, so a worker that has none waits while another reads."""

    def __init__(
        self, workbooks: Sequence[Workbook], do: Callable[[Workbook], bytes], *, size: int, patience: float
    ) -> None:
        self._jobs = list(workbooks)
        self._next = 0
        self._do = do
        self._patience = patience
        self._false_starts = 0
        self._lost: Counter[Path] = Counter()
        self._left = Counter(job.path for job in self._jobs)
        # A round takes longer to read than workers to start, and they are renewed while threads may run.
        forked = len(self._jobs) <= _FEW and may_fork()
        self._workers = [Worker(forked=self._do if forked else None) for _ in range(size)]

    def run(self) -> Iterator[tuple[int, Outcomes]]:
        while self._next < len(self._jobs) or any(worker.job is not None for worker in self._workers):
            soonest = min(worker.due for worker in self._workers)
            # A worker whose program cannot be imported dies without its pipe telling, so ask the process too.
            signs = [sign for worker in self._workers for sign in (worker.pipe, worker.process.sentinel)]
            signalled = set(wait(signs, timeout=max(0.0, soonest - time.monotonic())))
            speaking = [w for w in self._workers if w.pipe in signalled or w.process.sentinel in signalled]
            for worker in speaking:
                yield from self._hear(worker)
            now = time.monotonic()
            for worker in [w for w in self._workers if w.due <= now and w not in speaking]:
                yield from self._lose(worker, "TIMEOUT")

    def path_of(self, index: int) -> Path:
        """Where the job of this number is read from."""
        return self._jobs[index].path

    def left_of(self, index: int) -> int:
        """How many jobs of the same file have no outcomes yet."""
        return self._left[self._jobs[index].path]

    def stop(self) -> None:
        for worker in self._workers:
            worker.kill()
        self._workers.clear()

    def _hear(self, worker: Worker) -> Iterator[tuple[int, Outcomes]]:
        message = worker.hear()
        if message is None:
            yield from self._lose(worker, "READER_CRASH")
            return
        if not worker.welcome(message, self._do) and worker.job is not None:
            result = Taken.model_validate_json(message)
            self._jobs += result.more
            self._left.update(job.path for job in result.more)
            yield from self._done(worker.job, result.outcomes)
        worker.rest()
        yield from self._feed()

    def _feed(self) -> Iterator[tuple[int, Outcomes]]:
        """Give every idle worker a job; jobs that nobody shall do end here."""
        idle = [worker for worker in self._workers if worker.ready and worker.job is None]
        while idle and self._next < len(self._jobs):
            number, job = self._next, self._jobs[self._next]
            self._next += 1
            if job.inside and self._lost[job.path] >= _MOST_LOST:
                yield from self._done(number, (rejection(job, Refused("TIMEOUT")),))
                continue
            worker = idle.pop()
            worker.job, worker.due = number, time.monotonic() + self._patience * _weight(job.path)
            with suppress(OSError):  # a worker that died meanwhile is heard of at the next wait
                worker.pipe.send(job)

    def _lose(self, worker: Worker, code: FindingCode) -> Iterator[tuple[int, Outcomes]]:
        self._workers.remove(worker)
        worker.kill()
        if not worker.ready:
            self._false_starts += 1
            if self._false_starts >= MOST_FALSE_STARTS:
                raise no_workers()
        self._workers.append(Worker())
        if worker.job is not None:
            job = self._jobs[worker.job]
            self._lost[job.path] += 1
            yield from self._done(worker.job, (rejection(job, Refused(worker.told(code))),))

    def _done(self, number: int, outcomes: Outcomes) -> Iterator[tuple[int, Outcomes]]:
        self._left[self._jobs[number].path] -= 1
        yield number, outcomes


def _weight(path: Path) -> float:
    """How many times the patience of a form a file may need: one more for every megabyte, at most five."""
    try:
        return 1 + min(_MOST_WEIGHT, path.stat().st_size / _MEGABYTE)
    except OSError:
        return 1


def _as_bytes(read: Read, workbook: Workbook) -> bytes:
    return read(workbook).model_dump_json().encode()
