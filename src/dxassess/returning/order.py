"""A marked copy ordered from a worker: openpyxl opens what a stranger sent, so it does that apart."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import NamedTuple

from dxassess.findings.finding import Finding
from dxassess.intake.workbook.guard import Guarded, examine
from dxassess.intake.workbook.opening import Refused, read_bytes, sha256
from dxassess.intake.workers import Apart
from dxassess.returning.copy import marked_copy

_MOST_INFLATED = 24 << 20  # a filled-in form has 1 MiB
_DEADLINE = 60.0  # openpyxl makes an object of every cell


class CopyOrder(NamedTuple):
    """A workbook, the hash that it had when it was read, and what is to be marked in it."""

    path: Path
    sha256: str | None
    findings: tuple[Finding, ...]


def copying(*, language: str, questions: Mapping[str, str]) -> Apart:
    """The worker that makes copies in a language, as a context."""
    return Apart(
        partial(made_copy, language=language, questions=dict(questions)), deadline=_DEADLINE, writes=True
    )


def ordered(copier: Apart, order: CopyOrder) -> bytes | None:
    """The marked copy, None where there can be none: a file that the guard refuses, of another format, that
    changed since it was read, that is far larger than any form, or on which openpyxl fails."""
    try:
        return copier.ask(order) or None
    except Refused:
        return None


def made_copy(order: CopyOrder, *, language: str, questions: Mapping[str, str]) -> bytes:
    """The copy, b"" for none. Runs in the worker."""
    try:
        content = read_bytes(order.path)
        guarded = examine(content)
        if guarded.kind != "xlsx" or sha256(content) != order.sha256 or _is_heavy(guarded):
            return b""
        return marked_copy(content, guarded, order.findings, language=language, questions=questions) or b""
    except Exception:  # noqa: BLE001 - openpyxl fails in many ways on what strangers send; the text still goes
        return b""


def _is_heavy(guarded: Guarded) -> bool:
    """Whether openpyxl would take minutes over a workbook."""
    parts = guarded.package.archive.parts.values() if guarded.package else ()
    return sum(part.size for part in parts) > _MOST_INFLATED
