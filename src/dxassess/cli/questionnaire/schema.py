"""`dxassess questionnaire schema`: the JSON Schema of questionnaires."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dxassess.cli.kinds import PathValue
from dxassess.cli.questionnaire.sources import say_written

SchemaOut = Annotated[
    Path | None, typer.Option("-o", "--output", parser=PathValue("file"), help="schema_out")
]


def schema(output: SchemaOut = None) -> None:
    """Print or write the JSON Schema of questionnaires."""
    from dxassess.authoring.schema import schema_text
    from dxassess.files.write import write_whole

    if output is None:
        typer.echo(schema_text(), nl=False)
        return
    write_whole(output, schema_text())
    say_written(output)
