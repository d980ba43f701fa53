"""Faults of templates, told with file, line and reason."""

from __future__ import annotations

from pathlib import Path

from dxassess.errors import DxassessError


def broken_template(template: Path, *, line: int | None, reason: str) -> DxassessError:
    """The error to raise for a template that cannot be used; `line` None: it has no line."""
    said = " ".join(reason.split())
    if line is None:
        return DxassessError("template.broken", path=str(template), reason=said)
    return DxassessError("template.broken_line", path=str(template), line=line, reason=said)
