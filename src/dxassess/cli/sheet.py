"""`dxassess sheet`: two pages for a facility, or for every one of them."""

from __future__ import annotations

from dxassess.cli.naming import codes_of
from dxassess.cli.options import (
    Cluster,
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


def sheet(  # noqa: PLR0917 - typer makes an option of each
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
    cluster: Cluster = None,
    force: Force = False,
) -> None:
    """Write a result sheet, HTML and PDF, for every facility of FOLDER or for those named."""
    from dxassess.cli.publishing import drawn_on, edition_of, publish_sheets
    from dxassess.cli.reading import compared, read_round, refuse_idle
    from dxassess.cli.writing import check_outputs
    from dxassess.round.home import RESULTS_FOLDER

    refuse_idle(previous, previous_questionnaires)
    out = out_folder(out, folder, RESULTS_FOLDER)
    check_outputs(folders=[out], read=[folder, previous])
    edition = edition_of(out, languages=lang, templates=templates, force=force)
    round_ = read_round(folder, questionnaires, cluster=cluster)
    analysis = compared(round_, previous, previous_questionnaires or questionnaires, cluster=cluster)
    codes = codes_of(round_, facility or (), province or ())
    publish_sheets(analysis, drawn_on(cluster, edition), codes)
