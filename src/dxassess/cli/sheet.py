"""`dxassess sheet`: two pages for a facility, or for every one of them."""

from __future__ import annotations

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
    from dxassess.cli.papers import PaperOptions, write_papers
    from dxassess.cli.publishing import publish_sheets
    from dxassess.round.home import RESULTS_FOLDER

    options = PaperOptions(
        folder, out, facility, province, lang, questionnaires, templates, previous,
        previous_questionnaires, force, cluster,
    )  # fmt: skip
    write_papers(options, RESULTS_FOLDER, publish_sheets)
