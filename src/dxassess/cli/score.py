"""`dxassess score`: scores of facilities and provinces, on screen or as a file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dxassess.cli.options import Folder, Lang, Questionnaires, Strict
from dxassess.cli.reading import exit_code, read_round
from dxassess.cli.terminal import help_text

ResultsFile = Annotated[Path | None, typer.Option("-o", "--output", help=help_text("results_file"))]
Framework = Annotated[
    str | None, typer.Option("--as", metavar="NAME", help=help_text("framework"), show_default=False)
]
TablesLang = Annotated[Lang, typer.Option("--lang", help=help_text("results_lang"))]


def score(
    folder: Folder,
    output: ResultsFile = None,
    questionnaires: Questionnaires = None,
    framework: Framework = None,
    *,
    lang: TablesLang = Lang.vi,
    strict: Strict = False,
) -> int:
    """Score every accepted workbook of FOLDER; with `--as` by another framework, as far as it was asked."""
    from dxassess.cli.check_table import summary
    from dxassess.cli.score_as import carried_round, say_coverage
    from dxassess.cli.score_file import write_scores
    from dxassess.cli.score_table import print_scores
    from dxassess.files.write import refuse_inside
    from dxassess.insight.analysis import analyse
    from dxassess.render.results_file import check_suffix

    if output is not None:
        check_suffix(output)
        refuse_inside(output, folder)
    round_ = read_round(folder, questionnaires)
    scored, carried = (round_, None) if framework is None else carried_round(round_, framework)
    analysis = analyse(scored)
    if output is None:
        print_scores(analysis)
    else:
        write_scores(output, analysis, carried=carried, language=lang.value)
    if carried is not None:
        say_coverage(carried, err=output is not None)
    typer.echo(summary(round_.outcomes), err=output is None)
    return exit_code(round_.outcomes, strict=strict)
