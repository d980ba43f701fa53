"""What a worker asks of Windows, held against the layout that Microsoft documents for 64 bits."""

from __future__ import annotations

import ctypes
import sys
from unittest.mock import Mock

import pytest

from dxassess.intake import workers
from dxassess.intake.windows_limits import SPENT, JobObject, Limits, own_job

HANDLE, MEMORY = 0x7F00_0000_0010, 1 << 30


class _System:
    """What of kernel32 is used; `limits` are those that were set, one after the other."""

    def __init__(self, *, sets: bool = True, takes: bool = True) -> None:
        self.limits: list[Limits] = []
        self.CreateJobObjectW = Mock(return_value=HANDLE)
        self.GetCurrentProcess = Mock(return_value=-1)
        self.SetErrorMode = Mock()
        self.AssignProcessToJobObject = Mock(return_value=takes)
        self.SetInformationJobObject = Mock(side_effect=self._set)
        self._sets = sets

    def _set(self, handle: int, which: int, limits: object, size: int) -> bool:
        assert (handle, which, size) == (HANDLE, 9, 144)
        self.limits.append(Limits.from_buffer_copy(limits._obj))  # type: ignore[attr-defined]
        return self._sets


def test_the_layout_is_that_of_windows() -> None:
    assert ctypes.sizeof(Limits) == 144
    offsets = {name: getattr(Limits, name).offset for name in ("io", "process_memory", "job_memory")}
    assert offsets == {"io": 64, "process_memory": 112, "job_memory": 120}
    assert type(Limits().basic).flags.offset == 16


def test_a_worker_has_bounded_memory_and_dies_without_a_window() -> None:
    system = _System()
    assert JobObject(system).confine(memory=MEMORY)
    (limits,) = system.limits
    assert (limits.process_memory, limits.basic.flags) == (MEMORY, 0x100 | 0x400 | 0x2000)
    system.SetErrorMode.assert_called_once_with(0x8003)
    system.AssignProcessToJobObject.assert_called_once_with(HANDLE, -1)


def test_work_and_memory_are_allowed_from_then_on() -> None:
    system = _System()
    job = JobObject(system)
    job.confine(memory=MEMORY)
    job.allow_work(2.5)
    job.allow_memory(1000)
    last = system.limits[-1]
    assert (last.basic.process_time, last.process_memory) == (25_000_000, MEMORY + 1000)
    assert last.basic.flags == 0x2 | 0x100 | 0x400 | 0x2000


@pytest.mark.parametrize("system", [_System(sets=False), _System(takes=False)], ids=["sets", "takes"])
def test_a_system_that_sets_no_limits_is_told_of(system: _System) -> None:
    assert not JobObject(system).confine(memory=MEMORY)


def test_nothing_is_limited_before_the_worker_asks() -> None:
    system = _System()
    JobObject(system).allow_work(1.0)
    assert system.limits == []


def test_a_worker_asks_for_it_where_there_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    system = _System()
    job = JobObject(system)
    monkeypatch.setattr(workers, "own_job", lambda: job)
    assert workers._limit(writes=False)
    workers.allow_work(1.0)
    assert system.limits[0].process_memory > 1 << 30
    assert system.limits[-1].basic.process_time > 10_000_000


def test_a_reader_that_used_up_its_time_is_no_crash(monkeypatch: pytest.MonkeyPatch) -> None:
    worker = Mock(process=Mock(exitcode=SPENT))
    monkeypatch.setattr(sys, "platform", "win32")
    assert workers.Worker.told(worker, "READER_CRASH") == "TIMEOUT"


@pytest.mark.skipif(sys.platform == "win32", reason="of the other systems")
def test_other_systems_have_no_job() -> None:
    assert own_job() is None
