"""`dxassess questionnaire export`: a workbook to edit."""

from __future__ import annotations

from dxassess.cli.options import Force
from dxassess.cli.questionnaire.options import OneSource, XlsxOut
from dxassess.cli.questionnaire.sources import read_or_end, say_written
from dxassess.cli.writing import check_outputs


def export(path: OneSource, out: XlsxOut, *, force: Force = False) -> None:
    """Write a questionnaire to a workbook to edit."""
    from dxassess.authoring.workbook import export_workbook

    check_outputs(files=[out])
    say_written(export_workbook(read_or_end(path), out, force=force), out)
