"""`dxassess questionnaire export`: a workbook to edit."""

from __future__ import annotations

from dxassess.cli.questionnaire.options import OneSource, XlsxOut
from dxassess.cli.questionnaire.sources import read_or_end, say_written


def export(path: OneSource, output: XlsxOut) -> None:
    """Write a questionnaire to a workbook to edit."""
    from dxassess.authoring.workbook import export_workbook

    export_workbook(read_or_end(path), output)
    say_written(output)
