"""Find every path under a folder; what is no workbook is named and left alone, nothing vanishes."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from dxassess.frozen import Frozen
from dxassess.intake.catalogue import finding
from dxassess.intake.opening import Refused, fingerprint
from dxassess.intake.submission import FileOutcome, Place, Status

_LOCK = re.compile(r"^(~\$|\.~lock\.)|(\.tmp|\.crdownload|\.part)$", re.IGNORECASE)
_SYSTEM = re.compile(r"^(\.|(thumbs\.db|ehthumbs\.db|desktop\.ini)$|__MACOSX$)", re.IGNORECASE)
# What an earlier run wrote, recognised by the log beside it.
_RUN_LOG = "run.json"
_OUTPUT = re.compile(r"^(run\.json|results\.(json|xlsx|csv)|.+\.(html|pdf))$")
_WORKBOOKS = (".xlsx", ".xlsm", ".xltx", ".xltm", ".xls", ".ods")
_ADVICE = {
    ".csv": "CSV_NOT_READ",
    ".tsv": "CSV_NOT_READ",
    ".zip": "ZIP_OF_WORKBOOKS",
    ".rar": "ZIP_OF_WORKBOOKS",
    ".7z": "ZIP_OF_WORKBOOKS",
    ".xlsb": "XLSB_NOT_READ",
    **dict.fromkeys(
        (".pdf", ".doc", ".docx", ".odt", ".rtf", ".jpg", ".jpeg", ".png", ".heic"), "NOT_A_WORKBOOK"
    ),
}
_JUNCTION = getattr(stat, "IO_REPARSE_TAG_MOUNT_POINT", None)


class Workbook(Frozen):
    """A file that may be a submission. `file` is its name in outcomes, `path` where it can be opened."""

    file: str
    path: Path


def find_files(folder: Path, *, known: Mapping[str, str]) -> tuple[Workbook | FileOutcome, ...]:
    """Every path under `folder`, sorted by name: workbooks to read, and outcomes of all others.

    Links inside the folder are not followed. `known` maps names of the round's own files and folders
    (relative, with forward slashes) to the code that says what they are.
    """
    return tuple(sorted(_walk(folder, "", known), key=lambda found: found.file))


def _walk(folder: Path, prefix: str, known: Mapping[str, str]) -> Iterator[Workbook | FileOutcome]:
    try:
        with os.scandir(folder) as entries:
            listed = list(entries)
    except OSError as problem:
        yield _outcome(prefix.rstrip("/") or ".", "rejected", "CANNOT_OPEN", found=problem.strerror)
        return
    written = any(entry.name == _RUN_LOG for entry in listed)
    for entry in listed:
        name = prefix + _printable(entry.name)
        if name in known:
            yield _aside(entry, name, "ignored", known[name])
        elif written and _OUTPUT.search(entry.name):
            yield _aside(entry, name, "ignored", "OUTPUT_FILE")
        elif _is_link(entry):
            yield _outcome(name, "ignored", "LINK")
        elif entry.is_dir(follow_symlinks=False) and not _SYSTEM.search(entry.name):
            yield from _walk(Path(entry.path), name + "/", known)
        else:
            yield _leaf(entry, name)


def _leaf(entry: os.DirEntry[str], name: str) -> Workbook | FileOutcome:
    suffix = Path(entry.name.rstrip(" .")).suffix.lower()
    if _LOCK.search(entry.name):
        return _aside(entry, name, "ignored", "LOCK_FILE")
    if _SYSTEM.search(entry.name):
        return _aside(entry, name, "ignored", "SYSTEM_FILE")
    if not entry.is_file(follow_symlinks=False):
        return _outcome(name, "ignored", "NOT_A_FILE")
    if suffix in _WORKBOOKS:
        return Workbook(file=name, path=Path(entry.path))
    if suffix in _ADVICE:
        return _aside(entry, name, "rejected", _ADVICE[suffix], found=suffix)
    return _aside(entry, name, "ignored", "NOT_A_SUBMISSION", found=suffix)


def _aside(
    entry: os.DirEntry[str], name: str, status: Status, code: str, *, found: str | None = None
) -> FileOutcome:
    """The outcome of an entry that is not read, with its fingerprint if it is a file that can be opened."""
    size: int | None = None
    sha256: str | None = None
    if not _is_link(entry) and entry.is_file(follow_symlinks=False):
        with suppress(Refused):
            size, sha256 = fingerprint(Path(entry.path))
    return _outcome(name, status, code, size=size, sha256=sha256, found=found)


def _outcome(
    name: str,
    status: Status,
    code: str,
    *,
    size: int | None = None,
    sha256: str | None = None,
    found: str | None = None,
) -> FileOutcome:
    told = finding(code, Place(file=name), found=found or None)
    return FileOutcome(file=name, size=size, sha256=sha256, status=status, findings=(told,))


def _is_link(entry: os.DirEntry[str]) -> bool:
    if entry.is_symlink():
        return True
    if _JUNCTION is None:
        return False
    tag = getattr(entry.stat(follow_symlinks=False), "st_reparse_tag", 0)
    return bool(tag == _JUNCTION)


def _printable(name: str) -> str:
    """A file name as text that every output can hold: bytes that are no UTF-8 are written out."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")
