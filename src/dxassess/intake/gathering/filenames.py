"""What the name of a file says it is, before anything of it is read."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import NamedTuple

from dxassess.findings.catalogue import FindingCode
from dxassess.intake.submission import Status

ARCHIVE = ".zip"
_LOCK = re.compile(r"^(~\$|\.~lock\.)|(\.tmp|\.crdownload|\.part)$", re.IGNORECASE)
_SYSTEM = re.compile(r"^(\.|(thumbs\.db|ehthumbs\.db|desktop\.ini)$|__MACOSX$)", re.IGNORECASE)
_READ = frozenset((".xlsx", ".xlsm", ".xltx", ".xltm", ".xls", ".ods", ".csv", ".tsv", ARCHIVE))
_ARCHIVES = frozenset((".rar", ".7z", ".gz", ".tgz", ".tar", ".bz2", ".xz", ".arj", ".cab", ".lzh", ".zst"))


class Aside(NamedTuple):
    """Why a file is not read: its outcome, the finding, and the suffix where that is the reason."""

    status: Status
    code: FindingCode
    suffix: str | None = None
    by_content: bool = False
    """Whether the name is no proof: a workbook by its bytes is read all the same."""


def suffix_of(name: str) -> str:
    """The suffix in lower case; mail programs leave dots and blanks behind it."""
    return PurePosixPath(name.rstrip(" .")).suffix.lower()


def is_system_name(name: str) -> bool:
    """Whether an operating system made it for itself."""
    return _SYSTEM.search(name) is not None


def leftover(name: str) -> Aside | None:
    """What an office program or an operating system left behind, None for what a person may have sent."""
    if match := _LOCK.search(name):
        # A lock names who has the file open; what a download or an office program left may be a form.
        return Aside("ignored", "LOCK_FILE", by_content=match[1] is None)
    return Aside("ignored", "SYSTEM_FILE") if is_system_name(name) else None


def by_suffix(name: str) -> Aside | None:
    """What cannot be a submission by its suffix, None for what is to be read."""
    suffix = suffix_of(name)
    if suffix in _READ:
        return None
    if suffix == ".xlsb":
        return Aside("rejected", "XLSB_NOT_READ", suffix)
    # What people send along (letters, scans, photos) is no form gone wrong.
    code: FindingCode = "ARCHIVE_NOT_OPENED" if suffix in _ARCHIVES else "NOT_A_SUBMISSION"
    return Aside("ignored", code, suffix or None, by_content=code == "NOT_A_SUBMISSION")
