"""Workers that read files apart from the program: one that hangs or dies costs its file alone."""

from __future__ import annotations

import math
import multiprocessing
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path

from dxassess.findings.catalogue import FindingCode
from dxassess.intake.gathering.files import Workbook
from dxassess.intake.read_file import Taken, rejection
from dxassess.intake.submission import FileOutcome
from dxassess.intake.workbook.opening import Refused

Read = Callable[[Workbook], Taken]

# Of its own work, so that no verdict depends on what else the machine does. Sleeping is no work, and some
# systems set no such limit: there the clock on the wall decides, after as long as a busy machine may need.
DEADLINE = 10.0
PATIENCE = 120.0
_STARTUP = 60.0
_MOST_WORKERS = 4
_MOST_FALSE_STARTS = 3
_MEMORY = 1 << 30
_READY = b"ready"


def read_all(
    workbooks: Sequence[Workbook],
    read: Read,
    *,
    workers: int | None = None,
    deadline: float = DEADLINE,
    patience: float = PATIENCE,
    on_file: Callable[[FileOutcome], None] | None = None,
) -> tuple[FileOutcome, ...]:
    """The outcomes of every workbook, in the order given, then those of what archives among them hold;
    `on_file` hears of each as it is ready.

    `read` runs in `workers` processes (as many as there are processors, at most 4) and must be picklable.
    A file that takes more than `deadline` seconds of a processor, or `patience` seconds in all, is rejected
    with TIMEOUT, one that kills its worker with READER_CRASH.
    """
    size = min(workers or os.cpu_count() or 1, _MOST_WORKERS, len(workbooks))
    outcomes_of: dict[int, tuple[FileOutcome, ...]] = {}
    pool = _Pool(workbooks, partial(_in_time, read, deadline), size=size, patience=patience)
    try:
        for index, outcomes in pool.run():
            outcomes_of[index] = outcomes
            if on_file is not None:
                for outcome in outcomes:
                    on_file(outcome)
    finally:
        pool.stop()
    return tuple(outcome for index in sorted(outcomes_of) for outcome in outcomes_of[index])


class _Worker:
    """A process and the pipe to it. Before it is ready the clock of its start runs, then that of its job."""

    def __init__(self) -> None:
        context = multiprocessing.get_context("spawn")
        self.pipe, far_end = context.Pipe()
        self.process: BaseProcess = context.Process(target=_serve, args=(far_end,), daemon=True)
        self.process.start()
        far_end.close()
        self.ready = False
        self.job: int | None = None
        self.due = time.monotonic() + _STARTUP

    def rest(self) -> None:
        self.job, self.due = None, math.inf

    def kill(self) -> None:
        self.process.kill()
        self.process.join()
        self.pipe.close()

    @property
    def ran_out_of_time(self) -> bool:
        """Whether the system stopped it for the work that it did."""
        return sys.platform != "win32" and self.process.exitcode == -signal.SIGXCPU


class _Pool:
    """Jobs by number. Reading an archive adds jobs, so a worker that has none waits while another reads."""

    def __init__(self, workbooks: Sequence[Workbook], read: Read, *, size: int, patience: float) -> None:
        self._jobs = list(workbooks)
        self._next = 0
        self._read = read
        self._patience = patience
        self._false_starts = 0
        self._workers = [_Worker() for _ in range(size)]

    def run(self) -> Iterator[tuple[int, tuple[FileOutcome, ...]]]:
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

    def stop(self) -> None:
        for worker in self._workers:
            worker.kill()
        self._workers.clear()

    def _hear(self, worker: _Worker) -> Iterator[tuple[int, tuple[FileOutcome, ...]]]:
        try:
            message = worker.pipe.recv_bytes() if worker.pipe.poll() else None
        except (EOFError, OSError):
            message = None
        if message is None:
            yield from self._lose(worker, "READER_CRASH")
            return
        if message == _READY:
            worker.ready = True
            with suppress(OSError):
                worker.pipe.send(self._read)
        elif worker.job is not None:
            result = Taken.model_validate_json(message)
            self._jobs += result.more
            yield worker.job, result.outcomes
        worker.rest()
        for idle in [w for w in self._workers if w.ready and w.job is None]:
            self._feed(idle)

    def _feed(self, worker: _Worker) -> None:
        if self._next >= len(self._jobs):
            return
        worker.job, worker.due = self._next, time.monotonic() + self._patience
        self._next += 1
        with suppress(OSError):  # a worker that died meanwhile is heard of at the next wait
            worker.pipe.send(self._jobs[worker.job])

    def _lose(self, worker: _Worker, code: FindingCode) -> Iterator[tuple[int, tuple[FileOutcome, ...]]]:
        self._workers.remove(worker)
        worker.kill()
        if not worker.ready:
            self._false_starts += 1
            if self._false_starts >= _MOST_FALSE_STARTS:
                raise RuntimeError("readers do not start")
        self._workers.append(_Worker())
        if worker.job is not None:
            lost_code: FindingCode = "TIMEOUT" if worker.ran_out_of_time else code
            yield worker.job, (rejection(self._jobs[worker.job], Refused(lost_code)),)


def _serve(pipe: Connection) -> None:
    """A worker's life: limits first, then how to read, then one answer for every workbook until the pipe
    closes. How to read comes by the pipe: given with the start it could block the starter for ever, if the
    worker dies before it listens."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _silence()
    _limit_memory()
    pipe.send_bytes(_READY)
    read: Read = pipe.recv()
    while True:
        try:
            workbook: Workbook = pipe.recv()
        except EOFError:
            return
        pipe.send_bytes(read(workbook).model_dump_json().encode())


def _in_time(read: Read, deadline: float, workbook: Workbook) -> Taken:
    """What `read` makes of a file within so many seconds of a processor; after them the system ends the
    worker, whatever it is doing."""
    _limit_work(deadline)
    return read(workbook)


def _limit_work(seconds: float) -> None:
    """From now on; limits count in whole seconds from the start of the process."""
    if sys.platform == "win32":
        return
    import resource

    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    soft = math.ceil(time.process_time() + seconds)
    resource.setrlimit(resource.RLIMIT_CPU, (soft if hard < 0 else min(soft, hard), hard))


def _silence() -> None:
    """A panicking reader writes to the terminal past Python; the finding says it better."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    os.close(nowhere)


def _limit_memory() -> None:
    """1 GiB above what the worker has now, and no core file; where the system has no such limits, none."""
    if sys.platform == "win32":
        return
    import resource

    statm = Path("/proc/self/statm")
    if statm.exists():
        now = int(statm.read_text().split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (now + _MEMORY, now + _MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
