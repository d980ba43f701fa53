"""`dxassess questionnaire xlsform`: an online form for KoboToolbox or ODK."""

from __future__ import annotations

from dxassess.cli.options import Force
from dxassess.cli.questionnaire.options import OneSource, XlsxOut
from dxassess.cli.questionnaire.sources import read_or_end, say_written
from dxassess.cli.writing import check_outputs


def xlsform(path: OneSource, out: XlsxOut, *, force: Force = False) -> None:
    """Write a questionnaire as an online form for KoboToolbox or ODK."""
    from dxassess.authoring.xlsform_file import export_xlsform

    check_outputs(files=[out])
    say_written(export_xlsform(read_or_end(path), out, force=force), out)
