"""`dxassess letters`: recommendation letters in Word, to be edited and signed."""

from __future__ import annotations

from dxassess.cli.naming import codes_of
from dxassess.cli.options import (
    Folder,
    Force,
    Languages,
    OnlyFacilities,
    OnlyProvinces,
    Out,
    Previous,
    PreviousQuestionnaires,
    Questionnaires,
    Templates,
    out_folder,
)


def letters(  # noqa: PLR0917 - typer makes an option of each
    folder: Folder,
    out: Out = None,
    facility: OnlyFacilities = None,
    province: OnlyProvinces = None,
    lang: Languages = None,
    questionnaires: Questionnaires = None,
    templates: Templates = None,
    *,
    previous: Previous = None,
    previous_questionnaires: PreviousQuestionnaires = None,
    force: Force = False,
) -> None:
    """Write a letter to every facility of FOLDER and a circular per province, or letters to those named."""
    from dxassess.cli.publishing import edition_of, publish_letters
    from dxassess.cli.reading import compared, read_round, refuse_idle
    from dxassess.cli.writing import check_outputs
    from dxassess.round.home import LETTERS

    refuse_idle(previous, previous_questionnaires)
    out = out_folder(out, folder, LETTERS)
    check_outputs(folders=[out], read=[folder, previous])
    edition = edition_of(out, languages=lang, templates=templates, force=force)
    round_ = read_round(folder, questionnaires)
    analysis = compared(round_, previous, previous_questionnaires or questionnaires)
    publish_letters(analysis, edition, codes_of(round_, facility or (), province or ()))
