"""`dxassess run`: check, score and report in one go."""

from __future__ import annotations

from dxassess.cli.options import (
    Folder,
    Languages,
    Out,
    Previous,
    PreviousQuestionnaires,
    Questionnaires,
    Strict,
    Templates,
    Word,
    chosen_languages,
)


def run(
    folder: Folder,
    out: Out,
    lang: Languages = None,
    *,
    questionnaires: Questionnaires = None,
    templates: Templates = None,
    previous: Previous = None,
    previous_questionnaires: PreviousQuestionnaires = None,
    docx: Word = False,
    strict: Strict = False,
) -> int:
    """Check, score and report the round in FOLDER; results.xlsx and results.json lie beside the reports."""
    import typer

    from dxassess.cli.publishing import publish_round
    from dxassess.cli.reading import exit_code, read_previous, read_round
    from dxassess.cli.score import write_scores
    from dxassess.cli.tables.outcomes import print_troubles, summary
    from dxassess.insight.analysis import analyse

    round_ = read_round(folder, questionnaires)
    print_troubles(round_.outcomes)
    earlier = read_previous(previous, previous_questionnaires or questionnaires)
    analysis = analyse(round_, earlier)
    publish_round(analysis, out, languages=lang, templates=templates, word=docx)
    for name in ("results.json", "results.xlsx"):
        write_scores(out / name, analysis, language=chosen_languages(lang)[0])
    typer.echo(summary(round_.outcomes))
    return exit_code(round_.outcomes, strict=strict)
