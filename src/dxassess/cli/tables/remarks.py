"""Remarks on a questionnaire in the terminal."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rich.markup import escape

from dxassess.authoring.remark import sentence
from dxassess.cli.terminal import terminal_language
from dxassess.wording.wording import wording

if TYPE_CHECKING:
    from rich.console import Console

    from dxassess.authoring.remark import Remark

_STYLES = {"error": "red", "warning": "yellow", "info": "dim"}


def print_remarks(file: Path, remarks: Sequence[Remark], out: Console) -> None:
    """Every remark on a file in a line under its name: what it is, where, what to do."""
    language = terminal_language()
    say = wording("authoring", language)
    out.print(f"[bold]{escape(file.name)}[/]")
    for remark in remarks:
        where = " ".join(filter(None, (remark.of, f"({remark.path})" if remark.path else "")))
        severity = say.text(f"severity.{remark.severity}")
        style = _STYLES[remark.severity]
        out.print(
            f"  [{style}]{severity}[/] {escape(where)}: {escape(sentence(remark, language))}", soft_wrap=True
        )
