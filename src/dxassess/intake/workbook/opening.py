"""Open a file that a stranger sent: never follow a link, never block on a pipe, read once and bounded."""

from __future__ import annotations

import hashlib
import os
import stat
from pathlib import Path

from dxassess.files.long_paths import is_too_long
from dxassess.findings.catalogue import FindingCode

LARGEST = 20 << 20
_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)


class Refused(Exception):  # noqa: N818 - a verdict about a file, not an error of the program
    """The file cannot be read; `code` names the finding that says why."""

    def __init__(
        self,
        code: FindingCode,
        *,
        found: str | None = None,
        sheet: str | None = None,
        cell: str | None = None,
    ) -> None:
        super().__init__(code)
        self.code = code
        self.found = found
        self.sheet = sheet
        self.cell = cell


def cannot_open(problem: OSError) -> Refused:
    """The verdict about what the system does not open: its path is too long, or another reason of its own."""
    return Refused("PATH_TOO_LONG" if is_too_long(problem) else "CANNOT_OPEN", found=problem.strerror)


def read_bytes(path: Path) -> bytes:
    """All bytes of a regular file of 1 byte to 20 MiB, read in one go.

    Raises Refused if there is no such file, or it is larger, empty or changing.
    """
    size, content = _read(path)
    if size == 0:
        raise Refused("EMPTY_FILE")
    if content is None:
        raise Refused("TOO_BIG", found=str(size))
    return content


def fingerprint(path: Path) -> tuple[int, str | None]:
    """Size and SHA-256 of a regular file; no hash above 20 MiB, where nothing is read.

    Raises Refused if it cannot be opened.
    """
    size, content = _read(path)
    return size, None if content is None else sha256(content)


def sha256(content: bytes) -> str:
    """The SHA-256 of `content` as hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


def _read(path: Path) -> tuple[int, bytes | None]:
    try:
        descriptor = os.open(path, _FLAGS)
    except OSError as problem:
        raise cannot_open(problem) from problem
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise Refused("NOT_A_FILE")
        if status.st_size > LARGEST:
            return status.st_size, None
        with os.fdopen(descriptor, "rb", closefd=False) as stream:
            content = stream.read(status.st_size + 1)
    except OSError as problem:
        raise cannot_open(problem) from problem
    finally:
        os.close(descriptor)
    if len(content) != status.st_size:
        raise Refused("CHANGED_WHILE_READING")
    return len(content), content
