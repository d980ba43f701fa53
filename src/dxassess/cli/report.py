"""`dxassess report`: the reports of every province and of the region."""

from __future__ import annotations

from dxassess.cli.options import Folder, Languages, Out, Questionnaires, Strict, Templates


def report(
    folder: Folder,
    out: Out,
    lang: Languages = None,
    questionnaires: Questionnaires = None,
    templates: Templates = None,
    *,
    strict: Strict = False,
) -> int:
    """Write HTML and PDF reports of the round in FOLDER."""
    import typer

    from dxassess.cli.check_table import summary
    from dxassess.cli.publishing import publish_round
    from dxassess.cli.reading import exit_code, read_round

    round_ = read_round(folder, questionnaires)
    publish_round(round_, out, languages=lang, templates=templates)
    typer.echo(summary(round_.outcomes))
    return exit_code(round_.outcomes, strict=strict)
