"""`dxassess questionnaire weights`: experts spread 100 points, and their weights become a new version."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dxassess.cli.kinds import PathValue
from dxassess.cli.options import LANGUAGE, Force, Lang
from dxassess.cli.questionnaire.options import OneSource
from dxassess.cli.questionnaire.sources import read_or_end, say_written
from dxassess.cli.terminal import terminal_language
from dxassess.cli.writing import check_outputs

ExpertWorkbooks = Annotated[
    list[Path] | None,
    typer.Argument(parser=PathValue("file", must_exist=True, resolved=True), help="weights_answers"),
]
Output = Annotated[Path | None, typer.Option("-o", "--out", parser=PathValue("file"), help="weights_out")]
NewVersion = Annotated[str | None, typer.Option("--version", help="weights_version")]
BookLang = Annotated[Lang | None, typer.Option("--lang", parser=LANGUAGE, help="weights_lang")]


def weights(
    path: OneSource,
    answers: ExpertWorkbooks = None,
    out: Output = None,
    version: NewVersion = None,
    lang: BookLang = None,
    *,
    force: Force = False,
) -> int:
    """Without workbooks: write the one that experts fill in. With them: print how far they agree, and write
    the questionnaire with their weights as a new version; 1 if some group of somebody does not count."""
    from dxassess.authoring.dump import write_yaml
    from dxassess.authoring.elicitation.agreement import agree, points_of
    from dxassess.authoring.elicitation.answers import read_expert, votes_of
    from dxassess.authoring.elicitation.book import write_book
    from dxassess.cli.tables.agreement import print_agreement
    from dxassess.errors import DxassessError
    from dxassess.questionnaire.shares import reweighed

    check_outputs(files=[out])
    q = read_or_end(path)
    if not answers:
        if out is None:
            raise DxassessError("elicit.where")
        language = lang.value if lang is not None else terminal_language()
        say_written(write_book(q, out, language, force=force), out)
        return 0
    if out is not None and version is None:
        raise DxassessError("elicit.version", version=q.version)
    experts = [read_expert(q, answer) for answer in answers]
    agreements = agree(q, experts)
    print_agreement(experts, agreements)
    if out is not None and version is not None:
        agreed = reweighed(q, points_of(agreements), version=version)
        agreed = agreed.model_copy(update={"votes": votes_of(experts)})
        say_written(write_yaml(agreed, out, force=force), out)
    return int(any(doubt.reason != "rescaled" for expert in experts for doubt in expert.doubts))
