"""`dxassess report`: the reports of every province and of the region, from a round or from saved ones."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dxassess.cli.kinds import PathValue
from dxassess.cli.options import (
    Cluster,
    Force,
    ForWhom,
    Languages,
    Out,
    Previous,
    PreviousQuestionnaires,
    Questionnaires,
    ReportsOf,
    Strict,
    Templates,
    Word,
    chosen_readers,
    reports_folder,
)

RoundFolder = Annotated[
    Path | None, typer.Argument(parser=PathValue("folder", must_exist=True, resolved=True), help="folder")
]
Saved = Annotated[
    Path | None, typer.Option("--from", parser=PathValue("file", must_exist=True), help="saved_reports")
]


def report(
    folder: RoundFolder = None,
    *,
    out: Out = None,
    saved: Saved = None,
    province: ReportsOf = None,
    lang: Languages = None,
    questionnaires: Questionnaires = None,
    templates: Templates = None,
    previous: Previous = None,
    previous_questionnaires: PreviousQuestionnaires = None,
    cluster: Cluster = None,
    audience: ForWhom = None,
    docx: Word = False,
    force: Force = False,
    strict: Strict = False,
) -> int:
    """Write HTML and PDF reports of the round in FOLDER, or of some of its provinces alone; or again those
    that were saved."""
    from dxassess.cli.publishing import drawn_on, edition_of, publish_round, publish_saved
    from dxassess.cli.reading import compared, exit_code, read_round, refuse_idle
    from dxassess.cli.writing import check_outputs

    folder = folder or (None if saved else _round_here())
    out = reports_folder(out, folder, province or ())
    readers = chosen_readers(audience)
    edition = edition_of(out, languages=lang, templates=templates, readers=readers, word=docx, force=force)
    check_outputs(folders=[out], read=[folder, previous])
    if saved is not None:
        _refuse_beside_saved(folder, province, questionnaires, previous, previous_questionnaires, strict)
        publish_saved(saved, drawn_on(cluster, edition), as_saved=audience is None)
        return 0
    assert folder is not None
    refuse_idle(previous, previous_questionnaires)
    round_ = read_round(folder, questionnaires, cluster=cluster)
    analysis = compared(round_, previous, previous_questionnaires or questionnaires, cluster=cluster)
    publish_round(analysis, drawn_on(cluster, edition), folder, provinces=province or ())
    return exit_code(round_.outcomes, strict=strict)


def _refuse_beside_saved(*typed: object) -> None:
    from dxassess.errors import DxassessError

    if any(typed):
        raise DxassessError("saved.alone")


def _round_here() -> Path:
    from dxassess.errors import DxassessError
    from dxassess.round.home import find_home

    home = find_home(Path.cwd())
    if home is None:
        raise DxassessError("report.no_folder")
    return home.root
