"""`dxassess explain`: where a printed score comes from, down to the cells."""

from __future__ import annotations

from typing import Annotated

import typer

from dxassess.cli.options import Folder, Questionnaires
from dxassess.cli.terminal import help_text

Who = Annotated[str, typer.Argument(help=help_text("explain_who"))]
NodeCode = Annotated[str | None, typer.Argument(help=help_text("explain_code"))]
AsJson = Annotated[bool, typer.Option("--json", help=help_text("json"))]


def explain(
    folder: Folder,
    who: Who,
    code: NodeCode = None,
    questionnaires: Questionnaires = None,
    *,
    json: AsJson = False,
) -> None:
    """Show the tree of weights, answers and cells behind a score."""
    from dxassess.cli.explaining import find_explanation, print_explanation
    from dxassess.cli.reading import read_round
    from dxassess.insight.analysis import analyse

    found = find_explanation(analyse(read_round(folder, questionnaires)), who, code)
    if json:
        typer.echo(found.model_dump_json(indent=1))
    else:
        print_explanation(found)
