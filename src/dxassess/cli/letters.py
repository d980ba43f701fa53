"""`dxassess letters`: recommendation letters in Word, to be edited and signed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from dxassess.cli.naming import place_keys
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
)

if TYPE_CHECKING:
    from dxassess.insight.analysis import Analysis
    from dxassess.render.edition import Edition


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
    from dxassess.cli.papers import PaperOptions, write_papers
    from dxassess.cli.publishing import publish_letters
    from dxassess.round.home import LETTERS

    options = PaperOptions(
        folder, out, facility, province, lang, questionnaires, templates, previous,
        previous_questionnaires, force,
    )  # fmt: skip

    def publish(analysis: Analysis, edition: Edition, codes: Sequence[str]) -> None:
        provinces = place_keys(province or (), analysis.round.settings.vintage)
        publish_letters(analysis, edition, codes, provinces)

    write_papers(options, LETTERS, publish)
