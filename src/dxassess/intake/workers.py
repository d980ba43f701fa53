"""Processes of their own for what strangers sent: one that hangs or dies takes nothing else with it.

A worker counts its own work, holds a bounded part of the memory, writes no file where it need not, and ends
with the program, however that ends."""

from __future__ import annotations

import gc
import math
import multiprocessing
import os
import signal
import sys
import threading
import time
import warnings
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import ModuleType, TracebackType
from typing import Any, NamedTuple, Self, TypeVar

from dxassess.errors import DxassessError, UnlimitedReaders
from dxassess.findings.catalogue import FindingCode
from dxassess.intake.windows_limits import SPENT, own_job
from dxassess.intake.workbook.opening import Refused

# Of its own work, so that no verdict depends on what else the machine does. Sleeping is no work, and some
# systems set no such limit: there the clock on the wall decides, after as long as a busy machine may need.
DEADLINE = 10.0
PATIENCE = 120.0
MOST_FALSE_STARTS = 3
_STARTUP = 60.0
_GLANCE = 0.5
_MEMORY, _MOST_MEMORY = 1 << 30, 3 << 30
_AT_START = 512 << 20
_SECONDS_A_RESPONDENT, _BYTES_A_RESPONDENT = 0.05, 400_000
_LARGEST_WRITTEN = 256 << 20
_COLLECT = (50_000, 20, 50)
_READY, _UNLIMITED = b"ready", b"ready without limits"

Job = TypeVar("Job")


class _Copied(NamedTuple):
    """What a copy of the program is told: the number of the program, and what to do with every job."""

    program: int
    do: Callable[[Any], bytes]


class Worker:
    """A process and the pipe to it. Before it is ready the clock of its start runs, then that of its job.
    One that `writes` may make temporary files, others none. One that is `forked` to do something has all that
    the program has loaded, that thing among it, and is ready in a moment; else it loads everything itself, a
    third of a second."""

    def __init__(self, *, writes: bool = False, forked: Callable[[Any], bytes] | None = None) -> None:
        # A fork is asked for on Linux alone; the type checker knows no common parent that makes processes.
        context: Any = multiprocessing.get_context("fork" if forked else "spawn")
        self.pipe, far_end = context.Pipe()
        self._knows = forked is not None
        arguments = (far_end, writes, _Copied(os.getpid(), forked) if forked else None)
        self.process: BaseProcess = context.Process(target=_serve, args=arguments, daemon=True)
        self.process.start()
        far_end.close()
        self.ready = False
        self.job: int | None = None
        self.due = time.monotonic() + _STARTUP

    def welcome(self, message: bytes, do: Callable[[Job], bytes]) -> bool:
        """Whether `message` says that the worker has started; it is then told what to `do` with every job,
        unless it was forked for it."""
        if message not in (_READY, _UNLIMITED):
            return False
        if message == _UNLIMITED:
            warnings.warn(UnlimitedReaders(), stacklevel=2)
        self.ready = True
        if not self._knows:
            with suppress(OSError):
                self.pipe.send(do)
        return True

    def hear(self) -> bytes | None:
        """What the worker has to say; None if it is gone."""
        try:
            return self.pipe.recv_bytes() if self.pipe.poll() else None
        except (EOFError, OSError):
            return None

    def rest(self) -> None:
        self.job, self.due = None, math.inf

    def kill(self) -> None:
        self.process.kill()
        self.process.join()
        self.pipe.close()

    def told(self, code: FindingCode) -> FindingCode:
        """Why a killed worker was lost: `code`, unless the system stopped it for the work that it did."""
        if sys.platform == "win32":
            out_of_time = SPENT
        else:
            out_of_time = -signal.SIGXCPU
        return "TIMEOUT" if self.process.exitcode == out_of_time else code


class Apart:
    """One worker at a time for jobs one after the other: the context that it lives in.

    `do` makes bytes of a job, and must be picklable, as jobs are.
    """

    def __init__(
        self,
        do: Callable[[Job], bytes],
        *,
        deadline: float = DEADLINE,
        patience: float = PATIENCE,
        writes: bool = False,
    ) -> None:
        self._do = in_time(do, deadline)
        self._patience = patience
        self._writes = writes
        self._worker: Worker | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._worker is not None:
            self._worker.kill()
            self._worker = None

    def ask(self, job: object) -> bytes:
        """What `do` makes of a job. Raises Refused with TIMEOUT after more than `deadline` seconds of a
        processor or `patience` in all, with READER_CRASH where the worker died."""
        worker = self._worker = self._worker or self._started()
        with suppress(OSError):  # one that died meanwhile is heard of at the next wait
            worker.pipe.send(job)
        in_good_time = wait([worker.pipe, worker.process.sentinel], timeout=self._patience)
        message = worker.hear() if in_good_time else None
        if message is None:
            worker.kill()
            self._worker = None
            raise Refused(worker.told("READER_CRASH" if in_good_time else "TIMEOUT"))
        return message

    def _started(self) -> Worker:
        for _ in range(MOST_FALSE_STARTS):
            worker = Worker(writes=self._writes, forked=self._do if may_fork() else None)
            wait([worker.pipe, worker.process.sentinel], timeout=_STARTUP)
            if worker.welcome(worker.hear() or b"", self._do):
                return worker
            worker.kill()
        raise no_workers()


def may_fork() -> bool:
    """Whether a worker may be a copy of the program: on Linux, while no other thread runs that may hold a
    lock for ever in the copy."""
    return sys.platform == "linux" and sum(1 for _ in Path("/proc/self/task").iterdir()) == 1


def no_workers() -> DxassessError:
    """The error that says that no process can be started to read files."""
    return DxassessError("readers.none")


def in_time(do: Callable[[Job], bytes], seconds: float) -> Callable[[Job], bytes]:
    """`do` within so many seconds of a processor: after them the system ends the worker, whatever it does."""
    return partial(_in_time, do, seconds)


def _in_time(do: Callable[[Job], bytes], seconds: float, job: Job) -> bytes:
    allow_work(seconds)
    return do(job)


def allow_work(seconds: float) -> None:
    """So many seconds of a processor from now on; limits count in whole seconds from the start of a process.
    Where the system has no such limit, the patience of the program decides."""
    job = own_job()
    if job is not None:
        job.allow_work(time.process_time() + seconds)
        return
    resource = _resource()
    if resource is not None:
        soft = math.ceil(time.process_time() + seconds)
        with suppress(ValueError, OSError):
            _, hard = resource.getrlimit(resource.RLIMIT_CPU)
            resource.setrlimit(resource.RLIMIT_CPU, (soft if hard < 0 else min(soft, hard), hard))


def allow_respondents(count: int) -> None:
    """Time and memory, from now on, for the answers of so many respondents in one table."""
    allow_work(DEADLINE + count * _SECONDS_A_RESPONDENT)
    job, resource = own_job(), _resource()
    if job is not None:
        job.allow_memory(min(count * _BYTES_A_RESPONDENT, _MOST_MEMORY - _MEMORY))
    if resource is not None:
        with suppress(ValueError, OSError):
            soft, hard = resource.getrlimit(resource.RLIMIT_AS)
            if soft >= 0:
                resource.setrlimit(resource.RLIMIT_AS, (min(soft + count * _BYTES_A_RESPONDENT, hard), hard))


def _serve(pipe: Connection, writes: bool, copied: _Copied | None) -> None:  # noqa: FBT001 - a process takes its arguments in order
    """A worker's life: limits first, then what to do, then one answer for every job until the pipe closes.
    What to do comes by the pipe: given with the start it could block the starter for ever, if the worker dies
    before it listens."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    program = None if copied is None else copied.program
    threading.Thread(target=_end_with_parent, args=(program,), daemon=True).start()
    _silence()
    pipe.send_bytes(_READY if _limit(writes=writes) else _UNLIMITED)
    try:
        do: Callable[[object], bytes] = pipe.recv() if copied is None else copied.do
        settle()
        while True:
            pipe.send_bytes(do(pipe.recv()))
    except (EOFError, OSError):
        return


def settle() -> None:
    """Let the collector of circles look less often, and not at what a process has loaded for all its files:
    what a file makes are trees, which go without it. Measured: a tenth of the cost of a form, a quarter of
    that of a table."""
    gc.freeze()
    gc.set_threshold(*_COLLECT)


def _end_with_parent(copied: int | None) -> None:
    """Nobody waits for the answer of a worker whose program is gone. One `copied` of the program with this
    number holds the far end of what tells of that itself, and looks whose child it is."""
    while copied is not None and os.getppid() == copied:
        time.sleep(_GLANCE)
    parent = None if copied is not None else multiprocessing.parent_process()
    if parent is not None:
        parent.join()
    os._exit(1)


def _silence() -> None:
    """A panicking reader writes to the terminal past Python; the finding says it better."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    os.close(nowhere)


def _limit(*, writes: bool) -> bool:
    """1 GiB of memory above what the worker has now (3 for a large table), no core file, no file written
    unless it `writes`. Whether the system let it. Windows knows no limit of files, and its limit of memory
    counts what a worker has from its start on."""
    job = own_job()
    if job is not None:
        return job.confine(memory=_AT_START + _MEMORY)
    resource = _resource()
    if resource is None:
        return False
    statm = Path("/proc/self/statm")
    now = int(statm.read_text().split()[0]) * resource.getpagesize() if statm.exists() else None
    limits = [
        (resource.RLIMIT_CORE, 0, 0),
        (resource.RLIMIT_FSIZE, *[_LARGEST_WRITTEN if writes else 0] * 2),
        *([(resource.RLIMIT_AS, now + _MEMORY, now + _MOST_MEMORY)] if now is not None else []),
    ]
    done = [_lower(resource, which, soft, hard) for which, soft, hard in limits]
    return all(done)


def _lower(resource: ModuleType, which: int, soft: int, hard: int) -> bool:
    """A limit of so much, and one that it can be raised to; where both are lower already they stay."""
    try:
        _, before = resource.getrlimit(which)
        hard = hard if before < 0 else min(hard, before)
        resource.setrlimit(which, (min(soft, hard), hard))
    except (ValueError, OSError):
        return False
    return True


def _resource() -> ModuleType | None:
    """The module of limits, None on systems that have none."""
    try:
        import resource
    except ImportError:
        return None
    return resource
