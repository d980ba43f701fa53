"""Find every path under a folder; what is no workbook is named and left alone, nothing vanishes."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from dxassess.files.long_paths import reachable
from dxassess.files.outputs import NOTE, read_note
from dxassess.findings.catalogue import FindingCode
from dxassess.findings.finding import Place, finding
from dxassess.frozen import Frozen
from dxassess.intake.gathering.filenames import by_suffix, is_system_name, leftover
from dxassess.intake.submission import FileOutcome, Status
from dxassess.intake.workbook.opening import Refused, cannot_open, fingerprint, read_bytes

_JUNCTION = getattr(stat, "IO_REPARSE_TAG_MOUNT_POINT", None)


class Page(Frozen):
    """A text file that is one sheet of a form: the name of the sheet, and where the file can be opened."""

    name: str
    path: Path
    inside: tuple[str, ...] = ()


class Workbook(Frozen):
    """A file that may be a submission. `file` is its name in outcomes, `path` where it can be opened, and
    `inside` the names that lead to it where that is an archive. `pages` are all sheets, this file's too,
    where each is a file of its own."""

    file: str
    path: Path
    inside: tuple[str, ...] = ()
    pages: tuple[Page, ...] = ()


def find_files(folder: Path, *, known_files: Mapping[str, FindingCode]) -> tuple[Workbook | FileOutcome, ...]:
    """Every path under `folder`, sorted by name: workbooks to read, and outcomes of all others.

    Links inside the folder are not followed. `known_files` maps names of the round's own files and folders
    (relative, with forward slashes) to the code that says what they are.
    """
    return tuple(sorted(_walk(reachable(folder), "", known_files, {}), key=lambda entry: entry.file))


def _walk(
    folder: Path, prefix: str, known_files: Mapping[str, FindingCode], written: Mapping[str, str]
) -> Iterator[Workbook | FileOutcome]:
    """`written` are the hashes of what earlier runs noted as their outputs, by name."""
    try:
        with os.scandir(folder) as entries:
            entries_ = list(entries)
    except OSError as problem:
        why = cannot_open(problem)
        yield _outcome(prefix.rstrip("/") or ".", "rejected", why.code, found=why.found)
        return
    if any(entry.name == NOTE for entry in entries_):
        written = {**written, **_noted(folder, prefix)}
    for entry in entries_:
        name = prefix + _printable(entry.name)
        if name in known_files:
            yield _aside(entry, name, "ignored", known_files[name])
        elif _is_link(entry):
            yield _outcome(name, "ignored", "LINK")
        elif name in written and _is_output(entry, written[name]):
            yield _aside(entry, name, "ignored", "OUTPUT_FILE")
        elif entry.is_dir(follow_symlinks=False) and not is_system_name(entry.name):
            yield from _walk(Path(entry.path), name + "/", known_files, written)
        else:
            yield _leaf(entry, name)


def _noted(folder: Path, prefix: str) -> dict[str, str]:
    """What an earlier run noted that it wrote into `folder`; a file that is no such note says nothing."""
    with suppress(Refused):
        written = read_note(read_bytes(folder / NOTE)).outputs
        return {prefix + name: digest for name, digest in written.items()}
    return {}


def _is_output(entry: os.DirEntry[str], digest: str) -> bool:
    """Whether what a run wrote still stands there. What may be a form only if it was not touched since; a
    report in which somebody wrote is still a report."""
    if not entry.is_file(follow_symlinks=False):
        return False
    if by_suffix(entry.name) is not None:
        return True
    with suppress(Refused):
        return fingerprint(Path(entry.path))[1] == digest
    return False


def _leaf(entry: os.DirEntry[str], name: str) -> Workbook | FileOutcome:
    left_behind = leftover(entry.name)
    if left_behind is not None and not (left_behind.by_content and _holds_workbook(entry)):
        return _aside(entry, name, left_behind.status, left_behind.code)
    if not entry.is_file(follow_symlinks=False):
        return _outcome(name, "ignored", "NOT_A_FILE")
    aside = None if left_behind else by_suffix(entry.name)
    if aside is not None and not (aside.by_content and _holds_workbook(entry)):
        return _aside(entry, name, aside.status, aside.code, found=aside.suffix)
    return Workbook(file=name, path=Path(entry.path))


def _holds_workbook(entry: os.DirEntry[str]) -> bool:
    """Whether a file of an odd name is a workbook by its bytes: mail programs and people rename forms."""
    from dxassess.intake.workbook.guard import looks_like_workbook

    with suppress(Refused):
        return entry.is_file(follow_symlinks=False) and looks_like_workbook(read_bytes(Path(entry.path)))
    return False


def _aside(
    entry: os.DirEntry[str], name: str, status: Status, code: FindingCode, *, found: str | None = None
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
    code: FindingCode,
    *,
    size: int | None = None,
    sha256: str | None = None,
    found: str | None = None,
) -> FileOutcome:
    finding_ = finding(code, Place(file=name), found=found or None)
    return FileOutcome(file=name, size=size, sha256=sha256, status=status, findings=(finding_,))


def _is_link(entry: os.DirEntry[str]) -> bool:
    if entry.is_symlink():
        return True
    if _JUNCTION is None:
        return False
    tag = getattr(entry.stat(follow_symlinks=False), "st_reparse_tag", 0)
    return bool(tag == _JUNCTION)


def _printable(name: str) -> str:
    """A file name as text that every output can hold and no terminal obeys: bytes that are no UTF-8, controls
    and marks of the writing direction are written out."""
    text = os.fsencode(name).decode("utf-8", "backslashreplace")
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)
