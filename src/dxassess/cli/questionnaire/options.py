"""Options that several commands on questionnaires share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dxassess.cli.kinds import PathValue

QuestionnairePath = Annotated[
    Path, typer.Argument(parser=PathValue("path", must_exist=True, resolved=True), help="questionnaire_path")
]
OneSource = Annotated[
    Path,
    typer.Argument(parser=PathValue("file", must_exist=True, resolved=True), help="questionnaire_file"),
]
XlsxOut = Annotated[Path, typer.Option("-o", "--out", parser=PathValue("file"), help="xlsx_out")]
