"""`dxassess questionnaire import`: an edited workbook back to YAML."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dxassess.cli.kinds import PathValue
from dxassess.cli.options import Force
from dxassess.cli.questionnaire.sources import read_or_end, say_written
from dxassess.cli.writing import check_outputs

EditedBook = Annotated[
    Path, typer.Argument(parser=PathValue("file", must_exist=True, resolved=True), help="workbook")
]
YamlOut = Annotated[Path, typer.Option("-o", "--out", parser=PathValue("file"), help="yaml_out")]


def import_(workbook: EditedBook, out: YamlOut, *, force: Force = False) -> None:
    """Read an edited workbook and write the questionnaire."""
    from dxassess.authoring.dump import write_yaml

    check_outputs(files=[out])
    say_written(write_yaml(read_or_end(workbook), out, force=force), out)
