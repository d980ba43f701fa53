"""`dxassess sheet`: two pages for a facility, or for every one of them."""

from __future__ import annotations

from typing import Annotated

import typer

from dxassess.cli.kinds import CODE
from dxassess.cli.naming import full_code
from dxassess.cli.options import (
    Folder,
    Force,
    Languages,
    Out,
    Previous,
    PreviousQuestionnaires,
    Questionnaires,
    Templates,
    out_folder,
)

FacilityCodes = Annotated[list[str] | None, typer.Option("--facility", parser=CODE, help="sheet_facility")]


def sheet(  # noqa: PLR0917 - typer makes an option of each
    folder: Folder,
    out: Out = None,
    facility: FacilityCodes = None,
    lang: Languages = None,
    questionnaires: Questionnaires = None,
    templates: Templates = None,
    *,
    previous: Previous = None,
    previous_questionnaires: PreviousQuestionnaires = None,
    force: Force = False,
) -> None:
    """Write a result sheet, HTML and PDF, for every facility of FOLDER or for those named."""
    from dxassess.cli.publishing import edition_of, publish_sheets
    from dxassess.cli.reading import read_previous, read_round, refuse_idle
    from dxassess.cli.writing import check_outputs
    from dxassess.insight.analysis import analyse
    from dxassess.round.home import RESULTS_FOLDER

    refuse_idle(previous, previous_questionnaires)
    out = out_folder(out, folder, RESULTS_FOLDER)
    check_outputs(folders=[out], read=[folder, previous])
    edition = edition_of(out, languages=lang, templates=templates, force=force)
    round_ = read_round(folder, questionnaires)
    earlier = read_previous(previous, previous_questionnaires or questionnaires)
    publish_sheets(analyse(round_, earlier), edition, tuple(map(full_code, facility or ())))
