"""`dxassess questionnaire schema`: the JSON Schema of questionnaires."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dxassess.cli.kinds import PathValue
from dxassess.cli.options import Force
from dxassess.cli.questionnaire.sources import say_written
from dxassess.cli.writing import check_outputs

SchemaOut = Annotated[Path | None, typer.Option("-o", "--out", parser=PathValue("file"), help="schema_out")]


def schema(out: SchemaOut = None, *, force: Force = False) -> None:
    """Print or write the JSON Schema of questionnaires."""
    from dxassess.authoring.schema import schema_text
    from dxassess.files.staging import write_output

    if out is None:
        typer.echo(schema_text(), nl=False)
        return
    check_outputs(files=[out])
    say_written(write_output(out, schema_text(), force=force), out)
