"""`dxassess questionnaire xlsform`: an online form for KoboToolbox or ODK."""

from __future__ import annotations

from dxassess.cli.questionnaire.options import OneSource, XlsxOut
from dxassess.cli.questionnaire.sources import read_or_end, say_written


def xlsform(path: OneSource, output: XlsxOut) -> None:
    """Write a questionnaire as an online form for KoboToolbox or ODK."""
    from dxassess.authoring.xlsform_file import export_xlsform

    export_xlsform(read_or_end(path), output)
    say_written(output)
