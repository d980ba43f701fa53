"""Options that several commands on questionnaires share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dxassess.cli.terminal import help_text

Source = Annotated[Path, typer.Argument(exists=True, resolve_path=True, help=help_text("questionnaire_path"))]
OneSource = Annotated[
    Path,
    typer.Argument(exists=True, dir_okay=False, resolve_path=True, help=help_text("questionnaire_file")),
]
XlsxOut = Annotated[Path, typer.Option("-o", "--output", dir_okay=False, help=help_text("xlsx_out"))]
