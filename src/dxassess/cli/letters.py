"""`dxassess letters`: recommendation letters in Word, to be edited and signed."""

from __future__ import annotations

from typing import Annotated

import typer

from dxassess.cli.kinds import CODE
from dxassess.cli.naming import full_code
from dxassess.cli.options import Folder, Force, Languages, Out, Questionnaires, Templates, out_folder

Recipients = Annotated[list[str] | None, typer.Option("--facility", parser=CODE, help="letters_facility")]


def letters(  # noqa: PLR0917 - typer makes an option of each
    folder: Folder,
    out: Out = None,
    facility: Recipients = None,
    lang: Languages = None,
    questionnaires: Questionnaires = None,
    templates: Templates = None,
    *,
    force: Force = False,
) -> None:
    """Write a letter to every facility of FOLDER and a circular per province, or letters to those named."""
    from dxassess.cli.publishing import edition_of, publish_letters
    from dxassess.cli.reading import read_round
    from dxassess.cli.writing import check_outputs
    from dxassess.insight.analysis import analyse
    from dxassess.round.home import LETTERS

    out = out_folder(out, folder, LETTERS)
    check_outputs(folders=[out], read=[folder])
    edition = edition_of(out, languages=lang, templates=templates, force=force)
    publish_letters(
        analyse(read_round(folder, questionnaires)), edition, tuple(map(full_code, facility or ()))
    )
