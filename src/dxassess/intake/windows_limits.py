"""Limits of a worker on Windows: a job object with its process alone in it, where other systems have
rlimits."""

from __future__ import annotations

import ctypes
import sys
from functools import cache
from typing import Any

SPENT = 1816
"""The exit code of a process that used up its time: ERROR_NOT_ENOUGH_QUOTA."""

_LIMITS = 9  # JobObjectExtendedLimitInformation
_TIME, _MEMORY, _DIE_SILENTLY, _KILL_ON_CLOSE = 0x2, 0x100, 0x400, 0x2000
_NO_WINDOWS = 0x1 | 0x2 | 0x8000  # of a disk that is missing, of a crash, of a file that is not found
_TICKS = 10_000_000
"""Hundreds of nanoseconds a second."""


class _Basic(ctypes.Structure):
    """JOBOBJECT_BASIC_LIMIT_INFORMATION."""

    _fields_ = (
        ("process_time", ctypes.c_int64),
        ("job_time", ctypes.c_int64),
        ("flags", ctypes.c_uint32),
        ("least_working_set", ctypes.c_size_t),
        ("most_working_set", ctypes.c_size_t),
        ("processes", ctypes.c_uint32),
        ("affinity", ctypes.c_size_t),
        ("priority", ctypes.c_uint32),
        ("scheduling", ctypes.c_uint32),
    )


class Limits(ctypes.Structure):
    """JOBOBJECT_EXTENDED_LIMIT_INFORMATION."""

    _fields_ = (
        ("basic", _Basic),
        ("io", ctypes.c_uint64 * 6),
        ("process_memory", ctypes.c_size_t),
        ("job_memory", ctypes.c_size_t),
        ("peak_process_memory", ctypes.c_size_t),
        ("peak_job_memory", ctypes.c_size_t),
    )


class JobObject:
    """The job of this process. It limits nothing before `confine`."""

    def __init__(self, kernel32: Any) -> None:  # noqa: ANN401 - ctypes makes its functions as they are asked for
        self._kernel32 = kernel32
        kernel32.CreateJobObjectW.restype = kernel32.GetCurrentProcess.restype = ctypes.c_void_p
        kernel32.SetInformationJobObject.argtypes = (
            ctypes.c_void_p,
            ctypes.c_int,
            ctypes.c_void_p,
            ctypes.c_uint32,
        )
        kernel32.AssignProcessToJobObject.argtypes = (ctypes.c_void_p, ctypes.c_void_p)
        self._handle: int | None = None
        self._memory = 0
        self._seconds: float | None = None

    def confine(self, *, memory: int) -> bool:
        """Let this process have so many bytes, end it without a window where it fails, and with its handle.
        Whether the system did so."""
        self._kernel32.SetErrorMode(_NO_WINDOWS)
        self._handle = self._kernel32.CreateJobObjectW(None, None)
        self._memory = memory
        if not self._handle or not self._set():
            self._handle = None
            return False
        process = self._kernel32.GetCurrentProcess()
        return bool(self._kernel32.AssignProcessToJobObject(self._handle, process))

    def allow_work(self, seconds: float) -> None:
        """End this process after so many seconds of a processor since it started."""
        self._seconds = seconds
        self._set()

    def allow_memory(self, more: int) -> None:
        """Let this process have so many bytes more."""
        self._memory += more
        self._set()

    def _set(self) -> bool:
        if self._handle is None:
            return False
        limits = Limits()
        limits.basic.flags = _MEMORY | _DIE_SILENTLY | _KILL_ON_CLOSE
        limits.process_memory = self._memory
        if self._seconds is not None:
            limits.basic.flags |= _TIME
            limits.basic.process_time = int(self._seconds * _TICKS)
        size = ctypes.sizeof(limits)
        return bool(self._kernel32.SetInformationJobObject(self._handle, _LIMITS, ctypes.byref(limits), size))


@cache
def own_job() -> JobObject | None:
    """The job of this process, None on systems that have none."""
    if sys.platform == "win32":
        return JobObject(ctypes.WinDLL("kernel32"))
    return None
