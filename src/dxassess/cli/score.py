"""`dxassess score`: scores of facilities and provinces, on screen or as a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dxassess.cli.kinds import NAME, PathValue
from dxassess.cli.options import FIRST_LANGUAGE, LANGUAGE, Folder, Lang, Questionnaires, Strict
from dxassess.cli.reading import exit_code, read_round
from dxassess.cli.terminal import tell

if TYPE_CHECKING:
    from dxassess.round.coverage import Carriage
    from dxassess.round.round import Round

ResultsFile = Annotated[
    Path | None, typer.Option("-o", "--output", parser=PathValue("path"), help="results_file")
]
Framework = Annotated[str | None, typer.Option("--as", parser=NAME, help="framework")]
TablesLang = Annotated[Lang, typer.Option("--lang", parser=LANGUAGE, help="results_lang")]


def score(
    folder: Folder,
    output: ResultsFile = None,
    questionnaires: Questionnaires = None,
    framework: Framework = None,
    *,
    lang: TablesLang = FIRST_LANGUAGE,
    strict: Strict = False,
) -> int:
    """Score every accepted workbook of FOLDER; with `--as` by another framework, as far as it was asked."""
    from dxassess.assess import write_scores
    from dxassess.cli.tables.coverage import print_coverage
    from dxassess.cli.tables.outcomes import summary
    from dxassess.cli.tables.scores import print_scores
    from dxassess.files.write import refuse_inside
    from dxassess.insight.analysis import analyse
    from dxassess.render.results_file import check_suffix

    if output is not None:
        check_suffix(output)
        refuse_inside(output, folder)
    round_ = read_round(folder, questionnaires)
    scored, carried = (round_, None) if framework is None else _carried(round_, framework)
    analysis = analyse(scored)
    if output is None:
        print_scores(analysis)
    else:
        write_scores(output, analysis, carried=carried, language=lang.value)
    if carried is not None:
        print_coverage(carried, err=output is not None)
    tell(summary(round_.outcomes, round_.memory.returned_hashes), err=output is None)
    return exit_code(round_.outcomes, strict=strict)


def _carried(round_: Round, framework: str) -> tuple[Round, Carriage]:
    """The round scored by `framework` (the name of one that comes with the program, or a folder), and what of
    it the answers cover."""
    from dxassess.errors import DxassessError
    from dxassess.questionnaire.load import load_questionnaires
    from dxassess.questionnaire.versions import version_folder
    from dxassess.round.carry import carry_round
    from dxassess.round.coverage import Carriage, coverage

    target = next(
        (q for q in load_questionnaires(version_folder(framework)) if q.respondent == "facility"), None
    )
    if target is None:
        raise DxassessError("questionnaire.no_facility", path=framework)
    carried = Carriage(source=round_.facility, target=target, coverage=coverage(round_.facility, target))
    return carry_round(round_, target), carried
