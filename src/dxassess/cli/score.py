"""`dxassess score`: scores of facilities and provinces, on screen or as a file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dxassess.cli.options import Folder, Questionnaires, Strict
from dxassess.cli.reading import exit_code, read_round
from dxassess.cli.terminal import help_text

ResultsFile = Annotated[
    Path | None, typer.Option("-o", "--output", dir_okay=False, help=help_text("results_file"))
]


def score(
    folder: Folder,
    output: ResultsFile = None,
    questionnaires: Questionnaires = None,
    *,
    strict: Strict = False,
) -> int:
    """Score every accepted workbook of FOLDER."""
    from dxassess.cli.check_table import summary
    from dxassess.cli.score_table import print_scores
    from dxassess.render.results_file import check_suffix, write_results
    from dxassess.report.results import results
    from dxassess.statistics.score_provinces import score_provinces

    if output is not None:
        check_suffix(output)
    round_ = read_round(folder, questionnaires)
    provinces = score_provinces(round_)
    if output is None:
        print_scores(round_, provinces)
    else:
        write_results(output, results(round_, provinces))
    typer.echo(summary(round_.outcomes), err=output is None)
    return exit_code(round_.outcomes, strict=strict)
