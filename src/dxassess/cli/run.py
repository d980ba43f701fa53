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

    from dxassess.cli.check_table import print_troubles, summary
    from dxassess.cli.publishing import publish_round
    from dxassess.cli.reading import exit_code, read_previous, read_round
    from dxassess.cli.score_file import write_scores
    from dxassess.statistics.score_provinces import score_provinces

    round_ = read_round(folder, questionnaires)
    print_troubles(round_.outcomes)
    earlier = read_previous(previous, previous_questionnaires or questionnaires)
    publish_round(round_, out, languages=lang, templates=templates, previous=earlier, word=docx)
    provinces, language = score_provinces(round_), chosen_languages(lang)[0]
    for name in ("results.json", "results.xlsx"):
        write_scores(out / name, round_, provinces, language=language)
    typer.echo(summary(round_.outcomes))
    return exit_code(round_.outcomes, strict=strict)
