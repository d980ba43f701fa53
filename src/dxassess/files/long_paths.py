"""Paths that Windows would find too long."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path, PurePath

_FILENAME_TOO_LONG = 206
"""What Windows calls it."""
_EXCEL = 218
"""The longest path of a workbook that Excel opens."""
_NAMES = 80
"""What a province's folder and the name of a form in it take."""
_EXTENDED, _EXTENDED_SHARE = "\\\\?\\", "\\\\?\\UNC\\"


def reachable(path: Path) -> Path:
    """`path` as every file is reached by it: Windows ends names at 260 characters unless they say that they
    may be longer. Elsewhere and where it says so already it is the path as it stands."""
    if sys.platform == "win32":
        return Path(extended(os.path.abspath(path)))  # noqa: PTH100 - resolve() would follow links
    return path


def is_cramped(folder: Path) -> bool:
    """Whether what this program writes into `folder` may get paths that Excel does not open."""
    return os.name == "nt" and len(os.path.abspath(folder)) > _EXCEL - _NAMES  # noqa: PTH100 - as above


def shown(path: str | PurePath) -> str:
    """A path as people know it, without what says that it may be long."""
    text = str(path)
    if text.startswith(_EXTENDED_SHARE):
        return "\\\\" + text.removeprefix(_EXTENDED_SHARE)
    return text.removeprefix(_EXTENDED)


def is_too_long(problem: OSError) -> bool:
    """Whether the system has no room for a name as long as that."""
    return problem.errno == errno.ENAMETOOLONG or getattr(problem, "winerror", None) == _FILENAME_TOO_LONG


def extended(absolute: str | PurePath) -> str:
    """An absolute path of Windows, without parts that lead upwards, that says that it may be long."""
    text = str(absolute)
    if text.startswith(_EXTENDED):
        return text
    return _EXTENDED_SHARE + text[2:] if text.startswith("\\\\") else _EXTENDED + text
