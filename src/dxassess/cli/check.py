"""`dxassess check`: what became of every file, before anything is scored for good."""

from __future__ import annotations

from typing import Annotated

import typer

from dxassess.cli.options import Folder, Questionnaires, Strict
from dxassess.cli.reading import exit_code, read_round
from dxassess.cli.terminal import help_text

AsJson = Annotated[bool, typer.Option("--json", help=help_text("json"))]


def check(
    folder: Folder, questionnaires: Questionnaires = None, *, json: AsJson = False, strict: Strict = False
) -> int:
    """Read every file of FOLDER and say which are accepted, which are not, and why."""
    from dxassess.cli.check_table import print_outcomes
    from dxassess.report.results import files, to_text

    outcomes = read_round(folder, questionnaires).outcomes
    if json:
        typer.echo(to_text(files(outcomes)), nl=False)
    else:
        print_outcomes(outcomes)
    return exit_code(outcomes, strict=strict)
