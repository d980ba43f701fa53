"""`dxassess report`: the reports of every province and of the region."""

from __future__ import annotations

from dxassess.cli.options import (
    Audience,
    Folder,
    ForWhom,
    Languages,
    Out,
    Previous,
    PreviousQuestionnaires,
    Questionnaires,
    Strict,
    Templates,
    Word,
)


def report(
    folder: Folder,
    out: Out,
    lang: Languages = None,
    *,
    questionnaires: Questionnaires = None,
    templates: Templates = None,
    previous: Previous = None,
    previous_questionnaires: PreviousQuestionnaires = None,
    audience: ForWhom = Audience.department,
    docx: Word = False,
    strict: Strict = False,
) -> int:
    """Write HTML and PDF reports of the round in FOLDER."""
    import typer

    from dxassess.cli.publishing import publish_round
    from dxassess.cli.reading import exit_code, read_previous, read_round
    from dxassess.cli.tables.outcomes import summary
    from dxassess.insight.analysis import analyse

    round_ = read_round(folder, questionnaires)
    earlier = read_previous(previous, previous_questionnaires or questionnaires)
    publish_round(
        analyse(round_, earlier),
        out,
        languages=lang,
        templates=templates,
        readers=audience.value,
        word=docx,
    )
    typer.echo(summary(round_.outcomes))
    return exit_code(round_.outcomes, strict=strict)
